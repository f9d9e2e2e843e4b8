package indexer

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5/pgconn"

	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/knowledge"
)

// A server that writes one byte that is no UTF-8, wherever it may, costs that page at most: the crawl goes on to the end.
func TestCrawlOutlivesForeignBytes(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.set("/", page("Welkom", "De voorpagina van de proef.", "/verhuisd", "/getekend", "/kop", "/weg", "/caf%E9/tafel", "/gewoon"))
	s.set("/verhuisd", status(http.StatusFound, "Location", "/zoek?q=caf\xe9"))
	s.set("/weg", status(http.StatusMovedPermanently, "Location", "mailto:caf\xe9@proef.test"))
	s.set("/zoek", page("Gezocht", "Hier kom je na een verhuizing uit."))
	s.set("/getekend", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", "\"caf\xe9\"")
		w.Header().Set("Last-Modified", "gisteren \xe9")
		page("Getekend", "Deze pagina heeft een vreemd kenmerk.")(w, r)
	})
	s.set("/kop", text("text/html", "<html lang='n\x00'><title>Kop</title><main><h1>Kop</h1><h2 id='a\x00b'>Deel</h2><p>Een anker met een nul erin.</p></main>"))
	s.set("/caf\xe9/tafel", page("Tafel", "Deze pagina staat in een map met een vreemde naam."))
	s.set("/gewoon", page("Gewoon", "Deze pagina komt als laatste aan de beurt."))
	s.set("/sitemap.xml", func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte("http://" + r.Host + "/kaart?q=caf\xe9\n")) // the test sees what is missing
	})
	s.set("/kaart", page("Kaart", "Deze pagina staat alleen in de kaart."))
	store := &shelf{}
	crawler := crawlerFor(t, pgtest.New(t), store, newClock(), nil, s)
	run1(t, crawler)
	want := []string{"/", "/caf%E9/tafel", "/getekend", "/gewoon", "/kaart?q=caf%E9", "/kop", "/zoek?q=caf%E9"}
	if diff := cmp.Diff(want, store.urls()); diff != "" {
		t.Errorf("published (-want +got):\n%s", diff)
	}
	for address, doc := range store.published {
		for _, kept := range []string{doc.URL, doc.Title, doc.Lang, doc.Section, doc.Blocks[0].Text, doc.Blocks[len(doc.Blocks)-1].Anchor} {
			if !utf8.ValidString(kept) || strings.Contains(kept, "\x00") {
				t.Errorf("%s keeps %q", address, kept)
			}
		}
	}
}

// refusing is a generation whose database refuses the pages with this title.
type refusing struct {
	Generation
	title, code string
}

func (g refusing) Put(ctx context.Context, doc knowledge.Document) (bool, error) {
	if doc.Title == g.title {
		return false, &pgconn.PgError{Code: g.code}
	}
	return g.Generation.Put(ctx, doc)
}

// A page that the database cannot hold costs that page; a database that is down ends the run, which goes on later.
func TestCrawlLeavesOutWhatCannotBeKept(t *testing.T) {
	t.Parallel()
	for code, kept := range map[string]bool{"22021": true, "54000": true, "57P01": false} {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			s.set("/", page("Welkom", "De voorpagina van de proef.", "/kwaad", "/goed"))
			s.set("/kwaad", page("Kwaad", "Deze pagina weigert de database."))
			s.set("/goed", page("Goed", "Deze pagina is in orde."))
			store := &shelf{}
			crawler := crawlerFor(t, pgtest.New(t), store, newClock(), func(c *Config) {
				c.Begin = func(ctx context.Context, collection string) (Generation, error) {
					g, err := store.begin(ctx, collection)
					return refusing{g, "Kwaad", code}, err
				}
			}, s)
			report, err := crawler.Run(t.Context(), "proef")
			if (err == nil) != kept {
				t.Errorf("Run = %v", err)
			}
			if kept && (report.Indexed != 2 || report.Skipped[reasonUnread] != 1) {
				t.Errorf("%d pages indexed, left out %v", report.Indexed, report.Skipped)
			}
		})
	}
}

// Files whose names are no UTF-8 have addresses of their own, and the rest of the folder is read.
func TestFolderOutlivesForeignNames(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"caf\xe9.md", "caf\xe8.md", "gewoon.md", "kapot\xe9.pdf"} {
		body := "# Titel van " + strings.ToValidUTF8(name, "") + "\n\nEen alinea over " + percent(name, "") + ".\n"
		if err := os.WriteFile(filepath.Join(dir, name), []byte(body), 0o600); err != nil {
			t.Skipf("this disk refuses such names: %v", err)
		}
	}
	var got, told []string
	_, err := Folder(t.Context(), dir, FolderOptions{
		Skip:     func(s Skipped) { told = append(told, s.Name) },
		Progress: func(p FolderProgress) { told = append(told, p.Current) },
	}, func(_ context.Context, doc knowledge.Document) error {
		got = append(got, doc.URL)
		if doc.URL == "gewoon.md" {
			return &pgconn.PgError{Code: "22021"}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"caf%E8.md", "caf%E9.md", "gewoon.md"}, got); diff != "" {
		t.Errorf("addresses (-want +got):\n%s", diff)
	}
	for _, name := range told {
		if !utf8.ValidString(name) {
			t.Errorf("told of %q", name)
		}
	}
	if want := []string{"caf%E8.md", "caf%E9.md", "gewoon.md", "gewoon.md", "kapot%E9.pdf", "kapot%E9.pdf"}; !cmp.Equal(want, told) {
		t.Errorf("told of %q, want %q", told, want)
	}
}

// What a site's robots.txt and its operator forbid is not fetched under another spelling.
func TestRulesHoldForEverySpelling(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.set("/robots.txt", text("text/plain; charset=utf-8", "User-agent: *\nDisallow: /mijn/\nDisallow: /privé/\n"))
	s.set("/", page("Welkom", "De voorpagina van de proef.", "/%6dijn/d", "/m%69jn/b", "/priv%C3%A9/c", "/priv%c3%a9/d", "/%69ntern/e", "/openb%61ar",
		s.URL+"//intern/f", s.URL+"//mijn/e", "/.//intern/g"))
	for _, path := range []string{"/mijn/d", "/mijn/b", "/privé/c", "/privé/d", "/intern/e", "//intern/f", "//mijn/e", "//intern/g"} {
		s.set(path, page("Geheim", "Dit had niet gelezen mogen worden."))
	}
	s.set("/openbaar", page("Openbaar", "Deze pagina is voor iedereen."))
	store := &shelf{}
	run1(t, crawlerFor(t, pgtest.New(t), store, newClock(), func(c *Config) { c.Sites[0].Deny = []string{"^/intern"} }, s))
	if diff := cmp.Diff([]string{"/", "/openbaar"}, store.urls()); diff != "" {
		t.Errorf("published (-want +got):\n%s", diff)
	}
	for _, r := range s.take() {
		if strings.HasPrefix(r, "/m") || strings.HasPrefix(r, "/pri") || strings.HasPrefix(r, "/i") || strings.HasPrefix(r, "/%") || strings.HasPrefix(r, "//") {
			t.Errorf("fetched %s", r)
		}
	}
}
