package assistant

import (
	"cmp"
	"embed"
	"slices"
	"strings"
	"sync"

	"wegwijzer/assistant/tongue"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

//go:embed languages/topics.tsv
var phrasingFiles embed.FS

// phrasings are what people ask about the topics of the bank in other languages. They are a bank of their own, so that they change nothing about
// how Dutch is understood.
var phrasings = sync.OnceValue(func() *knowledge.Bank {
	b, err := knowledge.ReadBank(phrasingFiles, "languages/topics.tsv")
	if err != nil {
		panic("assistant: reading the phrasings in other languages: " + err.Error())
	}
	return b
})

// translated is what the lists know of a question in another language.
type translated struct {
	dutch   string   // the Dutch words for its own, each once, in its order: enough to search by and nothing that is shown
	entries int      // how many of its words have one
	grave   bool     // one of them is of a crime or a death
	strange []string // those that say something and are in no list, and in no phrasing
}

// translate looks up the words of a question.
func translate(question, lang string) translated {
	in, _ := tongue.Of(lang)
	var words []string
	for _, t := range dutch.Tokens(question) {
		word := t.Text
		if bare := in.Bare(word); len(bare) == 1 {
			word = bare[0] // without the article and the prepositions that Arabic writes on to it
		}
		words = append(words, word)
	}
	var out []string
	var of translated
	said := map[string]bool{}
	known := make([]bool, len(words))
	for i := range words {
		for _, e := range in.Entries(words[i:]) {
			if !e.Asks {
				of.entries++
			}
			of.grave = of.grave || e.Grave
			for j := range e.Words {
				known[i+j] = true
			}
			for w := range strings.FieldsSeq(e.Dutch) {
				if !said[w] {
					said[w] = true
					out = append(out, w)
				}
			}
		}
	}
	if said["moord"] {
		out = slices.DeleteFunc(out, func(w string) bool { return w == "overleden" }) // a killing says it, and by that word all who died are found
	}
	of.dutch = strings.Join(tongue.Paired(out, nil), " ")
	for i, w := range words {
		if !known[i] && unheardOf(w, in) {
			of.strange = append(of.strange, w)
		}
	}
	return of
}

// unknown reports whether a word says something that nothing here knows.
func (of translated) unknown(bank *knowledge.Bank) bool {
	return slices.ContainsFunc(of.strange, func(w string) bool { return !ofDutchLaw(w, bank) })
}

// ofDutchLaw reports whether a word is one of those that a topic has as the law and its name say it: who asks in English what a "sepot" is has it from a letter.
func ofDutchLaw(word string, bank *knowledge.Bank) bool {
	return slices.ContainsFunc(bank.Topics, func(t knowledge.Topic) bool {
		return slices.ContainsFunc(append(slices.Clip(t.Formal), t.Name), func(text string) bool { return slices.Contains(tokenTexts(text), word) })
	})
}

// unheardOf reports whether a word that the dictionary does not know carries a meaning that nothing here knows.
func unheardOf(word string, in tongue.Tongue) bool {
	return slices.ContainsFunc(in.Strange(dutch.Fold(word)), func(w string) bool { return !phrasedWords()[stemOf(w)] })
}

// phrasedWords are the stems of the words of the phrasings.
var phrasedWords = sync.OnceValue(func() map[string]bool {
	file, err := phrasingFiles.ReadFile("languages/topics.tsv")
	if err != nil {
		panic("assistant: reading the phrasings in other languages: " + err.Error())
	}
	all := map[string]bool{}
	for _, t := range dutch.Tokens(string(file)) {
		all[stemOf(dutch.Fold(t.Text))] = true
	}
	return all
})

// stemLetters is with how many letters alike words begin that are mostly one.
const stemLetters = 5

// stemOf returns the letters that words which begin alike have in common.
func stemOf(word string) string {
	if letters := []rune(word); len(letters) > stemLetters {
		return string(letters[:stemLetters])
	}
	return word
}

// How sure the phrasings must be of the topic of a question in another language for its Dutch name to be searched by: beside words of the
// dictionary, which say more, and alone.
const (
	topicBeside = 0.8
	topicAlone  = 0.4
)

// InDutch returns what a question in another language is searched by: the Dutch words for its own, and the name of its topic when the
// phrasings in its language are sure of it. It is the question itself when neither is known, or the language has no
// dictionary.
func InDutch(question, lang string, bank *knowledge.Bank) string {
	in, ok := tongue.Of(lang)
	if !ok {
		return question
	}
	words := translate(question, lang)
	about := in.Subject(question)
	if !strings.Contains(about, " ") && (words.dutch != "" || about != plainWords(question)) {
		return cmp.Or(words.dutch, question) // a word by itself is of no one topic, and its translation says all of it
	}
	name := ""
	if t, ok := phrased(about, words, bank); ok {
		name = t.Name
	}
	return cmp.Or(strings.TrimSpace(name+" "+words.dutch), question)
}

// phrased returns the topic that the phrasings are sure of for what a question is about. Words that are known are not set aside for a topic
// that they do not point to, and where a word is not known they alone say what a question is about: "ils ont assassiné mon fils" is like what people
// ask of other things with their son.
func phrased(about string, words translated, bank *knowledge.Bank) (knowledge.Topic, bool) {
	least := float32(topicBeside)
	if words.dutch == "" {
		least = topicAlone
	}
	top := phrasings().Rank(about, 1)
	if len(top) == 0 || top[0].P < least {
		return knowledge.Topic{}, false
	}
	if (words.dutch != "" || words.unknown(bank)) && !slices.ContainsFunc(bank.Rank(words.dutch, pointedMost), func(t knowledge.TopicScore) bool { return t.Topic == top[0].Topic }) {
		return knowledge.Topic{}, false
	}
	return bank.Lookup(top[0].Topic)
}

// pointedMost is how many topics words point to.
const pointedMost = 5

// halfKnown reports whether a question in another language says something that nothing here knows, while what is known of it names no topic surely: what
// is found by that may be about something else.
func halfKnown(question, lang string, bank *knowledge.Bank) bool {
	in, ok := tongue.Of(lang)
	about := in.Subject(question)
	if !ok || about == "" {
		return false
	}
	words := translate(question, lang)
	if _, ok := phrased(about, words, bank); ok && strings.Contains(about, " ") || words.grave || words.entries > 1 {
		return false
	}
	if words.dutch == "" {
		return !slices.ContainsFunc(strings.Fields(about), func(w string) bool { return ofDutchLaw(w, bank) })
	}
	top := bank.Rank(words.dutch, 1)
	return words.unknown(bank) && (len(top) == 0 || top[0].P < ownSubject)
}

//go:embed languages/followups.tsv
var followUpFile string

// followUps gives by language and folded words of a message that asks on what it asks in Dutch.
var followUps = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(followUpFile) {
		if fields := strings.Split(strings.TrimSpace(line), "\t"); len(fields) == 3 && !strings.HasPrefix(line, "#") {
			m[fields[1]+" "+plainWords(fields[2])] = fields[0]
		}
	}
	return m
})

// followUp returns in Dutch what a message in another language asks on, or "" when it names a subject of its own.
func followUp(question, lang string) string { return followUps()[lang+" "+plainWords(question)] }

// plainWords returns the words of a text, folded, but for a word of going on before them.
func plainWords(text string) string {
	tokens := dutch.Tokens(text)
	if len(tokens) > 2 && carriers[tokens[0].Text] {
		tokens = tokens[1:]
	}
	var all []string
	for _, t := range tokens {
		all = append(all, dutch.Fold(t.Text))
	}
	return strings.Join(all, " ")
}
