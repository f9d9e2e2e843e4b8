package assistant_test

import (
	"slices"
	"strings"
	"testing"

	"wegwijzer/assistant"
)

// What the person asks in the midst of making an appointment is answered, by us where it is about the appointment itself and else as any question; what was
// asked is asked again, and the answer to it is heard.
func TestAQuestionInBetweenIsAnsweredAndTheAppointmentGoesOn(t *testing.T) {
	t.Parallel()
	now := at(t, bookingNow)
	steps := map[string][]string{
		"about": {"ik wil een afspraak"}, "channel": {"ik wil een afspraak", "geld"}, "place": {"ik wil een afspraak", "langskomen"}, "moment": {"ik wil een afspraak", "bellen"},
		"offered": {"ik wil een afspraak", "bellen", "morgenmiddag"}, "contact": {"ik wil een afspraak", "bellen", "morgen om 10 uur"},
		"voicemail": {"ik wil een afspraak", "bellen", "morgen om 10 uur", "0612345678"}, "confirm": {"ik wil een afspraak", "chatten", "morgen om 10 uur"},
	}
	for step, turns := range steps {
		before, b0 := talk(t, towns, now, "nl", turns...)
		for asked, key := range map[string]string{
			"wie krijg ik dan te spreken": "qwho", "krijg ik een man of een vrouw?": "qwho", "hoe lang duurt zo'n gesprek": "qlong", "ben ik dan wel anoniem": "qname", "moet ik mijn naam geven": "qname",
			"wat als ik niet kan komen": "qcancel", "kan ik het later nog afzeggen": "qcancel", "waarom willen jullie mijn nummer": "qnumber", "wat doen jullie met mijn nummer?": "qnumber",
		} {
			r, b := talk(t, towns, now, "nl", append(slices.Clone(turns), asked)...)
			said := strings.ReplaceAll(assistant.Message("nl", "booking_"+key), "{minutes}", "30")
			if !strings.HasPrefix(r.Text, said) || r.Text == said || b.Asked != b0.Asked || b.Missed != b0.Missed || !slices.Equal(r.Choices, before.Choices) || b.Need != b0.Need {
				t.Errorf("%s: %q is answered %q with %q, asking %q of %+v", step, asked, r.Text, r.Choices, b.Asked, b.Need)
			}
		}
		for _, asked := range []string{"is het gratis", "wat kost dat", "is dat vertrouwelijk", "weten mijn ouders hiervan", "wat gebeurt er daarna", "hoe lang duurt het voordat de zitting is"} {
			r, b := talk(t, towns, now, "nl", append(slices.Clone(turns), asked)...)
			if !r.Unread && !strings.HasPrefix(r.Text, assistant.Message("nl", "booking_qname")) || b.Asked != b0.Asked || b.Need != b0.Need {
				t.Errorf("%s: %q is answered %q, asking %q of %+v", step, asked, r.Text, b.Asked, b.Need)
			}
		}
	}
	for _, c := range []struct{ turns, wants string }{
		{"ik wil een afspraak|geld|mag er iemand mee", "Er mag iemand bij zijn"},
		{"ik wil een afspraak|geld|kan het ook in het engels", "tolk"},
		{"ik wil een afspraak|geld|kan het in mijn eigen taal", "tolk"},
		{"ik wil een afspraak|bellen|welke tijden zijn er", "deze tijden vrij"},
		{"ik wil een afspraak|bellen|wanneer kan het?", "deze tijden vrij"},
		{"ik wil een afspraak|bellen|is er vrijdag nog plek?", "vrijdag 27 november"},
		{"ik wil een afspraak|bellen|kan het ook om 10 uur?", "10.00"},
		{"ik wil een afspraak|kan ik ook chatten", "Wanneer komt"},
		{"ik wil een afspraak|bellen|morgenmiddag|de tweede?", "Ik houd deze tijd"},
		{"ik wil een afspraak|geld|bellen|wie krijg ik dan|liever een vrouw", "liever een vrouw"},
		{"ik wil een afspraak|weet ik niet", "Hoe wil je de afspraak"},
		{"ik wil een afspraak|hoe het verder gaat met de aangifte", "Hoe wil je de afspraak"},
	} {
		if r, _ := talk(t, towns, now, "nl", strings.Split(c.turns, "|")...); !strings.Contains(r.Text, c.wants) {
			t.Errorf("%q is answered %q, want %q in it", c.turns, r.Text, c.wants)
		}
	}
	for lang, turns := range map[string][]string{
		"en": {"I would like an appointment", "phone", "who will I speak to?"}, "fr": {"je veux un rendez-vous", "téléphone", "avec qui est-ce que je parle ?"}, "tr": {"randevu istiyorum", "telefon", "kiminle konuşacağım?"},
		"pl": {"spotkanie", "telefon", "z kim będę rozmawiać?"}, "uk": {"хочу записатися", "телефон", "з ким я буду говорити?"}, "ar": {"أريد موعدا", "هاتف", "مع من سأتحدث؟"}, "pap": {"sita", "telefon", "ku ken mi ta papia?"},
	} {
		want := assistant.Message(lang, "booking_qwho") + "\n" + assistant.Message(lang, "booking_ask_moment")
		if r, _ := talk(t, towns, now, lang, turns...); r.Text != want {
			t.Errorf("%s: %q is answered %q, want %q", lang, turns, r.Text, want)
		}
	}
}

// How people answer what is asked: with a slip of the keys, in a few words, in digits that are spoken.
func TestWhatPeopleAnswerIsHeard(t *testing.T) {
	t.Parallel()
	now := at(t, bookingNow)
	for turns, wants := range map[string]string{
		"ik wil een afspraak|geld|belle": "Wanneer komt", "ik wil een afspraak|geld|chaten": "Wanneer komt", "ik wil een afspraak|geld|0612345678": "Wanneer komt", "ik wil een afspraak|geld|thuis": "Wanneer komt",
		"hoi kan ik ff met iemand afspreken": "Waar wil je het over hebben", "ik wil mijn verhaal kwijt bij iemand van jullie, kan dat donderdag om 11 uur": "26 november 2026 om 11.00",
		"ik wil een afspraak|bellen|eerste kerstdag": "feestdag", "ik wil een afspraak|bellen|zondag": "zijn we dicht",
		"ik wil een afspraak|bellen|vrijdag|dat is te vroeg": "12.30", "ik wil een afspraak|bellen|vrijdagmiddag|dat komt niet uit": "Dan zoek ik andere tijden", "ik wil een afspraak|bellen|vrijdag|de middelste": "10.00",
		"ik wil een afspraak|bellen|vrijdag 10 uur|ik weet mijn nummer niet": "We kunnen chatten, videobellen", "kan ik een afspraak maken zonder te bellen|geld": "We kunnen chatten, videobellen",
		"ik wil een afspraak|bellen|vrijdag 10 uur|mijn nummer is nul zes een twee drie vier vijf zes zeven acht": "Neem je niet op?",
	} {
		if r, _ := talk(t, towns, now, "nl", strings.Split(turns, "|")...); !strings.Contains(r.Text, wants) {
			t.Errorf("%q is answered %q, want %q in it", turns, r.Text, wants)
		}
	}
}

// What only says when, where that was asked, is no cry for help; the same words without an appointment, and danger in its midst, are as they were.
func TestWhenIsNoDanger(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	h.Assistant = h.BookOn(towns)
	for _, turns := range [][]string{{"ik wil een afspraak", "bellen", "vrijdagmiddag", "de laatste"}, {"kan iemand mij bellen", "zo snel mogelijk"}, {"ik wil een afspraak", "bellen", "vrijdagmiddag", "doe maar de laatste"}} {
		if a := h.last(t, turns...); a.Status != assistant.Appointment || len(a.Notices) > 0 {
			t.Errorf("%q is answered as %s with %d cards: %q", turns, a.Status, len(a.Notices), a.Text())
		}
	}
	for _, said := range []string{"don't call me please", "proszę nie dzwonić", "bel me alsjeblieft niet", "ne m'appelez pas"} {
		if a := h.last(t, "ik wil een afspraak", "geld", said); a.Status != assistant.Appointment || len(a.Notices) > 0 {
			t.Errorf("%q is answered as %s with %d cards: %q", said, a.Status, len(a.Notices), a.Text())
		}
	}
	for _, said := range []string{"bel me niet hij zit naast me", "ik kan niet praten hij is hier", "dit is mijn laatste dag", "ik wil dood", "hij staat voor de deur met een mes"} {
		if a := h.last(t, "ik wil een afspraak", "bellen", "vrijdagmiddag", said); len(a.Notices) == 0 {
			t.Errorf("%q has no card: %q", said, a.Text())
		}
	}
	if a := h.last(t, "ik ben doof ik wil een afspraak"); a.Status != assistant.Appointment {
		t.Errorf("who is deaf and wants an appointment is answered %q", a.Text())
	}
}
