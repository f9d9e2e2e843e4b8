package web

import (
	"sync"
	"time"

	"wegwijzer/staff"
)

// openings remembers for a while who opened what: a player asks for a recording in many pieces, and to write each of them down would bury the act that
// it is. What is remembered was written down less than the stretch of its act ago; when it is not remembered, by another copy of the program or after a
// restart, it is written down once more, and never less.
type openings struct {
	mu    sync.Mutex
	since map[opening]time.Time
}

// opening is somebody, at a place, who does something to a thing.
type opening struct {
	person staff.PersonID
	origin string
	act    string
	object staff.Object
}

func openingOf(a staff.Act) opening { return opening{a.Person, a.Origin, a.Name, a.Object} }

// under reports whether an act belongs to an opening of less than a stretch ago.
func (o *openings) under(a staff.Act, stretch time.Duration, now time.Time) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	since, ok := o.since[openingOf(a)]
	return ok && !now.Before(since) && now.Sub(since) < stretch
}

// begin notes that an act was written down and let through. What is older than a stretch is forgotten.
func (o *openings) begin(a staff.Act, stretch time.Duration, now time.Time) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for x, since := range o.since {
		if now.Sub(since) >= stretch {
			delete(o.since, x)
		}
	}
	if o.since == nil {
		o.since = map[opening]time.Time{}
	}
	o.since[openingOf(a)] = now
}
