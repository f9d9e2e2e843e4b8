package assistant

import (
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// asked is what a question is after, as its question word says: a person, a time, a price. A heading that asks the same stands above the answer even
// when question and page call the thing itself by other names: "Bij welke misdrijven mag ik spreken?" and "Bij welke zaken?".
type asked uint16

const (
	askedWho asked = 1 << iota
	askedWhen
	askedHowLong
	askedPrice
	askedWhere
	askedWhich
	askedWhy
	askedMeaning
	askedToDo
	askedCourse
	askedAllowed
	askedDuty
)

// askedBefore reports whether the same was asked before, in the same words: the last question once more, or an earlier one that names its subject; and
// whether it was the last.
func (s *state) askedBefore() (last, ok bool) {
	if len(dutch.Tokens(s.searched)) < 2 || tellsOn(s.searched) {
		return false, false
	}
	for i := len(s.memory.Asked) - 1; i >= 0; i-- {
		last := i == len(s.memory.Asked)-1
		if asksSame(s.memory.Asked[i], s.searched) && (last || namesAnything(s.searched)) {
			return last, true
		}
	}
	return false, false
}

func asksSame(a, b string) bool {
	return slices.EqualFunc(dutch.Tokens(a), dutch.Tokens(b), func(x, y dutch.Token) bool { return x.Text == y.Text })
}

// shownBefore returns the marks of what stands back since it was shown: nothing of it for who asks the same again.
func (s *state) shownBefore() []uint32 {
	if s.repeated || s.settled != "" { // what was shown before may be the answer itself
		return nil
	}
	return s.memory.Shown
}

var (
	lasting = words("lang lange langer duurt duren duur snel tijd direct meteen termijn minuten uur uren dag dagen week weken maand maanden jaar jaren zodra totdat einde eind")
	ofSums  = words("bedrag bedragen euro smartengeld hoeveel")
	priced  = words("gratis kost kosten kosteloos betaal betaalt betalen vergoed vergoedt vergoeding euro tarief eigen rekening")
)

// untilWhen begins what is looked for where somebody asks how much time they have.
const untilWhen = "tot wanneer"

// carried reports whether one of the sentences meets a question after a duration or a price that leans on what was told: "en hoe lang duurt dat dan"
// is not answered with what else the page says. Other questions are met by what was found.
func carried(search string, sentences []Sentence) bool {
	i := strings.LastIndex(search, "\n")
	if i < 0 || len(sentences) == 0 {
		return true
	}
	now := search[i+1:]
	after := asksAfter(now)
	var fit map[string]bool
	switch {
	case after&askedHowLong != 0, strings.HasPrefix(now, untilWhen):
		fit = lasting
	case asksForSum(now) && after&askedPrice == 0 && howMuch(now):
		fit = ofSums
	case after&askedPrice != 0:
		fit = priced
	default:
		return true
	}
	return slices.ContainsFunc(sentences, func(x Sentence) bool {
		return asksAfter(knowledge.NearestHeading(x.Cites[0].Heading))&after&(askedHowLong|askedPrice) != 0 || after&askedPrice != 0 && namesSum(dutch.Numbers(x.Text)) ||
			slices.ContainsFunc(dutch.Tokens(x.Text), func(t dutch.Token) bool { return fit[t.Text] })
	})
}

// howMuch reports whether a text asks for a sum with "hoeveel", and not for a number of things or people.
func howMuch(text string) bool {
	tokens := dutch.Tokens(text)
	at := slices.IndexFunc(tokens, func(t dutch.Token) bool { return t.Text == "hoeveel" })
	return at >= 0 && (at+1 == len(tokens) || tokens[at+1].Text == "geld" || dutch.Finite(tokens[at+1].Text) || dutch.Modal(tokens[at+1].Text) != "")
}

// asksAfter returns all that a text asks after.
func asksAfter(text string) asked {
	var all asked
	tokens := dutch.Tokens(text)
	for i, t := range tokens {
		next := ""
		if i+1 < len(tokens) {
			next = tokens[i+1].Text
		}
		switch t.Text {
		case "wie":
			all |= askedWho
		case "wanneer", "hoelaat":
			all |= askedWhen
		case "hoelang", "termijn":
			all |= askedHowLong
		case "hoeveel":
			if length(next) {
				all |= askedHowLong
			}
		case "kost", "kosten", "gratis", "betalen", "betaalt", "betaal":
			all |= askedPrice
		case "waar", "waarheen":
			all |= askedWhere
		case "welke":
			all |= askedWhich
		case "waarom":
			all |= askedWhy
		case "mag", "mogen":
			all |= askedAllowed
		case "moet", "moeten", "hoef", "hoeft", "verplicht":
			all |= askedDuty
		case "wat":
			switch next {
			case "is", "zijn", "betekent", "houdt":
				all |= askedMeaning
			case "doe", "nu", "kan", "kun", "regel":
				all |= askedToDo
			case "gebeurt":
				all |= askedCourse
			}
		case "hoe":
			switch next {
			case "lang":
				all |= askedHowLong
			case "laat":
				all |= askedWhen
			case "gaat", "verloopt", "werkt":
				all |= askedCourse
			}
		}
	}
	if words := all &^ (askedAllowed | askedDuty); words != 0 {
		return words // "bij welke zaken mag ik" asks which
	}
	return all
}

// timeLeft reports whether a message in Dutch asks how much time its writer has, or for what: "hoeveel tijd heb ik nog".
func timeLeft(text string) bool {
	text = " " + plainWords(text) + " "
	return (strings.Contains(text, " hoeveel tijd ") || strings.Contains(text, " hoe lang ") || strings.Contains(text, " hoelang ")) && (strings.Contains(text, " heb ik ") || strings.Contains(text, " hebben we ") || strings.Contains(text, " krijg ik "))
}

// wordy is how many words a question has that says enough: when no page knows them, it is about something else.
const wordy = 12

// vague reports whether a question says too little to search by: one common word, of which no topic is probable.
func vague(question string, found knowledge.Result) bool {
	words := map[int]bool{}
	for _, t := range found.Terms {
		if t.Word >= 0 {
			words[t.Word] = true
		}
	}
	clear := len(found.Topics) > 0 && found.Topics[0].P > 0.3
	return len(dutch.Tokens(question)) < wordy && (len(words) == 0 || len(words) == 1 && !clear && found.Confidence < sure)
}
