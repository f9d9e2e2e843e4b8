package jurisprudence

import (
	"strconv"
	"strings"

	"wegwijzer/internal/dutch"
)

// act is what a clause of the dictum does.
type act int

const (
	noAct act = iota
	grantAct
	measureAct
	refuseAct // not admissible
	rejectAct
	costsAct
	releaseAct // payment to the one discharges towards the other
	otherAct
	confiscateAct
	interestAct // says from when, of an award before it
)

// criminal reads a criminal ruling: the claims and the reasons, then the dictum, which outweighs them.
func (d *reading) criminal() {
	d.claims()
	d.dictum()
	if d.upholds() {
		d.confirm()
	}
}

// dictumState is where the reader of the dictum stands: the victims and the act that a clause without either goes on with.
type dictumState struct {
	victims []*entry
	act     act
	columns []column // of the table that is being read

	// "Maatregel van schadevergoeding van EUR 985,00 subsidiair 19 dagen hechtenis" stands above the sentence that says for whom.
	pending     Fact[int]
	pendingKind string
}

func (d *reading) dictum() {
	var s dictumState
	for i, c := range d.list {
		if c.topic != DictumTopic {
			s.columns = nil
			continue
		}
		low := d.lower(c)
		if isSignature(low) || strings.Contains(low, "dit vonnis is gewezen door") || strings.Contains(low, "dit arrest is gewezen door") {
			return
		}
		if c.row {
			d.dictumRow(&s, c)
			continue
		}
		s.columns = nil
		d.dictumClause(&s, c, low, i)
	}
}

func (d *reading) dictumClause(s *dictumState, c clause, low string, i int) {
	kind := d.classify(low, s)
	names := d.claimants(c.Span)
	money := inside(d.money, c.Span)
	if kind == noAct && len(money) == 0 && len(names) > 0 && len(low) < 160 && !hasWord(low, "dagen") {
		s.victims, s.act = d.entries4(names), noAct
		return
	}
	if kind == noAct && strings.Contains(low, "maatregel van schadevergoeding") {
		if n, at, word, ok := daysIn(d.low, c.Span); ok {
			s.pending, s.pendingKind = Fact[int]{n, at, true}, word
		}
		return
	}
	if c.heading && kind == noAct && len(names) == 0 {
		if strings.Contains(low, "ontneming") || strings.Contains(low, "voordeel") {
			s.act = confiscateAct
		} else if strings.Contains(low, "beslag") || strings.Contains(low, "straf") && !strings.Contains(low, "strafzaak") {
			s.act, s.victims = otherAct, nil
		} else {
			s.act = noAct
		}
		return
	}
	if kind == noAct {
		kind = s.act
		if (kind == refuseAct || kind == rejectAct) && len(names) == 0 {
			return // it explains the refusal before it
		}
		if len(names) > 0 && (kind == grantAct || kind == measureAct) {
			s.victims = d.entries4(names)
		}
	} else {
		switch {
		case kind == otherAct || kind == costsAct || kind == releaseAct:
		case kind == confiscateAct:
			s.victims = nil
		case len(names) == 0 && (kind == grantAct || kind == measureAct) && announces(low):
			s.victims = nil // a list or table of them follows
		case len(names) > 0:
			s.victims = d.addressed(kind, names, c, s)
		case len(s.victims) == 0 || kind == grantAct && strings.Contains(low, "benadeelde partij") && !d.sameBlock(s, i):
			s.victims = d.unnamed(low)
		}
		if kind != releaseAct && kind != interestAct {
			s.act = kind
		}
	}
	switch kind {
	case grantAct:
		d.grant(s, c, low, names)
	case measureAct:
		d.take36f(s, c, low, names)
	case refuseAct, rejectAct:
		d.turnDown(s, c, low, kind)
	case costsAct:
		d.bear(s, c, low)
	case releaseAct:
		d.release(s, c, low)
	case interestAct:
		for _, e := range s.victims {
			if list := d.dated(c.Span, sums{}); len(e.dates) == 0 {
				e.dates = list
			}
		}
	}
	if kind == grantAct || kind == measureAct {
		d.alsoTurnsDown(s, c, low)
	}
	if kind == confiscateAct {
		d.flags = addFlag(d.flags, Flag{Confiscation, c.Span})
	}
}

// announces reports an act whose victims are named below it.
func announces(low string) bool {
	return strings.Contains(low, "partijen") && hasAny(low, "die benadeelde partijen", "hierna te noemen", "de volgende", "volgende benadeelde", "onderstaande", "hieronder", "achter de naam", "hierna genoemde", "achter hun naam", "in de tabel")
}

// sameBlock reports that the clause still belongs to the victim before it: the act before it was of another kind.
func (d *reading) sameBlock(s *dictumState, _ int) bool {
	for _, e := range s.victims {
		if e.grants > 0 {
			return true
		}
	}
	return len(s.victims) > 0
}

func addFlag(list []Flag, f Flag) []Flag {
	for _, x := range list {
		if x.Kind == f.Kind {
			return list
		}
	}
	return append(list, f)
}

// entries4 returns the entries for labels.
func (d *reading) entries4(labels []label) []*entry {
	var out []*entry
	for _, l := range labels {
		out = append(out, d.entry(l))
	}
	return out
}

// addressed returns the victims of an act. A measure "ten behoeve van het slachtoffer [X]" right behind the award to "[benadeelde partij]" is
// for the same person, when no claim of X is known.
func (d *reading) addressed(kind act, names []label, c clause, s *dictumState) []*entry {
	if kind == measureAct && len(names) == 1 && d.find(names[0].key) == nil && len(s.victims) == 1 {
		before := s.victims[0]
		list := inside(d.money, c.Span)
		for _, m := range list {
			if before.award.count > 0 && before.award.total.Cents == m.cents && !before.measure {
				return s.victims
			}
		}
	}
	return d.entries4(names)
}

// unnamed returns the victim whom a clause calls "de benadeelde partij": the only one there is, or a new one without a name.
func (d *reading) unnamed(low string) []*entry {
	word := genericName(low)
	if len(d.entries) == 1 {
		return d.entries
	}
	if strings.Contains(low, "benadeelde partijen") || strings.Contains(low, "vorderingen") {
		return append([]*entry{}, d.entries...)
	}
	if word == "" || len(d.entries) > 1 {
		return nil
	}
	return []*entry{d.entry(label{name: word, key: keyOf(word), generic: true})}
}

func hasWord(low, word string) bool {
	for from := 0; ; {
		i := strings.Index(low[from:], word)
		if i < 0 {
			return false
		}
		i += from
		e := i + len(word)
		if (i == 0 || !letter(low[i-1])) && (e == len(low) || !letter(low[e])) {
			return true
		}
		from = e
	}
}

func letter(b byte) bool { return b >= 'a' && b <= 'z' || b >= 0x80 }

func hasAny(low string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}

// classify tells what a clause of the dictum does; noAct when it goes on with the act before it.
func (d *reading) classify(low string, s *dictumState) act {
	verb := firstVerb(low)
	switch {
	case hasAny(low, "wederrechtelijk verkregen voordeel", "ter ontneming", "ontnemingsmaatregel"):
		return confiscateAct
	case hasAny(low, "ten laste van de staat", "ten laste van 's rijks kas", "ten laste van ’s rijks kas"):
		return otherAct // compensation by the State for detention, not by an offender
	case hasAny(low, "vordering tot tenuitvoerlegging", "vordering tenuitvoerlegging", "gelast de tenuitvoerlegging", "voorwaardelijk opgelegde", "voorwaardelijke invrijheidstelling", "vordering na voorwaardelijke"):
		return otherAct
	case discharge(low, verb), verb == "bepaalt" && hoofdelijk(low) && !hasAny(low, "te betalen", "aan de staat"):
		return releaseAct
	}
	if verb == "" {
		return passive(low, len(s.victims) > 0)
	}
	victimWords := hasAny(low, "benadeelde", "slachtoffer", "schadevergoeding", "vordering", "gevorderde", "schade") || strings.Contains(low, "[") || len(s.victims) > 0
	if s.act == confiscateAct && !hasAny(low, "benadeelde", "slachtoffer", "schadevergoeding", "ten behoeve van") && hasAny(low, "aan de staat", "gijzeling") {
		return confiscateAct
	}
	measure := hasAny(low, "aan de staat", "de staat te betalen", "schadevergoedingsmaatregel", "maatregel tot schadevergoeding", "maatregel van schadevergoeding", "maatregel ex artikel 36f", "artikel 36f", "jegens de staat")
	refuses := refusal(low) && !hasAny(low, "openbaar ministerie niet", "officier van justitie niet", "openbaar ministerie in")
	rejects := rejection(low)
	grants := hasWord(low, "toe") && (verb == "wijst" || verb == "kent" || strings.Contains(low, "wijst ")) || verb == "veroordeelt" && pays(low) || verb == "bepaalt" && hasAny(low, "dient te betalen", "moet betalen", "zal betalen", "dient te vergoeden", "moet vergoeden") && !measure
	costs := hasAny(low, "in de kosten", "in de proceskosten", "proceskosten", "in de door de", "kosten van het geding", "eigen kosten", "kosten gemaakt", "in de overige kosten") && (verb == "veroordeelt" || verb == "compenseert" || verb == "bepaalt" || verb == "begroot")
	switch {
	case hasAny(low, "gevangenisstraf", "taakstraf", "geldboete", "werkstraf", "jeugddetentie", "leerstraf", "hechtenis voor de duur") && !measure && !grants && !refuses:
		return otherAct
	case verb == "bepaalt" && detention(low) && (s.act == measureAct || len(s.victims) > 0) && !hasAny(low, "taakstraf", "geldboete", "werkstraf", "voorlopige hechtenis"):
		return measureAct
	case verb == "bepaalt" && strings.Contains(low, "rente") && s.act != confiscateAct && (strings.Contains(low, "aanvangsdatum") || strings.Contains(low, "wettelijke rente")) && !refuses && !measure && !grants:
		return interestAct
	case costs && !grants, costs && costsFirst(low):
		return costsAct
	case measure && (verb == "legt" || verb == "veroordeelt" || verb == "bepaalt" || verb == "stelt" || verb == "verplicht"):
		return measureAct
	case grants && victimWords && !hasAny(low, "officier van justitie tot", "verzoek tot"):
		if verb == "veroordeelt" && !hasAny(low, "betal", "vergoed", "voldoe") {
			return otherAct
		}
		return grantAct
	case refuses && victimWords:
		return refuseAct
	case rejects && victimWords && !hasAny(low, "het verzoek", "de verzoeken"):
		return rejectAct
	case operative[verb]:
		if verb == "bepaalt" && hasAny(low, "burgerlijke rechter", "dat deel", "dit deel") {
			return noAct
		}
		return otherAct
	}
	return noAct
}

// passive classifies a clause in the passive voice: "De vordering van [X] wordt toegewezen tot", "[X] is niet-ontvankelijk".
func passive(low string, known bool) act {
	if !known && !hasAny(low, "benadeelde", "slachtoffer", "[") || !hasAny(low, " wordt ", " worden ", " is ", " zijn ", " dient ", " moet ") {
		return noAct
	}
	switch {
	case hasAny(low, "aan de staat", "schadevergoedingsmaatregel") && hasAny(low, "verplichting", "opgelegd", "veroordeeld", " moet ", " dient ") && hasAny(low, "betal", "maatregel") && !hasAny(low, "vervalt", "komt te vervallen"):
		return measureAct
	case hasAny(low, "gijzeling", "hechtenis", "tenuitvoerlegging", "gevangenisstraf", "taakstraf", "burgerlijke rechter", "niet wordt betaald", "kosten"):
		return noAct
	case hasAny(low, "toegewezen tot", "wordt toegewezen", "worden toegewezen", "is toegewezen", "wordt hoofdelijk toegewezen", "gedeeltelijk toegewezen", "wordt geheel toegewezen") && !strings.Contains(low, "niet toegewezen"),
		hasAny(low, "wordt veroordeeld", "dient", "moet", "is gehouden") && hasAny(low, "te betalen", "tot betaling", "betalen aan", "vergoeden") && !hasAny(low, "kosten"):
		return grantAct
	case refusal(low):
		return refuseAct
	case hasAny(low, "wordt afgewezen", "worden afgewezen", "is afgewezen"):
		return rejectAct
	}
	return noAct
}

// firstVerb returns the operative verb with which a clause begins, or that stands behind its opening words.
func firstVerb(low string) string {
	n := 0
	for w := range strings.FieldsSeq(strings.TrimLeft(low, "-–—•* \t0123456789.)(")) {
		w = strings.Trim(w, ",:;-–—•")
		if n == 0 && operative[w] || acts[w] && w != "heft" || w == "begroot" {
			return w
		}
		if n++; n > 9 {
			return ""
		}
	}
	return ""
}

func pays(low string) bool {
	return hasAny(low, "te betalen", "tot betaling", "betalen aan", "te voldoen", "te vergoeden", "tot vergoeding", "tot het betalen", "betaling van schadevergoeding", "tot voldoening")
}

// costsFirst reports that the costs stand before any payment in a clause.
func costsFirst(low string) bool {
	k := strings.Index(low, "kosten")
	p := strings.Index(low, "betaling")
	if q := strings.Index(low, "te betalen"); q >= 0 && (p < 0 || q < p) {
		p = q
	}
	return k >= 0 && (p < 0 || k < p)
}

// discharge reports a clause by which one payment counts for another.
func discharge(low, verb string) bool {
	if !hasAny(low, "vervalt", "vervallen", "in mindering", "bevrijd", "gekweten", "strekt", "strekken") {
		return false
	}
	switch verb {
	case "veroordeelt", "legt", "wijst", "kent":
		return false
	}
	return (verb == "bepaalt" || verb == "verstaat" || verb == "" || verb == "stelt") && !detention(low)
}

func refusal(low string) bool {
	return hasAny(low, "niet-ontvankelijk", "niet ontvankelijk", "niet onvankelijk", "niet-onvankelijk", "niet-ontvankelĳk", "niet in haar vordering", "niet in zijn vordering", "niet in de vordering kan", "niet kan worden ontvangen", "niet worden ontvangen", "niet in de vordering worden", "niet in hun vordering")
}

func rejection(low string) bool {
	return hasWord(low, "af") && strings.Contains(low, "wijst") || hasAny(low, "afgewezen", "afwijzing van")
}

// partial reports that a refusal concerns only part of a claim.
func partial(low string) bool {
	return hasAny(low, "overige", "overig ", "de rest ", "resterende", "meerdere", "meer of anders", "meer gevorderde", "voor zover", "in zoverre", "een deel", "dat deel", "dit deel", "gedeelte", "anders gevorderde", "restant", "ten dele", "gedeeltelijk", "deels", "voor het meer")
}

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
		e.merge(&e.award, x, c.Span)
		e.grantKind(low, x)
		e.dates = append(e.dates, d.dated(c.Span, x)...)
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
	case hasAny(low, "elk", "ieder", "telkens", "afzonderlijk", "per persoon", "per benadeelde") && len(plain) <= 2 && !(len(names) == len(victims) && interleaved(names, plain)):
		for i := range out {
			out[i] = all
		}
	case strings.Contains(low, "respectievelijk") && len(plain) == len(victims):
		for i := range out {
			out[i] = sumsOf(d.low, Span{plain[i].start, plain[i].end}, d.money)
			out[i].total.At = quoteOf(d.low, c.Span, plain[i].start, plain[i].end)
		}
	case len(names) == len(victims) && len(plain) >= len(names) && interleaved(names, plain):
		for i, l := range names {
			end := c.End
			if i+1 < len(names) {
				end = names[i+1].Start
			}
			out[i] = sumsOf(d.low, Span{l.Start, end}, d.money)
		}
	default:
		for _, e := range victims {
			e.flags = append(e.flags, Flag{SharedTotal, c.Span})
		}
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

// take36f reads an act that imposes the measure of article 36f Sr.
func (d *reading) take36f(s *dictumState, c clause, low string, names []label) {
	if len(s.victims) == 0 && !announces(low) && !strings.Contains(low, "die benadeelde partijen") {
		for _, e := range d.unnamed(low) {
			if e.awarded || len(d.entries) == 1 {
				s.victims = append(s.victims, e)
			}
		}
	}
	if hasAny(low, "geen schadevergoedingsmaatregel", "geen maatregel", "ziet af van", "niet opgelegd", "legt niet op") {
		for _, e := range s.victims {
			e.noMeasure = true
		}
		return
	}
	all := sumsOf(d.low, c.Span, d.money)
	shares := d.shares(s.victims, c, all, names)
	for i, e := range s.victims {
		x := shares[i]
		if !e.measure {
			e.measure, e.measureAt = true, quoteAround(d.low, c.Span, "aan de staat", "schadevergoedingsmaatregel", "maatregel")
		}
		if x.total.Present() && !e.measured.Present() {
			e.measured = x.total
			e.dates36 = append(e.dates36, d.dated(c.Span, x)...)
			if x.material.Present() || x.immaterial.Present() {
				e.merge(&e.award, headsOnly(x), c.Span)
			}
		} else if x.total.Present() && x.total.Cents != e.measured.Cents && e.award.total.Cents == x.total.Cents {
			e.measured = x.total
		} else if x.count > 1 && x.total.Cents == e.measured.Cents {
			e.merge(&e.award, headsOnly(x), c.Span)
		}
		if len(e.dates36) == 0 {
			e.dates36 = append(e.dates36, d.dated(c.Span, x)...)
		}
		own := c.Span
		if len(names) == len(s.victims) && len(names) > 1 && interleaved(names, inside(d.money, c.Span)) {
			own.Start = names[i].Start
			if i+1 < len(names) {
				own.End = names[i+1].Start
			}
		}
		if n, at, kind, ok := daysIn(d.low, own); ok && !e.days.Set {
			e.days, e.detention = Fact[int]{n, at, true}, kind
		}
		if s.pending.Set && !e.days.Set {
			e.days, e.detention, s.pending = s.pending, s.pendingKind, Fact[int]{}
		}
		if hoofdelijk(low) && !e.joint.Set {
			e.joint = Fact[bool]{true, quoteAround(d.low, c.Span, "hoofdelijk"), true}
		}
	}
}

// headsOnly keeps of a measure what helps to split the award: nothing when it has but a total.
func headsOnly(x sums) sums {
	if !x.material.Present() && !x.immaterial.Present() {
		return sums{}
	}
	return x
}

// turnDown reads an act that refuses a claim, or the rest of it.
func (d *reading) turnDown(s *dictumState, c clause, low string, kind act) {
	what := Inadmissible
	if kind == rejectAct {
		what = Rejected
	}
	for _, e := range s.victims {
		e.turn(d, what, partial(low) || e.awarded, c)
		e.named(d, c)
	}
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

func detention(low string) bool { return hasAny(low, "gijzeling", "hechtenis") }

// daysIn reads the days of detention attached to a measure: "kunnen 25 dagen gijzeling", "gijzeling voor de duur van 330 dagen", "te vervangen
// door drie dagen hechtenis", "hechtenis voor de duur van 132 (honderdtweeëndertig) dagen".
func daysIn(low string, c Span) (n int, at Span, kind string, ok bool) {
	s := low[c.Start:c.End]
	if !detention(s) || hasAny(s, "taakstraf", "werkstraf", "geldboete", "onbetaalde arbeid") {
		return 0, Span{}, "", false
	}
	kind = "gijzeling"
	if !strings.Contains(s, "gijzeling") {
		kind = "hechtenis"
	}
	for _, unit := range []struct {
		word string
		days int
	}{{"dag", 1}, {"week", 7}, {"weken", 7}, {"maand", 30}, {"jaar", 365}} {
		for from := 0; ; {
			i := strings.Index(s[from:], unit.word)
			if i < 0 {
				break
			}
			i += from
			from = i + len(unit.word)
			if i > 0 && letter(s[i-1]) {
				continue
			}
			v, start, found := numberBefore(s, i)
			if !found || v > 4000 {
				continue
			}
			near := s[max(0, i-110):min(len(s), i+70)]
			if !detention(near) {
				continue
			}
			return v * unit.days, quoteOf(low, c, c.Start+start, min(c.End, c.Start+i+len(unit.word)+2)), kind, true
		}
	}
	return 0, Span{}, "", false
}

// numberBefore reads the number that ends right before i, in digits or words, with the other form in brackets: "132 (honderdtweeëndertig) ".
func numberBefore(s string, i int) (v, start int, ok bool) {
	j := i
	for j > 0 && (s[j-1] == ' ' || s[j-1] == '\n' || s[j-1] == '\t') {
		j--
	}
	if j > 0 && s[j-1] == ')' {
		k := strings.LastIndexByte(s[:j], '(')
		if k < 0 {
			return 0, 0, false
		}
		if v, start, ok = numberBefore(s, k); ok {
			return v, start, true
		}
		v, start, ok = numberBefore(s[:j-1], j-1)
		return v, start, ok
	}
	k := j
	for k > 0 && s[k-1] != ' ' && s[k-1] != '(' && s[k-1] != '\n' && s[k-1] != '\t' && s[k-1] != '-' {
		k--
	}
	word := s[k:j]
	if word == "" {
		return 0, 0, false
	}
	if n, err := strconv.Atoi(strings.ReplaceAll(word, ".", "")); err == nil && n >= 0 {
		return n, k, true
	}
	if f, found := dutch.NumberWord(dutch.Fold(word)); found && f == float64(int(f)) {
		return int(f), k, true
	}
	return 0, 0, false
}
