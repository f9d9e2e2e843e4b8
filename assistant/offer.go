package assistant

import (
	"context"
	"strings"

	"wegwijzer/knowledge"
)

// ask asks back, with topics to choose from, and after twice in a row shows the way to a person instead.
func (a *Assistant) ask(s *state, key string) (verdict, error) {
	if s.memory.Booking != nil && key == "clarify" && asksForm(bookingFold(s.question)) {
		s.answer.Status, s.answer.Action, s.own = RefusedNoSource, ActionRefuse, true
		return verdict{done: true, word: "unknown"}, a.say(s, Message(s.answer.Lang, "booking_qunknown")) // subjects would lead away from the appointment
	}
	s.answer.Status, s.answer.Action = Clarify, ActionClarify
	if s.memory.Unclear++; s.memory.Unclear > askBackTwice {
		s.memory.Unclear = 0
		s.answer.Status, s.answer.Action, key = HandedOver, ActionHandover, "give_up"
	}
	if !namesAnything(s.question) {
		s.found.Topics = nil // what says nothing points nowhere
	}
	if err := a.say(s, Message(s.answer.Lang, key)); err != nil {
		return verdict{}, err
	}
	return verdict{done: true, word: key}, a.offer(s, "")
}

// starters are offered when nothing points anywhere: the subjects most people come with.
var starters = []knowledge.TopicID{"eerste_uren", "aangifte", "voegen_schade", "normale_reacties", "afspraak"}

// offer adds topic buttons: the question's probable topics, or the starters.
func (a *Assistant) offer(s *state, key string) error {
	for _, t := range s.found.Topics {
		if t.Topic == ownViolence && len(s.near()) > 0 && !a.did(s.question) && !a.caused(s) {
			continue
		}
		if topic, ok := a.topics().Lookup(t.Topic); ok && t.P >= buttonLeast && len(s.answer.Topics) < buttons {
			s.answer.Topics = append(s.answer.Topics, Button{topic.ID, topic.Name})
		}
	}
	if len(s.answer.Topics) == 0 {
		for _, id := range starters {
			if topic, ok := a.topics().Lookup(id); ok {
				s.answer.Topics = append(s.answer.Topics, Button{topic.ID, topic.Name})
			}
		}
	}
	if key != "" && len(s.answer.Topics) > 0 {
		s.answer.Closing = Message(s.answer.Lang, key)
		if err := s.emit(Event{Closing: s.answer.Closing}); err != nil {
			return err
		}
	}
	return s.emit(Event{Topics: s.answer.Topics})
}

// unknown says that the site holds no answer, and how to reach someone who may know. Who only tells has asked nothing, and is thanked for it.
func (a *Assistant) unknown(ctx context.Context, s *state) error {
	if shown, err := a.withoutAmount(ctx, s); shown || err != nil {
		return err
	}
	if s.onlyTells() {
		s.unanswered = true
		if err := a.toldOn(s); err != nil || len(s.answer.Topics) > 0 {
			return err
		}
		return a.offer(s, "")
	}
	s.answer.Status, s.answer.Action = RefusedNoSource, ActionRefuse
	if s.unsupported {
		s.answer.Status = RefusedUnsupported
	}
	if err := a.say(s, strings.TrimSpace(s.heard()+s.withColleague(Message(s.answer.Lang, "unknown"))+s.childLine()+" "+s.soft())); err != nil {
		return err
	}
	return a.offer(s, "unknown_topics")
}

// offered is what an answer asked at its end, by the key of that text, and what yes to it means.
type offered struct {
	key  string
	yes  string
	told string // yes tells this, which is in danger; "" when it does not
}

// What yes can mean: to be told how to reach a person, to make an appointment, or to go on asking.
const (
	yesTalk = "talk"
	yesBook = "book"
	yesType = "type"
)

// offers are the texts that ask something, what asks after danger first: of two questions yes is then to that one.
var offers = []offered{
	{key: "soft_suicide", told: "ik denk aan de dood"},
	{key: "distress", told: "ik denk aan de dood"},
	{key: "wronged_more", told: "ik denk aan de dood"},
	{key: "soft_sexual", told: "ik ben gisteren verkracht"},
	{key: "trouble", told: "help, ik ben nu in gevaar"},
	{key: "revenge", told: "help, ik ben nu in gevaar"},
	{key: "acute_next", yes: yesType},
	{key: "human", yes: yesBook},
	{key: "hours", yes: yesTalk},
	{key: "told_on", yes: yesTalk},
	{key: "told_on_more", yes: yesBook},
	{key: "concern_next", yes: yesTalk},
	{key: "guilt", yes: yesTalk},
	{key: "self_blame", yes: yesTalk},
	{key: "deed_wonder", yes: yesTalk},
	{key: "deed_care", yes: yesTalk},
	{key: "identity", yes: yesTalk},
	{key: "abuse", yes: yesTalk},
	{key: "give_up", yes: yesTalk},
	{key: "unknown", yes: yesTalk},
	{key: "prediction", yes: yesTalk},
	{key: "complaint", yes: yesTalk},
	{key: "missed_call", yes: yesBook},
	{key: "missed_call_more", yes: yesBook},
	{key: "other_worker", yes: yesTalk},
	{key: "belittles", yes: yesType},
	{key: "resents", yes: yesTalk},
	{key: "press", yes: yesType},
	{key: "remark_refuses", yes: yesType},
	{key: "own_say", yes: yesTalk},
	{key: "wronged", yes: yesType},
	{key: "remark_again_next", yes: yesTalk},
	{key: "remark_missed", yes: yesTalk},
	{key: "no_amount", yes: yesTalk},
	{key: "which", yes: yesType},
	{key: "remark_no_more", yes: yesTalk},
	{key: "remark_other", yes: yesType},
	{key: "remark_doubts_none", yes: yesTalk},
	{key: "remark_easier_same", yes: yesTalk},
	{key: "thanks_more", yes: yesBook},
	{key: "thanks", yes: yesType},
	{key: "remark_accepts", yes: yesType},
	{key: "out_of_scope", yes: yesType},
	{key: "other_person", yes: yesType},
	{key: "remark_present", yes: yesType},
	{key: "next", yes: yesTalk},
	{key: "next_work", yes: yesTalk},
}

// offerOf returns what was asked last, with a zero value for nothing.
func offerOf(key string) offered {
	for _, o := range offers {
		if o.key == key {
			return o
		}
	}
	return offered{}
}
