package dutch

import (
	"slices"
	"strings"
	"unicode"
)

// maxMoment bounds what is read of one message, in tokens: nobody names a moment in more.
const maxMoment = 400

// momentToken is a word in plain Dutch, or a number.
type momentToken struct {
	word       string // "" for a number in digits
	digits     string // 1 to 9 digits
	gap        string // what stood before it: "", " ", or the punctuation without spaces
	typed      string // as typed, folded
	ordinal    bool   // 14e, 27th, veertiende
	english    bool
	shortMonth bool
}

// momentTokens splits a message into words and numbers.
func momentTokens(message string) []momentToken {
	var raw []momentToken
	gap := strings.Builder{}
	folded := []rune(Fold(message))
	for i := 0; i < len(folded) && len(raw) < maxMoment; {
		c := folded[i]
		start := i
		switch {
		case unicode.IsDigit(c):
			var b strings.Builder
			for i < len(folded) && unicode.IsDigit(folded[i]) {
				b.WriteByte(byte('0' + digitValue(folded[i])))
				i++
			}
			if b.Len() <= 9 {
				raw = append(raw, momentToken{digits: b.String(), typed: b.String(), gap: squeeze(gap.String())})
			}
			gap.Reset()
		case unicode.IsLetter(c):
			var b strings.Builder
			for i < len(folded) && (unicode.IsLetter(folded[i]) || folded[i] == '\'' && i+1 < len(folded) && unicode.IsLetter(folded[i+1]) && i > start) {
				if folded[i] != '\'' {
					b.WriteRune(folded[i])
				}
				i++
			}
			raw = append(raw, momentToken{word: b.String(), typed: b.String(), gap: squeeze(gap.String())})
			gap.Reset()
		default:
			gap.WriteRune(c)
			i++
		}
	}
	return plainTokens(joinPhrases(raw))
}

// digitValue is the value of a decimal digit in any script: those of a script stand together, from nought to nine.
func digitValue(c rune) int {
	if c >= '0' && c <= '9' {
		return int(c - '0')
	}
	for _, t := range unicode.Digit.R16 {
		if c >= rune(t.Lo) && c <= rune(t.Hi) {
			return int(c-rune(t.Lo)) % 10
		}
	}
	for _, t := range unicode.Digit.R32 {
		if c >= rune(t.Lo) && c <= rune(t.Hi) {
			return int(c-rune(t.Lo)) % 10
		}
	}
	return 0
}

// squeeze leaves of what stands between two words a space, or the sign that matters.
func squeeze(gap string) string {
	bare := strings.TrimSpace(gap)
	if bare == "'" || bare == "’" {
		return " "
	}
	if bare == "" {
		if gap == "" {
			return ""
		}
		return " "
	}
	return bare
}

// joinPhrases replaces groups of words that mean one thing.
func joinPhrases(raw []momentToken) []momentToken {
	var out []momentToken
	for i := 0; i < len(raw); {
		best := momentPhrase{}
		for _, p := range moments().phrases[raw[i].typed] {
			if len(p.from) > len(best.from) && i+len(p.from) <= len(raw) && slices.EqualFunc(p.from, raw[i:i+len(p.from)], func(w string, t momentToken) bool { return w == t.typed }) {
				best = p
			}
		}
		if best.from == nil {
			out = append(out, raw[i])
			i++
			continue
		}
		for n, w := range best.to {
			t := momentToken{word: w, typed: w, gap: " ", english: englishWords[raw[i].typed]}
			if n == 0 {
				t.gap = raw[i].gap
			}
			if w[0] >= '0' && w[0] <= '9' {
				t.word, t.digits = "", w
			}
			out = append(out, t)
		}
		i += len(best.from)
	}
	return out
}

// plainTokens gives every word its plain Dutch one, and joins an ordinal's ending to its number.
func plainTokens(raw []momentToken) []momentToken {
	lexicon := moments()
	var out []momentToken
	for i, t := range raw {
		if t.digits != "" {
			out = append(out, t)
			continue
		}
		if n := len(out); n > 0 && t.word == "en" && t.gap == "" && len(out[n-1].digits) > 0 && len(out[n-1].digits) <= 2 { // na 3en
			t.word, t.gap = "uur", " "
			out = append(out, t)
			continue
		}
		if n := len(out); n > 0 && out[n-1].digits != "" && !out[n-1].ordinal && len(out[n-1].digits) <= 2 {
			switch t.word {
			case "e", "de", "ste", "th", "st", "nd", "rd", "er", "en":
				if t.gap == "" || t.gap == " " && (t.word == "e" || t.word == "ste" || t.word == "de" && (i+1 == len(raw) || monthNames[raw[i+1].word] == 0 && raw[i+1].gap != " " || i+1 < len(raw) && monthNames[raw[i+1].word] > 0)) {
					out[n-1].ordinal = true
					continue
				}
			}
		}
		if _, ok := ordinalWords[t.word]; ok {
			t.ordinal = true
			out = append(out, t)
			continue
		}
		words := lexicon.word(t.word)
		if monFrench(raw, i) {
			words = nil
		}
		if w := betweenWord(out, t.word); w != "" {
			words = []string{w}
		}
		if words == nil {
			out = append(out, t)
			continue
		}
		for n, w := range words {
			x := momentToken{word: w, typed: t.typed, gap: " ", english: englishWords[t.typed], shortMonth: monthNames[w] > 0 && len(t.typed) <= 3 && w != "mei"}
			if n == 0 {
				x.gap = t.gap
			}
			if w[0] >= '0' && w[0] <= '9' {
				x.word, x.digits = "", w
			}
			out = append(out, x)
		}
	}
	return out
}

var englishWords = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("monday tuesday wednesday thursday friday saturday sunday tomorrow today next week first half quarter mon tue wed thu fri") {
		m[w] = true
	}
	return m
}()
