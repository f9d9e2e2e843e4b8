package assistant

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"wegwijzer/knowledge"
)

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

// withoutArchive returns what was found without the old pages that a site keeps in its archive, unless somebody asks how it was or nothing else is found: what
// they say was true once.
func withoutArchive(found knowledge.Result, now time.Time, said ...string) knowledge.Result {
	if now.IsZero() {
		now = time.Now()
	}
	if slices.ContainsFunc(said, ofThePast.MatchString) {
		return found
	}
	kept := slices.DeleteFunc(slices.Clone(found.Hits), func(h knowledge.Hit) bool { return stale(h.Date, now) && archived(h.Passage) })
	if len(kept) == 0 || len(kept) == len(found.Hits) {
		return found
	}
	if kept[0].URL != found.Hits[0].URL {
		found.Rest = nil // of the page that is left out
	}
	found.Hits = kept
	return found
}

// archived reports whether a page is kept as what was said once: its section says so, or its address.
func archived(p knowledge.Passage) bool {
	return strings.HasPrefix(p.Section, "archi") || strings.Contains(p.URL, "/archief/") || strings.Contains(p.URL, "/archive/")
}

// ofThePast matches what asks how it was: a year, or a word for it.
var ofThePast = regexp.MustCompile(`(?i)\b(19|20)\d\d\b|vroeger|destijds|toentertijd|archief|\b(oude|toen) (regels?|uitleg|wet|versie)`)
