package assistant_test

import (
	"strings"
	"testing"

	"wegwijzer/assistant"
)

// Whether somebody stays without a name is answered for what was spoken of: reporting, help, or else this talk.
func TestWhetherOneStaysWithoutANameIsOfWhatWasSpokenOf(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t,
		article("https://site.example/rechten/aangifte", "Aangifte doen", "", "Aangifte doen betekent dat je de politie officieel vertelt wat er is gebeurd. Bel de politie voor een afspraak om aangifte te doen."),
		article("https://site.example/rechten/adres", "Aangifte doen met een afgeschermd adres", "", "Vraag de politie om je adres weg te laten uit je aangifte. Aangifte onder nummer kan soms. Je naam staat dan niet in de stukken."),
		article("https://site.example/privacy", "Privacy", "", "Wij gaan zorgvuldig om met je gegevens.", "Kan ik anoniem hulp krijgen?", "Ja. Lezen en meepraten kan zonder je naam. Wil je bellen zonder je naam te noemen? Vraag een medewerker wat er kan."))
	for _, c := range []struct {
		want  string
		turns []string
	}{
		{"Je naam staat dan niet in de stukken", []string{"hoe doe ik aangifte", "ben ik dan anoniem"}},
		{"Je naam staat dan niet in de stukken", []string{"ik twijfel of ik naar de politie ga", "kan dat anoniem"}},
		{"Je naam staat dan niet in de stukken", []string{"hoe doe ik aangifte", "moet ik mijn naam geven"}},
		{"Je naam staat dan niet in de stukken", []string{"how do i report to the police", "can i stay anonymous"}},
		{"zonder je naam", []string{"kan ik anoniem praten met iemand"}},
		{assistant.Message("nl", "keeping"), []string{"ben ik hier anoniem"}},
		{assistant.Message("nl", "keeping"), []string{asked, "blijf ik anoniem"}},
		{assistant.Message("en", "keeping"), []string{"am i anonymous"}},
		{assistant.Message("pl", "keeping"), []string{"czy jestem anonimowy"}},
	} {
		if a := h.last(t, c.turns...); !strings.Contains(a.Text(), c.want) {
			t.Errorf("%q: %s %q, want %q", c.turns, a.Status, a.Text(), c.want)
		}
	}
	for _, turns := range [][]string{{"ik word anoniem bedreigd"}, {"de berichten die hij stuurt zijn anoniem, kan de politie iets"}, {"kan hij anoniem blijven"}} {
		if a := h.last(t, turns...); strings.Contains(a.Text(), assistant.Message("nl", "keeping")) {
			t.Errorf("%q is told of this talk: %q", turns, a.Text())
		}
	}
}
