package assistant

import (
	"slices"
	"strings"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// inSigns is what the site is asked of who cannot hear and asks for an interpreter: theirs is not one of languages.
const inSigns = "doof of slechthorend: gebarentolk of schrijftolk, ook bij de politie en de rechter"

// withoutHearing returns what the site is asked of who said before that they cannot hear or speak, and asks for an interpreter, how to report, or how to
// reach somebody.
func (s *state) withoutHearing() string {
	switch {
	case !s.memory.Deaf:
		return ""
	case route.OfSigns(s.question), asksToReport(s.ownDutch()): // to report, others are told to call
		return inSigns
	case route.WithoutCalling(s.question):
		return inWriting
	}
	return ""
}

// asksToReport reports a few words that ask how or where to report something to the police: "hoe doe ik aangifte".
func asksToReport(text string) bool {
	tokens := tokenTexts(text)
	return len(tokens) <= leanWords/2 && slices.Contains(tokens, "aangifte") && slices.ContainsFunc(tokens, func(w string) bool { return w == "hoe" || w == "waar" || w == "kan" })
}

// reactions is the topic of what people feel after something terrible.
const reactions knowledge.TopicID = "normale_reacties"

// byText is the topic of reaching us without a call.
const byText knowledge.TopicID = "chat_online"

// inWriting is what the site is asked of who cannot hear or speak: nobody tells them when the telephone is answered.
const inWriting = "doof, slechthorend of niet kunnen praten: hoe je ons bereikt"

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
	return wonders && (self || route.OfAnyone(question))
}

// wonders reports whether somebody who told of themselves asks in the next message whether that is normal.
func (s *state) wonders() bool {
	tokens := dutch.Tokens(s.question)
	if len(tokens) > leanWords/2 || s.answer.Lang != "nl" || !slices.ContainsFunc(tokens, func(t dutch.Token) bool { return strange[t.Text] }) {
		return false
	}
	told := s.memory.earlier()
	if n := len(s.memory.Said); n > 0 && ofChildsReaction(s.memory.Said[n-1], strings.Join(told, " ")) {
		return false
	}
	return s.memory.Unclear > 0 || slices.ContainsFunc(told, func(text string) bool { return asksIfNormal(text + ". " + s.question) })
}

// ofChildsReaction reports whether a text tells how it is for a child that was told of, and nothing of its writer: "hij wil niet meer naar school".
func ofChildsReaction(text, told string) bool {
	all := clause{words: tokenTexts(text)}
	ofChild := all.holds(childKin) || len(all.words) > 0 && slices.Contains(childPronouns, all.words[0]) && namesYoung(told)
	return ofChild && all.of(writerWords) < 0 && all.of(meWords) < 0
}

// onlyIfNormal reports whether a message asks only whether something is normal, and names nothing else.
func onlyIfNormal(message string) bool {
	tokens := dutch.Tokens(message)
	wonders := slices.ContainsFunc(tokens, func(t dutch.Token) bool { return strange[t.Text] })
	return wonders && !slices.ContainsFunc(tokens, func(t dutch.Token) bool { return !strange[t.Text] && !dutch.Stop(t.Text) })
}

var (
	strange   = words("normaal gek raar vreemd abnormaal logisch")
	authority = words("politie agent agenten rechter rechtbank officier justitie advocaat verzekeraar verzekering bank werkgever brief zaak zitting aangifte verdachte uitspraak dader cjib schadefonds reclassering gemeente school hij zij ze")
)

// mediated, inCourt and mayNotCome are for who would speak with whoever did it, and for who may run into them: in court, or anywhere.
const (
	mediated   knowledge.TopicID = "herstelbemiddeling"
	inCourt    knowledge.TopicID = "veiligheid_rechtbank"
	mayNotCome knowledge.TopicID = "contactverbod"
)

// inTouch returns what the site is asked for who speaks of being in touch with whoever did it. Who only runs into somebody must have told of an offence: they
// read of the court when that is what the talk is about, and of somebody's coming free when that was told.
func (s *state) inTouch() knowledge.TopicID {
	told := append(s.memory.earlier(), s.question)
	switch route.OffenderContact(s.question) {
	case route.Wanted:
		return mediated
	case route.Unwanted:
		return mayNotCome
	case route.Met:
		switch {
		case !slices.ContainsFunc(told, route.OfOffence) && len(s.memory.Kinds) == 0:
			return ""
		case slices.ContainsFunc(told, route.ComesFree):
			return onRelease
		case slices.ContainsFunc(told, func(text string) bool { return route.OffenderContact(text) == route.Wanted || route.Mediates(text) }):
			return mediated
		case slices.ContainsFunc(told, route.OfCourt):
			return inCourt
		}
		return mayNotCome
	}
	return ""
}

// ofCourt reports whether a message asks on about a hearing that the talk is about, after no card but one for somebody who is near: in court they are.
func (s *state) ofCourt(text string) bool {
	c := s.memory.Card
	told := s.memory.earlier()
	return c != nil && len(c.Kinds) > 0 && c.Kinds[0] == danger.PerpetratorNear && route.Asks(text) && !route.WhatNow(text) && slices.ContainsFunc(told, route.OfCourt)
}

// dutyAtWork is what the site is asked of who meets a victim at work and asks what they must do: it is no question of a parent.
const dutyAtWork = "ik werk met kinderen, in de zorg of op een school: meldcode van je organisatie"

// onDuty reports whether somebody told of a pupil, a patient or a client, and asks what they must or may do.
func (s *state) onDuty() bool {
	told := s.memory.earlier()
	return route.OfDuty(s.question) && slices.ContainsFunc(told, route.AtWork)
}

// afterShooting is what the site is asked of who had to shoot on duty: other pages on shootings speak to whom it was done to.
const afterShooting = "hulpverlener of ambtenaar: opvang door de organisatie, collega's"
