package tongue

import (
	"slices"
	"strings"
	"testing"
)

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

func TestDutchWordsOfALetterStayAsTheyAre(t *testing.T) {
	t.Parallel()
	for _, lang := range columns {
		x, _ := Of(lang)
		if e := x.Entries([]string{"waarborgfonds"}); len(e) != 1 || e[0].Dutch != "waarborgfonds" {
			t.Errorf("%s: a word of the law is %v", lang, e)
		}
		if e := x.Entries([]string{"hoger", "beroep"}); len(e) != 1 || e[0].Dutch != "hoger beroep" {
			t.Errorf("%s: two words of the law are %v", lang, e)
		}
	}
}

// "Who pays" names nothing: it is searched by, and a translation does not say with it what the Dutch sentence says.
func TestHowSomethingIsAskedIsNoMeaning(t *testing.T) {
	t.Parallel()
	x, _ := Of("en")
	asks := func(all []Entry) bool {
		return slices.ContainsFunc(all, func(e Entry) bool { return e.Asks })
	}
	if said := []string{"who", "pays"}; !asks(x.Entries(said)) || asks(x.Meanings(said)) {
		t.Error("how it is asked who pays is not searched by, or is a meaning")
	}
}

func TestWhoWentAwayAfterACrashDroveOn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ said, before, want string }{
		{"weggaan", "verkeersongeval auto", "doorgereden"},
		{"weggaan", "huiselijk geweld", "weggaan"},
		{"partner", "beroofd geslagen", "partner"}, // who is told of it did not do it
		{"partner geslagen", "", "geslagen huiselijk geweld"},
	} {
		if got := strings.Join(Paired(strings.Fields(c.said), strings.Fields(c.before)), " "); got != c.want {
			t.Errorf("Paired(%q after %q) = %q, want %q", c.said, c.before, got, c.want)
		}
	}
}
