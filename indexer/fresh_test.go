package indexer

import (
	"errors"
	"net/http"
	"testing"
	"time"

	"wegwijzer/internal/postgres/pgtest"
)

// A run that gave nothing does not make a site fresh for a day: it is read at the next hour, and not more often.
func TestRunThatGaveNothingIsMadeAgainSoon(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	forbid := text("text/plain", "User-agent: *\nDisallow: /\n")
	s.set("/robots.txt", forbid)
	s.set("/", page("Welkom", "Deze pagina mag straks iedereen ophalen."))
	store, c := &shelf{}, newClock()
	crawler := crawlerFor(t, pgtest.New(t), store, c, nil, s)
	fails := func(when string) {
		t.Helper()
		if _, err := crawler.Run(t.Context(), "proef"); !errors.Is(err, ErrNothing) {
			t.Fatalf("%s: %v, want ErrNothing", when, err)
		}
	}
	fails("at first")
	s.take()
	c.advance(15 * time.Minute)
	if report := run1(t, crawler); !report.Fresh || !report.Due.Equal(c.Now().Add(45*time.Minute)) || len(s.take()) != 0 {
		t.Errorf("a quarter of an hour later: %+v, want nothing done and the hour told", report.Due)
	}
	s.set("/robots.txt", nil)
	c.advance(45 * time.Minute)
	if report := run1(t, crawler); report.Indexed != 1 {
		t.Fatalf("an hour later %d pages are read, want 1", report.Indexed)
	}

	s.set("/", status(http.StatusForbidden))
	c.advance(23 * time.Hour)
	if report := run1(t, crawler); !report.Fresh || !report.Due.Equal(c.Now().Add(time.Hour)) {
		t.Errorf("a published run is not fresh for a day: %+v", report)
	}
}

// Who asks for it gets a crawl however fresh the last one is, but no host is asked during the pause that it asked for.
func TestCrawlNow(t *testing.T) {
	t.Parallel()
	s := small(t, "gezond")
	db, store, c := pgtest.New(t), &shelf{}, newClock()
	run1(t, crawlerFor(t, db, store, c, nil, s))
	s.set("/gezond-een", page("Nieuw", "De eerste pagina is veranderd sinds zojuist."))
	s.take()
	always := func(config *Config) { config.Always = true }
	if report := run1(t, crawlerFor(t, db, store, c, always, s)); report.Fresh || report.Changed != 1 {
		t.Errorf("Fresh, Changed = %v, %d; want the page that changed", report.Fresh, report.Changed)
	}

	s.set("/", status(http.StatusServiceUnavailable, "Retry-After", "1800"))
	for when, want := range []bool{true, false} {
		s.take()
		_, err := crawlerFor(t, db, store, c, always, s).Run(t.Context(), "proef")
		var later *Later
		if asked := s.take(); !errors.As(err, &later) || (len(asked) > 0) != want {
			t.Errorf("run %d: %v, asked for %v; want a host that rests left alone", when+1, err, asked)
		}
	}
}
