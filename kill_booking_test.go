package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"math"
	mathrand "math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"wegwijzer/internal/postgres/pgtest"
)

// ear is another system that the webhook tells, and that remembers what it heard by key.
type ear struct {
	mu    sync.Mutex
	heard map[string]map[string]int // by key, how often each text came
	event chan struct{}             // closed at the next message, when it is not nil
}

// ServeHTTP takes one message. The kill may come before it has answered.
func (e *ear) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	text, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	key := r.Header.Get("Idempotency-Key")
	if e.heard[key] == nil {
		e.heard[key] = map[string]int{}
	}
	e.heard[key][string(text)]++
	if e.event != nil {
		close(e.event)
		e.event = nil
	}
	w.WriteHeader(http.StatusNoContent)
}

// next is closed when the next message comes.
func (e *ear) next() <-chan struct{} {
	e.mu.Lock()
	defer e.mu.Unlock()
	c := make(chan struct{})
	e.event = c
	return c
}

// booker is somebody who books over the page, and sends a form again when there was no answer.
type booker struct {
	site string
	seed *mathrand.Rand

	pending url.Values // a form to book with that got no answer
	ending  string     // a code to cancel by that got no answer
	codes   map[string]string
	gone    map[string]bool // codes of what was cancelled
}

var (
	errNoAnswer = errors.New("no answer")
	madeCode    = regexp.MustCompile(`<p class="code"[^>]*>([a-z ]+)</p>`)
	heldToken   = regexp.MustCompile(`name="vast" value="([^"]+)"`)
	madeWhen    = regexp.MustCompile(`<dt>Wanneer</dt><dd>([^<]+)</dd>|<p class="intro"><strong>([^<]+)</strong>`)
)

func (b *booker) post(path string, form url.Values) (string, error) {
	r, err := http.NewRequest(http.MethodPost, b.site+path, strings.NewReader(form.Encode())) //nolint:noctx // the program is killed under it
	if err != nil {
		return "", err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := (&http.Client{Timeout: patience}).Do(r)
	if err != nil {
		return "", errNoAnswer
	}
	defer answer.Body.Close() //nolint:errcheck // what was not read shows below
	page, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode >= http.StatusInternalServerError {
		return "", errNoAnswer // it was cut short, or the program was going down: the person tries again
	}
	return string(page), nil
}

// step does the next thing: what got no answer before comes first.
func (b *booker) step() error {
	switch {
	case b.ending != "":
		if _, err := b.post("/afspraak/code", url.Values{"code": {b.ending}, "stap": {"afgezegd"}}); err != nil {
			return err
		}
		b.gone[b.ending], b.ending = true, ""
		return nil
	case b.pending == nil:
		day := time.Now().AddDate(0, 0, 2+b.seed.IntN(90))
		start := time.Date(day.Year(), day.Month(), day.Day(), 9+b.seed.IntN(8), 15*b.seed.IntN(4), 0, 0, time.UTC)
		form := url.Values{"soort": {"talk"}, "hoe": {"chat"}, "bezoek": {rand.Text()}, "tijd": {start.Format(time.RFC3339)}}
		page, err := b.post("/afspraak", form)
		if err != nil {
			return err
		}
		held := heldToken.FindStringSubmatch(page)
		if held == nil {
			return nil // taken, or nobody works then
		}
		form.Set("vast", held[1])
		form.Set("stap", "boek")
		b.pending = form
	}
	page, err := b.post("/afspraak", b.pending)
	if err != nil {
		return err
	}
	b.pending = nil
	made := madeCode.FindStringSubmatch(page)
	if made == nil {
		return nil // the hold was over and somebody else has the time
	}
	when := madeWhen.FindStringSubmatch(page)
	if when == nil {
		return fmt.Errorf("no moment on the page: %s", page)
	}
	b.codes[made[1]] = when[1] + when[2]
	if b.seed.IntN(3) == 0 {
		b.ending = made[1]
	}
	return nil
}

// The program is killed at random moments while people book and cancel over its pages and the outbox is emptied. Afterwards everything that was
// acknowledged is there, once; nothing else is; and each message was heard, always with the same text for the same key.
func TestKilledWhileBooking(t *testing.T) {
	t.Parallel()
	kills := 1
	if os.Getenv("WEGWIJZER_FULL") != "" {
		kills = 50
	}
	u := newUser(t)
	other := &ear{heard: map[string]map[string]int{}}
	hook := httptest.NewServer(other)
	t.Cleanup(hook.Close)
	u.env["WEBHOOK_URL"], u.env["WEBHOOK_SECRET"] = hook.URL, strings.Repeat("geheim", 4)
	u.env["WEGWIJZER_KEYS"] = t.TempDir()
	people := make([]*booker, 4)
	for i := range people {
		people[i] = &booker{site: "http://" + u.env["WEGWIJZER_ADDR"], seed: mathrand.New(mathrand.NewPCG(uint64(i), 4)), codes: map[string]string{}, gone: map[string]bool{}}
	}
	moment := mathrand.New(mathrand.NewPCG(4, 50))
	answered := 0
	for n := range kills + 1 {
		p := u.start(t, "serve", "--demo")
		p.await(t, "Wegwijzer staat klaar", patience)
		// Killed after so many answers, or, one time in four, while the other system is being told something.
		limit := 1 + moment.IntN(40)
		heard := make(<-chan struct{})
		last := n == kills
		switch {
		case last:
			limit = 20
		case n%4 == 1:
			heard, limit = other.next(), math.MaxInt
		}
		answers, stop := make(chan struct{}), make(chan struct{})
		var wait sync.WaitGroup
		for _, b := range people {
			wait.Go(func() {
				for {
					select {
					case <-stop:
						if !last || b.pending == nil && b.ending == "" { // at the end nobody is left without an answer
							return
						}
					default:
					}
					switch err := b.step(); {
					case errors.Is(err, errNoAnswer) && !last:
						return
					case err != nil:
						t.Error(err)
						return
					}
					select {
					case answers <- struct{}{}:
					case <-stop:
					}
				}
			})
		}
		late := time.After(patience)
		for got := 0; got < limit; got++ {
			select {
			case <-answers:
				answered++
				continue
			case <-heard:
			case <-late:
				t.Fatalf("kill %d: %d answers in %v", n, got, patience)
			}
			break
		}
		if !last {
			p.kill()
		}
		close(stop)
		wait.Wait()
		if last {
			kept, doubled := openAll(t, people)
			db := pgtest.Open(t, u.env["DATABASE_URL"])
			var rows, waiting, overlaps, halves int
			look := func() bool {
				err := db.QueryRow(t.Context(), `
					SELECT (SELECT count(*) FROM appointments WHERE state IN ('booked', 'cancelled')),
						(SELECT count(*) FROM appointment_outbox WHERE state = 'waiting'),
						(SELECT count(*) FROM appointments a JOIN appointments b ON a.adviser = b.adviser AND a.id < b.id AND a.during && b.during
							WHERE a.state IN ('hold', 'booked') AND b.state IN ('hold', 'booked')),
						(SELECT count(*) FROM appointments a WHERE state IN ('booked', 'cancelled')
							AND 1 <> (SELECT count(*) FROM appointment_outbox o WHERE o.appointment = a.id AND o.act = 'booked'))`).Scan(&rows, &waiting, &overlaps, &halves)
				return err == nil && waiting == 0
			}
			eventually(t, patience, "the outbox is empty", look)
			if rows != kept || doubled != 0 || overlaps != 0 || halves != 0 {
				t.Errorf("%d bookings for %d that were acknowledged, %d twice, %d overlaps, %d without just one message", rows, kept, doubled, overlaps, halves)
			}
			var keys, unheard, different, again int
			all, err := db.Query(t.Context(), "SELECT dedupe FROM appointment_outbox WHERE kind = 'webhook'")
			if err != nil {
				t.Fatal(err)
			}
			for all.Next() {
				var key string
				if err := all.Scan(&key); err != nil {
					t.Fatal(err)
				}
				other.mu.Lock()
				texts := other.heard[key]
				other.mu.Unlock()
				keys++
				switch len(texts) {
				case 0:
					unheard++
				case 1:
					for _, n := range texts {
						again += n - 1
					}
				default:
					different++
				}
			}
			other.mu.Lock()
			if unheard != 0 || keys != len(other.heard) {
				t.Errorf("of %d messages %d were never heard; %d keys were heard", keys, unheard, len(other.heard))
			}
			other.mu.Unlock()
			t.Logf("%d kills, %d answers, %d bookings acknowledged, none lost or doubled; %d messages, %d of them heard more than once, %d with a newer state the second time", kills, answered, kept, keys, again, different)
			p.end(t)
		}
	}
}

// openAll opens everything that was acknowledged by its code and returns how much there is, and how many codes two people had.
func openAll(t *testing.T, people []*booker) (kept, doubled int) {
	t.Helper()
	seen := map[string]bool{}
	for _, b := range people {
		for code, when := range b.codes {
			kept++
			if seen[code] {
				doubled++
			}
			seen[code] = true
			page, err := b.post("/afspraak/code", url.Values{"code": {code}})
			if err != nil {
				t.Fatal(err)
			}
			want := when
			if b.gone[code] {
				want = "afgezegd"
			}
			if !strings.Contains(page, want) {
				t.Errorf("an acknowledged booking does not say %q:\n%s", want, page)
			}
		}
	}
	return kept, doubled
}
