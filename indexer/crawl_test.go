package indexer

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/knowledge"
)

// shelf is a knowledge store in memory.
type shelf struct {
	mu        sync.Mutex
	nextID    int64
	published map[string]knowledge.Document
	building  *generation
	puts      []string
	publishes int
}

type generation struct {
	shelf *shelf
	id    int64
	docs  map[string]knowledge.Document
}

func (s *shelf) begin(context.Context, string) (Generation, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.building == nil {
		s.nextID++
		s.building = &generation{shelf: s, id: s.nextID, docs: make(map[string]knowledge.Document)}
	}
	return s.building, nil
}

func (g *generation) ID() int64 { return g.id }

func (g *generation) Put(_ context.Context, doc knowledge.Document) (bool, error) {
	g.shelf.mu.Lock()
	defer g.shelf.mu.Unlock()
	g.shelf.puts = append(g.shelf.puts, doc.URL)
	old, known := g.shelf.published[doc.URL]
	g.docs[doc.URL] = doc
	return !known || !cmp.Equal(old, doc), nil
}

func (g *generation) Keep(_ context.Context, url string) (bool, error) {
	g.shelf.mu.Lock()
	defer g.shelf.mu.Unlock()
	if _, ok := g.docs[url]; ok {
		return true, nil
	}
	doc, ok := g.shelf.published[url]
	if ok {
		g.docs[url] = doc
	}
	return ok, nil
}

func (g *generation) Remove(_ context.Context, url string) error {
	g.shelf.mu.Lock()
	defer g.shelf.mu.Unlock()
	delete(g.docs, url)
	return nil
}

func (g *generation) Publish(context.Context) error {
	g.shelf.mu.Lock()
	defer g.shelf.mu.Unlock()
	g.shelf.published, g.shelf.building = g.docs, nil
	g.shelf.publishes++
	return nil
}

// urls are the published pages, without the part before their path.
func (s *shelf) urls() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []string
	for address := range s.published {
		u, err := url.Parse(address)
		if err != nil {
			continue
		}
		all = append(all, u.RequestURI())
	}
	slices.Sort(all)
	return all
}

// takePuts lists what was put since it was last asked.
func (s *shelf) takePuts() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var paths []string
	for _, p := range s.puts {
		u, err := url.Parse(p)
		if err != nil {
			continue
		}
		paths = append(paths, u.RequestURI())
	}
	s.puts = nil
	slices.Sort(paths)
	return paths
}

// clock is a time that passes only when somebody waits.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2025, 3, 3, 9, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Wait(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return ctx.Err()
}

func (c *clock) advance(d time.Duration) { _ = c.Wait(context.Background(), d) }

// site is a web site whose pages a test may change.
type site struct {
	*httptest.Server
	mu       sync.Mutex
	pages    map[string]http.HandlerFunc
	requests []string
	busy     int
	most     int // requests at once
}

func newSite(t *testing.T) *site {
	t.Helper()
	s := &site{pages: make(map[string]http.HandlerFunc)}
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(s.Close)
	return s
}

func (s *site) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.requests = append(s.requests, r.URL.RequestURI())
	s.busy++
	s.most = max(s.most, s.busy)
	handle := s.pages[r.URL.RequestURI()]
	if handle == nil {
		handle = s.pages[r.URL.Path]
	}
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		s.busy--
		s.mu.Unlock()
	}()
	if handle == nil {
		http.NotFound(w, r)
		return
	}
	handle(w, r)
}

func (s *site) set(path string, handle http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if handle == nil {
		delete(s.pages, path)
		return
	}
	s.pages[path] = handle
}

func (s *site) take() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := s.requests
	s.requests = nil
	return all
}

// page serves a page with links, and an ETag that changes with it.
func page(title, text string, links ...string) http.HandlerFunc {
	var b strings.Builder
	fmt.Fprintf(&b, `<!doctype html><html lang="nl"><title>%s - Proef</title><nav><a href="/">Home</a></nav><main><h1>%s</h1><p>%s</p>`, title, title, text)
	for _, l := range links {
		fmt.Fprintf(&b, `<p>Kijk ook eens op <a href="%s">deze pagina</a> voor meer.</p>`, l)
	}
	body := b.String() + `</main></html>`
	tag := fmt.Sprintf(`"%x"`, len(body)*31+len(text))
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", tag)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write([]byte(body))
	}
}

func text(contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		_, _ = w.Write([]byte(body))
	}
}

func status(code int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(code)
	}
}

// crawlerFor crawls sites whose seeds are their roots.
func crawlerFor(t *testing.T, db *pgxpool.Pool, s *shelf, c *clock, change func(*Config), sites ...*site) *Crawler {
	t.Helper()
	config := Config{Begin: s.begin, Now: c.Now, Wait: c.Wait}
	var allow []string
	for i, one := range sites {
		u, err := url.Parse(one.URL)
		if err != nil {
			t.Fatal(err)
		}
		allow = append(allow, u.Host)
		config.Sites = append(config.Sites, Site{Name: fmt.Sprintf("proef%d", i), Collection: "proef", Seeds: []string{one.URL + "/"}})
	}
	config.Fetcher = NewFetcher(FetcherConfig{Allow: allow, Contact: "https://proef.test/robot", Total: time.Minute})
	if change != nil {
		change(&config)
	}
	crawler, err := NewCrawler(db, config)
	if err != nil {
		t.Fatal(err)
	}
	return crawler
}

func run1(t *testing.T, c *Crawler) Report {
	t.Helper()
	report, err := c.Run(t.Context(), "proef")
	if err != nil {
		t.Fatalf("Run: %v", err)
	}
	return report
}

func TestCrawlFollowsLinksAndRules(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.set("/robots.txt", text("text/plain", "User-agent: *\nDisallow: /geheim\nDisallow: /*?print=\n"))
	s.set("/", page("Welkom", "Dit is de voorpagina van de proef.", "/schade/", "/geheim/map", "/SCHADE/", "/schade/?utm_source=x", "/schade/?print=1", "/niet-volgen", "/pdf/folder.pdf", "https://elders.test/", "/oud", "mailto:a@b.test", "/dubbel", "/plaatje.jpg"))
	s.set("/schade/", page("Schade", "Zo vraag je geld terug van de dader.", "/schade/termijn#kop"))
	s.set("/SCHADE/", page("Hoofdletters", "Een pad met hoofdletters is een ander pad."))
	s.set("/schade/termijn", page("Termijn", "Je hebt drie maanden de tijd om iets te sturen."))
	s.set("/oud", status(http.StatusMovedPermanently, "Location", "/nieuw"))
	s.set("/nieuw", page("Nieuw", "Deze pagina is verhuisd en staat nu hier."))
	s.set("/niet-volgen", text("text/html", `<html lang=nl><meta name=robots content="noindex,nofollow"><title>Intern</title><main><h1>Intern</h1><p>Niet voor buiten.</p><a href="/achter">x</a></main>`))
	s.set("/dubbel", text("text/html", `<html lang=nl><title>Termijn - Proef</title><link rel=canonical href="/schade/termijn"><main><h1>Termijn</h1><p>Kopie.</p></main>`))
	store, c := &shelf{}, newClock()
	report := run1(t, crawlerFor(t, pgtest.New(t), store, c, nil, s))

	want := []string{"/", "/SCHADE/", "/nieuw", "/schade/", "/schade/termijn"}
	if diff := cmp.Diff(want, store.urls()); diff != "" {
		t.Errorf("published (-want +got):\n%s", diff)
	}
	for _, r := range s.take() {
		if strings.HasPrefix(r, "/geheim") || strings.Contains(r, "print=") || strings.Contains(r, "utm_") || r == "/achter" || strings.HasSuffix(r, ".jpg") {
			t.Errorf("fetched %s", r)
		}
	}
	if report.Skipped[reasonRobots] != 2 || report.Skipped[ReasonNoIndex] != 1 || report.Skipped[ReasonDuplicate] != 1 || report.Skipped[reasonGone] != 1 {
		t.Errorf("Skipped = %v", report.Skipped)
	}
	if report.Indexed != 5 || report.Changed != 5 {
		t.Errorf("Indexed, Changed = %d, %d, want 5, 5", report.Indexed, report.Changed)
	}
}

func TestRecrawlCostsNothing(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.set("/", page("Welkom", "De voorpagina van de proef, met wat tekst.", "/a", "/b", "/c"))
	s.set("/a", page("Aangifte", "Hoe je aangifte doet en wat je meeneemt."))
	s.set("/b", page("Bureau", "Waar het bureau is en wanneer het open is."))
	s.set("/c", text("text/html", `<html lang=nl><title>C</title><main><h1>Zonder merk</h1><p>Deze pagina heeft geen ETag en is toch gelijk.</p></main>`))
	store, c := &shelf{}, newClock()
	crawler := crawlerFor(t, pgtest.New(t), store, c, nil, s)
	run1(t, crawler)
	s.take()
	store.takePuts()

	if report := run1(t, crawler); !report.Fresh || len(s.take()) != 0 {
		t.Errorf("a crawl right after the first did something: %+v", report)
	}

	c.advance(25 * time.Hour)
	report := run1(t, crawler)
	if puts := store.takePuts(); len(puts) != 0 {
		t.Errorf("unchanged pages were put: %v", puts)
	}
	if report.Unchanged != 4 || report.Changed != 0 {
		t.Errorf("Unchanged, Changed = %d, %d, want 4, 0", report.Unchanged, report.Changed)
	}
	before := store.urls()

	s.set("/a", page("Aangifte", "Hoe je aangifte doet is veranderd sinds vorige week."))
	s.set("/b", nil)
	c.advance(25 * time.Hour)
	report = run1(t, crawler)
	if diff := cmp.Diff([]string{"/a"}, store.takePuts()); diff != "" {
		t.Errorf("put (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"/", "/a", "/c"}, store.urls()); diff != "" {
		t.Errorf("published (-want +got), before %v:\n%s", before, diff)
	}
	if report.Removed != 1 {
		t.Errorf("Removed = %d, want 1", report.Removed)
	}
}

// A site that moved to another address is read there at the next look, however fresh it is, and what stood at the old one goes.
func TestSiteThatBeginsElsewhereIsReadThere(t *testing.T) {
	t.Parallel()
	old, moved := newSite(t), newSite(t)
	for _, s := range []*site{old, moved} {
		s.set("/", page("Welkom", "De voorpagina van de proef, met wat tekst.", "/a"))
		s.set("/a", page("Aangifte", "Hoe je aangifte doet en wat je meeneemt."))
	}
	store, c, db := &shelf{}, newClock(), pgtest.New(t)
	run1(t, crawlerFor(t, db, store, c, nil, old))
	crawler := crawlerFor(t, db, store, c, nil, moved)
	old.take()
	if report := run1(t, crawler); report.Fresh || report.Indexed != 2 {
		t.Errorf("the new address: %+v, want two pages", report)
	}
	if asked := old.take(); len(asked) != 0 {
		t.Errorf("the old address was asked for %v", asked)
	}
	if diff := cmp.Diff([]string{"/", "/a"}, store.urls()); diff != "" {
		t.Errorf("published (-want +got):\n%s", diff)
	}
	if report := run1(t, crawler); !report.Fresh {
		t.Errorf("a crawl right after did something: %+v", report)
	}
}

func TestCrawlIsPolite(t *testing.T) {
	t.Parallel()
	one, two := newSite(t), newSite(t)
	store, c := &shelf{}, newClock()
	var mu sync.Mutex
	last := make(map[*site]time.Time)
	least := map[*site]time.Duration{one: 7 * time.Second, two: 3 * time.Second}
	for _, s := range []*site{one, two} {
		var links []string
		for i := range 12 {
			path := fmt.Sprintf("/pagina-%c", 'a'+i)
			links = append(links, path)
			s.set(path, page("Pagina "+path, fmt.Sprintf("Dit is de tekst van pagina nummer %d van %s, en geen andere.", i, s.URL)))
		}
		s.set("/", page("Begin", "Hier begint de proef met veel pagina's van "+s.URL, links...))
		inner := s.Config.Handler
		s.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			mu.Lock()
			now := c.Now()
			if before, ok := last[s]; ok && now.Sub(before) < least[s] && r.URL.Path != "/sitemap.xml" {
				t.Errorf("%s came %v after the request before it, want at least %v", r.URL.Path, now.Sub(before), least[s])
			}
			last[s] = now
			mu.Unlock()
			inner.ServeHTTP(w, r)
		})
	}
	one.set("/robots.txt", text("text/plain", "User-agent: *\nCrawl-delay: 7\n"))
	crawler := crawlerFor(t, pgtest.New(t), store, c, func(config *Config) {
		config.Sites[1].Delay = 3 * time.Second
	}, one, two)
	// The two hosts share a clock that both move on, which can only widen the gaps that each sees.
	run1(t, crawler)
	for _, s := range []*site{one, two} {
		if s.most != 1 {
			t.Errorf("%d requests at once, want 1", s.most)
		}
		if n := len(s.take()); n < 13 {
			t.Errorf("only %d requests", n)
		}
	}
	if n := len(store.urls()); n != 26 {
		t.Errorf("%d pages published, want 26", n)
	}
}

func TestCrawlResumes(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	var links []string
	for i := range 40 {
		path := fmt.Sprintf("/pagina-%c%c", 'a'+i/10, 'a'+i%10)
		links = append(links, path)
		s.set(path, page("Pagina "+path, fmt.Sprintf("Dit is de tekst van %s, die nergens anders staat.", path)))
	}
	s.set("/", page("Begin", "Hier begint de proef met veertig pagina's.", links...))
	store, c := &shelf{}, newClock()
	db := pgtest.New(t)

	ctx, stop := context.WithCancel(t.Context())
	done := 0
	crawler := crawlerFor(t, db, store, c, func(config *Config) {
		config.Progress = func(Progress) {
			if done++; done == 30 {
				stop() // as sudden as a process that dies: nothing more is written
			}
		}
	}, s)
	if _, err := crawler.Run(ctx, "proef"); !errors.Is(err, context.Canceled) {
		t.Fatalf("Run = %v, want it cut off", err)
	}
	first := s.take()
	if len(store.urls()) != 0 {
		t.Fatal("published before the end")
	}

	again := crawlerFor(t, db, store, c, nil, s)
	run1(t, again)
	second := s.take()
	if n := len(store.urls()); n != 41 {
		t.Errorf("%d pages published, want 41", n)
	}
	both := 0
	for _, r := range second {
		if slices.Contains(first, r) && strings.HasPrefix(r, "/pagina") {
			both++
		}
	}
	if both > 2 {
		t.Errorf("%d pages were fetched twice", both)
	}
	if store.publishes != 1 {
		t.Errorf("%d generations published, want 1", store.publishes)
	}
}

func TestCrawlOneAtATime(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	entered, leave := make(chan struct{}), make(chan struct{})
	var once sync.Once
	s.set("/", func(w http.ResponseWriter, r *http.Request) {
		once.Do(func() { close(entered); <-leave })
		page("Welkom", "De enige pagina van deze proef.")(w, r)
	})
	db, store, c := pgtest.New(t), &shelf{}, newClock()
	crawler := crawlerFor(t, db, store, c, nil, s)
	result := make(chan error, 1)
	go func() {
		_, err := crawler.Run(t.Context(), "proef")
		result <- err
	}()
	<-entered
	if _, err := crawlerFor(t, db, store, c, nil, s).Run(t.Context(), "proef"); !errors.Is(err, ErrRunning) {
		t.Errorf("second Run = %v, want ErrRunning", err)
	}
	close(leave)
	if err := <-result; err != nil {
		t.Errorf("first Run = %v", err)
	}
}

func TestRobotsForbidAll(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.set("/robots.txt", text("text/plain", "User-agent: *\nDisallow: /\n"))
	s.set("/", page("Welkom", "Deze pagina mag niemand ophalen."))
	store := &shelf{}
	_, err := crawlerFor(t, pgtest.New(t), store, newClock(), nil, s).Run(t.Context(), "proef")
	if !errors.Is(err, ErrNothing) || !strings.Contains(err.Error(), reasonRobots) {
		t.Errorf("Run = %v, want ErrNothing because robots.txt forbids it", err)
	}
	for _, r := range s.take() {
		if r != "/robots.txt" && r != "/sitemap.xml" {
			t.Errorf("fetched %s", r)
		}
	}
	if store.publishes != 0 {
		t.Error("an empty generation was published")
	}
}

func TestBrokenRobotsMeansLater(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.set("/robots.txt", status(http.StatusInternalServerError))
	s.set("/", page("Welkom", "Deze pagina mag straks weer."))
	store, c := &shelf{}, newClock()
	crawler := crawlerFor(t, pgtest.New(t), store, c, func(config *Config) { config.Patience = 2 * time.Minute }, s)
	_, err := crawler.Run(t.Context(), "proef")
	var later *Later
	if !errors.As(err, &later) || !later.At.After(c.Now()) {
		t.Fatalf("Run = %v, want *Later", err)
	}
	if slices.Contains(s.take(), "/") {
		t.Error("a page was fetched while the rules were unknown")
	}
	s.set("/robots.txt", nil)
	c.advance(later.At.Sub(c.Now()))
	if run1(t, crawler).Indexed != 1 {
		t.Error("the page was not indexed once the rules were known")
	}
}

func TestRetryAfterIsHeld(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	c := newClock()
	var first time.Time
	s.set("/", page("Welkom", "De voorpagina van deze proef.", "/druk"))
	s.set("/druk", func(w http.ResponseWriter, r *http.Request) {
		if first.IsZero() {
			first = c.Now()
			w.Header().Set("Retry-After", "120")
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		if d := c.Now().Sub(first); d < 2*time.Minute {
			t.Errorf("asked again after %v", d)
		}
		page("Druk", "Nu is het rustig genoeg.")(w, r)
	})
	store := &shelf{}
	run1(t, crawlerFor(t, pgtest.New(t), store, c, nil, s))
	if diff := cmp.Diff([]string{"/", "/druk"}, store.urls()); diff != "" {
		t.Error(diff)
	}
}

func TestFailingPageStaysADay(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.set("/", page("Welkom", "De voorpagina van deze proef.", "/kapot"))
	s.set("/kapot", page("Kapot", "Deze pagina gaat straks stuk."))
	store, c := &shelf{}, newClock()
	crawler := crawlerFor(t, pgtest.New(t), store, c, func(config *Config) { config.Sites[0].Recrawl = 6 * time.Hour }, s)
	run1(t, crawler)
	s.set("/kapot", status(http.StatusInternalServerError))
	c.advance(7 * time.Hour)
	run1(t, crawler)
	if diff := cmp.Diff([]string{"/", "/kapot"}, store.urls()); diff != "" {
		t.Errorf("within a day (-want +got):\n%s", diff)
	}
	c.advance(25 * time.Hour)
	run1(t, crawler)
	if diff := cmp.Diff([]string{"/"}, store.urls()); diff != "" {
		t.Errorf("after a day (-want +got):\n%s", diff)
	}
}

func TestLostPagesAreFetchedInFull(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.set("/", page("Welkom", "De voorpagina die straks kwijt is."))
	store, c := &shelf{}, newClock()
	crawler := crawlerFor(t, pgtest.New(t), store, c, nil, s)
	run1(t, crawler)
	store.takePuts()
	store.published = nil
	c.advance(25 * time.Hour)
	run1(t, crawler)
	if diff := cmp.Diff([]string{"/"}, store.takePuts()); diff != "" {
		t.Error(diff)
	}
}

func TestSoftMissingPages(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	sorry := func(w http.ResponseWriter, r *http.Request) { // it names what was asked for
		page("Proefsite", "Helaas is er niets te zien op "+r.URL.Path+", maar kijk gerust verder op deze mooie site.")(w, r)
	}
	inner := s.Config.Handler
	s.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		known := s.pages[r.URL.Path] != nil
		s.mu.Unlock()
		if !known && r.URL.Path != "/robots.txt" && r.URL.Path != "/sitemap.xml" {
			sorry(w, r)
			return
		}
		inner.ServeHTTP(w, r)
	})
	s.set("/", page("Welkom", "De voorpagina van een site die nooit nee zegt.", "/echt", "/weg-1", "/weg-2", "/hulp/na-een/lang-verblijf/in-het/buitenland"))
	s.set("/echt", page("Echt", "Deze pagina bestaat en heeft een eigen tekst."))
	store := &shelf{}
	report := run1(t, crawlerFor(t, pgtest.New(t), store, newClock(), nil, s))
	if diff := cmp.Diff([]string{"/", "/echt"}, store.urls()); diff != "" {
		t.Error(diff)
	}
	if report.Skipped[ReasonMissing] != 3 {
		t.Errorf("Skipped = %v, want 3 soft 404", report.Skipped)
	}
}

func TestTrapsEnd(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		switch {
		case r.URL.Path == "/robots.txt" || r.URL.Path == "/sitemap.xml":
			http.NotFound(w, r)
		case strings.HasPrefix(r.URL.Path, "/keer/"):
			http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
		case r.URL.Path == "/rond":
			http.Redirect(w, r, "/rond", http.StatusFound)
		default:
			var n int
			_, _ = fmt.Sscan(q.Get("maand"), &n)
			page("Agenda "+r.URL.RequestURI(), "Wat er is te doen in "+r.URL.RequestURI()+".", fmt.Sprintf("/agenda?maand=%d", n+1), r.URL.Path+"/map", "/keer/a", "/rond")(w, r)
		}
	})
	store := &shelf{}
	report := run1(t, crawlerFor(t, pgtest.New(t), store, newClock(), func(config *Config) { config.Sites[0].MaxPages = 400 }, s))
	if report.Known >= 200 || report.Known < 20 {
		t.Errorf("an endless site cost %d pages", report.Known)
	}
	if report.Skipped[reasonHops] == 0 {
		t.Errorf("Skipped = %v, want the endless redirect among them", report.Skipped)
	}
}

func TestSitemaps(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.set("/robots.txt", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "User-agent: *\nAllow: /\nSitemap: http://%s/index.xml\n", r.Host)
	})
	s.set("/index.xml", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>http://%[1]s/index.xml</loc></sitemap><sitemap><loc>http://%[1]s/kaart.xml</loc></sitemap><sitemap><loc>http://169.254.169.254/kaart.xml</loc></sitemap></sitemapindex>`, r.Host)
	})
	s.set("/kaart.xml", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `<urlset xmlns:image="http://x"><url><loc>http://%[1]s/alleen-in-kaart</loc><lastmod>2025-03-01</lastmod><image:image><image:loc>http://%[1]s/plaat</image:loc></image:image></url><url><loc>http://127.0.0.1:1/</loc></url></urlset>`, r.Host)
	})
	s.set("/", page("Welkom", "De voorpagina zonder links."))
	s.set("/alleen-in-kaart", page("Kaart", "Deze pagina staat alleen in de kaart."))
	store := &shelf{}
	run1(t, crawlerFor(t, pgtest.New(t), store, newClock(), nil, s))
	if diff := cmp.Diff([]string{"/", "/alleen-in-kaart"}, store.urls()); diff != "" {
		t.Error(diff)
	}
	count := 0
	for _, r := range s.take() {
		if r == "/index.xml" {
			count++
		}
	}
	if count != 1 {
		t.Errorf("a map that names itself was fetched %d times", count)
	}
}

func TestBoilerplateIsLearntInACrawl(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	var links []string
	for i := range 30 {
		path := fmt.Sprintf("/p/%c%c", 'a'+i/26, 'a'+i%26)
		links = append(links, path)
		s.set(path, page("Pagina "+path, fmt.Sprintf("Alleen hier staat het woord nummer%d in een zin die verder gaat over iets heel anders dan de rest van de site.</p><p>Deze zin staat op elke pagina van de site en hoort er niet bij.", i)))
	}
	s.set("/", page("Begin", "Hier begint alles, met een zin of wat.", links...))
	store := &shelf{}
	run1(t, crawlerFor(t, pgtest.New(t), store, newClock(), nil, s))
	for address, doc := range store.published {
		for _, b := range doc.Blocks {
			if strings.Contains(b.Text, "op elke pagina") {
				t.Fatalf("%s still holds %q", address, b.Text)
			}
		}
	}
	if len(store.published) != 31 {
		t.Errorf("%d pages, want 31", len(store.published))
	}
}
