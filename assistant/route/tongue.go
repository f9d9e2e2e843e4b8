package route

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"wegwijzer/internal/learned"
)

// tongues are told apart in Latin letters: languages, and all others together behind them.
var tongues = len(languages) + 1

// tongue is a linear classifier (multinomial logistic regression) over the words of a message, their neighbours and their letters, hashed. It always
// learns in the same order, so equal examples give an equal one.
type tongue struct {
	weights []float32 // per feature, one for each of the tongues
	known   []uint64  // the words of each language that were seen, hashed with it, in ascending order
}

// How it is trained.
const (
	tongueBits   = 16
	tongueEpochs = 3
	tongueRate   = 6
	longestRun   = 4   // of letters
	leastDutch   = 3   // times a word must be seen to be Dutch as well: in Dutch talk some words of every language stand
	rare         = 600 // texts: what there are fewer of is seen as often
	mostSigns    = 400 // words that are looked at: the language of a message is told by its beginning
)

var learnedTongue = &learned.Lesson[*tongue]{
	Name: "taal",
	Learn: func() *tongue {
		texts, err := labelled()
		if err != nil {
			panic("route: reading how languages are written: " + err.Error())
		}
		return learnTongue(texts)
	},
	Write: func(w *learned.Writer, t *tongue) {
		w.Floats(t.weights)
		w.Words(t.known)
	},
	Recall: func(r *learned.Reader) *tongue {
		t := &tongue{weights: r.Floats(), known: r.Words()}
		if len(t.weights) != tongues<<tongueBits {
			r.Refuse()
		}
		return t
	},
}

// inTongue is a text and the place of its language among tongues.
type inTongue struct {
	lang int
	text string
}

// labelled returns the texts in Latin letters whose language is known.
func labelled() ([]inTongue, error) {
	var all []inTongue
	for _, name := range []string{"languages.tsv", "hands.tsv", "told.tsv", "examples.other.tsv", "examples.nl.tsv", "contrast.nl.tsv"} {
		lines, err := readLines(name)
		if err != nil {
			return nil, err
		}
		for _, fields := range lines {
			lang := "nl"
			switch {
			case name == "languages.tsv":
				lang = fields[0]
			case len(fields) == 3:
				lang = fields[1]
			}
			at := slices.Index(languages, lang)
			if at < 0 {
				at = len(languages)
			}
			if text := fields[len(fields)-1]; !strings.ContainsFunc(text, ofOtherAlphabet) {
				all = append(all, inTongue{at, text})
			}
		}
	}
	return all, nil
}

// learnTongue learns from whole messages and from a few words of each: much is said in three words by who is frightened.
func learnTongue(texts []inTongue) *tongue {
	type item struct {
		lang     int
		features []uint32
	}
	count, seen := make([]int, tongues), map[uint64]int{}
	for _, x := range texts {
		count[x.lang]++
	}
	var items []item
	t := &tongue{weights: make([]float32, tongues<<tongueBits)}
	draw := uint64(7)
	for _, x := range texts {
		plain, accented := signs(x.text)
		if len(plain) == 0 {
			continue
		}
		for range max(1, rare/count[x.lang]) {
			items = append(items, item{x.lang, tongueFeatures(plain, accented)})
		}
		for _, w := range plain {
			seen[knownAs(w, x.lang)]++
			if n := seen[knownAs(w, x.lang)]; x.lang > 0 && n == 1 || n == leastDutch {
				t.known = append(t.known, knownAs(w, x.lang))
			}
		}
		for _, n := range []int{1, 2, 4} {
			if len(plain) <= n {
				break
			}
			draw = draw*6364136223846793005 + 1442695040888963407
			at := int(draw>>33) % (len(plain) - n)
			items = append(items, item{x.lang, tongueFeatures(plain[at:at+n], accented[at:at+n])})
		}
	}
	slices.Sort(t.known)
	t.known = slices.Compact(t.known)
	p := make([]float32, tongues)
	step := stride(len(items))
	for epoch := range tongueEpochs {
		rate := float32(tongueRate) / float32(1+epoch)
		for n, at := 0, epoch; n < len(items); n++ {
			at = (at + step) % len(items)
			t.learn(items[at].features, items[at].lang, rate, p)
		}
	}
	return t
}

// knownAs is what stands for a word of a language.
func knownAs(word string, lang int) uint64 { return hash('v', strconv.Itoa(lang), word) }

// knows reports whether a word was seen in a language.
func (t *tongue) knows(word string, lang int) bool {
	_, ok := slices.BinarySearch(t.known, knownAs(word, lang))
	return ok
}

// learn moves the weights of one text's features towards its language.
//
//go:norace
func (t *tongue) learn(features []uint32, lang int, rate float32, p []float32) {
	t.scores(features, p)
	p[lang]--
	rate /= float32(math.Sqrt(float64(len(features))))
	for _, f := range features {
		row := t.weights[int(f)*len(p) : int(f)*len(p)+len(p)]
		for c := range p {
			row[c] -= rate * p[c]
		}
	}
}

// scores fills p with the probability of each of the tongues.
//
//go:norace
func (t *tongue) scores(features []uint32, p []float32) {
	clear(p)
	norm := float32(1 / math.Sqrt(float64(len(features))))
	for _, f := range features {
		row := t.weights[int(f)*len(p) : int(f)*len(p)+len(p)]
		for c := range p {
			p[c] += row[c] * norm
		}
	}
	most := slices.Max(p)
	var sum float32
	for c := range p {
		p[c] = float32(math.Exp(float64(p[c] - most)))
		sum += p[c]
	}
	for c := range p {
		p[c] /= sum
	}
}

// probabilities returns how probable each of the tongues is for some words.
func (t *tongue) probabilities(plain, accented []string) []float32 {
	n := min(len(plain), mostSigns)
	p := make([]float32, tongues)
	t.scores(tongueFeatures(plain[:n], accented[:n]), p)
	return p
}

// tongueFeatures returns what the language of some words is judged by: the words, their neighbours, and their runs of letters, with and without accents.
func tongueFeatures(plain, accented []string) []uint32 {
	var all []uint32
	add := func(kind byte, parts ...string) { all = append(all, uint32(hash(kind, parts...)>>(64-tongueBits))) } //nolint:gosec // so many bits are left
	for i, w := range plain {
		if i > 0 {
			add('b', plain[i-1], w)
		}
		forms := []string{w, accented[i]}
		if w == accented[i] {
			forms = forms[:1]
		}
		for _, form := range forms {
			add('w', form)
			r := []rune("_" + form + "_")
			for n := 2; n <= longestRun; n++ {
				for j := 0; j+n <= len(r); j++ {
					add('g', string(r[j:j+n]))
				}
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
