package assistant

import (
	"slices"

	"wegwijzer/assistant/route"
)

// Who is blackmailed may ask whether to pay. That is no question after what anything costs, and the page that fits says it.

// notToPay is what the site is asked for who is blackmailed and asks that.
const notToPay = "afgeperst of gechanteerd: betaal niet, het dreigen gaat door"

var (
	// ransom begin words of who is blackmailed.
	ransom = []string{"afgeperst", "afpers", "perst", "chantage", "chanteer", "gechant", "sextortion"}
	paying = words("betalen betaal overmaken geven sturen stuur maak")
	ought  = words("moet zal kan moeten zullen beter maar toch")
)

// asksToPay reports whether who told of blackmail asks in few words whether to pay.
func (s *state) asksToPay() bool {
	tokens := tokenTexts(s.question)
	has := func(of map[string]bool) bool {
		return slices.ContainsFunc(tokens, func(w string) bool { return of[w] })
	}
	if s.answer.Lang != "nl" || len(tokens) > leanWords || !has(paying) || !has(ought) || !slices.Contains(tokens, "ik") && !slices.Contains(tokens, "we") && !slices.Contains(tokens, "wij") {
		return false
	}
	if !slices.Contains(tokens, "betalen") && !slices.Contains(tokens, "betaal") && !slices.Contains(tokens, "geld") || slices.ContainsFunc(tokens, func(w string) bool { return w == "hoeveel" || w == "jullie" || w == "advocaat" || w == "hulp" }) {
		return false
	}
	return route.Asks(s.question) && slices.ContainsFunc(append(s.memory.earlier(), append(s.memory.Said, s.question)...), func(text string) bool {
		return slices.ContainsFunc(tokenTexts(text), func(w string) bool { return begins(w, ransom) })
	})
}
