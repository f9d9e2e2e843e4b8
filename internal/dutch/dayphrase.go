package dutch

import (
	"regexp"
	"strings"
	"time"
)

// Days returns the dates in text, in order, each as it is said. What recurs ("elke maandag") is no date.
func Days(text string) []Day { return days(text, Tokens(text)) }

func days(text string, tokens []Token) []Day {
	s := speech{text, tokens}
	var out []Day
	for i := 0; i < len(tokens); {
		d, next, ok := s.day(i)
		if !ok || next <= i {
			i++
			continue
		}
		d.First, d.Next = i, next
		d.Start, d.End = tokens[i].Start, tokens[next-1].End
		switch s.word(i - 1) {
		case "binnen", "uiterlijk":
			d.Deadline = true
		}
		out = append(out, d)
		i = next
	}
	return out
}

// FullDate returns the first date in text that is said with its year.
func FullDate(text string) (time.Time, bool) {
	for _, d := range Days(text) {
		if d.kind == kindDate && d.year != 0 {
			t, _, ok := d.Resolve(time.Date(d.year, 1, 1, 0, 0, 0, 0, time.UTC), Open, time.Time{})
			return t, ok
		}
	}
	return time.Time{}, false
}

var monthNumbers = map[string]int{
	"januari": 1, "februari": 2, "maart": 3, "april": 4, "mei": 5, "juni": 6, "juli": 7, "augustus": 8, "september": 9, "oktober": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mrt": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "okt": 10, "nov": 11, "dec": 12,
}

var daysOfWeek = map[string]time.Weekday{
	"zondag": time.Sunday, "maandag": time.Monday, "dinsdag": time.Tuesday, "woensdag": time.Wednesday, "donderdag": time.Thursday, "vrijdag": time.Friday, "zaterdag": time.Saturday,
}

var partsOfDay = map[string]Part{
	"ochtend": Morning, "morgen": Morning, "ochtends": Morning, "morgens": Morning, "middag": Afternoon, "middags": Afternoon, "namiddag": Afternoon,
	"avond": Evening, "avonds": Evening, "nacht": Night, "nachts": Night, "voormiddag": Morning, "vroeg": Morning,
}

// PartOf returns the part of the day that a folded word names, alone or as the end of a compound ("dinsdagmiddag", "'s avonds", "vannacht").
func PartOf(word string) Part {
	if p, ok := partsOfDay[word]; ok && word != "morgen" && word != "vroeg" {
		return p
	}
	if d, ok := todayWords[word]; ok {
		return d.part
	}
	_, p, ok := weekdayWord(word)
	if ok {
		return p
	}
	for _, end := range [...]struct {
		word string
		part Part
	}{{"avond", Evening}, {"nacht", Night}, {"ochtend", Morning}, {"middag", Afternoon}} { // oudejaarsavond, kerstnacht
		if len(word) > len(end.word) && strings.HasSuffix(word, end.word) {
			return end.part
		}
	}
	return NoPart
}

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

var todayWords = map[string]struct {
	days int
	part Part
}{
	"vandaag": {0, NoPart}, "vanochtend": {0, Morning}, "vanmorgen": {0, Morning}, "vanmiddag": {0, Afternoon}, "vanavond": {0, Evening}, "vannacht": {0, Night},
	"heden": {0, NoPart}, "gisteren": {-1, NoPart}, "gister": {-1, NoPart}, "gisterochtend": {-1, Morning}, "gistermorgen": {-1, Morning}, "gistermiddag": {-1, Afternoon},
	"gisteravond": {-1, Evening}, "gisternacht": {-1, Night}, "eergisteren": {-2, NoPart}, "eergister": {-2, NoPart}, "eergisteravond": {-2, Evening}, "eergisterenavond": {-2, Evening},
	"gisterenavond": {-1, Evening}, "gisterenmiddag": {-1, Afternoon}, "gisterenochtend": {-1, Morning}, "morgen": {1, NoPart}, "morgenochtend": {1, Morning},
	"morgenmiddag": {1, Afternoon}, "morgenavond": {1, Evening}, "morgenvroeg": {1, Morning}, "overmorgen": {2, NoPart}, "overmorgenochtend": {2, Morning},
	"morgennacht": {1, Night}, "overmorgenmiddag": {2, Afternoon},
}

var writtenDate = regexp.MustCompile(`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$`)
var dayAndMonth = regexp.MustCompile(`^(\d{1,2})[-/](\d{1,2})$`)
var isoDate = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})$`)

// day reads the date that begins at token i.
func (s speech) day(i int) (Day, int, bool) {
	for _, read := range [...]func(int) (Day, int, bool){s.numericDay, s.calendarDay, s.boundary, s.weekdayPhrase, s.todayPhrase, s.counted, s.ordinalDay, s.monthPhrase, s.weekend, s.holiday, s.anchored, s.yearPhrase} {
		if d, next, ok := read(i); ok {
			return d, next, true
		}
	}
	return Day{}, 0, false
}

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

var yearWords = map[string]int{"vorig": -1, "verleden": -1, "afgelopen": -1, "dit": 0, "volgend": 1, "komend": 1}

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

// todayPhrase reads today, yesterday, tomorrow and their parts, and "morgen over een week".
func (s speech) todayPhrase(i int) (Day, int, bool) {
	w := s.word(i)
	t, ok := todayWords[w]
	if !ok || w == "vandaag" && s.word(i+1) == "de" && s.word(i+2) == "dag" {
		return Day{}, 0, false
	}
	if w == "morgen" && (s.word(i-1) == "goede" || s.word(i-1) == "s" || s.word(i-1) == "de") {
		return Day{}, 0, false
	}
	d := Day{kind: kindDays, n: t.days, Part: t.part, Relative: true}
	next := i + 1
	if p, ok := partsOfDay[s.word(next)]; ok && d.Part == NoPart && s.close(next) {
		d.Part, next = p, next+1
	}
	if s.word(next) == "over" {
		if n, after, ok := s.weeks(next + 1); ok {
			d.n, next = d.n+7*n, after
		}
	}
	return d, next, true
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

var ordinalAfter = set("om en of toen dan is was ben heb had heeft kan ga gaat kon hoor al en ja nee dus maar want in bel belt moet ik hij ze we u 's s rond tussen tegen")

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

func (s speech) holiday(i int) (Day, int, bool) {
	w := s.word(i)
	if w == "oud" && s.word(i+1) == "en" && s.word(i+2) == "nieuw" {
		code, _ := holidayCode("oudejaarsavond", false)
		return Day{kind: kindHoliday, n: code, precision: About, Part: Night}, i + 3, true
	}
	second := false
	j := i
	if w == "eerste" || w == "tweede" {
		second, j = w == "tweede", i+1
	}
	code, ok := holidayCode(s.word(j), second)
	if !ok {
		return Day{}, 0, false
	}
	d := Day{kind: kindHoliday, n: code}
	next := j + 1
	d.year, next = s.year(next)
	if s.word(j) == "pasen" || s.word(j) == "pinksteren" || s.word(j) == "kerst" {
		d.precision = About
	}
	return d, next, true
}

// anchored reads words that count from the date named last: "de dag daarna", "twee dagen later", "diezelfde avond".
func (s speech) anchored(i int) (Day, int, bool) {
	w := s.word(i)
	switch {
	case w == "dezelfde" || w == "diezelfde" || w == "zelfde":
		p, part := partsOfDay[s.word(i+1)]
		if part || s.word(i+1) == "dag" {
			return Day{Anchored: true, Relative: true, Part: p}, i + 2, true
		}
	case w == "dag" && s.word(i-1) == "de":
		switch s.word(i + 1) {
		case "daarna", "erna", "erop", "daarop", "nadien", "later":
			return Day{Anchored: true, Relative: true, n: 1}, i + 2, true
		case "ervoor", "daarvoor", "tevoren":
			return Day{Anchored: true, Relative: true, n: -1}, i + 2, true
		}
	case w == "volgende" && s.word(i+1) == "dag" && s.word(i-1) == "de":
		return Day{Anchored: true, Relative: true, n: 1}, i + 2, true
	}
	if value, next, ok := s.count(i); ok && integral(value) {
		unit := s.word(next)
		n := int(value)
		if unit == "week" || unit == "weken" {
			n *= 7
		} else if unit != "dag" && unit != "dagen" {
			return Day{}, 0, false
		}
		switch s.word(next + 1) {
		case "later", "daarna", "erna", "nadien":
			return Day{Anchored: true, Relative: true, n: n}, next + 2, true
		case "ervoor", "daarvoor", "eerder":
			return Day{Anchored: true, Relative: true, n: -n}, next + 2, true
		}
	}
	return Day{}, 0, false
}

// yearPhrase reads a year behind a word that announces one: "in 2019", "sinds tweeduizend negentien".
func (s speech) yearPhrase(i int) (Day, int, bool) {
	switch s.word(i - 1) {
	case "in", "sinds", "vanaf", "uit", "begin", "eind", "zomer", "winter", "voorjaar", "najaar", "herfst", "lente", "jaar":
	default:
		return Day{}, 0, false
	}
	sp, ok := SpokenAt(s.text, s.tokens, i)
	if !ok || !integral(sp.Value) || sp.Value < 1930 || sp.Value > 2060 || units[s.word(sp.Next)] != "" {
		return Day{}, 0, false
	}
	return Day{kind: kindYear, year: int(sp.Value), precision: InYear}, sp.Next, true
}
