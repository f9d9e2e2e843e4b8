package dutch

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Token is one word, number or code in a text.
type Token struct {
	Text       string // folded
	Start, End int    // byte offsets in the original text, half-open
}

// Tokens returns the words and numbers of text in order. A hyphenated word, a number with separators ("1.250,50", "0900-0101", "08.00-20.00"),
// an article number ("51e") and an e-mail or web address without its scheme each stay one token.
func Tokens(text string) []Token {
	tokens := make([]Token, 0, len(text)/5+2) // few texts have shorter words
	eachToken(text, func(t Token) { tokens = append(tokens, t) })
	return tokens
}

// eachToken calls f with the tokens of text in order.
func eachToken(text string, f func(Token)) {
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !wordRune(r) {
			i += n
			continue
		}
		start, end := i, i+n
		i += n
		for i < len(text) {
			r, n = utf8.DecodeRuneInString(text[i:])
			if wordRune(r) {
				i += n
				end = i
				continue
			}
			if !joins(text, start, i, r, n) {
				break
			}
			i += n
		}
		i = end
		if folded := Fold(text[start:end]); folded != "" { // only marks and invisible characters fold to nothing
			f(Token{Text: folded, Start: start, End: end})
		}
	}
}

func wordRune(r rune) bool {
	if r < utf8.RuneSelf { // nearly all are
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || invisible(r)
}

// joins reports whether r at position i keeps the token that began at start together with what follows.
func joins(text string, start, i int, r rune, n int) bool {
	if i+n >= len(text) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(text[i+n:])
	last, _ := utf8.DecodeLastRuneInString(text[start:i])
	switch r {
	case '-', '‑', '‐':
		return wordRune(next)
	case '.', ',', ':', '/':
		if unicode.IsDigit(last) && unicode.IsDigit(next) {
			return true
		}
		if r == ':' { // the parts of an ECLI belong together
			return i-start >= 4 && strings.EqualFold(text[start:start+4], "ecli") && wordRune(next)
		}
		// A dot inside a name of a site ("113.nl") but not a full stop without a space after a sentence ("klaar.Bel").
		return r == '.' && unicode.IsLower(next) && (unicode.IsLower(last) || unicode.IsDigit(last))
	case '@':
		return unicode.IsLetter(next) || unicode.IsDigit(next)
	case '\'', '’':
		// foto's, auto’s, 's morgens: one letter behind the apostrophe belongs to the word.
		if !unicode.IsLetter(next) || !unicode.IsLetter(last) {
			return false
		}
		_, m := utf8.DecodeRuneInString(text[i+n:])
		if i+n+m >= len(text) {
			return true
		}
		after, _ := utf8.DecodeRuneInString(text[i+n+m:])
		return !unicode.IsLetter(after)
	}
	return false
}
