package assistant

import (
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
)

// expected is what kind of answer a question asks for.
type expected struct {
	number, money, duration, moment, since, telephone, mail, list bool
	steps                                                         bool     // "wat moet ik doen"
	subjects                                                      []string // of questions "wat is X"
	asked                                                         string   // the X of a question "welke X"
}

func expectation(question string) expected {
	var e expected
	tokens := dutch.Tokens(question)
	for i, t := range tokens {
		next := ""
		if i+1 < len(tokens) {
			next = tokens[i+1].Text
		}
		switch t.Text {
		case "hoeveel", "aantal":
			e.number = true
			e.duration = e.duration || length(next)
		case "hoelang", "termijn", "duur", "duurt", "laat", "verlopen", "verjaard":
			e.duration = true
		case "bedrag", "bedragen", "geld", "kost", "euro", "tegemoetkoming":
			e.money = true
		case "wanneer", "tijden", "openingstijden", "hoelaat":
			e.moment = true
		case "telefoonnummer", "nummer", "bellen", "bel", "telefoon":
			e.telephone = true
		case "mail", "mailen", "e-mail", "mailadres", "e-mailadres":
			e.mail = true
		case "welke", "wie", "noem", "soorten", "stappen", "stap", "voorbeelden", "waaruit":
			e.list = true
			if t.Text == "welke" {
				e.asked = subjectOf(tokens[i+1:])
			}
		case "sinds":
			e.since = true
		case "wat":
			if next == "nu" || next == "doe" || (next == "moet" || next == "kan" || next == "mag") && says(tokens[i:], "doen", "regelen") {
				e.steps = true
			}
			switch {
			case next == "is" || next == "zijn" || next == "betekent" || next == "doet" || next == "houdt" && says(tokens[i:], "in"):
				e.subjects = append(e.subjects, subjectOf(tokens[i+2:]))
			case (next == "bedoelen" || next == "verstaan" || next == "wordt") && says(tokens[i:], "met", "onder"):
				e.subjects = append(e.subjects, subjectOf(tokens[i+1+slices.IndexFunc(tokens[i+1:], func(t dutch.Token) bool { return t.Text == "met" || t.Text == "onder" }):]))
			}
		case "hoe":
			switch next {
			case "lang", "gauw", "snel", "vroeg", "spoedig":
				e.duration = true
			case "laat":
				e.moment = true
			case "hoog", "veel", "oud", "vaak", "groot":
				e.number = true
			default:
				e.list = true
			}
		}
	}
	return e
}

// lengths are the units of time that people ask for a number of.
var lengths = []string{"minuten", "uren", "dagen", "weken", "maanden", "jaren"}

// length reports whether a word is a unit of time, or one letter off.
func length(word string) bool {
	switch dutch.Unit(word) {
	case "minuut", "uur", "dag", "week", "maand", "jaar":
		return true
	}
	for _, l := range lengths {
		if len(word) >= 4 && word[0] == l[0] && dutch.Distance(word, l, 1) <= 1 {
			return true
		}
	}
	return false
}

// subjectOf returns the stem of what a definition is asked of: the first word that means something.
func subjectOf(tokens []dutch.Token) string {
	for _, t := range tokens {
		if terms := dutch.WordTerms(t.Text); len(terms) > 0 {
			return dutch.Singular(terms[0].Text)
		}
	}
	return ""
}

// says reports whether one of words is among the next tokens.
func says(tokens []dutch.Token, words ...string) bool {
	for _, t := range tokens[:min(6, len(tokens))] {
		for _, w := range words {
			if t.Text == w {
				return true
			}
		}
	}
	return false
}

// toDo are words in a heading above what to do first.
var toDo = map[string]bool{"doe": true, "doen": true, "nu": true, "eerst": true, "eerste": true, "stappen": true, "stap": true, "vandaag": true, "direct": true, "meteen": true, "snel": true}

func namesSteps(heading string) bool {
	for _, t := range dutch.Tokens(heading) {
		if toDo[t.Text] {
			return true
		}
	}
	return false
}

// met returns how well a unit with these numbers in its text is of the kind that is asked for: 0, 1, or more when its heading names what is asked too.
func (e expected) met(u unit, numbers []dutch.Number, heading string) float64 {
	if e.steps && u.list && namesSteps(heading) {
		return 2
	}
	if e.list && (u.list || strings.Count(u.text, ",") >= 2) {
		if opening, _, ok := strings.Cut(u.text, ":\n"); e.asked != "" && (bag(heading)[e.asked] || ok && bag(opening)[e.asked]) {
			return 2
		}
		return 1
	}
	for _, s := range e.subjects {
		if defines(u.text, s) {
			return 1
		}
	}
	if e.mail && strings.Contains(u.text, "@") {
		return 2
	}
	for _, n := range numbers {
		timed := strings.Contains(n.Code, ".") || n.Unit == "uur"
		year := n.Value >= 1990 && n.Value < 2100
		switch {
		case e.number && n.Code == "", e.money && n.Unit == "euro":
			return 1
		case e.telephone && telephone(n.Code):
			return 2
		case e.duration && (n.Unit == "minuut" || n.Unit == "uur" || n.Unit == "dag" || n.Unit == "week" || n.Unit == "maand" || n.Unit == "jaar"):
			return 1
		case e.since && year, e.moment && !e.since && (year || timed):
			return 1
		}
	}
	return 0
}

// telephone reports whether a code looks like a number to call: the emergency numbers, or a number with an area or service code.
func telephone(code string) bool {
	return strings.Contains(code, "-") && code[0] == '0'
}

// defines reports whether a sentence opens with its subject and says what that is or does ("Smartengeld is…", "De Herstelmeter helpt…"), not
// what became of it ("is gestart").
func defines(text, subject string) bool {
	if subject == "" {
		return false
	}
	tokens := dutch.Tokens(text)
	for i, t := range tokens {
		if i > 3 {
			return false
		}
		terms := dutch.WordTerms(t.Text)
		if len(terms) == 0 {
			continue
		}
		if dutch.Singular(terms[0].Text) != subject || i+2 >= len(tokens) {
			return false
		}
		then := tokens[i+2].Text
		became := len(then) > 5 && strings.HasPrefix(then, "ge") && strings.ContainsAny(then[len(then)-1:], "dtn")
		return tokens[i+1].Text != "is" || !became && then != "sinds" && then != "in"
	}
	return false
}
