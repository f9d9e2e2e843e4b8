package privacy

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// phones returns the telephone numbers of people: those that phones finds by their form, those with a letter o for the nought, and shorter
// or foreign ones that are announced as a number to call.
func (s *scene) phones() []mark {
	var marks []mark
	for _, m := range phones(s.text, s.groups) {
		digits := digitsOf(s.text[m.start:m.end])
		if s.announced(m.start) == thingNumber && !strings.HasPrefix(digits, "06") && !strings.HasPrefix(digits, "00") && s.text[m.start] != '+' {
			continue // an order with ten digits
		}
		if !strings.HasPrefix(digits, "06") && !strings.HasPrefix(digits, "316") && !strings.HasPrefix(digits, "00316") && s.near(m.start, 3, helpers) {
			continue // the number of an organisation that helps
		}
		if s.announced(m.start) == thingNumber && s.text[m.start] != '+' && s.labelJustBefore(wordAt(s.words, m.start)) == thingNumber {
			continue
		}
		marks = append(marks, m)
	}
	for _, at := range s.matches(mobile) {
		if m := (mark{at[0], at[1], Phone}); s.whole(m) && s.mobile(m) {
			marks = append(marks, m)
		}
	}
	for i := 0; i < len(s.groups); i++ {
		if i > 0 && s.groups[i].glue != "" && (s.groups[i-1].digits[0] == '0' || strings.TrimSpace(s.groups[i].glue) != "") {
			continue // the rest of a longer number, which was judged as a whole
		}
		digits, last := s.run(i, 13)
		m := mark{s.groups[i].start, s.groups[last].end, Phone}
		if s.called(m, digits, s.groups[i:last+1]) {
			if strings.HasSuffix(s.text[:m.start], "+") {
				m.start--
			}
			marks = append(marks, m)
			i = last
		}
	}
	return marks
}

// helpers are organisations whose number people must be able to see, besides those whose numbers are known by heart.
var helpers = words(`luisterlijn slachtofferhulp slachtofferloket schadefonds perspectief fraudehelpdesk korrelatie ggd ggz politie politiebureau gemeente
	rechtbank gerechtshof reclassering loket helpdesk kindertelefoon zelfmoordpreventie comensha fier moviera vluchtelingenwerk crisisdienst huisartsenpost
	ombudsman meldpunt hulplijn infolijn alarmnummer spoedpost`)

var (
	// mobile is a mobile number as people type it: with a letter for the nought, and anything between the digits.
	mobile = regexp.MustCompile(`\b[0oO] ?6(?:[\s.,_/*=:;|\x{00B7}\x{2026}\x{2010}-\x{2015}-]{0,3}[\doO]){8}\b`)
	// dateFirst is a day with a time behind it.
	dateFirst = regexp.MustCompile(`^\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d{2}\b`)
)

// mobile reports whether what has the form of a mobile number is one, and no decimals, date, list or order.
func (s *scene) mobile(m mark) bool {
	text := s.text[m.start:m.end]
	return !begunBefore(s.text, group{start: m.start}) && !dateFirst.MatchString(text) && !s.counted(m.end) &&
		(!listed(text[2:]) || s.phoneLabel(m.start)) && s.labelJustBefore(wordAt(s.words, m.start)) != thingNumber
}

// listed reports that what stands behind 06 can be a list: of times, days or lines. The first separator says nothing.
func listed(rest string) bool {
	i := strings.IndexAny(rest, "0123456789oO")
	return i >= 0 && strings.ContainsAny(rest[i:], ",:;|=\n\r")
}

// called reports whether digits that are no telephone number by their form are announced as one.
func (s *scene) called(m mark, digits string, groups []group) bool {
	if len(digits) < 7 || begunBefore(s.text, groups[0]) || followed(s.text, groups[len(groups)-1]) || public(digits) || publicPrefix(digits) {
		return false
	}
	long := len(groups) == 1
	for _, g := range groups {
		long = long || len(g.digits) >= 3
	}
	if !long && !(len(digits) == 9 && digits[0] == '6') && digits[0] != '0' || dated(groups) || calendar(s.text[m.start:m.end]) || s.counted(m.end) {
		return false
	}
	before := strings.TrimRight(s.text[:m.start], " \u00a0")
	if strings.HasSuffix(before, "€") || strings.HasSuffix(before, "#") {
		return false
	}
	if strings.HasPrefix(digits, "316") && len(digits) == 11 {
		return s.announced(m.start) != thingNumber
	}
	return s.phoneLabel(m.start)
}

// publicPrefix reports digits that begin as a number of a service does, and go on into something else.
func publicPrefix(digits string) bool {
	for _, p := range [...]string{"0800", "0900", "0906", "0909"} {
		if strings.HasPrefix(digits, p) {
			return true
		}
	}
	return false
}

// phoneLabel reports whether the nearest label before a byte announces a telephone number. "Number" alone can be anything, unless it is
// someone's.
func (s *scene) phoneLabel(at int) bool {
	for i, n := wordAt(s.words, at)-1, 0; i >= 0 && n < reach; i, n = i-1, n+1 {
		w := s.words[i]
		if labelOf(w) == Phone {
			if !general[w.text] {
				return true
			}
			return i > 0 && own[s.words[i-1].text] || w.suffix || w.text == "numaram"
		}
		if labelOf(w) != "" || w.gap == finish {
			return false
		}
	}
	return false
}

var general = words(`nummer nr number numer numero nomer numara numarasi`)

func digitsOf(s string) string {
	var b []byte
	for i := 0; i < len(s); {
		d, size := digitAt(s, i)
		if size == 0 {
			_, size = utf8.DecodeRuneInString(s[i:])
		} else {
			b = append(b, d)
		}
		i += size
	}
	return string(b)
}

// calendar reports a date or a time written in digits: 12-05-2025, 2025-05-12, 10.30.
func calendar(s string) bool { return calendarForm.MatchString(s) }

var calendarForm = regexp.MustCompile(`^(?:\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)?\d{2}|(?:19|20)\d{2}[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{1,2}[.:]\d{2}(?: ?- ?\d{1,2}[.:]\d{2})?|(?:19|20)\d{2} ?[-/] ?(?:19|20)\d{2})$`)
