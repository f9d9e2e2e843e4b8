package indexer

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"wegwijzer/knowledge"
)

// changedWords introduce the date on which a page says it was changed or published.
const changedWords = `(?:laatst(?:e)?\s+(?:gewijzigd|bijgewerkt|aangepast|gecontroleerd|geüpdatet|wijziging|update|bijgewerkt)|bijgewerkt|gewijzigd|gepubliceerd|geplaatst|publicatiedatum|datum\s+publicatie|wijzigingsdatum|versie|last\s+(?:updated|modified|changed|reviewed)|updated|published)(?:\s+(?:op|on|van|datum))?\s*:?\s*`

var months = map[string]time.Month{
	"januari": 1, "jan": 1, "january": 1, "februari": 2, "feb": 2, "february": 2, "maart": 3, "mrt": 3, "march": 3, "mar": 3,
	"april": 4, "apr": 4, "mei": 5, "may": 5, "juni": 6, "jun": 6, "june": 6, "juli": 7, "jul": 7, "july": 7,
	"augustus": 8, "aug": 8, "august": 8, "september": 9, "sep": 9, "sept": 9, "oktober": 10, "okt": 10, "october": 10, "oct": 10,
	"november": 11, "nov": 11, "december": 12, "dec": 12,
}

var (
	wordDate  = regexp.MustCompile(`(?i)\b(\d{1,2})(?:e|ste|de|st|nd|rd|th)?\s+([a-z]{3,9})\.?,?\s+(\d{4})\b`)
	monthDate = regexp.MustCompile(`(?i)\b([a-z]{3,9})\.?\s+(\d{1,2}),\s+(\d{4})\b`)
	digitDate = regexp.MustCompile(`\b(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\b`)
	isoDate   = regexp.MustCompile(`\b(\d{4})-(\d{2})-(\d{2})\b`)

	// changedOn finds such a date.
	changedOn = regexp.MustCompile(`(?i)\b` + changedWords + `(.{6,40})`)

	// dateLine is a line of nothing but such dates, with or without a time.
	dateLine = regexp.MustCompile(`(?i)^(?:[(\[|·•–—,;/-]*\s*` + changedWords + `(?:[a-z]{2,9}\s+)?(?:\d{1,2}(?:e|ste|de|st|nd|rd|th)?\s+[a-z]{3,9}\.?,?\s+\d{4}|[a-z]{3,9}\.?\s+\d{1,2},\s+\d{4}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{2}-\d{2})(?:,?\s+(?:om\s+|at\s+|-\s+)?\d{1,2}[:.]\d{2}(?:\s*(?:uur|[ap]m))?)?[)\].]*\s*)+$`)
)

// parseDate reads a date as people and pages write it: ISO 8601, 3 maart 2025, March 3, 2025 or 3-3-2025.
// It returns the zero time for anything else, and for dates that no page can have been written on.
func parseDate(s string) time.Time {
	s = strings.TrimSpace(s)
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", time.RFC1123, time.RFC1123Z} {
		if t, err := time.Parse(layout, s); err == nil {
			return plausible(t)
		}
	}
	if m := isoDate.FindStringSubmatch(s); m != nil {
		return day(m[1], number(m[2]), m[3])
	}
	if m := wordDate.FindStringSubmatch(s); m != nil {
		return day(m[3], int(months[strings.ToLower(m[2])]), m[1])
	}
	if m := monthDate.FindStringSubmatch(s); m != nil {
		return day(m[3], int(months[strings.ToLower(m[1])]), m[2])
	}
	if m := digitDate.FindStringSubmatch(s); m != nil {
		return day(m[3], number(m[2]), m[1])
	}
	return time.Time{}
}

// statedDate finds the date behind words such as "Laatst gewijzigd:".
func statedDate(s string) time.Time {
	m := changedOn.FindStringSubmatch(s)
	if m == nil {
		return time.Time{}
	}
	return parseDate(m[1])
}

// setDatesApart takes the blocks that only say when a page was changed or published out of what may be quoted: the page keeps that as its date. They
// stay in what a person is shown of it.
func setDatesApart(pieces []piece) []piece {
	for i, p := range pieces {
		if p.Kind != knowledge.Row && dateLine.MatchString(p.Text) && !statedDate(p.Text).IsZero() {
			pieces[i].shown, pieces[i].Text = p.Text, ""
		}
	}
	return pieces
}

func day(year string, month int, dayOfMonth string) time.Time {
	y, d := number(year), number(dayOfMonth)
	if month < 1 || month > 12 || d < 1 || d > 31 {
		return time.Time{}
	}
	t := time.Date(y, time.Month(month), d, 0, 0, 0, 0, time.UTC)
	if t.Day() != d {
		return time.Time{}
	}
	return plausible(t)
}

func plausible(t time.Time) time.Time {
	if t.Year() < 1990 || t.Year() > 2100 {
		return time.Time{}
	}
	return t
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
