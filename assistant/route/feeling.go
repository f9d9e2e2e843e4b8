package route

import (
	"slices"

	"wegwijzer/internal/dutch"
)

// fewToTell is how many words somebody needs to say what they think of what happened.
const fewToTell = 14

// Resents reports whether a message says in a few words how unjust it was, or that another stood by: it asks nothing. Of us, of what speaks here and of what its
// writer left undone, it says nothing.
func Resents(message string) bool {
	text := dutch.Visible(message)
	s := read(text)
	has := func(concept string) bool { return s.has(need{concept: concept}) }
	stoodBy := slices.ContainsFunc(s.marks, func(m mark) bool { return m.concept == "stoodby" && !s.undone(m) })
	return len(s.words) <= fewToTell && (has("outrage") || stoodBy) && !Asks(text) && !has("howask") && !has("org") && !has("bot") && !has("misread") && !has("insult") && !has("thinks") && !s.asksAnything()
}

// undone reports whether it is the writer who left something undone: "ik deed niks", "ik riep niet en deed niks".
func (s sentence) undone(m mark) bool {
	if m.from == 0 {
		return false
	}
	last := s.words[m.from-1]
	return writers[last] || (last == "en" || last == "maar") && slices.ContainsFunc(s.words[:m.from], func(w string) bool { return writers[w] })
}

// asksAnything reports whether one of the words of a sentence asks or seeks something.
func (s sentence) asksAnything() bool {
	return slices.ContainsFunc(s.words, func(w string) bool { return modal[w] || w == "of" || w == "klacht" || w == "help" })
}

// Belittles reports whether a message says in a few words that its writer makes too much of it: "wat zeur ik", "stom he".
func Belittles(message string) bool {
	s := read(dutch.Visible(message))
	const near = 4
	little := s.has(need{concept: "belittle"}) || s.has(need{concept: "isetmyself", then: "onto", within: near}) && !s.has(need{concept: "=voor"})
	return len(s.words) <= fewToTell && little && !s.has(need{concept: "owndeedtold"}) && !s.has(need{concept: "bot"}) && !s.has(need{concept: "org"})
}
