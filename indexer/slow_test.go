package indexer

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"wegwijzer/internal/postgres/pgtest"
)

// asking is a site of a front page and n pages, which asks for a delay.
func asking(t *testing.T, n int, delay string) *site {
	t.Helper()
	s := newSite(t)
	var links []string
	for i := range n {
		path := fmt.Sprintf("/p/%c%c", 'a'+i/26, 'a'+i%26)
		links = append(links, path)
		s.set(path, page("Pagina "+path, fmt.Sprintf("De tekst van %s op %s staat nergens anders.", path, s.URL)))
	}
	s.set("/", page("Begin", "Hier begint de site op "+s.URL, links...))
	s.set("/robots.txt", text("text/plain", "User-agent: *\nCrawl-delay: "+delay+"\n"))
	return s
}

// A site that asks for two minutes between pages gets them, in every run; who watches hears why it takes long; and after an hour of it the others
// are published, with what there is of the slow one, and the next run goes on there.
func TestLongCrawlDelayIsHonoured(t *testing.T) {
	t.Parallel()
	slow, quick := asking(t, 50, "120"), asking(t, 5, "1")
	store, c := &shelf{}, newClock()
	var mu sync.Mutex
	var last time.Time
	inner := slow.Config.Handler
	slow.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		if now := c.Now(); !last.IsZero() && now.Sub(last) < 2*time.Minute && r.URL.Path != "/sitemap.xml" && r.URL.Path != "/robots.txt" {
			t.Errorf("%s came %v after the request before it", r.URL.Path, now.Sub(last))
		}
		last = c.Now()
		mu.Unlock()
		inner.ServeHTTP(w, r)
	})
	var told time.Duration
	crawler := crawlerFor(t, pgtest.New(t), store, c, func(config *Config) {
		config.Progress = func(p Progress) { told = max(told, p.Slow) }
	}, slow, quick)
	began := c.Now()
	runs, first := 0, 0
	for ; runs < 10; runs++ {
		_, err := crawler.Run(t.Context(), "proef")
		if runs == 0 {
			first = len(store.urls())
			if took := c.Now().Sub(began); took > 2*time.Hour {
				t.Errorf("the others waited %v to be published", took)
			}
		}
		if err == nil {
			break
		}
		var later *Later
		if !errors.As(err, &later) {
			t.Fatal(err)
		}
	}
	if first < 6+10 || first > 6+40 {
		t.Errorf("the first run published %d pages, want those of the quick site and an hour of the slow one", first)
	}
	if n := len(store.urls()); n != 51+6 || runs == 0 || runs > 4 {
		t.Errorf("after %d more runs %d pages are published, want 57", runs, n)
	}
	if told != 2*time.Minute {
		t.Errorf("who watches hears of %v between two pages", told)
	}
}

// A site that asks for more time than anybody has is left alone, and the crawl says so.
func TestSiteThatAsksForTooMuchTimeIsLeftAlone(t *testing.T) {
	t.Parallel()
	slow, quick := asking(t, 3, "86400"), asking(t, 3, "1")
	store, c := &shelf{}, newClock()
	report := run1(t, crawlerFor(t, pgtest.New(t), store, c, nil, slow, quick))
	if n := len(store.urls()); n != 4 || report.Skipped[reasonTooSlow] != 1 {
		t.Errorf("%d pages, left out %v; want those of the other site", n, report.Skipped)
	}
	if asked := slow.take(); len(asked) != 1 || asked[0] != "/robots.txt" {
		t.Errorf("it was asked for %v", asked)
	}
}

// Of a site that names thousands of maps some are read, whether the others are there or not, and the log says how many were not.
func TestTooManySitemapsAreTold(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.set("/robots.txt", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintf(w, "Sitemap: http://%s/index.xml\n", r.Host) })
	s.set("/index.xml", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "<sitemapindex>")
		for i := range 10_500 {
			fmt.Fprintf(w, "<sitemap><loc>http://%s/kaart-%d.xml</loc></sitemap>", r.Host, i)
		}
		fmt.Fprint(w, "</sitemapindex>")
	})
	s.set("/kaart-1.xml", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintf(w, "http://%s/alleen-in-kaart\n", r.Host) })
	s.set("/alleen-in-kaart", page("Kaart", "Deze pagina staat alleen in een van de kaarten."))
	s.set("/", page("Begin", "Hier begint de proef."))
	var log bytes.Buffer
	store := &shelf{}
	run1(t, crawlerFor(t, pgtest.New(t), store, newClock(), func(config *Config) { config.Log = slog.New(slog.NewJSONHandler(&log, nil)) }, s))
	if n := len(store.urls()); n != 2 {
		t.Errorf("%d pages, want 2", n)
	}
	if asked := len(s.take()); asked > maxSitemaps+5 {
		t.Errorf("%d requests", asked)
	}
	if !strings.Contains(log.String(), `"left":10301`) {
		t.Errorf("the log says %s", log.String())
	}
}
