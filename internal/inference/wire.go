package inference

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"
)

const (
	defaultTimeout = 30 * time.Second
	// A busy or broken server is asked wireTries times in all, with a pause before each next try that doubles and is partly left to
	// chance, so that the copies of this program do not come back all at once.
	wireTries = 3
	firstWait = 200 * time.Millisecond
	// A server that says when to come back is believed up to longestWait; one that wants longer counts as unavailable.
	longestWait = 10 * time.Second
	// The largest reply that is read. A batch of 32 vectors of 4,096 numbers is some 3 MB.
	replyLimit = 16 << 20
)

// wire carries the requests of langchaingo's clients to a model server. It limits each try in time, tries again where that can help,
// reads the reply whole but never beyond replyLimit, and turns everything that is not a good reply into a fault, so that langchaingo
// sees good replies only and has nothing to put into an error.
type wire struct {
	base    http.RoundTripper
	key     string
	timeout time.Duration
	// tidy, when not nil, makes a good reply ready to be read, or says what is wrong with it.
	tidy func(body []byte) ([]byte, error)
}

func newWire(c Config) *wire {
	base := http.DefaultTransport.(*http.Transport).Clone()
	base.MaxIdleConnsPerHost = 8
	base.MaxResponseHeaderBytes = 64 << 10
	w := &wire{base: base, key: c.Key, timeout: c.Timeout}
	if w.timeout <= 0 {
		w.timeout = defaultTimeout
	}
	return w
}

// fault is what went wrong, in words of our own. It wraps a sentinel and nothing else: an error of the HTTP client or of langchaingo may
// hold what the server wrote, and the server may have repeated what a victim wrote.
type fault struct {
	sentinel error
	what     string
	status   int  // of the reply; 0 when there was none
	content  bool // it is about what was said, and another call may well be answered
}

func (f *fault) Error() string { return f.sentinel.Error() + ": " + f.what }
func (f *fault) Unwrap() error { return f.sentinel }

// Status returns the status of HTTP with which the server refused; 0 when it did not answer.
func (f *fault) Status() int { return f.status }

// Do makes a wire what langchaingo's OpenAI client wants to call.
func (w *wire) Do(r *http.Request) (*http.Response, error) { return w.RoundTrip(r) }

// RoundTrip makes a wire the transport of an http.Client. Its errors are faults, or those of the request's context.
func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx := r.Context()
	for try := 1; ; try++ {
		body, after, err := w.try(r)
		if err == nil {
			return &http.Response{
				Status: "200 OK", StatusCode: http.StatusOK, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
				Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(bytes.NewReader(body)),
				ContentLength: int64(len(body)), Request: r,
			}, nil
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if try == wireTries || !errors.Is(err, ErrUnavailable) || after > longestWait {
			return nil, err
		}
		pause := firstWait << (try - 1)
		pause = max(after, pause/2+rand.N(pause/2)) //nolint:gosec // spreading retries needs no secret chance
		if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) <= pause {
			return nil, err // the caller would be gone before the next try
		}
		if err := wait(ctx, pause); err != nil {
			return nil, err
		}
	}
}

// try asks once. After is how long the server wants to be left alone.
func (w *wire) try(r *http.Request) (body []byte, after time.Duration, err error) {
	ctx, cancel := context.WithTimeout(r.Context(), w.timeout)
	defer cancel()
	r = r.Clone(ctx)
	if r.GetBody != nil {
		if r.Body, err = r.GetBody(); err != nil {
			return nil, 0, &fault{sentinel: ErrUnavailable, what: "the request cannot be sent twice"}
		}
	}
	r.Header.Set("User-Agent", "wegwijzer")
	r.Header.Del("Authorization") // langchaingo cannot do without a key, and puts in what stands for none
	if w.key != "" {
		r.Header.Set("Authorization", "Bearer "+w.key)
	}
	reply, err := w.base.RoundTrip(r)
	if err != nil {
		return nil, 0, w.broken(ctx, "no connection")
	}
	defer reply.Body.Close() //nolint:errcheck // it was read, or is of no use
	if reply.StatusCode != http.StatusOK {
		return nil, retryAfter(reply.Header), statusFault(reply.StatusCode, "EMBED", "EMBED_MODEL")
	}
	body, err = io.ReadAll(io.LimitReader(reply.Body, replyLimit+1))
	switch {
	case err != nil:
		return nil, 0, w.broken(ctx, "the connection broke off")
	case len(body) > replyLimit:
		return nil, 0, &fault{sentinel: ErrReply, what: fmt.Sprintf("more than %d MB", replyLimit>>20)}
	case w.tidy == nil:
		return body, 0, nil
	}
	body, err = w.tidy(body)
	return body, 0, err
}

func (w *wire) broken(ctx context.Context, what string) error {
	if ctx.Err() != nil {
		what = fmt.Sprintf("no answer within %s", w.timeout)
	}
	return &fault{sentinel: ErrUnavailable, what: what}
}

// statusFault puts a status in words, with the settings to look at.
func statusFault(status int, prefix, model string) error {
	what := fmt.Sprintf("status %d", status)
	switch {
	case status == http.StatusTooManyRequests || status >= 500:
		return &fault{sentinel: ErrUnavailable, what: what, status: status}
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		what += "; check " + prefix + "_KEY"
	case status == http.StatusNotFound:
		what += "; check " + prefix + "_URL, and whether the server has " + model
	case status == http.StatusBadRequest || status == http.StatusRequestEntityTooLarge || status == http.StatusUnprocessableEntity:
		what += "; check " + model + ", and whether it takes texts of this length"
	case status < 400:
		what += "; check " + prefix + "_URL"
	}
	return &fault{sentinel: ErrRefused, what: what, status: status}
}

// retryAfter reads the header that says when to come back: a number of seconds or a moment.
func retryAfter(h http.Header) time.Duration {
	v := h.Get("Retry-After")
	if seconds, err := strconv.ParseUint(v, 10, 24); err == nil {
		return time.Duration(seconds) * time.Second //nolint:gosec // 24 bits fit
	}
	if at, err := http.ParseTime(v); err == nil {
		return max(0, time.Until(at))
	}
	return 0
}

func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
