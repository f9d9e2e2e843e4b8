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
	for _, at := range s.matches(letterO) {
		if m := (mark{at[0], at[1], Phone}); s.whole(m) {
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

// letterO is a mobile number whose nought was typed as a letter, or with a comma or underscore behind 06.
var letterO = regexp.MustCompile(`\b06(?:_|, ?)\d(?:[ ._-]?\d){7}\b|\b[oO]6(?:[ ./-]{0,3}\d){8}\b`)

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
