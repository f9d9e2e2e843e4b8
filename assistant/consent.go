package assistant

import (
	"regexp"
	"slices"

	"wegwijzer/assistant/route"
	"wegwijzer/knowledge"
)

// Who meets a victim at work may ask whether a report (melding) needs the consent of a patient. The site tells of consent where somebody is referred to us,
// which is another matter: it is no answer, and who can give one is named.

// adviceTopics are offered beside that.
var adviceTopics = []knowledge.TopicID{forHelp, "veilig_thuis"}

// asksConsent reports whether that is asked.
func (s *state) asksConsent() bool {
	line := plainWords(s.question)
	if s.memory.Booking != nil || s.turn.Retrieved != "" || s.turn.Chosen || !consent.MatchString(line) || !ofMeldcode.MatchString(line) || ofReferral.MatchString(line) {
		return false
	}
	return s.memory.Speaker.is(standsBy) || slices.ContainsFunc(append(s.memory.earlier(), append(s.memory.Said, s.question)...), func(text string) bool {
		return route.AtWork(text) || hasToken(text, inCare) || worksThere.MatchString(plainWords(text))
	})
}

// unknownConsent says that the site does not tell it.
func (a *Assistant) unknownConsent(s *state) (verdict, error) {
	for _, id := range adviceTopics {
		s.found.Topics = append(s.found.Topics, knowledge.TopicScore{Topic: id, P: 1})
	}
	s.answer.Status, s.answer.Action = RefusedNoSource, ActionRefuse
	if err := a.say(s, Message(s.answer.Lang, "unknown")); err != nil {
		return verdict{}, err
	}
	return verdict{done: true, word: "consent"}, a.offer(s, "unknown_topics")
}

var (
	consent    = regexp.MustCompile(`\b(toestemming|instemming|instemmen|akkoord|goedvinden|medeweten|beroepsgeheim|zwijgplicht|geheimhouding|geheimhoudingsplicht)\b`)
	ofMeldcode = regexp.MustCompile(`\b(melding|meldingen|meld|melden|meldt|gemeld|meldcode|meldrecht|meldplicht|veilig thuis)\b`)
	ofReferral = regexp.MustCompile(`\b(verwijz\S*|doorverwij\S*|verwijs|aanmeld\S*|slachtofferhulp|jullie)\b`)
	worksThere = regexp.MustCompile(`\bik (werk|ben werkzaam) (\S+ ){0,3}(\S*school|kinderopvang|zorg|ggz|ziekenhuis|praktijk|jeugdhulp|gemeente|wijkteam)\b`)
	inCare     = words("patiënt patiënten patient patienten cliënt cliënten client clienten leerling leerlingen")
)
