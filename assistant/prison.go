package assistant

import (
	"context"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
)

// ownSay is what the site is asked for who does not want somebody punished: what they can say in that, and what there is besides.
const ownSay = "kan ik de zaak zelf stoppen, de officier van justitie beslist, zeggen wat jij wilt, welke straf jij passend vindt op de zitting"

// spares reports whether a message says that its writer does not want somebody punished.
func (s *state) spares() bool {
	return s.finding.Level == danger.None && s.memory.Booking == nil && s.turn.Retrieved == "" && !s.turn.Chosen && route.Spares(s.question)
}

// whereHeld says that nobody is looked up, and what can be asked for instead.
func (a *Assistant) whereHeld(ctx context.Context, s *state) (verdict, error) {
	r := replies[route.OtherPerson]
	r.key, r.search = "whereabouts", onRelease
	s.answer.Status, s.answer.Action, s.own = r.status, r.action, true
	return verdict{done: true, word: "where held"}, a.withSite(ctx, s, r)
}
