package scripted

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"
)

// Double is a way to behave as a model.
type Double struct {
	Name  string
	Text  func(p Prompt) string                                     // what it says
	Pause time.Duration                                             // between tokens; 0 is at once
	Wire  func(w http.ResponseWriter, r *http.Request, text string) // how it says it; nil is as the protocol wants
	Sent  func(said string)                                         // when not nil, told what was said so far after every token
	Lies  bool                                                      // every sentence it proposes is wrong
}

// Doubles returns every double but the obedient one, which needs something to obey, and those that make a caller wait for a time limit.
func Doubles() []Double {
	return []Double{
		{Name: "honest", Text: each(func(s string) string { return s })},
		{Name: "rewords", Text: each(reworded)},
		{Name: "invents amounts", Text: each(otherAmount), Lies: true},
		{Name: "invents telephone numbers", Text: each(otherPhone), Lies: true},
		{Name: "flips negation", Text: each(flipped), Lies: true},
		{Name: "names another body", Text: each(renamed), Lies: true},
		{Name: "invents dates", Text: each(dated), Lies: true},
		{Name: "adds a link", Text: each(linked), Lies: true},
		{Name: "cites what is not there", Text: wrongHandles, Lies: true},
		{Name: "cites another source", Text: swappedHandles},
		{Name: "cites nothing", Text: noHandles, Lies: true},
		{Name: "leaks its prompt", Text: leaking, Lies: true},
		{Name: "promises and blames", Text: promising},
		{Name: "lies now and then", Text: mixed},
		{Name: "joins halves", Text: stitched},
		{Name: "answers from memory", Text: knowing, Lies: true},
		{Name: "says the same", Text: func(p Prompt) string { return strings.Repeat(lines(p.relevant(1)), 30) }},
		{Name: "empty", Text: func(Prompt) string { return "" }},
		{Name: "prose", Text: func(p Prompt) string {
			var b strings.Builder
			for _, s := range p.relevant(4) {
				b.WriteString(s.Text + " ")
			}
			return b.String()
		}},
		{Name: "json in a list in a fence", Text: func(p Prompt) string {
			raw, _ := json.Marshal(map[string]any{"sentences": p.relevant(4)})
			return "Natuurlijk! Hier is het:\n```json\n" + string(raw) + "\n```\n"
		}},
		{Name: "json broken", Text: func(p Prompt) string {
			return strings.ReplaceAll(lines(p.relevant(5)), `"cites":[`, `"cites":[[`) + `{"text": "half`
		}},
		{Name: "cut off within a sentence", Text: func(p Prompt) string {
			all := lines(p.relevant(4))
			return all[:len(all)*7/10]
		}, Wire: breaksOff},
		{Name: "never stops", Text: func(p Prompt) string { return strings.Repeat(lines(each2(p)), 40) }, Wire: neverStops},
		{Name: "huge chunk", Text: func(p Prompt) string { return strings.Repeat("zo ", 60_000) + "\n" + lines(p.relevant(3)) }, Wire: oneChunk},
		{Name: "invalid UTF-8", Text: func(p Prompt) string { return lines(p.relevant(3)) }, Wire: invalid},
		{Name: "calls a tool", Text: func(Prompt) string { return "" }, Wire: callsTool},
		{Name: "status 429", Wire: Status(http.StatusTooManyRequests)},
		{Name: "status 500", Wire: Status(http.StatusInternalServerError)},
		{Name: "status 401", Wire: Status(http.StatusUnauthorized)},
		{Name: "error in the stream", Text: func(p Prompt) string { return lines(p.relevant(2)) }, Wire: errorInStream},
		{Name: "not streamed", Text: func(p Prompt) string { return lines(p.relevant(4)) }, Wire: whole},
		{Name: "closes the line", Wire: func(http.ResponseWriter, *http.Request, string) { panic(http.ErrAbortHandler) }},
	}
}

func each2(p Prompt) []Said {
	all := p.relevant(3)
	for i := range all {
		all[i].Text = otherAmount(all[i].Text)
	}
	return all
}

// Honest writes literal sentences of the sources at a speed.
func Honest(pause time.Duration) Double {
	return Double{Name: "honest", Text: each(func(s string) string { return s }), Pause: pause}
}

// Speaks says what it is given.
func Speaks(text func(Prompt) string) Double { return Double{Name: "speaks", Text: text} }

// Hangs never answers: it ends when the caller goes.
func Hangs() Double {
	return Double{Name: "hangs", Wire: func(_ http.ResponseWriter, r *http.Request, _ string) { <-r.Context().Done() }}
}

// HangsMidway says half of an answer and then nothing.
func HangsMidway() Double {
	return Double{Name: "hangs midway", Text: func(p Prompt) string {
		all := lines(p.relevant(4))
		return all[:len(all)/2]
	}, Wire: func(w http.ResponseWriter, r *http.Request, text string) {
		begin(w)
		chunk(w, text)
		<-r.Context().Done()
	}}
}

// Server answers requests as a double does.
type Server struct {
	Double Double
	// Asked, when not nil, is told every request as it came.
	Asked func(body []byte, header http.Header)
}

const requestLimit = 1 << 20

// ServeHTTP answers POST /v1/chat/completions.
func (s Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(io.LimitReader(r.Body, requestLimit))
	if err != nil {
		return // the caller went away
	}
	if s.Asked != nil {
		s.Asked(body, r.Header)
	}
	var request struct {
		Model       string
		Stream      bool
		Temperature *float64
		MaxTokens   int `json:"max_tokens"`
		Messages    []struct{ Role, Content string }
	}
	switch {
	case r.Method != http.MethodPost || r.URL.Path != "/v1/chat/completions":
		http.NotFound(w, r)
		return
	case json.Unmarshal(body, &request) != nil || request.Model == "" || !request.Stream || len(request.Messages) != 2 || request.MaxTokens == 0 ||
		request.Temperature == nil || *request.Temperature != 0:
		http.Error(w, `{"error":{"message":"not what this protocol wants"}}`, http.StatusBadRequest)
		return
	}
	text := ""
	if s.Double.Text != nil {
		text = s.Double.Text(Parse(request.Messages[0].Content, request.Messages[1].Content))
	}
	if s.Double.Wire != nil {
		s.Double.Wire(w, r, text)
		return
	}
	begin(w)
	said := 0
	for _, t := range tokens(text) {
		if s.Double.Pause > 0 {
			select {
			case <-r.Context().Done():
				return
			case <-time.After(s.Double.Pause):
			}
		}
		if !chunk(w, t) {
			return
		}
		if said += len(t); s.Double.Sent != nil {
			s.Double.Sent(text[:said])
		}
	}
	finish(w, "stop")
}

// tokens cuts a text in pieces of about the length of a token.
func tokens(text string) []string {
	const size = 4
	var all []string
	for text != "" {
		n := min(size, len(text))
		for n < len(text) && !utf8.RuneStart(text[n]) {
			n++
		}
		all = append(all, text[:n])
		text = text[n:]
	}
	return all
}

func begin(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/event-stream")
	_, _ = io.WriteString(w, ": welkom\n\n"+`data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"scripted","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}`+"\n\n")
	flush(w)
}

func chunk(w http.ResponseWriter, words string) bool {
	raw, err := json.Marshal(words)
	if err != nil {
		return false
	}
	_, err = fmt.Fprintf(w, `data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"scripted","choices":[{"index":0,"delta":{"content":%s},"finish_reason":null}]}`+"\n\n", raw)
	flush(w)
	return err == nil
}

func finish(w http.ResponseWriter, reason string) {
	_, _ = fmt.Fprintf(w, `data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"scripted","choices":[{"index":0,"delta":{},"finish_reason":%q}]}`+"\n\n", reason)
	_, _ = io.WriteString(w, `data: {"id":"chatcmpl-1","choices":[],"usage":{"prompt_tokens":900,"completion_tokens":100,"total_tokens":1000}}`+"\n\ndata: [DONE]\n\n")
	flush(w)
}

func flush(w http.ResponseWriter) { _ = http.NewResponseController(w).Flush() }

func breaksOff(w http.ResponseWriter, _ *http.Request, text string) {
	begin(w)
	for _, t := range tokens(text) {
		chunk(w, t)
	}
	panic(http.ErrAbortHandler)
}

func neverStops(w http.ResponseWriter, r *http.Request, text string) {
	begin(w)
	for r.Context().Err() == nil {
		for _, t := range tokens(text) {
			if !chunk(w, t) {
				return
			}
		}
	}
}

func oneChunk(w http.ResponseWriter, _ *http.Request, text string) {
	begin(w)
	chunk(w, text)
	finish(w, "stop")
}

func invalid(w http.ResponseWriter, _ *http.Request, text string) {
	begin(w)
	quoted, _ := json.Marshal(text)
	broken := strings.Replace(string(quoted), "e", "\xff\xfe", 3)
	_, _ = fmt.Fprintf(w, `data: {"choices":[{"index":0,"delta":{"content":%s}}]}`+"\n\n", broken)
	finish(w, "stop")
}

func callsTool(w http.ResponseWriter, _ *http.Request, _ string) {
	begin(w)
	_, _ = io.WriteString(w, `data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"cancel_appointment","arguments":"{\"all\":true}"}}]}}]}`+"\n\n")
	finish(w, "tool_calls")
}

// Status refuses with a status and repeats what it was asked, as servers do.
func Status(status int) func(http.ResponseWriter, *http.Request, string) {
	return func(w http.ResponseWriter, _ *http.Request, _ string) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, `{"error":{"message":"GEHEIM: your prompt was too interesting","type":"server_error"}}`)
	}
}

func errorInStream(w http.ResponseWriter, _ *http.Request, text string) {
	begin(w)
	for _, t := range tokens(text) {
		chunk(w, t)
	}
	_, _ = io.WriteString(w, `data: {"error":{"message":"GEHEIM: out of memory at token 48"}}`+"\n\n")
	flush(w)
}

func whole(w http.ResponseWriter, _ *http.Request, text string) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{
		"object": "chat.completion", "choices": []any{map[string]any{"index": 0, "message": map[string]any{"role": "assistant", "content": text}, "finish_reason": "stop"}},
		"usage": map[string]int{"total_tokens": 1000},
	})
}
