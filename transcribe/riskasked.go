package transcribe

import (
	"strings"

	"wegwijzer/internal/dutch"
)

// lookout is what a question of staff looks for.
type lookout struct {
	categories map[string]bool
	turned     bool            // yes means that all is well: "voelt u zich veilig?"
	surest     string          // what it looks for most
	half       map[string]bool // what it may be looking for
	open       bool            // asks how somebody is: "hoe gaat het met u?"
}

// How sure the classifier is of what a question is about.
const (
	surelyAsked = 0.5
	halfAsked   = 0.25
)

// looksFor returns what the words of staff in line q look for; its map is empty when they look for nothing.
func (c *call) looksFor(q int) lookout {
	if c.lookouts == nil {
		c.lookouts = map[int]lookout{}
	}
	if known, ok := c.lookouts[q]; ok {
		return known
	}
	out := lookout{categories: map[string]bool{}, half: map[string]bool{}}
	asked := c.questions(q)
	for _, row := range risksByRow() {
		if row.asked && row.words.MatchString(asked) {
			out.categories[row.category] = true
		}
	}
	out.turned = asksSafe.MatchString(asked)
	most := 0.0
	for _, said := range strings.SplitAfter(asked, "? ") {
		if len(said) < 8 {
			continue
		}
		chance := risksAsked.Get().chances(questionFeatures(said))
		out.open = out.open || chance[1] >= surelyAsked
		for k, category := range riskCategories {
			if chance[k+2] >= halfAsked {
				out.half[category] = true
			}
			if chance[k+2] >= surelyAsked {
				out.categories[category] = true
				out.turned = out.turned || chance[0] >= surelyAsked
				if chance[k+2] > most {
					out.surest, most = category, chance[k+2]
				}
			}
		}
	}
	out.turned = out.turned && !asksDanger.MatchString(asked)
	if out.categories[RiskSuicide] {
		delete(out.categories, RiskThreat)
	}
	c.lookouts[q] = out
	return out
}

// asksDanger is in a question to which yes means danger, however it begins: "voelt u zich bedreigd?".
var asksDanger = expressed(`\b(?:bedreigd|bedreigt|bang|onveilig|gevaar|angstig|wraak)\b`)

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
		best = max(best, risksTold.Get().chance(riskFeatures(c.children.of(plainSpeech(dutch.Fold(l.Text[s.Start:s.End])))), category))
	}
	return best
}
