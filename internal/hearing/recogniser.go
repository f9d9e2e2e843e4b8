// Package hearing turns sound into words through a recogniser of the organisation: a speech server in any of the dialects that are about, or a program.
// Nothing that was said stands in an error, a log or an argument.
package hearing

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"
)

// The kinds of recogniser.
const (
	None    = ""
	OpenAI  = "openai"  // OpenAI's interface, as whisper.cpp, Speaches, vLLM and many others speak it, each a little otherwise
	Azure   = "azure"   // Azure fast transcription: the sound leaves the organisation
	Program = "command" // a program that reads a WAV file and writes what it heard as JSON, such as one around sherpa-onnx
)

// The ways to hear along while somebody speaks.
const (
	ByPhrase = ""         // phrases are cut at pauses and recognised one by one: works with everything
	Streamed = "stream"   // the same, with the words of a phrase as they come
	Realtime = "realtime" // OpenAI's realtime interface, 24 kHz
	Speaches = "speaches" // the older shape of the same, which Speaches speaks
	VLLM     = "vllm"     // vLLM's realtime interface, 16 kHz
	Sherpa   = "sherpa"   // sherpa-onnx's server for streams, a process of its own
	Foundry  = "azure"    // OpenAI's realtime interface as Azure has it: another key, and before its version 1 another greeting
)

// Config says which recogniser there is.
type Config struct {
	Kind    string
	URL     string        // of OpenAI: where the interface begins ("…/v1"), or the whole address of the act; of Azure: the whole address
	Model   string        // "" sends none
	Key     string        // "" sends none
	Lang    string        // of most calls, such as "nl"; "" lets the recogniser guess
	Prompt  string        // words that the recogniser may expect: names of services, terms; "" sends none
	Command []string      // of Program
	Live    string        // how it hears along
	LiveURL string        // of Realtime, Speaches, VLLM, Sherpa and Foundry: a ws:// address
	Timeout time.Duration // for a phrase; 0 is a minute. A whole file gets as long as it takes to say, and this besides
	Client  *http.Client  // nil means one of its own
}

// What a recogniser may have against sound.
var (
	// ErrUnavailable says that it does not answer now; later it may.
	ErrUnavailable = errors.New("hearing: the recogniser does not answer")
	// ErrRefused says that it does not take our word: a wrong key or address. An operator must look.
	ErrRefused = errors.New("hearing: the recogniser refuses us")
	// ErrSound says that it cannot do anything with this sound.
	ErrSound = errors.New("hearing: the recogniser cannot read this sound")
	// ErrReply says that its answer makes no sense; a second try may do better.
	ErrReply = errors.New("hearing: the recogniser's answer makes no sense")
)

// Segment is a stretch of words. What a recogniser does not tell is -1.
type Segment struct {
	Start, End float64 // seconds
	Text       string
	Speaker    string
	Words      []Word
	Silence    float64 // chance that nobody spoke
	Doubt      float64 // minus the mean logarithm of the chance of the words
	Squeezed   float64 // how far the text can be packed
}

// Word is a word with its moments, in seconds.
type Word struct {
	Text       string
	Start, End float64
}

// Recogniser turns sound into words. It is safe for concurrent use.
type Recogniser struct {
	config Config
	client *http.Client
	form   atomic.Int32 // the least demanding form of request that this server has needed so far
}

const defaultTimeout = time.Minute

// Open returns a recogniser, and nil when none is configured. It asks nobody anything. Its errors are for an operator.
func Open(c Config) (*Recogniser, error) {
	if c.Kind == None {
		return nil, nil //nolint:nilnil // no recogniser is a normal day
	}
	if c.Timeout <= 0 {
		c.Timeout = defaultTimeout
	}
	switch c.Kind {
	case OpenAI, Azure:
		if err := address(c.URL, "http", "https"); err != nil {
			return nil, fmt.Errorf("SPEECH_URL: %w", err)
		}
	case Program:
		if len(c.Command) == 0 {
			return nil, errors.New("SPEECH_COMMAND is empty: set it to the program that recognises")
		}
	default:
		return nil, fmt.Errorf("SPEECH_KIND is %q: set it to openai, azure or command, or leave it empty", c.Kind)
	}
	switch c.Live {
	case ByPhrase, Streamed:
	case Realtime, Speaches, VLLM, Sherpa, Foundry:
		if err := address(c.LiveURL, "ws", "wss"); err != nil {
			return nil, fmt.Errorf("SPEECH_LIVE_URL: %w", err)
		}
	default:
		return nil, fmt.Errorf("SPEECH_LIVE is %q: set it to stream, realtime, speaches, vllm, sherpa or azure, or leave it empty", c.Live)
	}
	r := &Recogniser{config: c, client: c.Client}
	if r.client == nil {
		transport := http.DefaultTransport.(*http.Transport).Clone() //nolint:forcetypeassert,errcheck // it is one
		transport.MaxResponseHeaderBytes = 64 << 10
		transport.Proxy = nil // sound of a call goes to the address that was configured and nowhere else
		r.client = &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	}
	return r, nil
}

func address(text string, schemes ...string) error {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.User != nil || u.Scheme != schemes[0] && u.Scheme != schemes[1] {
		return fmt.Errorf("%q is no address: set it to something like %s://localhost:8000/v1", text, schemes[0])
	}
	return nil
}

// Recognise returns what is said in a file of a kind (wav, mp3, m4a, webm, ogg). partial, when it is not nil, is called with the words so far of a
// server that streams them. It returns ErrUnavailable, ErrRefused, ErrSound or ErrReply, or the error of ctx when that ended first.
func (r *Recogniser) Recognise(ctx context.Context, kind string, file io.ReadSeeker, lang string, partial func(text string)) ([]Segment, error) {
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, fmt.Errorf("measuring sound: %w", err)
	}
	// A recogniser that is slower than speech is of no use; the worst packing of speech is some 2 kB a second.
	limit := r.config.Timeout + time.Duration(size/2000)*time.Second
	parent := ctx
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	if lang == "" {
		lang = r.config.Lang
	}
	var all []Segment
	switch r.config.Kind {
	case Azure:
		all, err = r.azure(ctx, kind, file, size, lang)
	case Program:
		all, err = r.program(ctx, kind, file)
	default:
		all, err = r.openAI(ctx, kind, file, size, lang, partial)
	}
	switch {
	case parent.Err() != nil:
		return nil, parent.Err() //nolint:wrapcheck // its caller knows
	case ctx.Err() != nil:
		return nil, fmt.Errorf("%w within %s", ErrUnavailable, limit)
	}
	return all, err
}

// Follows reports whether Follow can hear along.
func (r *Recogniser) Follows() bool {
	switch r.config.Live {
	case Realtime, Speaches, VLLM, Sherpa, Foundry:
		return true
	}
	return false
}

// endpoint returns the address of the act of transcribing.
func (r *Recogniser) endpoint() string {
	u := strings.TrimRight(r.config.URL, "/")
	if strings.HasSuffix(u, "/inference") || strings.HasSuffix(u, "/transcriptions") {
		return u
	}
	return u + "/audio/transcriptions"
}
