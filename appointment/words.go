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
	for known := codeLength; known >= codeLength-1; known-- {
		for from, to := codeIn(text, known); to > 0; from, to = codeIn(text, known) {
			text = text[:from] + put + text[to:]
		}
	}
	return text
}

// codeIn returns where four words stand of which so many are of the list; where the mistyped one may be the first or the last, both are in it. to is 0 when
// there are none.
func codeIn(text string, known int) (from, to int) {
	all := word.FindAllStringIndex(text, -1)
	for i := range len(all) - codeLength + 1 {
		n := 0
		for _, at := range all[i : i+codeLength] {
			if slices.Contains(words(), strings.ToLower(text[at[0]:at[1]])) {
				n++
			}
		}
		apart := false
		for k := i + 1; k < i+codeLength; k++ {
			apart = apart || !parted.MatchString(text[all[k-1][1]:all[k][0]])
		}
		switch {
		case n < known || apart:
			if to > 0 {
				return from, to
			}
		case to == 0:
			from, to = all[i][0], all[i+codeLength-1][1]
		default:
			to = all[i+codeLength-1][1]
		}
	}
	return from, to
}

var (
	word   = regexp.MustCompile(`\pL+`)
	parted = regexp.MustCompile(`^[ \t\r\n,._/-]*$`) // as plainCode parts them
)
