package assistant

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"wegwijzer/assistant/gate"
	"wegwijzer/internal/dutch"
	"wegwijzer/internal/privacy"
	"wegwijzer/knowledge"
)

// unit is what is shown or left out as a whole: a sentence, a sentence with the one it leans on, a list with its opening line, a row of a table.
type unit struct {
	passage int
	order   int // place in the passage
	text    string
	quote   string // the literal lines it comes from
	first   bool   // opens the passage
	opens   bool   // stands first under its heading
	list    bool
	heading string // the heading inside the passage it stands under
	ground  string // what it leans on and does not say itself, with what parts them; shown above it, unless it is shown already
	table   string // the lines of the table that it is a row of, when that is too long to be shown whatever is asked
	lost    bool   // what it points to is not known, so that it says nothing by itself
	tail    string // what the next sentences say that turn or limit it; shown behind it
	item    string // the whole of the short answer that it is a piece of, with the question above it; shown in its place
}

// How long a list or table may be that is shown as a whole; a longer one is shown item by item. Steps lose their sense when one is left out.
const (
	listWords  = 110
	tableWords = 150
	stepsWords = 180
	tableMost  = 300 // of a table that is asked for, and none of its rows
)

// unitsOf cuts a passage into units in order.
func unitsOf(passage int, p knowledge.Passage) []unit {
	var units []unit
	heading, opening := "", true
	answer, answered := "", -1 // the first sentence under the heading, and the line it stands on
	at := 0
	top := false // the list that is added stands right under its heading
	add := func(text, quote string, list bool) {
		u := unit{passage: passage, order: len(units), text: text, quote: quote, first: len(units) == 0, opens: opening, list: list, heading: heading}
		if opening {
			if answer, answered = "", at; !list {
				answer = firstSentence(text[strings.LastIndex(text, "\n")+1:]) // without what stands above it
			}
		}
		above := cmp.Or(heading, knowledge.NearestHeading(p.Heading))
		if list && top && strings.HasPrefix(text, "- ") && above != "" && above != p.Title && (opening || !strings.HasSuffix(above, "?")) {
			u.ground = above + "\n" // below a question only what stands there first
		}
		if !list && asksOrTells(above) && !strings.HasPrefix(text, above) {
			u.ground = belowQuestion(above, answer, text, answered == at && len(units) > 0 && units[len(units)-1].opens)
		}
		if !list && answered == at && len(units) > 0 && units[len(units)-1].opens && (isYesOrNo(answer) || strings.HasSuffix(answer, "?")) && strings.HasPrefix(text, answer+" ") && len(strings.Fields(text)) <= groundWords {
			answer = text // "Ja. Dat kan bij de rechter." is the answer, and not its first word; nor is what it depends on: "Is het bedrag toegewezen?"
		}
		units = append(units, u)
		opening = false
	}
	lines := strings.Split(p.Text, "\n")
	for i := 0; i < len(lines); {
		line := lines[i]
		at = i
		switch {
		case strings.HasPrefix(line, "# "):
			heading, opening = line[2:], true
			i++
		case isItem(line), isRow(line):
			same := isItem
			limit := listWords
			if isRow(line) {
				same, limit = isRow, tableWords
			}
			j := i
			for j < len(lines) && same(lines[j]) {
				j++
			}
			if numbered(lines[i:j]) {
				limit = stepsWords
			}
			top = opening
			addBlock(add, &units, lines[i:j], limit)
			i = j
		default:
			from := len(units)
			above, said := before(lines[:i], heading, p)
			addParagraph(add, line, above)
			stand(units[from:], line)
			turned(units[from:], line)
			if len(units) > from+1 && onlyOfOthers(units[from].text) && strings.HasPrefix(units[from+1].text, units[from].text+" ") {
				units[from].lost, units[from+1].opens = true, units[from].opens
			}
			if len(units) > from && (namesAbove(line, above, said) || opensBelow(heading, line, said)) {
				units[from].lost = true
			}
			i++
		}
	}
	shortAnswers(units, lines, p)
	return units
}

// belowQuestion returns what a sentence under a question is shown below: the question, and the answer that stands first under it ("Soms."), without which the question
// would seem to be answered by whatever comes later. Below an answer too long for that, or a list, the sentence stands by itself.
func belowQuestion(question, answer, text string, next bool) string {
	switch {
	case answer != "" && strings.HasPrefix(text, answer):
		return question + "\n"
	case answer == "" || strings.HasSuffix(answer, ":") || len(strings.Fields(answer)) > groundWords:
		return ""
	case next:
		return question + "\n" + answer + " "
	}
	return question + "\n" + answer + "\n"
}

// isYesOrNo reports an answer that is nothing but that: "Ja.", "Nee."
func isYesOrNo(answer string) bool {
	tokens := dutch.Tokens(answer)
	return len(tokens) == 1 && sayYesOrNo[tokens[0].Text]
}

// firstSentence returns the first sentence of a text.
func firstSentence(text string) string {
	if spans := dutch.Sentences(text); len(spans) > 0 {
		return text[spans[0].Start:spans[0].End]
	}
	return text
}

// figures are what a list or a table gives: who reads "deze bedragen" wants those.
var figures = words("bedrag bedragen termijn termijnen tarief tarieven percentages cijfers getallen uren tijden")

// namesAbove reports whether the first sentence of a line gives a name or figures to what stands above it, and that is only a heading, or names no figure.
func namesAbove(line, above string, said bool) bool {
	tokens := dutch.Tokens(line)
	if len(tokens) < 3 || !demonstratives[tokens[0].Text] {
		return false
	}
	switch second := tokens[1].Text; {
	case figures[second]:
		return !said || !strings.ContainsAny(above, "0123456789")
	case second == "heet" || second == "heten" || second == "noemen" || second == "betekent":
		return !said
	}
	return false
}

// opensBelow reports a line that goes on with a heading which itself points to another section: "Dan betaal je een deel zelf", below "Geldt dat niet voor jou?".
func opensBelow(heading, line string, said bool) bool {
	return !said && strings.HasSuffix(heading, "?") && !asksOrTells(heading) && leans(firstSentence(line))
}

func isItem(line string) bool { return strings.HasPrefix(strings.TrimLeft(line, " "), "- ") }

func isRow(line string) bool { return strings.HasPrefix(line, "| ") }

// numbered reports whether lines are the rows of a table of steps: the first cells count from one.
func numbered(rows []string) bool {
	for i, r := range rows {
		first, _, _ := strings.Cut(r, " | ")
		if _, n, ok := strings.Cut(first, ": "); !isRow(r) || !ok || n != strconv.Itoa(i+1) {
			return false
		}
	}
	return len(rows) > 1
}

// addBlock adds a list or table: whole with the line that opens it when it is short, else piece by piece.
func addBlock(add func(text, quote string, list bool), units *[]unit, lines []string, limit int) {
	opening := ""
	if n := len(*units); n > 0 {
		if last := (*units)[n-1]; !last.list && strings.HasSuffix(last.text, ":") {
			opening = last.text
			*units = (*units)[:n-1]
		}
	}
	words := len(strings.Fields(opening))
	for _, l := range lines {
		words += len(strings.Fields(l))
	}
	prefix := ""
	if opening != "" {
		prefix = opening + "\n"
	}
	if words <= limit {
		block := strings.Join(lines, "\n")
		add(prefix+shown(block), prefix+block, true)
		return
	}
	for _, l := range lines {
		add(prefix+shown(l), prefix+l, true)
		if isRow(l) && words <= tableMost {
			(*units)[len(*units)-1].table = strings.Join(lines, "\n")
		}
	}
}

// wholeTables puts the whole of a table in the place of its chosen rows when the question names none of those: who asks how high something is, and not for
// whom, is told of all.
func (w termWeights) wholeTables(units []unit, chosen []int, hits []knowledge.Hit) []int {
	named := func(i int) bool {
		of, _, _ := strings.Cut(strings.TrimPrefix(units[i].text, "- "), ". ")
		says, _ := w.covered(bag(of), nil, nil)
		page, _ := w.covered(bag(hits[units[i].passage].Title), nil, nil)
		for word, x := range says {
			if x > 0 && page[word] == 0 { // what the title says is said of every row
				return true
			}
		}
		return false
	}
	var kept []int
	for at, i := range chosen {
		same := func(j int) bool { return units[j].table == units[i].table }
		switch {
		case units[i].table == "" || slices.ContainsFunc(chosen, func(j int) bool { return same(j) && named(j) }):
			kept = append(kept, i)
		case !slices.ContainsFunc(chosen[:at], same):
			first := slices.IndexFunc(units, func(u unit) bool { return u.table == units[i].table })
			units[i].quote, units[i].text, units[i].ground = units[i].table, shown(units[i].table), units[first].ground
			kept = append(kept, i)
		}
	}
	return kept
}

// shown returns lines as a person reads them: the marks of a list stay, a table's row becomes an item.
func shown(block string) string {
	lines := strings.Split(block, "\n")
	for i, l := range lines {
		if isRow(l) {
			lines[i] = "- " + knowledge.RowText(l)
		}
	}
	return strings.Join(lines, "\n")
}

// chain is how many sentences that lean on each other are shown as one.
const chain = 3

// before returns what stands before a line and says what it points to: the last sentence of the paragraph above it, else its heading, which is not said.
func before(lines []string, heading string, p knowledge.Passage) (above string, said bool) {
	if n := len(lines); n > 0 && lines[n-1] != "" && !isItem(lines[n-1]) && !isRow(lines[n-1]) && !strings.HasPrefix(lines[n-1], "# ") {
		if spans := dutch.Sentences(lines[n-1]); len(spans) > 0 {
			last := spans[len(spans)-1]
			return lines[n-1][last.Start:last.End], true
		}
	}
	return cmp.Or(heading, knowledge.NearestHeading(p.Heading), p.Title), false
}

// addParagraph adds the sentences of a paragraph. One that points to what is not in it is shown below what it points to.
func addParagraph(add func(text, quote string, list bool), line, above string) {
	var run []string // the sentences that the last one leans on, and itself
	previous := ""
	for _, s := range dutch.Sentences(line) {
		text := line[s.Start:s.End]
		if len(run) > 0 && (leans(text) || onlyNumber(text) || onlyHours(dutch.Tokens(text)) && onlyOfReach(run[len(run)-1]) || strings.HasSuffix(run[len(run)-1], "?") || onlyOfOthers(run[len(run)-1])) && len(run) < chain {
			run = append(run, text)
		} else {
			run = []string{text}
		}
		joined := strings.Join(run, " ")
		switch points := len(run) == 1 && (pointsBack(dutch.Tokens(text)) || onlyNumber(text)); {
		case points && previous != "":
			joined = previous + " " + joined // behind a chain as long as may be: not what stands above the paragraph
		case points && above != "":
			joined = above + "\n" + joined
		}
		add(joined, joined, false)
		previous = text
	}
}

// stand gives the units of a paragraph, one for each sentence, what each leans on where its own text lacks it.
func stand(units []unit, line string) {
	for i, s := range dutch.Sentences(line) {
		text := line[s.Start:s.End]
		if i > 0 && units[i].text == units[i-1].text+" "+text {
			units[i].ground = units[i-1].ground // it goes on, and leans on what its beginning leans on
			continue
		}
		if i == 0 || units[i].text != text || !gate.Refers(text) && !hangs(text) && !turns(text) && !ofMinors(text) && !ifWithin(text, units[i-1].text) {
			continue
		}
		above := units[i-1]
		units[i].ground = above.text + " "
		if len(strings.Fields(above.ground)) <= groundWords {
			units[i].ground = above.ground + above.text + " "
		}
	}
}

// ifWithin reports a condition within one of the sentence before it: "Legt de rechter een schadevergoeding op? Het CJIB int die. Heeft de dader na 8 maanden niet
// alles betaald, dan krijg je een voorschot."
func ifWithin(text, before string) bool {
	tokens := dutch.Tokens(text)
	return len(tokens) > 0 && dutch.Finite(tokens[0].Text) && !strings.HasSuffix(text, "?") && strings.Contains(text, ", dan ") && strings.Contains(before, "? ")
}

// leaningOn returns what a sentence leans on in its own paragraph, for where it is shown without the question that it stands under.
func (u unit) leaningOn() string {
	if !gate.Refers(firstSentence(u.text)) {
		return ""
	}
	return u.ground[strings.LastIndex(u.ground, "\n")+1:]
}

// groundWords is how many words of what a ground leans on itself are shown with it.
const groundWords = 30

// onlyOfOthers reports a sentence that says of what was asked no more than that others have it too: "Veel ouders zijn daar bang voor". The answer is in
// the next one, and it is shown with that.
func onlyOfOthers(sentence string) bool {
	tokens := dutch.Tokens(sentence)
	return len(tokens) > 0 && ofMany[tokens[0].Text] && gate.Refers(sentence)
}

var ofMany = words("veel iedereen meer anderen")

// leans reports whether a sentence cannot be understood without the one before it.
func leans(sentence string) bool {
	tokens := dutch.Tokens(sentence)
	if len(tokens) == 0 {
		return true
	}
	return leaning[tokens[0].Text] || pointsBack(tokens)
}

// onlyNumber reports a sentence that says what number to call and not whose it is, but for the number that everybody knows: "Bel 0800-1234, dag en nacht".
func onlyNumber(sentence string) bool {
	tokens := dutch.Tokens(sentence)
	if len(tokens) == 0 || tokens[0].Text != "bel" || strings.Contains(sentence, privacy.VictimSupport) {
		return false
	}
	for _, t := range tokens[1:] {
		if said := sentence[t.Start:t.End]; whoseNumber[t.Text] || strings.ToLower(said) != said {
			return false
		}
	}
	return slices.ContainsFunc(dutch.NumbersOf(sentence, tokens), func(n dutch.Number) bool { return strings.HasPrefix(n.Code, "0") })
}

// whoseNumber are words that say whose number it is.
var whoseNumber = words("ons politie huisarts huisartsenpost dokter arts bank gemeente advocaat verzekeraar verzekering brandweer ambulance school werkgever")

// onlyHours reports a sentence of days and hours that does not say of what: "Maandag tot en met vrijdag van 8 tot 20 uur."
func onlyHours(tokens []dutch.Token) bool {
	day := false
	for _, t := range tokens {
		day = day || weekdays[t.Text]
		if !weekdays[t.Text] && !hourWords[t.Text] && strings.Trim(t.Text, "0123456789.:") != "" {
			return false
		}
	}
	return day
}

// onlyOfReach reports a unit that only tells by what number we are reached, and when: the end of an answer says that.
func onlyOfReach(text string) bool {
	for i, s := range dutch.Sentences(text) {
		tokens := dutch.Tokens(text[s.Start:s.End])
		switch {
		case i > 0 && !onlyHours(tokens), len(tokens) < 2:
			return false
		case i == 0 && !onlyHours(tokens) && (tokens[0].Text != "bel" || tokens[1].Text != "ons" || len(tokens) > reachWords):
			return false
		}
	}
	return true
}

// reachWords is how many words "Bel ons op 0900-0101" may have, its number cut in pieces.
const reachWords = 6

// asksOfReach reports whether a question asks how or when we are reached.
func asksOfReach(question string) bool {
	return slices.ContainsFunc(dutch.Tokens(question), func(t dutch.Token) bool { return reachAsked[t.Text] })
}

var (
	reachAsked = words("bel bellen bereik bereiken bereikbaar nummer telefoonnummer telefoon open openingstijden contact opnemen wanneer hoelaat")

	weekdays  = words("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag werkdag werkdagen")
	hourWords = words("tot en met t m van uur uren op om tussen ook elke alle dag dagen behalve feestdagen s ochtends avonds")
)

// pointsBack reports whether a sentence begins with what was named before: "Dat kan…", "Bij dit centrum werken…", "Met deze brief…".
func pointsBack(tokens []dutch.Token) bool {
	if len(tokens) < 3 {
		return false
	}
	return demonstratives[tokens[0].Text] && tokens[0].Text != "die" || prepositions[tokens[0].Text] && demonstratives[tokens[1].Text]
}

var (
	prepositions   = words("in op bij met van voor aan uit door over na naar om onder tegen tijdens via volgens zonder achter binnen vanaf")
	demonstratives = words("dit deze dat die zo'n zulke")
)

var leaning = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("dit deze dat die zij ze hij hem haar hierdoor daardoor daarom daarna dan daarmee daarbij daarvoor hiervoor hiermee hierin daarin daar ook maar toch anders zo dus want en of bovendien vervolgens") {
		m[w] = true
	}
	return m
}()
