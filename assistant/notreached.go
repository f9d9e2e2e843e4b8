package assistant

import (
	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
)

// notReached returns the card of the danger that was told before, for who tells that nobody answers a line: whom else to reach is what they need now. f is what
// was heard in the message itself.
func (s *state) notReached(f danger.Finding) (danger.Finding, bool) {
	m := s.memory
	own := s.reads.Check(s.turn.said())
	if len(m.Near) == 0 || len(m.Kinds) == 0 || own.Level == danger.Acute && own.Ruled || m.Booking != nil {
		return f, false
	}
	if _, waits := route.NotReached(s.turn.said()); !waits {
		return f, false
	}
	if m.Card != nil && m.Card.Level == danger.Acute {
		return *m.Card, true
	}
	return danger.Finding{Level: danger.Concern, Kinds: m.Kinds, Lines: m.Near, Child: f.Child, Grown: f.Grown, Deaf: f.Deaf, Wish: m.Wish}, true
}
