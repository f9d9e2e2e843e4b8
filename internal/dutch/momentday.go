package dutch

import (
	"time"
)

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
	if m, n := r.datesOfMonth(k); n > 0 {
		return m, lead + n
	}
	if from := r.weekday(k); from >= 0 && r.w(k+1) == "tot" { // maandag tot en met woensdag
		j := k + 2
		for r.w(j) == "met" {
			j++
		}
		if to := r.weekday(j); to >= 0 {
			m, _ := r.onWeekday(k, from)
			return Moment{From: m.From, To: r.onOrAfter(m.From, time.Weekday(to))}, j + 1 - i
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
	if m, n := r.datesOfMonth(j); n > 0 && (w == "tussen" || w == "van" || w == "vanaf") {
		return m, j + n - k
	}
	m, n := r.dayItself(j, true)
	if n == 0 || m.From.IsZero() {
		return Moment{}, 0
	}
	end := j + n
	switch w {
	case "van", "tussen":
		e := end
		if !r.untilAt(e) && r.w(e) != "en" || w == "van" && !r.untilAt(e) {
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

// datesOfMonth reads two days of one month: 10 en 15 februari, de 10e tot de 15e februari, 10-15 februari.
func (r *momentReader) datesOfMonth(i int) (Moment, int) {
	dayAt := func(i int) (int, int) {
		if v, n := r.dayOfMonth(i); n > 0 {
			return v, n
		}
		v, n := r.number(i)
		if v < 1 || v > 31 || i < len(r.t) && len(r.t[i].digits) > 2 {
			return 0, 0
		}
		return v, n
	}
	from, n := dayAt(i)
	k := i + n
	if n == 0 || k >= len(r.t) {
		return Moment{}, 0
	}
	if r.w(k) == "en" || r.w(k) == "tot" {
		k++
	} else if r.t[k].gap != "-" {
		return Moment{}, 0
	}
	if r.w(k) == "de" {
		k++
	}
	to, n := dayAt(k)
	if n == 0 || to <= from || !r.monthAt(k+n) {
		return Moment{}, 0
	}
	month := time.Month(monthNames[r.w(k+n)])
	m := Moment{From: r.dated(from, month), To: r.dated(to, month)}
	if !m.From.valid() || !m.To.valid() || m.From.Compare(m.To) > 0 {
		return Moment{}, 0
	}
	return m, k + n + 1 - i
}

func (r *momentReader) before(k, j int) bool {
	if r.w(k-1) == "nog" || r.w(k-1) == "ruim" || r.w(k-1) == "ergens" {
		return true
	}
	return r.w(j) == "weekend" || r.w(j) == "feest" || (r.w(j) == "eind" || r.w(j) == "begin" || r.w(j) == "midden") && r.w(k-1) != "afspraak"
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
		if i+1 < len(r.t) && r.t[i+1].typed == "from" { // a week from Monday
			if m, n := r.dayItself(i+2, true); n > 0 && m.OneDay() {
				return one(m.From.Add(7), 2+n)
			}
		}
		if r.w(i+1) == "na" && r.w(i+2) == "volgende" && r.w(i+3) == "week" { // the week after next week
			monday := mondayOf(r.today).Add(14)
			return Moment{From: monday, To: monday.Add(6)}, 4
		}
		if v, n := r.number(i + 1); n > 0 && v >= 1 && v <= 53 && r.t[i+1].digits != "" && !r.uurAt(i+1+n) {
			from := r.isoWeek(v)
			return Moment{From: from, To: from.Add(6)}, 1 + n
		}
		if r.w(i+1) == "na" { // een week na morgen
			if m, n := r.dayItself(i+2, true); n > 0 && m.OneDay() {
				return one(m.From.Add(7), 2+n)
			}
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
	if (w == "eerste" || w == "tweede") && i+1 < len(r.t) && r.t[i+1].typed == "helft" {
		if m, n := r.half(i, w == "eerste"); n > 0 {
			return m, n
		}
	}
	if n := ordinalWords[w]; n >= 2 && n <= 4 && r.w(i+1) == "week" && r.w(i+2) == "van" && r.monthAt(i+3) { // tweede week van januari
		from := r.dated(7*n-6, time.Month(monthNames[r.w(i+3)]))
		return r.clipped(Moment{From: from, To: from.Add(6)}), 4
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
	if v, n := r.number(i); n > 0 && v <= 60 && (r.w(i+n) == "week" || r.w(i+n) == "dag") && r.w(i+n+1) == "na" { // twee weken na vandaag
		if m, more := r.dayItself(i+n+2, true); more > 0 && m.OneDay() {
			if r.w(i+n) == "week" {
				v *= 7
			}
			return one(m.From.Add(v), n+2+more)
		}
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
	case "jongstleden":
		return Moment{From: next.Add(-7), To: next.Add(-7)}, 2
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
