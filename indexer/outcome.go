package indexer

import (
	"context"
	"fmt"
	"net/url"
	"time"
)

// unchanged keeps a page of which the server says that it is as it was. Its links were remembered.
func (j *journey) unchanged(ctx context.Context, h *host, p knownPage, r *Response) error {
	if err := j.well(ctx, h); err != nil {
		return err
	}
	if err := j.addLinks(ctx, p, p.Links); err != nil {
		return err
	}
	if p.ContentHash == nil {
		if err := j.store.touch(ctx, j.collection, p.URL, stateSkipped, r.Status, false, j.config.Now()); err != nil {
			return err
		}
		j.note(p.URL, r.Bytes, func(rep *Report) { rep.Skipped[p.Reason]++ })
		return nil
	}
	known, err := j.generation.Keep(ctx, p.URL)
	if err != nil {
		return fmt.Errorf("keeping page: %w", err)
	}
	if !known { // the store has lost it: ask again, for all of it
		if err := j.polite(ctx, h); err != nil {
			return err
		}
		p.ContentHash = nil
		whole, err := j.config.Fetcher.Get(ctx, p.URL, Known{})
		h.last = j.config.Now()
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return j.answer(ctx, h, p, whole, err)
	}
	if err := j.store.touch(ctx, j.collection, p.URL, stateIndexed, r.Status, false, j.config.Now()); err != nil {
		return err
	}
	j.note(p.URL, r.Bytes, func(rep *Report) { rep.Unchanged++ })
	return nil
}

// skip records that a page is not indexed, and why.
func (j *journey) skip(ctx context.Context, p knownPage, r *Response, why string, links []string) error {
	if err := j.remove(ctx, p); err != nil {
		return err
	}
	o := settled{state: stateSkipped, reason: why, links: links, extractor: j.config.extractor}
	var n int64
	if r != nil {
		o.status, o.etag, o.lastModified, n = r.Status, r.ETag, r.LastModified, r.Bytes
	}
	if err := j.store.settle(ctx, j.collection, p.URL, o, j.config.Now()); err != nil {
		return err
	}
	j.note(p.URL, n, func(rep *Report) { rep.Skipped[why]++ })
	return nil
}

// gone takes a page that no longer exists out of the answers at once.
func (j *journey) gone(ctx context.Context, p knownPage, r *Response) error {
	if err := j.remove(ctx, p); err != nil {
		return err
	}
	if err := j.store.settle(ctx, j.collection, p.URL, settled{state: stateGone, status: r.Status, reason: reasonGone}, j.config.Now()); err != nil {
		return err
	}
	j.note(p.URL, r.Bytes, func(rep *Report) { rep.Skipped[reasonGone]++ })
	return nil
}

// moved follows a page to its new address, which is a page of its own. However lasting the server calls the move, the next crawl asks for the page
// again: it may be back, or the server was mistaken for an hour.
func (j *journey) moved(ctx context.Context, p knownPage, r *Response, to string, permanent bool) error {
	if err := j.remove(ctx, p); err != nil {
		return err
	}
	why := reasonMoved
	if p.Hops >= maxRedirects {
		why = reasonHops
	} else if u, err := url.Parse(to); err == nil {
		if l, ok := j.lead(u, p.Depth, p.Hops+1); ok {
			to = l.url
			if err := j.add(ctx, []lead{l}); err != nil {
				return err
			}
		}
	}
	o := settled{state: stateMoved, status: r.Status, reason: why, movedTo: &to, permanent: permanent}
	if err := j.store.settle(ctx, j.collection, p.URL, o, j.config.Now()); err != nil {
		return err
	}
	j.note(p.URL, r.Bytes, func(rep *Report) { rep.Skipped[why]++ })
	return nil
}

// remove takes a page out of the generation that it was in before.
func (j *journey) remove(ctx context.Context, p knownPage) error {
	if p.ContentHash == nil {
		return nil
	}
	if err := j.generation.Remove(ctx, p.URL); err != nil {
		return fmt.Errorf("removing page: %w", err)
	}
	j.mu.Lock()
	j.report.Removed++
	j.mu.Unlock()
	return nil
}

// trouble tries a page again later, and in the end gives it up for this run. One that was had before stays in the
// answers for a day, for a server that is down for a night has not taken its pages back.
func (j *journey) trouble(ctx context.Context, h *host, p knownPage, status int, why string, n int64) error {
	now := j.config.Now()
	if status == 0 || status >= 500 {
		h.strikes++
	}
	if p.Tries+1 < maxTries && (status == 0 || status >= 500) {
		until := now.Add(30 * time.Second << (2 * p.Tries))
		return j.store.postpone(ctx, j.collection, p.URL, until, status, why, now)
	}
	since := now
	if p.FailingSince != nil {
		since = *p.FailingSince
	}
	forget := p.ContentHash == nil || now.Sub(since) >= keepFailing
	if !forget {
		known, err := j.generation.Keep(ctx, p.URL)
		if err != nil {
			return fmt.Errorf("keeping page: %w", err)
		}
		forget = !known
	} else if err := j.remove(ctx, p); err != nil {
		return err
	}
	if err := j.store.fail(ctx, j.collection, p.URL, status, why, now, forget); err != nil {
		return err
	}
	j.note(p.URL, n, func(rep *Report) { rep.Failed++; rep.Skipped[why]++ })
	return nil
}
