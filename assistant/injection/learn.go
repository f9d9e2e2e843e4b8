package injection

import (
	"embed"
	"hash/fnv"
	"math"
	"strings"

	"wegwijzer/internal/dutch"
	"wegwijzer/internal/learned"
)

//go:embed examples/orders.tsv examples/plain.txt
var exampleFiles embed.FS

// How the learner is trained. The forms of order.go catch what is said as they say it; the learner catches what is meant in other words. It
// was given orders that we wrote and plain questions, most of them lay phrasings of the bank of topics, and judges words and their order.
const (
	buckets    = 1 << 15
	rounds     = 12
	rate       = 0.35
	shrink     = 2e-5
	sureEnough = 0.5 // estimated probability from which a message counts as an order: 3 of 4,103 lay phrasings it had not seen reach it
	shortest   = 3   // words: less is not judged
)

// learner is a linear classifier over hashed words, pairs and triples of words and beginnings of words: one weight a kind and feature.
type learner struct {
	kinds   []Attack
	weights [][]float32
}

var trained = &learned.Lesson[*learner]{
	Name:  "opdrachten",
	Learn: train,
	Write: func(w *learned.Writer, l *learner) {
		kinds := make([]string, len(l.kinds))
		for k := range kinds {
			kinds[k] = string(l.kinds[k])
		}
		w.Texts(kinds)
		for _, weights := range l.weights {
			w.Floats(weights)
		}
	},
	Recall: func(r *learned.Reader) *learner {
		l := &learner{}
		for _, kind := range r.Texts() {
			l.kinds = append(l.kinds, Attack(kind))
		}
		for range l.kinds {
			weights := r.Floats()
			if len(weights) != buckets {
				r.Refuse()
			}
			l.weights = append(l.weights, weights)
		}
		return l
	},
}

// train learns the examples, the same each time.
func train() *learner {
	type example struct {
		kind  int
		feats []uint32
	}
	l := &learner{kinds: []Attack{None}}
	index := map[Attack]int{None: 0}
	var all []example
	for line := range strings.SplitSeq(mustExamples("examples/orders.tsv"), "\n") {
		kind, text, ok := strings.Cut(line, "\t")
		if !ok {
			continue
		}
		if _, known := index[Attack(kind)]; !known {
			index[Attack(kind)] = len(l.kinds)
			l.kinds = append(l.kinds, Attack(kind))
		}
		x := example{index[Attack(kind)], features(text)}
		all = append(all, x, x, x) // orders are few
	}
	for line := range strings.SplitSeq(mustExamples("examples/plain.txt"), "\n") {
		if line != "" {
			all = append(all, example{0, features(line)})
		}
	}
	l.weights = make([][]float32, len(l.kinds))
	for k := range l.weights {
		l.weights[k] = make([]float32, buckets)
	}
	// A fixed stride through the examples mixes them the same way each time: the judgement does not change from start to start.
	stride := 787
	for len(all)%stride == 0 {
		stride++
	}
	for round := range rounds {
		step := rate / (1 + 0.3*float64(round))
		for i, at := 0, 0; i < len(all); i, at = i+1, (at+stride)%len(all) {
			l.learn(all[at].feats, all[at].kind, step)
		}
	}
	return l
}

// learn moves the weights of features towards a kind by a step.
//
// The race detector looks away from this and from judge: the sums take tenfold with it, and nobody changes a learner once it was trained.
//
//go:norace
func (l *learner) learn(feats []uint32, kind int, step float64) {
	p := l.judge(feats)
	for k := range l.kinds {
		target := 0.0
		if k == kind {
			target = 1
		}
		g := float32(step * (target - p[k]))
		for _, f := range feats {
			w := &l.weights[k][f]
			*w += g*scale(len(feats)) - float32(step*shrink)**w
		}
	}
}

// Learn trains ahead what the first message would otherwise wait for, some tenths of a second, or takes it from the shelf.
func Learn(shelf *learned.Shelf) { trained.From(shelf) }

func mustExamples(name string) string {
	raw, err := exampleFiles.ReadFile(name)
	if err != nil {
		panic("injection: reading embedded examples: " + err.Error())
	}
	return string(raw)
}

func scale(n int) float32 { return float32(1 / math.Sqrt(float64(max(1, n)))) }

// judge returns the probability of each kind.
//
//go:norace
func (l *learner) judge(feats []uint32) []float64 {
	p := make([]float64, len(l.kinds))
	top := math.Inf(-1)
	for k := range l.kinds {
		var sum float32
		for _, f := range feats {
			sum += l.weights[k][f]
		}
		p[k] = float64(sum * scale(len(feats)) * 3)
		top = max(top, p[k])
	}
	total := 0.0
	for k := range p {
		p[k] = math.Exp(p[k] - top)
		total += p[k]
	}
	for k := range p {
		p[k] /= total
	}
	return p
}

// kind returns what a message is, as far as the learner is sure of it.
func (l *learner) kind(text string) Attack {
	if len(strings.Fields(text)) < shortest {
		return None
	}
	p := l.judge(features(text))
	if 1-p[0] < sureEnough {
		return None
	}
	best := 1
	for k := range p[1:] {
		if p[k+1] > p[best] {
			best = k + 1
		}
	}
	return l.kinds[best]
}

// features returns the hashed features of a message.
func features(text string) []uint32 {
	tokens := dutch.Tokens(text)
	if len(tokens) > 60 {
		tokens = tokens[:60]
	}
	words := make([]string, 0, len(tokens)+1)
	words = append(words, "^")
	for _, t := range tokens {
		w := t.Text
		if w != "" && w[0] >= '0' && w[0] <= '9' {
			w = "0"
		}
		words = append(words, w)
	}
	seen := map[uint32]bool{}
	var feats []uint32
	add := func(parts ...string) {
		h := fnv.New32a()
		for _, p := range parts {
			_, _ = h.Write([]byte(p))
			_, _ = h.Write([]byte{0})
		}
		f := h.Sum32() % buckets
		if !seen[f] {
			seen[f] = true
			feats = append(feats, f)
		}
	}
	for i, w := range words {
		add(w)
		if len(w) > 5 {
			add("<", w[:5])
		}
		if i > 0 {
			add(words[i-1], w)
		}
		if i > 1 {
			add(words[i-2], words[i-1], w)
			add(words[i-2], "*", w)
		}
	}
	return feats
}
