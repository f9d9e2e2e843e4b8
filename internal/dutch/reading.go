package dutch

import (
	"strings"
	"unicode"
)

// Reading is how easily a text reads.
type Reading struct {
	Words, Sentences, Syllables int
	Longest                     int     // words in the longest sentence
	Douma                       float64 // 206.835 - 0.93 words a sentence - 77 syllables a word; 60-70 is normal, above 80 easy
}

// Read measures text by the formula of Flesch as fitted to Dutch by W.H. Douma (De leesbaarheid van landbouwbladen, Wageningen 1960).
// It is a help and not an instrument: short sentences can be unclear too.
func Read(text string) Reading {
	var r Reading
	for _, s := range Sentences(text) {
		n := 0
		for _, t := range Tokens(text[s.Start:s.End]) {
			if strings.IndexFunc(t.Text, unicode.IsLetter) < 0 {
				continue
			}
			n++
			r.Syllables += Syllables(t.Text)
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
	r.Douma = 206.835 - 0.93*float64(r.Words)/float64(r.Sentences) - 77*float64(r.Syllables)/float64(r.Words)
	return r
}

// Syllables counts the syllables of a folded word by its vowel groups; at least one.
func Syllables(word string) int {
	word = strings.NewReplacer("eau", "o", "ieuw", "iew", "ooi", "oo", "aai", "aa", "oei", "oe", "eeuw", "eew").Replace(word)
	n := 0
	for i := 0; i < len(word); {
		if !strings.ContainsRune("aeiouy", rune(word[i])) {
			i++
			continue
		}
		n++
		if i+1 < len(word) && diphthong[word[i:i+2]] {
			i++
		}
		i++
	}
	return max(n, 1)
}

var diphthong = set("aa ee oo uu ie oe eu ui ei ij au ou ea ai oi ay oy ey")
