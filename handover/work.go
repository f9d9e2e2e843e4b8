package handover

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// How often it is tidied up, and how long is waited before the database is listened to again.
const (
	tidyEvery   = 20 * time.Second
	listenAgain = time.Second
)

// Work listens to what other copies of the program say, and tidies up, until ctx ends. Without it everything still arrives, at the next look.
func (s *Store) Work(ctx context.Context) error {
	listened := make(chan struct{})
	go func() {
		defer close(listened)
		s.listenOn(ctx)
	}()
	defer func() { <-listened }()
	tick := time.NewTicker(tidyEvery)
	defer tick.Stop()
	failing := false // a database that is away is told once
	for {
		err := s.Tidy(ctx)
		if err != nil && ctx.Err() == nil && !failing {
			s.config.Logger.WarnContext(ctx, "talks cannot be tidied up", "error", err)
		}
		failing = err != nil
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// listenOn listens until ctx ends, again after each broken connection.
func (s *Store) listenOn(ctx context.Context) {
	failing := false
	for ctx.Err() == nil {
		err := s.listen(ctx, func() { failing = false })
		if err != nil && ctx.Err() == nil && !failing {
			s.config.Logger.WarnContext(ctx, "talks are not listened to", "error", err)
		}
		failing = true
		select {
		case <-ctx.Done():
		case <-time.After(listenAgain):
		}
	}
}

// listen wakes followers at each sign, until the connection breaks or ctx ends; it calls heard once it listens. The connection is its own: one that listens is not given back.
func (s *Store) listen(ctx context.Context, heard func()) error {
	c, err := s.db.Acquire(ctx)
	if err != nil {
		return fmt.Errorf("listening: %w", err)
	}
	conn := c.Hijack()
	defer conn.Close(context.WithoutCancel(ctx)) //nolint:errcheck // it is over
	if _, err := conn.Exec(ctx, "LISTEN handover"); err != nil {
		return fmt.Errorf("listening: %w", err)
	}
	heard()
	s.hub.wakeAll() // what was said before nobody heard
	for {
		n, err := conn.WaitForNotification(ctx)
		if err != nil {
			return fmt.Errorf("listening: %w", err)
		}
		if topic, who, typing := strings.Cut(n.Payload, " "); typing {
			s.hub.types(topic, Author(who))
		} else {
			s.hub.wake(topic)
		}
	}
}

// notify tells all copies of the program, when the transaction is done, that a talk or the queue changed. The sign holds a number and no word.
func (s *Store) notify(ctx context.Context, tx pgx.Tx, topic string) error {
	if _, err := tx.Exec(ctx, tell, topic); err != nil {
		return fmt.Errorf("telling of a talk: %w", err)
	}
	return nil
}

func (s *Store) types(ctx context.Context, id string, who Author) error {
	if _, err := s.db.Exec(ctx, tell, id+" "+string(who)); err != nil {
		return fmt.Errorf("telling of a talk: %w", err)
	}
	return nil
}

// Tidy ends the talks of visitors who have gone, puts those of staff who fell away back in the queue, and wipes what has ended.
func (s *Store) Tidy(ctx context.Context) error {
	now := s.config.Now()
	err := pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		changed := map[string]bool{}
		for _, step := range []struct {
			statement string
			args      []any
		}{{endSilent, []any{now, now.Add(-silenceTime)}}, {requeue, []any{now}}} {
			rows, err := tx.Query(ctx, step.statement, step.args...)
			if err != nil {
				return fmt.Errorf("tidying up talks: %w", err)
			}
			ids, err := pgx.CollectRows(rows, pgx.RowTo[string])
			if err != nil {
				return fmt.Errorf("tidying up talks: %w", err)
			}
			for _, id := range ids {
				changed[id] = true
			}
		}
		for id := range changed {
			if err := s.notify(ctx, tx, id); err != nil {
				return err
			}
		}
		if len(changed) > 0 {
			return s.notify(ctx, tx, queueTopic)
		}
		return nil
	})
	if err != nil {
		return err
	}
	_, err = s.Forget(ctx)
	return err
}

// Forget wipes the talks that have ended and takes away what is left of older ones. It returns how many were wiped.
func (s *Store) Forget(ctx context.Context) (int, error) {
	now := s.config.Now()
	rows, err := s.db.Query(ctx, selectUnwiped, now.Add(-wipeAfter))
	if err != nil {
		return 0, fmt.Errorf("looking for talks that ended: %w", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return 0, fmt.Errorf("looking for talks that ended: %w", err)
	}
	for i, id := range ids {
		if err := s.wipe(ctx, id); err != nil {
			return i, err
		}
	}
	if _, err := s.db.Exec(ctx, deleteOld, now.Add(-rowTime)); err != nil {
		return len(ids), fmt.Errorf("taking old talks away: %w", err)
	}
	if _, err := s.db.Exec(ctx, deletePast, now.Add(-rowTime)); err != nil {
		return len(ids), fmt.Errorf("taking old presence away: %w", err)
	}
	return len(ids), nil
}

// wipe takes the lines of an ended talk away and destroys its key. The lines go first: a crash in between leaves a key that opens nothing, and the next
// round destroys it.
func (s *Store) wipe(ctx context.Context, id string) error {
	if _, err := s.db.Exec(ctx, deleteLines, id); err != nil {
		return fmt.Errorf("wiping a talk: %w", err)
	}
	if err := s.config.Vault.Forget(subject(id)); err != nil {
		return fmt.Errorf("destroying the key of a talk: %w", err)
	}
	if _, err := s.db.Exec(ctx, markWiped, id); err != nil {
		return fmt.Errorf("noting that a talk was wiped: %w", err)
	}
	return nil
}
