package web

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"wegwijzer/assistant"
)

// The limits of a conversation.
const (
	writeWait = 10 * time.Second // in which a frame must be taken
	pongWait  = 60 * time.Second // in which a page must show that it is there
	pingEvery = 45 * time.Second
	queue     = 64  // frames that may wait for a slow visitor
	maxID     = 64  // bytes of a message's id
	perMinute = 20  // messages that are answered
	flood     = 200 // messages a minute after which the line is cut
)

// Why the server ends a conversation.
var (
	errSlow  = errors.New("the visitor does not keep up")
	errFlood = errors.New("the visitor sends without end")
)

// welcome reports whether a conversation may be opened from the page that asks for it. A browser always says which page that is, and a
// program that is no browser could say anything, so only a foreign page is refused.
func (s *Server) welcome(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && strings.EqualFold(u.Host, r.Host) || slices.Contains(s.config.Origins, origin)
}

// socket is one open conversation. One goroutine reads from it, one writes to it, and at most one answers; it ends when any of the first
// two does.
type socket struct {
	from   string // the network of the visitor
	server *Server
	line   *websocket.Conn
	ctx    context.Context
	end    context.CancelCauseFunc
	out    chan frame

	// Of the reader alone.
	accepted int
	recent   []time.Time
	current  *answering
	last     *answering // the one before, or current
	past     []string   // hashes of the states that last goes on from
}

// maxPast is how many states are known to be overtaken. A page that hears nothing sends the same one again and again, so few come together.
const maxPast = 64

// answering is an answer on its way.
type answering struct {
	id     string
	memory *assistant.Memory
	stop   context.CancelFunc
	done   chan struct{}
	state  string // what it ended with; to be read when it is done
}

// converse opens a conversation and stays until it ends.
func (s *Server) converse(w http.ResponseWriter, r *http.Request) error {
	if !s.welcome(r) {
		return errForeign
	}
	if !websocket.IsWebSocketUpgrade(r) {
		return errUpgrade
	}
	if !s.letIn() {
		return errClosing
	}
	defer s.sockets.Done()
	up := websocket.Upgrader{
		HandshakeTimeout: writeWait,
		CheckOrigin:      func(*http.Request) bool { return true }, // welcome has
	}
	line, err := up.Upgrade(w, r, nil)
	if err != nil {
		return nil //nolint:nilerr // the upgrader has told the visitor
	}
	s.metrics.opened.Inc()
	s.metrics.sockets.Inc()
	defer s.metrics.sockets.Dec()

	ctx, end := context.WithCancelCause(r.Context())
	defer context.AfterFunc(s.closing, func() { end(errClosing) })() //nolint:contextcheck // the server's own end, besides the request's
	c := &socket{server: s, from: s.network(r), line: line, ctx: ctx, end: end, out: make(chan frame, queue)}
	var both sync.WaitGroup
	both.Go(c.write)
	both.Go(c.read)
	both.Wait()
	c.stop()
	s.countDrop(ctx)
	return nil
}

// letIn reports whether the server takes new conversations, and counts this one when it does.
func (s *Server) letIn() bool {
	s.door.Lock()
	defer s.door.Unlock()
	if s.closing.Err() != nil {
		return false
	}
	s.sockets.Add(1)
	return true
}

// countDrop counts a conversation that the server ended for what the visitor did.
func (s *Server) countDrop(ctx context.Context) {
	for reason, err := range map[string]error{"slow": errSlow, "flood": errFlood, "too_long": errTooLong} {
		if errors.Is(context.Cause(ctx), err) {
			s.metrics.dropped.WithLabelValues(reason).Inc()
			s.log.InfoContext(ctx, "conversation dropped", "reason", reason)
		}
	}
}

// read takes frames until the line breaks or the conversation is ended.
func (c *socket) read() {
	defer c.end(nil)
	alive := func() error { return c.line.SetReadDeadline(time.Now().Add(pongWait)) }
	c.line.SetPongHandler(func(string) error { return alive() })
	for {
		if alive() != nil {
			return
		}
		kind, message, err := c.line.NextReader()
		if err != nil {
			return
		}
		content, err := io.ReadAll(io.LimitReader(message, maxAsk+1))
		if err != nil {
			return
		}
		if len(content) > maxAsk {
			c.tooLong(string(content))
			return
		}
		if kind != websocket.TextMessage {
			content = nil
		}
		if c.obey(content) != nil {
			return
		}
	}
}

// write sends what is queued, and pings, until the conversation is ended.
func (c *socket) write() {
	defer c.line.Close() //nolint:errcheck // it is over; this ends the reader too
	ping := time.NewTicker(pingEvery)
	defer ping.Stop()
	for {
		select {
		case f := <-c.out:
			_ = c.line.SetWriteDeadline(time.Now().Add(writeWait)) // a broken line shows in the write
			if err := c.line.WriteJSON(f); err != nil {
				c.end(late(err))
				return
			}
		case <-ping.C:
			if err := c.line.WriteControl(websocket.PingMessage, nil, time.Now().Add(writeWait)); err != nil {
				c.end(late(err))
				return
			}
		case <-c.ctx.Done():
			for errors.Is(context.Cause(c.ctx), errTooLong) && len(c.out) > 0 { // with a card, perhaps
				_ = c.line.SetWriteDeadline(time.Now().Add(time.Second))
				_ = c.line.WriteJSON(<-c.out)
			}
			code := websocket.CloseNormalClosure
			switch cause := context.Cause(c.ctx); {
			case errors.Is(cause, errClosing):
				code = websocket.CloseGoingAway
			case errors.Is(cause, errSlow), errors.Is(cause, errFlood):
				code = websocket.ClosePolicyViolation
			case errors.Is(cause, errTooLong):
				code = websocket.CloseMessageTooBig
			}
			// The line may be broken already.
			_ = c.line.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
			return
		}
	}
}

// late tells a visitor who does not keep up from one who has gone.
func late(err error) error {
	var timeout interface{ Timeout() bool }
	if errors.As(err, &timeout) && timeout.Timeout() {
		return errSlow
	}
	return nil
}

// send queues a frame. A visitor for whom too much is waiting is let go: nothing is queued without end.
func (c *socket) send(f frame) error {
	if c.ctx.Err() != nil {
		return context.Cause(c.ctx)
	}
	select {
	case c.out <- f:
		return nil
	default:
		c.end(errSlow)
		return errSlow
	}
}

// obey does what a frame asks, or answers why not. It returns an error when the conversation is over.
func (c *socket) obey(content []byte) error {
	calm, err := c.calm()
	if err != nil {
		return err
	}
	var f clientFrame
	switch {
	case json.Unmarshal(content, &f) != nil, len(f.ID) > maxID:
		return c.refuse(clientFrame{Lang: f.Lang}, "garbled_text")
	case f.Type == "stop":
		c.stop()
		return nil
	case f.Type != "ask":
		return c.refuse(f, "unknown_type")
	case !calm:
		// Someone in danger may be sending one message after the other: the card is never refused.
		if n, ok := c.server.config.Assistant.DangerAfter(c.server.sealer.open(f.State), f.Question, pageLang(f.Lang)); ok {
			card := noticeFrame(n)
			card.ID = f.ID
			if err := c.send(card); err != nil {
				return err
			}
		}
		return c.refuse(f, "too_many")
	}
	q, err := c.server.asking(f.Question, f.Topic, f.settings(), nil, c.from)
	if err != nil {
		return c.refuse(f, "unknown_topic")
	}
	q.id = f.ID
	return c.start(q, f.State)
}

// tooLong ends a conversation for a message without end: with the card when there is danger in what was read of it, and whom to call.
func (c *socket) tooLong(content string) {
	if n, ok := c.server.config.Assistant.Danger(content, ""); ok {
		_ = c.send(noticeFrame(n)) // or it is over already
	}
	_ = c.send(frame{Type: "error", Text: tooLongIn(assistant.LanguageOf(content))})
	c.end(errTooLong)
}

// refuse answers a frame that is not obeyed.
func (c *socket) refuse(f clientFrame, key string) error {
	return c.send(frame{Type: "error", ID: f.ID, Text: textIn(or(pageLang(f.Lang), "nl"), key)})
}

// calm counts a message, and reports whether there were not too many in the last minute. It returns an error when there is no end to them.
func (c *socket) calm() (bool, error) {
	now := c.server.now()
	old := 0
	for old < len(c.recent) && now.Sub(c.recent[old]) >= time.Minute {
		old++
	}
	c.recent = append(c.recent[old:], now)
	if len(c.recent) > flood {
		c.end(errFlood)
		return false, errFlood
	}
	return len(c.recent) <= perMinute, nil
}

// start accepts a question and has it answered. One that is being answered already is stopped first; the same one again, sent by a page
// that did not hear of it, goes on.
func (c *socket) start(q asking, state string) error {
	c.accepted++
	ack := frame{Type: "ack", ID: q.id, Seq: c.accepted}
	again := c.last != nil && q.id != "" && c.last.id == q.id
	if again && c.current != nil {
		select {
		case <-c.current.done:
		default:
			return c.send(ack)
		}
	}
	c.stop()
	q.memory = c.remembered(state, again)
	if err := c.send(ack); err != nil {
		return err
	}
	ctx, stop := context.WithCancel(c.ctx)
	a := &answering{id: q.id, memory: q.memory, stop: stop, done: make(chan struct{})}
	c.current, c.last = a, a
	go func() {
		defer close(a.done)
		defer stop()
		// Fails only when the conversation is over.
		_ = c.server.tell(ctx, bySocket, q, func(f frame) error {
			if f.Type == "end" {
				a.state = f.State
			}
			return c.send(f)
		})
	}()
	return nil
}

// remembered returns what the conversation remembers when a page sends a state with its question. People in danger write in bursts: the page then sends
// what it had before it heard the end of the answer to the message before, and that message is remembered all the same. A question that is put again begins
// where it began.
func (c *socket) remembered(state string, again bool) *assistant.Memory {
	came := fingerprint(state)
	if c.last == nil {
		c.past = []string{came}
		return c.server.sealer.open(state)
	}
	if again {
		return c.server.sealer.open(state)
	}
	c.past = append(c.past, fingerprint(c.last.state))
	if !slices.Contains(c.past, came) { // of a turn that went another way: by request, or on another line
		c.past = []string{came}
		return c.server.sealer.open(state)
	}
	c.past = c.past[max(0, len(c.past)-maxPast):]
	return c.last.memory
}

// fingerprint stands for a state, so that no long one is kept to be compared.
func fingerprint(state string) string {
	sum := sha256.Sum256([]byte(state))
	return string(sum[:])
}

// stop ends the answer that is on its way and waits until it has.
func (c *socket) stop() {
	if c.current == nil {
		return
	}
	c.current.stop()
	<-c.current.done
	c.current = nil
}
