package knowledge

import (
	"slices"
	"sync"
)

// Weights are those of the legs in the fused score, one set per kind of document: on long reports the topics say little and mislead,
// on help pages they carry the questions that share no word with the page.
type Weights struct {
	Own      float32 // words of the question in the passage
	Page     float32 // words of the question anywhere on the page
	Expanded float32 // formal terms of the question's topics in the passage
	Topic    float32 // topics of the question that are the page's
	Vector   float32 // likeness by the embedding model
	First    float32 // the first passage of a page, where the subject is said
}

// candidate is a passage with the parts of its score.
type candidate struct {
	passage int32
	page    int32
	own     float32
	whole   float32
	exp     float32
	topic   float32
	vector  float32
	score   float32
}

// rank returns the best n passages of the snapshot for q by the fused score, at most perPage of a page. vector holds the likeness of the
// passages that the vector leg found, and may be nil.
func (s *snapshot) rank(q *query, help, report Weights, vector map[int32]float32, n, perPage int, allow func(page *pageEntry) bool) []candidate {
	room := scratches.Get().(*scratch)
	defer scratches.Put(room)
	own, exp := zeroed(&room.own, len(s.passages)), zeroed(&room.exp, len(s.passages))
	whole, topic := zeroed(&room.whole, len(s.pages)), zeroed(&room.topic, len(s.pages))
	s.byPassage.accumulate(q.own, own, room)
	s.byPage.accumulate(q.own, whole, room)
	s.byPassage.sum(q.expanded, exp)
	like := own[:0] // empty without a vector leg
	if len(vector) > 0 {
		like = zeroed(&room.vector, len(s.passages))
		for i, v := range vector {
			like[i] = v
		}
	}
	for t, p := range q.topics {
		if p < 0.01 {
			continue
		}
		for _, tp := range s.topicPages[t] {
			topic[tp.page] += p * tp.affinity
		}
	}
	inv, invExp := float32(0), float32(0)
	if q.mass > 0 {
		inv = 1 / q.mass
	}
	if q.expMass > 0 {
		invExp = 1 / q.expMass
	}
	best := make([]candidate, 0, 2*n)
	floor := float32(0)
	for pi := range s.pages {
		page := &s.pages[pi]
		if allow != nil && !allow(page) {
			continue
		}
		w := help
		if page.kind == Report {
			w = report
		}
		shared := w.Page*whole[pi]*inv + w.Topic*topic[pi]
		for i := page.first; i < page.last; i++ {
			score := shared + w.Own*(own[i]*inv) + w.Expanded*(exp[i]*invExp)
			if len(like) > 0 {
				score += w.Vector * like[i]
			}
			if i == page.first {
				score += w.First * min(1, 4*(whole[pi]*inv+topic[pi]))
			}
			if score <= floor {
				continue // nearly all of a large collection ends here
			}
			c := candidate{passage: i, page: int32(pi), own: own[i] * inv, whole: whole[pi] * inv, exp: exp[i] * invExp, topic: topic[pi], score: score}
			if len(like) > 0 {
				c.vector = like[i]
			}
			best = append(best, c)
			if len(best) >= 2*n {
				slices.SortFunc(best, byScore)
				best = thin(best, n, perPage)
				if len(best) == n {
					floor = best[n-1].score
				}
			}
		}
	}
	slices.SortFunc(best, byScore)
	return thin(best, n, perPage)
}

// scratch is the room that ranking one question takes: numbers beside all passages and pages. It is used again, for in a large collection
// clearing it is quick and throwing it away keeps the garbage collector busy.
type scratch struct {
	own, exp, vector, whole, topic []float32
	best                           []float32
	touched                        []int32
}

var scratches = sync.Pool{New: func() any { return &scratch{} }}

// zeroed returns n zeros in the room of s, which grows when it is too small.
func zeroed(s *[]float32, n int) []float32 {
	if cap(*s) < n {
		*s = make([]float32, n)
		return *s
	}
	*s = (*s)[:n]
	clear(*s)
	return *s
}

// byScore puts the better first, and among equals the earlier in the collection, so that a ranking is the same each time.
func byScore(a, b candidate) int {
	switch {
	case a.score > b.score:
		return -1
	case a.score < b.score:
		return 1
	}
	return int(a.passage - b.passage)
}

// thin keeps the first n, at most perPage of a page.
func thin(cs []candidate, n, perPage int) []candidate {
	count := map[int32]int{}
	out := cs[:0]
	for _, c := range cs {
		if count[c.page] < perPage && len(out) < n {
			count[c.page]++
			out = append(out, c)
		}
	}
	return out
}
