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
		"ik heb aangifte gedaan van oplichting", "ik heb een kind geraakt met de auto, het rende zo de weg op", "ik heb vorige week aangifte gedaan van belaging", "ik heb een wandelaar aangereden, ik had hem niet gezien", "de man die mijn broer doodstak kreeg twaalf jaar",
		"mijn neef heeft voor mij de politie gebeld", "De inbreker van mijn ouders kreeg een taakstraf.",
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
