package jurisprudence

import "strings"

// zone gives every paragraph its topic and its speaker. Half of the published rulings have no sections at all, so headings are known by their
// words; where the publisher did mark sections, they confirm.
func zone(r *Ruling) {
	if r.Extent == OnlySummary {
		return
	}
	whole := lowerSame(r.Text)
	dictum := findDictum(r, whole)
	topic, speaker, closed := OtherTopic, CourtSpeaker, false
	for i := range r.Paragraphs {
		p := &r.Paragraphs[i]
		low := whole[p.Start:p.End()]
		switch {
		case closed && isAnnex(low):
			topic, speaker = AnnexTopic, CourtSpeaker
		case closed:
		case dictum >= 0 && i >= dictum && isSignature(low):
			topic, speaker, closed = SignatureTopic, CourtSpeaker, true
		case dictum >= 0 && i >= dictum && isAnnex(low) && looksLikeHeading(p, low):
			topic, speaker, closed = AnnexTopic, CourtSpeaker, true
		case dictum >= 0 && i >= dictum:
			topic, speaker = DictumTopic, CourtSpeaker
			if looksLikeHeading(p, low) {
				p.Heading = true
			}
		case looksLikeHeading(p, low):
			if t, s, known := headingMeans(low, r.Kind); known {
				p.Heading = true
				speaker = s
				if t != OtherTopic {
					topic = t
				} else if s == CourtSpeaker && (topic == EarlierTopic || topic == ConfiscationTopic || topic == LawTopic || topic == SeizureTopic || topic == ChargeTopic || topic == ProvenTopic) {
					topic = OtherTopic
				}
			} else if p.Heading && topLevel(p.Number) {
				topic, speaker = OtherTopic, CourtSpeaker
			}
		}
		p.Topic, p.Speaker = topic, speaker
	}
}

// findDictum returns the index of the first paragraph of the dictum, -1 when there is none to be found.
func findDictum(r *Ruling, whole string) int {
	if r.Extent == OnlyDictum {
		return 0
	}
	marked, titled, opened := -1, -1, -1
	for i := range r.Paragraphs {
		p := &r.Paragraphs[i]
		low := whole[p.Start:p.End()]
		if p.Topic == DictumTopic && (i == 0 || r.Paragraphs[i-1].Topic != DictumTopic) && !strings.HasPrefix(bareHeading(low), "bewijs") {
			marked = i
		}
		if len(low) > 120 {
			continue
		}
		if looksLikeHeading(p, low) && dictumHeadings[bareHeading(low)] && decides(r, i+1) {
			titled = i
		}
		if dictumOpeners[bareHeading(low)] && decides(r, i+1) {
			opened = i
		}
	}
	switch {
	case titled >= 0:
		return titled
	case opened >= 0 && (marked < 0 || opened > marked):
		return opened
	case marked >= 0:
		return marked
	}
	return -1
}

// dictumHeadings are the titles that courts give their decision, without number and article. Longer ones that only hold the word
// ("bewijsbeslissing", "beslissing op de verzoeken") announce something else.
var dictumHeadings = setOf("beslissing", "beslissing(en)", "beslissingen", "uitspraak", "dictum", "rechtdoende", "recht doende", "b e s l i s s i n g", "slotbeslissing",
	"beslissing in hoger beroep", "beslissing van de rechtbank", "beslissing van het hof", "uitspraak van de rechtbank", "rechtdoende in hoger beroep",
	"beslissing op de vordering", "beslissing in eerste aanleg", "beslissing in de hoofdzaak", "eindbeslissing", "beslissing de rechtbank", "beslissing het hof",
	"rechtdoende:", "beslist", "beslist als volgt", "uitspraak in hoger beroep", "beslissing in de strafzaak", "beslissing in conventie", "beschikking")

// dictumOpeners are lines with which the decision itself begins.
var dictumOpeners = setOf("rechtbank", "hof", "gerechtshof", "kantonrechter", "politierechter", "kinderrechter", "rechtbank beslist", "hof beslist",
	"rechtbank beslist als volgt", "hof beslist als volgt", "rechtbank rechtdoende", "hof rechtdoende", "gerecht", "gemeenschappelijk hof", "rechtbank, rechtdoende", "hof, rechtdoende", "rechter", "voorzieningenrechter")

func setOf(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// operative are the verbs with which the clauses of a dictum begin.
var operative = setOf("verklaart", "veroordeelt", "wijst", "legt", "bepaalt", "spreekt", "vernietigt", "bevestigt", "gelast", "beveelt", "stelt", "ontzegt", "kent", "verstaat",
	"ontslaat", "verwerpt", "heft", "draagt", "compenseert", "bekrachtigt", "acht", "schorst", "doet", "verbindt", "ontneemt", "adviseert", "beslist", "staat", "kwalificeert",
	"verleent", "weigert", "roept", "houdt", "verwijst", "benoemt", "onttrekt", "neemt", "geeft", "maakt", "herroept", "stemt", "verlengt", "wijzigt", "zegt", "verplicht")

// decides reports whether one of the paragraphs from i on begins as a dictum does.
func decides(r *Ruling, i int) bool {
	for n := 0; n < 14 && i+n < len(r.Paragraphs); n++ {
		low := strings.TrimLeft(lowerSame(r.Paragraphs[i+n].Text), "-–—•*· \t0123456789.)")
		for _, head := range []string{"de rechtbank", "het hof", "het gerechtshof", "de politierechter", "de kinderrechter", "de kantonrechter", "het gerecht"} {
			low = strings.TrimPrefix(low, head)
		}
		low = strings.TrimLeft(low, " :,")
		word, _, _ := strings.Cut(low, " ")
		if operative[strings.Trim(word, ",:;")] || hasAny(low, "veroordeelt", "wordt toegewezen", "wordt veroordeeld", "wijst ", "verklaart", "worden toegewezen", "niet-ontvankelijk") {
			return true
		}
	}
	return false
}

// bareHeading returns a heading without its number, article and closing punctuation.
func bareHeading(low string) string {
	s := strings.TrimLeft(low, "0123456789.)( \t-–—")
	for _, roman := range []string{"viii. ", "vii. ", "vi. ", "iv. ", "ix. ", "iii. ", "ii. ", "i. ", "v. ", "x. ", "xi. ", "xii. "} {
		s = strings.TrimPrefix(s, roman)
	}
	s = strings.TrimRight(s, " .:;\t")
	s = strings.TrimPrefix(s, "de ")
	s = strings.TrimPrefix(s, "het ")
	return s
}

// topLevel reports a heading number without parts.
func topLevel(number string) bool { return number != "" && !strings.Contains(number, ".") }

// looksLikeHeading reports whether a paragraph has the shape of a heading.
func looksLikeHeading(p *Paragraph, low string) bool {
	if p.Heading {
		return true
	}
	if p.Row || p.Note || len(low) > 130 || hasAny(low, "€", "eur ", " euro") {
		return false
	}
	last := low[len(low)-1]
	if last == ';' || last == ',' {
		return false
	}
	if last == ':' && len(strings.Fields(low)) > 6 || hasAny(low, " heeft ", " hebben ", " is ", " zijn ", " wordt ", " worden ", " vordert ", " zal ", " vorderen ", " kan ", " bedraagt", " bestaat ") {
		return false
	}
	return last != '.' || len(low) <= 60
}

func isSignature(low string) bool {
	low = strings.TrimLeft(low, "-– 0123456789.")
	for _, head := range signatures {
		if strings.HasPrefix(low, head) {
			return true
		}
	}
	return false
}

// signatures are how the closing formula begins: who gave the ruling, and when.
var signatures = []string{
	"dit vonnis is gewezen", "dit vonnis is uitgesproken", "dit vonnis is gegeven", "dit vonnis is door", "dit arrest is gewezen", "dit arrest is door", "dit arrest is uitgesproken", "dit arrest werd",
	"aldus gewezen", "aldus gegeven", "aldus gedaan", "aldus beslist", "aldus vastgesteld", "aldus vervaardigd", "deze uitspraak is gedaan", "deze uitspraak is gewezen",
	"deze beschikking is gegeven", "dit vonnis werd", "gewezen door mr", "samenstelling rechtbank", "samenstelling van de rechtbank", "vonnis gewezen door", "deze beslissing is gegeven",
	"aldus door", "aldus dit vonnis", "aldus dit arrest", "aantekening mondeling vonnis gewezen",
}

func isAnnex(low string) bool {
	return strings.HasPrefix(low, "bijlage") || strings.HasPrefix(low, "tekst tenlastelegging") || strings.HasPrefix(low, "de tenlastelegging luidt")
}

// headingMeans tells topic and speaker of a heading. known is false for a heading that says nothing about either.
func headingMeans(low string, kind Kind) (topic Topic, speaker Speaker, known bool) {
	h := bareHeading(low)
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(h, w) {
				return true
			}
		}
		return false
	}
	starts := func(words ...string) bool {
		for _, w := range words {
			if strings.HasPrefix(h, w) {
				return true
			}
		}
		return false
	}
	switch {
	case starts("standpunt", "vordering", "eis", "requisitoir", "conclusie", "vorderingen", "strafeis") && has("officier", "openbaar ministerie", "advocaat-generaal", "advocaat generaal", "eis van de"), h == "requisitoir", h == "eis", h == "strafeis":
		return OtherTopic, ProsecutionSpeaker, true
	case starts("standpunt", "verweer", "verweren", "pleidooi", "conclusie") && has("verdediging", "verdachte", "raadsman", "raadsvrouw", "veroordeelde", "verweer", "gedaagde", "geïntimeerde"):
		return OtherTopic, DefenceSpeaker, true
	case starts("standpunt van de benadeelde", "toelichting van de benadeelde"):
		return ClaimTopic, CourtSpeaker, true
	case has("ontneming", "wederrechtelijk verkregen voordeel"):
		return ConfiscationTopic, CourtSpeaker, true
	case has("tenuitvoerlegging", "vordering tul", "na voorwaardelijke veroordeling", "voorwaardelijke invrijheid"):
		return OtherTopic, CourtSpeaker, true
	case has("beslag", "in beslag genomen", "inbeslaggenomen"):
		return SeizureTopic, CourtSpeaker, true
	case h == "vordering", h == "vorderingen", h == "schade", h == "claim", h == "claims", starts("schade voor", "schadeclaim", "schade en "), has("benadeelde", "schadevergoeding", "civiele vordering", "smartengeld", "vordering tot vergoeding", "geleden schade", "vordering van het slachtoffer", "schade van het slachtoffer", "vordering van slachtoffer", "vorderingen van de slachtoffers", "vorderingen van de nabestaanden"), starts("vordering van ", "vordering [", "vorderingen van ", "schade van ", "slachtoffer") && !has("getuige"):
		return ClaimTopic, CourtSpeaker, true
	case starts("oordeel", "beoordeling", "overwegingen van", "overweging van", "overwegingen van de rechtbank"):
		if kind == Civil {
			return ClaimTopic, CourtSpeaker, true
		}
		return OtherTopic, CourtSpeaker, true
	case has("wettelijke voorschriften", "wetsartikelen", "wettelijke bepalingen", "toepasselijke wet", "toegepaste wet", "wetsbepalingen", "toegepaste artikelen"):
		return LawTopic, CourtSpeaker, true
	case starts("vonnis waarvan beroep", "vonnis", "arrest", "bestreden vonnis", "beslissing waarvan beroep", "procesverloop in eerste aanleg", "ontstaan en loop", "veroordeling"):
		return EarlierTopic, CourtSpeaker, true
	case starts("tenlastelegging", "inhoud van de tenlastelegging", "verdenking", "beschuldiging", "ten laste", "tenlastelegging en"):
		return ChargeTopic, CourtSpeaker, true
	case starts("bewezenverklaring", "bewezen verklaring", "bewezen verklaarde", "bewezenverklaarde"):
		return ProvenTopic, CourtSpeaker, true
	case starts("kwalificatie", "strafbaarheid", "kwalificeren", "bewezenverklaring en kwalificatie"):
		return QualificationTopic, CourtSpeaker, true
	case has("bewijs"):
		return EvidenceTopic, CourtSpeaker, true
	case starts("straf", "motivering", "oplegging", "op te leggen", "overwegingen ten aanzien van straf", "opgelegde straf"):
		return SentenceTopic, CourtSpeaker, true
	case kind == Civil && starts("feiten", "vaststaande feiten", "uitgangspunten", "waar gaat"):
		return FactsTopic, CourtSpeaker, true
	case kind == Civil && starts("geschil", "vordering", "vorderingen", "verzoek"):
		return ClaimTopic, CourtSpeaker, true
	case starts("onderzoek", "voorvragen", "procedure", "verloop", "procesgang", "ontvankelijkheid"):
		return OtherTopic, CourtSpeaker, true
	}
	return OtherTopic, CourtSpeaker, false
}
