package assistant_test

import (
	"slices"
	"strings"
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/knowledge"
)

// inWriting are pages on how we are reached, and on fraud of those who write.
var inWriting = []knowledge.Document{
	page("https://site.example/contact/", "Contact en openingstijden", "Wil je met een medewerker praten? Bel Slachtofferhulp Nederland op 0900-0101.", "Wil je chatten, appen of online hulp? Vraag een medewerker naar chatten met Slachtofferhulp."),
	page("https://site.example/gebeurtenissen/whatsappfraude/", "WhatsAppfraude", "Vraagt iemand via WhatsApp om geld? Bel dan eerst je kind. Bij WhatsAppfraude doet iemand zich voor als een bekende."),
}

func newHelperInWriting(t *testing.T) helper {
	t.Helper()
	h := newHelper(t)
	h.Assistant = h.BookOn(assistant.OpenCalendar{})
	g, err := h.store.Begin(t.Context(), knowledge.Public, "site")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := g.PutAll(t.Context(), append(slices.Clone(site), inWriting...)); err != nil {
		t.Fatal(err)
	}
	if err := g.Publish(t.Context()); err != nil {
		t.Fatal(err)
	}
	return h
}

// Whether one can write with us is answered from the site: not with what speaks here, not with an appointment, not with fraud over WhatsApp. In danger the
// lines stay below it.
func TestWhetherOneCanWriteIsAnsweredFromTheSite(t *testing.T) {
	t.Parallel()
	h := newHelperInWriting(t)
	for _, said := range []string{
		"kan ik appen of chatten", "is er een chat", "ik ben slechthorend, kan ik chatten met een medewerker", "hebben jullie whatsapp", "hoe kan ik jullie mailen", "mag ik een sms sturen?",
		"can i chat with someone", "czy jest czat", "est-ce que je peux chatter avec vous", "чи є у вас чат", "هل يمكنني الدردشة معكم؟",
	} {
		for _, told := range []string{"", "mijn man slaat me en hij is thuis, ik kan niet bellen"} {
			m := &assistant.Memory{}
			if told != "" {
				h.say(t, m, told)
			}
			a := h.say(t, m, said)
			if m.Booking != nil || a.Lead == assistant.Message(a.Lang, "identity") || a.Lead == assistant.Message(a.Lang, "capability") || strings.Contains(a.Text(), "om geld") || !strings.Contains(a.Text(), "chatten") {
				t.Errorf("%q after %q: %s %q", said, told, a.Status, a.Text())
			}
			if told != "" && !strings.Contains(a.Closing+numbers(a), "112") {
				t.Errorf("%q after %q lost the lines: %q", said, told, a.Closing)
			}
		}
	}
}

// What resembles it stays what it was.
func TestWhatResemblesAQuestionForAChat(t *testing.T) {
	t.Parallel()
	h := newHelperInWriting(t)
	for said, want := range map[string]string{
		"chat ik met een mens": "identity", "ben je een chatbot": "identity", "ik wil een chatafspraak": "booking", "kan ik vrijdag om 10 uur chatten met een medewerker": "booking",
		"ik ben opgelicht via whatsapp": "", "mag ik mijn ex appen": "", "hoe kan ik aangifte doen als hij mij blijft appen": "", "kan de dader mij mailen": "",
	} {
		m := &assistant.Memory{}
		a := h.say(t, m, said)
		got := ""
		switch {
		case m.Booking != nil:
			got = "booking"
		case a.Lead == assistant.Message("nl", "identity"):
			got = "identity"
		}
		byText := slices.ContainsFunc(a.Stages, func(s assistant.Stage) bool { return s.Verdict == "by text" })
		if got != want || byText {
			t.Errorf("%q is taken for %q, want %q (by text: %v): %s %q", said, got, want, byText, a.Status, a.Text())
		}
	}
}

// Who is asked who speaks in danger hears whom to reach as well.
func TestLinesStayBelowWhoSpeaks(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	m := &assistant.Memory{}
	h.say(t, m, acute)
	if a := h.say(t, m, "ben jij een robot"); !strings.Contains(a.Closing+numbers(a), "112") {
		t.Errorf("the lines are gone: %q %q", a.Text(), a.Closing)
	}
}

// Who wants no call is heard in the midst of an appointment; a way to speak and a time are something else.
func TestNoCallDropsTheAppointment(t *testing.T) {
	t.Parallel()
	now := at(t, bookingNow)
	for _, words := range []string{"nee niet terugbellen alsjeblieft", "niet bellen", "bel me maar niet", "je hoeft me niet terug te bellen", "ik wil toch niet gebeld worden"} {
		if r, _ := talk(t, assistant.OpenCalendar{}, now, "nl", "kunnen jullie mij terugbellen", words); !r.Done || r.Text != assistant.Message("nl", "booking_stopped") {
			t.Errorf("%q is answered %q", words, r.Text)
		}
	}
	h := newHelper(t)
	h.Assistant = h.BookOn(assistant.OpenCalendar{})
	for _, words := range []string{"nee niet terugbellen alsjeblieft", "bel me niet terug"} {
		m := &assistant.Memory{}
		h.say(t, m, "kunnen jullie mij terugbellen")
		if a := h.say(t, m, words); m.Booking != nil || len(a.Notices) > 0 {
			t.Errorf("%q in a talk without danger: booking %v, %d cards, %q", words, m.Booking != nil, len(a.Notices), a.Text())
		}
	}
	m := &assistant.Memory{}
	h.say(t, m, "kunnen jullie mij terugbellen")
	if a := h.say(t, m, "niet terugbellen, hij zit naast me en hoort me"); len(a.Notices) == 0 {
		t.Errorf("somebody beside the writer is no danger: %q", a.Text())
	}
	for _, words := range []string{"niet bellen maar chatten", "niet terugbellen voor zes uur", "liever niet bellen in de ochtend"} {
		if r, _ := talk(t, assistant.OpenCalendar{}, now, "nl", "ik wil een afspraak", "schade en geld", words); r.Done {
			t.Errorf("%q drops the appointment: %q", words, r.Text)
		}
	}
}
