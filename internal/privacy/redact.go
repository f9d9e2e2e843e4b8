package privacy

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Span is a piece of a text that points to a person, from the code point Start up to the code point End.
type Span struct {
	Start int  `json:"start"`
	End   int  `json:"end"`
	Type  Type `json:"type"`
}

// Find returns everything in text that points to a person, in order and without overlap. Telephone numbers, mail addresses and pages of
// organisations that help are left out, so that people can see them; so are roles, towns, ages, and dates of anything but a birth.
func Find(text string) []Span {
	return spansOf(text, marksIn(text))
}

// spansOf counts in code points what marks count in bytes.
func spansOf(text string, marks []mark) []Span {
	if len(marks) == 0 {
		return nil
	}
	spans := make([]Span, len(marks))
	at, points := 0, 0
	for i, m := range marks {
		points += utf8.RuneCountInString(text[at:m.start])
		start := points
		points += utf8.RuneCountInString(text[m.start:m.end])
		at = m.end
		spans[i] = Span{start, points, m.kind}
	}
	return spans
}

// rounds bounds how often a text is looked at again with what was found taken out.
const rounds = 4

// marksIn returns what Find finds, in bytes. Taking something out can bring two pieces of a text together and so make a third; what is
// left is therefore looked at until there is nothing more to see.
func marksIn(text string) []mark {
	marks := look(text)
	for round := 1; round < rounds && len(marks) > 0; round++ {
		redacted, shifts := replace(text, marks)
		more := look(redacted)
		if len(more) == 0 {
			break
		}
		for i := range more {
			more[i].start, more[i].end = shifts.original(more[i].start), shifts.original(more[i].end)
		}
		marks = merge(append(marks, more...))
	}
	return marks
}

// look returns what one look at a text finds.
func look(text string) []mark { return asMeant(text, written) }

// written returns what stands in a text as it is written.
func written(text string) []mark {
	if text == "" {
		return nil
	}
	s := sceneOf(text)
	var marks []mark
	marks = append(marks, s.emails()...)
	marks = append(marks, s.links()...)
	if s.digits {
		marks = append(marks, s.accounts()...)
		marks = append(marks, s.cases()...)
		marks = append(marks, s.cards()...)
		marks = append(marks, s.phones()...)
		marks = append(marks, s.citizens()...)
		marks = append(marks, s.homes()...)
	}
	marks = append(marks, s.births()...)
	marks = append(marks, s.spoken()...)
	marks = append(marks, s.plates()...)
	marks = append(marks, s.handles()...)
	marks = append(marks, s.schools()...)
	marks = merge(marks)
	marks = merge(append(marks, s.names(marks)...))
	return s.outside(marks)
}

// scene is a text with its words, and what finders need to know of the surroundings of a number.
type scene struct {
	text    string
	words   []word
	traits  []trait // of each word
	groups  []group
	lex     *lexicon
	digits  bool     // holds a digit
	windows []window // around the digits
}

func sceneOf(text string) *scene {
	s := &scene{text: text, words: wordsOf(text), lex: known()}
	s.traits = make([]trait, len(s.words))
	for i, w := range s.words {
		s.traits[i] = s.lex.of(w.text)
	}
	s.groups = groupsOf(text)
	s.digits = len(s.groups) > 0
	places := make([]int, 0, 2*len(s.groups))
	for _, g := range s.groups {
		places = append(places, g.start, g.end)
	}
	s.windows = around(text, places, digitReach)
	return s
}

// outside drops the marks that touch a placeholder, those that have become empty, and the number of an organisation that helps, whatever it
// was taken for.
func (s *scene) outside(marks []mark) []mark {
	out := marks[:0]
	at := 0
	for _, m := range marks {
		for at < len(s.words) && s.words[at].end <= m.start {
			at++
		}
		held := false
		for i := at; i < len(s.words) && s.words[i].start < m.end; i++ {
			held = held || s.words[i].held != ""
		}
		public := m.kind != Email && m.kind != Link && m.kind != Name && s.ruling(m.start) || m.kind != Email && m.kind != Link && m.kind != Name && Public(s.text[m.start:m.end]) && digitsIn(s.text[m.start:m.end]) >= 8
		if !held && !public && m.start < m.end {
			out = append(out, m)
		}
	}
	return out
}

// ruling reports that a code is part of an ECLI, the number of a published ruling.
func (s *scene) ruling(at int) bool {
	from := max(0, at-longestWord)
	for at > from && (s.text[at-1] == ':' || s.text[at-1] < utf8.RuneSelf && wordRune(rune(s.text[at-1]))) {
		at--
	}
	return len(s.text)-at > 5 && strings.EqualFold(s.text[at:at+5], "ECLI:")
}

// sorted puts marks in order.
func sorted(marks []mark) []mark {
	slices.SortFunc(marks, func(a, b mark) int { return cmp.Or(a.start-b.start, a.end-b.end) })
	return marks
}
