package appointment

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Setup is a whole calendar: for the demo, for tests, and for a first day.
type Setup struct {
	Advisers []Adviser // their ids are given by the database; rules name them by place in this list, from 1
	Services []Service
	Places   []Place
	Rules    []Rule
}

// Install puts a calendar in the database when it holds no adviser yet, and reports whether it did.
func (s *Store) Install(ctx context.Context, setup Setup) (bool, error) {
	installed := false
	err := pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		var n int
		if err := tx.QueryRow(ctx, countAdvisers).Scan(&n); err != nil {
			return fmt.Errorf("counting advisers: %w", err)
		}
		if n > 0 {
			return nil
		}
		installed = true
		for _, x := range setup.Services {
			if _, err := tx.Exec(ctx, upsertService, x.ID, x.Name, x.Minutes, x.Buffer, x.Channels, x.Skill); err != nil {
				return fmt.Errorf("keeping a service: %w", err)
			}
		}
		for _, p := range setup.Places {
			if _, err := tx.Exec(ctx, upsertPlace, p.ID, p.Name, p.Address, p.Region); err != nil {
				return fmt.Errorf("keeping a place: %w", err)
			}
		}
		ids := make([]AdviserID, len(setup.Advisers))
		for i, a := range setup.Advisers {
			err := tx.QueryRow(ctx, insertAdviser, a.Staff, a.Name, a.Gender, list(a.Languages), list(a.Skills), list(a.Regions), list(a.Channels), nil).Scan(&ids[i])
			if err != nil {
				return fmt.Errorf("keeping an adviser: %w", err)
			}
		}
		for _, r := range setup.Rules {
			if r.Adviser < 1 || int(r.Adviser) > len(ids) {
				return ErrUnknown
			}
			if _, err := tx.Exec(ctx, insertRule, ids[r.Adviser-1], int(r.Weekday), r.Opens, r.Closes, r.Place); err != nil {
				return fmt.Errorf("keeping a rule: %w", err)
			}
		}
		return nil
	})
	return installed, err
}

func list(all []string) []string {
	if all == nil {
		return []string{}
	}
	return all
}

// Advisers returns who can be spoken with, by name.
func (s *Store) Advisers(ctx context.Context) ([]Adviser, error) {
	rows, err := s.db.Query(ctx, selectAdvisers)
	if err != nil {
		return nil, fmt.Errorf("listing advisers: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Adviser])
	if err != nil {
		return nil, fmt.Errorf("listing advisers: %w", err)
	}
	return all, nil
}

// Employ makes an adviser of a member of staff, or changes what is known of one: what each can do and by which channels. It returns the adviser's id.
func (s *Store) Employ(ctx context.Context, a Adviser) (AdviserID, error) {
	var id AdviserID
	err := s.db.QueryRow(ctx, employAdviser, a.Staff, a.Name, a.Gender, list(a.Languages), list(a.Skills), list(a.Regions), list(a.Channels)).Scan(&id)
	if err != nil {
		return 0, fmt.Errorf("keeping an adviser: %w", err)
	}
	return id, nil
}

// Away takes an adviser, or everybody for adviser 0, out of the calendar for a part of a day: minutes after midnight in local time. What is booked
// then stays; Reassign finds others for it.
func (s *Store) Away(ctx context.Context, adviser AdviserID, day time.Time, opens, closes int) error {
	return s.differ(ctx, adviser, day, opens, closes, "off", "")
}

// Extra puts an adviser in the calendar for a part of a day on which the rules have none.
func (s *Store) Extra(ctx context.Context, adviser AdviserID, day time.Time, opens, closes int, place string) error {
	return s.differ(ctx, adviser, day, opens, closes, "extra", place)
}

func (s *Store) differ(ctx context.Context, adviser AdviserID, day time.Time, opens, closes int, kind, place string) error {
	if _, err := s.db.Exec(ctx, insertException, int64(adviser), dayOf(day, time.UTC), opens, closes, kind, place); err != nil {
		return fmt.Errorf("keeping a day that differs: %w", err)
	}
	return nil
}
