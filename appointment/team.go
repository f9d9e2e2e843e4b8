package appointment

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// ErrAccount says that the account by which somebody signs in is another adviser's already.
var ErrAccount = errors.New("the account is another adviser's")

// Hire makes an adviser of a colleague, who may have an account to sign in by. It returns ErrAccount when another has that account.
func (s *Store) Hire(ctx context.Context, a Adviser) (AdviserID, error) {
	var id AdviserID
	err := s.db.QueryRow(ctx, insertAdviser, a.Staff, a.Name, a.Gender, list(a.Languages), list(a.Skills), list(a.Regions), list(a.Channels), nil).Scan(&id)
	if taken(err) {
		return 0, ErrAccount
	}
	if err != nil {
		return 0, fmt.Errorf("keeping an adviser: %w", err)
	}
	return id, nil
}

// Change changes what is known of an adviser. It returns ErrUnknown for one that is not there (any more), and ErrAccount when another has the account.
func (s *Store) Change(ctx context.Context, a Adviser) error {
	tag, err := s.db.Exec(ctx, changeAdviser, int64(a.ID), a.Staff, a.Name, a.Gender, list(a.Languages), list(a.Skills), list(a.Channels))
	switch {
	case taken(err):
		return ErrAccount
	case err != nil:
		return fmt.Errorf("keeping an adviser: %w", err)
	case tag.RowsAffected() == 0:
		return ErrUnknown
	}
	return nil
}

// taken reports whether an error is about something that only one may have.
func taken(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && e.Code == "23505"
}

// Retire takes somebody who leaves out of the calendar for good, and finds others for what is booked with that adviser, as Reassign does. What was stays
// as it was. It returns ErrUnknown for one that is not there (any more).
func (s *Store) Retire(ctx context.Context, id AdviserID) (placed int, left []Seen, err error) {
	tag, err := s.db.Exec(ctx, retireAdviser, int64(id))
	if err != nil {
		return 0, nil, fmt.Errorf("taking an adviser out of the calendar: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return 0, nil, ErrUnknown
	}
	now := s.config.Now()
	return s.Reassign(ctx, id, now, now.Add(farthest))
}

// farthest is further ahead than anything can be booked.
const farthest = 2 * 366 * 24 * time.Hour

// Hours returns how many minutes a week each adviser can be booked. Who has no hours is not in it.
func (s *Store) Hours(ctx context.Context) (map[AdviserID]int, error) {
	rows, err := s.db.Query(ctx, selectHours)
	if err != nil {
		return nil, fmt.Errorf("counting hours: %w", err)
	}
	week := map[AdviserID]int{}
	var id AdviserID
	var minutes int
	_, err = pgx.ForEachRow(rows, []any{&id, &minutes}, func() error {
		week[id] = minutes
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("counting hours: %w", err)
	}
	return week, nil
}

// DaysOff returns the parts of days to come on which nobody can be booked, or all can besides their rules.
func (s *Store) DaysOff(ctx context.Context) ([]Difference, error) {
	rows, err := s.db.Query(ctx, selectDaysOff, dayOf(s.config.Now(), s.config.Zone))
	if err != nil {
		return nil, fmt.Errorf("listing days off: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Difference])
	if err != nil {
		return nil, fmt.Errorf("listing days off: %w", err)
	}
	return all, nil
}

// RemoveDayOff makes a day on which nobody could be booked an ordinary day again. One that is not there is no error.
func (s *Store) RemoveDayOff(ctx context.Context, id int64) error {
	if _, err := s.db.Exec(ctx, deleteDayOff, id); err != nil {
		return fmt.Errorf("taking a day off away: %w", err)
	}
	return nil
}
