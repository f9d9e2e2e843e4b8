package web

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"wegwijzer/assistant"
	"wegwijzer/assistant/danger"
	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/internal/race"
	"wegwijzer/knowledge"
)

// gone is a model that cannot be reached.
type gone struct{ asked *atomic.Int64 }

func (g gone) Write(context.Context, string, string, func(string) error) error {
	g.asked.Add(1)
	return errors.New("connection refused")
}

// endangered returns the messages of our own set in which there is danger.
func endangered(t *testing.T) []string {
	t.Helper()
	var texts []string
	for _, half := range []string{"dev", "held"} {
		f, err := os.Open("../assistant/danger/testdata/" + half + ".jsonl")
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(f)
		for lines.Scan() {
			var x struct{ Text string }
			if err := json.Unmarshal(lines.Bytes(), &x); err != nil {
				t.Fatal(err)
			}
			if danger.Check(x.Text).Level != danger.None {
				texts = append(texts, x.Text)
			}
		}
		if err := errors.Join(lines.Err(), f.Close()); err != nil {
			t.Fatal(err)
		}
	}
	return texts
}

// TestDangerIsAnsweredWithEverythingDown cuts the database off and the model too, and sends every message of our own set that tells of danger by each
// way in. Each gets its card with somebody to reach, and with a model that is away nobody waits for it.
func TestDangerIsAnsweredWithEverythingDown(t *testing.T) {
	t.Parallel()
	bank, err := knowledge.ShippedBank()
	if err != nil {
		t.Fatal(err)
	}
	pool := pgtest.New(t)
	store, err := knowledge.NewStore(t.Context(), pool, knowledge.Config{Bank: bank})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(store.Close)
	pool.Close()
	if err := pool.Ping(t.Context()); err == nil {
		t.Fatal("the database still answers")
	}
	var asked atomic.Int64
	a := assistant.New(store.For(knowledge.Public), bank, nil).WithWriter(func(string) assistant.Writer { return gone{&asked} }, nil)
	s := New(Config{Assistant: a, Collection: "demo"})
	var minutes atomic.Int64
	s.now = func() time.Time { return time.Unix(0, 0).Add(time.Duration(minutes.Load()) * time.Minute) } // nobody writes too fast here
	texts := endangered(t)
	if len(texts) < 500 {
		t.Fatalf("%d messages tell of danger, want the whole set", len(texts))
	}
	v := visit(t, s)
	carded := func(frames []frame) bool {
		for _, f := range frames {
			if f.Type == "notice" && f.Kind == string(assistant.DangerNotice) && len(f.Contacts) > 0 {
				return true
			}
		}
		return false
	}
	calls := func(page string) int { return strings.Count(page, `class="contact-call"`) }
	usual := calls(post(t, s, "/", url.Values{"vraag": {"Wat is smartengeld?"}}).Body.String()) // what the page holds for its script
	shown := map[string]int{}
	for i := 0; i < len(texts); i += race.Step(8) {
		text := texts[i]
		minutes.Add(1)
		id := "v" + strconv.Itoa(i)
		message, err := json.Marshal(map[string]string{"type": "ask", "id": id, "question": text})
		if err != nil {
			t.Fatal(err)
		}
		v.say(string(message))
		heard := v.hear("end")
		var streamed []frame
		for line := range strings.Lines(request(t, s, string(message), "http://example.com").Body.String()) {
			if content, ok := strings.CutPrefix(line, "data: "); ok {
				var f frame
				if err := json.Unmarshal([]byte(content), &f); err != nil {
					t.Fatal(err)
				}
				streamed = append(streamed, f)
			}
		}
		page := post(t, s, "/", url.Values{"vraag": {text}}).Body.String()
		for way, ok := range map[string]bool{"socket": carded(heard), "stream": carded(streamed), "form": calls(page) > usual} {
			if ok {
				shown[way]++
			} else {
				t.Errorf("%s shows no card for %q", way, text)
			}
		}
	}
	t.Logf("%d messages: %v; the model was asked %d times", len(texts), shown, asked.Load())
}
