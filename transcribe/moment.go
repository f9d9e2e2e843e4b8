package transcribe

import (
	"strings"
	"time"
	"unicode"

	"wegwijzer/internal/dutch"
)

// Spot is where in an utterance the words are on which a sentence rests.
type Spot struct {
	From, To int           // words of its text, counted by the spaces between them, half-open; equal when none stand out
	At       time.Duration // when the first of them is said; the beginning of the utterance when no moment of a word is known
}

const (
	leastRun = 3 // words in a row that a sentence and an utterance must share to be the same words
	lookOver = 8 // words that may be missing or put in before a moment is given up
)

// Spot finds the words of an utterance that a sentence quotes: from the first stretch that they share up to the end of the last. A sentence in other
// words, such as one of a model, has no stretch of three; then the longest that there is counts, and a single word never does.
func (u Utterance) Spot(sentence string) Spot {
	said, told := bareWords(u.Text), bareWords(sentence)
	at := Spot{At: u.Start}
	longest := 0
	for i := 0; i < len(said); i++ {
		run := 0
		for j := range told {
			n := 0
			for i+n < len(said) && j+n < len(told) && said[i+n] == told[j+n] && said[i+n] != "" {
				n++
			}
			run = max(run, n)
		}
		switch {
		case run >= leastRun && longest >= leastRun:
			at.To = i + run
		case run >= leastRun || run > longest && run > 1:
			at.From, at.To = i, i+run
		}
		longest = max(longest, run)
		i += max(0, run-1)
	}
	if moments := u.Moments(); at.From < at.To && moments[at.From] != Unknown {
		at.At = moments[at.From]
	}
	return at
}

// Moments returns when each word of the text is said, counted by the spaces between them; Unknown for one of which nobody tells. What a person
// corrected keeps the moments of the words around it.
func (u Utterance) Moments() []time.Duration {
	said := bareWords(u.Text)
	out := make([]time.Duration, len(said))
	next := 0
	for i, word := range said {
		out[i] = Unknown
		for k := next; k < min(next+lookOver, len(u.Words)) && word != ""; k++ {
			// A recogniser cuts words otherwise than a space does: "d'r", "51e", "tien." The first letters tell.
			if heard := letters(u.Words[k].Text); heard == word || heard != "" && strings.HasPrefix(word, heard) {
				out[i], next = u.Words[k].Start, k+1
				break
			}
		}
	}
	return out
}

// bareWords returns the words of a text, counted by the spaces between them, each as its letters and digits.
func bareWords(text string) []string {
	words := strings.Fields(text)
	for i, w := range words {
		words[i] = letters(w)
	}
	return words
}

// letters returns the letters and digits of a word, folded.
func letters(word string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, dutch.Fold(word))
}
