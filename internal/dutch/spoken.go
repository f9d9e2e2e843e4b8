package dutch

import "strings"

// Spoken is a quantity as people say it, over as many words as it takes.
type Spoken struct {
	Value      float64
	Start, End int  // byte offsets
	First      int  // its first token
	Next       int  // the token after it
	Digits     bool // written in digits
	Cents      bool // read as whole and cents: "zesentachtig vijftig"
}

// SpokenAt reads the quantity that begins at token i of text: digits, number words written together or apart ("vijf duizend vier honderd",
// "vierentwintighonderd vijftig", "drie en twintig"), halves ("anderhalf duizend", "twee en een half") and "komma". It reports false when none
// begins there. "een" is a number with its accents, before a multiplier and before a unit of money; elsewhere it is the article.
func SpokenAt(text string, tokens []Token, i int) (Spoken, bool) {
	s := speech{text, tokens}
	value, next, ok := s.group(i)
	if !ok {
		return Spoken{}, false
	}
	digits := tokens[i].Text[0] >= '0' && tokens[i].Text[0] <= '9'
	for {
		j := next
		if s.word(j) == "en" && s.close(j) && s.close(j+1) && value >= 100 && integral(value/100) {
			j++
		}
		if !s.close(j) {
			break
		}
		more, after, ok := s.group(j)
		if !ok || !integral(value) || !integral(more) || more <= 0 {
			break
		}
		limit := 0.0
		switch {
		case value >= 1e6 && integral(value/1e6):
			limit = 1e6
		case value >= 1000 && integral(value/1000):
			limit = 1000
		case value >= 100 && integral(value/100):
			limit = 100
		}
		if more >= limit || tokens[j].Text[0] <= '9' && !digits {
			break
		}
		value, next = value+more, after
	}
	out := Spoken{Value: value, Start: tokens[i].Start, End: tokens[next-1].End, First: i, Next: next, Digits: digits}
	return out, true
}

// CentsAfter reads a number of two figures that follows s as its cents: "zesentachtig vijftig", "twaalf en vijfentwintig". Only the reader of
// amounts knows that it is one.
func CentsAfter(text string, tokens []Token, s Spoken) (Spoken, bool) {
	sp := speech{text, tokens}
	if s.Cents || !integral(s.Value) || !sp.close(s.Next) || integral(s.Value/100) && s.Value > 0 {
		return s, false
	}
	value, next, ok := sp.group(s.Next)
	if !ok || value < 5 || value > 99 || !integral(value) {
		return s, false
	}
	s.Value += value / 100
	s.Next, s.End, s.Cents = next, tokens[next-1].End, true
	return s, true
}

type speech struct {
	text   string
	tokens []Token
}

func (s speech) word(i int) string {
	if i < 0 || i >= len(s.tokens) {
		return ""
	}
	return s.tokens[i].Text
}

// close reports whether nothing but a space or a hyphen stands before token i.
func (s speech) close(i int) bool {
	if i <= 0 || i >= len(s.tokens) {
		return false
	}
	return strings.Trim(s.text[s.tokens[i-1].End:s.tokens[i].Start], " -\u00a0") == ""
}

var spokenMultiplier = map[string]float64{"honderd": 100, "duizend": 1e3, "mille": 1e3, "k": 1e3, "ton": 1e5, "miljoen": 1e6, "miljard": 1e9}

// group reads one number word or number in digits, with the multipliers behind it.
func (s speech) group(i int) (value float64, next int, ok bool) {
	w := s.word(i)
	if w == "" {
		return 0, 0, false
	}
	following, near := s.word(i+1), s.close(i+1)
	switch {
	case w[0] >= '0' && w[0] <= '9':
		if v, found := strings.CutSuffix(w, "k"); found {
			if f, code := digits(v); code == "" {
				return f * 1000, i + 1, true
			}
			return 0, 0, false
		}
		v, code := digits(w)
		if code != "" {
			return 0, 0, false
		}
		value = v
	case w == "een":
		if !accented(s.text[s.tokens[i].Start:s.tokens[i].End]) && !(near && (spokenMultiplier[following] > 0 && following != "k" || following == "euro" || following == "komma")) {
			if !(near && following == "en" && tens(s.word(i+2))) {
				return 0, 0, false
			}
		}
		value = 1
	case w == "half" || w == "halve":
		if !near || following != "ton" && following != "miljoen" && following != "duizend" {
			return 0, 0, false
		}
		value = 0.5
	default:
		v, found := NumberWord(w)
		if !found {
			v, found = halves(w)
		}
		if !found {
			return 0, 0, false
		}
		value = v
	}
	next = i + 1
	if s.word(next) == "en" && s.close(next) && s.close(next+1) {
		switch {
		case s.word(next+1) == "een" && (s.word(next+2) == "half" || s.word(next+2) == "halve") && s.close(next+2) && value < 100 && integral(value):
			value, next = value+0.5, next+3
		case value >= 1 && value <= 9 && integral(value) && tens(s.word(next+1)) && w[0] > '9':
			t, _ := NumberWord(s.word(next + 1))
			value, next = value+t, next+2
		}
	}
	if s.word(next) == "komma" && s.close(next) && s.close(next+1) && integral(value) {
		if d, ok := NumberWord(s.word(next + 1)); ok && d < 100 && integral(d) {
			value, next = value+d/decimals(d), next+2
		}
	}
	for s.close(next) {
		f, found := spokenMultiplier[s.word(next)]
		if !found || value == 0 || f == 100 && value >= 100 || value >= f && f >= 1000 {
			break
		}
		value, next = value*f, next+1
	}
	return value, next, true
}

// halves reads "tweeenhalf" and "zesenhalfduizend".
func halves(w string) (float64, bool) {
	if !strings.Contains(w, "half") && !strings.Contains(w, "halve") {
		return 0, false
	}
	times := 1.0
	for big, f := range map[string]float64{"duizend": 1e3, "honderd": 100, "miljoen": 1e6, "ton": 1e5} {
		if head, ok := strings.CutSuffix(w, big); ok {
			w, times = head, f
			break
		}
	}
	if w == "anderhalf" || w == "anderhalve" {
		return 1.5 * times, true
	}
	for _, end := range [...]string{"eneenhalf", "eneenhalve", "enhalf", "enhalve"} {
		if head, ok := strings.CutSuffix(w, end); ok {
			if h, ok := NumberWord(head); ok && h < 100 {
				return (h + 0.5) * times, true
			}
		}
	}
	return 0, false
}

func decimals(d float64) float64 {
	if d >= 10 {
		return 100
	}
	return 10
}

func tens(w string) bool {
	v, ok := small[w]
	return ok && v >= 20 && v%10 == 0
}

func integral(v float64) bool { return v == float64(int64(v)) && v < 1e15 }

// Ordinal reads a folded ordinal, in a word ("tweeentwintigste") or in digits ("22e", "1ste", "2de").
func Ordinal(w string) (int, bool) {
	for _, end := range [...]string{"ste", "de", "e"} {
		if head, ok := strings.CutSuffix(w, end); ok && head != "" && head[0] >= '0' && head[0] <= '9' {
			if v, code := digits(head); code == "" && v > 0 && v < 1000 && integral(v) {
				return int(v), true
			}
			return 0, false
		}
	}
	switch w {
	case "eerste":
		return 1, true
	case "derde":
		return 3, true
	case "achtste":
		return 8, true
	}
	for _, end := range [...]string{"ste", "de"} {
		if head, ok := strings.CutSuffix(w, end); ok {
			if v, ok := NumberWord(head); ok && integral(v) && v > 1 && v < 1000 {
				return int(v), true
			}
		}
	}
	return 0, false
}
