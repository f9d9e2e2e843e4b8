package inference

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// How much of a streamed reply is read. An answer is a few kilobytes; a server that sends more is out of order.
const (
	eventLimit  = 1 << 20 // one event
	streamLimit = 4 << 20 // all of them, with what surrounds the words
	pieceLimit  = 8 << 10 // one piece as it is handed on; langchaingo cannot read lines beyond 64 KB
)

// events reads the events of a streamed reply and hands langchaingo only the words in it. Whatever else a server sends (errors in its own
// words, calls of tools, thoughts, another choice) ends here: langchaingo would hand it on as if it were said, or put it into an error.
type events struct {
	lines   *bufio.Reader
	read    int
	pending []byte
	ended   bool // the server said that it had finished
	words   int  // bytes that were said
	used    int  // tokens, when the server tells; else 0
	failed  error
}

func newEvents(body io.Reader) *events { return &events{lines: bufio.NewReaderSize(body, 16<<10)} }

// Read gives events in the protocol's own form. Its errors are io.EOF after a reply that was finished, and faults.
func (e *events) Read(p []byte) (int, error) {
	for len(e.pending) == 0 {
		if e.failed != nil {
			return 0, e.failed
		}
		if err := e.next(); err != nil {
			e.failed = err
		}
	}
	n := copy(p, e.pending)
	e.pending = e.pending[n:]
	return n, nil
}

// next reads one line and keeps the words in it.
func (e *events) next() error {
	line, err := e.line()
	if err != nil {
		return err
	}
	data, ok := bytes.CutPrefix(line, []byte("data:"))
	if !ok {
		return nil // a comment, an empty line, the name of an event
	}
	data = bytes.TrimSpace(data)
	if len(data) == 0 {
		return nil
	}
	if string(data) == "[DONE]" {
		return io.EOF
	}
	return e.take(data)
}

// reply is what is looked at in an event, and in a reply that came whole.
type reply struct {
	Choices []struct {
		Index   float64 `json:"index"`
		Delta   said    `json:"delta"`
		Message said    `json:"message"`
		Finish  string  `json:"finish_reason"`
	} `json:"choices"`
	Usage *struct {
		Total int `json:"total_tokens"`
	} `json:"usage"`
	Error json.RawMessage `json:"error"`
}

type said struct {
	Content      string          `json:"content"`
	ToolCalls    json.RawMessage `json:"tool_calls"`
	FunctionCall json.RawMessage `json:"function_call"`
}

func (s said) calls() bool {
	for _, raw := range []json.RawMessage{s.ToolCalls, s.FunctionCall} {
		if v := string(bytes.TrimSpace(raw)); v != "" && v != "null" && v != "[]" {
			return true
		}
	}
	return false
}

// take keeps the words of an event.
func (e *events) take(data []byte) error {
	var r reply
	if json.Unmarshal(data, &r) != nil {
		return &fault{sentinel: ErrReply, what: "an event in another form"}
	}
	if v := string(bytes.TrimSpace(r.Error)); v != "" && v != "null" {
		return &fault{sentinel: ErrUnavailable, what: "the server broke off with an error of its own"}
	}
	if r.Usage != nil && r.Usage.Total > 0 {
		e.used = r.Usage.Total
	}
	for _, c := range r.Choices {
		if c.Index != 0 {
			continue
		}
		if c.Delta.calls() || c.Message.calls() {
			return &fault{sentinel: ErrReply, what: "it calls a tool, and has none"}
		}
		if c.Finish == "content_filter" {
			return &fault{sentinel: ErrReply, what: "stopped by the server's own filter", content: true}
		}
		e.ended = e.ended || c.Finish != "" && c.Finish != "null"
		if words := c.Delta.Content + c.Message.Content; words != "" {
			e.keep(strings.ToValidUTF8(words, "\uFFFD"))
		}
	}
	return nil
}

// keep makes events of words, in pieces that end between characters.
func (e *events) keep(words string) {
	e.words += len(words)
	for words != "" {
		n := min(len(words), pieceLimit)
		for n < len(words) && !utf8.RuneStart(words[n]) {
			n--
		}
		var chunk struct {
			Choices [1]struct {
				Delta struct {
					Content string `json:"content"`
				} `json:"delta"`
			} `json:"choices"`
		}
		chunk.Choices[0].Delta.Content = words[:n]
		raw, err := json.Marshal(chunk)
		if err != nil {
			return // a string always is JSON
		}
		e.pending = fmt.Appendf(e.pending, "data: %s\n\n", raw)
		words = words[n:]
	}
}

// line reads a line of bounded length. At the end of the body it tells a finished reply from one that was cut off.
func (e *events) line() ([]byte, error) {
	var whole []byte
	for {
		piece, err := e.lines.ReadSlice('\n')
		e.read += len(piece)
		if e.read > streamLimit || len(whole)+len(piece) > eventLimit {
			return nil, &fault{sentinel: ErrReply, what: "far more than an answer"}
		}
		switch {
		case err == nil && whole == nil:
			return piece, nil
		case err == nil:
			return append(whole, piece...), nil
		case errors.Is(err, bufio.ErrBufferFull):
			whole = append(whole, piece...)
		case errors.Is(err, io.EOF) && len(whole)+len(piece) > 0:
			return append(whole, piece...), nil // the last line may lack its end; the next read meets the end itself
		case errors.Is(err, io.EOF) && e.ended:
			return nil, io.EOF
		default:
			return nil, &fault{sentinel: ErrReply, what: "cut off"}
		}
	}
}

// wholeReply makes events of a reply that came in one piece, from a server that does not stream.
func wholeReply(body io.Reader) (*events, error) {
	raw, err := io.ReadAll(io.LimitReader(body, eventLimit+1))
	if err != nil {
		return nil, &fault{sentinel: ErrReply, what: "cut off"}
	}
	if len(raw) > eventLimit {
		return nil, &fault{sentinel: ErrReply, what: "far more than an answer"}
	}
	e := &events{failed: io.EOF}
	if err := e.take(raw); err != nil {
		return nil, err
	}
	if len(e.pending) == 0 {
		return nil, &fault{sentinel: ErrReply, what: "without a word in it"}
	}
	return e, nil
}
