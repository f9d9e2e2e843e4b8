package jurisprudence

import (
	"strconv"
	"strings"
	"time"
)

var months = map[string]time.Month{
	"januari": 1, "februari": 2, "maart": 3, "april": 4, "mei": 5, "juni": 6, "juli": 7, "augustus": 8, "september": 9, "oktober": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mrt": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "okt": 10, "nov": 11, "dec": 12,
}

// dateAt reads a date that begins at the first digit of s within a few words: "15 juni 2024", "15-06-2024", "15/6/2024". end is the offset
// behind it; the date is zero when there is none or it is impossible.
func dateAt(s string) (date time.Time, start, end int) {
	i := 0
	for i < len(s) && !isDigit(s[i]) {
		i++
	}
	j := skipDigits(s, i)
	if i == j || j-i > 2 {
		return time.Time{}, 0, 0
	}
	d, _ := strconv.Atoi(s[i:j])
	if j < len(s) && (s[j] == '-' || s[j] == '/' || s[j] == '.') && j+1 < len(s) && isDigit(s[j+1]) {
		k := skipDigits(s, j+1)
		if k-j-1 > 2 || k >= len(s) || s[k] != s[j] {
			return time.Time{}, 0, 0
		}
		m, _ := strconv.Atoi(s[j+1 : k])
		e := skipDigits(s, k+1)
		return calendar(d, m, s[k+1:e]), i, e
	}
	k := j
	for k < len(s) && s[k] == ' ' {
		k++
	}
	w := k
	for w < len(s) && s[w] >= 'a' && s[w] <= 'z' {
		w++
	}
	m, ok := months[s[k:w]]
	if !ok {
		return time.Time{}, 0, 0
	}
	y := w
	for y < len(s) && (s[y] == ' ' || s[y] == '.' || s[y] == '\n') {
		y++
	}
	e := skipDigits(s, y)
	return calendar(d, int(m), s[y:e]), i, e
}

// calendar returns the date, zero when no calendar has it.
func calendar(d, m int, year string) time.Time {
	if len(year) != 4 {
		return time.Time{}
	}
	y, _ := strconv.Atoi(year)
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Day() != d || int(t.Month()) != m || y < 1900 || y > 2200 {
		return time.Time{}
	}
	return t
}

// interestFrom finds the first day of the statutory interest (wettelijke rente) in a clause: the date behind "vanaf" and its like, or the day
// of the ruling itself. all holds every such date, with the place of its words.
func interestFrom(low string, c Span, decided time.Time) (all []datedSpan) {
	s := low[c.Start:c.End]
	at := strings.Index(s, "rente")
	if at < 0 {
		return nil
	}
	for _, w := range []string{"aanvangsdatum", "ingangsdatum"} {
		if i := strings.Index(s, w); i >= 0 && i < at {
			at = i
		}
	}
	from := at
	for from < len(s) {
		best, size := -1, 0
		for _, w := range []string{"vanaf", "met ingang van", "ingaande", "sinds", "sedert", "rentedatum", "aanvangsdatum", "ingangsdatum", "gerekend van", " van af ", "materiële schade op", "te rekenen van", "immateriële schade op", "rente op", "gaat in op", "schade op "} {
			if i := strings.Index(s[from:], w); i >= 0 && (best < 0 || i < best) {
				best, size = i, len(w)
			}
		}
		if best < 0 {
			return all
		}
		k := from + best + size
		rest := s[k:min(len(s), k+110)]
		if stop := strings.Index(rest, "tot aan"); stop >= 0 {
			rest = rest[:stop]
		}
		if stop := strings.Index(rest, " tot de dag"); stop >= 0 {
			rest = rest[:stop]
		}
		if d, a, b := dateAt(rest); !d.IsZero() && a < 90 {
			all = append(all, datedSpan{d, Span{c.Start + from + best, c.Start + k + b}})
			for strings.Contains(s, "respectievelijk") { // "vanaf respectievelijk 2 maart 2023, 4 mei 2023 en 9 april 2023"
				next := rest[b:]
				glue := strings.TrimLeft(next, ", ")
				glue = strings.TrimPrefix(strings.TrimPrefix(glue, "en "), "vanaf ")
				d, a, e := dateAt(glue)
				if d.IsZero() || a > 0 {
					break
				}
				b += len(next) - len(glue) + e
				all = append(all, datedSpan{d, Span{c.Start + from + best, c.Start + k + b}})
			}
		} else if !decided.IsZero() && (strings.HasPrefix(rest, " heden") || strings.Contains(rest, "datum van dit vonnis") || strings.Contains(rest, "dag van dit vonnis") || strings.Contains(rest, "datum van deze uitspraak") || strings.Contains(rest, "dag van deze uitspraak") || strings.Contains(rest, "datum van dit arrest") || strings.Contains(rest, "dag van dit arrest") || strings.Contains(rest, "de datum van het vonnis")) {
			all = append(all, datedSpan{decided, Span{c.Start + from + best, min(c.End, c.Start+k+len(rest))}})
		}
		from = k
	}
	return all
}

// datedSpan is a date with the words that give it.
type datedSpan struct {
	date time.Time
	at   Span
}
