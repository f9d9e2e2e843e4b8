package assistant

import (
	"regexp"
	"strings"

	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// Who works for those to whom it happened reads what is said to them: how to refer somebody, what an employer does, and no word of comfort that is not theirs.
// Whoever writes as a private person reads nothing of that.

// How sure it must be who writes. Of a later message in a talk, which may be a few words, it must be surer.
const (
	sureWorker  = 0.75
	surePrivate = 0.7
	sureInTalk  = 0.85
)

// asMuch is the share of the best score from which what is said to who works for others is as much about what they ask.
const asMuch = 0.55

// hearAsker remembers who writes a Dutch message, of those to whom pages speak apart.
func (a *Assistant) hearAsker(s *state) {
	said := s.turn.said()
	if a.bank == nil || s.answer.Lang != "nl" || s.turn.Retrieved != "" || s.turn.Chosen || s.turn.Pressed != "" || s.memory.Booking != nil {
		return
	}
	worker, private := sureWorker, surePrivate
	if s.memory.Begun {
		if told := clausesOf(said); (told.suffered() || told.mourns()) && !told.has(workWords) {
			s.memory.Speaker = s.memory.Speaker&^atTheirWork | privately // who works for others had it happen to themselves
			return
		}
		if len(dutch.Tokens(said)) <= leanWords {
			return // "wat zeg ik tegen haar" is said by anybody
		}
		worker, private = sureInTalk, sureInTalk
	}
	who, p := RouterOf(a.bank).Asker(said)
	text, atWork := plainWords(said), route.AtWork(said)
	switch {
	case who != route.Worker && (asEmployer.MatchString(text) || atWork): // "ik ben werkgever, mijn medewerker is bedreigd"
	case who == route.Worker && ofOwnKin(said) && !atWork: // "mijn vader viel op zijn werk"
	case who == route.Worker && p >= worker:
		s.memory.Speaker = s.memory.Speaker&^privately | atTheirWork
	case !s.memory.Begun && asKin.MatchString(text), (who == route.Victim || who == route.Near || who == route.Witness || who == route.Causer) && p >= private:
		s.memory.Speaker = s.memory.Speaker&^atTheirWork | privately
	}
}

// ofOwnKin reports whether a text names somebody of its writer's family, or says that its writer is of one.
func ofOwnKin(text string) bool { return asKin.MatchString(plainWords(text)) || ofTheirs(text, family) }

// family are kinWords of somebody's own, and nobody from their work.
var family = words(strings.Join(without(kinWords, "collega"), " "))

// asKin matches who says to be of somebody's family or a friend.
var asKin = regexp.MustCompile(`\b(ben|zijn|als) (de |een |haar |zijn |hun )?(ouder|ouders|vader|moeder|broer|zus|oma|opa|tante|oom|partner|vriend|vriendin|vrienden|buurvrouw|buurman|buren|man|vrouw|nabestaande|nabestaanden)\b`)

// forAsker puts what was found in the order of who asks: who works for others reads first what is said to them, as far as it is as much about what is asked, and
// who asks for themselves or theirs reads none of it where there is anything else.
func (s *state) forAsker(found knowledge.Result) knowledge.Result {
	switch who := s.memory.Speaker; {
	case who.is(atTheirWork):
		for _, h := range found.Hits {
			if atWork[h.Audience] && h.Score >= asMuch*found.Hits[0].Score {
				return behind(found, func(p knowledge.Passage) bool { return !atWork[p.Audience] })
			}
		}
	case who.is(privately):
		return withoutWork(found)
	}
	return found
}

// next returns the key of how an answer ends: with whom to talk, or for who asks for their work, with whom to think along.
func (s *state) next() string {
	if s.memory.Speaker.is(atTheirWork) && !s.memory.Deaf {
		return "next_work"
	}
	return "next"
}

// withColleague returns what is said where the site holds no answer, with whom to think along for who asks for their work.
func (s *state) withColleague(text string) string {
	if s.next() == "next" {
		return text
	}
	return strings.TrimSpace(text + " " + Message(s.answer.Lang, "next_work"))
}
