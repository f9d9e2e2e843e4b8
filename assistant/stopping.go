package assistant

import (
	"wegwijzer/assistant/route"
)

// Who told that they hit somebody and then writes "ik wil stoppen" speaks of the hitting, and not of this talk: they are shown who helps them with it.

// hits reports whether a message tells that its writer is violent to somebody of theirs.
func (a *Assistant) hits(s *state) bool {
	if s.turn.Retrieved != "" || s.turn.Chosen || route.HitsBack(s.turn.said()) {
		return false
	}
	if ownDeed(s.turn.said()) || route.Hits(s.turn.said()) {
		return true
	}
	told := s.ownDutch()
	top := a.topics().Rank(told, 1)
	return hasToken(told, writerPronoun) && len(top) > 0 && top[0].Topic == ownViolence && top[0].P >= ownSubject
}

var writerPronoun = words("ik")

// stopsHitting reports whether a message says that its writer wants to stop with what they told to do to another.
func (s *state) stopsHitting() bool {
	return s.memory.Hits && s.memory.Booking == nil && route.WantsToStop(s.question)
}

// whoHelpsToStop answers that.
func (a *Assistant) whoHelpsToStop(s *state) (verdict, error) {
	s.answer.Status, s.answer.Action, s.own = Told, ActionVeiligThuis, true
	return verdict{done: true, word: "stop hitting"}, a.say(s, Message(s.answer.Lang, "stop_hitting"))
}
