package assistant

import (
	_ "embed"
	"encoding/json"
	"sort"
	"strings"
	"sync"

	"wegwijzer/internal/dutch"
)

//go:embed glossary/terms.json
var glossaryFile []byte

// Level is how easily the person wants to read. Its zero value is B1.
type Level string

// The levels. Youth is B1 with all terms explained: the words are easy enough, the law is not.
const (
	B1    Level = ""
	A2    Level = "a2"
	Youth Level = "youth"
)

// LevelOf returns the level of that name; B1 for any other.
func LevelOf(name string) Level {
	switch Level(strings.ToLower(strings.TrimSpace(name))) {
	case A2:
		return A2
	case Youth, "jongeren":
		return Youth
	}
	return B1
}

// Gloss is a plain explanation of a term that an answer uses. The words are ours and not a page's, and must be shown so.
type Gloss struct {
	Term string // as the law writes it
	Text string // what it means, as part of a sentence: "de dag bij de rechter"
}

// term is an entry of the glossary, which the content team reviews.
type term struct {
	Term   string   `json:"term"`
	Forms  []string `json:"forms"` // folded, of one or more words
	B1     string   `json:"b1"`
	A2     string   `json:"a2"`
	Source string   `json:"source"`
}

// How many terms are explained under one answer.
const (
	glossesB1 = 3 // more would bury the answer
	glossesA2 = 6
)

// terms returns the glossary by the first word of each form, the longest forms first.
var terms = sync.OnceValue(func() map[string][]termForm {
	var all []term
	if err := json.Unmarshal(glossaryFile, &all); err != nil {
		panic("assistant: reading the embedded glossary: " + err.Error())
	}
	forms := map[string][]termForm{}
	for i := range all {
		for _, f := range all[i].Forms {
			words := strings.Fields(f)
			forms[words[0]] = append(forms[words[0]], termForm{words, &all[i]})
		}
	}
	for _, list := range forms {
		sort.SliceStable(list, func(i, j int) bool { return len(list[i].words) > len(list[j].words) })
	}
	return forms
})

type termForm struct {
	words []string
	term  *term
}

// Explain returns plain explanations of the terms in a text, in the order in which they first occur. At B1 at most three: those of the law's
// own words come before words that most people know. A term that the text itself explains, in brackets behind it or before it, is left out.
func Explain(text string, level Level) []Gloss {
	tokens := dutch.Tokens(text)
	most := glossesA2
	if level == B1 {
		most = glossesB1
	}
	var out []Gloss
	seen := map[*term]bool{}
	for i := 0; i < len(tokens) && len(out) < most; {
		form, ok := formAt(tokens, i)
		if !ok {
			i++
			continue
		}
		end := i + len(form.words) - 1
		if t := form.term; !seen[t] && !(level == B1 && common[t.Term]) && !explained(text, tokens[i].Start, tokens[end].End, t) {
			seen[t] = true
			g := Gloss{Term: t.Term, Text: t.B1}
			if level == A2 {
				g.Text = t.A2
			}
			out = append(out, g)
		}
		i = end + 1
	}
	return out
}

// common are terms that a reader of B1 knows.
var common = words("aangifte dossier voorschot nabestaande letselschade zitting verdachte")

func formAt(tokens []dutch.Token, i int) (termForm, bool) {
	for _, f := range terms()[tokens[i].Text] {
		if i+len(f.words) > len(tokens) {
			continue
		}
		same := true
		for k, w := range f.words {
			same = same && tokens[i+k].Text == w
		}
		if same {
			return f, true
		}
	}
	return termForm{}, false
}

// explained reports whether the text says itself what the term between two places means: it stands in brackets behind plain words, or plain
// words that the glossary would use stand in brackets or after "is" behind it.
func explained(text string, start, end int, t *term) bool {
	before := strings.TrimRight(text[:start], " ")
	if strings.HasSuffix(before, "(") {
		return true
	}
	after := strings.TrimLeft(text[end:], " ")
	for _, opening := range []string{"(", "is ", "betekent ", "heet ", "zijn ", ": "} {
		if rest, ok := strings.CutPrefix(after, opening); ok {
			piece := rest[:min(len(rest), 120)]
			return overlap(bag(piece), bag(t.B1)) > 0.15
		}
	}
	return false
}

// glosses returns the explanations of the terms in sentences.
func glosses(sentences []Sentence, level Level) []Gloss {
	var text strings.Builder
	for _, s := range sentences {
		text.WriteString(s.Text + "\n")
	}
	return Explain(text.String(), level)
}

// How much easy reading counts beside what a unit says of the question.
const (
	plainBonus = 0.12
	hardMalus  = 0.2
)

// plainness returns what a unit gains at a level by how easily it reads.
func plainness(level Level, text string) float64 {
	if level == B1 {
		return 0
	}
	switch r := dutch.Readability(text); {
	case r.Longest > dutch.EasyLongest:
		return -hardMalus
	case r.Douma >= dutch.EasyDouma && r.Mean <= dutch.EasyMean:
		return plainBonus
	}
	return 0
}

// Simpler returns an answer in plainer form: the sentences that read easily, shortest first on what they say, with the explanations for A2.
// Nothing is reworded: every sentence that is left is the one that was shown and keeps its sources; how easily a translation reads is not known. An answer without an easier form is
// returned whole.
func Simpler(a Answer) (Answer, []Gloss) {
	var easy []Sentence
	for _, s := range a.Sentences {
		if r := dutch.Readability(s.Text); s.Lang == "" && r.Longest <= dutch.EasyLongest && (r.Douma >= dutch.EasyDouma || r.Words < easyWords) {
			easy = append(easy, s)
		}
	}
	if len(easy) > 0 {
		a.Sentences = easy
	}
	a.Glosses = glosses(a.Sentences, A2)
	return a, a.Glosses
}

// easyWords is up to how many words a sentence is short enough to be easy, whatever the length of its words.
const easyWords = 8
