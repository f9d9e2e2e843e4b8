package jurisprudence

import (
	"strconv"
	"strings"
	"time"
)

// ReadValue reads the value of a field from words of a ruling, or from what an adviser typed: "€ 1.500,-", "vijfhonderd euro", "1 maart 2020",
// "25 dagen". It returns false when the words hold no such value, or more than one.
func (f Field) ReadValue(words string) (string, bool) {
	words = strings.TrimSpace(words)
	form, ok := f.Form()
	if !ok || words == "" || len(words) > 1000 {
		return "", false
	}
	low := lowerSame(words)
	value := ""
	switch form {
	case CentsForm:
		value = centsIn(words, low)
	case NumberForm:
		value = numberIn(low)
	case DayForm:
		for i := 0; i < len(low) && value == ""; {
			for i < len(low) && !isDigit(low[i]) {
				i++
			}
			t, _, end := dateAt(low[i:])
			if !t.IsZero() {
				value = t.Format(time.DateOnly)
			}
			i += max(end, 1)
		}
		if t, err := time.Parse(time.DateOnly, low); err == nil {
			value = t.Format(time.DateOnly)
		}
	case YesForm:
		value = "true"
		if low == "nee" || low == "false" || hasWord(low, "niet") || hasWord(low, "geen") {
			value = "false"
		}
	case DecisionForm:
		for _, d := range Decisions() {
			if low == string(d) {
				value = low
			}
		}
	default:
		value = words
	}
	return value, f.Valid(value)
}

// centsIn returns the one amount in words, in cents; empty when there is none, or another beside it. A bare number is one in euros.
func centsIn(words, low string) string {
	found := amounts(words, low)
	if len(found) == 0 && isDigit(low[0]) {
		found = amounts("€ "+words, "€ "+low)
	}
	if len(found) != 1 || found[0].broken || found[0].rate {
		return ""
	}
	return strconv.FormatInt(found[0].cents, 10)
}

// numberIn returns the one number in words, in digits or in words; empty when there is none, or another beside it.
func numberIn(low string) string {
	n, seen := int64(0), 0
	for word := range strings.FieldsFuncSeq(low, func(r rune) bool { return r != '\'' && !(r >= '0' && r <= '9') && !(r >= 'a' && r <= 'z') && r < 0x80 }) {
		if v, err := strconv.Atoi(word); err == nil {
			n, seen = int64(v), seen+1
		} else if v, ok := wordNumber([]string{word}); ok {
			n, seen = v, seen+1
		}
	}
	if seen == 0 {
		return ""
	}
	// "25 (vijfentwintig) dagen" says one number twice; two that differ are none.
	if seen > 1 {
		for word := range strings.FieldsFuncSeq(low, func(r rune) bool { return !(r >= '0' && r <= '9') }) {
			if v, err := strconv.Atoi(word); err == nil && int64(v) != n {
				return ""
			}
		}
	}
	return strconv.FormatInt(n, 10)
}
