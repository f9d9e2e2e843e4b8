package knowledge

import (
	"context"
	"strings"
	"time"

	"wegwijzer/internal/dutch"
)

// Hit is a passage that may answer a question.
type Hit struct {
	Passage
	Score float64 // higher is better; comparable within one search
	// Answers is how probable it is that of the sections of its page this is the one that answers a message in a talk; 0 where that was not worked out.
	Answers float64
	Below   string // the heading inside the passage below which it does, "" for that of the passage itself
}

// Result is what a search found, best first.
type Result struct {
	Hits       []Hit
	Topics     []TopicScore // what the question is probably about, best first
	Confidence float64      // estimated probability that one of the first three hits answers the question
	Terms      []TermWeight // by what the question was searched; a composer chooses sentences by them
	Sense      *Sense       // what the question says, to hold against sentences
	Rest       []Passage    // what else stands on the page of the best hit, when that is a help page
}

// Pages returns the addresses of the hits, in their order.
func (r Result) Pages() []string {
	urls := make([]string, len(r.Hits))
	for i, h := range r.Hits {
		urls[i] = h.URL
	}
	return urls
}

// TermWeight is a form that was searched for, and how much it tells.
type TermWeight struct {
	Term   string
	Weight float32
	Word   int // which word of the question it stands for; -1 for a formal term of the question's topics
}

// The legs' weights per kind of document, but for the vector leg, whose weight belongs to its model (Config.VectorWeight). Fitted by
// coordinate ascent on the demo's questions, with its pages labelled and unlabelled; see docs/accuracy.md for what each leg brings.
var (
	helpWeights   = Weights{Own: 1, Page: 0.15, Expanded: 1.2, Topic: 2, First: 0.15}
	reportWeights = Weights{Own: 1, Page: 0, Expanded: 0.8, Topic: 0, First: 0}
)

// Search returns at most limit passages for a question, at most three of a page. It returns ErrUnknown when nothing of the collection
// was published. A question without a word that means anything gives an empty result.
func (sh *Shelf) Search(ctx context.Context, collection, question string, limit int) (Result, error) {
	s, err := sh.current(ctx, collection)
	if err != nil {
		return Result{}, err
	}
	return sh.finish(ctx, sh.rank(ctx, s, s.words.hear(question), limit), map[PassageID]Passage{}, limit)
}

// SearchTold is Search for a message that tells what happened and asks nothing: what is said of that on the page about it comes first, before what has a
// word in common with how it was told.
func (sh *Shelf) SearchTold(ctx context.Context, collection, message string, limit int) (Result, error) {
	s, err := sh.current(ctx, collection)
	if err != nil {
		return Result{}, err
	}
	h := s.words.hear(message)
	h.tells = true
	return sh.finish(ctx, sh.rank(ctx, s, h, limit), map[PassageID]Passage{}, limit)
}

// SearchAfter is Search for a message in a talk, where before is what was told and asked before it: "krijg ik dat terug" is understood with the robbery
// that was told, and finds what the page about robbery says of it. What the message says by itself weighs besides, so that a subject of its own is
// found all the same. With nothing before it the message stands alone. Of the page that is found best there may be as many passages as it has.
func (sh *Shelf) SearchAfter(ctx context.Context, collection, before, question string, limit int) (Result, error) {
	s, err := sh.current(ctx, collection)
	if err != nil {
		return Result{}, err
	}
	return sh.finish(ctx, sh.rank(ctx, s, s.words.hearAfter(before, question), limit), map[PassageID]Passage{}, limit)
}

// vectorLeg asks the embedding model for passages like the question. A model that is down or slow is a normal day: then the other legs do.
func (sh *Shelf) vectorLeg(ctx context.Context, s *snapshot, e Embedder, question string) map[int32]float32 {
	prefix, _ := e.Prefixes()
	vectors, err := e.Embed(ctx, []string{prefix + question})
	if err != nil || len(vectors) != 1 {
		sh.store.config.Logger.WarnContext(ctx, "searching without vectors", "reason", "embedding")
		return nil
	}
	var near []Retrieved
	retriever, err := sh.retriever(ctx, s)
	if err == nil && retriever != nil {
		near, err = retriever.Retrieve(ctx, vectors[0], vectorHits)
	}
	if err != nil {
		sh.store.config.Logger.WarnContext(ctx, "searching without vectors", "reason", "index")
		return nil
	}
	leg := make(map[int32]float32, len(near))
	for _, r := range near {
		if i, ok := s.ids.find(string(r.ID)); ok {
			leg[int32(i)] = r.Likeness //nolint:gosec // passages are numbered in 32 bits
		}
	}
	return leg
}

// rerank returns what a closer look at a passage adds to its score: numbers and codes of the question that stand in it exactly, and less
// when the page is far older than another that was found. Its text is read for the numbers alone.
func rerank(q *query, text string, dated, newest moment) float32 {
	bonus := float32(0)
	folded := ""
	for _, n := range q.numbers {
		if folded == "" {
			folded = dutch.Fold(text)
		}
		if strings.Contains(folded, n) {
			bonus += numberBonus
		}
	}
	if dated != unknown && newest-dated > stale {
		bonus -= staleMalus
	}
	return bonus
}

const (
	numberBonus = 0.1
	stale       = moment(5 * 365 * 24 * time.Hour / time.Microsecond)
	staleMalus  = 0.3
)
