package inference

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"wegwijzer/internal/inference/scripted"
)

// talk is a scripted model on a network within the test, and the client that reaches it.
type talk struct {
	chat *Chat
	stop func()

	mu       sync.Mutex
	requests [][]byte
	headers  []http.Header
}

func (k *talk) asked() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return len(k.requests)
}

func newTalk(t *testing.T, d scripted.Double, c ChatConfig) *talk {
	t.Helper()
	network := &pipes{conns: make(chan net.Conn), ended: make(chan struct{})}
	k := &talk{}
	server := &http.Server{Handler: scripted.Server{Double: d, Asked: func(body []byte, h http.Header) {
		k.mu.Lock()
		defer k.mu.Unlock()
		k.requests, k.headers = append(k.requests, body), append(k.headers, h.Clone())
	}}}
	go func() { _ = server.Serve(network) }()
	transport := &http.Transport{DialContext: network.dial}
	c.URL, c.Model, c.base = "http://model.invalid", testModel, transport
	var err error
	if k.chat, err = OpenChat(c); err != nil {
		t.Fatal(err)
	}
	k.stop = func() {
		transport.CloseIdleConnections()
		_ = server.Close()
	}
	return k
}

// says is a double that says one thing.
func saysText(text string) scripted.Double {
	return scripted.Speaks(func(scripted.Prompt) string { return text })
}

// ask has the model answer and returns all it said.
func (k *talk) ask(ctx context.Context) (string, error) {
	var b strings.Builder
	err := k.chat.For("gesprek").Write(ctx, "regels", "Vraag (k1)\n"+secret+"\nk1", func(piece string) error {
		b.WriteString(piece)
		return nil
	})
	return b.String(), err
}

func TestChatStreamsWhatIsSaid(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		k := newTalk(t, saysText("Je bent welkom. Één stap tegelijk."), ChatConfig{Key: "sleutel"})
		defer k.stop()
		got, err := k.ask(t.Context())
		if err != nil || got != "Je bent welkom. Één stap tegelijk." {
			t.Errorf("Write said %q, %v", got, err)
		}
		if got := k.headers[0].Get("Authorization"); got != "Bearer sleutel" {
			t.Errorf("Authorization = %q", got)
		}
		var request map[string]any
		if err := json.Unmarshal(k.requests[0], &request); err != nil {
			t.Fatal(err)
		}
		for key, want := range map[string]any{"model": testModel, "temperature": 0.0, "max_tokens": 700.0, "stream": true} {
			if request[key] != want {
				t.Errorf("request has %s %v, want %v", key, request[key], want)
			}
		}
		if request["tools"] != nil {
			t.Error("the model was given tools")
		}
	})
}

func TestNoKeyIsSentWhenThereIsNone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		k := newTalk(t, saysText("ja"), ChatConfig{})
		defer k.stop()
		if _, err := k.ask(t.Context()); err != nil {
			t.Fatal(err)
		}
		if h := k.headers[0]["Authorization"]; h != nil {
			t.Errorf("Authorization = %q, want none", h)
		}
	})
}

// Each double fails in its own way; the error says which kind it is, and never what the server or the person wrote.
func TestChatFailsInItsOwnWords(t *testing.T) {
	t.Parallel()
	whole := func(p scripted.Prompt) string { return strings.Repeat("woord "+p.Question+" ", 20) }
	byName := map[string]scripted.Double{}
	for _, d := range scripted.Doubles() {
		byName[d.Name] = d
	}
	for _, c := range []struct {
		name  string
		wire  scripted.Double
		want  error
		tries int
	}{
		{"status 429", byName["status 429"], ErrUnavailable, chatTries},
		{"status 500", byName["status 500"], ErrUnavailable, chatTries},
		{"status 401", byName["status 401"], ErrRefused, 1},
		{"closes the line", byName["closes the line"], ErrUnavailable, chatTries},
		{"calls a tool", byName["calls a tool"], ErrReply, 1},
		{"error in the stream", scripted.Double{Text: whole, Wire: byName["error in the stream"].Wire}, ErrUnavailable, 1},
		{"cut off", scripted.Double{Text: whole, Wire: byName["cut off within a sentence"].Wire}, ErrReply, 1},
		{"never stops", scripted.Double{Text: whole, Wire: byName["never stops"].Wire}, ErrReply, 1},
		{"says nothing", saysText(""), ErrReply, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				k := newTalk(t, c.wire, ChatConfig{})
				defer k.stop()
				_, err := k.ask(t.Context())
				if !errors.Is(err, c.want) {
					t.Errorf("error = %v, want %v", err, c.want)
				}
				if err != nil && strings.Contains(err.Error(), secret) {
					t.Errorf("the error repeats what was written: %v", err)
				}
				if n := k.asked(); n != c.tries {
					t.Errorf("asked %d times, want %d", n, c.tries)
				}
			})
		})
	}
}

func TestChatEndsInTime(t *testing.T) {
	t.Parallel()
	limits := ChatConfig{First: 3 * time.Second, Pause: time.Second, Total: 20 * time.Second}
	slow := scripted.Double{Name: "slow", Text: func(scripted.Prompt) string { return strings.Repeat("traag ", 400) }, Pause: 900 * time.Millisecond}
	for _, c := range []struct {
		name   string
		double scripted.Double
		within time.Duration
	}{
		{"hangs at the connection", scripted.Hangs(), limits.First},
		{"hangs midway", scripted.Double{Text: func(scripted.Prompt) string { return "Je kunt" }, Wire: scripted.HangsMidway().Wire}, limits.First + limits.Pause},
		{"speaks for ever", slow, limits.Total},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				k := newTalk(t, c.double, limits)
				defer k.stop()
				start := time.Now()
				_, err := k.ask(t.Context())
				if !errors.Is(err, ErrUnavailable) {
					t.Errorf("error = %v, want ErrUnavailable", err)
				}
				if took := time.Since(start); took > c.within {
					t.Errorf("took %v, want at most %v", took, c.within)
				}
			})
		})
	}
}

func TestChatStopsWithItsCaller(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		k := newTalk(t, scripted.Hangs(), ChatConfig{})
		defer k.stop()
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		if _, err := k.ask(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("error = %v, want that of the context", err)
		}
		enough := errors.New("enough")
		k2 := newTalk(t, saysText("een twee drie"), ChatConfig{})
		defer k2.stop()
		if err := k2.chat.For("").Write(t.Context(), "s", "p", func(string) error { return enough }); !errors.Is(err, enough) {
			t.Errorf("error = %v, want that of emit", err)
		}
	})
}

func TestChatLeavesADeadModelAlone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		k := newTalk(t, scripted.Double{Wire: scripted.Status(http.StatusServiceUnavailable)}, ChatConfig{})
		defer k.stop()
		for range breakerFailures {
			_, _ = k.ask(t.Context())
		}
		asked := k.asked()
		if _, err := k.ask(t.Context()); !errors.Is(err, ErrUnavailable) || k.asked() != asked {
			t.Errorf("asked %d times more, error %v", k.asked()-asked, err)
		}
		time.Sleep(breakerPause) // synctest's clock
		if _, _ = k.ask(t.Context()); k.asked() == asked {
			t.Error("never asked again")
		}
	})
}

// A model that hangs costs a few people a few seconds; then it is left alone.
func TestChatLeavesAHangingModelAlone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		k := newTalk(t, scripted.Hangs(), ChatConfig{First: time.Second})
		defer k.stop()
		for range breakerFailures {
			_, _ = k.ask(t.Context())
		}
		start := time.Now()
		if _, err := k.ask(t.Context()); !errors.Is(err, ErrUnavailable) || time.Since(start) > 0 {
			t.Errorf("after %v: %v, want at once that it is not available", time.Since(start), err)
		}
	})
}

func TestChatSpendsNoMoreThanAllowed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		k := newTalk(t, saysText("kort antwoord"), ChatConfig{HourTokens: 2000, TalkTokens: 1500})
		defer k.stop()
		if _, err := k.ask(t.Context()); err != nil { // the server counts 1000 tokens
			t.Fatal(err)
		}
		if _, err := k.ask(t.Context()); !errors.Is(err, ErrUnavailable) {
			t.Errorf("error = %v, want that the budget of the conversation is spent", err)
		}
		if err := k.chat.For("ander").Write(t.Context(), "s", "p", func(string) error { return nil }); err != nil {
			t.Errorf("another conversation: %v", err)
		}
		if err := k.chat.For("derde").Write(t.Context(), "s", "p", func(string) error { return nil }); !errors.Is(err, ErrUnavailable) {
			t.Errorf("error = %v, want that the budget of all is spent", err)
		}
		time.Sleep(time.Hour) // synctest's clock
		if _, err := k.ask(t.Context()); err != nil {
			t.Errorf("an hour later: %v", err)
		}
		if n := k.asked(); n != 3 {
			t.Errorf("asked %d times, want 3", n)
		}
	})
}

func TestOpenChatRefusesWhatCannotWork(t *testing.T) {
	t.Parallel()
	for _, c := range []ChatConfig{
		{Kind: "telepathie", URL: "http://x", Model: "m"},
		{Kind: OpenAIServer, Model: "m"},
		{URL: "http://x"},
		{URL: "ftp://x", Model: "m"},
		{URL: "http://u:wachtwoord@x", Model: "m"},
		{URL: "http://x?key=1", Model: "m"},
		{URL: "http://x", Model: "m", Parallel: -1},
		{Model: "m"},
	} {
		if _, err := OpenChat(c); err == nil || strings.Contains(err.Error(), "wachtwoord") {
			t.Errorf("OpenChat(%s %s) = %v, want an error without the password", c, c.URL, err)
		}
	}
	if chat, err := OpenChat(ChatConfig{}); chat != nil || err != nil {
		t.Errorf("OpenChat of nothing = %v, %v, want no model", chat, err)
	}
	if chat, err := OpenChat(ChatConfig{Kind: OllamaServer, Model: "m"}); err != nil || chat.address.String() != ollamaChat {
		t.Errorf("Ollama without an address: %v", err)
	}
}

func TestPlacesGoRoundTheConversations(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		q := newQueue(1, 10, 5)
		leave, err := q.enter(t.Context(), "a")
		if err != nil {
			t.Fatal(err)
		}
		order := make(chan string, 10)
		wait := func(ctx context.Context, talk string) {
			go func() {
				l, err := q.enter(ctx, talk)
				if err == nil {
					order <- talk
					l()
				}
			}()
			synctest.Wait()
		}
		for range 3 {
			wait(t.Context(), "a")
		}
		gone, goes := context.WithCancel(t.Context())
		wait(gone, "b")
		wait(t.Context(), "c")
		goes()
		synctest.Wait()
		leave()
		synctest.Wait()
		close(order)
		var got []string
		for x := range order {
			got = append(got, x)
		}
		if s := strings.Join(got, ""); s != "acaa" {
			t.Errorf("places went to %q, want acaa: c waits for one of a's, not for three", s)
		}
		if q.free != 1 || len(q.order) != 0 || len(q.waiting) != 0 || q.n != 0 {
			t.Errorf("the queue does not come to rest: %+v", q)
		}
	})
}

func TestQueueIsBounded(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		q := newQueue(1, 3, 2)
		leave, err := q.enter(t.Context(), "")
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		for _, talk := range []string{"a", "a", "b"} {
			go func() { _, _ = q.enter(ctx, talk) }()
			synctest.Wait()
		}
		for _, talk := range []string{"a", "c"} {
			if _, err := q.enter(ctx, talk); !errors.Is(err, ErrUnavailable) {
				t.Errorf("one more of %s: %v, want ErrUnavailable", talk, err)
			}
		}
		cancel()
		synctest.Wait()
		leave()
		if q.free != 1 || q.n != 0 {
			t.Errorf("%d free and %d waiting, want 1 and 0", q.free, q.n)
		}
	})
}

func FuzzEvents(f *testing.F) {
	f.Add([]byte("data: {\"choices\":[{\"delta\":{\"content\":\"ja\"}}]}\n\ndata: [DONE]\n"))
	f.Add([]byte(": ping\n\ndata:{\"error\":{\"message\":\"x\"}}\n"))
	f.Add([]byte("data: {\"choices\":[{\"delta\":{\"tool_calls\":[1]}}]}"))
	f.Add([]byte("data: {\"choices\":[{\"finish_reason\":\"stop\",\"delta\":{\"content\":\"\xff\"}}]}"))
	f.Fuzz(func(t *testing.T, body []byte) {
		out, err := io.ReadAll(newEvents(strings.NewReader(string(body))))
		var fa *fault
		if err != nil && !errors.As(err, &fa) {
			t.Errorf("error %v is no fault", err)
		}
		for line := range strings.SplitSeq(string(out), "\n") {
			if data, ok := strings.CutPrefix(line, "data: "); ok && !json.Valid([]byte(data)) || !ok && line != "" {
				t.Errorf("handed on %q", line)
			}
			if len(line) > 60<<10 {
				t.Errorf("a line of %d bytes", len(line))
			}
		}
	})
}

// A server whose filter dislikes a few stories still answers the next.
func TestChatIsAskedAgainAfterStoriesAFilterStops(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		k := newTalk(t, scripted.Double{Wire: func(w http.ResponseWriter, _ *http.Request, _ string) {
			w.Header().Set("Content-Type", "text/event-stream")
			_, _ = io.WriteString(w, "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"content_filter\"}]}\n\ndata: [DONE]\n\n")
		}}, ChatConfig{})
		defer k.stop()
		for range breakerFailures {
			if _, err := k.ask(t.Context()); !errors.Is(err, ErrReply) {
				t.Fatal(err)
			}
		}
		asked := k.asked()
		if _, err := k.ask(t.Context()); !errors.Is(err, ErrReply) || k.asked() == asked {
			t.Errorf("the next story was not asked: %v", err)
		}
	})
}

// A server that says when to come back is left alone until then, but not for ever.
func TestChatComesBackWhenTheServerWants(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		k := newTalk(t, scripted.Double{Wire: func(w http.ResponseWriter, r *http.Request, text string) {
			w.Header().Set("Retry-After", "3600")
			scripted.Status(http.StatusTooManyRequests)(w, r, text)
		}}, ChatConfig{})
		defer k.stop()
		_, _ = k.ask(t.Context())
		asked := k.asked()
		time.Sleep(longestRest - time.Second) // synctest's clock
		if _, err := k.ask(t.Context()); !errors.Is(err, ErrUnavailable) || k.asked() != asked {
			t.Errorf("asked %d times more within the time, error %v", k.asked()-asked, err)
		}
		time.Sleep(time.Second)
		if _, _ = k.ask(t.Context()); k.asked() == asked {
			t.Error("never asked again")
		}
	})
}
