package assistant

import (
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// reactions is the topic of what people feel after something terrible.
const reactions knowledge.TopicID = "normale_reacties"

// byText is the topic of reaching us without a call.
const byText knowledge.TopicID = "chat_online"

// asksIfNormal reports whether someone asks, at the end of what he tells of himself, whether that is normal: "Ik slaap niet meer. Is dat normaal?" The
// story says what happened, but the answer is how people react to it.
func asksIfNormal(question string) bool {
	wonders, self := false, false
	tokens := dutch.Tokens(question)
	for i, t := range tokens {
		switch {
		case strange[t.Text]:
			for _, before := range tokens[max(0, i-5):i] {
				wonders = wonders || before.Text == "is" || before.Text == "ben" || before.Text == "zijn" || before.Text == "hoort"
			}
		case t.Text == "ik" || t.Text == "mij" || t.Text == "me" || t.Text == "mijn" || t.Text == "we":
			self = true
		case authority[t.Text]:
			return false // whether what they do is normal
		}
	}
	return wonders && self
}

var (
	strange   = words("normaal gek raar vreemd abnormaal logisch")
	authority = words("politie agent agenten rechter rechtbank officier justitie advocaat verzekeraar verzekering bank werkgever brief zaak zitting aangifte verdachte uitspraak dader cjib schadefonds reclassering gemeente school hij zij ze")
)

// ofContact are the topics of being in touch with whoever did it.
var ofContact = map[route.Contact]knowledge.TopicID{route.Wanted: "herstelbemiddeling", route.Unwanted: "contactverbod"}
