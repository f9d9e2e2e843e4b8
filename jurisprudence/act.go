package jurisprudence

import "strings"

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

// classify tells what a clause of the dictum does; noAct when it goes on with the act before it.
func (d *reading) classify(low string, s *dictumState) act {
	verb := firstVerb(low)
	if verb == "beslist" && strings.Contains(low, " dat ") {
		verb = "bepaalt"
	}
	if verb == "doet" && !strings.Contains(low, "recht") {
		verb = "" // "doet hij dat niet, dan …"
	}
	switch {
	case hasAny(low, "wederrechtelijk verkregen voordeel", "ter ontneming", "ontnemingsmaatregel"), (verb == "stelt" || verb == "schat") && strings.Contains(low, "voordeel"):
		return confiscateAct
	case hasAny(low, "ten onrechte ondergane", "verzoek van verdachte", "verzoek van de verdachte", "verzoekschrift", "ten laste van de staat", "ten laste van 's rijks kas", "ten laste van ’s rijks kas"):
		return otherAct // compensation by the State for detention, not by an offender
	case hasAny(low, "vordering tot tenuitvoerlegging", "vordering tenuitvoerlegging", "gelast de tenuitvoerlegging", "voorwaardelijk opgelegde", "voorwaardelijke invrijheidstelling", "vordering na voorwaardelijke"):
		return otherAct
	case discharge(low, verb), verb == "bepaalt" && hoofdelijk(low) && !hasAny(low, "te betalen", "aan de staat"):
		return releaseAct
	}
	if verb == "" && starts(strings.TrimLeft(low, "-–• "), "schadevergoedingsmaatregel", "maatregel ex artikel 36f", "maatregel van artikel 36f", "maatregel tot schadevergoeding", "de schadevergoedingsmaatregel") && strings.ContainsAny(low, "€0123456789") {
		return measureAct // "Schadevergoedingsmaatregel € 560,00, 11 dagen gijzeling"
	}
	if starts(strings.TrimLeft(low, "-– "), "vermeerdert ") && strings.Contains(low, "rente") {
		return interestAct
	}
	if verb == "" {
		return passive(low, len(s.victims) > 0)
	}
	if verb == "veroordeelt" && len(low) < 70 && strings.HasSuffix(strings.TrimSpace(low), ":") && !hasAny(low, "straf", "hechtenis", "detentie", "kosten", "boete") {
		return grantAct // whom to pay follows, on a line each
	}
	victimWords := hasAny(low, "benadeelde", "slachtoffer", "schadevergoeding", "vordering", "gevorderde", "schade") || strings.Contains(low, "[") || len(s.victims) > 0 || d.namesClaimant(low) || strings.Contains(low, "wijst deze") || (pays(low) || verb == "wijst") && strings.HasSuffix(strings.TrimSpace(low), ":") || pays(low) && strings.HasSuffix(strings.TrimSpace(low), " aan")
	if s.act == confiscateAct && !hasAny(low, "benadeelde", "slachtoffer", "schadevergoeding", "ten behoeve van") && hasAny(low, "aan de staat", "gijzeling") {
		return confiscateAct
	}
	measure := hasAny(low, "aan de staat", "aan het land", "in 's lands kas", "in ’s lands kas", "de staat te betalen", "schadevergoedingsmaatregel", "maatregel tot schadevergoeding", "maatregel van schadevergoeding", "maatregel ex artikel 36f", "artikel 36f", "jegens de staat")
	refuses := refusal(low) && !hasAny(low, "openbaar ministerie niet", "officier van justitie niet", "openbaar ministerie in")
	rejects := rejection(low)
	grants := hasWord(low, "toe") && (verb == "wijst" || verb == "kent" || strings.Contains(low, "wijst ")) || (verb == "veroordeelt" || verb == "verplicht") && pays(low) || verb == "bepaalt" && hasAny(low, "dient te betalen", "moet betalen", "moet voldoen", "dient te voldoen", "zal voldoen", "zal betalen", "dient te vergoeden", "moet vergoeden") && !measure
	costs := hasAny(low, "in de kosten", "in de proceskosten", "proceskosten", "in de door de", "kosten van het geding", "eigen kosten", "kosten gemaakt", "in de overige kosten") && (verb == "veroordeelt" || verb == "compenseert" || verb == "bepaalt" || verb == "begroot")
	switch {
	case hasAny(low, "geldboete", "boete van", "schadefonds", "waarborgsom", "voorwaarde") && !hasAny(low, "benadeelde", "schadevergoedingsmaatregel"):
		// A fine, a deposit and a condition of the sentence are paid too, but are no award.
		return otherAct
	case hasAny(low, "gevangenisstraf", "taakstraf", "geldboete", "werkstraf", "jeugddetentie", "leerstraf", "hechtenis voor de duur") && !measure && !grants && !refuses:
		return otherAct
	case (verb == "bepaalt" || verb == "beveelt") && detention(low) && (s.act == measureAct || len(s.victims) > 0) && !hasAny(low, "taakstraf", "geldboete", "werkstraf", "voorlopige hechtenis"):
		return measureAct
	case verb == "bepaalt" && strings.Contains(low, "rente") && s.act != confiscateAct && (strings.Contains(low, "aanvangsdatum") || strings.Contains(low, "wettelijke rente")) && !refuses && !measure && !grants:
		return interestAct
	case costs && !grants, costs && costsFirst(low):
		return costsAct
	case measure && (verb == "legt" || verb == "veroordeelt" || verb == "bepaalt" || verb == "stelt" || verb == "verplicht" || verb == "verbindt"):
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

// namesClaimant reports that a clause names a claimant of the reasons, whom the court calls by a name and not by a label.
func (d *reading) namesClaimant(low string) bool {
	for _, e := range d.entries {
		if e.claimSet && !e.generic && strings.Contains(low, lowerSame(e.name)) {
			return true
		}
	}
	return false
}

// passive classifies a clause in the passive voice: "De vordering van [X] wordt toegewezen tot", "[X] is niet-ontvankelijk".
func passive(low string, known bool) act {
	if !known && !hasAny(low, "benadeelde", "slachtoffer", "[") || !hasAny(low, " wordt ", " worden ", " is ", " zijn ", " dient ", " moet ") {
		return noAct
	}
	switch {
	case hasAny(low, "aan de staat", "schadevergoedingsmaatregel", "artikel 36f") && hasAny(low, "verplichting", "opgelegd", "veroordeeld", " moet ", " dient ") && hasAny(low, "betal", "maatregel") && !hasAny(low, "vervalt", "komt te vervallen"):
		return measureAct
	case hasAny(low, "gijzel", "hechtenis", "tenuitvoerlegging", "gevangenisstraf", "taakstraf", "boete", "burgerlijke rechter", "niet wordt betaald", "kosten"):
		return noAct
	case hasAny(low, "toegewezen tot", "wordt toegewezen", "worden toegewezen", "is toegewezen", "wordt hoofdelijk toegewezen", "gedeeltelijk toegewezen", "wordt geheel toegewezen") && !strings.Contains(low, "niet toegewezen"),
		hasAny(low, "wordt veroordeeld", "dient", "moet", "is gehouden") && hasAny(low, "te betalen", "tot betaling", "betalen aan", "vergoeden", " betalen") && !hasAny(low, "kosten", "aan de staat"):
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
		if n++; n > 16 {
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
	p := -1
	for _, w := range []string{"betaling", "te betalen", "te vergoeden", "te voldoen"} {
		if q := strings.Index(low, w); q >= 0 && (p < 0 || q < p) {
			p = q
		}
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
