package assistant

import (
	"slices"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
)

// whereTo returns the card of the danger that was told before, for who asks where to go, with whom to speak or whether to see a doctor: whom to reach is then
// part of the answer, whatever else was answered since. f is what was heard in the message itself. Its level stands; what only sounds like another danger
// does not choose whom to reach.
func (a *Assistant) whereTo(s *state, f danger.Finding) (danger.Finding, bool) {
	m := s.memory
	if len(m.Near) == 0 || len(m.Kinds) == 0 || f.Ruled && s.reads.Check(s.turn.said()).Ruled || m.Booking != nil || s.turn.Chosen || s.turn.Retrieved != "" || !a.asksWhereTo(s) {
		return f, false
	}
	again := danger.Finding{Level: danger.Concern, Kinds: m.Kinds, Lines: m.Near, Child: f.Child, Silent: f.Silent}
	if m.Card != nil && !m.Calm {
		again = *m.Card
	}
	if slices.Contains(m.Kinds, danger.SexualViolence) && !slices.Contains(again.Lines, danger.SexualAssault) {
		again.Lines = append([]danger.Line{danger.SexualAssault}, again.Lines...)
	}
	if f.Level == danger.Acute {
		again.Level, again.Lines = danger.Acute, append([]danger.Line{danger.Emergency}, without(again.Lines, danger.Emergency)...)
	}
	return again, true
}

// asksWhereTo reports whether a message asks where its writer can go or with whom they can speak, and is not about a hearing or money; or, after sexual
// violence, for a doctor.
func (a *Assistant) asksWhereTo(s *state) bool {
	text := dutch.Visible(s.turn.said())
	if len(dutch.Tokens(text)) > leanWords || s.ofCourt(text) || asksOfMoney(text) {
		return false
	}
	if route.WhereTo(text) || asksAway(text) {
		return true
	}
	asking := *s
	asking.question = text
	return slices.Contains(s.memory.Kinds, danger.SexualViolence) && route.Asks(text) &&
		slices.ContainsFunc(dutch.Terms(asking.ownDutch()), func(t dutch.Term) bool { return ofDoctor[t.Text] })
}

// ofDoctor are words of who looks after somebody who was hurt.
var ofDoctor = words("dokter arts huisart ziekenhuis ziek")

// What asks how to get away: a word that asks how, and one for leaving.
var (
	howWords  = tokensOf("hoe how comment jak nasıl як كيف kon")
	awayWords = tokensOf("weg weggaan wegkomen ontsnappen vluchten ontkomen away escape leave out partir échapper sortir uciec odejść kaçarım kaçabilirim kurtulurum kurtulabilirim втекти піти вирватися أهرب اهرب أخرج اخرج hui sali")
)

// asksAway reports whether a message asks how to get away.
func asksAway(text string) bool {
	tokens := dutch.Tokens(text)
	has := func(of map[string]bool) bool {
		return slices.ContainsFunc(tokens, func(t dutch.Token) bool { return of[t.Text] })
	}
	return has(howWords) && has(awayWords)
}
