package jurisprudence

import "time"

// reading is one ruling being read for its awards.
type reading struct {
	r        *Ruling
	text     string
	low      string
	list     []clause
	money    []money
	labels   []label
	entries  []*entry
	flags    []Flag
	property bool       // only goods and money were hit
	decided  bool       // the court has begun to reckon, in this section
	inList   bool       // the sentence is a line of a list of claims
	evidence []evidence // the amounts before the dictum

	looked      int    // the paragraph that relevant looked at last
	found       bool   // what it found there
	reckoned    bool   // the paragraph has begun to reckon
	subjectHead head   // the kind of damage that the paragraph speaks of
	underHead   head   // the kind of damage that the last line above, as a heading, names
	asked       Amount // what a summary says was claimed, in the sentence that awards
	allKind     head   // the kind of damage that all claims are for, when the court says so
}

// entry is what has been read about one victim so far.
type entry struct {
	label
	claim        sums // what was claimed
	claimSet     bool
	items        []claimPost // the lines of a list of what is claimed
	beside       Amount      // what a representative claims for themselves in one breath
	reduced      bool        // the claimant asks for less than first stated
	stated       bool        // the total was stated besides the lines
	reasons      sums        // what the court reckons in its reasons
	reasonsSet   bool
	award        sums // what the dictum grants
	awarded      bool // the dictum grants something, with or without an amount
	inWhole      bool // "de vordering toegewezen" without a lower sum
	rejected     bool
	rejectedAt   Span
	refused      bool // not admissible
	refusedAt    Span
	part         Decision // what became of the rest
	partAt       Span
	partAmount   Amount // the part that was not granted, when the ruling names it
	dates        []Interest
	measure      bool
	measureAt    Span
	measured     Amount
	dates36      []Interest // of the measure
	datesWhy     []Interest // of the reasons
	noMeasure    bool
	joint        Fact[bool]
	days         Fact[int]
	detention    string
	costs        Fact[int64]
	payer        Fact[string]
	first        Amount // what the court before this one awarded
	firstSums    sums
	firstDates   []Interest
	firstMeasure Span
	firstDays    Fact[int]
	firstKind    string // of detention
	grantedAt    Span
	kindWord     head // the only kind of damage that the claim or the award names
	flags        []Flag
	grants       int
	posts        map[string]head // the kind of damage of each numbered item
	count        string          // the count of the charge for which the last award was made
	boilerplate  bool            // the rest was only refused by the formula "meer of anders gevorderde"
}

func newReading(r *Ruling, low string, list []clause) *reading {
	return &reading{r: r, text: r.Text, low: low, list: list, money: amounts(r.Text, low), labels: bracketed(r.Text), looked: -1}
}

// currency returns the unit of most amounts. Guilders and dollars are kept apart from euros for all figures.
func (d *reading) currency() Currency {
	count := map[Currency]int{}
	best := Euro
	for _, m := range d.money {
		count[m.currency]++
		if count[m.currency] > count[best] {
			best = m.currency
		}
	}
	return best
}

func (d *reading) lower(c clause) string { return d.low[c.Start:c.End] }

// find returns the entry with the label, nil when there is none.
func (d *reading) find(key string) *entry {
	for _, e := range d.entries {
		if e.key == key {
			return e
		}
	}
	return nil
}

// entry returns the entry of a label, made when it is new.
func (d *reading) entry(l label) *entry {
	if e := d.find(l.key); e != nil {
		return e
	}
	e := &entry{label: l}
	d.entries = append(d.entries, e)
	return e
}

// named returns the labels in a clause with what the words before them make of them. A list shares the anchor of its first member.
func (d *reading) named(c Span) []named {
	labels := naming(d.text, d.low, d.labels, c)
	var out []named
	for i, l := range labels {
		a := d.anchorOf(c, l)
		if i > 0 && a == noAnchor && out[len(out)-1].anchor != kinAnchor && listed(unbracketed(d.low[labels[i-1].End:l.Start])) {
			a = out[len(out)-1].anchor
		}
		if a == kinAnchor {
			// "ten behoeve van de erven van [X]": the words before make the relative the one whom it is about.
			if kin, ok := d.relative(c, l); ok {
				switch b := d.anchorOf(c, kin); {
				case b == noAnchor, b == otherAnchor, b == kinAnchor:
				case b == payeeAnchor && d.find(kin.key) == nil && !starts(lowerSame(kin.name), "erven", "erfgenamen", "nabestaande"):
					a = payeeAnchor // "te betalen aan de moeder van [X]", who claims nothing herself: she receives it for X
				default:
					l, a = kin, b
				}
			}
		}
		out = append(out, named{l, a})
	}
	return out
}

// merge adds the amounts of a second clause about the same victim. What repeats the first is passed over; a second kind of damage is added;
// another total that is not explained so is kept as a contradiction.
func (e *entry) merge(into *sums, s sums, at Span, count string) {
	same := func(a, b Amount) bool { return a.Present() && b.Present() && a.Cents == b.Cents }
	switch {
	case s.count == 0:
	case into.count == 0:
		*into = s
	case same(into.total, s.total):
		fill(&into.material, s.material)
		fill(&into.immaterial, s.immaterial)
		fill(&into.affection, s.affection)
		fill(&into.shock, s.shock)
		if into.total.Derived && !s.total.Derived {
			into.total = s.total
		}
	case into.material.Present() && s.material.Present() && !into.immaterial.Present() && !s.immaterial.Present() && same(into.material, s.total), same(into.immaterial, s.total), same(into.material, s.total):
	case !into.immaterial.Present() && s.immaterial.Present() && !s.material.Present() && into.material.Present() && into.material.Cents == into.total.Cents,
		!into.material.Present() && s.material.Present() && !s.immaterial.Present() && into.immaterial.Present() && into.immaterial.Cents == into.total.Cents:
		fill(&into.material, s.material)
		fill(&into.immaterial, s.immaterial)
		fill(&into.affection, s.affection)
		fill(&into.shock, s.shock)
		into.total = addUp(into.total, s.total)
	case s.material.Present() && s.immaterial.Present() && s.material.Cents+s.immaterial.Cents == into.total.Cents:
		into.material, into.immaterial, into.affection, into.shock = s.material, s.immaterial, s.affection, s.shock
	case count != "" && e.count != "" && count != e.count:
		// "ter zake van feit 1 … € 200", "ter zake van feit 3 … € 300": two awards to one person.
		into.material, into.immaterial = addUp(into.material, s.material), addUp(into.immaterial, s.immaterial)
		into.total = addUp(into.total, s.total)
	default:
		e.flags = append(e.flags, Flag{Contradiction, at})
	}
	if count != "" {
		e.count = count
	}
	into.interest = append(into.interest, s.interest...)
}

func fill(a *Amount, b Amount) {
	if !a.Present() {
		*a = b
	}
}

// dated adds the days from which interest runs that a clause gives, each with the sum it is for when the clause tells.
func (d *reading) dated(c Span, s sums) []Interest {
	found := interestFrom(d.low, c, d.r.Decided)
	var out []Interest
	list := inside(d.money, c)
	for _, f := range found {
		item := Interest{From: f.date, At: quoteOf(d.low, c, f.at.Start, f.at.End)}
		// "vanaf 31 december 2021 over € 56.219,90" or "over € 11.000,00 vanaf 19 mei 2019" or "€ 827,80 …, vermeerderd met rente vanaf …"
		if len(found) > 1 {
			gap := 1 << 30
			for i, m := range list {
				h := headOf(d.low, c, list, i)
				if h == costsHead || m.rate {
					continue
				}
				if h == interestHead && m.start >= f.at.End && m.start-f.at.End < 60 {
					item.Cents = m.cents
					break
				}
				if m.end <= f.at.Start && f.at.Start-m.end < gap && (h == interestHead || len(s.interest) == 0) {
					gap, item.Cents = f.at.Start-m.end, m.cents
				}
			}
		}
		out = append(out, item)
	}
	return out
}

// earliest returns the first day of a list.
func earliest(list []Interest) (first Interest, ok bool) {
	for _, x := range list {
		if !ok || x.From.Before(first.From) {
			first, ok = x, true
		}
	}
	return first, ok
}

// distinct returns the list without repeated days.
func distinct(list []Interest) []Interest {
	var out []Interest
	seen := map[time.Time]bool{}
	for _, x := range list {
		if !seen[x.From] {
			seen[x.From] = true
			out = append(out, x)
		}
	}
	return out
}
