package gate

import (
	"maps"
	"slices"
	"strings"
	"unicode"
)

// How much of a translation must be known to say what the Dutch sentence says. What no list knows counts as not said: it may be anything.
const (
	meantShare = 0.5
	meantLeast = 2 // words
	endingMost = 2 // letters
	meantApart = 1 // words one behind the other that may be unknown
)

// means reports whether the words of a translation are known to say what the Dutch sentence says: most that carry a meaning, two at the least, and
// none that may harm and is the model's own.
func (t translation) means() bool {
	var said []string
	for _, f := range t.words {
		if f.digits || f.name || t.bounds(f.fold) || t.Days[f.fold] != "" || t.Months[f.fold] != 0 {
			continue // compared apart
		}
		if r := []rune(f.raw); len(r) <= endingMost && unicode.Is(unicode.Latin, r[0]) {
			continue // an ending, or a word that says little
		}
		said = append(said, t.Bare(f.fold)...)
	}
	all, borne, unborne := 0, 0, 0
	for i := 0; i < len(said); i++ {
		long, harms := 0, false
		for _, m := range t.Meanings(said[i:]) {
			if t.of.holdsDutch(m.Dutch) {
				long = max(long, len(m.Words))
			} else {
				harms = harms || m.Harms
			}
		}
		switch {
		case long > 0:
			all, borne, unborne, i = all+1, borne+1, 0, i+long-1
		case harms:
			return false
		case t.Light[said[i]] || t.Negations[said[i]] || slices.Contains(t.Must, said[i]) || slices.Contains(t.May, said[i]): // compared apart
		case t.of.related(said[i]):
			all, borne, unborne = all+1, borne+1, 0
		default:
			if all, unborne = all+1, unborne+1; unborne > meantApart {
				return false // a part of it may say something else
			}
		}
	}
	return borne >= min(meantLeast, all) && float64(borne) >= meantShare*float64(all)
}

// bounds reports whether a word says "at most" or "at least".
func (t translation) bounds(word string) bool {
	return slices.Contains(t.Most, word) || slices.Contains(t.Least, word)
}

// holdsDutch reports whether one of the words of a column stands in a text: a star stands for any ending, or any beginning.
func (r *reading) holdsDutch(column string) bool {
	for w := range strings.FieldsSeq(column) {
		begins, open := strings.CutSuffix(w, "*")
		ends, within := strings.CutPrefix(begins, "*")
		if !open && !within {
			if r.tokens[w] || r.stems[roleStem(w)] {
				return true
			}
			continue
		}
		for t := range maps.Keys(r.tokens) {
			if within && strings.Contains(t, ends) || !within && strings.HasPrefix(t, begins) {
				return true
			}
		}
	}
	return false
}

// Words of two languages that begin alike, or are the same, are mostly the same word: "formulario", "document".
const (
	alikeLetters = 5
	sameLetters  = 4
)

// related reports whether a word of another language looks like one of the text.
func (r *reading) related(word string) bool {
	letters := []rune(word)
	if len(letters) < sameLetters || !unicode.Is(unicode.Latin, letters[0]) {
		return false
	}
	if r.tokens[word] {
		return true
	}
	for t := range maps.Keys(r.tokens) {
		if len(letters) >= alikeLetters && strings.HasPrefix(t, string(letters[:alikeLetters])) {
			return true
		}
	}
	return false
}
