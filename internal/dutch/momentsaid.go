package dutch

import (
	"slices"
	"strings"
	"time"
)

// said is one thing that was said, with where and how.
type said struct {
	at, end int
	moment  Moment
	isDay   bool
	not     bool
	soft    bool
}

// wantedDay reports whether the day at i begins something else: ik werk, dinsdag kan ik.
func (r *momentReader) wantedDay(i int) bool {
	return r.t[i].gap != " " || r.w(i+1) == "kan" || r.w(i+1) == "wel"
}

// later reports whether the "liever" at i is about a shift: liever iets later.
func (r *momentReader) later(i int) bool {
	if r.w(i) != "liever" {
		return false
	}
	for k := i + 1; k <= i+3; k++ {
		if r.w(k) == "later" || r.w(k) == "eerder" {
			return true
		}
	}
	return false
}

// correction reports whether "liever" at i takes back the day before it: "woensdag, nee liever donderdag"; not in "woensdag liever na tienen".
func (r *momentReader) correction(i int) bool {
	for k := i - 2; k < i; k++ {
		if r.w(k) == "nee" || r.w(k) == "toch" || r.w(k) == "bij" {
			return true
		}
	}
	return false
}

// listGoesOn reports whether after a comma at i the list of what does not suit goes on: niet op maandag, dinsdag of woensdag.
func (r *momentReader) listGoesOn(i int) bool {
	if r.weekday(i) < 0 && dayParts[r.w(i)] == noPart {
		return false
	}
	for k := i + 1; k < min(i+4, len(r.t)); k++ {
		if r.w(k) == "of" || r.w(k) == "en" {
			return true
		}
		if r.t[k].gap != " " {
			continue
		}
		if r.weekday(k) < 0 {
			break
		}
	}
	return false
}

// refusal reads what follows a moment that does not suit: "woensdag niet", "dan kan ik niet", "werk ik". It returns the number of tokens of
// the refusal at i, 0 when the word belongs to what comes.
func (r *momentReader) refusal(i int) int {
	if r.w(i) != "niet" {
		if r.w(i) == "geen" && (r.w(i+1) == "tijd" || r.w(i+1) == "optie" || r.w(i+1) == "time") {
			return 2
		}
		return 0
	}
	k := i + 1
	for k < len(r.t) && r.t[k].gap == " " {
		switch r.w(k) {
		case "op", "de", "voor", "na", "in", "s", "tussen", "te", "aan", "om", "before", "on":
			k++
			continue
		}
		break
	}
	if k < len(r.t) && r.t[k].gap == " " {
		saved := r.wish
		_, n, _ := r.one(k)
		if k > i+1 && n == 0 {
			_, n, _ = r.one(i + 1)
		}
		next := k + n
		r.wish = saved
		if n > 0 && r.w(next) != "wel" && !(r.w(next) == "kan" || r.w(next) == "gaat" || r.w(next) == "lukt" && r.w(next+1) == "wel") {
			return 0
		}
	}
	return 1
}

// wanted reports whether the words between a moment and a "niet" keep them apart.
func (r *momentReader) wanted(from, to int) bool {
	if to-from > 5 {
		return true
	}
	for k := from; k < to; k++ {
		if !refusing[r.w(k)] {
			return true
		}
		if k > from && r.t[k].gap != " " && strings.ContainsAny(r.t[k].gap, ".!?;") {
			return true
		}
	}
	return to < len(r.t) && strings.ContainsAny(r.t[to].gap, ".!?;,")
}

// refusing are the words that may stand between a moment and the "niet" that refuses it.
var refusing = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("ben bent kan kun kunt kunnen ik dan lukt me mij gaat het t past komt hij zij ze we wij i can dat dus zou ook even helaas echt eigenlijk gewoon mijn man vrouw moeder vader zoon dochter m n zal do does work werkt is schikt je u") {
		m[w] = true
	}
	return m
}()

// refuse makes the moments that a refusal closes unsuitable: the last one, and those listed with it.
func (r *momentReader) refuse(all []said) {
	for k := len(all) - 1; k >= 0; k-- {
		s := &all[k]
		s.not = true
		if s.isDay && s.moment.plain {
			s.moment = Moment{Weekdays: 1 << s.moment.From.Weekday()}
		}
		if k == 0 {
			return
		}
		gap := s.at - all[k-1].end
		listed := gap == 1 && (r.w(s.at-1) == "en" || r.w(s.at-1) == "of") || gap == 0 && s.isDay != all[k-1].isDay || gap == 0 && r.t[s.at].gap == ","
		if !listed {
			return
		}
	}
}

// busy are the words with which people say that they cannot come: "op woensdag werk ik".
var busy = map[string]bool{"werk": true, "school": true, "moet": true, "zit": true}

// leisure are the words with which a person who has something on a day says to be free then: "ik heb dinsdag tijd".
var leisure = map[string]bool{
	"tijd": true, "ruimte": true, "vrij": true, "wel": true, "niets": true, "niks": true, "graag": true, "gat": true, "gaatje": true, "plek": true, "nodig": true, "kans": true, "vakantie": true,
}

// engaged reports whether what follows at i is something that a person has to do: de tandarts, een cursus. The words are looked at up to the next sign.
func (r *momentReader) engaged(i int) bool {
	seen := 0
	for k := i; k < min(i+6, len(r.t)); k++ {
		if k > i && r.t[k].gap != " " || r.t[k].digits != "" {
			break
		}
		if leisure[r.w(k)] || leisure[r.t[k].typed] || r.w(k) == "tot" {
			return false
		}
		if dayParts[r.w(k)] == noPart && r.w(k) != "om" && r.w(k) != "s" && r.w(k) != "de" && r.w(k) != "hele" && r.w(k) != "dag" && r.w(k) != "in" && r.w(k) != "op" {
			seen++
		}
	}
	return seen > 0
}

// combine makes the wish of what was said.
func (r *momentReader) combine(all []said, breaks []int) {
	for i := range all {
		s := &all[i]
		if s.not || !s.isDay {
			continue
		}
		// ik heb dinsdag thuiszorg; morgen is een feestdag
		taken := (r.w(s.at-2) == "ik" && r.w(s.at-1) == "heb" && r.engaged(s.end) || r.w(s.end) == "heb" && r.w(s.end+1) == "ik" && r.engaged(s.end+2)) && r.t[min(s.end, len(r.t)-1)].gap == " "
		if taken || r.w(s.end) == "is" && (r.w(s.end+1) == "een" || r.w(s.end+1) == "mijn") {
			s.not = true
			if s.moment.plain {
				s.moment = Moment{Weekdays: 1 << s.moment.From.Weekday()}
			}
			continue
		}
		// op woensdag werk ik, dinsdag heb ik les, vrijdag ben ik er niet
		w1, w2 := r.w(s.end), r.w(s.end+1)
		if busy[w1] && (w2 == "ik" || w2 == "i") || (w1 == "heb" && w2 == "ik" && (r.w(s.end+2) == "geen" || r.w(s.end+2) == "les" || r.w(s.end+2) == "school")) || w1 == "ben" && w2 == "ik" && (r.w(s.end+2) == "weg" || r.w(s.end+2) == "vrij" && false || r.w(s.end+2) == "bezet") {
			s.not = true
			if s.moment.plain {
				s.moment = Moment{Weekdays: 1 << s.moment.From.Weekday()}
			}
		}
	}
	for i, s := range all {
		if r.w(s.end) == "is" && r.w(s.end+1) == "te" { // vanavond is te laat
			r.refuse(all[:i+1])
		}
		if s.isDay && s.end+1 < len(r.t) && r.w(s.end) == "is" && r.t[s.end+1].typed == "beter" { // maandag, maar dinsdag is beter
			breaks = append(breaks, s.at)
		}
	}
	for i := len(all) - 1; i > 0; i-- { // de tiende en de elfde ben ik weg
		a, b := &all[i-1], all[i]
		if b.not && b.isDay && a.isDay && !a.not && b.at-a.end == 1 && r.w(a.end) == "en" && b.moment.OneDay() && a.moment.OneDay() && !a.moment.plain {
			a.not = true
		}
	}
	var wanted []said
	var refused []said // days of which only an hour does not suit
	for i, s := range all {
		switch {
		case s.not:
			m := s.moment
			// niet woensdag voor tien uur: both at once
			if i+1 < len(all) && all[i+1].not && s.isDay && !all[i+1].isDay && all[i+1].at == s.end && s.soft == all[i+1].soft {
				m.Start, m.End, m.Timed = all[i+1].moment.Start, all[i+1].moment.End, true
				all[i+1].moment = m
				refused = append(refused, s)
				continue
			}
			if s.soft {
				r.wish.RatherNot = append(r.wish.RatherNot, m)
			} else {
				r.wish.Not = append(r.wish.Not, m)
			}
		default:
			wanted = append(wanted, s)
		}
	}
	// dinsdag om tien uur niet, wel om elf uur: the day stays
	if len(refused) == 1 && len(wanted) > 0 && !slices.ContainsFunc(wanted, func(s said) bool { return s.isDay || s.at < refused[0].at }) {
		day := refused[0]
		if m := day.moment; m.From.IsZero() {
			for d := range 7 {
				if m.Weekdays == 1<<d {
					next := r.onOrAfter(r.today.Add(1), time.Weekday(d))
					day.moment = Moment{From: next, To: next}
				}
			}
		}
		if day.not = false; !day.moment.From.IsZero() {
			wanted = append([]said{day}, wanted...)
		}
	}
	wanted = r.dropTakenBack(wanted, breaks)
	r.moveToWeek(wanted)
	r.options(wanted)
	r.dropPast()
}

// dropTakenBack leaves out what the person took back: of two days with a change of mind between them the later holds, and so of two times.
func (r *momentReader) dropTakenBack(wanted []said, breaks []int) []said {
	kept := slices.Clone(wanted)
	for _, b := range breaks {
		day, timed := false, false
		for _, s := range kept {
			if s.at >= b {
				day = day || s.isDay
				timed = timed || !s.isDay
			}
		}
		if !day && !timed {
			continue
		}
		kept = slices.DeleteFunc(kept, func(s said) bool {
			gone := s.at < b && (s.isDay && day || !s.isDay && timed)
			r.wish.Corrected = r.wish.Corrected || gone
			return gone
		})
	}
	return kept
}

// moveToWeek gives bare days the week that is named behind them: maandag of dinsdag volgende week.
func (r *momentReader) moveToWeek(wanted []said) {
	for i := 1; i < len(wanted); i++ {
		a, b := &wanted[i-1], wanted[i]
		if a.isDay && b.isDay && a.moment.plain && !b.moment.plain && b.moment.OneDay() && b.at-a.end <= 1 && r.weekNamed(b) {
			a.moment.From = mondayOf(b.moment.From).Add((int(a.moment.From.Weekday()) + 6) % 7)
			a.moment.To, a.moment.plain = a.moment.From, false
		}
	}
}

func (r *momentReader) weekNamed(s said) bool {
	for k := s.at; k < s.end; k++ {
		if r.w(k) == "week" {
			return true
		}
	}
	return false
}
