package knowledge

import (
	"context"
	"slices"
	"sort"
	"strings"
	"time"

	"wegwijzer/internal/dutch"
)

// Hit is a passage that may answer a question.
type Hit struct {
	Passage
	Score float64 // higher is better; comparable within one search
}

// Result is what a search found, best first.
type Result struct {
	Hits       []Hit
	Topics     []TopicScore // what the question is probably about, best first
	Confidence float64      // estimated probability that one of the first three hits answers the question
	Terms      []TermWeight // by what the question was searched; a composer chooses sentences by them
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

const (
	rerankDepth = 30
	perPage     = 3
	vectorHits  = 50 // how many passages the vector leg brings in
)

// Search returns at most limit passages for a question, at most three of a page. It returns ErrUnknown when nothing of the collection
// was published. A question without a word that means anything gives an empty result.
func (sh *Shelf) Search(ctx context.Context, collection, question string, limit int) (Result, error) {
	s, err := sh.current(ctx, collection)
	if err != nil {
		return Result{}, err
	}
	q, topics := understand(s, s.words.bank.classifier(), s.words.bank, s.words.synonyms, question)
	help, report := helpWeights, reportWeights
	help.Vector, report.Vector = sh.store.config.VectorWeight, sh.store.config.VectorWeight
	var vector map[int32]float32
	if e := sh.store.config.Embedder; e != nil && help.Vector > 0 {
		vector = sh.vectorLeg(ctx, s, e, question)
	}
	candidates := s.rank(q, help, report, vector, max(limit, rerankDepth), perPage)
	ids := make([]string, len(candidates))
	for i, c := range candidates {
		ids[i] = string(s.passages[c.passage].id)
	}
	rest := s.restOf(candidates)
	texts, err := sh.texts(ctx, append(ids, rest...))
	if err != nil {
		return Result{}, err
	}
	result := Result{Topics: topics, Terms: s.termWeights(q)}
	hits := make([]scored, 0, len(candidates))
	newest := newestOf(texts)
	for i, c := range candidates {
		if p, ok := texts[PassageID(ids[i])]; ok {
			hits = append(hits, scored{c, p, c.score + rerank(q, p, newest)})
		}
	}
	sort.SliceStable(hits, func(i, j int) bool { return hits[i].score > hits[j].score })
	result.Confidence = s.confidence(s.words.bank.classifier(), q, question, hits)
	for _, h := range hits[:min(limit, len(hits))] {
		result.Hits = append(result.Hits, Hit{h.passage, float64(h.score)})
	}
	for _, id := range rest {
		if p, ok := texts[PassageID(id)]; ok && len(hits) > 0 && p.URL == hits[0].passage.URL {
			result.Rest = append(result.Rest, p)
		}
	}
	return result, nil
}

// restMost is how many passages a page may have for its rest to be read too.
const restMost = 14

// restOf returns the passages of the best candidate's page that are no candidates themselves. A question in few words finds the right help
// page, but which of its sections answers is for the composer to see.
func (s *snapshot) restOf(candidates []candidate) []string {
	if len(candidates) == 0 {
		return nil
	}
	page := s.pages[candidates[0].page]
	if page.kind != HelpPage || page.last-page.first > restMost {
		return nil
	}
	var rest []string
	for i := page.first; i < page.last; i++ {
		if !slices.ContainsFunc(candidates, func(c candidate) bool { return c.passage == i }) {
			rest = append(rest, string(s.passages[i].id))
		}
	}
	return rest
}

func (s *snapshot) termWeights(q *query) []TermWeight {
	terms := make([]TermWeight, 0, len(q.own)+len(q.expanded))
	for _, w := range q.own {
		terms = append(terms, TermWeight{s.spelling.terms[w.term], w.weight * s.byPassage.idf[w.term], w.word})
	}
	for _, w := range q.expanded {
		terms = append(terms, TermWeight{s.spelling.terms[w.term], w.weight * s.byPassage.idf[w.term], -1})
	}
	return terms
}

type scored struct {
	candidate
	passage Passage
	score   float32
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
		if i, ok := s.byID[r.ID]; ok {
			leg[i] = r.Likeness
		}
	}
	return leg
}

// How many of the question's topics lend it their formal terms.
const expandTopics = 8

// understand makes a question ready for a snapshot: its words, the topics it is about, and those topics' formal terms.
func understand(snap *snapshot, c *Classifier, bank *Bank, synonyms *Synonyms, question string) (*query, []TopicScore) {
	ps := c.Distribution(question)
	topics := make([]TopicScore, 0, 8)
	for i, p := range ps {
		if p > 0.005 {
			topics = append(topics, TopicScore{c.topics[i], p})
		}
	}
	sort.SliceStable(topics, func(i, j int) bool { return topics[i].P > topics[j].P })
	weights := map[string]float32{}
	for _, t := range topics[:min(expandTopics, len(topics))] {
		terms, phrases := bank.formalTerms(t.Topic)
		for _, x := range terms {
			weights[x.Text] += t.P * x.Weight / float32(phrases)
		}
	}
	expansion := make([]expansionTerm, 0, len(weights))
	for term, w := range weights {
		expansion = append(expansion, expansionTerm{term, w})
	}
	sort.Slice(expansion, func(i, j int) bool { return expansion[i].term < expansion[j].term })
	return snap.analyse(question, c, ps, expansion, synonyms), topics[:min(10, len(topics))]
}

// rerank returns what a closer look at a passage adds to its score: numbers and codes of the question that stand in it exactly, and less
// when the page is far older than another that was found.
func rerank(q *query, p Passage, newest time.Time) float32 {
	bonus := float32(0)
	text := ""
	for _, n := range q.numbers {
		if text == "" {
			text = dutch.Fold(p.Text)
		}
		if strings.Contains(text, n) {
			bonus += numberBonus
		}
	}
	if !p.Date.IsZero() && newest.Sub(p.Date) > stale {
		bonus -= staleMalus
	}
	return bonus
}

const (
	numberBonus = 0.1
	stale       = 5 * 365 * 24 * time.Hour
	staleMalus  = 0.3
)

// newestOf returns the latest date among passages.
func newestOf(texts map[PassageID]Passage) time.Time {
	var newest time.Time
	for _, p := range texts {
		if p.Date.After(newest) {
			newest = p.Date
		}
	}
	return newest
}
