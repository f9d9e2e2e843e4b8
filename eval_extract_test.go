package main

import (
	"testing"

	"wegwijzer/indexer"
)

// What is measured of the text of pages is measured on whole pages, menus included, and is what the tests of the indexer hold it to.
func TestEvalExtractMeasuresTheTextOfWholePages(t *testing.T) {
	t.Parallel()
	metrics, err := evalExtract(t.Context(), &evaluation{root: "."})
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]int{}
	for _, m := range metrics {
		pages[m.Set] = m.N
		if m.Name == "F1 van de woorden, gemiddeld" && (m.Value < goodText || m.Value > 1) {
			t.Errorf("%s: F1 %.3f, want %.2f at least", m.Set, m.Value, goodText)
		}
		if m.Name == "wordt geïndexeerd" && m.Hits != m.N {
			t.Errorf("%s: %d of %d pages would be indexed", m.Set, m.Hits, m.N)
		}
	}
	for set, n := range pages {
		if n < 15 {
			t.Errorf("%s has %d pages, want 15 at least", set, n)
		}
	}
	if len(pages) != 2 {
		t.Errorf("%d sets, want 2", len(pages))
	}

	var partly taken
	if partly.add(indexer.Page{Text: "Dit is de tekst. Menu Home Contact"}, "Dit is de tekst. En dit ook."); partly.precision >= 1 || partly.recall >= 1 {
		t.Errorf("a menu too much and a sentence too few: precision %.2f, recall %.2f", partly.precision, partly.recall)
	}
}
