package gate

import "testing"

func TestAPagesOwnWordsMayNotBeTurned(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ page, turned string }{
		// A question is no statement.
		{"Is verhuizen de enige oplossing? Een medewerker denkt met je mee.", "Verhuizen is de enige oplossing."},
		{"Is een advocaat verplicht? Nee.", "Een advocaat is verplicht."},
		// Opposites, and the two sides of a comparison.
		{"Bewaar de kleding ongewassen in een papieren zak.", "Bewaar de kleding gewassen in een papieren zak."},
		{"Zelf vertrekken kan een gevaarlijk moment zijn.", "Zelf vertrekken kan een veilig moment zijn."},
		{"Een kort gesprek is beter dan een lange brief.", "Een lange brief is beter dan een kort gesprek."},
		// Who and whom.
		{"De rechter kan de verdachte een straf geven.", "De verdachte kan de rechter een straf geven."},
		{"De pleger mag geen contact met je zoeken.", "Jij mag geen contact met de pleger zoeken."},
		{"De burgemeester kan de dader tien dagen uit huis zetten.", "De burgemeester kan je tien dagen uit huis zetten."},
		{"Een rechter kan een straatverbod opleggen.", "Een rechter kan jou een straatverbod opleggen."},
		{"Maak met iemand een plan. De rechter kan de pleger een verbod geven.", "Maak met de pleger een plan."},
		// The order of steps.
		{"Bel eerst de bank voordat je aangifte doet.", "Doe aangifte voordat je de bank belt."},
		{"Maak een foto van elk bericht. Blokkeer daarna het account.", "Blokkeer het account en maak daarna een foto van elk bericht."},
		// So for some, or only possibly.
		{"Dan betaal je soms een deel van de kosten.", "Je betaalt een deel van de kosten."},
		{"Je kunt vragen om bericht over de zitting.", "Je krijgt bericht over de zitting."},
		{"Ook psychische schade kan meetellen.", "Ook psychische schade telt mee."},
		{"Is er na een jaar niet alles betaald, dan krijg je een voorschot.", "Je krijgt een voorschot."},
		// Another row of a table.
		{"| Wie: Brandweer | Nummer: 112 | Waarvoor: Direct gevaar\n| Wie: Veilig Thuis | Nummer: 0800-2000 | Waarvoor: Advies en melden", "Bij direct gevaar bel je Veilig Thuis: 0800-2000."},
	} {
		t.Run(c.turned, func(t *testing.T) {
			t.Parallel()
			if reasons := Check(c.turned, c.page); len(reasons) == 0 {
				t.Errorf("Check passes it from %q", c.page)
			}
		})
	}
}

func TestAnHonestRewordingOfWhoWhatAndWhenPasses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ page, said string }{
		{"Is een advocaat verplicht? Nee, je hebt geen advocaat nodig.", "Je hebt geen advocaat nodig."},
		{"Is er brand? Bel 112.", "Bel 112 als er brand is."},
		{"Bewaar de kleding ongewassen in een papieren zak.", "Stop de kleding ongewassen in een papieren zak en bewaar die."},
		{"Een kort gesprek is beter dan een lange brief.", "Beter dan een lange brief is een kort gesprek."},
		{"De rechter kan de verdachte een straf geven.", "De rechter kan een verdachte een straf geven."},
		{"De pleger mag geen contact met je zoeken.", "De pleger mag met jou geen contact zoeken."},
		{"Je kunt met een medewerker praten.", "Een medewerker kan met je praten."},
		{"Bel eerst de bank voordat je aangifte doet.", "Bel de bank voordat je aangifte doet."},
		{"Maak een foto van elk bericht. Blokkeer daarna het account.", "Maak een foto van elk bericht en blokkeer daarna het account."},
		{"Dan betaal je soms een deel van de kosten.", "Je betaalt soms een deel van de kosten."},
		{"Ook psychische schade kan meetellen.", "Psychische schade kan ook meetellen."},
		{"Je kunt ons bellen op 0900-0101.", "Bel ons op 0900-0101."},
		{"| Wie: Brandweer | Nummer: 112 | Waarvoor: Direct gevaar\n| Wie: Veilig Thuis | Nummer: 0800-2000 | Waarvoor: Advies en melden", "Veilig Thuis bel je op 0800-2000 voor advies."},
	} {
		t.Run(c.said, func(t *testing.T) {
			t.Parallel()
			if reasons := Check(c.said, c.page); len(reasons) > 0 {
				t.Errorf("Check(%q) = %v, want nothing", c.page, reasons)
			}
		})
	}
}
