package injection

import (
	"strings"

	"wegwijzer/internal/dutch"
)

// suspects are how words begin without which nothing can be planted, in folded letters and by their first one: what a machine is called (strong and
// weak hold all of it), what is ordered of it, and what it is ordered about.
var suspects = func() map[byte][]string {
	by := map[byte][]string{}
	for _, s := range strings.Fields(`
		ai a.i llm gpt chatgpt copilot gemini claude mistral llama taalmodel language_model model assistent assistant systeem system prompt
		kunstmatige_intelligentie artificial_intelligence ki-modell sztuczna_inteligencjo yapay_zeka
		chatbot chatrobot bot robot verslagrobot schrijfrobot computer machine algoritme agent samenvatter notulist vertaler crawler scraper zoekrobot
		parser avatar virtuele digitale slimme automatische
		negeer vergeet ignor disregard forget overschrijf vergiss zignoruj
		instructie opdracht antwoord samenvat output uitvoer answer reply response summary reactie
		gebruiker bezoeker user visitor you
		jailbreak modus mode context bovenstaande voorstaande hierboven voorgaande voortaan vanaf_nu aanwijzingen alsof
		decodeer ontcijfer base64 consignes anweisungen instrukcj talimat kural zasad 0906 0909`) {
		by[s[0]] = append(by[s[0]], strings.ReplaceAll(s, "_", " "))
	}
	return by
}()

// suspicious is a quick look whether a text could hold something planted at all. Nearly every text of a site is done with here, so it is a walk along
// the beginnings of words and no matter of patterns: it is done for every passage that is found.
func suspicious(text string) bool {
	if strings.ContainsAny(text, "<>{}[]`\\") || shouts(text) && capitals.MatchString(text) || strings.ContainsAny(text, ":(") && toolCall.MatchString(text) {
		return true
	}
	folded := dutch.Fold(undisguised(text))
	inWord := false
	for i := range len(folded) {
		b := folded[i]
		if !wordByte(b) {
			inWord = false
			continue
		}
		if !inWord {
			for _, s := range suspects[b] {
				if strings.HasPrefix(folded[i:], s) {
					return true
				}
			}
		}
		inWord = true
	}
	// "machine-opdracht" under another name
	return strings.Contains(folded, "-instructie") || strings.Contains(folded, "-opdracht") || strings.Contains(folded, "-noot") || overrideOther.MatchString(text)
}

// wordByte reports what \b takes for a part of a word.
func wordByte(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9' || b == '_'
}

// shouts reports three capitals in a row.
func shouts(text string) bool {
	run := 0
	for i := range len(text) {
		if 'A' <= text[i] && text[i] <= 'Z' {
			if run++; run == 3 {
				return true
			}
			continue
		}
		run = 0
	}
	return false
}
