package knowledge

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/internal/dutch"
)

// Audience says on which shelf a collection lies. Its zero value is nobody, so that forgetting to choose shows nothing.
type Audience string

// The shelves. What lies on the staff shelf cannot be reached through the public one.
const (
	Public Audience = "public"
	Staff  Audience = "staff"
)

// ErrUnknown says that a shelf has no such collection, or that nothing of it was published yet.
var ErrUnknown = errors.New("unknown collection")

// Embedder turns texts into vectors by which likeness is measured.
type Embedder interface {
	Name() string
	Dimension() int
	// Prefixes returns what the model wants before a question and before a passage.
	Prefixes() (query, passage string)
	Embed(ctx context.Context, texts []string) ([][]float32, error)
}

// Config is what a store works with.
type Config struct {
	Bank     *Bank     // topics, without the edits of the content team, which Reword puts over them; nil means none
	Synonyms *Synonyms // the same for synonyms; nil means none
	Embedder Embedder  // nil means no vectors

	// VectorWeight is what likeness by the Embedder counts in the fused score. 0 keeps vectors but does not search by them, which is right
	// for the built-in embedder: measured at .1 to .8 it added nothing to the other legs.
	VectorWeight float32

	VectorMemory int64 // bytes that the vectors of a collection may take in memory; 0 is a gibibyte, and below 0 none are kept there

	Logger *slog.Logger // nil means silence
}

// Store keeps passages in Postgres. Writing goes through a Generation, reading through a Shelf.
type Store struct {
	db      *pgxpool.Pool
	config  Config
	shelves map[Audience]*Shelf
	closers []func()

	shippedWords *wording // those of the configuration
	words        atomic.Pointer[wording]
	rewording    sync.Mutex // held by whoever takes up new words
}

// NewStore returns a store on a migrated database. It opens a small pool of connections per shelf, each in that shelf's own database role;
// Close closes them.
func NewStore(ctx context.Context, db *pgxpool.Pool, config Config) (*Store, error) {
	if config.Logger == nil {
		config.Logger = slog.New(slog.DiscardHandler)
	}
	if config.Bank == nil {
		config.Bank = &Bank{}
	}
	s := &Store{db: db, config: config, shelves: map[Audience]*Shelf{}, shippedWords: newWording(config.Bank, config.Synonyms, 0)}
	config.Bank.classifier() // no search waits for it
	s.words.Store(s.shippedWords)
	for audience, role := range map[Audience]string{Public: "wegwijzer_public", Staff: "wegwijzer_staff"} {
		pool, err := rolePool(ctx, db, role)
		if err != nil {
			s.Close()
			return nil, fmt.Errorf("opening the %s shelf: %w", audience, err)
		}
		s.closers = append(s.closers, pool.Close)
		s.shelves[audience] = &Shelf{store: s, db: pool, schema: schemas[audience], collections: map[string]*served{}}
	}
	return s, nil
}

// Close closes what NewStore opened.
func (s *Store) Close() {
	for _, c := range s.closers {
		c()
	}
}

// For returns the shelf for an audience. The public shelf holds nothing by which an internal page could be reached:
// its connections work in a role that has no right to one.
func (s *Store) For(audience Audience) *Shelf { return s.shelves[audience] }

var schemas = map[Audience]string{Public: "shelf_public", Staff: "shelf_staff"}

// rolePool opens connections that give up the rights of the program for those of role. Where that role does not exist, which is so when
// the program may not create roles, it refuses: a wall that might be missing is none.
func rolePool(ctx context.Context, db *pgxpool.Pool, role string) (*pgxpool.Pool, error) {
	config := db.Config().Copy()
	config.MinConns = 0
	config.MaxConns = min(config.MaxConns, 6)
	earlier := config.AfterConnect
	config.AfterConnect = func(ctx context.Context, conn *pgx.Conn) error {
		if earlier != nil {
			if err := earlier(ctx, conn); err != nil {
				return err
			}
		}
		_, err := conn.Exec(ctx, "SET ROLE "+pgx.Identifier{role}.Sanitize())
		return err
	}
	return pgxpool.NewWithConfig(ctx, config)
}

// Generation is one run's view of a collection while it is being gathered. Nobody sees it before Publish.
type Generation struct {
	store      *Store
	schema     string
	audience   Audience
	name       string
	collection int32
	id         int64
}

// Begin goes on with the unfinished generation of a collection, or starts a new one. The collection is made when there is none.
func (s *Store) Begin(ctx context.Context, audience Audience, collection string) (*Generation, error) {
	schema, ok := schemas[audience]
	if !ok {
		return nil, fmt.Errorf("beginning a generation: %q is no audience", audience)
	}
	g := &Generation{store: s, schema: schema, audience: audience, name: collection}
	err := s.in(ctx, schema, func(tx pgx.Tx) error {
		const make = `
			INSERT INTO collections (name) VALUES ($1)
			ON CONFLICT (name) DO UPDATE SET name = EXCLUDED.name
			RETURNING id`
		if err := tx.QueryRow(ctx, make, collection).Scan(&g.collection); err != nil {
			return err
		}
		const begin = `
			INSERT INTO generations (collection) VALUES ($1)
			ON CONFLICT (collection) WHERE state = 'building' DO UPDATE SET state = 'building'
			RETURNING id`
		return tx.QueryRow(ctx, begin, g.collection).Scan(&g.id)
	})
	if err != nil {
		return nil, fmt.Errorf("beginning a generation of %s: %w", collection, err)
	}
	return g, nil
}

// in runs f in a transaction that sees the tables of one shelf.
func (s *Store) in(ctx context.Context, schema string, f func(tx pgx.Tx) error) error {
	return pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, "SET LOCAL search_path = "+pgx.Identifier{schema}.Sanitize()+", public"); err != nil {
			return err
		}
		return f(tx)
	})
}

// ID returns the number of the generation, the same when an interrupted run goes on.
func (g *Generation) ID() int64 { return g.id }

// Put adds a document, or replaces what the generation holds at its address. It reports whether its content differs from every
// version the store has. When Put returns without error the document survives a crash.
func (g *Generation) Put(ctx context.Context, doc Document) (changed bool, err error) {
	n, err := g.PutAll(ctx, []Document{doc})
	return n == 1, err
}

// PutAll is Put for many documents in one transaction; it returns how many differ from what the store had.
// A document without any text is left out.
func (g *Generation) PutAll(ctx context.Context, docs []Document) (changed int, err error) {
	cut := make([]cutDocument, 0, len(docs))
	for _, doc := range docs {
		if passages := Passages(doc); len(passages) > 0 {
			cut = append(cut, cutDocument{Document: doc, passages: passages})
		}
	}
	err = g.store.in(ctx, g.schema, func(tx pgx.Tx) error {
		if err := g.documents(ctx, tx, cut); err != nil {
			return err
		}
		fresh := slices.DeleteFunc(slices.Clone(cut), func(d cutDocument) bool { return !d.isNew })
		changed = len(fresh)
		g.analyse(fresh)
		var topics pgx.Batch
		var rows [][]any
		for _, d := range fresh {
			g.queueTopics(&topics, d.URL, d.passages[0].Kind, d.topics)
			rows = append(rows, d.rows...)
		}
		if err := tx.SendBatch(ctx, &topics).Close(); err != nil {
			return err
		}
		_, err := tx.CopyFrom(ctx, pgx.Identifier{g.schema, "passages"},
			[]string{"id", "document", "ordinal", "heading", "anchor", "text", "terms"}, pgx.CopyFromRows(rows))
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("keeping documents of generation %d: %w", g.id, err)
	}
	return changed, nil
}

// cutDocument is a document on its way into the store.
type cutDocument struct {
	Document
	passages []Passage
	id       int64
	isNew    bool
	topics   []TopicScore
	rows     [][]any // of the table of passages
}

// analyse works out the terms and topics of documents: that is most of the work of storing them. It leaves a processor to those who search
// meanwhile, for whom a wait of a time slice is longer than the search itself.
func (g *Generation) analyse(docs []cutDocument) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(max(1, runtime.GOMAXPROCS(0)-1), len(docs)) {
		workers.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(docs)); i = next.Add(1) - 1 {
				d := &docs[i]
				for _, p := range d.passages {
					d.rows = append(d.rows, []any{string(g.passageID(d.id, p)), d.id, p.Ordinal, p.Heading, p.Anchor, p.Text, vectorOf(p)})
				}
				if d.passages[0].Kind == HelpPage {
					d.topics = g.store.guess(d.Title, d.passages)
				}
			}
		})
	}
	workers.Wait()
}

func (g *Generation) passageID(document int64, p Passage) PassageID {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d\x00%s", g.name, document, p.ID))
	return PassageID(hex.EncodeToString(sum[:12]))
}

// documents gives each document its place in the generation, and finds out its number and whether the store lacked it.
func (g *Generation) documents(ctx context.Context, tx pgx.Tx, docs []cutDocument) error {
	const insert = `
		WITH known AS (
			SELECT id FROM documents WHERE collection = $1 AND url = $2 AND content_hash = $3
		), fresh AS (
			INSERT INTO documents (collection, url, content_hash, title, lang, dated, audience, section, kind, analyser)
			SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $11
			WHERE NOT EXISTS (SELECT FROM known)
			RETURNING id
		), chosen AS (
			SELECT id, true AS is_new FROM fresh UNION ALL SELECT id, false FROM known
		), placed AS (
			INSERT INTO generation_documents (generation, url, document)
			SELECT $10, $2, id FROM chosen
			ON CONFLICT (generation, url) DO UPDATE SET document = EXCLUDED.document
		)
		SELECT id, is_new FROM chosen`
	var batch pgx.Batch
	for i := range docs {
		d := &docs[i]
		content, err := json.Marshal(d.Document)
		if err != nil {
			return err
		}
		hash := sha256.Sum256(content)
		var dated *time.Time
		if !d.Date.IsZero() {
			dated = &d.Date
		}
		batch.Queue(insert, g.collection, d.URL, hash[:], d.Title, d.Lang, dated, d.Audience, d.Section, d.passages[0].Kind, g.id, dutch.AnalyserVersion).
			QueryRow(func(row pgx.Row) error { return row.Scan(&d.id, &d.isNew) })
	}
	return tx.SendBatch(ctx, &batch).Close()
}

// vectorOf returns the terms of a passage as they are stored: one position per occurrence, its label telling the field.
func vectorOf(p Passage) pgtype.TSVector {
	v := pgtype.TSVector{Valid: true}
	next := uint16(1)
	for _, t := range analysePassage(p) {
		lexeme := pgtype.TSVectorLexeme{Word: t.Text}
		for f, n := range t.Count {
			for range min(int(n), 80) {
				lexeme.Positions = append(lexeme.Positions, pgtype.TSVectorPosition{Position: next, Weight: fieldLabel[f]})
				if next < 16382 {
					next++
				}
			}
		}
		v.Lexemes = append(v.Lexemes, lexeme)
	}
	return v
}

var fieldLabel = [fieldCount]pgtype.TSVectorWeight{pgtype.TSVectorWeightA, pgtype.TSVectorWeightB, pgtype.TSVectorWeightC}

// Keep carries the version of a page that is being served over into this generation, unread. It returns false when none is served,
// and then the page must be fetched.
func (g *Generation) Keep(ctx context.Context, url string) (known bool, err error) {
	err = g.store.in(ctx, g.schema, func(tx pgx.Tx) error {
		const keep = `
			INSERT INTO generation_documents (generation, url, document)
			SELECT $1, gd.url, gd.document
			FROM collections c
			JOIN generation_documents gd ON gd.generation = c.generation
			WHERE c.id = $2 AND gd.url = $3
			ON CONFLICT (generation, url) DO UPDATE SET document = EXCLUDED.document`
		tag, err := tx.Exec(ctx, keep, g.id, g.collection, url)
		known = tag.RowsAffected() == 1
		return err
	})
	if err != nil {
		return false, fmt.Errorf("keeping a page in generation %d: %w", g.id, err)
	}
	return known, nil
}

// Held returns the addresses that this generation holds, and when it began: what a run that was cut off had read.
func (g *Generation) Held(ctx context.Context) (urls map[string]bool, began time.Time, err error) {
	urls = map[string]bool{}
	err = g.store.in(ctx, g.schema, func(tx pgx.Tx) error {
		if err := tx.QueryRow(ctx, `SELECT started_at FROM generations WHERE id = $1`, g.id).Scan(&began); err != nil {
			return err
		}
		rows, err := tx.Query(ctx, `SELECT url FROM generation_documents WHERE generation = $1`, g.id)
		if err != nil {
			return err
		}
		var url string
		_, err = pgx.ForEachRow(rows, []any{&url}, func() error {
			urls[url] = true
			return nil
		})
		return err
	})
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("listing the pages of generation %d: %w", g.id, err)
	}
	return urls, began, nil
}

// Remove takes a page out of this generation.
func (g *Generation) Remove(ctx context.Context, url string) error {
	err := g.store.in(ctx, g.schema, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `DELETE FROM generation_documents WHERE generation = $1 AND url = $2`, g.id, url)
		return err
	})
	if err != nil {
		return fmt.Errorf("removing a page from generation %d: %w", g.id, err)
	}
	return nil
}

// Publish makes the generation the one that is served. Readers see the earlier generation whole until that moment and this one whole
// after it. Vectors that are missing are made first; when the embedding model does not answer the generation is published without them,
// and a later Embed adds them. Publishing twice does nothing.
func (g *Generation) Publish(ctx context.Context) error {
	if err := g.store.embed(ctx, g.schema, g.collection); err != nil {
		g.store.config.Logger.WarnContext(ctx, "publishing without vectors", "generation", g.id, "error", err)
	}
	err := g.store.in(ctx, g.schema, func(tx pgx.Tx) error {
		const publish = `
			UPDATE generations SET state = 'published', published_at = now()
			WHERE id = $1 AND state = 'building'`
		tag, err := tx.Exec(ctx, publish, g.id)
		if err != nil || tag.RowsAffected() == 0 {
			return err
		}
		var earlier *int64
		const current = `SELECT generation FROM collections WHERE id = $1 FOR UPDATE`
		if err := tx.QueryRow(ctx, current, g.collection).Scan(&earlier); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE collections SET generation = $1 WHERE id = $2`, g.id, g.collection); err != nil {
			return err
		}
		// The generation before stays until the next switch, for readers that have just ranked its passages.
		const retire = `UPDATE generations SET state = 'retired' WHERE collection = $1 AND state = 'published' AND id <> $2`
		if _, err := tx.Exec(ctx, retire, g.collection, g.id); err != nil {
			return err
		}
		const forget = `DELETE FROM generations WHERE collection = $1 AND state = 'retired' AND id <> COALESCE($2, 0)`
		if _, err := tx.Exec(ctx, forget, g.collection, earlier); err != nil {
			return err
		}
		const drop = `
			DELETE FROM documents d
			WHERE d.collection = $1
			AND NOT EXISTS (SELECT FROM generation_documents gd WHERE gd.document = d.id)`
		if _, err := tx.Exec(ctx, drop, g.collection); err != nil {
			return err
		}
		const unlabel = `
			DELETE FROM labels l
			WHERE l.collection = $1 AND NOT l.editor
			AND NOT EXISTS (SELECT FROM documents d WHERE d.collection = l.collection AND d.url = l.url)`
		_, err = tx.Exec(ctx, unlabel, g.collection)
		return err
	})
	if err != nil {
		return fmt.Errorf("publishing generation %d: %w", g.id, err)
	}
	g.store.shelves[g.audience].renew(ctx, g.name)
	return nil
}

// Delete removes a collection with everything in it. It returns ErrUnknown when there is none.
func (s *Store) Delete(ctx context.Context, audience Audience, collection string) error {
	schema, ok := schemas[audience]
	if !ok {
		return fmt.Errorf("deleting a collection: %q is no audience", audience)
	}
	err := s.in(ctx, schema, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `DELETE FROM generations USING collections c WHERE generations.collection = c.id AND c.name = $1`, collection); err != nil {
			return err
		}
		tag, err := tx.Exec(ctx, `DELETE FROM collections WHERE name = $1`, collection)
		if err == nil && tag.RowsAffected() == 0 {
			return ErrUnknown
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("deleting %s: %w", collection, err)
	}
	s.shelves[audience].forget(collection)
	return nil
}

// Discard throws the generation away; what is served stays.
func (g *Generation) Discard(ctx context.Context) error {
	err := g.store.in(ctx, g.schema, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `DELETE FROM generations WHERE id = $1 AND state = 'building'`, g.id); err != nil {
			return err
		}
		const drop = `
			DELETE FROM documents d
			WHERE d.collection = $1
			AND NOT EXISTS (SELECT FROM generation_documents gd WHERE gd.document = d.id)`
		_, err := tx.Exec(ctx, drop, g.collection)
		return err
	})
	if err != nil {
		return fmt.Errorf("discarding generation %d: %w", g.id, err)
	}
	return nil
}
