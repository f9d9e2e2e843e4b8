package web

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/gorilla/websocket"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"wegwijzer/assistant"
)

// pipes is a listener whose lines exist in memory alone: nothing is buffered in them, and in a synctest bubble their time is the test's.
type pipes struct {
	lines chan net.Conn
	done  chan struct{}
	once  sync.Once
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.lines:
		return c, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	p.once.Do(func() { close(p.done) })
	return nil
}

func (p *pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipes", Net: "unix"} }

func (p *pipes) dial(context.Context, string, string) (net.Conn, error) {
	here, there := net.Pipe()
	select {
	case p.lines <- there:
		return here, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}

// visitor is the other end of a conversation.
type visitor struct {
	t    *testing.T
	line *websocket.Conn
}

// visit serves s on pipes and opens a conversation.
func visit(t *testing.T, s *Server) *visitor {
	t.Helper()
	v, err := tryVisit(t, s, "http://wegwijzer.example")
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func tryVisit(t *testing.T, s *Server, origin string) (*visitor, error) {
	t.Helper()
	p := &pipes{lines: make(chan net.Conn), done: make(chan struct{})}
	served := &http.Server{Handler: s, ReadHeaderTimeout: time.Second}
	go func() { _ = served.Serve(p) }() // until it is closed, below
	dialer := websocket.Dialer{NetDialContext: p.dial}
	header := http.Header{}
	if origin != "" {
		header.Set("Origin", origin)
	}
	line, answer, err := dialer.DialContext(t.Context(), "ws://wegwijzer.example/gesprek", header)
	t.Cleanup(func() {
		if line != nil {
			_ = line.Close() // it may be closed already
		}
		_ = served.Close()
		s.Close()
	})
	if err != nil && answer != nil {
		_ = answer.Body.Close()
		return nil, errors.New(answer.Status)
	}
	return &visitor{t, line}, err
}

func (v *visitor) say(message string) {
	v.t.Helper()
	if err := v.line.WriteMessage(websocket.TextMessage, []byte(message)); err != nil {
		v.t.Fatal(err)
	}
}

// hear returns the frames up to and including the first of a type.
func (v *visitor) hear(until string) []frame {
	v.t.Helper()
	var all []frame
	for {
		var f frame
		if err := v.line.ReadJSON(&f); err != nil {
			v.t.Fatalf("after %d frames: %v", len(all), err)
		}
		all = append(all, withoutState(v.t, f))
		if f.Type == until {
			return all
		}
	}
}

// withoutState takes the sealed memory out of the last frame of an answer, where it must be.
func withoutState(t *testing.T, f frame) frame {
	t.Helper()
	if (f.State != "") != (f.Type == "end") {
		t.Errorf("the frame %s has the state %q", f.Type, f.State)
	}
	f.State = ""
	return f
}

// closed returns the code with which the server ends the conversation.
func (v *visitor) closed() int {
	v.t.Helper()
	for {
		_, _, err := v.line.ReadMessage()
		var end *websocket.CloseError
		if errors.As(err, &end) {
			return end.Code
		}
		if err != nil {
			v.t.Fatalf("the conversation broke off: %v", err)
		}
	}
}

// twoSourcesFrames is how twoSources sounds.
func twoSourcesFrames(id string) []frame {
	all := []frame{
		{Type: "ack", Seq: 1},
		{Type: "start", Lang: "nl"},
		{Type: "lead", Text: "Dit staat er op onze website."},
		{
			Type: "source", N: 1, Title: "Schade vragen", Heading: "Wie kan dit?", URL: "https://example.nl/schade/voegen/#wie", Date: "2026-03-04",
			Quote: "Je kunt de rechter vragen om je schade te laten betalen.",
		},
		{Type: "sentence", Text: "Je kunt de rechter vragen om je schade te laten betalen.", Sources: []int{1}},
		{
			Type: "source", N: 2, Title: "Bewijs", URL: "https://example.nl/schade/bewijs/",
			Quote: "Doe dit:\n- Bewaar bonnen.\n- Bel 0900-0101.",
		},
		{Type: "sentence", Text: "Doe dit:\n- Bewaar bonnen.\n- Bel 0900-0101.", Sources: []int{2}},
		{Type: "closing", Text: "Wil je liever met iemand praten? Bel 0900-0101."},
		{Type: "topics", Buttons: []button{{"zitting", "De dag van de rechtszaak"}}},
		{Type: "end", Status: "answered"},
	}
	for i := range all {
		all[i].ID = id
	}
	return all
}

func TestConversationInOrder(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := scripted(t, twoSources)
		v := visit(t, s)
		v.say(`{"type":"ask","id":"v1","question":"Wat nu?"}`)
		if diff := cmp.Diff(twoSourcesFrames("v1"), v.hear("end")); diff != "" {
			t.Errorf("frames differ (-want +got):\n%s", diff)
		}
		v.say(`{"type":"ask","id":"v2","question":"En dan?"}`)
		if got := v.hear("end"); got[0].ID != "v2" || got[0].Seq != 2 || got[len(got)-1].ID != "v2" {
			t.Errorf("the second question got %+v and %+v", got[0], got[len(got)-1])
		}
		if got := testutil.ToFloat64(s.metrics.answers.WithLabelValues("answered", bySocket)); got != 2 {
			t.Errorf("counted %v answers, want 2", got)
		}
		if got := testutil.ToFloat64(s.metrics.sockets); got != 1 {
			t.Errorf("counted %v open conversations, want 1", got)
		}
	})
}

func TestSamePlaceIsOneSource(t *testing.T) {
	t.Parallel()
	n := newNumbering()
	cite := func(url, quote string) assistant.Cite { return assistant.Cite{URL: url, Quote: quote} }
	for i, test := range []struct {
		cite  assistant.Cite
		n     int
		fresh bool
	}{
		{cite("a", "een"), 1, true}, {cite("a", "een"), 1, false}, {cite("b", "een"), 2, true}, {cite("a", "twee"), 1, true},
	} {
		if number, fresh := n.number(test.cite); number != test.n || fresh != test.fresh {
			t.Errorf("cite %d = %d, %t; want %d, %t", i, number, fresh, test.n, test.fresh)
		}
	}
}

func TestTopicIsAskedByItsName(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		asked := make(chan string, 1)
		v := visit(t, scripted(t, func(ctx context.Context, turn assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
			asked <- turn.Question
			return twoSources(ctx, turn, emit)
		}))
		v.say(`{"type":"ask","id":"v1","topic":"aangifte"}`)
		v.hear("end")
		if got := <-asked; got != "Aangifte doen bij de politie" {
			t.Errorf("asked %q", got)
		}
	})
}

func TestStrangeFramesAreAnsweredNotObeyed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		v := visit(t, scripted(t, func(context.Context, assistant.Turn, func(assistant.Event) error) (assistant.Answer, error) {
			t.Error("a strange frame was obeyed")
			return assistant.Answer{}, nil
		}))
		for message, key := range map[string]string{
			`{"type":"delete","id":"v1"}`: "unknown_type",
			`{"id":"v1"}`:                 "unknown_type",
			`{"type":"ask","id":"v1","topic":"bestaat-niet"}`: "unknown_topic",
			`[1,2]`:         "garbled_text",
			`{"type":"ask"`: "garbled_text",
			`{"type":"ask","id":"` + strings.Repeat("x", maxID+1) + `"}`:  "garbled_text",
			`{"type":"ask","id":"v1","question":["een","lijst"]}`:         "garbled_text",
			`{"type":"ask","id":"v1","question":"a","topic":"onbekend "}`: "unknown_topic",
		} {
			v.say(message)
			if got := v.hear("error"); len(got) != 1 || got[0].Text != text(key) {
				t.Errorf("%.50s is answered with %+v, want %s", message, got, key)
			}
		}
		if err := v.line.WriteMessage(websocket.BinaryMessage, []byte(`{"type":"ask"}`)); err != nil {
			t.Fatal(err)
		}
		if got := v.hear("error"); got[0].Text != text("garbled_text") {
			t.Errorf("bytes are answered with %+v", got)
		}
		v.say(`{"type":"stop"}`) // when nothing runs, nothing happens
	})
}

func TestOversizedFrameEndsTheConversation(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := scripted(t, twoSources)
		v := visit(t, s)
		big := `{"type":"ask","question":"` + strings.Repeat("a", maxAsk) + `"}`
		go func() { _ = v.line.WriteMessage(websocket.TextMessage, []byte(big)) }() // breaks off when the server hangs up
		if got := v.closed(); got != websocket.CloseMessageTooBig {
			t.Errorf("closed with %d, want %d", got, websocket.CloseMessageTooBig)
		}
		synctest.Wait()
		if got := testutil.ToFloat64(s.metrics.dropped.WithLabelValues("too_long")); got != 1 {
			t.Errorf("counted %v, want 1", got)
		}
	})
}

func TestForeignOriginIsRefused(t *testing.T) {
	t.Parallel()
	for origin, allowed := range map[string]bool{
		"http://wegwijzer.example": true, "https://WEGWIJZER.example": true, "https://ons.example": true, "": true,
		"https://evil.example": false, "null": false, "https://wegwijzer.example.evil": false, "http://ons.example": false, "://": false,
		"file://wegwijzer.example": false, "javascript://wegwijzer.example": false, "http://wegwijzer.example/pagina": false, "http://x@wegwijzer.example": false,
	} {
		t.Run(origin, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := New(Config{Origins: []string{"https://ons.example"}})
				s.answer = twoSources
				_, err := tryVisit(t, s, origin)
				if (err == nil) != allowed {
					t.Errorf("origin %q: %v, want allowed %t", origin, err, allowed)
				}
				if err != nil && !strings.HasPrefix(err.Error(), "403") {
					t.Errorf("origin %q is refused with %v", origin, err)
				}
			})
		})
	}
}

func TestSlowVisitorIsLetGo(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var emitted int
		s := scripted(t, func(_ context.Context, _ assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
			for range 10 * queue {
				if err := emit(assistant.Event{Lead: "nog een"}); err != nil {
					return assistant.Answer{}, err
				}
				emitted++
			}
			return assistant.Answer{}, nil
		})
		v := visit(t, s)
		v.say(`{"type":"ask","id":"v1","question":"Wat nu?"}`) // and never listens
		time.Sleep(2 * writeWait)
		synctest.Wait()
		if emitted > queue+2 {
			t.Errorf("%d frames were queued for a visitor who does not listen, want at most %d", emitted, queue)
		}
		if got := testutil.ToFloat64(s.metrics.dropped.WithLabelValues("slow")); got != 1 {
			t.Errorf("counted %v slow visitors, want 1", got)
		}
		if got := testutil.ToFloat64(s.metrics.sockets); got != 0 {
			t.Errorf("%v conversations stay open, want none", got)
		}
	})
}

func TestSilentVisitorIsLetGo(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := scripted(t, twoSources)
		v := visit(t, s)
		v.line.SetPingHandler(func(string) error { return nil }) // hears the pings, and does not say so
		go func() { _, _, _ = v.line.ReadMessage() }()           // until the server hangs up
		time.Sleep(pongWait + time.Second)
		synctest.Wait()
		if got := testutil.ToFloat64(s.metrics.sockets); got != 0 {
			t.Errorf("%v conversations stay open, want none", got)
		}
	})
}

func TestQuietVisitorMayStay(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := scripted(t, twoSources)
		v := visit(t, s)
		heard := make(chan []frame, 1)
		go func() { heard <- v.hear("end") }()
		time.Sleep(time.Hour)
		v.say(`{"type":"ask","id":"v1","question":"Wat nu?"}`)
		if got := <-heard; got[len(got)-1].Status != "answered" {
			t.Errorf("after an hour the answer is %+v", got)
		}
	})
}

// patient is an assistant that answers the question "lang" only when it is stopped.
func patient(ctx context.Context, turn assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
	if turn.Question != "lang" {
		return twoSources(ctx, turn, emit)
	}
	if err := emit(assistant.Event{Lead: "begin"}); err != nil {
		return assistant.Answer{}, err
	}
	<-ctx.Done()
	return assistant.Answer{}, ctx.Err()
}

func TestNewQuestionStopsTheOld(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := scripted(t, patient)
		v := visit(t, s)
		v.say(`{"type":"ask","id":"v1","question":"lang"}`)
		v.hear("lead")
		v.say(`{"type":"ask","id":"v2","question":"kort"}`)
		want := append([]frame{{Type: "end", ID: "v1", Status: string(assistant.Stopped)}}, twoSourcesFrames("v2")...)
		want[1].Seq = 2
		got := append(v.hear("end"), v.hear("end")...)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("frames differ (-want +got):\n%s", diff)
		}
		if got := testutil.ToFloat64(s.metrics.answers.WithLabelValues(string(assistant.Stopped), bySocket)); got != 1 {
			t.Errorf("counted %v stopped answers, want 1", got)
		}
	})
}

func TestStop(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		v := visit(t, scripted(t, patient))
		v.say(`{"type":"ask","id":"v1","question":"lang"}`)
		v.hear("lead")
		v.say(`{"type":"stop"}`)
		if got := v.hear("end"); len(got) != 1 || got[0].Status != string(assistant.Stopped) {
			t.Errorf("stopping is answered with %+v", got)
		}
	})
}

func TestSameQuestionAgainGoesOn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		v := visit(t, scripted(t, patient))
		v.say(`{"type":"ask","id":"v1","question":"lang"}`)
		v.hear("lead")
		v.say(`{"type":"ask","id":"v1","question":"lang"}`)
		if got := v.hear("ack"); len(got) != 1 || got[0].ID != "v1" || got[0].Seq != 2 {
			t.Errorf("the same message again is answered with %+v", got)
		}
		v.say(`{"type":"stop"}`)
		v.hear("end")
	})
}

func TestSlowAnswerSendsOnToAPerson(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		v := visit(t, scripted(t, patient))
		v.say(`{"type":"ask","id":"v1","question":"lang"}`)
		got := v.hear("end")
		if n := len(got); got[n-1].Status != string(assistant.Failed) || got[n-2].Text != text("trouble") {
			t.Errorf("an answer that takes too long ends with %+v", got[n-2:])
		}
	})
}

func TestPanicCostsOneAnswerOnly(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		s := New(Config{Logger: slog.New(slog.NewJSONHandler(&log, nil))})
		s.answer = func(ctx context.Context, turn assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
			if turn.Question == "geheim" {
				panic("geheim")
			}
			return twoSources(ctx, turn, emit)
		}
		v := visit(t, s)
		v.say(`{"type":"ask","id":"v1","question":"geheim"}`)
		if got := v.hear("end"); got[len(got)-1].Status != string(assistant.Failed) {
			t.Errorf("a panic ends with %+v", got)
		}
		v.say(`{"type":"ask","id":"v2","question":"kort"}`)
		if got := v.hear("end"); got[len(got)-1].Status != "answered" {
			t.Errorf("after a panic the next answer ends with %+v", got)
		}
		if !strings.Contains(log.String(), "panic") || strings.Contains(log.String(), "geheim") {
			t.Errorf("the log says %s", log.String())
		}
	})
}

func TestAnswerEndsWithItsConversation(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ended := make(chan struct{})
		v := visit(t, scripted(t, func(ctx context.Context, _ assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
			defer close(ended)
			if err := emit(assistant.Event{Lead: "begin"}); err != nil {
				return assistant.Answer{}, err
			}
			<-ctx.Done()
			return assistant.Answer{}, ctx.Err()
		}))
		v.say(`{"type":"ask","id":"v1","question":"lang"}`)
		v.hear("lead")
		if err := v.line.Close(); err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		<-ended
		if took := time.Since(start); took > time.Second {
			t.Errorf("the answer went on for %v after the visitor left", took)
		}
	})
}

func TestCloseEndsConversations(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := scripted(t, patient)
		v := visit(t, s)
		v.say(`{"type":"ask","id":"v1","question":"lang"}`)
		v.hear("lead")
		go s.Close()
		if got := v.closed(); got != websocket.CloseGoingAway {
			t.Errorf("closed with %d, want %d", got, websocket.CloseGoingAway)
		}
		if _, err := tryVisit(t, s, ""); err == nil || !strings.HasPrefix(err.Error(), "503") {
			t.Errorf("a closing server answers a new visitor with %v", err)
		}
	})
}
