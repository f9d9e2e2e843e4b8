package indexer

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"path"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

// journey is one run.
type journey struct {
	*Crawler
	began      time.Time
	collection string
	scopes     []*scope
	run        run
	generation Generation

	mu     sync.Mutex
	hosts  map[string]*host
	seen   map[string]bool // addresses of this run
	shapes map[string]int
	bySite map[string]int
	report Report
}

func (j *journey) travel(ctx context.Context) error {
	plan, err := j.planned(ctx)
	if err != nil {
		return err
	}
	if plan.empty() {
		if plan.wait != nil {
			return plan.wait
		}
		j.report.Fresh, j.report.Due = true, plan.due
		return nil
	}
	if j.generation, err = j.config.Begin(ctx, j.collection); err != nil {
		return fmt.Errorf("beginning generation: %w", err)
	}
	if j.run, err = j.store.begin(ctx, j.collection, j.generation.ID(), j.config.Now()); err != nil {
		return err
	}
	if err := j.setOut(ctx, plan); err != nil {
		return err
	}
	later, err := orLater(j.explore(ctx))
	if err != nil {
		return err
	}
	if later != nil {
		if some, err := j.setAside(ctx); err != nil || !some {
			j.report.Indexed = 0
			return cmp.Or[error](err, later)
		}
	}
	if err := j.arrive(ctx, plan, later); err != nil || plan.wait == nil {
		return err
	}
	return plan.wait
}

// recall reads which addresses the run knows already.
func (j *journey) recall(ctx context.Context) error {
	return j.store.addresses(ctx, j.run, func(address, site string) {
		if j.seen[address] {
			return
		}
		j.seen[address] = true
		j.bySite[site]++
		j.report.Known++
		if u, err := url.Parse(address); err == nil {
			if mould, _ := shape(u); mould != "" {
				j.shapes[mould]++
			}
		}
	})
}

// setOut fills the frontier with where each site begins and with what was left of others, and carries over the sites that need no crawl yet.
func (j *journey) setOut(ctx context.Context, p plan) error {
	for _, s := range j.scopes {
		if p.rest[s.Name] {
			if err := j.adopt(ctx, s); err != nil {
				return err
			}
		}
	}
	if err := j.recall(ctx); err != nil {
		return err
	}
	for _, s := range j.scopes {
		if p.rest[s.Name] {
			continue
		}
		if !p.whole[s.Name] {
			kept, err := j.carryOver(ctx, s)
			if err != nil {
				return err
			}
			j.report.Indexed += kept
			j.report.Unchanged += kept
			continue
		}
		var leads []lead
		for u := range s.begins() {
			leads = append(leads, lead{url: u.String(), site: s.Name, host: u.Host})
		}
		if err := j.add(ctx, leads); err != nil {
			return err
		}
		if err := j.readSitemaps(ctx, s); err != nil {
			return err
		}
		if err := j.store.revive(ctx, j.collection, j.run, s.Name, j.config.Now()); err != nil {
			return err
		}
		if err := j.askAgainFor(ctx, s); err != nil {
			return err
		}
	}
	// What was revived counts as seen, so that a link to it is not counted again.
	return j.store.addresses(ctx, j.run, func(address, site string) {
		if !j.seen[address] {
			j.seen[address] = true
			j.bySite[site]++
			j.report.Known++
		}
	})
}

// carryOver keeps the pages of a site without asking for them, and returns how many.
func (j *journey) carryOver(ctx context.Context, s *scope) (kept int, err error) {
	urls, err := j.store.indexed(ctx, j.collection, s.Name)
	if err != nil {
		return 0, err
	}
	var lost []string
	for _, address := range urls {
		known, err := j.generation.Keep(ctx, address)
		if err != nil {
			return 0, fmt.Errorf("keeping page: %w", err)
		}
		if known {
			kept++
		} else {
			lost = append(lost, address)
		}
	}
	return kept, j.add(ctx, s.leads(lost))
}

// readSitemaps adds the pages that a site lists itself. A run that goes on has read them before.
func (j *journey) readSitemaps(ctx context.Context, s *scope) error {
	if j.run.Resumed && j.bySite[s.Name] > len(s.Seeds) {
		return nil
	}
	roots := append([]string(nil), s.Sitemaps...)
	for _, seed := range s.Seeds {
		u, err := url.Parse(seed)
		if err != nil {
			continue
		}
		n, ok := Normalize(u)
		if !ok {
			continue
		}
		h := j.host(ctx, n)
		rules, err := j.rules(ctx, h, n.Scheme)
		if err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			continue // the pages of the host wait for the same rules, and say why
		}
		if len(rules.sitemaps) > 0 {
			roots = append(roots, rules.sitemaps...)
		} else if len(s.Sitemaps) == 0 {
			roots = append(roots, n.Scheme+"://"+n.Host+"/sitemap.xml")
		}
	}
	var leads []lead
	allowed := func(u *url.URL) bool { // a map may lie anywhere on the site's hosts
		return s.hosts[twin(strings.ToLower(u.Host))]
	}
	read := make(map[*host]int)
	polite := func(ctx context.Context, u *url.URL) error {
		h := j.host(ctx, u)
		if read[h]++; h.rules != nil && h.rules.tooSlow() || j.delay(h) > slowDelay && read[h] > slowMaps {
			return errEnough
		}
		return j.polite(ctx, h)
	}
	left, err := fetchSitemaps(ctx, j.config.Fetcher, roots, allowed, polite, func(l location) {
		u, err := url.Parse(l.url)
		if err != nil {
			return
		}
		if one, ok := j.lead(u, 0, 0); ok && len(leads) < maxLocations {
			if !l.modified.IsZero() && j.config.Now().Sub(l.modified) < 30*24*time.Hour {
				one.urgency = 1
			}
			leads = append(leads, one)
		}
	})
	if err != nil {
		return err
	}
	if left > 0 {
		j.config.Log.WarnContext(ctx, "site names more maps than are read; what only they name is not found", "collection", j.collection, "site", s.Name, "left", left, "read", maxSitemaps)
	}
	return j.add(ctx, leads)
}

// unread are files that hold no text for us.
var unread = set(".jpg .jpeg .png .gif .svg .webp .avif .ico .bmp .tif .tiff .css .js .mjs .json .xml .rss .atom .zip .gz .tar .rar .7z .exe .dmg .apk .mp3 .mp4 .m4a .mov .avi .wmv .webm .ogg .wav .woff .woff2 .ttf .eot .ics .vcf .doc .xls .xlsx .ppt .pptx .csv .odt .ods .epub .swf")

// lead judges an address that a page or map names. It reports false for one that is not to be fetched.
func (j *journey) lead(u *url.URL, depth, hops int) (lead, bool) {
	n, ok := Normalize(u)
	if !ok || trap(n) || unread[strings.ToLower(path.Ext(n.Path))] {
		return lead{}, false
	}
	for _, s := range j.scopes {
		if s.holds(n) {
			return lead{url: n.String(), site: s.Name, host: n.Host, depth: depth, hops: hops}, depth <= s.MaxDepth
		}
	}
	return lead{}, false
}

// add puts leads into the frontier that are new in this run, within the bounds of each site and each shape of address.
func (j *journey) add(ctx context.Context, leads []lead) error {
	j.mu.Lock()
	var fresh []lead
	for _, l := range leads {
		if j.seen[l.url] || j.bySite[l.site] >= j.limit(l.site) {
			continue
		}
		if u, err := url.Parse(l.url); err == nil {
			if mould, most := shape(u); mould != "" {
				if j.shapes[mould] >= most {
					continue
				}
				j.shapes[mould]++
			}
		}
		j.seen[l.url] = true
		j.bySite[l.site]++
		j.report.Known++
		fresh = append(fresh, l)
	}
	j.mu.Unlock()
	_, err := j.store.add(ctx, j.collection, j.run, fresh, j.config.Now())
	return err
}

func (j *journey) limit(site string) int {
	for _, s := range j.scopes {
		if s.Name == site {
			return s.MaxPages
		}
	}
	return 0
}

func (j *journey) scope(site string) *scope {
	for _, s := range j.scopes {
		if s.Name == site {
			return s
		}
	}
	return nil
}

// explore fetches until the frontier is empty: hosts side by side, and the pages of one host one after another.
func (j *journey) explore(ctx context.Context) error {
	for {
		waiting, err := j.store.due(ctx, j.run)
		if err != nil {
			return err
		}
		if len(waiting) == 0 {
			return nil
		}
		now := j.config.Now()
		var ready []*host
		var first, rested time.Time
		var slowest, resting *host
		for name, at := range waiting {
			h := j.host(ctx, &url.URL{Scheme: "https", Host: name})
			if h.paused.After(at) {
				at = h.paused
			}
			switch {
			case !at.After(now):
				ready = append(ready, h)
			case h.resting && (rested.IsZero() || at.Before(rested)):
				rested, resting = at, h
			case !h.resting && (first.IsZero() || at.Before(first)):
				first, slowest = at, h
			}
		}
		if len(ready) == 0 {
			if slowest == nil {
				return &Later{At: rested, Reason: resting.why}
			}
			if first.Sub(now) > j.config.Patience {
				return &Later{At: first, Reason: slowest.why}
			}
			if err := j.tellWait(ctx, first); err != nil {
				return err
			}
			if err := j.config.Wait(ctx, first.Sub(now)); err != nil {
				return err
			}
			continue
		}
		group, groupCtx := errgroup.WithContext(ctx)
		group.SetLimit(j.config.Hosts)
		for _, h := range ready {
			group.Go(func() error { return j.visit(groupCtx, h) })
		}
		if err := group.Wait(); err != nil {
			return err
		}
	}
}

// tellWait tells who listens that nothing can be fetched until a moment, and why.
func (j *journey) tellWait(ctx context.Context, until time.Time) error {
	left, why, err := j.store.waiting(ctx, j.run)
	if err != nil {
		return err
	}
	j.tell(func(p *Progress) { p.Until, p.Waiting, p.Why = until, left, why })
	return nil
}

// arrive publishes what was found. What waits for a host that asked for a pause, if anything, is told as a *Later.
func (j *journey) arrive(ctx context.Context, p plan, later *Later) error {
	counts, err := j.store.count(ctx, j.run)
	if err != nil {
		return err
	}
	kept, gone, err := j.withdrawn(ctx, p, counts)
	if err != nil {
		return err
	}
	if j.report.Skipped, err = j.store.leftOut(ctx, j.run); err != nil {
		return err
	}
	indexed, failed := kept, 0
	for _, t := range counts {
		indexed += t.indexed + t.kept
		failed += t.failed
	}
	j.report.Failed, j.report.Held = failed, kept
	j.report.Indexed += indexed
	why := ""
	switch {
	case j.report.Indexed == 0 && later != nil:
		return later
	case j.report.Indexed == 0 && !gone:
		why := j.report.mainReason()
		if err := j.store.end(ctx, j.run, "failed", why, j.config.Now()); err != nil {
			return err
		}
		return fmt.Errorf("%w: %s", ErrNothing, why)
	case later != nil:
		why = reasonWaits
	case kept > 0 || gone:
		why = reasonWithdrawn
	}
	if err := j.store.publishing(ctx, j.run); err != nil {
		return err
	}
	if err := j.generation.Publish(ctx); err != nil {
		return fmt.Errorf("publishing generation: %w", err)
	}
	j.config.Log.InfoContext(ctx, "crawl published", "collection", j.collection, "indexed", j.report.Indexed,
		"changed", j.report.Changed, "failed", failed, "bytes", j.report.Bytes)
	if err := j.store.end(ctx, j.run, "done", why, j.config.Now()); err != nil {
		return err
	}
	var names []string
	for _, s := range j.scopes {
		names = append(names, s.Name)
	}
	if err := j.store.forgetOthers(ctx, j.collection, names); err != nil {
		return err
	}
	switch {
	case later != nil:
		return later
	case j.report.Indexed == 0:
		return ErrWithdrawn
	}
	return nil
}

// mainReason is why most pages were left out.
func (r *Report) mainReason() string {
	best := ""
	for why, n := range r.Skipped {
		if best == "" || n > r.Skipped[best] || n == r.Skipped[best] && why < best {
			best = why
		}
	}
	if best == "" {
		return reasonNothing
	}
	return best
}

// note counts the outcome for a page and tells who listens.
func (j *journey) note(address string, bytes int64, change func(*Report)) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.report.Done++
	j.report.Bytes += bytes
	j.report.Current = address
	change(&j.report)
	if j.config.Progress != nil {
		j.config.Progress(j.report.Progress)
	}
}

// tell tells who listens what the crawl is busy with, besides how far it is.
func (j *journey) tell(busy func(*Progress)) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.config.Progress != nil {
		p := j.report.Progress
		busy(&p)
		j.config.Progress(p)
	}
}
