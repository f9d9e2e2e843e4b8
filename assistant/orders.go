package assistant

import (
	"context"

	"wegwijzer/assistant/injection"
	"wegwijzer/assistant/route"
)

// orders looks for someone who orders the machine about instead of asking. Nothing could come of it; the person gets a plain word, or the
// answer to what of the message is a question.
func (a *Assistant) orders(_ context.Context, s *state) (verdict, error) {
	attack, honest := injection.Detect(s.question, s.memory.Asked...)
	switch {
	case attack == injection.None:
		return verdict{word: "none"}, nil
	case honest != "":
		s.question = honest
		return verdict{word: "in part"}, nil
	case attack == injection.Prompt && RouterOf(a.bank).Route(s.question).Kind == route.Thanks:
		return verdict{word: "thanks"}, nil // "dankjewel, je bent lief" gives no order
	case RouterOf(a.bank).Route(s.question).Kind == route.Complaint:
		return verdict{word: "complaint"}, nil // "die medewerker was bot tegen mij" asks nothing of anybody
	case attack == injection.OtherPerson && doneToMe.MatchString(plainWords(s.question)) && !route.Asks(s.question):
		return verdict{word: "own"}, nil // "de zitting van de man die mij sloeg" tells of a matter of their own
	case s.memory.Booking != nil, len(s.answer.Notices) > 0:
		return verdict{word: "doubtful"}, nil // what looks like an order in the middle of something else is not taken for one
	}
	key := "injection"
	switch attack {
	case injection.OtherPerson, injection.OtherBook, injection.Authority:
		key = "other_person"
	case injection.Internal:
		key = "internal"
	}
	s.answer.Status, s.answer.Action = RefusedUnsafe, ActionRefuse
	return verdict{done: true, word: string(attack)}, a.say(s, Message(s.answer.Lang, key))
}
