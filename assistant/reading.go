package assistant

import (
	"strings"
	"unicode"

	"wegwijzer/internal/dutch"
)

// reading is a text as the gate compares it: words with their stems, cut into sentences and clauses, with the marks that must agree.
type reading struct {
	text      string
	words     []word
	sentences []stretch
	clauses   []stretch
	stems     map[string]bool // of the words and of the parts of compounds
	tokens    map[string]bool // folded
	raw       map[string]bool // as written
	marks     []mark
	counting  []bool               // which words are a number
	named     []bool               // which words are a name
	dated     []bool               // which words are part of a date
	near      []map[string]float64 // of the marks, once asked for
	said      []telling            // what every sentence hangs on, once asked for
}

// word is one token of a text in its place.
type word struct {
	dutch.Token
	stems    []string // of the word and then of its parts; none for a word that carries no subject
	sentence int
}

// stretch is a run of words, half-open.
type stretch struct{ from, to int }

// connectors open a clause that may be denied or affirmed apart from what stands before it.
var connectors = words("maar want omdat terwijl tenzij zodat hoewel doordat dus en of als wanneer dan")

func words(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

// tokensOf is words of languages with marks on their letters, as the tokens of a message hold them: without.
func tokensOf(s string) map[string]bool {
	m := map[string]bool{}
	for _, t := range dutch.Tokens(s) {
		m[t.Text] = true
	}
	return m
}

// read prepares a text for comparison.
func read(text string) *reading {
	r := &reading{text: text, stems: map[string]bool{}, tokens: map[string]bool{}, raw: map[string]bool{}}
	for _, span := range dutch.Sentences(text) {
		from := len(r.words)
		for _, t := range dutch.Tokens(text[span.Start:span.End]) {
			t.Start, t.End = t.Start+span.Start, t.End+span.Start
			w := word{Token: t, sentence: len(r.sentences)}
			for _, term := range dutch.WordTerms(t.Text) {
				w.stems = append(w.stems, form(term.Text))
				r.stems[form(term.Text)] = true
			}
			r.tokens[t.Text], r.raw[text[t.Start:t.End]] = true, true
			r.words = append(r.words, w)
		}
		if from == len(r.words) {
			continue
		}
		r.sentences = append(r.sentences, stretch{from, len(r.words)})
		r.cut(from)
	}
	r.find()
	return r
}

// wholeWords is how many words a piece has that is one however little they say: "ga er zelf heen".
const wholeWords = 4

// cut divides the words from the one numbered from on into clauses. A piece that says too little to be compared stays with the one before it.
func (r *reading) cut(from int) {
	start, content, first := from, 0, len(r.clauses)
	for i := from; i < len(r.words); i++ {
		if i > start && (content >= 1 || i-start >= wholeWords && r.words[i].Text == "en") && (connectors[r.words[i].Text] || strings.ContainsAny(r.gap(i), ",;:()–—|") || strings.Contains(r.gap(i), " - ")) {
			r.clauses = append(r.clauses, stretch{start, i})
			start, content = i, 0
		}
		if len(r.words[i].stems) > 0 {
			content++
		}
	}
	if content < 1 && len(r.clauses) > first {
		r.clauses[len(r.clauses)-1].to = len(r.words)
		return
	}
	r.clauses = append(r.clauses, stretch{start, len(r.words)})
}

// gap returns what stands between word i and the one before it.
func (r *reading) gap(i int) string {
	if i == 0 {
		return r.text[:r.words[0].Start]
	}
	return r.text[r.words[i-1].End:r.words[i].Start]
}

// at returns the number of the word that begins at a byte offset or holds it.
func (r *reading) at(offset int) int {
	for i, w := range r.words {
		if offset < w.End {
			return i
		}
	}
	return len(r.words) - 1
}

// bag returns the stems of the words of a stretch, without those of parts of compounds.
func (r *reading) bag(s stretch) map[string]bool {
	m := map[string]bool{}
	for _, w := range r.words[s.from:s.to] {
		if len(w.stems) > 0 {
			m[w.stems[0]] = true
		}
	}
	return m
}

// written returns a word as it stands in the text.
func (r *reading) written(i int) string { return r.text[r.words[i].Start:r.words[i].End] }

func capital(s string) bool {
	for _, c := range s {
		return unicode.IsUpper(c)
	}
	return false
}

// abbreviated reports whether a word is written as an abbreviation: two capitals or more, and no small letter but a plural's or genitive's.
func abbreviated(s string) bool {
	n := 0
	for _, c := range strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "’s"), "s") {
		switch {
		case unicode.IsUpper(c):
			n++
		case unicode.IsLower(c):
			return false
		}
	}
	return n >= 2
}

// content reports whether a stem is a word and no number: what a mark is recognised by.
func content(stem string) bool { return stem != "" && (stem[0] < '0' || stem[0] > '9') }
