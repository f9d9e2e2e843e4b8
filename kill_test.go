package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/knowledge"
)

// edition is a version of a test site. Every page of it carries its mark, and one page belongs to it alone.
type edition string

const (
	first  edition = "alfa"
	second edition = "omega"
)

func (e edition) other() edition {
	if e == first {
		return second
	}
	return first
}

// body is how many pages an edition has besides its front page and the one of its own.
const body = 30

// words make the pages differ from each other by more than a number: what pages share is taken for boilerplate.
var words = strings.Fields(`aangifte advocaat agent bewijs brief buurt dader dokter fiets formulier gesprek getuige huis kind klacht laptop
	letsel makelaar melding moeder nacht officier politie rechter slot telefoon tolk uitspraak vader verzekering zitting`)

func (e edition) page(path string) (text string, ok bool) {
	switch {
	case path == "/":
		var links strings.Builder
		for i := range body {
			fmt.Fprintf(&links, `<li><a href="/pagina/%d">%s</a></li>`, i, words[i])
		}
		fmt.Fprintf(&links, `<li><a href="/alleen/%s">alleen hier</a></li>`, e)
		return fmt.Sprintf(`<!DOCTYPE html><html lang="nl"><title>Begin</title><main><h1>Begin van uitgave%[1]s</h1><p>Dit is de voorpagina van uitgave%[1]s.</p><ul>%[2]s</ul></main></html>`, e, &links), true
	case path == "/alleen/"+string(e):
		return fmt.Sprintf(page, "Alleen hier", "Deze pagina bestaat alleen in uitgave"+string(e)+" en nergens anders."), true
	}
	var i int
	if n, _ := fmt.Sscanf(path, "/pagina/%d", &i); n != 1 || i < 0 || i >= body {
		return "", false
	}
	word := words[i]
	return fmt.Sprintf(page, "Over "+word, fmt.Sprintf("Bij %s hoort in uitgave%s een uitleg over %s en %s.", word, e, words[(i+7)%body], word)), true
}

// pageTime is how long a site takes to show a page, unless it is made slow.
const pageTime = 3 * time.Millisecond

// printing is a site that shows one edition at a time.
type printing struct {
	*httptest.Server
	mu    sync.Mutex
	shown edition
	pause time.Duration   // before a page is shown
	asked int             // pages, since it was last turned
	seen  map[string]bool // which
	at    int             // when so many pages were asked for
	whole bool            // and, if so, all of the edition
	event chan struct{}   // this is closed, once
}

func newPrinting(t *testing.T) *printing {
	t.Helper()
	p := &printing{shown: first, pause: pageTime, seen: map[string]bool{}}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		text, ok := p.shown.page(r.URL.Path)
		if ok {
			p.asked++
			p.seen[r.URL.Path] = true
		}
		if p.event != nil && p.asked >= p.at && (!p.whole || len(p.seen) == body+2) {
			close(p.event)
			p.event = nil
		}
		pause := p.pause
		p.mu.Unlock()
		if !ok {
			http.NotFound(w, r)
			return
		}
		select {
		case <-r.Context().Done():
		case <-time.After(pause):
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, text)
	}))
	t.Cleanup(p.Close)
	return p
}

// slow makes the site take its time for every page.
func (p *printing) slow(pause time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.pause = pause
}

// turn shows the other edition, and returns how many pages of the one before were asked for.
func (p *printing) turn() (asked int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	asked, p.asked, p.shown = p.asked, 0, p.shown.other()
	clear(p.seen)
	return asked
}

// after returns a channel that is closed when so many more pages were asked for.
func (p *printing) after(pages int) <-chan struct{} { return p.expect(pages, false) }

// complete returns a channel that is closed at the first request after which every page of the edition was asked for.
func (p *printing) complete() <-chan struct{} { return p.expect(0, true) }

func (p *printing) expect(pages int, whole bool) <-chan struct{} {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.at, p.whole, p.event = p.asked+pages, whole, make(chan struct{})
	return p.event
}

// sources lets a user crawl the site, and returns the file that describes it.
func (p *printing) sources(t *testing.T, u *user) string {
	t.Helper()
	u.env["WEGWIJZER_ALLOW_HOSTS"] = strings.TrimPrefix(p.URL, "http://")
	u.learnLittle(t)
	dir := t.TempDir()
	write(t, dir, map[string]string{"bronnen.txt": "[proef]\nseed = " + p.URL + "/\ndelay = 1ms\nrecrawl = 1ms\n"})
	return filepath.Join(dir, "bronnen.txt")
}

// learnLittle gives a user a small bank of topics: the shipped one takes a process seconds to learn from under the race detector.
func (u *user) learnLittle(t *testing.T) {
	t.Helper()
	var topics strings.Builder
	for _, w := range words {
		fmt.Fprintf(&topics, "%[1]s\tname\t%[1]s\n%[1]s\tlay\tik heb een vraag over %[1]s\n", w)
	}
	u.env["WEGWIJZER_TOPICS"] = t.TempDir()
	write(t, u.env["WEGWIJZER_TOPICS"], map[string]string{"een.tsv": topics.String()})
}

// whole returns the edition that is served. It is an error when pages of both are, or when one is missing.
func whole(passages []knowledge.Passage) (edition, error) {
	marks, urls := map[edition]int{}, map[string]bool{}
	for _, p := range passages {
		urls[p.URL] = true
		for _, e := range []edition{first, second} {
			if strings.Contains(p.Text+p.Heading, "uitgave"+string(e)) {
				marks[e]++
			}
		}
	}
	if len(urls) != body+2 || len(marks) != 1 {
		return "", fmt.Errorf("%d pages with the marks %v; want %d pages with one mark", len(urls), marks, body+2)
	}
	for e, n := range marks {
		if n < body+2 {
			return "", fmt.Errorf("%d pages carry the mark of %s, want all %d", n, e, body+2)
		}
		return e, nil
	}
	return "", errors.New("unreachable")
}

// served reads what is served as a process that has just started does.
func served(t *testing.T, database string) edition {
	t.Helper()
	db := pgtest.Open(t, database)
	defer db.Close()
	store, err := knowledge.NewStore(t.Context(), db, knowledge.Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	passages, err := store.For(knowledge.Public).Passages(t.Context(), "proef")
	if err != nil {
		t.Fatal(err)
	}
	e, err := whole(passages)
	if err != nil {
		t.Fatalf("served: %v", err)
	}
	return e
}

// A crawl is killed as a power cut would, time and again at another moment. Whoever reads then, and whoever reads all along, sees the one
// edition or the other and nothing in between; and the crawls go on where they were cut off until the new edition is there.
func TestKilledCrawlsLeaveOneEdition(t *testing.T) {
	t.Parallel()
	kills := 25
	if testing.Short() {
		kills = 3
	}
	for seed := range uint64(2) {
		t.Run(fmt.Sprintf("seed %d", seed+1), func(t *testing.T) {
			t.Parallel()
			u, site := newUser(t), newPrinting(t)
			sources := site.sources(t, u)
			random := rand.New(rand.NewPCG(seed+1, 20260301))
			start := time.Now()
			u.must(t, "", "crawl", "--sources", sources)
			if got := served(t, u.env["DATABASE_URL"]); got != first {
				t.Fatalf("%s is served, want %s", got, first)
			}
			stop := readAlong(t, u.env["DATABASE_URL"])
			current, awaited := first, second
			site.turn()
			killed, published, before, asked := 0, 0, 0, []int{}
			span, last := time.Second, 60*time.Millisecond // how long a run takes, and from its last page to its end, as far as is known
			for killed < kills && time.Since(start) < killTime {
				began := time.Now()
				event, most := (<-chan struct{})(nil), span // any moment, also before the crawl begins
				moment := random.IntN(10)
				switch {
				case moment < 6: // when all pages are in, the switch follows; moments there count most
					event, most = site.complete(), last*3/2
				case moment < 9:
					event, most = site.after(1+random.IntN(body)), 2*pageTime
				}
				p := u.start(t, "crawl", "--sources", sources)
				happened := p.wait(event, time.Duration(random.Int64N(int64(most))))
				took, cut := time.Since(happened), p.kill()
				switch {
				case cut || p.cmd.ProcessState.ExitCode() != 0:
				case moment < 6:
					last = max(took, time.Millisecond)
				case event == nil:
					span = time.Since(began)
				}
				now := served(t, u.env["DATABASE_URL"])
				if now != current && now != awaited {
					t.Fatalf("%s is served, want %s or %s", now, current, awaited)
				}
				switch {
				case cut:
					killed++
					if now == current {
						before++
					}
				case strings.Contains(p.told.String(), "al opgehaald"):
					// The database has not noticed yet that the one before was killed.
				case p.cmd.ProcessState.ExitCode() != 0 || now != awaited:
					t.Fatalf("a run that was left alone ended with status %d and %s is served, want 0 and %s:\n%s", p.cmd.ProcessState.ExitCode(), now, awaited, p.told)
				}
				if now == awaited {
					published++
					asked = append(asked, site.turn())
					current, awaited = awaited, current
				}
			}
			eventually(t, patience, "a crawl that is left alone ends", func() bool {
				o := u.run(t, "", "crawl", "--sources", sources)
				if o.status != 0 && !strings.Contains(o.err, "al opgehaald") {
					t.Fatalf("a crawl that is left alone ends with status %d, %s", o.status, o.err)
				}
				return o.status == 0
			})
			if got := served(t, u.env["DATABASE_URL"]); got != awaited {
				t.Errorf("after a run that was left alone %s is served, want %s", got, awaited)
			}
			reads, switches := stop()
			asked = append(asked, site.turn())
			slices.Sort(asked)
			median := asked[len(asked)/2]
			t.Logf("%d kills, %d of them before the switch; %d editions published; %d pages asked for an edition of %d (median); %d reads saw %d switches; %.1f s",
				killed, before, published, median, body+2, reads, switches, time.Since(start).Seconds())
			if median > 2*(body+2) {
				t.Errorf("an edition cost %d requests, want fewer than %d: crawls do not go on where they were", median, 2*(body+2))
			}
			if killed < 3 {
				t.Errorf("only %d crawls could be killed", killed)
			}
		})
	}
}

// killTime is when no more crawls are killed, on a machine that is too slow for all.
const killTime = time.Minute

// wait waits for an event, if there is one, and then some more, or until the process has ended. It returns when the event was.
func (p *process) wait(event <-chan struct{}, more time.Duration) time.Time {
	if event != nil {
		select {
		case <-event:
		case <-p.done:
		}
	}
	happened := time.Now()
	select {
	case <-time.After(more):
	case <-p.done:
	}
	return happened
}

// readAlong reads what is served all the time, as a copy of the program that keeps running does. The function it returns stops that, and
// returns how often was read and how often the edition changed.
func readAlong(t *testing.T, database string) (stop func() (reads, switches int)) {
	t.Helper()
	store, err := knowledge.NewStore(t.Context(), pgtest.Open(t, database), knowledge.Config{})
	if err != nil {
		t.Fatal(err)
	}
	end, ended := make(chan struct{}), make(chan struct{})
	reads, switches, last := 0, 0, edition("")
	go func() {
		defer close(ended)
		defer store.Close()
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-end:
				return
			case <-tick.C:
			}
			passages, err := store.For(knowledge.Public).Passages(t.Context(), "proef")
			if err != nil {
				t.Errorf("reading along: %v", err)
				return
			}
			now, err := whole(passages)
			if err != nil {
				t.Errorf("reading along: %v", err)
				return
			}
			reads++
			if now != last && last != "" {
				switches++
			}
			last = now
		}
	}()
	once := sync.OnceFunc(func() { close(end); <-ended })
	t.Cleanup(once)
	return func() (int, int) {
		once()
		return reads, switches
	}
}

// A website that is killed while it crawls in the background goes on with that as soon as it is started again.
func TestKilledWebsiteGoesOn(t *testing.T) {
	t.Parallel()
	u, site := newUser(t), newPrinting(t)
	sources := site.sources(t, u)
	u.must(t, "", "crawl", "--sources", sources)
	site.turn()
	for range 2 {
		enough := site.after(body / 3)
		p := u.start(t, "serve", "--sources", sources)
		select {
		case <-enough:
		case <-p.done:
			t.Fatalf("the website ended:\n%s", p.told)
		case <-time.After(patience):
			t.Fatalf("it does not crawl:\n%s", p.told)
		}
		p.kill()
		if got := served(t, u.env["DATABASE_URL"]); got != first {
			t.Errorf("%s is served before all of %s was read", got, second)
		}
	}
	p := u.start(t, "serve", "--sources", sources)
	p.await(t, "Wegwijzer staat klaar", patience)
	restarted := time.Now()
	eventually(t, patience, "the new edition is served", func() bool { return served(t, u.env["DATABASE_URL"]) == second })
	t.Logf("served %.1f s after the restart; %d pages asked for an edition of %d", time.Since(restarted).Seconds(), site.turn(), body+2)
	p.end(t)
}

// Who interrupts a crawl hears so at once, who starts a second one hears that there is one, and the next goes on.
func TestInterruptedCrawl(t *testing.T) {
	t.Parallel()
	u, site := newUser(t), newPrinting(t)
	sources := site.sources(t, u)
	u.must(t, "", "crawl", "--sources", sources)
	site.turn()
	site.slow(time.Second)
	begun := site.after(2)
	p := u.start(t, "crawl", "--sources", sources)
	p.wait(begun, 0)
	if o := u.run(t, "", "crawl", "--sources", sources); o.status != 1 || !strings.Contains(o.err, "deze collectie wordt al opgehaald") {
		t.Errorf("a second crawl: status %d, %q", o.status, o.err)
	}
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case <-p.done:
	case <-time.After(patience):
		t.Fatal("the crawl does not stop")
	}
	if code := p.cmd.ProcessState.ExitCode(); code != 1 || !strings.Contains(p.told.String(), "wegwijzer: afgebroken") {
		t.Errorf("after SIGTERM: status %d, %q", code, p.told)
	}
	if got := served(t, u.env["DATABASE_URL"]); got != first {
		t.Errorf("%s is served, want %s", got, first)
	}
	site.slow(pageTime)
	out := u.must(t, "", "crawl", "--sources", sources)
	shape(t, out, map[string]string{
		"collection": `""`, "fresh": "false", "indexed": "0", "changed": "0", "unchanged": "0", "removed": "0", "failed": "0", "skipped": "{", "ms": "0",
	})
	if got := served(t, u.env["DATABASE_URL"]); got != second {
		t.Errorf("%s is served, want %s", got, second)
	}
}

// A site that cannot be read is told in a sentence, and a site that asks for rest gets it.
func TestCrawlOfUnwillingSites(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, says string
		site       http.HandlerFunc
	}{
		{"robots.txt forbids", "er is geen pagina gevonden om in te zoeken", func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, "User-agent: *\nDisallow: /\n")
		}},
		{"nothing there", "er is geen pagina gevonden om in te zoeken", http.NotFound},
		{"too busy", "een website vraagt om te wachten", func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				http.NotFound(w, r)
				return
			}
			w.Header().Set("Retry-After", "900")
			w.WriteHeader(http.StatusServiceUnavailable)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(c.site)
			t.Cleanup(server.Close)
			u := newUser(t)
			sources := (&printing{Server: server}).sources(t, u)
			if o := u.run(t, "", "crawl", "--sources", sources); o.status != 1 || !strings.Contains(o.err, c.says) {
				t.Errorf("status %d, %q; want %q", o.status, o.err, c.says)
			}
			if o := u.run(t, "", "search", "--collection", "proef", "tolk"); o.status != 1 || !strings.Contains(o.err, "er is geen collectie") {
				t.Errorf("afterwards: status %d, %q", o.status, o.err)
			}
		})
	}
}

// eventually waits for what another process brings about.
func eventually(t testing.TB, limit time.Duration, what string, holds func() bool) {
	t.Helper()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	late := time.After(limit)
	for !holds() {
		select {
		case <-tick.C:
		case <-late:
			t.Fatalf("waited %v in vain until %s", limit, what)
		}
	}
}
