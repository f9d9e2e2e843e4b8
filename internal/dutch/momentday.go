package dutch

import "time"

// How long after a date of this year has passed it is still that date that is meant, and not the one of next year: someone who says
// 13 November on the 22nd is mistaken, someone who says 3 January is not.
const recent = 60

// From which a moment said with "na" or "vanaf" reaches.
const openEnd = 13

// readDay reads a day or a stretch of days at token i and returns it with the number of tokens; none when there is none.
func (r *momentReader) readDay(i int) (Moment, int) {
	k := i
	for k < len(r.t) && k < i+3 {
		switch r.w(k) {
		case "op", "de", "het", "on", "le", "the", "w", "we", "у", "в", "een", "elke", "iedere", "alle", "every", "el":
			k++
			continue
		}
		break
	}
	every := false
	for j := i; j < k; j++ {
		switch r.w(j) {
		case "elke", "iedere", "alle", "every":
			every = true
		}
	}
	if k > i && r.w(k-1) == "een" && weekdayOf(r.w(k)) >= 0 { // op een dinsdag
		if _, n := r.date(k+1, true); n == 0 {
			every = true
		}
	}
	if r.w(k) == "elke" {
		every = true
		k++
	}
	lead := k - i
	if every {
		if d := weekdayOf(r.w(k)); d >= 0 {
			return Moment{Weekdays: 1 << d}, lead + 1
		}
	}
	if m, n := r.bound(k); n > 0 && m.From.Compare(m.To) <= 0 {
		return m, lead + n
	}
	if m, n := r.dayItself(k, lead > 0); n > 0 && m.From.Compare(m.To) <= 0 {
		return m, lead + n
	}
	return Moment{}, 0
}

// bound reads a stretch of days with one end: na de kerst, vanaf woensdag, voor het weekend, van maandag tot en met woensdag, tussen kerst en oudjaar.
func (r *momentReader) bound(k int) (Moment, int) {
	w := r.w(k)
	switch w {
	case "na", "vanaf", "voor", "tot", "uiterlijk", "van", "tussen":
	default:
		return Moment{}, 0
	}
	j := k + 1
	for j < k+4 && (r.w(j) == "de" || r.w(j) == "het" || r.w(j) == "the" || r.w(j) == "dit" || r.w(j) == "deze" && r.w(j+1) != "week" || r.w(j) == "op") {
		j++
	}
	m, n := r.dayItself(j, true)
	if n == 0 || m.From.IsZero() {
		return Moment{}, 0
	}
	end := j + n
	switch w {
	case "van", "tussen":
		e := end
		if r.w(e) != "tot" && r.w(e) != "en" || w == "van" && r.w(e) != "tot" {
			return Moment{}, 0
		}
		e++
		for r.w(e) == "de" || r.w(e) == "met" || r.w(e) == "het" {
			e++
		}
		to, n2 := r.dayItself(e, true)
		if n2 == 0 || to.From.IsZero() {
			return Moment{}, 0
		}
		for to.To.Compare(m.From) < 0 && to.plain {
			to.To = to.To.Add(7)
		}
		return Moment{From: m.From, To: to.To}, e + n2 - k
	case "na":
		from := m.To.Add(1)
		return Moment{From: from, To: from.Add(openEnd)}, end - k
	case "vanaf":
		return Moment{From: m.From, To: m.From.Add(openEnd)}, end - k
	case "voor":
		// "een afspraak voor vrijdag" is for that day; before a holiday or the weekend means before it.
		if !r.before(k, j) {
			return Moment{}, 0
		}
		return Moment{From: r.today, To: m.From.Add(-1)}, end - k
	default: // tot, uiterlijk
		to := m.To
		if w == "tot" && !m.plain {
			to = m.From
		}
		return Moment{From: r.today, To: to}, end - k
	}
}

func (r *momentReader) before(k, j int) bool {
	if r.w(k-1) == "nog" || r.w(k-1) == "ruim" || r.w(k-1) == "ergens" {
		return true
	}
	return r.w(j) == "weekend" || r.w(j) == "feest"
}

// dayItself reads a day, a week, a month or a holiday.
func (r *momentReader) dayItself(i int, lead bool) (Moment, int) {
	one := func(d CalendarDay, n int) (Moment, int) {
		return Moment{From: d, To: d}, n
	}
	w := r.w(i)
	switch w {
	case "vandaag":
		if d, n := r.weeksOn(i + 1); n > 0 {
			return one(r.today.Add(d), 1+n)
		}
		return one(r.today, 1)
	case "morgen":
		if d, n := r.weeksOn(i + 1); n > 0 {
			return one(r.today.Add(1+d), 1+n)
		}
		return one(r.today.Add(1), 1)
	case "overmorgen":
		if d, n := r.weeksOn(i + 1); n > 0 {
			return one(r.today.Add(2+d), 1+n)
		}
		return one(r.today.Add(2), 1)
	case "gisteren":
		return one(r.today.Add(-1), 1)
	case "eergisteren":
		return one(r.today.Add(-2), 1)
	case "feest":
		if v, n := r.number(i + 1); n > 0 {
			d := r.yearOf(func(y int) CalendarDay { return feastIn(v, y) })
			if v == newYear && r.today.Month == 1 && r.today.Day == 1 {
				d = r.today
			}
			return one(d, 2)
		}
	case "over", "binnen", "in":
		if m, n := r.ahead(i); n > 0 {
			return m, n
		}
	case "doordeweeks":
		return Moment{Weekdays: 0b0111110}, 1
	case "begin", "eind", "midden", "half":
		if m, n := r.side(i); n > 0 {
			return m, n
		}
	case "weekend":
		sat := r.onOrAfter(r.today, time.Saturday)
		if r.w(i+1) == "erna" || r.w(i+1) == "daarna" {
			base := r.base()
			if base.IsZero() {
				return Moment{}, 0
			}
			sat = r.onOrAfter(base.Add(1), time.Saturday)
			return Moment{From: sat, To: sat.Add(1)}, 2
		}
		return Moment{From: sat, To: sat.Add(1)}, 1
	case "feestdagen":
		from := r.yearOf(func(y int) CalendarDay { return feastIn(christmas, y) })
		return Moment{From: from, To: CalendarDay{from.Year + 1, 1, 1}}, 1
	case "volgende", "komende", "deze", "vorige":
		if m, n := r.coming(i); n > 0 {
			return m, n
		}
	case "week":
		if r.w(i+1) == "na" && r.w(i+2) == "volgende" && r.w(i+3) == "week" { // the week after next week
			monday := mondayOf(r.today).Add(14)
			return Moment{From: monday, To: monday.Add(6)}, 4
		}
		if v, n := r.number(i + 1); n > 0 && v >= 1 && v <= 53 && r.t[i+1].digits != "" && !r.uurAt(i+1+n) {
			from := r.isoWeek(v)
			return Moment{From: from, To: from.Add(6)}, 1 + n
		}
		if r.w(i+1) == "erna" || r.w(i+1) == "daarna" || r.w(i+1) == "daarop" || r.w(i+1) == "later" {
			if base := r.base(); !base.IsZero() {
				monday := mondayOf(base).Add(7)
				if r.w(i+1) == "later" || r.w(i-1) == "een" {
					return one(base.Add(7), 2)
				}
				return Moment{From: monday, To: monday.Add(6)}, 2
			}
		}
	case "dag":
		if r.w(i+1) == "erna" || r.w(i+1) == "daarna" || r.w(i+1) == "later" || r.w(i+1) == "daarop" {
			if base := r.base(); !base.IsZero() {
				return one(base.Add(1), 2)
			}
		}
		if r.w(i+1) == "ervoor" || r.w(i+1) == "eerder" || r.w(i+1) == "daarvoor" {
			if base := r.base(); !base.IsZero() {
				return one(base.Add(-1), 2)
			}
		}
	case "van":
		if r.w(i+1) == "de" && r.w(i+2) == "week" {
			return Moment{From: r.today, To: mondayOf(r.today).Add(6)}, 3
		}
	}
	if r.w(i+1) == "week" && r.w(i+2) == "van" && r.monthAt(i+3) && (w == "eerste" || w == "laatste") { // eerste week van januari
		first := CalendarDay{r.today.Year, time.Month(monthNames[r.w(i+3)]), 1}
		if first.Month < r.today.Month {
			first.Year++
		}
		if w == "eerste" {
			return r.clipped(monthSide(first, "begin")), 4
		}
		return r.clipped(monthSide(first, "eind")), 4
	}
	if m, n := r.nth(i); n > 0 {
		return m, n
	}
	if m, n := r.date(i, lead); n > 0 {
		return m, n
	}
	if d := r.weekday(i); d >= 0 {
		return r.onWeekday(i, d)
	}
	return Moment{}, 0
}

// onWeekday reads what follows the name of a day: its date, its week.
func (r *momentReader) onWeekday(i, d int) (Moment, int) {
	k := i + 1
	for j := k; j < k+3; j++ { // vrijdag de 27e, dinsdag 1 december, zaterdag 12-12
		if m, n := r.date(j, true); n > 0 {
			return r.agree(m, d, j, n), j + n - i
		}
		if w := r.w(j); w != "de" && w != "dag" && w != "the" && w != "den" {
			break
		}
	}
	// a bare number that is that day of the month: maandag 14
	if v, n := r.number(k); n > 0 && r.t[k].digits != "" && len(r.t[k].digits) <= 2 && v >= 1 && v <= 31 && !r.timeAt(k) {
		for m := range 3 {
			x := CalendarDay{r.today.Year, r.today.Month + time.Month(m), v}
			if x.Month > 12 {
				x.Year, x.Month = x.Year+1, x.Month-12
			}
			if x.valid() && int(x.Weekday()) == d && x.Compare(r.today) >= 0 && m < 2 {
				r.wish.Unsure = r.wish.Unsure || v <= 12
				return Moment{From: x, To: x}, k + n - i
			}
		}
	}
	next := r.onOrAfter(r.today.Add(1), time.Weekday(d))
	if more, n := r.weeksOn(k); n > 0 {
		return Moment{From: next.Add(more), To: next.Add(more)}, 1 + n
	}
	switch r.w(k) {
	case "na": // de maandag na kerst
		if r.w(k+1) == "feest" || r.w(k+1) == "de" && r.w(k+2) == "feest" {
			at := k + 1
			if r.w(at) == "de" {
				at++
			}
			m, n := r.dayItself(at, true)
			x := r.onOrAfter(m.To.Add(1), time.Weekday(d))
			return Moment{From: x, To: x}, at + n - i
		}
	case "erna", "daarna", "daarop":
		if base := r.base(); !base.IsZero() {
			x := r.onOrAfter(base.Add(1), time.Weekday(d))
			return Moment{From: x, To: x}, 2
		}
	case "volgende", "komende", "deze":
		if r.w(k+1) == "week" {
			x := r.inWeek(r.w(k), d)
			return Moment{From: x, To: x}, 3
		}
	case "van", "in":
		if (r.w(k+1) == "volgende" || r.w(k+1) == "deze" || r.w(k+1) == "komende") && r.w(k+2) == "week" {
			x := r.inWeek(r.w(k+1), d)
			return Moment{From: x, To: x}, 4
		}
		if r.w(k) == "in" && r.w(k+1) == "week" {
			if v, n := r.number(k + 2); n > 0 && v >= 1 && v <= 53 {
				x := r.isoWeek(v).Add((d + 6) % 7)
				return Moment{From: x, To: x}, 4
			}
		}
	case "week": // tuesday week, dinsdag week 49
		if v, n := r.number(k + 1); n > 0 && v >= 1 && v <= 53 && !r.uurAt(k+1+n) {
			x := r.isoWeek(v).Add((d + 6) % 7)
			return Moment{From: x, To: x}, 2 + n
		}
		if r.t[i].english {
			return Moment{From: next.Add(7), To: next.Add(7)}, 2
		}
	}
	if !r.week.IsZero() { // volgende week maandag of dinsdag
		x := r.week.Add((d + 6) % 7)
		return Moment{From: x, To: x}, 1
	}
	if next.Compare(r.today.Add(7)) == 0 {
		r.wish.Unsure = true // said on that very day
	}
	return Moment{From: next, To: next, plain: true}, 1
}

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
	case "optie", "keuze", "keus", "mogelijkheid", "tijd", "moment", "afspraak", "voorstel", "keer", "option", "one", "gesprek", "slot", "plek", "verdieping", "etage":
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
		first := CalendarDay{r.today.Year, r.today.Month, 1}
		if which == "volgende" || which == "komende" {
			first = DayOf(time.Date(r.today.Year, r.today.Month+1, 1, 12, 0, 0, 0, time.UTC))
		} else if which == "deze" {
			first = r.today
		} else {
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
