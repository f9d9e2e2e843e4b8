package knowledge_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/knowledge"
)

// legs are the two places where vectors are searched: in memory, and where they are too many for it.
var legs = map[string]int64{"in memory": 0, "in Postgres": -1}

// However large a collection is, the same is found in it, of what is served and of nothing else.
func TestSimilarIsTheSameInMemoryAndInPostgres(t *testing.T) {
	t.Parallel()
	for name, memory := range legs {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := pgtest.New(t)
			store, err := knowledge.NewStore(t.Context(), db, knowledge.Config{Embedder: letterCounts{}, VectorMemory: memory})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(store.Close)
			docs := []knowledge.Document{joining, speaking, sleeping}
			for i := range 30 {
				docs = append(docs, page(fmt.Sprintf("https://example.nl/vulling/%d", i), "Vulling", fmt.Sprintf("xyz %s", string(rune('a'+i%26)))))
			}
			publish(t, store, knowledge.Public, "site", docs...)
			var indexed bool
			const find = `SELECT EXISTS (SELECT FROM pg_indexes WHERE schemaname = 'shelf_public' AND indexdef LIKE '%hnsw%')`
			if err := db.QueryRow(t.Context(), find).Scan(&indexed); err != nil || indexed != (memory < 0) {
				t.Errorf("an index in Postgres: %v (%v)", indexed, err)
			}
			shelf := store.For(knowledge.Public)
			for _, doc := range []knowledge.Document{joining, speaking, sleeping} {
				hits, err := shelf.Similar(t.Context(), "site", doc.Title+"\n\n"+doc.Blocks[0].Text, 2)
				if err != nil {
					t.Fatal(err)
				}
				if len(hits) != 2 || hits[0].URL != doc.URL || hits[0].Score < 0.999 || hits[0].Score < hits[1].Score {
					t.Errorf("Similar to the text of %s = %v", doc.URL, hits)
				}
			}
			publish(t, store, knowledge.Public, "site", joining)
			hits, err := shelf.Similar(t.Context(), "site", sleeping.Title, 5)
			if err != nil || len(hits) != 1 || hits[0].URL != joining.URL {
				t.Errorf("Similar after pages disappeared = %v, %v, want the one that is left", hits, err)
			}
		})
	}
}

// By likeness, too, each role finds its own collections and nothing else, and the public shelf nothing internal, whoever asked before.
func TestSimilarKeepsToTheShelf(t *testing.T) {
	t.Parallel()
	for name, memory := range legs {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			store, err := knowledge.NewStore(t.Context(), pgtest.New(t), knowledge.Config{Embedder: letterCounts{}, VectorWeight: 1, VectorMemory: memory})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(store.Close)
			const secret = "Het zilvervosprotocol voor juristen over qqq en xxx."
			publish(t, store, knowledge.Public, "openbaar", page("https://example.nl/a", "Aangifte", "Aangifte doen gaat zo."))
			publish(t, store, knowledge.Staff, "iedereen", page("intern/overdragen.md", "Overdragen", "Een cliënt overdragen gaat met een warme overdracht."))
			publish(t, store, knowledge.Staff, "juridisch", page("intern/zilvervos.md", "Zilvervos", secret))
			for name, roles := range map[string][]string{"iedereen": {"member", "legal"}, "juridisch": {"legal"}} {
				if err := store.SetRoles(t.Context(), name, roles); err != nil {
					t.Fatal(err)
				}
			}
			staff := store.For(knowledge.Staff)
			if hits, err := staff.Similar(t.Context(), "juridisch", secret, 5); err != nil || len(hits) != 1 {
				t.Fatalf("control: %v, %v", hits, err)
			}
			for _, c := range []struct {
				shelf *knowledge.Shelf
				may   []string
			}{
				{staff.As([]string{"legal"}), []string{"iedereen", "juridisch"}},
				{staff.As([]string{"member"}), []string{"iedereen"}},
				{staff.As(nil), nil},
				{store.For(knowledge.Public), []string{"openbaar"}},
			} {
				for _, name := range []string{"openbaar", "iedereen", "juridisch"} {
					hits, err := c.shelf.Similar(t.Context(), name, secret, 5)
					if may := slices.Contains(c.may, name); may != (err == nil) || !may && !errors.Is(err, knowledge.ErrUnknown) {
						t.Errorf("Similar in %s by who may see %q: %v", name, c.may, err)
					}
					if found, err := c.shelf.Search(t.Context(), name, secret, 5); (err == nil) != slices.Contains(c.may, name) {
						t.Errorf("Search in %s by who may see %q: %v, %v", name, c.may, found.Hits, err)
					}
					for _, h := range hits {
						if h.URL == "intern/zilvervos.md" != (name == "juridisch") {
							t.Errorf("in %s is found %s", name, h.URL)
						}
					}
				}
			}
			if err := store.SetRoles(t.Context(), "juridisch", nil); err != nil {
				t.Fatal(err)
			}
			if hits, err := staff.As([]string{"legal"}).Similar(t.Context(), "juridisch", secret, 5); !errors.Is(err, knowledge.ErrUnknown) {
				t.Errorf("after the right was taken away: %v, %v", hits, err)
			}
		})
	}
}

// restless is an embedder that may be out of order.
type restless struct {
	letterCounts
	down *atomic.Bool
}

func (r restless) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	if r.down.Load() {
		return nil, errors.New("down")
	}
	return r.letterCounts.Embed(ctx, texts)
}

// What was published while the model was down is found by likeness as soon as its vectors were made, by whichever copy of the program.
func TestVectorsThatComeLaterAreFound(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	down := &atomic.Bool{}
	var stores [2]*knowledge.Store
	for i := range stores {
		var err error
		if stores[i], err = knowledge.NewStore(t.Context(), db, knowledge.Config{Embedder: restless{down: down}}); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(stores[i].Close)
	}
	worker, reader := stores[0], stores[1].For(knowledge.Public)
	publish(t, worker, knowledge.Public, "site", joining)
	if hits, err := reader.Similar(t.Context(), "site", sleeping.Title, 5); err != nil || len(hits) != 1 {
		t.Fatalf("at first: %v, %v", hits, err)
	}
	down.Store(true)
	publish(t, worker, knowledge.Public, "site", joining, sleeping)
	down.Store(false)
	if err := worker.Embed(t.Context()); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(2 * time.Minute); ; {
		hits, err := reader.Similar(t.Context(), "site", sleeping.Title, 5)
		if err != nil {
			t.Fatal(err)
		}
		if len(hits) == 2 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("long after the vectors were made: %v", hits)
		}
	}
}
