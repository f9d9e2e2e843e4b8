package dutch

import (
	"time"
)

// How long after a date of this year has passed it is still that date that is meant, and not the one of next year: someone who says
// 13 November on the 22nd is mistaken, someone who says 3 January is not.
const recent = 60

// agree makes a date and the day of the week that was said with it agree, when another month does that; else the date holds, and is read back.
func (r *momentReader) agree(m Moment, d, at, n int) Moment {
	if !m.OneDay() || int(m.From.Weekday()) == d {
		return m
	}
	// Only the day of the month was said: look in the months around.
	if v, _ := r.dayOfMonth(at); v > 0 && !r.monthWithin(at, n) {
		for k := -1; k < 3; k++ {
			first := time.Date(r.today.Year, r.today.Month+time.Month(k), v, 12, 0, 0, 0, time.UTC)
			x := DayOf(first)
			if x.Day == v && int(x.Weekday()) == d {
				return Moment{From: x, To: x}
			}
		}
	}
	for _, y := range []int{m.From.Year - 1, m.From.Year + 1} {
		x := CalendarDay{y, m.From.Month, m.From.Day}
		if x.valid() && int(x.Weekday()) == d && abs(r.today.Until(x)) < 45 {
			return Moment{From: x, To: x}
		}
	}
	r.wish.Unsure = true
	return m
}

func (r *momentReader) monthWithin(at, n int) bool {
	for j := at; j < at+n; j++ {
		if r.monthAt(j) || j > at && r.t[j].digits != "" {
			return true
		}
	}
	return false
}

// date reads a date: 14 december, december 14th, 14-12, 2026-12-14, de 14e, 14e.
func (r *momentReader) date(i int, lead bool) (Moment, int) {
	one := func(d CalendarDay, n int) (Moment, int) {
		if !d.valid() {
			r.wish.Unreal = true
			return Moment{From: r.today, To: r.today}, n
		}
		return Moment{From: d, To: d}, n
	}
	if i >= len(r.t) {
		return Moment{}, 0
	}
	t := r.t[i]
	// 2026-12-14
	if len(t.digits) == 4 && i+2 < len(r.t) && r.t[i+1].digits != "" && r.t[i+2].digits != "" && (r.t[i+1].gap == "-" || r.t[i+1].gap == "/") && r.t[i+2].gap == r.t[i+1].gap {
		y, _ := r.number(i)
		m, _ := r.number(i + 1)
		d, _ := r.number(i + 2)
		if y >= 2000 && y < 2100 && m >= 1 && m <= 12 && d >= 1 {
			return one(CalendarDay{y, time.Month(m), d}, 3)
		}
	}
	// 14-12, 14/12/2026, 14.12
	if t.digits != "" && len(t.digits) <= 2 && i+1 < len(r.t) && r.t[i+1].digits != "" && len(r.t[i+1].digits) <= 2 && (r.t[i+1].gap == "-" || r.t[i+1].gap == "/" || r.t[i+1].gap == ".") {
		d, _ := r.number(i)
		m, _ := r.number(i + 1)
		if m >= 1 && m <= 12 && d >= 1 && d <= 31 && !r.uurAt(i+2) {
			if i+2 < len(r.t) && r.t[i+2].gap == r.t[i+1].gap && (len(r.t[i+2].digits) == 4 || len(r.t[i+2].digits) == 2) {
				y, _ := r.number(i + 2)
				if y < 100 {
					y += 2000
				}
				return one(CalendarDay{y, time.Month(m), d}, 3)
			}
			return one(r.dated(d, time.Month(m)), 2)
		}
		if m > 12 || d > 31 {
			if (r.t[i+1].gap == "-" || r.t[i+1].gap == "/") && lead && !r.uurAt(i+2) && m < 60 && d < 60 && m > 24 {
				r.wish.Unreal = true
			}
			return Moment{}, 0
		}
	}
	// december 14th
	if m, ok := monthNames[r.w(i)]; ok {
		k := i + 1
		if r.w(k) == "the" || r.w(k) == "de" {
			k++
		}
		if d, n := r.dayOfMonth(k); n > 0 && !r.timeAt(k) {
			return one(r.dated(d, time.Month(m)), k+n-i)
		}
		if d, n := r.number(k); n > 0 && r.t[k].digits != "" && len(r.t[k].digits) <= 2 && d >= 1 && d <= 31 && !r.timeAt(k) {
			return one(r.dated(d, time.Month(m)), k+n-i)
		}
		if t.shortMonth {
			return Moment{}, 0
		}
		from := r.dated(1, time.Month(m))
		if time.Month(m) == r.today.Month {
			from = r.today
			from.Day = 1
		}
		end := DayOf(time.Date(from.Year, from.Month+1, 0, 12, 0, 0, 0, time.UTC))
		if lead || r.w(i-1) == "in" {
			if from.Compare(r.today) < 0 {
				from = r.today
			}
			return Moment{From: from, To: end}, 1
		}
		return Moment{}, 0
	}
	// 14 december, veertien december, de 14e van december
	if d, n := r.dayOfMonth(i); n > 0 {
		k := i + n
		if r.w(k) == "van" || r.w(k) == "of" && r.t[k].english || r.w(k) == "of" && r.monthAt(k+1) {
			k++
		}
		if m, ok := monthNames[r.w(k)]; ok {
			n := k + 1 - i
			if y, yn := r.number(k + 1); yn > 0 && len(r.t[k+1].digits) == 4 && y >= 2000 && y < 2100 {
				return one(CalendarDay{y, time.Month(m), d}, n+yn)
			}
			return one(r.dated(d, time.Month(m)), n)
		}
		if r.w(k) == "deze" && r.w(k+1) == "maand" {
			return one(CalendarDay{r.today.Year, r.today.Month, d}, k+2-i)
		}
		if (r.w(k) == "volgende" || r.w(k) == "komende") && r.w(k+1) == "maand" {
			f := DayOf(time.Date(r.today.Year, r.today.Month+1, 1, 12, 0, 0, 0, time.UTC))
			return one(CalendarDay{f.Year, f.Month, d}, k+2-i)
		}
		if r.w(k) == "maand" {
			k++
		}
		if t.ordinal && (lead || t.digits != "") && !r.choice(k) && (t.digits != "" || d > 3 || r.timeSoon(k)) {
			return r.inMonth(d, k-i)
		}
		return Moment{}, 0
	}
	if v, n := r.number(i); n > 0 && v >= 1 && r.monthAt(i+n) && (t.digits == "" || len(t.digits) <= 2) && v <= 99 {
		d := r.dated(v, time.Month(monthNames[r.w(i+n)]))
		if y, yn := r.number(i + n + 1); yn > 0 && len(r.t[i+n+1].digits) == 4 && y >= 2000 && y < 2100 {
			d = CalendarDay{y, d.Month, v}
			return one(d, n+1+yn)
		}
		return one(d, n+1)
	}
	return Moment{}, 0
}

// choice reports whether an ordinal before i counts what was offered and names no day: de 2e optie.
func (r *momentReader) choice(i int) bool {
	switch r.w(i) {
	case "uur", "lunch", "optie", "keuze", "keus", "mogelijkheid", "tijd", "moment", "afspraak", "voorstel", "keer", "option", "one", "gesprek", "slot", "plek", "verdieping", "etage":
		return true
	}
	return false
}

// timeSoon reports whether a time of the day seems to begin at i. It looks at one word only: reading on from here would read a hostile message
// once for every way in which it can be read.
func (r *momentReader) timeSoon(i int) bool {
	switch w := r.w(i); w {
	case "om", "rond", "half", "kwart", "tussen", "s", "in":
		return true
	default:
		return dayParts[w] != noPart || r.numberAt(i)
	}
}

// inMonth is the next day of the month with that number.
func (r *momentReader) inMonth(v, n int) (Moment, int) {
	if v > 31 {
		return Moment{}, 0 // artikel 51e
	}
	for k := range 3 {
		x := DayOf(time.Date(r.today.Year, r.today.Month+time.Month(k), v, 12, 0, 0, 0, time.UTC))
		if x.Day == v && x.Compare(r.today) >= 0 {
			return Moment{From: x, To: x}, n
		}
	}
	r.wish.Unreal = true
	return Moment{From: r.today, To: r.today}, n
}

// dayOfMonth reads an ordinal: 14e, 1ste, veertiende, 27th.
func (r *momentReader) dayOfMonth(i int) (value, n int) {
	if i >= len(r.t) {
		return 0, 0
	}
	t := r.t[i]
	if t.ordinal && t.digits != "" {
		v, _ := r.number(i)
		if v >= 1 && v <= 99 {
			return v, 1
		}
		return 0, 0
	}
	if v, ok := ordinalWords[t.word]; ok {
		return v, 1
	}
	return 0, 0
}

// dated is a day and month in the year that is meant: this one, or the next when it passed too long ago to be a mistake.
func (r *momentReader) dated(d int, m time.Month) CalendarDay {
	x := CalendarDay{r.today.Year, m, d}
	if x.valid() && r.today.Until(x) < -recent || !x.valid() && x.Month < r.today.Month {
		x.Year++
	}
	return x
}

// yearOf is the coming one of a day that each year has.
func (r *momentReader) yearOf(in func(int) CalendarDay) CalendarDay {
	if d := in(r.today.Year); d.Compare(r.today) >= 0 {
		return d
	}
	return in(r.today.Year + 1)
}

// nth reads eerste maandag van december, laatste vrijdag van de maand.
func (r *momentReader) nth(i int) (Moment, int) {
	if r.w(i) == "eerste" && i+1 < len(r.t) && r.t[i+1].typed == "werkdag" {
		return r.firstWorkday(i)
	}
	v := 0
	if r.w(i) == "laatste" {
		v = -1
	} else if i < len(r.t) && (r.t[i].ordinal || r.t[i].digits == "") {
		v, _ = r.dayOfMonth(i)
	}
	d := r.weekday(i + 1)
	if v == 0 || v > 5 || d < 0 {
		return Moment{}, 0
	}
	k := i + 2
	first := CalendarDay{r.today.Year, r.today.Month, 1}
	switch {
	case r.w(k) == "van" || r.w(k) == "in" || r.w(k) == "of":
		k++
		if r.w(k) == "de" || r.w(k) == "the" {
			k++
		}
		if m, ok := monthNames[r.w(k)]; ok {
			first.Month = time.Month(m)
			if first.Month < r.today.Month {
				first.Year++
			}
			k++
			break
		}
		if r.w(k) == "volgende" && r.w(k+1) == "maand" {
			first = DayOf(time.Date(r.today.Year, r.today.Month+1, 1, 12, 0, 0, 0, time.UTC))
			k += 2
			break
		}
		if r.w(k) == "deze" {
			k++
		}
		if r.w(k) != "maand" && r.w(k) != "jaar" {
			return Moment{}, 0
		}
		k++
	case v == 1: // de eerste dinsdag
		x := r.onOrAfter(r.today.Add(1), time.Weekday(d))
		return Moment{From: x, To: x}, 2
	default:
		return Moment{}, 0
	}
	x := r.onOrAfter(first, time.Weekday(d)).Add(7 * (v - 1))
	if v < 0 {
		last := DayOf(time.Date(first.Year, first.Month+1, 0, 12, 0, 0, 0, time.UTC))
		x = last.Add(-((int(last.Weekday()) - d + 7) % 7))
	}
	return Moment{From: x, To: x}, k - i
}

// firstWorkday reads eerste werkdag, eerste werkdag van januari, van de maand, van volgende week.
func (r *momentReader) firstWorkday(i int) (Moment, int) {
	day, k := r.today.Add(1), i+2
	if r.w(k) == "van" || r.w(k) == "in" || r.w(k) == "na" {
		j := k + 1
		if r.w(j) == "de" {
			j++
		}
		switch m, n := r.dayItself(j, true); {
		case n > 0 && r.w(k) == "na":
			day, k = m.To.Add(1), j+n
		case n > 0:
			day, k = m.From, j+n
		}
	}
	for Holiday(day) || day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
		day = day.Add(1)
	}
	return Moment{From: day, To: day}, k - i
}
