package privacy

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// accounts returns bank accounts. One whose check digits are wrong is taken out when someone calls it their own: it may be one mistake away.
func (s *scene) accounts() []mark {
	marks := ibans(s.text)
	for _, at := range s.matches(dutchIBAN) {
		m := mark{at[0], at[1], IBAN}
		if s.whole(m) && s.near(m.start, 6, own) && !s.near(m.start, 8, sample) && !s.nearBehind(m.end, 8, sample) {
			marks = append(marks, m)
		}
	}
	return marks
}

var (
	own    = words(`mijn mn m'n me onze ons my our benim moj moja moje mon ma mes mi meine mein zijn haar hun van`)
	sample = words(`voorbeeld geldig geldige voorbeelden handleiding formaat format test testnummer example valid fictief fictieve dummy uitleg zoals bestaat bestaan`)
)

// citizens returns citizen service numbers. Nine digits that pass the test are one unless they are announced as something else; what is
// announced as one is taken out even when it fails the test or lost its first nought, because a typing error does not make it less personal.
func (s *scene) citizens() []mark {
	var marks []mark
	for _, m := range bsns(s.text, s.groups) {
		if kind := s.announced(m.start); kind != thingNumber && !s.counted(m.end) {
			marks = append(marks, m)
		}
	}
	for i := 0; i < len(s.groups); i++ {
		digits, last := s.run(i, 9)
		if len(digits) != 9 && len(digits) != 8 || begunBefore(s.text, s.groups[i]) || followed(s.text, s.groups[last]) {
			continue
		}
		m := mark{s.groups[i].start, s.groups[last].end, BSN}
		if s.announced(m.start) == BSN && !s.near(m.start, 8, sample) && !s.nearBehind(m.end, 6, sample) {
			marks = append(marks, m)
			i = last
		}
	}
	for _, at := range s.matches(brokenCitizen) {
		m := mark{at[0], at[1], BSN}
		if s.whole(m) && !begunBefore(s.text, group{start: m.start}) && eleven(digitsOf(s.text[m.start:m.end])) && (s.announces(m.start, BSN) || s.nearBehind(m.end, 6, citizenWords)) {
			marks = append(marks, m)
		}
	}
	return marks
}

// brokenCitizen is nine digits with anything between them.
var brokenCitizen = regexp.MustCompile(`\b\d(?:[\s.,_/*;|\x{00B7}\x{2026}\x{2010}-\x{2015}-]{0,3}\d){8}\b`)

// run joins the groups from i that continue one another up to a number of digits.
func (s *scene) run(i, most int) (digits string, last int) {
	digits, last = s.groups[i].digits, i
	for j := i + 1; j < len(s.groups) && s.groups[j].glue != "" && len(digits)+len(s.groups[j].digits) <= most; j++ {
		digits += s.groups[j].digits
		last = j
	}
	return digits, last
}

// counted reports that a number is a quantity of what follows.
func (s *scene) counted(end int) bool {
	rest := strings.TrimLeft(s.text[end:min(len(s.text), end+24)], " \u00a0")
	if strings.HasPrefix(rest, "%") || strings.HasPrefix(rest, "€") || strings.HasPrefix(rest, ",") && len(rest) > 1 && rest[1] >= '0' && rest[1] <= '9' {
		return true
	}
	return quantities[s.wordAfter(end)] && s.adjacent(end)
}

// adjacent reports that only a space stands between a byte and the next word.
func (s *scene) adjacent(end int) bool {
	i := wordAt(s.words, end)
	return i < len(s.words) && strings.Trim(s.text[end:s.words[i].start], " \u00a0") == ""
}

var quantities = words(`euro euros eur dollar dollars usd keer maal mensen personen stuks views weergaven volgers followers kilometer km meter m cm kg kilo gram liter uur uren
	minuten min seconden dagen weken maanden jaar jaren procent graden inwoners leden klachten slachtoffers zaken aangiften bezoekers klanten huizen
	woningen auto's stemmen punten bytes pixels tekens woorden pagina's bladzijden times people zl zloty lira tl`)

// whole reports that a mark is not part of a longer word or number.
func (s *scene) whole(m mark) bool {
	before, _ := utf8.DecodeLastRuneInString(s.text[:m.start])
	after, _ := utf8.DecodeRuneInString(s.text[m.end:])
	return !wordRune(before) && !wordRune(after)
}

// nearBehind reports whether one of a set of words stands among the n words behind a byte, within the sentence.
func (s *scene) nearBehind(at, n int, set map[string]bool) bool {
	for i := wordAt(s.words, at); i < len(s.words) && n > 0; i, n = i+1, n-1 {
		if s.words[i].gap == finish {
			break
		}
		if set[s.words[i].text] {
			return true
		}
	}
	return false
}
