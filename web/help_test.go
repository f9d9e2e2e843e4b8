package web

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"wegwijzer/assistant"
	"wegwijzer/demo"
	"wegwijzer/indexer"
	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/internal/privacy"
	"wegwijzer/knowledge"
)

// script is an assistant that says what a test wants.
type script func(ctx context.Context, turn assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error)

// scripted returns a server whose assistant follows a script.
func scripted(t *testing.T, answer script) *Server {
	t.Helper()
	s := New(Config{})
	s.answer = answer
	t.Cleanup(s.Close)
	return s
}

// twoSources says two sentences from two pages, with all the parts that an answer can have.
func twoSources(_ context.Context, _ assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
	date := time.Date(2026, time.March, 4, 0, 0, 0, 0, time.UTC)
	a := assistant.Answer{
		Status: assistant.Answered, Action: assistant.ActionAnswer, Lang: "nl",
		Lead: "Dit staat er op onze website.",
		Sentences: []assistant.Sentence{
			{Text: "Je kunt de rechter vragen om je schade te laten betalen.", Cites: []assistant.Cite{{
				URL: "https://example.nl/schade/voegen/#wie", Title: "Schade vragen", Heading: "Wie kan dit?", Date: date,
				Quote: "Je kunt de rechter vragen om je schade te laten betalen.",
			}}},
			{Text: "Doe dit:\n- Bewaar bonnen.\n- Bel 0900-0101.", Cites: []assistant.Cite{{
				URL: "https://example.nl/schade/bewijs/", Title: "Bewijs", Quote: "Doe dit:\n- Bewaar bonnen.\n- Bel 0900-0101.",
			}}},
		},
		Closing: "Wil je liever met iemand praten? Bel 0900-0101.",
		Topics:  []assistant.Button{{Topic: "zitting", Name: "De dag van de rechtszaak"}},
		Stages:  []assistant.Stage{{Name: "retrieve", Elapsed: time.Millisecond, Verdict: "ok"}},
	}
	return a, play(a, emit)
}

// play emits an answer in pieces.
func play(a assistant.Answer, emit func(assistant.Event) error) error {
	if emit == nil {
		return nil
	}
	events := []assistant.Event{{Lead: a.Lead}}
	for i := range a.Sentences {
		events = append(events, assistant.Event{Sentence: &a.Sentences[i]})
	}
	events = append(events, assistant.Event{Closing: a.Closing}, assistant.Event{Topics: a.Topics})
	for _, e := range events {
		if err := emit(e); err != nil {
			return err
		}
	}
	return nil
}

// world returns an assistant that answers from the demo site, read as the crawler reads it and kept in a database.
func world(t *testing.T, log *slog.Logger) *assistant.Assistant {
	t.Helper()
	ctx := t.Context()
	bank, err := knowledge.ShippedBank()
	if err != nil {
		t.Fatal(err)
	}
	synonyms, err := knowledge.ShippedSynonyms()
	if err != nil {
		t.Fatal(err)
	}
	store, err := knowledge.NewStore(ctx, pgtest.New(t), knowledge.Config{Bank: bank, Synonyms: synonyms})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(store.Close)
	g, err := store.Begin(ctx, knowledge.Public, "demo")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := g.PutAll(ctx, demoDocuments(t)); err != nil {
		t.Fatal(err)
	}
	if err := g.Publish(ctx); err != nil {
		t.Fatal(err)
	}
	return assistant.New(store.For(knowledge.Public), bank, log)
}

// demoDocuments reads the pages that the demo site's map lists.
func demoDocuments(t *testing.T) []knowledge.Document {
	t.Helper()
	site := demo.Site()
	get := func(path string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
		r.Host = "www.example.nl"
		site.ServeHTTP(w, r)
		return w
	}
	var docs []knowledge.Document
	for part := range strings.SplitSeq(get("/sitemap-paginas.xml").Body.String(), "<loc>") {
		address, _, ok := strings.Cut(part, "</loc>")
		u, err := url.Parse(address)
		if !ok || err != nil || strings.HasPrefix(u.Path, "/files/") {
			continue
		}
		got := get(u.Path)
		body, err := io.ReadAll(got.Body)
		if err != nil {
			t.Fatal(err)
		}
		p, err := indexer.Extract(t.Context(), indexer.Source{Name: "page.html", URL: address, ContentType: got.Header().Get("Content-Type"), Body: body})
		if err != nil {
			t.Fatal(err)
		}
		if p.Index && p.Lang == "nl" {
			u.Scheme = "https"
			docs = append(docs, p.Document(u.String()))
		}
	}
	if len(docs) < 20 {
		t.Fatalf("the demo site gives %d pages, want more", len(docs))
	}
	return docs
}

// keeps returns a store of conversations in a database of its own.
func keeps(t *testing.T) *assistant.Conversations {
	t.Helper()
	keys, err := privacy.NewKeys(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	store, err := assistant.NewConversations(pgtest.New(t), keys, []byte(strings.Repeat("k", 32)), nil)
	if err != nil {
		t.Fatal(err)
	}
	return store
}
