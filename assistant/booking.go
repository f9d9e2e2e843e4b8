package assistant

import (
	"context"
	"crypto/rand"
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"

	"wegwijzer/internal/dutch"
)

// Actions of an appointment, besides those of an answer.
const (
	ActionBook     Action = "book"     // one time is read back, held or booked
	ActionHandover Action = "handover" // a person has to take over
)

// Booking is one conversation about an appointment: what the person said so far, and what was asked last. It can be kept as JSON between
// messages. It holds a telephone number once one was given, so keep it where the conversation is kept, and no longer.
type Booking struct {
	Visit    string      `json:"visit"` // names this conversation to the calendar, so that it holds one time at most
	Intent   string      `json:"intent"`
	Need     Need        `json:"need"`
	Contact  Contact     `json:"contact"`
	Consent  string      `json:"consent,omitempty"` // of the person for whom another asks: "yes", "no", or "" when not known
	Wish     dutch.Wish  `json:"wish"`
	Offered  []time.Time `json:"offered,omitempty"`
	Chosen   time.Time   `json:"chosen,omitzero"`
	Hold     string      `json:"hold,omitempty"`
	HeldFor  Need        `json:"held_for,omitzero"` // what the time is held for
	Old      time.Time   `json:"old,omitzero"`      // the day of the appointment that is to be moved, as the person named it
	Code     string      `json:"code,omitempty"`
	Asked    string      `json:"asked,omitempty"` // what the last reply asked
	Missed   int         `json:"missed,omitempty"`
	Told     []string    `json:"told,omitempty"`   // what was said once and need not be said again
	Opened   bool        `json:"opened,omitempty"` // the code was looked up
	Draft    string      `json:"draft,omitempty"`  // what the person may want to have passed on; kept only after a yes
	Callback bool        `json:"callback,omitempty"`
	Safe     bool        `json:"safe,omitempty"` // the person said that a call is safe, though somebody else reads or hears along
	Over     bool        `json:"over,omitempty"`
	Back     string      `json:"back,omitempty"`   // what was asked before it was asked whether to stop
	Passed   []time.Time `json:"passed,omitempty"` // times that were offered, and for which others were asked
	Lang     string      `json:"lang,omitempty"`   // of the last reply, and so of its buttons
	Page     string      `json:"page,omitempty"`   // the language of the page then
	Keys     []string    `json:"keys,omitempty"`   // of the choices under the last reply, after the times

	calendar Calendar
	danger   bool // the message tells of danger: a day in it that has been is when that was
}

// BookingReply is what the conversation answers to one message.
type BookingReply struct {
	Text    string
	Action  Action
	Slots   []time.Time // at most three, the best first, on the clock of the Netherlands
	Booked  *Booked
	Choices []string // buttons with what can be answered
	Done    bool     // the conversation about an appointment is over
	Unread  bool     // the message says nothing about the appointment; answer it as a question, and go on here with the next

	keys []string // of the choices after the times
}

// What can be asked.
const (
	askAbout     = "about"
	askChannel   = "channel"
	askPlace     = "place"
	askSafe      = "safe"
	askMoment    = "moment"
	askConsent   = "consent"
	askContact   = "contact"
	askVoicemail = "voicemail"
	askConfirm   = "confirm"
	askCode      = "code"
	askCancel    = "cancel"
	askCallback  = "callback"
	askSummary   = "summary"
	askApprove   = "approve"
	askWhen      = "when"
	askStop      = "stop"
)

// How far ahead times are offered, and how many at once.
const (
	horizon   = 84 * 24 * time.Hour
	maxChoice = 3
)

// NewBooking begins a conversation about an appointment on a calendar. The intent is the one that WantsBooking found.
func NewBooking(calendar Calendar, intent string) *Booking {
	return &Booking{Intent: intent, Visit: rand.Text(), calendar: calendar}
}

// Resume goes on with a conversation that was kept.
func (b *Booking) Resume(calendar Calendar) { b.calendar = calendar }

// Step takes the next message of the person and returns the reply. Whatever was understood at any point is kept, so a person who says everything
// at once is not asked for it again. An error means that the calendar could not be reached; nothing is booked then.
func (b *Booking) Step(ctx context.Context, message string, now time.Time, lang string) (BookingReply, error) {
	if len(message) > 4000 {
		message = strings.ToValidUTF8(message[:4000], "")
	}
	t := turn{b: b, ctx: ctx, now: now.In(amsterdam()), lang: lang, raw: message, m: bookingFold(message)}
	if t.key = pressed(t.m); t.key == "choice_whenever" && t.ofNoMoment() {
		t.key = "" // whatever it is about, however, wherever
	}
	reply, err := t.answer()
	if err != nil {
		return BookingReply{}, err
	}
	b.Over = reply.Done
	if !reply.Unread && !reply.Done {
		b.Keys = t.withLeave(reply)
		reply.Choices = b.Choices(lang)
	}
	for i, s := range reply.Slots {
		reply.Slots[i] = s.In(amsterdam())
	}
	return reply, nil
}

// Choices returns the buttons under what was asked last: the times that were offered, the answers, and the way out.
func (b *Booking) Choices(lang string) []string {
	var texts []string
	if b.Asked == askMoment && b.Chosen.IsZero() {
		for _, s := range b.Offered {
			texts = append(texts, WhenText(lang, s))
		}
	}
	return append(texts, bookingChoices(lang, b.Keys...)...)
}

// turn is one message being answered.
type turn struct {
	b    *Booking
	ctx  context.Context
	now  time.Time
	lang string
	raw  string
	m    string
	key  string // of the choice that was pressed, or whose words were typed
	said dutch.Wish
	took bool        // one of the times that were offered was chosen
	adds bool        // the message changes what the appointment has to be
	lost []time.Time // times that somebody else took while this message was answered
}

func (t *turn) text(key string, pairs ...string) string { return bookingText(t.lang, key, pairs...) }

var (
	stops = regexp.MustCompile(`^(laat maar|stop|stoppen|toch niet|ik wil (geen|toch geen) (afspraak|gesprek)( meer)?|hoeft niet( meer)?|nee laat maar|vergeet het|never mind|nevermind)\b`)
	// Somebody wants no call, and says no more than that.
	noCall  = regexp.MustCompile(`^((nee|neen|nou|maar|toch|liever|sorry|please|alsjeblieft|alstublieft|,|\.) )*((ik wil|ik hoef|je hoeft|u hoeft|jullie hoeven|hoeft) )?((mij|me|toch|liever) )*(niet|niet meer) ((mij|me|meer) )*((te )?(terugbellen|bellen|opbellen)|terug (te )?bellen|(terug)?gebeld( te)?( worden)?)( (alsjeblieft|alstublieft|aub|hoor|meer|graag|,|\.))*$|^((nee|nou|maar|,|\.) )*bel (me|mij) (maar |alsjeblieft |alstublieft |toch )?niet( meer)?( terug)?( (alsjeblieft|alstublieft|aub|hoor|\.))*$|^(no |, |please )*(do not|dont) call (me )?(back)?( please)?( \.)?$`)
	agrees  = regexp.MustCompile(`^(ja+|jawel|yes|yep|yeah|ok|oke|okay|okee|okido|klopt|klopt ja|dat klopt|ja dat klopt|prima|goed|is goed|dat is goed|akkoord|graag|doe maar|doen|top|perfect|sure|correct|thats right|in orde|jazeker|zeker|bevestig|bevestigen|deze|die)\b`)
	second  = regexp.MustCompile(`^(of|nee|toch|doe|liever|o wacht|oh wacht)\b`)
	denies  = regexp.MustCompile(`^(nee+|neen|niet|no|nope|klopt niet|dat klopt niet|liever niet)\b`)
	picks   = regexp.MustCompile(`\b(eerste|tweede|middelste|derde|laatste|first|second|third|last)\b|\b(optie|keuze|nummer|option) ?([1-3])\b|^([1-3])( ?e| ste)?( optie)?$|\b([1-3])e (optie|keuze)\b`)
	otherly = regexp.MustCompile(`\b(ander|andere|anders|iets anders|geen van|niet een van|none|other)\b|\b(komt|lukt|kan|past|schikt)( (me|mij|ik|dan|dat|helaas|echt|eigenlijk|allemaal|toch|ons))* niet( goed)?( uit)?( \.)?$`)
)

func (t *turn) answer() (BookingReply, error) {
	b := t.b
	if b.Asked == askStop {
		if t.yes() || t.stops() {
			return t.stop()
		}
		b.Asked, b.Back = b.Back, ""
		if t.no() {
			return t.again()
		}
	}
	if t.key == "" && b.Asked != "" && b.Chosen.IsZero() && plainlyAside(strings.Fields(t.m)) && !t.asksTowns() && !t.asksTimes() && b.asksOfIt(t.m, t.raw) == "" {
		return BookingReply{Unread: true}, nil // a question in between is answered; the appointment waits
	}
	if b.Asked != "" && t.stops() {
		return t.stop()
	}
	if others.MatchString(t.m) && (b.Intent != WantsNew || detailWish.MatchString(t.m) || strings.Contains(t.m, "op naam van")) && !b.Need.ForOther {
		return BookingReply{Text: t.text("not_yours"), Action: ActionRefuse, Done: true}, nil
	}
	if b.Intent == WantsDetail {
		return BookingReply{Text: t.text("no_detail"), Action: ActionRefuse, Done: true}, nil
	}
	if code := fourWords(t.m, b.Asked == askCode); code != "" && t.key == "" && (b.Asked == askCode || b.Intent == WantsMove || b.Intent == WantsCancel) {
		b.Code = code
	}
	if b.Asked == askSummary || b.Asked == askApprove { // what is told beforehand is no wish for a time
		return t.callBack()
	}
	need, contact := b.Need, b.Contact
	if t.key == "" {
		b.read(t.m, t.raw)
	}
	if b.Intent == WantsCancel {
		if b.Asked == askCode && b.Code == "" && t.no() {
			return t.stop()
		}
		return t.cancel()
	}
	if key := b.asksOfIt(t.m, t.raw); key != "" && b.Contact == contact && !namesDay(t.raw, t.now) {
		if need.Helper = need.Helper || key == "qcompany"; b.Need == need {
			return t.ofIt(key)
		}
	}
	t.wish()
	if err := t.place(); err != nil {
		return BookingReply{}, err
	}
	if b.Need == need && b.Contact == contact && t.turnsDown() {
		b.Back, b.Asked = b.Asked, askStop
		return BookingReply{Text: t.text("ask_stop"), Action: ActionClarify, keys: []string{"choice_stop", "choice_on"}}, nil
	}
	if t.other() {
		return t.offerOthers()
	}
	if b.Need == need && b.Contact == contact && t.asksTimes() {
		return t.offer("", b.Wish)
	}
	if b.Need == need && b.Contact == contact && t.asksBetween() {
		return BookingReply{Unread: true}, nil
	}
	t.adds = b.Need != need || b.Contact != contact
	if b.Consent == "no" {
		if err := t.release(); err != nil {
			return BookingReply{}, err
		}
		return BookingReply{Text: t.text("other_refuses"), Action: ActionRefuse, Done: true}, nil
	}
	if b.Intent == WantsMove && b.Code == "" {
		return t.moveWithoutCode()
	}
	if b.Intent == WantsMove && !b.Opened {
		need, start, err := b.calendar.Needs(t.ctx, b.Code)
		if errors.Is(err, ErrNoCode) {
			b.Code, b.Asked = "", askCode
			return BookingReply{Text: t.text("no_code"), Action: ActionBook}, nil
		}
		if err != nil {
			return BookingReply{}, err
		}
		b.Opened, b.Need, b.Old = true, need, start
		if at := start.In(amsterdam()); len(b.Wish.Options) > 0 && !b.Wish.Options[0].Timed {
			m := at.Hour()*60 + at.Minute() // only another day was named: the hour stays
			b.Wish.Options[0].Start, b.Wish.Options[0].End, b.Wish.Options[0].Timed = m, m, true
		}
	}
	return t.proceed()
}

// wish reads the moment in the message and adds it to what was wished before. The moment of an appointment that is to be moved is no wish:
// "mijn afspraak van donderdag verzetten".
func (t *turn) wish() {
	b := t.b
	if t.key != "" && t.key != "choice_whenever" || (t.asksTowns() || t.ofNoMoment() && whichever.MatchString(t.m)) && !namesDay(t.raw, t.now) {
		return
	}
	frame := dutch.MomentFrame{Now: t.now, Hour: b.Asked != "" && len(b.Offered) == 0 && (b.Asked != askAbout && b.Asked != askChannel || second.MatchString(t.m))}
	switch {
	case !b.Chosen.IsZero():
		frame.Last = dutch.DayOf(b.Chosen.In(amsterdam()))
	case !b.Old.IsZero():
		frame.Last = dutch.DayOf(b.Old.In(amsterdam()))
	case len(b.Wish.Options) == 1 && b.Wish.Options[0].OneDay():
		frame.Last = b.Wish.Options[0].From
	case len(b.Offered) > 0:
		frame.Last = dutch.DayOf(b.Offered[0].In(amsterdam()))
	}
	// A telephone number is no date, and the answer to how the person can be called is no wish for another moment.
	message := t.raw
	if n := phoneNumber.FindString(message); n != "" && b.Asked == askContact {
		message = strings.Replace(message, n, " ", 1)
	}
	if b.Intent == WantsMove && (b.Asked == "" || b.Asked == askCode && !b.Opened) {
		if old, rest, ok := oldMoment(message); ok {
			w := dutch.ReadWish(old, frame)
			if len(w.Options) > 0 && !w.Options[0].From.IsZero() {
				b.Old = w.Options[0].From.At(max(w.Options[0].Start, 1), amsterdam())
				frame.Last = w.Options[0].From
			}
			message = rest
		}
	}
	t.said = dutch.ReadWish(message, frame)
	if b.Asked == askContact || b.Asked == askVoicemail {
		if len(t.said.Options) == 1 && !t.said.Options[0].Dated() && !t.said.Options[0].Exact() && t.said.Options[0].Timed && !t.said.Corrected {
			b.Contact.Hours = strings.TrimPrefix(t.said.Options[0].String(), "* ")
			t.said = dutch.Wish{}
		}
	}
	t.shift()
	if t.picked() {
		t.said, t.took = dutch.Wish{}, true
		return
	}
	if !t.said.Empty() {
		b.Wish, b.Passed = b.Wish.Then(t.said), nil
	}
}

var oldClause = regexp.MustCompile(`(?i)\b(?:afspraak|gesprek|appointment)\b[^.?!\n]{0,30}?\b(?:van|op|voor|of|on)\b([^.?!\n]*?)(\b(?:naar|verzetten|verplaatsen|verschuiven|wijzigen|veranderen|omzetten|to|moet|wil|kan|graag)\b|[.?!\n]|$)`)

// stands says on which day an appointment is.
var stands = regexp.MustCompile(`(?i)^\W*(?:(?:nee|maar|nou|en)\W+)?(?:hij|die|deze|dat|it|(?:mijn|de|my|the) (?:afspraak|appointment)) (?:staat|stond|is|was)(?: nu)? (?:op|om|voor|on|at)\b([^.?!,\n]*)`)

// missed is an appointment for which its holder cannot come: "ik had morgen een afspraak om 10 uur maar ik kan niet".
var missed = regexp.MustCompile(`(?i)\b(?:had|heb|hadden|hebben|have)\b([^.?!\n]*?)\b(?:afspraak|gesprek|appointment)\b([^.?!\n]*?)\b(?:maar|en|but)\b([^.?!\n]*?)\b(?:niet|can't|cant|cannot)\b`)

// oldMoment splits a message about moving an appointment into the moment it has now and the rest.
func oldMoment(message string) (old, rest string, ok bool) {
	if at := stands.FindStringSubmatchIndex(message); at != nil {
		return message[at[2]:at[3]], message[at[3]:], true
	}
	if at := missed.FindStringSubmatchIndex(message); at != nil {
		return message[at[2]:at[3]] + " " + message[at[4]:at[5]], message[at[1]:], true
	}
	at := oldClause.FindStringSubmatchIndex(message)
	if at == nil {
		return "", message, false
	}
	return message[at[2]:at[3]], message[:at[2]] + " . " + message[at[3]:], true
}

// picked reports whether the message chooses one of the times that were offered, by its place in the list or by its day or hour.
func (t *turn) picked() bool {
	b := t.b
	if len(b.Offered) == 0 || !b.Chosen.IsZero() || b.Asked != askMoment {
		return false
	}
	i := -1
	switch m := picks.FindString(t.m); {
	case t.offered() >= 0:
		i = t.offered()
	case t.yes() && t.said.Empty() && len(b.Offered) == 1:
		i = 0
	case t.key == "" && t.said.Any && len(t.said.Options) == 0 && whichever.MatchString(t.m):
		i = 0
	case m == "":
	case strings.Contains(m, "laatste") || strings.Contains(m, "last"):
		i = len(b.Offered) - 1
	case strings.Contains(m, "eerste") || strings.Contains(m, "first") || strings.Contains(m, "1"):
		i = 0
	case strings.Contains(m, "tweede") || strings.Contains(m, "middelste") || strings.Contains(m, "second") || strings.Contains(m, "2"):
		i = 1
	case strings.Contains(m, "derde") || strings.Contains(m, "third") || strings.Contains(m, "3"):
		i = 2
	}
	if i < 0 && len(t.said.Options) == 1 && !t.said.Corrected {
		fits := slices.DeleteFunc(slices.Clone(b.Offered), func(s time.Time) bool { return !t.said.Options[0].Holds(s.In(amsterdam())) })
		if len(fits) == 1 && (t.said.Options[0].Exact() || t.said.Options[0].OneDay()) && !(t.said.Options[0].OneDay() && t.said.Options[0].Exact()) {
			i = slices.IndexFunc(b.Offered, fits[0].Equal)
		}
	}
	if i < 0 || i >= len(b.Offered) {
		return false
	}
	b.Wish = dutch.Wish{Options: []dutch.Moment{momentOf(b.Offered[i])}, Not: b.Wish.Not}
	t.said = b.Wish
	return true
}

// momentOf is exactly that moment.
func momentOf(s time.Time) dutch.Moment {
	s = s.In(amsterdam())
	d, m := dutch.DayOf(s), s.Hour()*60+s.Minute()
	return dutch.Moment{From: d, To: d, Start: m, End: m, Timed: true}
}
