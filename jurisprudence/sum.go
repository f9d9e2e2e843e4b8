package jurisprudence

import (
	"sort"
	"strings"
)

// sums are the amounts of one clause by their kind.
type sums struct {
	total, material, immaterial, affection, shock Amount
	items                                         []money
	rest                                          []money // amounts without a kind, behind the first
	costs                                         *money
	interest                                      []money // sums over which interest runs
	broken                                        []money
	count                                         int
	added                                         bool // the sum without a kind comes on top of the items: "€ 126 aan reiskosten en € 500 omdat …"
	materialTaken                                 bool // the sentence of the material sum does not name its kind
}

// inside returns the amounts within a clause.
func inside(list []money, c Span) []money {
	a := sort.Search(len(list), func(i int) bool { return list[i].start >= c.Start })
	b := a
	for b < len(list) && list[b].end <= c.End {
		b++
	}
	return list[a:b]
}

// sumsOf sorts the amounts of a clause by their kind and checks which of them is the total of the others.
func sumsOf(low string, c Span, list []money) sums {
	var s sums
	list = inside(list, c)
	type part struct {
		m money
		h head
	}
	var parts []part
	for i, m := range list {
		if m.broken {
			s.broken = append(s.broken, m)
			continue
		}
		if m.rate || m.vague {
			continue
		}
		h := headOf(low, c, list, i)
		switch h {
		case costsHead:
			s.costs = &list[i]
		case interestHead:
			s.interest = append(s.interest, m)
		case paidHead:
		default:
			parts = append(parts, part{m, h})
		}
	}
	if len(parts) > 2 && enumerated(low[c.Start:c.End]) {
		for i := range parts {
			if parts[i].h == noHead {
				parts[i].h = itemHead
			}
		}
	}
	s.count = len(parts)
	if len(parts) == 0 {
		return s
	}
	quote := func(m money) Span { return quoteOf(low, c, m.start, m.end) }
	// "€ 860,40 voor feit 1 en € 2.000,- voor feit 2": what is asked or granted is both.
	charges, plain := map[string]bool{}, false
	for i, p := range parts {
		end := c.End
		if i+1 < len(parts) {
			end = parts[i+1].m.start
		}
		behind := low[p.m.end:min(end, p.m.end+70)]
		if n := charged(behind); n != "" && p.h == noHead {
			charges[n] = true
		} else if cause, ok := strings.CutPrefix(behind, " wegens "); ok {
			charges[strings.Trim(strings.Fields(cause + " -")[0], ",.;")] = true
		}
		plain = plain || p.h == noHead
	}
	if len(parts) > 1 && plain && len(charges) == len(parts) {
		for _, p := range parts {
			s.total = addUp(s.total, Amount{Cents: p.m.cents, At: quote(p.m)})
		}
		return s
	}
	// "€ 9.870 aan materiële schade: € 7.020 voor de schuur en € 2.850 voor de machine": the first is the whole of the rest.
	var others int64
	for _, p := range parts[1:] {
		others += p.m.cents
	}
	if len(parts) > 2 && others == parts[0].m.cents || len(parts) == 2 && parts[0].h == noHead && others == parts[0].m.cents && parts[1].h != noHead {
		s.total = Amount{Cents: parts[0].m.cents, At: quote(parts[0].m)}
		first := parts[0]
		parts = parts[1:]
		if first.h == materialHead {
			s.material = s.total
			return s
		}
		if first.h == immaterialHead {
			s.immaterial = s.total
			return s
		}
	}
	// "a) € 520,00, b) € 38,16 en c) € 2.500,00, zodat het totaal uitkomt op € 3.058,16": the last is the whole of the rest.
	if n := len(parts) - 1; n >= 2 && parts[0].m.cents+others-parts[n].m.cents == parts[n].m.cents {
		s.total = Amount{Cents: parts[n].m.cents, At: quote(parts[n].m)}
		parts = parts[:n]
	}
	add := func(a *Amount, m money) {
		if a.Present() {
			if a.Cents != m.cents {
				a.Cents += m.cents
				a.Derived = true
				a.At.End = quote(m).End
			}
			return
		}
		*a = Amount{Cents: m.cents, At: quote(m)}
	}
	for _, p := range parts {
		switch p.h {
		case materialHead:
			add(&s.material, p.m)
		case immaterialHead:
			add(&s.immaterial, p.m)
		case affectionHead:
			add(&s.affection, p.m)
		case shockHead:
			add(&s.shock, p.m)
		case itemHead:
			s.items = append(s.items, p.m)
		default:
			if !s.total.Present() {
				s.total = Amount{Cents: p.m.cents, At: quote(p.m)}
				s.added = len(s.items) > 0 && strings.HasSuffix(strings.TrimRight(low[c.Start:p.m.start], " "), " en")
			} else if s.total.Cents != p.m.cents {
				s.rest = append(s.rest, p.m)
			}
		}
	}
	s.settle(low, c)
	return s
}

// enumerated reports a list within one sentence: "(a) …; (b) …".
func enumerated(low string) bool {
	return strings.Contains(low, "(a)") && strings.Contains(low, "(b)") || strings.Contains(low, "(1)") && strings.Contains(low, "(2)") && !strings.Contains(low, "[") || strings.Contains(low, " a) ") && strings.Contains(low, " b) ") || strings.Contains(low, " a. ") && strings.Contains(low, "; b. ")
}

// settle derives the total from the heads when no total stands in the clause, and the material damage from its items.
func (s *sums) settle(low string, c Span) {
	if len(s.items) > 0 && !s.material.Present() {
		var sum int64
		for _, m := range s.items {
			sum += m.cents
		}
		heads := s.immaterial.Cents + s.affection.Cents + s.shock.Cents
		if !s.total.Present() || sum+heads == s.total.Cents || s.added {
			first, last := s.items[0], s.items[len(s.items)-1]
			a, b := quoteOf(low, c, first.start, first.end), quoteOf(low, c, last.start, last.end)
			s.material = Amount{Cents: sum, At: Span{min(a.Start, b.Start), max(a.End, b.End)}, Derived: len(s.items) > 1}
		}
	}
	if s.affection.Present() || s.shock.Present() {
		s.immaterial = addUp(s.immaterial, s.affection, s.shock)
	}
	if s.added {
		s.total = addUp(s.material, s.immaterial, s.total)
	} else if !s.total.Present() {
		s.total = addUp(s.material, s.immaterial)
	} else if heads := addUp(s.material, s.immaterial); heads.Present() && heads.Cents > s.total.Cents && heads.At.Start <= s.total.At.Start {
		// What has no name stands behind the heads and is less than they are: it is one more part, not the whole.
		s.total = addUp(heads, s.total)
	} else if heads.Present() && !s.total.Derived && heads.At.End > s.total.At.Start && besides(low, c, s.total.Cents, heads) {
		s.total = addUp(s.total, heads)
	}
}

// besides reports that a head is said to come on top of the first sum: "€ 185,00, en daarnaast € 150,00 voor immateriële schade".
func besides(low string, c Span, first int64, heads Amount) bool {
	_, behind, found := strings.Cut(low[c.Start:c.End], "daarnaast ")
	return found && heads.Cents != first && (starts(behind, "€", "eur", "een bedrag van") || behind != "" && isDigit(behind[0])) && heads.At.End > c.End-len(behind)
}

// addUp returns the sum of the amounts that are present, its quote reaching over all of them.
func addUp(amounts ...Amount) Amount {
	var sum Amount
	n := 0
	for _, a := range amounts {
		if !a.Present() {
			continue
		}
		n++
		if n == 1 {
			sum = a
			continue
		}
		sum.Cents += a.Cents
		sum.At = Span{min(sum.At.Start, a.At.Start), max(sum.At.End, a.At.End)}
		sum.Derived = true
	}
	return sum
}

// Words kept before and behind an amount in its quote.
const quoteBefore, quoteBehind = 90, 60

// quoteOf returns the piece of a clause around [start, end) that is shown as the evidence for it: whole words, never beyond the clause.
func quoteOf(low string, c Span, start, end int) Span {
	a, b := max(c.Start, start-quoteBefore), min(c.End, end+quoteBehind)
	if a > c.Start {
		if i := strings.IndexAny(low[a:start], " \n\t"); i >= 0 {
			a += i + 1
		} else {
			a = start
		}
	}
	if b < c.End {
		if i := strings.LastIndexAny(low[end:b], " \n\t"); i > 0 {
			b = end + i
		} else {
			b = end
		}
	}
	return Span{a, b}
}
