package dutch

import (
	"strings"
	"time"
)

func (s speech) numericDay(i int) (Day, int, bool) {
	w := s.word(i)
	if w == "" || w[0] < '0' || w[0] > '9' {
		return Day{}, 0, false
	}
	if m := isoDate.FindStringSubmatch(w); m != nil {
		return dateOf(atoi(m[3]), atoi(m[2]), atoi(m[1]), i+1)
	}
	if m := writtenDate.FindStringSubmatch(w); m != nil {
		year := atoi(m[3])
		if year < 100 {
			year += 2000
		}
		return dateOf(atoi(m[1]), atoi(m[2]), year, i+1)
	}
	if m := dayAndMonth.FindStringSubmatch(w); m != nil {
		switch s.word(i - 1) {
		case "op", "sinds", "vanaf", "tot", "per", "dd", "datum", "uiterlijk":
			return dateOf(atoi(m[1]), atoi(m[2]), 0, i+1)
		}
	}
	return Day{}, 0, false
}

func dateOf(day, month, year, next int) (Day, int, bool) {
	ok := day >= 1 && day <= 31 && month >= 1 && month <= 12 && (year == 0 || year > 1880 && year < 2200)
	return Day{kind: kindDate, day: day, month: month, year: year}, next, ok
}

// dayNumber reads the number of a day in its month: "drie", "3", "derde", "3e". It reports whether it was an ordinal.
func (s speech) dayNumber(i int) (n, next int, ordinal, ok bool) {
	w := s.word(i)
	if w == "" {
		return 0, 0, false, false
	}
	if n, found := Ordinal(w); found && n <= 31 {
		return n, i + 1, true, true
	}
	if w == "een" { // één augustus: the article never stands before a month
		return 1, i + 1, false, true
	}
	value, next, found := s.group(i)
	if found && integral(value) && value >= 1 && value <= 31 {
		return int(value), next, false, true
	}
	return 0, 0, false, false
}

// calendarDay reads a day with its month, a weekday before it and a year behind it: "maandag twee maart", "de derde van maart 2026".
func (s speech) calendarDay(i int) (Day, int, bool) {
	j := i
	var named bool
	var weekday time.Weekday
	var part Part
	if d, p, ok := weekdayWord(s.word(j)); ok {
		named, weekday, part, j = true, d, p, j+1
		if w := s.word(j); w == "de" || w == "den" {
			j++
		}
	}
	n, next, _, ok := s.dayNumber(j)
	if !ok {
		return Day{}, 0, false
	}
	if s.word(next) == "van" && s.close(next) {
		next++
	}
	month := monthNumbers[s.word(next)]
	if month == 0 || !s.near(next) {
		return s.rangeStart(i, j, n, next)
	}
	d := Day{kind: kindDate, day: n, month: month, named: named, weekday: weekday, Part: part}
	next++
	d.year, next = s.year(next)
	if n, ok := yearWords[s.word(next)]; ok && s.word(next+1) == "jaar" && d.year == 0 {
		d.kind, d.n, d.Relative, next = kindYearsOn, n, true, next+2
	} else if s.word(next) == "van" && s.word(next+2) == "jaar" && d.year == 0 {
		if n, ok := yearWords[s.word(next+1)]; ok {
			d.kind, d.n, d.Relative, next = kindYearsOn, n, true, next+3
		}
	}
	if d.Part == NoPart {
		if p, ok := partsOfDay[s.word(next)]; ok && s.word(next) != "vroeg" && s.close(next) {
			d.Part, next = p, next+1
		}
	}
	return d, next, true
}

// near reports whether token i follows the one before without the end of a sentence between them.
func (s speech) near(i int) bool {
	if i <= 0 || i >= len(s.tokens) {
		return false
	}
	return !strings.ContainsAny(s.text[s.tokens[i-1].End:s.tokens[i].Start], ".!?;:")
}

// rangeStart reads the first day of a stretch whose month is said with the last: "van zeven tot en met veertien februari".
func (s speech) rangeStart(i, j, n, next int) (Day, int, bool) {
	if j != i || !s.close(next) {
		return Day{}, 0, false
	}
	k := next
	switch s.word(k) {
	case "tot", "t/m", "op", "naar", "en", "of":
		k++
	default:
		return Day{}, 0, false
	}
	if s.word(k) == "en" && s.word(k+1) == "met" {
		k += 2
	}
	last, after, _, ok := s.dayNumber(k)
	month := monthNumbers[s.word(after)]
	if !ok || month == 0 || last <= n || !s.close(after) {
		return Day{}, 0, false
	}
	d := Day{kind: kindDate, day: n, month: month}
	d.year, _ = s.year(after + 1)
	return d, next, true
}

// year reads the year that may follow a month: "2025", "tweeduizend vijfentwintig", "twintig zesentwintig", "vorig jaar" (then the year of the
// day of speaking decides, which Resolve finds by the lean: last year leans back).
func (s speech) year(i int) (year, next int) {
	w := s.word(i)
	if w == "" || !s.near(i) {
		return 0, i
	}
	if w == "van" && s.word(i+2) == "jaar" {
		return 0, i
	}
	if sp, ok := SpokenAt(s.text, s.tokens, i); ok {
		if integral(sp.Value) && sp.Value >= 1900 && sp.Value < 2100 {
			return int(sp.Value), sp.Next
		}
		if sp.Value == 20 || sp.Value == 19 {
			if more, ok := SpokenAt(s.text, s.tokens, sp.Next); ok && s.close(sp.Next) && integral(more.Value) && more.Value >= 10 && more.Value < 100 {
				return int(sp.Value)*100 + int(more.Value), more.Next
			}
		}
	}
	return 0, i
}

// boundary reads the edge of a month or week: "eind deze maand", "voor het eind van de maand", "begin volgende week", "de eerste van de maand".
func (s speech) boundary(i int) (Day, int, bool) {
	edge := ""
	switch s.word(i) {
	case "eind", "einde":
		edge = "end"
	case "begin":
		edge = "start"
	case "midden", "halverwege", "medio", "half":
		edge = "middle"
	}
	j := i + 1
	day := 0
	if edge == "" {
		n, next, ordinal, ok := s.dayNumber(i)
		if !ok || !ordinal || s.word(next) != "van" {
			return Day{}, 0, false
		}
		day, j = n, next
	}
	if s.word(j) == "van" {
		j++
	}
	n := 0
	switch s.word(j) {
	case "de", "het", "deze", "dit", "die":
		j++
	case "volgende", "komende", "aankomende", "volgend":
		n, j = 1, j+1
	case "vorige", "afgelopen", "verleden", "vorig":
		n, j = -1, j+1
	}
	if w := s.word(j); n == 0 && (w == "volgende" || w == "komende" || w == "vorige" || w == "afgelopen") { // het begin van de volgende maand
		n = 1
		if w == "vorige" || w == "afgelopen" {
			n = -1
		}
		j++
	}
	switch unit := s.word(j); {
	case unit == "maand" && day > 0:
		return Day{kind: kindMonthStart, n: n, day: day, Relative: true}, j + 1, day <= 31
	case unit == "maand" && edge == "end":
		return Day{kind: kindMonthEnd, n: n, Relative: true, precision: About}, j + 1, true
	case unit == "maand" && edge == "start":
		return Day{kind: kindMonthStart, n: n, day: 1, Relative: true, precision: About}, j + 1, true
	case unit == "maand" && edge == "middle":
		return Day{kind: kindMonthStart, n: n, day: 15, Relative: true, precision: About}, j + 1, true
	case unit == "week" && edge != "":
		w := map[string]time.Weekday{"end": time.Friday, "start": time.Monday, "middle": time.Wednesday}[edge]
		return Day{kind: kindInWeek, n: n, weekday: w, Relative: true, precision: About}, j + 1, true
	case (unit == "dag" || unit == "middag" || unit == "ochtend" || unit == "avond") && edge == "end" && n == 0:
		return Day{kind: kindDays, Relative: true, Part: partsOfDay[unit]}, j + 1, true
	}
	return Day{}, 0, false
}

// ordinalDay reads "op de tweeentwintigste" when no noun follows: "de tweede dader" is no date.
func (s speech) ordinalDay(i int) (Day, int, bool) {
	n, next, ordinal, ok := s.dayNumber(i)
	if !ok || !ordinal || s.word(i-1) != "de" && s.word(i-1) != "den" {
		return Day{}, 0, false
	}
	head := i >= 2 && !s.near(i-1) // "De veertiende is ze overleden": a sentence begins with it
	switch s.word(i - 2) {
	case "op", "sinds", "vanaf", "tot", "voor", "uiterlijk", "per", "was", "is", "nee", "van", "":
	default:
		if head {
			break
		}
		if _, _, named := weekdayWord(s.word(i - 2)); !named {
			return Day{}, 0, false
		}
	}
	// The eerste and tweede are said of much; only a calendar preposition makes them a day.
	if prep := s.word(i - 2); n <= 5 && prep != "op" && prep != "sinds" && prep != "vanaf" && prep != "tot" && prep != "uiterlijk" {
		return Day{}, 0, false
	}
	if !s.ends(next) && !ordinalAfter[s.word(next)] && !(n > 5 && Stop(s.word(next)) && s.word(next) != "meer") {
		if _, _, named := weekdayWord(s.word(next)); !named {
			return Day{}, 0, false
		}
	}
	d := Day{kind: kindMonthDay, day: n, Relative: true}
	if w, p, named := weekdayWord(s.word(next)); named && s.near(next) {
		d.named, d.weekday, d.Part, next = true, w, p, next+1
	}
	return d, next, true
}

// monthPhrase reads a month alone, with its year or its edge: "in november", "eind maart", "vorig jaar oktober", "maart 2025".
func (s speech) monthPhrase(i int) (Day, int, bool) {
	j := i
	edge := s.word(j)
	switch edge {
	case "eind", "begin", "half", "medio", "midden":
		j++
		if s.word(j) == "van" {
			j++
		}
	default:
		edge = ""
	}
	years, saidYear := 0, false
	if n, ok := yearWords[s.word(j)]; ok && s.word(j+1) == "jaar" {
		years, saidYear, j = n, true, j+2
		for s.word(j) == "in" || s.word(j) == "van" {
			j++
		}
	}
	lean := s.word(j)
	if lean == "afgelopen" || lean == "komende" || lean == "vorige" || lean == "aanstaande" {
		j++
	} else {
		lean = ""
	}
	month := monthNumbers[s.word(j)]
	if month == 0 || len(s.word(j)) < 3 {
		return Day{}, 0, false
	}
	next := j + 1
	d := Day{kind: kindMonth, month: month, precision: InMonth}
	d.year, next = s.year(next)
	if n, ok := yearWords[s.word(next)]; ok && s.word(next+1) == "jaar" && d.year == 0 {
		years, saidYear, next = n, true, next+2
	}
	w := s.word(j)
	if (w == "mei" || w == "maart" || len(w) <= 4) && d.year == 0 && !saidYear && edge == "" && lean == "" {
		switch s.word(j - 1) {
		case "in", "sinds", "vanaf", "tot", "van", "voor", "na", "per", "vorige", "uit", "of", "en":
		default:
			return Day{}, 0, false
		}
	}
	switch edge {
	case "eind":
		d.kind, d.day, d.precision = kindDate, monthLength(month), About
	case "begin":
		d.kind, d.day, d.precision = kindDate, 1, About
	case "half", "medio", "midden":
		d.kind, d.day, d.precision = kindDate, 15, About
	}
	if saidYear && d.year == 0 {
		d.n, d.Relative = years, true
		return d.inYear(), next, true
	}
	return d, next, true
}

// inYear marks a month that is said with a year that counts from today.
func (d Day) inYear() Day {
	if d.kind == kindMonth {
		d.day = 1
	}
	d.kind = kindYearsOn
	return d
}

func monthLength(month int) int {
	switch month {
	case 2:
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}
