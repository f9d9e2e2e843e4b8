package danger

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// How often an ordinary question of the site's own sets may be taken for danger. An acute card replaces the answer, so a false one turns a
// person away who asked for something. The bounds are those measured, with little to spare.
const (
	mostAcute = 0.018
	mostCards = 0.07
)

// TestOrdinaryQuestionsAreNoDanger holds the check to the questions that people ask of the site, without those in which others hear danger: violence
// that goes on, a child that is beaten, someone who is held.
func TestOrdinaryQuestionsAreNoDanger(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/ordinary.tsv")
	if err != nil {
		t.Fatal(err)
	}
	real := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		if fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t"); len(fields) == 3 {
			real[fields[2]] = true
		}
	}
	n, acute, cards := 0, 0, 0
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
			if real[q.Question] {
				continue
			}
			n++
			switch Check(q.Question).Level {
			case Acute:
				acute++
				cards++
				t.Logf("acute: %s", q.Question)
			case Concern:
				cards++
			}
		}
		_ = f.Close()
	}
	if n < 700 || float64(acute) > mostAcute*float64(n) || float64(cards) > mostCards*float64(n) {
		t.Errorf("of %d ordinary questions %d are acute and %d get a card", n, acute, cards)
	}
	t.Logf("of %d ordinary questions %d are acute and %d get a card", n, acute, cards)
}
