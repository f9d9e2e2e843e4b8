package hearing

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

// The limits of a line to a recogniser that hears along.
const (
	lineWait    = 10 * time.Second // for the line to open, a message to go, and the last words to come
	messageSize = 1 << 20
)

// Follow hears along: samples of 16 bits at 16 kHz go in, and the words so far come out through emit, with final when they will not change any more. It
// returns nil when pcm was closed and the last words came, and ErrUnavailable, ErrRefused or ErrReply when the line broke before.
func (r *Recogniser) Follow(ctx context.Context, pcm <-chan []byte, emit func(text string, final bool)) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	u, err := url.Parse(r.config.LiveURL)
	if err != nil {
		return ErrRefused
	}
	q := u.Query()
	if r.config.Model != "" && (r.config.Live == Realtime || r.config.Live == Speaches) && !q.Has("model") {
		q.Set("model", r.config.Model)
	}
	if r.config.Live == Realtime || r.config.Live == Speaches || r.config.Live == Foundry {
		q.Set("intent", "transcription")
	}
	u.RawQuery = q.Encode()
	h := http.Header{}
	switch {
	case r.config.Key == "":
	case r.config.Live == Foundry:
		h.Set("api-key", r.config.Key)
	default:
		h.Set("Authorization", "Bearer "+r.config.Key)
	}
	dialer := websocket.Dialer{HandshakeTimeout: lineWait}
	line, response, err := dialer.DialContext(ctx, u.String(), h)
	if response != nil && response.Body != nil {
		_ = response.Body.Close() // only its status counts
	}
	if err != nil {
		if response != nil && verdict(response.StatusCode) != nil {
			return verdict(response.StatusCode)
		}
		return ErrUnavailable
	}
	defer line.Close() //nolint:errcheck // it is over
	defer context.AfterFunc(ctx, func() { _ = line.Close() })()
	line.SetReadLimit(messageSize)
	heard := make(chan error, 1)
	t := &teller{kind: r.config.Live, emit: emit}
	go func() { heard <- t.read(line) }()
	if err := r.feed(ctx, line, pcm, heard); err != nil {
		return err
	}
	_ = line.SetReadDeadline(time.Now().Add(lineWait))
	select {
	case err = <-heard:
	case <-ctx.Done():
		return ctx.Err() //nolint:wrapcheck // its caller knows
	}
	// A server that says nothing more after the end has said all.
	t.flush()
	if t.problem {
		return err
	}
	return nil
}

// feed sends samples until there are no more, and then that there are no more.
func (r *Recogniser) feed(ctx context.Context, line *websocket.Conn, pcm <-chan []byte, heard <-chan error) error {
	write := func(v any) error {
		_ = line.SetWriteDeadline(time.Now().Add(lineWait)) // a broken line shows in the write
		if err := line.WriteJSON(v); err != nil {
			return ErrUnavailable
		}
		return nil
	}
	for _, m := range r.greeting() {
		if err := write(m); err != nil {
			return err
		}
	}
	up := upsampler{}
	for {
		select {
		case <-ctx.Done():
			return ctx.Err() //nolint:wrapcheck // its caller knows
		case err := <-heard:
			if err == nil {
				err = ErrUnavailable // it ended before we did
			}
			return err
		case b, more := <-pcm:
			if !more {
				return r.goodbye(line, write)
			}
			var err error
			switch r.config.Live {
			case Sherpa:
				_ = line.SetWriteDeadline(time.Now().Add(lineWait))
				if line.WriteMessage(websocket.BinaryMessage, floats(b)) != nil {
					err = ErrUnavailable
				}
			case VLLM:
				err = write(map[string]string{"type": "input_audio_buffer.append", "audio": base64.StdEncoding.EncodeToString(b)})
			default:
				err = write(map[string]string{"type": "input_audio_buffer.append", "audio": base64.StdEncoding.EncodeToString(up.feed(b))})
			}
			if err != nil {
				return err
			}
		}
	}
}

// greeting is what is sent before sound.
func (r *Recogniser) greeting() []any {
	type object = map[string]any
	model := object{}
	if r.config.Model != "" {
		model["model"] = r.config.Model
	}
	if r.config.Lang != "" {
		model["language"] = r.config.Lang
	}
	switch r.config.Live {
	case VLLM:
		return []any{object{"type": "session.update", "model": r.config.Model}, object{"type": "input_audio_buffer.commit"}}
	case Speaches:
		return []any{object{"type": "session.update", "session": object{
			"input_audio_format": "pcm16", "input_audio_transcription": model, "turn_detection": object{"type": "server_vad"},
		}}}
	case Foundry:
		if !strings.Contains(r.config.LiveURL, "/v1/") {
			return []any{object{"type": "transcription_session.update", "session": object{
				"input_audio_format": "pcm16", "input_audio_transcription": model, "turn_detection": object{"type": "server_vad"},
			}}}
		}
		fallthrough // from its version 1 on Azure follows OpenAI
	case Realtime:
		return []any{object{"type": "session.update", "session": object{"type": "transcription", "audio": object{"input": object{
			"format": object{"type": "audio/pcm", "rate": 24000}, "transcription": model, "turn_detection": object{"type": "server_vad"},
		}}}}}
	}
	return nil
}

// goodbye says that there is no more sound.
func (r *Recogniser) goodbye(line *websocket.Conn, write func(any) error) error {
	switch r.config.Live {
	case Sherpa:
		if line.WriteMessage(websocket.TextMessage, []byte("Done")) != nil {
			return ErrUnavailable
		}
		return nil
	case VLLM:
		return write(map[string]any{"type": "input_audio_buffer.commit", "final": true})
	}
	return write(map[string]string{"type": "input_audio_buffer.commit"})
}

// teller reads what a recogniser tells.
type teller struct {
	kind    string
	emit    func(string, bool)
	words   strings.Builder // of what is being said
	segment int
	problem bool
}

// read reads until the line ends. It sets problem when the recogniser said that something is wrong.
func (t *teller) read(line *websocket.Conn) error {
	for {
		kind, b, err := line.ReadMessage()
		if err != nil {
			return ErrUnavailable
		}
		if kind != websocket.TextMessage {
			continue
		}
		if t.kind == Sherpa && strings.HasPrefix(string(b), "Done") {
			return nil
		}
		var m struct {
			Type       string `json:"type"`
			Delta      string `json:"delta"`
			Transcript string `json:"transcript"`
			Text       string `json:"text"`
			Segment    int    `json:"segment"`
			Final      bool   `json:"is_final"`
			EOF        bool   `json:"is_eof"`
		}
		if json.Unmarshal(b, &m) != nil {
			t.problem = true
			return fmt.Errorf("%w: a message is no JSON", ErrReply)
		}
		switch {
		case t.kind == Sherpa:
			t.sherpa(m.Text, m.Segment, m.Final || m.EOF)
			if m.EOF {
				return nil
			}
		case strings.HasSuffix(m.Type, ".delta"):
			t.words.WriteString(m.Delta)
			t.emit(strings.TrimSpace(t.words.String()), false)
		case strings.HasSuffix(m.Type, "input_audio_transcription.completed"):
			t.final(m.Transcript)
		case m.Type == "transcription.done":
			t.final(m.Text)
			return nil
		case m.Type == "error", strings.HasSuffix(m.Type, ".failed"):
			t.problem = true
			return fmt.Errorf("%w: it says so", ErrUnavailable)
		}
	}
}

// sherpa takes the words so far of a segment. A new number means that the last will not change any more.
func (t *teller) sherpa(text string, segment int, final bool) {
	if segment != t.segment {
		t.flush()
		t.segment = segment
	}
	t.words.Reset()
	t.words.WriteString(text)
	if final {
		t.flush()
		return
	}
	if text = strings.TrimSpace(text); text != "" {
		t.emit(text, false)
	}
}

func (t *teller) final(text string) {
	t.words.Reset()
	if text = strings.TrimSpace(text); text != "" {
		t.emit(text, true)
	}
}

// flush makes the words so far final.
func (t *teller) flush() { t.final(t.words.String()) }

// floats returns 16-bit samples as sherpa-onnx wants them.
func floats(pcm []byte) []byte {
	out := make([]byte, 0, 2*len(pcm))
	for i := 0; i+1 < len(pcm); i += 2 {
		v := float32(int16(binary.LittleEndian.Uint16(pcm[i:]))) / 32768 //nolint:gosec // the same bits
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(v))
	}
	return out
}

// upsampler makes 24 kHz of 16 kHz: three samples of each two, drawn between them. Speech has little so high that this would harm a recogniser.
type upsampler struct {
	last  float64
	phase int // thirds of an old sample that the next new one lies beyond the last
}

func (u *upsampler) feed(pcm []byte) []byte {
	out := make([]byte, 0, len(pcm)*3/2+4)
	for i := 0; i+1 < len(pcm); i += 2 {
		v := float64(int16(binary.LittleEndian.Uint16(pcm[i:]))) //nolint:gosec // the same bits
		for ; u.phase < 3; u.phase += 2 {
			x := u.last + (v-u.last)*float64(u.phase)/3
			out = binary.LittleEndian.AppendUint16(out, uint16(int16(math.Round(x)))) //nolint:gosec // between two samples
		}
		u.phase -= 3
		u.last = v
	}
	return out
}
