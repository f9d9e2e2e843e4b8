package transcribe

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"wegwijzer/internal/dutch"
)

// Risk is a signal of danger, always in the literal words of who said it. A person decides what it means.
type Risk struct {
	Category string `json:"category"`
	Quote    string `json:"quote"`
	Negated  bool   `json:"negated"` // the client denies it
	Past     bool   `json:"past,omitempty"`
	Speaker  string `json:"speaker"` // label of who said it
	About    string `json:"about"`   // client or ander
	Utt      []int  `json:"utt"`
}

// The categories of risk.
const (
	RiskThreat   = "veiligheid_dreiging"
	RiskSuicide  = "suicidaliteit"
	RiskChildren = "kinderen"
	RiskAbduct   = "kinderen_meenemen"
	RiskContact  = "contact_verdachte"
	RiskWeapon   = "wapen"
	RiskRevenge  = "eigenrichting_derde"
	RiskOther    = "overig"
)

//go:embed data/risks.tsv
var risksTable string

type riskWords struct {
	category string
	asked    bool
	words    *regexp.Regexp
	needs    []string // one of these stands in every text that words can match; empty when that is not known
}

// may reports whether it is worth to look: the expressions are long, and most lines hold none of what they need.
func (r riskWords) may(fold string) bool { return holdsOne(fold, r.needs) }

var risksByRow = sync.OnceValue(func() []riskWords {
	var out []riskWords
	for cells := range rows(risksTable, 3) {
		out = append(out, riskWords{cells[0], cells[1] == "asked", regexp.MustCompile(cells[2]), needsOf(cells[2])})
	}
	return out
})

var (
	denies    = regexp.MustCompile(`^(?:(?:eh|nou|oh|o|gelukkig|mhm|ach)[ ,.]+)*(?:nee|neen|nooit|gelukkig niet|niet dat ik weet|absoluut niet|zeker niet|helemaal niet|nee hoor|niks|niet echt)\b`)
	denial    = regexp.MustCompile(`\b(?:niet|geen|nooit|niks|niemand|nergens|gelukkig niet|allerminst)\b`)
	butYes    = regexp.MustCompile(`\b(?:maar|behalve|alleen|soms|wel eens|toch|vroeger wel|nu wel|'s nachts wel|op zich)\b`)
	affirms   = regexp.MustCompile(`^(?:(?:eh|nou|oh|o|mhm|tja|ach|poeh)[ ,.]+)*(?:ja|jawel|soms|wel eens|af en toe|even|eventjes|heel even|in het begin|toen wel|die eerste|vaak|best|eigenlijk wel|een beetje|natuurlijk|zeker|klopt|regelmatig|daar heb ik|dat heb ik|helaas|ik ben bang|elke|heel)\b`)
	wavers    = regexp.MustCompile(`\b(?:soms|wel eens|af en toe|weet (?:ik )?(?:het )?niet|misschien|niet echt|eigenlijk|lastig|moeilijk|een beetje|weleens|bij vlagen|op sommige)\b|^\.\.\.$|^…$`)
	ofOther   = regexp.MustCompile(`\b(?:dochter|zoon|zoontje|dochtertje|broer|zus|moeder|vader|vriend|vriendin|man|vrouw|oom|tante|neef|nicht|kind|kinderen|oudste|jongste|kleine|mama|papa|partner|collega|oma|opa|buurman|buurvrouw|zwager)\b`)
	reports   = regexp.MustCompile(`\b(?:zei|zegt|zeiden|riep|roept|schreef|appte|stuurde|fluisterde|schreeuwde|dreigde|gezegd|roepen)\b`)
	asksOther = regexp.MustCompile(`\b(?:hij|zij|ze|hem|haar|fleur|zichzelf|uw (?:man|vrouw|zoon|dochter|broer|zus|moeder|vader|kind|kinderen|partner)|je (?:man|vrouw|zoon|dochter|broer|zus|moeder|vader|partner))\b`)
	done      = regexp.MustCompile(`\b(?:gemaakt|gepleegd|overleden|gestorven|gelukt)\b`)
)

// risks finds the signals of danger: what the client's side says of itself, and how it answers the questions of staff that look for one. The
// words of staff are never a signal. A denial is kept as a denial and raises nothing.
func (c *call) risks() []Risk {
	rows := risksByRow()
	var out []Risk
	seen := map[string]bool{}
	add := func(r Risk) {
		key := fmt.Sprint(r.Category, r.Utt, r.Negated)
		if !seen[key] {
			seen[key] = true
			out = append(out, r)
		}
	}
	c.children = c.childNames()
	for i := range c.lines {
		l := c.lines[i]
		if !c.usable(i) {
			continue
		}
		if l.staff() {
			if l.asks {
				c.answers(i, rows, add)
			}
			continue
		}
		if !l.ours() {
			continue
		}
		for _, x := range [...]struct {
			category string
			found    func(string) (int, int, bool)
		}{{RiskThreat, threatens}, {RiskContact, func(f string) (int, int, bool) { return firstOfAny(f, meets, watching) }}} {
			if a, b, ok := x.found(l.fold); ok {
				r := Risk{Category: x.category, Speaker: l.Speaker, Utt: []int{i}, About: "client", Past: leanOf(l.fold) == dutch.Past, Quote: quoteOf(l.Text, l.fold, a)}
				if !c.denied(i, x.category, a, b) || x.category == RiskThreat && saysThreat.MatchString(l.fold) && !denies.MatchString(l.fold) {
					add(r)
				}
			}
		}
		for _, row := range rows {
			if row.asked {
				continue
			}
			fold := l.fold
			if row.category == RiskChildren {
				fold = c.children.of(fold)
				if child := c.aboutChild(i); child != "" {
					fold = child + " " + fold
				}
			}
			if !row.may(fold) {
				continue
			}
			m := row.words.FindStringIndex(fold)
			if m == nil || quotedByClient(l.fold, row.category) {
				continue
			}
			if match := fold[m[0]:m[1]]; row.category == RiskSuicide && strings.Contains(match, "hoef") && !strings.Contains(match, "niet meer") && c.declines(i) {
				continue // "dat hoeft voor mij niet": an offer is declined
			}
			if len(fold) != len(l.fold) { // names were put in place of others: look where it stands in the words themselves
				shift := len(fold) - len(l.fold)
				m[0], m[1] = max(0, m[0]-max(shift, 0)), min(len(l.fold), max(m[1]-max(shift, 0), 1))
				if m[0] >= m[1] {
					m[0] = 0
				}
			}
			clause := clauseAround(l.fold, m[0], m[1])
			r := Risk{Category: row.category, Speaker: l.Speaker, Utt: []int{i}, About: c.aboutWhom(i, row.category, l.fold), Past: leanOf(clause) == dutch.Past}
			r.Quote = quoteOf(l.Text, l.fold, m[0])
			r.Negated = c.denied(i, row.category, m[0], m[1])
			if row.category == RiskSuicide && r.About != "client" && done.MatchString(clause) {
				continue // somebody has died by it: a fact and no signal
			}
			if r.Negated && (row.category == RiskContact || row.category == RiskOther || row.category == RiskChildren && !strings.Contains(clause, "geen kinderen")) && !denies.MatchString(l.fold) {
				continue
			}
			add(r)
		}
		c.signalled(i, func(r Risk) {
			// What was found or denied by a turn of phrase is surer.
			if !slices.ContainsFunc(out, func(o Risk) bool { return o.Category == r.Category && slices.Equal(o.Utt, r.Utt) }) {
				add(r)
			}
		})
	}
	return c.settleRisks(out)
}

// declines reports whether line i answers an offer of staff that is not about wanting to live.
func (c *call) declines(i int) bool {
	p := c.previous(i)
	return p >= 0 && c.lines[p].staff() && !c.asksOf(i)[RiskSuicide] && (c.lines[p].asks || offersIt.MatchString(c.lines[p].fold) || hasPhrase(c.lines[p].fold, "gratis", "kunt", "kun", "mag", "recht op"))
}

func firstOfAny(fold string, expressions ...*regexp.Regexp) (from, to int, ok bool) {
	for _, re := range expressions {
		if m := re.FindStringIndex(fold); m != nil {
			return m[0], m[1], true
		}
	}
	return 0, 0, false
}

// children are the names of children that the client tells of.
type children map[string]bool

var (
	childCalled = regexp.MustCompile(`(?:[Zz]oon(?:tje)?|[Dd]ochter(?:tje)?|[Kk]leine|[Oo]udste|[Jj]ongste|[Kk]leinzoon|[Kk]leindochter)(?: heet| is)? (\p{Lu}[\p{Ll}]+)`)
	childAged   = regexp.MustCompile(`(\p{Lu}\p{Ll}+),? (?:(?:hij|zij|ze|die) )?is (?:nog (?:maar )?)?(\p{L}+|\d{1,2})\b`)
	asksChild   = regexp.MustCompile(`\b(?:uw|je|jouw|jullie|de) (?:zoontje|dochtertje|zoon|dochter|kind|kinderen|kleinkind|kleinkinderen)\b`)
	ofChild     = regexp.MustCompile(`^(?:\w+[ ,.]+){0,3}(?:hij|zij|ze|die)\b`)
)

// childNames collects them: "de kleine Mila", "Finn, hij is zeven".
func (c *call) childNames() children {
	names := children{}
	for i := range c.lines {
		if !c.usable(i) {
			continue
		}
		for _, m := range childCalled.FindAllStringSubmatch(c.lines[i].Text, 4) {
			names[dutch.Fold(m[1])] = true
		}
		for _, m := range childAged.FindAllStringSubmatch(c.lines[i].Text, 4) {
			w := dutch.Fold(m[2])
			tokens := dutch.Tokens(w)
			if len(tokens) == 1 {
				if s, ok := dutch.SpokenAt(w, tokens, 0); ok && s.Value < 18 && s.Value > 0 {
					names[dutch.Fold(m[1])] = true
				}
			}
		}
	}
	return names
}

// of writes a child's name in fold as a word for child.
func (n children) of(fold string) string {
	if len(n) == 0 {
		return fold
	}
	words := strings.Fields(fold)
	changed := false
	for i, w := range words {
		if n[strings.Trim(w, ".,!?:;")] {
			words[i], changed = "kindnaam", true
		}
	}
	if !changed {
		return fold
	}
	return strings.Join(words, " ")
}

// aboutChild returns a word for child when line i answers a question of staff about a child with "hij" or "zij".
func (c *call) aboutChild(i int) string {
	if !ofChild.MatchString(c.lines[i].fold) {
		return ""
	}
	p := c.previous(i)
	if p < 0 || !c.lines[p].staff() {
		return ""
	}
	if asksChild.MatchString(c.lines[p].fold) || c.children.of(c.lines[p].fold) != c.lines[p].fold {
		return "kindnaam"
	}
	return ""
}

// answers reads how the client's side answers a question of staff that looks for danger.
func (c *call) answers(q int, rows []riskWords, add func(Risk)) {
	l := c.lines[q]
	asked := strings.ReplaceAll(l.fold, "veilig thuis", "de instantie")
	if !c.raw { // only the sentences that ask
		var b strings.Builder
		for _, s := range dutch.Sentences(l.Text) {
			if said := dutch.Fold(l.Text[s.Start:s.End]); strings.Contains(said, "?") {
				b.WriteString(strings.ReplaceAll(said, "veilig thuis", "de instantie") + " ")
			}
		}
		asked = b.String()
	}
	suicide := false
	for _, row := range rows {
		if !row.asked || !row.may(asked) || !row.words.MatchString(asked) || row.category == RiskThreat && suicide {
			continue
		}
		suicide = suicide || row.category == RiskSuicide
		other := asksOther.MatchString(l.fold) && row.category == RiskSuicide
		first := true
		for steps, j := 0, q; steps < 4; steps++ {
			if j = c.next(j); j < 0 {
				break
			}
			a := c.lines[j]
			if a.staff() {
				if first {
					if len(a.Text) < 60 && !a.asks {
						continue
					}
				}
				break
			}
			if !a.ours() {
				continue
			}
			r := Risk{Category: row.category, Speaker: a.Speaker, Utt: []int{j}, About: "client", Quote: firstSentence(a.Text)}
			if other || a.Role == Relative && row.category == RiskSuicide {
				r.About = "ander"
			}
			fold := a.fold
			switch {
			case row.category == RiskThreat && asksDare.MatchString(asked):
				// "Durft u naar buiten?": no is the signal.
				switch {
				case denies.MatchString(fold) || strings.Contains(fold, "durf"):
				default:
					continue
				}
			case row.category == RiskChildren && !denies.MatchString(fold) && (hasChild.MatchString(fold) || first && wasThere.MatchString(fold) && !denial.MatchString(fold)):
			case row.category == RiskThreat && asksSafe.MatchString(l.fold):
				// "Voelt u zich veilig?": yes is the denial, no the signal.
				switch {
				case unsafe.MatchString(fold):
					r.Quote = sentenceWith(a.Text, unsafe)
				case denies.MatchString(fold):
				case affirms.MatchString(fold):
					r.Negated = true
				default:
					continue
				}
			case first && row.category == RiskSuicide && !saysSoftly(fold):
				// Whoever asks after this and hears no denial looks again: what is neither yes nor no is kept as a signal.
				if (deniesIt.MatchString(fold) || c.plainlyDenies(a.Text)) && !butRisk(fold, row) {
					r.Negated = true
				}
				r.Quote = firstTwo(a.Text)
			case denies.MatchString(fold) && !butRisk(fold, row):
				r.Negated = true
				if s := firstTwo(a.Text); len(s) < 80 {
					r.Quote = s
				}
			case first && (affirmsSoon(a.Text) || affirms.MatchString(fold) || row.category == RiskThreat && stillFears.MatchString(fold) || row.category == RiskSuicide && wavers.MatchString(fold)):
				r.Quote = firstTwo(a.Text)
			case first && (row.category == RiskContact || row.category == RiskWeapon && hasWeapon.MatchString(fold) || row.category == RiskRevenge && c.signalIn(fold, RiskRevenge)) && !denial.MatchString(fold) && !unknownAnswer.MatchString(fold) && len(a.tokens) > 2 && present.MatchString(fold):
				// Asked for, and neither no nor unknown: the answer tells of it in words of its own.
				r.Quote = firstTwo(a.Text)
			case first && row.category == RiskThreat && wavers.MatchString(fold), first && row.category == RiskContact && leanOf(fold) == dutch.Past && !denial.MatchString(fold):
			default:
				first = false
				continue
			}
			first = false
			add(r)
			break
		}
	}
}

var (
	asksDare  = regexp.MustCompile(`\bdur(?:f|ft)\b`)
	hasChild  = regexp.MustCompile(`\b(?:mijn|onze|een|twee|drie|de) (?:\w+ )?(?:zoon|zoons|zoontje|dochter|dochters|dochtertje|kind|kinderen|kids|baby|tweeling|jongste|oudste|jongens?|meisjes?|meiden|pubers?|tieners?|kleintjes?)\b`)
	hasWeapon = regexp.MustCompile(`\b(?:heeft|heb|ligt|lag|hangt|draag|draagt|bewaart|had|tas|zak)\b`)
	present   = regexp.MustCompile(`\b(?:elke|iedere|steeds|weer|nog|soms|vaak|gisteren|dagelijks|altijd|sinds|hij|ze|zij|die|in|op|bij)\b`)
	wasThere  = regexp.MustCompile(`\b(?:zat|zaten|sliep|sliepen|lag|lagen|stond|stonden|zagen|gezien|zien|gehoord|hoorde\w*|boven|beneden|kamer|gang|erbij|allebei|alles|meegekregen|achterin)\b`)
	asksSafe  = regexp.MustCompile(`\b(?:veilig|prettig)\b`)
	unsafe    = regexp.MustCompile(`\b(?:niet (?:echt |meer |heel |altijd )*veilig|onveilig|'s avonds niet|savonds niet|avonds niet|nachts niet|nergens|nee|bang|durf|slaap niet|niet als)\b`)
)

var (
	deniesIt  = regexp.MustCompile(`\b(?:nee|neen|nooit|dat niet|absoluut niet|zeker niet|geen (?:moment|seconde|plan\w*)|gelukkig niet|niet aan|denk ik niet aan|niet van plan|wil (?:ik )?(?:juist |gewoon )?leven|valt mee|doe ik niet|moet door|hou op|kom nou|niet meer aan|nu niet|tuurlijk niet|natuurlijk niet|nooit aandoen|houden me|mijn kinderen|mijn kleinkinderen|mijn geloof|speelt (?:dat )?(?:bij (?:mij|ons|haar|hem) )?niet|niet echt|om voor te leven|niet aan de orde|geen sprake|niet mee bezig|red me|red het|zit niet zo in elkaar|te veel om voor|hou van het leven|te nuchter|zo ver (?:is|komt) het niet)\b`)
	softStart = regexp.MustCompile(`^(?:(?:eh|nou|oh|o|mhm|tja|ach|poeh)[ ,.]+)*(?:ja|soms|wel eens|af en toe|weleens|vaak|even|eventjes|best|eigenlijk wel|een beetje|gisteren|bij vlagen)\b|^\.\.\.|^…`)
)

// plainlyDenies reports whether the first sentence of an answer denies, in whatever words, without a doubt in it or a signal of its own.
func (c *call) plainlyDenies(text string) bool {
	fold := dutch.Fold(firstSentence(text))
	if !denial.MatchString(noDenial.ReplaceAllString(fold, " ")) || wavers.MatchString(fold) || c.signalIn(fold, RiskSuicide) {
		return false
	}
	for _, row := range risksByRow() {
		if row.category == RiskSuicide && !row.asked && row.may(fold) && row.words.MatchString(fold) {
			return false
		}
	}
	return true
}

// saysSoftly reports whether an answer begins with a yes or half a yes: then a denial further on weakens and does not deny.
func saysSoftly(fold string) bool { return softStart.MatchString(fold) }

// affirmsSoon reports whether one of the first sentences of an answer is a yes: "Eerlijk? Ja."
func affirmsSoon(text string) bool {
	for k, s := range dutch.Sentences(text) {
		if k > 2 {
			return false
		}
		if said := dutch.Fold(text[s.Start:s.End]); k > 0 && len(said) < 14 && affirms.MatchString(said) {
			return true
		}
	}
	return false
}

// butRisk reports whether a denial is followed by words that take it back: "nee, maar soms denk ik wel dat het niet meer hoeft".
func butRisk(fold string, row riskWords) bool {
	i := strings.Index(fold, "maar")
	if i < 0 {
		return false
	}
	for _, other := range risksByRow() {
		if other.category == row.category && !other.asked && other.words.MatchString(fold[i:]) && !denial.MatchString(fold[i:min(len(fold), i+30)]) && !deniesIt.MatchString(fold[i:]) {
			return true
		}
	}
	return false
}

// denied reports whether the words from a to b of line i deny the signal.
func (c *call) denied(i int, category string, a, b int) bool {
	l := c.lines[i]
	clause := clauseAround(l.fold, a, b)
	match := l.fold[a:b]
	if thenNo.MatchString(l.fold[b:]) {
		return true // "maar bedreigd, nee"
	}
	rest := goneFrom.ReplaceAllString(strings.Replace(clause, match, " ", 1), " ")
	if category == RiskContact || category == RiskOther { // only a denial that stands with it
		rest = l.fold[max(0, a-22):a] + " " + l.fold[b:min(len(l.fold), b+22)]
	}
	// The pattern may hold a denial of its own: "niet meer leven", "voel me niet veilig".
	if denial.MatchString(rest) && !doubleNo.MatchString(rest) {
		switch category {
		case RiskThreat:
			return !dares.MatchString(l.fold)
		case RiskSuicide, RiskWeapon, RiskAbduct, RiskRevenge:
			return true
		case RiskChildren, RiskContact, RiskOther:
			return strings.Contains(rest, "geen") || strings.Contains(rest, "niet ") || strings.Contains(rest, "nooit")
		}
	}
	if category == RiskThreat && dares.MatchString(match) {
		return false // "nee, ik durf niet meer"
	}
	if denies.MatchString(l.fold) && a < 40 {
		if p := c.previous(i); p >= 0 && c.lines[p].staff() && c.lines[p].asks {
			// "Nee, aan zelfdoding denk ik niet" was taken above; "Nee, hij krijgt me nog wel" is none.
			return strings.Contains(clause, "niet") || strings.Contains(clause, "geen") || !strings.ContainsAny(l.fold[:a], ".,!") && len(l.tokens) < 8
		}
	}
	return taken.MatchString(rest)
}

var (
	thenNo   = regexp.MustCompile(`^[, ]*nee\b`)
	dares    = regexp.MustCompile(`\b(?:durf|durft|durven|dorst|dierf|niet (?:echt )?veilig|nergens veilig)\b`)
	goneFrom = regexp.MustCompile(`\ber niet meer (?:is|was|bent|ben|zijn|zou zijn)\b|\bnooit meer\b`)
	doubleNo = regexp.MustCompile(`\b(?:niet alleen|niet meer zeker|weet niet|niet zeker|niet eens|waarom niet|of niet|niet normaal|geen idee|kan niet|niet weten)\b`)
	taken    = regexp.MustCompile(`\b(?:zou ik nooit|zou ik niet|doe ik niet|nooit aandoen|niet van plan|ga ik niet|geen plan\w*)\b`)
)

// quotedByClient reports whether the words only tell what another asked or what a rule says.
func quotedByClient(fold, category string) bool {
	if category == RiskThreat && hasPhrase(fold, "aangifte van bedreiging", "bedreiging heet", "112", "niet bedreigd", "om te bedreigen") && !reports.MatchString(fold) {
		return !hasPhrase(fold, "niet bedreigd")
	}
	return false
}

// aboutWhom tells whether a signal is about the client or about another.
func (c *call) aboutWhom(i int, category, fold string) string {
	switch category {
	case RiskRevenge:
		if !regexpIk.MatchString(fold) {
			return "ander"
		}
	case RiskSuicide:
		if ofOther.MatchString(fold) && reports.MatchString(fold) || startsWithOther.MatchString(fold) || c.lines[i].Role == Relative {
			return "ander"
		}
		if q := c.question(i); q >= 0 && asksOther.MatchString(c.lines[q].fold) && !secondPersonWord.MatchString(asksOther.ReplaceAllString(c.lines[q].fold, "")) {
			return "ander"
		}
	case RiskChildren:
		if c.lines[i].Role == Relative {
			return "ander"
		}
	}
	return "client"
}

var (
	regexpIk        = regexp.MustCompile(`\b(?:ik|wij|we)\b`)
	startsWithOther = regexp.MustCompile(`^(?:maar |en )?(?:mijn|m'n|onze) (?:\w+ )?(?:dochter|zoon|zoontje|dochtertje|broer|zus|moeder|vader|man|vrouw|oudste|jongste|kind)\b|^(?:maar |en )?(?:hij|zij|ze) (?:wil|wilde|zei|heeft|had)\b`)
)

// clauseAround is the sentence of fold that holds the bytes from a to b.
func clauseAround(fold string, a, b int) string {
	start := strings.LastIndexAny(fold[:a], ".!?;") + 1
	end := len(fold)
	if j := strings.IndexAny(fold[b:], ".!?;"); j >= 0 {
		end = b + j
	}
	// "maar" turns: what stands before it denies something else.
	if j := strings.LastIndex(fold[start:a], " maar "); j >= 0 {
		start += j
	}
	if j := strings.Index(fold[b:end], " maar "); j >= 0 {
		end = b + j
	}
	return fold[start:end]
}

// quoteOf returns the literal sentence of text in which byte at of its folded form lies. When folding changed the length the sentence is found
// by its words.
func quoteOf(text, fold string, at int) string {
	spans := dutch.Sentences(text)
	for k, s := range spans {
		head := len(dutch.Fold(text[:s.End]))
		if at < head || k == len(spans)-1 {
			q := text[s.Start:s.End]
			if r := []rune(q); len(r) > 220 {
				from := max(0, at-len(dutch.Fold(text[:s.Start]))-60)
				if from < len(q) {
					for from > 0 && q[from-1] != ' ' {
						from--
					}
					q = q[from:]
				}
				if r := []rune(q); len(r) > 220 {
					q = string(r[:220])
				}
			}
			return strings.TrimSpace(q)
		}
	}
	return text
}

func firstSentence(text string) string {
	if s := dutch.Sentences(text); len(s) > 0 {
		return text[s[0].Start:s[0].End]
	}
	return text
}

func firstTwo(text string) string {
	s := dutch.Sentences(text)
	switch {
	case len(s) == 0:
		return text
	case len(s) == 1:
		return text[s[0].Start:s[0].End]
	}
	return text[s[0].Start:s[1].End]
}

func sentenceWith(text string, words *regexp.Regexp) string {
	for _, s := range dutch.Sentences(text) {
		if words.MatchString(dutch.Fold(text[s.Start:s.End])) {
			return text[s.Start:s.End]
		}
	}
	return text
}

var ownPeople = regexp.MustCompile(`^(?:maar |en |ook )?(?:mijn|m'n|onze) (?:\w+ )?(?:vader|broer|broers|zoon|zoons|man|neef|neven|oom|ooms|zwager|vrienden|maten|buren|familie)\b`)

// settleRisks drops a signal that a denial of the same line already tells, and the same quote twice.
func (c *call) settleRisks(all []Risk) []Risk {
	var out []Risk
	for _, r := range all {
		drop := false
		for _, o := range all {
			// What the client's own people threaten is taking the law into their own hands.
			if r.Category == RiskThreat && o.Category == RiskRevenge && !o.Negated && slices.Equal(o.Utt, r.Utt) && ownPeople.MatchString(dutch.Fold(r.Quote)) {
				drop = true
			}
			// A line that denies is not raised by another of its words, unless that sentence stands apart and denies nothing.
			if !r.Negated && o.Negated && o.Category == r.Category && slices.Equal(o.Utt, r.Utt) && (o.Quote == r.Quote || strings.Contains(o.Quote, r.Quote) || strings.Contains(r.Quote, o.Quote) && !butYes.MatchString(dutch.Fold(r.Quote))) {
				drop = true
			}
			if r.Negated && o.Negated && o.Category == r.Category && slices.Equal(o.Utt, r.Utt) && len(o.Quote) > len(r.Quote) && strings.Contains(o.Quote, r.Quote) {
				drop = true
			}
			if !r.Negated && !o.Negated && o.Category == r.Category && slices.Equal(o.Utt, r.Utt) && len(o.Quote) > len(r.Quote) && strings.Contains(o.Quote, r.Quote) {
				drop = true
			}
		}
		if !drop {
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, func(a, b Risk) int { return a.Utt[0] - b.Utt[0] })
	return out
}
