package web

import (
	"slices"

	"wegwijzer/knowledge"
)

// A young person gets to an answer in three taps: that they are young, where it happened, what it is. The words are theirs, and whether there is danger
// is read in them; what the site is asked is the topic behind them, answered at their level.

// youngPlace is where something happened, as the page offers it.
type youngPlace struct {
	Key    string // of its text
	Icon   string
	Topics []youngTopic
}

// youngTopic is a topic in the words of a young person.
type youngTopic struct {
	Topic knowledge.TopicID
	Key   string
}

var youngPlaces = []struct {
	name, icon string
	topics     []knowledge.TopicID
}{
	{"online", "phone-screen", []knowledge.TopicID{"wraakporno", "sextortion", "grooming", "cyberpesten"}},
	{"thuis", "house", []knowledge.TopicID{"kindermishandeling", "getuige_huiselijk_geweld_kind", "weglopen_jongere"}},
	{"school", "book", []knowledge.TopicID{"pesten_school", "seksuele_intimidatie"}},
	{"buiten", "street", []knowledge.TopicID{"straatroof", "mishandeling", "straatintimidatie"}},
	{"lijf", "hand", []knowledge.TopicID{"aanranding", "verkrachting", "bevriezen"}},
	{"voelen", "heart", []knowledge.TopicID{"schuld_schaamte", "slaap_nachtmerries", "somberheid", "omgeving_onbegrip"}},
}

// young returns what the page offers to young people: the places with the topics that the bank has.
func (s *Server) young() []youngPlace {
	var all []youngPlace
	for _, p := range youngPlaces {
		place := youngPlace{Key: "page_young_" + p.name, Icon: p.icon}
		for _, id := range p.topics {
			if _, ok := s.config.Bank().Lookup(id); ok {
				place.Topics = append(place.Topics, youngTopic{id, youngKey(id)})
			}
		}
		if len(place.Topics) > 0 {
			all = append(all, place)
		}
	}
	return all
}

// youngKey is the key of the words of a young person for a topic.
func youngKey(id knowledge.TopicID) string { return "young_" + string(id) }

// offeredYoung reports whether a topic is one of those that the page offers to young people.
func offeredYoung(id knowledge.TopicID) bool {
	for _, p := range youngPlaces {
		if slices.Contains(p.topics, id) {
			return true
		}
	}
	return false
}
