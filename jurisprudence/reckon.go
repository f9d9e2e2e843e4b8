package jurisprudence

import "strings"

// awardWords reports a sentence in which a court reckons or decides.
func awardWords(low string) bool {
	if hasAny(low, "redelijk", "passend", "rechtbank vindt", "bepaald op", "worden vergoed", "toewijs", "toegewezen", "toewijzen", "toewijzing", "begroot", "begroten", "stelt de rechtbank", "stelt het hof", "vaststellen", "vastgesteld", "vast op", "schat ", "geschat", "billijk", "in aanmerking voor vergoeding", "voor vergoeding in aanmerking", "voor toewijzing", "acht de rechtbank", "acht het hof", "rechtbank acht", "hof acht", "matig", "toekenn", "toe te kennen", "kent de rechtbank", "waardeert", "wijst de rechtbank", "wijst het hof", "rechtbank wijst", "hof wijst", "moet verdachte betalen", "komt uit op", "afgewezen", "afwijzen", "niet-ontvankelijk", "niet ontvankelijk", "eenvoudig is vast te stellen", "schade in totaal op", "resteert", "moet worden vergoed", "dient te vergoeden", "te vergoeden bedrag", "zal vergoeden", "niet in de vordering", "rechtstreeks", "vergoedbaar", "in totaal is", "staat vast dat", "vast is komen te staan", "doet recht", "op zijn plaats", "gerechtvaardigd", "rechtvaardig", "houdt het op", "toegekend", "is aannemelijk", "aannemelijk voor", "aannemelijk tot", "komt de rechtbank tot", "komt het hof tot", "komt zij tot", "houdt het bedrag op", "toewijsbaar") {
		return true
	}
	return hasWord(low, "toe") && hasAny(low, "rechtbank", "hof", "kinderrechter", "politierechter")
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

// reckons notes how the court reckons in its reasons.
func (d *reading) reckons(about []*entry, c clause, low string, s sums) {
	negative := hasAny(low, "afgewezen", "afwijzen", "niet-ontvankelijk", "niet ontvankelijk", "niet toewijsbaar", "niet voor vergoeding", "niet voor toewijzing", "wijst af", "komt niet") && !hasAny(low, "toewijsbaar is", "toegewezen tot", "toewijzen tot", "wordt toegewezen", "zal toewijzen", "toewijsbaar tot")
	for _, rest := range []string{"voor het overige", "het overige", "het meerdere", "het meer gevorderde"} {
		// "zal € 1.000 toewijzen en haar voor het overige niet-ontvankelijk verklaren": what stands before the rest is granted.
		if i := strings.Index(low, rest); negative && i > 0 && firstAmount(d.money, c.Span) < c.Start+i && hasAny(low, "toewijzen", "toegewezen", "toegekend") && !hasAny(low[:i], "afgewezen", "ontvankelijk", "niet toe") {
			negative = false
		}
	}
	for _, e := range about {
		e.reasonsSet = true
		if hasAny(low, "eigen schuld") && s.count > 0 {
			e.flags = addFlag(e.flags, Flag{OwnFault, c.Span})
		}
		if s.count > 0 && !negative && len(about) == 1 {
			r := &e.reasons
			if s.total.Present() && !s.material.Present() && !s.immaterial.Present() && !sumsUp(low) {
				// "Gelet op het letsel acht de rechtbank € 2.000 billijk" goes on about the smartengeld of the sentence before.
				about := oneHead(low)
				if post := itemNamed(low); about == noHead && post != "" {
					about = e.posts[post]
				}
				if v := strings.Index(low, "vordering"); about == noHead && (v < 0 || firstAmount(d.money, c.Span)-c.Start < v) {
					about = d.subjectHead
				}
				switch about {
				case immaterialHead:
					s.immaterial = s.total
				case materialHead:
					s.material = s.total
					r.materialTaken = about == d.subjectHead && oneHead(low) == noHead
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

// sumsUp reports a sentence that draws the line under what went before: its amount is no part.
func sumsUp(low string) bool {
	return hasAny(low, "totaal", "totale", " dus ", "derhalve", "al met al", "slotsom", "bij elkaar", "opgeteld", "samen ")
}

// firstAmount returns where the first amount of a clause stands, its end when there is none.
func firstAmount(list []money, c Span) int {
	for _, m := range inside(list, c) {
		return m.start
	}
	return c.End
}

// itemNamed returns the one item that a sentence names: "post c", "de post 7"; empty when it names none or several.
func itemNamed(low string) string {
	i := strings.Index(low, "post ")
	if i < 0 || strings.Contains(low[i+5:], "post ") {
		return ""
	}
	name, _, _ := strings.Cut(low[i+5:], " ")
	if name = strings.Trim(name, ",.;:()"); len(name) > 2 {
		return ""
	}
	return name
}

// claimedBefore reports a sentence about the court before this one whose amount is what was claimed there.
func claimedBefore(low string) bool {
	i := strings.Index(low, "ingediend")
	if i < 0 {
		i = strings.Index(low, "gevorderd")
	}
	return i >= 0 && !hasAny(low, "toegewezen tot", "tot een bedrag van €", "toegekend")
}

// claimedThenAwarded returns where, in a sentence about the court before this one, the claim ends and the award begins; 0 when it is not such a
// sentence.
func (d *reading) claimedThenAwarded(c clause, low string) int {
	at := strings.Index(low, "toegewezen")
	if at < 0 || !hasAny(low[:at], "bedroeg", "gevorderd", "vordering ten bedrage", "vordering van €") {
		return 0
	}
	if len(inside(d.money, Span{c.Start, c.Start + at})) == 0 || len(inside(d.money, Span{c.Start + at, c.End})) == 0 {
		return 0
	}
	return at
}

// firstInstance notes what the court before this one awarded.
func (d *reading) firstInstance(c clause, low string, names []label, about []*entry) {
	if refusal(low) && !hasAny(low, "toegewezen", "toewijz") {
		return
	}
	s := sumsOf(d.low, c.Span, d.money)
	if !s.total.Present() || !hasAny(low, "toegewezen", "toegekend", "wijst", "veroordeeld", "toewijzing") {
		// "De wettelijke rente gaat in op …", "met 16 dagen gijzeling", of the award in the sentence before.
		for _, e := range d.entries {
			if !e.first.Present() {
				continue
			}
			if len(e.firstDates) == 0 {
				e.firstDates = d.dated(c.Span, s)
			}
			d.firstDetention(e, c, low)
		}
		return
	}
	victims := about
	if len(names) > 0 {
		victims = d.entriesOf(names)
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
		d.firstDetention(e, c, low)
	}
}

// firstDetention notes the days that the court before this one attached to the measure.
func (d *reading) firstDetention(e *entry, c clause, low string) {
	if i := strings.Index(low, "maatregel"); i >= 0 {
		c.Start += i // behind the penalty, which has days of its own
	}
	if n, at, kind, ok := daysIn(d.low, c.Span); ok && !e.firstDays.Set && hasAny(low, "maatregel", "gijzeling") {
		e.firstDays, e.firstKind = Fact[int]{n, at, true}, kind
	}
}
