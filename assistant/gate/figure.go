package gate

import (
	"regexp"
	"strconv"
	"strings"

	"wegwijzer/internal/dutch"
)

// number is a quantity, time or code as it is compared.
type number struct {
	value   float64
	unit    string
	code    string
	counted string // the stem of what a number without a unit counts; "" when nothing follows it
	way     int    // -1 at most or within it, 1 at least or after it
	strict  bool   // the sentence promises something else when that is left out: "maximaal", "minstens"
	partner string // the key of the other end of a range that it closes
}

func (n number) key() string {
	if n.code != "" {
		return n.code
	}
	return strconv.FormatFloat(n.value, 'f', -1, 64)
}

// is reports whether a number of the passage is the number n of a sentence. A number may go without its unit, but not with another.
func (n number) is(p number) bool {
	if n.code != "" || p.code != "" {
		return n.code == p.code
	}
	return n.value == p.value && (n.unit == p.unit || n.unit == "")
}

// bounded reports whether a number of the passage is bounded as n is: neither turned around, nor made firmer or looser.
func (n number) bounded(p number) bool {
	return n.way*p.way >= 0 && (n.way != 0 || !p.strict) && (p.way != 0 || !n.strict)
}

var (
	telephones = regexp.MustCompile(`(?:\+31[ -]?|\b0)\d{1,3}(?:[ -]?\d){5,9}\b`)
	ordinal    = regexp.MustCompile(`^(\d+)(?:e|ste|de)$`)
	aged       = regexp.MustCompile(`^(\d+)-jarigen?$`)
)

var ordinals = func() map[string]string {
	m := map[string]string{}
	for i, w := range strings.Fields("tweede derde vierde vijfde zesde zevende achtste negende tiende") {
		m[w] = strconv.Itoa(i+2) + "e"
	}
	return m
}()

// shares are quantities in words that dutch.Numbers leaves alone.
var shares = words("half halve helft kwart kwartier dubbel dubbele tientallen honderden duizenden miljoenen eenmaal tweemaal driemaal eenmalig")

// findNumbers marks the numbers that are no part of a date.
func (r *reading) findNumbers() {
	if len(r.words) == 0 {
		return
	}
	r.counting = make([]bool, len(r.words))
	calls := telephones.FindAllStringIndex(r.text, -1)
	for _, c := range calls {
		digits := strings.NewReplacer(" ", "", "-", "", "+31", "0").Replace(r.text[c[0]:c[1]])
		r.marks = append(r.marks, mark{kind: aNumber, key: digits, at: r.at(c[0]), number: number{code: digits}})
	}
	first := len(r.marks)
	place := 0
	for _, n := range dutch.Numbers(r.text) {
		for place+1 < len(r.words) && r.words[place].End <= n.Start {
			place++
		}
		r.counting[place] = true
		if r.dated[place] || inside(n.Start, calls) {
			continue
		}
		r.addNumber(n, place)
	}
	for i, w := range r.words {
		if code := ordinals[w.Text]; code != "" {
			r.marks = append(r.marks, mark{kind: aNumber, key: code, at: i, number: number{code: code}})
		}
	}
	r.joinRanges(first)
}

func inside(at int, spans [][]int) bool {
	for _, s := range spans {
		if at >= s[0] && at < s[1] {
			return true
		}
	}
	return false
}

func (r *reading) addNumber(n dutch.Number, i int) {
	add := func(x number) {
		x.way, x.strict = r.bound(i, x.unit)
		r.marks = append(r.marks, mark{kind: aNumber, key: x.key(), at: i, number: x})
	}
	token := r.words[i].Text
	if n.Code == "" {
		add(number{value: n.Value, unit: n.Unit, counted: r.counted(i, n.Unit)})
		return
	}
	if m := aged.FindStringSubmatch(token); m != nil {
		add(number{value: float64(atoi(m[1])), unit: "jaar"})
		return
	}
	if a, b, ok := strings.Cut(token, "-"); ok && n.Unit != "artikel" {
		x, okA := quantity(a)
		y, okB := quantity(b)
		if okA && okB {
			unit := n.Unit
			if i+1 < len(r.words) && unit == "" {
				unit = following(r.words[i+1].Text)
			}
			if unit == "" && strings.Contains(token, ".") {
				unit = "uur"
			}
			add(number{value: x, unit: unit})
			add(number{value: y, unit: unit, partner: number{value: x}.key()})
			return
		}
	}
	if v, ok := quantity(token); ok && n.Unit != "artikel" { // 08.00 and 8 uur are one time
		add(number{value: v, unit: "uur"})
		return
	}
	code := strings.NewReplacer("-", "", " ", "").Replace(n.Code)
	if m := ordinal.FindStringSubmatch(code); m != nil && n.Unit != "artikel" {
		code = m[1] + "e"
	}
	add(number{code: code})
}

// following gives the unit that a word after a number stands for, as dutch.Numbers reads it.
func following(w string) string {
	if n := dutch.Numbers("2 " + w); len(n) == 1 {
		return n[0].Unit
	}
	return ""
}

// quantity reads a plain number or a time ("8", "08.30", "8:30"); a time gives its hours.
func quantity(s string) (float64, bool) {
	h, m, timed := strings.Cut(strings.ReplaceAll(s, ":", "."), ".")
	if timed {
		if len(h) > 2 || len(m) != 2 || !digitsOnly(h) || !digitsOnly(m) || atoi(h) > 24 || atoi(m) > 59 {
			return 0, false
		}
		return float64(atoi(h)) + float64(atoi(m))/60, true
	}
	if s == "" || len(s) > 6 || !digitsOnly(s) || s[0] == '0' && len(s) > 1 {
		return 0, false
	}
	return float64(atoi(s)), true
}

func digitsOnly(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// counted returns the stem of the word right after a number without a unit, when that is what it counts.
func (r *reading) counted(i int, unit string) string {
	if unit != "" || i+1 >= len(r.words) || r.words[i+1].sentence != r.words[i].sentence || strings.TrimSpace(r.gap(i+1)) != "" {
		return ""
	}
	if next := r.words[i+1]; len(next.stems) > 0 && content(next.stems[0]) {
		return next.stems[0]
	}
	return ""
}

// bound reads the words around a number that make it a limit.
func (r *reading) bound(i int, unit string) (way int, strict bool) {
	s := r.sentences[r.words[i].sentence]
	word := func(j int) string {
		if j < s.from || j >= s.to {
			return ""
		}
		return r.words[j].Text
	}
	deny := func(j, way int) (int, bool) {
		if w := word(j); w == "niet" || w == "geen" {
			way = -way
		}
		return way, true
	}
	switch word(i - 1) {
	case "maximaal", "hoogstens", "hooguit", "hoogste", "max", "maximum":
		return -1, true
	case "minimaal", "minstens", "tenminste", "minste", "minst", "min", "minimum":
		return 1, true
	case "dan":
		if way = comparison[word(i-2)]; way != 0 {
			return deny(i-3, way)
		}
	case "van":
		switch word(i - 2) {
		case "maximum":
			return -1, true
		case "minimum":
			return 1, true
		}
	case "tot":
		if unit == "euro" {
			return -1, word(i-2) == "" || dutch.Stop(word(i-2))
		}
	}
	for j := i + 1; j <= i+3; j++ {
		if w := word(j); w == "of" || w == "en" {
			if way = comparison[word(j+1)]; way != 0 {
				return way, true
			}
		}
	}
	return r.side(i), false
}

var comparison = map[string]int{
	"meer": 1, "langer": 1, "ouder": 1, "hoger": 1, "later": 1, "minder": -1, "korter": -1, "jonger": -1, "lager": -1, "eerder": -1,
}

// joinRanges gives the first number of a range the unit of the second ("4 tot 6 weken"), and the second the key of the first.
func (r *reading) joinRanges(first int) {
	for i := first; i+1 < len(r.marks); i++ {
		a, b := &r.marks[i], &r.marks[i+1]
		if a.number.code != "" || b.number.code != "" || b.at <= a.at || b.at > a.at+4 || r.words[a.at].sentence != r.words[b.at].sentence {
			continue
		}
		joined, ordered := true, false
		for j := a.at + 1; j < b.at; j++ {
			switch w := r.words[j].Text; {
			case w == "tot" || w == "t":
				ordered = true
			case w == "met" || w == "m" || w == "en" || w == "of" || w == "a" || unitWords[w]:
			default:
				joined = false
			}
		}
		if !joined {
			continue
		}
		if a.number.unit == "" {
			a.number.unit, a.number.counted = b.number.unit, ""
		}
		if ordered || strings.Contains(r.gap(b.at), "-") {
			b.number.partner, b.number.way, b.number.strict = a.key, 0, false
		}
	}
}

// numbersStand reports whether every number of the sentence stands in the passage: with its unit, as much of a limit, and of the same thing.
func numbersStand(sentence, passage *reading) bool {
	for _, w := range sentence.words {
		if shares[w.Text] && !passage.tokens[w.Text] || !digitFirst(w.Text) && strings.ContainsAny(w.Text, "0123456789") && !strings.ContainsAny(w.Text, ".@") && !passage.tokens[w.Text] {
			return false
		}
	}
	if sentence.repeats(passage) {
		return false
	}
	for _, m := range sentence.marks {
		if m.kind != aNumber {
			continue
		}
		n := m.number
		same := func(p mark) bool {
			if p.kind == aDate {
				return n.unit == "" && n.code == "" && n.value == float64(p.date.year)
			}
			return p.kind == aNumber && n.is(p.number) && n.bounded(p.number) && passage.counts(p, n)
		}
		rival := func(p mark) bool {
			return p.kind == aNumber && !n.is(p.number) && (n.code == "") == (p.number.code == "") && n.unit == p.number.unit
		}
		if !passage.belongs(m, sentence, same, rival) && !(n.value == 1 && passage.single(sentence, m.at)) {
			return false
		}
		if n.partner != "" && !passage.ranges(n.partner, m.key) {
			return false
		}
	}
	return true
}

// repeats reports whether the sentence gives one quantity more often than the passage does in one breath: then one of them is another's. A
// range from a number to itself is one too.
func (r *reading) repeats(passage *reading) bool {
	mine := map[string]int{}
	for _, m := range r.marks {
		if m.kind != aNumber || m.number.code != "" || m.number.unit == "" {
			continue
		}
		if m.number.partner == m.key {
			return true
		}
		mine[m.key+" "+m.number.unit]++
	}
	for i, m := range r.marks { // "tussen € 12.500 en € 12.500"
		if m.kind == aNumber && m.number.code == "" && i+1 < len(r.marks) && r.marks[i+1].kind == aNumber && r.marks[i+1].key == m.key && m.at > 0 && r.marks[i+1].at <= m.at+4 {
			if w := r.words[m.at-1].Text; w == "tussen" || w == "van" && r.between(m.at, r.marks[i+1].at, "tot") {
				return true
			}
		}
	}
	for key, n := range mine {
		if n > 1 && passage.most(key, len(r.sentences)+1) < n {
			return true
		}
	}
	return false
}

func (r *reading) between(from, to int, word string) bool {
	for i := from + 1; i < to; i++ {
		if r.words[i].Text == word {
			return true
		}
	}
	return false
}

// most returns how often a quantity stands at the most in so many sentences that follow each other.
func (r *reading) most(key string, span int) int {
	per := make([]int, len(r.sentences))
	for _, m := range r.marks {
		if m.kind == aNumber && m.number.code == "" && m.key+" "+m.number.unit == key {
			per[r.words[m.at].sentence]++
		}
	}
	best := 0
	for i := range per {
		n := 0
		for j := i; j < min(len(per), i+span); j++ {
			n += per[j]
		}
		best = max(best, n)
	}
	return best
}

func digitFirst(s string) bool { return s[0] >= '0' && s[0] <= '9' }

// counts reports whether the passage's number p counts what the number n of a sentence counts. A year counts nothing.
func (r *reading) counts(p mark, n number) bool {
	if n.counted == "" || n.counted == p.number.counted {
		return true
	}
	from, to := p.at-reach, p.at+reach
	switch {
	case p.number.unit != "":
		return false
	case p.number.counted != "":
		from, to = p.at, p.at+4
	case n.value >= 1900 && n.value < 2100:
		return false
	}
	for i := max(0, from); i < min(len(r.words), to); i++ {
		for _, s := range r.words[i].stems {
			if s == n.counted {
				return true
			}
		}
	}
	return false
}

// single reports whether the passage has, with the article, what the sentence counts as one: "een jurist" for "één jurist".
func (r *reading) single(sentence *reading, at int) bool {
	if at+1 >= len(sentence.words) {
		return false
	}
	next := sentence.words[at+1].Text
	for i := 0; i+1 < len(r.words); i++ {
		if r.words[i].Text == "een" && r.words[i+1].Text == next {
			return true
		}
	}
	return false
}

// ranges reports whether the text has a range from one number to another, or none that ends in either.
func (r *reading) ranges(from, to string) bool {
	others := false
	for _, m := range r.marks {
		if m.kind != aNumber || m.number.partner == "" {
			continue
		}
		if m.key == to && m.number.partner == from {
			return true
		}
		others = others || m.key == to || m.key == from || m.number.partner == from || m.number.partner == to
	}
	return !others
}
