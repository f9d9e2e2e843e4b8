package assistant

import (
	"strings"
	"testing"
)

// An appointment for which somebody cannot come is one that is there, and its time is no wish.
func TestWhoCannotComeToTheirAppointmentIsOfferedNoNewOne(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"ik had overmorgen een afspraak met jullie om 11 uur maar ik kan niet", "ik heb vrijdag om 14 uur een afspraak maar dan red ik het niet", "I have an appointment tomorrow but I can't make it"} {
		if intent, ok := WantsBooking(text); !ok || intent != WantsMove {
			t.Errorf("WantsBooking(%q) = %q, %v", text, intent, ok)
		}
	}
	old, rest, ok := oldMoment("ik had overmorgen een afspraak met jullie om 11 uur maar ik kan niet, kan het donderdag")
	if !ok || !strings.Contains(old, "overmorgen") || !strings.Contains(old, "11 uur") || !strings.Contains(rest, "donderdag") || strings.Contains(rest, "11") {
		t.Errorf("old %q, rest %q, %v", old, rest, ok)
	}
	for _, text := range []string{"ik wil graag een afspraak maar op vrijdag kan ik niet", "ik heb een afspraak nodig maar vrijdag kan ik niet"} {
		if intent, _ := WantsBooking(text); intent == WantsMove {
			t.Errorf("WantsBooking(%q) moves one", text)
		}
	}
}
