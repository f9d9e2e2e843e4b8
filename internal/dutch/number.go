package dutch

import (
	"math"
	"strconv"
	"strings"
	"unicode"
)

// Number is a quantity in a text: digits or words, with the unit that belongs to it.
type Number struct {
	Value      float64
	Unit       string // "euro", "procent", "minuut", "uur", "dag", "week", "maand", "jaar", "keer", "artikel", or "" for none or another
	Code       string // the folded form where digits are a name and no quantity: "0900-0101", "51e", "27001", "08:00"; then Value is 0
	Start, End int    // byte offsets of the number without its unit
}

// Numbers returns the quantities and numeric codes of text in order. Amounts are read with Dutch separators (1.250,50);
// "anderhalf" is 1.5, "honderdtwintig" is 120; the indefinite article "een" is no number.
func Numbers(text string) []Number { return NumbersOf(text, Tokens(text)) }

// NumbersOf is Numbers for a text whose tokens are known already.
func NumbersOf(text string, tokens []Token) []Number {
	var numbers []Number
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		n := Number{Start: t.Start, End: t.End}
		switch {
		case t.Text[0] >= '0' && t.Text[0] <= '9':
			value, code := digits(t.Text)
			n.Value, n.Code = value, code
		default:
			value, ok := NumberWord(t.Text)
			if !ok || t.Text == "een" && !accented(text[t.Start:t.End]) {
				continue
			}
			n.Value = value
		}
		before := strings.TrimRight(text[:t.Start], " \u00a0")
		if strings.HasSuffix(before, "€") || strings.HasSuffix(before, "EUR") {
			n.Unit = "euro"
		}
		if strings.HasPrefix(strings.TrimLeft(text[t.End:], " \u00a0"), "%") {
			n.Unit = "procent"
		}
		if n.Unit == "" && i+1 < len(tokens) && n.Code == "" {
			next := tokens[i+1].Text
			if f, ok := multiplier[next]; ok {
				n.Value *= f
				i++
				if i+1 < len(tokens) {
					next = tokens[i+1].Text
				} else {
					next = ""
				}
			}
			n.Unit = units[next]
			if n.Unit == "" && i+2 < len(tokens) && (next == "hele" || next == "volle" || next == "extra") {
				n.Unit = units[tokens[i+2].Text]
			}
		}
		if i > 0 && (tokens[i-1].Text == "artikel" || tokens[i-1].Text == "art" || tokens[i-1].Text == "artikelen") {
			n.Unit = "artikel"
			if n.Code == "" {
				n.Code, n.Value = t.Text, 0
			}
		}
		numbers = append(numbers, n)
	}
	return numbers
}

var units = func() map[string]string {
	m := map[string]string{}
	for unit, words := range map[string]string{
		"euro": "euro euros eur", "procent": "procent percent", "minuut": "minuut minuten min", "uur": "uur uren", "dag": "dag dagen werkdag werkdagen",
		"week": "week weken", "maand": "maand maanden", "jaar": "jaar jaren jarige", "keer": "keer maal", "kilometer": "kilometer km",
	} {
		for w := range strings.FieldsSeq(words) {
			m[w] = unit
		}
	}
	return m
}()

var multiplier = map[string]float64{"miljoen": 1e6, "miljard": 1e9, "duizend": 1e3, "honderd": 100}

func accented(s string) bool { return strings.ContainsRune(s, 'é') }

// digits reads a token that begins with a digit: a quantity, or a code when it is no plain number.
func digits(t string) (value float64, code string) {
	if rest := strings.TrimRightFunc(t, unicode.IsDigit); rest == "" {
		if t[0] == '0' && len(t) > 1 {
			return 0, t
		}
		v, err := strconv.ParseFloat(t, 64)
		if err != nil {
			return 0, t
		}
		return v, ""
	}
	for i := 0; i < len(t); i++ {
		if (t[i] < '0' || t[i] > '9') && t[i] != '.' && t[i] != ',' {
			if strings.HasSuffix(t, "e") || strings.HasSuffix(t, "ste") || strings.HasSuffix(t, "de") {
				return 0, t
			}
			return 0, strings.ReplaceAll(t, ":", ".")
		}
	}
	whole, fraction, comma := strings.Cut(t, ",")
	groups := strings.Split(whole, ".")
	if len(groups) > 1 {
		if len(groups[0]) > 3 || t[0] == '0' {
			return 0, t
		}
		for _, g := range groups[1:] {
			if len(g) != 3 {
				return 0, t // a time (08.00) or a date (31.12.2026)
			}
		}
	}
	plain := strings.Join(groups, "")
	if comma {
		if strings.Contains(fraction, ",") {
			return 0, t
		}
		plain += "." + fraction
	}
	v, err := strconv.ParseFloat(plain, 64)
	if err != nil || math.IsInf(v, 0) {
		return 0, t
	}
	return v, ""
}

// NumberWord reads a folded Dutch numeral written as one word, from nul to negenhonderdnegenennegentigduizend....
func NumberWord(w string) (float64, bool) {
	switch w {
	case "anderhalf", "anderhalve":
		return 1.5, true
	case "half", "halve":
		return 0, false // half drie is a time, een half jaar a share: the reader of times and shares decides
	}
	if len(w) > 60 {
		return 0, false
	}
	v, ok := numeral(w)
	return float64(v), ok
}

func numeral(w string) (int, bool) {
	if v, ok := small[w]; ok {
		return v, true
	}
	for _, big := range []struct {
		word  string
		value int
	}{{"duizend", 1000}, {"honderd", 100}} {
		i := strings.Index(w, big.word)
		if i < 0 {
			continue
		}
		head, tail := 1, 0
		if i > 0 {
			v, ok := numeral(w[:i])
			if !ok || v == 0 {
				return 0, false
			}
			head = v
		}
		if rest := strings.TrimPrefix(w[i+len(big.word):], "en"); rest != "" {
			v, ok := numeral(rest)
			if !ok || v >= big.value {
				return 0, false
			}
			tail = v
		}
		return head*big.value + tail, true
	}
	// eenentwintig: units, "en", tens
	for i := 3; i+4 <= len(w); i++ {
		if w[i:i+2] != "en" {
			continue
		}
		unit, ok := small[w[:i]]
		ten, ok2 := small[w[i+2:]]
		if ok && ok2 && unit >= 1 && unit <= 9 && ten >= 20 && ten%10 == 0 {
			return ten + unit, true
		}
	}
	return 0, false
}

var small = map[string]int{
	"nul": 0, "een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10, "elf": 11, "twaalf": 12,
	"dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16, "zeventien": 17, "achttien": 18, "negentien": 19, "twintig": 20, "dertig": 30,
	"veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70, "tachtig": 80, "negentig": 90,
}

// Unit returns the name of the unit that a folded word is, as Number has it, or "".
func Unit(word string) string { return units[word] }
