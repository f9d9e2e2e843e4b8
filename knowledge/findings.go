package knowledge

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

// Find is a passage that was found, with the collection it is in.
type Find struct {
	Hit
	Collection string
}

// Findings is what a search through several collections found, best first.
type Findings struct {
	Finds []Find
	Best  string // the collection that most probably answers the question; "" when nothing was found
	Whole Result // what a search of that collection alone finds, whatever the age of its pages
}

// SearchAll searches several collections, and returns at most limit passages of those that are not older than since (the zero time takes all). A
// collection that may not be searched, or is not there, is left out.
//
// The question is understood once, the collections are ranked side by side, and the texts of all of them are read at once: searching four collections
// takes not nearly as long as four searches. Only the best collection is looked at more closely, as a search of that collection alone would.
func (sh *Shelf) SearchAll(ctx context.Context, collections []string, question string, since time.Time, limit int) (Findings, error) {
	all, err := sh.rankAll(ctx, collections, question, 2*limit)
	if err != nil {
		return Findings{}, err
	}
	texts := map[PassageID]Passage{}
	if err := sh.readChosen(ctx, texts, all, since, limit); err != nil {
		return Findings{}, err
	}
	var surest *ranking
	for _, r := range all {
		if len(r.hits) > 0 && (surest == nil || r.confidence() > surest.confidence()) {
			surest = r
		}
	}
	var found Findings
	if surest == nil {
		return found, nil
	}
	found.Best = surest.collection
	if found.Whole, err = sh.finish(ctx, surest, texts, limit); err != nil {
		return Findings{}, err
	}
	for _, p := range chooseFrom(all, since, 2*limit) {
		h := all[p.ranking].hits[p.hit]
		if h.passage.ID != "" && len(found.Finds) < limit {
			found.Finds = append(found.Finds, Find{Hit{Passage: h.passage, Score: float64(h.score)}, all[p.ranking].collection})
		}
	}
	return found, nil
}

// readChosen reads the texts of what a result of limit passages holds, and of what confidence looks at, and gives them to the rankings.
func (sh *Shelf) readChosen(ctx context.Context, texts map[PassageID]Passage, all []*ranking, since time.Time, limit int) error {
	chosen := chooseFrom(all, since, 2*limit)
	chosen = chosen[:min(limit, len(chosen))]
	byNumber := slices.ContainsFunc(all, func(r *ranking) bool { return r.byNumber })
	var ids []string
	for i, r := range all {
		if byNumber {
			ids = append(ids, r.all()...)
			continue
		}
		for at, h := range r.hits {
			if at < confPassages || slices.Contains(chosen, place{i, at}) {
				ids = append(ids, r.s.ids.at(int(h.candidate.passage)))
			}
		}
	}
	complete, err := sh.read(ctx, texts, ids)
	if err != nil {
		return err
	}
	if complete && !byNumber {
		for _, r := range all {
			r.fill(texts)
		}
		return nil
	}
	ids = ids[:0]
	for _, r := range all {
		ids = append(ids, r.all()...)
	}
	if _, err := sh.read(ctx, texts, ids); err != nil {
		return err
	}
	for _, r := range all {
		r.settle(texts)
	}
	return nil
}

// rankAll ranks each of the collections that are there and may be searched, in their order.
func (sh *Shelf) rankAll(ctx context.Context, collections []string, question string, limit int) ([]*ranking, error) {
	collections, err := sh.allowedOf(ctx, collections)
	if err != nil {
		return nil, err
	}
	whole := sh
	if sh.whole != nil {
		whole = sh.whole
	}
	understood := sync.OnceValue(func() *heard { return sh.store.words.Load().hear(question) })
	all := make([]*ranking, len(collections))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, name := range collections {
		group.Go(func() (err error) {
			defer func() { // a mistake in one search must not end the program for all others
				if thrown := recover(); thrown != nil {
					err = fmt.Errorf("ranking a collection: panic of type %T at %s", thrown, debug.Stack())
				}
			}()
			s, err := whole.current(ctx, name)
			if errors.Is(err, ErrUnknown) {
				return nil
			}
			if err != nil {
				return err
			}
			h := understood()
			if h.words != s.words { // other words were taken up a moment ago, or will be
				h = s.words.hear(question)
			}
			all[i] = sh.rank(ctx, s, h, limit)
			all[i].collection = name
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(r *ranking) bool { return r == nil }), nil
}

// place is where a hit stands: which ranking, and which of its hits.
type place struct{ ranking, hit int }

// chooseFrom returns those of the first hits of each ranking that are not too old, the best first.
func chooseFrom(all []*ranking, since time.Time, first int) []place {
	var places []place
	for i, r := range all {
		for at, h := range r.hits[:min(first, len(r.hits))] {
			if date := r.s.pages[h.page].dated.time(); since.IsZero() || !date.IsZero() && !date.Before(since) {
				places = append(places, place{i, at})
			}
		}
	}
	slices.SortStableFunc(places, func(a, b place) int {
		return cmp.Compare(all[b.ranking].hits[b.hit].score, all[a.ranking].hits[a.hit].score)
	})
	return places
}
