package transcribe

import (
	"slices"
	"strings"
	"time"

	"wegwijzer/internal/dutch"
)

// Date is a day that was named, resolved from the day of the call.
type Date struct {
	ISO       string `json:"iso"`
	What      string `json:"what"`
	Relative  bool   `json:"relative"`
	Precision string `json:"precision"` // tijd, dag, circa, maand, jaar
	Spoken    string `json:"spoken"`    // literally
	Check     bool   `json:"check"`     // counted from the day of the call: a person looks at it
	Utt       []int  `json:"utt"`
	at        int
	start     int
	day       time.Time
	precision dutch.Precision
	part      dutch.Part
	timed     bool
	weekday   bool // only a weekday was said
	again     bool // a date named before, with its time
	gone      bool
}

var (
	pastWord   = expressed(`\b(?:was|waren|had|hadden|kwam|kwamen|ging|gingen|werd|werden|stond|stonden|zei|zeiden|deed|deden|reed|reden|belde|belden|kreeg|kregen|zag|zagen|sloeg|sloegen|riep|vond|vonden|moest|moesten|wilde|lag|lagen|zat|zaten|trok|schopte|stal|brak|appte|stuurde|schreef|nam|namen|hoorde|werkte|liep|liepen|begon|bleef|vroeg|viel|geweest|gebeurd|geleden|toen|sinds|overleden|sindsdien|laatst)\b`)
	participle = expressed(`\b(?:(?:aan|af|in|op|over|mee|uit|weg|terug|toe|door|langs|binnen|neer|vast|achter|los|samen|dicht|om|bij|na|voor|tegen)?ge[a-z]{2,}(?:d|t|en)|(?:aan|op|mee|uit|weg|na|in)?ge(?:daan|gaan|zien|staan)|be(?:taald|roofd|dreigd|stolen|zocht|handeld|gonnen|steld|loofd|keken|sproken)|ver(?:goed|loren|kracht|nield|kocht|huisd|stuurd|trokken|brand|teld|hoord)|ont(?:dekt|slagen|vangen|moet)|mishandeld|overmeesterd|overleden|ondertekend|overvallen|aangehouden)\b`)
	noParticle = wordSet("geen gezin gesprek gesprekken geval gevallen gevoel geweld geld gelden gegevens genoeg gemeente gemeenten gebied gezicht geluid geloof gemiddeld gewoon gedoe gebeuren geest gezond gevaar geheim gebruiken gebouw gehoor gelukkig geschikt getuige getuigen gewond geven gerechten geduld gebied gedachten gedachte geopend gesloten")
	planned    = wordSet("afgesproken gepland ingepland uitgenodigd opgeroepen gevraagd toegezegd aangevraagd vastgesteld geprikt gezet genoteerd")
	aheadWord  = expressed(`\b(?:zal|zullen|zou|ga|gaat|gaan|komt|komen|kom|stuur|stuurt|sturen|mail|mailt|bel|belt|bellen|vraag|vraagt|moet|moeten|wil|wilt|kan|kunt|kunnen|krijg|krijgt|krijgen|uiterlijk|plan|afspraak|zitting|hoort|laat|doe|doet|begint|dient|voorkomen|loopt af|terug|binnen|volgende|komende|aanstaande|schikt|past|zullen we|rechtszaak|start|controle|intake)\b|\bheb\b.{0,25}\b(?:afspraak|gesprek|controle|therapie|zitting)\b|\bzittingsdatum\b|^(?:bewaar|zeg|meld|laat|neem|vertel|stuur|vraag)\b|\b(?:bewaar|zeg het)\b`)
	birth      = expressed(`\b(?:geboren|geboortedatum|geboortedag|van bouwjaar)\b`)
	reschedule = expressed(`\b(?:liever|doe maar|kan het (?:ook )?(?:om|op)?|kan dat (?:ook )?(?:om|op)?|dan (?:werk|zit|ben|heb|moet|kan) ik|kan ik niet|lukt niet|lukt me niet|kan niet|komt niet uit|kunt u (?:ook )?(?:om|op)|of anders|schikt niet|past niet|is beter|komt beter|beter uit|heb liever|andere dag|ander tijdstip|iets later|iets eerder)\b`)
)

// leanAt tells whether the words around byte offset at of line i speak of the past or of what will be: the clause first, then the line, then
// the question it answers.
func (c *call) leanAt(i, at int) dutch.Lean {
	l := c.lines[i]
	if lean := leanOf(dutch.Fold(clauseAt(l.Text, at))); lean != dutch.Open {
		return lean
	}
	if q := c.previous(i); q >= 0 && c.lines[q].asks && l.ours() {
		if lean := leanOf(c.lines[q].fold); lean != dutch.Open {
			return lean
		}
	}
	if lean := leanOf(l.fold); lean != dutch.Open {
		return lean
	}
	for steps, j := 0, i; steps < 2; steps++ {
		if j = c.previous(j); j < 0 {
			break
		}
		if lean := leanOf(c.lines[j].fold); lean != dutch.Open {
			return lean
		}
	}
	return dutch.Open
}

// leanOfDate is the lean of a full date: the words between its commas, then the question that it answers, then its sentence.
func (c *call) leanOfDate(i, at int) dutch.Lean {
	text := c.lines[i].Text
	start := strings.LastIndexAny(text[:at], ".!?;,") + 1
	end := len(text)
	if j := strings.IndexAny(text[at:], ".!?;,"); j >= 0 {
		end = at + j
	}
	if lean := leanOf(dutch.Fold(text[start:end])); lean != dutch.Open {
		return lean
	}
	if q := c.previous(i); q >= 0 && c.lines[q].asks && c.lines[i].ours() {
		if lean := leanOf(c.lines[q].fold); lean != dutch.Open {
			return lean
		}
	}
	return leanOf(dutch.Fold(clauseAt(text, at)))
}

func clauseAt(text string, at int) string {
	start := strings.LastIndexAny(text[:at], ".!?;") + 1
	end := len(text)
	if j := strings.IndexAny(text[at:], ".!?;"); j >= 0 {
		end = at + j
	}
	return text[start:end]
}

func leanOf(fold string) dutch.Lean {
	past := len(pastWord.FindAllStringIndex(fold, 5))
	for _, w := range participle.FindAllString(fold, 6) {
		if !noParticle[w] && !planned[w] {
			past++
		}
	}
	ahead := len(aheadWord.FindAllStringIndex(fold, 5))
	switch {
	case past > ahead:
		return dutch.Past
	case ahead > past:
		return dutch.Ahead
	}
	return dutch.Open
}

// dates finds the days in a call, each once, as they stood after corrections and moves. A date of birth is told apart and left out.
func (c *call) dates() (dates []Date, births []Date) {
	var all []Date
	anchor := time.Time{}
	if c.held.IsZero() {
		all = c.datesWithoutDay()
	}
	for i := range c.lines {
		if !c.usable(i) || c.held.IsZero() {
			continue
		}
		found := c.datesIn(i, &anchor, all)
		for _, d := range found {
			if birth.MatchString(c.lines[i].fold) || c.asksBirth(i) {
				births = append(births, d)
				continue
			}
			all = append(all, d)
		}
		c.clockAlone(i, all)
	}
	c.moved(all)
	return settle(all), births
}

func (c *call) asksBirth(i int) bool {
	q := c.question(i)
	return q >= 0 && birth.MatchString(c.lines[q].fold)
}

// datesWithoutDay keeps the dates that need no day to count from: those with their year.
func (c *call) datesWithoutDay() []Date {
	var all []Date
	for i := range c.lines {
		if !c.usable(i) {
			continue
		}
		for _, d := range c.lines[i].days {
			if t, ok := dutch.FullDate(c.lines[i].Text[d.Start:d.End]); ok && !birth.MatchString(c.lines[i].fold) {
				all = append(all, Date{at: i, start: d.Start, day: t, precision: dutch.OnDay, Utt: []int{i}, Spoken: c.lines[i].Text[d.Start:d.End], What: c.sentenceAt(i, d.Start)})
			}
		}
	}
	return all
}

// datesIn reads the dates of line i, and their times. It drops from earlier those that the line corrects.
func (c *call) datesIn(i int, anchor *time.Time, earlier []Date) []Date {
	l := c.lines[i]
	days := l.days
	clocks := l.clocks
	var found []Date
	for _, d := range days {
		lean := c.leanOfDate(i, d.Start)
		if d.Relative { // a weekday or day of the month: only the words around say which one
			lean = c.leanAt(i, d.Start)
		}
		if d.Deadline {
			lean = dutch.Ahead
		}
		t, precision, ok := d.Resolve(c.held, lean, *anchor)
		if !ok || d.Anchored && len(found) == 0 && t.Equal(*anchor) && d.Part == dutch.NoPart {
			continue
		}
		// A weekday beside a date that falls on it says that date again.
		before := append(slices.Clone(earlier), found...)
		again := false // says a date again that has been named with its time
		if d.Weekday {
			if same, timed, ok := c.sameDay(i, d, before); ok {
				t, again = same, timed
			} else if last := lastAhead(before, i, c.held); last != nil && last.at != i && reschedule.MatchString(l.fold) {
				t = last.day.AddDate(0, 0, (int(t.Weekday())+6)%7-(int(last.day.Weekday())+6)%7)
				t = midnightOf(t)
			}
		}
		if d.Anchored && restates.MatchString(l.fold) {
			continue
		}
		said := l.Text[d.Start:d.End]
		if precision == dutch.InMonth && rentOf.MatchString(dutch.Fold(l.Text[:d.Start])) {
			precision = dutch.About // rent falls due on the first
		}
		x := Date{
			at: i, start: d.Start, day: t, precision: precision, Relative: d.Relative, Utt: []int{i}, Spoken: said, What: c.sentenceAt(i, d.Start),
			part: d.Part, weekday: d.Weekday, again: again,
		}
		if n := len(found) - 1; n >= 0 {
			between := dutch.Fold(l.Text[days[len(found)-1].Start:d.Start])
			if corrects.MatchString(between) && !found[n].day.Equal(t) && len(between) < 60 {
				found[n].gone = true
			}
		}
		if precision == dutch.OnDay || precision == dutch.About {
			*anchor = t
		}
		found = append(found, x)
	}
	if len(found) == 0 {
		return nil
	}
	for _, clock := range clocks {
		best := -1
		for k := range found {
			if found[k].gone || found[k].timed || found[k].again && !reschedule.MatchString(l.fold) {
				continue
			}
			if best < 0 || abs(found[k].start-clock.Start) < abs(found[best].start-clock.Start) {
				best = k
			}
		}
		if best >= 0 && (found[best].precision == dutch.OnDay || found[best].precision == dutch.About && found[best].weekday) {
			c.setClock(&found[best], clock, i)
			break
		}
	}
	if sameTime.MatchString(l.fold) {
		for k := len(earlier) - 1; k >= 0 && i-earlier[k].at <= 5; k-- {
			if e, d := earlier[k], &found[len(found)-1]; e.timed && !d.timed {
				d.day = time.Date(d.day.Year(), d.day.Month(), d.day.Day(), e.day.Hour(), e.day.Minute(), 0, 0, time.UTC)
				d.timed = true
				d.Utt = append([]int{e.at}, d.Utt...)
				break
			}
		}
	}
	return found
}

var (
	restates = expressed(`\b(?:dat|dit) is (?:dan |dus )?de dag\b`)
	rentOf   = expressed(`\b(?:huur|hypotheek|termijn|premie) (?:van|voor)(?: de maand)? $`)
	sameTime = expressed(`\b(?:de)?zelfde tijd(?:stip)?\b`)
)

// lastAhead returns the last date named in the few lines before i that lies after the call.
func lastAhead(earlier []Date, i int, held time.Time) *Date {
	if n := len(earlier) - 1; n >= 0 && i-earlier[n].at <= 3 && earlier[n].day.After(held) {
		return &earlier[n]
	}
	return nil
}

// setClock adds a time of day to a date.
func (c *call) setClock(d *Date, clock dutch.Clock, i int) {
	part := d.part
	for _, t := range append(slices.Clone(c.lines[i].tokens), c.lines[d.at].tokens...) {
		if p := dutch.PartOf(t.Text); p != dutch.NoPart && part == dutch.NoPart {
			part = p
		}
	}
	h, m := clock.At(part)
	d.day = time.Date(d.day.Year(), d.day.Month(), d.day.Day(), h, m, 0, 0, time.UTC)
	d.timed = true
	if last := d.Utt[len(d.Utt)-1]; last != i {
		d.Utt = append(d.Utt, i)
	}
	if hasPhrase(dutch.Fold(c.lines[i].Text[max(0, clock.Start-12):clock.Start]), "rond", "ongeveer", "tegen", "omstreeks", "circa") || strings.HasPrefix(dutch.Fold(strings.TrimSpace(c.lines[i].Text[clock.End:])), "ongeveer") {
		d.precision = dutch.About
	}
}

// sameDay finds a date named shortly before that falls on the weekday of d.
func (c *call) sameDay(i int, d dutch.Day, earlier []Date) (day time.Time, timed, found bool) {
	for k := len(earlier) - 1; k >= 0; k-- {
		e := earlier[k]
		if i-e.at > 3 {
			break
		}
		if !e.weekday && !e.gone && d.SameWeekday(e.day) && (e.precision == dutch.OnDay || e.precision == dutch.About && e.timed) {
			return time.Date(e.day.Year(), e.day.Month(), e.day.Day(), 0, 0, 0, 0, time.UTC), e.timed, true
		}
	}
	return time.Time{}, false, false
}

// clockAlone gives a time in a line without a date to the date named right before it.
func (c *call) clockAlone(i int, all []Date) {
	l := c.lines[i]
	if len(all) == 0 || len(l.days) > 0 {
		return
	}
	clocks := l.clocks
	if len(clocks) == 0 {
		return
	}
	d := &all[len(all)-1]
	steps := 0
	for j := c.previous(i); j > d.Utt[len(d.Utt)-1]; j = c.previous(j) {
		steps++
	}
	if d.Utt[len(d.Utt)-1] >= i || steps > 1 || d.precision != dutch.OnDay && !(d.precision == dutch.About && d.timed) {
		return
	}
	p := c.previous(i)
	switch {
	case !d.timed:
		c.setClock(d, clocks[0], i)
	case reschedule.MatchString(l.fold):
		c.setClock(d, proposed(l.Text, clocks), i)
	case p >= 0 && reschedule.MatchString(c.lines[p].fold) && len(l.tokens) <= 8, hasPhrase(l.fold, "is goed", "prima", "afgesproken", "doen we") && len(l.tokens) <= 8:
		c.setClock(d, clocks[0], i)
	}
}

// proposed picks the time that is asked for, not the one at which the speaker is busy: "half vier is beter, ik heb om drie uur fysio".
func proposed(text string, clocks []dutch.Clock) dutch.Clock {
	for k := len(clocks) - 1; k >= 0; k-- {
		start := strings.LastIndexAny(text[:clocks[k].Start], ",.!?;") + 1
		if !busyThen.MatchString(dutch.Fold(text[start:clocks[k].Start])) {
			return clocks[k]
		}
	}
	return clocks[len(clocks)-1]
}

var busyThen = expressed(`\b(?:ik heb|heb ik|werk|tot|zit ik|moet ik|ben ik|les|therapie)\b`)

// moved drops a date that was proposed and then replaced by another: "woensdag?" "Doe maar donderdag."
func (c *call) moved(all []Date) {
	for k := range all {
		d := &all[k]
		if d.gone || d.day.Before(midnightOf(c.held)) {
			continue
		}
		for n := k + 1; n < len(all); n++ {
			e := all[n]
			if e.at-d.at > 3 || e.gone {
				break
			}
			if e.at == d.at || midnightOf(e.day).Equal(midnightOf(d.day)) || c.lines[e.at].staff() == c.lines[d.at].staff() {
				continue
			}
			// The other only says again what stood beside it.
			if slices.ContainsFunc(all, func(x Date) bool { return x.at == d.at && midnightOf(x.day).Equal(midnightOf(e.day)) }) {
				continue
			}
			if reschedule.MatchString(c.lines[e.at].fold) || corrects.MatchString(c.lines[e.at].fold) && strings.HasPrefix(c.lines[e.at].fold, "nee") && !c.lines[d.at].asks {
				d.gone = true
			}
		}
	}
}

func midnightOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// settle writes the dates down, each day once; a mention with a time says more than one without. Two times on one day stay two.
func settle(all []Date) []Date {
	var out []Date
	for _, d := range all {
		if d.gone {
			continue
		}
		merged := false
		for k := range out {
			o := &out[k]
			if o.precision != d.precision && (o.precision == dutch.InMonth || d.precision == dutch.InMonth || o.precision == dutch.InYear || d.precision == dutch.InYear) {
				continue
			}
			same := o.day.Equal(d.day) || midnightOf(o.day).Equal(midnightOf(d.day)) && (!o.timed || !d.timed)
			if !same {
				continue
			}
			if d.at-o.Utt[len(o.Utt)-1] > 6 && (o.timed || d.timed || d.at-o.Utt[len(o.Utt)-1] > 25) {
				continue // the same day of another matter
			}
			if d.timed && !o.timed {
				o.day, o.timed = d.day, true
			}
			if d.precision == dutch.OnDay {
				o.precision = dutch.OnDay
			}
			for _, u := range d.Utt {
				if !slices.Contains(o.Utt, u) {
					o.Utt = append(o.Utt, u)
				}
			}
			merged = true
			break
		}
		if !merged {
			out = append(out, d)
		}
	}
	for k := range out {
		d := &out[k]
		slices.Sort(d.Utt)
		d.Check = d.Relative || d.precision == dutch.About
		d.Precision = string(d.precision)
		switch {
		case d.precision == dutch.InMonth:
			d.ISO = d.day.Format("2006-01")
		case d.precision == dutch.InYear:
			d.ISO = d.day.Format("2006")
		case d.timed:
			d.ISO = d.day.Format("2006-01-02T15:04")
			if d.precision == dutch.OnDay {
				d.Precision = "tijd"
			}
		default:
			d.ISO = d.day.Format(time.DateOnly)
		}
	}
	return out
}

func abs(n int) int { return max(n, -n) }
