// Package tongue holds the words of the languages beside Dutch that visitors write and a model translates into: what each can be in Dutch, and by which
// words a language counts, dates, denies and obliges. Its lists were not checked by native speakers.
package tongue

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"unicode"

	"wegwijzer/internal/dutch"
)

//go:embed tongues.json
var tonguesFile []byte

// Tongue is what is known of a language; its words are folded. The zero Tongue knows nothing.
type Tongue struct {
	Lang      string
	Units     map[string]string // a word of the language to the Dutch unit
	Months    map[string]int
	Days      map[string]string // to the Dutch day
	Numbers   map[string]bool   // numbers in words
	Negations map[string]bool
	Light     map[string]bool // words that carry no meaning of their own
	Asking    map[string]bool // verbs with which somebody asks for anything
	Most      []string        // "at most", and of the other side "at least"
	Least     []string
	Must, May []string // what somebody has to do, and what they can; a star stands for any beginning
	Us, You   []string // who speaks, and who is spoken to where the language always says so
	He        []string // somebody else, where that is always a person
	By        []string // before who does it in a sentence that is turned about
	denying   []string // what denies within a word, in a language that does so
}

// Of returns what is known of a language, and whether anything is.
func Of(lang string) (Tongue, bool) {
	t, ok := tongues()[lang]
	return t, ok
}

// OfCalendar reports whether a folded word is a month or a day of the week in one of the languages.
func OfCalendar(word string) bool {
	for _, t := range tongues() {
		_, month := t.Months[word]
		_, day := t.Days[word]
		if month || day {
			return true
		}
	}
	return false
}

var tongues = sync.OnceValue(func() map[string]Tongue {
	var raw map[string]struct {
		Units                                                                                             map[string]string
		Months, Days, Numbers, Negations, Denying, Light, Asking, Most, Least, Must, May, We, You, He, By string
	}
	if err := json.Unmarshal(tonguesFile, &raw); err != nil {
		panic("tongue: tongues.json: " + err.Error())
	}
	all := map[string]Tongue{}
	weekdays := strings.Fields("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag")
	for lang, r := range raw {
		t := Tongue{Lang: lang, Units: map[string]string{}, Months: map[string]int{}, Days: map[string]string{}, Numbers: map[string]bool{}, Negations: map[string]bool{}, Light: map[string]bool{}, Asking: map[string]bool{}, denying: strings.Fields(r.Denying)}
		for unit, forms := range r.Units {
			for f := range strings.FieldsSeq(forms) {
				t.Units[dutch.Fold(f)] = unit
			}
		}
		for i, m := range strings.Fields(r.Months) {
			t.Months[dutch.Fold(m)] = i + 1
		}
		for i, d := range strings.Fields(r.Days) {
			t.Days[dutch.Fold(d)] = weekdays[i]
		}
		for w := range strings.FieldsSeq(r.Numbers) {
			t.Numbers[dutch.Fold(w)] = true
		}
		for w := range strings.FieldsSeq(r.Negations) {
			t.Negations[dutch.Fold(w)] = true
		}
		for w := range strings.FieldsSeq(r.Light) {
			t.Light[dutch.Fold(w)] = true
		}
		for w := range strings.FieldsSeq(r.Asking) {
			t.Asking[dutch.Fold(w)] = true
		}
		for list, words := range map[*[]string]string{&t.Most: r.Most, &t.Least: r.Least, &t.Must: r.Must, &t.May: r.May, &t.Us: r.We, &t.You: r.You, &t.He: r.He, &t.By: r.By} {
			for w := range strings.FieldsSeq(words) {
				*list = append(*list, strings.ReplaceAll(dutch.Fold(w), "_", " "))
			}
		}
		all[lang] = t
	}
	return all
})

// Denies reports whether a folded word denies.
func (t Tongue) Denies(word string) bool {
	if t.Negations[word] || strings.HasSuffix(word, "n't") {
		return true
	}
	if head, _, ok := strings.Cut(word, "'"); ok && t.Negations[head+"'"] {
		return true
	}
	return slices.ContainsFunc(t.denying, func(piece string) bool { return strings.LastIndex(word, piece) > 1 })
}

// Bare returns the words that a folded word is to be looked up as: without what the language writes on to its front.
func (t Tongue) Bare(word string) []string {
	switch t.Lang {
	case "fr":
		return slices.DeleteFunc(strings.Split(word, "'"), func(s string) bool { return s == "" })
	case "ar":
		if t.Light[word] || t.listed(word) {
			return []string{word}
		}
		for _, front := range []string{"وال", "فال", "بال", "كال", "لل", "ال", "و", "ف", "ب", "ل", "ك"} {
			if rest, ok := strings.CutPrefix(word, front); ok && len([]rune(rest)) > 2 && (t.Light[rest] || t.listed(rest)) {
				return []string{rest}
			}
		}
	}
	return []string{word}
}

// endingMost is how many letters a word has, at most, that is an ending or says little.
const endingMost = 2

// Strange returns, of a folded word as it is to be looked up, what says something and is in no list.
func (t Tongue) Strange(word string) []string {
	return slices.DeleteFunc(t.Bare(word), func(w string) bool {
		return len([]rune(w)) <= endingMost || !strings.ContainsFunc(w, unicode.IsLetter) || t.Light[w] || t.Asking[w] || t.Negations[w] || t.Numbers[w] || t.listed(w)
	})
}

// Subject returns the words of a question that say what it is about: without those that every question may have, and the verbs of getting and asking. A
// phrasing that begins "comment obtenir une" is no reason to take for its topic whatever somebody wants to get.
func (t Tongue) Subject(question string) string {
	var about []string
	for _, w := range dutch.Tokens(question) {
		for _, word := range strings.Split(dutch.Fold(w.Text), "'") {
			if word != "" && !t.Light[word] && !t.Asking[word] {
				about = append(about, word)
			}
		}
	}
	return strings.Join(about, " ")
}
