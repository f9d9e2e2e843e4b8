package dutch

import (
	"cmp"
	"fmt"
	"time"
)

// CalendarDay is a day on the calendar, without a time or a zone: summer time cannot move it.
type CalendarDay struct {
	Year  int
	Month time.Month
	Day   int
}

// DayOf returns the day of t in t's own zone.
func DayOf(t time.Time) CalendarDay {
	y, m, d := t.Date()
	return CalendarDay{y, m, d}
}

// Add returns the day that is n days later.
func (d CalendarDay) Add(n int) CalendarDay {
	return DayOf(time.Date(d.Year, d.Month, d.Day+n, 12, 0, 0, 0, time.UTC))
}

// Weekday returns the day of the week.
func (d CalendarDay) Weekday() time.Weekday {
	return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC).Weekday()
}

// Compare is negative when d lies before other and positive when it lies after.
func (d CalendarDay) Compare(other CalendarDay) int {
	return cmp.Or(cmp.Compare(d.Year, other.Year), cmp.Compare(d.Month, other.Month), cmp.Compare(d.Day, other.Day))
}

// Until returns the number of days from d to other.
func (d CalendarDay) Until(other CalendarDay) int {
	a := time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC)
	b := time.Date(other.Year, other.Month, other.Day, 12, 0, 0, 0, time.UTC)
	return int(b.Sub(a) / (24 * time.Hour))
}

// IsZero reports whether d is no day.
func (d CalendarDay) IsZero() bool { return d == CalendarDay{} }

// String returns the day as 2026-12-14.
func (d CalendarDay) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// At returns the moment so many minutes after midnight on the clock of loc. A time that the clock skips in spring is the hour after it.
func (d CalendarDay) At(minutes int, loc *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, minutes/60, minutes%60, 0, 0, loc)
}

// valid reports whether the day exists.
func (d CalendarDay) valid() bool {
	return d.Day >= 1 && d.Month >= 1 && d.Month <= 12 && d.Add(0) == d
}

// holiday days that a person may name. The numbers are those of holidays, the names are in the lexicon of moments.
const (
	newYear = iota
	goodFriday
	easterSunday
	easterMonday
	kingsDay
	liberationDay
	ascension
	whitSunday
	whitMonday
	christmas
	boxingDay
	newYearsEve
	sintNicholas
	christmasEve
	valentine
	remembrance
)

// feastIn returns a named day of a year.
func feastIn(which, year int) CalendarDay {
	easter := DayOf(easter(year))
	switch which {
	case newYear:
		return CalendarDay{year, 1, 1}
	case goodFriday:
		return easter.Add(-2)
	case easterSunday:
		return easter
	case easterMonday:
		return easter.Add(1)
	case kingsDay: // 27 April, the day before when that is a Sunday
		if d := (CalendarDay{year, 4, 27}); d.Weekday() != time.Sunday {
			return d
		}
		return CalendarDay{year, 4, 26}
	case liberationDay:
		return CalendarDay{year, 5, 5}
	case ascension:
		return easter.Add(39)
	case whitSunday:
		return easter.Add(49)
	case whitMonday:
		return easter.Add(50)
	case christmas:
		return CalendarDay{year, 12, 25}
	case boxingDay:
		return CalendarDay{year, 12, 26}
	case newYearsEve:
		return CalendarDay{year, 12, 31}
	case sintNicholas:
		return CalendarDay{year, 12, 5}
	case christmasEve:
		return CalendarDay{year, 12, 24}
	case valentine:
		return CalendarDay{year, 2, 14}
	case remembrance:
		return CalendarDay{year, 5, 4}
	}
	return CalendarDay{}
}

// Holiday reports whether a day is a generally recognised holiday (algemeen erkende feestdag: article 3, first paragraph, of the Algemene
// termijnenwet), or Easter or Whit Sunday. Good Friday is an ordinary working day in most offices and is not counted.
func Holiday(d CalendarDay) bool {
	for _, which := range []int{newYear, easterSunday, easterMonday, kingsDay, liberationDay, ascension, whitSunday, whitMonday, christmas, boxingDay} {
		if feastIn(which, d.Year) == d {
			return true
		}
	}
	return false
}
