package jurisprudence

import (
	"context"
	"errors"
	"fmt"
	"slices"
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
}

// Reread reads the awards anew in what older rules have read, and returns how many rulings those were. What an adviser corrected stays, and so does
// what an adviser thought of a ruling; only when another sum or party would count now does it come back to the queue.
func (s *Store) Reread(ctx context.Context) (int, error) {
	done := 0
	for last := ECLI(""); ; {
		rows, err := s.db.Query(ctx, `
			SELECT `+rulingColumns+`, hash, published, modified, replaced_by
			FROM bank.rulings
			WHERE body <> '' AND reader <> $1 AND ecli > $2
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
		var same bool
		var state State
		var again Again
		const now = `SELECT hash = $2, state, again FROM bank.rulings WHERE ecli = $1 FOR UPDATE`
		if err := tx.QueryRow(ctx, now, r.ECLI, row.Hash).Scan(&same, &state, &again); err != nil || !same {
			return err
		}
		found := Awards(r)
		if err := s.write(ctx, tx, r, found, row.Hash, row.Body, state, again, false, false); err != nil {
			return err
		}
		if err := s.renew(ctx, tx, r.ECLI, row.Body, found); err != nil {
			return err
		}
		if err := s.overtaken(ctx, tx, r.ECLI); err != nil {
			return err
		}
		return s.reshelve(ctx, tx, r.ECLI)
	})
}

// renew keeps what the rules read now instead of what they read before, and puts a ruling back in the queue when something else counts since: one that
// legal staff see or are about to see, and one that was refused because nothing was awarded in it.
func (s *Store) renew(ctx context.Context, tx pgx.Tx, id ECLI, body string, f Finding) error {
	before, err := counts(ctx, tx, id)
	if err != nil {
		return err
	}
	if err := s.replaceVictims(ctx, tx, id, body, f); err != nil {
		return err
	}
	after, err := counts(ctx, tx, id)
	if err != nil || slices.Equal(before, after) {
		return err
	}
	const back = `
		UPDATE bank.rulings SET state = 'candidate', again = 'reread', judged_by = '', judged_at = NULL, second_by = ''
		WHERE ecli = $1 AND (state IN ('suitable', 'second') OR state = 'unsuitable' AND reason = $2)`
	tag, err := tx.Exec(ctx, back, id, NoAward)
	if err != nil || tag.RowsAffected() == 0 {
		return err
	}
	return s.unshelve(ctx, tx, id)
}

// counts returns what counts of each injured party of a ruling, to compare.
func counts(ctx context.Context, tx pgx.Tx, id ECLI) ([]string, error) {
	return ids(ctx, tx, `
		SELECT concat_ws(' ', label, claimed, '/', material, '/', immaterial, '/', total, '/', affection, '/', shock, '/', interest_from, '/', days, '/', joint, '/', measure, '/', decision)
		FROM bank.victims
		WHERE ruling = $1 AND NOT removed AND source <> 'model'
		ORDER BY 1`, id)
}

// reshelve renews what legal staff find of a ruling, when it is suitable.
func (s *Store) reshelve(ctx context.Context, tx pgx.Tx, id ECLI) error {
	rows, err := tx.Query(ctx, `SELECT `+rulingColumns+` FROM bank.rulings WHERE ecli = $1 AND state = 'suitable'`, id)
	if err != nil {
		return err
	}
	row, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[rulingRow])
	if errors.Is(err, pgx.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	return s.shelve(ctx, tx, row)
}
