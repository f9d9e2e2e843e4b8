package appointment

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// How many wrong codes may be tried in an hour, by one client and by all together. With 2^40 codes and 100,000 bookings, what all together may try
// finds one in about sixty years; and all together reach it only in an attack, for people mistype a code a few times a day.
const (
	triesEach = 10
	triesAll  = 20_000
	tryTime   = time.Hour
)

// mayTry returns ErrNoCode for a client that guessed too often. It is the answer to a wrong code too: a guesser cannot tell the two apart.
func (s *Store) mayTry(ctx context.Context, client string) error {
	var mine, all int
	if err := s.db.QueryRow(ctx, countTries, hashToken("client:"+client), s.config.Now().Add(-tryTime)).Scan(&mine, &all); err != nil {
		return fmt.Errorf("counting tries: %w", err)
	}
	if mine >= triesEach || all >= triesAll {
		return ErrNoCode
	}
	return nil
}

// tried notes a try, right or wrong, so that both do the same work, and returns err.
func (s *Store) tried(ctx context.Context, client string, err error) error {
	wrong := errors.Is(err, ErrNoCode)
	if err != nil && !wrong && !errors.Is(err, ErrLate) && !errors.Is(err, ErrExpired) {
		return err
	}
	if _, failed := s.db.Exec(ctx, insertTry, hashToken("client:"+client), s.config.Now(), wrong); failed != nil {
		return errors.Join(err, fmt.Errorf("noting a try: %w", failed))
	}
	return err
}
