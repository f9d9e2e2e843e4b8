package appointment

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Difference is a part of a day on which an adviser is away, or there besides the rules.
type Difference struct {
	ID            int64
	Day           time.Time // a date, at midnight UTC
	Opens, Closes int       // minutes after midnight, in local time
	Away          bool
	Place         string
	Everybody     bool // it holds for all, such as a day off; an adviser cannot take it away
}

// Availability returns when an adviser can be booked each week, and the days to come that differ.
func (s *Store) Availability(ctx context.Context, adviser AdviserID) ([]Rule, []Difference, error) {
	rows, err := s.db.Query(ctx, selectRulesOf, int64(adviser))
	if err != nil {
		return nil, nil, fmt.Errorf("reading availability: %w", err)
	}
	type ruleOf struct {
		ID            int64
		Weekday       int
		Opens, Closes int
		Place         string
	}
	found, err := pgx.CollectRows(rows, pgx.RowToStructByName[ruleOf])
	if err != nil {
		return nil, nil, fmt.Errorf("reading availability: %w", err)
	}
	rules := make([]Rule, len(found))
	for i, r := range found {
		rules[i] = Rule{r.ID, adviser, time.Weekday(r.Weekday), r.Opens, r.Closes, r.Place}
	}
	if rows, err = s.db.Query(ctx, selectDifferencesOf, int64(adviser), dayOf(s.config.Now(), s.config.Zone)); err != nil {
		return nil, nil, fmt.Errorf("reading availability: %w", err)
	}
	differ, err := pgx.CollectRows(rows, pgx.RowToStructByName[Difference])
	if err != nil {
		return nil, nil, fmt.Errorf("reading availability: %w", err)
	}
	return rules, differ, nil
}

// AddRule adds hours to each week of an adviser. It returns ErrUnknown for hours that are none, and for a place that is not there.
func (s *Store) AddRule(ctx context.Context, r Rule) error {
	if r.Opens < 0 || r.Opens >= r.Closes || r.Closes > 24*60 || r.Weekday < time.Sunday || r.Weekday > time.Saturday {
		return ErrUnknown
	}
	if r.Place != "" {
		places, err := s.Locations(ctx)
		if err != nil {
			return err
		}
		known := false
		for _, p := range places {
			known = known || p.ID == r.Place
		}
		if !known {
			return ErrUnknown
		}
	}
	if _, err := s.db.Exec(ctx, insertRule, int64(r.Adviser), int(r.Weekday), r.Opens, r.Closes, r.Place); err != nil {
		return fmt.Errorf("keeping a rule: %w", err)
	}
	return nil
}

// RemoveRule takes hours away from the weeks of an adviser; what is booked in them stays. One that is not there, or not the adviser's, is no error.
func (s *Store) RemoveRule(ctx context.Context, adviser AdviserID, id int64) error {
	if _, err := s.db.Exec(ctx, deleteRule, id, int64(adviser)); err != nil {
		return fmt.Errorf("taking a rule away: %w", err)
	}
	return nil
}

// RemoveDifference makes a day of an adviser as the rules say again. One that is not there, or not the adviser's, is no error.
func (s *Store) RemoveDifference(ctx context.Context, adviser AdviserID, id int64) error {
	if _, err := s.db.Exec(ctx, deleteException, id, int64(adviser)); err != nil {
		return fmt.Errorf("taking a day that differs away: %w", err)
	}
	return nil
}

// Room is how much of a day can be booked, and how much is: in minutes, over all advisers.
type Room struct {
	Day      time.Time // a date, at midnight UTC
	Advisers int       // who can be booked that day
	Open     int
	Taken    int // with the time kept free after each talk
}

// Capacity returns the room of each day from from up to and with to, for whoever plans.
func (s *Store) Capacity(ctx context.Context, from, to time.Time) ([]Room, error) {
	rows, err := s.db.Query(ctx, selectActive)
	if err != nil {
		return nil, fmt.Errorf("counting room: %w", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[AdviserID])
	if err != nil {
		return nil, fmt.Errorf("counting room: %w", err)
	}
	if rows, err = s.db.Query(ctx, selectRules, ids); err != nil {
		return nil, fmt.Errorf("counting room: %w", err)
	}
	rules, err := pgx.CollectRows(rows, pgx.RowToStructByName[ruleRow])
	if err != nil {
		return nil, fmt.Errorf("counting room: %w", err)
	}
	first, last := dayOf(from, s.config.Zone), dayOf(to, s.config.Zone)
	if rows, err = s.db.Query(ctx, selectExceptions, first, last, ids); err != nil {
		return nil, fmt.Errorf("counting room: %w", err)
	}
	exceptions, err := pgx.CollectRows(rows, pgx.RowToStructByName[exception])
	if err != nil {
		return nil, fmt.Errorf("counting room: %w", err)
	}
	var all []Room
	for day := first; !day.After(last); day = day.AddDate(0, 0, 1) {
		room := Room{Day: day}
		closed := s.config.Closed(day)
		for _, id := range ids {
			open := 0
			for _, span := range hours(id, day, rules, exceptions, closed) {
				open += span.to - span.from
			}
			if open > 0 {
				room.Advisers++
				room.Open += open
			}
		}
		midnight := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, s.config.Zone)
		if err := s.db.QueryRow(ctx, sumTaken, midnight, midnight.AddDate(0, 0, 1)).Scan(&room.Taken); err != nil {
			return nil, fmt.Errorf("counting room: %w", err)
		}
		all = append(all, room)
	}
	return all, nil
}

// SetLink puts where a video talk is held with an appointment: the person sees it by the code. It returns ErrStep for one that is not booked or whose
// contact was forgotten.
func (s *Store) SetLink(ctx context.Context, id, link string) error {
	if !isID(id) {
		return ErrStep
	}
	return pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		var l lockedRow
		err := tx.QueryRow(ctx, lockByID, id).Scan(&l.ID, &l.State, &l.Starts, &l.Sequence, &l.Sealed)
		if errors.Is(err, pgx.ErrNoRows) || err == nil && (l.State != Booked || l.Sealed == nil) {
			return ErrStep
		}
		if err != nil {
			return fmt.Errorf("looking for an appointment: %w", err)
		}
		contact, err := s.contact(l.ID, l.Sealed)
		if err != nil {
			return err
		}
		contact.Link = link
		sealed, err := s.seal(l.ID, contact)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, setContact, l.ID, sealed); err != nil {
			return fmt.Errorf("keeping a link: %w", err)
		}
		return nil
	})
}
