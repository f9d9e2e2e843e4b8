package transcribe

import (
	_ "embed"
	"fmt"
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
	words    *expression
}

var risksByRow = sync.OnceValue(func() []riskWords {
	var out []riskWords
	for cells := range rows(risksTable, 3) {
		out = append(out, riskWords{cells[0], cells[1] == "asked", expressed(cells[2])})
	}
	return out
})

var (
	denies    = expressed(`^(?:ik\? )?(?:(?:eh|nou|oh|o|gelukkig|mhm|ach|mens|kind|jongen|meid|god|hemel|kom|zeg|ja)[ ,.]+)*(?:nee|neen|neuh|nope|nah|mwa nee|welnee|nee joh|ben je gek|bent u gek|hou op|geen haar|(?:een |het )?(?:wapen|wapens|mes|kinderen|contact)s? niet|god verbied\w*|tuurlijk niet|natuurlijk niet|geenszins|allerminst|verre van|nooit|gelukkig niet|niet dat ik weet|absoluut niet|zeker niet|helemaal niet|nee hoor|niks|niet echt)\b`)
	denial    = expressed(`\b(?:niet|geen|nooit|niks|niemand|nergens|gelukkig niet|allerminst)\b`)
	butYes    = expressed(`\b(?:maar|behalve|alleen|soms|wel eens|toch|vroeger wel|nu wel|'s nachts wel|op zich)\b`)
	affirms   = expressed(`^(?:(?:eh|nou|oh|o|mhm|tja|ach|poeh)[ ,.]+)*(?:ja|jawel|soms|wel eens|af en toe|even|eventjes|heel even|in het begin|toen wel|die eerste|vaak|best|eigenlijk wel|een beetje|natuurlijk|zeker|klopt|regelmatig|daar heb ik|dat heb ik|helaas|ik ben bang|elke|heel)\b`)
	wavers    = expressed(`\b(?:soms|wel eens|af en toe|weet (?:ik )?(?:het )?niet|misschien|niet echt|eigenlijk|lastig|moeilijk|een beetje|weleens|bij vlagen|op sommige)\b|^\.\.\.$|^…$`)
	ofOther   = expressed(`\b(?:dochter|zoon|zoontje|dochtertje|broer|zus|moeder|vader|vriend|vriendin|man|vrouw|oom|tante|neef|nicht|kind|kinderen|oudste|jongste|kleine|mama|papa|partner|collega|oma|opa|buurman|buurvrouw|zwager)\b`)
	reports   = expressed(`\b(?:zei|zegt|zeiden|riep|roept|schreef|appte|stuurde|fluisterde|schreeuwde|dreigde|gezegd|roepen)\b`)
	asksOther = expressed(`\b(?:hij|zij|ze|hem|haar|fleur|zichzelf|uw (?:man|vrouw|zoon|dochter|broer|zus|moeder|vader|kind|kinderen|partner)|je (?:man|vrouw|zoon|dochter|broer|zus|moeder|vader|partner))\b`)
	done      = expressed(`\b(?:gemaakt|gepleegd|overleden|gestorven|gelukt)\b`)
)

// risks finds the signals of danger: what the client's side says of itself, and how it answers the questions of staff that look for one. The
// words of staff are never a signal. A denial is kept as a denial and raises nothing.
func (c *call) risks() []Risk {
	rows := risksByRow()
	var out []Risk
	seen := map[string]bool{}
	add := func(r Risk) {
		if r.Category == RiskThreat && !r.Negated && c.shy(r.Utt[0], dutch.Fold(r.Quote)) {
			return
		}
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
				c.answers(i, add)
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
				r := Risk{Category: x.category, Speaker: l.Speaker, Utt: []int{i}, About: "client", Past: leanOf(l.fold) == dutch.Past, Quote: quoteOf(l.Text, a)}
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
			r.Quote = quoteOf(l.Text, m[0])
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

// shy reports whether a sentence of line i tells of not daring what is hard for anybody, as to speak in court or to fill in a form, and names nobody to
// fear. What is not dared may stand in the question: "Wilt u spreken op de zitting?" - "Ik weet niet of ik dat durf."
func (c *call) shy(i int, fold string) bool {
	if !dares.MatchString(fold) || somebodyToFear.MatchString(fold) {
		return false
	}
	if hardForAnyone.MatchString(fold) {
		return true
	}
	q := c.question(i)
	return q >= 0 && hardForAnyone.MatchString(c.questions(q)) && !asksDare.MatchString(c.lines[q].fold)
}

var (
	hardForAnyone  = expressed(`\b(?:spreken|praten|zeggen|vertellen|voorlezen|vragen|bellen|invullen|zitting|zaal|rechter|rechtbank|formulier\w*|microfoon|brief|uitslag|rekening|foto's|bedrag|mensen)\b`)
	somebodyToFear = expressed(`\balleen (?:thuis|zijn|over|naar|door|in|op)\b|\b(?:hij|hem|ze|zijn \w+|hun|haar|dader|verdachte|ex|bang|anders|straks|wraak|buiten|straat|deur|thuis|donker|nacht|'s nachts|'s avonds|langs|lopen|slapen|huis|fiets\w*|winkel|stad|veilig)\b`)
)

// declines reports whether line i answers an offer of staff that is not about wanting to live.
func (c *call) declines(i int) bool {
	p := c.previous(i)
	return p >= 0 && c.lines[p].staff() && !c.asksOf(i).categories[RiskSuicide] && (c.lines[p].asks || offersIt.MatchString(c.lines[p].fold) || hasPhrase(c.lines[p].fold, "gratis", "kunt", "kun", "mag", "recht op"))
}

func firstOfAny(fold string, expressions ...*expression) (from, to int, ok bool) {
	for _, re := range expressions {
		if m := re.FindStringIndex(fold); m != nil {
			return m[0], m[1], true
		}
	}
	return 0, 0, false
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
	thenNo   = expressed(`^[, ]*nee\b`)
	dares    = expressed(`\b(?:durf|durft|durven|dorst|dierf|niet (?:echt )?veilig|nergens veilig)\b`)
	goneFrom = expressed(`\ber niet meer (?:is|was|bent|ben|zijn|zou zijn)\b|\bnooit meer\b`)
	doubleNo = expressed(`\b(?:niet alleen|niet meer zeker|weet niet|niet zeker|niet eens|waarom niet|of niet|niet normaal|geen idee|kan niet|niet weten)\b`)
	taken    = expressed(`\b(?:zou ik nooit|zou ik niet|doe ik niet|nooit aandoen|niet van plan|ga ik niet|geen plan\w*)\b`)
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
	regexpIk        = expressed(`\b(?:ik|wij|we)\b`)
	startsWithOther = expressed(`^(?:maar |en )?(?:mijn|m'n|onze) (?:\w+ )?(?:dochter|zoon|zoontje|dochtertje|broer|zus|moeder|vader|man|vrouw|oudste|jongste|kind)\b|^(?:maar |en )?(?:hij|zij|ze) (?:wil|wilde|zei|heeft|had)\b`)
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

// standsApart reports whether a sentence comes after the denial with which an answer begins, and denies nothing itself: "Niks. Gisteren stond hij er weer."
func standsApart(answer, sentence string) bool {
	return !strings.HasPrefix(answer, sentence) && !denial.MatchString(dutch.Fold(sentence)) && len(dutch.Tokens(sentence)) >= fewWords
}

var ownPeople = expressed(`^(?:maar |en |ook )?(?:mijn|m'n|onze) (?:\w+ )?(?:vader|broer|broers|zoon|zoons|man|neef|neven|oom|ooms|zwager|vrienden|maten|buren|familie)\b`)

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
			if !r.Negated && o.Negated && o.Category == r.Category && slices.Equal(o.Utt, r.Utt) && (o.Quote == r.Quote || strings.Contains(o.Quote, r.Quote) && !standsApart(o.Quote, r.Quote) || strings.Contains(r.Quote, o.Quote) && !butYes.MatchString(dutch.Fold(r.Quote))) {
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
