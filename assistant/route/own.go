package route

import (
	"slices"

	"wegwijzer/internal/dutch"
)

// own are kinds about this talk itself and about how it is for who talks. The rules know them best: to the model of who speaks "leest er iemand mee"
// and "bewaar je dit" resemble the question whether a person is there.
var own = map[Kind]bool{Watched: true, Keeping: true, Erasing: true, Guilt: true}

// ofOwn reports whether a rule gives a sentence one of those kinds, and the order of its words does not ask who speaks as well.
func ofOwn(piece string) bool {
	k, ok := ruled([]string{piece})
	return ok && own[k] && !grammar(wordsOf(piece))
}

// Caused reports whether a text tells what the writer may have done to another, of an accident, or of a suicide: nobody can say there whose fault it
// was.
func Caused(text string) bool { return read(text).has(need{concept: "caused"}) }

// fewWords is how many words a message has that asks for nothing but that this talk be erased, or what is kept of it.
const fewWords = 8

// OnlyOfKeeping reports whether a message asks what is kept here, or that it be erased, and tells of nobody.
func OnlyOfKeeping(message string) bool {
	text := dutch.Visible(message)
	k, ok := ruled([]string{text})
	if !ok || k != Keeping && k != Erasing {
		return false
	}
	s := read(text)
	return len(s.words) <= fewWords && !slices.ContainsFunc(s.marks, func(m mark) bool { return m.concept == "they" || m.concept == "kin" || m.concept == "other" })
}

// OnlyOfCalling reports whether a message says no more than that the writer would rather not call or be called, and names nobody: the answer to whoever
// offered that. Who cannot call is not meant: that may be because of somebody near.
func OnlyOfCalling(message string) bool {
	s := read(dutch.Visible(message))
	has := func(concept string) bool { return s.has(need{concept: concept}) }
	return len(s.words) <= fewWords && has("nocall") && (has("prefer") || has("othermeans")) && !has("they") && !has("kin") && !has("other") && !has("=durf") && !has("=kan") && !has("=mag")
}
