package assistant_test

import (
	"slices"
	"strings"
	"testing"

	"wegwijzer/assistant"
)

// towns are those of an invented calendar.
var towns = assistant.OpenCalendar{Towns: []string{"Almere", "Assen", "Den Bosch", "Den Haag", "Groningen", "Utrecht", "Zwolle"}}

// Only a town where visits are received is a place: what is none of them is asked again with the towns, and another that is named later takes its place.
func TestAVisitIsInATownOfTheCalendar(t *testing.T) {
	t.Parallel()
	now := at(t, bookingNow)
	which, unknown := "Je kunt langskomen in Almere, Assen, Den Bosch", "staat niet in de lijst"
	for said, want := range map[string]string{
		"weet ik niet": which, "waar is dat": which, "waar kan dat allemaal?": which, "maakt niet uit": which, "welke plaatsen zijn er": which, "geen idee eigenlijk": which,
		"Emmen": unknown, "ik woon in Emmen": unknown, "bij het station": unknown,
		"in Assen graag": "Wanneer komt", "doe maar utrecht": "Wanneer komt", "gronigen": "Wanneer komt", "'s-Hertogenbosch": "Wanneer komt", "niet in Assen, liever Zwolle": "Wanneer komt",
	} {
		if r, b := talk(t, towns, now, "nl", "afspraak", "langskomen", said); !strings.Contains(r.Text, want) || want != "Wanneer komt" && b.Need.Place != "" {
			t.Errorf("%q is answered %q, and the place is %q", said, r.Text, b.Need.Place)
		}
	}
	for _, c := range []struct{ turns, readBack string }{
		{"weet ik niet|Assen|dinsdag 10 uur", "Je komt langs in Assen."},
		{"Emmen|assen dan|dinsdag 10 uur", "Je komt langs in Assen."},
		{"Utrecht|dinsdag 10 uur|toch liever in Almere", "Je komt langs in Almere."},
		{"niet in Assen, liever Zwolle|dinsdag 10 uur", "Je komt langs in Zwolle."},
		{"the hague|dinsdag 10 uur", "Je komt langs in Den Haag."},
	} {
		turns := append([]string{"afspraak", "langskomen"}, strings.Split(c.turns, "|")...)
		if r, _ := talk(t, towns, now, "nl", turns...); !strings.Contains(r.Text, c.readBack) || r.Booked != nil {
			t.Errorf("%q ends in %q, want %q", turns, r.Text, c.readBack)
		}
	}
	for lang, turns := range map[string][]string{
		"en": {"I would like an appointment", "come by", "no idea"}, "fr": {"je veux un rendez-vous", "venir", "je ne sais pas"}, "tr": {"randevu istiyorum", "gelmek", "bilmiyorum"},
		"pl": {"spotkanie", "przyjść", "nie wiem"}, "uk": {"хочу записатися", "прийти", "не знаю"}, "ar": {"أريد موعدا", "زيارة", "لا أعرف"}, "pap": {"sita", "bini", "mi no sa"},
	} {
		if r, b := talk(t, towns, now, lang, turns...); !strings.Contains(r.Text, "Almere, Assen, Den Bosch") || b.Need.Place != "" {
			t.Errorf("%s: %q is answered %q", lang, turns, r.Text)
		}
	}
}

// Who does not want to be called is offered no call; a yes to a list of ways is none of them; and where somebody reads or hears along is asked whether a call
// is safe.
func TestNoCallIsOfferedToWhoCannotBeCalled(t *testing.T) {
	t.Parallel()
	now := at(t, bookingNow)
	text := func(key string) string { return assistant.Message("nl", "booking_"+key) }
	for _, words := range []string{
		"liever niet aan de telefoon", "bel me niet", "ik wil niet gebeld worden", "bellen durf ik niet", "jullie mogen me niet bellen", "niet telefonisch graag", "bel me alsjeblieft niet op",
		"hij luistert mee", "hij kijkt in mijn telefoon", "mijn man leest alles mee", "hij zit naast me", "mijn vader mag niet horen dat ik praat",
	} {
		for _, turns := range [][]string{{"ik wil een afspraak", words}, {"ik wil een afspraak", "schade en geld", words}, {"ik wil een afspraak maar " + words}} {
			if len(turns) == 1 {
				turns = append(turns, "praten over wat er is gebeurd")
			}
			r, _ := talk(t, towns, now, "nl", turns...)
			if !strings.Contains(r.Text, text("ask_channel_quiet")) || slices.Contains(r.Choices, text("channel_phone")) {
				t.Errorf("%q is answered %q with %q", turns, r.Text, r.Choices)
			}
			if r, b := talk(t, towns, now, "nl", append(turns, "ja dat is goed denk ik")...); b.Need.Channel != "" {
				t.Errorf("%q and a yes: %q, by %q", turns, r.Text, b.Need.Channel)
			}
			if _, b := talk(t, towns, now, "nl", append(turns, "maakt niet uit")...); b.Need.Channel == assistant.ByPhone {
				t.Errorf("%q and whichever is a call", turns)
			}
		}
	}
	if _, b := talk(t, towns, now, "nl", "ik wil een afspraak", "schade en geld", "ja dat is goed"); b.Need.Channel != "" {
		t.Errorf("a yes to four ways is %q", b.Need.Channel)
	}
	turns := []string{"ik wil een afspraak", "geld", "bellen", "mijn man luistert mee"}
	if r, _ := talk(t, towns, now, "nl", turns...); !strings.Contains(r.Text, text("ask_safe")) {
		t.Errorf("%q is answered %q", turns, r.Text)
	}
	if r, b := talk(t, towns, now, "nl", append(turns, "ja, dat kan")...); b.Need.Channel != assistant.ByPhone || !strings.Contains(r.Text, text("ask_moment")) {
		t.Errorf("safe: %q by %q", r.Text, b.Need.Channel)
	}
	if r, b := talk(t, towns, now, "nl", append(turns, "nee")...); b.Need.Channel != "" || !strings.Contains(r.Text, text("ask_channel_quiet")) {
		t.Errorf("not safe: %q by %q", r.Text, b.Need.Channel)
	}
	for lang, turns := range map[string][]string{
		"en": {"I would like an appointment", "don't call me"}, "fr": {"je veux un rendez-vous", "ne m'appelez pas"}, "tr": {"randevu istiyorum", "beni aramayın"},
		"pl": {"spotkanie", "proszę nie dzwonić"}, "uk": {"хочу записатися", "не дзвоніть мені"}, "ar": {"أريد موعدا", "لا تتصلوا"}, "pap": {"sita", "no yama mi"},
	} {
		if r, _ := talk(t, towns, now, lang, turns...); !strings.Contains(r.Text, assistant.Message(lang, "booking_ask_channel_quiet")) {
			t.Errorf("%s: %q is answered %q", lang, turns, r.Text)
		}
	}
}

// What was said of not being called holds for an appointment that begins later, and for one that is being made when a card of danger answered it.
func TestNotBeingCalledIsRememberedFromAnyMessage(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	h.Assistant = h.BookOn(towns)
	phone := assistant.Message("nl", "booking_channel_phone")
	for _, turns := range [][]string{
		{"ik wil een afspraak", "huiselijk geweld", "je mag me niet bellen want hij kijkt mee", "maakt niet uit", "morgen 10 uur"},
		{"mijn man slaat me en luistert mee", "ik wil een afspraak", "praten"},
		{"mijn vriend kijkt in mijn telefoon", "ik wil een afspraak", "praten"},
		{"bel me niet", "ik wil een afspraak", "praten"},
	} {
		m := &assistant.Memory{}
		var a assistant.Answer
		for _, said := range turns {
			a = h.say(t, m, said)
			if slices.Contains(a.Choices, phone) && said != "ik wil een afspraak" && said != "huiselijk geweld" {
				t.Errorf("%q is offered a call after %q: %q", turns, said, a.Choices)
			}
		}
		if m.Booking == nil || m.Booking.Need.Channel == assistant.ByPhone || strings.Contains(a.Text(), assistant.Message("nl", "booking_ask_contact")) {
			t.Errorf("%q ends in a call: %q", turns, a.Text())
		}
	}
}

// A time is held for the way to speak that was chosen, also when that was chosen after it.
func TestATimeIsHeldForTheWayThatWasChosen(t *testing.T) {
	t.Parallel()
	now := at(t, bookingNow)
	for _, turns := range [][]string{
		{"ik wil een afspraak", "morgen om 10 uur", "chatten"},
		{"ik wil een afspraak", "morgen om 10 uur", "bellen", "ik heb geen nummer", "chatten"},
		{"ik wil een afspraak", "langskomen", "Assen", "morgen om 10 uur", "toch liever in Zwolle"},
	} {
		r, b := talk(t, towns, now, "nl", turns...)
		if !strings.Contains(r.Text, "Klopt dit") || b.HeldFor != b.Need {
			t.Errorf("%q: held for %+v, and read back is %+v: %q", turns, b.HeldFor, b.Need, r.Text)
		}
	}
}
