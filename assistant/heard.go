package assistant

import (
	"slices"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
)

// tells reports whether a message tells something, so that it may be danger for what was told before: it asks nothing, is no remark, asks for no
// appointment and answers nothing that one needs.
func (m *Memory) tells(text string) bool {
	tokens := dutch.Tokens(text)
	if m.Booking != nil || len(tokens) < 2 || route.Asks(text) || asksOf(text, tokens) || route.WhatNow(text) || asksByText(text) || danger.TakesBack(text) {
		return false
	}
	if _, booked := WantsBooking(text); booked {
		return false
	}
	remark, _ := route.RemarkOf(text)
	over, _ := route.Over(text)
	return remark == route.NoRemark && !over
}

// besides returns a finding with whom to reach for the danger that was told before it: what the classifier alone hears in a later message takes nobody's line
// away. Acute danger stays acute while nothing else was answered, and what a rule knew stays known while it is of the same kind.
func (m *Memory) besides(f danger.Finding) danger.Finding {
	c := m.Card
	switch {
	case f.Level == danger.None || f.Ruled && !(f.Level == danger.Concern && c != nil && c.Level == danger.Acute && !m.Calm && slices.Contains(c.Kinds, f.Kinds[0])):
		return f
	case c == nil || c.Level != danger.Acute:
		if f.Level == danger.Concern && f.Kinds[0] == danger.Suicidality && !f.Named && len(m.Lasts) > 0 && !m.Wish { // "ik wil dat het stopt", of who told what goes on
			if slices.Contains(m.Kinds, danger.ThreatByUser) {
				return danger.Finding{Child: f.Child, Grown: f.Grown, Deaf: f.Deaf} // the hitting, of who told that they hit
			}
			f.Kinds = append(without(m.Kinds, danger.Suicidality), danger.Suicidality)
		}
		f.Lines = append(slices.Clone(m.Lasts), without(f.Lines, m.Lasts...)...)
		return f
	}
	same := slices.ContainsFunc(f.Kinds, func(k danger.Kind) bool { return slices.Contains(c.Kinds, k) })
	if same && !m.Calm && f.Level < danger.Acute {
		f.Level, f.Lines = danger.Acute, append(slices.Clone(c.Lines), without(f.Lines, c.Lines...)...)
	}
	f.Lines = append(slices.Clone(f.Lines), without(c.Lines, f.Lines...)...)
	f.Ruled = f.Level == danger.Acute && c.Ruled && same
	return f
}

// ofWhoDidIt returns a finding of this moment that only the classifier heard in a message about another, after danger by another was told: it is of that one first.
// "Hij komt zo thuis en is dronken" is no rape, and "wat als ik vanavond niet ga", of who is made to, no wish to die.
func (m *Memory) ofWhoDidIt(f danger.Finding, text string) danger.Finding {
	held := slices.Contains(m.Kinds, danger.Trafficking)
	by := slices.DeleteFunc(slices.Clone(m.Kinds), func(k danger.Kind) bool { return !slices.Contains(fromAnother, k) && k != danger.Trafficking })
	about := (clause{words: tokenTexts(text)}).holds(ofOthers) || held && route.Asks(text)
	if f.Level < danger.Acute || f.Ruled || f.Named || len(by) == 0 || !about || slices.Contains(by, f.Kinds[0]) || slices.Contains(fromAnother, f.Kinds[0]) || f.Kinds[0] == danger.ThreatByUser {
		return f
	}
	f.Kinds = slices.Concat(by, without(f.Kinds, by...))
	to := []danger.Line{danger.Emergency}
	if held && by[0] == danger.Trafficking {
		to = append(to, danger.TraffickingLine) // of whom the card speaks
	}
	to = append(to, without(m.Near, append(to, danger.VictimSupport)...)...)
	f.Lines = slices.Concat(to, without(f.Lines, to...))
	return f
}

// byExploiter returns a finding of violence by another, with who helps those who are exploited where that was told before, and nobody of their home was named.
func (m *Memory) byExploiter(f danger.Finding) danger.Finding {
	if f.Level == danger.None || !slices.Contains(m.Kinds, danger.Trafficking) || !slices.Contains(fromAnother, f.Kinds[0]) || ofHome(m.story()) {
		return f
	}
	f.Lines = append([]danger.Line{danger.Emergency, danger.TraffickingLine, danger.Police}, without(f.Lines, danger.Emergency, danger.TraffickingLine, danger.Police, danger.SafeAtHome)...)
	return f
}
