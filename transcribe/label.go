package transcribe

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"wegwijzer/internal/dutch"
)

// notNames are words that stand before a colon in speech and never in a speaker's label.
var notNames = wordSet("ja nee nou oke goed hij zij ze zei zegt zeggen zegde staat stond ik wij we je u er dus maar want en toen die dat dit kijk luister namelijk want vraag antwoord let wel ook nog is was heet vroeg riep schreef dacht bijvoorbeeld")

// roleWord are the roles that people type as labels, often without a capital.
var roleWord = wordSet("medewerker client cliënt tolk naaste beller consulent shn hulpverlener slachtoffer moeder vader partner mw dhr")

// label finds "Naam: tekst" in utterances without speakers. A prefix is a label when it comes back, or looks like a name in a file in which
// most utterances have one; "Hij zei: ..." and "Ja: dat klopt" are speech.
func label(us []Utterance) {
	count := map[string]int{}
	labelled := 0
	for _, u := range us {
		if name, _, ok := prefix(u.Text); ok {
			count[name]++
			labelled++
		}
	}
	most := labelled*2 > len(us)
	names := map[string]bool{}
	for name, n := range count {
		if n >= 2 || most {
			names[name] = true
		}
	}
	// A single name that opens few of many lines is a quotation and no label.
	if len(names) < 2 && labelled*4 < len(us) {
		return
	}
	speaker := ""
	for i := range us {
		if name, rest, ok := prefix(us[i].Text); ok && names[name] {
			us[i].Text, speaker = rest, name
		}
		us[i].Speaker = speaker
	}
}

// prefix splits text at its first colon when what stands before it can be a label.
func prefix(text string) (name, rest string, ok bool) {
	name, rest, ok = strings.Cut(text, ":")
	if !ok || rest != "" && !unicode.IsSpace([]rune(rest[:min(4, len(rest))])[0]) {
		return "", "", false
	}
	name = strings.TrimSpace(name)
	first, _ := utf8.DecodeRuneInString(name)
	words := strings.Fields(name)
	if len(words) == 0 || len(words) > 6 || len(name) > 60 || !unicode.IsUpper(first) && !unicode.IsDigit(first) && first != '+' && first != '[' && !roleWord[dutch.Fold(words[0])] {
		return "", "", false
	}
	for _, w := range words {
		if notNames[dutch.Fold(strings.Trim(w, ".,!?()"))] {
			return "", "", false
		}
	}
	if strings.ContainsAny(name, "?!;") || strings.Contains(name, ", ") && len(words) > 4 {
		return "", "", false
	}
	return strings.Trim(name, "[]"), strings.TrimSpace(rest), true
}

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}
