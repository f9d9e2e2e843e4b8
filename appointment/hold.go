package appointment

import (
	"context"
	crand "crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5"
)

// Hold keeps a time for one conversation for five minutes, with any adviser who can take it; the adviser is chosen inside the transaction. holder
// names the conversation: what it held before is given back, so nobody can block a calendar. It returns ErrTaken when nobody is free then, and
// ErrUnknown for a service that is not there or a time at which nobody works.
func (s *Store) Hold(ctx context.Context, w Wanted, start time.Time, holder string) (Hold, error) {
	now := s.config.Now()
	if start.Before(now) || start.After(now.Add(maxAhead)) || start.Second() != 0 {
		return Hold{}, ErrUnknown
	}
	token := newToken()
	h := Hold{Token: token, Start: start, Until: now.Add(holdTime)}
	err := pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, deleteHoldsOf, hashToken(holder)); err != nil {
			return fmt.Errorf("giving back what was held: %w", err)
		}
		if _, err := tx.Exec(ctx, deleteExpiredHolds, now, start, start.Add(6*time.Hour)); err != nil {
			return fmt.Errorf("clearing holds that are over: %w", err)
		}
		r, err := s.roster(ctx, tx, w, start.Add(-time.Hour), start.Add(time.Hour))
		if err != nil {
			return err
		}
		h.End = start.Add(time.Duration(r.service.Minutes) * time.Minute)
		load, err := s.load(ctx, tx, r, start)
		if err != nil {
			return err
		}
		found := r.who(s, w, start, load)
		// Those with equally much to do are asked in any order, so that a rush does not queue up behind one adviser.
		rand.Shuffle(len(found), func(i, j int) { //nolint:gosec // fair is enough
			if load[found[i].adviser] == load[found[j].adviser] {
				found[i], found[j] = found[j], found[i]
			}
		})
		for _, c := range found {
			var id string
			err := tx.QueryRow(ctx, insertHold, c.adviser, w.Service, string(w.Channel), c.place, start, h.End,
				h.End.Add(time.Duration(r.service.Buffer)*time.Minute), h.Until, hashToken(token), hashToken(holder), w.Interpreter, w.Gender, w.Helper,
				w.ForOther, langOf(w.Lang), now, h.End.Add(keepTime)).Scan(&id)
			if errors.Is(err, pgx.ErrNoRows) {
				continue // somebody was first with this adviser
			}
			if err != nil {
				return fmt.Errorf("holding a time: %w", err)
			}
			return s.event(ctx, tx, id, "held", "client", start)
		}
		return ErrTaken
	})
	if err != nil {
		return Hold{}, err
	}
	return h, nil
}

func (s *Store) load(ctx context.Context, tx pgx.Tx, r *roster, start time.Time) (map[AdviserID]int, error) {
	ids := make([]AdviserID, len(r.candidates))
	for i, c := range r.candidates {
		ids[i] = c.ID
	}
	rows, err := tx.Query(ctx, selectLoad, ids, start.Add(-12*time.Hour), start.Add(12*time.Hour))
	if err != nil {
		return nil, fmt.Errorf("counting talks: %w", err)
	}
	load := map[AdviserID]int{}
	var id AdviserID
	var n int
	_, err = pgx.ForEachRow(rows, []any{&id, &n}, func() error {
		load[id] = n
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("counting talks: %w", err)
	}
	return load, nil
}

// Release gives a held time back. A hold that is over or unknown is no error.
func (s *Store) Release(ctx context.Context, token string) error {
	if _, err := s.db.Exec(ctx, deleteHold, hashToken(token)); err != nil {
		return fmt.Errorf("releasing a hold: %w", err)
	}
	return nil
}

// Alternatives returns at most n other times near one that was taken: who comes too late is never left with nothing.
func (s *Store) Alternatives(ctx context.Context, w Wanted, near time.Time, n int) ([]time.Time, error) {
	slots, err := s.Slots(ctx, w, near.Add(-3*24*time.Hour), near.Add(14*24*time.Hour))
	if err != nil {
		return nil, err
	}
	var chosen []time.Time
	for len(chosen) < n {
		best := time.Time{}
		for _, x := range slots {
			if x.Start.Equal(near) || contains(chosen, x.Start) {
				continue
			}
			if best.IsZero() || x.Start.Sub(near).Abs() < best.Sub(near).Abs() {
				best = x.Start
			}
		}
		if best.IsZero() {
			break
		}
		chosen = append(chosen, best)
	}
	return chosen, nil
}

func contains(list []time.Time, t time.Time) bool {
	for _, x := range list {
		if x.Equal(t) {
			return true
		}
	}
	return false
}

func newToken() string {
	var b [24]byte
	_, _ = crand.Read(b[:]) // it never fails; the program ends when the system has no randomness
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// newID returns a random UUID (version 4; RFC 9562).
func newID() string {
	var b [16]byte
	_, _ = crand.Read(b[:])
	return uuid(b)
}

// uuid makes a UUID of bytes that nobody can guess.
func uuid(b [16]byte) string {
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[0:4], b[4:6], b[6:8], b[8:10], b[10:])
}
