package jurisprudence

import "strings"

// claims reads what stands before the dictum: who claimed what, and how the court reckons.
func (d *reading) claims() {
	var about []*entry // the victims that the sentences are about
	var listing bool   // a list of claimants follows
	speaker, paragraph := CourtSpeaker, -1
	d.subjectHead = noHead
	fresh := false // the clause before stated a claim of about
	for i, c := range d.list {
		if c.topic == DictumTopic || c.topic == SignatureTopic || c.topic == AnnexTopic {
			if c.topic == DictumTopic {
				listing = false
			}
			continue
		}
		if c.topic == FactsTopic || c.topic == ConfiscationTopic || c.topic == ChargeTopic || c.topic == ProvenTopic || c.topic == LawTopic || c.topic == SeizureTopic {
			continue
		}
		low := d.lower(c)
		if c.row {
			d.claimRow(c)
			continue
		}
		if c.heading {
			names := d.claimants(c.Span)
			if len(names) > 0 && hasAny(low, "vordering", "benadeelde", "schade") || len(names) > 0 && c.topic == ClaimTopic {
				about = d.known(names)
			}
			listing, fresh = false, false
			continue
		}
		if c.paragraph != paragraph {
			speaker, paragraph = c.speaker, c.paragraph
			fresh, d.subjectHead, d.reckoned = false, noHead, false
		}
		speaker = speakerOf(low, speaker, c, d.r)
		if speaker == ProsecutionSpeaker || speaker == DefenceSpeaker {
			fresh = false
			continue
		}
		if c.topic == EarlierTopic && d.r.Level != Appeal {
			continue
		}
		about, listing, fresh = d.reasonClause(c, low, speaker, about, listing, fresh, i)
		if h := oneHead(low); h != noHead {
			d.subjectHead = h
		}
	}
}

// known returns the entries of labels that claimed something before; new ones for the others.
func (d *reading) known(names []label) []*entry { return d.entries4(names) }

// reasonClause reads one sentence of the claims and reasons.
func (d *reading) reasonClause(c clause, low string, speaker Speaker, about []*entry, listing, fresh bool, _ int) ([]*entry, bool, bool) {
	states := claimWords(low)
	names := d.claimants(c.Span)
	money := inside(d.money, c.Span)
	if (states || listing && len(money) > 0) && !strings.Contains(low, "benadeelde partij [") {
		// "[vader] vordert … om [slachtoffer] naar therapie te brengen": who begins the sentence claims.
		if l := d.subjects(c); len(l) > 0 {
			names = l
		}
	}
	awards := awardWords(low)
	switch {
	case earlierWords(low, d.r) && claimedBefore(low) && len(about)+len(names) > 0:
		// "heeft in eerste aanleg een vordering van € 20.000 ingediend, welke geheel is toegewezen"
		if len(names) > 0 {
			about = d.entries4(names)
		}
		d.claimed(about, c, low, sumsOf(d.low, c.Span, d.money), names)
		return about, false, false
	case speaker == EarlierSpeaker || c.topic == EarlierTopic || earlierWords(low, d.r):
		d.firstInstance(c, low, names, about)
		return about, false, false
	case len(names) > 0 && (states || listing && len(money) > 0) && (c.topic == ClaimTopic || hasAny(low, "benadeelde partij", "gevoegd", "schadevergoeding", "vordering tot vergoeding")):
		about = d.entries4(names)
	case len(names) > 0 && c.topic == ClaimTopic:
		if known := d.only(names); len(known) > 0 {
			about = known
		} else if hasAny(low, "benadeelde partij") {
			about = d.entries4(names)
		}
	case len(names) == 0 && states && len(about) == 0 && strings.Contains(low, "benadeelde partij") && len(d.entries) == 0 && len(money) > 0:
		about = d.unnamed(low)
	}
	if len(money) == 0 && c.topic == ClaimTopic && (starts(low, "alle ") && hasAny(low, "bedragen", "vorderingen", "posten") || strings.Contains(low, "telkens om")) {
		d.allKind = oneHead(low)
	}
	ends := strings.HasSuffix(strings.TrimSpace(low), ":")
	if len(about) == 0 {
		return about, listing || states && ends, false
	}
	s := sumsOf(d.low, c.Span, d.money)
	switch {
	case (states || listing && (len(names) > 0 || len(low) < 120) || fresh && goesOn(low)) && !awards && s.count > 0:
		d.claimed(about, c, low, s, names)
		return about, listing && !states || ends, true
	case awards, d.reckoned && goesOn(low) && s.count > 0 && !states:
		d.reckons(about, c, low, s)
		d.reckoned = true
	case states && ends:
		listing = true
	}
	if len(money) == 0 && c.topic == ClaimTopic && (states || fresh && goesOn(low)) {
		for _, e := range about {
			e.grantKind(low, s)
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

// oneHead returns the kind of damage that a sentence speaks of when it is but one.
func oneHead(low string) head {
	found := noHead
	for from := 0; ; {
		at, end, h := nextHead(low, from)
		if at < 0 {
			return found
		}
		from = end
		switch h {
		case materialHead, itemHead:
			h = materialHead
		case immaterialHead, affectionHead, shockHead:
			h = immaterialHead
		default:
			continue
		}
		if found != noHead && found != h {
			return noHead
		}
		found = h
	}
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

// subjects returns the names with which a sentence begins, when they are a list.
func (d *reading) subjects(c clause) []label {
	first, ok := d.subject(c)
	if !ok {
		return d.before(c)
	}
	out := []label{first}
	for _, n := range d.named(c.Span) {
		l := n.label
		if n.anchor == otherAnchor {
			continue
		}
		if last := out[len(out)-1]; l.Start >= last.End && l.key != last.key && !l.accused && (listed(d.low[last.End:l.Start]) || claimsNext(d.low, l, c.Span)) {
			out = append(out, l)
		}
	}
	return out
}

// claimsNext reports that a name is the subject of "vordert" right behind it.
func claimsNext(low string, l label, c Span) bool {
	rest := strings.TrimLeft(low[l.End:c.End], " ,")
	if strings.HasPrefix(rest, "(") {
		if i := strings.IndexByte(rest, ')'); i > 0 && i < 40 {
			rest = strings.TrimLeft(rest[i+1:], " ,")
		}
	}
	return starts(rest, "vordert", "vraagt", "heeft", "vorderen")
}

// before returns the names in front of the verb of a claim: "De ouders van [slachtoffer], [vader] en [moeder], vorderen".
func (d *reading) before(c clause) []label {
	i := strings.Index(d.low[c.Start:c.End], " vorder")
	if i < 0 {
		return nil
	}
	var out []label
	for _, n := range d.named(Span{c.Start, c.Start + i}) {
		if n.anchor == noAnchor && !n.accused && !has(out, n.key) {
			out = append(out, n.label)
		}
	}
	return out
}

// subject returns the name with which a sentence begins: "Gemeente Almere heeft zich als benadeelde partij gevoegd", "[slachtoffer] vraagt".
func (d *reading) subject(c clause) (label, bool) {
	start := c.Start
	for start < c.End && (d.text[start] == ' ' || d.text[start] == '-' || isDigit(d.text[start]) || d.text[start] == '.') {
		start++
	}
	for _, article := range []string{"ook ", "namens de minderjarige ", "namens de ", "namens ", "de minderjarige ", "de heer ", "mevrouw ", "de ", "het "} {
		if strings.HasPrefix(d.low[start:c.End], article) {
			start += len(article)
		}
	}
	for _, l := range d.labels {
		if l.Start == start && !l.accused {
			return l, true
		}
	}
	end := c.End
	for _, w := range []string{" heeft zich", " vordert", " vraagt", " heeft een vordering", " heeft ter terechtzitting", " heeft in eerste aanleg", " heeft via"} {
		if i := strings.Index(d.low[start:c.End], w); i > 0 && start+i < end {
			end = start + i
		}
	}
	if end == c.End || end-start > 70 || strings.HasPrefix(d.low[start:], "benadeelde") {
		return label{}, false
	}
	l, ok := nameAt(d.text, d.low, start, end)
	if !ok || l.End < end-2 {
		return label{}, false
	}
	return l, true
}

// claimWords reports a sentence in which someone claims.
func claimWords(low string) bool {
	return hasAny(low, "vordert", "vorderen", "vordering", "gevorderd", "gevoegd", "wil dat verdachte", "wil een schadevergoeding", "voegingsformulier", "schadeformulier", "voegt zich", "verzoekt om", "vraagt", "heeft verzocht om vergoeding", "schadevergoeding gevraagd", "claimt", "verzoekt vergoeding", "ingediend", "schadeopgave", "heeft schadevergoeding")
}

// awardWords reports a sentence in which a court reckons or decides.
func awardWords(low string) bool {
	if hasAny(low, "redelijk", "passend", "rechtbank vindt", "bepaald op", "worden vergoed", "toewijs", "toegewezen", "toewijzen", "toewijzing", "begroot", "begroten", "stelt de rechtbank", "stelt het hof", "vaststellen", "vastgesteld", "vast op", "schat ", "geschat", "billijk", "in aanmerking voor vergoeding", "voor vergoeding in aanmerking", "voor toewijzing", "acht de rechtbank", "acht het hof", "rechtbank acht", "hof acht", "matig", "toekenn", "toe te kennen", "kent de rechtbank", "waardeert", "wijst de rechtbank", "wijst het hof", "rechtbank wijst", "hof wijst", "moet verdachte betalen", "komt uit op", "afgewezen", "afwijzen", "niet-ontvankelijk", "niet ontvankelijk", "eenvoudig is vast te stellen", "schade in totaal op", "resteert", "moet worden vergoed", "dient te vergoeden", "te vergoeden bedrag", "zal vergoeden", "niet in de vordering", "rechtstreeks", "vergoedbaar", "in totaal is", "staat vast dat", "vast is komen te staan") {
		return true
	}
	return hasWord(low, "toe") && hasAny(low, "rechtbank", "hof", "kinderrechter", "politierechter")
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

// earlierWords reports a sentence in a ruling on appeal that tells what the court before it did.
func earlierWords(low string, r *Ruling) bool {
	if r.Level != Appeal && r.Level != Supreme {
		return false
	}
	if hasAny(low, "het hof begroot", "begroot het hof", "het hof wijst", "zal het hof", "het hof zal", "acht het hof", "het hof acht", "het hof stelt", "het hof is van oordeel") {
		return false
	}
	return strings.Contains(low, "in eerste aanleg") && strings.Contains(low, "toegewezen") || hasAny(low, "bij het vonnis waarvan beroep", "bij vonnis waarvan beroep", "in eerste aanleg toegewezen", "door de rechtbank toegewezen", "de rechtbank heeft", "heeft de rechtbank", "politierechter heeft", "heeft de politierechter", "kinderrechter heeft", "bij het vonnis", "bij vonnis", "is toegewezen tot", "eerste rechter", "in eerste aanleg is", "vordering is in eerste aanleg", "is door de politierechter", "is door de rechtbank", "rechter in eerste aanleg")
}

// speakerOf tells whose view a sentence gives. Within a paragraph the speaker goes on until another takes the word.
func speakerOf(low string, current Speaker, c clause, r *Ruling) Speaker {
	s := strings.TrimLeft(low, "-–• 0123456789.")
	for _, lead := range []string{"voorts ", "ook ", "verder ", "tevens ", "daarnaast ", "ten slotte ", "tot slot ", "primair ", "subsidiair ", "ter terechtzitting ", "ter zitting "} {
		s = strings.TrimPrefix(s, lead)
	}
	for _, lead := range []string{"heeft ", "is ", "acht ", "vindt ", "vordert "} {
		s = strings.TrimPrefix(s, lead)
	}
	switch {
	case starts(s, "de officier van justitie", "officier van justitie", "het openbaar ministerie", "de advocaat-generaal", "de advocaat generaal", "volgens de officier", "volgens de advocaat-generaal", "volgens het openbaar ministerie", "de aanklager", "de zaaksofficier", "door de officier van justitie", "door de advocaat-generaal", "namens het openbaar ministerie"):
		if courtActs(low) && !hasAny(low, "heeft gevorderd", "heeft geconcludeerd", "gevorderd dat", "standpunt") {
			return CourtSpeaker
		}
		return ProsecutionSpeaker
	case starts(s, "de raadsman", "de raadsvrouw", "raadsman", "raadsvrouw", "de verdediging", "de advocaat van", "namens verdachte", "namens de verdachte", "volgens de raadsman", "volgens de raadsvrouw", "volgens de verdediging", "door de verdediging", "door de raadsman", "door de raadsvrouw", "namens de verdediging", "verdachte heeft verzocht", "verdachte heeft de vordering", "de verdachte heeft de", "verdachte betwist", "de verdachte betwist", "de verdachte heeft verzocht", "verdachte refereert", "verdachte heeft aangevoerd", "verdachte is van mening"):
		return DefenceSpeaker
	case r.Kind == Civil && starts(s, "[gedaagde", "gedaagde", "[verweer", "verweerder", "[geïntimeerde"):
		return DefenceSpeaker
	case courtActs(low), starts(s, "de rechtbank", "het hof", "de kinderrechter", "de politierechter", "het gerecht", "naar het oordeel", "de benadeelde partij", "de vordering van de benadeelde", "[", "benadeelde partij", "als benadeelde"):
		return CourtSpeaker
	case starts(low, "het standpunt van de officier", "standpunt van de officier", "vordering van de officier"):
		return ProsecutionSpeaker
	}
	// "hij heeft verzocht", "daartoe is aangevoerd" go on with who spoke.
	if current == ProsecutionSpeaker || current == DefenceSpeaker {
		return current
	}
	_ = c
	return CourtSpeaker
}

func starts(s string, heads ...string) bool {
	for _, h := range heads {
		if strings.HasPrefix(s, h) {
			return true
		}
	}
	return false
}

// courtActs reports that the court itself judges in a sentence, whoever it begins with: "anders dan de officier van justitie is de rechtbank…".
func courtActs(low string) bool {
	for _, court := range []string{"de rechtbank", "het hof", "de kinderrechter", "de politierechter", "het gerecht", "het gerechtshof"} {
		i := strings.Index(low, court)
		if i < 0 {
			continue
		}
		after := strings.TrimLeft(low[i+len(court):], " ,")
		for _, v := range []string{"is van oordeel", "acht", "zal", "stelt", "begroot", "wijst", "overweegt", "waardeert", "schat", "matigt", "ziet", "vindt", "oordeelt", "bepaalt", "kent", "verklaart", "legt", "volgt", "sluit"} {
			if strings.HasPrefix(after, v) {
				return true
			}
		}
		before := strings.TrimRight(low[:i], " ")
		for _, v := range []string{" is", " acht", " zal", " stelt", " begroot", " wijst", " schat", " matigt", " ziet", " vindt", " kent", " verklaart", "oordeel van", "volgt"} {
			if strings.HasSuffix(before, v) || before == strings.TrimSpace(v) {
				return true
			}
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
	changed := hasAny(low, "verminderd tot", "gewijzigd", "verlaagd tot", "beperkt tot", "bijgesteld", "vermeerderd tot", "verhoogd tot")
	for i, e := range about {
		x := shares[i]
		if x.count == 0 {
			continue
		}
		e.grantKind(low, x)
		switch {
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

// states reports a sentence whose verb is that of claiming.
func states(low string) bool {
	return hasAny(low, "vordert", "vorderen", "vraagt", "heeft gevorderd", "verzoekt")
}

// reckons notes how the court reckons in its reasons.
func (d *reading) reckons(about []*entry, c clause, low string, s sums) {
	negative := hasAny(low, "afgewezen", "afwijzen", "niet-ontvankelijk", "niet ontvankelijk", "niet toewijsbaar", "niet voor vergoeding", "niet voor toewijzing", "wijst af", "komt niet") && !hasAny(low, "toewijsbaar is", "toegewezen tot", "toewijzen tot", "wordt toegewezen", "zal toewijzen", "toewijsbaar tot")
	for _, e := range about {
		e.reasonsSet = true
		if hasAny(low, "eigen schuld") && s.count > 0 {
			e.flags = addFlag(e.flags, Flag{OwnFault, c.Span})
		}
		if s.count > 0 && !negative && len(about) == 1 {
			r := &e.reasons
			if s.total.Present() && !s.material.Present() && !s.immaterial.Present() && !hasAny(low, "totaal", "totale") {
				// "Gelet op het letsel acht de rechtbank € 2.000 billijk" goes on about the smartengeld of the sentence before.
				about := oneHead(low)
				if about == noHead && !strings.Contains(low, "vordering") {
					about = d.subjectHead
				}
				switch about {
				case immaterialHead:
					s.immaterial = s.total
				case materialHead:
					s.material = s.total
				}
			}
			if s.total.Present() && (s.total.Cents == s.material.Cents || s.total.Cents == s.immaterial.Cents) {
				// only a head
			} else if s.total.Present() {
				r.total = s.total
				r.count++
			}
			if s.material.Present() {
				r.material = s.material
			}
			if s.immaterial.Present() {
				r.immaterial = s.immaterial
			}
			fill(&r.affection, s.affection)
			fill(&r.shock, s.shock)
			for _, b := range s.broken {
				e.flags = append(e.flags, Flag{BrokenAmount, Span{b.start, b.end}})
			}
		}
		if hasAny(low, "geheel worden toegewezen", "geheel toegewezen", "volledig worden toegewezen", "volledig toegewezen", "geheel toewijsbaar", "volledig toewijsbaar", "geheel toewijzen", "integraal") && !negative {
			e.inWhole = true
		}
		if list := d.dated(c.Span, s); len(list) > 0 && !negative {
			e.datesWhy = append(e.datesWhy, list...)
		}
		if hasAny(low, "schadevergoedingsmaatregel kan niet", "geen schadevergoedingsmaatregel", "maatregel kan niet aan", "ziet geen aanleiding de schadevergoedingsmaatregel", "ziet af van oplegging van de schadevergoedingsmaatregel") {
			e.noMeasure = true
		}
	}
}

// claimedBefore reports a sentence about the court before this one whose amount is what was claimed there.
func claimedBefore(low string) bool {
	i := strings.Index(low, "ingediend")
	if i < 0 {
		i = strings.Index(low, "gevorderd")
	}
	return i >= 0 && !hasAny(low, "toegewezen tot", "tot een bedrag van €", "toegekend")
}

// firstInstance notes what the court before this one awarded.
func (d *reading) firstInstance(c clause, low string, names []label, about []*entry) {
	if refusal(low) && !hasAny(low, "toegewezen", "toewijz") {
		return
	}
	s := sumsOf(d.low, c.Span, d.money)
	if !s.total.Present() || !hasAny(low, "toegewezen", "toegekend", "wijst", "veroordeeld", "toewijzing") {
		return
	}
	victims := about
	if len(names) > 0 {
		victims = d.entries4(names)
	}
	if len(victims) == 0 {
		victims = d.unnamed(low)
	}
	for i, x := range d.shares(victims, c, s, names) {
		if !x.total.Present() {
			continue
		}
		e := victims[i]
		e.first, e.firstSums = x.total, x
		e.firstDates = d.dated(c.Span, x)
		if hasAny(low, "schadevergoedingsmaatregel", "maatregel tot schadevergoeding") {
			e.firstMeasure = quoteAround(d.low, c.Span, "schadevergoedingsmaatregel", "maatregel tot schadevergoeding")
		}
	}
}
