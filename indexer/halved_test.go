package indexer

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"wegwijzer/internal/postgres/pgtest"
)

// large is a site of a front page and n pages; of two of them only the sitemap knows.
func large(t *testing.T, n int) *site {
	t.Helper()
	s := newSite(t)
	var links []string
	for i := range n {
		path := fmt.Sprintf("/blad-%c", 'a'+i)
		if i >= 2 {
			links = append(links, path)
		}
		s.set(path, page("Blad "+path, fmt.Sprintf("Alleen op %s staat hoe je stap %c zet, en wat daarna komt.", path, 'a'+i)))
	}
	s.set("/", page("Begin", "De voorpagina van een site met veel bladen.", links...))
	s.set("/sitemap.xml", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "http://%[1]s/blad-a\nhttp://%[1]s/blad-b\n", r.Host)
	})
	return s
}

// lose makes the pages of a site, but for its front page and those that are spared, answer otherwise, until again is called.
func (s *site) lose(answer http.HandlerFunc, spared ...string) (again func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	before := make(map[string]http.HandlerFunc)
	for path, handle := range s.pages {
		before[path] = handle
		if path != "/" && !strings.Contains(strings.Join(spared, " ")+" ", path+" ") {
			s.pages[path] = answer
		}
	}
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.pages = before
	}
}

// A site of which more than half is gone in one crawl may have made a mistake, however it says so: what it had stays in the answers for a day, the
// content team reads of it, and then it goes. When the mistake is mended all is as it was, also what nothing links to.
func TestSiteThatLosesMostKeepsItForADay(t *testing.T) {
	t.Parallel()
	sorry := page("Welkom", "Kijk gerust verder op deze site, er is vast iets voor jou bij.")
	for name, lose := range map[string]func(s *site) (again func()){
		"all leads to the front page": func(s *site) func() { return s.lose(status(http.StatusFound, "Location", "/")) },
		"soft 404":                    func(s *site) func() { return s.lose(sorry) },
		"not found":                   func(s *site) func() { return s.lose(status(http.StatusNotFound)) },
		"all but two gone":            func(s *site) func() { return s.lose(status(http.StatusGone), "/blad-c", "/blad-d") },
		"robots.txt": func(s *site) func() {
			s.set("/robots.txt", text("text/plain", "User-agent: *\nDisallow: /blad\n"))
			return func() { s.set("/robots.txt", nil) }
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, c, db, store := large(t, 12), newClock(), pgtest.New(t), &shelf{}
			crawler := crawlerFor(t, db, store, c, func(config *Config) { config.Sites[0].Recrawl = 12 * time.Hour }, s)
			look := func(when string, least, most int, warned bool) Report {
				t.Helper()
				report := run1(t, crawler)
				if got := store.urls(); len(got) < least || len(got) > most {
					t.Errorf("%s, %d pages can be cited, want %d to %d: %v", when, len(got), least, most, got)
				}
				told, err := NewLog(db).Withdrawn(t.Context())
				if err != nil || len(told) > 0 != warned {
					t.Errorf("%s, the content team reads of %v, %v; want a warning: %v", when, told, err, warned)
				}
				if len(told) > 0 && told[0].Shown == 0 {
					t.Errorf("%s, the content team reads that nothing is left, and the front page is", when)
				}
				c.advance(13 * time.Hour)
				return report
			}
			look("at first", 13, 13, false)
			again := lose(s)
			if r := look("lost", 13, 13, true); r.Held < 10 || r.Removed != 0 {
				t.Errorf("lost: %d held, %d removed", r.Held, r.Removed)
			}
			look("half a day later", 13, 13, true)
			again()
			s.set("/sitemap.xml", nil)
			look("mended", 13, 13, false)

			again = lose(s)
			look("lost again", 13, 13, true)
			look("half a day after that", 13, 13, true)
			look("a day after that", 1, 3, false)
			look("and on", 1, 3, false)
			again()
			look("given again", 11, 12, false) // what only the sitemap named is not found again
		})
	}
}

// What goes without anything that looks like a mistake goes at once: a page here and there, most of a small site, and what has moved.
func TestPagesLeaveAtOnce(t *testing.T) {
	t.Parallel()
	moveAll := func(s *site) {
		s.mu.Lock()
		defer s.mu.Unlock()
		for path, handle := range s.pages {
			if strings.HasPrefix(path, "/blad") {
				s.pages["/nieuw"+path] = handle
				s.pages[path] = status(http.StatusMovedPermanently, "Location", "/nieuw"+path)
			}
		}
	}
	for name, test := range map[string]struct {
		pages  int
		change func(s *site)
		left   int
	}{
		"one page":           {12, func(s *site) { s.set("/blad-c", status(http.StatusNotFound)) }, 12},
		"half of a site":     {11, func(s *site) { s.lose(status(http.StatusGone), "/blad-a", "/blad-b", "/blad-c", "/blad-d", "/blad-e") }, 6},
		"most of a few":      {6, func(s *site) { s.lose(status(http.StatusGone)) }, 1},
		"all moved together": {12, moveAll, 13},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, c, db, store := large(t, test.pages), newClock(), pgtest.New(t), &shelf{}
			crawler := crawlerFor(t, db, store, c, nil, s)
			run1(t, crawler)
			test.change(s)
			c.advance(25 * time.Hour)
			run1(t, crawler)
			if got := store.urls(); len(got) != test.left {
				t.Errorf("%d pages can be cited, want %d: %v", len(got), test.left, got)
			}
			if told, err := NewLog(db).Withdrawn(t.Context()); err != nil || len(told) != 0 {
				t.Errorf("the content team reads of %v, %v", told, err)
			}
		})
	}
}

// What an operator takes out of the sources is out at the next crawl, however much it is.
func TestOperatorTakesPagesOut(t *testing.T) {
	t.Parallel()
	s, c, db, store := large(t, 12), newClock(), pgtest.New(t), &shelf{}
	run1(t, crawlerFor(t, db, store, c, nil, s))
	c.advance(25 * time.Hour)
	run1(t, crawlerFor(t, db, store, c, func(config *Config) { config.Sites[0].Deny = []string{"^/blad"} }, s))
	if got := store.urls(); len(got) != 1 {
		t.Errorf("%v can be cited, want the front page", got)
	}
}
