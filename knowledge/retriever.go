package knowledge

import (
	"context"
	"fmt"
	"sync"

	"github.com/jackc/pgx/v5"
)

// Retriever is the leg of the search that goes by likeness. It is kept apart so that it can live where it fits: in the memory of this process
// (memory), in Postgres (graph), or in another engine when one Postgres is outgrown. The legs that go by words and topics need the whole of a
// snapshot, and what they share with this one is rank, which takes a likeness for any passage from wherever it comes.
type Retriever interface {
	// Retrieve returns at most n passages of one collection that are nearest to a vector, best first. Some may have been taken
	// out of what is served: whoever asks leaves those out.
	Retrieve(ctx context.Context, vector []float32, n int) ([]Retrieved, error)
}

// Retrieved is a passage that a Retriever found.
type Retrieved struct {
	ID       PassageID
	Likeness float32 // 1 for the same direction
}

// defaultVectorMemory is what the vectors of a collection may take in memory when Config does not say: 1.7 million passages with the
// built-in embedder, half a million with a model of 1,024 numbers. Their words take more: 1.2 kilobytes a passage, measured. Larger
// collections are searched through an index in Postgres, which finds fewer of the really nearest; docs/performance.md has both.
const defaultVectorMemory = 1 << 30

// inMemory tells whether the vectors of so many passages are kept in memory; if not, they have an index in Postgres.
func (c *Config) inMemory(passages int) bool {
	most := c.VectorMemory
	if most == 0 {
		most = defaultVectorMemory
	}
	return int64(passages)*vectorBytes(c.Embedder.Dimension()) <= most
}

// vectorLeg holds the Retriever of one generation, once someone searches it by likeness. With the built-in embedder the questions of
// visitors are not searched so, and then its vectors take no memory.
type vectorLeg struct {
	mu        sync.Mutex
	retriever Retriever
	embedded  int64 // how often vectors had been added to what was served when they were read
}

// behind tells whether vectors were read into memory and others have been added since.
func (l *vectorLeg) behind(embedded int64) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	_, inMemory := l.retriever.(*memory)
	return inMemory && l.embedded != embedded
}

// opened returns the retriever, or nil when nobody needed it yet.
func (l *vectorLeg) opened() Retriever {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.retriever
}

// retriever returns what finds passages of a snapshot by likeness; nil when the shelf has no vectors of the model in use. Who asks first
// waits until the vectors are read, and others with him.
func (sh *Shelf) retriever(ctx context.Context, s *snapshot) (Retriever, error) {
	l := s.vectors
	if r := l.opened(); r != nil {
		return r, nil
	}
	if sh.whole != nil { // which knows the model already; what may be searched was seen to when s was handed out
		return sh.whole.retriever(ctx, s)
	}
	return sh.open(ctx, s, nil)
}

// open reads the vectors of a snapshot, as far as those of the generation before do not have them.
func (sh *Shelf) open(ctx context.Context, s *snapshot, before Retriever) (Retriever, error) {
	l := s.vectors
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.retriever != nil {
		return l.retriever, nil
	}
	model, err := sh.model(ctx)
	if err != nil || model == 0 {
		return nil, err
	}
	if !sh.store.config.inMemory(len(s.pageOf)) {
		l.retriever = &graph{db: sh.db, schema: sh.schema, model: model, collection: s.collection}
		return l.retriever, nil
	}
	m := newMemory(s, model, sh.store.config.Embedder.Dimension())
	var embedded int64
	options := pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}
	err = pgx.BeginTxFunc(ctx, sh.db, options, func(tx pgx.Tx) error {
		find := fmt.Sprintf(`SELECT embedded FROM %s.collections WHERE id = $1`, sh.schema)
		if err := tx.QueryRow(ctx, find, s.collection).Scan(&embedded); err != nil {
			return err
		}
		earlier, _ := before.(*memory)
		return m.fill(earlier, func(missing []string, put func(id PassageID, vector []byte) error) error {
			return sh.readVectors(ctx, tx, model, missing, put)
		})
	})
	if err != nil {
		return nil, fmt.Errorf("reading the vectors of generation %d: %w", s.generation, err)
	}
	l.retriever, l.embedded = m, embedded
	return m, nil
}
