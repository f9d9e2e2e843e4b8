package main

import (
	"os"
	"strings"
	"testing"

	"wegwijzer/internal/dutch"
)

// The summary says what the figures say, with the n of each, names the weakest, and leaves out what was not measured.
func TestSummaryIsMadeOfTheFigures(t *testing.T) {
	t.Parallel()
	set := "berichten van drieënveertig andere schrijvers, achtergehouden deel"
	figures := []metric{
		share("answers", "demosite", "te beantwoorden", "juist feit in het antwoord", 999, 1000),
		share("answers", "demosite", "niet te beantwoorden: zelfde onderwerp", "eerlijk geweigerd of teruggevraagd", 3, 4),
		share("danger", set, "alles", "zorg gezien", 12345, 12345),
		share("danger", set, "alles", "acuut gezien (ook als zorg)", 0, 0),
		share("danger", "eigen set", "alles", "zorg gezien", 1, 9),
	}
	var b strings.Builder
	summarise(&b, figures)
	got := b.String()
	for _, want := range []string{"in 99 van de 100 keer in het antwoord (n = 1.000 vragen)", "in 75 van de 100 keer eerlijk", "(n = 4 vragen)", "er in 100 van de 100 keer (n = 12.345)", "vragen die de website net niet beantwoordt. Dat was in 25 van de 100 keer"} {
		if !strings.Contains(got, want) {
			t.Errorf("it lacks %q:\n%s", want, got)
		}
	}
	if strings.Count(got, "\n- ") != 3 || strings.Contains(got, "{") {
		t.Errorf("it speaks of what was not measured:\n%s", got)
	}
	b.Reset()
	if summarise(&b, nil); b.Len() > 0 {
		t.Errorf("of nothing it says %q", b.String())
	}
}

// The page that is shown begins with a sentence for every figure that visitors want to know, and each reads easily.
func TestAccuracyPageBeginsWithItsSummary(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("docs/accuracy.md")
	if err != nil {
		t.Fatal(err)
	}
	top, _, _ := strings.Cut(string(raw), "\n## ")
	for _, g := range gists {
		before, _, _ := strings.Cut(g.sentence, "{")
		if !strings.Contains(top, "- "+before) {
			t.Errorf("docs/accuracy.md does not begin with %q: let wegwijzer eval --write it", before)
		}
	}
	for line := range strings.Lines(top) {
		text := strings.TrimLeft(strings.TrimSpace(line), "-# ")
		if strings.HasPrefix(text, "Geschreven door") {
			continue // for who measures
		}
		if r := dutch.Readability(text); r.Longest > dutch.EasyLongest || r.Words >= leastWords && (r.Douma < dutch.EasyDouma || r.Sentences > 1 && r.Mean > dutch.EasyMean) {
			t.Errorf("it reads at %.0f, the longest sentence %d, on average %.1f words: %s", r.Douma, r.Longest, r.Mean, text)
		}
	}
}

// A row names its largest n; a share of fewer names its own.
func TestAShareOfFewerNamesItsOwnNumber(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	section(&b, suite{name: "x", title: "X"}, []metric{share("x", "set", "alles", "een", 1, 2), share("x", "set", "alles", "twee", 5, 10)})
	if got := b.String(); !strings.Contains(got, "| alles | 10 | 0.50 [0.09-0.91] (n 2) | 0.50 [0.24-0.76] |") {
		t.Errorf("the table:\n%s", got)
	}
}
