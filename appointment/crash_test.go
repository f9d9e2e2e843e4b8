package appointment_test

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"wegwijzer/appointment"
	"wegwijzer/internal/postgres/pgtest"
)

// The database's ends of the connections are cut at random moments while people book, move and cancel, as when a machine dies. Whatever was
// acknowledged is there, once, with its message in the outbox; nothing is half done, and no time is taken twice.
func TestCutConnectionsLoseAndDoubleNothing(t *testing.T) {
	t.Parallel()
	url := pgtest.URL(t)
	db, knife := pgtest.Open(t, url), pgtest.Open(t, url)
	s, _ := calendar(t, db, 6)
	// So many cuts and bookings are wanted, however long that takes. A cut is paid for by people who got an answer: a machine on which every step is
	// slow has no more cuts to a booking than a fast one, and work always gets through.
	wanted := int64(size(150, 25))
	var cuts, booked atomic.Int64
	enough := func() bool { return cuts.Load() >= wanted && booked.Load() >= wanted }
	paid := make(chan struct{}, 3)
	pay := func() {
		for range 2 {
			select {
			case paid <- struct{}{}:
			default:
			}
		}
	}
	pay()
	stop := make(chan struct{})
	var cutter sync.WaitGroup
	cutter.Go(func() {
		for {
			select {
			case <-stop:
				return
			case <-paid:
			}
			for n := int64(0); n == 0; {
				select {
				case <-stop:
					return
				case <-time.After(3 * time.Millisecond): // anywhere in a transaction
				}
				err := knife.QueryRow(t.Context(), `
					SELECT count(pg_terminate_backend(pid))
					FROM (SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle' ORDER BY random() LIMIT 1) x`).Scan(&n)
				if err != nil {
					t.Error(err)
					return
				}
				cuts.Add(n)
			}
		}
	})
	type kept struct {
		code  string
		start time.Time
		state appointment.State
	}
	var mu sync.Mutex
	acknowledged := map[string]*kept{}
	const people = 100_000 // far more than come: they stop when there was enough
	rush(people, 6, func(i int) {
		if enough() || t.Failed() {
			return
		}
		ctx, visitor := t.Context(), fmt.Sprint("visitor ", i)
		start := thursday(t, 8, 0).AddDate(0, 0, i%16*7).Add(time.Duration(i%11) * time.Hour)
		h, err := s.Hold(ctx, phone, start, visitor)
		if errors.Is(err, appointment.ErrTaken) {
			pay()
		}
		if err != nil {
			return // taken, or cut before anything was said
		}
		b, code, err := s.Create(ctx, h.Token, phone, appointment.Contact{})
		for try := 0; err != nil && try < 50; try++ { // whoever hears nothing sends the form again
			b, code, err = s.Create(ctx, h.Token, phone, appointment.Contact{})
		}
		if err != nil {
			return
		}
		pay()
		k := &kept{code, start, appointment.Booked}
		if i%3 == 0 {
			if s.Cancel(ctx, code, visitor) == nil {
				k.state = appointment.Cancelled
			} else {
				k.state = "" // nobody knows
			}
		}
		mu.Lock()
		defer mu.Unlock()
		if other := acknowledged[b.ID]; other != nil {
			t.Errorf("one booking for two people: %s", b.ID)
		}
		acknowledged[b.ID] = k
		booked.Add(1)
	})
	close(stop)
	cutter.Wait()
	if !enough() {
		t.Fatalf("%d cuts and %d bookings, want %d of each", cuts.Load(), booked.Load(), wanted)
	}
	for id, k := range acknowledged {
		var state string
		var starts time.Time
		var told, events int
		err := knife.QueryRow(t.Context(), `
			SELECT a.state, a.starts,
				(SELECT count(*) FROM appointment_outbox o WHERE o.appointment = a.id AND o.act = 'booked'),
				(SELECT count(*) FROM appointment_events e WHERE e.appointment = a.id AND e.act = 'booked')
			FROM appointments a WHERE a.id = $1::uuid`, id).Scan(&state, &starts, &told, &events)
		if err != nil {
			t.Fatalf("an acknowledged booking is gone: %v", err)
		}
		if k.state != "" && state != string(k.state) || !starts.Equal(k.start) || told != 1 || events != 1 {
			t.Errorf("a booking is %s at %s with %d messages and %d events, want %s at %s with one of each", state, starts, told, events, k.state, k.start)
		}
	}
	var overlaps, unfinished int
	err := knife.QueryRow(t.Context(), `
		SELECT
			(SELECT count(*) FROM appointments a JOIN appointments b ON a.adviser = b.adviser AND a.id < b.id AND a.during && b.during
				WHERE a.state IN ('hold', 'booked') AND b.state IN ('hold', 'booked')),
			(SELECT count(*) FROM appointments WHERE state = 'booked' AND (code IS NULL OR hold_until IS NOT NULL))`).Scan(&overlaps, &unfinished)
	if err != nil || overlaps != 0 || unfinished != 0 {
		t.Errorf("%d overlaps, %d half bookings, %v", overlaps, unfinished, err)
	}
	t.Logf("%d connections cut, %d bookings acknowledged, none lost or doubled", cuts.Load(), len(acknowledged))
}
