package dutch

// readTime reads a time of the day or a part of it at token i and returns it with the number of tokens; none when there is none.
func (r *momentReader) readTime(i int) (Moment, int) {
	if m, n := r.readSpanOfHours(i); n > 0 {
		return m, n
	}
	if m, n := r.readPart(i); n > 0 {
		return m, n
	}
	k, about, lead := i, false, false
	for ; k < len(r.t); k++ {
		switch r.w(k) {
		case "om", "klokslag", "stipt":
			lead = true
			continue
		case "rond", "ongeveer":
			about, lead = true, true
			continue
		case "zon", "zoiets", "beetje", "zo", "z", "n", "rondom":
			if k > i || r.w(k) == "zon" || r.w(k) == "beetje" {
				continue
			}
		}
		break
	}
	if k > i && r.w(k) == "de" {
		k++ // om de klok van drie
	}
	if r.w(k) == "uur" && r.w(k+1) == "of" || r.w(k) == "een" && r.w(k+1) == "uur" && r.w(k+2) == "of" { // een uur of tien
		j := k + 2
		if r.w(k) == "een" {
			j++
		}
		if h, n := r.hour(j); n > 0 && !r.uurAt(j+n) {
			m := r.settle(r.spoken(h, 0), noPart)
			return Moment{Start: m, End: m, Timed: true, About: true}, j + n - i
		}
	}
	c, n := r.clock(k, lead)
	if n == 0 {
		return Moment{}, 0
	}
	end := k + n
	part, more := r.partAfter(end)
	end += more
	if r.w(end) == "precies" || r.w(end) == "ongeveer" || r.w(end) == "exact" {
		about = about || r.w(end) == "ongeveer"
		end++
	}
	m := r.settle(c, part)
	return Moment{Start: m, End: m, Timed: true, About: about}, end - i
}

// hour is a time as it was said.
type hour struct {
	minutes int  // after midnight or after noon
	either  bool // morning or afternoon was not said
	unreal  bool // 25 o'clock
}

// dayPart names a part of the day; 0 for none.
type dayPart int

const (
	noPart dayPart = iota
	morning
	afternoon
	evening
	night
)

var dayParts = map[string]dayPart{"ochtend": morning, "middag": afternoon, "avond": evening, "nacht": night}

// bounds are those of the parts of a day; for a time that is said with a part, and for the part alone within opening hours.
func (p dayPart) bounds() (from, to int) {
	switch p {
	case morning:
		return 6 * 60, 12 * 60
	case afternoon:
		return 12 * 60, 18 * 60
	case evening:
		return 18 * 60, 24 * 60
	case night:
		return 0, 6 * 60
	}
	return 0, 24 * 60
}

// clock reads a point in time at token i. A bare number is an hour only where lead says that an hour is expected.
func (r *momentReader) clock(i int, lead bool) (hour, int) {
	w := r.w(i)
	switch {
	case w == "half":
		k := i + 1
		if r.w(k) == "do" && k < len(r.t) && r.t[i].typed == "wpol" {
			k++
		}
		if h, n := r.hour(k); n > 0 {
			if englishHours[r.t[k].typed] { // half ten is half past ten
				return r.spoken(h, 30), k - i + n + r.uur(k+n)
			}
			return r.spoken(h, -30), k - i + n + r.uur(k+n)
		}
		if r.w(k) == "na" || r.w(k) == "past" { // half past two
			if h, n := r.hour(k + 1); n > 0 {
				return r.spoken(h, 30), 2 + n + r.uur(k+1+n)
			}
		}
		return hour{}, 0
	case w == "kwart" || w == "kwartier":
		return r.beside(i, i+1, 15)
	}
	v, n := r.number(i)
	if n == 0 {
		return hour{}, 0
	}
	// ten to four, 10 over half 4, 5 minuten voor twaalf
	if v >= 1 && v <= 29 {
		k := i + n
		if r.w(k) == "minuut" {
			k++
		}
		if c, m := r.beside(i, k, v); m > 0 {
			return c, m
		}
	}
	tok := r.t[i]
	digits := tok.digits != ""
	if digits {
		if c, m := r.written(i, lead); m > 0 {
			return c, m
		}
	}
	k := i + n
	if m, n2 := r.number(k); n2 > 0 && v <= 12 && m >= 10 && m < 60 && (r.w(k+n2) == "pm" || r.w(k+n2) == "am") { // one thirty pm
		return r.spoken(v, m), n + n2
	}
	marked := r.uur(k)
	if tok.word == "een" && marked == 0 && !(lead && r.closes(k)) {
		return hour{}, 0 // om een afspraak
	}
	if marked > 0 || r.w(k) == "am" || r.w(k) == "pm" || lead || r.w(k) == "enhalf" {
		if v > 24 {
			if marked > 0 {
				return hour{unreal: true}, n + marked
			}
			return hour{}, 0
		}
		if r.w(k+marked) == "later" || r.w(k+marked) == "eerder" || r.duration(i) {
			return hour{}, 0
		}
		if lead && marked == 0 && r.unit(k) {
			return hour{}, 0
		}
		c := r.spoken(v, 0)
		end := k + marked
		if r.w(end) == "enhalf" {
			c.minutes += 30
			end++
		} else if marked > 0 {
			if mins, m := r.number(end); m > 0 && mins >= 1 && mins < 60 && !r.uurAt(end+m) && !r.monthAt(end+m) && r.t[end].word != "een" && r.w(end+m) != "over" && r.w(end+m) != "voor" {
				c.minutes += mins
				end += m
			}
		} else if mins, m := r.number(end); m > 0 && !digits && mins >= 10 && mins < 60 && mins%5 == 0 && !r.monthAt(end+m) && !r.uurAt(end+m) {
			c.minutes += mins // two thirty
			end += m
		}
		return c, end - i
	}
	return hour{}, 0
}

// closes reports whether nothing that a number could count follows at i.
func (r *momentReader) closes(i int) bool {
	return i >= len(r.t) || r.t[i].gap != " " || r.w(i) == "s" || dayParts[r.w(i)] != noPart || r.w(i) == "en" || r.w(i) == "of"
}

var englishHours = map[string]bool{"one": true, "two": true, "three": true, "four": true, "five": true, "six": true, "seven": true, "eight": true, "nine": true, "ten": true, "eleven": true, "twelve": true}

// beside reads "kwart over drie", "tien voor half vier": minutes were read from i to k.
func (r *momentReader) beside(i, k, minutes int) (hour, int) {
	sign := 0
	switch r.w(k) {
	case "over", "past", "na":
		sign = 1
	case "voor":
		sign = -1
	default:
		return hour{}, 0
	}
	k++
	base := 0
	if r.w(k) == "half" {
		base = -30
		k++
	}
	h, n := r.hour(k)
	if n == 0 || r.unit(k+n) && !r.uurAt(k+n) {
		return hour{}, 0
	}
	k += n
	return r.spoken(h, base+sign*minutes), k + r.uur(k) - i
}

// hour reads a number from 0 to 24 that names an hour.
func (r *momentReader) hour(i int) (value, n int) {
	v, n := r.number(i)
	if n == 0 || v > 24 || len(r.t[i].digits) > 2 {
		return 0, 0
	}
	return v, n
}

// spoken is the time so many minutes from an hour.
func (r *momentReader) spoken(h, minutes int) hour {
	either := h >= 1 && h <= 12
	m := h*60 + minutes
	if either {
		m = (m + 12*60) % (12 * 60)
	}
	return hour{minutes: (m + 24*60) % (24 * 60), either: either}
}

// written reads 14:30, 14.30, 14u30, 19u, 9h.
func (r *momentReader) written(i int, lead bool) (hour, int) {
	v, _ := r.number(i)
	t := r.t[i]
	if len(t.digits) == 4 { // 1430 uur, om 0900
		h, m := v/100, v%100
		if (r.uurAt(i+1) || lead && t.digits[0] == '0') && h <= 24 && m < 60 {
			return hour{minutes: v/100*60%1440 + m}, 1 + r.uur(i+1)
		}
		return hour{}, 0
	}
	if len(t.digits) > 2 {
		return hour{}, 0
	}
	leading := t.digits[0] == '0' && len(t.digits) == 2
	k := i + 1
	if k >= len(r.t) {
		return hour{}, 0
	}
	next := r.t[k]
	mark := next.gap
	switch {
	case (mark == ":" || mark == ".") && len(next.digits) == 2:
		m, _ := r.number(k)
		after := ""
		if k+1 < len(r.t) {
			after = r.t[k+1].gap
		}
		if m >= 60 || v > 24 {
			if mark == ":" || r.uurAt(k+1) {
				return hour{unreal: true}, 2 + r.uur(k+1)
			}
			return hour{}, 0
		}
		if mark == "." && (m%5 != 0 && m <= 12 && !r.uurAt(k+1) || after == "." && k+1 < len(r.t) && r.t[k+1].digits != "") {
			return hour{}, 0 // 14.12. is a date
		}
		c := hour{minutes: v*60%1440 + m, either: v >= 1 && v <= 12 && !leading}
		if c.either {
			c.minutes = v*60%720 + m
		}
		return c, 2 + r.uur(k+1)
	case (next.word == "u" || next.word == "h" || next.word == "hr" || next.word == "hrs" || next.typed == "or" && r.w(k+1) != "om" && !r.numberAt(k+1) || next.word == "ur") && (mark == "" || mark == " "):
		if v > 24 {
			return hour{unreal: true}, 2
		}
		if next.word == "u" && mark == " " && k+1 < len(r.t) && r.t[k+1].digits == "" && r.t[k+1].gap == " " && !momentFollows[r.w(k+1)] {
			return hour{}, 0 // om 3 u bellen is told by the word before it
		}
		c := hour{minutes: v * 60 % 1440, either: v >= 1 && v <= 12 && !leading}
		if c.either {
			c.minutes = v * 60 % 720
		}
		if k+1 < len(r.t) && len(r.t[k+1].digits) == 2 && r.t[k+1].gap == "" {
			m, _ := r.number(k + 1)
			if m < 60 {
				c.minutes += m
				return c, 3
			}
		}
		return c, 2
	}
	return hour{}, 0
}

var momentFollows = map[string]bool{"": true, "ochtend": true, "middag": true, "avond": true, "s": true, "op": true, "en": true, "of": true, "morgen": true, "graag": true, "aub": true, "tot": true, "precies": true, "of later": true, "maar": true, "kan": true, "bellen": true, "in": true, "di": true}

// settle chooses between morning and afternoon: by the part of the day that was said, else by the hours in which there is anybody.
func (r *momentReader) settle(c hour, part dayPart) int {
	if c.unreal {
		r.wish.Unreal = true
	}
	if !c.either {
		return c.minutes
	}
	early, late := c.minutes, c.minutes+12*60
	switch part {
	case morning:
		return early
	case afternoon:
		return late
	case evening:
		if early == 0 { // 12 o'clock in the evening
			return 0
		}
		return late
	case night:
		if early < 6*60 {
			return early
		}
		return late
	}
	if early >= r.frame.Open && early < r.frame.Close {
		return early
	}
	if late >= r.frame.Open && late < r.frame.Close {
		return late
	}
	if early >= 6*60 {
		return early
	}
	return late
}

// partAfter reads a part of the day that goes with the time before it: 's middags, in de avond, pm.
func (r *momentReader) partAfter(i int) (dayPart, int) {
	k := i
	if r.w(k) == "pm" {
		return afternoon, 1
	}
	if r.w(k) == "am" {
		return morning, 1
	}
	for k < len(r.t) && k < i+3 {
		switch r.w(k) {
		case "s", "in", "de", "the", "di", "du", "vroeg", "op", "dans", "l", "pa":
			k++
			continue
		}
		break
	}
	if p, ok := dayParts[r.w(k)]; ok && !(r.w(k) == "ochtend" && false) {
		return p, k - i + 1
	}
	return noPart, 0
}

// readPart reads a part of the day, or a habit that stands for one.
func (r *momentReader) readPart(i int) (Moment, int) {
	k := i
	within := func(from, to, n int) (Moment, int) {
		return Moment{Start: from, End: to, Timed: true}, n
	}
	// in de, aan het, op de
	for k < len(r.t) && k < i+3 && (r.w(k) == "in" || r.w(k) == "aan" || r.w(k) == "op" || r.w(k) == "s" || r.w(k) == "de" || r.w(k) == "het" || r.w(k) == "the" || r.w(k) == "tijdens" || r.w(k) == "onder") {
		k++
	}
	lead := k - i
	if r.w(i) == "onder" || r.w(i) == "tijdens" {
		if r.w(k) == "school" || r.w(k) == "werk" {
			return within(9*60, 15*60, lead+1)
		}
	}
	switch {
	case r.w(k) == "overdag":
		return within(9*60, 17*60, lead+1)
	case r.w(k) == "lunch":
		return within(12*60, 14*60, lead+1)
	case r.w(k) == "vroegst":
		r.wish.Soon = true
		return within(r.frame.Open, 12*60, lead+1)
	case r.w(k) == "na" || r.w(k) == "voor":
		j := k + 1
		for j < k+4 && (r.w(j) == "mijn" || r.w(j) == "mn" || r.w(j) == "het" || r.w(j) == "de" || r.w(j) == "m" || r.w(j) == "n" || r.w(j) == "t" || r.w(j) == "my") {
			j++
		}
		after := r.w(k) == "na"
		n := j - i + 1
		switch r.w(j) {
		case "middag":
			if j > k+1 && after {
				return within(12*60, 18*60, n)
			}
			if j > k+1 {
				return within(r.frame.Open, 12*60, n)
			}
		case "school":
			if after {
				return within(15*60, 18*60, n)
			}
			return within(r.frame.Open, 9*60, n)
		case "werk":
			if after {
				return within(17*60, r.frame.Close, n)
			}
			return within(r.frame.Open, 9*60, n)
		case "eten":
			if after {
				return within(18*60+30, r.frame.Close, n)
			}
			return within(16*60, 18*60, n)
		case "lunch":
			if after {
				return within(13*60, 15*60, n)
			}
			return within(10*60, 12*60, n)
		}
	}
	// begin van de middag, eind van de ochtend, vroeg in de avond, laat op de middag
	edge := r.w(k)
	if edge == "begin" || edge == "eind" || edge == "midden" || edge == "vroeg" || edge == "laat" {
		j := k + 1
		for j < k+4 && (r.w(j) == "van" || r.w(j) == "in" || r.w(j) == "de" || r.w(j) == "op" || r.w(j) == "s" || r.w(j) == "the" || r.w(j) == "ve") {
			j++
		}
		if p, ok := dayParts[r.w(j)]; ok {
			return r.edge(p, edge), j - i + 1
		}
		if edge == "vroeg" && r.edgeAlone(k) {
			return within(r.frame.Open, 10*60, lead+1)
		}
		if edge == "laat" && r.edgeAlone(k) && r.w(k-1) != "hoe" {
			return within(17*60, r.frame.Close, lead+1)
		}
		return Moment{}, 0
	}
	p, ok := dayParts[r.w(k)]
	if !ok {
		return Moment{}, 0
	}
	if r.w(k+1) == "vroeg" || r.w(k+1) == "laat" {
		return r.edge(p, r.w(k+1)), lead + 2
	}
	// 's middags om drie uur, in de avond om half acht: the part belongs to the time that follows
	j := k + 1
	if r.w(j) == "om" || r.w(j) == "rond" || r.w(j) == "ongeveer" {
		for r.w(j) == "om" || r.w(j) == "rond" || r.w(j) == "ongeveer" {
			j++
		}
		if c, n := r.clock(j, true); n > 0 {
			m := r.settle(c, p)
			about := r.w(k+1) != "om"
			return Moment{Start: m, End: m, Timed: true, About: about}, j + n - i
		}
	} else if c, n := r.clock(j, false); n > 0 {
		m := r.settle(c, p)
		return Moment{Start: m, End: m, Timed: true}, j + n - i
	}
	// 's avonds na zevenen
	r.part = p
	if m, n := r.readSpanOfHours(j); n > 0 {
		r.part = noPart
		return m, j + n - i
	}
	r.part = noPart
	from, to := p.bounds()
	if p != night {
		from, to = max(from, r.frame.Open), min(to, r.frame.Close)
	}
	return within(from, to, lead+1)
}

// edgeAlone reports whether vroeg or laat stands for a part of the day: not in "te vroeg", "hoe laat", "vroeg of laat".
func (r *momentReader) edgeAlone(k int) bool {
	switch r.w(k - 1) {
	case "te", "hoe", "zo", "too", "heel", "vroeg":
		return false
	}
	return r.w(k+1) != "of"
}

// edge is the early or late side of a part of the day.
func (r *momentReader) edge(p dayPart, side string) Moment {
	from, to := p.bounds()
	from, to = max(from, r.frame.Open), min(to, r.frame.Close)
	if p == night {
		from, to = p.bounds()
	}
	switch side {
	case "begin", "vroeg":
		to = from + 120
	case "eind", "laat":
		from = to - 120
		if p == morning {
			from = to - 90
		}
	case "midden":
		from, to = from+90, to-90
	}
	if from >= to {
		from, to = p.bounds()
	}
	return Moment{Start: from, End: min(to, 24*60), Timed: true}
}

// readSpanOfHours reads a stretch of the day: na tienen, voor half drie, tussen 12 en 2, van 9 tot 11, 9-12 uur, vanaf vier uur.
func (r *momentReader) readSpanOfHours(i int) (Moment, int) {
	k := i
	span := func(from, to, n int) (Moment, int) {
		if from >= to {
			return Moment{}, 0
		}
		return Moment{Start: from, End: to, Timed: true}, n
	}
	skip := func(k int) int {
		for r.w(k) == "om" || r.w(k) == "ongeveer" || r.w(k) == "rond" {
			k++
		}
		return k
	}
	part := r.part
	switch w := r.w(k); {
	case w == "tussen" || w == "van":
		k = skip(k + 1)
		a, n := r.clock(k, true)
		if n == 0 {
			return Moment{}, 0
		}
		k += n
		if r.w(k) != "en" && r.w(k) != "tot" {
			return Moment{}, 0
		}
		k = skip(k + 1)
		b, n := r.clock(k, true)
		if n == 0 {
			return Moment{}, 0
		}
		k += n
		if p, more := r.partAfter(k); more > 0 {
			part, k = p, k+more
		}
		from, to := r.stretch(a, b, part)
		return span(from, to, k-i)
	case w == "na" || w == "vanaf":
		k = skip(k + 1)
		a, n := r.clock(k, true)
		if n == 0 || r.unit(k+n) && !r.uurAt(k+n) {
			return Moment{}, 0
		}
		k += n
		if p, more := r.partAfter(k); more > 0 {
			part, k = p, k+more
		}
		from := r.settle(a, part)
		if r.w(k) == "tot" { // vanaf 9 tot 12
			if b, m := r.clock(skip(k+1), true); m > 0 {
				from, to := r.stretch(a, b, part)
				return span(from, to, skip(k+1)+m-i)
			}
		}
		return span(from, max(r.frame.Close, min(from+60, 24*60)), k-i)
	case w == "voor" || w == "tot" || w == "uiterlijk":
		k = skip(k + 1)
		if r.w(k) == "de" {
			return Moment{}, 0
		}
		a, n := r.clock(k, true)
		if n == 0 || r.monthAt(k+n) || r.unit(k+n) && !r.uurAt(k+n) {
			return Moment{}, 0
		}
		k += n
		if p, more := r.partAfter(k); more > 0 {
			part, k = p, k+more
		}
		to := r.settle(a, part)
		if w == "uiterlijk" {
			to++
		}
		if w == "tot" && (r.w(i-1) == "werk" || r.w(i-2) == "werk") { // ik werk tot vijf uur: after it
			return span(to, max(r.frame.Close, min(to+60, 24*60)), k-i)
		}
		return span(min(r.frame.Open, max(0, to-60)), to, k-i)
	}
	// 9-12 uur, 9:00 - 11:30, 9 tot 12
	a, n := r.clock(k, false)
	bare := false
	if n == 0 && k < len(r.t) && r.t[k].digits != "" {
		if h, m := r.hour(k); m > 0 {
			a, n, bare = r.spoken(h, 0), m, true
		}
	}
	if n == 0 || k+n >= len(r.t) {
		return Moment{}, 0
	}
	j := k + n
	dash := r.t[j].gap == "-"
	if !dash && r.w(j) != "tot" {
		return Moment{}, 0
	}
	if !dash {
		j++
	}
	b, m := r.clock(j, bare || !dash)
	if m == 0 {
		return Moment{}, 0
	}
	if bare && dash && !r.uurAt(j+m-1) && !r.uurAt(j+m) && len(r.t[j].digits) <= 2 && m == 1 {
		return Moment{}, 0 // 12-1 is a date
	}
	j += m
	if p, more := r.partAfter(j); more > 0 {
		part, j = p, j+more
	}
	from, to := r.stretch(a, b, part)
	return span(from, to, j-i)
}

// stretch settles both ends of a stretch of hours so that the second lies after the first.
func (r *momentReader) stretch(a, b hour, part dayPart) (from, to int) {
	to = r.settle(b, part)
	from = r.settle(a, noPart)
	if part != noPart {
		from = r.settle(a, part)
	}
	if from >= to && a.either {
		from = a.minutes
	}
	if from >= to && b.either {
		to = b.minutes + 12*60
	}
	if from >= to && a.either && a.minutes+12*60 < to {
		from = a.minutes + 12*60
	}
	return from, to
}
