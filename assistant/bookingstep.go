package assistant

import (
	"errors"
	"slices"
	"strings"
	"time"

	"wegwijzer/internal/dutch"
)

// proceed brings the conversation one step on: finds the time, asks the first thing that is missing, or books.
func (t *turn) proceed() (BookingReply, error) {
	b := t.b
	t.hear()
	if b.danger {
		b.Wish.Past, b.Wish.Unreal = false, false
	}
	if b.Wish.Past && len(b.Wish.Options) == 0 {
		b.Wish.Past = false
		return t.offer(t.text("past"), b.Wish)
	}
	if b.Wish.Unreal {
		b.Wish.Unreal = false
		b.Asked = askMoment
		return BookingReply{Text: t.text("unreal"), Action: ActionClarify}, nil
	}
	if b.Asked == askCallback && t.no() && t.said.Empty() {
		return t.stop()
	}
	if b.Asked == askCallback && t.yes() {
		b.Callback, b.Need.Channel = true, ByPhone
	}
	if b.Callback {
		return t.callBack()
	}
	changed := !t.said.Empty()
	switch {
	case !b.Chosen.IsZero() && !changed:
		if b.Asked == askConfirm {
			return t.confirm()
		}
		return t.next("")
	case !b.Wish.Empty():
		return t.find()
	}
	return t.next("")
}

// hear takes the plain answers to what was asked: yes, no, a choice.
func (t *turn) hear() {
	b := t.b
	yes, no := t.yes(), t.no()
	if about, ok := strings.CutPrefix(t.key, "about_"); ok {
		b.Need.About = about
	}
	if channel, ok := strings.CutPrefix(t.key, "channel_"); ok {
		b.Need.Channel = Channel(channel)
		b.Contact.NoPhone = b.Contact.NoPhone && b.Need.Channel != ByPhone
	}
	switch b.Asked {
	case askAbout:
		for _, x := range []struct{ about, words string }{
			{"money", "schade geld vergoeding kosten schadevergoeding money 2"},
			{"case", "aangifte strafzaak rechtszaak zitting politie advocaat case police 3"},
			{"talk", "praten gevoel verhaal emotie slapen bang verwerken steun talk 1"},
			{"other", "anders zeg overig weet niet other 4"},
		} {
			for w := range strings.FieldsSeq(x.words) {
				if b.Need.About == "" && slices.Contains(strings.Fields(t.m), w) {
					b.Need.About = x.about
				}
			}
		}
		if b.Need.About == "" && t.said.Empty() && !plainlyAside(strings.Fields(t.m)) {
			b.Need.About = "other"
		}
	case askChannel:
		if b.Need.Channel == "" {
			for i, c := range channelOrder {
				if t.m == string(rune('1'+i)) {
					b.Need.Channel = c
				}
			}
			if b.Need.Channel == "" {
				b.Need.Channel = channelTyped(t.m)
			}
			if b.Need.Channel == "" && whichever.MatchString(t.m) {
				if b.Need.Channel = ByPhone; b.quiet() {
					b.Need.Channel = ByChat
				}
			}
		}
	case askSafe:
		if yes {
			b.Safe = true
		} else if no {
			b.heed(true, false)
		}
	case askConsent:
		if yes {
			b.Consent = "yes"
		} else if no {
			b.Consent = "no"
		}
	case askContact:
		if b.Contact.Phone == "" && (no || t.key == "choice_no_phone" || b.Contact.NoPhone) {
			b.Contact.NoPhone = true
			if b.Need.Channel == ByPhone {
				b.Need.Channel = ""
			}
		}
	case askVoicemail:
		if yes {
			b.Contact.Voicemail = "yes"
		} else if no {
			b.Contact.Voicemail = "no"
		}
	}
}

var channelOrder = []Channel{ByPhone, ByVideo, ByVisit, ByChat}

// asideWords begin a question about something else than the appointment that is being made.
var asideWords = words("wat hoe waarom wie welke moet krijg krijgt wordt mag hoeveel is ben kost kosten what how why who must do does")

// asideVerbs come second in a question, and in no answer to what an appointment is about.
var asideVerbs = words("doen doet is zijn kost kosten gaat gaan werkt werken gebeurt betekent betaalt dat do does is are costs happens")

// plainlyAside reports a question that answers nothing: wat doen ze daar, kost dat geld.
func plainlyAside(fields []string) bool {
	return len(fields) >= 3 && asideWords[fields[0]] && asideVerbs[fields[1]]
}

// ofAnother reports a wish that is about somebody else, and answers nothing that is asked of an appointment: "ik wil hem vergeven".
func ofAnother(fields []string) bool {
	return len(fields) >= 3 && wishers[fields[0]] && wishVerbs[fields[1]] && slices.ContainsFunc(fields[2:], func(w string) bool { return anotherWords[w] })
}

var (
	wishers      = words("ik we wij i")
	wishVerbs    = words("wil willen zou hoef want")
	anotherWords = words("hem haar hen dader him her them")
)

// next asks the first thing that is missing. One question at a time.
func (t *turn) next(lead string) (BookingReply, error) {
	b := t.b
	reply := BookingReply{Action: ActionClarify}
	if !b.Chosen.IsZero() {
		reply.Action, reply.Slots = ActionBook, []time.Time{b.Chosen}
	}
	ask := func(what, key string, choices ...string) (BookingReply, error) {
		if b.Asked == what && t.said.Empty() {
			if b.Missed++; b.Missed >= 3 {
				b.Missed = 0
				return BookingReply{Text: t.text("person"), Action: ActionHandover, Slots: reply.Slots}, nil
			}
		} else {
			b.Missed = 0
		}
		b.Asked = what
		reply.keys = choices
		reply.Text = paragraphs(lead, t.once(), t.text(key))
		return reply, nil
	}
	chosen := !b.Chosen.IsZero()
	switch {
	case b.Intent == WantsMove && !chosen:
		return ask(askMoment, "ask_moment")
	case b.Intent == WantsMove:
	case b.Need.ForOther && b.Consent == "":
		return ask(askConsent, "ask_consent", "choice_yes", "choice_no")
	case !chosen && b.Intent == WantsNew && b.Need.About == "" && b.Need.Channel == "" && b.Asked == "":
		return ask(askAbout, "ask_about", "about_talk", "about_money", "about_case", "about_other")
	case b.Need.Channel == "" && (b.Intent != WantsCallback || b.quiet()):
		if b.quiet() {
			return ask(askChannel, "ask_channel_quiet", "channel_video", "channel_visit", "channel_chat")
		}
		return ask(askChannel, "ask_channel", "channel_phone", "channel_video", "channel_visit", "channel_chat")
	case b.Need.Channel == "":
		b.Need.Channel = ByPhone
		return t.next(lead)
	case b.Need.Channel == ByPhone && b.Contact.Silent && !b.Safe:
		return ask(askSafe, "ask_safe", "choice_yes", "choice_no")
	case b.Need.Channel == ByVisit && b.Need.Place == "":
		return t.whereTo(ask)
	case !chosen:
		return ask(askMoment, "ask_moment")
	case b.Need.Channel == ByPhone && b.Contact.Phone == "":
		return ask(askContact, "ask_contact", "choice_no_phone")
	case b.Need.Channel == ByPhone && b.Contact.Voicemail == "":
		return ask(askVoicemail, "ask_voicemail", "choice_yes", "choice_no")
	}
	if b.Hold != "" && b.HeldFor != b.Need {
		if again, err := t.holdAgain(); again.Text != "" || err != nil {
			return again, err
		}
	}
	b.Asked = askConfirm
	reply.Text = paragraphs(t.once(), t.readBack())
	reply.keys = []string{"choice_book", "choice_change"}
	return reply, nil
}

// readBack says all that will be booked, and asks for an explicit yes.
func (t *turn) readBack() string {
	b := t.b
	lines := []string{t.text("readback", "{when}", WhenText(t.lang, b.Chosen)), t.text("readback_"+string(b.Need.Channel), "{place}", b.Need.Place)}
	if b.Need.Channel == ByPhone {
		if b.Contact.Voicemail == "yes" {
			lines = append(lines, t.text("readback_voicemail"))
		} else {
			lines = append(lines, t.text("readback_no_voicemail"))
		}
	}
	if b.Need.Gender == "v" {
		lines = append(lines, t.text("readback_woman"))
	}
	if b.Need.Gender == "m" {
		lines = append(lines, t.text("readback_man"))
	}
	if b.Need.Interpreter != "" {
		lines = append(lines, t.text("readback_interpreter"))
	}
	if b.Need.Helper {
		lines = append(lines, t.text("readback_helper"))
	}
	if b.Contact.Silent {
		lines = append(lines, t.text("readback_silent"))
	}
	return paragraphs(strings.Join(lines, "\n"), t.text("readback_ask"))
}

// once returns what a person should hear once, when it applies: the interpreter, the preference, the young, the other person, the watched phone.
func (t *turn) once() string {
	b := t.b
	var all []string
	for _, x := range []struct {
		key     string
		applies bool
	}{
		{"note_young", b.Need.Young},
		{"note_woman", b.Need.Gender == "v"},
		{"note_man", b.Need.Gender == "m"},
		{"note_interpreter", b.Need.Interpreter != ""},
		{"note_helper", b.Need.Helper},
		{"note_silent", b.Contact.Silent},
		{"note_other", b.Need.ForOther},
	} {
		if x.applies && !slices.Contains(b.Told, x.key) {
			b.Told = append(b.Told, x.key)
			all = append(all, t.text(x.key))
		}
	}
	return strings.Join(all, " ")
}

// confirm books after an explicit yes, and only then.
func (t *turn) confirm() (BookingReply, error) {
	b := t.b
	switch {
	case t.adds: // read back with what is new: "nee, toch bellen", "ja, en mijn zus komt mee"
		return t.next("")
	case t.yes() && !t.no():
	case t.no() || otherly.MatchString(t.m) || saysOf("other", t.m) || saysOf("move", t.m) || strings.Contains(t.m, "verander"):
		if err := t.release(); err != nil {
			return BookingReply{}, err
		}
		b.Asked, b.Wish = askMoment, dutch.Wish{Not: b.Wish.Not}
		return BookingReply{Text: t.text("change"), Action: ActionClarify}, nil
	default:
		return t.next("")
	}
	var booked Booked
	var err error
	if b.Intent == WantsMove {
		booked, err = b.calendar.Move(t.ctx, b.Code, b.Hold)
	} else {
		booked, err = b.calendar.Confirm(t.ctx, b.Hold, b.Need, b.Contact, t.lang)
	}
	switch {
	case errors.Is(err, ErrHoldExpired), errors.Is(err, ErrTaken):
		chosen := b.Chosen
		b.Hold, b.Chosen = "", time.Time{}
		hold, again := b.calendar.Hold(t.ctx, b.Need, chosen)
		if again != nil {
			t.lost = append(t.lost, chosen)
			return t.offer(t.text("taken", "{when}", WhenText(t.lang, chosen)), dutch.Wish{Options: []dutch.Moment{momentOf(chosen)}, Not: b.Wish.Not})
		}
		b.Hold, b.Chosen = hold, chosen
		r, err := t.next("")
		r.Text = paragraphs(t.text("expired"), r.Text)
		return r, err
	case errors.Is(err, ErrNoCode):
		return BookingReply{Text: t.text("no_code"), Action: ActionClarify, Done: true}, nil
	case err != nil:
		return BookingReply{}, err
	}
	b.Contact = Contact{}
	text := t.text("booked", "{when}", WhenText(t.lang, booked.Start), "{code}", booked.Code)
	if b.Intent == WantsMove {
		text = t.text("moved", "{when}", WhenText(t.lang, booked.Start))
	}
	return BookingReply{Text: text, Action: ActionBook, Slots: []time.Time{booked.Start}, Booked: &booked, Done: true}, nil
}

// paragraphs puts the parts that are there under each other.
func paragraphs(parts ...string) string {
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	return strings.Join(parts, "\n")
}
