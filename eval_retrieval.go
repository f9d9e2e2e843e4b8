package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"sort"

	"wegwijzer/indexer"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

type retrievalItem struct {
	ID       string   `json:"id"`
	Question string   `json:"question"`
	Kind     string   `json:"kind"`
	Expected []string `json:"expected"`
}

// evalRetrieval measures two sets: the demo site, whose pages the content team labelled, and a set of pages that nobody labelled and whose
// questions were written blind to the topics and to the fitting of the weights.
func evalRetrieval(ctx context.Context, e *evaluation) ([]metric, error) {
	if err := e.open(ctx); err != nil {
		return nil, err
	}
	demoSet, err := readSet[retrievalItem](filepath.Join(e.root, "demo/testdata/retrieval.jsonl"))
	if err != nil {
		return nil, err
	}
	blind, err := readSet[retrievalItem](filepath.Join(e.root, "knowledge/testdata/proef/questions.jsonl"))
	if err != nil {
		return nil, err
	}
	const collection = "eval-proef"
	if err := e.indexFolder(ctx, filepath.Join(e.root, "knowledge/testdata/proef/pages"), collection); err != nil {
		return nil, err
	}
	var all []metric
	for _, set := range []struct {
		name, collection string
		items            []retrievalItem
	}{
		{"demosite, door de redactie gelabeld (hierop zijn de gewichten gekozen)", demoCollection, demoSet},
		{"blinde set, niet gelabeld (gewichten niet hierop gekozen)", collection, blind},
	} {
		metrics, err := e.retrieval(ctx, set.name, set.collection, set.items)
		if err != nil {
			return nil, err
		}
		all = append(all, metrics...)
	}
	return all, nil
}

func (e *evaluation) indexFolder(ctx context.Context, dir, collection string) error {
	g, err := e.library.store.Begin(ctx, knowledge.Public, collection)
	if err != nil {
		return err
	}
	if _, err := indexer.Folder(ctx, dir, indexer.FolderOptions{}, func(ctx context.Context, doc knowledge.Document) error {
		_, err := g.Put(ctx, doc)
		return err
	}); err != nil {
		return err
	}
	return g.Publish(ctx)
}

func (e *evaluation) retrieval(ctx context.Context, set, collection string, items []retrievalItem) ([]metric, error) {
	shelf := e.library.store.For(knowledge.Public)
	passages, err := shelf.Passages(ctx, collection)
	if err != nil {
		return nil, err
	}
	if len(passages) == 0 {
		return nil, errors.New("the collection is empty")
	}
	plain := newBaseline(passages)
	ours, theirs := map[string]*ranks{}, map[string]*ranks{}
	for _, item := range items {
		found, err := shelf.Search(ctx, collection, item.Question, 60)
		if err != nil {
			return nil, fmt.Errorf("searching for %s: %w", item.ID, err)
		}
		for _, class := range []string{item.Kind, "alle"} {
			add(ours, class, knowledge.PlaceOf(found.Pages(), item.Expected))
			add(theirs, class, knowledge.PlaceOf(plain.search(item.Question, 60), item.Expected))
		}
	}
	var metrics []metric
	for _, class := range classes(ours) {
		r := ours[class]
		for _, k := range []int{1, 3, 5, 10} {
			metrics = append(metrics, share("retrieval", set, class, fmt.Sprintf("recall@%d", k), r.within(k), len(*r)))
		}
		metrics = append(metrics,
			metric{Suite: "retrieval", Set: set, Class: class, Name: "MRR", N: len(*r), Value: r.mean(func(x int) float64 { return 1 / float64(x) }, 1000)},
			metric{Suite: "retrieval", Set: set, Class: class, Name: "nDCG@10", N: len(*r), Value: r.mean(func(x int) float64 { return 1 / math.Log2(float64(x)+1) }, 10)},
			share("retrieval", set, class, "bm25+stam recall@5", theirs[class].within(5), len(*theirs[class])))
	}
	return metrics, nil
}

// ranks are the places of the right page, 0 for not found.
type ranks []int

func add(m map[string]*ranks, class string, rank int) {
	if m[class] == nil {
		m[class] = &ranks{}
	}
	*m[class] = append(*m[class], rank)
}

func (r ranks) within(k int) int {
	n := 0
	for _, x := range r {
		if x > 0 && x <= k {
			n++
		}
	}
	return n
}

func (r ranks) mean(gain func(rank int) float64, depth int) float64 {
	sum := 0.0
	for _, x := range r {
		if x > 0 && x <= depth {
			sum += gain(x)
		}
	}
	return sum / float64(max(len(r), 1))
}

func classes(m map[string]*ranks) []string {
	var names []string
	for c := range m {
		if c != "alle" {
			names = append(names, c)
		}
	}
	sort.Strings(names)
	return append(names, "alle")
}

// baseline is plain BM25 over stems without stop words: what a search engine for Dutch does out of the box.
type baseline struct {
	urls    []string
	tf      []map[string]int
	length  []int
	df      map[string]int
	average float64
}

func newBaseline(passages []knowledge.Passage) *baseline {
	b := &baseline{df: map[string]int{}}
	for _, p := range passages {
		tf := map[string]int{}
		n := 0
		for _, t := range stems(p.Title + "\n" + p.Heading + "\n" + p.Text) {
			tf[t]++
			n++
		}
		for t := range tf {
			b.df[t]++
		}
		b.urls, b.tf, b.length = append(b.urls, p.URL), append(b.tf, tf), append(b.length, n)
		b.average += float64(n)
	}
	b.average /= float64(max(len(passages), 1))
	return b
}

func stems(text string) []string {
	var s []string
	for _, t := range dutch.Tokens(text) {
		if !dutch.Stop(t.Text) {
			s = append(s, dutch.Stem(t.Text))
		}
	}
	return s
}

func (b *baseline) search(question string, n int) []string {
	const k1, slope = 1.2, 0.75
	type scored struct {
		passage int
		score   float64
	}
	var found []scored
	words := stems(question)
	for i, tf := range b.tf {
		score := 0.0
		for _, w := range words {
			if f := float64(tf[w]); f > 0 {
				df := float64(b.df[w])
				idf := math.Log(1 + (float64(len(b.tf))-df+0.5)/(df+0.5))
				score += idf * f * (k1 + 1) / (f + k1*(1-slope+slope*float64(b.length[i])/b.average))
			}
		}
		if score > 0 {
			found = append(found, scored{i, score})
		}
	}
	slices.SortStableFunc(found, func(x, y scored) int {
		switch {
		case x.score > y.score:
			return -1
		case x.score < y.score:
			return 1
		}
		return 0
	})
	var urls []string
	for _, f := range found[:min(n, len(found))] {
		urls = append(urls, b.urls[f.passage])
	}
	return urls
}
