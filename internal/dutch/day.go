package dutch

import "time"

// Precision says how exactly a date is known.
type Precision string

// From a day down to a year.
const (
	OnDay   Precision = "dag"
	About   Precision = "circa"
	InMonth Precision = "maand"
	InYear  Precision = "jaar"
)

// Lean says whether the words around a date speak of what was or of what will be.
type Lean int

// Open leaves it to what is nearest.
const (
	Past  Lean = -1
	Open  Lean = 0
	Ahead Lean = 1
)

// Day is a date as it is said. Resolve gives it its place in the calendar.
type Day struct {
	Start, End int  // byte offsets
	First      int  // its first token
	Next       int  // the token after it
	Relative   bool // counts from the day of speaking
	Anchored   bool // counts from another date that was named: "de dag daarna"
	Weekday    bool // nothing but the name of a weekday
	Part       Part // named with it: "dinsdagmiddag", "gisteravond"
	Deadline   bool // "binnen drie weken", "uiterlijk ..."

	precision  Precision
	kind       dayKind
	weekday    time.Weekday
	named      bool // weekday is set beside another form
	day, month int
	year       int
	n          int // weeks, days or months to count
}

type dayKind int

const (
	kindDate       dayKind = iota // day, month and perhaps year
	kindMonth                     // month and perhaps year
	kindYear                      // year
	kindMonthDay                  // the twenty-second, of the month that is nearest
	kindDays                      // n days on
	kindWorkdays                  // n working days on
	kindMonths                    // n months on
	kindWeekday                   // a weekday
	kindNextDay                   // the weekday after today
	kindLastDay                   // the weekday before today
	kindInWeek                    // the weekday in the week n weeks on
	kindAfterWeeks                // the coming weekday and n weeks
	kindMonthEnd                  // end of the month n months on
	kindMonthStart                // day of the month n months on
	kindMonthOf                   // the month n months on, as a whole
	kindWeekend                   // Sunday of the weekend n weeks on
	kindHoliday
	kindYearsOn // a month, or a day in it, of the year n years on
)

// Resolve returns the date of d for words spoken on the day given, and how exactly it is known. anchor is the date named last, for words that
// count from it. It reports false when the date does not exist or there is nothing to count from.
func (d Day) Resolve(given time.Time, lean Lean, anchor time.Time) (time.Time, Precision, bool) {
	given = midnight(given)
	precision := d.precision
	if precision == "" {
		precision = OnDay
	}
	if d.Anchored {
		if anchor.IsZero() {
			return time.Time{}, "", false
		}
		return midnight(anchor).AddDate(0, 0, d.n), precision, true
	}
	week := given.AddDate(0, 0, -(int(given.Weekday())+6)%7) // Monday
	inWeek := func(n int) time.Time { return week.AddDate(0, 0, 7*n+(int(d.weekday)+6)%7) }
	switch d.kind {
	case kindDate:
		t, ok := d.date(given, lean)
		return t, precision, ok
	case kindMonth:
		year := d.year
		if year == 0 {
			year = nearestMonth(given, d.month, lean)
		}
		return time.Date(year, time.Month(d.month), 1, 0, 0, 0, 0, time.UTC), precision, true
	case kindYear:
		return time.Date(d.year, 1, 1, 0, 0, 0, 0, time.UTC), InYear, true
	case kindMonthDay:
		t, ok := d.monthDay(given, lean)
		return t, precision, ok
	case kindDays:
		return given.AddDate(0, 0, d.n), precision, true
	case kindWorkdays:
		t := given
		for n := d.n; n > 0; {
			t = t.AddDate(0, 0, 1)
			if w := t.Weekday(); w != time.Saturday && w != time.Sunday {
				n--
			}
		}
		return t, precision, true
	case kindMonths:
		return addMonths(given, d.n), precision, true
	case kindWeekday:
		if given.Weekday() == d.weekday && d.Part != NoPart && lean == Open {
			return given, precision, true
		}
		if lean == Past {
			return lastOn(given, d.weekday), precision, true
		}
		return nextOn(given, d.weekday), precision, true
	case kindNextDay:
		return nextOn(given, d.weekday), precision, true
	case kindLastDay:
		return lastOn(given, d.weekday), precision, true
	case kindInWeek:
		return inWeek(d.n), precision, true
	case kindAfterWeeks:
		return nextOn(given, d.weekday).AddDate(0, 0, 7*d.n), precision, true
	case kindMonthEnd:
		return time.Date(given.Year(), given.Month()+time.Month(d.n+1), 0, 0, 0, 0, 0, time.UTC), precision, true
	case kindMonthStart:
		t := time.Date(given.Year(), given.Month()+time.Month(d.n), max(d.day, 1), 0, 0, 0, 0, time.UTC)
		return t, precision, t.Day() == max(d.day, 1)
	case kindMonthOf:
		return time.Date(given.Year(), given.Month()+time.Month(d.n), 1, 0, 0, 0, 0, time.UTC), precision, true
	case kindWeekend:
		return week.AddDate(0, 0, 7*d.n+6), precision, true
	case kindHoliday:
		return nearestHoliday(given, d.n, d.year, lean), precision, true
	case kindYearsOn:
		return time.Date(given.Year()+d.n, time.Month(d.month), max(d.day, 1), 0, 0, 0, 0, time.UTC), precision, true
	}
	return time.Time{}, "", false
}

// SameWeekday reports whether d is a bare weekday, or names one, and t falls on it.
func (d Day) SameWeekday(t time.Time) bool {
	return (d.Weekday || d.named) && t.Weekday() == d.weekday
}

// date finds the year of a day and month: the one said; else one in which the weekday said with it fits; else the nearest on the side that the
// words lean to.
func (d Day) date(given time.Time, lean Lean) (time.Time, bool) {
	make := func(year int) (time.Time, bool) {
		t := time.Date(year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC)
		return t, t.Day() == d.day
	}
	if d.year != 0 {
		return make(d.year)
	}
	var best time.Time
	score := 1 << 30
	for year := given.Year() - 4; year <= given.Year()+4; year++ {
		t, ok := make(year)
		if !ok {
			continue
		}
		days := int(t.Sub(given).Hours() / 24)
		cost := days
		if days < 0 {
			cost = -days
		}
		// What leans ahead is seen with less certainty than what is past: "hij komt voor" says little, "is ingebroken" much.
		if lean == Past && days > 0 {
			cost += 320
		} else if lean == Ahead && days < 0 {
			cost += 200
		}
		if d.named && t.Weekday() == d.weekday && cost < 1200 {
			cost -= 250 // the right weekday outweighs most of a year
		}
		if cost < score {
			best, score = t, cost
		}
	}
	return best, !best.IsZero()
}

func (d Day) monthDay(given time.Time, lean Lean) (time.Time, bool) {
	var best time.Time
	score := 1 << 30
	for m := -2; m <= 2; m++ {
		t := time.Date(given.Year(), given.Month()+time.Month(m), d.day, 0, 0, 0, 0, time.UTC)
		if t.Day() != d.day {
			continue
		}
		days := int(t.Sub(given).Hours() / 24)
		cost := max(days, -days)
		if lean == Past && days > 0 || lean == Ahead && days < 0 {
			cost += 60
		}
		if d.named && t.Weekday() == d.weekday {
			cost -= 100
		}
		if cost < score {
			best, score = t, cost
		}
	}
	return best, !best.IsZero()
}

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

func nextOn(given time.Time, w time.Weekday) time.Time {
	return given.AddDate(0, 0, (int(w)-int(given.Weekday())+6)%7+1)
}

func lastOn(given time.Time, w time.Weekday) time.Time {
	return given.AddDate(0, 0, -((int(given.Weekday())-int(w)+6)%7 + 1))
}

// addMonths adds n months and keeps to the last day of a month that is shorter.
func addMonths(t time.Time, n int) time.Time {
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(t.Day(), last)-1)
}

func nearestMonth(given time.Time, month int, lean Lean) int {
	best, score := given.Year(), 1<<30
	for year := given.Year() - 1; year <= given.Year()+1; year++ {
		months := (year-given.Year())*12 + month - int(given.Month())
		cost := max(months, -months) * 10
		if lean == Past && months > 0 || lean == Ahead && months < 0 {
			cost += 100
		}
		if cost < score || cost == score && months < 0 {
			best, score = year, cost
		}
	}
	return best
}
