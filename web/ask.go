package web

import (
	"context"
	"errors"
	"fmt"
	"time"

	"wegwijzer/assistant"
	"wegwijzer/knowledge"
)

// answerLimit is how long an answer may take before a visitor is sent on to a person.
const answerLimit = 30 * time.Second

// The ways a question can come, as the counters name them.
const (
	bySocket = "socket"
	byStream = "stream"
	byForm   = "form"
)

var (
	errNoTopic = errors.New("no such topic")
	errGone    = errors.New("the visitor has gone")
)

// question returns what to ask the assistant: the visitor's words, or the name of the topic chosen.
func (s *Server) question(words, topic string) (string, error) {
	if topic == "" {
		return words, nil
	}
	t, ok := s.config.Bank.Lookup(knowledge.TopicID(topic))
	if !ok {
		return "", errNoTopic
	}
	return t.Name, nil
}

// ask has the assistant answer, counts how that came out, and logs that it happened: never what was asked. The answer's status is
// assistant.Failed when it broke off for a reason of ours, and stopped when the visitor ended it; only then is there an error.
func (s *Server) ask(ctx context.Context, channel, question string, emit func(assistant.Event) error) (answer assistant.Answer, err error) {
	ctx, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	start := s.now()
	err = safely(func() error {
		answer, err = s.answer(ctx, assistant.Turn{Question: question, Collection: s.config.Collection, Now: start}, emit)
		return err
	})
	switch {
	case err == nil:
	case errors.Is(ctx.Err(), context.Canceled), errors.Is(err, errGone):
		answer.Status = stopped
	default:
		answer.Status = assistant.Failed
		s.log.ErrorContext(ctx, "answering broke off", "channel", channel, "error", err)
	}
	elapsed := s.now().Sub(start)
	s.metrics.answered(channel, string(answer.Status), elapsed, answer.Stages)
	s.log.InfoContext(ctx, "question answered", "channel", channel, "status", string(answer.Status), "ms", elapsed.Milliseconds())
	return answer, err
}

// tell has the assistant answer in frames, from start to end. It returns an error only when emit does.
func (s *Server) tell(ctx context.Context, channel, id, question string, emit func(frame) error) error {
	if err := emit(frame{Type: "start", ID: id, Lang: "nl"}); err != nil {
		return err
	}
	n := newNumbering()
	answer, err := s.ask(ctx, channel, question, func(e assistant.Event) error {
		for _, f := range n.frames(e) {
			if err := emit(f); err != nil {
				return fmt.Errorf("%w: %w", errGone, err)
			}
		}
		return ctx.Err()
	})
	if errors.Is(err, errGone) {
		return err
	}
	if err != nil && answer.Status == assistant.Failed {
		if err := emit(frame{Type: "lead", Text: text("trouble")}); err != nil {
			return err
		}
	}
	return emit(frame{Type: "end", ID: id, Status: string(answer.Status)})
}
