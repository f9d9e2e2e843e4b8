package appointment

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// How long rows without contact stay, and tries at codes.
const (
	rowTime = 365 * 24 * time.Hour
	tryKept = 24 * time.Hour
)

// Forget destroys the keys of contact whose time has come and takes away what is past its term. It returns how many people's contact was forgotten.
// The key goes first: a crash in between leaves contact that nobody can read, and the next round takes it away.
func (s *Store) Forget(ctx context.Context) (int, error) {
	now := s.config.Now()
	forgotten := 0
	for _, what := range []struct{ find, forget, kind string }{
		{selectExpired, forgetContact, "appointment/"}, {selectExpiredCallbacks, forgetCallback, "callback/"},
	} {
		rows, err := s.db.Query(ctx, what.find, now)
		if err != nil {
			return forgotten, fmt.Errorf("looking for what is past its term: %w", err)
		}
		ids, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			return forgotten, fmt.Errorf("looking for what is past its term: %w", err)
		}
		for _, id := range ids {
			if err := s.config.Vault.Forget(what.kind + id); err != nil {
				return forgotten, fmt.Errorf("destroying the key of contact: %w", err)
			}
			if _, err := s.db.Exec(ctx, what.forget, id); err != nil {
				return forgotten, fmt.Errorf("forgetting contact: %w", err)
			}
			if _, err := s.db.Exec(ctx, dropUnsent, id); err != nil {
				return forgotten, fmt.Errorf("forgetting messages: %w", err)
			}
			forgotten++
		}
	}
	for _, old := range []struct {
		statement string
		before    time.Time
	}{{deleteOldTries, now.Add(-tryKept)}, {deleteOldHolds, now.Add(-time.Hour)}, {deleteOldMessages, now.Add(-rowTime)}, {deleteOldRows, now.Add(-rowTime)}, {deleteOldCallbacks, now.Add(-rowTime)}} {
		if _, err := s.db.Exec(ctx, old.statement, old.before); err != nil {
			return forgotten, fmt.Errorf("taking away what is old: %w", err)
		}
	}
	return forgotten, nil
}

// Erase forgets the contact of one booking at once, at the request of the person: its key is destroyed.
func (s *Store) Erase(ctx context.Context, code, client string) error {
	b, err := s.Details(ctx, code, client)
	if err != nil {
		return err
	}
	if err := s.config.Vault.Forget(subject(b.ID)); err != nil {
		return fmt.Errorf("destroying the key of contact: %w", err)
	}
	if _, err := s.db.Exec(ctx, forgetContact, b.ID); err != nil {
		return fmt.Errorf("forgetting contact: %w", err)
	}
	_, err = s.db.Exec(ctx, dropUnsent, b.ID)
	return err
}
