package dutch

import (
	"strconv"
	"strings"
	"time"
)

// MomentFrame is what a moment is read against.
type MomentFrame struct {
	Now         time.Time   // in the zone of the person
	Open, Close int         // minutes after midnight between which somebody is there; both 0 means 8:00 and 20:00
	Hour        bool        // an hour was asked for: a bare number is one
	Last        CalendarDay // the day spoken of before, for "de dag erna"
}

// ReadWish reads what a message says about when something may happen. It reads Dutch, English, and the names of days, parts of the day and
// hours in Turkish, Polish, Ukrainian, French, Arabic and Papiamento; digits in any script. It never fails: a message without a moment gives
// an empty wish.
func ReadWish(message string, frame MomentFrame) Wish {
	if frame.Open == 0 && frame.Close == 0 {
		frame.Open, frame.Close = 8*60, 20*60
	}
	r := &momentReader{frame: frame, today: DayOf(frame.Now), t: momentTokens(message)}
	r.read()
	return r.wish
}

// momentReader reads the tokens of one message.
type momentReader struct {
	t     []momentToken
	frame MomentFrame
	today CalendarDay
	wish  Wish
	week  CalendarDay // the Monday of the week that was named, for the days after it
	last  CalendarDay // the last day that was read
	part  dayPart     // the part of the day the next time belongs to
}

// w returns the plain word at i, "" outside the message.
func (r *momentReader) w(i int) string {
	if i < 0 || i >= len(r.t) {
		return ""
	}
	return r.t[i].word
}

// number reads a number in digits or words at i.
func (r *momentReader) number(i int) (value, n int) {
	if i < 0 || i >= len(r.t) {
		return 0, 0
	}
	t := r.t[i]
	if t.digits != "" {
		v, err := strconv.Atoi(t.digits)
		if err != nil {
			return 0, 0
		}
		return v, 1
	}
	f, ok := NumberWord(t.word)
	if !ok || f != float64(int(f)) || f > 9999 {
		return 0, 0
	}
	v := int(f)
	if v >= 20 && v%10 == 0 && v < 100 { // twenty five
		if u, m := NumberWord(r.w(i + 1)); m && u >= 1 && u <= 9 && r.t[i+1].gap != "," && t.typed != t.word {
			return v + int(u), 2
		}
	}
	return v, 1
}

func (r *momentReader) numberAt(i int) bool {
	_, n := r.number(i)
	return n > 0
}

func (r *momentReader) uurAt(i int) bool {
	w := r.w(i)
	return w == "uur" || (w == "u" || w == "h") && i > 0 && r.t[i-1].digits != ""
}

// uur is the number of tokens that "uur" takes at i.
func (r *momentReader) uur(i int) int {
	if r.uurAt(i) {
		return 1
	}
	return 0
}

func (r *momentReader) monthAt(i int) bool { return monthNames[r.w(i)] > 0 }

// unit reports whether the word at i is a measure of time, so that the number before it is no hour.
func (r *momentReader) unit(i int) bool {
	switch r.w(i) {
	case "uur", "minuut", "dag", "week", "maand", "jaar", "kwartier", "mensen", "personen", "keer", "jaren", "euro", "personeel", "kinderen", "gesprekken", "afspraken", "afspraak", "keren", "jarige", "vrouw", "man", "medewerker", "gesprek", "advocaat", "andere":
		return true
	}
	return false
}

// duration reports whether the hours at i are a length of time and no moment.
func (r *momentReader) duration(i int) bool {
	switch r.w(i - 1) {
	case "over", "binnen", "duurt", "minstens", "per", "elke", "paar", "al", "hele", "half":
		return true
	case "een":
		return false
	}
	return false
}

// timeAt reports whether the number at i is part of a time of the day.
func (r *momentReader) timeAt(i int) bool {
	_, n := r.clock(i, false)
	return n > 0
}

// weekday returns the day of the week named at i, -1 for none. An abbreviation must stand beside something of a moment.
func (r *momentReader) weekday(i int) int {
	w := r.w(i)
	if d := weekdayOf(w); d >= 0 {
		return d
	}
	full, ok := shortDays[w]
	if !ok || len(w) > 2 && !r.shortDayMeant(i) {
		return -1
	}
	switch r.w(i - 1) {
	case "op", "volgende", "komende", "week", "niet", "behalve", "liever", "doemaar", "tot":
		if w == "do" && (r.w(i-1) != "niet" || r.t[i-1].typed == "niet") && r.t[i-1].typed != "not" || w != "zo" && w != "do" || w == "zo" && r.w(i-1) == "op" {
			return weekdayOf(full)
		}
	}
	if i > 0 && (r.w(i-1) == "of" || r.w(i-1) == "en") && w != "zo" && w != "do" && i >= 2 && (weekdayOf(r.w(i-2)) >= 0 || shortDays[r.w(i-2)] != "") {
		return weekdayOf(full)
	}
	if w == "zo" {
		if (r.w(i-1) == "of" || r.w(i-1) == "en") && (shortDays[r.w(i-2)] != "" || weekdayOf(r.w(i-2)) >= 0) && (i+1 >= len(r.t) || r.t[i+1].digits != "") {
			return weekdayOf(full) // za of zo
		}
		return -1
	}
	if i+1 < len(r.t) {
		next := r.t[i+1]
		if next.digits != "" || dayParts[next.word] != noPart || next.word == "om" || next.word == "half" || next.word == "kwart" || next.word == "rond" ||
			(next.word == "na" || next.word == "vanaf" || next.word == "tussen" || next.word == "tot") && i == 0 {
			return weekdayOf(full)
		}
		if (next.word == "of" || next.word == "en") && shortDays[r.w(i+2)] != "" || w != "do" && len(shortDays[next.word]) > 0 && next.word != "do" && next.word != "zo" && len(r.t) <= 8 {
			return weekdayOf(full)
		}
		if len(w) > 2 {
			return weekdayOf(full)
		}
	}
	if len(r.t) <= 2 && w != "do" && w != "di" || len(r.t) == 1 {
		return weekdayOf(full)
	}
	return -1
}

// shortDayMeant reports whether a short form that is a word of its own, such as vrij, names a day: right before an hour or a part of the day, and not
// behind "ik ben" or "ik heb".
func (r *momentReader) shortDayMeant(i int) bool {
	switch r.w(i - 1) {
	case "ben", "heb", "is", "was", "ik", "hebben", "zijn", "had", "vast":
		return false
	}
	if r.w(i-1) == "op" || (r.w(i-1) == "en" || r.w(i-1) == "of") && shortDays[r.w(i-2)] != "" {
		return true
	}
	if i+1 >= len(r.t) {
		return false
	}
	next := r.t[i+1]
	return next.digits != "" || dayParts[next.word] != noPart || next.word == "half" || next.word == "kwart" || next.word == "kan" && r.w(i) == "zat"
}

// untilAt reports whether the word at i stands between the two ends of a stretch: tot, and to behind from.
func (r *momentReader) untilAt(i int) bool {
	return r.w(i) == "tot" || i < len(r.t) && i > 0 && r.t[i].typed == "to"
}

// base is the day that "de dag erna" counts from.
func (r *momentReader) base() CalendarDay {
	if !r.last.IsZero() {
		return r.last
	}
	return r.frame.Last
}

// read reads the whole message.
func (r *momentReader) read() {
	var all []said
	var breaks []int // where the person changes their mind
	not, soft := false, false
	for i := 0; i < len(r.t); {
		if g := r.t[i].gap; g != "" && strings.ContainsAny(g, ".?!;,\n") && !(len(g) == 1 && g[0] == '.' && r.t[i].digits != "") {
			if strings.ContainsAny(g, ".?!;") {
				r.week = CalendarDay{}
				soft = false
			}
			not = not && strings.TrimSpace(g) == "," && r.listGoesOn(i)
		}
		switch r.w(i) {
		case "niet", "geen", "behalve":
			if n := r.refusal(i); n > 0 && len(all) > 0 && !r.wanted(all[len(all)-1].end, i) {
				r.refuse(all)
				i += n
				not = false
				continue
			}
			if len(all) > 0 && r.w(i-3) == "dan" && refusing[r.w(i-2)] && refusing[r.w(i-1)] && !r.momentAt(i+1) { // of nee, dan kan ik niet
				r.refuse(all)
				i++
				not = false
				continue
			}
			if r.w(i) == "niet" && r.w(i+1) == "te" && (r.w(i+2) == "vroeg" || r.w(i+2) == "laat") {
				m := Moment{Start: r.frame.Open, End: 10 * 60, Timed: true}
				if r.w(i+2) == "laat" {
					m.Start, m.End = 17*60, max(r.frame.Close, 20*60)
				}
				all = append(all, said{at: i, end: i + 3, moment: m, not: true, soft: soft})
				i += 3
				continue
			}
			not = true
			i++
			continue
		case "wel", "maar", "mits", "doemaar":
			if r.w(i) != "wel" || !not || true {
				not = false
			}
			if r.w(i) == "doemaar" {
				breaks = append(breaks, i)
			}
			i++
			continue
		case "liever":
			if r.later(i) {
				i++
				continue
			}
			soft = true
			not = r.w(i+1) == "niet" || r.w(i+1) == "geen" || r.w(i+1) == "no"
			if r.w(i-1) == "niet" { // niet liever
				not = true
			}
			if not && r.w(i+1) == "niet" && len(all) > 0 && !r.momentAt(i+2) && !r.momentAt(i+3) && !r.wanted(all[len(all)-1].end, i) { // donderdag liever niet
				from := len(all) - 1
				r.refuse(all)
				for k := range all[:from+1] {
					all[k].soft = all[k].soft || all[k].not
				}
				not, soft = false, false
				i += 2
				continue
			}
			if r.correction(i) {
				breaks = append(breaks, i)
				soft = false
			}
			i++
			continue
		case "werk": // ik werk op maandag en dinsdag
			if r.w(i-1) == "ik" && (r.w(i+1) == "op" && r.weekday(i+2) >= 0 || r.weekday(i+1) >= 0 && !r.wantedDay(i+1)) {
				not = true
			}
		case "nee", "toch":
			breaks = append(breaks, i)
			not = false
			i++
			continue
		case "daarna": // ik heb zwemles tot elf uur, daarna kan het
			if n := len(all) - 1; n >= 0 && !all[n].isDay && r.w(all[n].at) == "tot" && i-all[n].end <= 1 {
				if from := all[n].moment.End; from < r.frame.Close {
					all[n].moment, all[n].not = Moment{Start: from, End: r.frame.Close, Timed: true}, false
				}
			}
		case "zsm":
			r.wish.Soon = true
			i++
			continue
		case "laatst":
			r.wish.Late = true
			i++
			continue
		}
		if r.any(i) {
			r.wish.Any = true
			not = false
			i++
			continue
		}
		if n := r.shift(i); n > 0 {
			i += n
			continue
		}
		if r.w(i) == "zelfde" && (r.w(i+1) == "tijd" || r.w(i+1) == "tijdstip" || r.w(i+1) == "uur" || r.w(i+1) == "time" || r.w(i+1) == "moment") {
			r.wish.SameTime = true
			i += 2
			continue
		}
		if m, n := r.hoursOn(i); n > 0 {
			all = append(all, m...)
			i += n
			continue
		}
		m, n, day := r.one(i)
		if n == 0 {
			i++
			continue
		}
		if !day && (r.w(i+n) == "ofzo" || r.w(i+n) == "of" && r.w(i+n+1) == "zo") {
			m.About = m.Exact()
			n++
		}
		s := said{at: i, end: i + n, moment: m, isDay: day, not: not, soft: soft}
		// "niet voor tien uur" excludes what lies before, from the first hour on.
		if not && !day && m.Timed && (r.w(i) == "voor") {
			s.moment.Start = 0
		}
		if not && !day && m.Timed && (r.w(i) == "na") {
			s.moment.End = 24 * 60
		}
		if not && !day && m.Timed && (r.w(i) == "voor" || r.w(i) == "na") && (r.w(s.end) == "op" || r.w(s.end) == "on") {
			not = false // niet voor tien uur op vrijdag: the Friday is wished
		}
		if not && day && m.plain {
			s.moment = Moment{Weekdays: 1 << m.From.Weekday()}
		}
		if r.w(s.end) == "wel" && !r.momentAt(s.end+1) {
			s.not = false
			not = false
		}
		// volgende week stands behind the days it belongs to
		if day && m.OneDay() {
			r.last = m.From
		}
		all = append(all, s)
		i = s.end
	}
	if len(all) == 0 && r.frame.Hour {
		all = r.bareHour()
	}
	r.combine(all, breaks)
}

// bareHour reads a message that is nothing but a number with small words around it as the hour that was asked for: "9", "of toch 9", "doe maar tien".
func (r *momentReader) bareHour() []said {
	at := -1
	for i, t := range r.t {
		switch {
		case r.numberAt(i) && t.typed != "een" && at < 0 && len(t.digits) <= 2:
			at = i
		case t.digits != "" || len(r.t) > 6 || !besideHour[t.word]:
			return nil
		}
	}
	if at < 0 {
		return nil
	}
	h, n := r.hour(at)
	if n == 0 {
		return nil
	}
	m := r.settle(r.spoken(h, 0), noPart)
	return []said{{at: at, end: at + n, moment: Moment{Start: m, End: m, Timed: true}}}
}

var besideHour = map[string]bool{"of": true, "nee": true, "toch": true, "doe": true, "doemaar": true, "maar": true, "dan": true, "om": true, "ja": true, "graag": true, "liever": true, "wel": true, "is": true, "goed": true}

// one reads a day or a time at i, the longer of the two.
func (r *momentReader) one(i int) (m Moment, n int, day bool) {
	saved := r.wish
	d, nd := r.readDay(i)
	dayWish := r.wish
	r.wish = saved
	t, nt := r.readTime(i)
	switch {
	case nd == 0 && nt == 0:
		r.wish = saved
		return Moment{}, 0, false
	case nd >= nt && nd > 0:
		r.wish = dayWish
		return d, nd, true
	}
	return t, nt, false
}

// momentAt reports whether a moment begins at i, or behind a preposition there.
func (r *momentReader) momentAt(i int) bool {
	if i >= len(r.t) || r.t[i].gap != " " {
		return false
	}
	saved := r.wish
	_, n, _ := r.one(i)
	r.wish = saved
	return n > 0
}
