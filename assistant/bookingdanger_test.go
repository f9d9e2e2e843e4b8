package assistant_test

import (
	"slices"
	"strings"
	"testing"

	"wegwijzer/assistant"
)

// Who tells of danger in the midst of making an appointment is not told that the day is past: it is when it happened. The appointment waits, and a time
// that was meant as one is read as before.
func TestADayOfDangerIsNoTimeForAnAppointment(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	h.Assistant = h.BookOn(assistant.OpenCalendar{})
	wrong := func(lang string) []string {
		var all []string
		for _, key := range []string{"booking_past", "booking_unreal", "booking_not_free"} {
			all = append(all, assistant.Message(lang, key))
		}
		return all
	}
	for _, c := range []struct {
		before []string
		says   string
		card   bool
	}{
		{[]string{"ik wil een afspraak maken", "praten over wat er is gebeurd", "bellen"}, "ik ben gisteren verkracht", true},
		{[]string{"ik wil een afspraak maken", "praten over wat er is gebeurd", "bellen"}, "vorige week heeft mijn man me weer geslagen", true},
		{[]string{"ik wil een afspraak maken", "praten over wat er is gebeurd", "bellen"}, "gisteravond heeft hij me bedreigd met een mes", true},
		{[]string{"ik wil een afspraak maken", "bellen"}, "اغتصبني أمس", true},
		{nil, "ik ben vorige week aangerand, ik wil een afspraak maken", true},
		{[]string{"ik wil een afspraak maken", "praten over wat er is gebeurd", "bellen"}, "gisteren om 10 uur", false},
		{[]string{"ik wil een afspraak maken", "praten over wat er is gebeurd", "bellen"}, "morgen om 10 uur", false},
	} {
		m := &assistant.Memory{}
		for _, before := range c.before {
			h.say(t, m, before)
		}
		a := h.say(t, m, c.says)
		said := a.Lead + a.Closing
		if card := len(a.Notices) > 0; card != c.card {
			t.Errorf("%q: card %v, want %v", c.says, card, c.card)
		}
		refused := slices.ContainsFunc(wrong(a.Lang), func(text string) bool { return strings.Contains(said, text) })
		if c.card && refused {
			t.Errorf("%q is answered %q", c.says, said)
		}
		if m.Booking == nil && c.before != nil {
			t.Errorf("%q ends the appointment", c.says)
		}
		if c.says == "gisteren om 10 uur" && !refused {
			t.Errorf("%q is answered %q", c.says, said)
		}
	}
}
