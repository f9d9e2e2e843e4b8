package handover

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"
)

// Staffed reports whether a visitor can ask for a member of staff now: it is within the hours and somebody is there.
func (s *Store) Staffed(ctx context.Context) (bool, error) {
	n, _, err := s.present(ctx, "")
	return n > 0, err
}

// Ask puts a visitor in the queue and returns the secret by which the visitor's page follows the talk. It returns ErrNobody when nobody is there, when
// it is outside the hours, and when too many wait: then a callback is what can be offered. What is passed on may be ErrTooLong.
func (s *Store) Ask(ctx context.Context, r Request) (secret string, err error) {
	passed, err := clean(r.Passed)
	if err != nil {
		return "", err
	}
	now := s.config.Now()
	secret = newSecret()
	there, err := s.Staffed(ctx)
	if err != nil {
		return "", err
	}
	if !there {
		return "", ErrNobody
	}
	err = pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		var waiting, mine int
		if err := tx.QueryRow(ctx, countWaiting, hash("origin "+r.Origin)).Scan(&waiting, &mine); err != nil {
			return fmt.Errorf("counting who waits: %w", err)
		}
		if waiting >= maxWaiting || mine >= maxOrigin {
			return ErrNobody
		}
		var id string
		if err := tx.QueryRow(ctx, insertTalk, hash(secret), hash("origin "+r.Origin), r.Lang, r.Worried, now).Scan(&id); err != nil {
			return fmt.Errorf("asking for a member of staff: %w", err)
		}
		if passed != "" {
			if _, err := s.write(ctx, tx, id, Visitor, "passed on", passed, r.Worried); err != nil {
				return err
			}
		}
		return s.notify(ctx, tx, queueTopic)
	})
	return secret, err
}

// Say adds a line of the visitor and returns its number. Sent again with the same id it is said once. It returns ErrUnknown, ErrEnded, ErrTooMany or ErrTooLong.
func (s *Store) Say(ctx context.Context, secret, client, text string, worried bool) (int, error) {
	t, err := s.talkBy(ctx, selectBySecret, hash(secret))
	if err != nil {
		return 0, err
	}
	return s.say(ctx, t.ID, "", Visitor, client, text, worried)
}

// Types shows that the visitor is writing. Nothing of it is kept, and a sign that is lost costs nothing.
func (s *Store) Types(ctx context.Context, secret string) error {
	t, err := s.talkBy(ctx, selectBySecret, hash(secret))
	if err != nil {
		return err
	}
	return s.types(ctx, t.ID, Visitor)
}

// Leave ends a talk for the visitor and wipes it at once: whoever leaves in a hurry leaves nothing. Leaving twice is no error.
func (s *Store) Leave(ctx context.Context, secret string) error {
	t, err := s.talkBy(ctx, selectBySecret, hash(secret))
	if err != nil {
		return err
	}
	if err := s.end(ctx, t.ID, "", Visitor); err != nil && !errors.Is(err, ErrEnded) {
		return err
	}
	return s.wipe(ctx, t.ID)
}

// See returns what is new to a visitor after line n.
func (s *Store) See(ctx context.Context, secret string, n int) (Update, error) {
	return s.see(ctx, n, true, selectBySecret, hash(secret))
}

// Follow hands a visitor what is new after line n, as it comes, until the talk has ended (then it returns nil), emit fails or ctx ends.
func (s *Store) Follow(ctx context.Context, secret string, n int, emit func(Update) error) error {
	t, err := s.talkBy(ctx, selectBySecret, hash(secret))
	if err != nil {
		return err
	}
	return s.follow(ctx, t.ID, n, Staff, func(ctx context.Context, n int) (Update, error) { return s.See(ctx, secret, n) }, emit)
}

func (s *Store) see(ctx context.Context, n int, visitor bool, statement string, args ...any) (Update, error) {
	t, err := s.talkBy(ctx, statement, args...)
	if err != nil {
		return Update{}, err
	}
	if now := s.config.Now(); visitor && now.Sub(t.SeenAt) >= seenEvery/2 {
		if _, err := s.db.Exec(ctx, markSeen, t.ID, now); err != nil {
			return Update{}, fmt.Errorf("noting that a visitor is there: %w", err)
		}
	}
	u := Update{Talk: t.talk()}
	if u.Lines, err = s.linesAfter(ctx, t.ID, n); err == nil {
		return u, nil
	}
	// It may have been wiped at this very moment: then there is nothing to read, and that is no error.
	if t, again := s.talkBy(ctx, statement, args...); again == nil && State(t.State) == Ended {
		return Update{Talk: t.talk()}, nil
	}
	return Update{}, err
}

// follow looks each time that something changed, and now and then besides: a sign may be lost with a connection.
func (s *Store) follow(ctx context.Context, id string, n int, other Author, look func(ctx context.Context, n int) (Update, error), emit func(Update) error) error {
	w, end := s.hub.watch(id)
	defer end()
	q, endQueue := s.hub.watch(queueTopic) // one's place in it changes
	defer endQueue()
	tick := time.NewTicker(seenEvery)
	defer tick.Stop()
	var last Talk
	for first := true; ; first = false {
		u, err := look(ctx, n)
		if err != nil {
			return err
		}
		if first || len(u.Lines) > 0 || u.Talk != last {
			if err := emit(u); err != nil {
				return err
			}
		}
		last = u.Talk
		if len(u.Lines) > 0 {
			n = u.Lines[len(u.Lines)-1].N
		}
		if u.Talk.State == Ended {
			return nil
		}
		for waiting := true; waiting; {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case who := <-w.typing:
				if who == other {
					if err := emit(Update{Talk: last, Typing: true}); err != nil {
						return err
					}
				}
			case <-q.changed:
				waiting = last.State != Waiting
			case <-w.changed:
				waiting = false
			case <-tick.C:
				waiting = false
			}
		}
	}
}

// say adds a line to a talk in which one may write; person is that of staff, "" for the visitor.
func (s *Store) say(ctx context.Context, id, person string, who Author, client, text string, worried bool) (n int, err error) {
	if text, err = clean(text); err != nil {
		return 0, err
	}
	if text == "" || client == "" || len(client) > 64 {
		return 0, ErrUnknown
	}
	err = pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		var state State
		err := tx.QueryRow(ctx, lockTalk, id, person).Scan(&state)
		switch {
		case errors.Is(err, pgx.ErrNoRows):
			return ErrUnknown
		case err != nil:
			return fmt.Errorf("looking for a talk: %w", err)
		case state == Ended, state == Waiting && who == Staff:
			return ErrEnded
		}
		if err := tx.QueryRow(ctx, selectClient, id, string(who), client).Scan(&n); !errors.Is(err, pgx.ErrNoRows) {
			return err // it was said already, or it cannot be known
		}
		if n, err = s.write(ctx, tx, id, who, client, text, worried); err != nil {
			return err
		}
		if worried {
			if _, err := tx.Exec(ctx, markWorried, id); err != nil {
				return fmt.Errorf("noting worry: %w", err)
			}
		}
		return s.notify(ctx, tx, id)
	})
	return n, err
}

func (s *Store) write(ctx context.Context, tx pgx.Tx, id string, who Author, client, text string, worried bool) (int, error) {
	now := s.config.Now()
	var last, recent int
	if err := tx.QueryRow(ctx, countLines, id, string(who), now.Add(-time.Minute)).Scan(&last, &recent); err != nil {
		return 0, fmt.Errorf("counting lines: %w", err)
	}
	if recent >= maxMinute || last >= maxLines {
		return 0, ErrTooMany
	}
	sealed, err := s.config.Vault.Seal(subject(id), field(last+1), []byte(text))
	if err != nil {
		return 0, fmt.Errorf("sealing a line: %w", err)
	}
	if _, err := tx.Exec(ctx, insertLine, id, last+1, string(who), client, worried, sealed, now); err != nil {
		return 0, fmt.Errorf("keeping a line: %w", err)
	}
	return last + 1, nil
}

// clean takes from a text what a line cannot have. It returns ErrTooLong: what somebody writes arrives whole or not at all.
func clean(text string) (string, error) {
	text = strings.TrimSpace(strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", ""), ""))
	if utf8.RuneCountInString(text) > maxRunes {
		return "", ErrTooLong
	}
	return text, nil
}
