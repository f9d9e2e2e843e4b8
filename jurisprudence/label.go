package jurisprudence

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"wegwijzer/internal/dutch"
)

// label is a name, or what stands for one: "[slachtoffer 1]", "gemeente Almere".
type label struct {
	Span
	name    string // as written, without article
	key     string // what two spellings of one label are compared by
	accused bool   // the defendant, or someone on that side
	generic bool   // "de benadeelde partij" without a name
}

// keyOf folds a label to its letters and digits.
func keyOf(name string) string {
	var b strings.Builder
	for _, r := range dutch.Fold(name) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// bracketed returns the labels in square brackets in order, without those for a place, a date or a number.
func bracketed(text string) []label {
	var found []label
	for i := 0; i < len(text); i++ {
		if text[i] != '[' {
			continue
		}
		j := strings.IndexByte(text[i:min(len(text), i+60)], ']')
		if j < 2 {
			continue
		}
		inside := text[i+1 : i+j]
		kind := bracketKind(lowerSame(inside))
		if kind != noPerson && !strings.ContainsAny(inside, "[\n") {
			found = append(found, label{Span: Span{i, i + j + 1}, name: text[i : i+j+1], key: keyOf(inside), accused: kind == accusedPerson})
		}
		i += j
	}
	return found
}

type bracketClass int

const (
	noPerson bracketClass = iota
	somePerson
	accusedPerson
)

// bracketKind tells what the words in square brackets stand for.
func bracketKind(inside string) bracketClass {
	s := strings.TrimSpace(inside)
	if s == "" || s == "…" || s == "..." {
		return noPerson
	}
	for _, w := range []string{"adres", "woonplaats", "plaats", "datum", "geboort", "nummer", "rekening", "kenteken", "straat", "weg]", "postcode", "telefoon", "e-mail", "iban", "locatie", "bedrag", "land", "leeftijd", "website", "account", "detentie", "inrichting", "verblijf", "locatie", "laan", "plein", "merk", "school ", "datum", "nationaliteit", "parket", "functie", "tijdstip", "het bedrag", "sic", "voetnoot", "opmerking", "(", "cursivering", "onderstreping"} {
		if strings.Contains(s, w) {
			return noPerson
		}
	}
	if strings.HasSuffix(s, "weg") || strings.HasSuffix(s, "stad") {
		return noPerson
	}
	for _, w := range []string{"verdachte", "dader", "veroordeelde", "betrokkene", "raadsman", "raadsvrouw", "advocaat", "gemachtigde", "deskundige", "reclassering", "rechter", "griffier", "officier", "bewindvoerder", "psycholoog", "psychiater", "gedaagde", "verweerder", "verweerster", "curator", "terbeschikkinggestelde", "minderjarige verdachte"} {
		if strings.Contains(s, w) {
			return accusedPerson
		}
	}
	return somePerson
}

// naming finds the labels in one clause, those in brackets and the names that stand where one belongs.
func naming(text, low string, all []label, c Span) []label {
	first := sort.Search(len(all), func(i int) bool { return all[i].Start >= c.Start })
	var found []label
	for _, l := range all[first:] {
		if l.End > c.End {
			break
		}
		found = append(found, l)
	}
	for _, anchor := range nameAnchors {
		for from := c.Start; from < c.End; {
			i := strings.Index(low[from:c.End], anchor)
			if i < 0 {
				break
			}
			at := from + i + len(anchor)
			from = at
			if from+1 >= c.End || i > 0 && unicode.IsLetter(rune(low[at-len(anchor)-1])) {
				continue
			}
			l, ok := nameAt(text, low, at, c.End)
			if !ok && strings.HasPrefix(anchor, "benadeelde partij") {
				l, ok = bodyAt(text, low, at, c.End)
			}
			if ok && !overlaps(found, l.Span) && !titled(low, l.End, found) {
				found = append(found, l)
			}
		}
	}
	sort.Slice(found, func(i, j int) bool { return found[i].Start < found[j].Start })
	return found
}

// nameAnchors are the words behind which a claimant is named.
var nameAnchors = []string{
	"benadeelde partij ", "benadeelde partij: ", "benadeelde partijen ", "benadeelde partijen: ", "ten behoeve van ", "te betalen aan ", "tot betaling aan ", "vordering van ", "vorderingen van ", "benadeelde, genaamd ", "slachtoffer, genaamd ",
	"genaamd ", "het slachtoffer ", "verklaart ", "benadeelde ", "om aan ", "betalen aan: ", "vordering benadeelde partij ", "namens ", "en aan ",
}

// titled reports that a label in brackets stands right behind end: "Vereniging van Eigenaars [VvE]" is one claimant, whose label is the short one.
func titled(low string, end int, found []label) bool {
	for _, l := range found {
		if l.Start == end+1 && low[end] == ' ' && low[l.Start] == '[' {
			return true
		}
	}
	return false
}

func overlaps(found []label, s Span) bool {
	for _, l := range found {
		if s.Start < l.End && l.Start < s.End {
			return true
		}
	}
	return false
}

// nameAt reads a name that begins at i: an organisation or a person whose name the court left in the text, or "slachtoffer 1" without brackets.
func nameAt(text, low string, i, end int) (label, bool) {
	for _, article := range []string{"de heer ", "mevrouw ", "de ", "het "} {
		if strings.HasPrefix(low[i:end], article) {
			i += len(article)
		}
	}
	if state := "staat der nederlanden"; strings.HasPrefix(low[i:end], state) {
		return label{Span: Span{i, i + len(state)}, name: text[i : i+len(state)], key: keyOf(state)}, true
	}
	if l, ok := plainLabel(text, low, i, end); ok {
		return l, true
	}
	start, j := i, i
	capitals := 0
	for j < end {
		k := j
		for k < end && text[k] != ' ' && text[k] != ',' && text[k] != ';' && text[k] != ':' && text[k] != '(' && text[k] != '\n' && text[k] != '\t' {
			k++
		}
		word := text[j:k]
		if word == "" {
			break
		}
		lw := low[j:k]
		r, _ := utf8.DecodeRuneInString(word)
		switch {
		case word[0] == '[':
			k = j // a label in brackets is found elsewhere
		case unicode.IsUpper(r) && !sentenceWords[lw]:
			capitals++
		case j == start && orgWords[lw]:
		case capitals > 0 && (lw == "van" || lw == "de" || lw == "der" || lw == "den" || lw == "het" || lw == "&" || lw == "en" && nextCapital(text, k, end) && (strings.HasPrefix(low[start:], "stichting") || strings.HasPrefix(low[start:], "ministerie"))):
		case j > start && orgWords[low[start:start+max(0, strings.IndexByte(low[start:end]+" ", ' '))]] && (lw == "van" || lw == "voor"):
		default:
			k = j
		}
		if k == j {
			break
		}
		j = k
		if j < end && text[j] == ' ' {
			j++
			continue
		}
		break
	}
	name := strings.TrimRight(text[start:j], " ")
	for {
		cut := strings.LastIndexByte(name, ' ')
		if cut < 0 {
			break
		}
		switch strings.ToLower(name[cut+1:]) {
		case "van", "de", "der", "den", "het", "&", "en", "voor":
			name = name[:cut]
			continue
		}
		break
	}
	name = strings.TrimRight(name, " ")
	if !strings.HasSuffix(strings.ToLower(name), "v.") {
		name = strings.TrimRight(name, ".")
	}
	if capitals == 0 || len(name) < 1 || len(name) > 70 {
		return label{}, false
	}
	return label{Span: Span{start, start + len(name)}, name: name, key: keyOf(name)}, true
}

// bodyAt reads an organisation that the court calls by what it is: "benadeelde partij politie-eenheid", "de school vordert".
func bodyAt(text, low string, i, end int) (label, bool) {
	for _, article := range []string{"de ", "het "} {
		if strings.HasPrefix(low[i:end], article) {
			i += len(article)
		}
	}
	j := i
	for j < end && (letter(low[j]) || low[j] == '-') {
		j++
	}
	word := strings.TrimRight(low[i:j], "-")
	first, _, _ := strings.Cut(word, "-")
	if !orgWords[first] {
		return label{}, false
	}
	return label{Span: Span{i, i + len(word)}, name: text[i : i+len(word)], key: keyOf(word)}, true
}

// plainLabel reads a label that lost its brackets: "slachtoffer 2", "(slachtoffer 1)", "benadeelde A".
func plainLabel(text, low string, i, end int) (label, bool) {
	if i < end && low[i] == '(' {
		i++
	}
	for _, w := range []string{"slachtoffer", "benadeelde", "aangever", "aangeefster", "getuige", "verbalisant"} {
		if !strings.HasPrefix(low[i:end], w) {
			continue
		}
		j := i + len(w)
		for j < end && low[j] == ' ' {
			j++
		}
		k := skipDigits(low[:end], j)
		if k == j && j < end && text[j] >= 'A' && text[j] <= 'Z' && j > i+len(w) {
			k = j + 1
		}
		if k > j && k-j <= 2 && (k == end || !letter(low[k])) {
			return label{Span: Span{i, k}, name: text[i:k], key: keyOf(text[i:k])}, true
		}
	}
	return label{}, false
}

func nextCapital(text string, i, end int) bool {
	for i < end && text[i] == ' ' {
		i++
	}
	if i >= end {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsUpper(r)
}

// orgWords may begin the name of an organisation in small letters.
var orgWords = setOf("gemeente", "stichting", "vereniging", "politie", "firma", "vennootschap", "maatschap", "bank", "verzekeraar", "regiopolitie", "provincie", "ministerie", "regio", "coöperatie", "woningcorporatie", "supermarkt", "hotel", "café", "restaurant", "school", "ziekenhuis", "woonstichting", "verhuurder", "werkgever", "winkel", "zorginstelling")

// sentenceWords begin with a capital without being a name.
var sentenceWords = setOf("de", "het", "een", "dit", "deze", "dat", "die", "bij", "als", "voor", "staat", "rechtbank", "hof", "verdachte", "veroordeelde", "vordering", "wijst", "verklaart", "legt", "bepaalt", "zij", "hij", "feit", "niet", "eur", "sr", "sv", "bw", "artikel",
	"wetboek", "beslissing", "schade", "bp", "officier", "nederlanden", "euro", "naar", "in", "ten", "aanzien", "parketnummer", "is", "heeft", "daarnaast", "voorts", "ook", "te", "op", "aan", "om", "tot", "van", "met", "door", "nu", "zaak", "burgerlijk", "i", "ii", "iii", "tevens", "alsmede", "justitie", "slachtoffer", "benadeelde", "partij", "partijen", "gedeeltelijk", "primair", "subsidiair", "conform", "verder")
