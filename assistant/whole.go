package assistant

import (
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// Nobody gets half a piece of advice: "Je valt er sneller van in slaap" says the opposite of what it says with the sentence behind it.

// How many sentences an answer to a question has that is always shown whole, and how many that turn a sentence are shown behind it.
const (
	shortAnswer = 3
	mostTurns   = 2
)

// asksOrTells reports a heading that is a question of a visitor, or what one tells, and stands above an answer. One that points to the section above it
// ("Geldt dat niet voor jou?") says nothing where that is not shown.
func asksOrTells(heading string) bool {
	if heading == "" || !strings.ContainsAny(heading[len(heading)-1:], "?.") {
		return false
	}
	tokens := dutch.Tokens(heading)
	for i, t := range tokens[:max(0, min(pointsWithin, len(tokens)-1))] {
		if demonstratives[t.Text] && t.Text != "die" && alone(tokens[i+1].Text) && (i == 0 || dutch.Finite(tokens[i-1].Text) || dutch.Modal(tokens[i-1].Text) != "") {
			return false
		}
	}
	return true
}

// shortAnswers gives the units of each short answer to a question the whole of it.
func shortAnswers(units []unit, lines []string, p knowledge.Passage) {
	heading := ""
	for i, line := range lines {
		if title, ok := strings.CutPrefix(line, "# "); ok {
			heading = title
			continue
		}
		first := i == 0 || strings.HasPrefix(lines[i-1], "# ")
		last := i+1 == len(lines) || strings.HasPrefix(lines[i+1], "# ")
		above := heading
		if above == "" {
			above = knowledge.NearestHeading(p.Heading)
		}
		n := len(dutch.Sentences(line))
		if !first || !last || isItem(line) || isRow(line) || n < 2 || n > shortAnswer || !asksOrTells(above) {
			continue
		}
		for j := range units {
			if u := units[j]; u.heading == heading && !u.list && strings.Contains(line, u.text[strings.LastIndex(u.text, "\n")+1:]) {
				units[j].item = above + "\n" + line
			}
		}
	}
}

// turned gives the units of a paragraph, one for each sentence, the sentences behind each that turn or limit it.
func turned(units []unit, line string) {
	spans := dutch.Sentences(line)
	for i := range units {
		for j := i + 1; j < len(spans) && j <= i+mostTurns; j++ {
			next := line[spans[j].Start:spans[j].End]
			if asks := strings.HasSuffix(next, "?"); asks && ofMinors(next) && j+1 < len(spans) {
				units[i].tail += " " + next + " " + line[spans[j+1].Start:spans[j+1].End] // "Was je minderjarig? Dan geldt een andere regel."
				break
			} else if asks || !turns(next) && !(namesTerm(units[i].text) && ofMinors(next)) {
				break
			}
			units[i].tail += " " + next
		}
	}
}

// turns reports a sentence that takes back or limits what the one before it says: "Later slaap je juist onrustiger", "Doe dat alleen samen".
func turns(sentence string) bool {
	tokens := dutch.Tokens(sentence)
	for i, t := range tokens[:min(turnsWithin, len(tokens))] {
		next := ""
		if i+1 < len(tokens) {
			next = tokens[i+1].Text
		}
		switch {
		case i == 0 && (turning[t.Text] || opensTurn[t.Text]), i > 0 && turning[t.Text] && next != "eens", i > 0 && t.Text == "alleen" && onlyFor[next]:
			return true
		}
	}
	return false
}

// How far into a sentence a word still turns it, or points to before it.
const (
	turnsWithin  = 7
	pointsWithin = 4
)

var (
	turning   = words("toch wel juist echter")
	opensTurn = words("maar alleen behalve tenzij")
	// onlyFor stand behind "alleen" where that limits something, and does not say that somebody is alone.
	onlyFor = words("als bij voor met wanneer na door zonder in op via wie")
)

// hangs reports a sentence that names by a pronoun what the one before it names, though it does not begin with what points there: "Het is vrijwillig", "Vul
// hem een paar keer in", or one that is no sentence without it: "Een ongeluk, een vechtpartij of erger."
func hangs(sentence string) bool {
	tokens := dutch.Tokens(sentence)
	if len(tokens) < 2 {
		return false
	}
	verb := func(w string) bool { return dutch.Finite(w) || dutch.Modal(w) != "" }
	if tokens[0].Text == "het" && verb(tokens[1].Text) {
		return !slices.ContainsFunc(tokens[2:], func(t dutch.Token) bool { return saysItLater[t.Text] })
	}
	for i := 1; i < min(pointsWithin, len(tokens)); i++ {
		w, next := tokens[i].Text, ""
		if i+1 < len(tokens) {
			next = tokens[i+1].Text
		}
		if clauseOpeners[tokens[i-1].Text] {
			return false
		}
		if w == "hem" || w == "ze" || (w == "het" || w == "dit" || w == "deze") && alone(next) {
			return true
		}
	}
	return strings.Contains(sentence, ",") && opensNoun[tokens[0].Text] && !slices.ContainsFunc(tokens, func(t dutch.Token) bool { return verb(t.Text) })
}

// alone reports whether a word, or the end, stands behind a pronoun and not behind an article.
func alone(next string) bool {
	return next == "" || behindPronoun[next] || dutch.Stop(next) || prepositions[next] || dutch.Finite(next) || dutch.Modal(next) != ""
}

var (
	// saysItLater are words behind which "het" is said in the same sentence: "Het is goed om te praten".
	saysItLater = words("dat om of als alsof wanneer wat wie hoe waar dan")
	opensNoun   = words("een de het geen")
	// behindPronoun say how or when something is done.
	behindPronoun = words("goed eerst vooraf meteen direct samen later mee nooit altijd snel weg thuis rustig gewoon wel")
)

// shownIn reports whether a unit is among what was shown, by its mark, alone or with what it is shown with.
func (u unit) shownIn(shown []uint32) bool {
	return slices.ContainsFunc([]string{u.text, u.ground + u.text, u.text + u.tail, u.ground + u.text + u.tail, u.item}, func(text string) bool {
		return text != "" && slices.Contains(shown, sentenceMark(text))
	})
}
