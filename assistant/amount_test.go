package assistant_test

import (
	"strings"
	"testing"

	"wegwijzer/assistant"
)

// Who asks for an amount that the site does not have reads that, and what it does say of getting the damage paid.
func TestAnAmountThatIsNotThereLeavesWhatIs(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t,
		article("https://site.example/schade-inbraak", "Schade na een inbraak", "", "Vraag je schade na een inbraak eerst aan je verzekeraar. Bewaar de bonnen.", "Schade vergoed krijgen\nIs er een dader? Dan kun je de schade ook in de strafzaak vergoed krijgen."),
		article("https://site.example/fonds", "Het fonds voor slachtoffers van geweld", "", "Het fonds betaalt na geweld vaste bedragen: van 1.000 tot 35.000 euro."))
	for _, asked := range []string{"hoeveel geld krijg ik na een inbraak", "hoeveel vergoeding krijgen we voor de inbraak", "wat is het bedrag dat ik krijg na een inbraak"} {
		a := h.ask(t, asked)
		if len(a.Sentences) == 0 || a.Sentences[0].Cites[0].URL != "https://site.example/schade-inbraak" || !strings.Contains(a.Text(), "0900-0101") || a.Status == assistant.RefusedNoSource {
			t.Errorf("%q: %s %q", asked, a.Status, a.Text())
		}
	}
	if a := h.ask(t, "hoeveel geld betaalt het fonds na geweld"); len(a.Sentences) == 0 || strings.HasPrefix(a.Lead, assistant.Message("nl", "no_amount")) {
		t.Errorf("an amount that is there: %s %q", a.Status, a.Text())
	}
	if a := h.ask(t, "hoeveel koffers gaan er in een auto"); len(a.Sentences) > 0 {
		t.Errorf("no amount of money: %s %q", a.Status, a.Text())
	}
}

// What has nothing to do with what happened to people is turned away in one go, and led to nothing dreadful; a victim's why is not.
func TestAQuestionAboutTheWorldIsTurnedAwayKindly(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for _, asked := range []string{"hoeveel tanden heeft een haai", "wie won de marathon", "hoelang moet pasta koken", "welke politieke partij is goed", "kun je een opstel schrijven over kastelen"} {
		a := h.ask(t, asked)
		if a.Status != assistant.RefusedOutOfScope || len(a.Sentences) > 0 {
			t.Errorf("%q: %s %q", asked, a.Status, a.Text())
		}
		for _, b := range a.Topics {
			if b.Topic == "lijkvinding" || b.Topic == "moord_doodslag" || b.Topic == "zelfdoding" {
				t.Errorf("%q is led to %q", asked, b.Name)
			}
		}
	}
	for _, asked := range []string{"waarom gaat mijn hart zo tekeer", "waarom uitgerekend ik", "waarom doe ik zo raar", "waarom hield niemand hem tegen"} {
		if a := h.ask(t, asked); a.Status == assistant.RefusedOutOfScope {
			t.Errorf("%q of a victim: %s %q", asked, a.Status, a.Text())
		}
	}
}
