package hearing

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"os/exec"
	"strings"
)

const (
	// replyLimit bounds an answer: ten hours with a time for each word fit.
	replyLimit = 32 << 20
	// eventLimit bounds one event of a stream.
	eventLimit = 1 << 20
)

// forms are the ways to ask a server of OpenAI's dialect, the most telling first. One that refuses a form is asked in the next.
var forms = [...][][2]string{
	{{"response_format", "verbose_json"}, {"timestamp_granularities[]", "word"}, {"timestamp_granularities[]", "segment"}},
	{{"response_format", "verbose_json"}},
	{{"response_format", "json"}},
}

// openAI asks a server of OpenAI's dialect.
func (r *Recogniser) openAI(ctx context.Context, kind string, file io.ReadSeeker, size int64, lang string, partial func(string)) ([]Segment, error) {
	for form := r.form.Load(); ; form++ {
		fields := [][2]string{{"model", r.config.Model}, {"language", lang}, {"prompt", r.config.Prompt}, {"temperature", "0"}}
		fields = append(fields, forms[form]...)
		if partial != nil && r.config.Live == Streamed {
			fields = append(fields, [2]string{"stream", "true"})
		}
		all, err := r.send(ctx, r.endpoint(), "file", kind, file, size, fields, partial)
		// The server may not know this form; that it has nothing to say to the sound itself shows in the last one.
		if errors.Is(err, ErrSound) && int(form)+1 < len(forms) {
			continue
		}
		if err == nil {
			r.form.Store(form)
		}
		return all, err
	}
}

// azure asks Azure fast transcription.
func (r *Recogniser) azure(ctx context.Context, kind string, file io.ReadSeeker, size int64, lang string) ([]Segment, error) {
	definition := map[string]any{"profanityFilterMode": "None"} // what a threat was must stand in the report as it was said
	if lang != "" {
		locale := lang
		if !strings.Contains(lang, "-") {
			locale = map[string]string{"nl": "nl-NL", "en": "en-GB", "uk": "uk-UA", "ar": "ar-EG"}[lang]
			if locale == "" {
				locale = lang + "-" + strings.ToUpper(lang)
			}
		}
		definition["locales"] = []string{locale}
	}
	text, err := json.Marshal(definition)
	if err != nil {
		return nil, fmt.Errorf("asking for words: %w", err)
	}
	return r.send(ctx, r.config.URL, "audio", kind, file, size, [][2]string{{"definition", string(text)}}, nil)
}

// send sends a file with fields and reads the answer. The file is read as it goes, and never held whole.
func (r *Recogniser) send(ctx context.Context, address, part, kind string, file io.ReadSeeker, size int64, fields [][2]string, partial func(string)) ([]Segment, error) {
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("reading sound: %w", err)
	}
	var head bytes.Buffer
	form := multipart.NewWriter(&head)
	for _, f := range fields {
		if f[1] == "" {
			continue
		}
		if err := form.WriteField(f[0], f[1]); err != nil {
			return nil, fmt.Errorf("asking for words: %w", err)
		}
	}
	media := map[string]string{"mp3": "audio/mpeg", "m4a": "audio/mp4", "webm": "audio/webm", "ogg": "audio/ogg"}[kind]
	if media == "" {
		media = "audio/wav"
	}
	// The name says the kind and nothing else: some servers go by it.
	h := textproto.MIMEHeader{}
	h.Set("Content-Disposition", fmt.Sprintf(`form-data; name=%q; filename="geluid.%s"`, part, kind))
	h.Set("Content-Type", media)
	if _, err := form.CreatePart(h); err != nil {
		return nil, fmt.Errorf("asking for words: %w", err)
	}
	tail := "\r\n--" + form.Boundary() + "--\r\n"
	length := int64(head.Len()) + size + int64(len(tail))
	body := io.MultiReader(&head, io.LimitReader(file, size), strings.NewReader(tail))
	q, err := http.NewRequestWithContext(ctx, http.MethodPost, address, io.NopCloser(body))
	if err != nil {
		return nil, fmt.Errorf("asking for words: %w", ErrRefused)
	}
	q.ContentLength = length
	q.Header.Set("Content-Type", form.FormDataContentType())
	q.Header.Set("Accept", "application/json, text/event-stream")
	if r.config.Key != "" {
		q.Header.Set("Authorization", "Bearer "+r.config.Key)
		if r.config.Kind == Azure {
			q.Header.Del("Authorization")
			q.Header.Set("Ocp-Apim-Subscription-Key", r.config.Key)
		}
	}
	a, err := r.client.Do(q)
	if err != nil {
		return nil, ErrUnavailable // the error of the client may hold what the server wrote
	}
	defer a.Body.Close() //nolint:errcheck // only read from
	if err := verdict(a.StatusCode); err != nil {
		return nil, err
	}
	kindOf, _, _ := mime.ParseMediaType(a.Header.Get("Content-Type"))
	if kindOf == "text/event-stream" {
		return events(a.Body, partial)
	}
	b, err := io.ReadAll(io.LimitReader(a.Body, replyLimit+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: it broke off", ErrReply)
	case len(b) > replyLimit:
		return nil, fmt.Errorf("%w: it has no end", ErrReply)
	case kindOf == "text/plain":
		return plain(string(b)), nil
	}
	return decode(b)
}

// verdict says what a status means.
func verdict(status int) error {
	switch {
	case status >= 200 && status < 300:
		return nil
	case status == http.StatusUnauthorized, status == http.StatusForbidden, status == http.StatusNotFound, status >= 300 && status < 400:
		return &statusError{ErrRefused, status}
	case status == http.StatusTooManyRequests, status == http.StatusRequestTimeout, status >= 500:
		return &statusError{ErrUnavailable, status}
	}
	return &statusError{ErrSound, status}
}

// statusError is one of our errors with the status of HTTP that it came with.
type statusError struct {
	error
	status int
}

func (e *statusError) Error() string { return fmt.Sprintf("%v (%d)", e.error, e.status) }
func (e *statusError) Unwrap() error { return e.error }

// Status returns the status.
func (e *statusError) Status() int { return e.status }

// events reads an answer that comes as events: the words so far, and the whole at the end.
func events(body io.Reader, partial func(string)) ([]Segment, error) {
	lines := bufio.NewScanner(io.LimitReader(body, replyLimit))
	lines.Buffer(make([]byte, 0, 4096), eventLimit)
	var words strings.Builder
	var all []Segment
	for lines.Scan() {
		data, ok := strings.CutPrefix(lines.Text(), "data:")
		data = strings.TrimSpace(data)
		if !ok || data == "" || data == "[DONE]" {
			continue
		}
		var e struct {
			Type  string `json:"type"`
			Delta string `json:"delta"`
			Text  string `json:"text"`
			segmentJSON
		}
		if json.Unmarshal([]byte(data), &e) != nil {
			return nil, fmt.Errorf("%w: an event is no JSON", ErrReply)
		}
		switch e.Type {
		case "transcript.text.delta":
			words.WriteString(e.Delta)
			if partial != nil {
				partial(words.String())
			}
		case "transcript.text.segment":
			all = append(all, e.segment())
		case "transcript.text.done":
			if len(all) == 0 {
				all = plain(e.Text)
			}
			return all, nil
		case "error":
			return nil, fmt.Errorf("%w: it says so in the midst", ErrUnavailable)
		case "":
			// Some servers send a whole answer as one event.
			return decode([]byte(data))
		}
	}
	if lines.Err() != nil || words.Len() == 0 && len(all) == 0 {
		return nil, fmt.Errorf("%w: it broke off", ErrReply)
	}
	if len(all) == 0 {
		all = plain(words.String())
	}
	return all, nil
}

// program gives a file to a program and reads what it writes.
func (r *Recogniser) program(ctx context.Context, kind string, file io.ReadSeeker) ([]Segment, error) {
	if kind != "wav" {
		return nil, fmt.Errorf("%w: the program takes WAV files only", ErrSound)
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("reading sound: %w", err)
	}
	c := exec.CommandContext(ctx, r.config.Command[0], r.config.Command[1:]...) //nolint:gosec // the operator names it
	c.Stdin = file
	out, err := c.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("starting the program: %w", ErrUnavailable)
	}
	if err := c.Start(); err != nil {
		return nil, fmt.Errorf("starting the program: %w", ErrUnavailable)
	}
	b, err := io.ReadAll(io.LimitReader(out, replyLimit+1))
	if len(b) > replyLimit {
		_ = c.Process.Kill() // it has no end
	}
	if e := c.Wait(); e != nil || err != nil {
		return nil, fmt.Errorf("%w: the program ended badly", ErrUnavailable)
	}
	return decode(b)
}
