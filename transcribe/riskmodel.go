package transcribe

import (
	_ "embed"
	"math"
	"slices"
	"strings"
	"sync"

	"wegwijzer/internal/dutch"
)

// Turns of phrase (risks.tsv) and kinds of words (signals.tsv) know what somebody foresaw. Beside them stands a linear classifier, logistic regression
// for each category over the words of a sentence, their neighbours, their parts and the kinds of words in it, trained at first use from sentences that
// were written for it. It hears what those have in common, and so reaches wordings that no list holds. It only ever points at words that were said.

//go:embed data/riskexamples.txt
var riskExamples string

//go:embed data/riskquestions.txt
var riskQuestions string

// riskCategories holds what the classifier tells apart. The last is no danger: a question to which yes means that all is well.
var riskCategories = [...]string{RiskThreat, RiskSuicide, RiskChildren, RiskAbduct, RiskContact, RiskWeapon, RiskRevenge, RiskOther, turnedRound}

const turnedRound = "omgekeerd"

const (
	riskBuckets = 1 << 15 // of hashed features
	riskEpochs  = 25
	riskRate    = 0.15
	riskShrink  = 2e-4
	riskFewest  = 36 // features of a sentence of some six words
)

// riskModel holds for each feature a weight for each category.
type riskModel struct {
	weights [][len(riskCategories)]float32
}

type riskChances [len(riskCategories)]float64

// of returns the chance of a category.
func (c riskChances) of(category string) float64 {
	return c[slices.Index(riskCategories[:], category)]
}

// riskLesson is an example: what it is made of and what it is.
type riskLesson struct {
	text     string
	features []uint32
	is       [len(riskCategories)]bool
}

// What is told, and what is asked.
var (
	risksTold  = sync.OnceValue(func() *riskModel { return learnRisks(riskLessons(riskExamples)) })
	risksAsked = sync.OnceValue(func() *riskModel { return learnRisks(riskLessons(riskQuestions)) })
)

// riskLessons reads examples: below a line with a category in brackets, one sentence a line. A sentence may stand below several; "geen" is none.
func riskLessons(text string) []riskLesson {
	var out []riskLesson
	at := map[string]int{}
	var below []int // the categories below which the lines stand
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if strings.HasPrefix(line, "[") {
			below = below[:0]
			for name := range strings.FieldsSeq(strings.Trim(line, "[]")) {
				k := slices.Index(riskCategories[:], name)
				if k >= 0 {
					below = append(below, k)
				} else if name != "geen" {
					panic("transcribe: the examples of danger have no category " + name)
				}
			}
			continue
		}
		k, ok := at[line]
		if !ok {
			k = len(out)
			at[line] = k
			out = append(out, riskLesson{text: line, features: riskFeatures(plainSpeech(dutch.Fold(line)))})
		}
		for _, category := range below {
			out[k].is[category] = true
		}
	}
	return out
}

func learnRisks(lessons []riskLesson) *riskModel {
	m := &riskModel{weights: make([][len(riskCategories)]float32, riskBuckets)}
	squares := make([][len(riskCategories)]float32, riskBuckets)
	order := make([]int, len(lessons))
	for i := range order {
		order[i] = i
	}
	seed := uint64(11)
	for range riskEpochs {
		for i := len(order) - 1; i > 0; i-- { // the same shuffle each time: the same weights on each machine
			seed = seed*6364136223846793005 + 1442695040888963407
			j := int((seed >> 33) % uint64(i+1))
			order[i], order[j] = order[j], order[i]
		}
		for _, i := range order {
			l := &lessons[i]
			g := m.chances(l.features)
			norm := riskNorm(l.features)
			for k := range g {
				if l.is[k] {
					g[k]--
				}
				g[k] *= norm
			}
			for _, f := range l.features {
				w, sq := &m.weights[f], &squares[f]
				for k := range g {
					d := float32(g[k]) + riskShrink*w[k]
					if d > -1e-4 && d < 1e-4 {
						continue
					}
					sq[k] += d * d
					w[k] -= riskRate * d / (float32(math.Sqrt(float64(sq[k]))) + 1e-3)
				}
			}
		}
	}
	return m
}

// chances returns how likely features are of each category.
func (m *riskModel) chances(features []uint32) riskChances {
	var p riskChances
	for _, f := range features {
		w := &m.weights[f]
		for k := range p {
			p[k] += float64(w[k])
		}
	}
	norm := riskNorm(features)
	for k := range p {
		p[k] = 1 / (1 + math.Exp(-p[k]*norm))
	}
	return p
}

// riskNorm weighs features by how many there are. Few say little: two words are no ground to speak of danger.
func riskNorm(features []uint32) float64 {
	return 1 / math.Sqrt(float64(max(riskFewest, len(features))))
}

var negators = map[string]bool{"niet": true, "geen": true, "nooit": true, "niemand": true, "nergens": true, "niks": true, "niets": true, "nee": true, "zonder": true}

// riskFeatures returns the hashed features of a folded text.
func riskFeatures(fold string) []uint32 {
	var out []uint32
	add := func(parts ...string) {
		h := uint64(14695981039346656037)
		for _, p := range parts {
			for i := range len(p) {
				h = (h ^ uint64(p[i])) * 1099511628211
			}
			h = (h ^ 0xFF) * 1099511628211
		}
		out = append(out, uint32(h>>20)&(riskBuckets-1))
	}
	words := strings.FieldsFunc(fold, func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '\'' || r > 0x7F) })
	if len(words) > 60 {
		words = words[:60]
	}
	add("always")
	add("length", string(rune('0'+min(len(words)/4, 5))))
	negated := 0
	for i, w := range words {
		if w[0] >= '0' && w[0] <= '9' {
			w, words[i] = "#", "#"
		}
		stem := dutch.Stem(w)
		add("w", stem)
		if negated > 0 {
			add("n", stem)
			negated--
		}
		if negators[w] {
			negated = 4
		}
		if len(w) > 5 {
			add("p", w[:5])
		}
		if len(w) > 7 {
			add("e", w[len(w)-4:])
			for _, part := range dutch.Split(w) {
				add("w", dutch.Stem(part))
			}
		}
	}
	known := riskWordsOf()
	var kinds []string
	for k, is := range known.in(words) {
		if is {
			kinds = append(kinds, known.names[k])
		}
	}
	for i, a := range kinds {
		add("k", a)
		add("k2", a)
		add("k3", a)
		add("k4", a)
		for _, b := range kinds[i+1:] {
			add("kk", a, b)
			add("kk2", a, b)
			add("kk3", a, b)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
