package assistant_test

import (
	"strings"
	"testing"

	"wegwijzer/assistant"
)

// helperBooking is in the midst of making an appointment, and asked how to speak.
func helperBooking(t *testing.T) (helper, func() *assistant.Memory) {
	t.Helper()
	h := newHelper(t)
	h.Assistant = h.BookOn(assistant.OpenCalendar{})
	return h, func() *assistant.Memory {
		m := &assistant.Memory{}
		h.say(t, m, "ik wil een afspraak maken")
		h.say(t, m, "praten over wat er is gebeurd")
		return m
	}
}

// Who says in the midst of an appointment how bad it is reads whom to reach now; the appointment waits. What only sounds like it goes on with it.
func TestDistressWhileBookingIsHeard(t *testing.T) {
	t.Parallel()
	h, booking := helperBooking(t)
	for _, says := range []string{"ik voel me zo ellendig", "ik ben bang", "ik moet steeds huilen", "het gaat echt niet goed met mij", "kan ik nu iemand spreken, het gaat niet goed", "i feel terrible"} {
		m := booking()
		a := h.say(t, m, says)
		if said := a.Lead + a.Closing; !strings.Contains(said, "113") || !strings.Contains(said, "112") || !strings.Contains(said, "0900-0101") ||
			!strings.Contains(said, assistant.Message(a.Lang, "appointment_waits")) || m.Booking == nil {
			t.Errorf("%q: %s %q", says, a.Status, said)
		}
	}
	for _, says := range []string{"woensdag gaat niet goed, liever donderdag", "bellen", "chatten graag", "maakt niet uit", "liever niet voor elf uur en niet op dinsdag"} {
		m := booking()
		if a := h.say(t, m, says); a.Status != assistant.Appointment || m.Booking == nil {
			t.Errorf("%q: %s %q", says, a.Status, a.Lead+a.Closing)
		}
	}
}

// Another's number is looked for on the site, and is not ours.
func TestAnothersNumberWhileBookingIsNotOurs(t *testing.T) {
	t.Parallel()
	h, booking := helperBooking(t)
	for says, ours := range map[string]bool{
		"wat is het nummer van 113": false, "wat is het nummer van de politie": false, "wat is het nummer van Veilig Thuis?": false,
		"wat is jullie nummer": true, "wat is het nummer van slachtofferhulp": true, "op welk nummer kan ik bellen": true,
	} {
		m := booking()
		a := h.say(t, m, says)
		if got := strings.Contains(a.Lead+a.Closing, assistant.Message(a.Lang, "human")[:40]); got != ours || m.Booking == nil {
			t.Errorf("%q: ours %v, %s %q", says, got, a.Status, a.Text()+a.Lead+a.Closing)
		}
	}
}

// Thanks are answered; a yes or a no with thanks is a yes or a no.
func TestThanksWhileBookingAreAnswered(t *testing.T) {
	t.Parallel()
	h, booking := helperBooking(t)
	for _, says := range []string{"dank je", "dankjewel hoor", "thank you"} {
		m := booking()
		if a := h.say(t, m, says); a.Status == assistant.Appointment || m.Booking == nil || !strings.Contains(a.Closing, assistant.Message(a.Lang, "appointment_waits")) {
			t.Errorf("%q: %s %q", says, a.Status, a.Lead+a.Closing)
		}
	}
}

// Who wants to invite whoever did it for a talk wants no appointment with us.
func TestATalkWithTheOffenderIsNoAppointment(t *testing.T) {
	t.Parallel()
	for says, want := range map[string]bool{
		"mag ik hem uitnodigen voor een gesprek": false, "kan ik de dader uitnodigen om te praten": false,
		"mag ik mijn zus meenemen naar een gesprek, ik wil een afspraak": true, "ik wil een gesprek met jullie": true,
	} {
		if _, ok := assistant.WantsBooking(says); ok != want {
			t.Errorf("WantsBooking(%q) = %v", says, ok)
		}
	}
}
