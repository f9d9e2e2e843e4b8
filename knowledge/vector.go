package knowledge

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/pgvector/pgvector-go"

	"wegwijzer/internal/dutch"
)

// How the approximate index is built and searched: so many candidates, and on in strict order while a filter leaves too few. The vectors
// of the built-in embedder are hard for an approximate index, since they lie close together: with pgvector's defaults (16, 64 and 40) it
// finds .7 of the really nearest ten among 10,000. docs/performance.md has the figures for these.
const (
	indexLinks  = 24
	indexEffort = 96
	searchWidth = 200 // of a search, which has other legs to stand on and someone waiting
	alikeWidth  = 800 // of Similar, which has not
	vectorHits  = 50
	embedBatch  = 64
)

// buildMemory is what the first building of an index may take. Where the graph does not fit, building goes on many times slower.
const buildMemory = "512MB"

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

// index sees to it that the vectors of a model have their index. It is made once the first vectors are there, for a graph that is built
// at once takes a fraction of the time of one that grows vector by vector; later vectors are added to it as they come.
func (s *Store) index(ctx context.Context, schema string, model int32) error {
	err := s.in(ctx, schema, func(tx pgx.Tx) error {
		var known bool
		name := fmt.Sprintf("vectors_model_%d", model)
		if err := tx.QueryRow(ctx, `SELECT to_regclass($1) IS NOT NULL`, schema+"."+name).Scan(&known); err != nil || known {
			return err
		}
		// Every part comes from the database and the program, never from outside; DDL takes no parameters.
		for _, statement := range []string{
			fmt.Sprintf("SET LOCAL maintenance_work_mem = '%s'", buildMemory),
			fmt.Sprintf(`
				CREATE INDEX IF NOT EXISTS %s ON vectors
				USING hnsw ((embedding::vector(%d)) vector_cosine_ops)
				WITH (m = %d, ef_construction = %d)
				WHERE model = %d`, name, s.config.Embedder.Dimension(), indexLinks, indexEffort, model),
			"ANALYZE vectors", // or the planner does not know yet that the index is worth it
		} {
			if _, err := tx.Exec(ctx, statement); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("building the index of an embedding model: %w", err)
	}
	return nil
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
		WHERE d.collection = $1 AND p.id > $4
		AND NOT EXISTS (SELECT FROM vectors v WHERE v.model = $2 AND v.passage = p.id)
		ORDER BY p.id
		LIMIT $3`
	type row struct{ ID, Text string }
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
			return s.index(ctx, schema, model)
		}
		last = rows[len(rows)-1].ID
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

// near returns the passages of a collection nearest to a vector with their likeness, 1 for the same direction. The index looks at width
// candidates: more find more of the really nearest, and take longer.
func (sh *Shelf) near(ctx context.Context, collection int32, vector []float32, width int) (map[PassageID]float32, error) {
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
	batch.Queue(fmt.Sprintf("SET LOCAL hnsw.ef_search = %d", width))
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
