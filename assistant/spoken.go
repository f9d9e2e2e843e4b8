package assistant

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// Some of what is said in a talk resembles a complaint, or a question that no page answers, and is neither: that a call of ours was missed, that somebody would
// rather speak with another of us, that it was unjust, or that they make too much of it. A word of ours belongs to that.

// spokenReplies are what is said to it.
var spokenReplies = map[string]reply{
	"missed_call":      {key: "missed_call", status: HandedOver, action: ActionHandover},
	"missed_call_more": {key: "missed_call_more", status: HandedOver, action: ActionHandover},
	"other_worker":     {key: "other_worker", status: HandedOver, action: ActionHandover},
	"belittles":        {key: "belittles", status: Told, action: ActionAnswer},
	"resents":          {key: "resents", status: Told, action: ActionAnswer, topics: true},
}

// spoken returns what is said to a message of that kind, and false for any other. Who tells of danger has a card, and reads that.
func (s *state) spoken() (reply, bool) {
	if s.finding.Level > danger.None || s.turn.Retrieved != "" || s.turn.Chosen || s.memory.Booking != nil {
		return reply{}, false
	}
	missed := s.memory.Offered == "missed_call" || s.memory.Offered == "missed_call_more"
	key := ""
	switch {
	case missed && route.LostChance(s.question), route.MissedCall(s.question) && route.LostChance(s.question):
		key = "missed_call_more"
	case route.MissedCall(s.question):
		key = "missed_call"
	case s.wantsOther():
		key = "other_worker"
	case s.memory.Offered != "belittles" && route.Belittles(s.question):
		key = "belittles"
	case s.inTalk() && route.Resents(s.question):
		key = "resents"
	}
	r, ok := spokenReplies[key]
	return r, ok
}

// sayTo says it. Of a body that stood by, and has a complaint of its own, the site tells how to complain.
func (a *Assistant) sayTo(ctx context.Context, s *state, r reply) (verdict, error) {
	done := verdict{done: true, word: r.key}
	s.answer.Status, s.answer.Action, s.own, s.program = r.status, r.action, true, ""
	if err := a.say(s, Message(s.answer.Lang, r.key)+s.childLine()); err != nil || !r.topics {
		return done, err
	}
	told := s.ownDutch()
	if of := wrongedBy(told); of != "" {
		return done, a.fromSite(ctx, s, complaintAbout+of)
	}
	s.found.Topics = slices.DeleteFunc(a.topics().Rank(searchable(told), buttons), func(t knowledge.TopicScore) bool { return t.P < ownSubject })
	if len(s.found.Topics) == 0 {
		return done, nil
	}
	return done, a.offer(s, "")
}

// wrongedBy returns what a page calls the body that a message names and that has a complaint of its own, "" where it names none.
func wrongedBy(text string) string {
	for _, w := range tokenTexts(text) {
		if name := notUs[w]; name != "" && name != "rechter" && w != "om" { // what a judge decides is no ground for a complaint
			return name
		}
	}
	return ""
}

// wantsOther reports whether somebody would rather speak with another of us: in a few words just after they complained, or with the word for who works here.
func (s *state) wantsOther() bool {
	m := bookingFold(s.question)
	if len(dutch.Tokens(s.question)) > leanWords || named(m) || strings.Contains(m, "?") && !otherOfUs.MatchString(m) {
		return false
	}
	return otherOfUs.MatchString(m) && !ofOthersOffice.MatchString(m) || (s.memory.Offered == "complaint" || s.memory.Offered == "other_worker") && otherOne.MatchString(m)
}

var (
	// otherOne matches a wish for somebody else, in every language, on folded text.
	otherOne = regexp.MustCompile(`^(nee |en |maar |dan |ik |wij |we |graag |liever |i |je |ja |я |can |kan |mag |krijg )*(wil|wilde|wou|zou|graag|liever|kan|mag|krijg|want|rather|would|prefer|veux|voudrais|prefere|istiyorum|chce|wole|хочу|اريد|أريد|ke)?( (ik|we|wij|graag|liever|wel|gewoon|dan|like|have|speak to|speak with|ook))* ?(een ander|een andere|iemand anders|ander iemand|someone else|somebody else|another one|another person|quelquun dautre|une autre personne|baska biri|baskasi|baska birini|kogos innego|inna osobe|когось іншого|іншу людину|شخصا اخر|شخص اخر|شخصا آخر|شخص آخر|otro hende)( (spreken|hebben|graag|krijgen|praten|aan de lijn|istiyorum|please|dan|,|\.))*$`)
	// otherOfUs matches a wish for another of those who work here.
	otherOfUs = regexp.MustCompile(`\b(wil|wilde|wou|graag|liever|kan|mag|krijg|krijgen|nodig|zoek|vraag|vragen|want|would like|can)\b.{0,30}\b(ander|andere|other|another|different) (medewerker|medewerkster|contactpersoon|casemanager|begeleider|begeleidster|vrijwilliger|member of staff|employee|case manager|contact person)\b`)
	// ofOthersOffice names others who have workers too.
	ofOthersOffice = regexp.MustCompile(`\b(bank|gemeente|politie|veilig thuis|school|werk|verzekering|ggz|jeugdzorg)\b`)
)

// onlyNamesUs reports whether a message speaks to us, or of us, and says no word of who is displeased: that somebody of ours called is no complaint.
func (s *state) onlyNamesUs() bool {
	line := plainWords(s.question)
	return s.answer.Lang == "nl" && namesUs.MatchString(line) && !displeased.MatchString(line)
}

var (
	namesUs    = regexp.MustCompile(`\b(jullie|slachtofferhulp)\b`)
	displeased = regexp.MustCompile(`\b(niet|nooit|geen|niemand|niks|niets|nergens|nog steeds|nog altijd|slecht\S*|bot\S*|kortaf|onbeleefd|onaardig|onbeschoft|lomp|grof|klacht|klachten|klagen|klaag|ontevreden|teleurgesteld\S*|teleurstelling|boos|kwaad|woedend|belachelijk|schandalig|waardeloos|vreselijk|verschrikkelijk|lang|laat|traag|langzaam|vergeten|kwijt|fout\S*|verkeerd\S*|gelogen|liegen|liegt|beloofd|belofte|lastig|irritant|lachen|lachte|uitgelachen|waarom|weer|alweer|zat|gek|kastje|medewerker|medewerkster|mevrouw|meneer|vrijwilliger|casemanager|genoeg|afgescheept|genegeerd|negeren|negeert|in de steek|aan mijn lot|schaam|schande|nep|sukkels|prutsers|hufters|tijdverspilling|haten|haat|stom|stomme|slap|onzin|gezeur|privacy|gelekt|doorverteld)\b`)
)
