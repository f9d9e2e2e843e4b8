package privacy

import "testing"

// Frequent words of other languages are no names; people's names in those languages are.
func TestFrequentWordsOfOtherLanguagesAreNoNames(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"dziękuję bardzo", "jestem bardzo smutna", "kim jesteś", "jestem sama w domu", "Albo on albo ja", "uderzył mnie w głowę, jestem sam", "co mają mówić", "Bonjour, vous allez bien ?", "merci c'est noté", "il sait toujours où je suis",
		"ma femme ne sait pas que je suis rentrée", "mon fils est décédé", "hi there", "Told my sister I'd wait", "I've been robbed and I'll report it", "The detective said there's DNA", "adam beni dövüyor",
		"kim ödüyor", "sabah beni aradı", "annem evde değil", "masha danki", "mi ta masha tristu", "який стан моєї справи", "я дуже боюся",
	} {
		for _, s := range Find(text) {
			if s.Type == Name {
				t.Errorf("Find(%q) takes %q for a name", text, string([]rune(text)[s.Start:s.End]))
			}
		}
	}
	for text, name := range map[string]string{
		"nazywam się Zbigniew": "Zbigniew", "nazywam się adam": "adam", "je m'appelle Sanne": "Sanne", "I spoke with Marloes": "Marloes", "benim adım Merve": "Merve", "benim adım adam": "adam", "mój mąż Paweł mnie bije": "Paweł",
		"my name is said": "said", "mijn ex Willem belt steeds": "Willem", "ik heet karin": "karin",
	} {
		found := ""
		for _, s := range Find(text) {
			if s.Type == Name {
				found = string([]rune(text)[s.Start:s.End])
			}
		}
		if found != name {
			t.Errorf("Find(%q) finds the name %q, want %q", text, found, name)
		}
	}
	for _, text := range []string{"bsn numaram 123456782 sonra ne yapmalıyım", "bsn numaram 123456782", "123456782 bsn numaram, sonra ne olacak"} {
		if all := Find(text); len(all) != 1 || all[0].Type != BSN {
			t.Errorf("Find(%q) = %v, want one citizen service number", text, all)
		}
	}
}
