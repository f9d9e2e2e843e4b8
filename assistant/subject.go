package assistant

import (
	"context"
	"slices"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/knowledge"
)

// asksAbout returns what the site is asked for a message that plainly asks for a topic, in words that no page has or that another page has: "ik ben bang voor
// wraak" finds what is said to who wants some. A child who fears to be taken from home is told who listens to a child.
func (a *Assistant) asksAbout(s *state) (string, bool) {
	if s.turn.Retrieved != "" || s.turn.Chosen {
		return "", false
	}
	if topic, ok := a.comesFree(s); ok {
		return topic.Name, true
	}
	if s.memory.Child && !a.caused(s) && route.OfYouthCare(s.question) {
		return toYoung, true
	}
	if route.OfUse(s.question) {
		return ofOurData, true
	}
	id := knowledge.TopicID(route.About(s.question))
	if route.AsksToAttend(s.question) && slices.ContainsFunc(append(s.memory.earlier(), s.memory.Said...), route.OfCourt) {
		return mayStayAway, true
	}
	if id == route.OfVengeance || route.Pressed(s.question) {
		return fromRevenge, true
	}
	if id == ofSleep {
		return cannotSleep, true
	}
	topic, ok := a.topics().Lookup(id)
	return topic.Name + ": " + s.now(), ok
}

// ofSleep is the topic of who sleeps badly, whatever keeps them awake: they ask for no page about that.
const ofSleep knowledge.TopicID = "slaap_nachtmerries"

// mayStayAway is what the site is asked for who asks whether they must come to a hearing.
const mayStayAway = "De zitting bij de rechter: kan ik thuisblijven, moet ik komen"

// What the site is asked for who fears revenge, who cannot sleep, and for who doubts whether they are followed.
const (
	fromRevenge = "Druk of bedreiging vanwege de zaak: wat kan de politie doen tegen wraak, contactverbod, adres niet in de aangifte"
	cannotSleep = "Slecht slapen: wat kun je doen als je niet kunt slapen of wakker ligt"
	ifFollowed  = "Stalking: iemand houdt je in de gaten, bewijs bewaren en de politie bellen"
)

// doubtReplies are what is said to who doubts what they tell.
var doubtReplies = map[route.SelfDoubt]reply{
	route.ItsWorth: {key: "doubt_worth", status: Told, action: ActionAnswer},
	route.ItsTruth: {key: "doubt_truth", status: Told, action: ActionAnswer},
}

// doubtsSelf returns what is said to who doubts whether what happened is bad enough to ask for help, or whether they see right that another is after them: of
// that nobody tells them how common it is to feel so.
func (s *state) doubtsSelf() (reply, bool) {
	if s.finding.Level > danger.None || s.turn.Retrieved != "" || s.turn.Chosen || s.memory.Booking != nil {
		return reply{}, false
	}
	doubt := route.DoubtsSelf(s.question)
	if doubt == route.ItsTruth && !slices.ContainsFunc(s.memory.Kinds, func(k danger.Kind) bool { return slices.Contains(fromAnother, k) }) {
		return reply{}, false
	}
	r, ok := doubtReplies[doubt]
	return r, ok
}

// ofDoubt takes who doubts what they tell at their word.
func (a *Assistant) ofDoubt(ctx context.Context, s *state, r reply) (verdict, error) {
	s.answer.Status, s.answer.Action, s.own, s.program = r.status, r.action, true, ""
	if err := a.say(s, Message(s.answer.Lang, r.key)); err != nil || r.key != "doubt_truth" {
		return verdict{done: true, word: r.key}, err
	}
	return verdict{done: true, word: r.key}, a.fromSite(ctx, s, ifFollowed)
}
