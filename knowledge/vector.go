package knowledge

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/pgvector/pgvector-go"

	"wegwijzer/internal/dutch"
)

// How the approximate index is searched: efSearch candidates, and on in strict order while a filter leaves too few.
const (
	efSearch   = 100
	vectorHits = 50
	embedBatch = 64
)

// model returns the number of the embedding model in use on a shelf, and makes it and its index when it is new there.
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
		if err := tx.QueryRow(ctx, insert, args...).Scan(&id); err != nil {
			return err
		}
		// Both numbers come from the database and the program, never from outside; DDL takes no parameters.
		index := fmt.Sprintf(`
			CREATE INDEX vectors_model_%d ON vectors
			USING hnsw ((embedding::vector(%d)) vector_cosine_ops)
			WHERE model = %d`, id, e.Dimension(), id)
		_, err = tx.Exec(ctx, index)
		return err
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
		SELECT p.id, d.title || E'\n' || p.heading || E'\n' || p.text
		FROM passages p
		JOIN documents d ON d.id = p.document
		WHERE d.collection = $1
		AND NOT EXISTS (SELECT FROM vectors v WHERE v.model = $2 AND v.passage = p.id)
		LIMIT $3`
	type row struct{ ID, Text string }
	for {
		var rows []row
		err := s.in(ctx, schema, func(tx pgx.Tx) error {
			found, err := tx.Query(ctx, missing, collection, model, embedBatch*16)
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
			return nil
		}
		var values [][]any
		for start := 0; start < len(rows); start += embedBatch {
			batch := rows[start:min(start+embedBatch, len(rows))]
			texts := make([]string, len(batch))
			for i, r := range batch {
				texts[i] = prefix + r.Text
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

// near returns the passages of a collection nearest to a vector with their likeness, 1 for the same direction.
func (sh *Shelf) near(ctx context.Context, collection int32, vector []float32) (map[PassageID]float32, error) {
	model, err := sh.model(ctx)
	if err != nil || model == 0 {
		return nil, err
	}
	// The expression must be that of the index, or the index is not used.
	search := fmt.Sprintf(`
		SELECT passage, 1 - (embedding::vector(%[1]d) <=> $1)
		FROM %[2]s.vectors
		WHERE model = %[3]d AND collection = $2
		ORDER BY embedding::vector(%[1]d) <=> $1
		LIMIT $3`, len(vector), sh.schema, model)
	var batch pgx.Batch
	batch.Queue("BEGIN")
	batch.Queue(fmt.Sprintf("SET LOCAL hnsw.ef_search = %d", efSearch))
	batch.Queue("SET LOCAL hnsw.iterative_scan = strict_order")
	batch.Queue(search, pgvector.NewVector(vector), collection, vectorHits)
	batch.Queue("COMMIT")
	results := sh.db.SendBatch(ctx, &batch)
	defer results.Close() //nolint:errcheck // its error is that of the query below
	for range 3 {
		if _, err := results.Exec(); err != nil {
			return nil, fmt.Errorf("searching vectors: %w", err)
		}
	}
	rows, err := results.Query()
	if err != nil {
		return nil, fmt.Errorf("searching vectors: %w", err)
	}
	found := map[PassageID]float32{}
	for rows.Next() {
		var id PassageID
		var likeness float32
		if err := rows.Scan(&id, &likeness); err != nil {
			return nil, fmt.Errorf("reading vectors: %w", err)
		}
		found[id] = likeness
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("searching vectors: %w", err)
	}
	return found, nil
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
