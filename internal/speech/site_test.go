package speech

import (
	"flag"
	"html"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"wegwijzer/demo"
	"wegwijzer/internal/dutch"
	"wegwijzer/internal/race"
)

var (
	pageAddress = regexp.MustCompile(`<loc>([^<]+)</loc>`)
	pageScript  = regexp.MustCompile(`(?s)<(script|style)[^>]*>.*?</(script|style)>`)
	pageTag     = regexp.MustCompile(`<[^>]*>`)
)

// siteText returns the words of every page of the demo site, as they stand there.
func siteText(t *testing.T) []string {
	t.Helper()
	site := demo.Site()
	get := func(path string) string {
		w := httptest.NewRecorder()
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
		r.Host = "www.example.nl"
		site.ServeHTTP(w, r)
		return w.Body.String()
	}
	var pages []string
	for _, found := range pageAddress.FindAllStringSubmatch(get("/sitemap-paginas.xml"), -1) {
		u, err := url.Parse(found[1])
		if err != nil || strings.HasPrefix(u.Path, "/files/") {
			continue
		}
		pages = append(pages, html.UnescapeString(pageTag.ReplaceAllString(pageScript.ReplaceAllString(get(u.Path), " "), "\n")))
	}
	return pages
}

// Give -site to say the whole site, sentence by sentence, which takes minutes; without it each of its words is said once.
var wholeSite = flag.Bool("site", false, "say every sentence of the demo site")

func TestEverySoundOfTheSiteHasAMouth(t *testing.T) {
	t.Parallel()
	s := speaker(t, Config{})
	pages := siteText(t)
	if len(pages) < 20 {
		t.Fatalf("the demo site gives %d pages, want more", len(pages))
	}
	// What stands there more than once is said once.
	distinct := map[string]bool{}
	for _, page := range pages {
		for _, span := range dutch.Sentences(page) {
			sentence := page[span.Start:span.End]
			if *wholeSite {
				distinct[sentence] = true
				continue
			}
			for _, said := range dutch.Aloud(sentence) {
				for word := range strings.FieldsSeq(said.Text) {
					distinct[strings.ToLower(strings.Trim(word, ".,:;!?"))] = true
				}
			}
		}
	}
	pieces := slices.Sorted(maps.Keys(distinct))
	if !*wholeSite {
		words := pieces
		pieces = nil
		for some := range slices.Chunk(words, 30) {
			pieces = append(pieces, strings.Join(some, " "))
		}
	}
	sounds, shapes := map[string]int{}, map[Mouth]bool{}
	for i := 0; i < len(pieces); i += race.Step(4) {
		piece := pieces[i]
		runs := write(dutch.Aloud(piece), "nl").runs
		if len(runs) == 0 {
			continue
		}
		r, err := s.espeak.say(t.Context(), order{Runs: runs, Pace: 450})
		if err != nil {
			t.Fatalf("%q: %v", piece, err)
		}
		for _, sound := range r.Sounds {
			sounds[sound.Name]++
			mouths, ok := MouthsOf(sound.Name)
			if !ok && sounds[sound.Name] == 1 {
				t.Errorf("no mouth for the sound %q in %q", sound.Name, piece)
			}
			for _, m := range mouths {
				shapes[m] = true
			}
		}
	}
	if len(shapes) < MouthCount-1 { // Dutch has no th
		t.Errorf("the site shows %d shapes of the mouth", len(shapes))
	}
	t.Logf("%d pages, %d pieces, %d sounds, %d shapes", len(pages), len(pieces), len(sounds), len(shapes))
}
