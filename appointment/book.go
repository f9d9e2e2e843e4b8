package appointment

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Create books what is held and returns the four words that open the booking. Asked again with the same token it returns the same words and
// books nothing more. It returns ErrExpired when the hold is over: then hold again, or choose another time.
func (s *Store) Create(ctx context.Context, token string, w Wanted, contact Contact) (Booking, string, error) {
	now := s.config.Now()
	var b Booking
	var code string
	err := pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		var until time.Time
		var try int
		err := tx.QueryRow(ctx, lockBySecret, hashToken(token)).Scan(&b.ID, &b.State, &until, &try, &b.Start, &b.End)
		switch {
		case errors.Is(err, pgx.ErrNoRows):
			return ErrExpired
		case err != nil:
			return fmt.Errorf("finding a hold: %w", err)
		case b.State == Booked:
			code = codeOf(s.config.Key, token, try)
			return nil
		case b.State != Held || !until.After(now):
			return ErrExpired
		}
		for try = 0; ; try++ {
			code = codeOf(s.config.Key, token, try)
			var exists bool
			if err := tx.QueryRow(ctx, codeExists, hashCode(s.config.Key, code), b.ID).Scan(&exists); err != nil {
				return fmt.Errorf("making a code: %w", err)
			}
			if !exists {
				break
			}
		}
		sealed, err := s.seal(b.ID, contact)
		if err != nil {
			return err
		}
		tag, err := tx.Exec(ctx, bookHold, b.ID, hashCode(s.config.Key, code), try, sealed, w.Interpreter, w.Gender, w.Helper, w.ForOther, langOf(w.Lang), now)
		if err != nil {
			return fmt.Errorf("booking: %w", err)
		}
		if tag.RowsAffected() == 0 {
			return ErrExpired
		}
		b.State = Booked
		if err := s.event(ctx, tx, b.ID, "booked", "client", b.Start); err != nil {
			return err
		}
		return s.tell(ctx, tx, b.ID, "booked", 0, b.Start, contact)
	})
	if err != nil {
		return Booking{}, "", err
	}
	b.Start, b.End, b.Wanted = b.Start.In(s.config.Zone), b.End.In(s.config.Zone), w
	return b, code, nil
}

// contactField is the name under which contact is sealed.
const contactField = "contact"

func (s *Store) seal(id string, contact Contact) ([]byte, error) {
	plain, err := json.Marshal(contact)
	if err != nil {
		return nil, fmt.Errorf("writing contact: %w", err)
	}
	sealed, err := s.config.Vault.Seal(subject(id), contactField, plain)
	if err != nil {
		return nil, fmt.Errorf("sealing contact: %w", err)
	}
	return sealed, nil
}

func (s *Store) contact(id string, sealed []byte) (Contact, error) {
	var c Contact
	if sealed == nil {
		return c, nil
	}
	plain, err := s.config.Vault.Open(subject(id), contactField, sealed)
	if err != nil {
		return c, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	if err := json.Unmarshal(plain, &c); err != nil {
		return c, fmt.Errorf("reading contact: %w", err)
	}
	return c, nil
}

// subject is the name of a booking's key.
func subject(id string) string { return "appointment/" + id }

func (s *Store) event(ctx context.Context, tx pgx.Tx, id, act, actor string, starts time.Time) error {
	if _, err := tx.Exec(ctx, insertEvent, id, s.config.Now(), act, actor, starts); err != nil {
		return fmt.Errorf("noting what happened: %w", err)
	}
	return nil
}

// Details returns what a code opens. client names who asks, for the limit on guesses. ErrNoCode is the answer to an unknown code, a malformed one and
// one tried too often, after the same work.
func (s *Store) Details(ctx context.Context, code, client string) (Booking, error) {
	if err := s.mayTry(ctx, client); err != nil {
		return Booking{}, err
	}
	b, err := s.byCode(ctx, code)
	return b, s.tried(ctx, client, err)
}

type bookingRow struct {
	ID, State, Channel, Service, Place, Adviser string
	Starts, Ends                                time.Time
	Sequence                                    int
	Interpreter, Gender, Lang                   string
	Helper, ForOther, Unstaffed                 bool
	PlaceName, PlaceAddress                     string
	Sealed                                      []byte
}

func (s *Store) byCode(ctx context.Context, code string) (Booking, error) {
	rows, err := s.db.Query(ctx, selectByCode, hashCode(s.config.Key, code))
	if err != nil {
		return Booking{}, fmt.Errorf("looking a code up: %w", err)
	}
	r, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[bookingRow])
	if errors.Is(err, pgx.ErrNoRows) {
		return Booking{}, ErrNoCode
	}
	if err != nil {
		return Booking{}, fmt.Errorf("looking a code up: %w", err)
	}
	if r.Ends.Before(s.config.Now().Add(-24 * time.Hour)) { // what is over is nobody's business any more
		return Booking{}, ErrNoCode
	}
	b := Booking{
		ID: r.ID, Start: r.Starts.In(s.config.Zone), End: r.Ends.In(s.config.Zone), State: State(r.State), Channel: Channel(r.Channel), Service: r.Service,
		Adviser: r.Adviser, Sequence: r.Sequence, Unstaffed: r.Unstaffed && r.State == string(Booked),
		Wanted: Wanted{Service: r.Service, Channel: Channel(r.Channel), Place: r.Place, Lang: r.Lang, Interpreter: r.Interpreter, Gender: r.Gender, Helper: r.Helper, ForOther: r.ForOther},
	}
	if c, err := s.contact(r.ID, r.Sealed); err == nil { // contact that was forgotten takes the link with it
		b.Link = c.Link
	}
	if r.Place != "" {
		b.Place = &Place{ID: r.Place, Name: r.PlaceName, Address: r.PlaceAddress}
	}
	return b, nil
}

// Cancel takes the booking of a code away. It returns ErrNoCode as Details does, and ErrLate when the talk has begun. Cancelling twice is no error.
func (s *Store) Cancel(ctx context.Context, code, client string) error {
	if err := s.mayTry(ctx, client); err != nil {
		return err
	}
	err := pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		l, err := s.lock(ctx, tx, code)
		if err != nil || l.State == Cancelled {
			return err
		}
		return s.cancel(ctx, tx, l, "client", ErrLate)
	})
	return s.tried(ctx, client, err)
}

// cancel cancels a locked booking; late is what one that is over gives.
func (s *Store) cancel(ctx context.Context, tx pgx.Tx, l lockedRow, actor string, late error) error {
	var sequence int
	err := tx.QueryRow(ctx, cancelBooked, l.ID, s.config.Now()).Scan(&sequence)
	if errors.Is(err, pgx.ErrNoRows) {
		return late
	}
	if err != nil {
		return fmt.Errorf("cancelling: %w", err)
	}
	if err := s.event(ctx, tx, l.ID, "cancelled", actor, l.Starts); err != nil {
		return err
	}
	contact, err := s.contact(l.ID, l.Sealed)
	if err != nil {
		return err
	}
	return s.tell(ctx, tx, l.ID, "cancelled", sequence, l.Starts, contact)
}

type lockedRow struct {
	ID       string
	State    State
	Starts   time.Time
	Sequence int
	Sealed   []byte
}

func (s *Store) lock(ctx context.Context, tx pgx.Tx, code string) (lockedRow, error) {
	var l lockedRow
	err := tx.QueryRow(ctx, lockByCode, hashCode(s.config.Key, code)).Scan(&l.ID, &l.State, &l.Starts, &l.Sequence, &l.Sealed)
	if errors.Is(err, pgx.ErrNoRows) {
		return l, ErrNoCode
	}
	if err != nil {
		return l, fmt.Errorf("looking a code up: %w", err)
	}
	return l, nil
}

// Move puts the booking of a code on a held time; it stays the same booking, with the same code. It returns ErrNoCode as Details does, ErrExpired
// when the hold is over, and ErrLate when the talk has begun or was cancelled.
func (s *Store) Move(ctx context.Context, code, token, client string) (Booking, error) {
	if err := s.mayTry(ctx, client); err != nil {
		return Booking{}, err
	}
	now := s.config.Now()
	err := pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		l, err := s.lock(ctx, tx, code)
		if err != nil {
			return err
		}
		if l.State != Booked || !l.Starts.After(now) {
			return ErrLate
		}
		var adviser AdviserID
		var place string
		var starts, ends, from, to time.Time
		err = tx.QueryRow(ctx, takeHold, hashToken(token), now).Scan(&adviser, &place, &starts, &ends, &from, &to)
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrExpired
		}
		if err != nil {
			return fmt.Errorf("taking a hold: %w", err)
		}
		var sequence int
		if err := tx.QueryRow(ctx, moveBooked, l.ID, adviser, place, starts, ends, from, to, ends.Add(keepTime)).Scan(&sequence); err != nil {
			return fmt.Errorf("moving: %w", err)
		}
		if err := s.event(ctx, tx, l.ID, "moved", "client", starts); err != nil {
			return err
		}
		contact, err := s.contact(l.ID, l.Sealed)
		if err != nil {
			return err
		}
		return s.tell(ctx, tx, l.ID, "moved", sequence, starts, contact)
	})
	if err = s.tried(ctx, client, err); err != nil {
		return Booking{}, err
	}
	return s.byCode(ctx, code)
}
