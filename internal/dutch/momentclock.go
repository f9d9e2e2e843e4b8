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
	if about && r.w(k) == "de" && r.w(k+1) == "middag" && k+1 < len(r.t) && r.t[k+1].typed == "middag" {
		return Moment{Start: 12 * 60, End: 12 * 60, Timed: true, About: true}, k + 2 - i
	}
	if k > i && (r.w(k) == "de" || r.w(k) == "het" && r.w(k+1) == "twaalf") {
		k++ // om de klok van drie
	}
	if c, n := r.hourOrSo(k); n > 0 {
		m := r.settle(c, noPart)
		return Moment{Start: m, End: m, Timed: true, About: true}, k + n - i
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

// hourOrSo reads een uur of tien, een uur of half drie.
func (r *momentReader) hourOrSo(k int) (hour, int) {
	j := k
	if r.w(j) == "een" {
		j++
	}
	if r.w(j) != "uur" || r.w(j+1) != "of" {
		return hour{}, 0
	}
	minutes := 0
	if j += 2; r.w(j) == "half" {
		j, minutes = j+1, -30
	}
	if h, n := r.hour(j); n > 0 && !r.uurAt(j+n) {
		return r.spoken(h, minutes), j + n - k
	}
	return hour{}, 0
}

// hour is a time as it was said.
type hour struct {
	minutes int  // after midnight or after noon
	either  bool // morning or afternoon was not said
	unreal  bool // 25 o'clock
}

const (
	noPart dayPart = iota
	morning
	afternoon
	evening
	night
)

// clock reads a point in time at token i. A bare number is an hour only where lead says that an hour is expected.
func (r *momentReader) clock(i int, lead bool) (hour, int) {
	w := r.w(i)
	if i < len(r.t) && i >= 0 && r.t[i].ordinal {
		return hour{}, 0 // het zesde uur is one of school
	}
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
	return i >= len(r.t) || r.t[i].gap != " " || r.w(i) == "s" || dayParts[r.w(i)] != noPart || r.w(i) == "en" || r.w(i) == "of" || r.untilAt(i)
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
		late := r.monthAt(i-1) && h >= 7 && h < 20 && m%5 == 0 // di 9 feb 1030; a year is later
		if (r.uurAt(i+1) || lead && t.digits[0] == '0' || late) && h <= 24 && m < 60 {
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
		if k+1 < len(r.t) && len(r.t[k+1].digits) == 2 && (r.t[k+1].gap == "" || next.word == "h" && r.t[k+1].gap == " ") {
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
