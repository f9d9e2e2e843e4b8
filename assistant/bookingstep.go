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
	if b.Wish.Past && len(b.Wish.Options) == 0 {
		b.Wish.Past = false
		return t.offer(t.text("past"), b.Wish)
	}
	if b.Wish.Unreal {
		b.Wish.Unreal = false
		b.Asked = askMoment
		return BookingReply{Text: t.text("unreal"), Action: ActionClarify}, nil
	}
	if b.Asked == askCallback && agrees.MatchString(t.m) {
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
	yes, no := agrees.MatchString(t.m), denies.MatchString(t.m)
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
			if b.Need.Channel == "" && (yes || strings.Contains(t.m, "maakt niet uit") || strings.Contains(t.m, "maakt me niet uit")) && !b.Contact.NoPhone && !b.Contact.Silent {
				b.Need.Channel = ByPhone
			}
		}
	case askPlace:
		if t.said.Empty() && b.Need.Place == "" && len(t.raw) <= 80 && !no {
			b.Need.Place = placeIn(t.raw)
		}
	case askConsent:
		if yes {
			b.Consent = "yes"
		} else if no {
			b.Consent = "no"
		}
	case askContact:
		if b.Contact.Phone == "" && (no || b.Contact.NoPhone) {
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

// placeIn takes the name of a place from an answer such as "in Utrecht graag".
func placeIn(raw string) string {
	var kept []string
	for w := range strings.FieldsSeq(strings.Trim(raw, " .!?")) {
		switch strings.ToLower(strings.Trim(w, ".,!?")) {
		case "in", "te", "bij", "het", "liefst", "graag", "doe", "maar", "kantoor", "van", "aub", "ik", "woon", "kom", "uit", "de", "buurt":
			continue
		}
		kept = append(kept, strings.Trim(w, ".,!?"))
	}
	return strings.Join(kept, " ")
}

// find looks for what is wished: one time is held and read back, of several the best three are offered.
func (t *turn) find() (BookingReply, error) {
	b := t.b
	wish := b.Wish
	if t.said.Shift != 0 {
		wish = t.shifted(wish)
	}
	if len(wish.Options) == 0 && b.Need.Channel == "" && t.said.Empty() {
		return t.next("")
	}
	start, one := t.single(wish)
	free, err := t.free(wish)
	if err != nil {
		return BookingReply{}, err
	}
	if len(free) == 0 {
		return t.full()
	}
	if one {
		ranked, met := wish.Rank(free)
		if met && (start.IsZero() || ranked[0].Equal(start) || wish.Options[0].About) {
			return t.take(ranked[0])
		}
		return t.offer(t.closed(wish), wish)
	}
	return t.offer("", wish)
}

// single reports whether a wish comes down to one time: a day with an hour, or an hour on one of two days. start is that time, or the zero time
// when the calendar has to choose.
func (t *turn) single(wish dutch.Wish) (start time.Time, one bool) {
	if len(wish.Options) == 0 {
		return time.Time{}, false
	}
	for _, o := range wish.Options {
		if !o.Exact() || o.From.IsZero() || o.From.Until(o.To) > 1 {
			return time.Time{}, false
		}
	}
	if d, m, ok := wish.Exact(); ok && !wish.Options[0].About {
		return d.At(m, amsterdam()), true
	}
	return time.Time{}, true
}

// shifted is the wish for a time later or earlier than what was offered.
func (t *turn) shifted(wish dutch.Wish) dutch.Wish {
	base := t.b.Chosen
	if base.IsZero() && len(t.b.Offered) > 0 {
		base = t.b.Offered[0]
		if t.said.Shift > 0 {
			base = t.b.Offered[len(t.b.Offered)-1]
		}
	}
	if base.IsZero() {
		return wish
	}
	o := momentOf(base)
	if t.said.ShiftLoose {
		if t.said.Shift > 0 {
			o.Start, o.End = o.Start+15, 24*60
		} else {
			o.Start, o.End = 0, o.Start
		}
	} else {
		at := momentOf(base.Add(time.Duration(t.said.Shift) * time.Minute))
		o = at
	}
	wish.Options = []dutch.Moment{o}
	t.b.Wish.Options = wish.Options
	return wish
}

// free asks the calendar for the times from now on.
func (t *turn) free(wish dutch.Wish) ([]time.Time, error) {
	from, to := t.now, t.now.Add(horizon)
	for _, o := range wish.Options {
		if !o.To.IsZero() {
			if end := o.To.Add(2).At(0, amsterdam()); end.After(to) {
				to = end
			}
		}
	}
	if limit := t.now.Add(400 * 24 * time.Hour); to.After(limit) {
		to = limit
	}
	free, err := t.b.calendar.Free(t.ctx, t.b.Need, from, to)
	if err != nil {
		return nil, err
	}
	free = slices.DeleteFunc(free, func(s time.Time) bool { return slices.ContainsFunc(t.lost, s.Equal) })
	for i, s := range free {
		free[i] = s.In(amsterdam())
	}
	return free, nil
}

// closed says why a time that was asked for cannot be had.
func (t *turn) closed(wish dutch.Wish) string {
	d, m, ok := wish.Exact()
	if !ok {
		return t.text("not_free")
	}
	at := d.At(m, amsterdam())
	if at.Before(t.now) {
		return t.text("past")
	}
	when := WhenText(t.lang, at)
	from, to := officeHours(d)
	switch {
	case dutch.Holiday(d):
		return t.text("holiday", "{when}", when)
	case from == to || m < from || m > to-lastStart:
		return t.text("shut", "{when}", when)
	}
	return t.text("taken", "{when}", when)
}

// offer gives the person at most three times to choose from.
func (t *turn) offer(lead string, wish dutch.Wish) (BookingReply, error) {
	b := t.b
	if err := t.release(); err != nil {
		return BookingReply{}, err
	}
	free, err := t.free(wish)
	if err != nil {
		return BookingReply{}, err
	}
	ranked, met := wish.Rank(free)
	if len(ranked) == 0 {
		return t.full()
	}
	if lead == "" && !met && len(wish.Options) > 0 {
		lead = t.text("not_free")
	}
	b.Offered = spread(ranked, wish, met)
	b.Asked = askMoment
	reply := BookingReply{Action: ActionClarify, Slots: slices.Clone(b.Offered)}
	lines := []string{}
	for _, s := range b.Offered {
		lines = append(lines, "- "+WhenText(t.lang, s))
		reply.Choices = append(reply.Choices, WhenText(t.lang, s))
	}
	reply.Choices = append(reply.Choices, t.text("choice_other"))
	reply.Text = paragraphs(lead, t.once(), t.text("offer"), strings.Join(lines, "\n"), t.text("offer_ask"))
	return reply, nil
}

// spread takes three times that differ enough to be a choice: on whole and half hours where that can be, more than an hour apart or on other days,
// unless there is no more to choose from.
func spread(ranked []time.Time, wish dutch.Wish, met bool) []time.Time {
	exact := len(wish.Options) > 0 && wish.Options[0].Exact()
	pick := func(fits func(s time.Time, picked []time.Time) bool) []time.Time {
		var picked []time.Time
		for i, s := range ranked {
			if i > 2000 || len(picked) == maxChoice {
				break
			}
			if fits(s, picked) {
				picked = append(picked, s)
			}
		}
		return picked
	}
	suits := func(s time.Time) bool {
		return !met || len(wish.Options) == 0 || slices.ContainsFunc(wish.Options, func(o dutch.Moment) bool { return o.Holds(s) })
	}
	apart := func(gap time.Duration, grid int) func(time.Time, []time.Time) bool {
		return func(s time.Time, picked []time.Time) bool {
			if s.Minute()%grid != 0 && !(exact && len(picked) == 0) || !suits(s) {
				return false
			}
			return !slices.ContainsFunc(picked, func(p time.Time) bool { return p.Sub(s).Abs() < gap })
		}
	}
	for _, try := range []struct {
		gap  time.Duration
		grid int
	}{{2 * time.Hour, 30}, {time.Hour, 30}, {30 * time.Minute, 15}} {
		if picked := pick(apart(try.gap, try.grid)); len(picked) == maxChoice {
			return picked
		}
	}
	if picked := pick(apart(15*time.Minute, 5)); len(picked) > 0 {
		return picked
	}
	return ranked[:min(maxChoice, len(ranked))]
}

// take holds a time and asks for what is still missing, with the time read back.
func (t *turn) take(start time.Time) (BookingReply, error) {
	b := t.b
	if err := t.release(); err != nil {
		return BookingReply{}, err
	}
	hold, err := b.calendar.Hold(t.ctx, b.Need, start)
	if errors.Is(err, ErrTaken) {
		t.lost = append(t.lost, start)
		return t.offer(t.text("taken", "{when}", WhenText(t.lang, start)), b.Wish)
	}
	if err != nil {
		return BookingReply{}, err
	}
	b.Hold, b.Chosen, b.Offered = hold, start, nil
	b.Wish.Options = []dutch.Moment{momentOf(start)}
	return t.next(t.text("held", "{when}", WhenText(t.lang, start)))
}

// release gives back what is held.
func (t *turn) release() error {
	b := t.b
	hold := b.Hold
	b.Hold, b.Chosen = "", time.Time{}
	if hold == "" {
		return nil
	}
	return b.calendar.Release(t.ctx, hold)
}

// callBack asks on what number, when, and what may be told beforehand, one after the other; reads all of it back; and keeps the wish to be called only
// after a yes.
func (t *turn) callBack() (BookingReply, error) {
	b := t.b
	ask := func(what, key string, choices ...string) (BookingReply, error) {
		b.Asked = what
		return BookingReply{Text: t.text(key), Action: ActionHandover, Choices: bookingChoices(t.lang, choices...)}, nil
	}
	switch {
	case b.Contact.Phone == "" && b.Asked == askContact:
		return BookingReply{Text: t.text("person"), Action: ActionHandover, Done: true}, nil
	case b.Contact.Phone == "":
		return ask(askContact, "ask_contact")
	case b.Contact.Voicemail == "" && b.Asked != askVoicemail:
		return ask(askVoicemail, "ask_voicemail", "choice_yes", "choice_no")
	case b.Asked != askWhen && b.Asked != askSummary && b.Asked != askApprove && b.Wish.Empty():
		return ask(askWhen, "ask_when", "choice_whenever")
	case b.Asked != askSummary && b.Asked != askApprove:
		return ask(askSummary, "ask_summary", "choice_no")
	case b.Asked == askSummary:
		if b.Draft = short(t.raw); denies.MatchString(t.m) && len(strings.Fields(t.m)) <= 3 {
			b.Draft = ""
		}
		return t.checkCallBack()
	case denies.MatchString(t.m) && b.Draft != "":
		b.Draft = ""
		return t.checkCallBack()
	case denies.MatchString(t.m):
		b.Wish = dutch.Wish{}
		return ask(askWhen, "ask_when", "choice_whenever")
	case !agrees.MatchString(t.m):
		t.wish() // perhaps another moment
		return t.checkCallBack()
	}
	b.Contact.Summary = b.Draft
	code, err := b.calendar.CallBack(t.ctx, b.Need, b.Contact, WishText("nl", b.Wish), t.lang)
	if err != nil {
		return BookingReply{}, err
	}
	b.Contact, b.Draft = Contact{}, ""
	return BookingReply{Text: t.text("callback_kept", "{code}", code), Action: ActionHandover, Done: true}, nil
}

// checkCallBack reads back what is going to be kept of the wish to be called.
func (t *turn) checkCallBack() (BookingReply, error) {
	b := t.b
	b.Asked = askApprove
	summary := t.text("callback_nothing")
	if b.Draft != "" {
		summary = t.text("callback_summary", "{summary}", b.Draft)
	}
	text := t.text("callback_check", "{when}", WishText(t.lang, b.Wish), "{summary}", summary)
	return BookingReply{Text: text, Action: ActionHandover, Choices: bookingChoices(t.lang, "choice_callback", "choice_no")}, nil
}

// maxSummary is how much a person can have passed on beforehand, in runes.
const maxSummary = 300

func short(raw string) string {
	r := []rune(dutch.Visible(strings.TrimSpace(raw)))
	return string(r[:min(len(r), maxSummary)])
}

// full says that no time is free, and offers to be called.
func (t *turn) full() (BookingReply, error) {
	t.b.Asked = askCallback
	return BookingReply{Text: t.text("full"), Action: ActionHandover, Choices: bookingChoices(t.lang, "choice_yes", "choice_no")}, nil
}

// asideWords begin a question about something else than the appointment that is being made.
var asideWords = words("wat hoe waarom wie welke moet krijg krijgt wordt mag hoeveel is ben kost kosten what how why who must do does")

// asideVerbs come second in a question, and in no answer to what an appointment is about.
var asideVerbs = words("doen doet is zijn kost kosten gaat gaan werkt werken gebeurt betekent betaalt dat do does is are costs happens")

// asksAside reports whether a message is a question in the midst of making an appointment.
func asksAside(folded string) bool {
	fields := strings.Fields(folded)
	return len(fields) >= 4 && asideWords[fields[0]] || plainlyAside(fields)
}

// plainlyAside reports a question that answers nothing: wat doen ze daar, kost dat geld.
func plainlyAside(fields []string) bool {
	return len(fields) >= 3 && asideWords[fields[0]] && asideVerbs[fields[1]]
}

// next asks the first thing that is missing. One question at a time.
func (t *turn) next(lead string) (BookingReply, error) {
	b := t.b
	reply := BookingReply{Action: ActionClarify}
	if !b.Chosen.IsZero() {
		reply.Action, reply.Slots = ActionBook, []time.Time{b.Chosen}
	}
	ask := func(what, key string, choices ...string) (BookingReply, error) {
		if b.Asked == what && t.said.Empty() {
			if what != askAbout && asksAside(t.m) || plainlyAside(strings.Fields(t.m)) || strings.Contains(t.raw, "?") && b.Missed == 0 {
				reply.Unread = true // a question in between is answered; the appointment waits
			} else {
				b.Missed++
			}
			if b.Missed >= 3 {
				b.Missed = 0
				return BookingReply{Text: t.text("person"), Action: ActionHandover, Slots: reply.Slots}, nil
			}
		} else {
			b.Missed = 0
		}
		b.Asked = what
		reply.Choices = bookingChoices(t.lang, choices...)
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
	case b.Need.Channel == "" && (b.Intent != WantsCallback || b.Contact.NoPhone || b.Contact.Silent):
		if b.Contact.NoPhone || b.Contact.Silent {
			return ask(askChannel, "ask_channel_quiet", "channel_video", "channel_visit", "channel_chat")
		}
		return ask(askChannel, "ask_channel", "channel_phone", "channel_video", "channel_visit", "channel_chat")
	case b.Need.Channel == "":
		b.Need.Channel = ByPhone
		return t.next(lead)
	case b.Need.Channel == ByVisit && b.Need.Place == "":
		r, err := ask(askPlace, "ask_place")
		r.Action = ActionClarify
		return r, err
	case !chosen:
		return ask(askMoment, "ask_moment")
	case b.Need.Channel == ByPhone && b.Contact.Phone == "":
		return ask(askContact, "ask_contact", "choice_no_phone")
	case b.Need.Channel == ByPhone && b.Contact.Voicemail == "":
		return ask(askVoicemail, "ask_voicemail", "choice_yes", "choice_no")
	}
	b.Asked = askConfirm
	reply.Text = paragraphs(t.once(), t.readBack())
	reply.Choices = bookingChoices(t.lang, "choice_book", "choice_change")
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
	case agrees.MatchString(t.m) && !denies.MatchString(t.m):
	case denies.MatchString(t.m) || otherly.MatchString(t.m) || strings.Contains(t.m, "verander"):
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
