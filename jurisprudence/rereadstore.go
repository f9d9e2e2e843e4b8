package jurisprudence

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// rereadBatch is how many rulings are read anew in one look.
const rereadBatch = 100

// unreadRow is a ruling that older rules read, whole enough to be written again.
type unreadRow struct {
	rulingRow
	Hash       []byte
	Published  *time.Time
	Modified   *time.Time
	ReplacedBy ECLI
	State      State
	Again      Again
}

// Reread reads the awards anew in what no adviser has judged and older rules have read, and returns how many rulings those were. What an adviser
// corrected stays. A ruling that was judged keeps what was judged.
func (s *Store) Reread(ctx context.Context) (int, error) {
	done := 0
	for last := ECLI(""); ; {
		rows, err := s.db.Query(ctx, `
			SELECT `+rulingColumns+`, hash, published, modified, replaced_by, state, again
			FROM bank.rulings
			WHERE state = 'candidate' AND body <> '' AND reader <> $1 AND ecli > $2
			ORDER BY ecli
			LIMIT $3`, ReaderVersion, last, rereadBatch)
		if err != nil {
			return done, fmt.Errorf("reading rulings anew: %w", err)
		}
		batch, err := pgx.CollectRows(rows, pgx.RowToStructByName[unreadRow])
		if err != nil {
			return done, fmt.Errorf("reading rulings anew: %w", err)
		}
		if len(batch) == 0 {
			return done, nil
		}
		for _, row := range batch {
			last = row.ECLI
			if err := s.reread(ctx, row); err != nil {
				return done, fmt.Errorf("reading ruling %s anew: %w", row.ECLI, err)
			}
			done++
		}
	}
}

func (s *Store) reread(ctx context.Context, row unreadRow) error {
	r, err := row.ruling()
	if err != nil {
		return err
	}
	r.Published, r.Modified, r.ReplacedBy = orZero(row.Published), orZero(row.Modified), row.ReplacedBy
	return pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `SELECT other AS ecli, type, stage, outcome, '' AS text FROM bank.relations WHERE ruling = $1`, r.ECLI)
		if err != nil {
			return err
		}
		if r.Relations, err = pgx.CollectRows(rows, pgx.RowToStructByName[Relation]); err != nil {
			return err
		}
		// It may have been judged or changed since it was listed.
		var still bool
		const unjudged = `SELECT state = 'candidate' AND hash = $2 FROM bank.rulings WHERE ecli = $1 FOR UPDATE`
		if err := tx.QueryRow(ctx, unjudged, r.ECLI, row.Hash).Scan(&still); err != nil || !still {
			return err
		}
		found := Awards(r)
		if err := s.write(ctx, tx, r, found, row.Hash, row.Body, Candidate, row.Again, false, false); err != nil {
			return err
		}
		return s.replaceVictims(ctx, tx, r.ECLI, row.Body, found)
	})
}
