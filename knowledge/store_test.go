package knowledge_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/knowledge"
)

func page(url, title string, paragraphs ...string) knowledge.Document {
	d := knowledge.Document{URL: url, Title: title, Lang: "nl"}
	for _, p := range paragraphs {
		d.Blocks = append(d.Blocks, knowledge.Block{Kind: knowledge.Paragraph, Text: p})
	}
	return d
}

var (
	joining = page("https://site.example/schade/voegen", "Schadevergoeding vragen in de strafzaak",
		"Heb je schade door een misdrijf? Dan kun je je voegen in het strafproces. Je vult het voegingsformulier in en stuurt het binnen 14 dagen terug.")
	speaking = page("https://site.example/rechten/spreekrecht", "Spreekrecht",
		"Op de zitting mag je vertellen wat het misdrijf met je heeft gedaan. De rechter luistert naar jouw verhaal.")
	sleeping = page("https://site.example/gevolgen/slapen", "Slecht slapen en nachtmerries",
		"Na een schokkende gebeurtenis slapen veel mensen slecht. Nachtmerries worden meestal na een paar weken minder.")
)

func newStore(t *testing.T) *knowledge.Store {
	t.Helper()
	bank, err := knowledge.ShippedBank()
	if err != nil {
		t.Fatal(err)
	}
	synonyms, err := knowledge.ShippedSynonyms()
	if err != nil {
		t.Fatal(err)
	}
	store, err := knowledge.NewStore(t.Context(), pgtest.New(t), knowledge.Config{Bank: bank, Synonyms: synonyms})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(store.Close)
	return store
}

func publish(t *testing.T, store *knowledge.Store, audience knowledge.Audience, collection string, docs ...knowledge.Document) {
	t.Helper()
	g, err := store.Begin(t.Context(), audience, collection)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := g.PutAll(t.Context(), docs); err != nil {
		t.Fatal(err)
	}
	if err := g.Publish(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func first(t *testing.T, shelf *knowledge.Shelf, collection, question string) string {
	t.Helper()
	r, err := shelf.Search(t.Context(), collection, question, 5)
	if err != nil {
		t.Fatalf("Search(%s): %v", collection, err)
	}
	if len(r.Hits) == 0 {
		return ""
	}
	return r.Hits[0].URL
}

func TestSearchFindsThePageInTheWordsOfALayPerson(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	publish(t, store, knowledge.Public, "site", joining, speaking, sleeping)
	for question, want := range map[string]string{
		"kan ik mijn kosten meteen meenemen als hij moet voorkomen":   joining.URL,
		"ik wil dat ze in de zaal horen wat dit met ons gedaan heeft": speaking.URL,
		"ik lig elke nacht wakker sinds het gebeurde":                 sleeping.URL,
		"schadevergoedingsformulier":                                  joining.URL,
		"nagtmerries":                                                 sleeping.URL,
	} {
		if got := first(t, store.For(knowledge.Public), "site", question); got != want {
			t.Errorf("Search(%q) = %q, want %q", question, got, want)
		}
	}
}

func TestNothingIsServedBeforePublish(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	g, err := store.Begin(t.Context(), knowledge.Public, "site")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := g.Put(t.Context(), joining); err != nil {
		t.Fatal(err)
	}
	if _, err := store.For(knowledge.Public).Search(t.Context(), "site", "schade", 5); !errors.Is(err, knowledge.ErrUnknown) {
		t.Errorf("Search before Publish = %v, want ErrUnknown", err)
	}
}

func TestAnUnfinishedGenerationIsContinued(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	g, err := store.Begin(t.Context(), knowledge.Public, "site")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := g.Put(t.Context(), joining); err != nil {
		t.Fatal(err)
	}
	again, err := store.Begin(t.Context(), knowledge.Public, "site")
	if err != nil {
		t.Fatal(err)
	}
	if again.ID() != g.ID() {
		t.Errorf("Begin after a crash = generation %d, want %d", again.ID(), g.ID())
	}
	if err := again.Publish(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := first(t, store.For(knowledge.Public), "site", "voegen"); got != joining.URL {
		t.Errorf("after publishing the continued generation the first hit is %q, want %q", got, joining.URL)
	}
}

func TestANewGenerationReplacesTheOldOneWhole(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	shelf := store.For(knowledge.Public)
	publish(t, store, knowledge.Public, "site", joining, speaking)
	g, err := store.Begin(t.Context(), knowledge.Public, "site")
	if err != nil {
		t.Fatal(err)
	}
	if known, err := g.Keep(t.Context(), joining.URL); err != nil || !known {
		t.Fatalf("Keep = %v, %v, want true", known, err)
	}
	if known, err := g.Keep(t.Context(), sleeping.URL); err != nil || known {
		t.Fatalf("Keep of an unknown page = %v, %v, want false", known, err)
	}
	if changed, err := g.Put(t.Context(), joining); err != nil || changed {
		t.Fatalf("Put of the same content = %v, %v, want unchanged", changed, err)
	}
	if changed, err := g.Put(t.Context(), sleeping); err != nil || !changed {
		t.Fatalf("Put of a new page = %v, %v, want changed", changed, err)
	}
	if got := first(t, shelf, "site", "spreekrecht op de zitting"); got != speaking.URL {
		t.Errorf("before Publish the first hit is %q, want the old page", got)
	}
	if err := g.Publish(t.Context()); err != nil {
		t.Fatal(err)
	}
	r, err := shelf.Search(t.Context(), "site", "spreekrecht op de zitting", 10)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range r.Hits {
		if h.URL == speaking.URL {
			t.Error("a page that disappeared is still found")
		}
	}
	if got := first(t, shelf, "site", "nachtmerries"); got != sleeping.URL {
		t.Errorf("after Publish the first hit is %q, want %q", got, sleeping.URL)
	}
}

func TestPublishTwiceDoesNothing(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	g, err := store.Begin(t.Context(), knowledge.Public, "site")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := g.Put(t.Context(), joining); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := g.Publish(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

// The leak test: whatever is asked of the public shelf, an internal page never comes out, and the role of its connections cannot read one.
func TestShelfHidesInternalPages(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	store, err := knowledge.NewStore(t.Context(), db, knowledge.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(store.Close)
	const secret = "zilvervosprotocol"
	publish(t, store, knowledge.Public, "site", joining, speaking)
	publish(t, store, knowledge.Staff, "site", page("https://intern.example/werkwijze", "Interne werkwijze voegen", "Het "+secret+" geldt alleen voor medewerkers die schade behandelen."))
	publish(t, store, knowledge.Staff, "handboek", page("https://intern.example/handboek", "Handboek", "Nog een keer het "+secret+"."))
	for i := range 200 {
		for _, collection := range []string{"site", "handboek"} {
			question := []string{secret, "interne werkwijze", "medewerkers schade", "'; SELECT * FROM shelf_staff.passages; --", "handboek " + secret}[i%5]
			r, err := store.For(knowledge.Public).Search(t.Context(), collection, fmt.Sprintf("%s %d", question, i), 20)
			if errors.Is(err, knowledge.ErrUnknown) {
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			for _, h := range r.Hits {
				if strings.Contains(h.Text+h.Title, secret) || strings.Contains(h.URL, "intern") {
					t.Fatalf("the public shelf showed %s for %q", h.URL, question)
				}
			}
		}
	}
	if r, err := store.For(knowledge.Staff).Search(t.Context(), "site", secret, 5); err != nil || len(r.Hits) == 0 {
		t.Errorf("control: the staff shelf finds %d hits (%v), want the internal page", len(r.Hits), err)
	}
	// The second wall: the role itself.
	ctx := context.Background()
	conn, err := db.Acquire(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	if _, err := conn.Exec(ctx, "SET ROLE wegwijzer_public"); err != nil {
		t.Fatal(err)
	}
	defer conn.Exec(ctx, "RESET ROLE") //nolint:errcheck // the connection goes back to the pool of this test alone
	var n int
	if err := conn.QueryRow(ctx, "SELECT count(*) FROM shelf_public.passages").Scan(&n); err != nil || n == 0 {
		t.Errorf("control: the public role reads %d public passages (%v)", n, err)
	}
	for _, table := range []string{"collections", "generations", "documents", "generation_documents", "passages", "vectors", "models", "labels"} {
		if err := conn.QueryRow(ctx, "SELECT count(*) FROM shelf_staff."+table).Scan(&n); err == nil {
			t.Errorf("the public role can read shelf_staff.%s", table)
		}
	}
	if _, err := conn.Exec(ctx, "DELETE FROM shelf_public.labels"); err == nil {
		t.Error("the public role can write")
	}
}

// While a new generation is read, and by whichever copy of the program it was published, searches go on in the old one.
func TestAPublicationElsewhereIsServedSoon(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	var stores [2]*knowledge.Store
	for i := range stores {
		var err error
		if stores[i], err = knowledge.NewStore(t.Context(), db, knowledge.Config{}); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(stores[i].Close)
	}
	publish(t, stores[0], knowledge.Public, "site", joining)
	shelf := stores[1].For(knowledge.Public)
	if got := first(t, shelf, "site", "voegen"); got != joining.URL {
		t.Fatalf("the other copy finds %q, want %q", got, joining.URL)
	}
	publish(t, stores[0], knowledge.Public, "site", sleeping)
	deadline := time.Now().Add(10 * time.Second)
	for first(t, shelf, "site", "nachtmerries") != sleeping.URL {
		if time.Now().After(deadline) {
			t.Fatal("the other copy still serves the old generation after ten seconds")
		}
	}
	if err := stores[0].Delete(t.Context(), knowledge.Public, "site"); err != nil {
		t.Fatal(err)
	}
	for {
		_, err := shelf.Search(t.Context(), "site", "nachtmerries", 5)
		if errors.Is(err, knowledge.ErrUnknown) {
			return
		}
		if err != nil || time.Now().After(deadline) {
			t.Fatalf("Search after the collection was deleted elsewhere = %v, want ErrUnknown", err)
		}
	}
}

// letterCounts is an embedder for tests: how often each letter occurs.
type letterCounts struct{}

func (letterCounts) Name() string               { return "letters" }
func (letterCounts) Dimension() int             { return 26 }
func (letterCounts) Prefixes() (string, string) { return "", "" }
func (letterCounts) Embed(_ context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	for i, text := range texts {
		vectors[i] = make([]float32, 26)
		for _, r := range strings.ToLower(text) {
			if r >= 'a' && r <= 'z' {
				vectors[i][r-'a']++
			}
		}
	}
	return vectors, nil
}

func TestAnOlderAnalysisIsMadeAnew(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	store, err := knowledge.NewStore(t.Context(), db, knowledge.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(store.Close)
	publish(t, store, knowledge.Public, "site", joining, speaking)
	if got := first(t, store.For(knowledge.Public), "site", "nachtmerries voegingsformulier"); got != joining.URL {
		t.Fatalf("before: the first hit is %q", got)
	}
	for _, q := range []string{`UPDATE shelf_public.passages SET terms = ''`, `UPDATE shelf_public.documents SET analyser = 0`} {
		if _, err := db.Exec(t.Context(), q); err != nil {
			t.Fatal(err)
		}
	}
	n, err := store.Reanalyse(t.Context())
	if err != nil || n != 2 {
		t.Fatalf("Reanalyse = %d, %v, want 2", n, err)
	}
	if n, err = store.Reanalyse(t.Context()); err != nil || n != 0 {
		t.Errorf("a second Reanalyse = %d, %v, want 0", n, err)
	}
	if got := first(t, store.For(knowledge.Public), "site", "voegingsformulier"); got != joining.URL {
		t.Errorf("after: the first hit is %q, want %q", got, joining.URL)
	}
}
