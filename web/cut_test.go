package web

import (
	"context"
	"fmt"
	"net"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"wegwijzer/assistant"
)

// scissors is a listener whose connections are cut off in the middle of what they carry, as a bad network does.
type scissors struct {
	net.Listener

	mu    sync.Mutex
	left  int // cuts to make
	made  int
	after int // bytes the next connection may carry
}

// Accept hands out a connection with scissors in it.
func (s *scissors) Accept() (net.Conn, error) {
	c, err := s.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &cutConn{Conn: c, of: s}, nil
}

// cut reports whether a connection that wants to carry n more bytes is to be cut off, and after how many.
func (s *scissors) cut(carried, n int) (after int, yes bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.left == 0 || carried+n <= s.after {
		return 0, false
	}
	s.left--
	s.made++
	after = max(0, s.after-carried)
	s.after = (s.after*7 + 131) % 701 // anywhere in an answer, also before its first byte
	return after, true
}

// allow asks for cuts, and returns how many were made so far.
func (s *scissors) allow(cuts int) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.left = cuts
	return s.made
}

// cutConn counts what it carries since cuts were asked for.
type cutConn struct {
	net.Conn
	of      *scissors
	carried int
}

// Write carries bytes, until it is cut off.
func (c *cutConn) Write(b []byte) (int, error) {
	if after, yes := c.of.cut(c.carried, len(b)); yes {
		n, _ := c.Conn.Write(b[:min(after, len(b))]) // what got through
		_ = c.Conn.Close()
		return n, net.ErrClosed
	}
	c.carried += len(b)
	return c.Conn.Write(b)
}

// TestCutLinesLoseNothing cuts the line three hundred times in the middle of answers. Every question stands on the page once, with its whole
// answer once, in order.
func TestCutLinesLoseNothing(t *testing.T) {
	t.Parallel()
	const cuts, atOnce = 300, 4
	s := scripted(t, func(_ context.Context, turn assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
		a := assistant.Answer{Status: assistant.Answered, Lang: "nl", Lead: "Antwoord op " + turn.Question + "."}
		for i := range 4 {
			a.Sentences = append(a.Sentences, assistant.Sentence{Text: fmt.Sprintf("Zin %d van %s.", i, turn.Question), Cites: []assistant.Cite{{Title: "Bron", Quote: "-"}}})
		}
		a.Closing = "Einde van " + turn.Question + "."
		return a, play(a, emit)
	})
	b := open(t, s)
	line := &scissors{Listener: listen(t)}
	served := httptest.NewUnstartedServer(s)
	served.Listener = line
	served.Start()
	t.Cleanup(served.Close)
	b.url = served.URL

	b.hurry()
	b.do(chromedp.Navigate(b.url))
	questions := 0
	for made := 0; made < cuts; questions++ {
		n := questions
		if n == cuts {
			t.Fatalf("%d questions, and the line was cut %d times", n, made)
		}
		line.allow(atOnce)
		b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf("document.getElementById('vraag').value = 'vraag %d'; document.querySelector('[data-composer]').requestSubmit()", n)))
		b.until(fmt.Sprintf("%s === %d", answered, n+1))
		made = line.allow(0)
	}
	got := see(b, chromedp.Evaluate[[]string]("[...document.querySelectorAll('[data-messages] > .message')].map(m => m.querySelector('.bubble, .answer').innerText)"))
	var wrong []string
	for n := range questions {
		asked, said := got[2*n], got[2*n+1]
		want := fmt.Sprintf("vraag %d", n)
		ok := asked == want && strings.Count(said, "Antwoord op "+want+".") == 1 && strings.Count(said, "Einde van "+want+".") == 1
		for i := range 4 {
			ok = ok && strings.Count(said, fmt.Sprintf("Zin %d van %s.", i, want)) == 1
		}
		if !ok {
			wrong = append(wrong, asked+": "+said)
		}
	}
	if len(got) != 2*questions || len(wrong) > 0 {
		t.Errorf("%d messages of %d questions; lost or doubled: %d, such as %q", len(got), questions, len(wrong), wrong[:min(3, len(wrong))])
	}
	t.Logf("%d questions, %d cuts, %d lost or doubled", questions, line.allow(0), len(wrong))
}

// hurry makes the waits between the page's tries a hundredth of what they are; its long limits stay.
func (b *tab) hurry() {
	b.t.Helper()
	b.do(func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Call(ctx, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{
			Source: "{ const wait = window.setTimeout; window.setTimeout = (f, ms) => wait(f, ms > 100 && ms < 14000 && ms !== 4000 && ms !== 5000 ? ms / 100 : ms) }",
		})
		return chromedp.Void{}, err
	})
}

func listen(t *testing.T) net.Listener {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return l
}
