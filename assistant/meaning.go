package assistant

import (
	_ "embed"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"wegwijzer/assistant/danger"
	"wegwijzer/internal/dutch"
)

//go:embed languages/meanings.tsv
var meaningsTSV string

// How much of a translation must be known to say what the Dutch sentence says. What no list knows counts as not said: it may be anything.
const (
	meantShare = 0.5
	meantLeast = 2 // words
	endingMost = 2 // letters
	meantApart = 1 // words one behind the other that may be unknown
)

// meaning is a word of another language with the Dutch ones that it can be a translation of.
type meaning struct {
	dictionaryEntry
	harms bool // it may not be said where the Dutch sentence does not say it
}

// meanings holds them by language and by the first letter: those of the list made for this, and those that questions are searched by.
var meanings = sync.OnceValue(func() map[string]map[rune][]meaning {
	all := map[string]map[rune][]meaning{}
	for line := range strings.Lines(meaningsTSV) {
		if line = strings.TrimRight(line, "\n"); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		columns := strings.Split(line, "\t")
		if len(columns) != len(dictionaryLanguages)+1 {
			panic("assistant: meanings.tsv: a line has not one column a language: " + line)
		}
		in, harms := strings.CutPrefix(columns[0], "!")
		for i, lang := range dictionaryLanguages {
			if all[lang] == nil {
				all[lang] = map[rune][]meaning{}
			}
			for entry := range strings.SplitSeq(columns[i+1], ",") {
				if words := strings.Fields(dutch.Fold(entry)); entry != "-" && len(words) > 0 {
					first := []rune(words[0])[0]
					all[lang][first] = append(all[lang][first], meaning{dictionaryEntry{words: words, dutch: in}, harms})
				}
			}
		}
	}
	for lang, entries := range dictionary() {
		for first, list := range entries {
			for _, e := range list {
				all[lang][first] = append(all[lang][first], meaning{e, false})
			}
		}
	}
	return all
})

// means reports whether the words of a translation are known to say what the Dutch sentence says: most that carry a meaning, two at the least, and
// none that may harm and is the model's own.
func (t tongue) means(words []foreignWord, lang string, d *reading) bool {
	var said []string
	for _, f := range words {
		if f.digits || f.name || t.bounds(f.fold) || t.days[f.fold] != "" || t.months[f.fold] != 0 {
			continue // compared apart
		}
		if r := []rune(f.raw); len(r) <= endingMost && unicode.Is(unicode.Latin, r[0]) {
			continue // an ending, or a word that says little
		}
		said = append(said, t.bare(f.fold, lang)...)
	}
	all, borne, unborne := 0, 0, 0
	for i := 0; i < len(said); i++ {
		long, harms := 0, false
		for _, m := range meanings()[lang][[]rune(said[i])[0]] {
			switch {
			case !m.at(said[i:]):
			case d.holdsDutch(m.dutch):
				long = max(long, len(m.words))
			case m.harms:
				harms = true
			}
		}
		switch {
		case long > 0:
			all, borne, unborne, i = all+1, borne+1, 0, i+long-1
		case harms:
			return false
		case t.light[said[i]] || t.negations[said[i]] || slices.Contains(t.must, said[i]) || slices.Contains(t.may, said[i]): // compared apart
		case d.related(said[i]):
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
func (t tongue) bounds(word string) bool {
	return slices.Contains(t.most, word) || slices.Contains(t.least, word)
}

// bare returns the words that a folded word is to be looked up as: without what a language writes on to its front.
func (t tongue) bare(word, lang string) []string {
	switch lang {
	case "fr":
		return slices.DeleteFunc(strings.Split(word, "'"), func(s string) bool { return s == "" })
	case "ar":
		if t.light[word] || meaningAt(lang, word) {
			return []string{word}
		}
		for _, front := range []string{"وال", "فال", "بال", "كال", "لل", "ال", "و", "ف", "ب", "ل", "ك"} {
			if rest, ok := strings.CutPrefix(word, front); ok && len([]rune(rest)) > 2 && (t.light[rest] || meaningAt(lang, rest)) {
				return []string{rest}
			}
		}
	}
	return []string{word}
}

// meaningAt reports whether a list knows a single word.
func meaningAt(lang, word string) bool {
	for _, m := range meanings()[lang][[]rune(word)[0]] {
		if m.at([]string{word}) {
			return true
		}
	}
	return false
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

// endangers reports whether a translation speaks of dying or of doing harm, by a rule of the danger check, where the Dutch sentence does not. What that
// check only suspects counts for nothing here: advice on what to do in danger looks like danger.
func endangers(text, quote string) bool {
	found := danger.Check(text)
	return found.Ruled && found.Weighs() && !danger.Check(quote).Weighs()
}
