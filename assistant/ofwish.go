package assistant

import (
	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// ofDying is for who thinks of death, and for who is afraid for somebody who does.
const ofDying knowledge.TopicID = "suicidale_gedachten"

// ofWish returns what the site is asked for who asks in few words what to do or to say after a wish to die was told, their own or somebody else's, and names no
// subject of their own: whom one speaks to, and what one says, is then no matter of a court.
func (a *Assistant) ofWish(s *state) (knowledge.Topic, bool) {
	if !s.memory.Wish || !s.reads.Check(s.memory.story()).Wish || s.finding.Level == danger.Acute || len(dutch.Tokens(s.question)) > leanWords || !route.Asks(s.question) && !route.WhatNow(s.question) || namesAnything(s.now()) {
		return knowledge.Topic{}, false
	}
	return a.topics().Lookup(ofDying)
}
