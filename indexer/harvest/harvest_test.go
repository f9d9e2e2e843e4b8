package harvest_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/demo"
	"wegwijzer/indexer"
	"wegwijzer/indexer/harvest"
	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/jurisprudence"
)

// shelf is a bank in memory.
type shelf struct {
	mu        sync.Mutex
	rulings   map[jurisprudence.ECLI]*jurisprudence.Ruling
	withdrawn map[jurisprudence.ECLI]jurisprudence.ECLI // by what; empty for nothing
	puts      int
	fail      func() error // asked before each act; nil: never fails
}

func newShelf() *shelf {
	return &shelf{rulings: map[jurisprudence.ECLI]*jurisprudence.Ruling{}, withdrawn: map[jurisprudence.ECLI]jurisprudence.ECLI{}}
}

func (s *shelf) Put(_ context.Context, r *jurisprudence.Ruling) (jurisprudence.Placed, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fail != nil {
		if err := s.fail(); err != nil {
			return "", err
		}
	}
	s.puts++
	s.rulings[r.ECLI] = r
	delete(s.withdrawn, r.ECLI)
	return jurisprudence.PlacedNew, nil
}

func (s *shelf) Withdraw(_ context.Context, id, by jurisprudence.ECLI) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fail != nil {
		if err := s.fail(); err != nil {
			return err
		}
	}
	if _, known := s.rulings[id]; known || by != "" {
		s.withdrawn[id] = by
	}
	delete(s.rulings, id)
	return nil
}

func (s *shelf) held() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.rulings)
}

// clock is a time that passes only while somebody waits.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Wait(ctx context.Context, d time.Duration) error {
	c.pass(d)
	return ctx.Err()
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// court is a service that is listened to: it counts, and spoils an answer when it is told to.
type court struct {
	*httptest.Server
	mu    sync.Mutex
	asked map[string]int // by path and, of content, id
	times []time.Time    // of the requests, on the clock
	order []string
	spoil func(w http.ResponseWriter, r *http.Request) bool // reports that it answered
}

func newCourt(t *testing.T, c *clock, handler http.Handler) *court {
	t.Helper()
	s := &court{asked: map[string]int{}}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		key := strings.TrimPrefix(r.URL.Path, "/uitspraken/") + " " + r.URL.Query().Get("id")
		s.asked[strings.TrimSpace(key)]++
		s.times = append(s.times, c.Now())
		s.order = append(s.order, strings.TrimSpace(key))
		spoil := s.spoil
		s.mu.Unlock()
		if spoil == nil || !spoil(w, r) {
			handler.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(s.Close)
	return s
}

// contents is how many rulings were asked for.
func (s *court) contents() (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for key, times := range s.asked {
		if strings.HasPrefix(key, "content ") {
			n += times
		}
	}
	return n
}

func (s *court) set(spoil func(w http.ResponseWriter, r *http.Request) bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.spoil = spoil
}

func newHarvester(t *testing.T, db *pgxpool.Pool, s *court, b harvest.Bank, c *clock, change func(*harvest.Config)) *harvest.Harvester {
	t.Helper()
	config := harvest.Config{
		Name: "proef", URL: s.URL, Bank: b, Since: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), Now: c.Now, Wait: c.Wait,
		Fetcher: indexer.NewFetcher(indexer.FetcherConfig{Allow: []string{strings.TrimPrefix(s.URL, "http://")}, MaxBody: 6 << 20}),
	}
	if change != nil {
		change(&config)
	}
	h, err := harvest.New(db, config)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// harvestNow does what the background work does.
func harvestNow(t *testing.T, h *harvest.Harvester) (harvest.Report, error) {
	t.Helper()
	if err := h.AskIfOld(t.Context()); err != nil {
		t.Fatal(err)
	}
	return h.Run(t.Context())
}

var begin = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

func newDemo(t *testing.T) (*court, *clock) {
	t.Helper()
	c := &clock{now: begin}
	handler, err := demo.Courts(nil, c.Now)
	if err != nil {
		t.Fatal(err)
	}
	return newCourt(t, c, handler), c
}

// The whole story of a bank: filled at first, nothing the second time, and the courts' news after that.
func TestHarvestFollowsTheCourts(t *testing.T) {
	t.Parallel()
	db, bank := pgtest.New(t), newShelf()
	service, c := newDemo(t)
	h := newHarvester(t, db, service, bank, c, func(config *harvest.Config) { config.Pace = time.Millisecond })
	first, err := harvestNow(t, h)
	if err != nil {
		t.Fatal(err)
	}
	if first.New != 64 || first.New != bank.held() || first.Bare != 0 || first.Done != first.Known || service.contents() != first.New {
		t.Errorf("first harvest: %+v with %d in the bank and %d asked for, want 64 new ones, asked for once each", first, bank.held(), service.contents())
	}
	awards := 0
	for _, r := range bank.rulings {
		for _, v := range jurisprudence.Awards(r).Victims {
			if v.Awarded() {
				awards++
			}
		}
	}
	if awards < 60 {
		t.Errorf("%d awards were read from the demo's rulings, want 60 or more", awards)
	}
	if due, err := h.Due(t.Context()); due || err != nil {
		t.Errorf("Due = %v, %v after a harvest, want nothing to do", due, err)
	}

	if err := h.AskChanges(t.Context()); err != nil {
		t.Fatal(err)
	}
	if again, err := harvestNow(t, h); err != nil || again.Done != 0 || service.contents() != first.New {
		t.Errorf("second harvest: %+v, %v with %d asked for, want nothing fetched", again, err, service.contents())
	}

	c.pass(8 * 24 * time.Hour)
	if due, err := h.Due(t.Context()); !due || err != nil {
		t.Errorf("Due = %v, %v after a week, want a harvest", due, err)
	}
	news, err := harvestNow(t, h)
	if err != nil {
		t.Fatal(err)
	}
	asked := service.contents() - first.New
	if news.New != 3 || news.Changed != 3 || news.Failed != 0 || asked > 7 || news.Withdrawn != 2 {
		t.Errorf("news: %+v for %d requests, want 3 new, 3 changed, 2 withdrawn, within 7 requests", news, asked)
	}
	withdrawn := map[jurisprudence.ECLI]jurisprudence.ECLI{"ECLI:NL:RBVEE:2024:115": "", "ECLI:NL:RBVEE:2025:131": "ECLI:NL:RBVEE:2025:151"}
	if diff := cmp.Diff(withdrawn, bank.withdrawn); diff != "" {
		t.Errorf("withdrawn (-want +got):\n%s", diff)
	}
	if r := bank.rulings["ECLI:NL:RBWAL:2025:150"]; r == nil || r.Summary == "" {
		t.Error("the summary that was announced did not come")
	}
	if r := bank.rulings["ECLI:NL:GHNOK:2025:209"]; r == nil || len(r.Relations) != 1 || r.Relations[0].ECLI != "ECLI:NL:RBHEI:2024:114" {
		t.Error("the appeal does not name the first instance")
	}
	state, err := harvest.NewLog(db).State(t.Context())
	if err != nil || state.Kept != bank.held() || state.Withdrawn != 2 || state.Due != 0 || state.Open != 0 {
		t.Errorf("State = %+v, %v; want what the bank holds, %d", state, err, bank.held())
	}
	if terms, err := harvest.NewLog(db).Terms(t.Context(), jurisprudence.CourtList); err != nil || len(terms) != 6 || terms[0].Abbreviation == "" {
		t.Errorf("Terms = %v, %v; want the six courts", terms, err)
	}
	for i := 1; i < len(service.times); i++ {
		if service.times[i].Sub(service.times[i-1]) < time.Millisecond {
			t.Fatalf("request %d comes at once after the one before", i)
		}
	}
}

// A period is asked for by day of decision, month by month, and brings what was decided in it and nothing else.
func TestHarvestOfAPeriod(t *testing.T) {
	t.Parallel()
	db, bank := pgtest.New(t), newShelf()
	service, c := newDemo(t)
	h := newHarvester(t, db, service, bank, c, func(config *harvest.Config) { config.Since = begin })
	for _, bad := range [][2]time.Time{{begin, begin.AddDate(0, 0, -1)}, {begin.AddDate(1, 0, 0), begin.AddDate(2, 0, 0)}} {
		if err := h.AskDecided(t.Context(), bad[0], bad[1]); !errors.Is(err, harvest.ErrPeriod) {
			t.Errorf("AskDecided(%v) = %v, want ErrPeriod", bad, err)
		}
	}
	from, to := time.Date(2024, 9, 17, 0, 0, 0, 0, time.UTC), time.Date(2024, 11, 5, 0, 0, 0, 0, time.UTC)
	for range 2 { // asked twice, harvested once
		if err := h.AskDecided(t.Context(), from, to); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := harvestNow(t, h); err != nil {
		t.Fatal(err)
	}
	var got []string
	for id, r := range bank.rulings {
		if r.Decided.Before(from) || r.Decided.After(to) {
			t.Errorf("%s of %v was harvested", id, r.Decided)
		}
		got = append(got, string(id))
	}
	slices.Sort(got)
	want := []string{
		"ECLI:NL:GHNOK:2024:202", "ECLI:NL:RBDUI:2024:119", "ECLI:NL:RBDUI:2024:120", "ECLI:NL:RBDUI:2024:302", "ECLI:NL:RBHEI:2024:121", "ECLI:NL:RBHEI:2024:122", "ECLI:NL:RBWAL:2024:118",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("harvested (-want +got):\n%s", diff)
	}
	if service.asked["zoeken"] > 8 {
		t.Errorf("the feed was asked %d times", service.asked["zoeken"])
	}
}

// The bank of one service takes nothing from another, and two harvests do not run side by side.
func TestHarvestsDoNotMix(t *testing.T) {
	t.Parallel()
	db, bank := pgtest.New(t), newShelf()
	service, c := newDemo(t)
	var inner error
	var h *harvest.Harvester
	h = newHarvester(t, db, service, bank, c, func(config *harvest.Config) {
		config.Progress = func(harvest.Report) {
			if inner == nil {
				_, inner = h.Run(t.Context())
			}
		}
	})
	if _, err := harvestNow(t, h); err != nil {
		t.Fatal(err)
	}
	if !errors.Is(inner, harvest.ErrRunning) {
		t.Errorf("a harvest during a harvest: %v, want ErrRunning", inner)
	}
	other := newHarvester(t, db, service, bank, c, func(config *harvest.Config) { config.Name = "anders" })
	if _, err := harvestNow(t, other); !errors.Is(err, harvest.ErrOther) {
		t.Errorf("a harvest of another service: %v, want ErrOther", err)
	}
	for _, address := range []string{"", "data.rechtspraak.nl", "ftp://data.rechtspraak.nl", "https://x/?a=b"} {
		if _, err := harvest.New(db, harvest.Config{Name: "proef", URL: address}); err == nil {
			t.Errorf("New accepts the address %q", address)
		}
	}
}

// A harvest that is cut off at any point goes on where it was: nothing lost, nothing twice, and little asked again.
func TestHarvestGoesOnWhereItWasCutOff(t *testing.T) {
	t.Parallel()
	db, bank := pgtest.New(t), newShelf()
	service, c := newDemo(t)
	cut := errors.New("cut off")
	cuts, events := 0, 0
	limit := 1
	bank.fail = func() error {
		if events++; events >= limit {
			events, limit = 0, limit%7+1
			cuts++
			return cut
		}
		return nil
	}
	for runs := 0; ; runs++ {
		ctx, cancel := context.WithCancel(t.Context())
		asked := 0
		service.set(func(http.ResponseWriter, *http.Request) bool {
			if asked++; asked > 3+runs%5 {
				cancel() // in the midst of a request
			}
			return false
		})
		h := newHarvester(t, db, service, bank, c, nil)
		if err := h.AskIfOld(t.Context()); err != nil {
			t.Fatal(err)
		}
		_, err := h.Run(ctx)
		cancel()
		if err == nil {
			break
		}
		if !errors.Is(err, cut) && !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		if runs > 500 {
			t.Fatal("it does not come to an end")
		}
	}
	if bank.held() != 64 || bank.puts != 64 || cuts < 10 {
		t.Errorf("%d rulings in the bank by %d puts with %d cuts, want 64 each", bank.held(), bank.puts, cuts)
	}
}
