package assistant

import (
	"context"
	"strings"
)

func (a *Assistant) close(_ context.Context, s *state) (verdict, error) {
	next := s.closing("next")
	if s.repeated && next == "next" {
		next = "remark_again_next"
	}
	s.answer.Closing = strings.TrimSpace(s.soft() + " " + Message(s.answer.Lang, next))
	if err := s.emit(Event{Closing: s.answer.Closing}); err != nil {
		return verdict{}, err
	}
	if s.answer.Status == AnsweredPartial {
		return verdict{done: true, word: "offered"}, a.offer(s, "")
	}
	return verdict{done: true, word: "ok"}, nil
}
