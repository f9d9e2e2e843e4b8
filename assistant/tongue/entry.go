package tongue

import (
	_ "embed"
	"strings"
	"sync"

	"wegwijzer/internal/dutch"
)

//go:embed dictionary.tsv
var dictionaryTSV string

//go:embed meanings.tsv
var meaningsTSV string

// columns are the languages of the lists behind the Dutch one.
var columns = []string{"en", "tr", "pl", "uk", "fr", "ar", "pap"}

// Entry is a word, or a few, of another language with what it is in Dutch.
type Entry struct {
	Words []string // folded; a star stands for any ending
	Dutch string   // words; in a meaning a star stands for any ending, or before one for any beginning
	Grave bool     // it is of a crime or a death
	Asks  bool     // it is how something is asked, and names nothing: "who pays"
	Harms bool     // a translation may not say it where the Dutch sentence does not
}

// list holds entries by language and by the first letter of the first word, so that a text looks at few.
type list map[string]map[rune][]Entry

// Entries returns those of the dictionary that folded words begin with: what questions are searched by.
func (t Tongue) Entries(words []string) []Entry { return dictionary().begin(t.Lang, words) }

// Meanings returns those of the list made for translations, and of the dictionary, that folded words begin with.
func (t Tongue) Meanings(words []string) []Entry { return meanings().begin(t.Lang, words) }

// listed reports whether a list knows a single word.
func (t Tongue) listed(word string) bool { return len(t.Meanings([]string{word})) > 0 }

func (l list) begin(lang string, words []string) []Entry {
	var found []Entry
	for _, e := range l[lang][[]rune(words[0])[0]] {
		if e.at(words) {
			found = append(found, e)
		}
	}
	return found
}

// at reports whether words begin with the entry.
func (e Entry) at(words []string) bool {
	if len(words) < len(e.Words) {
		return false
	}
	for i, said := range words[:len(e.Words)] {
		w := e.Words[i]
		if prefix, open := strings.CutSuffix(w, "*"); open && strings.HasPrefix(said, prefix) {
			continue
		}
		if said != w {
			return false
		}
	}
	return true
}

var dictionary = sync.OnceValue(func() list {
	return readList("dictionary.tsv", dictionaryTSV, func(in string, words []string) Entry {
		in, grave := strings.CutPrefix(in, "!")
		in, asks := strings.CutPrefix(in, "?")
		return Entry{Words: words, Dutch: in, Grave: grave, Asks: asks}
	})
})

var meanings = sync.OnceValue(func() list {
	all := readList("meanings.tsv", meaningsTSV, func(in string, words []string) Entry {
		in, harms := strings.CutPrefix(in, "!")
		return Entry{Words: words, Dutch: in, Harms: harms}
	})
	for lang, entries := range dictionary() {
		for first, list := range entries {
			for _, e := range list {
				if !e.Asks { // a translation has to say more than that something is asked
					all[lang][first] = append(all[lang][first], e)
				}
			}
		}
	}
	return all
})

// readList reads a list of a Dutch column and one for each language. Entries are parted by commas; "-" stands for none. Behind "=" stand Dutch words that
// people have from a letter, and say as they are in whatever they write.
func readList(name, text string, entry func(in string, words []string) Entry) list {
	all := list{}
	for _, lang := range columns {
		all[lang] = map[rune][]Entry{}
	}
	for line := range strings.Lines(text) {
		if line = strings.TrimRight(line, "\n"); line == "" || line[0] == '#' || line[0] == '+' {
			continue
		}
		fields := strings.Split(line, "\t")
		if same, ok := strings.CutPrefix(line, "="); ok {
			for said := range strings.SplitSeq(same, ",") {
				words := strings.Fields(dutch.Fold(said))
				first := []rune(words[0])[0]
				for _, lang := range columns {
					all[lang][first] = append(all[lang][first], entry(strings.Join(words, " "), words))
				}
			}
			continue
		}
		if len(fields) != len(columns)+1 {
			panic("tongue: " + name + ": a line has not one column a language: " + line)
		}
		for i, lang := range columns {
			for said := range strings.SplitSeq(fields[i+1], ",") {
				if words := strings.Fields(dutch.Fold(said)); said != "-" && len(words) > 0 {
					first := []rune(words[0])[0]
					all[lang][first] = append(all[lang][first], entry(fields[0], words))
				}
			}
		}
	}
	return all
}
