package route

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"wegwijzer/internal/dutch"
	"wegwijzer/internal/learned"
	"wegwijzer/internal/svm"
)

// model is a linear classifier (multinomial logistic regression) over the words of a message, their neighbours and their letters, and a support vector
// machine as a second opinion. It is trained when the program starts, always in the same order, so equal examples give an equal model.
type model struct {
	kinds    []Kind
	features map[uint64]int32
	weights  []float32 // per feature, a weight for each kind
	bias     []float32
	second   *svm.Machine // its classes are the kinds
}

// write writes the model down.
func (m *model) write(w *learned.Writer) {
	kinds := make([]string, len(m.kinds))
	for k := range kinds {
		kinds[k] = string(m.kinds[k])
	}
	features := make([]uint64, len(m.features))
	for f, id := range m.features {
		features[id] = f
	}
	w.Texts(kinds)
	w.Words(features)
	w.Floats(m.weights)
	w.Floats(m.bias)
	m.second.Write(w)
}

// recall reads a model that was written down.
func recall(r *learned.Reader) *model {
	m := &model{}
	for _, kind := range r.Texts() {
		m.kinds = append(m.kinds, Kind(kind))
	}
	features := r.Words()
	m.weights, m.bias = r.Floats(), r.Floats()
	if len(m.bias) != len(m.kinds) || len(m.weights) != len(features)*len(m.kinds) {
		r.Refuse()
		return m
	}
	m.features = make(map[uint64]int32, len(features))
	for id, f := range features {
		m.features[f] = int32(id)
	}
	m.second = svm.Recall(r, secondBits, len(m.kinds))
	return m
}

type example struct {
	kind  Kind
	text  string
	loose bool // nobody looked whether it also asks who speaks
}

// How the model is trained. Chosen by leaving a fifth of the examples out, five times.
const (
	epochs         = 12
	rate           = 10   // of learning in the first epoch
	decay          = 0.02 // of the weights, per epoch
	questionWeight = 600  // for the router: what all questions of the bank count together, beside examples written for the router that count one
	turns          = 3    // of epochs in which a question is seen once, for as many times its weight: there are many, and they are alike
	leastSeen      = 3    // times a feature must occur among the questions to count when no example has it
	secondBits     = 18
	secondWeight   = 4     // of its margins beside logarithms of probabilities
	secondQuestion = 4000  // questionWeight for the second opinion
	secondTold     = 20000 // the same for what people tell
)

// train returns a model of the examples, with questions as further examples of Answer, which together count for so many examples, and none for more
// than one: a bank that grows does not drown what was written for the router.
func train(examples []example, questions, told []string, together float32) *model {
	share := min(1, together/float32(max(1, len(questions))))
	m := &model{features: map[uint64]int32{}}
	place := map[Kind]int{}
	learn := func(f uint64) {
		if _, ok := m.features[f]; !ok {
			m.features[f] = int32(len(m.features))
		}
	}
	type item struct {
		kind     int
		weight   float32
		features []int32
	}
	texts := make([][]uint64, 0, len(examples)+len(questions))
	for _, e := range examples {
		if _, ok := place[e.kind]; !ok {
			place[e.kind] = len(m.kinds)
			m.kinds = append(m.kinds, e.kind)
		}
		fs := featuresOf(e.text)
		texts = append(texts, fs)
		for _, f := range fs {
			learn(f)
		}
	}
	seen := map[uint64]int{}
	for _, q := range questions {
		fs := featuresOf(q)
		texts = append(texts, fs)
		for _, f := range fs {
			if seen[f]++; seen[f] == leastSeen {
				learn(f)
			}
		}
	}
	count := make([]int, len(m.kinds))
	for _, e := range examples {
		count[place[e.kind]]++
	}
	items := make([]item, len(texts))
	for i, fs := range texts {
		x := item{weight: share * turns, kind: place[Answer]}
		if i < len(examples) {
			x.kind, x.weight = place[examples[i].kind], 1
			if n := count[x.kind]; n < 80 {
				x.weight = min(3, 80/float32(n))
			}
		}
		for _, f := range fs {
			if id, ok := m.features[f]; ok {
				x.features = append(x.features, id)
			}
		}
		items[i] = x
	}
	k := len(m.kinds)
	m.weights = make([]float32, len(m.features)*k)
	m.bias = make([]float32, k)
	p := make([]float32, k)
	step := stride(len(items))
	for epoch := range epochs {
		pace := rate / float32(1+epoch)
		for i, at := 0, epoch; i < len(items); i++ {
			at = (at + step) % len(items)
			if x := items[at]; len(x.features) > 0 && (at < len(examples) || at%turns == epoch%turns) {
				m.learn(x.features, x.kind, pace*x.weight, p)
			}
		}
		m.shrink()
	}
	m.second = secondOpinion(examples, questions, told, m.kinds)
	return m
}

var wordOrMark = regexp.MustCompile(`[\pL\pN]+|[?!.,]`)

// secondOpinion learns the kinds from the same examples, and those that hurt whoever is taken for one from what people tell besides.
func secondOpinion(examples []example, questions, told []string, kinds []Kind) *svm.Machine {
	texts := make([][]string, 0, len(examples)+len(questions)+len(told))
	for _, e := range examples {
		texts = append(texts, written(e.text))
	}
	for _, q := range questions {
		texts = append(texts, written(q))
	}
	for _, t := range told {
		texts = append(texts, written(t))
	}
	share := min(1, secondQuestion/float64(max(1, len(questions))))
	toldShare := min(1, secondTold/float64(max(1, len(told))))
	classes := make([]svm.Class, len(kinds))
	for k, kind := range kinds {
		weight := func(i int) float64 {
			switch {
			case i < len(examples):
				return 1
			case i < len(examples)+len(questions):
				return share
			case blames[kind]:
				return toldShare
			}
			return 0
		}
		classes[k] = svm.Class{Weight: weight, Is: func(i int) bool {
			if i < len(examples) {
				return examples[i].kind == kind
			}
			return kind == Answer && i < len(examples)+len(questions)
		}}
	}
	return svm.Learn(texts, secondBits, classes)
}

// written returns the words of a text and the marks between them.
func written(text string) []string {
	return wordOrMark.FindAllString(strings.ToLower(text), -1)
}

// learn moves the weights of features towards a kind; p is room to work in.
//
// The race detector looks away from this, from shrink and from scores: the sums take tenfold with it, and nobody changes a model once it was trained.
//
//go:norace
func (m *model) learn(features []int32, kind int, pace float32, p []float32) {
	m.scores(features, p)
	scale := pace / float32(math.Sqrt(float64(len(features))))
	for c := range p {
		want := float32(0)
		if c == kind {
			want = 1
		}
		p[c] = (want - p[c]) * scale
		m.bias[c] += p[c] * 0.1
	}
	for _, f := range features {
		row := m.weights[int(f)*len(p):][:len(p)]
		for c := range row {
			row[c] += p[c]
		}
	}
}

// shrink lets all weights decay.
//
//go:norace
func (m *model) shrink() {
	for i := range m.weights {
		m.weights[i] *= 1 - decay
	}
}

// stride returns a step that shares no factor with n: it visits all of n items in an order that mixes the kinds.
func stride(n int) int {
	s := n*618/1000 | 1
	for gcd(s, n) != 1 {
		s += 2
	}
	return s
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// scores fills p with the probability of each kind.
//
//go:norace
func (m *model) scores(features []int32, p []float32) {
	k := len(m.kinds)
	copy(p, m.bias)
	norm := float32(1 / math.Sqrt(float64(max(1, len(features)))))
	for _, f := range features {
		row := m.weights[int(f)*k : int(f)*k+k]
		for c := range p {
			p[c] += row[c] * norm
		}
	}
	top := p[0]
	for _, x := range p {
		top = max(top, x)
	}
	var sum float32
	for c := range p {
		p[c] = float32(math.Exp(float64(p[c] - top)))
		sum += p[c]
	}
	for c := range p {
		p[c] /= sum
	}
}

// probabilities returns how probable each kind is for a text; they add up to 1.
func (m *model) probabilities(text string) map[Kind]float64 {
	var known []int32
	for _, f := range featuresOf(text) {
		if id, ok := m.features[f]; ok {
			known = append(known, id)
		}
	}
	p := make([]float32, len(m.kinds))
	m.scores(known, p)
	all, sum := make(map[Kind]float64, len(p)), 0.0
	for c, margin := range m.second.Margins(written(text)) {
		x := (float64(p[c]) + 1e-4) * math.Exp(secondWeight*margin)
		all[m.kinds[c]] = x
		sum += x
	}
	for kind := range all {
		all[kind] /= sum
	}
	return all
}

// gramLengths are the runs of letters that bridge spellings and endings.
const shortestGram, longestGram = 3, 5

// featuresOf returns what a text is judged by, each once, as hashes in ascending order: its words and stems, pairs and triples of neighbours,
// the first two words, runs of letters, and how long it is.
func featuresOf(text string) []uint64 {
	tokens := dutch.Tokens(text)
	fs := make([]uint64, 0, 24*len(tokens)+8)
	add := func(kind byte, parts ...string) { fs = append(fs, hash(kind, parts...)) }
	for i, t := range tokens {
		w := t.Text
		if w[0] >= '0' && w[0] <= '9' {
			w = "0"
		}
		add('w', w)
		if s := dutch.Stem(w); s != w {
			add('s', s)
		}
		if i == 0 {
			add('^', w)
		}
		if i+1 < len(tokens) {
			add('b', w, tokens[i+1].Text)
			if i == 0 {
				add('^', w, tokens[i+1].Text)
			}
			if i+2 < len(tokens) {
				add('t', w, tokens[i+1].Text, tokens[i+2].Text)
				add('k', w, tokens[i+2].Text)
			}
		}
		r := []rune("_" + w + "_")
		for n := shortestGram; n <= longestGram; n++ {
			for j := 0; j+n <= len(r); j++ {
				add('g', string(r[j:j+n]))
			}
		}
	}
	add('n', strconv.Itoa(length(len(tokens))))
	marks := concepts().marks(wordsOf(text))
	for i, m := range marks {
		add('c', m.concept)
		for _, o := range marks[i+1:] {
			if o.concept != m.concept {
				add('c', min(m.concept, o.concept), max(m.concept, o.concept))
			}
		}
	}
	slices.Sort(fs)
	return slices.Compact(fs)
}

// hash returns FNV-1a (Fowler, Noll and Vo) of parts, with a byte between them that is in no word.
func hash(kind byte, parts ...string) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211
	h := (uint64(offset) ^ uint64(kind)) * prime
	for _, p := range parts {
		for i := range len(p) {
			h = (h ^ uint64(p[i])) * prime
		}
		h *= prime
	}
	return h
}

func length(n int) int {
	switch {
	case n <= 4:
		return n
	case n <= 7:
		return 5
	case n <= 12:
		return 8
	case n <= 25:
		return 13
	}
	return 26
}
