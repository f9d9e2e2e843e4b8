package danger

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"
)

type item struct {
	ID, Lang, Register, Text, Expected, Stratum string
	Kinds                                       []string
	Lines                                       []string `json:"expected_lines"`
	Hard                                        bool     `json:"hard_negative"`
}

func readItems(t testing.TB, name string) []item {
	t.Helper()
	return readLines[item](t, name)
}

func readLines[T any](t testing.TB, name string) []T {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Skipf("no %s here: %v", name, err)
	}
	defer f.Close()
	var all []T
	s := bufio.NewScanner(f)
	for s.Scan() {
		var x T
		if err := json.Unmarshal(s.Bytes(), &x); err != nil {
			t.Fatal(err)
		}
		all = append(all, x)
	}
	return all
}

// The own half that was developed on stays where it is: acute as acute, ordinary questions left alone.
func TestOwnSetStaysRight(t *testing.T) {
	t.Parallel()
	wrong := map[string]int{}
	n := map[string]int{}
	for _, x := range readItems(t, "testdata/dev.jsonl") {
		f := Check(x.Text)
		n[x.Expected]++
		if f.Level.String() != x.Expected && !(x.Expected == "concern" && f.Level == Acute) {
			wrong[x.Expected]++
			t.Logf("%s: %v, want %s: %s", x.ID, f.Level, x.Expected, x.Text)
		}
	}
	for expected, most := range map[string]float64{"acute": 0.02, "concern": 0.05, "none": 0.02} {
		if float64(wrong[expected]) > most*float64(n[expected]) {
			t.Errorf("%d of %d that are %s are wrong", wrong[expected], n[expected], expected)
		}
	}
}
