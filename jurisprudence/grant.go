package jurisprudence

import "strings"

// grant reads an act that awards.
func (d *reading) grant(s *dictumState, c clause, low string, names []label) {
	if len(s.victims) == 0 {
		return
	}
	all := sumsOf(d.low, c.Span, d.money)
	shares := d.shares(s.victims, c, all, names)
	for i, e := range s.victims {
		e.awarded = true
		e.grants++
		if e.grantedAt.Empty() {
			e.grantedAt = quoteOf(d.low, c.Span, c.Start, min(c.End, c.Start+120))
		}
		if hasAny(low, "gedeeltelijk toe", "deels toe", "gedeeltelijk hoofdelijk toe", "wijst gedeeltelijk", "ten dele toe") && e.part == Undecided {
			e.part, e.partAt = Inadmissible, Span{}
		}
		x := shares[i]
		e.merge(&e.award, x, c.Span, charged(low))
		e.grantKind(low, x)
		e.dates = append(e.dates, d.datesOf(c, low, x, i, len(s.victims))...)
		if hoofdelijk(low) {
			e.joint = Fact[bool]{true, quoteAround(d.low, c.Span, "hoofdelijk", "mededader"), true}
		}
		if p := d.payer(c, low); p.Set && !e.payer.Set {
			e.payer = p
		}
		for _, b := range x.broken {
			e.flags = append(e.flags, Flag{BrokenAmount, Span{b.start, b.end}})
		}
		if x.costs != nil && !e.costs.Set {
			e.costs = Fact[int64]{x.costs.cents, quoteOf(d.low, c.Span, x.costs.start, x.costs.end), true}
		}
	}
}

// datesOf returns the days from which interest runs for victim i of n: "vanaf respectievelijk 2 maart en 9 april" gives each its own.
func (d *reading) datesOf(c clause, low string, x sums, i, n int) []Interest {
	list := d.dated(c.Span, x)
	if n > 1 && len(list) == n && strings.Contains(low, "respectievelijk") {
		return list[i : i+1]
	}
	return list
}

// charged returns the count of the charge that a clause names: "ter zake van feit 3".
func charged(low string) string {
	i := strings.Index(low, "feit ")
	if i < 0 {
		return ""
	}
	rest := low[i+5:]
	return rest[:skipDigits(rest, 0)]
}

// grantKind remembers when a clause names but one kind of damage for the whole award.
func (e *entry) grantKind(low string, x sums) {
	if x.count > 1 {
		return
	}
	m, i := 0, 0
	for from := 0; ; {
		a, end, h := nextHead(low, from)
		if a < 0 {
			break
		}
		switch h {
		case materialHead:
			m++
		case immaterialHead, affectionHead, shockHead:
			i++
		}
		from = end
	}
	if m > 0 && i == 0 && e.kindWord == noHead {
		e.kindWord = materialHead
	}
	if i > 0 && m == 0 && e.kindWord == noHead {
		e.kindWord = immaterialHead
	}
}

func hoofdelijk(low string) bool {
	i := strings.Index(low, "hoofdelijk")
	if i >= 0 {
		pre := low[max(0, i-12):i]
		return !strings.HasSuffix(strings.TrimSpace(pre), "niet")
	}
	return hasAny(low, "des dat de een betalende", "de een betalende de ander", "met dien verstande dat de een")
}

// quoteAround returns the quote around the first of the words in a clause.
func quoteAround(low string, c Span, words ...string) Span {
	for _, w := range words {
		if i := strings.Index(low[c.Start:c.End], w); i >= 0 {
			return quoteOf(low, c, c.Start+i, c.Start+i+len(w))
		}
	}
	return quoteOf(low, c, c.Start, min(c.End, c.Start+40))
}

// shares divides the amounts of a clause over its victims: each its own, one for every victim, or none when the clause does not tell.
func (d *reading) shares(victims []*entry, c clause, all sums, names []label) []sums {
	out := make([]sums, len(victims))
	if len(victims) == 1 {
		out[0] = all
		return out
	}
	low := d.lower(c)
	list := inside(d.money, c.Span)
	var plain []money
	for i, m := range list {
		if h := headOf(d.low, c.Span, list, i); h != costsHead && h != interestHead && h != paidHead && !m.rate && !m.broken {
			plain = append(plain, m)
		}
	}
	switch {
	case len(plain) == 0:
	case len(names) == len(victims) && len(plain) > 1 && d.pieces(names, plain, c.Span) != nil:
		for i, piece := range d.pieces(names, plain, c.Span) {
			out[i] = sumsOf(d.low, piece, d.money)
		}
	case hasAny(low, "elk", "ieder", "telkens", "afzonderlijk", "per persoon", "per benadeelde") && len(plain) <= 2 && !(len(names) == len(victims) && interleaved(names, plain)):
		for i := range out {
			out[i] = all
		}
	case strings.Contains(low, "respectievelijk") && len(plain) == len(victims):
		for i := range out {
			out[i] = sumsOf(d.low, Span{plain[i].start, plain[i].end}, d.money)
			out[i].total.At = quoteOf(d.low, c.Span, plain[i].start, plain[i].end)
		}
	default:
		for _, e := range victims {
			e.flags = append(e.flags, Flag{SharedTotal, c.Span})
		}
	}
	return out
}

// pieces cuts a clause up by its names, each with its own amounts: behind it ("aan [A] € 5 en aan [B] € 6") or before it ("€ 5 ten behoeve van [A] en
// € 6 ten behoeve van [B]"). It returns nil when the clause is not built so.
func (d *reading) pieces(names []label, list []money, c Span) []Span {
	var out []Span
	if groups := d.grouped(names, list, c); groups != nil {
		return groups
	}
	from := c.Start
	for _, l := range names {
		start := -1
		for _, m := range list {
			if m.start >= from && m.end <= l.Start {
				start = m.start
				break
			}
		}
		if start < 0 {
			return nil
		}
		if n := len(out); n > 0 {
			out[n-1].End = start
		}
		out = append(out, Span{start, c.End})
		from = l.End
	}
	return out
}

// grouped cuts a clause up where amounts stand behind the names. Names in a row share what follows them when it is said to be for each: "[A] tot € 789,95
// en die van [B] en [C] elk tot € 700".
func (d *reading) grouped(names []label, list []money, c Span) []Span {
	out := make([]Span, len(names))
	for i := len(names) - 1; i >= 0; i-- {
		end := c.End
		if i+1 < len(names) {
			end = names[i+1].Start
		}
		piece := Span{names[i].Start, end}
		if len(inside(list, Span{names[i].End, end})) == 0 {
			if i+1 == len(names) || !listed(d.low[names[i].End:end]) || !hasAny(d.low[out[i+1].Start:out[i+1].End], " elk ", " ieder ", "per persoon", "telkens", " elk,", " ieder,") {
				return nil
			}
			piece = out[i+1]
		}
		out[i] = piece
	}
	return out
}

// interleaved reports that an amount stands behind every name before the next.
func interleaved(names []label, list []money) bool {
	for i, l := range names {
		end := 1 << 60
		if i+1 < len(names) {
			end = names[i+1].Start
		}
		found := false
		for _, m := range list {
			found = found || m.start >= l.End && m.end <= end
		}
		if !found {
			return false
		}
	}
	return true
}

// payer finds who must pay in the defendant's place.
func (d *reading) payer(c clause, low string) Fact[string] {
	for _, w := range []string{"de moeder van verdachte", "de vader van verdachte", "de ouders van verdachte", "de moeder van de verdachte", "de vader van de verdachte", "de ouders van de verdachte", "de voogd van verdachte", "de ouder van verdachte"} {
		if i := strings.Index(low, w); i >= 0 && strings.Contains(low[:i], "veroordeelt") {
			a := c.Start + i + len("de ")
			return Fact[string]{strings.ReplaceAll(strings.TrimPrefix(w, "de "), "de verdachte", "verdachte"), Span{a, c.Start + i + len(w)}, true}
		}
	}
	return Fact[string]{}
}
