package assistant

import (
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// How long a message that leans on the one before it can be.
const (
	leanWords   = 12
	leanContent = 3
)

var (
	// pointers are words that point back to what was said.
	pointers = words("dat die dit deze het daar daarvan daarvoor daarmee daarbij daarop daarna hiervan hiervoor ervan ervoor ermee erbij erop zoiets zo'n zulke er hem haar ze that it this there those o bu to це cela ça esei")
	// carriers begin a message that goes on with the one before it.
	carriers = words("en maar of ook dus want and but ve ama a i але і et mais i pero")
)

// tellers begin a message in which somebody tells on.
var tellers = words("was waren is heb had ik wij we ze zij hij het dat mijn me mn onze i my we she he it ben biz")

// greetings may stand before what is told.
var greetings = words("hoi hallo hey hee hai yo dag goedendag goedenavond goedemorgen goedemiddag nou ja eh ehm sorry dus")

// afterGreeting returns the words of a text but for a greeting before them.
func afterGreeting(text string) []dutch.Token {
	tokens := dutch.Tokens(text)
	for len(tokens) > 0 && greetings[tokens[0].Text] {
		tokens = tokens[1:]
	}
	return tokens
}

// tellsOn reports whether a message tells instead of asking: in the midst of a conversation it is about what was told before.
func tellsOn(text string) bool {
	tokens := afterGreeting(text)
	return len(tokens) > 0 && len(tokens) <= leanWords && tellers[tokens[0].Text] && !asksOf(text, tokens)
}

// continues reports whether a message cannot be understood alone: it is short, says little of its own, and points back or goes on.
func continues(text string) bool {
	tokens := dutch.Tokens(text)
	if len(tokens) == 0 || len(tokens) > leanWords || len(dutch.Terms(text)) > leanContent {
		return false
	}
	if carriers[tokens[0].Text] {
		return true
	}
	for _, t := range tokens {
		if pointers[t.Text] {
			return true
		}
	}
	return len(tokens) <= 3 || !namesAnything(text) // "hoe lang?", "waar"; "wat moet ik doen"
}

// adds reports whether a message only adds something to what was told, without a verb of its own: "en mijn pincode ook".
func adds(text string) bool {
	tokens := dutch.Tokens(text)
	if len(tokens) < 2 || len(tokens) > leanWords || strings.HasSuffix(text, "?") || tokens[0].Text != "en" && tokens[0].Text != "ook" {
		return false
	}
	return !asksOf(text, tokens[1:]) && !slices.ContainsFunc(tokens, func(t dutch.Token) bool { return dutch.Finite(t.Text) || dutch.Modal(t.Text) != "" || t.Text == "ik" })
}

// namesAnything reports whether a message has a word that names something.
func namesAnything(text string) bool {
	for _, t := range dutch.Terms(text) {
		if !everyday[t.Text] {
			return true
		}
	}
	return false
}

// afterSomething are topics that no message is about by itself in the midst of a talk: what to do first is done after something, and "zodat dit stopt" is
// said of what was told, by whoever does it and by whoever undergoes it.
var afterSomething = map[knowledge.TopicID]bool{"eerste_uren": true, ownViolence: true}

// ownViolence is for who hits at home. Nobody else is pointed to it.
const ownViolence knowledge.TopicID = "zelf_geweld_plegen"

// everyday are words that name nothing.
var everyday = words("eerst doen doe gan ga kom bel iemand krijg krijgt kunn will moet help gebeurd vrag wet zeg weet nodig tijd mens lang duurt duur gebeurt gat gaat doet kost vorig vorige wek week uur dag dagen maand jar jaar gister gisteren vandaag avond ochtend maandag dinsdag woensdag donderdag vrijdag zaterdag zondag gelof geloof denk verder daarna dan vervolgen termijn wacht hoevel durf")

// leastStory is how many words a message that tells what happened has at least.
const leastStory = 5

// tellsOf reports whether a message tells what happened, however long, and asks nothing.
func tellsOf(text string) bool {
	tokens := afterGreeting(text)
	return len(tokens) >= leastStory && tellers[tokens[0].Text] && !asksOf(text, tokens)
}

// leansOn returns which of the earlier messages one leans on: the latest that names what it names ("en krijg ik die telefoon vergoed?"). When
// none does, a question that names nothing leans on the last, and one that names something new, or who tells on ("ik mis hem zo") on what was told.
func leansOn(told string, asked []string, message string, telling bool) string {
	earlier := asked
	if told != "" {
		earlier = append([]string{told}, asked...)
	}
	named := map[string]bool{}
	for _, t := range dutch.Terms(message) {
		named[t.Text] = !everyday[t.Text]
	}
	for i := len(earlier) - 1; i >= 0; i-- {
		for _, t := range dutch.Terms(earlier[i]) {
			if named[t.Text] {
				return earlier[i]
			}
		}
	}
	if told != "" && (telling || namesAnything(message) && !pointsTo(message)) {
		return told
	}
	return earlier[len(earlier)-1]
}

// pronouns stand for what was said last: "en als ik dat niet kan betalen".
var pronouns = words("dat daar daarvan daarvoor daarmee daarbij daarop daarna ervan ervoor ermee erbij erop zoiets")

func pointsTo(message string) bool {
	for _, t := range dutch.Tokens(message) {
		if pronouns[t.Text] {
			return true
		}
	}
	return false
}

// leaning sets what was asked before in front of a question that leans on it, and remembers what one goes back to that has its own subject.
func (a *Assistant) leaning(s *state) verdict {
	s.search = namingUs(searchable(s.question))
	if s.answer.Lang != "nl" {
		s.search = InDutch(s.search, s.answer.Lang, a.bank)
	}
	s.searched = s.search
	if on := a.askedOn(s); on != "" && (len(s.memory.Asked) > 0 || s.memory.Told != "") {
		s.search = leansOn(s.memory.Told, s.memory.Asked, on, false) + "\n" + on
		return verdict{word: "leans"}
	}
	telling := tellsOn(s.search)
	begins := len(s.memory.Asked) == 0 && s.memory.Told == ""
	if begins || !continues(s.search) && !telling {
		if a.halfKnown(s) {
			return verdict{word: knownByHalf}
		}
		s.goesBackTo(telling)
		s.told()
		return verdict{word: "alone"}
	}
	if s.answer.Lang == "nl" && adds(s.search) {
		s.search = leansOn(s.memory.Told, s.memory.Asked, s.search, true) + "\n" + s.search
		return verdict{word: "leans"}
	}
	enough := len(dutch.Terms(s.search)) > 1 || s.answer.Lang != "nl" // what was translated is short
	if top := a.topics().Rank(s.search, 1); enough && namesAnything(s.search) && len(top) > 0 && top[0].P >= ownSubject && !afterSomething[top[0].Topic] {
		s.goesBackTo(telling)
		s.told()
		return verdict{word: "alone"}
	}
	s.search = leansOn(s.memory.Told, s.memory.Asked, s.search, telling) + "\n" + s.search
	return verdict{word: "leans"}
}

// knownByHalf is the verdict on a message that is known too little to be answered, where nothing else is known of what it asks.
const knownByHalf = "half known"

// halfKnown reports whether a message is known too little to be answered, and has the topics of what was told looked for instead.
func (a *Assistant) halfKnown(s *state) bool {
	if s.turn.Chosen || s.turn.Pressed != "" || !halfKnown(namingUs(searchable(s.question)), s.answer.Lang, a.bank) {
		return false
	}
	s.halfKnown = true
	if len(s.memory.Asked) > 0 || s.memory.Told != "" {
		s.search = leansOn(s.memory.Told, s.memory.Asked, s.search, true)
	}
	return true
}
