package jurisprudence

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"wegwijzer/staff"
)

// mostGlanced is how many cases are ranked for a glance: those who want to see more search the bank itself.
const mostGlanced = 60

// Glance returns the few suitable cases that fit words best, among the newest that have them: for beside other things that were found.
func (s *Store) Glance(ctx context.Context, who staff.Person, words string, since time.Time, most int) ([]Hit, error) {
	if words == "" {
		return nil, nil
	}
	vector := s.vectorOf(ctx, words)
	var out []Hit
	err := staff.As(ctx, s.db, who, func(tx pgx.Tx) error {
		found, err := s.ranked(ctx, tx, Wanted{Words: words, From: since}, vector, mostGlanced)
		if err != nil {
			return err
		}
		out, err = hits(ctx, tx, found[:min(most, len(found))])
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("looking for rulings: %w", err)
	}
	return out, nil
}
