package speech

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"strings"
	"time"
)

// otherWait is how long another voice may take to say one piece of text.
const otherWait = 20 * time.Second

// maxFile is how large a file of speech may be: a minute at the highest rate.
const maxFile = 2*maxSeconds*maxRate + 64<<10

var errTooLong = errors.New("the speech takes too long")

// other is a voice that gives sound without times.
type other interface {
	say(ctx context.Context, text string) (rate int, audio []byte, err error)
}

// remote is a server with OpenAI's interface for speech, /v1/audio/speech, such as Speaches, LocalAI or a gateway before Piper.
type remote struct {
	url, model, voice, key string
	client                 *http.Client
}

func newRemote(c Config) *remote {
	return &remote{
		url: strings.TrimSuffix(c.URL, "/") + "/audio/speech", model: c.Model, voice: c.Name, key: c.Key,
		// A server that sends on to another would take the text where nobody chose to send it.
		client: &http.Client{Timeout: otherWait, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }},
	}
}

func (r *remote) say(ctx context.Context, text string) (int, []byte, error) {
	body, err := json.Marshal(map[string]string{"model": r.model, "voice": r.voice, "input": text, "response_format": "wav"})
	if err != nil {
		return 0, nil, fmt.Errorf("asking for speech: %w", err)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, r.url, bytes.NewReader(body))
	if err != nil {
		return 0, nil, errors.New("the address of the voice cannot be used")
	}
	request.Header.Set("Content-Type", "application/json")
	if r.key != "" {
		request.Header.Set("Authorization", "Bearer "+r.key)
	}
	response, err := r.client.Do(request)
	if err != nil {
		return 0, nil, errors.New("the voice does not answer") // the error names the address
	}
	defer response.Body.Close() //nolint:errcheck // it was read
	if response.StatusCode != http.StatusOK {
		return 0, nil, statusError(response.StatusCode)
	}
	file, err := io.ReadAll(io.LimitReader(response.Body, maxFile+1))
	if err != nil {
		return 0, nil, errors.New("the voice breaks off")
	}
	if len(file) > maxFile {
		return 0, nil, errTooLong
	}
	return ReadWave(file)
}

// statusError says with which status a server of speech refused.
type statusError int

func (e statusError) Error() string { return fmt.Sprintf("the voice answers with status %d", int(e)) }

// Status returns the status.
func (e statusError) Status() int { return int(e) }

// program is a program that reads one text on its standard input and writes the speech on its standard output: a WAV file, or bare samples
// of 16 bits at a known rate. Piper does so as it is ("piper --model FILE --output-raw"); sherpa-onnx with a wrapper of some lines.
type program struct {
	command []string
	rate    int
}

func (p program) say(ctx context.Context, text string) (int, []byte, error) {
	ctx, cancel := context.WithTimeout(ctx, otherWait)
	defer cancel()
	c := exec.CommandContext(ctx, p.command[0], p.command[1:]...) //nolint:gosec // chosen by who runs this program
	c.Stdin = strings.NewReader(strings.ReplaceAll(text, "\n", " ") + "\n")
	c.WaitDelay = time.Second
	out, err := c.StdoutPipe()
	if err != nil {
		return 0, nil, fmt.Errorf("starting the voice: %w", err)
	}
	if err := c.Start(); err != nil {
		return 0, nil, errors.New("the voice's program does not start")
	}
	file, err := io.ReadAll(io.LimitReader(out, maxFile+1))
	if len(file) > maxFile {
		cancel()
		err = errTooLong
	}
	if ended := c.Wait(); err == nil && ended != nil {
		err = errors.New("the voice's program fails")
	}
	switch {
	case err != nil:
		return 0, nil, err
	case bytes.HasPrefix(file, []byte("RIFF")):
		return ReadWave(file)
	case len(file) < 2:
		return 0, nil, errors.New("the voice's program is silent")
	case len(file) > 2*maxSeconds*p.rate:
		return 0, nil, errTooLong
	}
	return p.rate, file[:len(file)/2*2], nil
}
