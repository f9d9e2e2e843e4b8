package dutch

import (
	"time"
)

// side reads eind volgende week, begin januari, half december, midden van de week.
func (r *momentReader) side(i int) (Moment, int) {
	k := i + 1
	for r.w(k) == "van" || r.w(k) == "of" || r.w(k) == "de" || r.w(k) == "the" {
		k++
	}
	if m, ok := monthNames[r.w(k)]; ok {
		first := CalendarDay{r.today.Year, time.Month(m), 1}
		if first.Month < r.today.Month {
			first.Year++
		}
		return r.clipped(monthSide(first, r.w(i))), k - i + 1
	}
	which := "deze"
	if w := r.w(k); w == "volgende" || w == "komende" || w == "deze" {
		which = w
		k++
	}
	switch r.w(k) {
	case "week":
		monday := mondayOf(r.today)
		if which != "deze" {
			monday = monday.Add(7)
		} else if v, n := r.number(k + 1); n > 0 && v >= 1 && v <= 53 && !r.uurAt(k+1+n) {
			monday = r.isoWeek(v)
			k++
		}
		r.week = monday
		m := Moment{From: monday, To: monday.Add(1)}
		switch r.w(i) {
		case "midden", "half":
			m = Moment{From: monday.Add(1), To: monday.Add(3)}
		case "eind":
			m = Moment{From: monday.Add(3), To: monday.Add(4)}
		}
		if m.To.Compare(r.today) < 0 && which == "deze" { // the end of a week that is over
			m.From, m.To = m.From.Add(7), m.To.Add(7)
			r.wish.Unsure = true
		}
		return r.clipped(m), k - i + 1
	case "maand":
		first := CalendarDay{r.today.Year, r.today.Month, 1}
		if which != "deze" {
			first = DayOf(time.Date(r.today.Year, r.today.Month+1, 1, 12, 0, 0, 0, time.UTC))
		}
		return r.clipped(monthSide(first, r.w(i))), k - i + 1
	case "jaar":
		if r.w(i) == "eind" {
			return r.clipped(monthSide(CalendarDay{r.today.Year, 12, 1}, "eind")), k - i + 1
		}
		if which != "deze" && r.w(i) == "begin" {
			return monthSide(CalendarDay{r.today.Year + 1, 1, 1}, "begin"), k - i + 1
		}
	}
	return Moment{}, 0
}

// half reads eerste helft van februari, tweede helft van volgende week, and so of the month.
func (r *momentReader) half(i int, first bool) (Moment, int) {
	k := i + 2
	for r.w(k) == "van" || r.w(k) == "de" {
		k++
	}
	m, n := r.dayItself(k, true)
	if r.w(k) == "maand" || r.w(k) == "week" {
		n = 1
		if m = (Moment{From: mondayOf(r.today), To: mondayOf(r.today).Add(6)}); r.w(k) == "maand" {
			begin := CalendarDay{r.today.Year, r.today.Month, 1}
			m = Moment{From: begin, To: DayOf(time.Date(begin.Year, begin.Month+1, 0, 12, 0, 0, 0, time.UTC))}
		}
	}
	if n == 0 || m.From.IsZero() || m.From == m.To {
		return Moment{}, 0
	}
	if r.monthAt(k) {
		m.From.Day = 1
	}
	middle := m.From.Add((m.From.Until(m.To)+1)/2 - 1)
	if m.From.Until(m.To) > 20 {
		middle = m.From.Add(14)
	}
	if first {
		m.To = middle
	} else {
		m.From = middle.Add(1)
	}
	return r.clipped(m), k + n - i
}

func monthSide(first CalendarDay, side string) Moment {
	last := DayOf(time.Date(first.Year, first.Month+1, 0, 12, 0, 0, 0, time.UTC))
	switch side {
	case "begin":
		return Moment{From: first, To: first.Add(9)}
	case "eind":
		return Moment{From: last.Add(-9), To: last}
	}
	return Moment{From: first.Add(10), To: first.Add(19)}
}

// clipped takes off what has passed.
func (r *momentReader) clipped(m Moment) Moment {
	if m.From.Compare(r.today) < 0 && m.To.Compare(r.today) >= 0 {
		m.From = r.today
	}
	return m
}

// ahead reads over twee weken, over 3 dagen, binnen een week, over een paar dagen.
func (r *momentReader) ahead(i int) (Moment, int) {
	within := r.w(i) == "binnen"
	k := i + 1
	if r.w(k) == "precies" || r.w(k) == "ongeveer" || r.w(k) == "exact" {
		k++
	}
	few := false
	if r.w(k) == "een" && r.w(k+1) == "paar" || r.w(k) == "a" && (r.w(k+1) == "few" || r.w(k+1) == "couple") {
		k += 2
		few = true
		if r.w(k) == "of" {
			k++
		}
	} else if r.w(k) == "paar" || r.w(k) == "enkele" {
		k++
		few = true
	}
	v, n := 2, 0
	if !few {
		switch {
		case r.w(k) == "a" || r.w(k) == "an":
			v, n = 1, 1
		case r.w(k) == "anderhalve" || r.w(k) == "anderhalf":
			if r.w(k+1) == "week" {
				return Moment{From: r.today.Add(10), To: r.today.Add(11)}, k + 2 - i
			}
			return Moment{}, 0
		default:
			if v, n = r.number(k); n == 0 || v > 60 {
				return Moment{}, 0
			}
		}
	}
	k += n
	if v == 1 && r.w(k+1) == "of" && (r.w(k) == "dag" || r.w(k) == "week") { // over een dag of drie
		if some, m := r.number(k + 2); m > 0 && some <= 30 && !r.unit(k+2+m) {
			if r.w(k) == "week" {
				some *= 7
			}
			return Moment{From: r.today.Add(some), To: r.today.Add(some)}, k + 2 + m - i
		}
	}
	days := 0
	switch r.w(k) {
	case "dag":
		days = v
	case "week":
		days = 7 * v
	case "maand":
		d := DayOf(time.Date(r.today.Year, r.today.Month+time.Month(v), r.today.Day, 12, 0, 0, 0, time.UTC))
		if d.Day != r.today.Day { // 31 January and a month is the last of February
			d = d.Add(-d.Day)
		}
		days = r.today.Until(d)
	default:
		return Moment{}, 0
	}
	switch {
	case within:
		return Moment{From: r.today, To: r.today.Add(days)}, k + 1 - i
	case few && r.w(k) == "dag":
		return Moment{From: r.today.Add(2), To: r.today.Add(4)}, k + 1 - i
	case few:
		return Moment{From: r.today.Add(14), To: r.today.Add(21)}, k + 1 - i
	}
	// over twee weken op dinsdag, over een week dinsdag: that day of that week
	j := k + 1
	if r.w(j) == "op" || r.w(j) == "on" {
		j++
	}
	if r.w(j) == "een" || r.w(j) == "de" {
		j++
	}
	if d := r.weekday(j); d >= 0 && r.w(k) == "week" {
		x := mondayOf(r.today).Add(days + (d+6)%7)
		return Moment{From: x, To: x}, j + 1 - i
	}
	x := r.today.Add(days)
	return Moment{From: x, To: x}, k + 1 - i
}

// weeksOn reads what moves a day on: over een week, over twee weken, over 14 dagen, a week from.
func (r *momentReader) weeksOn(k int) (days, n int) {
	if r.w(k) != "over" && r.w(k) != "in" {
		return 0, 0
	}
	v, m := r.number(k + 1)
	if r.w(k+1) == "a" {
		v, m = 1, 1
	}
	if m == 0 || v > 12 && v != 14 {
		return 0, 0
	}
	switch r.w(k + 1 + m) {
	case "week":
		return 7 * v, m + 2
	case "dag":
		if v%7 == 0 || v == 8 || v == 14 {
			return v / 7 * 7, m + 2
		}
	case "maand":
	}
	return 0, 0
}

// coming reads volgende week, komende dinsdag, deze maand, vorige week, dit weekend.
func (r *momentReader) coming(i int) (Moment, int) {
	which, k := r.w(i), i+1
	monday := mondayOf(r.today)
	if d := r.weekday(k); d >= 0 && !(d == 0 && r.w(k) == "zo") {
		switch which {
		case "vorige":
			x := r.onOrAfter(r.today.Add(-7), time.Weekday(d))
			return Moment{From: x, To: x}, 2
		case "volgende":
			// That of next week; the coming one when that week has begun. Many people mean the coming one: it is read back.
			x := monday.Add(7 + (d+6)%7)
			r.wish.Unsure = true
			return Moment{From: x, To: x}, 2
		}
		m, n := r.onWeekday(k, d)
		if m.plain {
			m.plain = false
		}
		return m, 1 + n
	}
	switch r.w(k) {
	case "week":
		switch which {
		case "vorige":
			if d := r.weekday(k + 1); d >= 0 {
				x := monday.Add(-7 + (d+6)%7)
				return Moment{From: x, To: x}, 3
			}
			return Moment{From: monday.Add(-7), To: monday.Add(-1)}, 2
		case "deze":
			monday = r.today
		default:
			monday = monday.Add(7)
		}
		end := mondayOf(monday).Add(6)
		j := k + 1
		if r.w(j) == "op" || r.w(j) == "on" {
			j++
		}
		if d := r.weekday(j); d >= 0 {
			base := mondayOf(monday)
			x := base.Add((d + 6) % 7)
			r.week = base
			if m, n := r.date(j+1, true); n > 0 {
				return r.agree(m, d, j+1, n), j + 1 + n - i
			}
			return Moment{From: x, To: x}, j + 1 - i
		}
		r.week = mondayOf(monday)
		return Moment{From: monday, To: end}, 2
	case "weekend":
		sat := r.onOrAfter(r.today, time.Saturday)
		if which == "volgende" && r.today.Until(sat) < 6 {
			sat = sat.Add(7)
		}
		if which == "vorige" {
			sat = sat.Add(-7)
		}
		return Moment{From: sat, To: sat.Add(1)}, 2
	case "maand":
		var first CalendarDay
		switch which {
		case "volgende", "komende":
			first = DayOf(time.Date(r.today.Year, r.today.Month+1, 1, 12, 0, 0, 0, time.UTC))
		case "deze":
			first = r.today
		default:
			return Moment{From: r.today.Add(-30), To: r.today.Add(-1)}, 2
		}
		return Moment{From: first, To: DayOf(time.Date(first.Year, first.Month+1, 0, 12, 0, 0, 0, time.UTC))}, 2
	case "jaar":
		if which == "volgende" {
			return Moment{From: CalendarDay{r.today.Year + 1, 1, 1}, To: CalendarDay{r.today.Year + 1, 1, 31}}, 2
		}
	case "dag":
		if which == "volgende" {
			base := r.base()
			if base.IsZero() {
				base = r.today
			}
			return Moment{From: base.Add(1), To: base.Add(1)}, 2
		}
		if which == "komende" {
			return Moment{From: r.today.Add(1), To: r.today.Add(4)}, 2
		}
	}
	if v, n := r.number(k); n > 0 && r.w(k+n) == "dag" && which == "komende" {
		return Moment{From: r.today.Add(1), To: r.today.Add(v)}, n + 2
	}
	return Moment{}, 0
}

// inWeek is a day of the week in this or the next one, which begin on Monday (ISO 8601).
func (r *momentReader) inWeek(which string, d int) CalendarDay {
	monday := mondayOf(r.today)
	if which == "volgende" || which == "komende" {
		monday = monday.Add(7)
	}
	return monday.Add((d + 6) % 7)
}

// isoWeek is the Monday of a numbered week: of this year, or of the next when it has passed.
func (r *momentReader) isoWeek(week int) CalendarDay {
	year := r.today.Year
	for range 2 {
		monday := mondayOf(CalendarDay{year, 1, 4}).Add(7 * (week - 1))
		if monday.Add(6).Compare(r.today) >= 0 {
			return monday
		}
		year++
	}
	return mondayOf(r.today)
}

func mondayOf(d CalendarDay) CalendarDay {
	return d.Add(-(int(d.Weekday()) + 6) % 7)
}

func (r *momentReader) onOrAfter(d CalendarDay, w time.Weekday) CalendarDay {
	return d.Add((int(w) - int(d.Weekday()) + 7) % 7)
}
