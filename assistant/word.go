package assistant

import (
	"strings"

	"wegwijzer/internal/dutch"
)

// words returns the words of a list.
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
