package knowledge

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Shelf is what one audience may search. It can reach nothing else: its connections work in a database role without the right to.
type Shelf struct {
	store   *Store
	db      *pgxpool.Pool
	schema  string
	modelID atomic.Int32

	mu          sync.Mutex
	collections map[string]*served
}

// served is the generation of a collection that is being searched.
type served struct {
	mu       sync.Mutex
	id       int32
	snapshot *snapshot
	checked  time.Time
}

// checkEvery is how long a search trusts that no other copy of the program has published a newer generation.
const checkEvery = time.Second

func (sh *Shelf) served(collection string) *served {
	sh.mu.Lock()
	defer sh.mu.Unlock()
	c, ok := sh.collections[collection]
	if !ok {
		c = &served{}
		sh.collections[collection] = c
	}
	return c
}

// forget makes the next search look for a newer generation.
func (sh *Shelf) forget(collection string) {
	c := sh.served(collection)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.checked = time.Time{}
	if c.snapshot != nil {
		stale := *c.snapshot
		stale.generation = 0
		c.snapshot = &stale
	}
}

// current returns the generation to search, loading it when it is new. While a newer one is loaded by one search, others wait for it:
// that happens once per publication.
func (sh *Shelf) current(ctx context.Context, collection string) (*snapshot, int32, error) {
	c := sh.served(collection)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.snapshot != nil && time.Since(c.checked) < checkEvery {
		return c.snapshot, c.id, nil
	}
	var generation *int64
	find := fmt.Sprintf(`SELECT id, generation FROM %s.collections WHERE name = $1`, sh.schema)
	err := sh.db.QueryRow(ctx, find, collection).Scan(&c.id, &generation)
	if errors.Is(err, pgx.ErrNoRows) || err == nil && generation == nil {
		c.snapshot = nil
		return nil, 0, ErrUnknown
	}
	if err != nil {
		return nil, 0, fmt.Errorf("looking up a collection: %w", err)
	}
	if c.snapshot == nil || c.snapshot.generation != *generation {
		s, err := sh.load(ctx, c.id, *generation)
		if err != nil {
			return nil, 0, err
		}
		c.snapshot = s
	}
	c.checked = time.Now()
	return c.snapshot, c.id, nil
}

// load reads one generation in one transaction, so that it is whole even while another is published.
func (sh *Shelf) load(ctx context.Context, collection int32, generation int64) (*snapshot, error) {
	var passages []indexed
	var labels []label
	options := pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}
	err := pgx.BeginTxFunc(ctx, sh.db, options, func(tx pgx.Tx) error {
		const read = `
			SELECT p.id, d.url, d.kind, d.dated, d.audience, p.terms
			FROM %[1]s.generation_documents gd
			JOIN %[1]s.documents d ON d.id = gd.document
			JOIN %[1]s.passages p ON p.document = d.id
			WHERE gd.generation = $1
			ORDER BY d.url, p.ordinal`
		rows, err := tx.Query(ctx, fmt.Sprintf(read, sh.schema), generation)
		if err != nil {
			return err
		}
		passages, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (p indexed, err error) {
			var dated *time.Time
			var terms pgtype.TSVector
			if err := row.Scan(&p.ID, &p.URL, &p.Kind, &dated, &p.Audience, &terms); err != nil {
				return p, err
			}
			if dated != nil {
				p.Date = *dated
			}
			p.Terms = termsOf(terms)
			return p, nil
		})
		if err != nil {
			return err
		}
		const read2 = `SELECT url, topic, weight, editor FROM %s.labels WHERE collection = $1`
		rows, err = tx.Query(ctx, fmt.Sprintf(read2, sh.schema), collection)
		if err != nil {
			return err
		}
		labels, err = pgx.CollectRows(rows, pgx.RowToStructByPos[label])
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("loading generation %d: %w", generation, err)
	}
	return newSnapshot(generation, passages, labels, sh.store.classifier.topics), nil
}

func termsOf(v pgtype.TSVector) []indexedTerm {
	terms := make([]indexedTerm, len(v.Lexemes))
	for i, l := range v.Lexemes {
		terms[i].Text = l.Word
		for _, p := range l.Positions {
			switch p.Weight {
			case pgtype.TSVectorWeightA:
				terms[i].Count[titleField]++
			case pgtype.TSVectorWeightB:
				terms[i].Count[bodyField]++
			case pgtype.TSVectorWeightC:
				terms[i].Count[partField]++
			}
		}
	}
	return terms
}

// texts reads passages by id. Ids that a publication has just taken away are missing from the result.
func (sh *Shelf) texts(ctx context.Context, ids []string) (map[PassageID]Passage, error) {
	const read = `
		SELECT p.id, d.url, d.title, p.heading, p.anchor, d.lang, d.dated, d.audience, d.section, d.kind, p.ordinal, p.text
		FROM %[1]s.passages p
		JOIN %[1]s.documents d ON d.id = p.document
		WHERE p.id = ANY($1)`
	rows, err := sh.db.Query(ctx, fmt.Sprintf(read, sh.schema), ids)
	if err != nil {
		return nil, fmt.Errorf("reading passages: %w", err)
	}
	found := make(map[PassageID]Passage, len(ids))
	for rows.Next() {
		var p Passage
		var dated *time.Time
		if err := rows.Scan(&p.ID, &p.URL, &p.Title, &p.Heading, &p.Anchor, &p.Lang, &dated, &p.Audience, &p.Section, &p.Kind, &p.Ordinal, &p.Text); err != nil {
			return nil, fmt.Errorf("reading passages: %w", err)
		}
		if dated != nil {
			p.Date = *dated
		}
		found[p.ID] = p
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("reading passages: %w", err)
	}
	return found, nil
}

// Passages returns all passages of what is served of a collection, ordered by page and place. It returns ErrUnknown when nothing is.
func (sh *Shelf) Passages(ctx context.Context, collection string) ([]Passage, error) {
	s, _, err := sh.current(ctx, collection)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(s.passages))
	for i, p := range s.passages {
		ids[i] = string(p.id)
	}
	texts, err := sh.texts(ctx, ids)
	if err != nil {
		return nil, err
	}
	all := make([]Passage, 0, len(ids))
	for _, id := range ids {
		if p, ok := texts[PassageID(id)]; ok {
			all = append(all, p)
		}
	}
	return all, nil
}
