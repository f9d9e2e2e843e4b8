package jurisprudence

import (
	"strings"
	"unicode/utf8"

	"wegwijzer/internal/privacy"
)

// residue returns what the courts may have overlooked when they took names out of a ruling: numbers and addresses that point to somebody, and
// names behind words for people the ruling is about. It serves to hide these, never to find out who they are. Judges, clerks, lawyers and
// experts are named on purpose and stay.
func residue(text string, paragraphs []Paragraph) []Span {
	var found []Span
	for _, p := range paragraphs {
		if p.Topic == SignatureTopic || p.Topic == LawTopic || p.Heading {
			continue
		}
		own := p.Start
		words := text[own:p.End()]
		at, points := 0, 0
		for _, x := range privacy.Find(words) {
			start := own + offset(words, &at, &points, x.Start)
			end := own + offset(words, &at, &points, x.End)
			if pointsToSomebody(text, own, p.End(), x.Type, Span{start, end}) {
				found = append(found, Span{start, end})
			}
		}
	}
	return found
}

// offset returns the byte offset of a code point, going on from where the last one was found.
func offset(s string, at, points *int, to int) int {
	for *points < to && *at < len(s) {
		_, size := utf8.DecodeRuneInString(s[*at:])
		*at += size
		*points++
	}
	return *at
}

// Words that come before a name that should not be there, and before one that may. The nearest one counts.
var (
	partyWords = []string{
		"benadeelde partij", "benadeelde", "slachtoffer", "verdachte", "medeverdachte", "getuige", "aangever", "aangeefster", "minderjarige", "de heer", "meneer", "mevrouw",
		"dochter", "zoon", "moeder", "vader", "broer", "zus", "partner", "echtgenoot", "echtgenote", "vriendin", "vriend", "genaamd", "genoemd", "eiser", "eiseres", "gedaagde", "geboren", "wonende", "nabestaande",
	}
	officialWords = []string{
		"mr.", "mrs.", "mr", "mrs", "prof", "dr.", "drs", "officier van justitie", "advocaat", "raadsman", "raadsvrouw", "raadsheer", "raadsheren", "griffier", "rechter", "rechters", "voorzitter",
		"psychiater", "psycholoog", "deskundige", "arts", "advocaat-generaal", "verbalisant", "gemachtigde",
	}
)

// nameReach is how far before a name is looked for a word that says whose it is, and nameNear how near such a word must be, in bytes.
const (
	nameReach = 48
	nameNear  = 32
)

func pointsToSomebody(text string, from, to int, kind privacy.Type, at Span) bool {
	low := lowerSame(text[max(from, at.Start-nameReach):at.Start])
	inBrackets := at.Start > from && text[at.Start-1] == '[' || at.End < to && text[at.End] == ']'
	switch kind {
	case privacy.BSN, privacy.Email, privacy.IBAN, privacy.Card, privacy.Handle:
		return true
	case privacy.Phone:
		return !strings.ContainsRune(text[at.Start:at.End], '/') && !hasAny(low, "zaak", "nr.", "kenmerk", "ecli") // the number of a case
	case privacy.Birth:
		return strings.Contains(low, "geboren")
	case privacy.Plate:
		return !inBrackets && strings.Contains(low, "kenteken")
	case privacy.Address:
		return hasAny(low, "wonende", "woonachtig", "adres", "woont", "verblijvende")
	case privacy.Name:
		words := text[at.Start:at.End]
		if inBrackets || !capital(words) || hasAny(lowerSame(words), "rechtbank", "gerechtshof", "openbaar ministerie", "hoge raad", "nederland") {
			return false
		}
		party, official := lastOf(low, partyWords), lastOf(low, officialWords)
		// "verdachte Jansen", but not "de raadsman van verdachte, mr. Jansen", nor what a party did to somebody further on.
		return party > official && len(low)-party < nameNear && !strings.ContainsAny(low[party:], ".;:]")
	}
	return false
}

// lastOf returns where the last of some words begins in s, -1 when none is there.
func lastOf(s string, words []string) int {
	last := -1
	for _, w := range words {
		for i := strings.LastIndex(s, w); i >= 0; i = strings.LastIndex(s[:i], w) {
			if (i == 0 || !letter(s[i-1])) && (i+len(w) >= len(s) || !letter(s[i+len(w)])) {
				last = max(last, i)
				break
			}
		}
	}
	return last
}

func capital(s string) bool { return s != "" && s[0] >= 'A' && s[0] <= 'Z' }

// masked is what stands where a name was.
const masked = "[…]"

// mask returns a piece of a text without what may point to somebody.
func mask(text string, at Span, hide []Span) string {
	var b strings.Builder
	from := at.Start
	for _, h := range hide {
		if h.End <= from || h.Start >= at.End {
			continue
		}
		b.WriteString(text[from:max(from, h.Start)])
		b.WriteString(masked)
		from = min(h.End, at.End)
	}
	if from < at.End {
		b.WriteString(text[from:at.End])
	}
	return b.String()
}
