package assistant

import (
	"context"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/knowledge"
)

// spares reports whether a message says that its writer does not want somebody punished.
func (s *state) spares() bool {
	return s.finding.Level == danger.None && s.memory.Booking == nil && s.turn.Retrieved == "" && !s.turn.Chosen && route.Spares(s.question)
}

// ownSay says what those who do not want somebody punished have a say in, and what the site knows besides.
func (a *Assistant) ownSay(ctx context.Context, s *state) (verdict, error) {
	s.answer.Status, s.answer.Action, s.own = Told, ActionAnswer, true
	return verdict{done: true, word: "spares"}, a.withSite(ctx, s, reply{key: "own_say", search: mediation})
}

// mediation is for who would be in touch with whoever did it.
const mediation knowledge.TopicID = "herstelbemiddeling"

// whereHeld says that nobody is looked up, and what can be asked for instead.
func (a *Assistant) whereHeld(ctx context.Context, s *state) (verdict, error) {
	r := replies[route.OtherPerson]
	r.key, r.search = "whereabouts", onRelease
	s.answer.Status, s.answer.Action, s.own = r.status, r.action, true
	return verdict{done: true, word: "where held"}, a.withSite(ctx, s, r)
}
