package knowledge

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/pgvector/pgvector-go"
)

// How the approximate index is built and searched: so many candidates, and on in strict order while too few are left. The vectors
// of the built-in embedder are hard for an approximate index, since they lie close together: with pgvector's defaults (16, 64 and 40) it
// finds .7 of the really nearest ten among 10,000. Links matter most: with 24 some vectors cannot be reached however far is searched (.962 of
// the nearest ten to questions among 100,000, with one, two and four thousand candidates alike), with 40 nearly all can (.990, n = 300).
const (
	indexLinks  = 40
	indexEffort = 100
	searchWidth = 1000 // the most that pgvector allows
)

// buildMemory is what the first building of an index may take. Where the graph does not fit, building goes on many times slower.
const buildMemory = "512MB"

// graph is the vector leg of a collection that is too large for memory: the HNSW index of pgvector.
type graph struct {
	db         *pgxpool.Pool
	schema     string
	model      int32
	collection int32
}

// index sees to it that the vectors of a collection that is not kept in memory have their index, which holds those of no other collection:
// what a search looks at and may not show would cost it what it may. It is made once the first vectors are there, for a graph that is built
// at once takes a fraction of the time of one that grows vector by vector; later vectors are added to it as they come.
func (s *Store) index(ctx context.Context, schema string, collection, model int32) error {
	err := s.in(ctx, schema, func(tx pgx.Tx) error {
		var known bool
		name := fmt.Sprintf("vectors_model_%d_collection_%d", model, collection)
		if err := tx.QueryRow(ctx, `SELECT to_regclass($1) IS NOT NULL`, schema+"."+name).Scan(&known); err != nil || known {
			return err
		}
		var passages int
		const count = `SELECT count(*) FROM documents d JOIN passages p ON p.document = d.id WHERE d.collection = $1`
		if err := tx.QueryRow(ctx, count, collection).Scan(&passages); err != nil || passages == 0 || s.config.inMemory(passages) {
			return err
		}
		// Every part comes from the database and the program, never from outside; DDL takes no parameters.
		for _, statement := range []string{
			fmt.Sprintf("SET LOCAL maintenance_work_mem = '%s'", buildMemory),
			fmt.Sprintf(`
				CREATE INDEX IF NOT EXISTS %s ON vectors
				USING hnsw ((embedding::vector(%d)) vector_cosine_ops)
				WITH (m = %d, ef_construction = %d)
				WHERE model = %d AND collection = %d`, name, s.config.Embedder.Dimension(), indexLinks, indexEffort, model, collection),
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

// Retrieve returns the n passages nearest to a vector, as far as the index finds them.
func (g *graph) Retrieve(ctx context.Context, vector []float32, n int) ([]Retrieved, error) {
	// Expression and conditions must be those of the index, or the index is not used.
	search := fmt.Sprintf(`
		SELECT passage, 1 - (embedding::vector(%[1]d) <=> $1)
		FROM %[2]s.vectors
		WHERE model = %[3]d AND collection = %[4]d
		ORDER BY embedding::vector(%[1]d) <=> $1
		LIMIT $2`, len(vector), g.schema, g.model, g.collection)
	var batch pgx.Batch
	batch.Queue("BEGIN")
	batch.Queue(fmt.Sprintf("SET LOCAL hnsw.ef_search = %d", searchWidth))
	batch.Queue("SET LOCAL hnsw.iterative_scan = strict_order")
	batch.Queue(search, pgvector.NewVector(vector), n)
	batch.Queue("COMMIT")
	results := g.db.SendBatch(ctx, &batch)
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
	var found []Retrieved
	for rows.Next() {
		var r Retrieved
		if err := rows.Scan(&r.ID, &r.Likeness); err != nil {
			return nil, fmt.Errorf("reading vectors: %w", err)
		}
		found = append(found, r)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("searching vectors: %w", err)
	}
	return found, nil
}
