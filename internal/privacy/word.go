package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is a word or number of a text, with what can be seen of it.
type word struct {
	start, end int    // bytes; a possessive or case ending behind an apostrophe lies behind end
	text       string // folded: lower case, no diacritics
	raw        string // as written
	gap        gap    // what stands before it
	upper      bool   // begins with a capital
	caps       bool   // is all capitals, two or more
	first      bool   // begins a sentence or a line, where a capital says nothing
	digits     bool   // begins with a digit
	held       Type   // what a placeholder stands for; empty for a word
	suffix     bool   // has an ending behind an apostrophe
}

// gap is what stands between a word and the one before it.
type gap uint8

const (
	space  gap = iota // white space within a line, or nothing
	comma             // a comma
	dot               // one full stop, with or without space
	colon             // a colon or an equals sign
	line              // an end of a line
	finish            // the end of a sentence: . ! ? before a capital or a new line, …
	other             // anything else
)

// longestWord bounds what is looked at as one word.
const longestWord = 60

// wordsOf returns the words of text. Words joined by a hyphen are one; so is one with an apostrophe in it, but not its ending behind one.
func wordsOf(text string) []word {
	words := make([]word, 0, len(text)/6+1)
	last := 0 // the end of the word before
	for i := 0; i < len(text); {
		if text[i] == '[' {
			if kind, size := placeholderAt(text[i:]); size > 0 {
				words = append(words, word{start: i, end: i + size, held: kind, gap: gapOf(text[last:i]), raw: text[i : i+size]})
				i += size
				last = i
				i += endingAt(text[i:]) // [naam]'yi
				continue
			}
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if size := clipped(text, i, r, n); size > 0 { // 't and 's
			w := word{start: i, end: i + size, raw: text[i : i+size], text: "'" + text[i+size-1:i+size], gap: gapOf(text[last:i])}
			words = append(words, w)
			i += size
			last = i
			continue
		}
		if !wordRune(r) {
			i += n
			continue
		}
		w := word{start: i}
		end := i + n
		apostrophe, kept := 0, false
		for i = end; i < len(text); {
			r, n := utf8.DecodeRuneInString(text[i:])
			if wordRune(r) {
				i += n
				end = i
				continue
			}
			next, _ := utf8.DecodeRuneInString(text[i+n:])
			if !unicode.IsLetter(next) || i-w.start > longestWord {
				break
			}
			if apostropheRune(r) {
				if apostrophe == 0 {
					apostrophe, kept = i, utf8.RuneCountInString(text[w.start:i]) <= 2 // O'Neill, d'Arc and m'n stay whole
				}
			} else if r != '-' && r != '\u2010' && r != '\u2011' {
				break
			}
			i += n
		}
		if apostrophe > 0 && apostrophe < end && !kept && utf8.RuneCountInString(text[apostrophe:end]) <= 6 {
			end, w.suffix = apostrophe, true
		}
		w.end = end
		w.raw = text[w.start:end]
		w.text = keyOf(w.raw)
		w.gap = gapOf(text[last:w.start])
		w.upper, w.caps = capital(w.raw)
		w.digits = text[w.start] >= '0' && text[w.start] <= '9'
		words = append(words, w)
		if i < end {
			i = end
		}
		last = i
		if !w.suffix {
			last = end
		}
	}
	starts(words)
	return words
}

// clipped returns the size of a word of which only an apostrophe and a letter are left, such as 't, at text[i:]; 0 when there is none.
func clipped(text string, i int, r rune, n int) int {
	if !apostropheRune(r) || i+n >= len(text) || strings.IndexByte("tsnk", text[i+n]) < 0 || i > 0 && text[i-1] != ' ' {
		return 0
	}
	if next, _ := utf8.DecodeRuneInString(text[i+n+1:]); next != ' ' {
		return 0
	}
	return n + 1
}

// endingAt returns the size of an ending behind an apostrophe that s begins with, such as 's and 'yi.
func endingAt(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	if !apostropheRune(r) {
		return 0
	}
	letters := 0
	for n < len(s) && letters < 6 {
		r, size := utf8.DecodeRuneInString(s[n:])
		if !wordRune(r) {
			break
		}
		n += size
		letters++
	}
	if letters == 0 || letters > 5 {
		return 0
	}
	return n
}

func apostropheRune(r rune) bool {
	return r == '\'' || r == '\u2019' || r == '\u2018' || r == '`' || r == '\u00b4' || r == '\u02bc'
}

// capital reports whether a word begins with a capital, and whether it has no small letters.
func capital(s string) (upper, caps bool) {
	n := 0
	for i, r := range s {
		if unicode.IsLower(r) || unicode.Is(unicode.Lo, r) {
			return upper, false
		}
		if unicode.IsUpper(r) {
			if i == 0 {
				upper = true
			}
			n++
		}
	}
	return upper, n >= 2
}

func gapOf(s string) gap {
	if len(s) > 2 && strings.Count(s, " ")+strings.Count(s, "\t") > 2 || strings.Contains(s, "\t") {
		return line // the next cell of a table
	}
	g := space
	seen := 0
	for _, r := range s {
		switch {
		case r == '\n' || r == '\r':
			return line
		case r == ' ' || r == '\t' || r == '\u00a0' || r == '\u202f' || r == '\u200b' || r == '\u200e' || r == '\u200f':
			continue
		case r == ',' || r == '،':
			g = comma
		case r == '.':
			g = dot
		case r == ':' || r == '=':
			g = colon
		case r == '!' || r == '?' || r == '\u2026' || r == '؟' || r == ';' || r == '•' || r == '|':
			return finish
		default:
			g = other
		}
		if seen++; seen > 1 {
			g = other
		}
	}
	return g
}

// shortened are words that end in a full stop without ending a sentence.
var shortened = words(`dat mr mrs ms dr drs ir ing prof mw mevr mej dhr hr fam geb art nr tel st jl bijv resp gr vr t.a.v tav tnv o.a m.b.t
	pan p im ul ur m mme mlle sr sra av adv ds pr jhr sgt insp hr herr fr weled tj th chr ph ij joh fr sj dj jan feb febr mrt apr jun jul aug sep sept okt nov dec gebr mgr drs dhr mevr`)

// starts says which words begin a sentence, and makes a full stop that ends none a space.
func starts(words []word) {
	for i := range words {
		w := &words[i]
		switch {
		case i == 0 || w.gap == line || w.gap == finish:
			w.first = true
		case w.gap == dot:
			before := words[i-1]
			if shortened[before.text] || before.upper && utf8.RuneCountInString(before.raw) == 1 {
				continue
			}
			w.first = w.upper || w.digits || w.held != ""
			if w.first {
				w.gap = finish
			}
		case w.gap == other:
			w.first = true // a quotation, a bracket or a dash may begin one
		}
	}
}

// wordAt returns the number of the first word that begins at or behind a byte.
func wordAt(words []word, at int) int {
	low, high := 0, len(words)
	for low < high {
		mid := (low + high) / 2
		if words[mid].start < at {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

// initial reports a single capital letter, as of a given name.
func (w word) initial() bool { return w.upper && utf8.RuneCountInString(w.raw) == 1 }

// letters reports a word of letters, hyphens and apostrophes only.
func (w word) letters() bool {
	return w.held == "" && !strings.ContainsAny(w.raw, "0123456789")
}
