package indexer

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// vocabulary is the words of a document, to tell a hyphen that a word has from one that a line break added.
type vocabulary map[string]bool

// newVocabulary collects the words that stand whole on a line.
func newVocabulary(lines []line) vocabulary {
	v := make(vocabulary)
	for _, l := range lines {
		fields := strings.FieldsFunc(l.text, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' })
		for _, f := range fields {
			if f = strings.Trim(f, "-"); f != "" {
				v[strings.ToLower(f)] = true
			}
		}
	}
	return v
}

// join puts two lines together. Of "slacht-" and "offers" it makes "slachtoffers"; of "Noord-" and "Holland" it keeps
// the hyphen; of "in-" and "en uitstroom" it keeps hyphen and space.
func (v vocabulary) join(a, b string) string {
	if strings.HasSuffix(a, "/") && broken.MatchString(a) {
		return a + b
	}
	if !hyphenated(a) {
		return a + " " + b
	}
	before := lastWord(a[:len(a)-1])
	after := firstWord(b)
	first, _ := utf8.DecodeRuneInString(b)
	switch after {
	case "en", "of", "en/of", "tot", "noch", "maar", "dan", "als", "and", "or":
		return a + " " + b
	}
	if !unicode.IsLetter(first) {
		return a + b
	}
	whole := strings.ToLower(before + after)
	switch {
	case unicode.IsUpper(first) && !upper(before):
		return a + b
	case v[strings.ToLower(before+"-"+after)] && !v[whole]:
		return a + b
	case v[whole]:
		return a[:len(a)-1] + b
	case utf8.RuneCountInString(before) == 1, keepsHyphen[strings.ToLower(before)]:
		return a + b
	}
	if r, ok := diaeresis(before, first); ok {
		return a[:len(a)-1] + string(r) + b[utf8.RuneLen(first):]
	}
	if clash(before, first) {
		return a + b
	}
	return a[:len(a)-1] + b
}

// keepsHyphen are the first parts that Dutch writes with a hyphen.
var keepsHyphen = set("ex niet non oud anti adjunct aspirant assistent bijna chef collega interim kandidaat leerling oer semi substituut vice sint st wo tv cd pc ggd ggz om ic wmo shn")

// diaeresis gives back the dots that Dutch spelling drops where a line is broken: be-invloeden is beïnvloeden.
func diaeresis(before string, first rune) (rune, bool) {
	low := strings.ToLower(before)
	if !strings.HasSuffix(low, "ge") && low != "be" && low != "herbe" {
		return 0, false
	}
	r, ok := map[rune]rune{'e': 'ë', 'i': 'ï', 'u': 'ü'}[first]
	return r, ok
}

// clash reports whether two vowels would be read as one without the hyphen between them.
func clash(before string, first rune) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.ToLower(before))
	switch string(last) + string(unicode.ToLower(first)) {
	case "aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "ii", "ij", "oe", "oi", "oo", "ou", "ui", "uu":
		return true
	}
	return false
}

func upper(s string) bool {
	return s == strings.ToUpper(s)
}

// maxWord bounds what is looked at as one word; the longest that Dutch forms in earnest are shorter.
const maxWord = 80

func lastWord(s string) string {
	if len(s) > maxWord {
		s = strings.ToValidUTF8(s[len(s)-maxWord:], "")
	}
	i := strings.LastIndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if i < 0 {
		return s
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	return s[i+n:]
}

func firstWord(s string) string {
	if len(s) > maxWord {
		s = strings.ToValidUTF8(s[:maxWord], "")
	}
	i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '/' })
	if i < 0 {
		return s
	}
	return s[:i]
}
