package knowledge

import (
	"context"
	"slices"
	"strings"
	"time"
)

// PageAge is a page with the date it says it is of.
type PageAge struct {
	URL  string
	Date time.Time
}

// Stale returns the pages of a collection that say they are older than before, oldest first. Pages without a date are not among them.
func (sh *Shelf) Stale(ctx context.Context, collection string, before time.Time) ([]PageAge, error) {
	s, err := sh.current(ctx, collection)
	if err != nil {
		return nil, err
	}
	var all []PageAge
	for i, p := range s.pages {
		if date := p.dated.time(); !date.IsZero() && date.Before(before) {
			all = append(all, PageAge{s.urls.at(i), date})
		}
	}
	slices.SortFunc(all, func(a, b PageAge) int { return a.Date.Compare(b.Date) })
	return all, nil
}

// Page returns what was taken from the page at an address: its passages in their order, none when it is not in what is served.
func (sh *Shelf) Page(ctx context.Context, collection, url string) ([]Passage, error) {
	s, err := sh.current(ctx, collection)
	if err != nil {
		return nil, err
	}
	for i, p := range s.pages {
		if s.urls.at(i) == url {
			return sh.Document(ctx, collection, s.id(p.first))
		}
	}
	return nil, nil
}

// PagesEnding returns the passages of the pages whose addresses end as one of ends does, by page and place.
func (sh *Shelf) PagesEnding(ctx context.Context, collection string, ends []string) ([]Passage, error) {
	s, err := sh.current(ctx, collection)
	if err != nil {
		return nil, err
	}
	var ids []string
	for i, page := range s.pages {
		if slices.ContainsFunc(ends, func(end string) bool { return end != "" && strings.HasSuffix(s.urls.at(i), end) }) {
			ids = s.addIDs(ids, page)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	texts, err := sh.texts(ctx, ids)
	if err != nil {
		return nil, err
	}
	var all []Passage
	for _, id := range ids {
		if p, ok := texts[PassageID(id)]; ok {
			all = append(all, p)
		}
	}
	return all, nil
}
