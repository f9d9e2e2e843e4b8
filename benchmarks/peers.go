package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/blevesearch/bleve/v2"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/nl" // the analyser "nl"
	"github.com/jackc/pgx/v5"
	"github.com/tmc/langchaingo/schema"
	"github.com/tmc/langchaingo/vectorstores/pgvector"

	"wegwijzer/internal/inference"
	"wegwijzer/knowledge"
)

// patience is how long a slow peer is measured; fewer questions are asked then, and the number is reported.
const patience = 25 * time.Second

// passages calls put with batches of the corpus's passages, cut as we cut them.
func (b *bench) passages(put func([]knowledge.Passage) error) (time.Duration, error) {
	var spent time.Duration
	err := b.corpus.documents(400, 0, 0, func(docs []knowledge.Document) error {
		var all []knowledge.Passage
		for _, d := range docs {
			all = append(all, knowledge.Passages(d)...)
		}
		began := time.Now()
		err := put(all)
		spent += time.Since(began)
		return err
	})
	return spent, err
}

// embedder lets langchaingo use our vectors.
type embedder struct{ inference.NGram }

func (e embedder) EmbedDocuments(ctx context.Context, texts []string) ([][]float32, error) {
	return e.Embed(ctx, texts)
}

func (e embedder) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	vectors, err := e.Embed(ctx, []string{text})
	if err != nil {
		return nil, err
	}
	return vectors[0], nil
}

// hnswAtMost is the size up to which langchaingo's store is given its HNSW index too. Its query cannot use it (it looks at a materialised
// copy of the whole table), and at larger sizes it would only make storing slower.
const hnswAtMost = 20_000

func (b *bench) langchain(ctx context.Context) error {
	options := []pgvector.Option{
		pgvector.WithConn(b.db), pgvector.WithEmbedder(embedder{}), pgvector.WithVectorDimensions(inference.NGram{}.Dimension()),
		pgvector.WithCollectionName(collection),
	}
	if b.corpus.passages <= hnswAtMost {
		options = append(options, pgvector.WithHNSWIndex(16, 64, "vector_cosine_ops"))
	}
	store, err := pgvector.New(ctx, options...)
	if err != nil {
		return err
	}
	spent, err := b.passages(func(ps []knowledge.Passage) error {
		docs := make([]schema.Document, len(ps))
		for i, p := range ps {
			docs[i] = schema.Document{PageContent: p.Title + "\n" + p.Heading + "\n" + p.Text, Metadata: map[string]any{"url": p.URL}}
		}
		_, err := store.AddDocuments(ctx, docs)
		return err
	})
	if err != nil {
		return err
	}
	const who = langchain
	b.add(who, "ingest: total", "s", spent.Seconds(), b.corpus.passages)
	if _, err := b.db.Exec(ctx, "ANALYZE langchain_pg_embedding"); err != nil {
		return err
	}
	n, err := size(ctx, b.db, "relname LIKE 'langchain_pg_%'")
	if err != nil {
		return err
	}
	b.add(who, "disk", "MB", float64(n)/1e6, b.corpus.passages)
	used := b.processor(ctx)
	l, err := spread(ctx, b.questions, load{clients: 1, least: len(b.questions), limit: patience, search: func(ctx context.Context, q string) error {
		found, err := store.SimilaritySearch(ctx, q, limit)
		if err == nil && len(found) == 0 {
			return fmt.Errorf("found nothing")
		}
		return err
	}})
	if err != nil {
		return err
	}
	b.times(who, "vector alone, 1 clients", l)
	used(who, "vector alone, 1 clients", "ms", len(l))
	_, err = b.db.Exec(ctx, "DROP TABLE langchain_pg_embedding, langchain_pg_collection")
	return err
}

// dutchText is what Postgres brings for Dutch: its 'dutch' configuration, a stored tsvector with a GIN index, any word of the question, ts_rank.
func (b *bench) dutchText(ctx context.Context) error {
	const create = `
		CREATE TABLE dutch_text (
			id    text PRIMARY KEY,
			title text NOT NULL,
			text  text NOT NULL,
			terms tsvector NOT NULL GENERATED ALWAYS AS (setweight(to_tsvector('dutch', title), 'A') || setweight(to_tsvector('dutch', text), 'B')) STORED
		)`
	if _, err := b.db.Exec(ctx, create); err != nil {
		return err
	}
	spent, err := b.passages(func(ps []knowledge.Passage) error {
		_, err := b.db.CopyFrom(ctx, pgx.Identifier{"dutch_text"}, []string{"id", "title", "text"}, pgx.CopyFromSlice(len(ps), func(i int) ([]any, error) {
			return []any{string(ps[i].ID), ps[i].Title + "\n" + ps[i].Heading, ps[i].Text}, nil
		}))
		return err
	})
	if err != nil {
		return err
	}
	began := time.Now()
	if _, err := b.db.Exec(ctx, "CREATE INDEX ON dutch_text USING gin (terms)"); err != nil {
		return err
	}
	const who = pgDutch
	b.add(who, "ingest: total", "s", (spent + time.Since(began)).Seconds(), b.corpus.passages)
	if _, err := b.db.Exec(ctx, "VACUUM ANALYZE dutch_text"); err != nil {
		return err
	}
	n, err := size(ctx, b.db, "relname = 'dutch_text'")
	if err != nil {
		return err
	}
	b.add(who, "disk", "MB", float64(n)/1e6, b.corpus.passages)
	const search = `
		SELECT id, title, text, ts_rank(terms, q) AS score
		FROM dutch_text, (SELECT replace(plainto_tsquery('dutch', $1)::text, '&', '|')::tsquery AS q) AS question
		WHERE terms @@ q
		ORDER BY score DESC
		LIMIT $2`
	for _, clients := range []int{1, 4} {
		used := b.processor(ctx)
		l, err := spread(ctx, b.questions, load{clients: clients, least: len(b.questions), limit: patience, search: func(ctx context.Context, question string) error {
			rows, err := b.db.Query(ctx, search, question, limit)
			if err != nil {
				return err
			}
			var id, title, text string
			var score float32
			_, err = pgx.ForEachRow(rows, []any{&id, &title, &text, &score}, func() error { return nil })
			return err
		}})
		if err != nil {
			return err
		}
		b.times(who, fmt.Sprintf("lexical, %d clients", clients), l)
		used(who, fmt.Sprintf("lexical, %d clients", clients), "ms", len(l))
	}
	_, err = b.db.Exec(ctx, "DROP TABLE dutch_text")
	return err
}

// bleve is the Go library for full text, with its Dutch analyser.
func (b *bench) bleve(ctx context.Context) error {
	dir, err := os.MkdirTemp(b.options.dir, "bleve-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a leftover in a folder for leftovers
	mapping := bleve.NewIndexMapping()
	mapping.DefaultAnalyzer = "nl"
	before := settled()
	index, err := bleve.New(filepath.Join(dir, "index"), mapping)
	if err != nil {
		return err
	}
	defer index.Close() //nolint:errcheck // it is thrown away
	type passage struct {
		Title string `json:"title"`
		Text  string `json:"text"`
	}
	spent, err := b.passages(func(ps []knowledge.Passage) error {
		batch := index.NewBatch()
		for _, p := range ps {
			if err := batch.Index(string(p.ID), passage{p.Title + "\n" + p.Heading, p.Text}); err != nil {
				return err
			}
		}
		return index.Batch(batch)
	})
	if err != nil {
		return err
	}
	const who = bleveNL
	b.add(who, "ingest: total", "s", spent.Seconds(), b.corpus.passages)
	search := func(ctx context.Context, question string) error {
		request := bleve.NewSearchRequestOptions(bleve.NewMatchQuery(question), limit, 0, false)
		request.Fields = []string{"title", "text"}
		found, err := index.SearchInContext(ctx, request)
		if err == nil && found.Total == 0 && question == b.questions[0] {
			return fmt.Errorf("found nothing")
		}
		return err
	}
	for _, clients := range []int{1, 4} {
		used := b.processor(ctx)
		l, err := spread(ctx, b.questions, load{clients: clients, least: 2 * len(b.questions), limit: patience, search: search})
		if err != nil {
			return err
		}
		b.times(who, fmt.Sprintf("lexical, %d clients", clients), l)
		used(who, fmt.Sprintf("lexical, %d clients", clients), "ms", len(l))
	}
	b.add(who, "memory: heap of a loaded collection", "MB", float64(settled().heap-before.heap)/1e6, b.corpus.passages)
	var bytes int64
	err = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			bytes += info.Size()
		}
		return nil // bleve merges files as we look
	})
	b.add(who, "disk", "MB", float64(bytes)/1e6, b.corpus.passages)
	return err
}
