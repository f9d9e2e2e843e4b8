package dutch_test

import (
	"bufio"
	"os"
	"strings"
	"testing"
	"time"

	"wegwijzer/internal/dutch"
)

type momentCase struct {
	class, phrase, want string
	now                 time.Time
}

func momentCases(t testing.TB, name string) []momentCase {
	t.Helper()
	f, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	amsterdam, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	var all []momentCase
	var now time.Time
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := lines.Text()
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '@':
			if now, err = time.ParseInLocation("2006-01-02T15:04", strings.TrimSpace(line[1:]), amsterdam); err != nil {
				t.Fatal(err)
			}
		default:
			cells := strings.Split(line+"\t", "\t")
			if len(cells) < 4 {
				t.Fatalf("%s: a line without three cells: %q", name, line)
			}
			all = append(all, momentCase{cells[0], cells[1], strings.TrimSpace(cells[2]), now})
		}
	}
	return all
}

// Both halves must be right for at least .98: a moment that is read wrongly is read back, but a person who is tired says yes.
func TestMomentsAreReadAsMeant(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"moments-dev.tsv", "moments-held.tsv", "moments-third.tsv", "moments-fourth.tsv", "moments-fifth.tsv", "moments-sixth.tsv", "moments-seventh.tsv", "moments-eighth.tsv"} {
		right, cases := 0, momentCases(t, name)
		for _, c := range cases {
			got := dutch.ReadWish(c.phrase, dutch.MomentFrame{Now: c.now}).String()
			if got == c.want {
				right++
			} else {
				t.Logf("%s: %s at %s: ReadWish(%q) = %q, want %q", name, c.class, c.now.Format("Mon 2006-01-02"), c.phrase, got, c.want)
			}
		}
		t.Logf("%s: %d of %d", name, right, len(cases))
		if float64(right) < .98*float64(len(cases)) {
			t.Errorf("%s: %d of %d are right, want .98", name, right, len(cases))
		}
	}
}
