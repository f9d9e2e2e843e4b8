package dutch

import (
	"strings"
	"time"
)

// weekdayWord reads "dinsdag" and "dinsdagmiddag".
func weekdayWord(w string) (time.Weekday, Part, bool) {
	if d, ok := daysOfWeek[w]; ok {
		return d, NoPart, true
	}
	i := strings.Index(w, "dag")
	if i < 0 || i+3 >= len(w) {
		return 0, NoPart, false
	}
	d, ok := daysOfWeek[w[:i+3]]
	p, ok2 := partsOfDay[strings.TrimPrefix(w[i+3:], "-")]
	return d, p, ok && ok2
}

// weekdayPhrase reads a weekday with what places it.
func (s speech) weekdayPhrase(i int) (Day, int, bool) {
	w := s.word(i)
	switch w {
	case "elke", "iedere", "alle", "op":
		return Day{}, 0, false
	case "vorige", "verleden", "afgelopen", "laatste", "volgende", "komende", "aanstaande", "aankomende", "eerstvolgende", "deze":
		j := i + 1
		week := s.word(j) == "week"
		if week {
			j++
			for s.word(j) == "op" || s.word(j) == "de" {
				j++
			}
		}
		d, part, ok := weekdayWord(s.word(j))
		if !ok || !s.near(j) {
			if week { // a whole week: its Friday when it lies ahead
				n := map[string]int{"vorige": -1, "verleden": -1, "afgelopen": -1, "volgende": 1, "komende": 1, "aankomende": 1, "aanstaande": 1}[w]
				if n == 0 {
					return Day{}, 0, false
				}
				return Day{kind: kindInWeek, n: n, weekday: time.Friday, Relative: true, precision: About}, i + 2, true
			}
			return Day{}, 0, false
		}
		day := Day{weekday: d, Part: part, Relative: true}
		switch {
		case week && (w == "volgende" || w == "komende" || w == "aankomende" || w == "aanstaande"):
			day.kind, day.n = kindInWeek, 1
		case week && w == "deze":
			day.kind = kindInWeek
		case week:
			day.kind, day.n = kindInWeek, -1
		case w == "vorige" || w == "verleden" || w == "afgelopen" || w == "laatste":
			day.kind = kindLastDay
		case w == "deze":
			day.kind = kindWeekday
		default:
			day.kind = kindNextDay
		}
		return day, j + 1, true
	case "over": // over twee weken op dinsdag
		n, next, ok := s.weeks(i + 1)
		if !ok {
			return Day{}, 0, false
		}
		for s.word(next) == "op" {
			next++
		}
		d, part, ok := weekdayWord(s.word(next))
		if !ok || !s.close(next) {
			return Day{}, 0, false
		}
		if _, _, dated := s.calendarDay(next); dated {
			return Day{}, 0, false // the date that follows says it better
		}
		return Day{kind: kindInWeek, n: n, weekday: d, Part: part, Relative: true}, next + 1, true
	}
	d, part, ok := weekdayWord(w)
	if !ok || s.recurring(i) {
		return Day{}, 0, false
	}
	day := Day{kind: kindWeekday, weekday: d, Part: part, Relative: true, Weekday: true}
	next := i + 1
	if p, ok := partsOfDay[s.word(next)]; ok && part == NoPart && s.close(next) {
		day.Part, next = p, next+1
	} else if s.word(next) == "s" && partsOfDay[s.word(next+1)] != NoPart {
		day.Part, next = partsOfDay[s.word(next+1)], next+2
	}
	j := next
	if s.word(j) == "van" {
		j++
	}
	switch {
	case s.word(j) == "op" && s.word(i-1) == "van": // in de nacht van zaterdag op zondag
		if second, _, ok := weekdayWord(s.word(j + 1)); ok {
			day.weekday, day.Part, day.Weekday = second, Night, false
			return day, j + 2, true
		}
	case (s.word(j) == "vorige" || s.word(j) == "verleden" || s.word(j) == "afgelopen") && s.word(j+1) == "week":
		day.kind, day.n, day.Weekday = kindInWeek, -1, false
		return day, j + 2, true
	case (s.word(j) == "volgende" || s.word(j) == "komende") && s.word(j+1) == "week":
		day.kind, day.n, day.Weekday = kindInWeek, 1, false
		return day, j + 2, true
	case s.word(j) == "deze" && s.word(j+1) == "week":
		day.kind, day.Weekday = kindInWeek, false
		return day, j + 2, true
	case s.word(j) == "over":
		if n, after, ok := s.weeks(j + 1); ok {
			day.kind, day.n, day.Weekday = kindAfterWeeks, n, false
			return day, after, true
		}
	case s.word(j) == "aanstaande" || s.word(j) == "aanstaand" || s.word(j) == "a.s":
		day.kind, day.Weekday = kindNextDay, false
		return day, j + 1, true
	case s.word(j) == "jl" || s.word(j) == "jongstleden":
		day.kind, day.Weekday = kindLastDay, false
		return day, j + 1, true
	}
	// "maandag de tweeentwintigste": the number says the day, the name which month.
	k := next
	if s.word(k) == "de" || s.word(k) == "den" {
		if n, after, ordinal, ok := s.dayNumber(k + 1); ok && ordinal && monthNumbers[s.word(after)] == 0 {
			return Day{kind: kindMonthDay, day: n, named: true, weekday: d, Part: part, Relative: true}, after, true
		}
	}
	return day, next, true
}

// recurring reports whether the weekday at i comes back: "elke maandag", "op maandag en donderdag werk ik" is left to the reader.
func (s speech) recurring(i int) bool {
	for j := i - 1; j >= max(0, i-2); j-- {
		switch s.word(j) {
		case "elke", "iedere", "ieder", "elk", "alle", "per":
			return true
		}
	}
	return false
}

// weeks reads "een week", "twee weken", "veertien dagen".
func (s speech) weeks(i int) (n, next int, ok bool) {
	value, next, found := s.count(i)
	if !found {
		return 0, 0, false
	}
	switch s.word(next) {
	case "week", "weken":
		return int(value), next + 1, integral(value)
	case "dagen":
		if value == 8 {
			value = 7 // over acht dagen is a week
		}
		return int(value) / 7, next + 1, integral(value / 7)
	}
	return 0, 0, false
}

// count reads a number before a unit of time, in which "een" counts.
func (s speech) count(i int) (value float64, next int, ok bool) {
	if w := s.word(i); w == "een" || w == "n" {
		if h := s.word(i + 1); h == "half" || h == "halve" {
			return 0.5, i + 2, true
		}
		return 1, i + 1, true
	}
	value, next, ok = s.group(i)
	return value, next, ok && value < 1000
}

// counted reads "over drie weken", "twee maanden geleden", "binnen tien werkdagen", "een week of drie geleden".
func (s speech) counted(i int) (Day, int, bool) {
	sign, j := 0, i
	switch s.word(i) {
	case "over", "binnen":
		sign, j = 1, i+1
	}
	about := false
	for {
		switch s.word(j) {
		case "zo'n", "ongeveer", "ruim", "bijna", "zeker", "circa", "hooguit", "uiterlijk", "maximaal", "goed", "pak", "zo", "n", "nog":
			if sign == 0 && j == i {
				return Day{}, 0, false // begin at the number: "ruim drie weken geleden" is found one token on
			}
			about, j = true, j+1
			continue
		}
		break
	}
	value, next, ok := s.count(j)
	if !ok {
		return Day{}, 0, false
	}
	if s.word(next) == "goede" || s.word(next) == "kleine" || s.word(next) == "dikke" {
		about, next = true, next+1
	}
	unit := s.word(next)
	next++
	if s.word(next) == "of" && value == 1 { // een week of drie
		if v, after, ok := s.group(next + 1); ok && v < 100 {
			value, next, about = v, after, true
		}
	}
	if sign == 0 {
		if s.word(next) != "geleden" && s.word(next) != "terug" {
			return Day{}, 0, false
		}
		sign, next = -1, next+1
	}
	d := Day{Relative: true, Deadline: s.word(i) == "binnen"}
	if about {
		d.precision = About
	}
	n := int(value)
	switch unit {
	case "dag", "dagen":
		d.kind, d.n = kindDays, sign*n
	case "werkdag", "werkdagen":
		d.kind, d.n = kindWorkdays, n
		if sign < 0 {
			return Day{}, 0, false
		}
	case "week", "weken":
		d.kind, d.n = kindDays, sign*int(value*7)
	case "maand", "maanden":
		d.kind, d.n = kindMonths, sign*n
		if sign < 0 || n > 1 {
			d.precision = About
		}
		if !integral(value) {
			d.kind, d.n, d.precision = kindDays, sign*int(value*30.5), About
		}
	case "jaar":
		d.kind, d.n, d.precision = kindMonths, sign*int(value*12), About
		if sign < 0 && value >= 1 {
			d.precision = InYear
		}
	case "uur", "uren", "minuten", "minuut":
		if sign < 0 || value > 12 {
			return Day{}, 0, false
		}
		d.kind = kindDays
	default:
		return Day{}, 0, false
	}
	if value == 0 || !integral(value) && d.kind == kindDays && unit != "week" && unit != "weken" && unit != "maand" && unit != "maanden" {
		return Day{}, 0, false
	}
	return d, next, true
}

func (s speech) weekend(i int) (Day, int, bool) {
	w := s.word(i)
	if s.word(i+1) != "weekend" && s.word(i+1) != "weekeinde" {
		return Day{}, 0, false
	}
	n, ok := map[string]int{"dit": 0, "komend": 0, "aankomend": 0, "aanstaand": 0, "volgend": 1, "afgelopen": -1, "vorig": -1, "verleden": -1}[w]
	if !ok && w == "het" && (s.word(i-1) == "in" || s.word(i-1) == "van") {
		ok = true
	}
	return Day{kind: kindWeekend, n: n, Relative: true, precision: About}, i + 2, ok
}
