package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

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
	before := b.processorTime(ctx)
	return func(who, name, unit string, n int) {
		used := b.processorTime(ctx) - before
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

// store opens the store as the product does, with vectors counting so much.
func (b *bench) store(ctx context.Context, weight float32) (*knowledge.Store, error) {
	return b.open(ctx, knowledge.Config{Embedder: inference.NGram{}, VectorWeight: weight})
}

// open opens a store with the topics and synonyms of the product.
func (b *bench) open(ctx context.Context, config knowledge.Config) (*knowledge.Store, error) {
	bank, err := knowledge.ShippedBank()
	if err != nil {
		return nil, err
	}
	synonyms, err := knowledge.ShippedSynonyms()
	if err != nil {
		return nil, err
	}
	config.Bank, config.Synonyms, config.Logger = bank, synonyms, b.log
	return knowledge.NewStore(ctx, b.db, config)
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
	b.add(us, "ingest: vectors", "s", vectors.Seconds(), b.corpus.passages)
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
