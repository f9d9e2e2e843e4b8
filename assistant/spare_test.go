package assistant_test

import (
	"slices"
	"strings"
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/assistant/danger"
	"wegwijzer/knowledge"
)

// free are pages on what a victim can ask for when they may run into whoever did it.
var free = []knowledge.Document{
	page("https://site.example/contactverbod/", "Contactverbod en gebiedsverbod", "De rechter kan een contactverbod geven. De dader mag dan geen contact met je zoeken en niet in je straat komen."),
	page("https://site.example/vrij/", "Bericht bij verlof en vrijlating na straf", "Je kunt vragen om bericht bij verlof en vrijlating van de dader na zijn straf."),
	page("https://site.example/veilig/", "Veilig in de rechtbank", "Je kunt vragen om een aparte wachtruimte in de rechtbank. Zo kom je de verdachte niet tegen."),
}

// A victim who would rather not meet, lose or harm whoever did it is not told that we do not help with revenge; who wants to harm them is.
func TestWhoSparesOrShunsTheOffenderWantsNoRevenge(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, free...)
	revenge := func(a assistant.Answer) bool {
		return strings.Contains(a.Text()+a.Lead+a.Closing, assistant.Message(a.Lang, "revenge"))
	}
	for _, says := range []string{
		"kom ik hem tegen", "loop ik hem daar tegen het lijf", "zie ik hem straks weer op school", "hoe ontloop ik hem", "ik wil hem uit de weg gaan", "ik wil niks meer met hem te maken hebben",
		"ik wil hem niet in moeilijkheden brengen", "ik wil hem niet kwijt", "ik wil hem geen pijn doen", "ik wil geen wraak", "ik wil niet dat hij zijn baan kwijtraakt", "ik wil het hem vergeven", "i don't want to hurt him",
	} {
		m := &assistant.Memory{}
		h.say(t, m, "ik ben vorig jaar mishandeld en de dader is vrijgesproken")
		if a := h.say(t, m, says); revenge(a) {
			t.Errorf("%q is refused: %q", says, a.Text()+a.Lead)
		}
	}
	for _, says := range []string{"hoe kan ik hem terugpakken", "ik wil wraak", "ik ga zijn ruiten ingooien", "hoe kan ik hem zwartmaken op zijn werk", "zal ik hem online te kijk zetten"} {
		if a := h.ask(t, says); !revenge(a) {
			t.Errorf("%q gives %s: %q", says, a.Status, a.Text()+a.Lead)
		}
	}
}

// Whether they run into whoever did it is answered with what can be asked for: in court, after a release, elsewhere.
func TestWhoMayRunIntoTheOffenderReadsWhatCanBeAskedFor(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, free...)
	for _, c := range []struct{ told, asks, want string }{
		{"ik ben mishandeld door een collega", "hoe ontwijk ik hem", "contactverbod"},
		{"ik ben vorig jaar mishandeld en de dader komt volgende week vrij", "kom ik hem dan tegen", "vrijlating"},
		{"ik moet volgende week naar de rechtbank als slachtoffer", "kom ik hem daar tegen", "wachtruimte"},
	} {
		m := &assistant.Memory{}
		h.say(t, m, c.told)
		if a := h.say(t, m, c.asks); !strings.Contains(a.Text(), c.want) {
			t.Errorf("%q after %q gives %s: %q %q", c.asks, c.told, a.Status, a.Text(), a.Lead)
		}
	}
}

// Questions about a hearing are answered one after the other, and not with the card that one of them looked like.
func TestTheTalkOfAHearingGoesOnAfterACard(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, append(slices.Clone(free), page("https://site.example/zitting/", "Naar de zitting", "Je mag iemand meenemen naar de zitting. Tijdens de zitting mag je iets zeggen als je spreekrecht hebt."))...)
	for _, asks := range []string{"kan er iemand mee", "mag er iemand bij zijn"} {
		m := &assistant.Memory{}
		h.say(t, m, "morgen is de zitting van mijn strafzaak")
		m.Danger, m.Card = true, &danger.Finding{Level: danger.Acute, Kinds: []danger.Kind{danger.PerpetratorNear}, Lines: []danger.Line{danger.Emergency}}
		if a := h.say(t, m, asks); len(a.Notices) > 0 {
			t.Errorf("%q gives %s: %q", asks, a.Status, a.Text()+a.Closing)
		}
	}
	m := &assistant.Memory{}
	h.say(t, m, acute)
	if a := h.say(t, m, "wat nu"); len(a.Notices) == 0 {
		t.Errorf("who is in danger at home loses the card: %s", a.Status)
	}
}

// What became of a case is told, and is no wish that somebody looks into it.
func TestACaseThatIsToldIsNotRefused(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for says, refused := range map[string]bool{
		"mijn zaak is geseponeerd": false, "mijn zaak is geseponeerd, wat nu?": false, "mijn verzoek is afgewezen": false, "ik heb gisteren mijn aangifte getekend": false,
		"hoe staat het met mijn zaak": true, "kijk in mijn dossier": true, "is mijn zaak al geseponeerd?": true,
	} {
		if a := h.ask(t, says); strings.Contains(a.Lead, assistant.Message("nl", "own_case")) != refused {
			t.Errorf("%q: %s %q", says, a.Status, a.Lead)
		}
	}
}

// Who is accused and asks for nobody is not told that we do not help to find somebody.
func TestWhoIsAccusedIsNoStalker(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for says, refused := range map[string]bool{
		"ik word verdacht van diefstal": false, "ik ben onschuldig": false, "ik word ten onrechte beschuldigd, wat nu": false,
		"ik ben aangehouden voor mishandeling maar het was zelfverdediging": false, "mijn ex heeft valse aangifte tegen mij gedaan": false,
		"ik ben verdachte en wil het slachtoffer een brief schrijven": true, "ik word beschuldigd, hoe vind ik haar adres": true,
	} {
		if a := h.ask(t, says); strings.Contains(a.Lead, assistant.Message("nl", "perpetrator")) != refused || strings.Contains(a.Lead, assistant.Message("nl", "accused")) == refused {
			t.Errorf("%q: %s %q", says, a.Status, a.Lead)
		}
	}
}

// A parent whose child is suspected reads no victim's page, and one whose child was hurt does, or died, also where it was held.
func TestAParentOfASuspectIsToldWhomWeAreFor(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for says, suspected := range map[string]bool{
		"mijn zoon van 16 is opgepakt": true, "my daughter was arrested yesterday": true, "mój syn został zatrzymany": true,
		"mijn zoon is mishandeld en de dader is opgepakt": false, "onze zoon is gestorven in de gevangenis": false, "mijn dochter heeft zich verhangen in de cel": false,
		"mijn zoon zit vast en wordt daar geslagen door een bewaker": false, "mijn zoon zit vast. hij is daar aangerand": false, "my son died in custody": false, "mój syn zmarł w areszcie, był zatrzymany": false,
		"mijn zoon is opgepakt voor een verkrachting": true, "mijn zoon wordt verdacht van doodslag": true,
	} {
		if a := h.ask(t, says); (a.Lead == assistant.Message(a.Lang, "accused_child")) != suspected {
			t.Errorf("%q: %s %q", says, a.Status, a.Lead)
		}
	}
}

// Who complains of the police reads how to complain there, and not first how to complain of us.
func TestAComplaintOfAnotherIsAnsweredWithTheirs(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, append(slices.Clone(forAll),
		page("https://site.example/klacht/", "Een klacht indienen", "Een klacht kost niets en heeft geen gevolgen voor je hulp.\nZo doe je dat:\n- Praat eerst met de medewerker.\n- Bel 0900-0101 en vraag naar de leidinggevende.\nOver de politie of het Openbaar Ministerie: dien je klacht daar in.\nOver een advocaat: praat eerst met het kantoor van de advocaat."))...)
	for says, want := range map[string]string{
		"klacht over de politie": "dien je klacht daar in", "ik wil een klacht indienen over een agent": "dien je klacht daar in", "klacht over mijn advocaat": "kantoor van de advocaat",
	} {
		a := h.ask(t, says)
		if len(a.Sentences) == 0 || !strings.Contains(a.Sentences[0].Text, want) || strings.Contains(a.Text(), "leidinggevende") {
			t.Errorf("%q: %s %q", says, a.Status, a.Text())
		}
	}
	if a := h.ask(t, "hoe dien ik een klacht in"); !strings.Contains(a.Text(), "kost niets") {
		t.Errorf("how to complain of us is not told: %s %q", a.Status, a.Text())
	}
}

// Who said to be deaf is not told to call in a later turn, and their interpreter is one of signs.
func TestWhoIsDeafStaysDeaf(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, append(slices.Clone(forAll),
		page("https://site.example/doof/", "Doof of slechthorend", "Ben je doof of slechthorend? Vraag om een gebarentolk of schrijftolk. Dat kan ook bij de politie en de rechter."),
		page("https://site.example/tolk/", "Tolk", "Spreek je geen Nederlands? Vraag om een tolk die jouw taal spreekt."))...)
	for _, first := range []string{"ik ben doof", "ik ben slechthorend en ik ben vorige week beroofd"} {
		m := &assistant.Memory{}
		h.say(t, m, first)
		if a := h.say(t, m, "kan er een tolk mee"); !strings.Contains(a.Text(), "gebarentolk") {
			t.Errorf("%q: %s %q", first, a.Status, a.Text())
		}
		m = &assistant.Memory{}
		h.say(t, m, first)
		if a := h.say(t, m, "hoe kan ik jullie bereiken zonder bellen"); strings.Contains(a.Text(), "Bel ") || len(a.Sentences) == 0 {
			t.Errorf("%q: %s %q", first, a.Status, a.Text())
		}
	}
	for _, first := range []string{"ik voel me stom", "mijn buurman is beroofd", "ik wil het niet horen"} {
		m := &assistant.Memory{}
		if h.say(t, m, first); m.Deaf {
			t.Errorf("%q says that its writer cannot hear", first)
		}
	}
}

// Who met a victim at work and asks what they must do reads what holds at work; a parent does not.
func TestWhoMeetsAVictimAtWorkReadsTheirDuty(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, page("https://site.example/meldcode/", "Ik werk met kinderen. Wat moet ik?", "Werk je in de zorg of op een school? Volg dan de meldcode van je organisatie."),
		page("https://site.example/ouder/", "Ouder van een kind", "Ben je ouder van een kind dat iets is overkomen? Luister en blijf rustig."))
	for told, atWork := range map[string]bool{"ik ben lerares, een leerling van mij is mishandeld": true, "ik werk in de zorg en een patiënt is mishandeld": true, "mijn dochter is mishandeld op school": false} {
		for _, asks := range []string{"moet ik dat melden", "mag dat zonder de ouders"} {
			m := &assistant.Memory{}
			h.say(t, m, told)
			a := h.say(t, m, asks)
			if duty := slices.ContainsFunc(a.Stages, func(s assistant.Stage) bool { return s.Verdict == "duty" }); duty != atWork || atWork && !strings.Contains(a.Text(), "meldcode") {
				t.Errorf("%q after %q: %s %q", asks, told, a.Status, a.Text())
			}
		}
	}
}
