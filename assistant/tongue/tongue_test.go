package tongue

import "testing"

// A language that the lists look words up in and of which nothing else is known, or the reverse, would be searched by half and translated unchecked.
func TestEveryLanguageIsInEveryList(t *testing.T) {
	t.Parallel()
	if len(columns) != len(tongues()) {
		t.Errorf("%d languages have words, %d have a column", len(tongues()), len(columns))
	}
	for _, lang := range columns {
		if x, ok := Of(lang); !ok || x.Lang != lang || len(x.Light) == 0 || len(x.Must) == 0 || len(dictionary()[lang]) == 0 || len(meanings()[lang]) < len(dictionary()[lang]) {
			t.Errorf("%s is not known in full", lang)
		}
	}
	if x, ok := Of("nl"); ok || len(x.Entries([]string{"police"})) > 0 {
		t.Error("Dutch is looked up in the lists of other languages")
	}
}

func TestAWordIsLookedUpWithoutWhatIsWrittenOnToIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ lang, word, in string }{{"fr", "l'avocat", "advocaat"}, {"ar", "والشرطة", "politie"}, {"en", "lawyers", "advocaat"}} {
		x, _ := Of(c.lang)
		found := false
		for _, w := range x.Bare(c.word) {
			for _, e := range x.Entries([]string{w}) {
				found = found || e.Dutch == c.in
			}
		}
		if !found {
			t.Errorf("%s: %q is not found as %s", c.lang, c.word, c.in)
		}
	}
}
