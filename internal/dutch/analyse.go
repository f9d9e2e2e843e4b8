package dutch

import (
	"hash/maphash"
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

// EachTerm calls f with the text of each of the Terms of text, in their order, and makes nothing: for looking for a few terms in much text.
func EachTerm(text string, f func(term string)) {
	eachToken(text, func(t Token) { EachForm(t.Text, func(form string, _ bool) { f(form) }) })
}

// WordTerms returns the terms of one folded word, as Terms does.
func WordTerms(word string) []Term { return appendTerms(nil, word, 0) }

func appendTerms(terms []Term, word string, pos int) []Term {
	EachForm(word, func(form string, part bool) {
		weight := float32(1)
		if part {
			weight = PartWeight
		}
		terms = append(terms, Term{Text: form, Pos: pos, Weight: weight, Part: part})
	})
	return terms
}

// EachForm calls f with the text of each of the WordTerms of one folded word, and whether it is a part of the word, and makes nothing.
func EachForm(word string, f func(form string, part bool)) {
	if Stop(word) || len(word) == 1 && (word[0] < '0' || word[0] > '9') {
		return
	}
	if len(word) > 60 {
		word = strings.ToValidUTF8(word[:60], "")
	}
	forms := analysed(word)
	if forms == "" {
		return
	}
	for part := false; ; part = true {
		form, rest, more := strings.Cut(forms, formEnd)
		f(form, part)
		if !more {
			return
		}
		forms = rest
	}
}

// formEnd stands between the forms of a word; no token holds it.
const formEnd = "\x00"

// analysed returns the stem of word and then the stems of its parts, with formEnd between them, remembered: a text repeats its words.
func analysed(word string) string {
	m := &memory[maphash.String(memorySeed, word)%uint64(len(memory))]
	m.RLock()
	forms, ok := m.forms[word]
	m.RUnlock()
	if ok {
		return forms
	}
	forms = strings.Join(analyse(word), formEnd)
	if len(word) > longestRemembered {
		return forms
	}
	m.Lock()
	defer m.Unlock()
	if len(m.forms) < mostRemembered/len(memory) {
		if m.forms == nil {
			m.forms = map[string]string{}
		}
		both := word + formEnd + forms // a copy: the word is a piece of somebody's text, and would keep the whole of it
		m.forms[both[:len(word)]] = both[len(word)+len(formEnd):]
	}
	return forms
}

// The memory is bounded: beyond it words are analysed anew each time, which is slower and never wrong.
const (
	mostRemembered    = 200_000
	longestRemembered = 30
)

// memory holds what words were found to be, in parts so that those who read at once seldom meet.
var (
	memory [64]struct {
		sync.RWMutex
		forms map[string]string
	}
	memorySeed = maphash.MakeSeed()
)

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
