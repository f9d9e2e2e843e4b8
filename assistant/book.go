package assistant

import (
	"context"
	"time"

	"wegwijzer/assistant/danger"
)

// BookOn makes the assistant offer times of a calendar and book them. It returns the assistant.
func (a *Assistant) BookOn(calendar Calendar) *Assistant {
	a.calendar = calendar
	return a
}

// book goes on with an appointment, or begins one. It reads the message before it is redacted, because a telephone number that the person
// gives to be called on is what was asked for; nothing of the message goes anywhere but into the calendar.
func (a *Assistant) book(ctx context.Context, s *state) (verdict, error) {
	if a.calendar == nil {
		return verdict{word: "no calendar"}, nil
	}
	b := s.memory.Booking
	if b == nil {
		intent, ok := WantsBooking(s.question)
		if !ok {
			return verdict{word: "not asked"}, nil
		}
		b = NewBooking(a.calendar, intent)
	}
	b.Resume(calendarFor(a.calendar, b, s.turn.Client))
	now := s.turn.Now
	if now.IsZero() {
		now = time.Now()
	}
	reply, err := b.Step(ctx, s.question, now, s.answer.Lang)
	if err != nil {
		if ctx.Err() != nil {
			return verdict{word: "cancelled"}, ctx.Err()
		}
		a.log.ErrorContext(ctx, "calendar is not available", "error", err)
		s.answer.Status, s.answer.Action = Failed, ActionHandover
		return verdict{done: true, word: "unavailable"}, a.say(s, Message(s.answer.Lang, "no_calendar"))
	}
	s.memory.Booking = b
	if reply.Unread {
		return verdict{word: "unread"}, nil
	}
	if reply.Done {
		s.memory.Booking = nil
	}
	s.memory.Unclear = 0
	s.answer.Status, s.answer.Action = Appointment, reply.Action
	s.answer.Slots, s.answer.Booked, s.answer.Choices = reply.Slots, reply.Booked, reply.Choices
	if err := a.say(s, reply.Text); err != nil {
		return verdict{}, err
	}
	if len(s.answer.Choices) > 0 {
		if err := s.emit(Event{Choices: s.answer.Choices}); err != nil {
			return verdict{}, err
		}
	}
	return verdict{done: true, word: "appointment"}, nil
}

// afterBooking reminds of an appointment that was being made when another question came in between.
func (a *Assistant) afterBooking(s *state) error {
	if s.memory.Booking == nil || s.finding.Level == danger.Acute || s.answer.Status == Appointment {
		return nil
	}
	closing := Message(s.answer.Lang, "appointment_waits")
	if s.answer.Closing != "" {
		closing = s.answer.Closing + "\n" + closing
	}
	s.answer.Closing = closing
	return s.emit(Event{Closing: closing})
}
