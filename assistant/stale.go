package assistant

import "time"

// staleAfter is how old a page may be before an answer says so. Three years is the rhythm in which the rights of victims have changed: the law of 2016, the
// law of 2021, those of 2024 and 2025. An amount or a term of an older page may have been overtaken.
const staleAfter = 3 * 365 * 24 * time.Hour

// stale reports whether a page of that date is old now. A page without a date is not called old.
func stale(date, now time.Time) bool { return !date.IsZero() && now.Sub(date) > staleAfter }

// markStale marks the sources of a sentence that are old at the time of a turn.
func markStale(x Sentence, now time.Time) Sentence {
	if now.IsZero() {
		now = time.Now()
	}
	cites := make([]Cite, len(x.Cites))
	copy(cites, x.Cites)
	for i := range cites {
		cites[i].Stale = stale(cites[i].Date, now)
	}
	x.Cites = cites
	return x
}
