package transcribe

import (
	"strings"

	"wegwijzer/internal/privacy"
)

// personal returns the pieces of a text that point to a person by their form and have no place in a report: accounts, telephone numbers,
// citizens' numbers, mail addresses. With files the numbers of files are among them, which belong in a report but are no quantities.
func personal(text string, files bool) []privacy.Span {
	digits := 0
	for i := range len(text) {
		if text[i] >= '0' && text[i] <= '9' {
			digits++
		}
	}
	if digits < 5 && !strings.Contains(text, "@") {
		return nil // none of them has fewer, and most of what is said has none
	}
	var out []privacy.Span // in bytes
	for _, s := range privacy.Find(text) {
		s.Start, s.End = bytesAt(text, s.Start), bytesAt(text, s.End)
		switch s.Type {
		case privacy.Email, privacy.IBAN, privacy.Phone, privacy.BSN, privacy.Card:
			out = append(out, s)
		case privacy.Case, privacy.Report, privacy.Plate:
			if files {
				out = append(out, s)
			}
		}
	}
	return out
}

// bytesAt turns an offset in code points into one in bytes.
func bytesAt(text string, points int) int {
	for i := range text {
		if points == 0 {
			return i
		}
		points--
	}
	return len(text)
}
