package inference

import (
	"sync"
	"time"
)

// After breakerFailures calls in a row without an answer a server is left alone for breakerPause, so that a visitor does not wait for
// a model that is down, and a server that is coming up is not trampled.
const (
	breakerFailures = 5
	breakerPause    = 15 * time.Second
	longestRest     = 10 * time.Minute
)

type outcome int

const (
	unknown  outcome = iota // the caller went away, or the fault was its own
	answered                // the server did what was asked
	silent                  // it did not, and another would have fared the same
)

// breaker decides whether a server is asked at all. Closed: always. Open: not until the pause is over. Then half open: one call is let
// through, and its outcome closes or opens the breaker again.
type breaker struct {
	now func() time.Time

	mu       sync.Mutex
	failures int
	until    time.Time // open until then; zero when closed
	probing  bool
}

// allow reports whether a call may be made. When it may, record must follow with the same probe.
func (b *breaker) allow() (probe, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.until.IsZero():
		return false, true
	case b.probing || b.now().Before(b.until):
		return false, false
	}
	b.probing = true
	return true, true
}

// rest leaves a server alone for as long as it asks, within reason: calls before then would only keep a visitor waiting.
func (b *breaker) rest(d time.Duration) {
	if d <= 0 {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if until := b.now().Add(min(d, longestRest)); until.After(b.until) {
		b.until = until
	}
}

// record tells how a call went.
func (b *breaker) record(probe bool, o outcome) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if probe {
		b.probing = false
	}
	switch o {
	case unknown:
	case answered:
		b.failures, b.until = 0, time.Time{}
	case silent:
		b.failures++
		if b.failures >= breakerFailures {
			b.until = b.now().Add(breakerPause)
		}
	}
}
