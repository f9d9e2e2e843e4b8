package jurisprudence

import "strings"

// summary reads the official summary, where that is all there is. It says less and says it loosely, so only a sentence that awards counts, and
// "ruim 1.200 euro" is told as approximate without an amount.
func (d *reading) summary() {
	confiscates := hasAny(d.low, "ontneming", "wederrechtelijk verkregen")
	for i, c := range d.list {
		low := d.lower(c)
		if !summaryAbout(low) || summaryOther(low) || confiscates && !hasAny(low, "vordering van de benadeelde", "vordering benadeelde", "vordering bp") {
			continue
		}
		d.summarySentence(c, low, d.nextOf(i))
	}
	for _, e := range d.entries {
		e.flags = append(e.flags, Flag{Kind: FromSummary})
	}
	d.summaryMeasure()
}

// nextOf returns the sentence behind the one at i, in lower case.
func (d *reading) nextOf(i int) string {
	if i+1 < len(d.list) {
		return d.lower(d.list[i+1])
	}
	return ""
}

// summaryAbout reports a sentence about damages.
func summaryAbout(low string) bool {
	if strings.Contains(low, "vordering") && kinOf(low) != "" {
		return true // "Vordering dochter van € 11.400 geheel toegewezen"
	}
	return hasAny(low, "schadevergoeding", "smartengeld", "immateri", "materiële", "benadeelde", "affectieschade", "shockschade", "vergoeden", "te vergoeden", "vergoeding van", "schade ") || hasWord(low, "bp") || hasWord(low, "bp's") || hasAny(low, "slachtoffer") && hasAny(low, "betalen", "betaalt")
}

// summaryOther reports a sentence whose amounts are no award of this ruling: a confiscation, what someone sought or paid, another case.
func summaryOther(low string) bool {
	return hasAny(low, "wederrechtelijk", "ontneming", "voordeel", "rekening is gehouden", "rekening gehouden met de", "verzekeraar", "te krijgen", "eist ", "geëist", "gevorderd door de officier", "beklag", "redelijke termijn", "verzoek ex artikel", "artikel 530", "artikel 533", "artikel 89 sv", "artikel 591", "ten onrechte ondergane", "onrechtmatige detentie", "detentievergoeding", "cassatie", "betalingsverplichting", "533 sv", "530 sv") ||
		hasAny(low, "officier van justitie", "openbaar ministerie", "advocaat-generaal") && hasAny(low, "vorder", "eis")
}

func (d *reading) summarySentence(c clause, low, next string) {
	name, at := d.summaryName(c, low)
	grants := summaryGrants(low)
	refuses := refusal(low) || hasWord(low, "n-o") || hasWord(low, "n.o") || hasAny(low, "niet-ontv", "niet ontv")
	rejects := hasAny(low, "afgewezen", "afwijzing", "afwijzen") || hasWord(low, "af") && strings.Contains(low, "wijst")
	d.asked = Amount{}
	all := d.summarySums(c, low)
	vague := d.vagueAward(c, low)
	if all.count == 0 && !vague && !grants && !refuses && !rejects {
		return
	}
	if all.count == 0 && grants && name == "" && !hasAny(low, "vordering", "schadevergoeding") {
		return
	}
	several := hasAny(low, "slachtoffers", "nabestaanden", "ouders", "benadeelde partijen", "vorderingen", "cliënten", "schadevergoedingen", "bp's", "gezinsleden", "medewerkers")
	if several && (all.count > 0 || vague) && !hasAny(low, "ieder", "elk", "per slachtoffer", "telkens") {
		d.flags = addFlag(d.flags, Flag{SharedTotal, c.Span})
		return
	}
	if name == "" && all.count > 0 && hasWord(low, "totaal") {
		// "moet in totaal € 631.603 betalen", and not to whom: most often to several people.
		d.flags = addFlag(d.flags, Flag{SharedTotal, c.Span})
		return
	}
	if name == "" && len(d.entries) > 0 && all.count == 0 && (refuses || rejects) {
		d.entries[len(d.entries)-1].turn(d, refusedAs(rejects), true, c)
		return
	}
	if name == "" {
		name = "slachtoffer"
	}
	e := d.entry(label{Span: at, name: name, key: keyOf(name), generic: true})
	if d.asked.Present() {
		e.claim.total, e.claim.count, e.claimSet = d.asked, 1, true
	}
	if (refuses || rejects) && !grants && all.count > 0 {
		// "niet-ontvankelijk in de vordering van € 5.000": what was claimed.
		e.claim, e.claimSet = all, true
		e.turn(d, refusedAs(rejects), false, c)
		return
	}
	if (all.count > 0 || vague || grants) && !onlyRefused(low, all.count > 0) {
		e.awarded = true
		e.grants++
		if e.grantedAt.Empty() {
			e.grantedAt = quoteOf(d.low, c.Span, c.Start, min(c.End, c.Start+120))
		}
		if vague {
			e.flags = addFlag(e.flags, Flag{Approximate, c.Span})
		}
		e.merge(&e.award, all, c.Span, "")
		if !grants && !hasAny(low, "vergoed", "betal", "betaal", "toe", "krijg") {
			e.award.total = Amount{} // "Immateriële schade ter hoogte van € 1250": one head, and no word on the whole
		}
		if hasAny(low, "o.m.", "onder meer", "onder andere", "o.a.") {
			e.award.total = Amount{}
			e.flags = addFlag(e.flags, Flag{ListedInPart, c.Span})
		}
		if hasAny(low, "deels", "gedeeltelijk", "ged.", "grotendeels", "voor de helft", "ten dele") {
			e.part = Inadmissible
		}
		e.dates = append(e.dates, d.dated(c.Span, all)...)
		if hoofdelijk(low) {
			e.joint = Fact[bool]{true, quoteAround(d.low, c.Span, "hoofdelijk"), true}
		}
		if n, when, kind, ok := daysIn(d.low, c.Span); ok && hasAny(low, "schadevergoedingsmaatregel", "36f", "maatregel") {
			e.days, e.detention = Fact[int]{n, when, true}, kind
		}
	}
	switch {
	case refuses:
		e.turn(d, Inadmissible, e.awarded, c)
	case rejects:
		e.turn(d, Rejected, e.awarded, c)
	}
	if e.awarded && (starts(next, "wijst het overige af", "verklaart de benadeelde partij voor het overige", "voor het overige") || refusal(next) && strings.Contains(next, "overige")) {
		what := Inadmissible
		if strings.Contains(next, " af") {
			what = Rejected
		}
		e.turn(d, what, true, c)
	}
}

func refusedAs(rejected bool) Decision {
	if rejected {
		return Rejected
	}
	return Inadmissible
}

// onlyRefused reports a sentence that refuses and grants nothing.
func onlyRefused(low string, amount bool) bool {
	if amount {
		return false
	}
	return (refusal(low) || hasAny(low, "afgewezen", "afwijzing", "afwijzen", "niet toegewezen") || hasWord(low, "n-o")) && !hasAny(low, "toegewezen", "toewijzing", "toegekend")
}

// summaryGrants reports a sentence that awards.
func summaryGrants(low string) bool {
	if hasAny(low, "niet toegewezen", "geen schadevergoeding", "geen immateriële") {
		return false
	}
	return hasAny(low, "toegewezen", "toewijzing", "toewijzen", "toegekend", "toekenning", "toewijs", "wordt toegew", "krijgt", "krijgen") || hasWord(low, "toe") && strings.Contains(low, "wijst")
}

// summarySums returns the amounts of a sentence that are damages.
func (d *reading) summarySums(c clause, low string) sums {
	cut := strings.HasSuffix(strings.TrimSpace(d.text), "...") || strings.HasSuffix(strings.TrimSpace(d.text), "…")
	var kept []money
	for _, m := range inside(d.money, c.Span) {
		before := strings.TrimRight(d.low[max(c.Start, m.start-40):m.start], " (")
		switch {
		case m.vague, m.broken, m.rate:
		case cut && m.end >= len(strings.TrimRight(d.text, ".… "))-3:
		case hasAny(before, "boete van", "boete", "boete ad", "geldsom", "waarde van", "buit", "stal", "gestolen", "bedrag aan geld", "geldbedrag van", "boete ten bedrage van", "borgsom", "proceskosten"):
		case m.currency != Euro:
		default:
			kept = append(kept, m)
		}
	}
	// "De vordering (€ 62.000) is toegewezen tot € 41.500": what stands before is the claim.
	if i := strings.Index(low, "toegewezen tot"); i >= 0 {
		after := kept[:0:0]
		for _, m := range kept {
			if m.start > c.Start+i {
				after = append(after, m)
			}
		}
		if len(after) > 0 && len(after) < len(kept) {
			first := kept[0]
			d.asked = Amount{Cents: first.cents, At: quoteOf(d.low, c.Span, first.start, first.end)}
			kept = after
		}
	}
	if i := strings.Index(low, "vordering"); len(kept) == 1 && i >= 0 && c.Start+i < kept[0].start && hasAny(low, "geheel toegewezen", "volledig toegewezen", "integraal toegewezen", "helemaal toegewezen", "in zijn geheel toegewezen") {
		d.asked = Amount{Cents: kept[0].cents, At: quoteOf(d.low, c.Span, kept[0].start, kept[0].end)}
	}
	if len(kept) == 0 || !summaryAwards(low) {
		return sums{}
	}
	return sumsOf(d.low, c.Span, kept)
}

// summaryAwards reports that the amounts in a sentence about damages are awarded in it: it says so, or it only names the damage and the sum.
func summaryAwards(low string) bool {
	if hasAny(low, "gevorderd", "vordert", "gevraagd", "geclaimd", "niet toegewezen") && !summaryGrants(low) {
		return false
	}
	if summaryGrants(low) || hasAny(low, "betalen", "betaalt", "betaling", "vergoeden", "betaalde", "opgelegd", "dient", "moet", "tot een bedrag van", "verschuldigd", "toe") {
		return true
	}
	return len(strings.Fields(low)) <= 14
}

// vagueAward reports that the sentence awards about so much.
func (d *reading) vagueAward(c clause, low string) bool {
	if !summaryAwards(low) || !hasAny(low, "betalen", "betaalt", "schadevergoeding", "vergoed") {
		return false
	}
	for _, m := range inside(d.money, c.Span) {
		if m.vague && !hasAny(d.low[max(c.Start, m.start-30):m.start], "stal", "buit", "boete", "waarde") {
			return true
		}
	}
	return false
}

// summaryName returns whom a sentence calls the injured party, in its own words.
func (d *reading) summaryName(c clause, low string) (string, Span) {
	if labels := d.claimants(c.Span); len(labels) == 1 {
		return labels[0].name, labels[0].Span
	}
	for _, w := range []string{"moeder van het slachtoffer", "vader van het slachtoffer", "ouders van het slachtoffer", "zus van het slachtoffer", "broer van het slachtoffer", "dochter van het slachtoffer", "zoon van het slachtoffer", "partner van het slachtoffer", "echtgenote van het slachtoffer", "weduwe van het slachtoffer", "nabestaande", "benadeelde partij"} {
		if i := strings.Index(low, w); i >= 0 {
			at := Span{c.Start + i, c.Start + i + len(w)}
			if strings.HasPrefix(low[i+len(w):], "en") {
				at.End += 2
			}
			return at.In(d.text), at
		}
	}
	for _, w := range []string{"bp 1", "bp 2", "bp1", "bp2", "bp", "benadeelde", "slachtoffer", "aangeefster", "aangever"} {
		for from := 0; ; {
			i := strings.Index(low[from:], w)
			if i < 0 {
				break
			}
			i += from
			e := i + len(w)
			from = e
			if (i == 0 || !letter(low[i-1])) && (e == len(low) || !letter(low[e])) {
				at := Span{c.Start + i, c.Start + e}
				return at.In(d.text), at
			}
		}
	}
	if w := kinOf(low); w != "" {
		i := strings.Index(low, w)
		at := Span{c.Start + i, c.Start + i + len(w)}
		return at.In(d.text), at
	}
	return "", Span{}
}

// kinOf returns the word by which a sentence of a summary calls the one to be paid, where that is neither "slachtoffer" nor "benadeelde partij"; empty
// when it has none or several.
func kinOf(low string) string {
	found, before := "", [3]string{}
	for w := range strings.FieldsSeq(low) {
		w = strings.Trim(w, ",.;:()")
		owned := (before[2] == "zijn" || before[2] == "haar") && before[1] == "van" && before[0] != "vordering" // "het bedrijf van haar ex-partner"
		if kinWords[w] && !owned {
			if found != "" && found != w {
				return ""
			}
			found = w
		}
		before = [3]string{before[1], before[2], w}
	}
	return found
}

var kinWords = setOf("dochter", "zoon", "moeder", "vader", "zus", "zusje", "broer", "broertje", "stiefdochter", "stiefzoon", "schoonzus", "schoonzusje", "nichtje", "neefje", "partner", "ex-partner", "ex-vriendin", "ex-vriend", "ex-vrouw", "ex-man", "echtgenote", "weduwe", "vriendin",
	"agent", "agente", "verbalisant", "werkgever", "buurman", "buurvrouw", "buurmeisje", "leerling", "cliënt", "patiënt")

// summaryMeasure notes the measure, which a summary tells for the award before it.
func (d *reading) summaryMeasure() {
	for _, c := range d.list {
		low := d.lower(c)
		if !hasAny(low, "schadevergoedingsmaatreg", "36f") || hasAny(low, "geen schadevergoedingsmaatregel") {
			continue
		}
		for _, e := range d.entries {
			if e.awarded && !e.measure {
				e.measure, e.measureAt = true, quoteAround(d.low, c.Span, "schadevergoedingsmaatreg", "36f")
			}
		}
	}
}
