package harvest_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"wegwijzer/demo"
	"wegwijzer/indexer"
	"wegwijzer/indexer/harvest"
	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/jurisprudence"
)

// year is a service with as many rulings as it is told: the demo's, under other numbers and with the length of real ones.
type year struct {
	n, most int
	texts   []string // with %ECLI% for the number
}

func newYear(t *testing.T, n, most int) *year {
	t.Helper()
	courts, err := demo.Courts(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	ask := func(target string) string {
		w := httptest.NewRecorder()
		courts.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, target, http.NoBody))
		return w.Body.String()
	}
	page, err := jurisprudence.ParseFeed(strings.NewReader(ask(jurisprudence.SearchPath + "?return=DOC")))
	if err != nil {
		t.Fatal(err)
	}
	y := &year{n: n, most: most}
	for i, e := range page.Entries {
		text := strings.ReplaceAll(ask(jurisprudence.ContentPath+"?id="+string(e.ECLI)), string(e.ECLI), "%ECLI%")
		// A published criminal ruling of 2021 is some 25 kB; most of it weighs evidence.
		var evidence strings.Builder
		for k := range 40 + i%25 {
			fmt.Fprintf(&evidence, "<parablock><nr>3.%d</nr><para>Het proces-verbaal van bevindingen van [verbalisant %d], voor zover inhoudende dat op %d maart 2021 omstreeks %d:%02d uur een melding is ontvangen, dat ter plaatse een bedrag van € %d,%02d is aangetroffen en dat de camerabeelden zijn bekeken. De raadsman heeft dit betwist. De rechtbank verwerpt dat verweer, nu de verklaringen elkaar op onderdelen ondersteunen.</para></parablock>", k+1, k%4, k%28+1, k%24, k, 40+k*13, k)
		}
		at := strings.Index(text, "<parablock>")
		y.texts = append(y.texts, text[:at]+evidence.String()+text[at:])
	}
	return y
}

func (y *year) id(i int) string { return fmt.Sprintf("ECLI:NL:RBWAL:2021:%d", i+1) }

func (y *year) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case jurisprudence.SearchPath:
		from, _ := strconv.Atoi(r.URL.Query().Get("from"))
		fmt.Fprintf(w, `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title type="text">Rechtspraak Open Data (Uitspraken)</title><subtitle type="text">Aantal gevonden ECLI's: %d</subtitle><id>uuid:x;id=1</id><updated>2022-09-02T14:43:35+02:00</updated>`, y.n)
		for i := from; i < min(y.n, from+y.most); i++ {
			at := time.Date(2021, 1, 4, 9, 0, 0, 0, time.UTC).Add(time.Duration(i) * 48 * time.Minute)
			fmt.Fprintf(w, `<entry><id>%[1]s</id><title type="text">%[1]s, Rechtbank Waterwijk, %[2]s, 10/%06[3]d-20 en 10/%06[3]d-21 (TUL)</title><summary type="text">%[4]s</summary><updated>%[5]s</updated><link rel="alternate" type="text/html" href="https://uitspraken.rechtspraak.nl/InzienDocument?id=%[1]s" /></entry>`,
				y.id(i), at.Format("02-01-2006"), i, strings.Repeat("Veroordeling wegens &quot;mishandeling&quot;. ", 9)[:380]+"...", at.Format(time.RFC3339))
		}
		fmt.Fprint(w, "</feed>")
	case jurisprudence.ContentPath:
		id := r.URL.Query().Get("id")
		n, _ := strconv.Atoi(id[strings.LastIndexByte(id, ':')+1:])
		fmt.Fprint(w, strings.ReplaceAll(y.texts[n%len(y.texts)], "%ECLI%", id))
	default:
		fmt.Fprint(w, `<Instanties><Instantie><Naam>Rechtbank Nergens</Naam><Identifier>http://x/Nergens</Identifier></Instantie></Instanties>`)
	}
}

// A year of rulings goes into the real bank, cut off time and again, with nothing lost and nothing twice. WEGWIJZER_HARVEST_YEAR=10778 is the
// size of 2021; by default it is a fortnight.
func TestHarvestOfAYear(t *testing.T) {
	t.Parallel()
	n, most := 120, 50
	if v := os.Getenv("WEGWIJZER_HARVEST_YEAR"); v != "" {
		var err error
		if n, err = strconv.Atoi(v); err != nil {
			t.Fatal(err)
		}
		most = 1000
	}
	at := &clock{now: begin}
	db := pgtest.New(t)
	service := newCourt(t, at, newYear(t, n, most))
	bank := jurisprudence.NewStore(db, nil, nil)
	cuts, start := 0, time.Now()
	for ; ; cuts++ {
		ctx, cancel := context.WithCancel(t.Context())
		asked := 0
		service.set(func(http.ResponseWriter, *http.Request) bool {
			if asked++; asked > n/8+cuts*3 {
				cancel()
			}
			return false
		})
		h, err := harvest.New(db, harvest.Config{
			Name: "proef", URL: service.URL, Bank: bank, Now: at.Now, Wait: at.Wait,
			Fetcher: indexer.NewFetcher(indexer.FetcherConfig{Allow: []string{strings.TrimPrefix(service.URL, "http://")}}),
		})
		if err != nil {
			t.Fatal(err)
		}
		if cuts == 0 {
			if err := h.AskDecided(t.Context(), time.Date(2021, 3, 1, 0, 0, 0, 0, time.UTC), time.Date(2021, 3, 31, 0, 0, 0, 0, time.UTC)); err != nil {
				t.Fatal(err)
			}
		}
		_, err = h.Run(ctx)
		cancel()
		if err == nil {
			break
		}
		if !errors.Is(err, context.Canceled) || cuts > 100 {
			t.Fatal(err)
		}
	}
	var rulings, victims, known int
	if err := db.QueryRow(t.Context(), `SELECT (SELECT count(*) FROM bank.rulings), (SELECT count(*) FROM bank.victims), (SELECT count(*) FROM harvest_rulings WHERE standing = 'kept')`).Scan(&rulings, &victims, &known); err != nil {
		t.Fatal(err)
	}
	if rulings != n || known != n || victims < n {
		t.Errorf("%d rulings in the bank with %d injured parties, %d known to the harvest; want %d", rulings, victims, known, n)
	}
	if again := service.contents() - n; again < 0 || again > cuts {
		t.Errorf("%d rulings were asked for again in %d cuts, want at most one each", again, cuts)
	}
	t.Logf("%d rulings, %d injured parties, %d cuts, %d requests in %.1f s: %.0f a second", rulings, victims, cuts, len(service.times), time.Since(start).Seconds(), float64(n)/time.Since(start).Seconds())
}
