package web

import (
	"container/list"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// How long the server waits for a browser.
const (
	headTime  = 10 * time.Second // for the head of a request
	idleTime  = time.Minute      // for the next request over the same line
	bodyTime  = 30 * time.Second // for the whole of a message
	soundTime = 3 * time.Minute  // for the whole of what was spoken, over a slow line
	pauseTime = time.Minute      // for the next piece of a file of staff, which as a whole may take hours
)

// For how many of one network it does so at once. A network is an office, or some streets (see network). Of what only waits the oldest is then cut off,
// so that who comes is always let in, with the page and the form that shows the card; a conversation goes on, and who comes then gets answers by request.
const (
	mostWaits   = 1000 // lines without a request, and messages that were half sent
	mostSockets = 1000
)

// limits are those of a server: the time for a message, and what one network may have open.
type limits struct {
	body           time.Duration
	waits, sockets int
}

// errCrowded says that a network has as many conversations open as it may.
var errCrowded = errors.New("too many conversations of one network")

// HTTP returns the server that serves s.
func (s *Server) HTTP() *http.Server {
	return &http.Server{
		Handler: s, ReadHeaderTimeout: headTime, IdleTimeout: idleTime, ConnState: s.watch, ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
}

// crowd knows what is open, by network.
type crowd struct {
	mu      sync.Mutex
	waiting map[string]*list.List // what is waited for, as functions that cut it off; the oldest first
	sockets map[string]int
}

// wait cuts off the oldest that is waited for when a network has too much of it, and remembers how to cut off what comes now until over is called.
func (c *crowd) wait(network string, most int, cut func()) (over func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.waiting == nil {
		c.waiting = map[string]*list.List{}
	}
	all := c.waiting[network]
	if all == nil {
		all = list.New()
		c.waiting[network] = all
	}
	if all.Len() >= most {
		go all.Remove(all.Front()).(func())() //nolint:forcetypeassert // nothing else is in it
	}
	one := all.PushBack(cut)
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		all.Remove(one)
		if all.Len() == 0 && c.waiting[network] == all {
			delete(c.waiting, network)
		}
	}
}

// enter counts a conversation until leave is called, and reports whether its network may have one more.
func (c *crowd) enter(network string, most int) (leave func(), ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.sockets == nil {
		c.sockets = map[string]int{}
	}
	if c.sockets[network] >= most {
		return nil, false
	}
	c.sockets[network]++
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.sockets[network]--; c.sockets[network] == 0 {
			delete(c.sockets, network)
		}
	}, true
}

// watch follows a line, for http.Server.ConnState. What our own proxies keep open is theirs to limit.
func (s *Server) watch(line net.Conn, state http.ConnState) {
	if state != http.StateNew && state != http.StateIdle {
		if over, ok := s.idle.LoadAndDelete(line); ok {
			over.(func())() //nolint:forcetypeassert // nothing else is stored
		}
		return
	}
	from, err := netip.ParseAddrPort(line.RemoteAddr().String())
	if err != nil || s.ours(from.Addr().Unmap()) {
		return
	}
	// A browser whose line is closed opens another.
	s.idle.Store(line, s.crowd.wait(networkOf(from.Addr()), s.limits.waits, func() { _ = line.Close() }))
}

// serve has a request served, within the limits of what its network may have open and of how long its body may take.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	network := s.network(r)
	if websocket.IsWebSocketUpgrade(r) {
		leave, ok := s.crowd.enter(network, s.limits.sockets)
		if !ok {
			s.serveError(w, r, errCrowded)
			return
		}
		defer leave()
	}
	if r.Body != nil && r.Body != http.NoBody {
		b := &body{ReadCloser: r.Body, line: http.NewResponseController(w), last: time.Now().Add(s.limits.body)}
		b.over = s.crowd.wait(network, s.limits.waits, b.cut)
		defer b.end(false)
		_ = b.line.SetReadDeadline(b.last) // also for who sends what nobody reads; a line that knows no deadlines is that of a test
		r.Body = b
	}
	s.router.mux.ServeHTTP(w, r)
}

// body is what a browser sends. It must be there in time.
type body struct {
	io.ReadCloser
	line *http.ResponseController
	over func() // it is no longer waited for

	mu    sync.Mutex
	last  time.Time // when all must be there; zero means that only a long pause ends it
	ended bool
}

// Read implements io.Reader.
func (b *body) Read(p []byte) (int, error) {
	if err := b.await(); err != nil {
		return 0, err
	}
	n, err := b.ReadCloser.Read(p)
	if err != nil {
		b.end(errors.Is(err, io.EOF))
	}
	return n, err
}

// await gives the next piece its time.
func (b *body) await() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.ended:
		return nil // what is read now tells how it ended
	case b.last.IsZero():
		_ = b.line.SetReadDeadline(time.Now().Add(pauseTime)) // as above
	case time.Now().After(b.last):
		return os.ErrDeadlineExceeded
	}
	return nil
}

// cut ends a body that is waited for too long.
func (b *body) cut() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.ended {
		b.last = time.Now().Add(-time.Second)
		_ = b.line.SetReadDeadline(b.last) // as above
	}
}

// end says that no more of it is waited for. When all of it is there the line has its time again: whatever is answered may take longer.
func (b *body) end(whole bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.ended {
		return
	}
	b.ended = true
	if whole {
		_ = b.line.SetReadDeadline(time.Time{}) // as above
	}
	b.over()
}

// takeTime lets the body of a request take longer than a message; without a limit it may take as long as something comes, and it is for who signed in.
func takeTime(r *http.Request, limit time.Duration) {
	b, ok := r.Body.(*body)
	if !ok {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.ended || time.Now().After(b.last) {
		return
	}
	b.last = time.Time{}
	if limit > 0 {
		b.last = time.Now().Add(limit)
		_ = b.line.SetReadDeadline(b.last) // as above
		return
	}
	b.over() // it cannot be cut off for somebody else's message
}
