package handover

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Present says that a member of staff can be written with for so long. It returns ErrClosed outside the hours.
func (s *Store) Present(ctx context.Context, person, name string, lasts time.Duration) error {
	now := s.config.Now()
	if !s.config.Open(now) {
		return ErrClosed
	}
	return s.turn(ctx, upsertPresence, person, name, now.Add(lasts))
}

// StillThere prolongs the presence of who is there, and of nobody else.
func (s *Store) StillThere(ctx context.Context, person string, lasts time.Duration) error {
	now := s.config.Now()
	if _, err := s.db.Exec(ctx, prolongPresence, person, now.Add(lasts), now); err != nil {
		return fmt.Errorf("noting who is there: %w", err)
	}
	return nil
}

// Away says that a member of staff cannot be written with any more. The talks that are under way stay with whom they are until presence is looked at
// again: end or return them first.
func (s *Store) Away(ctx context.Context, person string) error {
	return s.turn(ctx, deletePresence, person)
}

func (s *Store) turn(ctx context.Context, statement string, args ...any) error {
	return pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, statement, args...); err != nil {
			return fmt.Errorf("noting who is there: %w", err)
		}
		return s.notify(ctx, tx, queueTopic)
	})
}

// present counts who is there, and says whether one of them is.
func (s *Store) present(ctx context.Context, person string) (n int, mine bool, err error) {
	now := s.config.Now()
	if err := s.db.QueryRow(ctx, countPresent, now, person).Scan(&n, &mine); err != nil {
		return 0, false, fmt.Errorf("counting who is there: %w", err)
	}
	if !s.config.Open(now) {
		n = 0
	}
	return n, mine, nil
}

// Board is what a member of staff sees of all talks: who waits, and the own ones. Nothing that was written is on it.
type Board struct {
	Open    bool // within the hours
	Present bool // the member of staff who asks
	Others  int  // colleagues who are there
	Waiting []Talk
	Mine    []Talk
}

// Board returns the board for a member of staff.
func (s *Store) Board(ctx context.Context, person string) (Board, error) {
	n, mine, err := s.present(ctx, person)
	if err != nil {
		return Board{}, err
	}
	b := Board{Open: s.config.Open(s.config.Now()), Present: mine, Others: n}
	if mine && n > 0 {
		b.Others--
	}
	rows, err := s.db.Query(ctx, selectQueue, person)
	if err != nil {
		return Board{}, fmt.Errorf("reading the queue: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[talkRow])
	if err != nil {
		return Board{}, fmt.Errorf("reading the queue: %w", err)
	}
	for _, r := range all {
		if r.State == string(Waiting) {
			b.Waiting = append(b.Waiting, r.talk())
		} else {
			b.Mine = append(b.Mine, r.talk())
		}
	}
	return b, nil
}

// Watch hands a member of staff the board each time that it changes, until emit fails or ctx ends.
func (s *Store) Watch(ctx context.Context, person string, emit func(Board) error) error {
	w, end := s.hub.watch(queueTopic)
	defer end()
	tick := time.NewTicker(seenEvery)
	defer tick.Stop()
	for {
		b, err := s.Board(ctx, person)
		if err != nil {
			return err
		}
		if err := emit(b); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-w.changed:
		case <-tick.C:
		}
	}
}

// Take gives a talk that waits to a member of staff. It returns ErrTaken when a colleague was first or the visitor has gone; taking one's own talk again
// is no error.
func (s *Store) Take(ctx context.Context, id, person, name string) error {
	if !isID(id) {
		return ErrTaken
	}
	return pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, takeTalk, id, person, name, s.config.Now())
		if err != nil {
			return fmt.Errorf("taking a talk: %w", err)
		}
		if tag.RowsAffected() == 0 {
			var state State
			err := tx.QueryRow(ctx, lockTalk, id, person).Scan(&state)
			if errors.Is(err, pgx.ErrNoRows) || state == Ended {
				return ErrTaken
			}
			return err
		}
		return errors.Join(s.notify(ctx, tx, id), s.notify(ctx, tx, queueTopic))
	})
}

// Reply adds a line of the member of staff who has the talk, as Say does for the visitor.
func (s *Store) Reply(ctx context.Context, id, person, client, text string) (int, error) {
	if !isID(id) {
		return 0, ErrUnknown
	}
	return s.say(ctx, id, person, Staff, client, text, false)
}

// ReplyTypes shows that the member of staff is writing.
func (s *Store) ReplyTypes(ctx context.Context, id, person string) error {
	if !isID(id) {
		return ErrUnknown
	}
	t, err := s.talkBy(ctx, selectForStaff, id, person)
	if err != nil {
		return err
	}
	return s.types(ctx, t.ID, Staff)
}

// Return gives a talk back to the computer: it ends, and the visitor reads that. It returns ErrUnknown for who does not have it, and ErrEnded.
func (s *Store) Return(ctx context.Context, id, person string) error {
	if !isID(id) {
		return ErrUnknown
	}
	return s.end(ctx, id, person, Staff)
}

// Read returns what is new after line n to the member of staff who has the talk; ErrUnknown for anybody else.
func (s *Store) Read(ctx context.Context, id, person string, n int) (Update, error) {
	if !isID(id) {
		return Update{}, ErrUnknown
	}
	return s.see(ctx, n, false, selectForStaff, id, person)
}

// Attend hands the member of staff who has a talk what is new, as Follow does for the visitor.
func (s *Store) Attend(ctx context.Context, id, person string, n int, emit func(Update) error) error {
	if !isID(id) {
		return ErrUnknown
	}
	return s.follow(ctx, id, n, Visitor, func(ctx context.Context, n int) (Update, error) { return s.Read(ctx, id, person, n) }, emit)
}

func (s *Store) end(ctx context.Context, id, person string, by Author) error {
	return pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, endTalk, id, s.config.Now(), string(by), person)
		if err != nil {
			return fmt.Errorf("ending a talk: %w", err)
		}
		if tag.RowsAffected() == 0 {
			return ErrEnded
		}
		return errors.Join(s.notify(ctx, tx, id), s.notify(ctx, tx, queueTopic))
	})
}
