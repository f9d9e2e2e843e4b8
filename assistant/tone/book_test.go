package tone

import (
	"strings"
	"testing"
)

func TestEveryReasonHasPatternsInDutchAndEnglish(t *testing.T) {
	t.Parallel()
	for _, b := range books() {
		n := [reasons]int{}
		seen := map[*pattern]bool{}
		count := func(list []*pattern) {
			for _, p := range list {
				if !seen[p] {
					seen[p] = true
					n[p.reason]++
				}
			}
		}
		for _, list := range b.byWord {
			count(list)
		}
		count(b.anywise)
		for i, r := range All() {
			if n[i] == 0 && (b.lang == "nl" || b.lang == "en") {
				t.Errorf("%s has no pattern for %s", b.lang, r)
			}
		}
	}
}

func TestAPatternThatCannotBeReadIsTold(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{
		"had je maar",              // before a reason
		"[schuld]\nhad je maar",    // an unknown reason
		"[blame]\nhad @wie maar",   // an unknown class
		"[blame]\nhad je maar ; z", // an unknown condition
		"[blame]\n.. maar",         // begins with a gap
		"[blame]\nhad || maar",     // an empty word
		"[blame]\nhad je ma*ar",    // a star within a word
		"[blame]\n.. ; n",          // nothing to find
	} {
		if _, err := parseBook("nl", raw); err == nil || !strings.Contains(err.Error(), "line") {
			t.Errorf("parseBook(%q) = %v, want an error that names the line", raw, err)
		}
	}
}

func TestPatternsMatchAsTheySay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{"had je .. maar", "had je die deur maar dicht gedaan", true},
		{"had je .. maar", "had je gebeld, maar niet gemaild", false}, // a gap keeps to its clause
		{"had je ... maar", "had je gebeld, maar niet gemaild", true},
		{"^ deur", "de deur", false},
		{"deur $", "open de deur", true},
		{"deur !open", "deur open", false},
		{"deur (is) open", "deur open", true},
		{"deur* open", "deuren open", true},
		{"*deur open", "voordeur open", true},
		{"in-huis", "ben je in huis", true},
		{"deur open ; q", "deur open.", false},
		{"deur open ; s", "deur open?", false},
		{"deur open ; n", "deur open, niet dicht", true}, // another clause
		{"deur open ; n", "niet deur open", false},
		{"deur open ; c", "als de deur open is", false},
		{"deur open ; !raam", "raam en deur open", false},
	} {
		b, err := parseBook("xx", "[blame]\n"+c.pattern)
		if err != nil {
			t.Fatalf("%q: %v", c.pattern, err)
		}
		x := read(c.text)
		var found [reasons]bool
		for i := range x.sentences {
			b.find(x, &x.sentences[i], &found)
		}
		if found[blame] != c.want {
			t.Errorf("%q in %q: %v, want %v", c.pattern, c.text, found[blame], c.want)
		}
	}
}
