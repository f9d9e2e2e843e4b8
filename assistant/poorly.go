package assistant

import (
	"regexp"
	"slices"
	"strings"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
)

// Who begs pardon for their Dutch tells something besides. That is what is answered; that an interpreter can be arranged stands below.

// piecesOfTelling matches what parts the pieces of a message in short sentences.
var piecesOfTelling = regexp.MustCompile(`[,.;:!\n]+|\b(maar|en)\b`)

var (
	ofTongue = words("nederlands nederlandse hollands taal dutch")
	poor     = words("sorry slecht niet geen beetje weinig moeilijk excuus excuses matig goed leer leren spreek praat schrijf")
)

// besideTongue returns what a message tells besides that its writer knows little Dutch, "" when it says nothing of that, or nothing else. Words of it that
// are not Dutch are read as English.
func (a *Assistant) besideTongue(s *state) string {
	if s.answer.Lang != "nl" || s.turn.Chosen || s.turn.Retrieved != "" {
		return ""
	}
	begged := false
	var told []string
	for _, piece := range piecesOfTelling.Split(searchable(s.question), -1) {
		tokens := tokenTexts(piece)
		all := clause{words: tokens}
		switch {
		case len(tokens) <= leanWords && all.holds(ofTongue) && all.holds(poor) && !asksOf(piece, dutch.Tokens(piece)):
			begged = true
		case len(tokens) > 1:
			told = append(told, strings.TrimSpace(piece))
		}
	}
	text := strings.Join(told, ". ")
	if !begged || len(tokenTexts(text)) < leastDeed || !namesAnything(text) {
		return ""
	}
	s.poorly = true
	known := a.vocabulary
	if known == nil {
		known = vocabulary(a.bank)
	}
	strange := slices.DeleteFunc(tokenTexts(text), func(w string) bool {
		return dutch.Stop(w) || slices.ContainsFunc(dutch.Terms(w), func(t dutch.Term) bool { return known[t.Text] })
	})
	return strings.TrimSpace(text + " " + translate(strings.Join(strange, " "), "en").dutch)
}

// piecesOfSentence matches what parts what is told from what is asked besides, in the other languages.
var piecesOfSentence = regexp.MustCompile(`[,.;:!?\n،؟]+|\b(and|but|et|mais|ve|ama|ale)\b`)

// besidesAsking returns what a message in another language tells besides asking whether that language is spoken, "" when it tells nothing that is likely
// to be of a subject.
func (a *Assistant) besidesAsking(s *state) string {
	if s.answer.Lang == "nl" || s.turn.Chosen || s.turn.Retrieved != "" {
		return ""
	}
	var told []string
	for _, piece := range piecesOfSentence.Split(s.question, -1) {
		if len(tokenTexts(piece)) > 1 && RouterOf(a.bank).Route(piece).Kind != route.Language {
			told = append(told, strings.TrimSpace(piece))
		}
	}
	text := strings.Join(told, ". ")
	if len(tokenTexts(text)) < leastDeed || len(text) == len(s.question) {
		return ""
	}
	if top := a.topics().Rank(translate(searchable(text), s.answer.Lang).dutch, 1); len(top) == 0 || top[0].P < likely || RouterOf(a.bank).Route(text).Kind != route.Answer {
		return ""
	}
	s.poorly = true
	return text
}

// below ends an answer with whom to reach, and with how an interpreter is arranged for who knows little Dutch, once.
func (a *Assistant) below(s *state) error {
	if err := a.nearWords(s); err != nil || !s.poorly || s.memory.Foreign || s.finding.Level == danger.Acute {
		return err
	}
	s.memory.Foreign = true
	s.answer.Closing = strings.TrimSpace(s.answer.Closing + "\n" + Message(s.answer.Lang, "language"))
	return s.emit(Event{Closing: s.answer.Closing})
}
