package main

import (
	"context"
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/pgvector/pgvector-go"

	"wegwijzer/internal/inference"
	"wegwijzer/knowledge"
)

// clusteredAsked is how many questions and passages are asked by vectors that are not the product's own: looking at every vector for each
// takes most of the time.
const clusteredAsked = 100

// graphsMost is the most passages of which other vectors and the approximate index are measured: the graph of more does not fit the memory
// that building it may take, and building then takes hours.
const graphsMost = 200_000

// vectors measures searching by likeness: what it finds of what is really nearest, how fast, and what it takes, in memory and through the
// approximate index that a collection gets which is too large for that; and with two other kinds of vectors.
func (b *bench) vectors(ctx context.Context) error {
	texts := make([]string, len(b.questions))
	for i := range texts {
		texts[i] = knowledge.Passages(b.corpus.document(i*b.corpus.pages/len(texts), 0))[0].Text
	}
	own := knowledge.Config{Embedder: inference.NGram{}, VectorWeight: vectorOn}
	if err := b.leg(ctx, "vectors", own, b.questions, texts, func(shelf *knowledge.Shelf) error { return b.alone(ctx, shelf) }); err != nil {
		return err
	}
	if b.corpus.passages > graphsMost {
		return nil
	}
	few := min(clusteredAsked, len(b.questions))
	for _, dimension := range []int{384, 1024} {
		other := knowledge.Config{Embedder: clustered{dimension}, VectorWeight: vectorOn}
		if err := b.leg(ctx, fmt.Sprintf("vectors of %d", dimension), other, b.questions[:few], texts[:few], nil); err != nil {
			return err
		}
	}
	own.VectorMemory = -1
	before, err := size(ctx, b.db, vectorTable)
	if err != nil {
		return err
	}
	err = b.leg(ctx, "HNSW", own, b.questions, texts, func(*knowledge.Shelf) error {
		after, err := size(ctx, b.db, vectorTable)
		b.add(us, "HNSW: disk", "MB", float64(after-before)/1e6, b.corpus.passages)
		return err
	})
	if err != nil {
		return err
	}
	const drop = `SELECT 'DROP INDEX shelf_public.' || indexname FROM pg_indexes WHERE schemaname = 'shelf_public' AND indexdef LIKE '%hnsw%'`
	var statement string
	if err := b.db.QueryRow(ctx, drop).Scan(&statement); err != nil {
		return err
	}
	_, err = b.db.Exec(ctx, statement)
	return err
}

const vectorTable = "relnamespace = 'shelf_public'::regnamespace AND relname = 'vectors'"

// leg measures one way of searching by likeness, and calls more with the shelf when it has been opened.
func (b *bench) leg(ctx context.Context, name string, config knowledge.Config, questions, texts []string, more func(*knowledge.Shelf) error) error {
	store, err := b.open(ctx, config)
	if err != nil {
		return err
	}
	defer store.Close()
	began := time.Now()
	if err := store.Embed(ctx); err != nil {
		return err
	}
	b.add(us, name+": made", "s", time.Since(began).Seconds(), b.corpus.passages)
	shelf := store.For(knowledge.Public)
	if _, err := shelf.Page(ctx, collection, "nergens"); err != nil { // reads the words and topics, and not yet the vectors
		return err
	}
	before := settled()
	began = time.Now()
	if _, err := shelf.Similar(ctx, collection, questions[0], limit); err != nil {
		return err
	}
	b.add(us, name+": first search", "s", time.Since(began).Seconds(), 1)
	b.add(us, name+": memory", "MB", float64(settled().heap-before.heap)/1e6, b.corpus.passages)
	for _, x := range []struct {
		of    string
		texts []string
	}{{"questions", questions}, {"passages", texts}} {
		if err := b.recall(ctx, shelf, config.Embedder, name+": recall@10 of "+x.of, x.texts); err != nil {
			return err
		}
	}
	l, err := spread(ctx, questions, load{clients: 1, least: len(questions), search: similar(shelf)})
	if err != nil {
		return err
	}
	b.times(us, name+": of questions", l)
	if more == nil {
		return nil
	}
	return more(shelf)
}

// similar returns the search by likeness alone.
func similar(shelf *knowledge.Shelf) func(context.Context, string) error {
	return func(ctx context.Context, question string) error {
		_, err := shelf.Similar(ctx, collection, question, limit)
		return err
	}
}

// alone measures what langchaingo's store does too: the nearest ten to a question, with their texts.
func (b *bench) alone(ctx context.Context, shelf *knowledge.Shelf) error {
	for _, clients := range []int{1, 4} {
		done, used := b.profiled(fmt.Sprintf("vector-%d", clients)), b.processor(ctx)
		l, err := spread(ctx, b.questions, load{clients: clients, least: 4 * len(b.questions), search: similar(shelf)})
		done()
		if err != nil {
			return err
		}
		b.times(us, fmt.Sprintf("vector alone, %d clients", clients), l)
		used(us, fmt.Sprintf("vector alone, %d clients", clients), "ms", len(l))
	}
	return nil
}

// recall measures which share of the really nearest ten passages is found.
func (b *bench) recall(ctx context.Context, shelf *knowledge.Shelf, e knowledge.Embedder, name string, texts []string) error {
	const k = 10
	exact, err := b.exact(ctx, e, texts, k)
	if err != nil {
		return err
	}
	right, all := 0, 0
	for i, text := range texts {
		hits, err := shelf.Similar(ctx, collection, text, k)
		if err != nil {
			return err
		}
		found := map[string]bool{}
		for _, h := range hits {
			found[string(h.ID)] = true
		}
		for _, id := range exact[i] {
			all++
			if found[id] {
				right++
			}
		}
	}
	b.add(us, name, "", float64(right)/float64(max(all, 1)), len(texts))
	return nil
}

// exact returns the nearest k passages that are served to each text, by looking at every vector.
func (b *bench) exact(ctx context.Context, e knowledge.Embedder, texts []string, k int) ([][]string, error) {
	prefix, _ := e.Prefixes()
	asked := make([]string, len(texts))
	for i, t := range texts {
		asked[i] = prefix + t
	}
	vectors, err := e.Embed(ctx, asked)
	if err != nil {
		return nil, err
	}
	const read = `
		SELECT v.passage, v.embedding
		FROM shelf_public.collections c
		JOIN shelf_public.generation_documents gd ON gd.generation = c.generation
		JOIN shelf_public.passages p ON p.document = gd.document
		JOIN shelf_public.vectors v ON v.passage = p.id
		JOIN shelf_public.models m ON m.id = v.model
		WHERE c.name = $1 AND m.name = $2`
	rows, err := b.db.Query(ctx, read, collection, e.Name())
	if err != nil {
		return nil, err
	}
	best := make([]nearest, len(vectors))
	var id string
	var v pgvector.Vector
	_, err = pgx.ForEachRow(rows, []any{&id, &v}, func() error {
		x := v.Slice()
		for i, q := range vectors {
			var dot float32
			for d := range q {
				dot += q[d] * x[d]
			}
			best[i].offer(id, dot, k)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	ids := make([][]string, len(best))
	for i := range best {
		ids[i] = best[i].ids
	}
	return ids, nil
}

// nearest are the best so far, best first.
type nearest struct {
	ids      []string
	likeness []float32
}

func (n *nearest) offer(id string, likeness float32, k int) {
	at := len(n.ids)
	for at > 0 && n.likeness[at-1] < likeness {
		at--
	}
	if at >= k {
		return
	}
	n.ids = append(n.ids, "")
	n.likeness = append(n.likeness, 0)
	copy(n.ids[at+1:], n.ids[at:])
	copy(n.likeness[at+1:], n.likeness[at:])
	n.ids[at], n.likeness[at] = id, likeness
	n.ids, n.likeness = n.ids[:min(k, len(n.ids))], n.likeness[:min(k, len(n.likeness))]
}

// clustered makes vectors that lie as those of a neural model do, which know nothing of the text they are given: on one side of the origin,
// in clusters, with some directions in which they differ much more than in others, and those of questions a little aside of those of passages.
type clustered struct{ dimension int }

const (
	clusters     = 3000
	asQuestion   = "vraag: "
	ofAll        = 0.25 // how far a number lies from zero for all vectors together
	ofQuestions  = 0.08 // and for questions besides
	withinOne    = 0.7  // how far the vectors of a cluster lie apart, beside how far clusters do
	fallsOff     = -0.35
	allSeed      = 1
	questionSeed = 2
	clusterSeed  = 3
	textSeed     = 4
)

func (c clustered) Name() string             { return fmt.Sprintf("clustered-%d", c.dimension) }
func (c clustered) Dimension() int           { return c.dimension }
func (clustered) Prefixes() (string, string) { return asQuestion, "passage: " }

func (c clustered) Embed(_ context.Context, texts []string) ([][]float32, error) {
	even, falling := make([]float64, c.dimension), make([]float64, c.dimension)
	for j := range falling {
		even[j], falling[j] = 1, math.Pow(float64(j+1), fallsOff)
	}
	draw := func(kind, which uint64, far float64, scale, from []float64) []float64 {
		random := rand.New(rand.NewPCG(kind, which))
		v := make([]float64, c.dimension)
		for j := range v {
			v[j] = from[j] + far*scale[j]*random.NormFloat64()
		}
		return v
	}
	passages := draw(allSeed, 0, ofAll, even, make([]float64, c.dimension))
	questions := draw(questionSeed, 0, ofQuestions, even, passages)
	vectors := make([][]float32, len(texts))
	for i, text := range texts {
		hash := fnv.New64a()
		_, _ = hash.Write([]byte(text))
		v := passages
		if strings.HasPrefix(text, asQuestion) {
			v = questions
		}
		v = draw(clusterSeed, hash.Sum64()%clusters, 1, falling, v)
		v = draw(textSeed, hash.Sum64(), withinOne, falling, v)
		var sum float64
		for _, x := range v {
			sum += x * x
		}
		vectors[i] = make([]float32, c.dimension)
		for j, x := range v {
			vectors[i][j] = float32(x / math.Sqrt(sum))
		}
	}
	return vectors, nil
}
