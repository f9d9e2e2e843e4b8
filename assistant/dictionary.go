package assistant

import (
	"cmp"
	"embed"
	"strings"
	"sync"

	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

//go:embed languages/dictionary.tsv
var dictionaryTSV string

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

// dictionaryLanguages are the columns of dictionary.tsv behind the Dutch one.
var dictionaryLanguages = []string{"en", "tr", "pl", "uk", "fr", "ar", "pap"}

// dictionaryEntry is what is looked for in a question, word by word; a star at its end stands for any ending.
type dictionaryEntry struct {
	words []string
	dutch string
}

// dictionary holds the words of each language by the first letter of the first, so that a question looks at few.
var dictionary = sync.OnceValue(func() map[string]map[rune][]dictionaryEntry {
	all := map[string]map[rune][]dictionaryEntry{}
	for line := range strings.Lines(dictionaryTSV) {
		line = strings.TrimRight(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		columns := strings.Split(line, "\t")
		if len(columns) != len(dictionaryLanguages)+1 {
			panic("assistant: dictionary.tsv: a line has not one column a language: " + line)
		}
		for i, lang := range dictionaryLanguages {
			if all[lang] == nil {
				all[lang] = map[rune][]dictionaryEntry{}
			}
			for entry := range strings.SplitSeq(columns[i+1], ",") {
				words := strings.Fields(dutch.Fold(entry))
				first := []rune(words[0])[0]
				all[lang][first] = append(all[lang][first], dictionaryEntry{words, columns[0]})
			}
		}
	}
	return all
})

// inDutchWords returns the Dutch words for those of a question that the dictionary of its language knows, each once, in the order of the question.
// It is enough to search by and nothing that is shown.
func inDutchWords(question, lang string) string {
	entries := dictionary()[lang]
	var words []string
	for _, t := range dutch.Tokens(question) {
		words = append(words, t.Text)
	}
	var out []string
	said := map[string]bool{}
	for i := range words {
		for _, e := range entries[[]rune(words[i])[0]] {
			if !e.at(words[i:]) {
				continue
			}
			for w := range strings.FieldsSeq(e.dutch) {
				if !said[w] {
					said[w] = true
					out = append(out, w)
				}
			}
		}
	}
	return strings.Join(out, " ")
}

// at reports whether words begin with the entry.
func (e dictionaryEntry) at(words []string) bool {
	if len(words) < len(e.words) {
		return false
	}
	for i, said := range words[:len(e.words)] {
		w := e.words[i]
		if prefix, open := strings.CutSuffix(w, "*"); open && strings.HasPrefix(said, prefix) {
			continue
		}
		if said != w {
			return false
		}
	}
	return true
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
	if dictionary()[lang] == nil {
		return question
	}
	words, least := inDutchWords(question, lang), float32(topicBeside)
	if words == "" {
		least = topicAlone
	}
	about := tongues()[lang].subject(question)
	if words != "" && !strings.Contains(about, " ") {
		return words // a word by itself is of no one topic, and its translation says all of it
	}
	if top := phrasings().Rank(about, 1); len(top) > 0 && top[0].P >= least {
		if t, ok := bank.Lookup(top[0].Topic); ok {
			words = strings.TrimSpace(t.Name + " " + words)
		}
	}
	return cmp.Or(words, question)
}

// subject returns the words of a question that say what it is about: without those that every question may have, and the verbs of getting and asking. A
// phrasing that begins "comment obtenir une" is no reason to take for its topic whatever somebody wants to get.
func (t tongue) subject(question string) string {
	var about []string
	for _, w := range dutch.Tokens(question) {
		for _, word := range strings.Split(dutch.Fold(w.Text), "'") {
			if word != "" && !t.light[word] && !t.asking[word] {
				about = append(about, word)
			}
		}
	}
	return strings.Join(about, " ")
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
