package knowledge

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"wegwijzer/internal/dutch"
)

// reanalyseBatch is how many documents are analysed anew in one transaction.
const reanalyseBatch = 100

// Reanalyse makes the terms anew of every document whose terms an earlier version of the analyser made, from the text that is stored:
// a question is analysed by the version in use, and must meet the same terms. It returns how many documents there were. It is quick when
// there are none.
func (s *Store) Reanalyse(ctx context.Context) (int, error) {
	total := 0
	for audience, schema := range schemas {
		shelf := 0
		for {
			n, err := s.reanalyse(ctx, schema)
			if err != nil {
				return total, fmt.Errorf("analysing documents anew: %w", err)
			}
			shelf += n
			if n < reanalyseBatch {
				break
			}
		}
		if shelf > 0 {
			s.shelves[audience].renewAll(ctx)
		}
		total += shelf
	}
	return total, nil
}

func (s *Store) reanalyse(ctx context.Context, schema string) (int, error) {
	n := 0
	err := s.in(ctx, schema, func(tx pgx.Tx) error {
		const stale = `
			SELECT id, title
			FROM documents
			WHERE analyser <> $1
			ORDER BY id
			LIMIT $2
			FOR UPDATE SKIP LOCKED`
		type document struct {
			ID    int64
			Title string
		}
		rows, err := tx.Query(ctx, stale, dutch.AnalyserVersion, reanalyseBatch)
		if err != nil {
			return err
		}
		documents, err := pgx.CollectRows(rows, pgx.RowToStructByPos[document])
		if err != nil {
			return err
		}
		n = len(documents)
		var batch pgx.Batch
		for _, d := range documents {
			type passage struct{ ID, Heading, Text string }
			rows, err := tx.Query(ctx, `SELECT id, heading, text FROM passages WHERE document = $1`, d.ID)
			if err != nil {
				return err
			}
			passages, err := pgx.CollectRows(rows, pgx.RowToStructByPos[passage])
			if err != nil {
				return err
			}
			for _, p := range passages {
				terms := vectorOf(Passage{Title: d.Title, Heading: p.Heading, Text: p.Text})
				batch.Queue(`UPDATE passages SET terms = $1 WHERE id = $2`, terms, p.ID)
			}
			batch.Queue(`UPDATE documents SET analyser = $1 WHERE id = $2`, dutch.AnalyserVersion, d.ID)
		}
		return tx.SendBatch(ctx, &batch).Close()
	})
	return n, err
}

// renewAll serves what is published now of every collection that is being searched.
func (sh *Shelf) renewAll(ctx context.Context) {
	for _, name := range sh.searched() {
		sh.renew(ctx, name)
	}
}
