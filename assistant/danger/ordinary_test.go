package danger

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"
)

// How often an ordinary question of the site's own sets may be taken for danger. An acute card replaces the answer, so a false one turns a
// person away who asked for something. About thirty of these questions tell of violence that goes on, and are concerns in truth; some ten of the
// eighteen that are called acute tell of a child that is beaten, a threat or someone who is held. The bounds are those measured, with little to spare.
const (
	mostAcute   = 0.025
	mostConcern = 0.1
)

// TestOrdinaryQuestionsAreNoDanger holds the check to the questions that people ask of the site.
func TestOrdinaryQuestionsAreNoDanger(t *testing.T) {
	t.Parallel()
	n, acute, concern := 0, 0, 0
	for _, name := range []string{"../../demo/testdata/retrieval.jsonl", "../../demo/testdata/answers.jsonl", "../../knowledge/testdata/proef/questions.jsonl"} {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		for lines := bufio.NewScanner(f); lines.Scan(); {
			var q struct{ Question string }
			if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
				t.Fatal(err)
			}
			n++
			switch Check(q.Question).Level {
			case Acute:
				acute++
				t.Logf("acute: %s", q.Question)
			case Concern:
				concern++
			}
		}
		_ = f.Close()
	}
	if float64(acute) > mostAcute*float64(n) || float64(concern) > mostConcern*float64(n) {
		t.Errorf("of %d ordinary questions %d are acute and %d a concern", n, acute, concern)
	}
}
