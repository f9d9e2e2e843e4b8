package route

import (
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
)

// lineNamed begins the concept of a line that a message names, behind which stands how that line is called: that of a card of danger.
const lineNamed = "line_"

// NotReached reports whether a message tells that nobody answers a telephone line for people in need, and returns which line it names: "" where it names none.
// Of somebody else who does not answer, of a call that the writer missed, and of a report that the police does not take, it says nothing.
func NotReached(message string) (line string, ok bool) {
	for _, piece := range segments(dutch.Visible(message)) {
		s := read(piece)
		if s.has(need{concept: "iputonhold"}) || s.has(need{concept: "paperwork"}) {
			continue // "mijn aanvraag staat in de wacht"
		}
		for _, m := range s.marks {
			if name, is := strings.CutPrefix(m.concept, lineNamed); is && (line == "" || line == "slachtofferhulp") {
				line = name
			}
		}
		waits := s.has(need{concept: "hangson", then: "ontheline", within: fewWords}) && s.has(need{concept: "iself"}) && s.has(need{concept: "solong"}) && !s.has(need{concept: "=met"})
		nobody := (s.has(need{concept: "onhold"}) || waits) && !s.has(need{concept: "otheroffice"})
		unanswered := slices.ContainsFunc(s.marks, func(m mark) bool {
			return m.concept == "unanswered" && !s.byWriter(m)
		}) && (line != "" || s.has(need{concept: "helpline"}))
		ok = ok || nobody || unanswered
	}
	if !ok {
		return "", false
	}
	return line, true
}

// byWriter reports whether the writer does what is named: "ik nam niet op", "nam ik niet op".
func (s sentence) byWriter(m mark) bool {
	return m.from > 0 && writers[s.words[m.from-1]] || m.to < len(s.words) && writers[s.words[m.to]] && s.words[m.to-1] != "op"
}

var writers = set("ik", "k", "i", "je", "j", "ja", "я", "ben", "mi", "we", "wij")

// MissedCall reports whether a message tells that we called its writer, who did not answer: nobody did anything wrong there.
func MissedCall(message string) bool {
	return slices.ContainsFunc(segments(dutch.Visible(message)), func(piece string) bool {
		s := read(piece)
		ours := s.has(need{concept: "ofours"}) || s.has(need{concept: "org"})
		missed := s.has(need{concept: "imissed"}) || slices.ContainsFunc(s.marks, func(m mark) bool { return m.concept == "unanswered" && s.byWriter(m) })
		return ours && missed && s.has(need{concept: "theycalled"}) && !s.has(need{concept: "otheroffice"}) && !s.has(need{concept: "policeorg"}) && !s.has(need{concept: "doer"})
	})
}

// LostChance reports whether a message asks in few words whether something is over now, or whether it may still be had. Of what, the talk must tell.
func LostChance(message string) bool {
	s := read(dutch.Visible(message))
	const near = 3
	lost := s.has(need{concept: "lostchance"}) || s.has(need{concept: "=kans"}) && s.has(need{concept: "lostword"}) || s.has(need{concept: "lostword", then: "mychance", within: near})
	return len(s.words) <= fewWords && lost && !s.has(need{concept: "court"}) && !s.has(need{concept: "policeorg"}) && !s.has(need{concept: "fixedfund"})
}
