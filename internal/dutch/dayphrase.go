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

// Month returns the number of the month that a folded word names, in whole or shortened, or nought.
func Month(word string) int { return monthNumbers[word] }

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

var yearWords = map[string]int{"vorig": -1, "verleden": -1, "afgelopen": -1, "dit": 0, "volgend": 1, "komend": 1}

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

var ordinalAfter = set("om en of toen dan is was ben heb had heeft kan ga gaat kon hoor al en ja nee dus maar want in bel belt moet ik hij ze we u 's s rond tussen tegen")

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
