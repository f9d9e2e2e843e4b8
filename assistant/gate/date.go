package gate

import (
	"regexp"
	"strconv"
	"strings"

	"wegwijzer/internal/dutch"
)

// date is a day, a month, a year, or as much of them as is said.
type date struct {
	day, month, year int
	side             int // -1 before it, 1 from it on
}

// covers reports whether a date of the passage says all that the date d says.
func (d date) covers(p date) bool {
	return (d.day == 0 || d.day == p.day) && (d.month == 0 || d.month == p.month) && (d.year == 0 || d.year == p.year) && d.side*p.side >= 0
}

var numericDate = regexp.MustCompile(`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$`)

// findDates marks the dates; the words they are made of are no numbers any more.
func (r *reading) findDates() {
	r.dated = make([]bool, len(r.words))
	add := func(d date, from, to int) {
		d.side = r.side(from)
		for i := from; i < to; i++ {
			r.dated[i] = true
		}
		r.marks = append(r.marks, mark{kind: aDate, at: from, date: d, key: strconv.Itoa(d.day) + "-" + strconv.Itoa(d.month) + "-" + strconv.Itoa(d.year)})
	}
	for i, w := range r.words {
		if m := numericDate.FindStringSubmatch(w.Text); m != nil {
			day, month, year := atoi(m[1]), atoi(m[2]), atoi(m[3])
			if day <= 31 && month <= 12 {
				add(date{day: day, month: month, year: year}, i, i+1)
			}
			continue
		}
		month := dutch.Month(w.Text)
		if month == 0 {
			continue
		}
		d, from, to := date{month: month}, i, i+1
		if i > 0 {
			if day := atoi(strings.TrimRight(r.words[i-1].Text, "esdt")); day >= 1 && day <= 31 {
				d.day, from = day, i-1
			}
		}
		if to < len(r.words) && len(r.words[to].Text) == 4 {
			if year := atoi(r.words[to].Text); year >= 1800 && year < 2200 {
				d.year, to = year, to+1
			}
		}
		add(d, from, to)
	}
}

// side tells whether the words before word i place something before it (-1) or after it (1).
func (r *reading) side(i int) int {
	for j := i - 1; j >= 0 && j >= i-2 && r.words[j].sentence == r.words[i].sentence; j-- {
		switch r.words[j].Text {
		case "voor", "tot", "uiterlijk", "binnen":
			return -1
		case "na", "vanaf", "sinds":
			return 1
		}
	}
	return 0
}

// atoi reads a short row of digits; what is none gives 0.
func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

var days = func() map[string]string {
	m := map[string]string{}
	for d := range strings.FieldsSeq("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag") {
		m[d], m[d+"en"], m[d+"s"] = d, d, d
	}
	for short, d := range map[string]string{"ma": "maandag", "di": "dinsdag", "wo": "woensdag", "vr": "vrijdag", "za": "zaterdag"} {
		m[short] = d
	}
	return m
}()

func (r *reading) findDays() {
	for i, w := range r.words {
		if d, ok := days[w.Text]; ok {
			r.marks = append(r.marks, mark{kind: aDay, key: d, at: i})
		}
	}
}

// moments are times that stand in a text or do not.
var moments = words("gisteren vandaag morgen overmorgen ochtend middag avond nacht weekend kwartaal dagelijks wekelijks maandelijks jaarlijks werkdagen")

// datesStand reports whether every date, day and part of the day in the sentence stands in the passage.
func datesStand(sentence, passage *reading) bool {
	for _, w := range sentence.words {
		if moments[w.Text] && !passage.tokens[w.Text] {
			return false
		}
	}
	if sentence.jumbled() {
		return false
	}
	for _, m := range sentence.marks {
		if m.kind != aDate {
			continue
		}
		same := func(p mark) bool { return p.kind == aDate && m.date.covers(p.date) }
		rival := func(p mark) bool { return p.kind == aDate && !m.date.covers(p.date) }
		if !passage.belongs(m, sentence, same, rival) {
			return false
		}
	}
	return standing(aDay, sentence, passage)
}

// jumbled reports a date whose parts stand in an order that Dutch does not have: "2024 juli 1". Something was exchanged in it.
func (r *reading) jumbled() bool {
	for i, w := range r.words {
		if dutch.Month(w.Text) == 0 || i == 0 || i+1 >= len(r.words) || r.words[i+1].sentence != w.sentence {
			continue
		}
		before, after := atoi(r.words[i-1].Text), atoi(r.words[i+1].Text)
		if before >= 1800 && before < 2200 && after >= 1 && after <= 31 && strings.TrimSpace(r.gap(i)) == "" && strings.TrimSpace(r.gap(i+1)) == "" {
			return true
		}
	}
	return false
}
