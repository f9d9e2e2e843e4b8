package indexer

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"testing"
	"time"

	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/knowledge"
)

// library is a real store of knowledge, as who searches sees it.
func library(t *testing.T, config *Config, url string) (cited func() []string) {
	t.Helper()
	store, err := knowledge.NewStore(t.Context(), pgtest.Open(t, url), knowledge.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(store.Close)
	config.Begin = func(ctx context.Context, collection string) (Generation, error) {
		return store.Begin(ctx, knowledge.Public, collection)
	}
	return func() (paths []string) {
		passages, err := store.For(knowledge.Public).Passages(t.Context(), "proef")
		if err != nil {
			t.Fatal(err)
		}
		found, err := store.For(knowledge.Public).Search(t.Context(), "proef", "eerste pagina van ziek en gezond", 5)
		if err != nil || (len(found.Hits) > 0) != (len(passages) > 0) {
			t.Errorf("search finds %d of %d passages, %v", len(found.Hits), len(passages), err)
		}
		for _, p := range passages {
			paths = append(paths, p.URL[len("http://127.0.0.1:"):])
		}
		slices.Sort(paths)
		return slices.Compact(paths)
	}
}

// A site that withdraws all that it had may have made a mistake: its pages stay for a day. Then they leave the answers, and are back with the
// site.
func TestWithdrawnSiteLeavesTheAnswers(t *testing.T) {
	t.Parallel()
	const noIndex = `<html lang=nl><meta name=robots content=noindex><title>Weg</title><main><h1>Weg</h1><p>Deze pagina doet niet mee.</p></main>`
	for _, c := range []struct {
		name     string
		withdraw func(s *site) (restore func())
	}{
		{"gone", func(s *site) func() { return s.refuse(status(http.StatusGone)) }},
		{"not found", func(s *site) func() { return s.refuse(status(http.StatusNotFound)) }},
		{"noindex", func(s *site) func() { return s.refuse(text("text/html", noIndex)) }},
		{"robots.txt", func(s *site) func() {
			s.set("/robots.txt", text("text/plain", "User-agent: *\nDisallow: /\n"))
			return func() { s.set("/robots.txt", nil) }
		}},
	} {
		for _, alone := range []bool{true, false} {
			name := c.name + " beside another"
			if alone {
				name = c.name + " alone"
			}
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				s, clock, url := small(t, "ziek"), newClock(), pgtest.URL(t)
				sites, others := []*site{s}, 0
				if !alone {
					sites, others = append(sites, small(t, "gezond")), 3
				}
				var cited func() []string
				db := pgtest.Open(t, url)
				crawler := crawlerFor(t, db, nil, clock, func(config *Config) {
					cited = library(t, config, url)
					for i := range config.Sites {
						config.Sites[i].Recrawl = 12 * time.Hour
					}
				}, sites...)
				run := func(want error) {
					t.Helper()
					if !alone {
						want = nil
					}
					if _, err := crawler.Run(t.Context(), "proef"); !errors.Is(err, want) {
						t.Fatalf("Run = %v, want %v", err, want)
					}
				}
				tell := func(when string, pages, warnings int) {
					t.Helper()
					if got := cited(); len(got) != pages+others {
						t.Errorf("%s, %d pages can be cited, want %d: %v", when, len(got), pages+others, got)
					}
					if told, err := NewLog(db).Withdrawn(t.Context()); err != nil || len(told) != warnings {
						t.Errorf("%s, the content team reads of %v, %v; want %d sites", when, told, err, warnings)
					}
				}
				run(nil)
				tell("at first", 3, 0)

				restore := c.withdraw(s)
				clock.advance(13 * time.Hour)
				run(nil)
				tell("withdrawn", 3, 1)
				clock.advance(13 * time.Hour)
				run(nil)
				tell("half a day later", 3, 1)
				clock.advance(13 * time.Hour)
				run(ErrWithdrawn)
				tell("a day later", 0, 1)
				clock.advance(13 * time.Hour)
				run(ErrWithdrawn)
				tell("and on", 0, 1)

				restore()
				clock.advance(13 * time.Hour)
				run(nil)
				tell("given again", 3, 0)
				restore = c.withdraw(s)
				clock.advance(13 * time.Hour)
				run(nil)
				restore()
				clock.advance(13 * time.Hour)
				run(nil)
				tell("after a mistake", 3, 0)
			})
		}
	}
}

// When nothing at all can be reached it may be our own line that is down, and what is served stays.
func TestUnreachableSitesAreNotWithdrawn(t *testing.T) {
	t.Parallel()
	s, c, url := small(t, "ziek"), newClock(), pgtest.URL(t)
	var cited func() []string
	crawler := crawlerFor(t, pgtest.Open(t, url), nil, c, func(config *Config) { cited = library(t, config, url) }, s)
	run1(t, crawler)
	s.refuse(status(http.StatusBadGateway))
	for range 4 {
		c.advance(25 * time.Hour)
		if _, err := crawler.Run(t.Context(), "proef"); err != nil && !errors.Is(err, ErrNothing) {
			t.Fatal(err)
		}
	}
	if got := cited(); len(got) != 3 {
		t.Errorf("%d pages can be cited, want 3", len(got))
	}
}

// A page that moved for good is asked for again in the next crawl: it may have moved back.
func TestMovedPageComesBack(t *testing.T) {
	t.Parallel()
	s, c, store := small(t, "ziek"), newClock(), &shelf{}
	there, moved := page("Een van ziek", "De eerste pagina van ziek en van niets anders."), status(http.StatusMovedPermanently, "Location", "/nieuw")
	crawler := crawlerFor(t, pgtest.New(t), store, c, nil, s)
	for _, step := range []struct {
		when     string
		old, new http.HandlerFunc
		want     []string
	}{
		{"at first", there, nil, []string{"/", "/ziek-een", "/ziek-twee"}},
		{"moved", moved, there, []string{"/", "/nieuw", "/ziek-twee"}},
		{"moved back", there, status(http.StatusMovedPermanently, "Location", "/ziek-een"), []string{"/", "/ziek-een", "/ziek-twee"}},
		{"moved again", moved, there, []string{"/", "/nieuw", "/ziek-twee"}},
	} {
		s.set("/ziek-een", step.old)
		s.set("/nieuw", step.new)
		run1(t, crawler)
		published(t, store, step.when, step.want...)
		c.advance(25 * time.Hour)
	}
}
