package harvest_test

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"wegwijzer/indexer"
	"wegwijzer/indexer/harvest"
	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/jurisprudence"
)

// sheet is a service with rulings of a sentence each.
type sheet struct {
	ids     []string
	content func(id string) string // the answer for one; nil: a plain ruling
	deleted map[string]string
	most    int          // entries that it gives at once; 0: as many as are asked for
	turned  func(*sheet) // called behind each page
}

func newSheet(n int) *sheet {
	s := &sheet{deleted: map[string]string{}}
	for i := range n {
		s.ids = append(s.ids, fmt.Sprintf("ECLI:NL:RBXXX:2026:%d", i+1))
	}
	return s
}

const plainRuling = `<?xml version="1.0" encoding="utf-8"?><open-rechtspraak><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcterms="http://purl.org/dc/terms/"><rdf:Description><dcterms:identifier>%[1]s</dcterms:identifier><dcterms:modified>2026-02-01T10:00:00</dcterms:modified><dcterms:creator>Rechtbank Nergens</dcterms:creator><dcterms:date>%[2]s</dcterms:date><dcterms:subject>Strafrecht</dcterms:subject></rdf:Description></rdf:RDF><inhoudsindicatie xmlns="http://www.rechtspraak.nl/schema/rechtspraak-1.0"><para>%[3]s</para></inhoudsindicatie><uitspraak xmlns="http://www.rechtspraak.nl/schema/rechtspraak-1.0"><para>Vonnis van de rechtbank.</para><para>%[4]s</para></uitspraak></open-rechtspraak>`

func ruling(id string) string {
	return fmt.Sprintf(plainRuling, id, "2026-01-15", "Mishandeling.", "Wijst de vordering van de benadeelde partij [slachtoffer] toe tot een bedrag van € 500,00.")
}

func (s *sheet) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case jurisprudence.SearchPath:
		from, _ := strconv.Atoi(r.URL.Query().Get("from"))
		fmt.Fprintf(w, `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><subtitle>Aantal gevonden ECLI's: %d</subtitle>`, len(s.ids))
		most := s.most
		if most == 0 {
			most = 1000
		}
		for i := from; i < min(len(s.ids), from+most); i++ {
			deleted := ""
			if d := s.deleted[s.ids[i]]; d != "" {
				deleted = ` deleted="` + d + `"`
			}
			fmt.Fprintf(w, `<entry%[1]s><id>%[2]s</id><title>%[2]s, Rechtbank Nergens, 15-01-2026, 1</title><summary>-</summary><updated>2026-02-01T10:00:%02[3]dZ</updated></entry>`, deleted, s.ids[i], i%60)
		}
		fmt.Fprint(w, "</feed>")
		if s.turned != nil {
			s.turned(s)
		}
	case jurisprudence.ContentPath:
		id := r.URL.Query().Get("id")
		text := ruling(id)
		if s.content != nil {
			text = s.content(id)
		}
		if text == "" {
			http.NotFound(w, r)
			return
		}
		fmt.Fprint(w, text)
	default:
		fmt.Fprint(w, `<Instanties><Instantie><Naam>Rechtbank Nergens</Naam><Identifier>http://x/Nergens</Identifier></Instantie></Instanties>`)
	}
}

// once answers the first so many requests for a path with what answer writes.
func once(times int, path string, answer http.HandlerFunc) func(http.ResponseWriter, *http.Request) bool {
	return func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.HasPrefix(r.URL.Path, path) || times == 0 {
			return false
		}
		times--
		answer(w, r)
		return true
	}
}

// says answers with a text and status.
func says(status int, text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		fmt.Fprint(w, text)
	}
}

// finish runs the harvest until nothing is due, as the background work does: when it has to wait, it comes back.
func finish(t *testing.T, h *harvest.Harvester, c *clock) (runs int, sum harvest.Report) {
	t.Helper()
	for range 200 {
		runs++
		report, err := harvestNow(t, h)
		sum.New += report.New
		sum.Failed += report.Failed
		sum.Refused += report.Refused
		sum.Withdrawn += report.Withdrawn
		sum.Bare += report.Bare
		var later *indexer.Later
		switch {
		case errors.As(err, &later):
			c.pass(later.At.Sub(c.Now()))
			continue
		case err != nil:
			t.Fatal(err)
		}
		due, err := h.Due(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if !due {
			return runs, sum
		}
	}
	t.Fatal("the harvest does not come to an end")
	return runs, sum
}

// What the service answers badly for a while costs time and nothing else.
func TestBadAnswersPass(t *testing.T) {
	t.Parallel()
	const feed, content = jurisprudence.SearchPath, jurisprudence.ContentPath
	busy := func(status int, after string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			if after != "" {
				w.Header().Set("Retry-After", after)
			}
			w.WriteHeader(status)
		}
	}
	for _, c := range []struct {
		name  string
		spoil func(http.ResponseWriter, *http.Request) bool
		rests time.Duration // that the service gets at least
	}{
		{"a feed that is empty", once(2, feed, says(200, "")), 30 * time.Second},
		{"a feed that is a page", once(2, feed, says(200, "<html><body>Er is een storing.</body></html>")), 30 * time.Second},
		{"a feed in words", once(1, feed, says(200, "Er is een fout opgetreden")), 30 * time.Second},
		{"a feed that breaks off", once(1, feed, says(200, `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><subtitle>3</subtitle><entry><id>ECLI:NL:RBXXX:2026:1</id>`)), 30 * time.Second},
		{"a feed with an XML bomb", once(1, feed, says(200, `<!DOCTYPE feed [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><feed><subtitle>&b;</subtitle></feed>`)), 30 * time.Second},
		{"a ruling that is empty", once(2, content, says(200, "  \n")), time.Minute},
		{"a ruling that is a page", once(1, content, says(200, "<html>storing</html>")), time.Minute},
		{"a ruling that breaks off", once(1, content, func(w http.ResponseWriter, r *http.Request) {
			text := ruling(r.URL.Query().Get("id"))
			fmt.Fprint(w, text[:len(text)*3/4])
		}), time.Minute},
		{"a ruling under another number", once(1, content, says(200, ruling("ECLI:NL:RBYYY:2026:9"))), time.Minute},
		{"an XML bomb", once(1, content, says(200, `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><open-rechtspraak>&b;</open-rechtspraak>`)), time.Minute},
		{"429 with Retry-After", once(1, content, busy(429, "120")), 2 * time.Minute},
		{"429 without", once(1, feed, busy(429, "")), 30 * time.Second},
		{"503 with a date", once(1, content, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", time.Now().Add(time.Minute).UTC().Format(http.TimeFormat))
			w.WriteHeader(http.StatusServiceUnavailable)
		}), 30 * time.Second},
		{"503 time and again", once(9, "/", busy(503, "")), 30 * time.Minute},
		{"500 for everything", once(12, content, says(500, "fout")), time.Minute},
		{"a connection that is cut", once(2, content, func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }), time.Minute},
		{"404 for a while", once(2, content, says(404, "")), time.Hour},
		{"400 for a ruling", once(1, content, says(400, "Onbekende waarde")), time.Hour},
		{"value lists that are not there", once(50, jurisprudence.ListPath, says(200, "")), 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			bank, at := newShelf(), &clock{now: begin}
			service := newCourt(t, at, newSheet(5))
			service.set(c.spoil)
			h := newHarvester(t, pgtest.New(t), service, bank, at, nil)
			runs, sum := finish(t, h, at)
			for range 5 { // what failed waits on the list of tries; hours pass
				if bank.held() == 5 {
					break
				}
				at.pass(13 * time.Hour)
				more, _ := finish(t, h, at)
				runs += more
			}
			if bank.held() != 5 || bank.puts != 5 || len(bank.withdrawn) != 0 {
				t.Errorf("%d rulings in %d runs by %d puts, %d withdrawn (%+v); want all 5 once", bank.held(), runs, bank.puts, len(bank.withdrawn), sum)
			}
			if rest := at.Now().Sub(begin); rest < c.rests {
				t.Errorf("done after %v, want the service to have had at least %v", rest, c.rests)
			}
			for i := 1; i < len(service.times); i++ {
				if gap := service.times[i].Sub(service.times[i-1]); gap < time.Second && c.name != "a connection that is cut" { // there net/http asks once more itself
					t.Fatalf("request %d (%s) comes %v after the one before, want a second", i, service.order[i], gap)
				}
			}
		})
	}
}

// 503 for an hour, and everything is there a while later; meanwhile the service is asked a few times only, and a restart knows of its rest.
func TestServiceThatIsAwayForAnHour(t *testing.T) {
	t.Parallel()
	db, bank, at := pgtest.New(t), newShelf(), &clock{now: begin}
	service := newCourt(t, at, newSheet(40))
	back := begin.Add(time.Hour + 10*time.Second)
	away := 0
	service.set(func(w http.ResponseWriter, _ *http.Request) bool {
		if at.Now().Before(begin.Add(10*time.Second)) || !at.Now().Before(back) {
			return false
		}
		away++
		w.WriteHeader(http.StatusServiceUnavailable)
		return true
	})
	for range 100 {
		h := newHarvester(t, db, service, bank, at, nil) // each time another process
		_, err := harvestNow(t, h)
		var later *indexer.Later
		if errors.As(err, &later) {
			if due, err := h.Due(t.Context()); due || err != nil {
				t.Errorf("Due = %v, %v while the service has rest", due, err)
			}
			at.pass(later.At.Sub(at.Now()))
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if bank.held() == 40 {
			break
		}
		at.pass(time.Minute)
	}
	if bank.held() != 40 || bank.puts != 40 || away == 0 || away > 10 || at.Now().Sub(back) > time.Hour+10*time.Minute {
		t.Errorf("%d rulings by %d puts, %d requests while away, done %v after it was back", bank.held(), bank.puts, away, at.Now().Sub(back))
	}
}

// A question that the service refuses is told with its words, and is not asked again and again.
func TestRefusedQuestion(t *testing.T) {
	t.Parallel()
	bank, at := newShelf(), &clock{now: begin}
	service := newCourt(t, at, newSheet(5))
	service.set(once(50, jurisprudence.SearchPath, says(400, "Onbekende waarde\nvan subject.")))
	h := newHarvester(t, pgtest.New(t), service, bank, at, nil)
	_, err := harvestNow(t, h)
	if !errors.Is(err, harvest.ErrRefused) || !strings.Contains(err.Error(), "Onbekende waarde van subject.") {
		t.Errorf("Run = %v, want ErrRefused with the words of the service", err)
	}
	if service.asked["zoeken"] != 1 {
		t.Errorf("asked %d times, want once", service.asked["zoeken"])
	}
}

// Some rulings will never be had; the others are not held up by them.
func TestRulingsThatNeverCome(t *testing.T) {
	t.Parallel()
	bank, at := newShelf(), &clock{now: begin}
	s := newSheet(12)
	odd := map[string]func() string{
		s.ids[0]: func() string { return "" }, // vanished
		s.ids[1]: func() string { return "<html>nooit</html>" },
		s.ids[2]: func() string { return ruling("ECLI:NL:RBYYY:2026:2") },
		s.ids[3]: func() string { return strings.Repeat("<a>", 5000) },
		s.ids[4]: func() string { return strings.Repeat(" ", 6<<20+10) },
		// And these are odd, but rulings.
		s.ids[5]: func() string { return fmt.Sprintf(plainRuling, s.ids[5], "2026-02-30", "Onmogelijke datum.", "Tekst.") },
		s.ids[6]: func() string {
			return fmt.Sprintf(plainRuling, s.ids[6], "0001-01-01", "Inhoudsindicatie volgt", "Tekst.")
		},
		s.ids[7]: func() string {
			return fmt.Sprintf(plainRuling, s.ids[7], "2026-01-01", "Groot.", strings.Repeat("De rechtbank overweegt dat € 1.000,00 is gevorderd door [naam]. ", 80_000))
		},
	}
	s.content = func(id string) string {
		if f := odd[id]; f != nil {
			return f()
		}
		return ruling(id)
	}
	service := newCourt(t, at, s)
	h := newHarvester(t, pgtest.New(t), service, bank, at, nil)
	if _, err := harvestNow(t, h); err != nil {
		var later *indexer.Later
		if !errors.As(err, &later) {
			t.Fatal(err)
		}
	}
	for range 30 {
		at.pass(24 * time.Hour)
		finish(t, h, at)
	}
	if bank.held() != 7 {
		t.Errorf("%d rulings in the bank, want 7", bank.held())
	}
	for _, id := range s.ids[:5] {
		if n := service.asked["content "+id]; n < 3 || n > 10 {
			t.Errorf("%s was asked for %d times, want a few", id, n)
		}
	}
	if n := service.asked["content "+s.ids[6]]; n < 2 || n > 10 {
		t.Errorf("the ruling whose summary follows was asked for %d times, want every week for a while", n)
	}
	if n := service.asked["content "+s.ids[8]]; n != 1 {
		t.Errorf("a plain ruling was asked for %d times, want once", n)
	}
	if r := bank.rulings[jurisprudence.ECLI(s.ids[5])]; r == nil || !r.Decided.IsZero() {
		t.Error("a ruling of an impossible day is not kept without it")
	}
}

// A ruling that had a text and vanishes, is withdrawn or is void leaves the bank, in whatever way the courts say so.
func TestTextsThatAreTakenBack(t *testing.T) {
	t.Parallel()
	bank, at := newShelf(), &clock{now: begin}
	s := newSheet(5)
	service := newCourt(t, at, s)
	h := newHarvester(t, pgtest.New(t), service, bank, at, nil)
	finish(t, h, at)
	if bank.held() != 5 {
		t.Fatalf("%d rulings, want 5", bank.held())
	}
	at.pass(8 * 24 * time.Hour)
	// The feed is in another order, so that each has changed.
	s.ids[0], s.ids[1], s.ids[2], s.ids[3] = s.ids[3], s.ids[2], s.ids[1], s.ids[0]
	s.deleted[s.ids[0]], s.deleted[s.ids[1]] = "doc", "ecli"
	void, bare, gone := s.ids[1], s.ids[2], s.ids[3]
	s.content = func(id string) string {
		switch id {
		case void, gone:
			return "" // not known any more
		case bare:
			text := ruling(id)
			return text[:strings.Index(text, "<inhoudsindicatie")] + "</open-rechtspraak>"
		}
		return ruling(id)
	}
	finish(t, h, at)
	for range 3 {
		at.pass(13 * time.Hour)
		finish(t, h, at)
	}
	if bank.held() != 1 || len(bank.withdrawn) != 4 {
		t.Errorf("%d rulings left and %d withdrawn, want 1 and 4", bank.held(), len(bank.withdrawn))
	}
}

// A ruling that the database refuses holds up no other; a database that is away stops the harvest, and nothing is settled.
func TestBankThatRefuses(t *testing.T) {
	t.Parallel()
	bank, at := newShelf(), &clock{now: begin}
	service := newCourt(t, at, newSheet(6))
	h := newHarvester(t, pgtest.New(t), service, bank, at, nil)
	away := errors.New("no database")
	n := 0
	bank.fail = func() error {
		switch n++; n {
		case 2:
			return &pgconn.PgError{Code: "22021"}
		case 4:
			return away
		}
		return nil
	}
	if _, err := harvestNow(t, h); !errors.Is(err, away) {
		t.Errorf("Run = %v, want what the bank says", err)
	}
	at.pass(time.Hour)
	finish(t, h, at)
	if bank.held() != 6 || bank.puts != 6 {
		t.Errorf("%d rulings by %d puts, want 6", bank.held(), bank.puts)
	}
}

// Rulings that change while their pages are read leave the period, and what stood behind them moves up. None is missed for it, also where the
// service gives fewer at once than it was asked for.
func TestPagesThatMove(t *testing.T) {
	t.Parallel()
	bank, at := newShelf(), &clock{now: begin}
	s := newSheet(20)
	all := append([]string(nil), s.ids...)
	s.most = 4
	pages := 0
	s.turned = func(s *sheet) {
		if pages++; pages == 1 || pages == 3 {
			s.ids = s.ids[2:] // they come back with the changes of a later harvest
		}
	}
	h := newHarvester(t, pgtest.New(t), newCourt(t, at, s), bank, at, nil)
	if err := h.AskDecided(t.Context(), begin.AddDate(0, -1, 0), begin.AddDate(0, -1, 3)); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, id := range all {
		if bank.rulings[jurisprudence.ECLI(id)] == nil {
			t.Errorf("%s was missed", id)
		}
	}
}
