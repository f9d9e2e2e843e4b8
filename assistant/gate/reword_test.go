package gate

import "testing"

func TestAnHonestRewordingKeepsWhatItHangsOn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ page, said string }{
		{"Bel 112 als er nu gevaar is. Bel 0900-0101 als je wilt praten.", "Is er nu gevaar, bel dan 112."},
		{"Is er direct gevaar? Bel 112. Wil je praten? Bel 0900-0101.", "Bel 112 als er direct gevaar is."},
		{"Praat niet met de dader zonder hulp.", "Praat nooit met de dader zonder hulp."},
		{"Misverstand: hulp krijg je alleen als je aangifte doet.", "Het is een misverstand dat je alleen hulp krijgt als je aangifte doet."},
		{"Een advocaat is gratis, als je ernstig letsel hebt.", "Als je ernstig letsel hebt, is een advocaat gratis."},
		{"Kinderen vanaf 16 jaar hebben geen toestemming nodig van hun ouders.", "Vanaf 16 jaar hebben kinderen geen toestemming van hun ouders nodig."},
		{"Is de verdachte jonger dan 18? Dan behandelt de kinderrechter de zaak.", "De kinderrechter behandelt de zaak als de verdachte jonger dan 18 is."},
		{"Bel ons als je vragen hebt: 0900-0101.", "Je kunt ons bellen op 0900-0101."},
		{"Je hoeft niet alleen te gaan. Je mag iemand meenemen.", "Je mag iemand meenemen en je hoeft niet alleen te gaan."},
		{"Je mag zelf kiezen waarover. Spreken is nooit verplicht.", "Spreken is nooit verplicht en je mag zelf kiezen waarover."},
		{"Ga naar je huisarts als het niet minder wordt. Bel 113 als je aan de dood denkt.", "Ga naar je huisarts als het niet minder wordt."},
		{"Laat een foto zien als dat kan. Meld het bij de politie.", "Laat een foto zien als dat kan en meld het bij de politie."},
		{"De gemeente regelt een plek. De brandweer blust het vuur.", "De gemeente regelt een plek en de brandweer blust het vuur."},
		{"| Wie: Bank | Waarvoor: Pas blokkeren |\n| Wie: Gemeente | Waarvoor: Paspoort vervangen |", "De bank is er voor een pas blokkeren."},
		{"Bespreek de zaak met je advocaat.", "Je kunt de zaak met je advocaat bespreken."},
	} {
		if got := Check(c.said, c.page); len(got) > 0 {
			t.Errorf("Check(%q, %q) = %v, want nothing", c.said, c.page, got)
		}
	}
}
