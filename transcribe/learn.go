package transcribe

import (
	"math"
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
	"wegwijzer/internal/learned"
)

// ear is a linear classifier: logistic regression for each of its labels over what a text is made of. It is trained at first use from sentences that
// were written for it, always in the same order, so that equal examples give equal weights on each machine. It only ever points at words that
// were said.
type ear struct {
	labels  []string
	fewest  int       // features that are some ground to speak of anything
	weights []float32 // of a feature, one for each label
}

// heard is an ear that is trained at first use, kept under a name.
func heard(name string, learn func() *ear) *learned.Lesson[*ear] {
	return &learned.Lesson[*ear]{
		Name:  "gesprek-" + name,
		Learn: learn,
		Write: func(w *learned.Writer, e *ear) {
			w.Texts(e.labels)
			w.Ints([]int32{int32(e.fewest)}) //nolint:gosec // some tens
			w.Floats(e.weights)
		},
		Recall: func(r *learned.Reader) *ear {
			e := &ear{labels: r.Texts()}
			fewest := r.Ints()
			if e.weights = r.Floats(); len(fewest) != 1 || len(e.weights) != buckets*len(e.labels) {
				r.Refuse()
				return e
			}
			e.fewest = int(fewest[0])
			return e
		},
	}
}

// lesson is an example: what it is made of and what it is.
type lesson struct {
	text     string
	features []uint32
	is       []bool
}

const (
	buckets   = 1 << 15 // of hashed features
	epochs    = 25
	learnRate = 0.15
	shrink    = 2e-4

	fewestTold  = 36 // features of a sentence of some six words: two words are no ground to speak of danger
	fewestAsked = 14 // a question is short, and has few forms
)

// lessons reads examples: below a line with labels in brackets, one sentence a line. A sentence may stand below several; "geen" is none.
func lessons(text string, labels []string, featuresOf func(string) []uint32) []lesson {
	var out []lesson
	at := map[string]int{}
	var below []int // the labels below which the lines stand
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if strings.HasPrefix(line, "[") {
			below = below[:0]
			for name := range strings.FieldsSeq(strings.Trim(line, "[]")) {
				k := slices.Index(labels, name)
				if k >= 0 {
					below = append(below, k)
				} else if name != "geen" {
					panic("transcribe: the examples have the unknown label " + name)
				}
			}
			continue
		}
		k, ok := at[line]
		if !ok {
			k = len(out)
			at[line] = k
			out = append(out, lesson{line, featuresOf(plainSpeech(dutch.Fold(line))), make([]bool, len(labels))})
		}
		for _, label := range below {
			out[k].is[label] = true
		}
	}
	return out
}

// learn fits weights by AdaGrad, so that rare words learn as fast as common ones.
func learn(labels []string, fewest int, all []lesson) *ear {
	n := len(labels)
	e := &ear{labels, fewest, make([]float32, buckets*n)}
	squares := make([]float32, buckets*n)
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	seed := uint64(11)
	for range epochs {
		for i := len(order) - 1; i > 0; i-- { // the same shuffle each time
			seed = seed*6364136223846793005 + 1442695040888963407
			j := int((seed >> 33) % uint64(i+1))
			order[i], order[j] = order[j], order[i]
		}
		for _, i := range order {
			e.learn(&all[i], squares)
		}
	}
	return e
}

// learn moves the weights towards what a lesson says; squares are those of the steps so far.
//
// The race detector looks away from this and from chances: the sums take tenfold with it, and nobody changes an ear once it was trained.
//
//go:norace
func (e *ear) learn(l *lesson, squares []float32) {
	g := e.chances(l.features)
	scale := e.weigh(l.features)
	for k := range g {
		if l.is[k] {
			g[k]--
		}
		g[k] *= scale
	}
	for _, f := range l.features {
		w, sq := e.weights[int(f)*len(g):][:len(g)], squares[int(f)*len(g):][:len(g)]
		for k := range g {
			d := float32(g[k]) + shrink*w[k]
			if d > -1e-4 && d < 1e-4 {
				continue
			}
			sq[k] += d * d
			w[k] -= learnRate * d / (float32(math.Sqrt(float64(sq[k]))) + 1e-3)
		}
	}
}

// chances returns how likely features are of each label.
//
//go:norace
func (e *ear) chances(features []uint32) []float64 {
	n := len(e.labels)
	p := make([]float64, n)
	for _, f := range features {
		for k, w := range e.weights[int(f)*n : int(f)*n+n] {
			p[k] += float64(w)
		}
	}
	scale := e.weigh(features)
	for k := range p {
		p[k] = 1 / (1 + math.Exp(-p[k]*scale))
	}
	return p
}

// chance returns how likely features are of one label.
func (e *ear) chance(features []uint32, label string) float64 {
	return e.chances(features)[slices.Index(e.labels, label)]
}

// weigh makes long and short texts comparable. Few features say little.
func (e *ear) weigh(features []uint32) float64 {
	return 1 / math.Sqrt(float64(max(e.fewest, len(features))))
}

var negators = map[string]bool{"niet": true, "geen": true, "nooit": true, "niemand": true, "nergens": true, "niks": true, "niets": true, "nee": true, "zonder": true}

// features collects the hashed features of a text.
type features []uint32

func (f *features) add(parts ...string) {
	h := uint64(14695981039346656037)
	for _, p := range parts {
		for i := range len(p) {
			h = (h ^ uint64(p[i])) * 1099511628211
		}
		h = (h ^ 0xFF) * 1099511628211
	}
	*f = append(*f, uint32(h>>20)&(buckets-1))
}

// words adds the words of a text, those in the reach of a denial, their beginnings, endings and parts.
func (f *features) words(words []string) {
	f.add("always")
	f.add("length", string(rune('0'+min(len(words)/4, 5))))
	denied := 0
	for i, w := range words {
		if w[0] >= '0' && w[0] <= '9' {
			w, words[i] = "#", "#"
		}
		stem := dutch.Stem(w)
		f.add("w", stem)
		if denied > 0 {
			f.add("n", stem)
			denied--
		}
		if negators[w] {
			denied = 4
		}
		if len(w) > 5 {
			f.add("p", w[:5])
		}
		if len(w) > 7 {
			f.add("e", w[len(w)-4:])
			for _, part := range dutch.Split(w) {
				f.add("w", dutch.Stem(part))
			}
		}
	}
}

// pairs adds the words that stand beside each other, in their order.
func (f *features) pairs(words []string) {
	for i := 1; i < len(words); i++ {
		f.add("2", dutch.Stem(words[i-1]), dutch.Stem(words[i]))
	}
}

// done returns the features, each once.
func (f *features) done() []uint32 {
	slices.Sort(*f)
	return slices.Compact(*f)
}

// mostWords are looked at of a text.
const mostWords = 60

func wordsIn(fold string) []string {
	words := strings.FieldsFunc(fold, func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '\'' || r > 0x7F) })
	return words[:min(len(words), mostWords)]
}
