package jurisprudence

import (
	"strconv"
	"strings"

	"wegwijzer/internal/dutch"
)

// take36f reads an act that imposes the measure of article 36f Sr.
func (d *reading) take36f(s *dictumState, c clause, low string, names []label) {
	if len(s.victims) == 0 && !announces(low) && !strings.Contains(low, "die benadeelde partijen") {
		for _, e := range d.unnamed(low) {
			if e.awarded || len(d.entries) == 1 {
				s.victims = append(s.victims, e)
			}
		}
	}
	if hasAny(low, "geen schadevergoedingsmaatregel", "geen maatregel", "ziet af van", "niet opgelegd", "legt niet op") {
		for _, e := range s.victims {
			e.noMeasure = true
		}
		return
	}
	all := sumsOf(d.low, c.Span, d.money)
	shares := d.shares(s.victims, c, all, names)
	for i, e := range s.victims {
		x := shares[i]
		if !e.measure {
			e.measure, e.measureAt = true, quoteAround(d.low, c.Span, "aan de staat", "schadevergoedingsmaatregel", "maatregel")
		}
		switch {
		case x.total.Present() && !e.measured.Present():
			e.measured = x.total
			e.dates36 = append(e.dates36, d.dated(c.Span, x)...)
			if x.material.Present() || x.immaterial.Present() {
				e.merge(&e.award, headsOnly(x), c.Span, "")
			}
		case x.total.Present() && x.total.Cents != e.measured.Cents && e.award.total.Cents == x.total.Cents:
			e.measured = x.total
		case x.count > 1 && x.total.Cents == e.measured.Cents:
			e.merge(&e.award, headsOnly(x), c.Span, "")
		}
		if len(e.dates36) == 0 {
			e.dates36 = append(e.dates36, d.dated(c.Span, x)...)
		}
		own := c.Span
		if len(names) == len(s.victims) && len(names) > 1 && !hasAny(low, "telkens", "elk ", "ieder ") {
			if list := d.pieces(names, inside(d.money, c.Span), c.Span); list != nil {
				own = list[i]
			}
		}
		if n := d.daysBeside(c.Span, e.key); n.Set && len(s.victims) > 1 && !e.days.Set {
			e.days, e.detention = n, detentionKind(low)
		}
		if list := daysApart(low, len(s.victims)); list != nil && !e.days.Set {
			e.days, e.detention = Fact[int]{list[i], quoteAround(d.low, c.Span, "respectievelijk"), true}, "gijzeling"
		}
		if list := d.daysInOrder(c.Span, len(s.victims)); list != nil && !e.days.Set {
			e.days, e.detention = list[i], detentionKind(low)
		}
		if n, at, kind, ok := daysIn(d.low, own); ok && !e.days.Set {
			e.days, e.detention = Fact[int]{n, at, true}, kind
		}
		if s.pending.Set && !e.days.Set {
			e.days, e.detention, s.pending = s.pending, s.pendingKind, Fact[int]{}
		}
		if hoofdelijk(low) && !e.joint.Set {
			e.joint = Fact[bool]{true, quoteAround(d.low, c.Span, "hoofdelijk"), true}
		}
	}
}

// daysApart reads "respectievelijk 31 en 14 dagen gijzeling" for n victims; nil when it is not said so.
func daysApart(low string, n int) []int {
	i := strings.Index(low, "respectievelijk")
	if i < 0 || n < 2 || !detention(low) {
		return nil
	}
	end := strings.Index(low[i:], "dagen")
	if end < 0 || end > 90 {
		return nil
	}
	var out []int
	words := low[i+len("respectievelijk") : i+end]
	if v, _, ok := numberBefore(low, i); ok && n == 2 {
		out = append(out, v) // "76 respectievelijk 25 dagen"
	}
	for w := range strings.FieldsSeq(words) {
		if w = strings.Trim(w, ",()"); w == "en" || w == "" {
			continue
		}
		v, _, ok := numberBefore(w, len(w))
		if !ok {
			return nil
		}
		out = append(out, v)
	}
	if len(out) != n {
		return nil
	}
	return out
}

// detentionKind is what a clause calls the detention.
func detentionKind(low string) string {
	if hasAny(low, "gijzeling", "gegijzeld") {
		return "gijzeling"
	}
	return "hechtenis"
}

// daysOf returns every number of days in a clause, in order.
func (d *reading) daysOf(c Span) []Fact[int] {
	s := d.low[c.Start:c.End]
	var out []Fact[int]
	for from := 0; ; {
		i := strings.Index(s[from:], "dag")
		if i < 0 {
			return out
		}
		i += from
		from = i + 3
		if i > 0 && letter(s[i-1]) {
			continue
		}
		if v, start, ok := numberBefore(s, i); ok {
			out = append(out, Fact[int]{v, Span{c.Start + start, min(c.End, c.Start+i+5)}, true})
		}
	}
}

// daysBeside reads the days of one victim where a clause gives several victims other days: "20 dagen gijzeling voor ieder van [A] en [B], en 28 dagen
// voor [C]". The days stand before the name, and no name stands before the first.
func (d *reading) daysBeside(c Span, key string) (n Fact[int]) {
	list := d.daysOf(c)
	if len(list) < 2 || !detention(d.low[c.Start:c.End]) {
		return n
	}
	for _, l := range d.persons(Span{c.Start, list[0].At.Start}) {
		if e := d.find(l.key); e != nil && (e.awarded || e.claimSet) {
			return n // the names stand first
		}
	}
	tail := Span{list[0].At.End, c.End}
	for _, l := range naming(d.text, d.low, d.labels, tail) {
		if l.key != key {
			continue
		}
		for _, x := range list {
			if x.At.End <= l.Start {
				n = x
			}
		}
		if strings.Contains(d.low[n.At.End:l.Start], "€") || strings.Contains(d.low[n.At.End:l.Start], "eur") {
			return Fact[int]{} // the days of another, whose sum and name stand before them
		}
		n.At = quoteOf(d.low, c, n.At.Start, n.At.End)
		return n
	}
	return n
}

// daysInOrder reads "52 dagen gijzeling voor [X] en 25 dagen voor [Y]" for n victims; nil when there are not as many.
func (d *reading) daysInOrder(c Span, n int) []Fact[int] {
	s := d.low[c.Start:c.End]
	if n < 2 || !detention(s) {
		return nil
	}
	out := d.daysOf(c)
	for i, x := range out {
		out[i].At = quoteOf(d.low, c, x.At.Start, x.At.End)
	}
	if len(out) != n {
		return nil
	}
	return out
}

// headsOnly keeps of a measure what helps to split the award: nothing when it has but a total.
func headsOnly(x sums) sums {
	if !x.material.Present() && !x.immaterial.Present() {
		return sums{}
	}
	return x
}

func detention(low string) bool { return hasAny(low, "gijzeling", "hechtenis", "gegijzeld") }

// daysIn reads the days of detention attached to a measure: "kunnen 25 dagen gijzeling", "gijzeling voor de duur van 330 dagen", "te vervangen
// door drie dagen hechtenis", "hechtenis voor de duur van 132 (honderdtweeëndertig) dagen".
func daysIn(low string, c Span) (n int, at Span, kind string, ok bool) {
	s := low[c.Start:c.End]
	if !detention(s) || hasAny(s, "taakstraf", "werkstraf", "geldboete", "onbetaalde arbeid") {
		return 0, Span{}, "", false
	}
	kind = detentionKind(s)
	for _, unit := range []struct {
		word string
		days int
	}{{"dag", 1}, {"week", 7}, {"weken", 7}, {"maand", 30}, {"jaar", 365}} {
		for from := 0; ; {
			i := strings.Index(s[from:], unit.word)
			if i < 0 {
				break
			}
			i += from
			from = i + len(unit.word)
			if i > 0 && letter(s[i-1]) {
				continue
			}
			v, start, found := numberBefore(s, i)
			if !found || v > 4000 {
				continue
			}
			near := s[max(0, i-110):min(len(s), i+70)]
			if !detention(near) {
				continue
			}
			return v * unit.days, quoteOf(low, c, c.Start+start, min(c.End, c.Start+i+len(unit.word)+2)), kind, true
		}
	}
	return 0, Span{}, "", false
}

// numberBefore reads the number that ends right before i, in digits or words, with the other form in brackets: "132 (honderdtweeëndertig) ".
func numberBefore(s string, i int) (v, start int, ok bool) {
	j := i
	for j > 0 && (s[j-1] == ' ' || s[j-1] == '\n' || s[j-1] == '\t') {
		j--
	}
	if j > 0 && s[j-1] == ')' {
		k := strings.LastIndexByte(s[:j], '(')
		if k < 0 {
			return 0, 0, false
		}
		if v, start, ok = numberBefore(s, k); ok {
			return v, start, true
		}
		v, start, ok = numberBefore(s[:j-1], j-1)
		return v, start, ok
	}
	k := j
	for k > 0 && s[k-1] != ' ' && s[k-1] != '(' && s[k-1] != '\n' && s[k-1] != '\t' && s[k-1] != '-' {
		k--
	}
	word := s[k:j]
	if word == "" {
		return 0, 0, false
	}
	if n, err := strconv.Atoi(strings.ReplaceAll(word, ".", "")); err == nil && n >= 0 {
		return n, k, true
	}
	if f, found := dutch.NumberWord(dutch.Fold(word)); found && f == float64(int(f)) {
		return int(f), k, true
	}
	return 0, 0, false
}
