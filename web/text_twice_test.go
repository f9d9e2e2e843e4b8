package web

import (
	"encoding/json"
	"strings"
	"testing"
)

// A key that stands in two files of a language has two meanings, and one of them is lost.
func TestEachTextStandsInOneFile(t *testing.T) {
	t.Parallel()
	entries, err := catalogueFiles.ReadDir("text")
	if err != nil {
		t.Fatal(err)
	}
	stands := map[string]string{}
	for _, e := range entries {
		raw, err := catalogueFiles.ReadFile("text/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		var texts map[string]any
		if err := json.Unmarshal(raw, &texts); err != nil {
			t.Fatal(err)
		}
		lang := strings.TrimSuffix(e.Name(), ".json")
		lang = lang[strings.LastIndexByte(lang, '.')+1:]
		for key := range texts {
			if key == "checked" { // whether a native speaker has read that file
				continue
			}
			if other := stands[lang+" "+key]; other != "" {
				t.Errorf("%s stands in %s and in %s", key, other, e.Name())
			}
			stands[lang+" "+key] = e.Name()
		}
	}
}
