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

// writtenAMinute is how many answers a model writes for one network in a minute. More are answered in the sentences of the pages, which costs nobody anything.
const writtenAMinute = 30

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

// asking makes a question of what a page sent: the visitor's words, or the name of the topic chosen.
func (s *Server) asking(words, topic string, set settings, memory *assistant.Memory, from string) (asking, error) {
	q := asking{words: words, lang: set.Lang, level: set.level(), keep: set.Keep != "", memory: memory, from: from}
	if topic == "" {
		return q, nil
	}
	t, ok := s.config.Bank().Lookup(knowledge.TopicID(topic))
	if !ok {
		return q, errNoTopic
	}
	q.words, q.chosen, q.lang = t.Name, true, set.Code()
	if q.level == string(assistant.Youth) && offeredYoung(t.ID) {
		q.pressed = textIn("nl", youngKey(t.ID))
	}
	return q, nil
}

// asking is a question on its way to the assistant.
type asking struct {
	words   string
	id      string // the page's own, so that one that comes twice is kept once; "" where there is none
	lang    string // of the page; "" is that of the words
	chosen  bool   // the words are the name of a topic
	pressed string // the words on its button, in Dutch, when those tell what happened
	level   string // reading level, as the assistant names it
	keep    bool   // the conversation is to be kept under a code
	memory  *assistant.Memory
	from    string // the network it comes from, for the limit on guesses at codes
}

// ask has the assistant answer, counts how that came out, and logs that it happened: never what was asked. The answer's status is
// assistant.Failed when it broke off for a reason of ours, and assistant.Stopped when the visitor ended it; only then is there an error.
func (s *Server) ask(ctx context.Context, channel string, q asking, emit func(assistant.Event) error) (answer assistant.Answer, err error) {
	ctx, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	switch {
	case s.config.Off(channel):
		return s.unanswered(q, emit, func(lang string) string { return textIn(lang, "switched_off") })
	case tooLong(q.words):
		return s.unanswered(q, emit, tooLongIn)
	}
	start := s.now()
	err = safely(func() error {
		answer, err = s.answer(ctx, assistant.Turn{
			Question: q.words, Chosen: q.chosen, Pressed: q.pressed, Lang: q.lang, Level: q.level, Collection: s.config.Collection, Now: start, Memory: q.memory, Client: q.from,
			ID: q.id, Keep: q.keep, Plain: !s.written.allow(q.from, writtenAMinute, start),
		}, emit)
		return err
	})
	switch {
	case err == nil:
	case errors.Is(ctx.Err(), context.Canceled), errors.Is(err, errGone):
		answer.Status = assistant.Stopped
	default:
		answer.Status = assistant.Failed
		s.log.ErrorContext(ctx, "answering broke off", "channel", channel, "error", err)
	}
	elapsed := s.now().Sub(start)
	s.metrics.answered(channel, string(answer.Status), elapsed, answer.Stages)
	s.log.InfoContext(ctx, "question answered", "channel", channel, "status", string(answer.Status), "ms", elapsed.Milliseconds())
	return answer, err
}

// unanswered is the answer to what the assistant does not get to see, since it is switched off or the message is too long: the card when there is danger,
// and then why, with the way to a person.
func (s *Server) unanswered(q asking, emit func(assistant.Event) error, why func(lang string) string) (assistant.Answer, error) {
	if emit == nil {
		emit = func(assistant.Event) error { return nil }
	}
	lang := or(pageLang(q.lang), "nl")
	a := assistant.Answer{Status: assistant.HandedOver, Lang: lang, Lead: why(lang)}
	if n, ok := s.config.Assistant.DangerAfter(assistant.Turn{Memory: q.memory, Question: q.words, Pressed: q.pressed, Lang: q.lang, Level: q.level}); ok {
		a.Notices = append(a.Notices, n)
		if err := emit(assistant.Event{Notice: &n}); err != nil {
			return a, err
		}
	}
	return a, emit(assistant.Event{Lead: a.Lead})
}

// tooLongIn says that a message is too long, and whom to call.
func tooLongIn(lang string) string {
	return textIn(lang, "too_long_heading") + ". " + textIn(lang, "too_long_text")
}

// tell has the assistant answer in frames, from start to end, each with the id of the message: one that comes late is then seen to belong to it. It returns an error only when emit does.
func (s *Server) tell(ctx context.Context, channel string, q asking, send func(frame) error) error {
	emit := func(f frame) error {
		f.ID = q.id
		return send(f)
	}
	n := newNumbering()
	started, silent := false, q.memory != nil && q.memory.Silent // also in a turn without a card
	mark := func(f *frame, lang string) {
		silent = silent || f.Silent
		if !silent { // who may not be heard must not be given away by a voice
			s.markFrame(f, lang)
		}
	}
	answer, err := s.ask(ctx, channel, q, func(e assistant.Event) error {
		frames := n.frames(e)
		if !started {
			started = true
			frames = append([]frame{{Type: "start", Lang: or(e.Lang, "nl")}}, frames...)
		}
		for _, f := range frames {
			mark(&f, or(e.Lang, "nl"))
			if err := emit(f); err != nil {
				return fmt.Errorf("%w: %w", errGone, err)
			}
		}
		return ctx.Err()
	})
	if errors.Is(err, errGone) {
		return err
	}
	if !started {
		if err := emit(frame{Type: "start", Lang: "nl"}); err != nil {
			return err
		}
	}
	if err != nil && answer.Status == assistant.Failed {
		lang := or(pageLang(q.lang), "nl")
		f := frame{Type: "lead", Text: textIn(lang, "trouble")}
		mark(&f, lang)
		if err := emit(f); err != nil {
			return err
		}
	}
	for _, f := range extras(answer) {
		mark(&f, "nl")
		if err := emit(f); err != nil {
			return err
		}
	}
	end := frame{Type: "end", Status: string(answer.Status), Human: toPerson(answer) && s.staffed(ctx)}
	if state, err := s.sealer.close(q.memory); err == nil { // without it the conversation begins anew
		end.State = state
	}
	return emit(end)
}

// extras are the frames for what belongs to an answer as a whole.
func extras(a assistant.Answer) []frame {
	var all []frame
	if len(a.Glosses) > 0 {
		all = append(all, frame{Type: "words", Words: wordsOf(a.Glosses)})
	}
	if easy := simpler(a); easy != nil {
		all = append(all, frame{Type: "simpler", Texts: easy.texts, Words: easy.Words})
	}
	switch {
	case a.Code != "":
		all = append(all, frame{Type: "code", Text: a.Code})
	case a.NotKept:
		all = append(all, frame{Type: "code"})
	}
	return all
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
