package knowledge

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
)

// Trial returns the public shelf as a collection would be searched with an edit of the words, nothing of which is kept. Pages whose topics nobody
// chose get those that the machine would guess by the new words. It returns ErrWording when the edit is not possible.
func (e *Editor) Trial(ctx context.Context, collection string, edit Edit) (*Shelf, error) {
	now := e.store.words.Load()
	edit, err := edit.checked(now)
	if err != nil {
		return nil, err
	}
	edit.Version = now.edit + 1
	shelf := e.store.shelves[Public]
	s, err := shelf.current(ctx, collection)
	if err != nil {
		return nil, err
	}
	var labels []label
	err = pgx.BeginTxFunc(ctx, shelf.db, pgx.TxOptions{AccessMode: pgx.ReadOnly}, func(tx pgx.Tx) (err error) {
		labels, err = shelf.labels(ctx, tx, s.collection)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the labels of a collection: %w", err)
	}
	words := now.with([]Edit{edit})
	if edit.Word != SynonymWord {
		labels = slices.DeleteFunc(labels, func(l label) bool { return !l.Editor })
		guessed, err := shelf.guesses(ctx, s, words.bank.classifier())
		if err != nil {
			return nil, err
		}
		labels = append(labels, guessed...)
	}
	return &Shelf{store: e.store, db: shelf.db, schema: shelf.schema, trial: s.retied(labels, words)}, nil
}

// guesses returns the machine's labels for the help pages of a snapshot whose topics nobody chose.
func (sh *Shelf) guesses(ctx context.Context, s *snapshot, c *Classifier) ([]label, error) {
	var labels []label
	for i, page := range s.pages {
		if page.report || page.labelled {
			continue
		}
		ids := s.addIDs(nil, page)
		texts, err := sh.texts(ctx, ids)
		if err != nil {
			return nil, err
		}
		passages := make([]Passage, 0, len(ids))
		for _, id := range ids {
			if p, ok := texts[PassageID(id)]; ok {
				passages = append(passages, p)
			}
		}
		if len(passages) == 0 {
			continue
		}
		for _, t := range guessTopics(c, passages[0].Title, passages) {
			labels = append(labels, label{URL: s.urls.at(i), Topic: t.Topic, Weight: min(t.P, 1)})
		}
	}
	return labels, nil
}

// Effect is what a change does to the questions of which is known where their answer stands.
type Effect struct {
	Classes []ClassEffect // by kind of question; the last is of all together
	Better  []Moved       // questions whose right page came higher, the most so first
	Worse   []Moved       // and lower
}

// ClassEffect is how many questions of a kind find their page, before and after.
type ClassEffect struct {
	Kind          string // "" is all
	N             int
	Before, After Found
}

// Found counts questions whose right page is the first, and among the first five.
type Found struct{ First, Five int }

// Moved is a question whose right page moved; place 0 is not found.
type Moved struct {
	Question      string
	Before, After int
}

// How deep a page is looked for, and how many moved questions are told of.
const (
	effectDepth = 30
	effectTold  = 12
)

// Measure searches a collection for each question on two shelves, and tells the difference.
func Measure(ctx context.Context, before, after *Shelf, collection string, questions []Golden) (Effect, error) {
	var effect Effect
	kinds := map[string]*ClassEffect{}
	all := &ClassEffect{N: len(questions)}
	for _, q := range questions {
		var places [2]int
		for i, shelf := range []*Shelf{before, after} {
			found, err := shelf.Search(ctx, collection, q.Question, effectDepth)
			if err != nil {
				return Effect{}, fmt.Errorf("measuring a question: %w", err)
			}
			places[i] = PlaceOf(found.Pages(), q.Pages)
		}
		kind := kinds[q.Kind]
		if kind == nil {
			kind = &ClassEffect{Kind: q.Kind}
			kinds[q.Kind] = kind
		}
		kind.N++
		for _, c := range []*ClassEffect{kind, all} {
			c.Before.add(places[0])
			c.After.add(places[1])
		}
		m := Moved{q.Question, places[0], places[1]}
		switch b, a := depth(m.Before), depth(m.After); {
		case a < b:
			effect.Better = append(effect.Better, m)
		case a > b:
			effect.Worse = append(effect.Worse, m)
		}
	}
	for _, k := range kinds {
		effect.Classes = append(effect.Classes, *k)
	}
	slices.SortFunc(effect.Classes, func(a, b ClassEffect) int { return strings.Compare(a.Kind, b.Kind) })
	effect.Classes = append(effect.Classes, *all)
	for _, moved := range []*[]Moved{&effect.Better, &effect.Worse} {
		slices.SortStableFunc(*moved, func(a, b Moved) int {
			return abs(depth(b.After)-depth(b.Before)) - abs(depth(a.After)-depth(a.Before))
		})
		*moved = (*moved)[:min(effectTold, len(*moved))]
	}
	return effect, nil
}

func (f *Found) add(place int) {
	if place == 1 {
		f.First++
	}
	if place >= 1 && place <= 5 {
		f.Five++
	}
}

// depth makes not found the deepest place.
func depth(place int) int {
	if place == 0 {
		return effectDepth + 1
	}
	return place
}

func abs(n int) int { return max(n, -n) }

// PlaceOf returns the place of the first address that ends as one of pages does, each address counted once; 0 when there is none.
func PlaceOf(urls, pages []string) int {
	seen := map[string]bool{}
	for _, u := range urls {
		if seen[u] {
			continue
		}
		seen[u] = true
		for _, want := range pages {
			if strings.HasSuffix(u, want) || strings.HasSuffix(strings.TrimSuffix(u, ".md"), want) {
				return len(seen)
			}
		}
	}
	return 0
}
