package appointment

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/jackc/pgx/v5"
)

// Seen is an appointment as staff see it in a week: what it is for and how, never who the person is.
type Seen struct {
	ID          string
	Starts      time.Time
	Ends        time.Time
	State       string
	Channel     string
	Service     string
	Place       string
	PlaceID     string
	Unstaffed   bool // its adviser fell away and nobody else was found
	Adviser     string
	AdviserID   AdviserID
	Interpreter string
	Gender      string
	Helper      bool
	ForOther    bool
	Lang        string
	Sequence    int
}

// Between returns the appointments that begin from from up to to, of one adviser, or of all for adviser 0.
func (s *Store) Between(ctx context.Context, from, to time.Time, adviser AdviserID) ([]Seen, error) {
	rows, err := s.db.Query(ctx, selectWeek, from, to, int64(adviser))
	if err != nil {
		return nil, fmt.Errorf("reading a week: %w", err)
	}
	return s.seen(rows)
}

func (s *Store) seen(rows pgx.Rows) ([]Seen, error) {
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Seen])
	if err != nil {
		return nil, fmt.Errorf("reading appointments: %w", err)
	}
	for i := range all {
		all[i].Starts, all[i].Ends = all[i].Starts.In(s.config.Zone), all[i].Ends.In(s.config.Zone)
	}
	return all, nil
}

// Reach returns an appointment with how the person may be reached, for whoever has to call. It returns ErrUnknown for no such appointment; contact that
// was forgotten is empty. With ErrUnreadable the appointment itself is returned all the same.
func (s *Store) Reach(ctx context.Context, id string) (Contact, Seen, error) {
	if !isID(id) {
		return Contact{}, Seen{}, ErrUnknown
	}
	rows, err := s.db.Query(ctx, selectOne, id)
	if err != nil {
		return Contact{}, Seen{}, fmt.Errorf("reading an appointment: %w", err)
	}
	type row struct {
		Seen
		Sealed []byte
	}
	r, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[row])
	if errors.Is(err, pgx.ErrNoRows) {
		return Contact{}, Seen{}, ErrUnknown
	}
	if err != nil {
		return Contact{}, Seen{}, fmt.Errorf("reading an appointment: %w", err)
	}
	r.Starts, r.Ends = r.Starts.In(s.config.Zone), r.Ends.In(s.config.Zone)
	c, err := s.contact(r.ID, r.Sealed)
	return c, r.Seen, err
}

// isID reports whether a text has the form of an id, so that a guessed address is no error of the database.
func isID(id string) bool {
	if len(id) != 36 {
		return false
	}
	for i, c := range id {
		if dash := i == 8 || i == 13 || i == 18 || i == 23; dash != (c == '-') || !dash && !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f') {
			return false
		}
	}
	return true
}

// Close says how an appointment went: Done or NoShow. It returns ErrStep before it began, and for one that is not booked.
func (s *Store) Close(ctx context.Context, id string, state State) error {
	if state != Done && state != NoShow || !isID(id) {
		return ErrStep
	}
	return pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		var starts time.Time
		err := tx.QueryRow(ctx, closeBooked, id, string(state), s.config.Now()).Scan(&starts)
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrStep
		}
		if err != nil {
			return fmt.Errorf("closing an appointment: %w", err)
		}
		return s.event(ctx, tx, id, string(state), "staff", starts)
	})
}

// AdviserOf returns the adviser that a member of staff is; 0 for who is none.
func (s *Store) AdviserOf(ctx context.Context, staff string) (AdviserID, error) {
	return s.adviser(ctx, selectByStaff, staff)
}

func (s *Store) adviser(ctx context.Context, statement string, by any) (AdviserID, error) {
	var id AdviserID
	err := s.db.QueryRow(ctx, statement, by).Scan(&id)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("looking for an adviser: %w", err)
	}
	return id, nil
}

// NewFeed gives an adviser a new secret address for the calendar feed and returns the secret; the old one stops working.
func (s *Store) NewFeed(ctx context.Context, adviser AdviserID) (string, error) {
	secret := newToken()
	sum := sha256.Sum256([]byte(secret))
	if _, err := s.db.Exec(ctx, setFeed, int64(adviser), sum[:]); err != nil {
		return "", fmt.Errorf("making a calendar feed: %w", err)
	}
	return secret, nil
}

// Feed returns the coming weeks of an adviser as a calendar file, for the adviser's own calendar: times with a neutral title and nothing else.
func (s *Store) Feed(ctx context.Context, secret string) ([]byte, error) {
	sum := sha256.Sum256([]byte(secret))
	id, err := s.adviser(ctx, selectByFeed, sum[:])
	if err != nil {
		return nil, err
	}
	if id == 0 {
		return nil, ErrUnknown
	}
	now := s.config.Now()
	all, err := s.Between(ctx, now.AddDate(0, 0, -7), now.AddDate(0, 3, 0), id)
	if err != nil {
		return nil, err
	}
	var entries []entry
	for _, a := range all {
		entries = append(entries, entry{id: a.ID, start: a.Starts, end: a.Ends, sequence: a.Sequence, cancelled: a.State == string(Cancelled), title: outText("nl", "entry")})
	}
	return calendarFile(ics.MethodPublish, now, entries...), nil
}
