package route

import (
	"strings"
	"sync"
	"unicode"

	"wegwijzer/internal/dutch"
)

// Languages are those the service answers in, Dutch first.
var languages = []string{"nl", "en", "ar", "tr", "pl", "uk", "fr", "pap"}

// Languages returns the codes of the languages the service answers in, Dutch first: ISO 639-1, and pap for Papiamentu.
func Languages() []string { return append([]string{}, languages...) }

// LanguageOf returns the language of a text as one of Languages, Dutch when that cannot be told, and whether it is plain from the text. Arabic and Cyrillic are told by their
// letters (Russian is read as Ukrainian: who writes it here most often understands both); the others by their commonest words and their own letters.
func LanguageOf(text string) (lang string, sure bool) {
	arabic, cyrillic, latin := 0, 0, 0
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Arabic, r):
			arabic++
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic++
		case unicode.Is(unicode.Latin, r):
			latin++
		}
	}
	switch {
	case arabic > 0 && arabic >= latin:
		return "ar", true
	case cyrillic > 0 && cyrillic >= latin:
		return "uk", true
	}
	words, letters := commonWords(), map[string]float64{}
	for _, r := range strings.ToLower(text) {
		for lang, own := range ownLetters {
			if strings.ContainsRune(own, r) {
				letters[lang] += letterWeight
			}
		}
	}
	score := map[string]float64{}
	for _, t := range dutch.Tokens(text) {
		for lang, w := range words[t.Text] {
			score[lang] += w
		}
	}
	best, most, second := "nl", score["nl"]+dutchAdvantage, 0.0
	for _, lang := range languages[1:] {
		switch s := score[lang] + min(letters[lang], 2*letterWeight); {
		case s > most:
			best, most, second = lang, s, most
		case s > second:
			second = s
		}
	}
	return best, most-second >= plain
}

// A letter that only one language writes says as much as a common word; and a text that could be Dutch or another language is Dutch.
const (
	letterWeight   = 1
	dutchAdvantage = 0.3
	plain          = 0.9 // what the best language must be ahead
)

// ownLetters are written in one of our languages only. The é and ë of Dutch say nothing.
var ownLetters = map[string]string{"tr": "ığş", "pl": "łąężźśćń", "fr": "çàùœ", "pap": "ñò"}

// commonWords returns, per word, in which languages it is common; a word of more languages counts less for each.
var commonWords = sync.OnceValue(func() map[string]map[string]float64 {
	lines, err := readLines("words.tsv")
	if err != nil {
		panic("route: reading the common words: " + err.Error())
	}
	all := map[string]map[string]float64{}
	for _, fields := range lines {
		for _, word := range strings.Fields(fields[1]) {
			word = dutch.Fold(word)
			if all[word] == nil {
				all[word] = map[string]float64{}
			}
			all[word][fields[0]] = 1
		}
	}
	for _, langs := range all {
		n := float64(len(langs))
		for lang := range langs {
			langs[lang] = 1 / (n * n)
		}
	}
	return all
})
