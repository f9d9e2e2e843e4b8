package assistant

import (
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
)

// What a person lets show of how it is for them, most pressing first. Whoever tells that is heard before anything is explained: people who used
// such a service missed exactly that. The words are ours and say nothing about rights or facts; nothing is asked.
const (
	griefHeard = "heard_grief"
	shameHeard = "heard_shame"
	angerHeard = "heard_anger"
	fearHeard  = "heard_fear"
	tiredHeard = "heard_tired"
	eventHeard = "heard_event"
)

// The words are folded; one that ends in a star is the beginning of words.
var (
	mineWords   = strings.Fields("ik mij me mijn m'n mn ons onze wij we")
	kinWords    = strings.Fields("man vrouw kind kinderen zoon zoontje dochter dochtertje broer broertje zus zusje vader moeder pa ma papa mama opa oma vriend vriendin partner verloofde neef nicht oom tante kleinkind kleinzoon kleindochter baby buurvrouw buurman collega ouders maatje")
	deathWords  = strings.Fields("overleden overleed doodgegaan doodgestoken doodgeschoten doodgereden vermoord omgebracht verongelukt gestorven omgekomen zelfdoding zelfmoord")
	shameWords  = strings.Fields("schaam schaamt schaamde schamen schaamte gênant genant")
	guiltWords  = strings.Fields("schuldig schuldgevoel")
	angerWords  = strings.Fields("boos boosheid kwaad woedend woede wraak razend")
	fearWords   = strings.Fields("bang angst angstig doodsbang durf bangig")
	tiredWords  = strings.Fields("uitgeput doodop radeloos wanhopig machteloos ellendig moedeloos vreselijk verdrietig kapot")
	eventWords  = strings.Fields("beroofd geslagen mishandeld bestolen opgelicht aangereden aangerand verkracht gestoken gepest gestalkt afgeperst gehackt overvallen bedreigd bedrogen misbruikt ingebroken gestolen rondgestuurd neergeslagen gechanteerd gediscrimineerd achtervolgd toegetakeld beschoten")
	askingWords = strings.Fields("als stel indien wanneer wat welke hoe wie")
	// workWords are those of people who ask for their work, and of those who study: what is told did not happen to them.
	workWords = strings.Fields("client clienten cliënt cliënten patient patiënt leerling leerlingen inwoner inwoners gemeente professional scriptie onderzoek cursus bewoner artikel film serie krant")
)

// acknowledgement returns the key of what to say first about how it is for the person, or "" for most questions. search holds the Dutch words of a
// question in another language.
func acknowledgement(question, search string) string {
	var words []string
	for _, t := range dutch.Tokens(question + " " + search) {
		words = append(words, t.Text)
	}
	has := func(list []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(list, w) })
	}
	if has(workWords) {
		return ""
	}
	mine := has(mineWords) || question != search // another language has other words for me
	switch {
	case !mine:
	case has(deathWords) && has(kinWords):
		return griefHeard
	case has(shameWords):
		return shameHeard
	case has(angerWords):
		return angerHeard
	case has(fearWords):
		return fearHeard
	case has(tiredWords), has(guiltWords):
		return tiredHeard
	case has(eventWords) && len(words) > 3 && !slices.Contains(askingWords, words[0]):
		return eventHeard
	}
	return ""
}

// heard returns what is said first of how it is for the person, with a space behind it, or "". The same is said once in a conversation, and
// nothing under a card, which has said it.
func (s *state) heard() string {
	if len(s.answer.Notices) > 0 || s.turn.Retrieved != "" {
		return ""
	}
	search := s.search[strings.LastIndex(s.search, "\n")+1:] // what it leans on was heard before
	if s.answer.Lang == "nl" {
		search = s.question
	}
	key := acknowledgement(s.question, search)
	if key == "" || key == s.memory.Heard {
		return ""
	}
	s.memory.Heard = key
	return Message(s.answer.Lang, key) + " "
}
