package jurisprudence

import "time"

// finish turns what was read into the victims of the ruling: the dictum first, the reasons where it is silent, and every sum checked.
func (d *reading) finish() []Victim {
	d.alias()
	var out []Victim
	for _, e := range d.entries {
		if e.kindWord == noHead {
			e.kindWord = d.allKind
		}
		if v, ok := d.victim(e); ok {
			out = append(out, v)
		}
	}
	return out
}

// alias brings together the one claimant of the reasons and the one victim of the dictum when the court calls them by two names.
func (d *reading) alias() {
	var claimed, decided []*entry
	for _, e := range d.entries {
		settled := e.awarded || e.refused || e.rejected || e.measure
		if e.claimSet && !settled {
			claimed = append(claimed, e)
		}
		if settled && !e.claimSet {
			decided = append(decided, e)
		}
	}
	if len(claimed) != 1 || len(decided) != 1 {
		return
	}
	from, to := claimed[0], decided[0]
	to.claim, to.claimSet = from.claim, true
	if !to.reasonsSet {
		to.reasons, to.reasonsSet = from.reasons, from.reasonsSet
	}
	to.inWhole = to.inWhole || from.inWhole
	to.noMeasure = to.noMeasure || from.noMeasure
	if to.generic {
		to.label = from.label
	}
	if to.kindWord == noHead {
		to.kindWord = from.kindWord
	}
	to.datesWhy = append(to.datesWhy, from.datesWhy...)
	to.first = from.first
	if !to.joint.Set {
		to.joint = from.joint
	}
	d.drop(from)
}

func (d *reading) drop(e *entry) {
	for i, x := range d.entries {
		if x == e {
			d.entries = append(d.entries[:i:i], d.entries[i+1:]...)
			return
		}
	}
}

// victim returns what is known of one entry; false when the ruling decides nothing about it.
func (d *reading) victim(e *entry) (Victim, bool) {
	settled := e.awarded || e.refused || e.rejected || e.measure || e.part != Undecided
	if !settled && (!e.claimSet || e.generic && d.settled()) {
		return Victim{}, false
	}
	v := Victim{Label: e.name, Costs: e.costs, Payer: e.payer, FirstInstance: e.first, Flags: e.flags, DecisionAt: e.grantedAt}
	v.Claimed, v.ClaimedMaterial, v.ClaimedImmaterial = e.claim.total, e.claim.material, e.claim.immaterial
	if e.awarded || e.measure && !e.refused && !e.rejected {
		d.award(e, &v)
	}
	d.reduce(e, &v)
	d.decide(e, &v)
	if !v.Claimed.Present() && v.Total.Present() && e.partAmount.Present() {
		// "een bedrag van € 250", "voor een deel van € 950 niet-ontvankelijk": together the claim.
		v.Claimed = addUp(v.Total, e.partAmount)
	}
	return v, true
}

// reduce brings the claim in line with what was granted in full: it adds what a representative asked beside it, and takes off what the claimant took
// back, when either comes out to the cent.
func (d *reading) reduce(e *entry, v *Victim) {
	if e.beside.Present() && v.Claimed.Present() && v.Claimed.Cents+e.beside.Cents == v.Total.Cents {
		v.Claimed = addUp(v.Claimed, e.beside)
	}
	if !e.reduced || !e.awarded || e.part != Undecided || e.rejected || e.refused || !less(v.Total, v.Claimed) {
		return
	}
	for _, x := range d.evidenceOf(e) {
		if v.Claimed.Cents-x.cents == v.Total.Cents {
			v.Claimed.Cents, v.Claimed.Derived = v.Total.Cents, true
			return
		}
	}
}

// settled reports that the ruling decides something about a victim it names.
func (d *reading) settled() bool {
	for _, e := range d.entries {
		if !e.generic && (e.awarded || e.refused || e.rejected || e.measure) {
			return true
		}
	}
	return false
}

// award fills in the sums, the interest and the measure.
func (d *reading) award(e *entry, v *Victim) {
	a := e.award
	if !a.total.Present() && e.measured.Present() {
		a.total, a.count = e.measured, 1
	}
	if !a.total.Present() && e.reasons.total.Present() {
		a.total = e.reasons.total
		v.Flags = append(v.Flags, Flag{NoDictum, a.total.At})
	}
	if !a.total.Present() && e.reasonsSet {
		if sum := addUp(e.reasons.material, e.reasons.immaterial); sum.Present() {
			a.total = sum
			v.Flags = append(v.Flags, Flag{NoDictum, sum.At})
		}
	}
	if !a.total.Present() && e.claim.total.Present() && e.part == Undecided && e.awarded {
		a.total = e.claim.total
		fill(&a.material, e.claim.material)
		fill(&a.immaterial, e.claim.immaterial)
	}
	if a.total.Derived && e.measured.Present() && e.measured.Cents == a.total.Cents {
		a.total = e.measured // the sum does stand in the ruling
	}
	if !a.total.Present() {
		v.Flags = append(v.Flags, Flag{WithoutAmount, e.grantedAt})
	}
	v.Total, v.Material, v.Immaterial, v.Affection, v.Shock = a.total, a.material, a.immaterial, a.affection, a.shock
	d.splitHeads(e, v)
	d.checkSums(e, v)
	dates := e.dates
	if len(dates) == 0 {
		dates = e.dates36
	}
	if len(dates) == 0 {
		dates = e.datesWhy
	}
	if first, ok := earliest(dates); ok {
		v.InterestFrom = Fact[time.Time]{first.From, first.At, true}
	}
	if several := distinct(dates); len(several) > 1 && len(e.dates) > 1 {
		v.Interest = several
	}
	v.Joint = e.joint
	if !e.joint.Set {
		v.Joint = Fact[bool]{false, Span{}, true}
	}
	v.Measure = Fact[bool]{e.measure, e.measureAt, true}
	v.MeasureRefused = e.noMeasure && !e.measure
	v.MeasureAmount = e.measured
	v.Days, v.Detention = e.days, e.detention
}

// splitHeads divides the total over material and immaterial damage when the dictum does not, by what the reasons or the claim say of it.
func (d *reading) splitHeads(e *entry, v *Victim) {
	if !v.Total.Present() {
		return
	}
	total := v.Total.Cents
	paired := func(find func() (m, i Amount, ok bool)) bool {
		if v.Material.Present() || v.Immaterial.Present() {
			return false
		}
		m, i, ok := find()
		if ok {
			v.Material, v.Immaterial, v.Affection, v.Shock = m, i, e.reasons.affection, e.reasons.shock
		}
		return ok
	}
	list := d.evidenceOf(e)
	for _, m := range e.award.interest {
		// "rente over € 11.000,00 vanaf 19 mei 2019 en over € 9.058,00 vanaf 1 maart 2024": parts of the total, of which one has a name above.
		list = append(list, evidence{cents: m.cents, at: Span{m.start, m.end}})
	}
	whole := func(m, i Amount) bool { return m.Present() && i.Present() && m.Cents+i.Cents == total }
	switch {
	case v.Material.Present() && v.Immaterial.Present():
	case v.Material.Present() && v.Material.Cents == total, v.Immaterial.Present() && v.Immaterial.Cents == total:
	case whole(e.reasons.material, e.reasons.immaterial):
		v.Material, v.Immaterial, v.Affection, v.Shock = e.reasons.material, e.reasons.immaterial, e.reasons.affection, e.reasons.shock
	case whole(e.claim.material, e.claim.immaterial):
		v.Material, v.Immaterial, v.Affection, v.Shock = e.claim.material, e.claim.immaterial, e.claim.affection, e.claim.shock
	case e.reasons.immaterial.Cents == total && e.reasons.immaterial.Present():
		v.Immaterial, v.Affection, v.Shock = v.Total, e.reasons.affection, e.reasons.shock
	case e.reasons.material.Cents == total && e.reasons.material.Present():
		v.Material = v.Total
	case !v.Material.Present() && !v.Immaterial.Present() && halved(list, total):
		v.Immaterial = v.Total
	case onlyHead(e.claim.immaterial, e.claim) && total <= e.claim.total.Cents && !v.Material.Present():
		v.Immaterial, v.Affection, v.Shock = v.Total, e.reasons.affection, e.reasons.shock
	case paired(func() (Amount, Amount, bool) { return pairs(list, total) }):
	case paired(func() (Amount, Amount, bool) { return threes(list, total) }):
	case e.kindWord == materialHead && !v.Immaterial.Present() && !e.claim.immaterial.Present() && !e.reasons.immaterial.Present() && !less(e.claim.material, e.claim.total):
		v.Material = v.Total
	case e.kindWord == immaterialHead && !v.Material.Present() && !e.claim.material.Present() && !e.reasons.material.Present() && !less(e.claim.immaterial, e.claim.total) && !less(e.reasons.immaterial, v.Total):
		v.Immaterial = v.Total
	case e.claim.total.Cents == total && e.claim.total.Present() && e.claim.material.Present() && !e.claim.immaterial.Present() && e.claim.material.Cents < total && !v.Immaterial.Present():
		// "€ 2.056,-, waarvan € 56,- aan materiële schade", and all of it is granted.
		v.Material = e.claim.material
		v.Immaterial = remainder(total-v.Material.Cents, v.Total.At)
	case e.claim.total.Cents == total && e.claim.total.Present() && e.claim.immaterial.Present() && !e.claim.material.Present() && e.claim.immaterial.Cents < total && !v.Material.Present():
		v.Immaterial = e.claim.immaterial
		v.Material = remainder(total-v.Immaterial.Cents, v.Total.At)
	case onlyHead(e.claim.material, e.claim) && !v.Immaterial.Present() && !e.reasons.immaterial.Present():
		v.Material = v.Total
	case onlyHead(e.claim.immaterial, e.claim) && !v.Material.Present() && !e.reasons.material.Present():
		v.Immaterial = v.Total
	case e.claim.material.Present() && e.claim.material.Cents == total && !v.Immaterial.Present():
		v.Material = v.Total
	case e.claim.immaterial.Present() && e.claim.immaterial.Cents == total && !v.Material.Present():
		v.Immaterial = v.Total
	case e.claim.immaterial.Present() && e.claim.total.Present() && e.claim.total.Cents-e.claim.immaterial.Cents == total && !v.Immaterial.Present() && !e.reasons.immaterial.Present():
		v.Material = v.Total // what was claimed besides the immaterial damage is granted, and nothing else
	case e.reasons.total.Cents == total && less(e.reasons.material, e.reasons.total) && !e.reasons.immaterial.Present() && !v.Immaterial.Present() && meets(e.reasons.material.At, e.reasons.total.At):
		// "acht € 2.750 toewijsbaar, waarvan € 750 wegens materiële schade"
		v.Material = e.reasons.material
		v.Immaterial = remainder(total-v.Material.Cents, v.Total.At, e.claim.immaterial)
	case e.reasons.total.Cents == total && less(e.reasons.immaterial, e.reasons.total) && !e.reasons.material.Present() && !v.Material.Present() && meets(e.reasons.immaterial.At, e.reasons.total.At):
		v.Immaterial = e.reasons.immaterial
		v.Material = remainder(total-v.Immaterial.Cents, v.Total.At, e.claim.material)
	case paired(func() (Amount, Amount, bool) { return leaves(list, d.evidence, e.claim, total) }):
	case v.Material.Present() && !v.Immaterial.Present() && v.Material.Cents < total && total == e.award.total.Cents:
		// Damage is either material or not: what the dictum does not call the one is the other.
		v.Immaterial = remainder(total-v.Material.Cents, v.Total.At, e.claim.immaterial, e.reasons.immaterial)
	case v.Immaterial.Present() && !v.Material.Present() && v.Immaterial.Cents < total && total == e.award.total.Cents:
		v.Material = remainder(total-v.Immaterial.Cents, v.Total.At, e.claim.material, e.reasons.material)
	case len(d.evidence) <= mostOwn && paired(func() (Amount, Amount, bool) { return pairsTaken(d.evidence, total) }):
		// "voor iedere bewoner € 1.000,00 aan immateriële schade", and a sum for this one whose sentence names no kind.
	case e.reasons.immaterial.Present() && e.reasons.immaterial.Cents < total && !v.Material.Present():
		v.Immaterial = e.reasons.immaterial
		v.Material = remainder(total-v.Immaterial.Cents, v.Total.At, e.claim.material, e.reasons.material)
	case e.reasons.material.Present() && !e.reasons.materialTaken && e.reasons.material.Cents < total && !v.Immaterial.Present() && e.claim.immaterial.Present():
		v.Material = e.reasons.material
		v.Immaterial = remainder(total-v.Material.Cents, v.Total.At, e.claim.immaterial)
	case len(d.evidence) <= mostOwn && paired(func() (Amount, Amount, bool) { return pairs(d.evidence, total) }):
		// The court reckons for several at once: "per ouder € 17.500,00".
	case !v.Material.Present() && !v.Immaterial.Present() && (organisation(e.name) || d.property && !e.reasons.immaterial.Present() && e.kindWord != immaterialHead) && !e.claim.immaterial.Present():
		// An organisation has no body and no feelings, and who was robbed of goods or money alone claims those, unless the ruling says otherwise:
		// what they are awarded is material damage.
		v.Material = Amount{Cents: total, At: v.Total.At, Derived: true}
	}
}

// property reports that a ruling punishes offences against goods and money only.
func property(list []Article) bool {
	found := false
	for _, a := range list {
		switch a.Offence {
		case "":
		case "diefstal", "inbraak", "verduistering", "oplichting of fraude", "vernieling", "heling", "computervredebreuk":
			found = true
		default:
			return false
		}
	}
	return found
}

// halved reports that the court granted half of the immaterial damage, which is this total.
func halved(list []evidence, total int64) bool {
	for _, x := range list {
		if x.half && immaterialReason(x) && x.cents == total {
			return true
		}
	}
	return false
}

// organisation reports a claimant that is no person.
func organisation(name string) bool {
	low := lowerSame(name)
	return hasAny(low, "b.v.", "n.v.", "gemeente", "stichting", "bedrijf", "winkel", "supermarkt", "verzekeraar", "politie", "ministerie", "woningcorporatie", "vereniging", "[bank", "bank]", " bank", "instelling", "rechtspersoon", "school", "hotel", "restaurant", "eigenaars", "[vve", "ziekenhuis", "werkgever", "verhuurder", "v.o.f.", "u.a.", "slijterij", "drogisterij", "apotheek", "bakkerij", "garage", "bouwmarkt", "warenhuis", "zaak", "handel", "universiteit", "kerk", "fonds")
}

// less reports that a part is smaller than its whole, so that there is another part.
func less(part, whole Amount) bool {
	return part.Present() && whole.Present() && part.Cents < whole.Cents
}

// meets reports that two quotes share words: the amounts stand in one sentence.
func meets(a, b Span) bool { return a.Start < b.End && b.Start < a.End }

// onlyHead reports that a claim is for one kind of damage and nothing else.
func onlyHead(head Amount, claim sums) bool {
	return head.Present() && claim.total.Present() && head.Cents == claim.total.Cents
}

// remainder returns what is left of a total: an amount that stands in the ruling when it is the same, a difference otherwise.
func remainder(cents int64, at Span, stated ...Amount) Amount {
	for _, a := range stated {
		if a.Present() && a.Cents == cents {
			return a
		}
	}
	return Amount{Cents: cents, At: at, Derived: true}
}

// checkSums flags what does not add up, and where the reasons say another sum than the dictum.
func (d *reading) checkSums(e *entry, v *Victim) {
	if v.Material.Present() && v.Immaterial.Present() && v.Total.Present() && v.Material.Cents+v.Immaterial.Cents != v.Total.Cents {
		v.Flags = append(v.Flags, Flag{SumMismatch, v.Total.At})
	}
	if e.measured.Present() && v.Total.Present() && e.measured.Cents != v.Total.Cents {
		v.Flags = append(v.Flags, Flag{MeasureDiffers, e.measured.At})
	}
	if r := e.reasons.total; r.Present() && v.Total.Present() && r.Cents != v.Total.Cents && r.Cents != v.Material.Cents && r.Cents != v.Immaterial.Cents && !r.Derived && r.Cents*10 > v.Total.Cents*9 && r.Cents*9 < v.Total.Cents*10 {
		v.Flags = addFlag(v.Flags, Flag{Contradiction, r.At})
	}
	if c := e.claim.total; c.Present() && v.Total.Present() && v.Total.Cents > c.Cents && !c.Derived {
		v.Flags = addFlag(v.Flags, Flag{Contradiction, c.At})
	}
	if e.inWhole && e.claim.total.Present() && v.Total.Present() && e.claim.total.Cents != v.Total.Cents {
		v.Flags = addFlag(v.Flags, Flag{Contradiction, e.claim.total.At})
	}
}

// decide says what became of the claim.
func (d *reading) decide(e *entry, v *Victim) {
	switch {
	case e.awarded:
		v.Decision = Granted
		if e.part == Rejected && e.boilerplate && v.Claimed.Present() && v.Claimed.Cents == v.Total.Cents {
			e.part = Undecided // "wijst het meer of anders gevorderde af" closes every civil dictum
		}
		less := v.Claimed.Present() && v.Total.Present() && v.Total.Cents < v.Claimed.Cents
		if e.part != Undecided || less && v.Total.Cents*1000 < v.Claimed.Cents*999 {
			v.Decision, v.Rest = PartGranted, e.part
		}
		if e.refused && e.part == Undecided {
			v.Decision, v.Rest = PartGranted, Inadmissible
		}
		if e.rejected && e.part == Undecided {
			v.Decision, v.Rest = PartGranted, Rejected
		}
	case e.measure && !e.refused && !e.rejected:
		v.Decision, v.DecisionAt = MeasureOnly, e.measureAt
	case e.refused:
		v.Decision, v.DecisionAt = Inadmissible, e.refusedAt
	case e.rejected:
		v.Decision, v.DecisionAt = Rejected, e.rejectedAt
	case e.part == Inadmissible, e.part == Rejected:
		v.Decision, v.DecisionAt = e.part, e.partAt
	}
	if !e.awarded && !v.Measure.Set {
		v.Measure = Fact[bool]{e.measure, e.measureAt, true}
	}
}
