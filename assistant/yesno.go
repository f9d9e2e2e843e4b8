package assistant

import (
	"slices"
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
		switch modal := dutch.Modal(t.Text); {
		case after&askedDuty != 0 && (modal == "moet" || modal == "hoeft" || t.Text == "verplicht" || t.Text == "nodig"),
			after&askedAllowed != 0 && (modal == "mag" || t.Text == "verboden"):
			return saysWhether
		}
	}
	return 0
}

// saysWhoGets is what a unit is worth to a question whether somebody gets something that says for whom that is.
const saysWhoGets = 0.5

var (
	getting = words("krijg krijgt krijgen kregen recht")
	// onWhat begin what a question says it would be gotten for: "bij inbraak", "als je bent opgelicht".
	onWhat = words("bij na als door wegens omdat vanwege om nu terwijl")
	// anything stands for what is gotten and names nothing.
	anything = words("geld bedrag vergoed vergoeding schad euro iets hulp gev krijg recht")
	// forOnly stands before those for whom something is, and nobody else.
	forOnly = words("alleen uitsluitend enkel slechts")
	// recipients are those for whom a page says that something is.
	recipients = words("slachtoffers slachtoffer mensen wie iedereen nabestaanden naasten degene iemand")
)

// wantsOf returns the stems of what a question asks whether somebody gets it: "krijg ik geld van het fonds bij inbraak" asks after the fund. None when it asks for
// something else.
func wantsOf(question string) []string {
	tokens := dutch.Tokens(question)
	at := slices.IndexFunc(tokens, func(t dutch.Token) bool { return getting[t.Text] })
	if at < 0 || asksForSum(question) || asksAfter(question)&^(askedAllowed|askedDuty|askedPrice) != 0 {
		return nil
	}
	named := func(some []dutch.Token) []string {
		var stems []string
		for _, t := range some {
			if onWhat[t.Text] {
				break
			}
			if terms := dutch.WordTerms(t.Text); len(terms) > 0 && !everyday[terms[0].Text] && !anything[terms[0].Text] {
				stems = append(stems, dutch.Singular(terms[0].Text))
			}
		}
		return stems
	}
	if behind := named(tokens[at+1:]); len(behind) > 0 {
		return behind
	}
	if verb := slices.IndexFunc(tokens[:at], func(t dutch.Token) bool { return toYesOrNo[t.Text] }); verb >= 0 {
		return named(tokens[verb+1 : at]) // kan ik geld van het fonds krijgen
	}
	return nil
}

// saysWho reports whether a unit says for whom something is, or that something falls under it or not.
func saysWho(l skimmed) bool {
	falls, gives, gotten := false, false, false
	for i, t := range l.tokens {
		last, next := "", ""
		if i > 0 {
			last = l.tokens[i-1].Text
		}
		if i+1 < len(l.tokens) {
			next = l.tokens[i+1].Text
		}
		switch {
		case t.Text == "valt" || t.Text == "vallen":
			falls = true
		case t.Text == "geeft" || t.Text == "geven" || t.Text == "betaalt":
			gives = true
		case t.Text == "krijg" || t.Text == "krijgt" || t.Text == "krijgen":
			gotten = true
		case t.Text == "onder" && falls, t.Text == "aan" && gives && recipients[next],
			t.Text == "voor" && (last == "is" || last == "zijn" || last == "er" || forOnly[last] || recipients[next]),
			gotten && (t.Text == "als" || t.Text == "bij") && i > 0:
			return true
		}
	}
	return false
}

// answersWhether returns what a unit is worth to a question whether somebody gets what has these stems: it says for whom that is, and it, its heading or its page
// names it.
func answersWhether(stems []string, named ...map[string]bool) float64 {
	if len(stems) == 0 {
		return 0
	}
	n := 0
	for _, stem := range stems {
		if slices.ContainsFunc(named, func(in map[string]bool) bool { return in[stem] }) {
			n++
		}
	}
	return saysWhoGets * float64(n) / float64(len(stems))
}
