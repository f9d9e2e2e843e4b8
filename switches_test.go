package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"wegwijzer/internal/inference/scripted"
)

// What the page about the assistant says of its answers is so: with a model, without one, and with one that was switched off, which is then not asked.
func TestAModelThatIsSwitchedOffWritesNothingAndIsNotSpokenOf(t *testing.T) {
	t.Parallel()
	const literal, written = "zinnen die daar letterlijk staan", "Een computermodel maakt"
	u := newUser(t)
	u.learnLittle(t)
	dir := t.TempDir()
	write(t, dir, pages)
	u.index(t, dir, "hulp", "public", "--base-url", "https://example.nl")
	about := "http://" + u.env["WEGWIJZER_ADDR"] + "/over"
	question := "hoe vraag ik de rechter om mijn schade te laten betalen, heet dat voegen in de strafzaak"

	p := u.start(t, "serve", "--collection", "hulp")
	p.await(t, "Wegwijzer staat klaar", patience)
	if _, page := get(t, about); !strings.Contains(page, literal) || strings.Contains(page, written) {
		t.Errorf("without a model:\n%s", page)
	}
	p.end(t)

	var asked atomic.Int64
	model := httptest.NewServer(scripted.Server{Double: scripted.Honest(1), Asked: func([]byte, http.Header) { asked.Add(1) }})
	t.Cleanup(model.Close)
	u.env["MODEL_URL"], u.env["MODEL_NAME"] = model.URL, "scripted"
	p = u.start(t, "serve", "--collection", "hulp")
	p.await(t, "Wegwijzer staat klaar", patience)
	if _, page := get(t, about); !strings.Contains(page, written) || strings.Contains(page, literal) {
		t.Errorf("with a model:\n%s", page)
	}
	visit(t, u.env["WEGWIJZER_ADDR"]).ask(t, question)
	if asked.Load() == 0 {
		t.Error("the model was not asked")
	}

	u.must(t, "", "switch", "model", "off")
	eventually(t, patience, "the page says that answers are literal", func() bool {
		_, page := get(t, about)
		return strings.Contains(page, literal) && !strings.Contains(page, written)
	})
	before := asked.Load()
	if r := visit(t, u.env["WEGWIJZER_ADDR"]).ask(t, question); !strings.HasPrefix(r.status, "answered") || len(r.sentences) == 0 {
		t.Errorf("with the model off: %q, want an answer: %s", r.status, r.text)
	}
	if asked.Load() != before {
		t.Error("a model that is switched off was asked")
	}
	p.end(t)
}
