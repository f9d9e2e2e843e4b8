package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime"
	"runtime/pprof"
	"slices"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/pgvector/pgvector-go"

	"wegwijzer/internal/inference"
	"wegwijzer/knowledge"
)

const (
	collection = "bench"
	batch      = 64 // documents in one transaction, as `wegwijzer index` does
	limit      = 10 // hits asked for, of us and of the peers
	vectorOn   = 0.3
)

// bench measures one size.
type bench struct {
	options   options
	corpus    *corpus
	questions []string
	server    *server
	report    *report
	log       *slog.Logger

	db *pgxpool.Pool
}

func (b *bench) add(who, name, unit string, value float64, n int) {
	b.log.Info("measured", "who", who, "what", name, "value", value, "unit", unit, "n", n)
	b.report.figures = append(b.report.figures, figure{b.corpus.passages, who, name, unit, value, n})
}

// times adds the usual shares of latencies.
func (b *bench) times(who, name string, l latencies) {
	for _, x := range []struct {
		label string
		value time.Duration
	}{{"p50", l.at(0.5)}, {"p95", l.at(0.95)}, {"p99", l.at(0.99)}, {"max", l.most()}} {
		b.add(who, name+" "+x.label, "ms", milliseconds(x.value), len(l))
	}
}

// processor starts counting the processor time that the process and the server spend; the result adds it, per item.
func (b *bench) processor(ctx context.Context) func(who, name, unit string, n int) {
	count := func() time.Duration {
		rows, err := b.db.Query(ctx, `SELECT pid FROM pg_stat_activity WHERE datname = current_database()`)
		if err != nil {
			return 0
		}
		pids, err := pgx.CollectRows(rows, pgx.RowTo[int])
		if err != nil {
			return 0
		}
		return spent() + spentBy(pids)
	}
	before := count()
	return func(who, name, unit string, n int) {
		used := count() - before
		value := used.Seconds()
		if unit == "ms" {
			value = milliseconds(used) / float64(max(n, 1))
		}
		b.add(who, name+" processor", unit, value, n)
	}
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func (b *bench) measure(ctx context.Context) error {
	var err error
	if b.db, err = b.server.database(ctx); err != nil {
		return err
	}
	defer b.db.Close()
	b.add("corpus", "pages", "", float64(b.corpus.pages), 1)
	if err := b.ingest(ctx); err != nil {
		return fmt.Errorf("ingest: %w", err)
	}
	if err := b.searches(ctx, "lexical", 0); err != nil {
		return fmt.Errorf("searching: %w", err)
	}
	if err := b.searches(ctx, "hybrid", vectorOn); err != nil {
		return fmt.Errorf("searching with vectors: %w", err)
	}
	if err := b.vectors(ctx); err != nil {
		return fmt.Errorf("vectors: %w", err)
	}
	if !b.options.peers {
		return nil
	}
	if err := b.langchain(ctx); err != nil {
		return fmt.Errorf("langchaingo: %w", err)
	}
	if err := b.dutchText(ctx); err != nil {
		return fmt.Errorf("full text of Postgres: %w", err)
	}
	if err := b.bleve(ctx); err != nil {
		return fmt.Errorf("bleve: %w", err)
	}
	return nil
}

func (b *bench) store(ctx context.Context, weight float32) (*knowledge.Store, error) {
	bank, err := knowledge.ShippedBank()
	if err != nil {
		return nil, err
	}
	synonyms, err := knowledge.ShippedSynonyms()
	if err != nil {
		return nil, err
	}
	return knowledge.NewStore(ctx, b.db, knowledge.Config{Bank: bank, Synonyms: synonyms, Embedder: inference.NGram{}, VectorWeight: weight, Logger: b.log})
}

// ingest stores the corpus as `wegwijzer index` does, and its vectors with their index.
func (b *bench) ingest(ctx context.Context) error {
	store, err := b.store(ctx, 0)
	if err != nil {
		return err
	}
	defer store.Close()
	defer b.profiled("ingest")()
	used := b.processor(ctx)
	began := time.Now()
	var making time.Duration
	last := began
	g, err := store.Begin(ctx, knowledge.Public, collection)
	if err != nil {
		return err
	}
	err = b.corpus.documents(batch, 0, 0, func(docs []knowledge.Document) error {
		making += time.Since(last)
		_, err := g.PutAll(ctx, docs)
		last = time.Now()
		return err
	})
	if err != nil {
		return err
	}
	texts := time.Since(began) - making
	began = time.Now()
	if err := store.Embed(ctx); err != nil {
		return err
	}
	vectors := time.Since(began)
	began = time.Now()
	if err := g.Publish(ctx); err != nil {
		return err
	}
	publish := time.Since(began)
	b.add(us, "ingest: analyse and store", "s", texts.Seconds(), b.corpus.passages)
	b.add(us, "ingest: vectors and HNSW", "s", vectors.Seconds(), b.corpus.passages)
	b.add(us, "ingest: publish", "s", publish.Seconds(), b.corpus.passages)
	used(us, "ingest: total", "s", b.corpus.passages)
	b.add(us, "ingest: total", "s", (texts + vectors + publish).Seconds(), b.corpus.passages)
	for name, where := range map[string]string{
		"disk: texts and terms": "relnamespace = 'shelf_public'::regnamespace AND relname <> 'vectors'",
		"disk: vectors":         "relnamespace = 'shelf_public'::regnamespace AND relname = 'vectors'",
	} {
		n, err := size(ctx, b.db, where)
		if err != nil {
			return err
		}
		b.add(us, name, "MB", float64(n)/1e6, b.corpus.passages)
	}
	return nil
}

// searches measures a store that has just been opened: its first search, what it then holds in memory, and searches in quiet and while
// the collection is indexed again.
func (b *bench) searches(ctx context.Context, leg string, weight float32) error {
	before := settled()
	began := time.Now()
	store, err := b.store(ctx, weight)
	if err != nil {
		return err
	}
	defer store.Close()
	opened := time.Since(began)
	shelf := store.For(knowledge.Public)
	search := func(ctx context.Context, question string) error {
		r, err := shelf.Search(ctx, collection, question, limit)
		if err == nil && len(r.Hits) == 0 && len(b.questions) > 0 && question == b.questions[0] {
			return errors.New("found nothing")
		}
		return err
	}
	stop := peak()
	began = time.Now()
	if err := search(ctx, b.questions[0]); err != nil {
		stop()
		return err
	}
	cold, most := time.Since(began), stop()
	after := settled()
	if weight == 0 {
		b.add(us, "opening the store", "s", opened.Seconds(), 1)
		b.add(us, "cold first search", "s", cold.Seconds(), 1)
		b.add(us, "memory: heap of a loaded collection", "MB", float64(after.heap-before.heap)/1e6, b.corpus.passages)
		b.add(us, "memory: resident, settled", "MB", float64(after.resident)/1e6, b.corpus.passages)
		b.add(us, "memory: resident at most while loading", "MB", float64(most)/1e6, b.corpus.passages)
	}
	for _, clients := range []int{1, 4} {
		done, used := b.profiled(fmt.Sprintf("%s-%d", leg, clients)), b.processor(ctx)
		l, err := spread(ctx, b.questions, load{clients: clients, least: 4 * len(b.questions), search: search})
		done()
		if err != nil {
			return err
		}
		b.times(us, fmt.Sprintf("%s, %d clients", leg, clients), l)
		used(us, fmt.Sprintf("%s, %d clients", leg, clients), "ms", len(l))
	}
	for _, clients := range []int{1, 4} {
		l, again, err := b.during(ctx, store, clients, search)
		if err != nil {
			return err
		}
		b.times(us, fmt.Sprintf("%s, %d clients, while indexing", leg, clients), l)
		b.add(us, fmt.Sprintf("%s, %d clients, while indexing: generations published", leg, clients), "", float64(again), 1)
	}
	runtime.KeepAlive(store)
	return nil
}

// changedEvery is one page in how many has another text each time the collection is indexed again.
const changedEvery = 50

var editions atomic.Int64

// during measures searches while all pages are put again, of which some changed, and published, and for a little longer when that has happened once;
// at most a minute.
func (b *bench) during(ctx context.Context, store *knowledge.Store, clients int, search func(context.Context, string) error) (latencies, int, error) {
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	var published atomic.Int64
	failed := make(chan error, 1)
	go func() {
		for inner.Err() == nil {
			err := b.again(inner, store)
			if err == nil {
				published.Add(1)
				continue
			}
			if inner.Err() == nil {
				failed <- err
			}
			break
		}
		close(failed)
	}()
	after := time.Time{}
	enough := func() bool { // go on a little after the publication, for that is when it is felt
		if published.Load() == 0 {
			return false
		}
		if after.IsZero() && clients == 1 {
			after = time.Now()
		}
		return clients > 1 || time.Since(after) > 2*time.Second
	}
	l, err := spread(ctx, b.questions, load{clients: clients, least: 4 * len(b.questions), long: time.Minute, until: enough, search: search})
	cancel()
	return l, int(published.Load()), errors.Join(err, <-failed)
}

// again indexes the collection anew with another edition of some pages.
func (b *bench) again(ctx context.Context, store *knowledge.Store) error {
	edition := int(editions.Add(1))
	g, err := store.Begin(ctx, knowledge.Public, collection)
	if err != nil {
		return err
	}
	err = b.corpus.documents(batch, changedEvery, edition, func(docs []knowledge.Document) error {
		_, err := g.PutAll(ctx, docs)
		return err
	})
	if err != nil {
		return err
	}
	return g.Publish(ctx)
}

// vectors measures how well the approximate index finds what is really nearest, and how fast.
func (b *bench) vectors(ctx context.Context) error {
	store, err := b.store(ctx, vectorOn)
	if err != nil {
		return err
	}
	defer store.Close()
	shelf := store.For(knowledge.Public)
	if err := b.recall(ctx, shelf, "of questions", b.questions); err != nil {
		return err
	}
	texts := make([]string, len(b.questions))
	for i := range texts {
		texts[i] = knowledge.Passages(b.corpus.document(i*b.corpus.pages/len(texts), 0))[0].Text
	}
	if err := b.recall(ctx, shelf, "of passages", texts); err != nil {
		return err
	}
	if err := b.widths(ctx); err != nil {
		return err
	}
	for _, clients := range []int{1, 4} {
		used := b.processor(ctx)
		l, err := spread(ctx, b.questions, load{clients: clients, least: 4 * len(b.questions), search: func(ctx context.Context, q string) error {
			_, err := shelf.Similar(ctx, collection, q, limit)
			return err
		}})
		if err != nil {
			return err
		}
		b.times(us, fmt.Sprintf("vector alone, %d clients", clients), l)
		used(us, fmt.Sprintf("vector alone, %d clients", clients), "ms", len(l))
	}
	return nil
}

// recall measures which share of the really nearest ten passages the approximate index finds.
func (b *bench) recall(ctx context.Context, shelf *knowledge.Shelf, of string, texts []string) error {
	const k = 10
	exact, err := b.exact(ctx, texts, k)
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
	b.add(us, "HNSW recall@10 "+of, "", float64(right)/float64(max(all, 1)), len(texts))
	return nil
}

// searched are the numbers of candidates (hnsw.ef_search) by which the index is measured beside those that the product uses.
var searched = []int{100, 200, 400, 800}

// widths measures what the index finds and how long that takes by how many candidates it looks at: the really nearest ten among the
// fifty that a search asks for.
func (b *bench) widths(ctx context.Context) error {
	const k, hits = 10, 50
	exact, err := b.exact(ctx, b.questions, k)
	if err != nil {
		return err
	}
	vectors, err := inference.NGram{}.Embed(ctx, b.questions)
	if err != nil {
		return err
	}
	var id, model int32
	const find = `SELECT c.id, m.id FROM shelf_public.collections c, shelf_public.models m WHERE c.name = $1`
	if err := b.db.QueryRow(ctx, find, collection).Scan(&id, &model); err != nil {
		return err
	}
	search := fmt.Sprintf(`
		SELECT passage
		FROM shelf_public.vectors
		WHERE model = %[2]d AND collection = $2
		ORDER BY embedding::vector(%[1]d) <=> $1
		LIMIT $3`, inference.NGram{}.Dimension(), model)
	for _, width := range searched {
		var times latencies
		right, all := 0, 0
		for i, v := range vectors {
			began := time.Now()
			var found []string
			err := pgx.BeginFunc(ctx, b.db, func(tx pgx.Tx) error {
				if _, err := tx.Exec(ctx, fmt.Sprintf("SET LOCAL hnsw.ef_search = %d", width)); err != nil {
					return err
				}
				rows, err := tx.Query(ctx, search, pgvector.NewVector(v), id, hits)
				if err != nil {
					return err
				}
				found, err = pgx.CollectRows(rows, pgx.RowTo[string])
				return err
			})
			if err != nil {
				return err
			}
			times = append(times, time.Since(began))
			for _, want := range exact[i] {
				all++
				if slices.Contains(found, want) {
					right++
				}
			}
		}
		slices.Sort(times)
		b.add(us, fmt.Sprintf("HNSW recall, ef_search %d", width), "", float64(right)/float64(max(all, 1)), len(vectors))
		b.times(us, fmt.Sprintf("HNSW query, ef_search %d", width), times)
	}
	return nil
}

// exact returns the nearest k passages that are served to each text, by looking at every vector.
func (b *bench) exact(ctx context.Context, texts []string, k int) ([][]string, error) {
	vectors, err := inference.NGram{}.Embed(ctx, texts)
	if err != nil {
		return nil, err
	}
	const read = `
		SELECT v.passage, v.embedding
		FROM shelf_public.collections c
		JOIN shelf_public.generation_documents gd ON gd.generation = c.generation
		JOIN shelf_public.passages p ON p.document = gd.document
		JOIN shelf_public.vectors v ON v.passage = p.id
		WHERE c.name = $1`
	rows, err := b.db.Query(ctx, read, collection)
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

// profiled writes a profile of what happens until the result is called, when one is asked for.
func (b *bench) profiled(name string) func() {
	if b.options.profile == "" {
		return func() {}
	}
	f, err := os.Create(fmt.Sprintf("%s-%d-%s.pprof", b.options.profile, b.corpus.passages, name))
	if err != nil {
		b.log.Warn("no profile", "error", err)
		return func() {}
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		b.log.Warn("no profile", "error", err)
	}
	return func() {
		pprof.StopCPUProfile()
		_ = f.Close()
	}
}
