package assistant_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"wegwijzer/assistant"
)

// What the site does not say of an appointment is not made up: who asks it reads that, and whom to ask, and the appointment goes on where it was.
func TestWhatIsNotKnownOfAnAppointmentIsSaid(t *testing.T) {
	t.Parallel()
	now := at(t, bookingNow)
	for _, turns := range [][]string{{"ik wil een afspraak"}, {"ik wil een afspraak", "geld", "langskomen"}, {"ik wil een afspraak", "bellen"}, {"ik wil een afspraak", "bellen", "morgenmiddag"}, {"ik wil een afspraak", "chatten", "morgen om 10 uur"}} {
		before, b0 := talk(t, towns, now, "nl", turns...)
		for asked, key := range map[string]string{
			"kun je daar parkeren": "qplace", "is er ook een lift?": "qplace", "kan ik met mijn rolstoel naar binnen": "qplace",
			"wat moet ik meenemen": "qbring", "moet ik iets meebrengen?": "qbring", "moet ik bewijs meenemen": "qbring",
			"mag mijn broer mee": "note_helper", "kan ik iemand meenemen": "note_helper",
		} {
			r, b := talk(t, towns, now, "nl", append(slices.Clone(turns), asked)...)
			if !strings.HasPrefix(r.Text, assistant.Message("nl", "booking_"+key)+"\n") || b.Asked != b0.Asked || b.Missed != b0.Missed || !slices.Equal(r.Choices, before.Choices) || b.Need.About != b0.Need.About || b.Need.Helper != (key == "note_helper") {
				t.Errorf("%q after %q is answered %q with %q, asking %q of %+v", asked, turns, r.Text, r.Choices, b.Asked, b.Need)
			}
		}
	}
	for _, asked := range []string{"moet ik papieren meenemen naar de politie", "wat neem ik mee naar de rechter"} {
		if r, _ := talk(t, towns, now, "nl", "ik wil een afspraak", "bellen", asked); strings.Contains(r.Text, assistant.Message("nl", "booking_qbring")) || strings.Contains(r.Text, assistant.Message("nl", "booking_note_helper")) {
			t.Errorf("%q is of somewhere else, and answered %q", asked, r.Text)
		}
	}
	for lang, x := range map[string]struct{ begin, asked string }{
		"en": {"I would like an appointment", "is there a lift?"}, "fr": {"je veux un rendez-vous", "il y a un parking ?"}, "tr": {"randevu istiyorum", "otopark var mı?"}, "pl": {"spotkanie", "czy jest parking?"},
		"uk": {"хочу записатися", "чи є парковка?"}, "ar": {"أريد موعدا", "هل يوجد مصعد؟"}, "pap": {"sita", "tin parker?"},
	} {
		if r, _ := talk(t, towns, now, lang, x.begin, x.asked); !strings.HasPrefix(r.Text, assistant.Message(lang, "booking_qplace")) {
			t.Errorf("%s: %q is answered %q", lang, x.asked, r.Text)
		}
	}
	h := newHelper(t)
	h.BookOn(towns)
	for _, asked := range []string{"hoe laat open", "tot hoe laat zijn jullie open", "en wanneer zijn jullie bereikbaar?"} {
		for _, turns := range [][]string{{"ik wil een afspraak"}, {"ik wil een afspraak", "geld"}, {"ik wil een afspraak", "bellen"}} {
			a := h.last(t, append(slices.Clone(turns), asked)...)
			if !strings.HasPrefix(a.Lead, assistant.Message("nl", "hours")) || !strings.Contains(a.Closing, assistant.Message("nl", "appointment_waits")) || len(a.Choices) == 0 {
				t.Errorf("%q after %q is answered %q %q", asked, turns, a.Lead, a.Closing)
			}
		}
	}
	if a := h.last(t, "ik wil een afspraak", "bellen", "hoe laat kan het"); a.Status != assistant.Appointment {
		t.Errorf("when there is time: %s %q", a.Status, a.Text())
	}
	if a := h.last(t, "ik wil een afspraak", "geld", "zijn er planten in de hal"); !strings.HasPrefix(a.Lead, assistant.Message("nl", "booking_qunknown")) || len(a.Topics) > 0 || !strings.Contains(a.Closing, assistant.Message("nl", "appointment_waits")) {
		t.Errorf("what nobody knows: %s %q with %v", a.Status, a.Text(), a.Topics)
	}
}

// Whoever may not be called is offered no call when no time is free.
func TestAFullCalendarOffersNoCallToWhoMayNotBeCalled(t *testing.T) {
	t.Parallel()
	now := at(t, bookingNow)
	full := takenCalendar{full: true}
	for _, turns := range [][]string{
		{"ik wil een afspraak", "jullie kunnen me niet bellen", "chatten", "morgen"},
		{"ik wil een afspraak", "praten", "hij leest mijn berichten mee", "videobellen", "vrijdag om 11 uur"},
		{"ik wil een afspraak maar ik heb geen telefoon", "geld", "chatten", "maakt niet uit"},
	} {
		r, b := talk(t, full, now, "nl", turns...)
		if r.Text != assistant.Message("nl", "booking_full_quiet") || r.Done || b.Callback || slices.Contains(r.Choices, assistant.Message("nl", "booking_choice_yes")) {
			t.Errorf("%q is answered %q with %q", turns, r.Text, r.Choices)
		}
		if r, b := talk(t, full, now, "nl", append(turns, "ja")...); b.Callback || strings.Contains(r.Text, assistant.Message("nl", "booking_ask_contact")) {
			t.Errorf("%q and a yes: %q", turns, r.Text)
		}
	}
	if r, _ := talk(t, full, now, "nl", "ik wil een afspraak", "praten", "bellen", "morgen"); r.Text != assistant.Message("nl", "booking_full") {
		t.Errorf("who may be called is told %q", r.Text)
	}
}

// Who changes their mind loses nothing: what was said stays, what is new is read back, and only a plain no asks what to change.
func TestAChangedMindKeepsTheAppointment(t *testing.T) {
	t.Parallel()
	now := at(t, bookingNow)
	text := func(key string) string { return assistant.Message("nl", "booking_"+key) }
	begin := []string{"ik wil een afspraak", "geld", "chatten", "vrijdag om 11 uur"}
	for said, wants := range map[string]string{
		"nee toch bellen": text("ask_contact"), "nee, liever videobellen": text("readback_video"), "ja en mijn broer komt mee": text("readback_helper"), "nee, toch vrijdag om twee uur": "14.00", "nee": text("change"),
	} {
		r, b := talk(t, towns, now, "nl", append(slices.Clone(begin), said)...)
		if !strings.Contains(r.Text, wants) || r.Booked != nil || b.Chosen.IsZero() != (said == "nee") {
			t.Errorf("%q is answered %q", said, r.Text)
		}
	}
	phone := []string{"ik wil een afspraak", "geld", "bellen", "vrijdag om 11 uur"}
	for _, said := range []string{"ik wil niet gebeld worden", "bel me maar niet"} {
		if r, b := talk(t, towns, now, "nl", append(slices.Clone(phone), said)...); r.Done || b.Chosen.IsZero() || b.Need.Channel == assistant.ByPhone || !strings.Contains(r.Text, text("ask_channel_quiet")) {
			t.Errorf("%q, where a number is asked, is answered %q", said, r.Text)
		}
	}
	offered, _ := talk(t, towns, now, "nl", "ik wil een afspraak", "geld", "chatten", "vrijdag")
	for _, said := range []string{"eerder kan niet", "nee niet eerder", "later kan ik niet"} {
		if r, _ := talk(t, towns, now, "nl", "ik wil een afspraak", "geld", "chatten", "vrijdag", said); !slices.EqualFunc(r.Slots, offered.Slots, time.Time.Equal) || strings.Contains(r.Text, text("not_free")) {
			t.Errorf("%q is answered %q", said, r.Text)
		}
	}
	if r, _ := talk(t, towns, now, "nl", "ik wil een afspraak", "geld", "chatten", "vrijdagmiddag", "kan het eerder"); slices.EqualFunc(r.Slots, offered.Slots, time.Time.Equal) {
		t.Errorf("an earlier time is asked for, and answered %q", r.Text)
	}
	for _, said := range []string{"doe maar wat", "kies jij maar", "kan me niet schelen"} {
		if r, _ := talk(t, towns, now, "nl", "ik wil een afspraak", "geld", "chatten", said); len(r.Slots) != 3 {
			t.Errorf("%q is answered %q", said, r.Text)
		}
		if r, b := talk(t, towns, now, "nl", "ik wil een afspraak", "geld", "chatten", "vrijdag", said); !b.Chosen.Equal(offered.Slots[0]) || r.Booked != nil {
			t.Errorf("%q to times that were offered is answered %q", said, r.Text)
		}
	}
}

// An appointment that is there is not made again, and nothing is told of it; the day on which it stands is not the day to which it moves.
func TestAnAppointmentThatStandsIsNotMadeAgain(t *testing.T) {
	t.Parallel()
	now := at(t, bookingNow)
	for message, want := range map[string]string{
		"ik heb vrijdag een afspraak": assistant.WantsDetail, "ik heb al een afspraak, die is om 3 uur": assistant.WantsDetail, "mijn afspraak is volgende week": assistant.WantsDetail,
		"i already have an appointment on friday": assistant.WantsDetail, "ik heb een afspraak nodig op vrijdag": assistant.WantsNew, "ik wil vrijdag een afspraak": assistant.WantsNew,
		"mijn afspraak is vrijdag maar ik wil hem verzetten": assistant.WantsMove, "ik heb vrijdag een afspraak met mijn advocaat": "",
	} {
		if got, _ := assistant.WantsBooking(message); got != want {
			t.Errorf("%q wants %q, want %q", message, got, want)
		}
	}
	for _, said := range []string{"hij staat op vrijdag", "de afspraak is op vrijdag om 10 uur"} {
		if r, b := talk(t, towns, now, "nl", "ik wil mijn afspraak verzetten", said); r.Text != assistant.Message("nl", "booking_move_code") || b.Old.IsZero() || len(b.Wish.Options) > 0 {
			t.Errorf("%q is answered %q", said, r.Text)
		}
	}
	if r, _ := talk(t, towns, now, "nl", "ik wil mijn afspraak verzetten", "liever op vrijdag"); !strings.Contains(r.Text, "vrijdag 27 november") {
		t.Errorf("the new day is not noted: %q", r.Text)
	}
}

// Whether we tell others is answered with what the site says of that, in the midst of an appointment too, and not with who speaks.
func TestWhetherWeTellOthersIsAnsweredFromTheSite(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, article("https://site.example/privacy", "Privacy", "", "Wij gaan zorgvuldig om met je gegevens.", "Delen met anderen\nWij overleggen met jouw toestemming. Bij gevaar kan dat anders zijn."),
		article("https://site.example/vertrouwen", "Weer durven vertrouwen", "", "Vertrouwen kan weg zijn. Kies één persoon die je vertrouwt."))
	h.BookOn(towns)
	for _, asked := range []string{"is zo'n gesprek vertrouwelijk", "vertellen jullie het aan de politie door", "blijft het tussen ons", "zeggen jullie iets tegen mijn man"} {
		for _, turns := range [][]string{{"ik wil een afspraak", "geld"}, {"ik wil een afspraak", "bellen"}, nil} {
			a := h.last(t, append(turns, asked)...)
			if len(a.Sentences) == 0 || a.Sentences[0].Cites[0].URL != "https://site.example/privacy" || len(turns) > 0 != strings.Contains(a.Closing, assistant.Message("nl", "appointment_waits")) {
				t.Errorf("%q after %q: %s %q", asked, turns, a.Status, a.Text())
			}
		}
	}
	if a := h.ask(t, "blijft dit gesprek geheim"); a.Lead != assistant.Message("nl", "keeping") {
		t.Errorf("what is kept of this talk: %q", a.Text())
	}
}

// Who says in a talk without danger that they are not to be called is told so, and can go on typing.
func TestNoCallInATalkIsHeard(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	h.BookOn(towns)
	m := &assistant.Memory{}
	h.say(t, m, asked)
	if a := h.say(t, m, "nee bel me maar niet"); a.Lead != assistant.Message("nl", "no_call") || len(a.Notices) > 0 || strings.Contains(a.Text(), "0900-0101") {
		t.Errorf("%s %q with %d cards", a.Status, a.Text(), len(a.Notices))
	}
	if h.say(t, m, "ik wil een afspraak"); !slices.Contains(h.say(t, m, "praten").Choices, assistant.Message("nl", "booking_channel_chat")) || m.Booking == nil || !m.Booking.Contact.NoPhone {
		t.Error("the appointment forgets it")
	}
	m = &assistant.Memory{}
	h.say(t, m, "mijn man slaat mij")
	if a := h.say(t, m, "bel me niet"); len(a.Notices) == 0 && !strings.Contains(a.Closing, "112") && !strings.Contains(a.Text(), "0800-2000") {
		t.Errorf("after violence at home: %q", a.Text())
	}
}
