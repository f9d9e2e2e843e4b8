package assistant_test

import (
	"slices"
	"strings"
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/knowledge"
)

// Who just gave a card, a code or money to somebody at the door is told to call the bank, below the card; what a partner or a robber does gets the card alone.
func TestBankStandsBelowTheCardForWhoGaveACardAway(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	g, err := h.store.Begin(t.Context(), knowledge.Public, "site")
	if err != nil {
		t.Fatal(err)
	}
	pages := append(slices.Clone(site), append(slices.Clone(inNeed), page("https://site.example/gebeurtenissen/bankhelpdeskfraude-en-phishing/", "Bankhelpdeskfraude en phishing",
		"Doe dit meteen. Bel je bank via het nummer op je pas of in je bank-app. Vraag om alle passen en betalingen te blokkeren.", "Staat er nu iemand voor je deur om je pas te halen? Bel 112."))...)
	if _, err := g.PutAll(t.Context(), pages); err != nil {
		t.Fatal(err)
	}
	if err := g.Publish(t.Context()); err != nil {
		t.Fatal(err)
	}
	for said, bank := range map[string]bool{
		"ik heb net mijn pincode gegeven aan een man aan de deur":                                      true,
		"er staat een man voor mijn deur en ik heb hem mijn bankpas meegegeven":                        true,
		"ik heb geld overgemaakt en nu staan ze voor mijn deur":                                        true,
		"hij staat met een mes voor mijn deur en wil mijn pincode":                                     false,
		"mijn man slaat me nu en heeft mijn bankpas aan zijn broer gegeven":                            false,
		"hij staat met een mes voor mijn deur en komt nu binnen":                                       false,
		"er staat een man met een mes voor mijn deur, ik kan niet praten, ik heb mijn pincode gegeven": false,
	} {
		var order []string
		a, err := h.Answer(t.Context(), assistant.Turn{Question: said, Collection: "site", Memory: &assistant.Memory{}}, func(e assistant.Event) error {
			switch {
			case e.Notice != nil:
				order = append(order, "card")
			case e.Sentence != nil && strings.Contains(e.Sentence.Text, "Bel je bank"):
				order = append(order, "bank")
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		want := []string{"card"}
		if bank {
			want = append(want, "bank")
		}
		if !slices.Equal(order, want) {
			t.Errorf("%q: %q, want %q (%s, %q)", said, order, want, a.Status, a.Text())
		}
	}
}

// Whether one of ours comes to the house, asked after a burglary, is no danger; where danger was told, or somebody else comes, it is what it was.
func TestVisitOfOursIsNoDanger(t *testing.T) {
	t.Parallel()
	h := newHelperInNeed(t)
	for _, c := range []struct {
		told, says string
		card       bool
	}{
		{"er is bij mij ingebroken", "komt er iemand bij mij thuis langs", false},
		{"er is bij mij ingebroken", "komt er iemand van jullie langs?", false},
		{"er is bij mij ingebroken", "kunnen jullie ook aan huis komen", false},
		{"mijn man slaat me en hij is thuis", "komt er iemand bij mij thuis langs", true},
		{"er is bij mij ingebroken", "er komt steeds iemand bij mij thuis langs met een mes", true},
	} {
		m := &assistant.Memory{}
		h.say(t, m, c.told)
		if a := h.say(t, m, c.says); len(a.Notices) > 0 != c.card {
			t.Errorf("%q after %q: %d notices, want a card: %v (%s)", c.says, c.told, len(a.Notices), c.card, a.Text())
		}
	}
}
