package appointment

import (
	"slices"
	"time"
)

// grid is how far apart the starts are that are offered. A start in between can be held too: people name times such as twenty to four.
const grid = 15

// exception is a day that differs.
type exception struct {
	Adviser       *AdviserID
	Day           time.Time
	Opens, Closes int
	Kind          string
	Place         *string
}

// span is a stretch of a day, in minutes after midnight.
type span struct {
	from, to int
	place    string
}

// hours returns when an adviser can be booked on a day, in order. The day is a date at midnight UTC.
func hours(adviser AdviserID, day time.Time, rules []ruleRow, exceptions []exception, closed bool) []span {
	var open []span
	if !closed {
		for _, r := range rules {
			if r.Adviser == adviser && time.Weekday(r.Weekday) == day.Weekday() && !day.Before(r.Since) && !day.After(r.Until) {
				open = append(open, span{r.Opens, r.Closes, r.Place})
			}
		}
	}
	for _, e := range exceptions {
		if !e.Day.Equal(day) || e.Adviser != nil && *e.Adviser != adviser {
			continue
		}
		if e.Kind == "extra" {
			place := ""
			if e.Place != nil {
				place = *e.Place
			}
			open = append(open, span{e.Opens, e.Closes, place})
		}
	}
	for _, e := range exceptions {
		if !e.Day.Equal(day) || e.Adviser != nil && *e.Adviser != adviser || e.Kind != "off" {
			continue
		}
		var left []span
		for _, s := range open {
			if e.Opens > s.from {
				left = append(left, span{s.from, min(s.to, e.Opens), s.place})
			}
			if e.Closes < s.to {
				left = append(left, span{max(s.from, e.Closes), s.to, s.place})
			}
		}
		open = slices.DeleteFunc(left, func(s span) bool { return s.from >= s.to })
	}
	slices.SortFunc(open, func(a, b span) int { return a.from - b.from })
	return open
}

// on is the moment so many minutes after midnight of a day, on the clock of loc. A time that the clock skips in spring is no time to meet.
func on(day time.Time, minutes int, loc *time.Location) (time.Time, bool) {
	t := time.Date(day.Year(), day.Month(), day.Day(), minutes/60, minutes%60, 0, 0, loc)
	return t, t.Hour()*60+t.Minute() == minutes%1440
}

// dayOf is the date of t on the clock of loc, at midnight UTC.
func dayOf(t time.Time, loc *time.Location) time.Time {
	y, m, d := t.In(loc).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}
