package assistant_test

import (
	"strings"
	"testing"
	"time"

	"wegwijzer/assistant"
	"wegwijzer/assistant/danger"
)

// Whoever is told at night to call a number must hear when it is answered.
func TestAClosedNumberIsGivenWithItsHours(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	night, day := time.Date(2026, 11, 25, 2, 0, 0, 0, zone), time.Date(2026, 11, 25, 15, 0, 0, 0, zone)
	for _, lang := range danger.CardLanguages() {
		for _, question := range []string{"hoe doe ik aangifte", "mijn man sloeg mij vorige week, wat kan ik doen"} {
			for _, at := range []struct {
				now  time.Time
				says bool
			}{{night, true}, {day, false}, {time.Time{}, false}} {
				a := h.answer(t, assistant.Turn{Question: question, Lang: lang, Now: at.now})
				if n := strings.Count(a.Closing, assistant.Message(a.Lang, "closed_now")); n > 1 {
					t.Errorf("%s: the hours are said %d times", lang, n)
				}
				if !strings.Contains(a.Closing, "0900-0101") {
					continue
				}
				if got := strings.Contains(a.Closing, assistant.Message(a.Lang, "closed_now")); got != at.says {
					t.Errorf("%s at %v: %q", lang, at.now, a.Closing)
				}
			}
		}
		if a := h.answer(t, assistant.Turn{Question: "hoe vraag ik schadevergoeding in de strafzaak", Lang: lang, Now: night}); !strings.Contains(a.Text(), "20") || !strings.Contains(a.Text(), "0900-0101") {
			t.Errorf("%s: an answer at night says %q", lang, a.Text())
		}
	}
}
