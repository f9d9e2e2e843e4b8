package assistant

import (
	"strings"
	"time"

	"wegwijzer/internal/dutch"
)

// WishText writes out when somebody wants something to happen, to be read back and to be read by staff: days with their dates, hours, what never suits
// and what is preferred.
func WishText(lang string, w dutch.Wish) string {
	var parts []string
	add := func(key string, all []dutch.Moment) {
		for _, m := range all {
			parts = append(parts, bookingText(lang, key, "{when}", momentText(lang, m)))
		}
	}
	add("wish", w.Options)
	add("wish_rather", w.Rather)
	add("wish_rather_not", w.RatherNot)
	add("wish_not", w.Not)
	switch {
	case w.Soon:
		parts = append(parts, bookingText(lang, "wish_soon"))
	case len(parts) == 0:
		return bookingText(lang, "wish_any")
	}
	return strings.Join(parts, "; ")
}

func momentText(lang string, m dutch.Moment) string {
	day := func(d dutch.CalendarDay) string { return DayText(lang, d.At(12*60, amsterdam())) }
	clock := func(minutes int) string {
		return time.Date(2000, 1, 1, 0, minutes, 0, 0, time.UTC).Format(Message(lang, "booking_clock"))
	}
	var parts []string
	switch {
	case m.From.IsZero():
	case m.From == m.To:
		parts = append(parts, day(m.From))
	default:
		parts = append(parts, day(m.From)+" - "+day(m.To))
	}
	if m.Weekdays != 0 {
		names := strings.Fields(Message(lang, "booking_weekdays"))
		var days []string
		for i := range 7 {
			d := (i + 1) % 7 // the week begins on Monday
			if m.Weekdays&(1<<d) != 0 && d < len(names) {
				days = append(days, strings.ReplaceAll(names[d], "_", " "))
			}
		}
		parts = append(parts, strings.Join(days, ", "))
	}
	switch {
	case !m.Timed:
	case m.Exact() && m.About:
		parts = append(parts, "± "+clock(m.Start))
	case m.Exact():
		parts = append(parts, clock(m.Start))
	case m.End >= 24*60:
		parts = append(parts, bookingText(lang, "wish_from", "{time}", clock(m.Start)))
	case m.Start == 0:
		parts = append(parts, bookingText(lang, "wish_until", "{time}", clock(m.End)))
	default:
		parts = append(parts, clock(m.Start)+" - "+clock(m.End))
	}
	return strings.Join(parts, ", ")
}
