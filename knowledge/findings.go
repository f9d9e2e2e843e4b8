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
// takes not nearly as long as four searches.
func (sh *Shelf) SearchAll(ctx context.Context, collections []string, question string, since time.Time, limit int) (Findings, error) {
	all, err := sh.rankAll(ctx, collections, question, 2*limit)
	if err != nil {
		return Findings{}, err
	}
	chosen := chooseFrom(all, since, 2*limit, limit)
	var ids []string
	for i, r := range all {
		if r.byText {
			ids = append(ids, r.all()...)
			continue
		}
		for at, h := range r.hits {
			if at < confPassages || slices.Contains(chosen, place{i, at}) {
				ids = append(ids, r.s.ids.at(int(h.candidate.passage)))
			}
		}
	}
	texts := make(map[PassageID]Passage, len(ids))
	complete, err := sh.read(ctx, texts, ids)
	if err != nil {
		return Findings{}, err
	}
	if complete && !slices.ContainsFunc(all, func(r *ranking) bool { return r.byText }) {
		for _, r := range all {
			r.fill(texts)
		}
	} else {
		ids = ids[:0]
		for _, r := range all {
			ids = append(ids, r.all()...)
		}
		if _, err := sh.read(ctx, texts, ids); err != nil {
			return Findings{}, err
		}
		for _, r := range all {
			r.settle(texts)
		}
		chosen = chooseFrom(all, since, 2*limit, limit)
	}
	var found Findings
	for _, p := range chosen {
		h := all[p.ranking].hits[p.hit]
		found.Finds = append(found.Finds, Find{Hit{h.passage, float64(h.score)}, all[p.ranking].collection})
	}
	var surest *ranking
	for _, r := range all {
		if len(r.hits) > 0 && (surest == nil || r.confidence() > surest.confidence()) {
			surest = r
		}
	}
	if surest == nil {
		return found, nil
	}
	found.Best = surest.collection
	found.Whole, err = sh.finish(ctx, surest, texts, limit)
	return found, err
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

// chooseFrom returns the best of the first hits of each ranking that are not too old, the best first.
func chooseFrom(all []*ranking, since time.Time, first, limit int) []place {
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
	return places[:min(limit, len(places))]
}
