package assistant

import (
	"context"
	"regexp"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// Who told that they hit somebody and then writes "ik wil stoppen" speaks of the hitting, and not of this talk: they are shown who helps them with it.

// hits reports whether a message tells that its writer is violent to somebody of theirs.
func (a *Assistant) hits(s *state) bool {
	if s.turn.Retrieved != "" || s.turn.Chosen || route.HitsBack(s.turn.said()) {
		return false
	}
	if ownDeed(s.turn.said()) || route.Hits(s.turn.said()) {
		return true
	}
	told := s.ownDutch()
	top := a.topics().Rank(told, 1)
	return hasToken(told, writerPronoun) && len(top) > 0 && top[0].Topic == ownViolence && top[0].P >= ownSubject
}

var writerPronoun = words("ik")

// stopsHitting reports whether a message says that its writer wants to stop with what they told to do to another.
func (s *state) stopsHitting() bool {
	return s.memory.Hits && s.memory.Booking == nil && (route.WantsToStop(s.question) || itStops.MatchString(plainWords(s.question)) || helpWanted.MatchString(plainWords(s.question)))
}

// itStops is what is wished of what somebody does themselves: "ik wil dat het stopt".
var itStops = regexp.MustCompile(`\b(dat|moet) (het|dit) (nu |echt |nou )*(stopt|ophoudt|stoppen|ophouden|over is|nooit meer gebeurt|niet meer gebeurt)\b|\b(it|this) (has to|must|needs to|to) (stop|end)\b`)

// helpWanted asks for help so that it does not happen again.
var helpWanted = regexp.MustCompile(`\b(hulp|help|helpen|praten)\b.*\b(niet|nooit) (nog een keer|nog eens|weer|meer|opnieuw)|\b(waar|hoe|bij wie) (kan|krijg|vind) ik (\S+ ){0,2}hulp\b|\bhelp\b.*\b(never|not) .*\b(again|happen)|\b(where|how) (can|do) i (get|find) help\b`)

// whoHelpsToStop answers that.
func (a *Assistant) whoHelpsToStop(s *state) (verdict, error) {
	s.answer.Status, s.answer.Action, s.own = Told, ActionVeiligThuis, true
	return verdict{done: true, word: "stop hitting"}, a.say(s, Message(s.answer.Lang, "stop_hitting"))
}

// lawWords are words of what the law may do to who hit somebody.
var lawWords = words("aangifte aangeven aanklacht politie straf gestraft cel gevangenis boete strafblad veroordeeld rechter rechtbank zitting charges police prison jail fine court judge record plainte prison amende tribunal juge casier policja policję zgłosi więzienie grzywna sąd polis şikayet hapis ceza mahkeme поліція поліцію заяву тюрма штраф суд شرطة الشرطة شكوى سجن السجن محكمة keho prizòn korte")

// ofOwnViolence returns what is said to who told that they hit somebody of theirs, and is ashamed or asks what may come of it: the pages on guilt and on a case
// speak to whom it was done to. It is "" for anybody else.
func (a *Assistant) ofOwnViolence(s *state) string {
	if !s.memory.Hits && !a.hits(s) || s.memory.Booking != nil || s.turn.Retrieved != "" || s.turn.Chosen || struckFirst.MatchString(plainWords(s.question)) { // who was hit too
		return ""
	}
	kind := RouterOf(a.bank).Route(s.question).Kind
	switch {
	case kind == route.Guilt || route.Regrets(s.question):
		return "wronged"
	case !route.Asks(s.question) && !asksOf(s.question, dutch.Tokens(s.question)):
		goesOn := s.memory.Hits && s.finding.Level == danger.None && (kind == route.Answer || kind == route.Unclear || kind == route.Distress) && knowledge.ToldIn(s.question).Named == 0 && hasToken(s.question, ofOthers)
		if ownDeed(s.question) && s.finding.Level == danger.Concern || goesOn {
			return "wronged" // "ze neemt niet op", "ik ga nu naar haar toe": not to go there is what is said
		}
	case hasToken(s.question, lawWords):
		return "accused"
	}
	return ""
}

// ofWrong reports a message that tells that its writer raped or battered somebody, or that speaks of remorse after such was told.
func (s *state) ofWrong() bool {
	if s.finding.Level > danger.None || s.memory.Booking != nil || s.turn.Retrieved != "" || s.turn.Chosen {
		return false
	}
	return route.Wronged(s.question) || s.memory.Hits && route.Regrets(s.question)
}

// forWrong says to whom they can talk. Who regrets it, or tells it again, reads besides what the site knows of a mediator: other pages speak to whom it was
// done to.
func (a *Assistant) forWrong(ctx context.Context, s *state) (verdict, error) {
	s.answer.Status, s.answer.Action, s.own = Told, ActionAnswer, true
	if route.Regrets(s.question) {
		return verdict{done: true, word: "regrets"}, a.withSite(ctx, s, reply{key: "wronged", search: mediation})
	}
	key := s.another("wronged")
	if key != "wronged" {
		return verdict{done: true, word: "wronged"}, a.withSite(ctx, s, reply{key: key, search: mediation})
	}
	return verdict{done: true, word: "wronged"}, a.say(s, Message(s.answer.Lang, key))
}
