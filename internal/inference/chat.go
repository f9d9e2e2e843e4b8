package inference

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/tmc/langchaingo/llms"
	"github.com/tmc/langchaingo/llms/openai"
)

// ChatConfig chooses the model that writes answers. The names in brackets are those that operators set, and those that errors mention.
type ChatConfig struct {
	Kind  string // MODEL_KIND: openai for any server that speaks OpenAI's /v1/chat/completions, ollama for one on this machine; empty is openai
	URL   string // MODEL_URL: address of the server; for ollama empty means this machine
	Model string // MODEL_NAME: name by which the server knows the model
	Key   string `json:"-"` // MODEL_KEY: secret for the server; empty means that none is sent

	First time.Duration // MODEL_FIRST: how long the first word may take, from when the server is asked; 0 means 5 seconds
	Pause time.Duration // MODEL_PAUSE: how long a later word may take; 0 means 5 seconds
	Total time.Duration // MODEL_TIMEOUT: how long a whole answer may take, waiting for a place included; 0 means 30 seconds

	MaxTokens  int               // MODEL_MAX_TOKENS: the longest answer; 0 means 700
	Parallel   int               // MODEL_PARALLEL: answers written at once; 0 means 4
	Waiting    int               // MODEL_QUEUE: questions that may wait for a place; 0 means 64
	HourTokens int               // MODEL_HOUR_TOKENS: tokens an hour for everyone together; 0 means no limit
	TalkTokens int               // MODEL_TALK_TOKENS: tokens an hour for one conversation; 0 means no limit
	base       http.RoundTripper // of the requests; nil outside tests
}

// String says what was configured without the key.
func (c ChatConfig) String() string { return fmt.Sprintf("%s %s", c.Kind, c.Model) }

// GoString says what String says, so that %#v keeps the key as well.
func (c ChatConfig) GoString() string { return c.String() }

const (
	ollamaChat = "http://localhost:11434/v1"
	talkQueue  = 2 // questions of one conversation that may wait: one that is typed while another is answered
	chatTries  = 3
)

// Chat writes through a model server. It is safe for several goroutines.
type Chat struct {
	config  ChatConfig
	address *url.URL
	base    http.RoundTripper
	breaker *breaker
	queue   *queue
	budget  *budget
}

// OpenChat returns the model that c describes, or nil when c names no server: then answers are literal sentences. It contacts no server.
func OpenChat(c ChatConfig) (*Chat, error) {
	switch c.Kind {
	case "", OpenAIServer:
		if c.URL == "" && c.Kind == "" {
			if c.Model != "" || c.Key != "" {
				return nil, errors.New("MODEL_URL is empty: set it to the address of the model server")
			}
			return nil, nil //nolint:nilnil // no model is a choice
		}
		c.Kind = OpenAIServer
	case None:
		return nil, nil //nolint:nilnil // no model is a choice
	case OllamaServer:
		if c.URL == "" {
			c.URL = ollamaChat
		}
	default:
		return nil, fmt.Errorf("MODEL_KIND is %q: set it to none, openai or ollama", c.Kind)
	}
	u, err := url.Parse(strings.TrimRight(c.URL, "/"))
	switch {
	case c.URL == "":
		return nil, errors.New("MODEL_URL is empty: set it to the address of the model server")
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return nil, errors.New("MODEL_URL is no address: set it to something like http://localhost:8000/v1")
	case u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return nil, errors.New("MODEL_URL holds a password, a query or a fragment: leave those out and set MODEL_KEY")
	case c.Model == "":
		return nil, errors.New("MODEL_NAME is empty: set it to the name by which the server knows the model")
	case c.MaxTokens < 0 || c.Parallel < 0 || c.Waiting < 0 || c.HourTokens < 0 || c.TalkTokens < 0 || c.First < 0 || c.Pause < 0 || c.Total < 0:
		return nil, errors.New("a limit of MODEL_… is below zero")
	}
	if u.Path == "" {
		u.Path = "/v1"
	}
	c.MaxTokens, c.Parallel, c.Waiting = orInt(c.MaxTokens, 700), orInt(c.Parallel, 4), orInt(c.Waiting, 64)
	c.First, c.Pause, c.Total = orTime(c.First, 5*time.Second), orTime(c.Pause, 5*time.Second), orTime(c.Total, 30*time.Second)
	chat := &Chat{
		config: c, address: u, base: c.base, breaker: &breaker{now: time.Now}, queue: newQueue(c.Parallel, c.Waiting, talkQueue),
		budget: newBudget(c.HourTokens, c.TalkTokens, time.Now),
	}
	if chat.base == nil {
		chat.base = newWire(Config{}).base
	}
	return chat, nil
}

func orInt(a, b int) int {
	if a != 0 {
		return a
	}
	return b
}

func orTime(a, b time.Duration) time.Duration {
	if a != 0 {
		return a
	}
	return b
}

// Talk is the model as one conversation has it: the places at the model go round the conversations, and each has its own allowance.
type Talk struct {
	chat *Chat
	name string
}

// For returns the model for the conversation with this name, which is never sent or logged. "" shares a place in the round with all who
// have none.
func (c *Chat) For(conversation string) *Talk { return &Talk{c, conversation} }

// Write has the model write an answer and hands over its pieces as they come; they may end anywhere, but not within a character. When emit
// fails, Write stops and returns its error. A reply that ended as the model wished, or at the longest answer, returns nil. Otherwise Write
// returns ErrUnavailable (also when the budget is spent or too many wait), ErrRefused or ErrReply (also for a reply that was cut off, or that
// calls a tool), or the error of ctx when that ended first. What was handed over before an error was said by the model.
func (t *Talk) Write(ctx context.Context, system, prompt string, emit func(piece string) error) error {
	if err := t.chat.write(ctx, t.name, system, prompt, emit); err != nil {
		return fmt.Errorf("writing with %s: %w", t.chat.config.Model, err)
	}
	return nil
}

func (c *Chat) write(parent context.Context, talk, system, prompt string, emit func(piece string) error) error {
	late := &fault{sentinel: ErrUnavailable, what: fmt.Sprintf("no whole answer within %s", c.config.Total)}
	ctx, cancel := context.WithTimeoutCause(parent, c.config.Total, late)
	defer cancel()
	leave, err := c.queue.enter(ctx, talk)
	if err != nil {
		return told(parent, ctx, err)
	}
	defer leave()
	taken := tokensOf(system) + tokensOf(prompt) + c.config.MaxTokens
	if !c.budget.take(talk, taken) {
		return &fault{sentinel: ErrUnavailable, what: "the budget is spent"}
	}
	used := 0
	defer func() { c.budget.settle(talk, taken, used) }()
	probe, ok := c.breaker.allow()
	if !ok {
		return &fault{sentinel: ErrUnavailable, what: "left alone after repeated failures"}
	}
	outcome := unknown
	defer func() { c.breaker.record(probe, outcome) }()
	for try := 1; ; try++ {
		l := &line{chat: c, emit: emit}
		err := l.write(ctx, system, prompt)
		used += l.cost(system, prompt)
		switch {
		case l.emitted != nil:
			outcome = answered
			return l.emitted
		case err == nil:
			outcome = answered
			return nil
		}
		// A server that hangs is not asked again: who waits has waited long enough.
		again := !l.heard() && !l.hung() && errors.Is(err, ErrUnavailable) && ctx.Err() == nil && try < chatTries && l.after <= longestWait
		if again {
			pause := firstWait << (try - 1)
			pause = max(l.after, pause/2+rand.N(pause/2)) //nolint:gosec // spreading retries needs no secret chance
			again = wait(ctx, pause) == nil
		}
		if !again {
			c.breaker.rest(l.after)
			outcome, err = judge(parent, told(parent, ctx, err))
			if l.heard() && parent.Err() == nil && outcome == silent && errors.Is(err, ErrReply) {
				outcome = unknown // it speaks, but not well: being left alone would not help
			}
			return err
		}
	}
}

// told returns what to say of an error: our own time limit, that of the caller, or the error itself.
func told(parent, ctx context.Context, err error) error {
	var f *fault
	switch {
	case parent.Err() != nil:
		return parent.Err()
	case errors.As(context.Cause(ctx), &f):
		return f
	}
	return err
}

// line is one try of a call: what langchaingo sends its request through and reads the reply from.
type line struct {
	chat  *Chat
	emit  func(piece string) error
	after time.Duration // how long the server wants to be left alone

	clock   *time.Timer
	emitted error // what emit returned

	mu     sync.Mutex
	asked  bool  // a reply began
	words  int   // bytes that were said
	used   int   // tokens, when the server counts them
	over   bool  // nobody listens any more
	late   bool  // it did not speak in time
	failed error // what went wrong, in our own words
}

func (l *line) heard() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.words > 0
}

func (l *line) hung() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.late
}

// cost returns how many tokens the try cost: as the server counted, or else by the length of what was said.
func (l *line) cost(system, prompt string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case !l.asked:
		return 0
	case l.used > 0:
		return l.used
	}
	return tokensOf(system) + tokensOf(prompt) + l.words/bytesPerToken
}

func (l *line) write(ctx context.Context, system, prompt string) error {
	ctx, hangUp := context.WithCancelCause(ctx)
	defer hangUp(nil)
	c := l.chat.config
	l.clock = time.AfterFunc(c.First, func() {
		what := fmt.Sprintf("no word within %s", c.First)
		if l.heard() {
			what = fmt.Sprintf("silent for %s", c.Pause)
		}
		l.mu.Lock()
		l.late = true
		l.mu.Unlock()
		hangUp(&fault{sentinel: ErrUnavailable, what: what})
	})
	defer l.clock.Stop()
	token := c.Key
	if token == "" {
		token = "none" // langchaingo refuses to work without one; Do does not send it
	}
	model, err := openai.New(openai.WithBaseURL(l.chat.address.String()), openai.WithToken(token), openai.WithModel(c.Model), openai.WithOrganization(""),
		openai.WithHTTPClient(l))
	if err != nil {
		return errors.New("making the OpenAI client")
	}
	options := []llms.CallOption{
		llms.WithTemperature(0), llms.WithMaxTokens(c.MaxTokens), llms.WithStreamingFunc(func(_ context.Context, piece []byte) error {
			if len(piece) == 0 {
				return nil
			}
			l.emitted = l.emit(string(piece))
			return l.emitted
		}),
	}
	// OpenAI itself calls the limit max_completion_tokens; the servers that speak its protocol know max_tokens, and some only that.
	if l.chat.address.Hostname() != "api.openai.com" {
		options = append(options, openai.WithLegacyMaxTokensField())
	}
	_, err = model.GenerateContent(ctx, []llms.MessageContent{
		llms.TextParts(llms.ChatMessageTypeSystem, system), llms.TextParts(llms.ChatMessageTypeHuman, prompt),
	}, options...)
	l.mu.Lock()
	defer l.mu.Unlock()
	var f *fault
	switch {
	case errors.As(context.Cause(ctx), &f):
		return f
	case l.failed != nil:
		return l.failed
	case err == nil && l.words == 0:
		return &fault{sentinel: ErrReply, what: "without a word in it"}
	}
	return err
}

// Do sends a request of langchaingo's. Like the reader of the reply it never tells langchaingo more than it may repeat.
func (l *line) Do(r *http.Request) (*http.Response, error) {
	r.Header.Set("User-Agent", "wegwijzer")
	r.Header.Set("Accept", "text/event-stream")
	r.Header.Del("Authorization")
	if key := l.chat.config.Key; key != "" {
		r.Header.Set("Authorization", "Bearer "+key)
	}
	reply, err := l.chat.base.RoundTrip(r) //nolint:bodyclose // langchaingo closes it
	if err != nil {
		return nil, l.fail(&fault{sentinel: ErrUnavailable, what: "no connection"})
	}
	if reply.StatusCode != http.StatusOK {
		_ = reply.Body.Close()
		l.after = retryAfter(reply.Header)
		return nil, l.fail(statusFault(reply.StatusCode, "MODEL", "MODEL_NAME"))
	}
	var e *events
	if strings.HasPrefix(reply.Header.Get("Content-Type"), "application/json") {
		if e, err = wholeReply(reply.Body); err != nil {
			_ = reply.Body.Close()
			return nil, l.fail(err)
		}
	} else {
		e = newEvents(reply.Body)
	}
	l.mu.Lock()
	l.asked = true
	l.mu.Unlock()
	reply.Body = &ear{line: l, events: e, body: reply.Body}
	return reply, nil
}

func (l *line) fail(err error) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.failed = err
	return err
}

// ear listens to a reply: it keeps the clock, counts, and remembers how it ended.
type ear struct {
	line   *line
	events *events
	body   io.Closer
}

func (e *ear) Read(p []byte) (int, error) {
	n, err := e.events.Read(p)
	l := e.line
	l.mu.Lock()
	defer l.mu.Unlock()
	if n > 0 && !l.over {
		l.clock.Reset(l.chat.config.Pause)
	}
	l.words, l.used = e.events.words, e.events.used
	if err != nil && !errors.Is(err, io.EOF) {
		l.failed = err
	}
	return n, err
}

func (e *ear) Close() error {
	e.line.mu.Lock()
	e.line.over = true
	e.line.mu.Unlock()
	return e.body.Close()
}
