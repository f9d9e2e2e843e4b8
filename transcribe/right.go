package transcribe

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// Right is a right of a victim and what the client said of it.
type Right struct {
	Right     string          `json:"right"`
	Value     Wish            `json:"value"`
	PerPerson map[string]Wish `json:"per_person,omitempty"` // of others in the call who spoke for themselves
	Utt       []int           `json:"utt"`
}

//go:embed data/rights.tsv
var rightsTable string

// rightWords is a right as the table of the lawyers has it.
type rightWords struct {
	name, title  string
	raised, told wordRule
}

// wordRule is a cell of the table: ways to raise a right, each of expressions that must all be there.
type wordRule [][]*expression

func parseRule(cell string) wordRule {
	var rule wordRule
	for way := range strings.SplitSeq(cell, " || ") {
		var all []*expression
		for part := range strings.SplitSeq(way, " && ") {
			all = append(all, expressed(part))
		}
		rule = append(rule, all)
	}
	return rule
}

// MatchString reports whether fold raises the right in one of the ways.
func (r wordRule) MatchString(fold string) bool {
	for _, way := range r {
		if !slices.ContainsFunc(way, func(re *expression) bool { return !re.MatchString(fold) }) {
			return true
		}
	}
	return false
}

var rightsByName = sync.OnceValue(func() []rightWords {
	var out []rightWords
	for cells := range rows(rightsTable, 4) {
		out = append(out, rightWords{cells[0], cells[1], parseRule(cells[2]), parseRule(cells[3])})
	}
	return out
})

var (
	onlyAsks  = expressed(`\?`)
	recap     = expressed(`\b(?:(?:schrijf|noteer|zet|kruis|vink|vul|houd|hou) (?:ik |we |het |dat |dus |dan |u |je |hier |daar |ook |even |voor |nu |er )*.{0,60}(?:op|neer|in|aan|ja|nee|twijfel|open|niet|misschien|genoteerd)\b|genoteerd|dus (?:wel|geen|niet|ja|nee)\b|dan laat ik dat|dus u wilt|dus je wil|u wilt dus|je wilt dus|je wil dus)`)
	recapNo   = expressed(`\b(?:niet (?:wilt|wil|nodig|gewenst|hoeft)|geen|dat niet|niet wilt|op nee|nee op|niet aan|liever niet|niet doet|afziet|daarvan af)\b|\bniet\.?$`)
	recapHalf = expressed(`\b(?:twijfel\w*|misschien|later|laat(?:en)? (?:ik |we |het |dat |dit )*open|houd(?:en)? (?:ik |we |het |dat )*open|nadenk\w*|over nadenkt|nog niet|onbeslist|niet besloten|weet het nog niet|bedenktijd|vraagteken|per persoon)\b`)
	inapplied = expressed(`\b(?:niet aan de orde|speelt (?:hier|nu|nog|dan)? ?(?:nu |nog |hier )?niet|geldt (?:hier |in principe |dan )*niet|geen strafzaak|niet van toepassing|helpt hier niet|niet over te hebben|hoeven (?:wij|we) het niet|kan (?:hier|dan|in uw geval) niet|is er (?:hier )?niet|alleen bij|dat is bij|komt (?:hier )?niet in aanmerking|gaat niet op|valt (?:hier )?(?:er )?buiten)\b`)
	offersIt  = expressed(`\b(?:wilt|wil|zou|zoudt|wenst|hebt u (?:daar )?behoefte|heeft u (?:daar )?behoefte|heb je (?:daar )?behoefte|voelt u|voel je|lijkt (?:u|je) dat|is dat iets|zegt dat|interesse|denkt u daarvan|denk je daarvan|vindt u daarvan|vind je daarvan|staat u|sta je|mag|zullen we|kies|kiest|gebruikmaken|gebruik van|doen|kan ook|mag ook|ook mogelijk)\b`)
)

// rights fills the table of all rights: each from what the client says once it was raised, the last word counting.
func (c *call) rights() []Right {
	words := rightsByName()
	topics := make([][]int, len(c.lines))
	for i := range topics {
		topics[i] = c.raises(i)
	}
	out := make([]Right, 0, len(words))
	for k, w := range words {
		out = append(out, c.right(k, w, topics))
	}
	return out
}

const span = 9 // lines after a right was raised in which its answer is looked for

func (c *call) right(k int, w rightWords, topics [][]int) Right {
	r := Right{Right: w.name, Value: NotDiscussed, Utt: []int{}}
	set := func(value Wish, at ...int) {
		r.Value, r.Utt = value, nil
		for _, i := range at {
			if i >= 0 && !slices.Contains(r.Utt, i) {
				r.Utt = append(r.Utt, i)
			}
		}
	}
	for i := 0; i < len(c.lines); i++ {
		if !slices.Contains(topics[i], k) {
			continue
		}
		l := c.lines[i]
		if l.ours() && !l.staff() {
			c.spontaneous(i, w, &r, set)
			if onlyAsks.MatchString(l.fold) && (l.has("ik las", "kan", "dat wil ik", "geldt", "recht op") || w.name == "schadefonds" || w.name == "bijstand") {
				c.follow(i, k, topics, &r, set)
			} else if w.name == "schadefonds" && r.Value == NotDiscussed {
				c.follow(i, k, topics, &r, set)
			}
			continue
		}
		c.follow(i, k, topics, &r, set)
	}
	return r
}

// spontaneous reads a wish that the client speaks of unasked: "ik wil juist niet spreken op de zitting".
func (c *call) spontaneous(i int, w rightWords, r *Right, set func(Wish, ...int)) {
	l := c.lines[i]
	value, ok := polarity(ownSentence(l, w))
	if w.name == "anonimiteit" && elsewhere.MatchString(l.fold) {
		value, ok = Wanted, true
	}
	if l.asks && !strings.Contains(l.fold, "dat wil ik") {
		return
	}
	if !ok || w.name == "voegen" && !wishes.MatchString(l.fold) || w.name == "informatie" && !wishes.MatchString(l.fold) || w.name == "bijstand" && !wishes.MatchString(l.fold) {
		return
	}
	if l.Role == Relative {
		c.forOther(l, value, r)
		return
	}
	if w.name == "anonimiteit" {
		value = protection(l.fold, value)
	}
	set(value, i)
}

// pointsBack is a question about what was just explained: "zou je dat willen?"
var pointsBack = expressed(`\b(?:dat|die|het|daar|daarvan|zoiets|ervan|je|u|dit)\b.{0,20}\?|\b(?:wilt u|wil je) dat\b`)

// elsewhere says that another address than the client's own is in the file, or that nobody may know it.
var elsewhere = expressed(`\b(?:niemand|hij|ze|die)\b.{0,25}\b(?:naam|adres|gegevens)\b.{0,20}\bweten\b|\bstaat er (?:dus )?niet in\b|\bniet (?:mijn|ons) (?:eigen |huis|prive)?\s?(?:huis)?adres\b|\b(?:mijn|ons) (?:eigen |huis)?adres (?:staat|komt) er niet\b`)

// againAsked asks once more after what was just answered: "wilt u het wel vragen?"
var againAsked = expressed(`\b(?:wilt u|wil je|zou u|zou je) (?:het|dat) (?:toch |dan |wel |misschien )+`)

// opensOther begins another matter in the words of staff.
var opensOther = expressed(`^(?:(?:en|dan|verder|goed|oke|prima|zeker|duidelijk|begrijpelijk|snap ik)[ ,.]+)*(?:u kunt|je kunt|je kan|u mag|je mag|dan is er|er (?:is|bestaat|zijn)|ik (?:stuur|bel|mail|regel|zet|vraag|app|ga|neem|maak|zoek)|de zitting|heeft u|hebt u|heb je)\b`)

var farewell = expressed(`\b(?:graag gedaan|tot ziens|doei|doeg|fijne dag|dank u wel mevrouw|dank u wel meneer)\b`)

var wishes = expressed(`\b(?:doet? (?:u )?dat maar|idee|gaan (?:we|wij)|dat ga ik|beginnen (?:we|wij)|zeker doen|wil|wilde|zou|graag|liever|hoef|hoeft|mag|mogen|twijfel|misschien|waarom (?:ook )?niet|lijkt)\b`)

// follow reads the answers to a right that line i raises, up to where another matter begins.
func (c *call) follow(i, k int, topics [][]int, r *Right, set func(Wish, ...int)) {
	words := rightsByName()
	name := words[k].name
	if recap.MatchString(c.lines[i].fold) && !c.lines[i].asks && r.Value != NotDiscussed {
		return // sums up what was said
	}
	if r.Value != NotDiscussed && !c.lines[i].asks && !offersIt.MatchString(c.lines[i].fold) {
		return // only speaks of it again
	}
	answered, heard := false, false
	offered := c.lines[i].asks || offersIt.MatchString(c.lines[i].fold)
	offeredJust := true // the last words of staff were about this right
	outOfPlace := inapplied.MatchString(c.lines[i].fold) && !strings.Contains(c.lines[i].fold, "?")
	for j, steps := c.next(i), 0; j >= 0 && steps < span; j, steps = c.next(j), steps+1 {
		l := c.lines[j]
		other := len(topics[j]) > 0 && !slices.Contains(topics[j], k)
		if l.staff() {
			if recap.MatchString(l.fold) && !other && (answered || !l.asks) {
				if value := recapped(ownPart(l.fold, topics[j], k)); (answered || value != Wanted) && name != "anonimiteit" {
					// Staff sums up what was said before: a doubt or a no is taken from it, a yes only confirms.
					if answered && value == Wanted && r.Value == Doubted {
						return
					}
					if r.Value != value && answered && value == NotWanted && r.Value == Wanted && !recapNo.MatchString(l.fold) {
						return
					}
					set(value, append(slices.Clone(r.Utt), j)...)
				}
				if answered {
					return
				}
			}
			if other && (l.asks || answered || offersIt.MatchString(l.fold)) {
				return
			}
			again := l.asks && againAsked.MatchString(l.fold) && !other
			if answered && !slices.Contains(topics[j], k) && (l.asks || staffCommits(l.fold)) && !again {
				return
			}
			if heard && !slices.Contains(topics[j], k) && opensOther.MatchString(l.fold) {
				return // on to something else
			}
			if l.asks && !slices.Contains(topics[j], k) && !(offersIt.MatchString(l.fold) && pointsBack.MatchString(l.fold)) {
				return // a question about something else
			}
			offeredJust = slices.Contains(topics[j], k) || l.asks && pointsBack.MatchString(l.fold)
			if l.asks || offersIt.MatchString(l.fold) {
				offered = true
			}
			continue
		}
		if !l.ours() || farewell.MatchString(l.fold) {
			continue
		}
		heard = true
		if other && (answered || !offeredJust) {
			return
		}
		value, ok := polarity(answerAbout(l, words, topics[j], k))
		if !ok && offered && offeredJust && !answered {
			value, ok = soundsAs(l)
		}
		if !ok {
			continue
		}
		if outOfPlace && !offered && !wishes.MatchString(l.fold) {
			return
		}
		if !offered && value == Wanted && !wishes.MatchString(l.fold) {
			continue // "ja" to an explanation
		}
		if l.Role == Relative {
			c.forOther(l, value, r)
			continue
		}
		if name == "anonimiteit" {
			value = protection(l.fold, value)
		}
		// A nod after the answer changes nothing; a word of doubt or the opposite does.
		if answered && value == Wanted && r.Value != Wanted && !wishes.MatchString(l.fold) {
			continue
		}
		if answered && r.Value == value {
			r.Utt = append(r.Utt, j)
		} else {
			set(value, j)
		}
		answered = true
	}
}

// forOther keeps what one who is with the client wants for themselves.
func (c *call) forOther(l line, value Wish, r *Right) {
	if r.PerPerson == nil {
		r.PerPerson = map[string]Wish{}
	}
	r.PerPerson[l.Speaker] = value
}

// RightTitle returns how a right is called in a report, empty for none.
func RightTitle(right string) string {
	for _, w := range rightsByName() {
		if w.name == right {
			return w.title
		}
	}
	return ""
}
