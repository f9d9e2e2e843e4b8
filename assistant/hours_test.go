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

// When we can be called is told to whoever asks, also in a word just after the way to a person, and by the hour of the day.
func TestWhenWeCanBeCalled(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	h.BookOn(&assistant.OpenCalendar{})
	for _, turns := range [][]string{
		{"kan ik bellen", "hoe laat"},
		{"kan ik bellen", "tot hoe laat"},
		{"kan ik met een echt mens praten", "wanneer dan"},
		{"hoe laat kan ik bellen"},
		{"op welke dagen kan ik jullie bellen"},
		{"kan ik bellen", "hoe laat", "tot hoe laat dan?"},
		{"can i call someone", "what time"},
		{"when can i call"},
		{"czy mogę zadzwonić", "kiedy"},
	} {
		a := h.last(t, turns...)
		if !strings.Contains(a.Lead, assistant.Message(a.Lang, "hours")) {
			t.Errorf("%q: %s %q", turns, a.Status, a.Text())
		}
	}
	for _, turns := range [][]string{
		{asked, "hoe laat"}, {"hoe laat is de zitting"}, {"kan ik bellen", "hoe laat moet ik bij de rechter zijn"}, {"wanneer kan ik de politie bellen"}, {"ik ben doof", "kan ik bellen", "hoe laat"}, {"kan ik bellen", "vrijdag om 10 uur"},
	} {
		if a := h.last(t, turns...); strings.Contains(a.Text(), assistant.Message("nl", "hours")) {
			t.Errorf("%q: %q", turns, a.Text())
		}
	}
}

// Who asks of another day than today hears the hours, and not only that it is closed now.
func TestWhoAsksOfAnotherDayHearsTheHours(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	night := time.Date(2026, 11, 25, 2, 0, 0, 0, time.UTC)
	for lang, questions := range map[string][]string{"nl": {"zijn jullie in het weekend ook open", "zijn jullie zondag open?", "tot hoe laat zijn jullie morgen open"}, "en": {"are you open on saturday"}} {
		for _, q := range questions {
			if a := h.answer(t, assistant.Turn{Question: q, Now: night}); !strings.Contains(a.Lead, assistant.Message(lang, "hours")) {
				t.Errorf("%q: %q", q, a.Text())
			}
		}
	}
	if a := h.answer(t, assistant.Turn{Question: "zijn jullie open", Now: night}); strings.Contains(a.Lead, assistant.Message("nl", "hours")) {
		t.Errorf("of now: %q", a.Text())
	}
}
