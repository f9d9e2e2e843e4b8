package route

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"wegwijzer/internal/dutch"
)

// Languages are those the service answers in, Dutch first.
var languages = []string{"nl", "en", "ar", "tr", "pl", "uk", "fr", "pap"}

// Languages returns the codes of the languages the service answers in, Dutch first: ISO 639-1, and pap for Papiamentu.
func Languages() []string { return append([]string{}, languages...) }

// foreign is what the service answers in to whoever writes a language that it does not speak: most people read some English.
const foreign = "en"

// Tongue is the language of a message.
type Tongue struct {
	Lang    string // that the service answers in, one of Languages
	Clear   bool   // the message can hardly be in another; else what was spoken or chosen before says more
	Told    bool   // something in the message points to it; else it is Dutch because nothing points elsewhere
	Foreign bool   // it is written in a language that the service does not speak
}

// How probable a language must be to be answered in, and to be clear. A Dutch message that is taken for another is the worse mistake: most are
// Dutch. Chosen on messages that were not learnt from (testdata/README.md).
const (
	likely  = 0.55
	plainly = 0.93
)

// TongueOf tells the language of a message. Arabic and Cyrillic are told by their letters (Russian is read as Ukrainian: who writes it here most
// often understands both), what is written in Latin letters by its words and runs of letters.
func TongueOf(text string) Tongue {
	arabic, cyrillic, latin, other := 0, 0, 0, 0
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Latin, r):
			latin++
		case unicode.Is(unicode.Arabic, r):
			arabic++
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic++
		case unicode.IsLetter(r):
			other++
		}
	}
	switch most := max(arabic, cyrillic, other); {
	case most == 0 || most*foreignLetters < latin:
		return latinTongue(text)
	case most == arabic:
		return Tongue{Lang: "ar", Clear: true, Told: true}
	case most == cyrillic:
		return Tongue{Lang: "uk", Clear: true, Told: true}
	}
	return Tongue{Lang: foreign, Clear: true, Told: true, Foreign: true}
}

// foreignLetters is how many Latin letters one of another alphabet outweighs: who writes those names Slachtofferhulp and its forms in Dutch.
const foreignLetters = 2

// latinTongue tells the language of a message in Latin letters.
func latinTongue(text string) Tongue {
	plain, accented := signs(text)
	if len(plain) == 0 {
		return Tongue{Lang: "nl"}
	}
	t := learnedTongue.Get()
	p := t.probabilities(plain, accented)
	best := 0
	for at, x := range p {
		if x > p[best] {
			best = at
		}
	}
	sure := p[best] >= plainly && len(plain) > 1 // one word is too little to change the language of a talk
	switch {
	case p[best] < likely || best > 0 && !t.vouched(plain, best):
		return Tongue{Lang: "nl"}
	case best == len(languages):
		return Tongue{Lang: foreign, Clear: sure, Told: true, Foreign: true}
	}
	return Tongue{Lang: languages[best], Clear: sure, Told: true}
}

// vouched reports whether more than their letters speaks for the language of a few words: one that was seen before in it. A name is in no language, and
// a word alone that Dutch has too is Dutch.
func (t *tongue) vouched(words []string, lang int) bool {
	if len(words) == 1 && t.knows(words[0], 0) {
		return false
	}
	return len(words) > mostOfName || slices.ContainsFunc(words, func(w string) bool { return t.knows(w, lang) })
}

// mostOfName is how many words may be a name.
const mostOfName = 3

// signs returns the words of a text in Latin letters as they are looked at: in lower case, and without accents, which are often left out. What says
// nothing of the language of who writes is passed over unless nothing else is there: the words of another that are quoted, borrowed words, and names,
// which are all that has a capital inside a sentence.
func signs(text string) (plain, accented []string) {
	if own := quoted.ReplaceAllString(text, " "); len(wordOfLetters.FindAllString(own, 2)) == 2 {
		text = own
	}
	words := wordOfLetters.FindAllStringIndex(text, -1)
	small := slices.ContainsFunc(words, func(at []int) bool { return at[1]-at[0] > 1 && !capital(text[at[0]:at[1]]) })
	end, lent := 0, 0
	for _, at := range words {
		w, between := text[at[0]:at[1]], text[end:at[0]]
		if end > 0 && small && capital(w) && len(w) > 1 && !strings.ContainsAny(between, ".!?:\n") {
			continue
		}
		end = at[1]
		w = strings.ToLower(w)
		bare := dutch.Fold(w)
		if borrowed()[bare] {
			lent++
		}
		plain, accented = append(plain, bare), append(accented, w)
	}
	if lent == 0 || lent == len(plain) {
		return plain, accented
	}
	n := 0
	for i, w := range plain {
		if !borrowed()[w] {
			plain[n], accented[n] = w, accented[i]
			n++
		}
	}
	return plain[:n], accented[:n]
}

var (
	wordOfLetters = regexp.MustCompile(`[\pN\pM]*\pL[\pL\pN\pM]*`) // Arabic in Latin letters is written with figures
	quoted        = regexp.MustCompile(`"[^"]*"|“[^”]*”|„[^”“]*[”“]|«[^»]*»`)
)

// capital reports whether a word begins with a capital.
func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// borrowed are words that are used in every language.
var borrowed = sync.OnceValue(func() map[string]bool {
	lines, err := readLines("borrowed.tsv")
	if err != nil {
		panic("route: reading the borrowed words: " + err.Error())
	}
	all := map[string]bool{}
	for _, fields := range lines {
		for _, word := range strings.Fields(fields[0]) {
			all[word] = true
		}
	}
	return all
})

// ofOtherAlphabet reports whether a letter is not Latin.
func ofOtherAlphabet(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) }
