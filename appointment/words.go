package appointment

import (
	"regexp"
	"slices"
	"strings"
)

// Words returns the four words that belong to a secret that only one page has, with a key of the server; try tells codes apart that came out
// the same by chance. Other rooms whose visitors come back by a code use the same words, with a key of their own.
func Words(key []byte, secret string, try int) string { return codeOf(key, secret, try) }

// HashWords returns what may be kept of four words as a person typed them.
func HashWords(key []byte, typed string) []byte { return hashCode(key, typed) }

// Without returns a text with put in the place of each code in it, also of one with a word that is mistyped: of four words that follow each other
// three are of the list, as in no ordinary sentence.
func Without(text, put string) string {
	all := word.FindAllStringIndex(text, -1)
	known := make([]int, len(all))
	for i, at := range all {
		if slices.Contains(words(), strings.ToLower(text[at[0]:at[1]])) {
			known[i] = 1
		}
	}
	for i := len(all) - codeLength; i >= 0; i-- {
		if n := known[i] + known[i+1] + known[i+2] + known[i+3]; n >= codeLength-1 && parted.MatchString(between(text, all[i:i+codeLength])) {
			text = text[:all[i][0]] + put + text[all[i+codeLength-1][1]:]
			i -= codeLength - 1
		}
	}
	return text
}

var (
	word   = regexp.MustCompile(`\pL+`)
	parted = regexp.MustCompile(`^[ \t\r\n,._/-]*$`) // as plainCode parts them
)

// between returns what stands between words of a text.
func between(text string, places [][]int) string {
	var b strings.Builder
	for i := 1; i < len(places); i++ {
		b.WriteString(text[places[i-1][1]:places[i][0]])
	}
	return b.String()
}
