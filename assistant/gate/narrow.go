package gate

import (
	"strings"

	"wegwijzer/internal/dutch"
)

var (
	conditions = words("als indien tenzij mits zolang zodra wanneer behalve uitgezonderd")
	// solely narrows what follows it; "alleen" for "by oneself" is followed by none of these.
	solely       = words("alleen uitsluitend enkel slechts")
	solelyBefore = words("als bij voor met na in op via tijdens door wanneer de het een mensen slachtoffers nabestaanden kinderen jongeren wie wat je jouw aan tegen onder boven vanaf tot zolang indien")
	bounds       = words("vanaf onder boven tot jonger ouder")
	// grave are words that say how bad something must be, or how old somebody.
	grave = words("ernstig ernstige ernstigste zwaar zware zwaarste blijvend blijvende opzettelijk opzettelijke dodelijk dodelijke seksueel seksuele minderjarig minderjarige meerderjarig meerderjarige volwassen")
	// Before the verb these open what a sentence is narrowed to.
	fronted = words("bij na tijdens zonder")
	ofGroup = words("vanaf met van uit onder boven na zonder tot")
	noGroup = words("je u jij wij we ze zij hij het dat dit er daar hier dan ook in op aan voor met bij na via van als wat wie hoe waar wanneer niet alleen soms vaak meestal zo nu daarna")
	doers   = words("je u jij wij we ze zij hij het dat de een er iemand")
	likened = words("zo net even ook zelfs dezelfde hetzelfde vooral anders bijvoorbeeld")
)

// limits returns the pieces of a sentence that say when it holds, or for whom.
func (r *reading) limits(s stretch) []narrowing {
	var all []narrowing
	add := func(from, to int, except bool) {
		if to > from {
			all = append(all, narrowing{stretch{from, to}, except})
		}
	}
	denies := false
	for j := s.from; j < s.to; j++ {
		w := r.words[j].Text
		end := r.clauseEnd(j, s)
		switch {
		case conditions[w] && r.conditions(j, s):
			add(j+1, end, exceptions[w])
			j = end - 1
		case solely[w] && !(j > s.from && negations[r.words[j-1].Text]) && j+1 < s.to && (j == s.from || solelyBefore[r.words[j+1].Text]):
			if verb := r.verbAt(s); j == s.from && verb > j+1 {
				end = verb
			}
			add(j+1, end, false)
		case w == "wie" && j == s.from && strings.Contains(r.gap(end), ","):
			add(j+1, end, false)
		case bounds[w]:
			if to := r.aged(j, s); to > 0 {
				add(j+1, to, false)
			}
		case grave[w]:
			add(j, j+1, false)
		case w == "zonder" && denies:
			add(j+1, end, false)
		case (w == "die" || w == "dat") && j > s.from && j <= s.from+3 && !noGroup[r.words[s.from].Text] && !r.verbIn(s.from, j) && end < s.to:
			add(j+1, end, false)
		}
		denies = denies || negations[w] && w != "zonder"
	}
	if end := r.clauseEnd(s.from, s); dutch.Finite(r.words[s.from].Text) && end < s.to && r.words[end].Text == "dan" && strings.Contains(r.gap(end), ",") {
		add(s.from+1, end, false) // "Is er na acht maanden niet alles betaald, dan…"
	}
	if to := r.verbAt(s); to > 0 {
		switch first := r.words[s.from].Text; {
		case fronted[first]:
			add(s.from+1, to, false)
		case (!noGroup[first] || first == "het" && s.from+1 < s.to && content(firstStem(r.words[s.from+1]))) && !dutch.Finite(first):
			for j := s.from + 1; j < to && j <= s.from+3; j++ {
				if ofGroup[r.words[j].Text] {
					add(j+1, to, false)
					break
				}
			}
		}
	}
	return all
}

// conditions reports whether word j opens a condition, and no comparison, role or indirect question.
func (r *reading) conditions(j int, s stretch) bool {
	if j > s.from && likened[r.words[j-1].Text] {
		return false
	}
	switch r.words[j].Text {
	case "als":
		if j == s.from || j+1 < s.to && (doers[r.words[j+1].Text] || r.clauseEnd(j, s)-j > 3) {
			return j+1 >= s.to || r.words[j+1].Text != "slachtoffer"
		}
		return false
	case "wanneer":
		return j == s.from && !strings.HasPrefix(strings.TrimSpace(r.behind(r.words[j].sentence)), "?") || strings.Contains(r.gap(j), ",") && j+1 < s.to && doers[r.words[j+1].Text]
	}
	return true
}

// clauseEnd returns where the clause that word j is in ends.
func (r *reading) clauseEnd(j int, s stretch) int {
	for i := j + 1; i < s.to; i++ {
		if strings.ContainsAny(r.gap(i), ",;:()|–—") {
			return i
		}
	}
	return s.to
}

// aged returns where a bound of age or term that word j opens ends, or 0.
func (r *reading) aged(j int, s stretch) int {
	for i := j + 1; i < min(s.to, j+4); i++ {
		if r.dated[i] && r.words[j].Text == "vanaf" {
			to := i
			for to < s.to && r.dated[to] {
				to++
			}
			return to
		}
		if !r.counting[i] {
			continue
		}
		for _, m := range r.marks {
			if m.kind == aNumber && m.at == i && (m.number.unit == "jaar" || m.number.unit == "" && m.number.value >= 4 && m.number.value <= 99 && m.number.counted == "") {
				return i + 1
			}
		}
		return 0
	}
	return 0
}

func (r *reading) verbIn(from, to int) bool {
	for _, w := range r.words[from:to] {
		if dutch.Finite(w.Text) {
			return true
		}
	}
	return false
}

// verbAt returns where the verb of a sentence stands when something longer than a word is before it, or 0. Behind what comes first a verb is
// followed by who does it.
func (r *reading) verbAt(s stretch) int {
	for j := s.from + 1; j < min(s.to, s.from+9); j++ {
		if strings.ContainsAny(r.gap(j), ",;:()|–—") {
			return 0
		}
		if dutch.Finite(r.words[j].Text) {
			return j
		}
	}
	return 0
}

// duty is what a sentence says that somebody may, must or need not do.
type duty int

const (
	must duty = 1 << iota
	may
	need
	can
	order // it only tells somebody to do it
)

// dutyOf reads the duties of a stretch.
func (r *reading) dutyOf(s stretch) duty {
	var d duty
	for i := s.from; i < s.to; i++ {
		switch w := r.words[i].Text; {
		case dutch.Modal(w) == "moet", w == "verplicht", w == "nodig":
			d |= must
		case dutch.Modal(w) == "mag", w == "recht":
			d |= may
		case dutch.Modal(w) == "hoeft":
			d |= need
		case dutch.Modal(w) == "kan", w == "mogelijk":
			d |= can
		}
	}
	if first := r.words[s.from]; d == 0 && !noGroup[first.Text] && !articles[first.Text] && !r.verbIn(s.from+1, min(s.to, s.from+imperative)) {
		d |= order
	}
	return d
}

// imperative is within how many words from its first one a sentence that tells somebody to do something has no other verb.
const imperative = 6

// asks reads what a stretch of a sentence says that somebody may, must or need not do.
func (r *reading) asks(s stretch) duty {
	var d duty
	for i := s.from; i < s.to; i++ {
		switch w := r.words[i].Text; {
		case dutch.Modal(w) == "moet", w == "verplicht":
			d |= must
		case dutch.Modal(w) == "mag":
			d |= may
		case dutch.Modal(w) == "hoeft":
			d |= need
		case dutch.Modal(w) == "kan":
			d |= can
		}
	}
	return d
}

// permits reports whether a place gives the duties that a part of a sentence asks, of the bodies that it names. "Kan" says least: every place does.
func (r *reading) permits(part stretch, asked duty, passage *reading, y telling, besides duty) bool {
	d := y.duty | besides
	denies := r.denials(part, nil)%2 == 1
	switch {
	case asked&may != 0 && (d&(may|can) == 0 || denies && d&need != 0 && d&may == 0),
		asked&need != 0 && d&(need|must) == 0,
		asked&must != 0 && d&(must|order) == 0:
		return false
	case asked&(must|may|need) == 0:
		return true
	}
	for i := part.from; i < part.to; i++ {
		if r.named[i] && !passage.within(passage.sentences[y.at], r.words[i].stems) && !(y.at > 0 && passage.within(passage.sentences[y.at-1], r.words[i].stems)) {
			return false
		}
	}
	return true
}
