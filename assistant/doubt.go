package assistant

import (
	"context"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
)

// In a talk the words of a message alone tell less of what it wants: "nu wil ze nog meer" is no question about somebody else, after extortion was told. What
// sounds like a message that the site is not asked about, and is not one by its grammar or by a rule, is looked for first.

// inTalk reports whether something was said before.
func (s *state) inTalk() bool { return s.memory.soFar(true) != "" }

// doubts reports whether the site is asked before a message is believed to be of a kind that it only sounds like, and what is then done when the site is not
// sure: nobody who told what was done to them is refused for how their words sound.
func (a *Assistant) doubts(s *state, v route.Verdict) bool {
	if !a.mayBeOfMatter(s, v) {
		return false
	}
	s.kind, s.perhaps, s.doubted = route.Answer, v.Kind, true
	switch v.Kind {
	case route.OtherPerson, route.Perpetrator, route.Revenge:
		s.perhaps, s.doubted = "", false
	case route.Watched:
		if !s.ofHearing() {
			s.aside = a.watched(s)
		}
	}
	return true
}

// enough is how sure the site must be to be believed before what a message sounds like. How a case ends nobody may be told: that is doubted least.
func (a *Assistant) enough(s *state) float64 {
	switch s.perhaps {
	case route.Prediction:
		if s.ofMatter(a) {
			return sure
		}
		return certain
	case route.Watched: // it is told all the same
		return possible
	}
	return sure
}

// sureOfAbuse is from when words that speak to us are anger at us, whatever the site says of them.
const sureOfAbuse = 0.9

// mayBeOfMatter reports whether a message in a talk may be about the matter though it sounds like another kind.
func (a *Assistant) mayBeOfMatter(s *state, v route.Verdict) bool {
	ofCrime := v.Kind == route.Capability && route.OfOffence(s.question) // "kan ik hier aangifte doen"
	ofCrime = ofCrime || (v.Kind == route.Human || v.Kind == route.Capability) && s.ofMatter(a)
	if v.P == 1 || !s.inTalk() && !ofCrime || s.memory.Booking != nil || s.turn.Chosen {
		return false
	}
	switch v.Kind {
	case route.Prediction, route.Watched:
		return true
	case route.Human:
		return s.ofMatter(a)
	case route.Identity, route.Capability:
		return !route.Addresses(s.question) || s.ofMatter(a)
	case route.Abuse:
		if route.Addresses(s.question) || route.Insults(s.question) {
			return v.P < sureOfAbuse
		}
		return route.Asks(s.question) || tellsOn(s.question)
	case route.OtherPerson, route.Perpetrator, route.Revenge:
		return a.suffered(s)
	}
	return false
}

// ofMatter reports whether a message surely has a subject that the site has a page on, and that is not what people say to us: fellow sufferers, a visit.
func (s *state) ofMatter(a *Assistant) bool {
	top := a.topics().Rank(s.ownDutch(), 1)
	return len(top) > 0 && top[0].P >= ownSubject && !kindred[top[0].Topic]
}

// suffered reports whether the person told what was done to them or theirs, and not that they did it.
func (a *Assistant) suffered(s *state) bool {
	if a.caused(s) {
		return false
	}
	m := s.memory
	for _, k := range m.Kinds {
		if k != danger.ThreatByUser {
			return true
		}
	}
	return route.OfOffence(m.soFar(true))
}

// watched returns how to leave this page unseen.
func (a *Assistant) watched(s *state) string {
	if a.keeps(s) {
		return Message(s.answer.Lang, replies[route.Watched].key+"_kept")
	}
	return Message(s.answer.Lang, replies[route.Watched].key)
}

// ofHearing reports whether what was told is of the police or the court: who is seen or known there is asked, and not who sees this page.
func (s *state) ofHearing() bool {
	return route.OfWitness(s.memory.soFar(true)) || route.OfData(s.question)
}

// unsure says who speaks in one sentence and that the site does not know, where a message in a talk only sounds like a question about us.
func (a *Assistant) unsure(ctx context.Context, s *state) (verdict, error) {
	if !s.memory.Program {
		s.program = Message(s.answer.Lang, "program")
	}
	if tellsOn(s.question) {
		return verdict{done: true, word: "told on"}, a.toldOn(s)
	}
	return verdict{done: true, word: "unknown"}, a.unknown(ctx, s)
}
