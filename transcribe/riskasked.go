package transcribe

import (
	"strings"

	"wegwijzer/internal/dutch"
)

// lookout is what a question of staff looks for.
type lookout struct {
	categories map[string]bool
	turned     bool // yes means that all is well: "voelt u zich veilig?"
}

// surelyAsked is how sure the classifier is of what a question is about.
const surelyAsked = 0.5

// looksFor returns what the words of staff in line q look for; its map is empty when they look for nothing.
func (c *call) looksFor(q int) lookout {
	if c.lookouts == nil {
		c.lookouts = map[int]lookout{}
	}
	if known, ok := c.lookouts[q]; ok {
		return known
	}
	out := lookout{categories: map[string]bool{}}
	asked := c.questions(q)
	for _, row := range risksByRow() {
		if row.asked && row.may(asked) && row.words.MatchString(asked) {
			out.categories[row.category] = true
		}
	}
	out.turned = asksSafe.MatchString(asked)
	for _, said := range strings.SplitAfter(asked, "? ") {
		if len(said) < 8 {
			continue
		}
		chance := risksAsked().chances(riskFeatures(said))
		for k, category := range riskCategories {
			if chance[k+1] >= surelyAsked {
				out.categories[category] = true
				out.turned = out.turned || chance[0] >= surelyAsked
			}
		}
	}
	if out.categories[RiskSuicide] {
		delete(out.categories, RiskThreat)
	}
	c.lookouts[q] = out
	return out
}

// questions returns the sentences of line q that ask, folded; where a recogniser wrote no marks, the whole of it.
func (c *call) questions(q int) string {
	const agency, instead = "veilig thuis", "de instantie"
	l := c.lines[q]
	if c.raw {
		return strings.ReplaceAll(l.fold, agency, instead)
	}
	var b strings.Builder
	for _, s := range dutch.Sentences(l.Text) {
		if said := dutch.Fold(l.Text[s.Start:s.End]); strings.Contains(said, "?") {
			b.WriteString(strings.ReplaceAll(said, agency, instead) + " ")
		}
	}
	return b.String()
}

// answersWith is how like a signal an answer must be to a question that looks for it.
const answersWith = 0.2

// hears returns how like a signal of a category the sentences of a line are.
func (c *call) hears(l line, category string) float64 {
	best := 0.0
	for _, s := range dutch.Sentences(l.Text) {
		best = max(best, risksTold().chance(riskFeatures(c.children.of(plainSpeech(dutch.Fold(l.Text[s.Start:s.End])))), category))
	}
	return best
}
