package privacy

import (
	"regexp"
	"strings"
)

// How far from the border of a message a number may stand to go on across it, in words.
const (
	farBehind = 2 // behind it: "… is 9184 en dan"
	farBefore = 4 // before it: "en dan komt er 24926"
)

// How many digits a number has at most, and a piece of one at least.
const (
	mostDigits  = 24
	leastDigits = 2
)

// cluster is digits that continue one another, with the letters they run into.
type cluster struct {
	mark
	digits string
	dated  bool
}

// clusterAt reads the groups from i that continue one another.
func (s *scene) clusterAt(i int) (c cluster, last int) {
	digits, last := s.run(i, mostDigits)
	c = cluster{mark: mark{start: s.groups[i].start, end: s.groups[last].end}, digits: digits}
	c.dated = dated(s.groups[i:last+1]) || calendar(s.text[c.start:c.end])
	for _, w := range s.words {
		if w.held == "" && w.start < c.end && w.end > c.start {
			c.start, c.end = min(c.start, w.start), max(c.end, w.end)
		}
	}
	return c, last
}

// tells reports digits that say how many, when, where or how old, or that anybody may see: they belong to no number of a person.
func (s *scene) tells(c cluster) bool {
	before := strings.TrimRight(s.text[:c.start], " \u00a0")
	i := wordAt(s.words, c.start)
	return len(c.digits) < leastDigits || i < len(s.words) && s.words[i].held != "" || c.dated || s.counted(c.end) || strings.HasSuffix(before, "€") ||
		i > 0 && s.words[i].gap == space && counting[s.words[i-1].text] || Public(c.digits) || publicPrefix(c.digits) || s.ruling(c.start)
}

// counting are words before a number that says when, where, how old or how many.
var counting = words(`om op in rond sinds van tot na voor over ben bent jaar art artikel lid huisnummer kamer at on since aged am w o en`)

// ending returns the number that a text ends with.
func (s *scene) ending() (cluster, bool) {
	for i := 0; i < len(s.groups); {
		c, last := s.clusterAt(i)
		if i = last + 1; i == len(s.groups) && len(s.words)-wordAt(s.words, c.end) <= farBehind {
			return c, !s.tells(c)
		}
	}
	return cluster{}, false
}

// beginning returns the number that a text begins with.
func (s *scene) beginning() (cluster, bool) {
	for i := 0; i < len(s.groups); {
		c, last := s.clusterAt(i)
		if wordAt(s.words, c.start) > farBefore {
			break
		}
		if !s.tells(c) {
			return c, true
		}
		i = last + 1
	}
	return cluster{}, false
}

var (
	// begunAccount is a bank account of which digits are missing, at the end of a text.
	begunAccount = regexp.MustCompile(`(?:^|[^\pL\pN])((?i:[a-z]{2}\d{2}[ .-]?[a-z]{4}[ .-]?\d[\d .-]*|NL ?\d{2} ?[a-z]{4})|[A-Z]{2}\d{2}[ .-]?\d[\d .-]{3,})\W*$`)
	// begunMobile begins a mobile number.
	begunMobile = regexp.MustCompile(`^(?:06|(?:00)?316)`)
)

// begun returns a number at the end of a text of which digits are missing: it has the form of one, or it is announced right before.
func (s *scene) begun() (mark, bool) {
	if at := begunAccount.FindStringSubmatchIndex(s.text); at != nil && ibanLength[strings.ToUpper(s.text[at[2]:at[2]+2])] > 0 {
		return mark{at[2], at[3], IBAN}, true
	}
	c, ok := s.ending()
	if begunMobile.MatchString(c.digits) && len(c.digits) >= 5 && len(c.digits) < 12 && !c.dated && !s.counted(c.end) {
		return mark{c.start, c.end, Phone}, true
	}
	if !ok {
		return mark{}, false
	}
	kind, word := s.announcing(wordAt(s.words, c.start))
	if kind == "" || kind == Phone && c.digits[0] != '0' && len(c.digits) < 3 || money[word] && c.digits[0] != '0' && len(c.digits) < 5 {
		return mark{}, false
	}
	return mark{c.start, c.end, kind}, true
}

// money are words that announce an account, and as often an amount.
var money = words(`rekening rek giro kaart karta compte hesap account`)

// announcing returns the kind of number that the words right before word i announce, and the word that does: "mijn bsn is", "bsn:".
func (s *scene) announcing(i int) (kind Type, label string) {
	if i < len(s.words) && s.words[i].gap == finish {
		return "", ""
	}
	for j := i - 1; j >= 0 && j >= i-1-farBehind; j-- {
		w := s.words[j]
		switch kind := labelOf(w); {
		case copulas[w.text]:
		case w.held == Phone || w.held == BSN || w.held == IBAN || w.held == Card:
			return "", ""
		case kind == BSN, kind == IBAN, kind == Card, (kind == Case || kind == Report) && strings.Contains(w.text, "num"), kind == Phone && numbering.MatchString(w.text):
			return kind, w.text
		default:
			return "", ""
		}
		if w.gap == finish {
			break
		}
	}
	return "", ""
}

var (
	copulas = words(`is was zijn dit begint met eerst eerste starts begins are to est jest ta ye dan`)
	// numbering is a word that announces a number to call, and does not tell of calling.
	numbering = regexp.MustCompile(`nummer|number|numer|numara|nomer|numero|telnr|رقم`)
)

// short reports that what was found at the end of a text has fewer digits than such a number has.
func short(s *scene, m mark) bool {
	digits := digitsOf(s.text[m.start:m.end])
	full := map[Type]int{BSN: 9, Phone: 10}[m.kind]
	if strings.HasPrefix(digits, "31") {
		full++
	}
	return len(digits) < full && len(s.words)-wordAt(s.words, m.end) <= farBehind
}

// unfinished returns what a text that was redacted leaves open: the kind of a number that it announces at its end, or else the digits there.
func (t Trail) unfinished(s *scene) (open Type, tail string) {
	if n := len(s.words); n > 0 && (copulas[s.words[n-1].text] || strings.HasSuffix(strings.TrimSpace(s.text), ":")) {
		if kind, _ := s.announcing(n); kind != "" {
			return kind, ""
		}
	}
	c, ok := s.ending()
	if !ok || len(c.digits) > mostTail {
		return "", ""
	}
	tail = s.text[c.start:c.end]
	if first, _ := s.beginning(); first == c && len(digitsOf(t.Tail+tail)) <= mostTail { // it says nothing else
		tail = strings.TrimSpace(t.Tail + " " + tail)
	}
	return "", tail
}

// mostTail is how many digits a piece has at most of which the rest is waited for.
const mostTail = 17

// goesOn returns what a message goes on with of a number that the one before it began, and whether more of it may follow.
func (t Trail) goesOn(s *scene) (marks []mark, more bool) {
	if t.Open == "" && t.Tail == "" {
		return nil, false
	}
	c, ok := s.beginning()
	if !ok {
		return nil, false
	}
	if t.Open != "" {
		return []mark{{c.start, c.end, t.Open}}, len(s.words)-wordAt(s.words, c.end) <= farBehind
	}
	for _, m := range marksIn(t.Tail + " " + s.text[c.start:c.end]) {
		if seam := len(t.Tail) + 1; m.start < seam && m.end > seam {
			return []mark{{c.start, c.start + m.end - seam, m.kind}}, false
		}
	}
	return nil, false
}
