package indexer

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

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

// What a run came to is still told when the next one has begun, and when it has ended.
func TestEarlierRunsKeepTheirCounts(t *testing.T) {
	t.Parallel()
	s := small(t, "gezond")
	s.set("/", page("Begin", "De voorpagina.", "/gezond-een", "/gezond-twee", "/weg"))
	db, store, c := pgtest.New(t), &shelf{}, newClock()
	run1(t, crawlerFor(t, db, store, c, nil, s))
	s.set("/gezond-twee", nil)
	s.set("/", page("Begin", "De voorpagina, anders.", "/gezond-een"))
	c.advance(25 * time.Hour)
	var during []RunInfo
	run1(t, crawlerFor(t, db, store, c, func(config *Config) {
		config.Progress = func(Progress) {
			if during == nil {
				during, _ = NewLog(db).Runs(t.Context(), 5)
			}
		}
	}, s))
	after, err := NewLog(db).Runs(t.Context(), 5)
	if err != nil || len(after) != 2 || len(during) != 2 {
		t.Fatalf("%d runs, %d while the second is under way, %v; want 2", len(after), len(during), err)
	}
	for when, runs := range map[string][]RunInfo{"while the next is under way": during, "after it": after} {
		if r := runs[1]; r.Known != 4 || r.Done != 4 || r.Indexed != 3 || r.Failed != 0 {
			t.Errorf("%s the first has %+v", when, r)
		}
	}
	if r := after[0]; r.Known != 3 || r.Indexed != 2 {
		t.Errorf("the second has %+v", r)
	}
}

// A run that was cut off tells at its end what it left out before that, too.
func TestReportIsOfTheWholeRun(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.set("/robots.txt", text("text/plain", "User-agent: *\nDisallow: /a-geheim\n"))
	s.set("/", page("Begin", "De voorpagina van deze proef.", "/a-geheim", "/b-weg", "/c", "/d"))
	s.set("/c", page("Midden", "Hier wordt de proef afgebroken, halverwege."))
	s.set("/d", page("Einde", "Deze pagina komt erna, en dan is het klaar."))
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	crawler := crawlerFor(t, pgtest.New(t), &shelf{}, newClock(), func(config *Config) {
		config.Progress = func(p Progress) {
			if p.Done == 2 {
				cancel()
			}
		}
	}, s)
	if _, err := crawler.Run(ctx, "proef"); !errors.Is(err, context.Canceled) {
		t.Fatalf("Run = %v, want it cut off", err)
	}
	report := run1(t, crawler)
	if report.Skipped[reasonRobots] != 1 || report.Skipped[reasonGone] != 1 || report.Indexed != 3 {
		t.Errorf("left out %v of the whole, %d indexed; want two and three", report.Skipped, report.Indexed)
	}
}

// Who watches a crawl hears until when it waits for a page that goes wrong, and why.
func TestWaitForARetryIsTold(t *testing.T) {
	t.Parallel()
	s := small(t, "gezond")
	s.set("/gezond-twee", status(http.StatusInternalServerError))
	c := newClock()
	var told []string
	run1(t, crawlerFor(t, pgtest.New(t), &shelf{}, c, func(config *Config) {
		config.Progress = func(p Progress) {
			if !p.Until.IsZero() {
				told = append(told, fmt.Sprintf("%v for %d: %s", p.Until.Sub(c.Now()), p.Waiting, p.Why))
			}
		}
	}, s))
	if diff := cmp.Diff([]string{"30s for 1: server answered 500", "2m0s for 1: server answered 500"}, told); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
}
