package assistant_test

import (
	"slices"
	"strings"
	"testing"

	"wegwijzer/assistant"
)

const bookingNow = "2026-11-25T10:00:00+01:00"

// Whoever wants no appointment any more is heard at every step, in every language; a no that says less is asked about; a no to a day is about that day.
func TestWishToStopIsHeard(t *testing.T) {
	t.Parallel()
	now := at(t, bookingNow)
	for lang, all := range map[string]struct{ begin, stops, doubts []string }{
		"nl":  {[]string{"ik wil een afspraak", "bellen"}, []string{"nee toch maar niet", "ik kan toch niet", "annuleer", "stop", "laat maar", "ik wil geen afspraak meer", "ik stop", "toch niet"}, []string{"nee", "nee bedankt", "ik wil niet"}},
		"en":  {[]string{"I would like an appointment", "phone"}, []string{"stop", "cancel", "never mind", "I changed my mind", "I don't want an appointment"}, []string{"no", "no thanks", "I don't want to"}},
		"fr":  {[]string{"je veux un rendez-vous", "téléphone"}, []string{"arrêtez", "annuler", "je ne veux plus", "laissez tomber", "stop"}, []string{"non, je ne veux pas", "non", "je ne veux pas"}},
		"tr":  {[]string{"randevu istiyorum", "telefon"}, []string{"vazgeçtim", "dur", "iptal", "artık istemiyorum"}, []string{"hayır istemiyorum", "hayır"}},
		"pl":  {[]string{"spotkanie", "telefon"}, []string{"stop", "rezygnuję", "już nie chcę", "jednak nie"}, []string{"nie chcę", "nie", "nie, dziękuję"}},
		"uk":  {[]string{"хочу записатися", "телефон"}, []string{"стоп", "я передумала", "не треба", "скасуйте"}, []string{"не хочу", "ні дякую", "ні"}},
		"ar":  {[]string{"أريد موعدا", "هاتف"}, []string{"توقف", "إلغاء", "غيرت رأيي", "لم أعد أريد"}, []string{"لا أريد", "لا", "لا شكرا"}},
		"pap": {[]string{"sita", "telefon"}, []string{"stòp", "kanselá", "laga numa", "mi no ke mas"}, []string{"no mi no ke", "nò", "mi no ke"}},
	} {
		text := func(key string) string { return assistant.Message(lang, "booking_"+key) }
		for _, words := range all.stops {
			for n := range all.begin {
				if r, _ := talk(t, assistant.OpenCalendar{}, now, lang, append(slices.Clone(all.begin[:n+1]), words)...); !r.Done || r.Text != text("stopped") {
					t.Errorf("%s: %q after %q is answered %q", lang, words, all.begin[:n+1], r.Text)
				}
			}
		}
		for _, words := range all.doubts {
			turns := append(slices.Clone(all.begin), words)
			r, _ := talk(t, assistant.OpenCalendar{}, now, lang, turns...)
			if r.Text != text("ask_stop") || !slices.Equal(r.Choices, []string{text("choice_stop"), text("choice_on")}) {
				t.Errorf("%s: %q is answered %q with %q", lang, words, r.Text, r.Choices)
			}
			if r, _ := talk(t, assistant.OpenCalendar{}, now, lang, append(turns, text("choice_on"))...); r.Done || r.Text != text("ask_moment") {
				t.Errorf("%s: going on after %q is answered %q", lang, words, r.Text)
			}
			if r, _ := talk(t, assistant.OpenCalendar{}, now, lang, append(turns, text("choice_stop"))...); !r.Done {
				t.Errorf("%s: stopping after %q is answered %q", lang, words, r.Text)
			}
		}
	}
	for words, goesOn := range map[string]string{
		"toch niet morgen, liever vrijdag": "vrijdag 27 november", "ik kan toch niet op woensdag, wel vrijdag om 10 uur": "vrijdag 27 november", "nee, liever chatten": "Wanneer komt",
		"stop, ik bedoel vrijdag om tien uur": "vrijdag 27 november 2026 om 10.00",
	} {
		r, _ := talk(t, assistant.OpenCalendar{}, now, "nl", "ik wil een afspraak", "bellen", words)
		if r.Done || !strings.Contains(r.Text, goesOn) {
			t.Errorf("%q is answered %q, want %q in it", words, r.Text, goesOn)
		}
	}
	for _, withheld := range []string{"dat zeg ik liever niet", "liever niet", "weet ik niet"} {
		if r, _ := talk(t, assistant.OpenCalendar{}, now, "nl", "ik wil een afspraak", withheld); r.Text != assistant.Message("nl", "booking_ask_channel") {
			t.Errorf("%q is answered %q, and says what it is about", withheld, r.Text)
		}
	}
}

// Another moment is another one: no time comes back that was turned down, until a day is named anew.
func TestAnotherMomentIsAnother(t *testing.T) {
	t.Parallel()
	now := at(t, bookingNow)
	for lang, said := range map[string][]string{
		"nl": {"ik wil een afspraak", "bellen", "vrijdagochtend"}, "uk": {"хочу записатися", "телефон", "у п'ятницю вранці"}, "ar": {"أريد موعدا", "هاتف", "الجمعة صباحا"},
		"en": {"I would like an appointment", "phone", "friday morning"}, "fr": {"je veux un rendez-vous", "téléphone", "vendredi matin"},
		"tr": {"randevu istiyorum", "telefon", "cuma sabah"}, "pl": {"spotkanie", "telefon", "piątek rano"}, "pap": {"sita", "telefon", "djabièrnè mainta"},
	} {
		turns := slices.Clone(said)
		var seen []string
		for range 3 {
			r, _ := talk(t, assistant.OpenCalendar{}, now, lang, turns...)
			if len(r.Slots) != 3 {
				t.Fatalf("%s: %q offers %d times: %q", lang, turns, len(r.Slots), r.Text)
			}
			for _, s := range r.Slots {
				if when := assistant.WhenText(lang, s); slices.Contains(seen, when) {
					t.Errorf("%s: %s is offered again", lang, when)
				} else {
					seen = append(seen, when)
				}
			}
			turns = append(turns, assistant.Message(lang, "booking_choice_other"))
		}
		r, _ := talk(t, assistant.OpenCalendar{}, now, lang, append(turns, said[2])...)
		if len(r.Slots) == 0 || assistant.WhenText(lang, r.Slots[0]) != seen[0] {
			t.Errorf("%s: the day named anew is answered %q, want %s first", lang, r.Text, seen[0])
		}
	}
	r, _ := talk(t, assistant.OpenCalendar{}, now, "nl", "ik wil een afspraak", "bellen", "vrijdagochtend", "geen van deze tijden")
	if slices.ContainsFunc(r.Choices, func(c string) bool { return strings.Contains(c, "27 november 2026 om 08.00") }) || len(r.Slots) == 0 {
		t.Errorf("none of these is answered with %q", r.Choices)
	}
}

// A no at the question whether to take an appointment away never takes it away.
func TestNoKeepsTheAppointment(t *testing.T) {
	t.Parallel()
	now := at(t, bookingNow)
	for _, words := range []string{"nee, zeg hem niet af", "nee", "nee niet afzeggen", "laat maar", "toch niet", "Nee, laat de afspraak staan"} {
		r, _ := talk(t, assistant.OpenCalendar{}, now, "nl", "ik wil mijn afspraak afzeggen", "hekwerk pelikaan saus boom", words)
		if !r.Done || r.Text != assistant.Message("nl", "booking_kept") {
			t.Errorf("%q is answered %q", words, r.Text)
		}
	}
}

// What asks for an appointment of ours, in other languages too, and what resembles it and does not.
func TestWishForAnAppointmentIsHeard(t *testing.T) {
	t.Parallel()
	for message, want := range map[string]string{
		"je veux un rendez-vous": "new", "puis-je prendre rendez vous": "new", "je voudrais un rdv": "new", "j'ai un rendez-vous avec la police demain": "", "rendez-vous chez mon avocat": "",
		"annuler mon rendez-vous": "cancel", "je dois déplacer mon rdv": "move", "je ne veux pas de rendez-vous": "", "quand est mon rendez-vous ?": "detail",
		"randevu almak istiyorum": "new", "randevumu iptal edin": "cancel", "randevumu ertelemek istiyorum": "move", "polisle randevum var": "", "randevu istemiyorum": "",
		"chcę umówić spotkanie": "new", "proszę odwołać moje spotkanie": "cancel", "nie chcę spotkania": "", "mam spotkanie z policją": "",
		"хочу записатися на розмову": "new", "скасуйте мою зустріч": "cancel", "перенести зустріч": "move", "не хочу зустрічі": "", "зустріч з поліцією": "",
		"أريد موعدا": "new", "إلغاء موعدي": "cancel", "أريد تغيير الموعد": "move", "لا أريد موعدا": "", "عندي موعد مع الشرطة": "",
		"mi ke un sita": "new", "kansela mi sita": "cancel", "mi ke kambia mi sita": "move", "mi no ke un sita": "",
		"ik wil geen afspraak": "", "ik wil geen afspraak meer": "cancel", "ik hoef geen afspraak": "", "I don't want an appointment": "", "ik heb nog geen afspraak, kan ik er een maken?": "new",
		"kan ik dit gesprek later verder lezen": "", "verwijder dit gesprek": "", "kan ik dit gesprek bewaren": "", "ik wil dit gesprek graag verzetten": "move", "kan ik mijn gesprek verplaatsen": "move",
		"ik wil een gesprek met iemand": "new", "ik wil een afspraak": "new",
	} {
		got, ok := assistant.WantsBooking(message)
		if !ok {
			got = ""
		}
		if got != want {
			t.Errorf("%q wants %q, want %q", message, got, want)
		}
	}
}

// What is asked of this talk itself, or of a person, in the midst of an appointment is answered; the appointment waits with its buttons. What is said of how
// we may reach somebody belongs to the appointment.
func TestAppointmentWaitsForWhatIsAskedOfThisTalk(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	h.Assistant = h.BookOn(assistant.OpenCalendar{})
	for _, words := range []string{"bewaar je wat ik typ", "verwijder alles wat ik heb gezegd", "wis dit gesprek", "welk nummer", "wat is jullie telefoonnummer?", "kan hij zien dat ik hier was"} {
		for _, begun := range [][]string{{"ik wil een afspraak"}, {"ik wil een afspraak", "bellen"}, {"ik wil een afspraak", "langskomen"}} {
			m := &assistant.Memory{}
			for _, b := range begun {
				h.say(t, m, b)
			}
			a := h.say(t, m, words)
			if m.Booking == nil || a.Status == assistant.Appointment || !strings.Contains(a.Closing, assistant.Message("nl", "appointment_waits")) {
				t.Errorf("%q after %q: %s %q", words, begun, a.Status, a.Text())
			}
			if !slices.Contains(a.Choices, assistant.Message("nl", "booking_choice_stop")) {
				t.Errorf("%q after %q leaves the buttons %q", words, begun, a.Choices)
			}
			if strings.Contains(words, "nummer") && !strings.Contains(a.Text(), "0900-0101") {
				t.Errorf("%q after %q is answered without our number: %q", words, begun, a.Text())
			}
		}
	}
	for _, words := range []string{"mijn man leest mijn telefoon", "maandag om tien uur", "liever chatten", "schade en geld", "Utrecht"} {
		m := &assistant.Memory{}
		h.say(t, m, "ik wil een afspraak")
		if a := h.say(t, m, words); strings.Contains(a.Closing, assistant.Message("nl", "appointment_waits")) || m.Booking == nil || len(a.Choices) == 0 {
			t.Errorf("%q is not heard as part of the appointment: %s %q", words, a.Status, a.Text())
		}
	}
}

// A code is read in the words of each language, and an answer of four words is no code.
func TestCodeIsReadInEveryLanguage(t *testing.T) {
	t.Parallel()
	now := at(t, bookingNow)
	for lang, turns := range map[string][]string{
		"nl": {"ik wil mijn afspraak afzeggen", "de code is hekwerk pelikaan saus boom"}, "en": {"I want to cancel my appointment", "my code is hekwerk pelikaan saus boom"},
		"fr": {"annuler mon rendez-vous", "mon code est hekwerk pelikaan saus boom"}, "tr": {"randevumu iptal etmek istiyorum", "kodum: hekwerk pelikaan saus boom"},
		"pl": {"chcę odwołać moje spotkanie", "mój kod to hekwerk pelikaan saus boom"}, "uk": {"скасувати мою зустріч", "мій код hekwerk pelikaan saus boom"},
		"ar": {"إلغاء موعدي", "الرمز هو hekwerk pelikaan saus boom"}, "pap": {"kansela mi sita", "mi kódigo ta hekwerk pelikaan saus boom"},
	} {
		if r, _ := talk(t, assistant.OpenCalendar{}, now, lang, turns[0]); r.Text != assistant.Message(lang, "booking_cancel_code") {
			t.Errorf("%s: %q is answered %q", lang, turns[0], r.Text)
		}
		if r, b := talk(t, assistant.OpenCalendar{}, now, lang, turns...); r.Text != assistant.Message(lang, "booking_cancel_ask") || b.Code != "hekwerk pelikaan saus boom" {
			t.Errorf("%s: %q is answered %q", lang, turns[1], r.Text)
		}
	}
}

// A wish about somebody else in the midst of making an appointment is answered, and the appointment waits; with what one would rather have it goes on.
func TestAWishAboutAnotherIsAnsweredWhileTheAppointmentWaits(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, article("https://site.example/boos", "Boosheid en wraakgevoelens", "", "Boos zijn mag. Vergeven hoeft niet om verder te kunnen. Je hoeft de dader niet te vergeven."))
	h.BookOn(&assistant.OpenCalendar{})
	for _, wish := range []string{"ik wil hem vergeven", "ik wil de dader vergeven"} {
		a := h.last(t, "ik wil een afspraak", "geld", "telefoon", wish)
		if a.Status == assistant.Appointment || !strings.Contains(a.Closing, assistant.Message("nl", "appointment_waits")) {
			t.Errorf("%q: %s %q", wish, a.Status, a.Text())
		}
	}
	for _, wish := range []string{"ik wil liever videobellen", "ik wil vrijdag om 10 uur", "ik wil niet op maandag"} {
		if a := h.last(t, "ik wil een afspraak", "geld", "telefoon", wish); a.Status != assistant.Appointment {
			t.Errorf("%q: %s %q", wish, a.Status, a.Text())
		}
	}
}
