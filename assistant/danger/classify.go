package danger

import (
	_ "embed"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync"

	"wegwijzer/internal/learned"
	"wegwijzer/internal/svm"
)

// The classifier knows what authored examples have in common beyond the words that the lexicon names; weigh.go says how much it and the rules count.
// It is linear: logistic regression over the words, rows of words, pieces of words, concepts and pairs of concepts of a message, and over the words that
// stand beside a word of a group of meaning. A support vector machine, which sees only words and letters, is a second opinion: what one of them misses
// the other sees often enough.

//go:embed examples.tsv
var examplesTSV string

//go:embed ordinary.txt
var ordinaryTXT string

// example is an authored message and what it is.
type example struct {
	Text     string   `json:"text"`
	Expected string   `json:"expected"`
	Kinds    []string `json:"kinds"`
	Hard     bool     `json:"hard_negative"`
}

// The size of the hashed weight vectors, as a power of two: large for what decides, small for the kinds, which only choose a line.
const (
	featureBits = 20
	secondBits  = 20
	kindBits    = 18
)

// weights is one linear model.
type weights []float32

// sum adds up the weights of features.
//
// The race detector looks away from this and from fit: the sums take tenfold with it, and nobody changes weights once they were fitted.
//
//go:norace
func (w weights) sum(features []uint32) float64 {
	s := 0.0
	mask := uint32(len(w) - 1)
	for _, f := range features {
		s += float64(w[f&mask])
	}
	return s
}

// classifier is a model for danger, one for danger of this moment, and one for each kind.
type classifier struct {
	danger, acute weights
	kinds         [len(kinds)]weights
	second        *svm.Machine // of danger, and of danger of this moment
}

// deciding is how many models decide about danger, in the classifier and in its second opinion; the others choose a line.
const deciding = 2

// training of the linear models: AdaGrad, so that rare words learn as fast as common ones, and the mean of what the weights were after each later
// pass, which is steadier than the last.
const (
	epochs       = 8
	settled      = 3 // passes before the mean begins
	learningRate = 0.5
	shrink       = 2e-4
	letters      = 4    // in a piece of a word
	beside       = 3    // words on each side of a word of a group
	mostFeatures = 4000 // of a message that are looked at
	mostGrouped  = 40   // words of a sentence whose meaning is looked up
	mostPaired   = 30   // concepts of a sentence of which every pair is looked at
)

var trained = &learned.Lesson[*classifier]{
	Name:  "gevaar",
	Learn: func() *classifier { return train(loaded(), examples()) },
	Write: func(w *learned.Writer, c *classifier) {
		for _, model := range c.all() {
			w.Floats(*model)
		}
		c.second.Write(w)
	},
	Recall: func(r *learned.Reader) *classifier {
		c := &classifier{}
		for i, model := range c.all() {
			bits := kindBits
			if i < deciding {
				bits = featureBits
			}
			if *model = r.Floats(); len(*model) != 1<<bits {
				r.Refuse()
			}
		}
		c.second = svm.Recall(r, secondBits, deciding)
		return c
	},
}

// all returns the models, those that decide first.
func (c *classifier) all() []*weights {
	models := []*weights{&c.danger, &c.acute}
	for k := range c.kinds {
		models = append(models, &c.kinds[k])
	}
	return models
}

// toldEvery is of how many authored messages one is told: neighbours are alike.
const toldEvery = 3

// Told returns a part of the authored messages, and none in which the writer threatens somebody: nobody who tells any of it is an offender.
func Told() []string {
	var all []string
	for i, x := range written() {
		if i%toldEvery == 0 && !slices.Contains(x.Kinds, string(ThreatByUser)) {
			all = append(all, x.Text)
		}
	}
	return all
}

// examples returns what the classifier learns from: the authored messages, what most people come for, and what is composed.
func examples() []example {
	all := written()
	// What most people come for: lay phrasings of the topics of the site, one a line. Without them the model takes every unknown word for danger.
	for line := range strings.Lines(ordinaryTXT) {
		all = append(all, example{Text: strings.TrimSpace(line), Expected: "none"})
	}
	composed, err := framed(framesTXT)
	if err != nil {
		panic("danger: the embedded frames are not right: " + err.Error())
	}
	return append(all, composed...)
}

// written returns the authored messages.
func written() []example {
	var all []example
	for line := range strings.Lines(examplesTSV) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		level, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		kinds, text, ok := strings.Cut(rest, "\t")
		if !ok {
			panic("danger: an embedded example has no text: " + line)
		}
		x := example{Text: text, Expected: level, Hard: kinds == "hard"}
		if kinds != "-" && !x.Hard {
			x.Kinds = strings.Split(kinds, ",")
		}
		all = append(all, x)
	}
	return all
}

// train fits the models on examples, the same for the same examples.
func train(l *lexicon, all []example) *classifier {
	features, plain := make([][]uint32, len(all)), make([][]uint32, len(all))
	written := make([][]string, len(all))
	each(len(all), func(i int) {
		m := readMessage(l, all[i].Text)
		hits := m.judge()
		features[i] = m.features(hits, true)
		written[i] = m.written()
		if all[i].Expected != "none" {
			plain[i] = m.features(hits, false)
		}
	})
	c := &classifier{}
	var work sync.WaitGroup
	work.Go(func() {
		c.danger = fit(features, featureBits, func(i int) bool { return all[i].Expected != "none" })
	})
	var near, ill [][]uint32
	var acute []bool
	var of [][]string
	for i, x := range all {
		if x.Expected != "none" || x.Hard {
			near = append(near, features[i])
			acute = append(acute, x.Expected == "acute")
		}
		if len(x.Kinds) > 0 { // of some it was never said
			ill = append(ill, plain[i])
			of = append(of, x.Kinds)
		}
	}
	work.Go(func() {
		c.second = svm.Learn(written, secondBits, []svm.Class{
			{Is: func(i int) bool { return all[i].Expected != "none" }},
			{Is: func(i int) bool { return all[i].Expected == "acute" }, Weight: func(i int) float64 {
				if all[i].Expected == "none" && !all[i].Hard {
					return 0
				}
				return 1
			}},
		})
	})
	work.Go(func() { c.acute = fit(near, featureBits, func(i int) bool { return acute[i] }) })
	for k, kind := range kinds {
		work.Go(func() {
			c.kinds[k] = fit(ill, kindBits, func(i int) bool { return slices.Contains(of[i], string(kind)) })
		})
	}
	work.Wait()
	return c
}

// each calls do for all numbers below n, on all processors.
func each(n int, do func(i int)) {
	var work sync.WaitGroup
	hands := runtime.GOMAXPROCS(0)
	for first := range hands {
		work.Go(func() {
			for i := first; i < n; i += hands {
				do(i)
			}
		})
	}
	work.Wait()
}

// hashed returns the number below 2^bits of a sign of some parts.
func hashed(bits int, parts ...string) uint32 {
	h := uint64(14695981039346656037)
	for _, p := range parts {
		for i := range len(p) {
			h = (h ^ uint64(p[i])) * 1099511628211
		}
		h = (h ^ 0xFF) * 1099511628211
	}
	return uint32(h >> 20 & (1<<bits - 1))
}

// chance returns what a model thinks of features.
func (w weights) chance(features []uint32) float64 {
	if len(features) == 0 {
		return 0
	}
	return sigmoid(w.sum(features) / math.Sqrt(float64(len(features))))
}

// fit returns the weights that tell the examples for which is is true from the others.
//
//go:norace
func fit(features [][]uint32, bits int, is func(i int) bool) weights {
	w := make(weights, 1<<bits)
	mask := uint32(len(w) - 1)
	squares := make([]float32, len(w))
	mean := make(weights, len(w))
	order := make([]int, len(features))
	for i := range order {
		order[i] = i
	}
	seed := uint64(1)
	for pass := range epochs {
		for i := len(order) - 1; i > 0; i-- { // a fixed shuffle
			seed = seed*6364136223846793005 + 1442695040888963407
			j := int(seed>>33) % (i + 1)
			order[i], order[j] = order[j], order[i]
		}
		for _, i := range order {
			f := features[i]
			if len(f) == 0 {
				continue
			}
			norm := 1 / math.Sqrt(float64(len(f)))
			p := sigmoid(w.sum(f) * norm)
			want := 0.0
			if is(i) {
				want = 1
			}
			g := float32((p - want) * norm)
			for _, k := range f {
				k &= mask
				gk := g + shrink*w[k]
				squares[k] += gk * gk
				w[k] -= learningRate * gk / (float32(math.Sqrt(float64(squares[k]))) + 1e-3)
			}
		}
		if pass >= settled {
			for k, x := range w {
				mean[k] += x / float32(epochs-settled)
			}
		}
	}
	return mean
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// pieces calls add with every run of n letters of a word and the marks of its ends.
func pieces(word string, n int, add func(string)) {
	r := []rune("<" + word + ">")
	for i := 0; i+n <= len(r); i++ {
		add(string(r[i : i+n]))
	}
}

// features returns the hashed features of a message. The plain ones, without rows of three words, letters and what stands beside a group, do for
// telling the kinds apart, in a third of the time.
func (m *message) features(hits []hit, rich bool) []uint32 {
	var out []uint32
	add := func(parts ...string) { out = append(out, hashed(featureBits, parts...)) }
	stem := func(w string) string {
		n := 0
		for i := range w {
			if n == 6 {
				return w[:i]
			}
			n++
		}
		return w
	}
	// How many words there are, and how many of them are of the kind that rules are about: what a message of unknown words is judged by.
	hot := m.hot()
	add("always")
	add("hot", string(rune('0'+min(hot, 4))))
	add("length", string(rune('0'+min(len(m.tokens)/4, 6))))
	add("hot in length", string(rune('0'+min(hot, 3))), string(rune('0'+min(len(m.tokens)/4, 4))))
	for i, t := range m.tokens {
		if len(out) > mostFeatures {
			break
		}
		w := stem(t.word)
		add("w", w)
		if i > 0 && !t.strong {
			add("b", stem(m.tokens[i-1].word), w)
		}
		if i > 1 && !t.strong && !m.tokens[i-1].strong {
			add("s", stem(m.tokens[i-2].word), w)
			if rich {
				add("t", m.tokens[i-2].word, m.tokens[i-1].word, t.word)
			}
		}
		pieces(t.word, letters, func(s string) {
			if rich {
				add("l", s)
			}
		})
		if r := []rune(t.word); len(r) > 4 {
			add("p", string(r[:4]))
			add("e", string(r[len(r)-4:]))
		}
	}
	for i := range m.sentences {
		s := &m.sentences[i]
		if len(out) > mostFeatures {
			break
		}
		said := m.lex.said(&s.has)
		for i, name := range said {
			add("c", name)
			if len(said) > mostPaired {
				continue
			}
			for _, other := range said[i+1:] {
				add("cc", name, other)
			}
		}
		var groups []string
		for i, t := range m.tokens[s.from:min(s.to, s.from+mostGrouped)] {
			grouped().of(t.word, func(g string) {
				if !slices.Contains(groups, g) {
					groups = append(groups, g)
				}
				for j := max(s.from, s.from+i-beside); rich && j < min(s.to, s.from+i+beside+1); j++ {
					if j < s.from+i {
						add("before", stem(m.tokens[j].word), g)
					} else if j > s.from+i {
						add("after", stem(m.tokens[j].word), g)
					}
				}
			})
		}
		slices.Sort(groups)
		for i, g := range groups {
			add("m", g)
			for _, other := range groups[i+1:] {
				add("mm", g, other)
			}
		}
		if s.asks {
			add("asks")
		}
		if s.told {
			add("told")
		}
		if m.tokens[s.from].asked {
			add("?")
		}
	}
	// What the rules found is no feature: they were mended on the same examples, so the model would take their silence for safety.
	for _, x := range m.idle {
		add("idle", x.why)
		add("idle", x.why, string(x.rule.kind))
		if len(hits) == 0 {
			add("only idle", x.why)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// written returns the words of a message as they stand in it, with marks where a sentence begins and where one asks.
func (m *message) written() []string {
	words := make([]string, 0, len(m.tokens)+2*len(m.sentences))
	for _, t := range m.tokens {
		if t.strong {
			words = append(words, ".")
		}
		words = append(words, t.word)
		if t.asked {
			words = append(words, "?")
		}
	}
	return words
}

// silent are concepts that tell nothing of danger: they only tell the language, or whose doing it is, or are for one rule alone that stands by itself.
var silent = classNames(forOneRule, strings.Fields("LANG VERB OUTSIDER BESIDEME NOTHOME HITTER BLOW BLOWN HOMEHIT INPLAY ELDER OWNONE ELDERDID OWNDID DIDWELL WOULD HENOW DEATHTHREAT"))

func classNames(all ...[]string) map[string]bool {
	in := map[string]bool{}
	for _, name := range slices.Concat(all...) {
		in[name] = true
	}
	return in
}

// said returns the names of the concepts in a sentence that tell what it is about.
func (l *lexicon) said(in *set) []string {
	var names []string
	for c, name := range l.names {
		if in.has(class(c)) && !silent[name] {
			names = append(names, name)
		}
	}
	return names
}

// hot counts the words of a message that are of the kind that rules are about.
func (m *message) hot() int {
	n := 0
	for _, t := range m.tokens {
		if m.lex.hot[t.word] {
			n++
		}
	}
	return n
}
