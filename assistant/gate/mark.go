package gate

import "strings"

// mark is something in a text that must agree to the letter: a number, a date, a day, a name. Its neighbours say what it is of.
type mark struct {
	kind   markKind
	key    string
	at     int // number of the word
	number number
	date   date
}

type markKind int

const (
	aNumber markKind = iota
	aDate
	aDay
	aName
	aRole
)

// agrees reports whether a mark of the passage is the mark m of a sentence.
func (m mark) agrees(p mark) bool { return m.kind == p.kind && m.key == p.key }

// The neighbourhood of a mark.
const (
	reach   = 8    // words with a meaning, on each side, within the sentence or the row
	parting = 2.0  // how much further off a word is behind a comma
	astray  = 0.12 // how much better a sentence must fit the place of another mark than that of its own to count as mistaken
)

// neighbours weighs the words around a mark: the nearest most, and once more by the side they stand on. Behind a comma or another mark
// everything is further away: what stands there is said of something else. Of a name the other words with a capital do not count, but
// for the one that opens the sentence: they may be part of it.
func (r *reading) neighbours(at int, named bool) map[string]float64 {
	s := r.sentences[r.words[at].sentence]
	near := make(map[string]float64, 4*reach)
	add := func(i int, distance float64, side string) bool {
		w := r.words[i]
		if len(w.stems) == 0 || !content(w.stems[0]) || unitWords[w.Text] || r.counting[i] || named && (i != s.from && capital(r.written(i)) || w.Text == "justitie") {
			return false
		}
		weight := 1 / (1 + distance)
		near[w.stems[0]] = max(near[w.stems[0]], weight)
		near[side+w.stems[0]] = max(near[side+w.stems[0]], weight)
		return true
	}
	distance, n := 1.0, 0
	for i := at - 1; i >= s.from && n < reach; i-- {
		if r.parted(i + 1) {
			distance += parting
		}
		if add(i, distance, "<") {
			n, distance = n+1, distance+1
		}
	}
	distance, n = 1, 0
	for i := at + 1; i < s.to && n < reach; i++ {
		if r.parted(i) {
			distance += parting
		}
		if add(i, distance, ">") {
			n, distance = n+1, distance+1
		}
	}
	return near
}

// parted reports whether word i begins behind a mark or a word that parts what is said of one thing from what is said of another.
func (r *reading) parted(i int) bool {
	w := r.words[i].Text
	return w == "en" || w == "of" || w == "maar" || strings.ContainsAny(r.gap(i), ",;:()|–—")
}

// unitWords say what a number counts and not what it is of.
var unitWords = words("euro euros procent minuut minuten uur uren dag dagen werkdag werkdagen week weken maand maanden jaar jaren keer")

// fit is the share of the neighbourhood a that b has too, at about the same distance.
func fit(a, b map[string]float64) float64 {
	total, same := 0.0, 0.0
	for w, x := range a {
		total += x
		same += min(x, b[w])
	}
	if total == 0 {
		return 0
	}
	return same / total
}

// belongs reports whether the mark m of sentence stands in the passage with the things the sentence says it of: same tells which marks
// are the mark itself. It does not when the passage has the same mark elsewhere only, and another of its kind in the place the sentence
// describes ("20.000 euro" for the children, where it is what the partner gets).
func (r *reading) belongs(m mark, sentence *reading, same func(p mark) bool, rival func(p mark) bool) bool {
	mine := sentence.neighbours(m.at, false)
	own, other := -1.0, -1.0
	for i, p := range r.marks {
		switch {
		case same(p):
			own = max(own, fit(mine, r.around(i)))
		case rival(p):
			other = max(other, fit(mine, r.around(i)))
		}
	}
	return own >= 0 && other <= own+astray
}

// around returns the neighbours of one of the text's own marks, remembered.
func (r *reading) around(i int) map[string]float64 {
	if r.near[i] == nil {
		r.near[i] = r.neighbours(r.marks[i].at, r.marks[i].kind == aName || r.marks[i].kind == aRole)
	}
	return r.near[i]
}

// find collects the marks of the text in the order of their kinds.
func (r *reading) find() {
	r.findDates()
	r.findNumbers()
	r.findDays()
	r.findNames()
	r.findRoles()
	r.near = make([]map[string]float64, len(r.marks))
}

// standing reports whether every mark of one kind in the sentence stands in the passage, about the same things.
func standing(kind markKind, sentence, passage *reading) bool {
	for _, m := range sentence.marks {
		if m.kind == kind && !passage.belongs(m, sentence, m.agrees, func(p mark) bool { return p.kind == kind && p.key != m.key }) {
			return false
		}
	}
	return true
}

// samePlace is how alike the words around two numbers must be for the numbers to be of the same thing. Below it they are about other
// people or another case, and both are true: what a partner gets and what a child gets.
const samePlace = 0.5

// OtherFigure reports whether two texts give different figures of one thing: numbers of one unit, with the same words around them.
func OtherFigure(a, b string) bool {
	x, y := read(a), read(b)
	for i, m := range x.marks {
		for j, n := range y.marks {
			if m.kind != aNumber || n.kind != aNumber || m.number.unit == "" || m.number.unit != n.number.unit || m.key == n.key {
				continue
			}
			if fit(x.around(i), y.around(j)) >= samePlace && fit(y.around(j), x.around(i)) >= samePlace {
				return true
			}
		}
	}
	return false
}
