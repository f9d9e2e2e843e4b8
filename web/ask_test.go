package web

import (
	"context"
	"net/url"
	"strings"
	"testing"
	"time"

	"wegwijzer/assistant"
)

// A network that asks a model for too much is answered all the same, by each way in, from the pages alone.
func TestANetworkThatAsksMuchIsAnsweredWithoutModel(t *testing.T) {
	t.Parallel()
	var plain []bool
	s := New(Config{Now: func() time.Time { return time.Date(2026, 11, 28, 2, 0, 0, 0, time.UTC) }})
	t.Cleanup(s.Close)
	s.answer = func(ctx context.Context, turn assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
		plain = append(plain, turn.Plain)
		return twoSources(ctx, turn, emit)
	}
	for i := range 2 * writtenAMinute {
		body := request(t, s, `{"type":"ask","id":"v1","question":"Wat nu?"}`, "http://example.com").Body.String()
		if i%10 == 9 {
			body = post(t, s, "/", url.Values{"vraag": {"Wat nu?"}}).Body.String()
		}
		if !strings.Contains(body, "Bewaar bonnen.") {
			t.Fatalf("question %d is answered with %s", i, body)
		}
	}
	for i, is := range plain {
		if is != (i >= writtenAMinute) {
			t.Errorf("question %d is answered without model: %t", i, is)
		}
	}
}
