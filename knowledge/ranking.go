package knowledge

import (
	"cmp"
	"context"
	"slices"
)

// ranking is what a search found in one collection. Texts are read afterwards, and only those that are looked at: of most of what is ranked nobody
// sees more than its place.
type ranking struct {
	collection string // its name, where several are searched
	s          *snapshot
	heard      *heard
	q          *query
	found      []candidate
	hits       []scored // those of found, the best first as far as can be told without texts
	byNumber   bool     // numbers of the question weigh, wherever they stand in the texts: the order is known when all texts are
	sense      *Sense
	sure       float64 // the confidence; below 0 when it was not worked out
}

// scored is a candidate as it is ranked in the end.
type scored struct {
	candidate
	passage Passage // zero until its text is read
	score   float32
	looked  bool    // a closer look was taken at it
	look    float32 // what that found
	line    float64 // how much of the question the best of its lines says
	answer  answer
}

const (
	rerankDepth = 30
	perPage     = 3
	vectorHits  = 50 // how many passages the vector leg brings in
)

// rank searches a snapshot for at least limit passages.
func (sh *Shelf) rank(ctx context.Context, s *snapshot, h *heard, limit int) *ranking {
	q := s.analyse(h)
	help, report := helpWeights, reportWeights
	help.Vector, report.Vector = sh.store.config.VectorWeight, sh.store.config.VectorWeight
	var vector map[int32]float32
	if e := sh.store.config.Embedder; e != nil && help.Vector > 0 {
		vector = sh.vectorLeg(ctx, s, e, h.question)
	}
	r := &ranking{s: s, heard: h, q: q, byNumber: len(q.numbers) > 0, sure: -1}
	r.found = s.rank(q, help, report, vector, max(limit, rerankDepth), perPage)
	r.hits = make([]scored, len(r.found))
	newest := r.newest(r.found)
	for i, c := range r.found {
		r.hits[i] = scored{candidate: c, score: c.score + rerank(q, "", s.pages[c.page].dated, newest)}
	}
	r.sort()
	said := q
	if q.now != nil && len(q.now.stems) > 0 {
		said = q.now // which of a page's sections answers is told by what is asked now
	}
	r.sense = s.sense(h.words.bank.classifier(), said)
	return r
}

// help reports whether what was found best is a help page.
func (r *ranking) help() bool { return len(r.hits) > 0 && !r.s.pages[r.hits[0].page].report }

func (r *ranking) newest(of []candidate) moment {
	newest := unknown
	for _, c := range of {
		newest = max(newest, r.s.pages[c.page].dated)
	}
	return newest
}

func (r *ranking) sort() {
	slices.SortStableFunc(r.hits, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
}

// first returns the first n hits, or as many as confidence looks at.
func (r *ranking) first(n int) []scored { return r.hits[:min(max(n, confPassages), len(r.hits))] }

// needed returns the ids of the passages whose texts are needed for a result of at most limit passages, and to know how sure it is: those passages
// and, where help pages are found, what else was found of their pages, which a closer look puts in order.
func (r *ranking) needed(limit int) []string {
	if r.byNumber {
		return r.all()
	}
	first := r.first(limit)
	ids := make([]string, 0, len(r.hits)+restMost)
	for i, h := range r.hits {
		if i < len(first) || r.help() && slices.ContainsFunc(first, func(f scored) bool { return f.page == h.page }) {
			ids = append(ids, r.s.ids.at(int(h.candidate.passage)))
		}
	}
	if r.help() || len(r.hits) > 0 && r.hits[0].page == r.found[0].page {
		ids = r.addRest(ids)
	}
	return ids
}

// all returns the ids of all passages that were ranked, and of the rest of the best page.
func (r *ranking) all() []string {
	ids := make([]string, 0, len(r.found)+restMost)
	for _, c := range r.found {
		ids = append(ids, r.s.ids.at(int(c.passage)))
	}
	return r.addRest(ids)
}

// restMost is how many passages a page may have for its rest to be read too.
const restMost = 14

// addRest adds the passages of the best candidate's page that are no candidates themselves. A question in few words finds the right help
// page, but which of its sections answers is for the composer to see.
func (r *ranking) addRest(ids []string) []string {
	if len(r.found) == 0 {
		return ids
	}
	page := r.s.pages[r.found[0].page]
	if page.report || page.last-page.first > restMost {
		return ids
	}
	for i := page.first; i < page.last; i++ {
		if !slices.ContainsFunc(r.found, func(c candidate) bool { return c.passage == i }) {
			ids = append(ids, r.s.ids.at(int(i)))
		}
	}
	return ids
}

// finish returns the result of a ranking, and reads the texts for it that are not among those given.
func (sh *Shelf) finish(ctx context.Context, r *ranking, texts map[PassageID]Passage, limit int) (Result, error) {
	complete, err := sh.read(ctx, texts, r.needed(limit))
	if err != nil {
		return Result{}, err
	}
	if !complete { // a publication has just taken some away, and others come in their place
		if _, err := sh.read(ctx, texts, r.all()); err != nil {
			return Result{}, err
		}
	}
	if complete && !r.byNumber && !r.help() {
		r.fill(texts)
		return r.result(texts, limit), nil
	}
	r.settle(texts)
	if r.help() {
		closer.within(r.hits, r.sense)
		r.sort()
		if r.q.now != nil {
			r.confidence() // by their words alone: which section answers is one matter, and whether any does another
			r.wholePage(texts)
			r.byAnswer()
			r.sort()
		}
	}
	return r.result(texts, limit), nil
}

// fill gives the hits their texts, as far as there are.
func (r *ranking) fill(texts map[PassageID]Passage) {
	for i := range r.hits {
		r.hits[i].passage = texts[r.s.id(r.hits[i].candidate.passage)]
	}
}

// settle puts the hits whose texts there are in their order, by their texts too.
func (r *ranking) settle(texts map[PassageID]Passage) {
	there := slices.DeleteFunc(slices.Clone(r.found), func(c candidate) bool {
		_, ok := texts[r.s.id(c.passage)]
		return !ok
	})
	newest := r.newest(there)
	r.hits, r.sure = r.hits[:0], -1
	for _, c := range there {
		p := texts[r.s.id(c.passage)]
		r.hits = append(r.hits, scored{candidate: c, passage: p, score: c.score + rerank(r.q, p.Text, r.s.pages[c.page].dated, newest)})
	}
	r.sort()
}

// confidence is worked out once the first hits have their texts.
func (r *ranking) confidence() float64 {
	if r.sure < 0 {
		c := r.heard.words.bank.classifier()
		r.sure = r.s.confidence(c, r.q, r.heard.question, r.hits)
		if r.q.now != nil {
			r.sure = r.s.confidenceAfter(c, r.q.now, r.heard.now.question, r.hits, r.sure)
		}
	}
	return r.sure
}

// result returns what a caller gets of it, once the hits have their texts.
func (r *ranking) result(texts map[PassageID]Passage, limit int) Result {
	result := Result{Topics: r.heard.topics, Terms: r.s.termWeights(r.q), Sense: r.sense, Confidence: r.confidence()}
	for _, h := range r.hits[:min(limit, len(r.hits))] {
		h.passage.Supposes, h.passage.Events = r.s.pages[h.page].supposes, r.s.pages[h.page].events
		result.Hits = append(result.Hits, Hit{Passage: h.passage, Score: float64(h.score), Answers: h.answer.chance, Below: h.answer.below})
	}
	for _, h := range r.hits[len(result.Hits):] {
		if r.q.tells && h.page == r.hits[0].page && h.passage.ID != "" {
			result.Rest = append(result.Rest, h.passage) // what was found of the page, and less well than other pages
		}
	}
	for _, id := range r.addRest(nil) {
		shown := func(h Hit) bool { return h.ID == PassageID(id) }
		if p, ok := texts[PassageID(id)]; ok && len(r.hits) > 0 && p.URL == r.hits[0].passage.URL && !slices.ContainsFunc(result.Hits, shown) {
			result.Rest = append(result.Rest, p)
		}
	}
	return result
}

func (s *snapshot) termWeights(q *query) []TermWeight {
	terms := make([]TermWeight, 0, len(q.own)+len(q.expanded))
	for _, w := range q.own {
		terms = append(terms, TermWeight{s.terms.at(w.term), w.weight * s.byPassage.idf[w.term], w.word})
	}
	for _, w := range q.expanded {
		terms = append(terms, TermWeight{s.terms.at(w.term), w.weight * s.byPassage.idf[w.term], -1})
	}
	return terms
}
