package danger

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"sync"
)

// The classifier supports the rules: it knows what authored examples have in common beyond the words that the lexicon names. It can only raise
// what the rules found, from none to concern or from concern to acute, and only above thresholds that weigh new sentences (testdata/README.md)
// against the ordinary questions of the site (TestOrdinaryQuestionsAreNoDanger). It is linear: logistic regression over the words, pairs of words, pieces of words and concepts of a message.

//go:embed examples.jsonl
var examplesJSONL []byte

//go:embed ordinary.txt
var ordinaryTXT string

// example is an authored message and what it is.
type example struct {
	Text     string   `json:"text"`
	Expected string   `json:"expected"`
	Kinds    []string `json:"kinds"`
	Stratum  string   `json:"stratum"`
	Hard     bool     `json:"hard_negative"`
}

// featureBits is the size of the hashed weight vectors, as a power of two.
const featureBits = 17

// weights is one linear model.
type weights []float32

func (w weights) sum(features []uint32) float64 {
	s := 0.0
	for _, f := range features {
		s += float64(w[f])
	}
	return s
}

// classifier is a model for danger, one for danger of this moment, and one for each kind.
type classifier struct {
	danger, acute weights
	kinds         [len(kinds)]weights
}

// training of the linear models: AdaGrad, so that rare words learn as fast as common ones.
const (
	epochs       = 8
	learningRate = 0.15
	shrink       = 2e-4
	mostFeatures = 4000 // of a message that are looked at
)

var trained = sync.OnceValue(func() *classifier {
	return train(loaded(), examples())
})

// examples returns the authored examples.
func examples() []example {
	var all []example
	for line := range bytes.Lines(examplesJSONL) {
		var x example
		if err := json.Unmarshal(line, &x); err != nil {
			panic("danger: the embedded examples are not right: " + err.Error())
		}
		all = append(all, x)
	}
	// What most people come for: lay phrasings of the topics of the site, one a line. Without them the model takes every unknown word for danger.
	for line := range strings.Lines(ordinaryTXT) {
		all = append(all, example{Text: strings.TrimSpace(line), Expected: "none"})
	}
	return all
}

// train fits the models on examples, the same for the same examples.
func train(l *lexicon, all []example) *classifier {
	features := make([][]uint32, len(all))
	for i, x := range all {
		m := readMessage(l, x.Text)
		features[i] = m.features(m.judge())
	}
	c := &classifier{}
	var work sync.WaitGroup
	work.Go(func() { c.danger = fit(features, func(i int) bool { return all[i].Expected != "none" }) })
	var ill [][]uint32
	var acute []bool
	for i, x := range all {
		if x.Expected != "none" {
			ill = append(ill, features[i])
			acute = append(acute, x.Expected == "acute")
		}
	}
	work.Go(func() { c.acute = fit(ill, func(i int) bool { return acute[i] }) })
	var of [][]string
	for _, x := range all {
		if x.Expected != "none" {
			of = append(of, x.Kinds)
		}
	}
	for k, kind := range kinds {
		work.Go(func() { c.kinds[k] = fit(ill, func(i int) bool { return slices.Contains(of[i], string(kind)) }) })
	}
	work.Wait()
	return c
}

// fit returns the weights that tell the examples for which is is true from the others.
func fit(features [][]uint32, is func(i int) bool) weights {
	w := make(weights, 1<<featureBits)
	squares := make([]float32, 1<<featureBits)
	order := make([]int, len(features))
	for i := range order {
		order[i] = i
	}
	seed := uint64(1)
	for range epochs {
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
				gk := g + shrink*w[k]
				squares[k] += gk * gk
				w[k] -= learningRate * gk / (float32(math.Sqrt(float64(squares[k]))) + 1e-3)
			}
		}
	}
	return w
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// chance returns what a model thinks of features.
func (w weights) chance(features []uint32) float64 {
	if len(features) == 0 {
		return 0
	}
	return sigmoid(w.sum(features) / math.Sqrt(float64(len(features))))
}

// features returns the hashed features of a message.
func (m *message) features(hits []hit) []uint32 {
	var out []uint32
	add := func(parts ...string) {
		h := uint64(14695981039346656037)
		for _, p := range parts {
			for i := 0; i < len(p); i++ {
				h = (h ^ uint64(p[i])) * 1099511628211
			}
			h = (h ^ 0xFF) * 1099511628211
		}
		out = append(out, uint32(h>>20)&(1<<featureBits-1))
	}
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
		}
		if len(t.word) > 4 {
			add("p", t.word[:4])
			add("e", t.word[len(t.word)-4:])
		}
	}
	for i := range m.sentences {
		s := &m.sentences[i]
		if len(out) > mostFeatures {
			break
		}
		for c, name := range m.lex.names {
			if s.has.has(class(c)) && name != "LANG" && name != "VERB" {
				add("c", name)
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

// Thresholds of the classifier. With these .91 of the acute items of the shared set are shown as acute and all others as a concern, .87 of the
// concerns are seen, and of 800 ordinary questions .03 are acute and .11 a concern, about half of them with reason. A concern
// stands above the answer; an acute card takes its place, so a leap to acute needs more.
const (
	raiseToConcern = 0.3
	raiseToAcute   = 0.4
	raiseUnknown   = 0.4 // where no word is of the kind that rules are about
	leapAcute      = 0.35
	leapToAcute    = 0.55 // from none at once to acute
	raiseDespite   = 0.5  // where a rule was met but its words are denied, past, told or asked
	alsoKind       = 0.35
	ordinary       = 0.1 // below this a message looks like those that people ordinarily send
	mostParts      = 12  // sentences that are looked at one by one
	unlike         = 0.2 // from this a concern by its words may be acute
	leapQuestion   = 0.8
	raiseQuestion  = 0.85
)

// asksSomething reports whether a message asks for information: those who are in danger now seldom do.
func (m *message) asksSomething() bool {
	for i := range m.sentences {
		if m.tokens[m.sentences[i].from].asked {
			return true
		}
	}
	return m.says("ASK") || m.says("LEGALWORD") || m.says("OFFICE") || m.says("QUESTION")
}

// doubt returns how sure the classifier must be to raise a message without a finding.
func (m *message) doubt() float64 {
	for _, x := range m.idle {
		if x.why != "elsewhere" {
			return raiseDespite
		}
	}
	if m.hot() == 0 {
		return raiseUnknown
	}
	return raiseToConcern
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

// partly reports whether one sentence of a text is like danger, whatever is ordinary in the others: a question behind a cry takes nothing from
// the cry.
func (c *classifier) partly(l *lexicon, text string) bool {
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(".!?\n", r) })
	if len(parts) < 2 || len(parts) > mostParts {
		return len(parts) > mostParts // a long text is taken at its words
	}
	for _, part := range parts {
		m := readMessage(l, part)
		if c.danger.chance(m.features(m.judge())) >= ordinary {
			return true
		}
	}
	return false
}

// support raises what the rules found as far as the classifier is sure.
func (m *message) support(text string, strongest map[Kind]Level, f *Finding, hits []hit) {
	if len(m.tokens) < 2 {
		return
	}
	c := trained()
	features := m.features(hits)
	if f.Level == Acute {
		// The words that rules know also stand in what people ordinarily ask. Then the card is shown above the answer and not in its place.
		if c.danger.chance(features) < ordinary && !c.partly(m.lex, text) {
			f.Level = Concern
			for k := range strongest {
				strongest[k] = min(strongest[k], Concern)
			}
		}
		return
	}
	least, asks := raiseToAcute, m.asksSomething()
	if asks {
		least = raiseQuestion
	}
	if f.Level == None {
		sure := c.danger.chance(features)
		if sure < m.doubt() {
			return
		}
		if least = leapAcute; sure < leapToAcute || asks && sure < leapQuestion {
			least = 1 // never
		}
		best, most := kinds[0], -1.0
		for k, kind := range kinds {
			p := c.kinds[k].chance(features)
			if p > alsoKind {
				strongest[kind] = max(strongest[kind], Concern)
			}
			if p > most {
				best, most = kind, p
			}
		}
		strongest[best] = max(strongest[best], Concern)
		f.Level = Concern
	} else if c.danger.chance(features) < unlike && !c.partly(m.lex, text) {
		return // a concern by its words, in a message like those that people ordinarily send
	}
	if c.acute.chance(features) > least {
		f.Level = Acute
		for k := range strongest {
			strongest[k] = Acute
		}
	}
}
