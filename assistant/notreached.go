package assistant

import (
	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
)

// notReached returns the card of the danger that was told before, for who tells that nobody answers a line: whom else to reach is what they need now. f is what
// was heard in the message itself.
func (s *state) notReached(f danger.Finding) (danger.Finding, bool) {
	m := s.memory
	acute := m.Card != nil && m.Card.Level == danger.Acute
	if len(m.Near) == 0 || len(m.Kinds) == 0 || m.Booking != nil {
		return f, false
	}
	line, waits := route.NotReached(s.turn.said())
	if !waits || line == "" && f.Level == danger.Acute && f.Ruled && !acute {
		return f, false // "ze neemt niet op" is said of whom one fears for
	}
	if acute {
		return *m.Card, true
	}
	return danger.Finding{Level: danger.Concern, Kinds: m.Kinds, Lines: m.Near, Child: f.Child, Grown: f.Grown, Deaf: f.Deaf, Wish: m.Wish}, true
}
