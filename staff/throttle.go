package staff

import (
	"sync"
	"time"
)

// After freeMisses wrong passwords for a name, or from a network, each next one is waited for, twice as long every time. Misses are
// forgotten when none came for a while.
const (
	freeMisses  = 5
	firstWait   = time.Second
	longestWait = time.Minute
	forgetAfter = 15 * time.Minute
	mostKept    = 10_000 // names and networks; beyond it the oldest goes, so that a flood of names cannot fill the memory
)

// throttle slows down who guesses passwords. Nobody is shut out for long: that would let a stranger shut out a colleague.
type throttle struct {
	now func() time.Time

	mu     sync.Mutex
	misses map[string]miss
}

type miss struct {
	count int
	last  time.Time
}

func newThrottle(now func() time.Time) *throttle {
	return &throttle{now: now, misses: map[string]miss{}}
}

// may reports whether a password may be tried now.
func (t *throttle) may(name, origin string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	for _, key := range []string{"n" + name, "o" + origin} {
		m := t.misses[key]
		if m.count < freeMisses || now.Sub(m.last) > forgetAfter {
			continue
		}
		wait := longestWait
		if over := m.count - freeMisses; over < 6 {
			wait = min(firstWait<<over, longestWait)
		}
		if now.Sub(m.last) < wait {
			return false
		}
	}
	return true
}

// missed counts a wrong password.
func (t *throttle) missed(name, origin string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	for _, key := range []string{"n" + name, "o" + origin} {
		m := t.misses[key]
		if now.Sub(m.last) > forgetAfter {
			m.count = 0
		}
		t.misses[key] = miss{m.count + 1, now}
	}
	if len(t.misses) <= mostKept {
		return
	}
	oldest, at := "", now
	for key, m := range t.misses {
		if !m.last.After(at) {
			oldest, at = key, m.last
		}
	}
	delete(t.misses, oldest)
}

// succeeded forgets the misses of a name: its owner knows the password. Those of the network stay.
func (t *throttle) succeeded(name string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.misses, "n"+name)
}
