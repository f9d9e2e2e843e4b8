package appointment

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
)

// roster is who can take a talk as wanted, with their hours and what they have already.
type roster struct {
	service    Service
	candidates []candidate
	rules      []ruleRow
	exceptions []exception
	busy       map[AdviserID][]busyRow
}

type candidate struct {
	ID     AdviserID
	Gender string
}

// querier is a pool or a transaction.
type querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

// roster reads who could take a talk between from and to.
func (s *Store) roster(ctx context.Context, db querier, w Wanted, from, to time.Time) (*roster, error) {
	service, err := service(ctx, db, w.Service)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(service.Channels, string(w.Channel)) {
		return nil, ErrUnknown
	}
	r := &roster{service: service, busy: map[AdviserID][]busyRow{}}
	rows, err := db.Query(ctx, selectCandidates, string(w.Channel), service.Skill, langOf(w.Lang), w.Interpreter != "")
	if err != nil {
		return nil, fmt.Errorf("looking for advisers: %w", err)
	}
	if r.candidates, err = pgx.CollectRows(rows, pgx.RowToStructByPos[candidate]); err != nil {
		return nil, fmt.Errorf("looking for advisers: %w", err)
	}
	// A preference counts when there is anybody to honour it.
	if preferred := slices.DeleteFunc(slices.Clone(r.candidates), func(c candidate) bool { return c.Gender != w.Gender }); w.Gender != "" && len(preferred) > 0 {
		r.candidates = preferred
	}
	ids := make([]AdviserID, len(r.candidates))
	for i, c := range r.candidates {
		ids[i] = c.ID
	}
	if rows, err = db.Query(ctx, selectRules, ids); err != nil {
		return nil, fmt.Errorf("reading rules: %w", err)
	}
	if r.rules, err = pgx.CollectRows(rows, pgx.RowToStructByName[ruleRow]); err != nil {
		return nil, fmt.Errorf("reading rules: %w", err)
	}
	if rows, err = db.Query(ctx, selectExceptions, dayOf(from, s.config.Zone), dayOf(to, s.config.Zone), ids); err != nil {
		return nil, fmt.Errorf("reading exceptions: %w", err)
	}
	if r.exceptions, err = pgx.CollectRows(rows, pgx.RowToStructByName[exception]); err != nil {
		return nil, fmt.Errorf("reading exceptions: %w", err)
	}
	if rows, err = db.Query(ctx, selectBusy, ids, from, to.Add(24*time.Hour), s.config.Now()); err != nil {
		return nil, fmt.Errorf("reading what is taken: %w", err)
	}
	busy, err := pgx.CollectRows(rows, pgx.RowToStructByName[busyRow])
	if err != nil {
		return nil, fmt.Errorf("reading what is taken: %w", err)
	}
	for _, b := range busy {
		r.busy[b.Adviser] = append(r.busy[b.Adviser], b)
	}
	return r, nil
}

// receives reports whether a talk of w can be within a span: a visit needs the place, everything else needs none.
func receives(s span, w Wanted) bool {
	return w.Channel != Visit || s.place != "" && (w.Place == "" || s.place == w.Place)
}

// taken reports whether an adviser has something between start and end.
func (r *roster) taken(id AdviserID, start, end time.Time) bool {
	return slices.ContainsFunc(r.busy[id], func(b busyRow) bool { return b.Start.Before(end) && start.Before(b.End) })
}

// Slots returns the times that are free between from and to, a quarter of an hour apart, each with how many advisers could take it. Nothing tells
// who they are. It returns ErrUnknown for a service that does not exist or has no such channel.
func (s *Store) Slots(ctx context.Context, w Wanted, from, to time.Time) ([]Slot, error) {
	from, to = s.bounded(from, to)
	if !from.Before(to) {
		return nil, nil
	}
	r, err := s.roster(ctx, s.db, w, from, to)
	if err != nil {
		return nil, err
	}
	length, taken := time.Duration(r.service.Minutes)*time.Minute, time.Duration(r.service.Minutes+r.service.Buffer)*time.Minute
	capacity := map[int64]int{}
	for day := dayOf(from, s.config.Zone); !day.After(dayOf(to, s.config.Zone)); day = day.AddDate(0, 0, 1) {
		closed := s.config.Closed(day)
		for _, c := range r.candidates {
			for _, open := range hours(c.ID, day, r.rules, r.exceptions, closed) {
				if !receives(open, w) {
					continue
				}
				for m := (open.from + grid - 1) / grid * grid; m+int(length/time.Minute) <= open.to; m += grid {
					start, ok := on(day, m, s.config.Zone)
					if ok && !start.Before(from) && !start.After(to) && !r.taken(c.ID, start, start.Add(taken)) {
						capacity[start.Unix()]++
					}
				}
			}
		}
	}
	slots := make([]Slot, 0, len(capacity))
	for at, n := range capacity {
		slots = append(slots, Slot{time.Unix(at, 0).In(s.config.Zone), n})
	}
	slices.SortFunc(slots, func(a, b Slot) int { return a.Start.Compare(b.Start) })
	return slots, nil
}

// bounded keeps a question about free times to what can be booked: not before somebody can be there, not further than the calendar reaches.
func (s *Store) bounded(from, to time.Time) (time.Time, time.Time) {
	now := s.config.Now()
	if first := now.Add(leadTime); from.Before(first) {
		from = first
	}
	if last := now.Add(maxAhead); to.After(last) {
		to = last
	}
	return from, to
}

// who returns the advisers that work at a start, those who fit the preference and have the fewest talks that day first.
func (r *roster) who(s *Store, w Wanted, start time.Time, load map[AdviserID]int) []choice {
	day := dayOf(start, s.config.Zone)
	local := start.In(s.config.Zone)
	m := local.Hour()*60 + local.Minute()
	taken := time.Duration(r.service.Minutes+r.service.Buffer) * time.Minute
	var found []choice
	for _, c := range r.candidates {
		for _, open := range hours(c.ID, day, r.rules, r.exceptions, s.config.Closed(day)) {
			if receives(open, w) && m >= open.from && m+r.service.Minutes <= open.to && !r.taken(c.ID, start, start.Add(taken)) {
				place := ""
				if w.Channel == Visit {
					place = open.place
				}
				found = append(found, choice{c.ID, place})
				break
			}
		}
	}
	slices.SortStableFunc(found, func(a, b choice) int { return load[a.adviser] - load[b.adviser] })
	return found
}

// choice is an adviser who could take a talk, and where.
type choice struct {
	adviser AdviserID
	place   string
}

// langOf is the language that somebody asks for: Dutch when nothing was said.
func langOf(wished string) string {
	if wished != "" {
		return wished
	}
	return "nl"
}
