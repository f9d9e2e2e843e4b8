package assistant

import (
	"context"
	"slices"
	"strings"

	"wegwijzer/assistant/danger"
)

// What is asked for, of money.
var (
	ofMoney = words("geld euro bedrag krijg krijgt krijgen kreeg ontvang ontvangt uitgekeerd uitkering vergoed vergoeding schadevergoeding smartengeld")
	// What says nothing of what it is for.
	amounts = words("wat is het dat hoeveel welk hoog hoe geld euro bedrag krijg krijgt krijgen ontvang ontvangt kan kun kunnen ik je we wij er dan eigenlijk ongeveer nu zo")
)

// asksAmount reports whether a question is how much money somebody gets.
func asksAmount(question string) bool {
	tokens := tokenTexts(question)
	if len(tokens) > 2*leanWords {
		return false
	}
	for i, w := range tokens {
		money := slices.ContainsFunc(tokens[i+1:], func(w string) bool { return ofMoney[w] })
		switch next := strings.Join(tokens[i+1:min(i+2, len(tokens))], ""); {
		case w == "hoeveel" && ofMoney[next], w == "bedrag" && money, w == "hoe" && next == "hoog" && money: // and not how many people
			return true
		}
	}
	return false
}

// withoutAmount answers who asks for an amount that the site does not have: that is said, with what it does say of getting that damage paid, and whom to
// ask. It reports whether it did.
func (a *Assistant) withoutAmount(ctx context.Context, s *state) (bool, error) {
	kept := a.ofDamage(ctx, s)
	if len(kept) == 0 {
		return false, ctx.Err()
	}
	s.answer.Status, s.answer.Action, s.own = AnsweredPartial, ActionAnswer, true
	s.memory.asked(s.now())
	if err := a.say(s, Message(s.answer.Lang, "no_amount")); err != nil {
		return false, err
	}
	return true, a.showBelow(s, kept)
}

// ofDamage returns what the site says of getting the damage paid of which an amount is asked; nothing for any other question.
func (a *Assistant) ofDamage(ctx context.Context, s *state) []Sentence {
	if s.answer.Lang != "nl" || s.finding.Level > danger.None || s.turn.Retrieved != "" || s.unsupported || !asksAmount(s.question) {
		return nil
	}
	var of []string
	for _, w := range tokenTexts(s.question) {
		if !amounts[w] {
			of = append(of, w)
		}
	}
	search := strings.Join(append(of, "schade vergoed krijgen"), " ")
	found, err := a.shelf.Search(ctx, s.turn.Collection, search, searched)
	if err != nil || found.Confidence < sure {
		return nil
	}
	found = a.fitting(s, found, search, s.saidSoFar())
	return supportedBy(composeAt(LevelOf(s.turn.Level), search, found, s.shownBefore()))
}

// showBelow shows sentences of the site below words of ours.
func (a *Assistant) showBelow(s *state, kept []Sentence) error {
	for i := range kept {
		x := markStale(kept[i], s.turn.Now)
		s.answer.Sentences = append(s.answer.Sentences, x)
		if err := s.emit(Event{Sentence: &x}); err != nil {
			return err
		}
	}
	s.memory.showed(s.answer.Sentences)
	return nil
}
