package jurisprudence

import (
	"slices"
	"strings"
)

// turnDown reads an act that refuses a claim, or the rest of it.
func (d *reading) turnDown(s *dictumState, c clause, low string, kind act) {
	what := Inadmissible
	if kind == rejectAct {
		what = Rejected
	}
	for _, e := range d.only(d.persons(c.Span)) {
		if len(s.victims) > 0 && !slices.Contains(s.victims, e) {
			s.victims = append(slices.Clone(s.victims), e)
		}
	}
	rest := d.partialFor(c)
	for _, e := range s.victims {
		p, known := rest[e.key]
		if !known {
			p = partial(low)
		}
		e.turn(d, what, p || e.awarded, c)
		e.named(d, c)
	}
}

// partialFor tells whom a refusal concerns only in part, when it names several: "[A] en [B] voor het overige niet-ontvankelijk en [C] geheel
// niet-ontvankelijk". What stands behind a name is about it; a name with nothing behind it shares the words of the next.
func (d *reading) partialFor(c clause) map[string]bool {
	list := d.persons(c.Span)
	if len(list) < 2 || partial(d.low[c.Start:list[0].Start]) {
		return nil
	}
	out := map[string]bool{}
	last := false
	for i := len(list) - 1; i >= 0; i-- {
		end := c.End
		if i+1 < len(list) {
			end = list[i+1].Start
		}
		behind := d.low[list[i].End:end]
		if i == len(list)-1 || !listed(behind) {
			last = partial(behind)
		}
		out[list[i].key] = last
	}
	return out
}

// turn notes a refusal.
func (e *entry) turn(d *reading, what Decision, rest bool, c clause) {
	at := quoteAround(d.low, c.Span, "ontvankelijk", " af")
	if rest {
		if e.part == Undecided || e.partAt.Empty() {
			e.part, e.partAt = what, at
			e.boilerplate = strings.Contains(d.lower(c), "meer of anders")
		}
		return
	}
	if what == Rejected {
		e.rejected, e.rejectedAt = true, at
		return
	}
	e.refused, e.refusedAt = true, at
}

// named keeps the part that an act of its own refuses, when it says how large that is: "voor een deel van € 950,00 niet-ontvankelijk".
func (e *entry) named(d *reading, c clause) {
	list := inside(d.money, c.Span)
	if len(list) != 1 || list[0].broken || e.partAmount.Present() || !e.awarded {
		return
	}
	if hasAny(d.lower(c), "een deel van", "deel van de vordering van", "ten bedrage van", "tot een bedrag van", "resterende") {
		e.partAmount = Amount{Cents: list[0].cents, At: quoteOf(d.low, c.Span, list[0].start, list[0].end)}
	}
}

// alsoTurnsDown reads the rest of a clause that grants and refuses in one breath: "wijst toe tot € 400 en voor het overige af".
func (d *reading) alsoTurnsDown(s *dictumState, c clause, low string) {
	i := -1
	for _, w := range []string{"voor het overige", "het overige", "het meer gevorderde", "het meerdere"} {
		if k := strings.Index(low, w); k >= 0 && (i < 0 || k < i) {
			i = k
		}
	}
	if i < 0 {
		return
	}
	tail := low[i:]
	switch {
	case refusal(tail):
		for _, e := range s.victims {
			e.turn(d, Inadmissible, true, c)
		}
	case hasWord(tail, "af") || strings.Contains(tail, "afgewezen"):
		for _, e := range s.victims {
			e.turn(d, Rejected, true, c)
		}
	}
}

// bear reads an act about the costs of the procedure.
func (d *reading) bear(s *dictumState, c clause, low string) {
	if hasAny(low, "veroordeelt de benadeelde", "benadeelde partij in de") {
		return
	}
	for i, m := range inside(d.money, c.Span) {
		if m.broken || i > 0 {
			continue
		}
		for _, e := range s.victims {
			if !e.costs.Set {
				e.costs = Fact[int64]{m.cents, quoteOf(d.low, c.Span, m.start, m.end), true}
			}
		}
		return
	}
	if hasAny(low, "nihil", "op nul") {
		for _, e := range s.victims {
			if !e.costs.Set {
				e.costs = Fact[int64]{0, quoteAround(d.low, c.Span, "nihil", "op nul"), true}
			}
		}
	}
}

// release reads a clause by which a payment by another counts: who shares the debt.
func (d *reading) release(s *dictumState, c clause, low string) {
	if !hoofdelijk(low) && !hasAny(low, "mededader", "medeverdachte", "medeveroordeelde", "mede-veroordeelde", "medeplegers") {
		return
	}
	for _, e := range s.victims {
		if e.awarded && !e.joint.Set {
			e.joint = Fact[bool]{true, quoteAround(d.low, c.Span, "hoofdelijk", "mededader", "medeverdachte", "medeveroordeelde"), true}
		}
	}
}
