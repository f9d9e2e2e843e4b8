package knowledge

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/pgvector/pgvector-go"

	"wegwijzer/internal/dutch"
)

const embedBatch = 64

// model returns the number of the embedding model in use on a shelf, and makes it when it is new there.
// The vectors of the model before stay until it is forgotten.
func (s *Store) model(ctx context.Context, schema string) (id int32, err error) {
	e := s.config.Embedder
	query, passage := e.Prefixes()
	const find = `
		SELECT id FROM models
		WHERE name = $1 AND dimension = $2 AND query_prefix = $3 AND passage_prefix = $4 AND analyser = $5`
	const insert = `
		INSERT INTO models (name, dimension, query_prefix, passage_prefix, analyser) VALUES ($1, $2, $3, $4, $5)
		RETURNING id`
	err = s.in(ctx, schema, func(tx pgx.Tx) error {
		args := []any{e.Name(), e.Dimension(), query, passage, dutch.AnalyserVersion}
		err := tx.QueryRow(ctx, find, args...).Scan(&id)
		if !errors.Is(err, pgx.ErrNoRows) {
			return err
		}
		return tx.QueryRow(ctx, insert, args...).Scan(&id)
	})
	if err != nil {
		return 0, fmt.Errorf("looking up embedding model: %w", err)
	}
	return id, nil
}

// Embed makes the vectors that are missing in every collection for the model in use.
func (s *Store) Embed(ctx context.Context) error {
	for _, schema := range schemas {
		var collections []int32
		err := s.in(ctx, schema, func(tx pgx.Tx) error {
			rows, err := tx.Query(ctx, `SELECT id FROM collections ORDER BY id`)
			if err != nil {
				return err
			}
			collections, err = pgx.CollectRows(rows, pgx.RowTo[int32])
			return err
		})
		if err != nil {
			return fmt.Errorf("listing collections: %w", err)
		}
		for _, c := range collections {
			if err := s.embed(ctx, schema, c); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Store) embed(ctx context.Context, schema string, collection int32) error {
	e := s.config.Embedder
	if e == nil {
		return nil
	}
	model, err := s.model(ctx, schema)
	if err != nil {
		return err
	}
	_, prefix := e.Prefixes()
	const missing = `
		SELECT p.id, d.title || E'\n' || p.heading || E'\n' || p.text, EXISTS (
			SELECT FROM collections c
			JOIN generation_documents gd ON gd.generation = c.generation
			WHERE c.id = $1 AND gd.document = d.id)
		FROM passages p
		JOIN documents d ON d.id = p.document
		WHERE d.collection = $1 AND p.id > $4
		AND NOT EXISTS (SELECT FROM vectors v WHERE v.model = $2 AND v.passage = p.id)
		ORDER BY p.id
		LIMIT $3`
	type row struct {
		ID, Text string
		Served   bool // in what is being searched
	}
	served := false
	last := "" // each look goes on where the one before ended, so that all of them together read the passages once
	for {
		var rows []row
		err := s.in(ctx, schema, func(tx pgx.Tx) error {
			found, err := tx.Query(ctx, missing, collection, model, embedBatch*16, last)
			if err != nil {
				return err
			}
			rows, err = pgx.CollectRows(found, pgx.RowToStructByPos[row])
			return err
		})
		if err != nil {
			return fmt.Errorf("finding passages without a vector: %w", err)
		}
		if len(rows) == 0 {
			if served {
				if err := s.tellAdded(ctx, schema, collection); err != nil {
					return err
				}
			}
			return s.index(ctx, schema, collection, model)
		}
		last = rows[len(rows)-1].ID
		var values [][]any
		for start := 0; start < len(rows); start += embedBatch {
			batch := rows[start:min(start+embedBatch, len(rows))]
			texts := make([]string, len(batch))
			for i, r := range batch {
				texts[i] = prefix + r.Text
				served = served || r.Served
			}
			vectors, err := e.Embed(ctx, texts)
			if err != nil {
				return fmt.Errorf("embedding passages: %w", err)
			}
			if len(vectors) != len(batch) {
				return fmt.Errorf("embedding passages: %d vectors for %d texts", len(vectors), len(batch))
			}
			for i, v := range vectors {
				if len(v) != e.Dimension() {
					return fmt.Errorf("embedding passages: a vector of %d numbers, want %d", len(v), e.Dimension())
				}
				values = append(values, []any{model, batch[i].ID, collection, pgvector.NewVector(v)})
			}
		}
		err = s.in(ctx, schema, func(tx pgx.Tx) error {
			_, err := tx.CopyFrom(ctx, pgx.Identifier{schema, "vectors"}, []string{"model", "passage", "collection", "embedding"}, pgx.CopyFromRows(values))
			return err
		})
		if err != nil {
			return fmt.Errorf("keeping vectors: %w", err)
		}
	}
}

// tellAdded makes every copy of the program that keeps the vectors of a collection in memory read those that were added to what it serves.
func (s *Store) tellAdded(ctx context.Context, schema string, collection int32) error {
	err := s.in(ctx, schema, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE collections SET embedded = embedded + 1 WHERE id = $1`, collection)
		return err
	})
	if err != nil {
		return fmt.Errorf("telling that vectors were added: %w", err)
	}
	return nil
}

// readVectors calls put for each vector of a model that the given passages have, in the binary form of pgvector.
func (sh *Shelf) readVectors(ctx context.Context, tx pgx.Tx, model int32, passages []string, put func(id PassageID, vector []byte) error) error {
	read := fmt.Sprintf(`SELECT passage, embedding FROM %s.vectors WHERE model = $1 AND passage = ANY($2)`, sh.schema)
	rows, err := tx.Query(ctx, read, pgx.QueryResultFormats{pgx.TextFormatCode, pgx.BinaryFormatCode}, model, passages)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		raw := rows.RawValues() // a value of its own for each would be garbage of a megabyte for every thousand
		if err := put(PassageID(raw[0]), raw[1]); err != nil {
			return err
		}
	}
	return rows.Err()
}

// model returns the number of the model in use, or 0 when the shelf holds no vectors of it yet.
func (sh *Shelf) model(ctx context.Context) (int32, error) {
	e := sh.store.config.Embedder
	if e == nil {
		return 0, nil
	}
	if id := sh.modelID.Load(); id != 0 {
		return id, nil
	}
	query, passage := e.Prefixes()
	var id int32
	find := fmt.Sprintf(`
		SELECT id FROM %s.models
		WHERE name = $1 AND dimension = $2 AND query_prefix = $3 AND passage_prefix = $4 AND analyser = $5`, sh.schema)
	err := sh.db.QueryRow(ctx, find, e.Name(), e.Dimension(), query, passage, dutch.AnalyserVersion).Scan(&id)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("looking up embedding model: %w", err)
	}
	sh.modelID.Store(id)
	return id, nil
}
