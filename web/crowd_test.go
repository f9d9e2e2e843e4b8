package web

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"

	"wegwijzer/assistant"
	"wegwijzer/assistant/danger"
	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/internal/speech"
	"wegwijzer/knowledge"
	"wegwijzer/transcribe/recording"
	"wegwijzer/transcribe/sound"
)

// onLine serves s as the program does, on a line of this machine, and returns its address.
func onLine(t *testing.T, s *Server) string {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	served := s.HTTP()
	go func() { _ = served.Serve(listener) }() // until it is closed, below
	t.Cleanup(func() {
		_ = served.Close()
		s.Close()
	})
	return listener.Addr().String()
}

// ring opens a line and sends the beginning of something over it.
func ring(t *testing.T, address, begin string) net.Conn {
	t.Helper()
	line, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = line.Close() })
	if _, err := io.WriteString(line, begin); err != nil {
		t.Fatal(err)
	}
	return line
}

const (
	halfStream = "POST /antwoord HTTP/1.1\r\nHost: hulp.example\r\nContent-Length: 200\r\n\r\n{"
	halfForm   = "POST / HTTP/1.1\r\nHost: hulp.example\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 200\r\n\r\nvraag=wat"
	wholeGet   = "GET /gezond HTTP/1.1\r\nHost: hulp.example\r\n\r\n"
)

// With the limits as they are, in the time of a bubble.
func TestWhoSendsNothingMoreLosesTheLine(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		begin string
		limit time.Duration
	}{
		"nothing":                     {"", headTime},
		"half a head":                 {"GET / HTTP/1.1\r\nHost: hulp", headTime},
		"half a question":             {halfStream, bodyTime},
		"half a form":                 {halfForm, bodyTime},
		"what was said, half":         {strings.Replace(halfStream, "/antwoord", "/luisteren", 1), soundTime},
		"half of what nobody reads":   {strings.Replace(halfStream, "/antwoord", "/nergens", 1), bodyTime},
		"one whole request, and then": {wholeGet, idleTime},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := scripted(t, twoSources)
				s.config.Ear = said("ja")
				p := &pipes{lines: make(chan net.Conn), done: make(chan struct{})}
				served := s.HTTP()
				go func() { _ = served.Serve(p) }() // until it is closed
				defer func() {
					_ = served.Close()
					s.Close()
				}()
				line, err := p.dial(t.Context(), "", "")
				if err != nil {
					t.Fatal(err)
				}
				start := time.Now()
				go func() { _, _ = io.WriteString(line, c.begin) }() // in a pipe this waits for who reads
				if err := line.SetReadDeadline(start.Add(time.Hour)); err != nil {
					t.Fatal(err)
				}
				answer, err := io.ReadAll(line)
				if took := time.Since(start); err != nil || took > c.limit+time.Second {
					t.Errorf("the line was open for %v (%v), want %v at most", took, err, c.limit)
				}
				if c.begin == halfForm && !strings.Contains(string(answer), text("garbled_text")) {
					t.Errorf("who sent half a form reads:\n%s", answer)
				}
			})
		})
	}
}

// said is an ear that hears one thing.
type said string

func (s said) Hear(context.Context, []byte, string) (string, error) { return string(s), nil }

func TestHalfAMessageEndsOnARealLine(t *testing.T) {
	t.Parallel()
	s := scripted(t, twoSources)
	s.limits.body = 200 * time.Millisecond
	line := ring(t, onLine(t, s), halfForm)
	if err := line.SetReadDeadline(time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	answer, err := io.ReadAll(line)
	if err != nil || !strings.HasPrefix(string(answer), "HTTP/1.1 400") || !strings.Contains(string(answer), text("garbled_text")) {
		t.Errorf("%v, want the line closed after a page that helps:\n%s", err, answer)
	}
}

func TestAnAnswerMayTakeLongerThanItsQuestion(t *testing.T) {
	t.Parallel()
	s := scripted(t, func(ctx context.Context, turn assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
		select {
		case <-ctx.Done():
			return assistant.Answer{}, ctx.Err()
		case <-time.After(500 * time.Millisecond):
			return twoSources(ctx, turn, emit)
		}
	})
	s.limits.body = 100 * time.Millisecond
	status, page := sendForm(t, onLine(t, s), "wat nu?")
	if status != http.StatusOK || !strings.Contains(page, "Bewaar bonnen.") {
		t.Errorf("status %d, want the answer:\n%s", status, page)
	}
}

func sendForm(t *testing.T, address, question string) (status int, page string) {
	t.Helper()
	body := url.Values{"vraag": {question}}.Encode()
	line := ring(t, address, fmt.Sprintf("POST / HTTP/1.1\r\nHost: hulp.example\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s", len(body), body))
	if err := line.SetReadDeadline(time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	answer, err := http.ReadResponse(bufio.NewReader(line), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close() //nolint:errcheck // only read
	content, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(content)
}

// endangering returns a server that knows danger, without a database.
func endangering(t *testing.T) *Server {
	t.Helper()
	danger.Ready(nil) // what is learnt first takes longer on a busy machine than a line waits
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
	return New(Config{Assistant: assistant.New(store.For(knowledge.Public), bank, nil), Collection: "demo"})
}

// One network has open whatever it can. It gets no more than its share, and who comes from it still gets the card through the form.
func TestACrowdOfOneNetworkLeavesTheFormToWhoIsInDanger(t *testing.T) {
	t.Parallel()
	s := endangering(t)
	s.limits = limits{body: time.Hour, waits: 20, sockets: 5}
	address := onLine(t, s)
	var sockets []*websocket.Conn
	var heard []<-chan frame
	for range 5 {
		line, _, err := openSocket(t, address, "")
		if err != nil {
			t.Fatal(err)
		}
		sockets, heard = append(sockets, line), append(heard, framesOf(line))
	}
	if _, status, err := openSocket(t, address, ""); err == nil || status != http.StatusTooManyRequests {
		t.Errorf("one conversation too many: %v, status %d, want to be refused", err, status)
	}
	var idle, half []net.Conn
	for range 60 {
		line := ring(t, address, wholeGet)
		if _, err := http.ReadResponse(bufio.NewReader(line), nil); err != nil { //nolint:bodyclose // the line stays open
			t.Fatal(err)
		}
		idle = append(idle, line)
	}
	for range 60 {
		half = append(half, ring(t, address, halfStream))
	}
	status, page := sendForm(t, address, "mijn man heeft een mes en staat voor mijn deur")
	if status != http.StatusOK || !strings.Contains(page, `href="tel:112"`) {
		t.Errorf("status %d, want the card with 112:\n%s", status, page)
	}
	if ended := endedOf(t, idle, 40); ended < 40 {
		t.Errorf("%d of 60 lines without a request were closed, want 40 at least", ended)
	}
	if ended := endedOf(t, half, 39); ended < 39 {
		t.Errorf("%d of 60 half messages were cut off, want 39 at least", ended)
	}

	// Nobody who was in a conversation lost it, and whoever leaves makes room.
	for i, line := range sockets {
		if err := line.WriteJSON(map[string]string{"type": "gek"}); err != nil {
			t.Fatal(err)
		}
		if f := <-heard[i]; f.Type != "error" {
			t.Errorf("a conversation goes on with %q", f.Type)
		}
	}
	_ = sockets[0].Close()
	late := time.Now().Add(time.Minute)
	for {
		if _, _, err := openSocket(t, address, ""); err == nil {
			break
		} else if time.Now().After(late) {
			t.Fatalf("no room after somebody left: %v", err)
		}
	}
}

// Behind a proxy of ours one network's crowd is not another's.
func TestACrowdIsThatOfANetworkBehindTheProxy(t *testing.T) {
	t.Parallel()
	s := scripted(t, twoSources)
	s.config.Proxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}
	s.limits.sockets = 1
	address := onLine(t, s)
	for _, c := range []struct {
		from string
		want int
	}{{"192.0.2.1", http.StatusSwitchingProtocols}, {"192.0.2.9", http.StatusTooManyRequests}, {"203.0.113.1", http.StatusSwitchingProtocols}} {
		if _, status, _ := openSocket(t, address, c.from); status != c.want {
			t.Errorf("a visitor from %s: status %d, want %d", c.from, status, c.want)
		}
	}
}

func openSocket(t *testing.T, address, from string) (*websocket.Conn, int, error) {
	t.Helper()
	header := http.Header{}
	if from != "" {
		header.Set("X-Forwarded-For", from)
	}
	line, answer, err := websocket.DefaultDialer.DialContext(t.Context(), "ws://"+address+"/gesprek", header)
	status := 0
	if answer != nil {
		status = answer.StatusCode
		_ = answer.Body.Close()
	}
	if err == nil {
		t.Cleanup(func() { _ = line.Close() })
	}
	return line, status, err
}

// framesOf reads a conversation from its opening on, as a page does: who does not read answers no ping, and is taken to have left.
func framesOf(line *websocket.Conn) <-chan frame {
	frames := make(chan frame, 8)
	go func() {
		defer close(frames)
		for {
			var f frame
			if line.ReadJSON(&f) != nil {
				return
			}
			frames <- f
		}
	}()
	return frames
}

// endedOf counts the lines that have ended, and gives the first of them a while to.
func endedOf(t *testing.T, lines []net.Conn, first int) (ended int) {
	t.Helper()
	for i, line := range lines {
		wait := 50 * time.Millisecond
		if i < first {
			wait = 30 * time.Second
		}
		if err := line.SetReadDeadline(time.Now().Add(wait)); err != nil {
			t.Fatal(err)
		}
		var late net.Error
		if _, err := io.Copy(io.Discard, line); !errors.As(err, &late) || !late.Timeout() {
			ended++
		}
	}
	return ended
}

func TestAFileMayComeSlowly(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.recordings(t, nil)
	call := o.begin(t, o.person(t, "legal"), recording.File, 1)
	o.limits.body = 200 * time.Millisecond
	address := onLine(t, o.Server)
	file := speech.Bare(sound.Rate, beep())
	line := ring(t, address, fmt.Sprintf("PUT %s/stuk HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nCookie: %s=%s\r\nUpload-Offset: 0\r\nUpload-Length: %d\r\nContent-Length: %d\r\n\r\n",
		recordingPath(call), address, sessionCookie, string(o.tokens["legal"]), len(file), len(file)))
	pause := time.NewTicker(250 * time.Millisecond)
	defer pause.Stop()
	for part := range 4 {
		<-pause.C
		if _, err := line.Write(file[part*len(file)/4 : (part+1)*len(file)/4]); err != nil {
			break // why is in the answer
		}
	}
	answer, err := io.ReadAll(line)
	if err != nil || !strings.HasPrefix(string(answer), "HTTP/1.1 200") || !strings.Contains(string(answer), fmt.Sprintf(`"offset":%d`, len(file))) {
		t.Errorf("%v, want the whole file taken:\n%s", err, answer)
	}
}
