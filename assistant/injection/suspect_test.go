package injection

import (
	"strings"
	"testing"

	"wegwijzer/internal/dutch"
)

// The quick look passes over no page in which the slow one finds something, and over none of the words by which a machine is called.
func TestTheQuickLookPassesOverNothingPlanted(t *testing.T) {
	t.Parallel()
	n := 0
	for _, x := range readItems(t, "testdata/passages.jsonl") {
		found := false
		for _, s := range dutch.Sentences(x.Text) {
			found = found || Planted(x.Text[s.Start:s.End])
		}
		if !found {
			continue
		}
		n++
		if !suspicious(x.Text) && PlainText(x.Text) == x.Text {
			t.Errorf("%s is passed over: %q", x.ID, x.Text)
		}
	}
	if n < 50 {
		t.Fatalf("only %d pages with something planted: this proves nothing", n)
	}
	t.Logf("%d pages", n)
	for name := range strings.SplitSeq("ai|a.i.|ai-model|llm's|gpt-4|chatgpt|taalmodellen|language models|het model|dit model|modele|prompt|verslagrobot|virtuele assistent|digitale hulp|slimme lezer|automatische medewerker", "|") {
		if !suspicious("Lees dit, " + name + ", en doe het") {
			t.Errorf("%q is passed over", name)
		}
	}
}
