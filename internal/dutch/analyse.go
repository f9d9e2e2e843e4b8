package dutch

import (
	"strings"
	"sync"
)

// AnalyserVersion is stored with everything the analyser produced; it changes whenever Terms would give other terms for the same text.
const AnalyserVersion = 2

// PartWeight is how much a part of a compound counts beside the whole word. Measured on lay questions over help pages: .5 and 1.0 rank
// equally well, and .5 keeps an exact compound above its parts.
const PartWeight = 0.5

// Term is one indexable form in a text.
type Term struct {
	Text   string
	Pos    int     // number of the token it came from, from 0
	Weight float32 // 1 for the word itself, PartWeight for a part of a compound
	Part   bool
}

// Terms returns what text is indexed and searched by: folded words without stop words, stemmed, with the parts of compounds beside the whole.
// Numbers, codes and addresses stay whole.
func Terms(text string) []Term {
	tokens := Tokens(text)
	terms := make([]Term, 0, len(tokens))
	for i, t := range tokens {
		terms = appendTerms(terms, t.Text, i)
	}
	return terms
}

// WordTerms returns the terms of one folded word, as Terms does.
func WordTerms(word string) []Term { return appendTerms(nil, word, 0) }

func appendTerms(terms []Term, word string, pos int) []Term {
	if Stop(word) || len(word) == 1 && (word[0] < '0' || word[0] > '9') {
		return terms
	}
	if len(word) > 60 {
		word = strings.ToValidUTF8(word[:60], "")
	}
	forms := analysed(word)
	for i, f := range forms {
		if i == 0 {
			terms = append(terms, Term{Text: f, Pos: pos, Weight: 1})
		} else {
			terms = append(terms, Term{Text: f, Pos: pos, Weight: PartWeight, Part: true})
		}
	}
	return terms
}

// analysed returns the stem of word and then the stems of its parts, remembered: a text repeats its words.
func analysed(word string) []string {
	if f, ok := memory.Load(word); ok {
		return f.([]string)
	}
	f := analyse(word)
	if len(word) <= 30 && memorySize() {
		memory.Store(word, f)
	}
	return f
}

var (
	memory      sync.Map
	memoryCount struct {
		sync.Mutex
		n int
	}
)

// memorySize bounds the memory: beyond it words are analysed anew each time, which is slower and never wrong.
func memorySize() bool {
	memoryCount.Lock()
	defer memoryCount.Unlock()
	if memoryCount.n >= 200_000 {
		return false
	}
	memoryCount.n++
	return true
}

func analyse(word string) []string {
	if strings.ContainsAny(word, "@/:") || strings.Contains(word, ".") && !digitsFirst(word) {
		return []string{word}
	}
	if digitsFirst(word) {
		return []string{plainNumber(word)}
	}
	if strings.Contains(word, "-") {
		joined := strings.ReplaceAll(word, "-", "")
		forms := []string{Stem(joined)}
		for _, p := range strings.Split(word, "-") {
			if len(p) > 1 && !Stop(p) {
				forms = appendParts(append(forms, Stem(p)), p)
			}
		}
		return unique(forms)
	}
	word = strings.TrimSuffix(strings.ReplaceAll(word, "'", ""), "'s")
	return unique(appendParts([]string{Stem(word)}, word))
}

// appendParts adds the stems of word's parts, and of their parts.
func appendParts(forms []string, word string) []string {
	for _, p := range Split(word) {
		if !Stop(p) {
			forms = append(forms, Stem(p))
		}
		forms = appendParts(forms, p)
	}
	return forms
}

func digitsFirst(w string) bool { return w != "" && w[0] >= '0' && w[0] <= '9' }

// plainNumber takes the thousands separators out of an amount ("20.000", "1.250,50") so that it meets "20000"; a decimal ",00" goes.
func plainNumber(w string) string {
	w = strings.TrimSuffix(w, ",00")
	parts := strings.Split(w, ".")
	if len(parts) < 2 || len(parts[0]) > 3 {
		return w
	}
	for _, p := range parts[1:] {
		if len(p) < 3 || len(p) > 3 && p[3] != ',' {
			return w
		}
	}
	return strings.Join(parts, "")
}

func unique(s []string) []string {
	out := s[:0]
	for i, x := range s {
		seen := x == ""
		for _, y := range s[:i] {
			seen = seen || x == y
		}
		if !seen {
			out = append(out, x)
		}
	}
	return out
}
