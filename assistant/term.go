package assistant

import (
	"context"
	"slices"
	"strings"
	"time"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
)

// What helps most in the first days has a term, and who asks how long there is reads of that one.

// helpsWithin are the facts that tell in how many days help is of most use after danger of a kind.
var helpsWithin = map[danger.Kind]string{danger.SexualViolence: "csg-zeven-dagen"}

// termKinds are the kinds that a question for such a term may look like: "wat is de termijn", "hoe lang kan ik wachten met bellen".
var termKinds = map[route.Kind]bool{route.Human: true, route.Unclear: true, route.OutOfScope: true}

// ofCare are words of the care that such a term is about: who asks whether it is too late for a doctor asks for it.
var ofCare = words("dokter arts huisart ziekenhuis ziek huis spor spoor onderzoek medicijn pil centrum politie")

// termOf returns the fact that answers how long something is possible, of somebody who told of what has such a term and names nothing else. "Hoe lang
// kan ik wachten", after a rape, asks for the days in which it helps to call: no other term that the site knows may stand there.
func (a *Assistant) termOf(s *state) (Fact, bool) {
	for _, k := range s.memory.Kinds {
		if helpsWithin[k] == "" || !a.asksTerm(s) || !onlyNames(s.ownDutch(), ofCare) {
			continue
		}
		for _, f := range a.mustSays() {
			if f.ID == helpsWithin[k] {
				return f, true
			}
		}
	}
	return Fact{}, false
}

// termFirst sets the fact for such a question before what else its page says, and leaves out what other pages say: there are many terms.
func (a *Assistant) termFirst(ctx context.Context, s *state, kept []Sentence) []Sentence {
	f, ok := a.termOf(s)
	if !ok {
		return kept
	}
	now := s.turn.Now
	if now.IsZero() {
		now = time.Now()
	}
	x, ok := a.lookUp(ctx, s, f, now)
	if !ok {
		return kept
	}
	kept = slices.DeleteFunc(slices.Clone(kept), func(k Sentence) bool {
		return k.Text == x.Text || len(k.Cites) == 0 || k.Cites[0].Title != x.Cites[0].Title
	})
	return append([]Sentence{x}, kept...)
}

// ofTerm returns the card for who asks how long there is, after what has a term: the number to call stands above the answer, whatever the site says of it.
func (a *Assistant) ofTerm(s *state) (danger.Finding, bool) {
	if s.memory.Booking != nil || s.memory.Calm && hasToken(s.turn.said(), pronouns) {
		return danger.Finding{}, false
	}
	asking := *s
	asking.question = dutch.Visible(s.turn.said())
	if _, ok := a.termOf(&asking); !ok {
		return danger.Finding{}, false
	}
	if c := s.memory.Card; c != nil && slices.Contains(c.Kinds, danger.SexualViolence) {
		return *c, true
	}
	return danger.Finding{Level: danger.Concern, Kinds: []danger.Kind{danger.SexualViolence}, Lines: []danger.Line{danger.SexualAssault}}, true
}

// asksTerm reports whether a message asks how long something is possible, or until when.
func (a *Assistant) asksTerm(s *state) bool {
	text := searchable(s.question)
	if s.answer.Lang != "nl" {
		text = InDutch(text, s.answer.Lang, a.bank)
	}
	text = " " + plainWords(text) + " "
	for _, w := range []string{" te laat ", " termijn ", " hoeveel tijd ", " tot wanneer ", " wachten ", " wacht ", " binnen hoeveel ", " wanneer moet ", " hoe lang ", " hoelang "} {
		if strings.Contains(text, w) {
			return !strings.Contains(text, " duurt ") // how long it lasts is another question
		}
	}
	return false
}

// onlyNames reports whether a text names nothing but what is given.
func onlyNames(text string, given map[string]bool) bool {
	return !slices.ContainsFunc(dutch.Terms(text), func(t dutch.Term) bool { return !everyday[t.Text] && !given[t.Text] })
}

// askedOn returns in Dutch what a message asks on, or "" when it names a subject of its own. A question for a term alone sounds like one about the term of a
// fund, or about an amount, and is about what was said.
func (a *Assistant) askedOn(s *state) string {
	on := followUp(s.question, s.answer.Lang)
	if on == "" && (s.answer.Lang != "nl" || timeLeft(s.question)) && a.asksTerm(s) && onlyNames(s.ownDutch(), nil) {
		on = "tot wanneer kan dat"
	}
	return on
}

// moved remembers that something else than the danger was answered.
func (s *state) moved() {
	if s.answer.Status == Answered || s.answer.Status == AnsweredPartial {
		s.memory.Calm = true
	}
}
