package privacy

import (
	"regexp"
	"strings"
)

var (
	dutchIBAN = regexp.MustCompile(`(?i)\bNL\s?\d{2}\s?[A-Z]{4}\s?\d{4}\s?\d{4}\s?\d{2}\b`)

	// Number of a criminal case (parketnummer): two digits of the office, six of the case, two of the year, as 01/234567-26.
	parket      = regexp.MustCompile(`\b\d{2}\s?[/.\x{2013}-]\s?\d{6}\s?[-./\x{2013}]\s?\d{2}\b`)
	parketLoose = regexp.MustCompile(`\b\d{2}[ /.-]{0,3}\d{6}[ /.-]{0,3}\d{2}\b`)
	// Number of a police report: PL, the unit, year and serial number, and which report of it.
	report = regexp.MustCompile(`(?i)\bPL[ -]?\d{2}[0-9A-Z]{2}[ /-]{0,3}(?:19|20)?\d{2}[ -]?\d{4,8}(?:[ ]?-[ ]?\d{1,3})?\b`)
	// What is announced as the number of a case, a file or a report.
	announcedCode = regexp.MustCompile(`\b[0-9A-Z](?:[0-9A-Za-z]|[-/.](?:[0-9A-Za-z])){4,30}(?:-\d{1,3})?\b`)
	// Case numbers of courts: C/13/123456 / HA ZA 23-123, 200.123.456/01, AMS 23/1234.
	courtCase = regexp.MustCompile(`\bC/\d{2}/\d{6}(?: ?/ ?[A-Z]{2} ?[A-Z]{2} ?\d{2}[-/ ]\d{1,4})?|\b200\.\d{3}\.\d{3}/\d{2}\b`)
)

// cases returns the numbers of cases and police reports.
func (s *scene) cases() []mark {
	var marks []mark
	add := func(re *regexp.Regexp, kind Type, fits func(m mark) bool) {
		for _, at := range s.matches(re) {
			if m := (mark{at[0], at[1], kind}); s.whole(m) && fits(m) {
				marks = append(marks, m)
			}
		}
	}
	add(report, Report, func(m mark) bool { return !mod97(compact(s.text[m.start:m.end])) })
	add(parket, Case, func(m mark) bool {
		own := s.announced(m.start) != thingNumber || s.near(m.start, 3, letterMarks) // "ons kenmerk", as the prosecutor writes
		return own && !strings.Contains(s.text[m.start:m.end], "\n")
	})
	add(parketLoose, Case, func(m mark) bool { return s.announced(m.start) == Case })
	add(courtCase, Case, func(mark) bool { return true })
	if s.hasLabel(Case, Report) {
		add(announcedCode, Report, func(m mark) bool {
			i := wordAt(s.words, m.start)
			kind := s.labelJustBefore(i)
			if parket.MatchString(s.text[m.start:m.end]) || kind != Case && kind != Report || digitsIn(s.text[m.start:m.end]) < 6 || s.ecliBefore(m.start) {
				return false
			}
			if calendar(s.text[m.start:m.end]) || s.counted(m.end) {
				return false // "aangifte op 12-05-2025"
			}
			return kind == Report || kind == Case
		})
	}
	for i := range marks {
		if marks[i].kind == Report && s.announced(marks[i].start) == Case && !strings.HasPrefix(strings.ToUpper(s.text[marks[i].start:]), "PL") {
			marks[i].kind = Case
		}
	}
	return marks
}

var letterMarks = words(`kenmerk referentie`)

// ecliBefore reports that a code is part of an ECLI, which everyone may see.
func (s *scene) ecliBefore(at int) bool {
	from := max(0, at-24)
	return strings.Contains(strings.ToUpper(s.text[from:at]), "ECLI")
}

func (s *scene) hasLabel(kinds ...Type) bool {
	for _, w := range s.words {
		kind := labelOf(w)
		for _, k := range kinds {
			if k == kind {
				return true
			}
		}
	}
	return false
}

// labelJustBefore returns what the label right before word i announces: with nothing between but is, a colon, "nummer" and the like.
func (s *scene) labelJustBefore(i int) Type {
	number := false
	for n := 0; n < 4 && i > 0; n++ {
		if g := s.words[i].gap; g == finish || g == line && n > 0 {
			return ""
		}
		i--
		w := s.words[i]
		switch kind := labelOf(w); {
		case w.text == "nummer" || w.text == "nr" || w.text == "numer" || w.text == "number" || w.text == "no":
			number = true
		case (kind == Case || kind == Report) && (number || strings.HasSuffix(w.text, "nummer") || strings.HasSuffix(w.text, "nr") || w.text == "bvh" || w.text == "parket" || w.text == "cjib" || w.text == "proces-verbaal" || w.text == "pv" || w.text == "zaak" || w.text == "dossier"):
			return kind
		case kind != "":
			return kind
		case !fillers[w.text]:
			return ""
		}
	}
	return ""
}

var fillers = words(`is was met het de onder van mijn zijn heeft kreeg luidt to jest ma numarasi numarası : no`)

func digitsIn(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			n++
		}
	}
	return n
}

func compact(s string) string {
	return strings.ToUpper(strings.NewReplacer(" ", "", "-", "", "/", "").Replace(s))
}
