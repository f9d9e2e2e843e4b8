package assistant

import "wegwijzer/internal/dutch"

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
