package assistant

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
)

// agrees reports whether a mark of the passage is the mark m of a sentence.
func (m mark) agrees(p mark) bool { return m.kind == p.kind && m.key == p.key }

// The neighbourhood of a mark.
const (
	reach  = 8    // words with a meaning, on each side, within the sentence or the row
	astray = 0.12 // how much better a sentence must fit the place of another mark than that of its own to count as mistaken
)

// neighbours weighs the words around a mark: the nearest most.
func (r *reading) neighbours(m mark) map[string]float64 {
	s := r.sentences[r.words[m.at].sentence]
	near := map[string]float64{}
	add := func(i, distance int) bool {
		w := r.words[i]
		if len(w.stems) == 0 || !content(w.stems[0]) || unitWords[w.Text] {
			return false
		}
		weight := 2 / float64(1+distance)
		for n, stem := range w.stems {
			if n > 0 {
				weight = weight / 2
			}
			near[stem] = max(near[stem], weight)
		}
		return true
	}
	for i, n := m.at-1, 1; i >= s.from && n <= reach; i-- {
		if add(i, n) {
			n++
		}
	}
	for i, n := m.at+1, 1; i < s.to && n <= reach; i++ {
		if add(i, n) {
			n++
		}
	}
	return near
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
	mine := sentence.neighbours(m)
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
		r.near[i] = r.neighbours(r.marks[i])
	}
	return r.near[i]
}

// find collects the marks of the text in the order of their kinds.
func (r *reading) find() {
	r.findDates()
	r.findNumbers()
	r.findDays()
	r.findNames()
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
