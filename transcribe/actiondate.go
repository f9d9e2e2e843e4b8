package transcribe

import (
	"slices"
	"strings"
	"time"

	"wegwijzer/internal/dutch"
)

// setWhen gives an action the date in its own sentence; else in the short sentence behind it ("Vandaag nog."), in the answer, or in the
// request that follows ("Graag voor eind deze maand.").
func (c *call) setWhen(a *Action, dates []Date) {
	if c.held.IsZero() {
		return
	}
	text := c.lines[a.at].Text
	end := min(a.start+len(a.What), len(text))
	if i := strings.Index(text, a.What); i >= 0 {
		end = i + len(a.What)
		if rest := dutch.Sentences(text[end:]); len(rest) > 0 { // "dit weekend. Nee wacht, maandag."
			if said := dutch.Fold(text[end+rest[0].Start : end+rest[0].End]); corrects.MatchString(said) && c.dated(a, dates, a.at, end, end+rest[0].End) {
				return
			}
		}
		if c.dated(a, dates, a.at, i, end) {
			return
		}
	}
	if end < len(text) {
		if rest := dutch.Sentences(text[end:]); len(rest) > 0 {
			said := text[end+rest[0].Start : end+rest[0].End]
			if len(dutch.Tokens(said)) <= 6 && !staffCommits(dutch.Fold(said)) || hears.MatchString(dutch.Fold(said)) {
				if c.dated(a, dates, a.at, end, end+rest[0].End) {
					return
				}
			}
		}
	}
	for _, u := range a.Utt {
		if u != a.at && c.dated(a, dates, u, 0, len(c.lines[u].Text)) {
			return
		}
	}
	for _, u := range a.Utt { // "nu meteen", "straks", "na het eten" is the day of the call itself
		if sameDayWord.MatchString(c.lines[u].fold) && (u != a.at || sameDayWord.MatchString(dutch.Fold(a.What))) {
			today := c.held.Format(time.DateOnly)
			a.When = &today
			return
		}
	}
	for j, steps := c.next(a.Utt[len(a.Utt)-1]), 0; j >= 0 && steps < 2; j, steps = c.next(j), steps+1 {
		if wants.MatchString(c.lines[j].fold) && c.dated(a, dates, j, 0, len(c.lines[j].Text)) {
			a.Utt = append(a.Utt, j)
			return
		}
		if hears.MatchString(c.lines[j].fold) && c.lines[j].staff() && a.Who == string(Staff) && c.dated(a, dates, j, 0, len(c.lines[j].Text)) {
			a.Utt = append(a.Utt, j)
			return
		}
	}
}

var sameDayWord = expressed(`\b(?:nu meteen|nu direct|meteen|straks|zo meteen|zometeen|zo dadelijk|na het (?:eten|gesprek)|na dit gesprek|direct hierna|ik (?:bel|stuur|mail|app) (?:u |je |jullie )?nu|bel ik (?:u |je |haar |hem |hen |ze )?zo|ik (?:bel|mail|app|vraag|regel|doe|stuur) (?:u |je |haar |hem |hen |ze |het |dat )?zo|stuur (?:u |je |jullie )?(?:nu|zo))\b`)

var (
	hears = expressed(`\b(?:u|je|jullie) (?:hoort|krijgt|hebt)\b`)
	wants = expressed(`\b(?:graag|liefst|uiterlijk)\b`)
)

// dated sets the time of a to the first date that lies ahead between two offsets of line u, and reports whether there is one.
func (c *call) dated(a *Action, dates []Date, u, from, to int) bool {
	for _, day := range c.lines[u].days {
		if day.Start < from || day.Start >= to {
			continue
		}
		anchor := time.Time{}
		for _, d := range dates {
			if d.at == u && d.start < day.Start {
				anchor = d.day
			}
		}
		t, precision, ok := day.Resolve(c.held, dutch.Ahead, anchor)
		if !ok || t.Before(midnightOf(c.held)) || precision == dutch.InMonth || precision == dutch.InYear {
			continue
		}
		iso := t.Format(time.DateOnly)
		for _, d := range dates { // as it was settled, with its time
			if d.at == u && d.start == day.Start || strings.HasPrefix(d.ISO, iso) && slices.Contains(d.Utt, u) {
				iso = d.ISO
				break
			}
		}
		a.When = &iso
		return true
	}
	return false
}
