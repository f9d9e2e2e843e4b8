package jurisprudence

import "strings"

// claims reads what stands before the dictum: who claimed what, and how the court reckons.
func (d *reading) claims() {
	var about []*entry // the victims that the sentences are about
	var listing bool   // a list of claimants follows
	speaker, paragraph := CourtSpeaker, -1
	d.subjectHead, d.underHead = noHead, noHead
	fresh := false // the clause before stated a claim of about
	for _, c := range d.list {
		if c.topic == DictumTopic || c.topic == SignatureTopic || c.topic == AnnexTopic {
			if c.topic == DictumTopic {
				listing = false
			}
			continue
		}
		if c.topic == FactsTopic || c.topic == ConfiscationTopic || c.topic == ChargeTopic || c.topic == ProvenTopic || c.topic == LawTopic || c.topic == SeizureTopic {
			continue
		}
		if !d.relevant(c) {
			continue
		}
		low := d.lower(c)
		if c.row {
			about = d.claimRow(c, about)
			continue
		}
		if c.heading {
			names := d.claimants(c.Span)
			if len(names) > 0 && hasAny(low, "vordering", "benadeelde", "schade") || len(names) > 0 && c.topic == ClaimTopic {
				about = d.entriesOf(names)
			}
			listing, fresh, d.decided = false, false, d.decided && len(names) == 0
			d.underHead = oneHead(low)
			continue
		}
		if c.paragraph != paragraph {
			speaker, paragraph = c.speaker, c.paragraph
			fresh, d.subjectHead, d.reckoned = false, d.underHead, false
		}
		if len(low) < 40 && len(strings.Fields(low)) <= 4 && !strings.ContainsAny(low, "€0123456789") && (oneHead(low) != noHead || hasAny(low, "conclusie", "slotsom", "totaal", "samenvat", "wettelijke rente")) {
			// "Immateriële schade" on a line of its own: what follows is about that; "Conclusie" ends it.
			d.underHead = oneHead(low)
			d.subjectHead = d.underHead
			continue
		}
		speaker = speakerOf(low, speaker, d.r)
		if speaker == ProsecutionSpeaker || speaker == DefenceSpeaker {
			fresh = false
			continue
		}
		if c.topic == EarlierTopic && d.r.Level != Appeal {
			continue
		}
		about, listing, fresh = d.reasonClause(c, low, speaker, about, listing, fresh)
		d.collect(c, low, about, awardWords(low) && !asks(low))
		if h := oneHead(low); h != noHead {
			d.subjectHead = h
		} else if post := itemNamed(low); post != "" && len(about) == 1 && about[0].posts[post] != noHead {
			d.subjectHead = about[0].posts[post]
		}
	}
}

// relevant reports that a clause stands where claims are spoken of: under their heading, or in a paragraph with the words for them.
func (d *reading) relevant(c clause) bool {
	if c.topic == ClaimTopic || c.topic == EarlierTopic || c.row {
		return true
	}
	if c.paragraph != d.looked {
		p := d.r.Paragraphs[c.paragraph]
		d.looked, d.found = c.paragraph, hasAny(d.low[p.Start:p.End()], "benadeelde", "vorder", "schadeverg", "smartengeld", "immateri", "voegd", "claim") || hasAny(d.low[p.Start:p.End()], "toewijz", "toewijs", "toegewezen") && strings.Contains(d.low[p.Start:p.End()], "schade")
	}
	return d.found
}

// reasonClause reads one sentence of the claims and reasons.
func (d *reading) reasonClause(c clause, low string, speaker Speaker, about []*entry, listing, fresh bool) ([]*entry, bool, bool) {
	states := claimWords(low)
	names := d.claimants(c.Span)
	money := inside(d.money, c.Span)
	if (states || listing && len(money) > 0) && !strings.Contains(low, "benadeelde partij [") {
		// "[vader] vordert … om [slachtoffer] naar therapie te brengen": who begins the sentence claims.
		if l := d.subjects(c); len(l) > 0 {
			names = l
		}
	}
	if len(names) == 0 && states && c.topic == ClaimTopic && len(money) > 1 {
		// "De vorderingen luiden: [naam 1] € 125,00, [naam 2] € 240,00."
		if all := d.persons(c.Span); len(all) > 1 && interleaved(all, money) {
			names = all
		}
	}
	if len(names) == 0 && !states && c.topic == ClaimTopic && len(money) > 0 && len(d.entries) == 0 && !awardWords(low) {
		if l, ok := d.subject(c); ok {
			names = []label{l}
		}
	}
	if len(names) == 0 && !states && len(money) == 0 && c.topic == ClaimTopic {
		if l, ok := d.introduced(c); ok {
			return d.entriesOf([]label{l}), true, true
		}
	}
	awards := awardWords(low) && !asks(low) && !reduces(low)
	switch {
	case earlierWords(low, d.r) && d.claimedThenAwarded(c, low) > 0 && len(about)+len(names) > 0:
		// "De vordering bedroeg € 12.300,00 en is toegewezen tot € 7.300,00": the one is the claim, the other what became of it.
		if len(names) > 0 {
			about = d.entriesOf(names)
		}
		claim, rest := c, c
		claim.End = c.Start + d.claimedThenAwarded(c, low)
		rest.Start = claim.End
		d.claimed(about, claim, d.lower(claim), sumsOf(d.low, claim.Span, d.money), names)
		d.firstInstance(rest, d.lower(rest), nil, about)
		return about, false, false
	case earlierWords(low, d.r) && claimedBefore(low) && len(about)+len(names) > 0:
		// "heeft in eerste aanleg een vordering van € 20.000 ingediend, welke geheel is toegewezen"
		if len(names) > 0 {
			about = d.entriesOf(names)
		}
		d.claimed(about, c, low, sumsOf(d.low, c.Span, d.money), names)
		return about, false, false
	case d.r.Level == Appeal && hasAny(low, "beperkt tot het toegewezen bedrag", "beperkt tot het door de rechtbank toegewezen", "beperkt tot het door de politierechter toegewezen", "beperkt tot het in eerste aanleg toegewezen"):
		for _, e := range about {
			if e.first.Present() {
				e.claim, e.claimSet = e.firstSums, true
			}
		}
		return about, false, false
	case speaker == EarlierSpeaker || c.topic == EarlierTopic || earlierWords(low, d.r):
		d.firstInstance(c, low, names, about)
		return about, false, false
	case len(names) > 0 && (states || listing && len(money) > 0) && (c.topic == ClaimTopic || listing || hasAny(low, "benadeelde partij", "gevoegd", "schadevergoeding", "vordering tot vergoeding") || len(money) > 0 && claimsNext(d.low, names[0], c.Span)):
		about = d.entriesOf(names)
	case len(names) > 0 && c.topic == ClaimTopic:
		if known := d.only(names); len(known) > 0 {
			about = known
		} else if hasAny(low, "benadeelde partij") || len(d.entries) == 0 && len(money) > 0 && !awardWords(low) {
			about = d.entriesOf(names) // or whoever is named with the first sum of a section on claims
		}
	case len(d.only(names)) > 0:
		about = d.only(names)
	case len(names) == 0 && states && len(about) == 0 && len(d.entries) == 0 && c.topic == ClaimTopic && len(money) > 0 && d.alone(c) != nil:
		about = d.alone(c)
	case len(names) == 0 && states && len(about) == 0 && strings.Contains(low, "benadeelde partij") && len(d.entries) == 0 && !hasAny(low, "partijen", "personen", "hebben zich"):
		about = d.unnamed(low)
	}
	if len(money) == 0 && c.topic == ClaimTopic && (starts(low, "alle ") && hasAny(low, "bedragen", "vorderingen", "posten") || strings.Contains(low, "telkens om")) {
		d.allKind = oneHead(low)
	}
	ends := strings.HasSuffix(strings.TrimSpace(low), ":")
	if ends && !awards && hasAny(low, "volgende posten", "volgende schadeposten", "als volgt", "schade bestaat", "opgebouwd") {
		return about, len(about) > 0, false
	}
	d.inList = listing && !states
	if len(about) == 0 {
		return about, listing || states && ends, false
	}
	if awards && !states && len(names) == 0 && len(d.entries) > 1 && hasAny(low, "voor ieder", "voor elk", "aan ieder", "aan elk", "per persoon", "per bewoner", "per slachtoffer", "per benadeelde") {
		return nil, false, false // about all of them, and of nobody alone
	}
	s := sumsOf(d.low, c.Span, d.money)
	if i := strings.Index(low, "voor zichzelf"); i > 0 && states && strings.Contains(low[:i], "namens") && len(about) == 1 {
		// "heeft namens haar € 12.500 verzocht en voor zichzelf € 470": what the representative asks for themselves is not hers, unless it is granted so.
		own, beside := c.Span, c.Span
		own.End, beside.Start = c.Start+i, c.Start+i
		if x := sumsOf(d.low, own, d.money); x.count > 0 {
			about[0].beside = sumsOf(d.low, beside, d.money).total
			s = x
		}
	}
	switch {
	case (states || listing && (len(names) > 0 || len(low) < 120) || fresh && goesOn(low)) && !awards && s.count > 0:
		d.claimed(about, c, low, s, names)
		return about, listing && (!states || len(names) > 0 && len(about) == 1) || ends, true
	case !awards && !states && s.total.Present() && c.topic == ClaimTopic && !d.decided && unclaimed(about) && !hasAny(low, "schadefonds", "uitgekeerd", "beloofd", "aangeboden", "betaald", "buit", "voordeel", "verzeker", "vergoed"):
		// Whatever the words, the first sum that a section on a claim names is what is claimed.
		d.claimed(about, c, low, s, names)
		return about, listing, true
	case !awards && !states && len(about) == 1 && s.immaterial.Present() && s.material.Present() && about[0].claimSet && s.material.Cents+s.immaterial.Cents == about[0].claim.total.Cents:
		d.claimed(about, c, low, s, names) // "Bij [X] gaat het om …": how the sum asked is made up
		return about, listing, true
	case awards, d.reckoned && goesOn(low) && s.count > 0 && !states:
		d.reckons(about, c, low, s)
		d.reckoned, d.decided = true, true
	case states && ends:
		listing = true
	}
	if len(money) == 0 && c.topic == ClaimTopic && (states || fresh && goesOn(low)) {
		for _, e := range about {
			e.grantKind(low, s)
		}
	}
	if reduces(low) {
		for _, e := range about {
			e.reduced = true
		}
	}
	if hoofdelijk(low) && c.topic == ClaimTopic {
		for _, e := range about {
			if !e.joint.Set {
				e.joint = Fact[bool]{true, quoteAround(d.low, c.Span, "hoofdelijk"), true}
			}
		}
	}
	if states && s.count == 0 {
		fresh = true
	} else if !goesOn(low) && s.count == 0 {
		fresh = fresh && len(low) < 200
	}
	return about, listing || states && ends, fresh
}

// alone returns the one person whom the paragraph of a clause names before it: "De minderjarige [X] is door zijn moeder vertegenwoordigd. De vordering
// bedraagt …"
func (d *reading) alone(c clause) []*entry {
	list := d.persons(Span{d.r.Paragraphs[c.paragraph].Start, c.Start})
	if len(list) != 1 {
		return nil
	}
	return d.entriesOf(list)
}

// introduced returns the label that a paragraph begins with to say whom it is about: "[naam 1] ter zake van feit 1."
func (d *reading) introduced(c clause) (label, bool) {
	if d.r.Paragraphs[c.paragraph].Start != c.Start {
		return label{}, false
	}
	start := c.Start + len(d.lower(c)) - len(strings.TrimLeft(d.lower(c), "-–• 0123456789.)"))
	for _, l := range d.labelsIn(c.Span) {
		if l.Start == start && !l.accused && starts(strings.TrimLeft(d.low[l.End:c.End], " ,("), "ter zake", "terzake", "voor feit", "feit ", "feiten ", "in verband met", "wegens") {
			return l, true
		}
	}
	return label{}, false
}

// only returns the entries that exist for labels.
func (d *reading) only(names []label) []*entry {
	var out []*entry
	for _, l := range names {
		if e := d.find(l.key); e != nil {
			out = append(out, e)
		}
	}
	return out
}

// claimWords reports a sentence in which someone claims.
func claimWords(low string) bool {
	return hasAny(low, "vordert", "vorderen", "vordering", "gevorderd", "gevoegd", "wil dat verdachte", "te veroordelen tot vergoeding", "verzocht verdachte", "stelt te hebben geleden", "wil een schadevergoeding", "voegingsformulier", "schadeformulier", "voegt zich", "verzoekt om", "vraagt", "heeft verzocht om vergoeding", "schadevergoeding gevraagd", "claimt", "verzoekt vergoeding", "ingediend", "schadeopgave", "heeft schadevergoeding", "heeft gevraagd", "gevraagd om", "schadevergoeding verzocht", "opgevoerd", "als schade opgegeven", "aanspraak op vergoeding", "vergoeding gevraagd", "verzocht om", "verzoek tot schadevergoeding", "verzoek om schadevergoeding", " wil €", " wil een bedrag", "verzoekt", " eist ", "opgave gedaan", "vermeerderd tot", "verhoogd tot", "verlaagd tot", "verminderd tot", "bijgesteld tot", "gevraagd")
}

// goesOn reports a sentence that explains the sum of the sentence before it.
func goesOn(low string) bool {
	for _, head := range []string{"deze", "dit bedrag", "het bedrag", "de vordering", "het gevorderde", "dat bedrag", "zij vordert", "hij vordert", "zij heeft", "hij heeft", "de materiële", "de immateriële", "dat is", "daarvan", "hiervan", "daarnaast", "verder", "ook", "de schade", "het totaal", "totaal", "in totaal", "het gaat om", "- ", "• ", "voorts", "tevens", "de gestelde schade", "bestaande uit", "te weten", "€"} {
		if strings.HasPrefix(low, head) {
			return true
		}
	}
	return false
}

// claimed notes what a victim claims.
func (d *reading) claimed(about []*entry, c clause, low string, s sums, names []label) {
	shares := make([]sums, len(about))
	if len(about) == 1 {
		shares[0] = s
	} else {
		shares = d.shares(about, c, s, names)
	}
	d.rememberPosts(about, low, s)
	changed := hasAny(low, "verminderd tot", "gewijzigd", "verlaagd tot", "beperkt tot", "bijgesteld", "vermeerderd tot", "verhoogd tot", "resteert", "teruggebracht tot")
	for i, e := range about {
		x := shares[i]
		if x.count == 0 {
			continue
		}
		if len(about) == 1 {
			e.grantKind(low, x)
		} else {
			e.grantKind(unbracketed(low), x) // what stands in brackets is about one of them
		}
		switch {
		case d.inList && len(about) == 1 && len(low) < 160:
			e.post(low, x)
		case !e.claimSet || changed && x.total.Present():
			if changed {
				e.claim = sums{}
			}
			e.claim, e.claimSet = x, true
		case hasAny(low, "daarnaast", "tevens", "bovendien", "voorts", "ook nog") && x.total.Present() && x.total.Cents != e.claim.total.Cents && x.material.Cents+x.immaterial.Cents <= x.total.Cents && states(low):
			if x.material.Present() {
				e.claim.material = addUp(e.claim.material, x.material)
			}
			if x.immaterial.Present() {
				e.claim.immaterial = addUp(e.claim.immaterial, x.immaterial)
			}
			e.claim.total = addUp(e.claim.total, x.total)
		case oneMore(e.claim, x):
			// A list of heads, a line for each.
			fill(&e.claim.material, x.material)
			fill(&e.claim.immaterial, x.immaterial)
			e.claim.total = addUp(e.claim.total, x.total)
		case e.claim.total.Derived && x.total.Present() && !x.total.Derived && x.total.Cents == e.claim.total.Cents:
			e.claim.total = x.total
		case e.claim.total.Present() && !e.claim.total.Derived:
			if x.total.Cents == e.claim.total.Cents || x.material.Cents+x.immaterial.Cents == e.claim.total.Cents || x.total.Cents < e.claim.total.Cents {
				fill(&e.claim.material, x.material)
				fill(&e.claim.immaterial, x.immaterial)
			}
		case !e.claim.immaterial.Present() && x.immaterial.Present() && !x.material.Present(), !e.claim.material.Present() && x.material.Present() && !x.immaterial.Present():
			// "vordert € 500 materiële schade. Daarnaast vordert zij € 1.000 immateriële schade."
			fill(&e.claim.material, x.material)
			fill(&e.claim.immaterial, x.immaterial)
			e.claim.total = addUp(e.claim.total, x.total)
		case hasAny(low, "totaal") && x.total.Cents > e.claim.total.Cents:
			e.claim.total = x.total
		}
	}
}

// unclaimed reports that nothing is known yet of what these people claim.
func unclaimed(about []*entry) bool {
	for _, e := range about {
		if e.claimSet || len(e.items) > 0 {
			return false
		}
	}
	return len(about) > 0
}

// reduces reports a sentence by which the claimant asks for less than before.
func reduces(low string) bool {
	if hasAny(low, "vordering", "eis ") && hasWord(low, "verminderd") && strings.Contains(low, "heeft") && !hasAny(low, "rechtbank", "het hof", "toegewezen", "toewijs") {
		return true
	}
	return hasAny(low, "vordering verminderd", "vordering is verminderd", "eis verminderd", "vermindering van eis", "vordering gewijzigd", "vordering is gewijzigd", "vordering beperkt", "vordering bijgesteld") && !hasAny(low, "rechtbank", "het hof", "toegewezen", "toewijs")
}

// oneMore reports that a claim was one head so far and x is the other.
func oneMore(claim, x sums) bool {
	switch {
	case claim.immaterial.Present() && !claim.material.Present() && claim.total.Cents == claim.immaterial.Cents:
		return x.material.Present() && !x.immaterial.Present() && x.total.Cents == x.material.Cents
	case claim.material.Present() && !claim.immaterial.Present() && claim.total.Cents == claim.material.Cents:
		return x.immaterial.Present() && !x.material.Present() && x.total.Cents == x.immaterial.Cents
	}
	return false
}

// asks reports a sentence in which the claimant has the word and the court decides nothing, though the amount is "begroot" in it.
func asks(low string) bool {
	return hasAny(low, "vordert", "vorderen", "heeft gevorderd", "heeft verzocht", "vraagt") && !courtActs(low) && !hasAny(low, "rechtbank", "hof ", "toegewezen", "toewijsbaar", "toewijzing", "toewijz", "afgewezen", "ontvankelijk", "billijk")
}

// states reports a sentence whose verb is that of claiming.
func states(low string) bool {
	return hasAny(low, "vordert", "vorderen", "vraagt", "heeft gevorderd", "verzoekt")
}
