package dutch

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Reading is how easily a text reads.
type Reading struct {
	Words, Sentences, Syllables int
	Mean                        float64 // words a sentence
	Longest                     int     // words in the longest sentence
	Douma                       float64 // 206.835 - 0.93 words a sentence - 77 syllables a word; 60-70 is normal, above 80 easy
}

// Easy reports whether a text reads as our own words must: by the measure of Flesch and Douma at least 65, on average at most 12 words in a
// sentence and none over 20. A text without words is easy.
func (r Reading) Easy() bool {
	return r.Words == 0 || r.Douma >= EasyDouma && r.Mean <= EasyMean && r.Longest <= EasyLongest
}

// What our own words must keep to: the content guide's suggestion for answers, a little easier than what Douma called normal.
const (
	EasyDouma   = 65
	EasyMean    = 12
	EasyLongest = 20
)

// Readability measures text by the formula of Flesch as fitted to Dutch by W.H. Douma (De leesbaarheid van landbouwbladen, Wageningen 1960).
// It is a help and not an instrument: short sentences can be unclear too. Amounts count as the words they are read as; a telephone number, a
// time or an article number is looked at more than read, and counts as one short word.
func Readability(text string) Reading {
	var r Reading
	for _, s := range Sentences(text) {
		n := 0
		for _, t := range Tokens(text[s.Start:s.End]) {
			n++
			r.Syllables += spoken(text[s.Start+t.Start:s.Start+t.End], t.Text)
		}
		if n == 0 {
			continue
		}
		r.Sentences++
		r.Words += n
		r.Longest = max(r.Longest, n)
	}
	if r.Words == 0 {
		return r
	}
	r.Mean = float64(r.Words) / float64(r.Sentences)
	r.Douma = 206.835 - 0.93*r.Mean - 77*float64(r.Syllables)/float64(r.Words)
	return r
}

// spoken counts the syllables of a token as it is read aloud.
func spoken(written, folded string) int {
	if digitsFirst(folded) {
		value, code := digits(folded)
		if code != "" {
			return 1
		}
		if len(folded) == 4 && value >= 1900 && value < 2100 {
			return 2 // a year in a date is looked at
		}
		return numberSyllables(int(min(value, 1e12)))
	}
	if n, ok := readOut[folded]; ok {
		return n
	}
	if strings.ContainsAny(folded, "@/") {
		return 2 // an address is looked at
	}
	if letters := utf8.RuneCountInString(written); letters >= 2 && letters <= 5 && strings.IndexFunc(written, func(r rune) bool { return !unicode.IsUpper(r) }) < 0 {
		return letters // OM, CJIB, PTSS: letter by letter
	}
	return Syllables(written)
}

// readOut gives the syllables of abbreviations that are read as the words they stand for.
var readOut = map[string]int{
	"bijv": 3, "bv": 3, "bijvb": 3, "enz": 3, "etc": 4, "art": 3, "nr": 2, "nrs": 3, "tel": 3, "blz": 3, "dhr": 2, "mevr": 2, "mw": 2, "drs": 4, "mr": 2, "dr": 2,
	"m.b.t": 5, "i.v.m": 5, "t.a.v": 5, "d.w.z": 4, "o.a": 4, "m.a.w": 5, "t/m": 4, "e.d": 4, "ca": 3, "incl": 4, "excl": 4, "max": 3, "min": 3, "jl": 4, "sr": 4, "sv": 5,
}

// Syllables counts the syllables of one word, at least one. It reads the vowels in the groups that Dutch has, with their diaereses, and knows
// the endings and loans that break the rule.
func Syllables(word string) int {
	if strings.Contains(word, "-") {
		n := 0
		for part := range strings.SplitSeq(word, "-") {
			if part != "" {
				n += Syllables(part)
			}
		}
		return max(n, 1)
	}
	w := strings.ToLower(word)
	if n, ok := loans[w]; ok {
		return n
	}
	for stem, n := range loanStems {
		if rest, ok := strings.CutPrefix(w, stem); ok {
			return n + Syllables(rest) - noVowel(rest)
		}
	}
	w = asRead.Replace(w)
	r := []rune(w)
	n := 0
	for i := 0; i < len(r); {
		if !vowel(r, i) {
			i++
			continue
		}
		n++
		i += nucleus(r[i:])
	}
	return max(n, 1)
}

// asRead writes vowels that do not belong to one syllable apart, and leaves out letters that look like vowels.
var asRead = strings.NewReplacer("ĳ", "ij", "eum", "e·um", "tion", "t·on", "qu", "q", "é", "·é", "è", "·è")

// noVowel is 1 for a rest of a word that has no vowel and so adds no syllable.
func noVowel(rest string) int {
	if strings.ContainsAny(rest, "aeiouyëïöüäéè") {
		return 0
	}
	return 1
}

// vowel reports whether the letter at i is one; y is no vowel before another one.
func vowel(r []rune, i int) bool {
	if r[i] == 'y' {
		return i+1 >= len(r) || !strings.ContainsRune("aeiou", r[i+1])
	}
	return strings.ContainsRune("aeiouáàâäëêéèíìîïóòôöúùûü", r[i])
}

// nucleus returns how many letters the vowels at the begin of r take together in one syllable. A diaeresis begins a syllable.
func nucleus(r []rune) int {
	for _, n := range []int{3, 2} {
		if len(r) >= n && together[string(r[:n])] {
			return n
		}
	}
	return 1
}

var together = set("aai ooi oei eeu ieu eau aa ee oo uu ie oe eu ui ei ij au ou ai oi ay oy ey ïe éé ée")

// loans are words that are not read as they are written; loanStems are the begins of such words.
var (
	loans = map[string]int{
		"site": 1, "sites": 1, "website": 2, "websites": 2, "online": 2, "offline": 2, "update": 2, "updates": 2, "team": 1, "teams": 1, "deal": 1, "date": 1, "dates": 1, "game": 1, "games": 1,
		"software": 2, "ransomware": 3, "malware": 2, "mail": 1, "live": 1, "account": 2, "accounts": 2, "apps": 1, "app": 1, "chat": 1, "hate": 1, "home": 1, "phishing": 2, "pleite": 2,
		"deadline": 2, "helpline": 2, "timeline": 2, "trial": 2, "whatsapp": 2, "revue": 2, "leave": 1,
		"beantwoorden": 4, "geuit": 2, "reiniging": 3, "geijkt": 2, "bureau": 2, "niveau": 2, "cadeau": 2, "plateau": 2, "museum": 3,
	}
	loanStems = map[string]int{"slachtofferhulp": 4, "cybercrime": 3, "website": 2}
)

// numberSyllables counts the syllables of a whole number as it is said.
func numberSyllables(n int) int {
	switch {
	case n < 0:
		return 1
	case n < 20:
		return unitSyllables[n]
	case n < 100:
		ten := tenSyllables[n/10]
		if n%10 == 0 {
			return ten
		}
		return unitSyllables[n%10] + 1 + ten // een-en-twintig
	case n < 1000:
		s := 2
		if n/100 > 1 {
			s += unitSyllables[n/100]
		}
		if n%100 > 0 {
			s += numberSyllables(n % 100)
		}
		return s
	case n < 1_000_000:
		s := 2
		if n/1000 > 1 {
			s += numberSyllables(n / 1000)
		}
		if n%1000 > 0 {
			s += numberSyllables(n % 1000)
		}
		return s
	case n < 1_000_000_000:
		s := numberSyllables(n/1_000_000) + 2
		if n%1_000_000 > 0 {
			s += numberSyllables(n % 1_000_000)
		}
		return s
	}
	return numberSyllables(n/1_000_000_000) + 2
}

var (
	unitSyllables = [20]int{1, 1, 1, 1, 1, 1, 1, 2, 1, 2, 1, 1, 1, 2, 2, 2, 2, 3, 2, 3}
	tenSyllables  = [10]int{0, 0, 2, 2, 2, 2, 2, 3, 2, 3}
)
