package assistant_test

import (
	"strings"
	"testing"
	"time"

	"wegwijzer/assistant"
)

// Who asks who can be reached now or at night hears what the calendar says, and by whom they are heard at all hours; who asks about something else, or
// about others, does not.
func TestWhoIsThereNowIsToldByTheCalendar(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	h.BookOn(assistant.OpenCalendar{})
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	night := time.Date(2026, time.March, 15, 2, 0, 0, 0, zone) // a Sunday
	day := time.Date(2026, time.March, 11, 14, 0, 0, 0, zone)  // a Wednesday
	for _, c := range []struct {
		question, lang string
		now            time.Time
		says           []string
	}{
		{"kan ik nu bellen", "", night, []string{"nu dicht", "maandag 16 maart 2026", "0800-2000"}},
		{"is er nu iemand bereikbaar", "", night, []string{"nu dicht", "maandag 16 maart"}},
		{"zijn jullie nu bereikbaar", "", night, []string{"nu dicht"}},
		{"zijn jullie nog open?", "", day, []string{"nu open, tot 20.00"}},
		{"kan ik nu bellen", "", day, []string{"nu open"}},
		{"kan ik vannacht bellen", "", day, []string{"nu open", "'s Nachts zijn we dicht", "donderdag 12 maart", "0800-2000"}},
		{"kan ik vannacht iemand spreken", "", day, []string{"'s Nachts", "0800-2000"}},
		{"wie kan ik 's nachts bellen", "", day, []string{"'s Nachts", "0800-2000"}},
		{"ik wil nu met iemand praten het is midden in de nacht", "", night, []string{"nu dicht", "0800-2000"}},
		{"ik kan vannacht niet slapen met wie kan ik praten", "", night, []string{"nu dicht", "0800-2000"}},
		{"ik wil nu iemand spreken", "", night, []string{"nu dicht"}},
		{"can i call you now", "en", night, []string{"closed now", "0800-2000"}},
		{"who can i talk to at night", "en", day, []string{"At night we are closed", "0800-2000"}},
	} {
		a := h.answer(t, assistant.Turn{Question: c.question, Lang: c.lang, Now: c.now, Memory: &assistant.Memory{}})
		for _, part := range c.says {
			if !strings.Contains(a.Text(), part) {
				t.Errorf("%q at %v: %q, want %q in it", c.question, c.now, a.Text(), part)
			}
		}
	}
	for _, question := range []string{
		"kan ik nu aangifte doen", "moet ik nu de politie bellen", "hij belt mij 's nachts", "vannacht ben ik beroofd wie kan mij helpen", "mag mijn ex mij 's nachts bellen",
		"kan ik nu nog schadevergoeding vragen", "is de zitting open voor iedereen", "kan ik voor vanavond een afspraak maken", "ik heb vannacht nachtmerries",
	} {
		a := h.answer(t, assistant.Turn{Question: question, Now: day, Memory: &assistant.Memory{}})
		if strings.Contains(a.Text(), "nu open, tot") {
			t.Errorf("%q: %q, want another answer", question, a.Text())
		}
	}
	if a := h.answer(t, assistant.Turn{Question: "ik wil nu met iemand praten", Now: day, Memory: &assistant.Memory{}}); a.Status != assistant.Appointment {
		t.Errorf("who wants a talk by day: %s, want times", a.Status)
	}
}
