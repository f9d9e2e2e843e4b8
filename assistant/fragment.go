package assistant

import (
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// skimmed is what is read in the text of a unit, once for all that is asked of it.
type skimmed struct {
	tokens  []dutch.Token
	numbers []dutch.Number
}

func skim(text string) skimmed {
	tokens := dutch.Tokens(text)
	return skimmed{tokens, dutch.NumbersOf(text, tokens)}
}

// fragment reports a unit that says nothing by itself: a date, a name, a word of answer to a question that is not there, a line of a table of contents.
func fragment(u unit, l skimmed) bool {
	if u.list || u.lost {
		return u.lost
	}
	closed := strings.ContainsAny(u.text[len(u.text)-1:], ".!?:") || strings.HasSuffix(u.text, "”")
	if !closed {
		switch {
		case ofContents(l.tokens):
			return true
		case len(l.numbers) > 0 && labelled(u.text) && !dates(l.tokens): // "Piketnummer: 088-…"
			return false
		case len(l.numbers) < 2 && !slices.ContainsFunc(l.tokens, func(t dutch.Token) bool { return dutch.Finite(t.Text) || dutch.Modal(t.Text) != "" }):
			return true
		}
	}
	said := 0
	for _, t := range l.tokens {
		dutch.EachForm(t.Text, func(form string, part bool) {
			if !part && form != "" && (form[0] < '0' || form[0] > '9') && dutch.Month(t.Text) == 0 {
				said++
			}
		})
		if said == 3 {
			return false
		}
	}
	return said == 0 && len(l.numbers) == 0 || !closed
}

// labelled reports a line that says what its number is of, before a colon.
func labelled(text string) bool {
	label, value, ok := strings.Cut(text, ": ")
	return ok && len(strings.Fields(label)) <= 8 && strings.ContainsAny(value, "0123456789") && !strings.ContainsAny(label, "0123456789")
}

// dates reports a text with a date in it, in figures or with the name of a month.
func dates(tokens []dutch.Token) bool {
	return slices.ContainsFunc(tokens, func(t dutch.Token) bool {
		return dutch.Month(t.Text) != 0 || strings.Count(t.Text, "-") == 2 && strings.Trim(t.Text, "-0123456789") == ""
	})
}

// ofContents reports a table of contents that became one line: names of chapters with their numbers between them.
func ofContents(tokens []dutch.Token) bool {
	bare := 0
	for i, t := range tokens {
		if n := len(t.Text); n <= 3 && strings.Trim(t.Text, "0123456789") == "" && (i+1 == len(tokens) || dutch.Unit(tokens[i+1].Text) == "") {
			bare++
		}
	}
	return bare >= 5
}

// titles reports a unit that only repeats the title or a heading of its page.
func titles(u unit, p knowledge.Passage) bool {
	if u.list || strings.ContainsAny(u.text[len(u.text)-1:], ".!?:") {
		return false
	}
	text := strings.ToLower(u.text)
	return strings.Contains(strings.ToLower(p.Title), text) || strings.Contains(strings.ToLower(p.Heading), text)
}

// thisText is what a text calls itself when it says what will be read in it.
var thisText = words("vouwblad folder brochure flyer factsheet boekje handreiking pagina document")

// readsIn is how it says so.
var readsIn = words("lees leest vind vindt staat staan")

// points reports a sentence that sends the reader on and says nothing else.
func points(l skimmed) bool {
	if len(l.tokens) == 0 || len(l.tokens) > 14 || len(l.numbers) > 0 {
		return false
	}
	switch l.tokens[0].Text {
	case "lees", "kijk", "zie", "bekijk":
		return true
	}
	if l.tokens[0].Text == "je" && len(l.tokens) > 1 && l.tokens[1].Text == "leest" { // "Je leest ook wat helpt."
		return true
	}
	for i, t := range l.tokens[1:] { // "De tabel staat op Bedragen.", "In dit vouwblad lees je wat je kunt verwachten."
		if thisText[t.Text] && (l.tokens[i].Text == "dit" || l.tokens[i].Text == "deze") &&
			slices.ContainsFunc(l.tokens, func(t dutch.Token) bool { return readsIn[t.Text] }) {
			return true
		}
		if (t.Text == "op" || t.Text == "in" || t.Text == "bij") && (l.tokens[i].Text == "staat" || l.tokens[i].Text == "staan") {
			return true
		}
	}
	return false
}
