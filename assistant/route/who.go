package route

import (
	"wegwijzer/internal/dutch"
)

// grammar recognises, by the order of their words, the plainest questions whether a person or a computer speaks.
func grammar(words []string) bool {
	return addressed(words) || partner(words) || behind(words) || opposite(words)
}

func wordsOf(text string) []string {
	tokens := dutch.Tokens(text)
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = t.Text
	}
	return words
}

func set(words ...string) map[string]bool {
	m := map[string]bool{}
	for _, w := range words {
		m[w] = true
	}
	return m
}

var (
	you = set("je", "jij", "u", "ge", "gij", "jullie", "you", "sen", "siz", "ти", "ви", "tu", "vous", "bo", "abo")
	// be are the forms of to be with the second person; those in which the person hides in the verb are in beYou.
	be    = set("ben", "bent", "are", "ta", "zijn")
	beYou = set("bejje", "bende", "benje", "zijde", "bin-ie", "jestes", "mısın", "misin", "musun", "müsün", "misiniz", "musunuz", "мısınız")
	// being is what speaks, or pretends to.
	being = set("mens", "mensen", "mensch", "robot", "robots", "bot", "chatbot", "computer", "machine", "apparaat", "programma", "computerprogramma", "software", "ai", "nepmens", "algoritme", "vlees", "intelligentie",
		"human", "person", "robot", "bot", "machine", "computer", "program", "chatgpt", "gpt", "intelligence", "inteligencja", "інтелект",
		"insan", "makine", "bilgisayar", "człowiekiem", "czlowiekiem", "botem", "robotem", "maszyna", "automatem",
		"людина", "людиною", "робот", "роботом", "бот", "ботом", "програма", "humain", "humaine", "hende", "mashin", "kòmpiuter", "kompiuter")
	real = set("echt", "echte", "nep", "real", "fake", "levend", "gerçek", "gercek", "prawdziwy", "prawdziwa", "справжня", "справжній", "vrai", "vraie", "berdat")
	// wishing are verbs with which somebody asks for a person instead of asking who is there.
	wishing = set("wil", "wilt", "wou", "graag", "liever", "mag", "kan", "kun", "kunnen", "zou", "geef", "zoek", "moet", "want", "would", "can", "could", "may", "need", "rather",
		"istiyorum", "istiyor", "chcę", "chce", "moge", "mogę", "хочу", "можу", "veux", "voudrais", "puis", "peux", "ke", "por")
	talking = set("praat", "spreek", "chat", "typ", "app", "communiceer", "klets", "schrijf", "talking", "speaking", "chatting", "talk", "konuşuyorum", "konusuyorum",
		"rozmawiam", "pisze", "piszę", "розмовляю", "говорю", "спілкуюся", "parle", "papia", "papiando")
	asking = set("wie", "wat", "who", "whom", "what", "kiminle", "kim", "kto", "ким", "хто", "qui", "ken")
)

// addressed reports a sentence that asks or says what "you" are: ben je een mens, u bent toch een computer.
func addressed(words []string) bool {
	for i, w := range words {
		if beYou[w] && near(words, i, 4, being) {
			return true
		}
		if !you[w] {
			continue
		}
		next := i+1 < len(words) && be[words[i+1]]
		before := i > 0 && be[words[i-1]]
		if !next && !before && ends(words, i) {
			return true
		}
		if !next && !before {
			// Languages that need no verb here: ти людина, sen robot musun.
			if !bare[w] || !near(words, i, 3, being) || wishes(words) {
				continue
			}
			return true
		}
		for j := i + 1; j <= i+6 && j < len(words); j++ {
			switch {
			case being[words[j]] && !owned(words, j):
				return true
			case real[words[j]] && j == len(words)-1:
				return true
			}
		}
	}
	return false
}

// ends reports a clause that puts its verb last: of je een mens bent.
func ends(words []string, at int) bool {
	for j := at + 1; j < len(words)-1 && j <= at+5; j++ {
		if being[words[j]] && be[words[j+1]] {
			return true
		}
	}
	return false
}

// bare are the words for you in languages that leave "are" out.
var bare = set("ти", "ви", "sen", "siz")

// owned reports a being that belongs to somebody else: ben je verzekerd bij een computer, ben je als mens.
func owned(words []string, at int) bool {
	return at > 0 && (words[at-1] == "als" || words[at-1] == "door" || words[at-1] == "bij" || words[at-1] == "by" || words[at-1] == "van")
}

// partner reports a sentence that asks with whom or what the asker talks: praat ik met een mens, met wie spreek ik.
func partner(words []string) bool {
	for i, w := range words {
		if !talking[w] || wishes(words) {
			continue
		}
		i1 := i+1 < len(words) && first[words[i+1]] || i > 0 && first[words[i-1]] || selfVerb[w]
		if !i1 {
			continue
		}
		if near(words, i, 7, being) || near(words, i, 4, asking) && len(words) <= 8 {
			return true
		}
	}
	return false
}

var (
	first    = set("ik", "k", "i", "я", "je", "mi", "am")
	selfVerb = set("konuşuyorum", "konusuyorum", "rozmawiam", "piszę", "pisze", "розмовляю", "говорю", "спілкуюся")
)

// behind reports a sentence that asks what is on the other side: is dit een bot, zit daar een mens.
func behind(words []string) bool {
	if wishes(words) {
		return false
	}
	for i, w := range words {
		if i+1 >= len(words) {
			break
		}
		here := there[words[i+1]] && present[w] || present[words[i+1]] && there[w] && i == 0
		if !here {
			continue
		}
		for j := i + 2; j <= i+6 && j < len(words); j++ {
			if nature[words[j]] {
				return true
			}
		}
	}
	return false
}

var (
	there   = set("dit", "this", "daar", "er", "hier", "there")
	present = set("is", "zit", "zitten", "leest", "antwoordt")
	// nature is what only a speaker on the other side can be.
	nature = set("bot", "chatbot", "robot", "computer", "machine", "automatisch", "automated", "geautomatiseerd", "ai", "chatgpt", "computerprogramma", "software", "echte", "levend", "levende", "human", "bots")
)

// opposite reports a sentence that asks who talks to the asker, or who is on the other side: praat er een robot met mij, zit aan de andere kant
// een mens.
func opposite(words []string) bool {
	if len(words) > 10 || wishes(words) || near(words, -1, len(words)+1, third) {
		return false
	}
	for i, w := range words {
		who := near(words, i, 4, being) || near(words, i, 4, persons)
		if speaks[w] && who && near(words, i, 5, me) {
			return true
		}
		if i+1 < len(words) && other[w] && side[words[i+1]] && who {
			return true
		}
	}
	return false
}

var (
	persons = set("człowiek", "czlowiek", "mens", "insan", "людина", "personne", "إنسان")
	speaks  = set("praat", "spreekt", "schrijft", "antwoordt", "typt", "talks", "speaks", "writes", "answers", "talking", "answering", "konuşan", "konusan", "yazan", "mówi", "mowi", "pisze", "odpowiada",
		"говорить", "розмовляє", "пише", "відповідає", "parle", "répond", "repond", "écrit", "papia", "kontesta")
	// third is who makes it a story about somebody else.
	third = set("hij", "zij", "ze", "hem", "haar", "iemand", "mijn", "alsof", "dader", "he", "she", "someone", "my", "ex")
	me    = set("me", "mij", "benimle", "bana", "mną", "mna", "mnie", "мною", "мені", "moi", "mi")
	other = set("andere", "other", "drugiej", "іншому", "другому", "тому", "l'autre", "autre", "karşı", "karsi", "otro")
	side  = set("kant", "zijde", "end", "side", "stronie", "боці", "кінці", "côté", "cote", "tarafta", "banda")
)

// near reports whether one of some words stands within a distance of a place.
func near(words []string, at, within int, some map[string]bool) bool {
	for j := max(0, at-within); j <= at+within && j < len(words); j++ {
		if j != at && some[words[j]] {
			return true
		}
	}
	return false
}

func wishes(words []string) bool {
	for _, w := range words {
		if wishing[w] {
			return true
		}
	}
	return false
}
