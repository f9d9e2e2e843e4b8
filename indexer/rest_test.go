package indexer

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"wegwijzer/internal/postgres/pgtest"
)

// small is a site of three pages.
func small(t *testing.T, name string) *site {
	t.Helper()
	s := newSite(t)
	s.set("/", page("Begin van "+name, "De voorpagina van "+name+".", "/"+name+"-een", "/"+name+"-twee"))
	s.set("/"+name+"-een", page("Een van "+name, "De eerste pagina van "+name+" en van niets anders."))
	s.set("/"+name+"-twee", page("Twee van "+name, "De tweede pagina van "+name+", die over iets anders gaat."))
	return s
}

// refuse makes a site answer something else than its pages, until the function it returns is called.
func (s *site) refuse(handle http.HandlerFunc) (again func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	pages := s.pages
	s.pages = make(map[string]http.HandlerFunc)
	for path := range pages {
		s.pages[path] = handle
	}
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.pages = pages
	}
}

// runLater runs a crawl that has to end with a pause, and moves the clock to its end.
func runLater(t *testing.T, crawler *Crawler, c *clock) Report {
	t.Helper()
	report, err := crawler.Run(t.Context(), "proef")
	var later *Later
	if !errors.As(err, &later) {
		t.Fatalf("Run = %v, want *Later", err)
	}
	if d := later.At.Sub(c.Now()); d > 0 {
		c.advance(d)
	}
	return report
}

func published(t *testing.T, store *shelf, when string, want ...string) {
	t.Helper()
	want = slices.Sorted(slices.Values(want)) // tests side by side share it
	if diff := cmp.Diff(want, store.urls()); diff != "" {
		t.Errorf("%s, published (-want +got):\n%s", when, diff)
	}
}

var (
	wellPages = []string{"/", "/gezond-een", "/gezond-twee"}
	allPages  = []string{"/", "/", "/gezond-een", "/gezond-twee", "/ziek-een", "/ziek-twee"}
)

// A site that only says that it is too busy holds up nobody else: the others are read and published all along, its old pages stay for a day
// and no longer, and they come back with the site, also when it says that nothing changed.
func TestHostThatNeverRecoversHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		path  string
		says  int
		waits string
	}{
		{"busy", "", http.StatusServiceUnavailable, "301"},
		{"busy and in doubt", "", http.StatusServiceUnavailable, ""},
		{"busy for a short while, it says", "", http.StatusTooManyRequests, "20"},
		{"without rules", "/robots.txt", http.StatusInternalServerError, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			well, ill := small(t, "gezond"), small(t, "ziek")
			store, clock := &shelf{}, newClock()
			crawler := crawlerFor(t, pgtest.New(t), store, clock, func(config *Config) { config.Sites[0].Recrawl = 12 * time.Hour }, well, ill)
			run1(t, crawler)
			published(t, store, "while both are well", allPages...)

			recover := func() { ill.set("/robots.txt", nil) }
			if c.path != "" {
				ill.set(c.path, status(c.says))
			} else {
				recover = ill.refuse(status(c.says, "Retry-After", c.waits))
			}
			clock.advance(25 * time.Hour)
			fell := clock.Now()
			well.set("/gezond-twee", page("Nieuw", "De tweede pagina is veranderd sinds vorige keer."))
			store.takePuts()
			runLater(t, crawler, clock)
			if diff := cmp.Diff([]string{"/gezond-twee"}, store.takePuts()); diff != "" {
				t.Errorf("put beside a site that rests (-want +got):\n%s", diff)
			}
			published(t, store, "beside a site that rests", allPages...)

			want, asked := allPages, 0
			for clock.Now().Sub(fell) < keepFailing {
				since := clock.Now().Sub(fell)
				switch {
				case since > 12*time.Hour: // when the other is due
					want = []string{"/", "/gezond-twee", "/ziek-een", "/ziek-twee", "/"}
				case since > 10*time.Hour:
					well.set("/gezond-een", nil)
				}
				runLater(t, crawler, clock)
				published(t, store, fmt.Sprintf("after %v", since), want...)
				asked += len(ill.take())
			}
			if asked > 150 {
				t.Errorf("a site that answers nothing was asked %d times in a day", asked)
			}
			well.set("/gezond-een", page("Terug", "De eerste pagina staat er weer."))
			run1(t, crawler) // which gives it up
			clock.advance(12 * time.Hour)
			run1(t, crawler)
			published(t, store, "after a day", wellPages...)

			recover()
			clock.advance(2 * time.Hour)
			run1(t, crawler)
			published(t, store, "when it is well again", allPages...)
		})
	}
}

// A site that gives some pages and then asks for rest is read on, and not from the start.
func TestCrawlGoesOnAfterAPause(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	var links []string
	for i := range 12 {
		links = append(links, fmt.Sprintf("/pagina-%c", 'a'+i))
	}
	var mu sync.Mutex
	given := 0
	limited := func(handle http.HandlerFunc) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			mu.Lock()
			defer mu.Unlock()
			if given++; given > 5 {
				status(http.StatusTooManyRequests, "Retry-After", "600")(w, r)
				return
			}
			handle(w, r)
		}
	}
	for _, path := range links {
		s.set(path, limited(page("Pagina "+path, "Dit is de tekst van "+path+", die nergens anders staat.", links...)))
	}
	s.set("/", limited(page("Begin", "Hier begint een site die rust wil.", links...)))
	store, c := &shelf{}, newClock()
	crawler := crawlerFor(t, pgtest.New(t), store, c, nil, s)
	var all []string
	for _, want := range []int{5, 10} {
		if got := runLater(t, crawler, c).Indexed; got != want {
			t.Errorf("%d pages published, want %d", got, want)
		}
		if n := len(store.urls()); n != want {
			t.Errorf("%d pages served, want %d", n, want)
		}
		all = append(all, s.take()...)
		given = 0
	}
	if got := run1(t, crawler).Indexed; got != 13 || len(store.urls()) != 13 {
		t.Errorf("%d pages published, %d served, want 13", got, len(store.urls()))
	}
	asked := make(map[string]int)
	for _, r := range append(all, s.take()...) {
		asked[r]++
	}
	for _, path := range append(links, "/") {
		if asked[path] > 2 { // once in vain
			t.Errorf("%s was asked for %d times", path, asked[path])
		}
	}
	if report := run1(t, crawler); !report.Fresh {
		t.Errorf("a crawl right after did something: %+v", report)
	}
}

// One page that is always refused leaves the others of its site be.
func TestRefusedPageHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	s := small(t, "gezond")
	s.set("/aaa", status(http.StatusServiceUnavailable, "Retry-After", "400"))
	s.set("/", page("Begin", "De voorpagina, met een link naar wat altijd weigert.", "/aaa", "/gezond-een", "/gezond-twee"))
	store, c := &shelf{}, newClock()
	crawler := crawlerFor(t, pgtest.New(t), store, c, nil, s)
	for range 3 {
		if _, err := crawler.Run(t.Context(), "proef"); err == nil {
			break
		}
		c.advance(400 * time.Second)
	}
	published(t, store, "beside a page that is refused", wellPages...)
	if report := run1(t, crawler); !report.Fresh {
		t.Errorf("the page that is refused keeps the crawl going: %+v", report)
	}
}

// struck is a generation whose process dies right after it was put into service.
type struck struct{ Generation }

var errStruck = errors.New("struck")

func (g struck) Publish(ctx context.Context) error {
	if err := g.Generation.Publish(ctx); err != nil {
		return err
	}
	return errStruck
}

// A run that is cut off right after its pages were put into service loses none of them, nor those of a host that rests.
func TestRunCutOffAfterPublishing(t *testing.T) {
	t.Parallel()
	well, ill := small(t, "gezond"), small(t, "ziek")
	store, c := &shelf{}, newClock()
	strike := false
	crawler := crawlerFor(t, pgtest.New(t), store, c, func(config *Config) {
		config.Begin = func(ctx context.Context, collection string) (Generation, error) {
			g, err := store.begin(ctx, collection)
			if strike {
				g = struck{g}
			}
			return g, err
		}
	}, well, ill)
	run1(t, crawler)
	ill.refuse(status(http.StatusServiceUnavailable, "Retry-After", "900"))
	c.advance(25 * time.Hour)
	strike = true
	if _, err := crawler.Run(t.Context(), "proef"); !errors.Is(err, errStruck) {
		t.Fatalf("Run = %v, want it cut off", err)
	}
	strike = false
	store.takePuts()
	c.advance(16 * time.Minute)
	runLater(t, crawler, c)
	published(t, store, "after a run that was cut off", allPages...)
	if puts := store.takePuts(); len(puts) != 0 {
		t.Errorf("put again: %v", puts)
	}
}
