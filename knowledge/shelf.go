package knowledge

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
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

	trial *snapshot // what is searched instead of what is published; nil for an ordinary shelf

	whole *Shelf   // of which this is what some roles may see; nil for a shelf that is not restricted
	roles []string // those roles

	sizes sync.Map // how many documents a generation has, by its id: once published it stays as it is

	mu          sync.Mutex
	collections map[string]*served
}

// served is the generation of a collection that is being searched.
type served struct {
	mu       sync.Mutex
	snapshot *snapshot
	checked  time.Time

	loading sync.Mutex // held by whoever reads a newer generation, while searches go on in the one that is served
}

// checkEvery is how long a search trusts that no other copy of the program has published a newer generation.
const checkEvery = time.Second

// loadTime is how long reading a generation may take in the background.
const loadTime = 5 * time.Minute

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

// forget makes the next search look from the start.
func (sh *Shelf) forget(collection string) {
	c := sh.served(collection)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.snapshot = nil
}

// renew reads what is published now of a collection that is being searched, and serves it from then on. Until then searches go on in
// what was served, whose passages stay until the publication after. A collection that nobody searched yet is read by the first who does.
func (sh *Shelf) renew(ctx context.Context, collection string) {
	c := sh.served(collection)
	c.loading.Lock()
	defer c.loading.Unlock()
	sh.reload(ctx, collection, c)
}

// reload is renew for who holds c.loading.
func (sh *Shelf) reload(ctx context.Context, collection string, c *served) {
	c.mu.Lock()
	old := c.snapshot
	c.mu.Unlock()
	if old == nil {
		return
	}
	now, err := sh.published(ctx, collection)
	var s *snapshot
	if err == nil {
		s, err = sh.load(ctx, now)
	}
	if before := old.vectors.opened(); err == nil && before != nil {
		_, err = sh.open(ctx, s, before) // or the next search would wait for it
	}
	if err != nil {
		// Searches go on in what is served, and the next one tries again; or finds out that there is nothing any more.
		sh.store.config.Logger.WarnContext(ctx, "a newer generation was not loaded", "error", err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.snapshot == nil: // it was deleted meanwhile
	case err != nil:
		stale := *c.snapshot
		stale.generation = 0
		c.snapshot, c.checked = &stale, time.Time{}
	default:
		c.snapshot, c.checked = s, time.Now()
	}
}

// publication is what the database says is to be served of a collection.
type publication struct {
	collection int32
	generation int64
	embedded   int64 // how often vectors were added to what was served already
}

// published returns what is to be served of a collection.
func (sh *Shelf) published(ctx context.Context, collection string) (publication, error) {
	var p publication
	var current *int64
	find := fmt.Sprintf(`SELECT id, generation, embedded FROM %s.collections WHERE name = $1`, sh.schema)
	err := sh.db.QueryRow(ctx, find, collection).Scan(&p.collection, &current, &p.embedded)
	if errors.Is(err, pgx.ErrNoRows) || err == nil && current == nil {
		return publication{}, ErrUnknown
	}
	if err != nil {
		return publication{}, fmt.Errorf("looking up a collection: %w", err)
	}
	p.generation = *current
	return p, nil
}

// current returns the generation to search. The first search of a collection loads it, and others wait for that. Later, when another
// copy of the program has published a newer one, it is loaded in the background: nobody waits for a publication.
func (sh *Shelf) current(ctx context.Context, collection string) (*snapshot, error) {
	if sh.whole != nil {
		if err := sh.allowed(ctx, collection); err != nil {
			return nil, err
		}
		return sh.whole.current(ctx, collection)
	}
	if sh.trial != nil {
		return sh.trial, nil
	}
	c := sh.served(collection)
	c.mu.Lock()
	if c.snapshot == nil {
		defer c.mu.Unlock()
		now, err := sh.published(ctx, collection)
		if err != nil {
			return nil, err
		}
		s, err := sh.load(ctx, now)
		if err != nil {
			return nil, err
		}
		c.snapshot, c.checked = s, time.Now()
		return s, nil
	}
	s := c.snapshot
	due := time.Since(c.checked) >= checkEvery
	if due {
		c.checked = time.Now()
	}
	c.mu.Unlock()
	if !due {
		return s, nil
	}
	now, err := sh.published(ctx, collection)
	if errors.Is(err, ErrUnknown) || err == nil && now.collection != s.collection {
		// It was deleted, and perhaps made anew: then nothing of the old one may be shown.
		sh.forget(collection)
		if err == nil {
			return sh.current(ctx, collection)
		}
	}
	if err != nil {
		return nil, err
	}
	if (now.generation != s.generation || s.vectors.behind(now.embedded)) && c.loading.TryLock() {
		background, cancel := context.WithTimeout(context.WithoutCancel(ctx), loadTime)
		go func() { // ends with the reading; closing the store waits for it, since it has a connection
			defer c.loading.Unlock()
			defer cancel()
			sh.reload(background, collection, c)
		}()
	}
	return s, nil
}

// load reads one generation in one transaction, so that it is whole even while another is published.
func (sh *Shelf) load(ctx context.Context, now publication) (*snapshot, error) {
	passages := newSnapshotBuilder(now.collection, now.generation)
	words := sh.store.words.Load()
	var labels []label
	options := pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}
	err := pgx.BeginTxFunc(ctx, sh.db, options, func(tx pgx.Tx) error {
		const read = `
			SELECT p.id, d.url, d.title, d.kind, d.dated, p.terms
			FROM %[1]s.generation_documents gd
			JOIN %[1]s.documents d ON d.id = gd.document
			JOIN %[1]s.passages p ON p.document = d.id
			WHERE gd.generation = $1
			ORDER BY d.url, p.ordinal`
		rows, err := tx.Query(ctx, fmt.Sprintf(read, sh.schema), now.generation)
		if err != nil {
			return err
		}
		var p indexed
		var dated *time.Time
		var terms pgtype.TSVector
		_, err = pgx.ForEachRow(rows, []any{&p.ID, &p.URL, &p.Title, &p.Kind, &dated, &terms}, func() error {
			p.Date = time.Time{}
			if dated != nil {
				p.Date = *dated
			}
			p.Terms = termsOf(p.Terms[:0], terms)
			passages.add(p)
			return nil
		})
		if err != nil {
			return err
		}
		labels, err = sh.labels(ctx, tx, now.collection)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("loading generation %d: %w", now.generation, err)
	}
	return passages.build(labels, words), nil
}

// labels reads which topics the pages of a collection have.
func (sh *Shelf) labels(ctx context.Context, tx pgx.Tx, collection int32) ([]label, error) {
	const read = `SELECT url, topic, weight, editor FROM %s.labels WHERE collection = $1`
	rows, err := tx.Query(ctx, fmt.Sprintf(read, sh.schema), collection)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[label])
}

// searched lists the collections that are being searched.
func (sh *Shelf) searched() []string {
	sh.mu.Lock()
	defer sh.mu.Unlock()
	return slices.Sorted(maps.Keys(sh.collections))
}

// retie makes a collection that is being searched go by the words in use and the labels as they are stored now.
func (sh *Shelf) retie(ctx context.Context, collection string) error {
	c := sh.served(collection)
	c.loading.Lock()
	defer c.loading.Unlock()
	c.mu.Lock()
	old := c.snapshot
	c.mu.Unlock()
	if old == nil {
		return nil // whoever searches it first reads it as it is then
	}
	words := sh.store.words.Load()
	var labels []label
	err := pgx.BeginTxFunc(ctx, sh.db, pgx.TxOptions{AccessMode: pgx.ReadOnly}, func(tx pgx.Tx) (err error) {
		labels, err = sh.labels(ctx, tx, old.collection)
		return err
	})
	if err != nil {
		return fmt.Errorf("reading the labels of a collection: %w", err)
	}
	tied := old.retied(labels, words)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.snapshot != nil && c.snapshot.collection == old.collection && c.snapshot.generation == old.generation {
		c.snapshot = tied
	}
	return nil
}

// termsOf adds the terms of a stored vector to terms.
func termsOf(terms []indexedTerm, v pgtype.TSVector) []indexedTerm {
	for _, l := range v.Lexemes {
		t := indexedTerm{Text: l.Word}
		for _, p := range l.Positions {
			switch p.Weight {
			case pgtype.TSVectorWeightA:
				t.Count[titleField]++
			case pgtype.TSVectorWeightB:
				t.Count[bodyField]++
			case pgtype.TSVectorWeightC:
				t.Count[partField]++
			case pgtype.TSVectorWeightD: // no field has it
			}
		}
		terms = append(terms, t)
	}
	return terms
}

// texts reads passages by id. Ids that a publication has just taken away are missing from the result.
func (sh *Shelf) texts(ctx context.Context, ids []string) (map[PassageID]Passage, error) {
	found := make(map[PassageID]Passage, len(ids))
	_, err := sh.read(ctx, found, ids)
	return found, err
}

// read adds the passages with these ids to found, unless they are in it, and reports whether all were there. Each id is given once.
func (sh *Shelf) read(ctx context.Context, found map[PassageID]Passage, ids []string) (complete bool, err error) {
	missing := make([]string, 0, len(ids))
	for _, id := range ids {
		if _, ok := found[PassageID(id)]; !ok {
			missing = append(missing, id)
		}
	}
	if len(missing) == 0 {
		return true, nil
	}
	const read = `
		SELECT p.id, d.url, d.title, p.heading, p.anchor, d.lang, d.dated, d.audience, d.section, d.kind, p.ordinal, p.text
		FROM %[1]s.passages p
		JOIN %[1]s.documents d ON d.id = p.document
		WHERE p.id = ANY($1)`
	rows, err := sh.db.Query(ctx, fmt.Sprintf(read, sh.schema), missing)
	if err != nil {
		return false, fmt.Errorf("reading passages: %w", err)
	}
	for rows.Next() {
		var p Passage
		var dated *time.Time
		if err := rows.Scan(&p.ID, &p.URL, &p.Title, &p.Heading, &p.Anchor, &p.Lang, &dated, &p.Audience, &p.Section, &p.Kind, &p.Ordinal, &p.Text); err != nil {
			return false, fmt.Errorf("reading passages: %w", err)
		}
		if dated != nil {
			p.Date = *dated
		}
		found[p.ID] = p
	}
	if err := rows.Err(); err != nil {
		return false, fmt.Errorf("reading passages: %w", err)
	}
	return rows.CommandTag().RowsAffected() == int64(len(missing)), nil
}

// Passages returns all passages of what is served of a collection, ordered by page and place. It returns ErrUnknown when nothing is.
func (sh *Shelf) Passages(ctx context.Context, collection string) ([]Passage, error) {
	s, err := sh.current(ctx, collection)
	if err != nil {
		return nil, err
	}
	ids := make([]string, s.ids.len())
	for i := range ids {
		ids[i] = s.ids.at(i)
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
