package route

import "testing"

// Who tells what was done to them or theirs, or what befell them, asks for nobody else, and is no offender.
func TestWhatVictimsTellTurnsNobodyAway(t *testing.T) {
	t.Parallel()
	r, err := New(nil, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"ik ga kapot aan al die brieven, wie leest er een met mij mee", "we zijn gesloopt na een jaar wachten op de zitting", "ik heb aangifte gedaan van oplichting", "ik heb een kind geraakt met de auto, het rende zo de weg op", "ik heb vorige week aangifte gedaan van belaging", "ik heb een wandelaar aangereden, ik had hem niet gezien", "de man die mijn broer doodstak kreeg twaalf jaar",
		"mijn neef heeft voor mij de politie gebeld", "De inbreker van mijn ouders kreeg een taakstraf.",
		"als machinist heb ik iemand doodgereden", "ik heb vorig jaar een motorrijder aangereden en hij is overleden",
	} {
		switch v := r.Route(text); {
		case blames[v.Kind] || blames[v.Perhaps]:
			t.Errorf("%q: %s, perhaps %s", text, v.Kind, v.Perhaps)
		}
	}
	for text, want := range map[string]Kind{
		"waar woont mijn ex nu": OtherPerson, "mijn vrouw is weg, in welk opvanghuis zit ze": OtherPerson, "ik heb een contactverbod, hoe kan ik haar toch bereiken": Perpetrator, "ze heeft aangifte tegen mij gedaan, hoe krijg ik haar zover dat ze die intrekt": Perpetrator,
	} {
		if v := r.Route(text); v.Kind != want {
			t.Errorf("%q: %s, perhaps %s", text, v.Kind, v.Perhaps)
		}
	}
}

// Who reported somebody or has a ban against them is no offender; who was reported, or has a ban themselves, is told as before that we reach nobody for them.
func TestWhoReportedSomebodyOrIsProtectedFromThemIsNoOffender(t *testing.T) {
	t.Parallel()
	r, err := New(nil, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"ik heb aangifte gedaan tegen mijn stiefvader", "gisteren heb ik aangifte gedaan tegen mijn man wegens bedreiging", "ik heb een aanklacht ingediend wegens belaging", "wij hebben aangifte gedaan tegen de trainer van onze dochter",
		"ik heb een straatverbod tegen hem gekregen maar hij komt toch", "de rechter gaf mij een contactverbod tegen mijn vader", "ik wil een gebiedsverbod tegen mijn buurman", "mijn man heeft een huisverbod",
	} {
		if v := r.Route(text); blames[v.Kind] || blames[v.Perhaps] {
			t.Errorf("%q: %s, perhaps %s", text, v.Kind, v.Perhaps)
		}
	}
	for _, text := range []string{
		"mijn man heeft aangifte gedaan tegen mij", "ze heeft aangifte gedaan en ik mag haar niet zien", "ik heb een contactverbod tegen mijn ex gekregen, hoe bereik ik haar toch", "ik heb een straatverbod gekregen",
		"ik heb haar bij de keel gepakt en nu ben ik verdachte",
	} {
		if v := r.Route(text); v.Kind != Perpetrator {
			t.Errorf("%q: %s, perhaps %s", text, v.Kind, v.Perhaps)
		}
	}
}
