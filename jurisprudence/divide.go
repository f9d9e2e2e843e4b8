package jurisprudence

import "strings"

// evidence is an amount that the reasons or a claim name, with the kind of damage that the words around it say it is for.
type evidence struct {
	cents   int64
	head    head
	at      Span
	about   []*entry // whom the sentence is about; nobody when it does not say
	reasons bool     // the court reckons; otherwise someone claims
	taken   bool     // the kind of damage is that of a sentence before; this one does not name it
	half    bool     // the amount itself does not stand there: the court grants half of another
}

// Bounds on what is compared: a real ruling names some dozens of amounts, and one made to hang a machine names thousands.
const (
	mostEvidence = 4000 // of a ruling
	mostOwn      = 400  // about one victim
	mostTries    = 20
)

// collect keeps the amounts of a sentence before the dictum. What the prosecutor and the defence say never comes here.
func (d *reading) collect(c clause, low string, about []*entry, reasons bool) {
	list := inside(d.money, c.Span)
	if len(d.evidence) >= mostEvidence || len(list) > mostEvidence {
		return
	}
	if len(list) == 0 && reasons && len(about) == 1 && strings.Contains(low, "de helft") && oneHead(low) == immaterialHead && about[0].claim.immaterial.Present() {
		// "wijst van de gevorderde immateriële schade de helft toe"
		d.evidence = append(d.evidence, evidence{about[0].claim.immaterial.Cents / 2, immaterialHead, c.Span, about, true, false, true})
	}
	for i, m := range list {
		if m.broken || m.rate {
			continue // "niet meer dan € 350" counts: it must add up to the cent
		}
		h, taken := headOf(d.low, c.Span, list, i), false
		switch h {
		case interestHead, paidHead, mixedHead:
			continue
		case costsHead: // of use only for what was claimed as damage and is none
		case affectionHead, shockHead:
			h = immaterialHead
		case noHead:
			if h = d.headOfSentence(low, about); reasons && sumsUp(low) {
				h = noHead
			}
			taken = h != noHead && oneHead(low) == noHead
		}
		x := evidence{m.cents, h, quoteOf(d.low, c.Span, m.start, m.end), about, reasons, taken, false}
		d.evidence = append(d.evidence, x)
		if reasons && strings.Contains(low, "de helft") {
			x.cents, x.half = x.cents/2, true // "gevorderd is € 4.000,00; dit wordt gesteld op de helft"
			d.evidence = append(d.evidence, x)
		}
	}
}

// headOfSentence returns the kind of damage that a sentence speaks of: it names it, or a numbered item, or goes on about that of the sentence
// before.
func (d *reading) headOfSentence(low string, about []*entry) head {
	if h := oneHead(low); h != noHead {
		return h
	}
	if post := itemNamed(low); post != "" && len(about) == 1 && about[0].posts[post] != noHead {
		return about[0].posts[post]
	}
	return d.subjectHead
}

// evidenceOf returns what was collected about one victim; everything when the sentences never say whom they are about.
func (d *reading) evidenceOf(e *entry) []evidence {
	var own, loose []evidence
	for _, x := range d.evidence {
		for _, other := range x.about {
			if other == e {
				own = append(own, x)
				break
			}
		}
		if len(x.about) == 0 {
			loose = append(loose, x)
		}
	}
	if len(d.entries) == 1 {
		own = append(loose, own...)
	}
	return own[max(0, len(own)-mostOwn):]
}

// pick returns the evidence for one kind of damage, the last word of the court first: what comes later corrects what came before.
func pick(list []evidence, want func(evidence) bool) []evidence {
	var out []evidence
	for i := len(list) - 1; i >= 0; i-- {
		if want(list[i]) {
			out = append(out, list[i])
		}
	}
	return out
}

func immaterialReason(x evidence) bool { return x.head == immaterialHead && x.reasons }
func immaterialClaim(x evidence) bool  { return x.head == immaterialHead && !x.reasons }
func anyImmaterial(x evidence) bool    { return x.head == immaterialHead }
func anyMaterial(x evidence) bool      { return x.head == materialHead || x.head == itemHead }
func unnamedHead(x evidence) bool      { return x.head == noHead }
func saidImmaterial(x evidence) bool   { return x.head == immaterialHead && x.reasons && !x.taken }
func takenHead(x evidence) bool        { return x.taken && x.reasons }

func (x evidence) amount() Amount { return Amount{Cents: x.cents, At: x.at, Derived: x.half} }

// pairs finds two amounts that are named, one for either kind of damage, and that together are the total. That the sum comes out to the cent is
// what makes it sure; the court's own reckoning goes before what was claimed.
func pairs(list []evidence, total int64) (material, immaterial Amount, ok bool) {
	for _, kinds := range [][2]func(evidence) bool{
		{immaterialReason, anyMaterial}, {immaterialClaim, anyMaterial}, {anyImmaterial, unnamedHead}, {unnamedHead, anyMaterial},
	} {
		for _, i := range pick(list, kinds[0]) {
			for _, m := range pick(list, kinds[1]) {
				if i.cents+m.cents == total && i.cents > 0 && m.cents > 0 {
					return m.amount(), i.amount(), true
				}
			}
		}
	}
	return pairsTaken(list, total)
}

// threes finds a sum for immaterial damage that the court reckons, a second one that was claimed and is granted without being named again, and one for
// material damage, which together are the total: shock damage that is cut beside affection damage that is not.
func threes(list []evidence, total int64) (material, immaterial Amount, ok bool) {
	reasons, claims, goods := pick(list, immaterialReason), pick(list, immaterialClaim), pick(list, anyMaterial)
	if len(reasons)*len(claims)*len(goods) > 1<<16 {
		return material, immaterial, false
	}
	for _, i := range reasons {
		for _, j := range claims {
			for _, m := range goods {
				if i.cents+j.cents+m.cents == total && i.cents > 0 && j.cents > 0 && m.cents > 0 {
					return m.amount(), Amount{Cents: i.cents + j.cents, At: i.at, Derived: true}, true
				}
			}
		}
	}
	return material, immaterial, false
}

// pairsTaken finds a sum that the court calls immaterial and one of a sentence that names no kind, which together are the total.
func pairsTaken(list []evidence, total int64) (material, immaterial Amount, ok bool) {
	for _, i := range pick(list, saidImmaterial) {
		for _, m := range pick(list, takenHead) {
			if i.cents+m.cents == total && i.cents > 0 && m.cents > 0 {
				return m.amount(), i.amount(), true
			}
		}
	}
	return material, immaterial, false
}

// leaves finds an amount for immaterial damage that leaves of the total what the material items can add up to.
func leaves(list, all []evidence, claim sums, total int64) (material, immaterial Amount, ok bool) {
	reasons := pick(list, immaterialReason)
	for _, i := range reasons[:min(len(reasons), mostTries)] {
		if rest := total - i.cents; rest > 0 && itemsAddUp(list, all, claim, rest) {
			return Amount{Cents: rest, At: spanOf(list, i), Derived: true}, i.amount(), true
		}
	}
	if len(reasons) == 0 {
		claims := pick(list, immaterialClaim)
		for _, i := range claims[:min(len(claims), mostTries)] {
			if rest := total - i.cents; rest > 0 && itemsAddUp(list, all, claim, rest) {
				return Amount{Cents: rest, At: spanOf(list, i), Derived: true}, i.amount(), true
			}
		}
	}
	if len(reasons) > 0 {
		return material, immaterial, false
	}
	for _, m := range pick(list, func(x evidence) bool { return x.head == materialHead && x.reasons }) {
		if rest := total - m.cents; rest > 0 && claim.immaterial.Present() && rest < claim.immaterial.Cents {
			return m.amount(), Amount{Cents: rest, At: m.at, Derived: true}, true
		}
	}
	return material, immaterial, false
}

// spanOf returns the words from which a sum of items follows: those of the last item, or of the amount it is the rest of.
func spanOf(list []evidence, i evidence) Span {
	for _, m := range pick(list, anyMaterial) {
		return m.at
	}
	return i.at
}

// mostItems bounds how many items are added up in every way.
const mostItems = 12

// itemsAddUp reports that some of the material items add up to a sum, or that it is what is left of the material claim without one amount that
// the reasons name.
func itemsAddUp(list, all []evidence, claim sums, sum int64) bool {
	whole := claim.material.Cents
	if !claim.material.Present() && claim.total.Present() && claim.immaterial.Present() {
		whole = claim.total.Cents - claim.immaterial.Cents
	}
	for _, x := range all {
		if whole > 0 && (x.head != immaterialHead && whole-x.cents == sum || whole == sum) {
			return true
		}
	}
	// Amounts without a kind may be items too; as there are many ways to add up many round sums, only a few of them are tried.
	return someAddUp(pick(list, anyMaterial), mostItems, sum) || someAddUp(pick(list, func(x evidence) bool { return x.head != immaterialHead && x.head != costsHead }), mostItems/2, sum)
}

// someAddUp reports that some of at most so many amounts add up to a sum.
func someAddUp(list []evidence, most int, sum int64) bool {
	var items []int64
	seen := map[int64]bool{}
	for _, x := range list {
		if !seen[x.cents] && x.cents <= sum {
			seen[x.cents] = true
			items = append(items, x.cents)
		}
	}
	if len(items) > most {
		return false
	}
	for set := 1; set < 1<<len(items); set++ {
		var n int64
		for k, cents := range items {
			if set&(1<<k) != 0 {
				n += cents
			}
		}
		if n == sum {
			return true
		}
	}
	return false
}
