package harvest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"wegwijzer/indexer"
	"wegwijzer/jurisprudence"
)

// service is the open data service of the courts. It is free and not made for peaks, and asks for no requests side by side (Technische
// documentatie Open Data van de Rechtspraak, 2.2): so there is one at a time, and rest between two.
type service struct {
	root    *url.URL
	fetcher *indexer.Fetcher
	pace    time.Duration
	now     func() time.Time
	wait    func(ctx context.Context, d time.Duration) error
	last    time.Time // when it answered
}

// answerError is an answer that is not what was asked for.
type answerError struct {
	status int           // of HTTP; 0 when there was no answer
	after  time.Duration // how long it asked to be left alone
	why    string
	cause  error
}

func (e *answerError) Error() string { return e.why }

func (e *answerError) Unwrap() error { return e.cause }

// gone reports that the service does not know what was asked for.
func (e *answerError) gone() bool {
	return e.status == http.StatusNotFound || e.status == http.StatusGone
}

// busy reports that the service wants rest.
func (e *answerError) busy() bool {
	return e.status == http.StatusTooManyRequests || e.status == http.StatusServiceUnavailable || e.after > 0
}

// get asks one thing, when its time has come. What it returns is what stood in an answer of status 200, empty or not; anything else is an
// *answerError.
func (s *service) get(ctx context.Context, path string, values url.Values) ([]byte, error) {
	if rest := s.pace - s.now().Sub(s.last); !s.last.IsZero() && rest > 0 {
		if err := s.wait(ctx, rest); err != nil {
			return nil, err
		}
	}
	u := *s.root
	u.Path = strings.TrimRight(u.Path, "/") + path
	u.RawQuery = values.Encode()
	response, err := s.fetcher.Read(ctx, u.String())
	s.last = s.now()
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, indexer.ErrBlocked):
		return nil, err // a mistake in the settings, that no other try mends
	case errors.Is(err, indexer.ErrTooLarge):
		return nil, &answerError{why: "too large", cause: jurisprudence.ErrTooLarge}
	case err != nil:
		return nil, &answerError{why: "no answer", cause: err}
	case response.Status == http.StatusBadRequest:
		return nil, &answerError{status: response.Status, why: "refused", cause: fmt.Errorf("%w: %s", ErrRefused, explanation(response.Body))}
	case response.Status != http.StatusOK:
		return nil, &answerError{status: response.Status, after: response.RetryAfter, why: fmt.Sprintf("server answered %d", response.Status)}
	}
	return response.Body, nil
}

// explanation returns what a service wrote about its refusal, in one short line.
func explanation(body []byte) string {
	text := strings.Join(strings.Fields(strings.ToValidUTF8(string(body), "")), " ")
	if r := []rune(text); len(r) > 200 {
		text = string(r[:200]) + "…"
	}
	return text
}

// The rest that the service gets when it does not say how long it wants: twice as long each time.
const (
	shortRest = 30 * time.Second
	longRest  = time.Hour
)

// rest waits until the service may be asked again.
func (r *run) rest(ctx context.Context) error {
	now := r.config.Now()
	if r.state.paused.IsZero() || !r.state.paused.After(now) {
		return nil
	}
	if r.state.paused.Sub(now) > r.config.Patience {
		return &indexer.Later{At: r.state.paused, Reason: r.config.Name + ": " + r.state.reason}
	}
	r.report.Until = r.state.paused
	if r.config.Progress != nil {
		r.config.Progress(r.report)
	}
	return r.config.Wait(ctx, r.state.paused.Sub(now))
}

// pause notes that the service did not answer well, and leaves it alone for a while.
func (r *run) pause(ctx context.Context, e *answerError) error {
	r.state.strikes++
	d := e.after
	if d == 0 {
		d = min(shortRest<<min(r.state.strikes-1, 10), longRest)
	}
	r.state.paused, r.state.reason = r.config.Now().Add(d), e.why
	r.config.Log.WarnContext(ctx, "the courts' service gets rest", "status", e.status, "reason", e.why, "seconds", int(d.Seconds()), "strikes", r.state.strikes)
	if err := r.store.pause(ctx, r.state); err != nil {
		return err
	}
	return r.rest(ctx)
}

// well notes that the service answered.
func (r *run) well(ctx context.Context) error {
	if r.state.strikes == 0 {
		return nil
	}
	r.state.strikes, r.state.paused, r.state.reason = 0, time.Time{}, ""
	return r.store.pause(ctx, r.state)
}
