package inference

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
)

// The model servers in these tests are test doubles. They speak the protocols of OpenAI and Ollama over HTTP and misbehave by script.

const (
	testModel = "e5-test"
	testDim   = 4
	// secret is in every text that is embedded, and misbehaving servers repeat it: it may never be in an error.
	secret = "GEHEIM"
)

// act is how a scripted server answers one request. A nil act answers well.
type act func(w http.ResponseWriter, r *http.Request, texts []string)

type scriptedServer struct {
	t      *testing.T
	ollama bool

	mu      sync.Mutex
	script  []act // one for each request; the last one goes on for ever
	batches [][]string
	headers []http.Header
}

func (s *scriptedServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path, texts := "/v1/embeddings", []string(nil)
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // the caller went away
	}
	var request struct {
		Model      string          `json:"model"`
		Input      json.RawMessage `json:"input"`
		Dimensions *int            `json:"dimensions"`
	}
	err = json.Unmarshal(body, &request)
	if s.ollama {
		path, texts = "/api/embed", make([]string, 1)
		err = firstError(err, json.Unmarshal(request.Input, &texts[0]))
	} else {
		err = firstError(err, json.Unmarshal(request.Input, &texts))
	}
	if err != nil || r.Method != http.MethodPost || r.URL.Path != path || request.Model != testModel || request.Dimensions != nil ||
		r.Header.Get("Content-Type") != "application/json" {
		s.t.Errorf("not the protocol: %s %s, %v", r.Method, r.URL.Path, err)
	}
	s.mu.Lock()
	n := len(s.batches)
	s.batches = append(s.batches, texts)
	s.headers = append(s.headers, r.Header.Clone())
	var a act
	if len(s.script) > 0 {
		a = s.script[min(n, len(s.script)-1)]
	}
	s.mu.Unlock()
	if a == nil {
		a = s.well
	}
	a(w, r, texts)
}

func firstError(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

func (s *scriptedServer) requests() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.batches)
}

// well answers as a good server does.
func (s *scriptedServer) well(w http.ResponseWriter, _ *http.Request, texts []string) {
	var vectors [][]float32
	for _, text := range texts {
		vectors = append(vectors, vectorFor(text))
	}
	s.reply(w, vectors)
}

// vectorFor is three times the direction that a text should get.
func vectorFor(text string) []float32 {
	n := 0
	_, _ = fmt.Sscanf(text[strings.LastIndex(text, " ")+1:], "%d", &n)
	v := make([]float32, testDim)
	v[n%testDim] = 3
	return v
}

func (s *scriptedServer) reply(w http.ResponseWriter, vectors [][]float32) {
	type item struct {
		Object    string    `json:"object"`
		Index     int       `json:"index"`
		Embedding []float32 `json:"embedding"`
	}
	var content any
	if s.ollama {
		content = map[string]any{"model": testModel, "embeddings": vectors, "total_duration": 14143917}
	} else {
		items := []item{}
		for i, v := range vectors {
			items = append(items, item{"embedding", i, v})
		}
		content = map[string]any{"object": "list", "data": items, "model": testModel, "usage": map[string]int{"prompt_tokens": 8, "total_tokens": 8}}
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(content)
}

// says answers with a status and body.
func says(status int, body string) act {
	return func(w http.ResponseWriter, _ *http.Request, texts []string) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, strings.ReplaceAll(body, "ECHO", texts[0]))
	}
}

// later refuses with a wish to be left alone for a while.
func later(status int, retryAfter string) act {
	return func(w http.ResponseWriter, r *http.Request, texts []string) {
		w.Header().Set("Retry-After", retryAfter)
		says(status, `{"error":{"message":"ECHO"}}`)(w, r, texts)
	}
}

// hangs does not answer until the caller gives up.
func hangs(_ http.ResponseWriter, r *http.Request, _ []string) { <-r.Context().Done() }

// breaksOff ends the connection halfway its reply.
func breaksOff(w http.ResponseWriter, _ *http.Request, _ []string) {
	w.Header().Set("Content-Length", "1000")
	_, _ = io.WriteString(w, `{"data":[{"embedding":[0.1,`)
	_ = http.NewResponseController(w).Flush()
	panic(http.ErrAbortHandler)
}

// resets ends the connection without a word, on TCP with a reset.
func resets(w http.ResponseWriter, _ *http.Request, _ []string) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}

// neverEnds sends far more than any reply needs.
func neverEnds(w http.ResponseWriter, _ *http.Request, _ []string) {
	_, _ = io.WriteString(w, `{"data":[{"embedding":[`)
	piece := strings.Repeat("0.12345678,", 8192)
	for {
		if _, err := io.WriteString(w, piece); err != nil {
			return
		}
	}
}

// pipes is a network within the test, so that synctest's clock runs on while both sides wait.
type pipes struct {
	conns chan net.Conn
	ended chan struct{}
	once  sync.Once
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.ended:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error { p.once.Do(func() { close(p.ended) }); return nil }

func (p *pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipes", Net: "pipe"} }

func (p *pipes) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	near, far := net.Pipe()
	select {
	case p.conns <- far:
		return near, nil
	case <-p.ended:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// serve starts s on a network of pipes and returns an embedder on it. It must be called within a synctest bubble, and stop called before
// the bubble ends.
func (s *scriptedServer) serve(c Config) (r *Remote, stop func()) {
	s.t.Helper()
	network := &pipes{conns: make(chan net.Conn), ended: make(chan struct{})}
	server := &http.Server{Handler: s}
	go func() { _ = server.Serve(network) }()
	transport := &http.Transport{DialContext: network.dial}
	c.Model, c.Dim = testModel, testDim
	c.URL = "http://model.invalid"
	w := newWire(c)
	w.base = transport
	var err error
	if s.ollama {
		c.Kind = OllamaServer
		r, err = newOllama(c, w)
	} else {
		c.Kind = OpenAIServer
		r, err = newOpenAI(c, w)
	}
	if err != nil {
		s.t.Fatal(err)
	}
	return r, func() {
		transport.CloseIdleConnections()
		_ = server.Close()
	}
}
