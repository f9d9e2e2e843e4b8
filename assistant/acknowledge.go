package assistant

import (
	"slices"
	"strings"

	"wegwijzer/assistant/route"
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

// The words are folded.
var (
	mineWords   = strings.Fields("ik mij me mijn m'n mn ons onze mezelf wij we")
	kinWords    = strings.Fields("man vrouw kind kinderen kindje zoon zoontje dochter dochtertje broer broertje zus zusje vader moeder pa ma papa mama opa oma vriend vriendin partner verloofde neef nicht oom tante kleinkind kleinzoon kleindochter baby buurvrouw buurman collega ouders maatje")
	deathWords  = words("overleden overleed doodgegaan doodgestoken doodgeschoten doodgereden doodgeslagen doodgeschud verdronken vermoord omgebracht verongelukt gestorven omgekomen zelfdoding zelfmoord")
	shameWords  = words("schaam schaamt schaamde schamen schaamte gênant genant")
	guiltWords  = words("schuldig schuldgevoel")
	angerWords  = words("boos boosheid kwaad woedend woede wraak razend")
	fearWords   = words("bang angst angstig doodsbang durf bangig")
	tiredWords  = words("uitgeput doodop radeloos wanhopig machteloos ellendig moedeloos vreselijk verdrietig kapot")
	eventWords  = words("beroofd geslagen geschopt mishandeld bestolen opgelicht aangereden aangerand verkracht gestoken neergestoken neergeschoten gepest gestalkt afgeperst gehackt overvallen bedreigd bedrogen misbruikt ingebroken gestolen rondgestuurd neergeslagen gechanteerd gediscrimineerd achtervolgd toegetakeld beschoten vermist gegijzeld ontvoerd coma")
	anybodys    = words("een de het die dat deze andere onbekende vreemde jonge oude oudere")
	askingWords = words("als stel indien wanneer wat welke hoe wie")
	// workWords are those of people who ask for their work, and of those who study: what is told did not happen to them.
	workWords = strings.Fields("client clienten cliënt cliënten patient patiënt leerling leerlingen inwoner inwoners gemeente professional scriptie onderzoek cursus bewoner artikel film serie krant")
)

// acknowledgement returns the key of what to say first about how it is for the person, or "" for most questions. search holds the Dutch words of a
// question in another language.
func acknowledgement(question, search string) string {
	told := clausesOf(question)
	if told.has(workWords) {
		return ""
	}
	if route.OwnHand(question) {
		return griefHeard
	}
	if question != search { // another language has other words for me, and tells in other places whose it is
		if byAnother(question) {
			return ""
		}
		told = clauses{{words: tokenTexts(question + " " + search)}}
	} else if !told.has(mineWords) {
		return ""
	}
	switch {
	case told.mourns() && !slices.ContainsFunc(tokenTexts(question), func(w string) bool { return abuse[w] }): // nobody is consoled for who abused them
		return griefHeard
	case told.feels(shameWords):
		return shameHeard
	case route.About(question) == route.OfVengeance:
		return fearHeard
	case told.feels(angerWords):
		return angerHeard
	case told.feels(fearWords):
		return fearHeard
	case told.feels(tiredWords), told.feels(guiltWords):
		return tiredHeard
	case told.suffered():
		return eventHeard
	}
	return ""
}

// mourns reports whether somebody of the writer's has died, by no deed of theirs: not a man whom they tried to save, and not who nearly died.
func (c clauses) mourns() bool {
	if !slices.ContainsFunc(c, clause.namesKin) {
		return false
	}
	return slices.ContainsFunc(c, func(x clause) bool {
		if x.holds(survived) {
			return false
		}
		for i, w := range x.words {
			switch {
			case w == "verloren" && x.of(writerWords) >= 0 && x.of(kinWords) > x.of(writerWords):
				return true
			case deathWords[w] && (i == 0 || x.words[i-1] != "niet") && !x.does() && (x.of(strangerWords) < 0 || x.of(kinWords) >= 0):
				return true
			}
		}
		return false
	})
}

// namesKin reports whether a clause names somebody of the writer's, and not a man or a child who is anybody's: "een man", "het kind van de buren".
func (x clause) namesKin() bool {
	for i, w := range x.words {
		if slices.Contains(kinWords, w) && (i == 0 || !anybodys[x.words[i-1]]) {
			return true
		}
	}
	return false
}

// suffered reports whether something was done to the writer or to somebody of theirs, and not by them.
func (c clauses) suffered() bool {
	n := 0
	for _, x := range c {
		n += len(x.words)
	}
	if n <= leastTold || askingWords[c[0].words[0]] {
		return false
	}
	return slices.ContainsFunc(c, func(x clause) bool {
		return slices.ContainsFunc(x.words, func(w string) bool { return eventWords[w] }) && !x.does()
	})
}

// leastTold is how many words of a message can only name what happened: "beroofd op straat".
const leastTold = 3

// heard returns what is said first of how it is for the person, and whom they can call where they are, with a space behind it, or "".
func (s *state) heard() string { return s.howItIs() + s.inAbroad() }

// howItIs returns the first of that. The same is said once in a conversation, and nothing under a card, which has said it.
func (s *state) howItIs() string {
	if len(s.answer.Notices) > 0 || s.turn.Retrieved != "" || s.memory.Speaker.is(atTheirWork) {
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

func tokenTexts(text string) []string {
	var all []string
	for _, t := range dutch.Tokens(text) {
		all = append(all, t.Text)
	}
	return all
}
