package assistant

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"time"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
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
	if s.byText && !s.plainlyBooks() {
		return verdict{word: "by text"}, nil
	}
	b := s.memory.Booking
	if b == nil {
		intent, ok := WantsBooking(s.question)
		if !ok && s.takesUp() {
			intent, ok = WantsNew, true
		}
		if _, other := s.besidesUs(); !ok || other || s.wantsOther() {
			return verdict{word: "not asked"}, nil
		}
		if intent == WantsNew && wantsPerson(s.question) {
			return a.reply(ctx, s, route.Human)
		}
		b = NewBooking(a.calendar, intent)
		b.heed(s.memory.NoCall || s.memory.Silent || s.memory.Deaf, s.memory.Watched)
	}
	if b.Asked != "" && ourNumber.MatchString(bookingFold(s.question)) && !phoneNumber.MatchString(s.question) {
		if asksAnothersNumber(bookingFold(s.question)) {
			return verdict{word: "number"}, nil // the police, 113, Veilig Thuis: the site has it
		}
		return a.reply(ctx, s, route.Human)
	}
	if b.Asked != "" && s.finding.Level == danger.None && a.suffers(s.question, b) {
		s.answer.Status, s.answer.Action, s.own = Clarify, ActionClarify, true
		return verdict{done: true, word: "distress"}, a.say(s, Message(s.answer.Lang, "distress_booking"))
	}
	if b.Asked != "" && a.besides(s.question, b) {
		return verdict{word: "besides"}, nil // it is answered, and the appointment waits
	}
	if s.memory.Booking != nil && s.finding.Level > danger.None && b.waitsFor(s.question) {
		return verdict{word: "danger"}, nil // what happened yesterday is no time for an appointment
	}
	if lang := b.speaks(s.question, s.answer.Lang, s.turn.Lang); lang != s.answer.Lang {
		s.answer.Lang, s.memory.Lang = lang, lang
	}
	b.danger = s.finding.Level > danger.None
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

// waitsFor reports whether the appointment waits while a message that tells of danger is answered: it would read a time in it, or ask again. Only what
// may be told in answer to what was asked (what happened, a number, whether a message is safe, yes and no) goes on.
func (b *Booking) waitsFor(message string) bool {
	switch b.Asked {
	case askSummary, askApprove, askContact, askVoicemail, askConsent, askStop, askCode, askSafe:
		return false
	}
	m := bookingFold(message)
	return pressed(m) == "" && !stops.MatchString(m) && !noCall.MatchString(m) && !isWatched(m)
}

// besides reports whether a message in the midst of making an appointment asks of something that may not wait for it: what is kept of this talk, that it
// be erased, who sees it, a person, or thanks for what was said.
func (a *Assistant) besides(message string, b *Booking) bool {
	m := bookingFold(message)
	if pressed(m) != "" || b.asksOfIt(m, message) != "" {
		return false
	}
	if b.Asked == askSummary && len(strings.Fields(m)) > mostStopping { // what is passed on may be about anything
		return false
	}
	if asksIfTold(message) {
		return true // whether we tell others
	}
	if route.OffenderContact(message).WithOffender() && !namesChannel(m) {
		return true // whether they may speak with whoever did it, and not with us
	}
	if rest, others := withoutOthers(m); others && rest == "" && !b.Need.ForOther {
		return true // with whom the person is to meet, and not with us
	}
	switch v := RouterOf(a.bank).Route(message); v.Kind {
	case route.Keeping, route.Erasing:
		return true
	case route.Thanks:
		return !agrees.MatchString(m) && !denies.MatchString(m) && !hasMoment(message) && !namesChannel(m)
	case route.Watched:
		return v.P == 1 && (!isWatched(m) || strings.Contains(m, "?")) // "mijn man leest mee" is about how we may write and call
	case route.Human:
		return v.P == 1 && !namesChannel(m) && !hasMoment(message) && b.Asked != askSummary
	}
	return false
}

// suffers reports whether a message in the midst of making an appointment says how badly somebody feels, and nothing of when or how to speak.
func (a *Assistant) suffers(message string, b *Booking) bool {
	m := bookingFold(message)
	if pressed(m) != "" || b.Asked == askSummary || b.Asked == askApprove || bangDat.MatchString(m) {
		return false // what is passed on may be about how they feel
	}
	now := speakNow.MatchString(m)
	if !now && (namesChannel(m) || hasMoment(message) || stops.MatchString(m) || noCall.MatchString(m)) {
		return false
	}
	router := RouterOf(a.bank)
	return slices.ContainsFunc(strings.FieldsFunc(message, func(r rune) bool { return strings.ContainsRune(",.;!?\n", r) }), func(piece string) bool {
		return len(strings.Fields(piece)) > 1 && router.Route(piece).Kind == route.Distress
	})
}

var (
	speakNow = regexp.MustCompile(`\b(nu|meteen|direct|now)\b.{0,20}\b(iemand|spreken|praten|someone|talk)\b|\b(iemand|spreken|praten|someone|talk)\b.{0,20}\b(nu|meteen|direct|now)\b`)
	bangDat  = regexp.MustCompile(`\bbang dat\b|\bafraid (that|i|it)\b`) // what may come between, and not how it is for them
)

// numberOf asks for a number and says whose.
var numberOf = regexp.MustCompile(`\bnummer van (?:de |het |een )?(\S+)|\bnumber (?:of|for) (?:the )?(\S+)`)

// asksAnothersNumber reports whether a number is asked for that is not ours.
func asksAnothersNumber(m string) bool {
	of := numberOf.FindStringSubmatch(m)
	return of != nil && !ownNames[of[1]+of[2]]
}

var ownNames = words("jullie u uw slachtofferhulp kantoor medewerker you victim office")

// ourNumber asks on which number we can be called.
var ourNumber = regexp.MustCompile(`^(en |maar )?(op |naar )?(welk|welke|wat is|hoe is) (het |jullie |uw |je |dat )?(telefoon)?nummer\b|\b(jullie|uw) (telefoon)?nummer\b|\bnummer van (jullie|slachtofferhulp)\b|\b(what|which) (is )?(your |the )?(phone |telephone )?number\b|\byour (phone |telephone )?number\b`)

// afterBooking reminds of an appointment that was being made when another question came in between.
func (a *Assistant) afterBooking(s *state) error {
	if s.memory.Booking == nil || s.finding.Level == danger.Acute && action(s.finding) != ActionAnswer || s.answer.Status == Appointment {
		return nil
	}
	closing := Message(s.answer.Lang, "appointment_waits")
	if s.answer.Closing != "" {
		closing = s.answer.Closing + "\n" + closing
	}
	s.answer.Closing = closing
	if err := s.emit(Event{Closing: closing}); err != nil {
		return err
	}
	s.answer.Choices = s.memory.Booking.Choices(s.answer.Lang)
	if len(s.answer.Choices) == 0 || s.finding.Level > danger.None {
		return nil
	}
	return s.emit(Event{Choices: s.answer.Choices})
}

// takesUp reports a message that only names a moment, where an appointment was offered just before: "morgen", "'s avonds na zeven".
func (s *state) takesUp() bool {
	return offerOf(s.memory.Offered).yes == yesBook && len(strings.Fields(s.question)) <= momentWords && hasMoment(s.question) && !asksOf(s.question, dutch.Tokens(s.question))
}

// momentWords is how many words name a moment and nothing else.
const momentWords = 4

// plainlyBooks reports a wish for an appointment, and no question how one is made, of somebody who cannot hear: "ik ben doof, ik wil een afspraak".
func (s *state) plainlyBooks() bool {
	m := bookingFold(s.question)
	intent, ok := WantsBooking(s.question)
	return s.memory.Deaf && ok && intent == WantsNew && named(m) && newWish.MatchString(m) && !asksForm(m) && !strings.ContainsAny(s.question, "?؟")
}
