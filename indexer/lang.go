package indexer

import (
	"strings"
	"unicode"
)

// functionWords are the short words that carry no subject and give a language away. A word that two of these
// languages share is listed under both and then decides nothing.
var functionWords = map[string]string{
	"nl":  "de het een en van ik je niet dat die is in op te zijn met voor aan ook er maar om bij of uit als dan naar wat hoe wie heeft hebben wordt worden kan kunnen moet jij u uw jouw wij zij deze dit geen meer door over nog zich hun ons onze was werd omdat wanneer waar",
	"en":  "the a an and of to in is you that it he was for on are with as his they be at one have this from or had by not but what all were we when your can said there use each which she do how their if will up other about out many then them these so some her would make like him into has more could",
	"de":  "der die das und ist nicht ich du sie es ein eine zu mit von auf für dem den des im wird werden auch aus bei nach wie oder wenn sich haben sind kann können ihr ihre wir uns einen einem zum zur über noch nur aber",
	"fr":  "le la les de des du un une et est pas vous nous je il elle que qui dans pour sur avec au aux ce cette ces sont être avoir ou mais plus par votre vos notre son sa ses leur peut comme si",
	"es":  "el la los las de del un una y es no que en por para con se su sus lo al como más pero o si está son ser usted puede este esta nos muy también",
	"pl":  "i w na z do nie się że to jest jak o po za od przez dla są może być czy ale co przy lub oraz ten ta te tego jego jej ich już tylko który która które możesz",
	"tr":  "ve bir bu da de için ile ne olarak çok daha var mı mi olan gibi kadar en veya ama sonra her ya değil siz sen ben biz onun ise",
	"pap": "di ta pa ku i un e na nos bo mi no por den su nan esaki esei tin ke komo pero si of ora hende bira mester riba",
}

// lexicon turns the lists round: word to the languages that use it.
var lexicon = func() map[string][]string {
	m := make(map[string][]string)
	for lang, list := range functionWords {
		for w := range strings.FieldsSeq(list) {
			m[w] = append(m[w], lang)
		}
	}
	return m
}()

// langSample is how much of a text is looked at; more does not change the outcome.
const langSample = 20_000

// detectLang guesses the language of a text and says whether the guess is good enough to overrule what a page
// claims about itself. It returns "" when there is too little to go by.
func detectLang(s string) (lang string, certain bool) {
	if len(s) > langSample {
		s = strings.ToValidUTF8(s[:langSample], "")
	}
	if lang := byScript(s); lang != "" {
		return lang, true
	}
	scores := make(map[string]float64)
	total := 0
	for w := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
		total++
		for _, l := range lexicon[w] {
			scores[l] += 1 / float64(len(lexicon[w]))
		}
	}
	best, second := "", ""
	for l, n := range scores {
		switch {
		case best == "" || n > scores[best] || (n == scores[best] && l < best):
			best, second = l, best
		case second == "" || n > scores[second]:
			second = l
		}
	}
	if best == "" || scores[best] < 2 {
		return "", false
	}
	share := scores[best] / float64(total)
	return best, total >= 20 && share > .15 && scores[best] > 2*scores[second]
}

// byScript recognises the languages that have letters of their own.
func byScript(s string) string {
	var arabic, cyrillic, russian, latin int
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Arabic, r):
			arabic++
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic++
			if strings.ContainsRune("ыэёъЫЭЁЪ", r) {
				russian++
			}
		case unicode.Is(unicode.Latin, r):
			latin++
		}
	}
	switch {
	case arabic > latin && arabic > 10:
		return "ar"
	case cyrillic > latin && cyrillic > 10 && russian*200 > cyrillic: // letters that Ukrainian does not have
		return "ru"
	case cyrillic > latin && cyrillic > 10:
		return "uk"
	}
	return ""
}

// language settles what a page is written in, as the first part of a BCP 47 tag: what the page says, unless its text
// clearly says otherwise. Templates are often in Dutch while the text that an editor put in them is not.
func language(stated, text string) string {
	stated = strings.ToLower(strings.ReplaceAll(strings.TrimSpace(stated), "_", "-"))
	guess, certain := detectLang(text)
	primary, _, _ := strings.Cut(stated, "-")
	switch {
	case len(primary) < 2 || len(primary) > 3 || strings.Trim(primary, "abcdefghijklmnopqrstuvwxyz") != "":
		if guess == "" {
			return "nl"
		}
		return guess
	case certain && guess != primary:
		return guess
	}
	return primary
}
