package assistant

import (
	"slices"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// Whether somebody of ours comes to see the writer, and whether a helper can talk a case over with us, is on the site: an appointment is offered below that.

// The topics of who comes to the writer, and of whom a helper by profession can call.
const (
	atTheirs knowledge.TopicID = "locaties_huisbezoek"
	forHelp  knowledge.TopicID = "advieslijn_professional"
)

// besidesUs returns the topic of what a message asks of us that is no wish to speak with somebody now.
func (a *Assistant) besidesUs(s *state) (knowledge.Topic, bool) {
	id, ok := s.besidesUs()
	if !ok {
		return knowledge.Topic{}, false
	}
	return a.topics().Lookup(id)
}

// besidesUs is that of the assistant, as the id of the topic.
func (s *state) besidesUs() (knowledge.TopicID, bool) {
	switch {
	case s.memory.Booking != nil || s.turn.Chosen || s.turn.Retrieved != "" || s.finding.Level > danger.None:
		return "", false
	case asksToCome(s.question):
		return atTheirs, true
	case s.asksAdvice():
		return forHelp, true
	}
	return "", false
}

var (
	comingWords  = words("komt komen kom langskomen langskomt bezoeken")
	ofOurs       = words("iemand medewerker medewerkster vrijwilliger jullie u mensen")
	theirPlace   = words("hier thuis huis langs langskomen langskomt bezoek koffie keukentafel kantine hal werkvloer school ziekenhuis bed")
	notOfOurs    = words("ik politie agent wijkagent dader ex stalker hij ze zij hem arts dokter ambulance afspraak rechter mee")
	adviceWords  = words("doornemen doorspreken overleggen voorleggen bespreken sparren raadplegen meedenken meekijken advies overleg")
	adviceOthers = words("politie advocaat huisarts rechter")
)

// maxOfVisit is how many words such a question has at most.
const maxOfVisit = 16

// asksToCome reports whether a message asks whether somebody comes to where its writer is: "kan er hier iemand komen praten".
func asksToCome(message string) bool {
	for _, span := range dutch.Sentences(message) {
		text := message[span.Start:span.End]
		tokens := dutch.Tokens(text)
		if at := slices.IndexFunc(tokens, func(t dutch.Token) bool { return asksComing[t.Text] }); at > 0 {
			tokens, text = tokens[at:], text[tokens[at].Start:] // what is told before it is no part of the question
		}
		if len(tokens) > 2 && len(tokens) <= maxOfVisit && asksComing[tokens[0].Text] && hasToken(text, comingWords) && hasToken(text, ofOurs) && hasToken(text, theirPlace) && !hasToken(text, notOfOurs) {
			return true
		}
	}
	return false
}

// asksComing begin such a question.
var asksComing = words("kan kun kunt kunnen komt komen zou zouden wil willen mag")

// asksAdvice reports whether who met a victim at work asks to talk it over with us.
func (s *state) asksAdvice() bool {
	return route.Asks(s.question) && hasToken(s.question, adviceWords) && !hasToken(s.question, adviceOthers) && slices.ContainsFunc(slices.Concat(s.memory.earlier(), s.memory.Said, []string{s.question}), route.AtWork)
}

// ofShame is for who dares not tell somebody of theirs.
const ofShame knowledge.TopicID = "schuld_schaamte"

// confides returns the topic of shame for who asks how to tell somebody of theirs, or says that these know nothing yet. Who is in danger from somebody keeps
// it from them for another reason.
func (a *Assistant) confides(s *state) (knowledge.Topic, bool) {
	if s.before == "" || s.finding.Level > danger.None || len(s.memory.Kinds) > 0 || !route.Confides(s.question) {
		return knowledge.Topic{}, false
	}
	return a.topics().Lookup(ofShame)
}
