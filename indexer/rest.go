package indexer

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// askAgain is how often a host is asked, at the most, that has answered nothing for long, or of which the last run gave nothing.
const askAgain = time.Hour

// The patience with hosts that ask for much time between two requests. Such a host gets all that it asks for, but after an hour a run publishes
// what there is and leaves the rest of it to the next, so that the other sites of the collection need not wait for days.
const (
	slowDelay = 30 * time.Second
	slowTime  = time.Hour
	slowMaps  = 5 // sitemaps of it that are read
)

// laterOn leaves the rest of a slow host to a later run when it has had its time in this one.
func (j *journey) laterOn(ctx context.Context, h *host) error {
	delay, now := j.delay(h), j.config.Now()
	if delay <= slowDelay || now.Sub(j.began) < slowTime || h.paused.After(now) {
		return nil
	}
	h.resting = true
	h.paused, h.why = h.last.Add(delay), fmt.Sprintf("%s asks for %s between two pages", h.name, delay)
	return j.store.rest(ctx, j.collection, h.name, h.paused)
}

// busy leaves a host alone for as long as it asks. After a day in which it answered nothing else, its pages are given up; and so is a
// single page that it keeps refusing while it does answer for others.
func (j *journey) busy(ctx context.Context, h *host, p knownPage, r *Response) error {
	why := fmt.Sprintf("server answered %d", r.Status)
	if p.Tries+1 >= maxTries && p.FailingSince != nil && (h.failing.IsZero() || p.FailingSince.Before(h.failing)) {
		return j.trouble(ctx, h, p, r.Status, why, r.Bytes)
	}
	h.strikes++
	rest := r.RetryAfter
	if rest == 0 {
		rest = min(30*time.Second<<min(h.strikes, 10), 15*time.Minute)
	}
	return j.pause(ctx, h, p, rest, r.Status, why)
}

// noRules leaves a host alone whose robots.txt cannot be had. After a day without, its pages are given up.
func (j *journey) noRules(ctx context.Context, h *host, p knownPage) error {
	h.strikes++
	return j.pause(ctx, h, p, min(time.Minute<<(2*min(h.strikes-1, 10)), time.Hour), 0, reasonNoRobots)
}

// pause leaves a host alone that answers nothing of use, and puts off the page that was asked for; or gives up all its pages when that has
// lasted too long.
func (j *journey) pause(ctx context.Context, h *host, p knownPage, rest time.Duration, status int, why string) error {
	now := j.config.Now()
	if h.failing.IsZero() {
		h.failing = now
	}
	rest = max(rest, min(now.Sub(h.failing)/2, askAgain)) // it may not know itself how long it will take
	forget := now.Sub(h.failing) >= keepFailing
	if forget {
		if err := j.giveUp(ctx, h, p, why); err != nil {
			return err
		}
	}
	h.paused, h.why = now.Add(rest), h.name+": "+why
	if err := j.store.pause(ctx, j.collection, h.name, h.paused, h.failing); err != nil || forget {
		return err
	}
	return j.store.postpone(ctx, j.collection, p.URL, h.paused, status, why, now)
}

// giveUp takes the pages of a host that are still to be fetched out of the answers.
func (j *journey) giveUp(ctx context.Context, h *host, p knownPage, why string) error {
	held, err := j.store.stillDue(ctx, j.run, h.name)
	if err != nil {
		return err
	}
	for _, address := range held {
		if err := j.generation.Remove(ctx, address); err != nil {
			return fmt.Errorf("removing page: %w", err)
		}
	}
	j.config.Log.WarnContext(ctx, "host given up for now; its pages leave the answers", "collection", j.collection, "host", h.name,
		"failing_since", h.failing, "pages", len(held), "reason", why)
	j.note(p.URL, 0, func(rep *Report) { rep.Failed++; rep.Skipped[why]++; rep.Removed += len(held) })
	return j.store.failHost(ctx, j.run, h.name, why, j.config.Now())
}

// well notes that a host answers.
func (j *journey) well(ctx context.Context, h *host) error {
	h.strikes = 0
	if h.failing.IsZero() {
		return nil
	}
	h.failing = time.Time{}
	return j.store.well(ctx, j.collection, h.name)
}

// plan is what a run does with the sites of its collection. The others keep the pages that they have.
type plan struct {
	whole map[string]bool // crawled from where they begin: their last crawl is old, or was cut off
	rest  map[string]bool // gone on with, where an earlier run had to leave pages
	due   time.Time       // when the first of those that are fresh is to be crawled again
	wait  *Later          // what else there is to do, but not yet: a host asked for a pause; nil for nothing
}

// empty reports whether there is nothing to do now.
func (p plan) empty() bool { return len(p.whole)+len(p.rest) == 0 }

// planned looks what is to be done.
func (j *journey) planned(ctx context.Context) (plan, error) {
	p := plan{whole: make(map[string]bool), rest: make(map[string]bool)}
	cutOff, err := j.store.running(ctx, j.collection)
	if err != nil {
		return p, err
	}
	left, err := j.store.left(ctx, j.collection)
	if err != nil {
		return p, err
	}
	withdrawn, err := j.store.withdrawn(ctx, j.collection)
	if err != nil {
		return p, err
	}
	soon := j.config.Now().Add(j.config.Patience)
	resting, err := j.store.resting(ctx, j.collection, soon)
	if err != nil {
		return p, err
	}
	for _, s := range j.scopes {
		if cutOff[s.Name] {
			p.whole[s.Name] = true
			continue
		}
		due, err := j.dueAt(ctx, s, withdrawn)
		if err != nil {
			return p, err
		}
		next, some := left[s.Name]
		old := j.config.Always || !due.After(j.config.Now())
		if !old && (p.due.IsZero() || due.Before(p.due)) {
			p.due = due
		}
		if old {
			next = s.restsUntil(resting)
		}
		switch {
		case !old && !some:
		case next.After(soon):
			if p.wait == nil || next.Before(p.wait.At) {
				p.wait = &Later{At: next, Reason: s.Name + " asked for a pause"}
			}
		case old:
			p.whole[s.Name] = true
		default:
			p.rest[s.Name] = true
		}
	}
	if len(cutOff) > 0 && p.empty() {
		p.whole[j.scopes[0].Name] = true // a run that was cut off before its first page
	}
	return p, nil
}

// dueAt is when a site is to be crawled again. After a run that gave nothing that is soon, and not after the whole age that a crawl may get.
func (j *journey) dueAt(ctx context.Context, s *scope, withdrawn map[string]time.Time) (time.Time, error) {
	at, failed, err := j.store.crawledAt(ctx, j.collection, s)
	age := s.recrawl(withdrawn)
	if err != nil || failed.IsZero() {
		return at.Add(age), err
	}
	return failed.Add(min(age, askAgain)), nil
}

// restsUntil is when the first of the hosts where a site begins may be asked again; zero when one may be asked now.
func (s *scope) restsUntil(resting map[string]time.Time) (first time.Time) {
	for u := range s.begins() {
		until, rests := resting[u.Host]
		if !rests {
			return time.Time{}
		}
		if first.IsZero() || until.Before(first) {
			first = until
		}
	}
	return first
}

// adopt goes on with a site where an earlier run had to leave pages: those it had stay as they are, and the others are still due.
func (j *journey) adopt(ctx context.Context, s *scope) error {
	// Kept before they are ours, so that a run that is cut off here lacks none.
	if _, err := j.carryOver(ctx, s); err != nil {
		return err
	}
	return j.store.adopt(ctx, j.collection, j.run, s.Name)
}

// setAside ends a journey of which some hosts ask for a longer pause: what it found is published, with what was known of the pages still
// due, and the next run goes on with those. It reports false when nothing was found, so that there is nothing to publish.
func (j *journey) setAside(ctx context.Context) (bool, error) {
	if j.report.Done == 0 {
		if some, err := j.store.news(ctx, j.run); err != nil || !some {
			return false, err
		}
	}
	held, err := j.store.stillDue(ctx, j.run, "")
	if err != nil {
		return false, err
	}
	for _, address := range held {
		if _, err := j.generation.Keep(ctx, address); err != nil {
			return false, fmt.Errorf("keeping page: %w", err)
		}
	}
	return true, nil
}

// orLater tells a pause that a host asks for from what went wrong.
func orLater(err error) (*Later, error) {
	var later *Later
	if errors.As(err, &later) {
		return later, nil
	}
	return nil, err
}
