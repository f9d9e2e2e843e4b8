package assistant

import (
	"strings"

	"wegwijzer/internal/dutch"
)

var (
	// toYesOrNo begin a question that is answered by yes or no, or by when.
	toYesOrNo = words("mag mogen kan kun kunnen moet moeten hoef hoeft hoeven krijg krijgt krijgen heb hebben heeft ben is zijn wordt word betaalt vergoedt geldt helpt doet gaat valt")
	// sayYesOrNo begin an answer to one.
	sayYesOrNo = words("ja nee jazeker zeker soms meestal vaak niet misschien")
	// heights ask for a sum also where the rest is a question of yes or no.
	heights = words("hoeveel hoog bedrag bedragen euro kost kosten")
)

// asksYesOrNo reports whether a question is one of yes or no.
func asksYesOrNo(question string) bool {
	tokens := dutch.Tokens(question)
	at := 0
	for at < len(tokens) && at < 2 && beforeAsking[tokens[at].Text] {
		at++
	}
	return at < len(tokens) && toYesOrNo[tokens[at].Text]
}

// asksForSum reports whether a question that may be one of yes or no asks how much.
func asksForSum(question string) bool {
	for _, t := range dutch.Tokens(question) {
		if heights[t.Text] {
			return true
		}
	}
	return strings.Contains(question, "€")
}

// What a unit is worth to a question of yes or no by its form.
const (
	saysYesOrNo = 0.5  // it begins with yes or no, under a question
	saysWhether = 0.25 // it says what of the same may, must or need not be
)

// answersYesOrNo returns what a unit is worth to a question of yes or no that asks after so much. A yes or no belongs to the question that it stands under: what
// may be is not told by what must, and it counts as much as that question says of what is asked.
func (w termWeights) answersYesOrNo(after asked, u unit, l skimmed, heading string) float64 {
	if u.list {
		return 0
	}
	if _, said, ok := strings.Cut(u.ground+u.text, "\n"); ok {
		if first := dutch.Tokens(firstSentence(said)); len(first) > 0 && sayYesOrNo[first[0].Text] {
			if (asksAfter(heading)^after)&askedDuty != 0 {
				return 0
			}
			says, _ := w.covered(nil, bag(heading), nil)
			return saysYesOrNo * min(1, 2*sum(says))
		}
	}
	for _, t := range l.tokens {
		switch modal := modals[t.Text]; {
		case after&askedDuty != 0 && (modal == "moet" || modal == "hoeft" || t.Text == "verplicht" || t.Text == "nodig"),
			after&askedAllowed != 0 && (modal == "mag" || t.Text == "verboden"):
			return saysWhether
		}
	}
	return 0
}
