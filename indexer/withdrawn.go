package indexer

import (
	"context"
	"fmt"
	"time"
)

// fewPages is a site of which losing more than half is more likely its will than its mistake.
const fewPages = 8

// withdrawn looks after the sites that do not show any more what they had. One page that is withdrawn leaves the answers at once; of a whole
// site, or of more than half of one, it may be a mistake, such as a robots.txt meant for a test, or an address that every other leads to, and so
// what it had is kept for a day. A crawl that still finds so few after that lets it go. It returns how many pages were kept so, and whether
// those of a site went.
func (j *journey) withdrawn(ctx context.Context, p plan, counts map[string]tallies) (kept int, gone bool, err error) {
	withdrawn, err := j.store.withdrawn(ctx, j.collection)
	if err != nil {
		return 0, false, err
	}
	for _, s := range j.scopes {
		since, known := withdrawn[s.Name]
		crawled := p.whole[s.Name] || p.rest[s.Name]
		if !crawled && !known {
			continue
		}
		lost, err := j.keepRefused(ctx, s)
		if err != nil {
			return 0, false, err
		}
		shown := counts[s.Name].indexed + counts[s.Name].kept
		switch n := len(lost); {
		case !crawled:
			kept += n
		case shown > 0 && (n <= shown || n+shown < fewPages):
			if err := j.let(ctx, s, lost, known); err != nil {
				return 0, false, err
			}
		case known && j.config.Now().Sub(since) >= keepFailing:
			j.config.Log.WarnContext(ctx, "site does not show again what it had; none of that is left in the answers", "collection", j.collection, "site", s.Name,
				"since", since, "pages", n, "shown", shown)
			gone = true
			j.report.Removed += n
			if err := j.let(ctx, s, lost, shown > 0); err != nil {
				return 0, false, err
			}
		default:
			kept += n
			if n == 0 || known {
				continue
			}
			j.config.Log.WarnContext(ctx, "site shows less than half of what it had; the rest is kept for a day", "collection", j.collection, "site", s.Name,
				"pages", n, "shown", shown)
			j.report.Removed = max(0, j.report.Removed-n)
			if err := j.store.withdraw(ctx, j.collection, s.Name, j.run.StartedAt); err != nil {
				return 0, false, err
			}
		}
	}
	return kept, gone, nil
}

// let takes out what a site does not show any more, and forgets that it was kept when the site is well.
func (j *journey) let(ctx context.Context, s *scope, lost []string, well bool) error {
	for _, address := range lost {
		if err := j.generation.Remove(ctx, address); err != nil {
			return fmt.Errorf("removing page: %w", err)
		}
	}
	if !well {
		return nil
	}
	return j.store.restore(ctx, j.collection, s.Name)
}

// keepRefused keeps what is served of the pages that a site does not show any more, and returns their addresses.
func (j *journey) keepRefused(ctx context.Context, s *scope) (kept []string, err error) {
	urls, err := j.store.refused(ctx, j.collection, s.Name)
	if err != nil {
		return nil, err
	}
	for _, address := range urls {
		known, err := j.generation.Keep(ctx, address)
		if err != nil {
			return nil, fmt.Errorf("keeping page: %w", err)
		}
		if known {
			kept = append(kept, address)
		}
	}
	return kept, nil
}

// askAgainFor makes the pages that a site showed no more at its last crawl due again, as far as they are still served: when it was a mistake,
// not all of them need be linked to.
func (j *journey) askAgainFor(ctx context.Context, s *scope) error {
	withdrawn, err := j.store.withdrawn(ctx, j.collection)
	if err != nil {
		return err
	}
	if _, known := withdrawn[s.Name]; !known {
		return nil
	}
	urls, err := j.keepRefused(ctx, s)
	if err != nil {
		return err
	}
	return j.add(ctx, s.leads(urls))
}

// recrawl is how old the crawl of a site may become. One that may have withdrawn its pages by mistake is looked at again within a day.
func (s *scope) recrawl(withdrawn map[string]time.Time) time.Duration {
	if _, known := withdrawn[s.Name]; known {
		return min(s.Recrawl, keepFailing)
	}
	return s.Recrawl
}
