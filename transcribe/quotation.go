package transcribe

import (
	"regexp"
	"strings"

	"wegwijzer/internal/dutch"
)

// quoteOf returns the literal sentence of text in which byte at of its folded form lies. When folding changed the length the sentence is found
// by its words.
func quoteOf(text, fold string, at int) string {
	spans := dutch.Sentences(text)
	for k, s := range spans {
		head := len(dutch.Fold(text[:s.End]))
		if at < head || k == len(spans)-1 {
			q := text[s.Start:s.End]
			if r := []rune(q); len(r) > 220 {
				from := max(0, at-len(dutch.Fold(text[:s.Start]))-60)
				if from < len(q) {
					for from > 0 && q[from-1] != ' ' {
						from--
					}
					q = q[from:]
				}
				if r := []rune(q); len(r) > 220 {
					q = string(r[:220])
				}
			}
			return strings.TrimSpace(q)
		}
	}
	return text
}

func firstSentence(text string) string {
	if s := dutch.Sentences(text); len(s) > 0 {
		return text[s[0].Start:s[0].End]
	}
	return text
}

func firstTwo(text string) string {
	s := dutch.Sentences(text)
	switch {
	case len(s) == 0:
		return text
	case len(s) == 1:
		return text[s[0].Start:s[0].End]
	}
	return text[s[0].Start:s[1].End]
}

func sentenceWith(text string, words *regexp.Regexp) string {
	for _, s := range dutch.Sentences(text) {
		if words.MatchString(dutch.Fold(text[s.Start:s.End])) {
			return text[s.Start:s.End]
		}
	}
	return text
}
