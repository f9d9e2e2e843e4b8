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

// leastExpansion is the share of what all formal terms can add together that one must be able to add to be looked up. The terms below it are
// half of what there is to go through, and on the blind set leaving them out moves a page by one place here and there.
const leastExpansion = 0.002

// What a page scores more that is about what was told, where nothing is asked, and its opening. Fitted on the first messages of the demo's talks.
const (
	ofTold     = 0.4
	openOfTold = 0.3
)

// elsewhere is what a page scores that is about something else than was told: too little to be found.
const elsewhere = -1000

// rank returns the best n passages of the snapshot for q by the fused score, at most perPage of a page. vector holds the likeness of the
// passages that the vector leg found, and may be nil.
func (s *snapshot) rank(q *query, help, report Weights, vector map[int32]float32, n, perPage int) []candidate {
	room := scratches.Get().(*scratch)
	defer scratches.Put(room)
	found := s.find(q, &room.whole, room)
	if q.now != nil {
		found.add(s.find(q.now, &room.now, room), nowShare)
	}
	base, extra := zeroed(&room.base, len(s.pages)), zeroed(&room.extra, len(s.pageOf))
	for at, v := range vector {
		w := &help
		if s.pages[s.pageOf[at]].report {
			w = &report
		}
		extra[at] = w.Vector * v
	}
	best := make([]candidate, 0, 2*n)
	floor := float32(0)
	for from := 0; from < len(s.pages); {
		w, to := &help, from
		if s.pages[from].report {
			w = &report
		}
		for to < len(s.pages) && s.pages[to].report == s.pages[from].report {
			about := found.whole[to] * found.share
			base[to] = w.Page*about + w.Topic*found.topic[to]
			extra[s.pages[to].first] += w.First * min(1, 4*(about+found.topic[to]))
			if q.tells && q.told.Named&s.pages[to].events != 0 {
				base[to] += ofTold
				extra[s.pages[to].first] += openOfTold
			}
			if q.told.Elsewhere(s.pages[to].events) {
				base[to] = elsewhere
			}
			to++
		}
		first, last := s.pages[from].first, s.pages[to-1].last
		from = to
		weighOwn, weighExp := w.Own*found.share, w.Expanded*found.expShare
		owns := found.own[first:last]
		exps, extras, pages := found.exp[first:last][:len(owns)], extra[first:last][:len(owns)], s.pageOf[first:last][:len(owns)]
		for i, x := range owns {
			score := base[pages[i]] + weighOwn*x + weighExp*exps[i] + extras[i]
			if score <= floor {
				continue // nearly all of a large collection ends here
			}
			page, at := pages[i], first+int32(i)
			best = append(best, candidate{
				passage: at, page: page, own: x * found.share, whole: found.whole[page] * found.share, exp: exps[i] * found.expShare, topic: found.topic[page],
				vector: vector[at], score: score,
			})
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

// legs are what a query finds: numbers beside passages (own, exp) and beside pages (whole, topic), and what own and whole, and exp, are multiplied by
// to be shares of all that the query could find.
type legs struct {
	own, exp        []float32
	whole, topic    []float32
	share, expShare float32
}

// nowShare is what a message in a talk counts by itself beside what it counts together with what was said before it. Fitted on the first hand of the
// demo's talks; the second hand wants the same.
const nowShare = 0.5

// find fills l with what q finds, and returns it.
func (s *snapshot) find(q *query, l *legs, room *scratch) *legs {
	own, exp := zeroed(&l.own, len(s.pageOf)), zeroed(&l.exp, len(s.pageOf))
	whole, topic := zeroed(&l.whole, len(s.pages)), zeroed(&l.topic, len(s.pages))
	s.byPassage.accumulate(q.own, own, room)
	s.byPage.accumulate(q.own, whole, room)
	s.byPassage.sum(q.expanded, leastExpansion*q.expMass, exp)
	for t, p := range q.sought {
		if p < 0.01 {
			continue
		}
		for _, tp := range s.topicPages[t] {
			topic[tp.page] += p * tp.affinity
		}
	}
	l.share, l.expShare = 0, 0
	if q.mass > 0 {
		l.share = 1 / q.mass
	}
	if q.expMass > 0 {
		l.expShare = 1 / q.expMass
	}
	return l
}

// add adds a share of what another query finds.
func (l *legs) add(other *legs, counts float32) {
	sum := func(to []float32, share float32, from []float32, by float32) {
		for i, x := range from {
			to[i] = to[i]*share + x*by
		}
	}
	sum(l.own, l.share, other.own, counts*other.share)
	sum(l.whole, l.share, other.whole, counts*other.share)
	sum(l.exp, l.expShare, other.exp, counts*other.expShare)
	sum(l.topic, 1, other.topic, counts)
	l.share, l.expShare = 1, 1
}

// scratch is the room that ranking one question takes: numbers beside all passages and pages. It is used again, for in a large collection
// clearing it is quick and throwing it away keeps the garbage collector busy.
type scratch struct {
	whole, now  legs      // of all that is searched for, and of the message by itself
	extra, base []float32 // beside passages, what vectors and first places add; beside pages, what a page gives each of its passages
	best        []float32
	touched     []int32
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
	out := cs[:0]
	for _, c := range cs {
		same := 0
		for _, o := range out { // a few dozen at most, which is quicker than a map
			if o.page == c.page {
				same++
			}
		}
		if same < perPage && len(out) < n {
			out = append(out, c)
		}
	}
	return out
}
