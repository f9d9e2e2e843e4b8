package main

import (
	"bytes"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"wegwijzer/demo"
	"wegwijzer/internal/postgres/pgtest"
)

// newCourts serves the demo's courts and counts how many rulings are asked for.
func newCourts(t *testing.T) (url string, asked *atomic.Int64) {
	t.Helper()
	courts, err := demo.Courts(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	asked = new(atomic.Int64)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/content") {
			asked.Add(1)
		}
		courts.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL, asked
}

func harvestUser(t *testing.T, root string) *user {
	t.Helper()
	u := newUser(t)
	u.env["WEGWIJZER_RULINGS_URL"] = root
	u.env["WEGWIJZER_RULINGS_PACE"] = "1ms"
	u.env["WEGWIJZER_RULINGS_SINCE"] = "2024-01-01"
	return u
}

// banked reads what the bank holds: of each ruling its hash, and how many injured parties were found in it.
func banked(t *testing.T, database string) map[string]string {
	t.Helper()
	db := pgtest.Open(t, database)
	defer db.Close()
	rows, err := db.Query(t.Context(), `SELECT ecli, encode(hash, 'hex') || ' ' || state || ' ' || (SELECT count(*) FROM bank.victims v WHERE v.ruling = r.ecli) FROM bank.rulings r`)
	if err != nil {
		t.Fatal(err)
	}
	held := map[string]string{}
	var id, what string
	if _, err := pgx.ForEachRow(rows, []any{&id, &what}, func() error { held[id] = what; return nil }); err != nil {
		t.Fatal(err)
	}
	return held
}

func TestRulingsHarvest(t *testing.T) {
	t.Parallel()
	root, asked := newCourts(t)
	u := harvestUser(t, root)
	var o harvestOutput
	decode(t, u.must(t, "", "rulings", "harvest"), &o)
	held := banked(t, u.env["DATABASE_URL"])
	if o.New != 64 || len(held) != 64 || asked.Load() != 64 || o.Failed != 0 || o.Service != root {
		t.Errorf("harvested %+v with %d in the bank and %d asked for, want 64", o, len(held), asked.Load())
	}
	found := 0
	for _, what := range held {
		if strings.Contains(what, "candidate") {
			found++
		}
	}
	if found < 60 {
		t.Errorf("%d rulings wait for an adviser, want 60 or more", found)
	}
	decode(t, u.must(t, "", "rulings", "harvest"), &o)
	if o.New+o.Changed+o.Unchanged != 0 || asked.Load() != 64 {
		t.Errorf("harvested again: %+v with %d asked for, want nothing", o, asked.Load())
	}
	decode(t, u.must(t, "", "rulings", "harvest", "--from", "2024-02-01", "--to", "2024-02-29"), &o)
	if o.Listed != 2 || asked.Load() != 64 {
		t.Errorf("a period that is known: %+v with %d asked for, want 2 listed and none fetched", o, asked.Load())
	}
	u.env["WEGWIJZER_RULINGS_URL"] = strings.Replace(root, "127.0.0.1", "localhost", 1)
	if o := u.run(t, "", "rulings", "harvest"); o.status != 1 || !strings.Contains(o.err, "uitspraken van een andere dienst") {
		t.Errorf("another service: status %d, %q", o.status, o.err)
	}
}

func TestRulingsHarvestSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	refuses := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Path, "Waardelijst") {
			http.NotFound(w, r)
			return
		}
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprint(w, "Onbekende waarde van subject")
	}))
	t.Cleanup(refuses.Close)
	busy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(http.StatusServiceUnavailable)
	}))
	t.Cleanup(busy.Close)
	u := harvestUser(t, refuses.URL)
	for _, c := range []struct {
		status int
		says   string
		args   []string
	}{
		{2, "onverwacht", []string{"iets"}},
		{2, "geef bij --to ook --from", []string{"--to", "2024-01-01"}},
		{2, "--from is een dag zoals", []string{"--from", "gisteren"}},
		{2, "--to is een dag zoals", []string{"--from", "2024-01-01", "--to", "2024-02-30"}},
		{2, "loopt achteruit", []string{"--from", "2024-02-01", "--to", "2024-01-01"}},
		{1, "voor 1838", []string{"--from", "1700-01-01", "--to", "1700-02-01"}},
		{1, "is geen adres", []string{"--url", "ergens"}},
		{1, "begrijpt de vraag niet", nil},
	} {
		o := u.run(t, "", append([]string{"rulings", "harvest"}, c.args...)...)
		if o.status != c.status || !strings.Contains(o.err, c.says) || o.out != "" {
			t.Errorf("%v: status %d, %q, want %d and %q", c.args, o.status, o.err, c.status, c.says)
		}
	}
	v := harvestUser(t, busy.URL)
	if o := v.run(t, "", "rulings", "harvest"); o.status != 1 || !strings.Contains(o.err, "vraagt om rust") {
		t.Errorf("a busy service: status %d, %q", o.status, o.err)
	}
	for name, value := range map[string]string{"WEGWIJZER_RULINGS_PACE": "snel", "WEGWIJZER_RULINGS_SINCE": "ooit", "WEGWIJZER_RULINGS_URL": "ergens"} {
		w := harvestUser(t, busy.URL)
		w.env[name] = value
		if o := w.run(t, "", "rulings", "harvest"); o.status != 1 || !strings.Contains(o.err, name) {
			t.Errorf("%s = %s: status %d, %q", name, value, o.status, o.err)
		}
	}
	w := harvestUser(t, courtsURL)
	if o := w.run(t, "", "rulings", "harvest"); o.status != 1 || !strings.Contains(o.err, "ten minste 200ms") {
		t.Errorf("a pace that hammers the courts: status %d, %q", o.status, o.err)
	}
}

// A harvest is killed as a power cut would, at many moments. What is in the bank in the end is what an undisturbed harvest brings: nothing
// lost, nothing twice; and hardly anything was asked for again.
func TestKilledHarvestsLoseNothing(t *testing.T) {
	t.Parallel()
	root, asked := newCourts(t)
	calm := harvestUser(t, root)
	calm.must(t, "", "rulings", "harvest")
	want := banked(t, calm.env["DATABASE_URL"])
	asked.Store(0)

	u := harvestUser(t, root)
	u.env["WEGWIJZER_RULINGS_PACE"] = "5ms"
	var err error
	if u.program, err = built(); err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(5, 20260301))
	kills, cut := 12, 0
	if testing.Short() {
		kills = 3
	}
	for range kills {
		p := u.start(t, "rulings", "harvest")
		p.wait(nil, time.Duration(random.Int64N(int64(900*time.Millisecond))))
		if p.kill() {
			cut++
		}
	}
	eventually(t, 5*time.Minute, "a harvest that is left alone ends", func() bool {
		o := u.run(t, "", "rulings", "harvest")
		if o.status != 0 && !strings.Contains(o.err, "al opgehaald") {
			t.Fatalf("status %d, %s", o.status, o.err)
		}
		return o.status == 0
	})
	if diff := cmp.Diff(want, banked(t, u.env["DATABASE_URL"])); diff != "" {
		t.Errorf("the bank after %d kills (-undisturbed +killed):\n%s", cut, diff)
	}
	if n := int(asked.Load()); n < len(want) || n > len(want)+cut {
		t.Errorf("%d rulings were asked for, want %d and at most one more for each of %d kills", n, len(want), cut)
	}
	t.Logf("%d kills; %d rulings, %d asked for", cut, len(want), asked.Load())
}

// Who waits for a harvest reads sentences, with the address that does not answer; lines of a log are for who asks for them.
func TestHarvestTellsWhatItWaitsFor(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		status int64
		want   string
	}{"no answer": {0, "De dienst met uitspraken op http://localhost:1 geeft geen antwoord. Over 30 seconden"}, "busy": {503, "antwoordt met status 503. Over 30 seconden"}} {
		var told, log bytes.Buffer
		line := func(format string, args ...any) { fmt.Fprintf(&told, format+"\n", args...) }
		l := slog.New(harvestTeller{slog.NewJSONHandler(&log, nil), "http://localhost:1", line})
		l.WarnContext(t.Context(), "value list not read", "list", "x", "status", c.status, "reason", "no answer")
		l.WarnContext(t.Context(), "the courts' service gets rest", "status", c.status, "reason", "x", "seconds", 30, "strikes", 1)
		if !strings.Contains(told.String(), c.want) || !strings.Contains(told.String(), "De lijsten met namen van gerechten") || strings.Contains(told.String(), "{") || log.Len() > 0 {
			t.Errorf("%s: it tells %q, and logs %q", name, told.String(), log.String())
		}
		if l.WarnContext(t.Context(), "something else"); log.Len() == 0 {
			t.Errorf("%s: what it does not know is lost", name)
		}
	}
}
