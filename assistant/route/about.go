package route

import (
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
)

// aboutTopic begins what a rule says of the topic of the bank that a message plainly asks for, whose own words find another page or none.
const aboutTopic = "about_"

// About returns the topic of the bank that a message plainly asks for, "" where its words are to be looked for as they are.
func About(message string) string {
	text := dutch.Visible(message)
	var sentences []sentence
	for _, piece := range segments(text) {
		sentences = append(sentences, read(piece))
	}
	if len(wordsOf(text)) <= deedNear*leastTold && namesAny(text, "ownfear", "prospect") && slices.ContainsFunc(sentences, sentence.vengeance) {
		return OfVengeance
	}
	if AsksEffect(text) {
		return OfReactions
	}
	for _, r := range rules() {
		if topic, ok := strings.CutPrefix(r.says, aboutTopic); ok && slices.ContainsFunc(sentences, func(s sentence) bool { return s.fits(r) }) {
			return topic
		}
	}
	return ""
}

// OfReactions is the topic of how people react to something terrible.
const OfReactions = "normale_reacties"

// OfVengeance is the topic of who fears what comes of a report: whoever takes revenge, it is not the writer.
const OfVengeance = "wraak_intimidatie"

// Pressed reports whether a message tells that another wants its writer to alter or take back what they told the police or the court.
func Pressed(message string) bool { return says(message, "pressed") != "" }

// OfYouthCare reports whether a message speaks of who may take a child from home.
func OfYouthCare(message string) bool { return namesAny(dutch.Visible(message), "youthcare") }

// SelfDoubt is what a message doubts of what its writer tells.
type SelfDoubt string

// What may be doubted.
const (
	Certain  SelfDoubt = ""
	ItsWorth SelfDoubt = "worth" // whether what happened is bad enough to ask for help
	ItsTruth SelfDoubt = "truth" // whether what the writer sees and notices is so
)

// DoubtsSelf returns what a message doubts of what its writer tells.
func DoubtsSelf(message string) SelfDoubt {
	return SelfDoubt(says(message, string(ItsWorth), string(ItsTruth)))
}

// avenged reports a sentence in which another takes revenge, or in which the writer fears what they are told that we do not help with.
func (s sentence) avenged() bool {
	return s.vengeance() || slices.ContainsFunc(s.marks, func(m mark) bool { return m.concept == "harms" && s.feared(m) })
}

// vengeance reports a sentence in which another takes revenge, or in which the writer fears it: "ik ben bang voor wraak", "straks pakt hij mij terug", and not
// "ik wil wraak" or "mijn broer wil hem terugpakken".
func (s sentence) vengeance() bool {
	return slices.ContainsFunc(s.marks, func(m mark) bool { return m.concept == "revengeverb" && (s.feared(m) || s.ofAnother(m)) })
}

// feared reports whether the writer fears what is named, and not to do it.
func (s sentence) feared(deed mark) bool {
	return slices.ContainsFunc(s.marks, func(f mark) bool {
		return f.concept == "ownfear" && f.to <= deed.from && !slices.ContainsFunc(s.words[f.to:deed.from], func(w string) bool { return reporters[w] || w == "i" })
	})
}

// ofAnother reports whether in the clause of a deed another does it, and not to somebody else.
func (s sentence) ofAnother(deed mark) bool {
	from, to := 0, len(s.words)
	for i, w := range s.words {
		switch {
		case i < deed.from && apartFrom[w]:
			from = i + 1
		case i >= deed.to && i < to && apartFrom[w]:
			to = i
		}
	}
	another := false
	for i := from; i < to; i++ {
		w := s.words[i]
		switch {
		case reporters[w], whomToBreak[w] && w != "ze", w == "op" && i+1 < to && !undergoers[s.words[i+1]]:
			return false
		}
		another = another || nominative[w]
	}
	return another
}

var (
	apartFrom  = set("dat", "of", "omdat", "als", "want", "maar", "en", "doordat", "zodra", "nadat", "sinds", "wanneer", "om")
	nominative = set("hij", "zij", "ze", "die", "dader", "daders", "verdachte", "verdachten", "ex", "familie", "vrienden", "man", "vader", "broer", "broers", "buurman", "stalker")
	undergoers = set("mij", "me", "ons")
)
