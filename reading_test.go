package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wegwijzer/internal/dutch"
)

// leastWords is from how many words on a text is measured by itself: the measure says nothing of a label.
const leastWords = 12

// TestOurOwnWordsReadEasily holds every Dutch text that we wrote ourselves to the level of the content guide.
func TestOurOwnWordsReadEasily(t *testing.T) {
	t.Parallel()
	texts := catalogues(t)
	if len(texts) < 20 {
		t.Fatalf("found %d texts of our own", len(texts))
	}
	var all strings.Builder
	for where, text := range texts {
		r := dutch.Readability(text)
		all.WriteString(text + "\n")
		if r.Longest > dutch.EasyLongest {
			t.Errorf("%s has a sentence of %d words: %s", where, r.Longest, text)
		}
		if r.Words >= leastWords && (r.Douma < dutch.EasyDouma || r.Sentences > 1 && r.Mean > dutch.EasyMean) {
			t.Errorf("%s reads at %.0f with %.1f words a sentence: %s", where, r.Douma, r.Mean, text)
		}
	}
	r := dutch.Readability(all.String())
	t.Logf("%d texts, %d words: %.0f, %.1f words a sentence, the longest %d", len(texts), r.Words, r.Douma, r.Mean, r.Longest)
	if r.Douma < dutch.EasyDouma || r.Mean > dutch.EasyMean {
		t.Errorf("our own words read at %.0f with %.1f words a sentence", r.Douma, r.Mean)
	}
}

// catalogues returns the Dutch texts of the catalogues by file and key.
func catalogues(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, pattern := range []string{"assistant/messages/*nl.json", "web/text/*nl.json"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(names), err)
		}
		for _, name := range names {
			raw, err := os.ReadFile(name) //nolint:gosec // files of this repository
			if err != nil {
				t.Fatal(err)
			}
			var entries map[string]any
			if err := json.Unmarshal(raw, &entries); err != nil {
				t.Fatal(err)
			}
			for key, value := range entries {
				if s, ok := value.(string); ok && strings.ContainsAny(s, ".?!") {
					texts[name+" "+key] = placeholder.Replace(s)
				}
			}
		}
	}
	return texts
}

// placeholder stands for what is filled in: one short word.
var placeholder = strings.NewReplacer("%s", "woord", "%d", "2", "{{", "", "}}", "")
