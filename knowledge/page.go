package knowledge

import (
	"context"
	"slices"
	"time"
)

// PageAge is a page with the date it says it is of.
type PageAge struct {
	URL  string
	Date time.Time
}

// Stale returns the pages of a collection that say they are older than before, oldest first. Pages without a date are not among them.
func (sh *Shelf) Stale(ctx context.Context, collection string, before time.Time) ([]PageAge, error) {
	s, _, err := sh.current(ctx, collection)
	if err != nil {
		return nil, err
	}
	var all []PageAge
	for _, p := range s.pages {
		if !p.date.IsZero() && p.date.Before(before) {
			all = append(all, PageAge{p.url, p.date})
		}
	}
	slices.SortFunc(all, func(a, b PageAge) int { return a.Date.Compare(b.Date) })
	return all, nil
}

// Page returns what was taken from the page at an address: its passages in their order, none when it is not in what is served.
func (sh *Shelf) Page(ctx context.Context, collection, url string) ([]Passage, error) {
	s, _, err := sh.current(ctx, collection)
	if err != nil {
		return nil, err
	}
	for _, p := range s.pages {
		if p.url == url {
			return sh.Document(ctx, collection, s.passages[p.first].id)
		}
	}
	return nil, nil
}
