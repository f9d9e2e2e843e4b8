package transcribe

import (
	"fmt"
	"strings"

	"wegwijzer/internal/dutch"
)

// damages writes a row for each amount that is damage or was paid by another. The rest is listed as left out.
func (c *composer) damages() {
	for _, a := range c.report.Amounts {
		if a.Kind == OtherMoney {
			c.report.LeftOut = append(c.report.LeftOut, Left{Kind: "bedrag", Text: euros(a.ValueEUR), Reason: phrases()["weg_geen_schade"], Utt: a.Utt})
			continue
		}
		words := a.Item
		if !strings.Contains(c.lines[a.at].Text, strings.TrimSuffix(words, "…")) {
			words = c.lines[a.at].Text
		}
		evidence := a.Utt
		text := fill("schadepost", euros(a.ValueEUR), phrases()["soort_"+string(a.Kind)], a.Evidence, quote(words))
		if !c.row(Damages, text, euros(a.ValueEUR)+" „"+quote(words)+"”", evidence...) {
			c.report.LeftOut = append(c.report.LeftOut, Left{Kind: "bedrag", Text: euros(a.ValueEUR), Reason: phrases()["weg_toets"], Utt: a.Utt})
		}
	}
}

// euros writes an amount as a report does: € 1.250,50.
func euros(v float64) string {
	cents := int64(v*100 + 0.5)
	s := fmt.Sprint(cents / 100)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	if cents%100 != 0 {
		s += fmt.Sprintf(",%02d", cents%100)
	}
	return "€ " + s
}

// agreements writes the promises and tasks.
func (c *composer) agreements() {
	for _, a := range c.report.Actions {
		key := "afspraak_" + a.Who
		words := a.What
		text := fill(key, quote(words))
		if !c.say(Agreements, text, a.Utt...) {
			c.report.LeftOut = append(c.report.LeftOut, Left{Kind: "afspraak", Text: words, Reason: phrases()["weg_toets"], Utt: a.Utt})
		}
	}
}

// terms writes every date as it was said, with the day it was resolved to.
func (c *composer) terms() {
	for _, d := range c.report.Dates {
		if c.private[d.at] {
			c.report.LeftOut = append(c.report.LeftOut, Left{Kind: "datum", Text: d.ISO, Reason: phrases()["weg_privé"], Utt: d.Utt})
			continue
		}
		if !c.row(Terms, fill("termijn", dateText(d), quote(d.What)), dayText(d)+": „"+quote(d.What)+"”", d.Utt...) {
			c.report.LeftOut = append(c.report.LeftOut, Left{Kind: "datum", Text: d.ISO, Reason: phrases()["weg_toets"], Utt: d.Utt})
		}
	}
}

var monthText = [...]string{"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"}

// dayText writes a date for a person: "26 mei 2026, 08:45 uur".
func dayText(d Date) string {
	var s string
	switch d.precision {
	case dutch.InYear:
		return d.day.Format("2006")
	case dutch.InMonth:
		s = fmt.Sprintf("%s %d", monthText[d.day.Month()-1], d.day.Year())
	default:
		s = fmt.Sprintf("%d %s %d", d.day.Day(), monthText[d.day.Month()-1], d.day.Year())
		if d.timed {
			s += ", " + d.day.Format("15:04") + " uur"
		}
	}
	return s
}

// dateText adds to a date how it was found.
func dateText(d Date) string {
	s := dayText(d)
	if d.precision == dutch.About {
		s = "omstreeks " + s
	}
	if d.Check {
		s += " (omgerekend uit „" + quote(d.Spoken) + "”, controleer)"
	}
	return s
}
