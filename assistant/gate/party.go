package gate

import "wegwijzer/internal/dutch"

// Who does something to whom: a sentence may not say of the person what the page says of whoever harmed them, nor turn the two around.

// harmers are whoever is not the person: who did it, or somebody who is only pointed at.
var harmers = words("dader pleger verdachte veroordeelde diegene degene persoon hij stalker oplichter afperser")

// burdens are what is done to whoever did it.
var burdens = words("opleggen oplegt legt opgelegd straffen gestraft straft aanhouden aangehouden arresteren gearresteerd vervolgen vervolgd veroordelen veroordeeld verbieden verbiedt")

// toward are words behind which somebody stands who does not do it.
var toward = words("bij van aan met voor tegen door via naar over op in uit om namens zonder tot tussen")

// samePeople reports whether a part of a sentence has the people of a place of the passage, each on their own side.
func (r *reading) samePeople(part stretch, passage *reading, y telling) bool {
	place := passage.sentences[y.at]
	if !r.speaksOf(part, passage, y) || r.exchangesSubject(part, passage, y) || !r.sameDoer(part, passage, y) || !r.sameCompany(part, passage, y) || r.turnsHarm(part, passage, y) || r.withheld(part, passage, y) {
		return false
	}
	mine, theirs := r.doer(part), passage.doer(place)
	if mine < 0 && theirs < 0 {
		return true
	}
	mineIs, theirsIs := r.party(mine), passage.party(theirs)
	spoken := passage.hasYou(place) || y.context != nil && passage.hasYou(*y.context)
	if mineIs == you && theirs >= 0 && harmers[passage.words[theirs].Text] && !spoken {
		return false
	}
	if r.suffers(part, mine) && !spoken && !passage.within(place, []string{roleStem("slachtoffer")}) {
		for _, w := range passage.words[place.from:place.to] {
			if harmers[w.Text] || burdens[w.Text] {
				return false
			}
		}
	}
	if mineIs == "" || theirsIs == "" || mineIs == theirsIs {
		return true
	}
	if mineIs == you && !harmers[passage.words[theirs].Text] || theirsIs == you && !harmers[r.words[mine].Text] {
		return true
	}
	return !(passage.says(place, mineIs) && r.says(part, theirsIs)) // both are there, and have changed places
}

// speaksOf reports whether everyone whom a part speaks of stands in a place or beside it.
func (r *reading) speaksOf(part stretch, passage *reading, y telling) bool {
	from, to := max(0, y.at-2), min(len(passage.sentences), y.at+2)
	near := stretch{passage.sentences[from].from, passage.sentences[to-1].to}
	for _, m := range r.marks {
		if m.kind != aRole || m.at < part.from || m.at >= part.to || m.key == you || m.key == us || emergency[m.key] {
			continue
		}
		at := near
		if harmers[r.words[m.at].Text] {
			if r.saidOf(m, passage, from, to) {
				continue
			}
			at = passage.sentences[y.at]
			if y.at > 0 && passage.pointsAtSomebody(at) {
				at.from = passage.sentences[y.at-1].from
			}
		}
		if !passage.within(at, r.words[m.at].stems) && !passage.says(at, m.key) && !(y.context != nil && passage.says(*y.context, m.key)) {
			return false
		}
	}
	return true
}

// saidOf reports whether one of some sentences of the passage says of whoever m is what the clause around m says.
func (r *reading) saidOf(m mark, passage *reading, from, to int) bool {
	for _, c := range r.clauses {
		if m.at < c.from || m.at >= c.to {
			continue
		}
		about := r.bag(c)
		delete(about, firstStem(r.words[m.at]))
		for _, s := range passage.sentences[from:to] {
			if passage.says(s, m.key) && (len(about) == 0 || contained(about, passage.bag(s)) >= sided) {
				return true
			}
		}
	}
	return false
}

// pointsAtSomebody reports whether a stretch has a word for somebody who was named before it.
func (r *reading) pointsAtSomebody(s stretch) bool {
	for _, w := range r.words[s.from:s.to] {
		switch w.Text {
		case "hij", "diegene", "degene", "persoon":
			return true
		}
	}
	return false
}

// doer returns the number of the word for who does what a stretch says, or -1: the first one named before whom no "bij" or "van" stands; behind "door" in
// a sentence that is turned about.
func (r *reading) doer(s stretch) int {
	turned := false
	for i := s.from; i < s.to; i++ {
		switch r.words[i].Text {
		case "wordt", "worden", "word", "werd", "werden":
			turned = true
		case "door":
			for j := i + 1; turned && j < min(s.to, i+4); j++ {
				if r.party(j) != "" {
					return j
				}
			}
		}
	}
	for i := s.from; i < s.to && !turned; i++ {
		if r.party(i) != "" && !r.towards(i, s) && !((r.words[i].Text == "je" || r.words[i].Text == "u") && !r.isSubject(i, s)) {
			return i
		}
	}
	return -1
}

// towards reports whether word i stands behind a word that makes it no doer, with an article between them or not.
func (r *reading) towards(i int, s stretch) bool {
	for j := i - 1; j >= max(s.from, i-2); j-- {
		if toward[r.words[j].Text] {
			return true
		}
		if !articles[r.words[j].Text] && r.words[j].Text != "u" {
			return false
		}
	}
	return false
}

// isSubject reports whether "je" or "u" at i does something: a verb or a condition stands beside it.
func (r *reading) isSubject(i int, s stretch) bool {
	beside := func(j int) bool {
		w := r.words[j].Text
		return dutch.Finite(w) || dutch.Modal(w) != "" || ties[w] || w == "dat"
	}
	return i > s.from && beside(i-1) || i+1 < s.to && beside(i+1)
}

// party returns who word i names, or "".
func (r *reading) party(i int) string {
	if i < 0 {
		return ""
	}
	w := r.words[i]
	if w.Text == "jouw" || w.Text == "uw" || w.Text == "onze" || w.Text == "ons" {
		return ""
	}
	for _, m := range r.marks {
		if m.at == i && (m.kind == aRole || m.kind == aName) && !emergency[m.key] {
			return m.key
		}
	}
	if harmers[w.Text] {
		return w.Text
	}
	return ""
}

// says reports whether a stretch names somebody.
func (r *reading) says(s stretch, party string) bool {
	for i := s.from; i < s.to; i++ {
		if r.party(i) == party {
			return true
		}
	}
	return false
}

func (r *reading) hasYou(s stretch) bool {
	for _, w := range r.words[s.from:s.to] {
		if roles[w.Text] == you {
			return true
		}
	}
	return false
}

// suffers reports whether a part says that something is done to the person: "jou", or "je" with no noun of theirs behind it, beside another who does it.
func (r *reading) suffers(s stretch, doer int) bool {
	if doer < 0 || r.party(doer) == you {
		return false
	}
	for i := s.from; i < s.to; i++ {
		switch r.words[i].Text {
		case "jou":
			if !r.towards(i, s) {
				return true
			}
		case "je":
			if i > doer && i+1 < s.to && len(r.words[i+1].stems) == 0 && !dutch.Finite(r.words[i+1].Text) && !r.towards(i, s) && !ties[r.words[i-1].Text] {
				return true
			}
		}
	}
	return false
}
