package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"wegwijzer/assistant"
	"wegwijzer/assistant/gate"
	"wegwijzer/assistant/tone"
	"wegwijzer/internal/inference"
	"wegwijzer/internal/inference/scripted"
	"wegwijzer/knowledge"
)

// everyQuestion has the tests with doubles ask all questions, for the figures; otherwise they ask one in forty.
var everyQuestion = flag.Bool("every-question", false, "ask every question of every double, for the figures")

// demoLibrary returns a library with the pages of the demo site, crawled as in production.
func demoLibrary(t testing.TB) *library {
	t.Helper()
	u := newUser(t)
	var told strings.Builder
	s := streams{in: strings.NewReader(""), out: &told, err: &told, env: func(name string) string { return u.env[name] }}
	c, l, err := openForCommand(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.close(context.WithoutCancel(t.Context())) })
	if err := c.ensureDemo(t.Context(), l, s); err != nil {
		t.Fatal(err)
	}
	return l
}

// model is a scripted model server with the client that reaches it.
type model struct {
	writer func(conversation string) assistant.Writer

	mu    sync.Mutex
	asked [][]byte
}

func newModel(t testing.TB, d scripted.Double) *model {
	t.Helper()
	m := &model{}
	server := httptest.NewServer(scripted.Server{Double: d, Asked: func(body []byte, _ http.Header) {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.asked = append(m.asked, body)
	}})
	t.Cleanup(server.Close)
	chat, err := inference.OpenChat(inference.ChatConfig{URL: server.URL, Model: "scripted", First: 2 * time.Second, Pause: time.Second, Total: 10 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	m.writer = func(conversation string) assistant.Writer { return chat.For(conversation) }
	return m
}

func answerItems(t testing.TB) []answerItem {
	t.Helper()
	items, err := readSet[answerItem](filepath.Join("demo", "testdata", "answers.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	return items
}

// faults returns what is wrong with an answer: a sentence without a source, or that its own quotes do not bear out, or with a quote that no
// page says.
func faults(a assistant.Answer, pages map[string]string) []string {
	var all []string
	for _, s := range a.Sentences {
		if len(s.Cites) == 0 {
			all = append(all, "no source: "+s.Text)
			continue
		}
		var quotes []string
		for _, c := range s.Cites {
			quotes = append(quotes, c.Title+"\n"+c.Heading+"\n"+c.Quote)
			page, _, _ := strings.Cut(c.URL, "#")
			if !literalIn(c.Quote, pages[page]) {
				all = append(all, "not on the page: "+c.Quote)
			}
		}
		if r := gate.Check(s.Text, strings.Join(quotes, "\n")); len(r) > 0 {
			all = append(all, "unsupported ("+string(r[0])+"): "+s.Text)
		}
	}
	return all
}

func pageTexts(t testing.TB, l *library) map[string]string {
	t.Helper()
	passages, err := l.store.For(knowledge.Public).Passages(t.Context(), demoCollection)
	if err != nil {
		t.Fatal(err)
	}
	text := map[string]string{}
	for _, p := range passages {
		text[p.URL] += "\n" + p.Title + "\n" + p.Heading + "\n" + p.Text
	}
	return text
}

// TestNoDoubleShowsWhatIsNotSo asks many questions of every double over the real protocol. Whatever the model does, each sentence shown is
// borne out by words of a page, the person gets what a person without a model gets at the least, and nothing of the prompt is shown.
func TestNoDoubleShowsWhatIsNotSo(t *testing.T) {
	l := demoLibrary(t)
	pages := pageTexts(t, l)
	var items []answerItem
	for i, q := range answerItems(t) {
		if *everyQuestion || i%40 == 0 {
			items = append(items, q)
		}
	}
	plain := assistant.New(l.store.For(knowledge.Public), l.bank, nil)
	without := map[string]assistant.Answer{}
	for _, q := range items {
		a, err := plain.Answer(t.Context(), assistant.Turn{Question: q.Question, Collection: demoCollection}, nil)
		if err != nil {
			t.Fatal(err)
		}
		without[q.ID] = a
	}
	before := runtime.NumGoroutine()
	for _, d := range scripted.Doubles() {
		t.Run(d.Name, func(t *testing.T) {
			m := newModel(t, d)
			a := plain.WithWriter(m.writer, tone.Fit)
			questions := items
			if d.Wire != nil {
				questions = items[:min(12, len(items))]
			}
			shown, written, answered, must, mustWithout := 0, 0, 0, 0, 0
			var slowest time.Duration
			for _, q := range questions {
				start := time.Now()
				got, err := a.Answer(t.Context(), assistant.Turn{Question: q.Question, Collection: demoCollection}, nil)
				if err != nil {
					t.Fatalf("%s: %v", q.ID, err)
				}
				slowest = max(slowest, time.Since(start))
				for _, f := range faults(got, pages) {
					t.Errorf("%s: %s", q.ID, f)
				}
				if d.Lies { // what it proposed is wrong, each sentence of it: what is shown is what the pages say, to the letter
					for _, x := range got.Sentences {
						page, _, _ := strings.Cut(x.Cites[0].URL, "#")
						if !literalIn(x.Text, pages[page]) {
							t.Errorf("%s: shows %q", q.ID, x.Text)
						}
					}
				}
				shown += len(got.Sentences)
				for _, s := range got.Stages {
					if s.Verdict == "written" {
						written++
					}
				}
				if leaked(got.Text(), m) {
					t.Errorf("%s: something of the prompt was shown: %s", q.ID, got.Text())
				}
				if len(got.Sentences) > 0 {
					answered++
				} else if len(without[q.ID].Sentences) > 0 {
					t.Errorf("%s: nothing, where %d sentences are without a model", q.ID, len(without[q.ID].Sentences))
				}
				if q.Answerable && said(got.Text(), q.Must) {
					must++
				}
				if q.Answerable && said(without[q.ID].Text(), q.Must) {
					mustWithout++
				}
			}
			t.Logf("%d questions: %d answered, %d written to the end, %d sentences, right fact %d (without a model %d), slowest %v",
				len(questions), answered, written, shown, must, mustWithout, slowest.Round(time.Millisecond))
		})
	}
	settle(t, before)
}

// TestFirstSentenceIsShownAtOnce measures, with a model of 50 tokens a second, from when it has said its first sentence to when the person
// has it.
func TestFirstSentenceIsShownAtOnce(t *testing.T) {
	l := demoLibrary(t)
	plain := assistant.New(l.store.For(knowledge.Public), l.bank, nil)
	var all []time.Duration
	for _, q := range answerItems(t)[:12] {
		var mu sync.Mutex
		var closed []time.Time // when the model had said its first sentence, its second…
		d := scripted.Honest(20 * time.Millisecond)
		d.Sent = func(said string) {
			mu.Lock()
			defer mu.Unlock()
			if n := strings.Count(said, "}"); n > len(closed) {
				closed = append(closed, time.Now())
			}
		}
		enough := errors.New("seen")
		_, err := plain.WithWriter(newModel(t, d).writer, tone.Fit).Answer(t.Context(), assistant.Turn{Question: q.Question, Collection: demoCollection}, func(e assistant.Event) error {
			if e.Sentence == nil {
				return nil
			}
			mu.Lock()
			defer mu.Unlock()
			if len(closed) > 0 { // otherwise it is literal: sources that contradict each other are not left to a model
				all = append(all, time.Since(closed[len(closed)-1]))
			}
			return enough
		})
		if err != nil && !errors.Is(err, enough) {
			t.Fatal(err)
		}
	}
	slices.Sort(all)
	if len(all) == 0 {
		t.Fatal("no answer was written")
	}
	median, slowest := all[len(all)/2], all[len(all)-1]
	t.Logf("%d answers: the first sentence was shown %v after the model had said it, %v at the most", len(all), median.Round(10*time.Microsecond), slowest.Round(10*time.Microsecond))
	if slowest > 300*time.Millisecond {
		t.Errorf("slowest %v, want at most 300 ms", slowest)
	}
}

// leaked reports whether a text holds a line of the rules, or the code of a request.
func leaked(text string, m *model) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.asked) == 0 {
		return false
	}
	var request struct{ Messages []struct{ Content string } }
	if json.Unmarshal(m.asked[len(m.asked)-1], &request) != nil || len(request.Messages) < 2 {
		return false
	}
	p := scripted.Parse(request.Messages[0].Content, request.Messages[1].Content)
	if strings.Contains(text, p.Code) {
		return true
	}
	for line := range strings.SplitSeq(p.System, "\n") {
		if len(line) > 40 && strings.Contains(text, line[3:]) {
			return true
		}
	}
	return false
}

// settle waits until no more goroutines run than before.
func settle(t *testing.T, before int) {
	t.Helper()
	http.DefaultTransport.(*http.Transport).CloseIdleConnections()
	deadline := time.Now().Add(patience)
	for runtime.NumGoroutine() > before+10 {
		if time.Now().After(deadline) {
			t.Errorf("%d goroutines, %d before", runtime.NumGoroutine(), before)
			return
		}
		runtime.Gosched()
	}
}
