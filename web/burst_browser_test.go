package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/gorilla/websocket"

	"wegwijzer/assistant"
)

// far is a server at the end of a long line: every message on a socket takes a while, each way.
type far struct {
	*Server

	near string // where the server is, without the way
	way  time.Duration
}

// ServeHTTP carries the frames of a conversation there and back, late, and the rest at once.
func (f *far) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/gesprek" {
		f.Server.ServeHTTP(w, r)
		return
	}
	time.Sleep(f.way) // the handshake has the way to go as well
	there, answer, err := websocket.DefaultDialer.DialContext(r.Context(), f.near, nil)
	if err != nil {
		http.Error(w, "", http.StatusBadGateway)
		return
	}
	_ = answer.Body.Close()
	var up websocket.Upgrader
	here, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	var both sync.WaitGroup
	both.Go(func() { f.carry(here, there) })
	both.Go(func() { f.carry(there, here) })
	both.Wait()
}

// carry takes messages from one line to another, each as long after it came as the way is.
func (f *far) carry(from, to *websocket.Conn) {
	type late struct {
		due     time.Time
		message []byte
	}
	way := make(chan late, 1000)
	go func() {
		for m := range way {
			time.Sleep(time.Until(m.due))
			_ = to.WriteMessage(websocket.TextMessage, m.message) // the other side may have gone
		}
		_ = to.Close()
	}()
	defer close(way)
	for {
		_, message, err := from.ReadMessage()
		if err != nil {
			return
		}
		way <- late{time.Now().Add(f.way), message}
	}
}

// TestCardOfAnOvertakenMessageStays writes two messages one after the other on a line that is slow: before the first one left, before its card came, and
// while the second is on its way. The card of the first stands under the first, once, and stays.
func TestCardOfAnOvertakenMessageStays(t *testing.T) {
	t.Parallel()
	const way = 500 * time.Millisecond
	for name, wait := range map[string]time.Duration{"at once": 0, "before the line is there": way / 2, "before the card": 5 * way / 2, "after the card": 6 * way} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := scripted(t, func(_ context.Context, turn assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
				a := assistant.Answer{Status: assistant.Answered, Lang: "nl", Lead: "Antwoord op " + turn.Question}
				if n, ok := assistant.Danger(turn.Question, "nl"); ok {
					a = assistant.Answer{Status: assistant.CrisisAcute, Lang: "nl", Notices: []assistant.Notice{n}}
					return a, emit(assistant.Event{Lang: "nl", Notice: &n})
				}
				return a, emit(assistant.Event{Lang: "nl", Lead: a.Lead})
			})
			near := httptest.NewServer(s)
			t.Cleanup(near.Close)
			b := open(t, &far{Server: s, near: "ws" + strings.TrimPrefix(near.URL, "http") + "/gesprek", way: way})
			b.do(chromedp.Navigate(b.url))
			b.write("mijn ex staat nu voor de deur met een mes")
			b.do(press("Enter"))
			time.Sleep(wait)
			b.write("wat moet ik doen")
			b.do(press("Enter"))
			b.until("[...document.querySelectorAll('[data-messages] > .message-answer')].some(x => x.textContent.includes('Antwoord op wat moet ik doen'))")
			got := see(b, chromedp.Evaluate[[]string](`[...document.querySelectorAll("[data-messages] > .message")].map(m => m.querySelector(".notice[data-kind=danger]") ? "card " + m.querySelectorAll(".notice").length : m.querySelector(".bubble, .answer").textContent.trim().slice(0, 28))`))
			want := []string{"mijn ex staat nu voor de deu", "card 1", "wat moet ik doen", "Antwoord op wat moet ik doen"}
			if !slices.Equal(got, want) {
				t.Errorf("the page shows %q, want %q", got, want)
			}
			b.quiet()
		})
	}
}
