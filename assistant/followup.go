package assistant

import (
	"context"
	"slices"
	"strings"

	"wegwijzer/assistant/route"
	"wegwijzer/assistant/tongue"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// How long a message that leans on the one before it can be.
const (
	leanWords   = 12
	leanContent = 3
)

var (
	// pronouns stand for what was said last: "en als ik dat niet kan betalen". Pointers point back to it besides, or to whom it was of, and backwards only
	// where nothing else is named: "wat dan".
	pronouns  = words("dat daar daarvan daarvoor daarmee daarbij daarop daarna ervan ervoor ermee erbij erop zoiets")
	pointers  = words("die dit deze het hiervan hiervoor zo'n zulke er hem haar ze that it this there those o bu to це cela ça esei")
	backwards = words("dan daartegen daarover daaraan daaruit hiertegen hierover ertegen erover eraan hiermee hiervoor")
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
	return hasToken(text, pronouns, pointers) || len(tokens) <= 3 || !namesAnything(text) // "hoe lang?", "waar"; "wat moet ik doen"
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

// ownViolence is for who hits at home. Nobody else is pointed to it.
const ownViolence knowledge.TopicID = "zelf_geweld_plegen"

// everyday are words that name nothing.
var everyday = words("eerst doen doe gan ga kom bel iemand krijg krijgt kunn will moet help gebeurd vrag wet zeg weet nodig tijd mens lang hoelang duurt duur gebeurt gat gaat doet kost vorig vorige wek week uur dag dagen maand jar jaar gister gisteren vandaag avond ochtend maandag dinsdag woensdag donderdag vrijdag zaterdag zondag gelof geloof denk verder daarna dan vervolgen termijn wacht hoevel durf")

// leastStory is how many words a message that tells what happened has at least.
const leastStory = 5

// tellsOf reports whether a message tells what happened, however long, and asks nothing.
func tellsOf(text string) bool {
	tokens := afterGreeting(text)
	return len(tokens) >= leastStory && tellers[tokens[0].Text] && !asksOf(text, tokens)
}

// leansOnLast reports whether a message goes on with what was said just before it: "en hoe lang duurt dat".
func leansOnLast(message string) bool {
	tokens := dutch.Tokens(message)
	return len(tokens) <= 2 || len(tokens) <= leanWords && (carriers[tokens[0].Text] || hasToken(message, pronouns, pointers, backwards))
}

// hasToken reports whether a message has a word of one of some lists.
func hasToken(message string, of ...map[string]bool) bool {
	return slices.ContainsFunc(dutch.Tokens(message), func(t dutch.Token) bool {
		return slices.ContainsFunc(of, func(list map[string]bool) bool { return list[t.Text] })
	})
}

// ownSubject is how sure the bank must be of a question's topic for the question to stand alone.
const ownSubject = 0.5

// leaning sets what was said before in front of a message: in a talk no message is looked for alone. Also one that surely has a subject of its own is
// found better so, of every strength of that (n 342 of two hands). Only a topic that was chosen says all there is.
func (a *Assistant) leaning(s *state) verdict {
	s.search = namingUs(searchable(s.question))
	if told := a.besideTongue(s); told != "" {
		s.search = told
	}
	if s.answer.Lang != "nl" {
		s.search = fatalAccident(InDutch(s.search, s.answer.Lang, a.bank))
		s.memory.Loss = s.memory.Loss || sayLoss(s.search)
		if route.HitByChild(s.question) {
			s.search = fromOwnChild
		}
	}
	s.searched = s.search
	before := s.memory.soFar(leansOnLast(s.search))
	if s.answer.Lang != "nl" {
		s.search = strings.Join(tongue.Paired(strings.Fields(s.search), strings.Fields(before)), " ")
	}
	if !s.memory.Loss && !s.turn.Chosen && s.turn.Pressed == "" {
		s.search, before = livingWords(asWitness(s.search)), livingWords(asWitness(before))
	}
	s.search, before = s.ofSpeaker(inOtherWords(s.search), inOtherWords(before))
	if on := a.askedOn(s); on != "" && before != "" {
		s.after(before, on)
		return verdict{word: "leans"}
	}
	if a.newMatter(s.search, before) {
		s.memory.Told, s.memory.Said, before = lastAsked(s.searched), nil, ""
	}
	goesOn := before != "" && (continues(s.search) || tellsOn(s.search))
	if s.partly = a.halfKnown(s); s.partly && (!goesOn || s.ownDutch() == "") {
		s.halfKnown = true
		if before := s.memory.soFar(true); before != "" {
			s.search = before
		}
		return verdict{word: knownByHalf}
	}
	if !goesOn || a.ownSubject(s.search) {
		s.told()
	}
	if before == "" || s.turn.Chosen || s.turn.Pressed != "" {
		return verdict{word: "alone"}
	}
	if n := len(s.memory.Said); n > 0 && hasToken(s.search, pronouns, backwards) && !namesAnything(s.search) && a.ownSubject(s.memory.Said[n-1]) {
		before = s.memory.Said[n-1] // "wat is dat": of what was said last
	}
	s.after(before, s.search)
	return verdict{word: "leans"}
}

// after makes s look for a message after what was said before it.
func (s *state) after(before, message string) {
	s.before, s.search = before, before+"\n"+message
}

// now returns what is looked for without what was said before it.
func (s *state) now() string { return strings.TrimPrefix(s.search, s.before+"\n") }

// knownByHalf is the verdict on a message that is known too little to be answered, where nothing else is known of what it asks.
const knownByHalf = "half known"

// halfKnown reports whether a message is known too little to be sure of what it asks.
func (a *Assistant) halfKnown(s *state) bool {
	return !s.turn.Chosen && s.turn.Pressed == "" && halfKnown(namingUs(searchable(s.question)), s.answer.Lang, a.bank)
}

// answeredAlone looks for a question without what was told before it, where nothing is found of both, and reports whether the site surely says something to
// it: of a dog that was poisoned there is no page, and whether one can report a crime is known.
func (a *Assistant) answeredAlone(ctx context.Context, s *state) bool {
	alone := s.now()
	asks := route.Asks(s.question) || route.Asks(withoutCarrier(s.question)) && !hasToken(alone, pronouns, pointers, backwards)
	if s.before == "" || s.turn.Retrieved != "" || !asks || !namesAnything(alone) {
		return false
	}
	found, err := a.shelf.Search(ctx, s.turn.Collection, alone, searched)
	if err != nil {
		return false
	}
	if found = a.fitting(s, found, alone, s.saidSoFar()); found.Confidence < sure || vague(alone, found) {
		return false
	}
	s.search, s.found, s.before = alone, found, ""
	return true
}

// notThere looks for a question without what was told before it, where what was found with that does not answer it, and says that the site holds no answer when
// it surely says nothing to the question alone either.
func (a *Assistant) notThere(ctx context.Context, s *state) (verdict, error) {
	if s.asksPrice() && s.search != ourPrice {
		if err := a.whatWeCost(ctx, s); err != nil {
			return verdict{word: "cancelled"}, err
		}
		if s.search == ourPrice {
			return a.compose(ctx, s)
		}
	}
	if !hasToken(s.now(), pronouns, pointers, backwards) && a.answeredAlone(ctx, s) {
		return a.compose(ctx, s)
	}
	return verdict{done: true, word: "not said there"}, a.unknown(ctx, s)
}

// withoutCarrier returns a message without the word by which it goes on with the one before it: "en hoe moet ik dat betalen" asks.
func withoutCarrier(text string) string {
	tokens := dutch.Tokens(text)
	if len(tokens) > 1 && carriers[tokens[0].Text] {
		return text[tokens[1].Start:]
	}
	return text
}
