package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"wegwijzer/knowledge"
)

// A quick run measures everything, and the page tells all of it.
func TestQuickRunWritesThePage(t *testing.T) {
	page := filepath.Join(t.TempDir(), "performance.md")
	if err := run(t.Context(), []string{"-quick", "-write", page}); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"## Doelen", "## Zoeken in 6", "## Verhoudingen", "## Opslaan", "## Vectoren", "langchaingo", "bleve", "'dutch'", "## Zo herhaal je het", "## Starten en antwoorden", "| eerste start", "| 99 % |"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, s := range series {
		if !strings.Contains(string(text), "| "+s.label+" |") {
			t.Errorf("the page lacks the row %q", s.label)
		}
	}
	for _, secret := range []string{os.TempDir(), "/root", "NaN"} {
		if strings.Contains(string(text), secret) {
			t.Errorf("the page says %q", secret)
		}
	}
}

func TestTheCorpusIsTheSameEachTimeAndAsLongAsItSays(t *testing.T) {
	t.Parallel()
	source, err := readSource("..")
	if err != nil {
		t.Fatal(err)
	}
	c := newCorpus(source, 500)
	passages, words := 0, 0
	for i := range c.pages {
		d := c.document(i, 0)
		if !reflect.DeepEqual(d, c.document(i, 0)) {
			t.Fatalf("page %d differs the second time", i)
		}
		if reflect.DeepEqual(d, c.document(i, 1)) {
			t.Errorf("another edition of page %d is the same", i)
		}
		for _, p := range knowledge.Passages(d) {
			passages++
			words += len(strings.Fields(p.Text))
		}
	}
	if passages != c.passages {
		t.Errorf("the pages have %d passages, the corpus says %d", passages, c.passages)
	}
	if mean := words / passages; mean < 80 || mean > 130 {
		t.Errorf("passages have %d words on average, want about 100", mean)
	}
}

// What takes hours is not lost when all the rest is measured again.
func TestAWholeRunKeepsTheMillionOfBefore(t *testing.T) {
	t.Parallel()
	page := filepath.Join(t.TempDir(), "performance.md")
	for _, text := range []string{"# Eerst\n" + largeHeading + "\n22 ms\n\n## Zo herhaal je het\n\noud\n", "# Later\n\n## Zo herhaal je het\n\nnieuw\n"} {
		if err := writePage(page, text); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if want := "# Later\n\n## Zo herhaal je het\n\nnieuw\n" + largeHeading + "\n22 ms\n"; string(got) != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
