package assistant

import (
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// ofSomebody reports whether a heading tells of somebody or something, as a question of a visitor does, of whom the question says nothing: what stands below
// "Ik ben broer of zus. Kan ik dat vragen?" is for brothers and sisters, and below "Ik ben een man" not for whoever tells of her husband.
func (w termWeights) ofSomebody(heading, question string) bool {
	share, tells := w.story(heading, question)
	if !inOwnVoice(dutch.Tokens(heading)) {
		return tells && share == 0
	}
	return tells && share < ofStory
}

// ofStory is how much of what a heading tells of somebody the question says at least, for whoever asks to be that somebody.
const ofStory = 0.34

// story returns how much the question says, of 1, of what a heading tells of somebody, or of what happened ("De dader woont dichtbij."); false for a heading that
// tells nothing, or asks at once.
func (w termWeights) story(heading, question string) (float64, bool) {
	tokens, told := dutch.Tokens(heading), firstSentence(heading)
	states := strings.HasSuffix(told, ".") && !inOwnVoice(tokens)
	if len(tokens) < 3 || !states && (!inOwnVoice(tokens) || told == heading && !slices.Contains(ownerWords, tokens[0].Text)) {
		return 0, false
	}
	var theirs map[string]bool // who is somebody else to whoever asks
	if isSelf[tokens[1].Text] {
		theirs = onlyOwned(question)
	}
	names, said := 0, 0
	for _, t := range dutch.Terms(told) {
		if everyday[t.Text] || strings.Trim(t.Text, "0123456789") == "" {
			continue
		}
		names++
		if w.says(t.Text) && !theirs[t.Text] {
			said++
		}
	}
	return float64(said) / float64(max(names, 1)), names > 0
}

// ofOtherCase reports a sentence that is said to who answers its own question with yes, of which the talk says next to nothing: "Wil je familie dat je trouwt?
// Dan …". What may save a life is for everybody.
func (w termWeights) ofOtherCase(text string) bool {
	asks := firstSentence(text)
	tokens := dutch.Tokens(asks)
	if len(tokens) < 4 || !strings.HasSuffix(asks, "?") || len(asks) == len(text) || !ofReader[tokens[0].Text] || ofDespair(text) || strings.Contains(text, "112") {
		return false
	}
	if tokens[1].Text != "je" && tokens[1].Text != "u" {
		return false
	}
	names, said := 0, 0
	for _, stem := range naming(asks) {
		names++
		if w.says(stem) {
			said++
		}
	}
	return names > 1 && float64(said) < ofStory*float64(names)
}

// ofReader are verbs that ask a reader whether something holds for them.
var ofReader = words("wil heb ben was had woon werk")

// inOwnVoice reports whether a heading is written as what a visitor says of themselves.
func inOwnVoice(tokens []dutch.Token) bool {
	for i, t := range tokens {
		if t.Text == "ik" || t.Text == "wij" || i == 0 && slices.Contains(ownerWords, t.Text) {
			return true
		}
	}
	return false
}

// denied reports whether a heading that tells of somebody, as a question of a visitor does, says not to have what the question tells of: below "Er zijn geen
// klappen, maar ik word wel kleingehouden" it is not for whoever is hit.
func (w termWeights) denied(heading, question string) bool {
	tokens := dutch.Tokens(heading)
	if strings.HasSuffix(firstSentence(heading), "?") || !inOwnVoice(tokens) ||
		slices.ContainsFunc(dutch.Tokens(question), func(t dutch.Token) bool { return denying[t.Text] }) {
		return false
	}
	for i, t := range tokens[1:] {
		if denying[tokens[i].Text] && slices.ContainsFunc(dutch.Terms(t.Text), func(t dutch.Term) bool { return !everyday[t.Text] && w.says(t.Text) }) {
			return true
		}
	}
	return false
}

// says reports whether a term is one of the question, or means the same.
func (w termWeights) says(term string) bool {
	return slices.ContainsFunc(w.forms[dutch.Singular(term)], func(x knowledge.TermWeight) bool { return x.Word >= 0 })
}

// answersSurely is how probable it is at least of a section that it answers, whatever its heading tells of somebody in words of their own: "Mijn vader gelooft het niet".
const answersSurely = 0.3

// ofEmergency reports a text that tells whom to call at once: it is for who is in such need, and their words say so.
func ofEmergency(text string) bool { return strings.Contains(text, "112") || ofDespair(text) }

// forDespair reports a section for who thinks of death themselves, of whose heading the talk names nothing: "Ik denk er vaak aan dat ik er niet meer wil zijn".
func (w termWeights) forDespair(heading, text, question string) bool {
	return ofDespair(text) && inOwnVoice(dutch.Tokens(heading)) && !asksOfDespair(question) && !nearDespair(question) && !slices.ContainsFunc(naming(heading), w.says)
}

// forAnother returns the hits without those that stand under a heading of somebody else than who asks, unless nothing else was found: what surely answers is for
// whoever asks, but for what tells whom to call at once.
func (w termWeights) forAnother(hits []knowledge.Hit, question string) []knowledge.Hit {
	kept := slices.DeleteFunc(slices.Clone(hits), func(h knowledge.Hit) bool {
		of := knowledge.NearestHeading(h.Heading)
		if of == "" {
			return false
		}
		return w.forDespair(of, h.Text, question) || (h.Answers < answersSurely || ofEmergency(h.Text)) && (w.ofSomebody(of, question) || w.denied(of, question))
	})
	if len(kept) == 0 {
		kept = hits
	}
	return ofSameSum(kept, question)
}

// ofSameSum returns the hits without those that give the sums of something else, where a question for a sum names nothing and what was said before it names
// what a page with sums is about: "hoeveel is dat", of a letter on one kind of damages, is not answered with what a fund pays.
func ofSameSum(hits []knowledge.Hit, question string) []knowledge.Hit {
	at := strings.LastIndex(question, "\n")
	if at < 0 || !asksForSum(question[at+1:]) || namesAnything(question[at+1:]) {
		return hits
	}
	said := naming(lastLine(question[:at]))
	sums := func(h knowledge.Hit) bool { return namesSum(dutch.NumbersOf(h.Text, dutch.Tokens(h.Text))) }
	named := func(h knowledge.Hit) bool {
		return slices.ContainsFunc(naming(h.Title), func(w string) bool { return slices.Contains(said, w) })
	}
	if !slices.ContainsFunc(hits, func(h knowledge.Hit) bool { return named(h) && sums(h) }) {
		return hits
	}
	return slices.DeleteFunc(slices.Clone(hits), func(h knowledge.Hit) bool { return !named(h) && sums(h) })
}

// onlyOwned returns the words for people that a text only has behind "mijn": who tells of "mijn man" does not say to be one. Who has a brother is a brother or
// sister too.
func onlyOwned(text string) map[string]bool {
	owned := map[string]bool{}
	tokens := dutch.Tokens(text)
	for i, t := range tokens {
		if oneSided[t.Text] {
			before, seen := owned[t.Text]
			owned[t.Text] = (before || !seen) && i > 0 && slices.Contains(ownerWords, tokens[i-1].Text)
		}
	}
	return owned
}

var (
	isSelf   = words("ben zijn")
	denying  = words("geen niet nooit zonder")
	oneSided = words("man vrouw echtgenoot echtgenote vader moeder ouder ouders kind kinderen zoon dochter opa oma kleinkind kleinzoon kleindochter schoonzoon schoonvader schoonmoeder baas leidinggevende werkgever")
)

// teaser reports whether a passage stands below the title of another page that was found: an overview that only leads there.
func teaser(p knowledge.Passage, hits []knowledge.Hit) bool {
	above := knowledge.NearestHeading(p.Heading)
	return above != "" && !strings.HasSuffix(above, "?") && slices.ContainsFunc(hits, func(h knowledge.Hit) bool { return h.URL != p.URL && h.Title == above })
}
