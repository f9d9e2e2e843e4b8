package transcribe

import (
	_ "embed"
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
)

// raises returns which rights line i raises.
func (c *call) raises(i int) []int {
	c.topical.Do(func() { c.raised = c.topics(rightsByName()) })
	return c.raised[i]
}

// topics returns for each line which rights it raises.
func (c *call) topics(words []rightWords) [][]int {
	out := make([][]int, len(c.lines))
	for i := range c.lines {
		l := c.lines[i]
		if !c.usable(i) {
			continue
		}
		for k, w := range words {
			if w.name == "tolk" && l.Role == Interpreter && isTolk.MatchString(l.fold) && i < 6 {
				continue // presents themselves
			}
			if fold := otherSide.ReplaceAllString(l.fold, " "); w.raised.MatchString(fold) || l.staff() && w.told.MatchString(fold) {
				out[i] = append(out[i], k)
			}
		}
		if l.staff() {
			out[i] = narrow(out[i], words, l.fold)
			if k := c.offered(i); len(out[i]) == 0 && k >= 0 {
				out[i] = append(out[i], k)
			}
			if len(out[i]) == 0 && inWriting.MatchString(l.fold) && c.spokeOf(out, i, "spreekrecht", "slachtofferverklaring") {
				out[i] = append(out[i], slices.IndexFunc(words, func(w rightWords) bool { return w.name == "slachtofferverklaring" }))
			}
		}
	}
	return out
}

//go:embed data/rightquestions.txt
var rightQuestions string

// rightsOffered hears which right staff offer in words that the table does not have.
var rightsOffered = heard("rechten", func() *ear {
	var names []string
	for _, w := range rightsByName() {
		names = append(names, w.name)
	}
	return learn(names, fewestTold, lessons(rightQuestions, names, plainFeatures))
})

// surelyOffered is how sure it must be.
const surelyOffered = 0.5

// offered returns the right that line i of staff offers by its likeness to the examples, -1 for none.
func (c *call) offered(i int) int {
	if !c.lines[i].asks {
		return -1
	}
	best, most := -1, surelyOffered
	before := ""
	look := func(said string) {
		for k, p := range rightsOffered.Get().chances(plainFeatures(said)) {
			if p >= most {
				best, most = k, p
			}
		}
	}
	for _, s := range dutch.Sentences(c.lines[i].Text) {
		said := plainSpeech(dutch.Fold(c.lines[i].Text[s.Start:s.End]))
		if c.raw || strings.Contains(said, "?") {
			look(said)
			if before != "" {
				look(before + " " + said)
			}
		}
		before = said
	}
	return best
}

// plainFeatures returns the features of a folded text in which pairs of words matter more than what kind they are of.
func plainFeatures(fold string) []uint32 {
	var f features
	words := wordsIn(fold)
	f.words(words)
	for i := 1; i < len(words); i++ {
		f.add("b", words[i-1], words[i])
	}
	return f.done()
}

var inWriting = expressed(`\b(?:schriftelijk|op papier|opschrijven|brief|een verklaring|schrijven)\b`)

// spokeOf reports whether one of the rights named was raised in the few lines before i.
func (c *call) spokeOf(topics [][]int, i int, names ...string) bool {
	words := rightsByName()
	for j := max(0, i-4); j < i; j++ {
		for _, k := range topics[j] {
			if slices.Contains(names, words[k].name) {
				return true
			}
		}
	}
	return false
}

// otherSide are the helpers of the suspect, which no right of the victim is about.
var otherSide = expressed(`\b(?:zijn|hun|diens|haar) advoca(?:at|te)\b|\badvocaat van (?:de verdachte|de dader|hem|die)\b`)

// narrow keeps the right that a line is about when another is only named with it: a lawyer or letter that belongs to the claim, the fund.
func narrow(at []int, words []rightWords, fold string) []int {
	if len(at) < 2 {
		return at
	}
	has := func(name string) bool {
		return slices.ContainsFunc(at, func(k int) bool { return words[k].name == name })
	}
	drop := func(name string) {
		at = slices.DeleteFunc(at, func(k int) bool { return words[k].name == name })
	}
	if has("schadefonds") && has("voegen") && !strings.Contains(fold, "voeg") && !strings.Contains(fold, "strafzaak") {
		drop("voegen")
	}
	if has("slachtofferverklaring") && has("spreekrecht") && !strings.Contains(fold, "spreekrecht") && !strings.Contains(fold, "spreken") {
		drop("spreekrecht")
	}
	if has("herstelbemiddeling") && has("spreekrecht") {
		if strings.Contains(fold, "bemiddel") {
			drop("spreekrecht")
		}
	}
	return at
}

// ownSentence is what a line says about a right: the sentences with its words, and those that follow them.
func ownSentence(l line, w rightWords) string {
	spans := dutch.Sentences(l.Text)
	for _, s := range spans {
		if said := dutch.Fold(l.Text[s.Start:s.End]); w.raised.MatchString(said) {
			return said
		}
	}
	return l.fold
}

// answerAbout is the part of an answer that is about right k when it names several: "informatie wil ik wel, een advocaat weet ik niet".
func answerAbout(l line, words []rightWords, at []int, k int) string {
	others := false // the line names another right too
	for _, w := range words {
		key := keyword(w.name)
		others = others || w.name != words[k].name && key != "" && strings.Contains(l.fold, key)
	}
	if !others && len(at) < 2 && !(len(at) == 1 && slices.Contains(at, k)) {
		return l.fold
	}
	for _, s := range dutch.Sentences(l.Text) {
		said := dutch.Fold(l.Text[s.Start:s.End])
		if words[k].raised.MatchString(said) || keyword(words[k].name) != "" && strings.Contains(said, keyword(words[k].name)) {
			if _, ok := polarity(said); ok {
				return said
			}
		}
	}
	return l.fold
}

// keyword is the word by which a client calls a right when staff has just named it.
func keyword(right string) string {
	return map[string]string{"bijstand": "advoca", "informatie": "informatie", "spreekrecht": "spre", "slachtofferverklaring": "brief", "voegen": "schade", "schadefonds": "fonds", "inzage": "dossier"}[right]
}

// ownPart is the part of a line that is about right k when it sums up several.
func ownPart(fold string, at []int, k int) string {
	if len(at) < 2 {
		return fold
	}
	w := rightsByName()[k]
	for part := range strings.FieldsFuncSeq(strings.ReplaceAll(fold, " en ", ","), func(r rune) bool { return r == ',' || r == '.' || r == ';' }) {
		if w.raised.MatchString(part) || w.told.MatchString(part) {
			return part
		}
	}
	return fold
}
