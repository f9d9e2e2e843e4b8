package route

import (
	"slices"

	"wegwijzer/internal/dutch"
)

// Anonymous reports whether a message asks in few words whether its writer can stay without a name, and ofPlace, whether it says where: with the police, at
// an office. Help is wanted without a name when it is talked with somebody.
func Anonymous(message string) (asks, ofPlace, ofHelp bool) {
	s := read(dutch.Visible(message))
	has := func(concept string) bool { return s.has(need{concept: concept}) }
	asks = len(s.words) <= fewWords && has("anon") && (s.question || has("wish") || has("iself")) && !has("they") && !has("kin") && !has("other")
	return asks, has("elsewhere") || has("crime") || has("policeorg") || slices.ContainsFunc(s.words, func(w string) bool { return named[w] }), (has("talkto") || has("helpword")) && !has("thishere")
}

// named are what somebody can be without a name in besides, or who may name them.
var named = set("meld", "melden", "meldlijn", "misdaad", "tip", "pers", "krant", "media", "journalist", "getuigen")

// OfReporting reports whether a text is about telling the police.
func OfReporting(text string) bool {
	return slices.ContainsFunc(wordsOf(text), func(w string) bool { return reportWords[w] })
}

var reportWords = set("aangifte", "melding", "melden", "aangeven", "aangifteformulier", "politie", "politiebureau")

// WhereHeld reports whether a message asks in which prison somebody is.
func WhereHeld(message string) bool {
	const near = 4
	return slices.ContainsFunc(segments(dutch.Visible(message)), func(piece string) bool {
		s := read(piece)
		return s.has(need{concept: "whichplace", then: "jail", within: near}) && s.somebody() && !s.has(need{concept: "iself", then: "jail", within: near}) && !s.has(need{concept: "=staat"})
	})
}

// Spares reports whether a message says that its writer does not want somebody to be punished, or to go to prison.
func Spares(message string) bool {
	return slices.ContainsFunc(segments(dutch.Visible(message)), func(piece string) bool {
		s := read(piece)
		has := func(concept string) bool { return s.has(need{concept: concept}) }
		return (has("nowish") || has("notneeded")) && (has("jail") || has("punished")) && s.somebody() && !s.question && !has("outofjail") && !has("=geen_straf")
	})
}

// somebody reports whether a sentence names somebody else.
func (s sentence) somebody() bool {
	return slices.ContainsFunc(s.marks, func(m mark) bool {
		return m.concept == "they" || m.concept == "kin" || m.concept == "other" || m.concept == "offender" || m.concept == "doer" || m.concept == "isit" || m.concept == "theysubj"
	})
}
