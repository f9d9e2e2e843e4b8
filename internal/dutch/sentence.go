package dutch

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Span is a piece of a text by byte offsets, half-open.
type Span struct{ Start, End int }

// Sentences returns the sentences of text in order, without the white space around them. A line break ends a sentence; a full stop
// does not when it follows an abbreviation ("bijv.", "art."), an initial or a number that goes on ("08.00", "1.250", "31.12.2026").
func Sentences(text string) []Span {
	var spans []Span
	start := 0
	flush := func(end int) {
		a, b := start, end
		for a < b {
			r, n := utf8.DecodeRuneInString(text[a:b])
			if !unicode.IsSpace(r) {
				break
			}
			a += n
		}
		for b > a {
			r, n := utf8.DecodeLastRuneInString(text[a:b])
			if !unicode.IsSpace(r) {
				break
			}
			b -= n
		}
		if b > a {
			spans = append(spans, Span{a, b})
		}
		start = end
	}
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch r {
		case '\n':
			flush(i)
		case '.', '!', '?', '…':
			end := i + n
			for end < len(text) {
				q, m := utf8.DecodeRuneInString(text[end:])
				if !strings.ContainsRune(`.!?…"'”’»)]`, q) {
					break
				}
				end += m
			}
			if ends(text, start, i, end, r) {
				flush(end)
			}
			i = end
			continue
		}
		i += n
	}
	flush(len(text))
	return spans
}

// ends reports whether the mark at position dot, with closing quotes up to end, closes the sentence that began at start.
func ends(text string, start, dot, end int, mark rune) bool {
	rest := text[end:]
	if rest == "" {
		return true
	}
	next, n := utf8.DecodeRuneInString(rest)
	if !unicode.IsSpace(next) {
		return false
	}
	after := strings.TrimLeft(rest[n:], " \t\u00a0")
	if after == "" || after[0] == '\n' {
		return true
	}
	first, _ := utf8.DecodeRuneInString(after)
	if mark != '.' {
		return !unicode.IsLower(first)
	}
	word := text[start:dot]
	if i := strings.LastIndexFunc(word, func(r rune) bool { return unicode.IsSpace(r) || r == '(' || r == '"' }); i >= 0 {
		word = word[i+1:]
	}
	w := strings.ToLower(word)
	if abbreviations[w] {
		return false
	}
	if utf8.RuneCountInString(word) == 1 && unicode.IsUpper([]rune(word)[0]) { // an initial
		return false
	}
	return !unicode.IsLower(first)
}

var abbreviations = set("art artt bijv bv bijvb dhr mevr mw mr drs dr ir ing prof st nr nrs blz p pag tel t.a.v t.o.v m.b.t i.v.m d.w.z d.m.v o.a o.a.m m.n n.a.v a.s jl e.d e.a enz etc ca circa incl excl max min resp vgl zgn z.g.n i.p.v i.c t.b.v t.g.v t/m m.i.v a.u.b s.v.p o.g.v jo lid sub hs fam ong gem ma di wo vr za jan feb mrt apr aug sept sep okt nov dec")
