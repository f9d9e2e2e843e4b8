package assistant

import (
	"strings"
	"testing"
)

// Whether something is normal may be asked of what another does, and of how it is for oneself.
func TestWhetherADeedIsNormalIsToldFromAReaction(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		told, asked string
		deed        bool
	}{
		{"mijn vriendin knijpt mij als ze boos is", "is dat normaal", true},
		{"ik ben 13 mijn stiefvader schopt mij", "is dat normaal", true},
		{"mijn neef zat met zijn hand aan mijn benen", "hoort dat zo", true},
		{"mijn tandarts raakte mijn borst aan", "misschien hoort het zo", true},
		{"mijn trainer kijkt naar mij als ik me omkleed", "ben ik gek dat ik dit raar vind", true},
		{"ik word elke week geslagen", "is dat normaal", true},
		{"mijn baas noemt me dom en duwt me", "overdrijf ik", true},
		{"", "is het normaal dat mijn broer me slaat", true},
		{"", "hij slaat mij soms, ben ik gek dat ik blijf", true},
		{"ik huil de hele dag", "is dat normaal", false},
		{"ik ben beroofd en ik slaap niet meer", "ben ik gek", false},
		{"sinds mijn ex mij sloeg schrik ik van alles", "is dat normaal", false},
		{"mijn zus helpt mij elke dag", "is het gek dat ik huil", false},
		{"mijn vader is overleden", "is het raar dat ik niets voel", false},
		{"", "is dat normaal", false},
		{"mijn man slaat me", "wat kan ik doen", false},
	} {
		s := &state{memory: &Memory{}, turn: Turn{Question: c.asked}, answer: Answer{Lang: "nl"}}
		if c.told != "" {
			s.memory.Said = []string{c.told}
		}
		if got := s.deedWondered() != ""; got != c.deed {
			t.Errorf("%q > %q is of a deed of another: %v", c.told, c.asked, got)
		}
	}
}

// Nobody to whom a deed of another was done reads that it is common.
func TestADeedOfAnotherIsNotCalledCommon(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"deed_wonder", "deed_care", "self_blame"} {
		for _, lang := range []string{"nl", "en", "ar", "tr", "pl", "uk", "fr", "pap"} {
			if text := Message(lang, key); !strings.Contains(text, "0900-0101") || lang != "nl" && text == Message("nl", key) {
				t.Errorf("%s in %s: %q", key, lang, text)
			}
		}
	}
}

// Who tells and asks nothing is told from who seeks something.
func TestATellingIsToldFromWhatIsSought(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]bool{
		"ik ben geschopt door een arrestant": true, "mijn therapeut kuste mij": true, "de rechtszaak is verplaatst": true, "mijn vrouw is gestikt in Marokko": true,
		"ik ben als meisje besneden": true, "iedereen lacht om mij want ik ben opgenomen geweest": true, "onze zoon is overleden in het ziekenhuis": true,
		"letselschade advocaat utrecht": false, "ik zoek een advocaat": false, "hoe lang duurt het": false, "mag mijn baas dat": false, "ik wil een vergoeding": false,
		"ik heb een vraag over mijn zaak": false, "wat is er met mijn zaak": false, "adres politie": false, "ik weet niet waar ik heen moet": false,
	} {
		s := &state{memory: &Memory{}, question: question, answer: Answer{Lang: "nl"}}
		if got := s.onlyTells(); got != want {
			t.Errorf("onlyTells(%q) = %v", question, got)
		}
	}
}

// Who was hit, or tells who was, is not who drove.
func TestWhoWasHitDidNotDrive(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"ik heb een fietser aangereden": true, "ik reed een kind aan": true, "ik heb per ongeluk een ongeluk veroorzaakt": true, "ongeluk veroorzaakt wat nu": true, "als vrachtwagenchauffeur zag ik hem te laat": true,
		"ik heb een ongeluk gehad": false, "ik ben geschept door een motor, heb ik schuld": false, "ik reed op mijn fiets en werd aangereden": false,
		"de bestuurder heeft het ongeluk veroorzaakt": false, "het ongeluk is veroorzaakt door een dronken man": false, "hij heeft mij aangereden": false,
	} {
		if got := ofCause(text); got != want {
			t.Errorf("ofCause(%q) = %v", text, got)
		}
	}
}
