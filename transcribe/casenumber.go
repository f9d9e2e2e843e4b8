package transcribe

import (
	"strings"
)

// CaseNumber is the number of a report to the police (proces-verbaal) or of a case at the public prosecution service (parket).
type CaseNumber struct {
	Number string `json:"number"`
	Kind   string `json:"kind"` // proces-verbaal, parket
	Utt    []int  `json:"utt"`
}

var (
	policeNumber = expressed(`(?i)\bPL ?-?\d{4}[-– ]*\d{4}[-– ]?\d{5,7}(?:-\d{1,2})?\b`)
	courtNumber  = expressed(`\b\d{2}[/.-]\d{6}[/.-]\d{2}\b`)
)

// caseNumbers finds the file numbers in a call, written, or said in figures after "PL".
func (c *call) caseNumbers() []CaseNumber {
	var out []CaseNumber
	add := func(number, kind string, i int) {
		key := digitsOf(number)
		for k := range out {
			if have := digitsOf(out[k].Number); have == key || len(key) >= 5 && strings.HasSuffix(have, key) {
				if out[k].Utt[len(out[k].Utt)-1] != i {
					out[k].Utt = append(out[k].Utt, i)
				}
				return
			}
		}
		out = append(out, CaseNumber{number, kind, []int{i}})
	}
	for i := range c.lines {
		l := c.lines[i]
		if !c.usable(i) {
			continue
		}
		for _, m := range policeNumber.FindAllString(l.Text, 4) {
			add(m, "proces-verbaal", i)
		}
		for _, m := range courtNumber.FindAllString(l.Text, 4) {
			add(m, "parket", i)
		}
		if number, ok := spelled(l); ok {
			add(number, "proces-verbaal", i)
		}
	}
	return out
}

// spelled reads "PL9900, streepje, 2026, nul één één twee drie acht".
func spelled(l line) (string, bool) {
	from := -1
	for k, t := range l.tokens {
		if strings.HasPrefix(t.Text, "pl") && (len(t.Text) == 2 || t.Text[2] >= '0' && t.Text[2] <= '9') || t.Text == "p" && k+1 < len(l.tokens) && l.tokens[k+1].Text == "l" {
			from = k
			break
		}
	}
	if from < 0 || policeNumber.MatchString(l.Text) {
		return "", false
	}
	var b strings.Builder
	for _, t := range l.tokens[from:] {
		switch t.Text {
		case "p", "l", "pl", "streepje", "min", "en", "dan":
		default:
			d := digitsOf(t.Text)
			if d == "" {
				if b.Len() >= 12 {
					break
				}
				continue
			}
			b.WriteString(d)
		}
	}
	d := b.String()
	if len(d) < 13 || len(d) > 16 {
		return "", false
	}
	return "PL" + d[:4] + "-" + d[4:8] + d[8:], true
}
