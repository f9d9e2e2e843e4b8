package appointment

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Reassign finds other advisers for what an adviser has between from and to, at the same times and places, for when the adviser falls ill. It returns how
// many were placed and which could not be: those are marked until somebody arranged them. Everybody who chose messages is told; the others are called by
// the way they chose, or read it by their code.
func (s *Store) Reassign(ctx context.Context, adviser AdviserID, from, to time.Time) (placed int, left []Seen, err error) {
	all, err := s.Between(ctx, from, to, adviser)
	if err != nil {
		return 0, nil, err
	}
	for _, a := range all {
		if a.State != string(Booked) {
			continue
		}
		found, err := s.cover(ctx, a)
		if err != nil {
			return placed, left, err
		}
		if found {
			placed++
		} else {
			left = append(left, a)
		}
	}
	return placed, left, nil
}

// Cover looks again for another adviser for one appointment for which none was found, and reports whether there was one. It returns ErrStep for one that
// is not booked.
func (s *Store) Cover(ctx context.Context, id string) (bool, error) {
	_, a, err := s.Reach(ctx, id)
	switch {
	case err != nil:
		return false, err
	case a.State != string(Booked):
		return false, ErrStep
	}
	return s.cover(ctx, a)
}

// cover puts another adviser in the place of the one that an appointment has, or marks that there is none, and tells who it is for.
func (s *Store) cover(ctx context.Context, a Seen) (found bool, err error) {
	w := Wanted{Service: a.Service, Channel: Channel(a.Channel), Place: a.PlaceID, Gender: a.Gender, Interpreter: a.Interpreter, Lang: a.Lang}
	err = pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		var l lockedRow
		err := tx.QueryRow(ctx, lockByID, a.ID).Scan(&l.ID, &l.State, &l.Starts, &l.Sequence, &l.Sealed)
		if err != nil {
			return fmt.Errorf("looking for an appointment: %w", err)
		}
		if l.State != Booked || !l.Starts.Equal(a.Starts) {
			return ErrStep // cancelled or moved at this moment
		}
		r, err := s.roster(ctx, tx, w, a.Starts.Add(-time.Hour), a.Starts.Add(time.Hour))
		if err != nil {
			return err
		}
		load, err := s.load(ctx, tx, r, a.Starts)
		if err != nil {
			return err
		}
		act := "unstaffed"
		for _, c := range r.who(s, w, a.Starts, load) {
			if c.adviser == a.AdviserID {
				continue
			}
			// A savepoint: somebody may take that adviser at this very moment.
			err := pgx.BeginFunc(ctx, tx, func(tx pgx.Tx) error {
				return tx.QueryRow(ctx, reassignBooked, a.ID, int64(c.adviser)).Scan(&l.Sequence)
			})
			if err == nil {
				act, found = "reassigned", true
				break
			}
		}
		if !found {
			err := tx.QueryRow(ctx, markUnstaffed, a.ID, s.config.Now()).Scan(&l.Sequence)
			if errors.Is(err, pgx.ErrNoRows) {
				return nil // it was marked before, and told
			}
			if err != nil {
				return fmt.Errorf("marking what has to be arranged: %w", err)
			}
		}
		if err := s.event(ctx, tx, a.ID, act, "staff", a.Starts); err != nil {
			return err
		}
		contact, err := s.contact(a.ID, l.Sealed)
		if err != nil {
			return err
		}
		return s.tell(ctx, tx, a.ID, act, l.Sequence, a.Starts, contact)
	})
	if errors.Is(err, ErrStep) {
		return true, nil // there is nothing to arrange any more
	}
	return found, err
}

// Unstaffed returns the appointments to come for which an adviser has to be found, the soonest first.
func (s *Store) Unstaffed(ctx context.Context) ([]Seen, error) {
	rows, err := s.db.Query(ctx, selectUnstaffed, s.config.Now())
	if err != nil {
		return nil, fmt.Errorf("listing what has to be arranged: %w", err)
	}
	return s.seen(rows)
}

// CancelForStaff takes an appointment away after it was spoken about with the person, whom it tells as Cancel does. It returns ErrStep for one that is not
// booked or has begun.
func (s *Store) CancelForStaff(ctx context.Context, id string) error {
	if !isID(id) {
		return ErrStep
	}
	return pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		var l lockedRow
		err := tx.QueryRow(ctx, lockByID, id).Scan(&l.ID, &l.State, &l.Starts, &l.Sequence, &l.Sealed)
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrStep
		}
		if err != nil {
			return fmt.Errorf("looking for an appointment: %w", err)
		}
		return s.cancel(ctx, tx, l, "staff", ErrStep)
	})
}
