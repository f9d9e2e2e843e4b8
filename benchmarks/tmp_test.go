package main

import (
	"context"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/pgvector/pgvector-go"

	"wegwijzer/internal/inference"
	"wegwijzer/knowledge"
)

func TestTmpRecall(t *testing.T) {
	ctx := context.Background()
	src, _ := readSource("..")
	qs, _ := readQuestions("..", 300)
	srv, err := openServer(ctx, "/tmp/wegwijzer-benchmarks2")
	if err != nil {
		t.Fatal(err)
	}
	defer srv.close(ctx)
	b := &bench{options: options{dir: "/tmp/wegwijzer-benchmarks2"}, corpus: newCorpus(src, 100000), questions: qs, server: srv, report: &report{}, log: slog.Default()}
	b.db, err = srv.database(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer b.db.Close()
	store, _ := b.store(ctx, 0)
	defer store.Close()
	g, _ := store.Begin(ctx, knowledge.Public, collection)
	if err := b.corpus.documents(64, 0, 0, func(d []knowledge.Document) error { _, err := g.PutAll(ctx, d); return err }); err != nil {
		t.Fatal(err)
	}
	at := time.Now()
	if err := store.Embed(ctx); err != nil {
		t.Fatal(err)
	}
	fmt.Println(time.Now(), "embed incl index", time.Since(at))
	g.Publish(ctx)
	exact, err := b.exact(ctx, 10)
	if err != nil {
		t.Fatal(err)
	}
	vs, _ := inference.NGram{}.Embed(ctx, qs)
	recall := func(name string) {
		for _, ef := range []int{100, 200, 400, 800} {
			for _, iter := range []string{"strict_order"} {
				right := 0
				var spent time.Duration
				for i, v := range vs {
					var ids []string
					at := time.Now()
					err := pgx.BeginFunc(ctx, b.db, func(tx pgx.Tx) error {
						tx.Exec(ctx, fmt.Sprintf("SET LOCAL hnsw.ef_search=%d", ef))
						tx.Exec(ctx, "SET LOCAL hnsw.iterative_scan="+iter)
						rows, err := tx.Query(ctx, "SELECT passage FROM shelf_public.vectors WHERE model=1 AND collection=1 ORDER BY embedding::vector(256) <=> $1 LIMIT 50", pgvector.NewVector(v))
						if err != nil {
							return err
						}
						ids, err = pgx.CollectRows(rows, pgx.RowTo[string])
						return err
					})
					if err != nil {
						t.Fatal(err)
					}
					spent += time.Since(at)
					m := map[string]bool{}
					for _, id := range ids {
						m[id] = true
					}
					for _, id := range exact[i] {
						if m[id] {
							right++
						}
					}
				}
				fmt.Println(name, ef, iter, float64(right)/float64(10*len(vs)), spent/time.Duration(len(vs)))
			}
		}
	}
	recall("incremental")
}
