package assistant

import (
	"context"
	"strings"
)

func (a *Assistant) close(_ context.Context, s *state) (verdict, error) {
	next := s.closing(s.next())
	if s.repeated && next == "next" {
		next = "remark_again_next"
	}
	if s.unheard || s.memory.Deaf && next == "next" {
		next = "remark_agrees" // who cannot call is told to go on typing
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

func (a *Assistant) say(s *state, text string) error {
	s.answer.Lead = ""
	s.answer.Lead = s.inWords(s.first() + text)
	return s.emit(Event{Lead: s.answer.Lead})
}

// first returns what is said before the answer, each once, with a space behind it, or "": that an interpreter can be arranged, and who speaks.
func (s *state) first() string {
	text := ""
	if s.foreign && !s.memory.Foreign {
		s.memory.Foreign = true
		text = Message(s.answer.Lang, "language") + " "
	}
	if s.program != "" {
		text += s.program + " "
		s.program, s.memory.Program = "", true
	}
	if s.aside != "" {
		text += s.aside + " "
	}
	return text
}
