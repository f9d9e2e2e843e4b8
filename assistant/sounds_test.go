package assistant_test

import (
	"slices"
	"strings"
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/assistant/danger"
	"wegwijzer/knowledge"
)

// What only sounds like danger of this moment is answered below the card where the site surely has it; what a rule hears is not: the card stands alone, and
// says how to go on.
func TestWhatOnlySoundsLikeDangerIsAnsweredBelowItsCard(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	g, err := h.store.Begin(t.Context(), knowledge.Public, "site")
	if err != nil {
		t.Fatal(err)
	}
	wreck := page("https://site.example/vernieling/", "Diefstal en vernieling", "Heeft iemand je scootmobiel of fiets gesloopt of vernield? Maak foto's van wat er kapot is en doe aangifte van de vernieling.")
	if _, err := g.PutAll(t.Context(), append(slices.Clone(site), wreck)); err != nil {
		t.Fatal(err)
	}
	if err := g.Publish(t.Context()); err != nil {
		t.Fatal(err)
	}
	const sounds, ruled = "Een man uit de flat heeft mijn scootmobiel gesloopt.", "help hij slaat de deur in en ik zit in de kast"
	if f := danger.Check(sounds); f.Level != danger.Acute || f.Ruled {
		t.Skipf("%q no longer sounds so: %+v", sounds, f)
	}
	if a := h.say(t, &assistant.Memory{}, sounds); a.Status != assistant.CrisisAcute || len(a.Notices) == 0 || !cites(a, "https://site.example/vernieling") {
		t.Errorf("%q: %s %q", sounds, a.Status, a.Text())
	}
	if a := h.say(t, &assistant.Memory{}, ruled); a.Status != assistant.CrisisAcute || len(a.Sentences) > 0 || !strings.Contains(a.Closing, assistant.Message("nl", "acute_next")) {
		t.Errorf("%q: %s %q", ruled, a.Status, a.Text())
	}
}
