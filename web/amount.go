package web

import (
	"strconv"
	"strings"
	"time"

	"wegwijzer/jurisprudence"
)

// euro writes an amount in cents as people here read it: € 1.500,00. Whole euros stay whole in figures over many cases; see roundEuro.
func euro(cents int64) string {
	whole, rest := cents/100, cents%100
	return "€ " + thousands(whole) + "," + strconv.FormatInt(100+rest, 10)[1:]
}

// roundEuro writes an amount in whole euros: € 1.500.
func roundEuro(cents int64) string { return "€ " + thousands((cents+50)/100) }

// thousands writes a whole number with a point before every three digits.
func thousands(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return s
}

// shown writes the value of a field for people.
func shown(f jurisprudence.Field, value string) string {
	form, _ := f.Form()
	switch form {
	case jurisprudence.CentsForm:
		if n, err := strconv.ParseInt(value, 10, 64); err == nil {
			return euro(n)
		}
	case jurisprudence.DayForm:
		if t, err := time.Parse(time.DateOnly, value); err == nil {
			return dutchDate(t)
		}
	case jurisprudence.NumberForm:
		return value + " " + text("days")
	case jurisprudence.YesForm:
		return text("yes_" + value)
	}
	return value
}

// capitalised begins a word with a capital.
func capitalised(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
