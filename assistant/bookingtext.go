package assistant

import (
	"fmt"
	"strings"
	"time"
)

// bookingLangs are the languages in which the conversation about an appointment can be held.
func bookingText(lang, key string, pairs ...string) string {
	return strings.NewReplacer(pairs...).Replace(Message(lang, "booking_"+key))
}

// WhenText writes a moment out, on the clock of the Netherlands: the day of the week, the date, the year and the time. Code writes every date that a
// person hears, from the moment itself; no model and no typed text has a part in it.
func WhenText(lang string, t time.Time) string {
	t = t.In(amsterdam())
	names := func(key string, i int) string {
		all := strings.Fields(Message(lang, "booking_"+key))
		if i >= len(all) {
			return ""
		}
		return strings.ReplaceAll(all[i], "_", " ")
	}
	return strings.NewReplacer(
		"{weekday}", names("weekdays", int(t.Weekday())), "{day}", fmt.Sprint(t.Day()), "{month}", names("months", int(t.Month())-1),
		"{year}", fmt.Sprint(t.Year()), "{time}", t.Format(Message(lang, "booking_clock")),
	).Replace(Message(lang, "booking_when"))
}

// bookingChoices returns the texts of choices by their keys.
func bookingChoices(lang string, keys ...string) []string {
	texts := make([]string, len(keys))
	for i, k := range keys {
		texts[i] = Message(lang, "booking_"+k)
	}
	return texts
}

// DayText writes the day of a moment out, without the time.
func DayText(lang string, t time.Time) string {
	whole := WhenText(lang, t)
	clock := t.In(amsterdam()).Format(Message(lang, "booking_clock"))
	if i := strings.Index(whole, clock); i > 0 {
		whole = whole[:i]
	}
	return strings.TrimRight(strings.TrimSuffix(strings.TrimSpace(whole), Message(lang, "booking_at")), " ,")
}
