package assistant

import (
	"testing"

	"wegwijzer/knowledge"
)

var centrePage = knowledge.Passage{
	Title: "Hulp in het buurtcentrum",
	Text: `In het buurtcentrum werken 40 vrijwilligers. Een gesprek duurt drie kwartier of een uur. De koffie is gratis.
# Voor wie?
De Kindertelefoon is er voor 8 tot en met 18 jaar. Bel bij gevaar 112. Kinderen mogen een ouder meenemen naar het gesprek.
# Aanmelden
Bel 070-1234567 en vraag naar de planning van het buurtcentrum. De directeur leest elke klacht over het buurtcentrum.
# Bedragen
| Soort: Reiskosten | Bedrag: € 25
| Soort: Oppas | Bedrag: € 60`,
}

func TestAFactIsToldByASentenceThatHasItOnly(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		question string
		told     bool
	}{
		{"hoeveel vrijwilligers werken er in het buurtcentrum", true},
		{"hoeveel bezoekers komen er in het buurtcentrum", false},
		{"hoeveel kinderen komen er naar een gesprek", false}, // 8 and 18 are ages, 112 is a number to call
		{"hoe lang duurt een gesprek in het buurtcentrum", true},
		{"en hoe lang duurt een gesprek in het buurtcentrum", true},
		{"hoeveel procent van de gesprekken in het buurtcentrum lukt", false},
		{"hoeveel kost oppas", true},
		{"hoe lang duurt zo'n gesprek ongeveer als iemand nog nooit eerder in een buurtcentrum kwam en veel wil vertellen", true},
		{"hoe hoog is de boete voor een gesprek", false},
		{"vanaf welke leeftijd is de kindertelefoon er", true},
		{"naar welk e-mailadres stuur ik de planning van het buurtcentrum", false},
		{"hoe heet de wethouder van het buurtcentrum", false},
		{"wie is de burgemeester", false},
		{"wie is de directeur van het buurtcentrum", true},
		{"welke straf krijgt iemand voor een klacht", false},
		{"wat doen jullie in het buurtcentrum", true}, // wants no figure
		{"ik weet niet hoeveel bezoekers er komen, mag ik een ouder meenemen naar het gesprek", true},
	} {
		r := found(c.question, centrePage)
		kept := supportedBy(compose(c.question, r))
		if len(kept) == 0 {
			t.Errorf("compose(%q) gives nothing to look at", c.question)
		}
		if got := tellsFact(c.question, r, kept); got != c.told {
			t.Errorf("tellsFact(%q) = %t, want %t; shown %q", c.question, got, c.told, texts(kept))
		}
	}
}
