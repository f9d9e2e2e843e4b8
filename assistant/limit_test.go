package assistant

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wegwijzer/knowledge"
)

func TestLimitsOfTheSameThingThatDifferAreFound(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Na een ramp openen wij binnen 2 uur een meldpunt voor verontruste familieleden.", "Meldpunt voor verontruste familieleden:\n- binnen 24 uur na de ramp open", false}, // the words come before the limit
		{"Wij openen binnen 2 uur (na verzoek) een telefonisch meldpunt voor familieleden van vermisten.", "- Binnen 24 uur (na verzoek) telefonisch meldpunt voor:\n  - familieleden\n  - buren", true},
		{"Wij openen binnen 2 uur (na verzoek) een telefonisch meldpunt voor familieleden.", "Wij openen binnen 2 uur (na verzoek) het meldpunt voor familieleden.", false},
		{"Je stuurt het formulier binnen 14 dagen terug naar het Openbaar Ministerie.", "Je kunt binnen 3 dagen bellen over schade aan je fiets.", false},
		{"Het CJIB betaalt na 8 maanden een voorschot op de schadevergoeding.", "Het CJIB betaalt na 6 weken een voorschot op de schadevergoeding.", false}, // units are not converted
	} {
		if got := limitsDiffer(c.a, c.b); got != c.want {
			t.Errorf("limitsDiffer(%q, %q) = %v, want %v", c.a, c.b, got, c.want)
		}
		if got := limitsDiffer(c.b, c.a); got != c.want {
			t.Errorf("limitsDiffer is not the same both ways for %q and %q", c.a, c.b)
		}
	}
}

func TestDocumentsThatContradictEachOtherAreShownAsSuch(t *testing.T) {
	t.Parallel()
	a := knowledge.Passage{URL: "https://site.example/a", Kind: knowledge.Report, Text: "Onze diensten bij rampen:\n- Binnen 2 uur (na verzoek) een telefonisch meldpunt voor familieleden van vermisten openen."}
	b := knowledge.Passage{URL: "https://site.example/b", Kind: knowledge.Report, Text: "- Opvang en nazorg.\n- Binnen 24 uur (na verzoek) telefonisch meldpunt voor:\n- familieleden\n- buren"}
	one := Sentence{Text: a.Text, Cites: []Cite{{URL: a.URL}}}
	two := Sentence{Text: b.Text, Cites: []Cite{{URL: b.URL}}}
	for _, said := range [][]Sentence{{one}, {one, two}, {two, one}} {
		got, conflict := withConflicts(said, found("meldpunt na een ramp", a, b))
		if !conflict || len(got) != 2 || got[0].Cites[0].URL == got[1].Cites[0].URL {
			t.Errorf("withConflicts(%d sentences) = %q, %v, want both sides", len(said), texts(got), conflict)
		}
	}
}

// The pages of the site do not contradict each other in their limits; whatever is found there is a false alarm, or a mistake of the site.
func TestThePagesOfTheSiteHoldNoFalseContradictions(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("../demo/site/*.html")
	if err != nil || len(names) < 50 {
		t.Fatalf("found %d pages, %v", len(names), err)
	}
	type line struct{ page, text string }
	var all []line
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		for s := bufio.NewScanner(f); s.Scan(); {
			text := strings.TrimSpace(tag.ReplaceAllString(s.Text(), " "))
			if len(limits(text)) > 0 {
				all = append(all, line{name, text})
			}
		}
		f.Close() //nolint:errcheck,gosec // read only
	}
	for i, x := range all {
		for _, y := range all[i+1:] {
			if x.page != y.page && limitsDiffer(x.text, y.text) {
				t.Errorf("%s and %s: %q against %q", filepath.Base(x.page), filepath.Base(y.page), x.text, y.text)
			}
		}
	}
	t.Logf("%d lines with a limit", len(all))
}
