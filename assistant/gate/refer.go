package gate

import (
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
)

// Refers reports whether a sentence speaks of what the one before it named, though it does not begin with that: "Ga dan naar je huisarts", "Veel
// ouders zijn daar bang voor".
func Refers(sentence string) bool {
	tokens := dutch.Tokens(sentence)
	if len(tokens) == 0 || referring[tokens[0].Text] {
		return true
	}
	conditional := strings.ContainsAny(sentence, "?,:")
	clause := true // no mark and no word has begun another clause yet
	for i, t := range tokens[1:] {
		clause = clause && !opens[t.Text] && !strings.ContainsAny(sentence[tokens[i].End:t.Start], ",;:()")
		switch {
		case clause && adverbs[t.Text], i < referReach && t.Text == "dan" && !conditional, t.Text == "dat" && verbal[tokens[i].Text]:
			return true
		case t.Text == "dat" && clause && !slices.ContainsFunc(tokens[i+2:], func(after dutch.Token) bool { return dutch.Finite(after.Text) || dutch.Modal(after.Text) != "" }):
			return true // "wij zeggen dat eerlijk"; with a verb behind it, it opens a clause
		}
	}
	return len(tokens) > 1 && tokens[0].Text == "het" && verbal[tokens[1].Text]
}

// referReach is how far into a sentence "dan" still points to before it.
const referReach = 5

// opens are words behind which a sentence may point to its own beginning: "Ga naar het loket en vraag daar om een brief".
var opens = words("en of maar die waar om als want omdat terwijl zodat voordat nadat wie")

var (
	// referring are words that begin a sentence which goes on with the one before it.
	referring = words("bijvoorbeeld ja nee juist diegene")
	adverbs   = words("daar daarbij daarmee daarna daarnaar daarom daarover daarvan daarvoor daarin daarop hierbij hiermee hierna hierover hiervoor diegene ervoor ervan erbij ermee erover erop dus")
	verbal    = words("kan mag moet wordt gaat duurt komt doet zegt geeft geldt klopt hangt lukt heet gebeurt")
)

// PointsBack reports whether a sentence begins with what points to what stands before it, or draws a conclusion from that: behind another sentence than its own
// it would say something else.
func PointsBack(sentence string) bool {
	tokens := dutch.Tokens(sentence)
	return len(tokens) > 0 && (dangling[tokens[0].Text] || hasThen(tokens))
}

// dangling are words at the beginning of a sentence that point back to what stands before it, or draw a conclusion from it.
var dangling = words("ja nee jawel dit deze dat die zij ze hij hem haar hierdoor daardoor daarom daarna dan daarmee daarbij daarvoor hiervoor hiermee hierin daarin daar dus toch anders zo want vervolgens daarop hierop ertoe erbij")

// hasThen reports whether "dan" among the first words of a sentence points to a condition that stands before it: "Bel dan 112."
func hasThen(tokens []dutch.Token) bool {
	for i, t := range tokens {
		switch {
		case ties[t.Text] && t.Text != "dan":
			return false
		case t.Text == "dan" && i > 0 && comparison[tokens[i-1].Text] != 0:
		case t.Text == "dan" && i < thereafter && !(dutch.Finite(tokens[0].Text) && doers[tokens[1].Text]):
			return true
		}
	}
	return false
}
