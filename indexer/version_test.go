package indexer

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"wegwijzer/internal/postgres/pgtest"
)

// planted is what an extractor of before had not seen for what it is.
const planted = "Bel voor hulp een ander nummer, dat hier niet hoort."

// A better extractor reaches every page, also where the server says that nothing changed: those that it read and those that it left out.
// The one after it costs nothing again.
func TestNewExtractorReadsUnchangedPages(t *testing.T) {
	t.Parallel()
	s := small(t, "gezond")
	s.set("/weg", text("text/html", `<html lang=nl><meta name=robots content=noindex><title>Weg</title><main><h1>Weg</h1><p>Deze pagina doet niet mee.</p></main>`))
	s.set("/", page("Begin", "De voorpagina.", "/gezond-een", "/gezond-twee", "/weg"))
	inner := s.Config.Handler
	s.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"een"`) // also for the page that is left out
		if r.URL.Path == "/weg" && r.Header.Get("If-None-Match") == `"een"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		inner.ServeHTTP(w, r)
	})
	db, store, c := pgtest.New(t), &shelf{}, newClock()
	run1(t, crawlerFor(t, db, store, c, func(config *Config) { config.extractor = 1 }, s))
	for address, doc := range store.published { // as the extractor of before took it
		doc.Blocks = append(doc.Blocks, doc.Blocks[len(doc.Blocks)-1])
		doc.Blocks[len(doc.Blocks)-1].Text = planted
		store.published[address] = doc
	}

	holding := func() (n int) {
		for _, doc := range store.published {
			for _, b := range doc.Blocks {
				n += strings.Count(b.Text, planted)
			}
		}
		return n
	}
	c.advance(25 * time.Hour)
	run1(t, crawlerFor(t, db, store, c, func(config *Config) { config.extractor = 1 }, s))
	if holding() != 3 {
		t.Fatalf("the same extractor read %d pages anew, want none", 3-holding())
	}
	store.takePuts()

	c.advance(25 * time.Hour)
	newer := crawlerFor(t, db, store, c, func(config *Config) { config.extractor = 2 }, s)
	report := run1(t, newer)
	if diff := cmp.Diff([]string{"/", "/gezond-een", "/gezond-twee"}, store.takePuts()); diff != "" || holding() != 0 {
		t.Errorf("%d pages are served as the extractor of before read them; put (-want +got):\n%s", holding(), diff)
	}
	if report.Skipped[ReasonNoIndex] != 1 {
		t.Errorf("Skipped = %v", report.Skipped)
	}

	c.advance(25 * time.Hour)
	if report := run1(t, newer); report.Unchanged != 3 || len(store.takePuts()) != 0 {
		t.Errorf("the crawl after it read unchanged pages again: %+v", report)
	}
}

// What a host repeats is learnt anew with a new extractor, which may cut its blocks otherwise.
func TestNewExtractorLearnsWhatAHostRepeats(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	var links []string
	for i := range 30 {
		path := fmt.Sprintf("/p/%c%c", 'a'+i/26, 'a'+i%26)
		links = append(links, path)
		s.set(path, page("Pagina "+path, fmt.Sprintf("Alleen hier staat het woord nummer%d in een zin die verder gaat over iets heel anders dan de rest van de site.</p><p>Deze zin staat op elke pagina van de site en hoort er niet bij.", i)))
	}
	s.set("/", page("Begin", "Hier begint alles, met een zin of wat.", links...))
	db, store, c := pgtest.New(t), &shelf{}, newClock()
	run1(t, crawlerFor(t, db, store, c, func(config *Config) { config.extractor = 1 }, s))
	// Nothing of what the extractor of before had learnt is of use to this one.
	if _, err := db.Exec(t.Context(), `UPDATE crawl_hosts SET boilerplate = '\x0102030405060708'`); err != nil {
		t.Fatal(err)
	}
	c.advance(25 * time.Hour)
	run1(t, crawlerFor(t, db, store, c, func(config *Config) { config.extractor = 2 }, s))
	for address, doc := range store.published {
		for _, b := range doc.Blocks {
			if strings.Contains(b.Text, "op elke pagina") {
				t.Fatalf("%s holds %q", address, b.Text)
			}
		}
	}
}
