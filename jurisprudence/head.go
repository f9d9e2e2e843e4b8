package jurisprudence

import "strings"

// head is the kind of damage an amount stands for.
type head int

const (
	noHead head = iota
	materialHead
	immaterialHead
	affectionHead
	shockHead
	itemHead     // a single cost, part of the material damage
	costsHead    // the costs of the procedure, no damage
	interestHead // the sum over which interest runs
	paidHead     // what was paid before, or is subtracted
	mixedHead    // material and immaterial together
)

// headWords name a kind of damage, the longer before the shorter.
var headWords = []struct {
	word string
	head head
}{
	{"immateri", immaterialHead},
	{"smartengeld", immaterialHead},
	{"smartegeld", immaterialHead},
	{"ander nadeel", immaterialHead},
	{"geestelijk letsel", immaterialHead},
	{"genoegdoening", immaterialHead},
	{"aantasting in", immaterialHead},
	{"pijn en ", immaterialHead},
	{"het leed", immaterialHead},
	{"ondervonden leed", immaterialHead},
	{"onstoffelijke schade", immaterialHead},
	{"ideële schade", immaterialHead},
	{"inbreuk op de persoonlijke levenssfeer", immaterialHead},
	{"opgelopen letsel", immaterialHead},
	{"levensvreugde", immaterialHead},
	{"in haar persoon", immaterialHead},
	{"in zijn persoon", immaterialHead},
	{"in hun persoon", immaterialHead},
	{"psychisch leed", immaterialHead},
	{"geestelijk leed", immaterialHead},
	{"psychisch letsel", immaterialHead},
	{"voor smart", immaterialHead},
	{"andere nadeel", immaterialHead},
	{"angst", immaterialHead},
	{"verwondingen", immaterialHead},
	{"slapeloosheid", immaterialHead},
	{"verdriet", immaterialHead},
	{"onstoffelijk nadeel", immaterialHead},
	{"ter zake van smart", immaterialHead},
	{"affectieschade", affectionHead},
	{"shockschade", shockHead},
	{"schokschade", shockHead},
	{"materië", materialHead},
	{"materieel", materialHead},
	{"materiele", materialHead},
	{"materiel", materialHead},
	{"vermogensschade", materialHead},
	{"verplaatste schade", materialHead},
	{"zaakschade", materialHead},
	{"stoffelijke schade", materialHead},
	{"proceskosten", costsHead},
	{"rechtsbijstand", costsHead},
	{"griffierecht", costsHead},
	{"advocaatkosten", costsHead},
	{"kosten van het geding", costsHead},
	{"explootkosten", costsHead},
	{"salaris advocaat", costsHead},
	{"salaris gemachtigde", costsHead},
	{"buitengerechtelijke", costsHead},
	{"nakosten", costsHead},
	{"begroot op", costsHead},
	{"schade aan zijn", itemHead},
	{"schade aan haar", itemHead},
	{"schade aan de", itemHead},
	{"schade aan het", itemHead},
	{"kosten", itemHead},
	{"eigen risico", itemHead},
	{"kleding", itemHead},
	{"telefoon", itemHead},
	{"lijkbezorging", itemHead},
	{"uitvaart", itemHead},
	{"begrafenis", itemHead},
	{"crematie", itemHead},
	{"verdienvermogen", itemHead},
	{"arbeidsvermogen", itemHead},
	{"inkomsten", itemHead},
	{"inkomen", itemHead},
	{"daggeldvergoeding", itemHead},
	{"bril", itemHead},
	{"therapie", itemHead},
	{"levensonderhoud", itemHead},
	{"studievertraging", itemHead},
	{"reparatie", itemHead},
	{"waardevermindering", itemHead},
	{"vervanging", itemHead},
	{"derving", itemHead},
	{"huishoudelijke hulp", itemHead},
	{"eigen bijdrage", itemHead},
	{"sieraden", itemHead},
	{"beddengoed", itemHead},
}

// nextHead returns the first word in s from offset from on that names a kind of damage.
func nextHead(s string, from int) (at, end int, h head) {
	at = -1
	for _, w := range headWords {
		for i := from; i <= len(s); {
			k := strings.Index(s[i:], w.word)
			if k < 0 {
				break
			}
			k += i
			if (w.head == materialHead || w.head == itemHead && w.word == "inkomen") && k > 0 && s[k-1] >= 'a' && s[k-1] <= 'z' {
				i = k + len(w.word) // inside "immateriële"
				continue
			}
			word := k
			for w.head == itemHead && word > from && letter(s[word-1]) {
				word-- // "reiskosten"
			}
			if at < 0 || word < at {
				at, end, h = word, k+len(w.word), w.head
			}
			break
		}
	}
	for at >= 0 && end < len(s) && (s[end] >= 'a' && s[end] <= 'z' || s[end] >= 0x80 || s[end] == '-') {
		end++
	}
	return at, end, h
}

// lastHead returns the last word in s that names a kind of damage.
func lastHead(s string) (at, end int, h head) {
	at = -1
	for from := 0; ; {
		a, e, x := nextHead(s, from)
		if a < 0 {
			return at, end, h
		}
		at, end, h = a, e, x
		from = e
	}
}

// before are the words that may stand between a kind of damage and its amount: "immateriële schade ten bedrage van € 500".
var before = setOf("schade", "schadevergoeding", "vergoeding", "van", "ad", "ad.", "ten", "bedrage", "tot", "een", "bedrag", "het", "ter", "hoogte", "op", "is", "bedraagt", "à", "a", "groot", "begroot", "vastgesteld", "gesteld", "wordt", "toe", "geleden", "totaal", "in", "de", "rechtbank", "hof", "naar", "billijkheid", "van:", "totale", "zal", "worden", "maximaal", "stelt", "vast", "schat", "acht", "matigen", "gematigd", "nog", "hierbij", "daarbij", "toegewezen", "tot:", "bedraagt:", "euro", "bedragen", "post", "gevorderde", "voor", "toegekend", "toekenning", "toegewezen", "vergoed", "wordt", "ook", "dan", "daarom", "toewijsbaar", "toewijzen", "passend", "redelijk", "billijk", "bepaald", "bepalen", "begroten", "schatten", "waardeert", "begroot", "vaststellen", "komt", "daarvan", "zij", "wijst", "kent", "nu", "thans", "gevraagde", "bepaalt", "waarvan", "als", "deel", "dit", "berekend")

// behind are the words that may stand between an amount and its kind: "€ 500 ter zake van immateriële schade".
var behind = setOf("aan", "ter", "zake", "van", "wegens", "voor", "als", "zijnde", "vanwege", "in", "verband", "met", "te", "weten", "de", "het", "een", "door", "haar", "hem", "hen", "geleden", "vergoeding", "bestaande", "bestaat", "uit", "betreffende", "betreft", "terzake", "inzake", "schadevergoeding", "ten", "titel", "toekomstige", "post", "ziet", "op", "vergoede", "waaronder", "namens", "gevorderde", "zegge", "uitsluitend", "dit", "volledig", "alleen", "rechtstreekse", "nog", "naar", "billijkheid", "vastgestelde", "zowel", "schade", "zogenoemde", "zogenaamde", "bedrag", "toe", "kader", "vergoedbare", "geheel", "enkel", "ziende", "aangemerkt", "hoofde", "uit:", "geschatte", "begrote", "onder", "immers", "namelijk", "wat", "voorschot", "betrekking", "heeft", "hebben", "bedoeld", "bestemd", "vraagt", "gevraagd", "opgevoerd", "verzocht", "verlies", "gederfde", "gederfd", "toegekende", "gevraagde", "gestelde", "gevorderd", "gevraagd", "toegewezen")

// headOf tells what kind of damage the amount at index i of list stands for, within a clause.
func headOf(low string, c Span, list []money, i int) head {
	m := list[i]
	from, to := c.Start, c.End
	if i > 0 {
		from = max(from, list[i-1].end)
	}
	if i+1 < len(list) {
		to = min(to, list[i+1].start)
	}
	pre := low[max(from, m.start-140):m.start]
	if !hasAny(pre, "kosten", "griffierecht", "salaris") {
		pre = strings.ReplaceAll(pre, "begroot op", "          ") // damage is estimated, too
	}
	post := low[m.end:min(to, m.end+200)]
	if h := subtracted(pre, low[max(c.Start, m.start-160):m.start]); h != noHead {
		return h
	}
	preAt, preEnd, preHead := lastHead(pre)
	if preAt >= 0 && only(pre[preEnd:], before, false) {
		if other, _, otherHead := lastHead(pre[:preAt]); other >= 0 && preAt-other < 30 && mixes(otherHead, preHead) && joined(pre[other:preAt]) {
			return mixedHead
		}
		return preHead
	}
	post = withoutWords(post)
	postAt, postEnd, postHead := nextHead(post, 0)
	if postAt >= 0 && only(post[:postAt], behind, true) {
		rest := post[postEnd:]
		if next, _, nextKind := nextHead(rest, 0); next >= 0 && next < 30 && mixes(postHead, nextKind) && joined(rest[:next]) {
			return mixedHead
		}
		return postHead
	}
	if strings.Contains(pre, "begroot") && strings.Contains(pre, "kosten") {
		return costsHead
	}
	if h := glossed(pre, low[m.end:min(to, m.end+200)], len(list)); h != noHead {
		return h
	}
	if thing(post) || len(list) > 1 && purpose(post) {
		return itemHead
	}
	return noHead
}

// glossed tells the kind of damage of an amount that explains, or is explained by, what stands in brackets: "gemist werk (€ 249,00)",
// "€ 89,95 (jas)". What a list of several amounts glosses so without naming a kind is one more item.
func glossed(pre, post string, amounts int) head {
	p := strings.TrimRight(pre, " ")
	if strings.HasSuffix(p, "(") && strings.HasPrefix(strings.TrimLeft(post, " "), ")") {
		_, _, h := lastHead(p[strings.LastIndexAny(p[:len(p)-1], ",;:")+1:])
		return h
	}
	t := strings.TrimLeft(post, " ")
	end := strings.IndexByte(t, ')')
	if !strings.HasPrefix(t, "(") || end < 3 || end > 50 {
		return noHead
	}
	gloss := t[1:end]
	if _, _, h := nextHead(gloss, 0); h != noHead {
		return h
	}
	word, _, _ := strings.Cut(gloss, " ")
	if amounts < 2 || strings.ContainsAny(gloss, "0123456789[€") || strings.Contains(gloss, "euro") || notGlosses[strings.Trim(word, ",:.")] {
		return noHead
	}
	return itemHead
}

var notGlosses = setOf("inclusief", "exclusief", "incl", "excl", "zegge", "plus", "te", "bestaande", "waarvan", "hierna", "feit", "feiten", "met", "exact", "afgerond", "bruto", "netto", "post", "posten", "hoofdelijk", "primair", "subsidiair", "zijnde", "zowel")

// thing reports that an amount is said to be for one thing or cost: "€ 119,- voor een gescheurde jas", "€ 2.500,- aan studievertraging". Whatever can
// be bought or lost so is material damage.
func thing(post string) bool {
	t := strings.TrimLeft(post, " ,")
	for _, verb := range []string{"gevraagd ", "gevorderd ", "verzocht ", "geclaimd ", "betaald "} {
		t = strings.TrimPrefix(t, verb)
	}
	switch {
	case strings.HasPrefix(t, "voor een "), strings.HasPrefix(t, "voor zijn "), strings.HasPrefix(t, "wegens een "):
		return true
	case strings.HasPrefix(t, "aan "):
		word, _, _ := strings.Cut(t[4:], " ")
		word = strings.Trim(word, ",.;:)")
		return len(word) > 4 && letter(word[0]) && !notThings[word]
	}
	return false
}

// purpose reports one amount of several that is said to be for something: "€ 110,00 voor parkeer- en reiskosten".
func purpose(post string) bool {
	t := strings.TrimLeft(post, " ,")
	if !strings.HasPrefix(t, "voor ") {
		return false
	}
	word, _, _ := strings.Cut(t[len("voor "):], " ")
	word = strings.Trim(word, ",.;:)-")
	return len(word) > 4 && letter(word[0]) && !notThings[word] && !notPurposes[word]
}

var notPurposes = setOf("zover", "feiten", "rekening", "zowel", "beide", "iedere", "ieder", "immateriële", "materiële", "immaterieel", "materieel", "toewijzing", "vergoeding", "overige", "deel", "ander", "andere")

var notThings = setOf("schade", "schadevergoeding", "vergoeding", "verdachte", "benadeelde", "slachtoffer", "rente", "hoofdsom", "wettelijke", "betaling", "griffierecht", "salaris", "verschotten", "explootkosten", "iedere", "beide", "ieder", "eiser", "eiseres", "stichting", "gemeente")

func mixes(a, b head) bool {
	return a == materialHead && b == immaterialHead || a == immaterialHead && b == materialHead
}

// joined reports that nothing but "en", "als" or the like stands between two kinds: one amount for both.
func joined(s string) bool {
	for w := range strings.FieldsSeq(s) {
		w = strings.Trim(w, ",()-")
		switch w {
		case "en", "als", "of", "en/of", "schade", "", "alsmede", "de", "voor", "vergoeding", "van", "zowel", "ook", "e", "ële", "le":
		default:
			return false
		}
	}
	return true
}

// subtracted tells amounts that are no damage by what stands before them.
func subtracted(pre, wide string) head {
	p := strings.TrimRight(pre, " (")
	for _, w := range []string{"verminderd met", "verminderen met", "onder aftrek van", "na aftrek van", "minus", "in mindering", "reeds betaalde", "al betaalde", "al betaald", "verminderd met een bedrag van", "verminderd met het bedrag van", "te verminderen met het reeds betaalde bedrag van", "uitgekeerde bedrag van", "voorschot van", "waarop in mindering strekt", "verrekening van"} {
		if strings.HasSuffix(p, w) {
			return paidHead
		}
	}
	for _, w := range []string{" over", " over een bedrag van", " over het bedrag van", " over een bedrag groot", " berekend over", " waarvan over", " over de som van", " over"} {
		if strings.HasSuffix(p, w) && strings.Contains(wide, "rente") {
			return interestHead
		}
	}
	for _, w := range []string{"begroot op", "kosten begroot op", "proceskosten van", "proceskosten ad", "proceskosten ten bedrage van", "kosten tot een bedrag van", "begroot op een bedrag van", "vastgesteld op een bedrag van", "kosten vastgesteld op"} {
		if strings.HasSuffix(p, w) && strings.Contains(wide, "kosten") {
			return costsHead
		}
	}
	return noHead
}

// withoutWords drops the amount in words that may follow the digits in brackets: "(zegge: vijfhonderd euro) aan materiële schade".
func withoutWords(post string) string {
	t := strings.TrimLeft(post, " ,")
	if !strings.HasPrefix(t, "(") {
		return post
	}
	i := strings.IndexByte(t, ')')
	if i < 0 || i > 140 {
		return post
	}
	inside := t[1:i]
	if strings.Contains(inside, "euro") || strings.HasPrefix(inside, "zegge") {
		if at, _, _ := nextHead(inside, 0); at < 0 {
			return t[i+1:]
		}
	}
	return post
}

// only reports that s holds no other words than those of the set; a comma may end a word only where commas says so.
func only(s string, set map[string]bool, commas bool) bool {
	if len(s) > 110 {
		return false
	}
	for w := range strings.FieldsSeq(s) {
		w = strings.Trim(w, "():;=*\"'‘’")
		if strings.HasSuffix(w, ",") && !commas {
			return false
		}
		w = strings.TrimRight(w, ",")
		if w != "" && !set[w] && !strings.HasPrefix(w, "[") && !strings.HasSuffix(w, "]") {
			return false
		}
	}
	return true
}
