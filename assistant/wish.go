package assistant

import (
	"slices"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
)

// calling are words for calling and speaking, and for who can do neither.
var calling = tokensOf("bellen bel telefoneren praten spreken hardop doof stom stem call phone talk speak deaf mute voice appeler téléphoner parler sourd sourde muet muette dzwonić zadzwonić rozmawiać mówić głuchy głucha niemy niema arayamam arayamıyorum konuşamam konuşamıyorum sağırım sağır telefonla дзвонити подзвонити зателефонувати телефонувати говорити розмовляти глухий глуха الاتصال أتصل اتصل الكلام أتكلم اتكلم التحدث أتحدث احكي أصم صماء yama bel bèl papia surdu")

// wishAgain returns the card of a wish to die again, for who says in a few words that they cannot or dare not call or speak: they can write to 113.
// That somebody may hear them is meant where somebody is named, or told of before.
func (s *state) wishAgain(f danger.Finding) (danger.Finding, bool) {
	m := s.memory
	text := dutch.Visible(s.turn.said())
	tokens := dutch.Tokens(text)
	heard := danger.Check(text)
	if !m.Wish || m.Silent || len(m.Near) == 0 || !heard.Silent || len(without(heard.Kinds, danger.PerpetratorNear, danger.AcuteDanger)) > 0 || len(without(m.Kinds, danger.Suicidality, danger.SelfHarm)) > 0 ||
		len(tokens) > leanWords || route.NamesAnother(text) || !slices.ContainsFunc(tokens, func(t dutch.Token) bool { return calling[t.Text] || calling[afterAnd(t.Text)] }) {
		return f, false
	}
	again := danger.Finding{Level: danger.Concern, Kinds: m.Kinds, Lines: m.Near, Child: f.Child, Grown: f.Grown, Deaf: f.Deaf, Wish: true}
	if m.Card != nil {
		again.Level, again.Kinds, again.Lines = m.Card.Level, m.Card.Kinds, m.Card.Lines
	}
	return again, true
}

// underWay returns whom to reach below every answer after a wish to die: the ambulance too, for who said to have begun.
func (m *Memory) underWay() []danger.Line {
	if m.Card != nil && len(m.Card.Lines) > 0 && m.Card.Lines[0] == danger.Emergency && m.Card.Kinds[0] == danger.Suicidality {
		return []danger.Line{danger.Emergency, danger.SuicideLine}
	}
	return []danger.Line{danger.SuicideLine}
}
