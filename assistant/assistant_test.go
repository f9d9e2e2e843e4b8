package assistant_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/assistant"
	"wegwijzer/internal/dutch"
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

var site = []knowledge.Document{
	page("https://site.example/schade/voegen", "Schadevergoeding vragen in de strafzaak",
		"Heb je schade door een misdrijf? Dan kun je je voegen in het strafproces. Je vult het voegingsformulier in en stuurt het binnen 14 dagen terug."),
	page("https://site.example/rechten/spreekrecht", "Spreekrecht",
		"Op de zitting mag je vertellen wat het misdrijf met je heeft gedaan. De rechter luistert naar jouw verhaal."),
	page("https://site.example/gevolgen/slapen", "Slecht slapen en nachtmerries",
		"Na een schokkende gebeurtenis slapen veel mensen slecht. Nachtmerries worden meestal na een paar weken minder."),
}

// asked is a question that the site answers.
const asked = "hoe vraag ik schadevergoeding in de strafzaak, en binnen hoeveel dagen stuur ik het voegingsformulier in het strafproces terug"

// unknown is one that it does not.
const unknown = "hoeveel kost een kroket met mosterd op het strand van Zandvoort in de zomer van volgend jaar"

// helper is an assistant on a published site, with the database under it and what it logs.
type helper struct {
	*assistant.Assistant
	db    *pgxpool.Pool
	store *knowledge.Store
	log   *bytes.Buffer
}

func newHelper(t *testing.T) helper {
	t.Helper()
	bank, err := knowledge.ShippedBank()
	if err != nil {
		t.Fatal(err)
	}
	h := helper{db: pgtest.New(t), log: &bytes.Buffer{}}
	h.store, err = knowledge.NewStore(t.Context(), h.db, knowledge.Config{Bank: bank})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.store.Close)
	g, err := h.store.Begin(t.Context(), knowledge.Public, "site")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := g.PutAll(t.Context(), site); err != nil {
		t.Fatal(err)
	}
	if err := g.Publish(t.Context()); err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.NewJSONHandler(h.log, &slog.HandlerOptions{Level: slog.LevelDebug - 4}))
	h.Assistant = assistant.New(h.store.For(knowledge.Public), bank, log)
	return h
}

func (h helper) ask(t *testing.T, question string) assistant.Answer {
	t.Helper()
	return h.answer(t, assistant.Turn{Question: question})
}

func (h helper) answer(t *testing.T, turn assistant.Turn) assistant.Answer {
	t.Helper()
	turn.Collection = "site"
	a, err := h.Answer(t.Context(), turn, nil)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAnswersAreLiteralAndCited(t *testing.T) {
	t.Parallel()
	a := newHelper(t).ask(t, asked)
	if a.Action != assistant.ActionAnswer || len(a.Sentences) == 0 {
		t.Fatalf("Answer = %s with %d sentences, want an answer", a.Status, len(a.Sentences))
	}
	if !strings.Contains(a.Text(), "14 dagen") {
		t.Errorf("the answer lacks the fact: %q", a.Text())
	}
	for _, s := range a.Sentences {
		if len(s.Cites) == 0 || s.Cites[0].URL == "" || s.Cites[0].Quote == "" {
			t.Errorf("%q has no source", s.Text)
		}
	}
	if a.Lead != assistant.Message("nl", "intro") && a.Lead != assistant.Message("nl", "partial") {
		t.Errorf("the lead is %q, want a fixed text", a.Lead)
	}
}

func TestStagesAreRecordedInOrder(t *testing.T) {
	t.Parallel()
	var names []string
	for _, s := range newHelper(t).ask(t, asked).Stages {
		names = append(names, s.Name)
		if s.Verdict == "" {
			t.Errorf("stage %s has no verdict", s.Name)
		}
	}
	if d := cmp.Diff([]string{"danger", "normalise", "remark", "who", "orders", "press", "open", "book", "redact", "route", "standalone", "retrieve", "sufficient", "compose", "close"}, names); d != "" {
		t.Errorf("stages: %s", d)
	}
}

// What was found already is answered from as if it had been searched for, and searched for again when other words are looked for than were found by.
func TestWhatWasFoundIsNotSearchedForAgain(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	found, err := h.store.For(knowledge.Public).Search(t.Context(), "site", asked, 12)
	if err != nil {
		t.Fatal(err)
	}
	searched := h.answer(t, assistant.Turn{Question: asked})
	if got := h.answer(t, assistant.Turn{Question: asked, Found: &found}); got.Text() != searched.Text() || got.Status != searched.Status {
		t.Errorf("from what was found: %s %q, want %s %q", got.Status, got.Text(), searched.Status, searched.Text())
	}
	if got := h.answer(t, assistant.Turn{Question: asked, Found: &knowledge.Result{}}); got.Status == assistant.Answered {
		t.Error("it was searched for although somebody had found nothing")
	}
	if got := h.answer(t, assistant.Turn{Question: "  " + asked, Found: &knowledge.Result{}}); got.Status != searched.Status {
		t.Errorf("other words than were found by are not looked for: %s", got.Status)
	}
}

func TestAnUnknownSubjectIsRefusedWithAWayOn(t *testing.T) {
	t.Parallel()
	a := newHelper(t).ask(t, unknown)
	if a.Status != assistant.RefusedNoSource || a.Action != assistant.ActionRefuse || len(a.Sentences) != 0 {
		t.Fatalf("Answer = %s, %s with %d sentences, want a refusal", a.Status, a.Action, len(a.Sentences))
	}
	for _, want := range []string{"0900-0101", "8 tot 20 uur", "10 tot 17 uur"} {
		if !strings.Contains(a.Text(), want) {
			t.Errorf("the refusal lacks %q: %q", want, a.Text())
		}
	}
	if len(a.Topics) == 0 {
		t.Error("the refusal offers no topics")
	}
}

func TestEmptyMessagesAreInvited(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for name, q := range map[string]string{
		"empty": "", "spaces": " \n\t ", "emoji": "😢💔", "invisible": "\u200b\u200e\U000E0041\u2060", "marks": "?!…", "broken": "\xff\xfe",
	} {
		a := h.ask(t, q)
		if a.Status != assistant.Clarify || a.Lead == "" || len(a.Topics) == 0 {
			t.Errorf("%s: %s, %q with %d topics, want an invitation", name, a.Status, a.Lead, len(a.Topics))
		}
	}
}

func TestAVeryLongMessageIsAnswered(t *testing.T) {
	t.Parallel()
	q := asked + "? " + strings.Repeat("en dan nog iets anders erbij ", 3500)
	if len(q) < 100_000 {
		t.Fatal("the message is too short for this test")
	}
	if a := newHelper(t).ask(t, q); a.Status == assistant.Failed || a.Text() == "" {
		t.Errorf("Answer = %s, %q, want some answer", a.Status, a.Text())
	}
}

func TestAVagueQuestionIsAskedBack(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for _, q := range []string{"en nu?", "vertel"} {
		if a := h.ask(t, q); a.Action != assistant.ActionClarify || len(a.Topics) == 0 {
			t.Errorf("Answer(%q) = %s with %d topics, want a question back", q, a.Status, len(a.Topics))
		}
	}
}

func TestADatabaseThatIsGoneGivesACalmMessage(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	h.store.Close()
	h.db.Close()
	a := h.ask(t, "hoe vraag ik schade terug van meneer Zilvervos")
	if a.Status != assistant.Failed || len(a.Sentences) != 0 {
		t.Fatalf("Answer = %s, want %s", a.Status, assistant.Failed)
	}
	for _, want := range []string{"0900-0101", "112", "Dat ligt aan ons."} {
		if !strings.Contains(a.Text(), want) {
			t.Errorf("the message lacks %q: %q", want, a.Text())
		}
	}
	if strings.Contains(strings.ToLower(h.log.String()), "zilvervos") {
		t.Error("the question is in the log")
	}
}

func TestAnEmitThatFailsStopsTheAnswer(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	gone := errors.New("visitor is gone")
	for _, q := range []string{asked, "", unknown} {
		for after := range 3 {
			n := 0
			_, err := h.Answer(t.Context(), assistant.Turn{Question: q, Collection: "site"}, func(assistant.Event) error {
				n++
				if n > after {
					return gone
				}
				return nil
			})
			if n > after && !errors.Is(err, gone) {
				t.Errorf("Answer(%q) with a failing emit = %v, want the error of emit", q, err)
			}
			if n > after+1 {
				t.Errorf("Answer(%q) went on for %d events after emit failed", q, n-after-1)
			}
		}
	}
}

func TestACancelledTurnIsAnError(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := h.Answer(ctx, assistant.Turn{Question: "hoe vraag ik schade terug", Collection: "site"}, nil)
	if err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("Answer = %v, want context.Canceled or an answer from memory", err)
	}
}

func TestNothingOfAQuestionIsLogged(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for _, q := range []string{
		"mijn buurman Zilvervos heeft mijn fiets gestolen, kan ik schade vragen", "zilvervos", "waar woont Zilvervos precies en wat is zijn telefoonnummer 0612345678",
	} {
		h.ask(t, q)
	}
	log := strings.ToLower(h.log.String())
	if !strings.Contains(log, "stage") {
		t.Fatal("nothing was logged, so nothing was tested")
	}
	for _, planted := range []string{"zilvervos", "fiets", "buurman", "0612345678"} {
		if strings.Contains(log, planted) {
			t.Errorf("the log holds %q", planted)
		}
	}
}

func TestEventsAreThePiecesOfTheAnswer(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	var lead, closing string
	var sentences []string
	a, err := h.Answer(t.Context(), assistant.Turn{Question: asked, Collection: "site"}, func(e assistant.Event) error {
		lead, closing = lead+e.Lead, closing+e.Closing
		if e.Sentence != nil {
			sentences = append(sentences, e.Sentence.Text)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := strings.Join(append(append([]string{lead}, sentences...), closing), "\n"); a.Text() != want {
		t.Errorf("Text = %q, the events say %q", a.Text(), want)
	}
}

func TestFixedTextsExistAndReadEasily(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"intro", "partial", "conflict", "unknown", "unknown_topics", "clarify", "empty", "trouble", "next"} {
		text := assistant.Message("nl", key)
		if text == key {
			t.Errorf("message %q is missing", key)
			continue
		}
		r := dutch.Readability(text)
		if mean := float64(r.Words) / float64(r.Sentences); r.Douma < 65 || mean > 12 {
			t.Errorf("message %q has Douma %.0f and %.1f words a sentence, want at least 65 and at most 12", key, r.Douma, mean)
		}
		if got := assistant.Message("xx", key); got != text {
			t.Errorf("Message of an unknown language = %q, want Dutch", got)
		}
	}
	if got := assistant.Message("nl", "bestaat-niet"); got != "bestaat-niet" {
		t.Errorf("Message of an unknown key = %q, want the key", got)
	}
}
