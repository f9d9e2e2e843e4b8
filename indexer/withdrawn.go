package indexer

import (
	"context"
	"fmt"
	"time"
)

// withdrawn looks after the sites that show no page any more where they had some. One page that is withdrawn leaves the answers at once; of a
// whole site it may be a mistake, such as a robots.txt meant for a test, and so its pages are kept for a day. A crawl that still finds
// none after that lets them go. It returns how many pages were kept so, and whether all those of a site went.
func (j *journey) withdrawn(ctx context.Context, p plan, counts map[string]tallies) (kept int, gone bool, err error) {
	withdrawn, err := j.store.withdrawn(ctx, j.collection)
	if err != nil {
		return 0, false, err
	}
	for _, s := range j.scopes {
		since, known := withdrawn[s.Name]
		crawled := p.whole[s.Name] || p.rest[s.Name]
		switch {
		case !crawled && !known:
			continue
		case crawled && counts[s.Name].indexed+counts[s.Name].kept > 0:
			if known {
				err = j.store.restore(ctx, j.collection, s.Name)
			}
			if err != nil {
				return 0, false, err
			}
			continue
		case crawled && known && j.config.Now().Sub(since) >= keepFailing:
			j.config.Log.WarnContext(ctx, "site shows no page any more; none is left in the answers", "collection", j.collection, "site", s.Name, "since", since)
			gone = true
			continue
		}
		n, err := j.keepRefused(ctx, s)
		if err != nil {
			return 0, false, err
		}
		kept += n
		if n > 0 && !known {
			since = j.run.StartedAt
			j.config.Log.WarnContext(ctx, "site shows no page any more; what it had is kept for a day", "collection", j.collection, "site", s.Name, "pages", n)
			if err := j.store.withdraw(ctx, j.collection, s.Name, since); err != nil {
				return 0, false, err
			}
		}
	}
	return kept, gone, nil
}

// keepRefused keeps what is served of the pages that a site does not show any more, and returns how many.
func (j *journey) keepRefused(ctx context.Context, s *scope) (kept int, err error) {
	urls, err := j.store.refused(ctx, j.collection, s.Name)
	if err != nil {
		return 0, err
	}
	for _, address := range urls {
		known, err := j.generation.Keep(ctx, address)
		if err != nil {
			return 0, fmt.Errorf("keeping page: %w", err)
		}
		if known {
			kept++
		}
	}
	return kept, nil
}

// recrawl is how old the crawl of a site may become. One that may have withdrawn its pages by mistake is looked at again within a day.
func (s *scope) recrawl(withdrawn map[string]time.Time) time.Duration {
	if _, known := withdrawn[s.Name]; known {
		return min(s.Recrawl, keepFailing)
	}
	return s.Recrawl
}
