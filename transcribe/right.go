package transcribe

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"

	"wegwijzer/internal/dutch"
)

// Wish is what the client wants of a right. The zero value would be careless, so NotDiscussed is written.
type Wish string

// What a client can say of a right. NotDiscussed also holds for a right that staff only called not applicable.
const (
	Wanted       Wish = "gewenst"
	NotWanted    Wish = "niet_gewenst"
	Doubted      Wish = "twijfel"
	NotDiscussed Wish = "niet_besproken"
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
type wordRule [][]*regexp.Regexp

func parseRule(cell string) wordRule {
	var rule wordRule
	for way := range strings.SplitSeq(cell, " || ") {
		var all []*regexp.Regexp
		for part := range strings.SplitSeq(way, " && ") {
			all = append(all, regexp.MustCompile(part))
		}
		rule = append(rule, all)
	}
	return rule
}

// MatchString reports whether fold raises the right in one of the ways.
func (r wordRule) MatchString(fold string) bool {
	for _, way := range r {
		if !slices.ContainsFunc(way, func(re *regexp.Regexp) bool { return !re.MatchString(fold) }) {
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
	saysDoubt = regexp.MustCompile(`^(?:alleen )?als (?:de|het|hij|ze|er|die|dat)\b.{0,40}\bniet\b|^ja,? (?:maar alleen |alleen |wel )?(?:als|mits|zodra|tenzij)\b|\b(?:weet (?:ik|het|'t)? ?(?:het |dat |'t )?(?:nog |echt |eigenlijk |even |zelf )*niet|twijfel\w*|misschien|wellicht|later (?:nog|beslissen|maar|misschien|een keer)|dan later|liever later|straks misschien|nu (?:nog )?(?:even )?niet|nog niet|nadenken|denk erover|erover denken|over denken|nachtje over|eens over|overleggen|overleg|met mijn (?:man|vrouw|partner|ouders|moeder|vader|advocaat|zus|broer|kinderen)\b.{0,25}\b(?:over|praten|bespreken|hebben)|sluit .{0,15}niet uit|hangt (?:ervan|er van|van)|geen idee|hmm+|tja|lastig|moeilijk|moet ik nog|mag ik dat later|kan ik (?:dat|daar) (?:later|nog)|laat (?:dat )?(?:even )?open|even afwachten|afwachten|kijk(?:en)? (?:we |ik )?(?:het )?(?:nog |eerst )?(?:even )?(?:aan|wel)|eerst (?:eens|rust|dat|even|kijken|het|meer|wat meer|goed|zelf)|ene kant|aan de andere kant|wisselend|ligt (?:eraan|er aan)|nachtje|vraag (?:het|me|dat) .{0,25}(?:nog|later|na)|kan (?:ook |altijd )?later|eerst (?:die|de|een|maar|nog)|over een (?:jaar|maand|tijdje)|wie weet|voorlopig niet|nog eens|eens over|hangt ervan|dat kan altijd nog|zie ik (?:dan|later|nog) wel|geen beslissing)\b`)
	saysNo    = regexp.MustCompile(`^(?:(?:eh|nou|oh|o|ja|mhm|tja)[ ,.]+)*(?:nee|neen|nooit|liever niet|niks|absoluut niet|echt niet|zeker niet|alsjeblieft niet|alstublieft niet|geen behoefte|hoeft niet|laat maar|dan niet|niet nodig|nergens voor nodig)\b|\b(?:(?:hoeft|hoef|hoeven) (?:ik |dat |voor mij |van mij |het |die |er |wat mij betreft )*(?:ook |echt |helemaal |allemaal )*niet|niet nodig|liever niet|wil (?:ik )?(?:dat |het |hem |haar |die |er |daar |ook |juist |echt |absoluut |zelf )*(?:ook |echt |absoluut |helemaal |nooit )*niet\b|wil ik niks|geen (?:zin|behoefte|interesse|trek|enkele behoefte)|niet voor mij|dan niet|ik niet|sla ik over|laat maar|zie ik niet zitten|moet er niet aan denken|heb ik niet nodig|geen prijs op|nooit van mijn leven|voor geen goud|bedank ik|pas ik voor|heeft geen zin|nergens voor nodig|niet spreken|doe (?:ik|maar) niet|zeker niet|absoluut niet|echt niet|over mijn lijk|niks voor mij|niets voor mij|gadver\w*|zonde van|geen tijd voor|moet ik niks|niks van hebben|niet meer|ook niet|niet doen|doe (?:ik )?(?:het|dat) (?:maar |dus )?niet|dan doe ik (?:het|dat) niet|nee dus|dus nee|geen woord|kan (?:mijn|ik) \w* ?niet aan|hoeft niet dubbel|durf ik niet|niet nog een keer|nee joh|met hem niet)\b|\bnee$|^nee\b`)
	saysYes   = regexp.MustCompile(`\blaat (?:dat|het|die) maar (?:naar|via|aan|bij)\b|^via \w+|\b(?:dat )?is goed(?: zo)?\b|^(?:(?:eh|nou|oh|o|mhm|poeh|tja)[ ,.]+)*(?:ja|jawel|jazeker|jep|jup|jip|yes|yep|sure|tuurlijk|reken maar|nou en of|he he|mij best|voor mij wel|ook|alles|alle|direct|meteen|liefst|dan ja|honderd procent|proberen|jij helpt|wel|een brief|op papier|mag wel|mag|dat mag|ik denk van wel|sws|graag|heel graag|zeker|zeker weten|natuurlijk|uiteraard|absoluut|prima|doe maar|altijd|allebei|sowieso|dat wil ik|dan wel|dan graag|ok[e]? doe|goed plan|lijkt me|dat lijkt|zou ik|wel ja|hoe eerder)\b|\b(?:graag|jazeker|dat wil ik|wil ik (?:wel|graag|dat|die|ook|zeker|heel graag|allebei|proberen|terugzien|zien|lezen|weten)|ik wil (?:wel|graag|dat|het|die|heel graag|ook|alles|weten|horen|mijn geld|zelf|eerst dat|iemand)|wil (?:\w+ )?ik (?:dat |het )?(?:wel|graag)|dan wel|doe maar|lijkt me (?:heel |wel )?(?:goed|fijn|mooi|prima|prettig|verstandig|wel wat|wel)|, ja$|best voor voelen|wel voor voelen|voel ik wel voor|wel zin in|natuurlijk|zeker weten|uiteraard|sta ik open|open voor|zou ik (?:wel |graag |fijn |best )+(?:willen|vinden)|zou fijn zijn|vind ik (?:fijn|goed|belangrijk|prettig)|heb ik (?:wel )?nodig|beter|alsjeblieft wel|echt nodig|mag niet|mogen (?:het|dat) (?:ook )?niet|niet krijgen|geen naam|tuurlijk|will?en we (?:wel|die|dat|graag|ook)|voor open|open voor|dat moet geheim|moet geheim|waarom (?:ook )?niet|doen we|nu wel|dat wel|reken maar|dat doe ik|dan doe ik dat|dat ga ik doen|houd me|hou me|ben ik blij|dat lijkt|sws|cool)\b`)
	onlyAsks  = regexp.MustCompile(`\?`)
	recap     = regexp.MustCompile(`\b(?:(?:schrijf|noteer|zet|kruis|vink|vul|houd|hou) (?:ik |we |het |dat |dus |dan |u |je |hier |daar |ook |even |voor |nu |er )*.{0,60}(?:op|neer|in|aan|ja|nee|twijfel|open|niet|misschien|genoteerd)\b|genoteerd|dus (?:wel|geen|niet|ja|nee)\b|dan laat ik dat|dus u wilt|dus je wil|u wilt dus|je wilt dus|je wil dus)`)
	recapNo   = regexp.MustCompile(`\b(?:niet (?:wilt|wil|nodig|gewenst|hoeft)|geen|dat niet|niet wilt|op nee|nee op|niet aan|liever niet|niet doet|afziet|daarvan af)\b|\bniet\.?$`)
	recapHalf = regexp.MustCompile(`\b(?:twijfel\w*|misschien|later|laat(?:en)? (?:ik |we |het |dat |dit )*open|houd(?:en)? (?:ik |we |het |dat )*open|nadenk\w*|over nadenkt|nog niet|onbeslist|niet besloten|weet het nog niet|bedenktijd|vraagteken|per persoon)\b`)
	inapplied = regexp.MustCompile(`\b(?:niet aan de orde|speelt (?:hier|nu|nog|dan)? ?(?:nu |nog |hier )?niet|geldt (?:hier |in principe |dan )*niet|geen strafzaak|niet van toepassing|helpt hier niet|niet over te hebben|hoeven (?:wij|we) het niet|kan (?:hier|dan|in uw geval) niet|is er (?:hier )?niet|alleen bij|dat is bij|komt (?:hier )?niet in aanmerking|gaat niet op|valt (?:hier )?(?:er )?buiten)\b`)
	offersIt  = regexp.MustCompile(`\b(?:wilt|wil|zou|zoudt|wenst|hebt u (?:daar )?behoefte|heeft u (?:daar )?behoefte|heb je (?:daar )?behoefte|voelt u|voel je|lijkt (?:u|je) dat|is dat iets|zegt dat|interesse|denkt u daarvan|denk je daarvan|vindt u daarvan|vind je daarvan|staat u|sta je|mag|zullen we|kies|kiest|gebruikmaken|gebruik van|doen|kan ook|mag ook|ook mogelijk)\b`)
)

// rights fills the table of all rights: each from what the client says once it was raised, the last word counting.
func (c *call) rights() []Right {
	words := rightsByName()
	topics := c.topics(words)
	out := make([]Right, 0, len(words))
	for k, w := range words {
		out = append(out, c.right(k, w, topics))
	}
	return out
}

// topics returns for each line which rights it raises.
func (c *call) topics(words []rightWords) [][]int {
	out := make([][]int, len(c.lines))
	for i := range c.lines {
		l := c.lines[i]
		if !c.usable(i) {
			continue
		}
		for k, w := range words {
			if w.name == "tolk" && l.Role == Interpreter && isTolk.MatchString(l.fold) && i < 6 {
				continue // presents themselves
			}
			if fold := otherSide.ReplaceAllString(l.fold, " "); w.raised.MatchString(fold) || l.staff() && w.told.MatchString(fold) {
				out[i] = append(out[i], k)
			}
		}
		if l.staff() {
			out[i] = narrow(out[i], words, l.fold)
			if len(out[i]) == 0 && inWriting.MatchString(l.fold) && c.spokeOf(out, i, "spreekrecht", "slachtofferverklaring") {
				out[i] = append(out[i], slices.IndexFunc(words, func(w rightWords) bool { return w.name == "slachtofferverklaring" }))
			}
		}
	}
	return out
}

var inWriting = regexp.MustCompile(`\b(?:schriftelijk|op papier|opschrijven|brief|een verklaring|schrijven)\b`)

// spokeOf reports whether one of the rights named was raised in the few lines before i.
func (c *call) spokeOf(topics [][]int, i int, names ...string) bool {
	words := rightsByName()
	for j := max(0, i-4); j < i; j++ {
		for _, k := range topics[j] {
			if slices.Contains(names, words[k].name) {
				return true
			}
		}
	}
	return false
}

// otherSide are the helpers of the suspect, which no right of the victim is about.
var otherSide = regexp.MustCompile(`\b(?:zijn|hun|diens|haar) advoca(?:at|te)\b|\badvocaat van (?:de verdachte|de dader|hem|die)\b`)

// narrow keeps the right that a line is about when another is only named with it: a lawyer or letter that belongs to the claim, the fund.
func narrow(at []int, words []rightWords, fold string) []int {
	if len(at) < 2 {
		return at
	}
	has := func(name string) bool {
		return slices.ContainsFunc(at, func(k int) bool { return words[k].name == name })
	}
	drop := func(name string) {
		at = slices.DeleteFunc(at, func(k int) bool { return words[k].name == name })
	}
	if has("schadefonds") && has("voegen") && !strings.Contains(fold, "voeg") && !strings.Contains(fold, "strafzaak") {
		drop("voegen")
	}
	if has("slachtofferverklaring") && has("spreekrecht") && !strings.Contains(fold, "spreekrecht") && !strings.Contains(fold, "spreken") {
		drop("spreekrecht")
	}
	if has("herstelbemiddeling") && has("spreekrecht") {
		if strings.Contains(fold, "bemiddel") {
			drop("spreekrecht")
		}
	}
	return at
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
var pointsBack = regexp.MustCompile(`\b(?:dat|die|het|daar|daarvan|zoiets|ervan|je|u|dit)\b.{0,20}\?|\b(?:wilt u|wil je) dat\b`)

// elsewhere says that another address than the client's own is in the file, or that nobody may know it.
var elsewhere = regexp.MustCompile(`\b(?:niemand|hij|ze|die)\b.{0,25}\b(?:naam|adres|gegevens)\b.{0,20}\bweten\b|\bstaat er (?:dus )?niet in\b|\bniet (?:mijn|ons) (?:eigen |huis|prive)?\s?(?:huis)?adres\b|\b(?:mijn|ons) (?:eigen |huis)?adres (?:staat|komt) er niet\b`)

// againAsked asks once more after what was just answered: "wilt u het wel vragen?"
var againAsked = regexp.MustCompile(`\b(?:wilt u|wil je|zou u|zou je) (?:het|dat) (?:toch |dan |wel |misschien )+`)

// opensOther begins another matter in the words of staff.
var opensOther = regexp.MustCompile(`^(?:(?:en|dan|verder|goed|oke|prima|zeker|duidelijk|begrijpelijk|snap ik)[ ,.]+)*(?:u kunt|je kunt|je kan|u mag|je mag|dan is er|er (?:is|bestaat|zijn)|ik (?:stuur|bel|mail|regel|zet|vraag|app|ga|neem|maak|zoek)|de zitting|heeft u|hebt u|heb je)\b`)

var farewell = regexp.MustCompile(`\b(?:graag gedaan|tot ziens|doei|doeg|fijne dag|dank u wel mevrouw|dank u wel meneer)\b`)

var wishes = regexp.MustCompile(`\b(?:doet? (?:u )?dat maar|idee|gaan (?:we|wij)|dat ga ik|beginnen (?:we|wij)|zeker doen|wil|wilde|zou|graag|liever|hoef|hoeft|mag|mogen|twijfel|misschien|waarom (?:ook )?niet|lijkt)\b`)

// protection reads "hij mag dat adres niet krijgen" as a wish to be protected, and "dat hoeft niet, hij weet het al" as none.
func protection(fold string, value Wish) Wish {
	if hasPhrase(fold, "hoeft niet", "geen zin", "niet nodig", "hoef niet", "maakt niet uit", "weet toch al", "mag gewoon") {
		return NotWanted
	}
	if value == NotWanted && (hasPhrase(fold, "mag", "mogen", "krijgen", "weten", "adres", "naam", "in de krant", "brief naar", "huisadres") && hasPhrase(fold, "niet", "geen", "nooit")) {
		return Wanted
	}
	return value
}

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
				if value, ok := recapped(ownPart(l.fold, topics[j], k)); ok && (answered || value != Wanted) && name != "anonimiteit" {
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

// ownSentence is what a line says about a right: the sentences with its words, and those that follow them.
func ownSentence(l line, w rightWords) string {
	spans := dutch.Sentences(l.Text)
	for _, s := range spans {
		if said := dutch.Fold(l.Text[s.Start:s.End]); w.raised.MatchString(said) {
			return said
		}
	}
	return l.fold
}

// answerAbout is the part of an answer that is about right k when it names several: "informatie wil ik wel, een advocaat weet ik niet".
func answerAbout(l line, words []rightWords, at []int, k int) string {
	others := false // the line names another right too
	for _, w := range words {
		key := keyword(w.name)
		others = others || w.name != words[k].name && key != "" && strings.Contains(l.fold, key)
	}
	if !others && len(at) < 2 && !(len(at) == 1 && slices.Contains(at, k)) {
		return l.fold
	}
	for _, s := range dutch.Sentences(l.Text) {
		said := dutch.Fold(l.Text[s.Start:s.End])
		if words[k].raised.MatchString(said) || keyword(words[k].name) != "" && strings.Contains(said, keyword(words[k].name)) {
			if _, ok := polarity(said); ok {
				return said
			}
		}
	}
	return l.fold
}

// keyword is the word by which a client calls a right when staff has just named it.
func keyword(right string) string {
	return map[string]string{"bijstand": "advoca", "informatie": "informatie", "spreekrecht": "spre", "slachtofferverklaring": "brief", "voegen": "schade", "schadefonds": "fonds", "inzage": "dossier"}[right]
}

// forOther keeps what one who is with the client wants for themselves.
func (c *call) forOther(l line, value Wish, r *Right) {
	if r.PerPerson == nil {
		r.PerPerson = map[string]Wish{}
	}
	r.PerPerson[l.Speaker] = value
}

// polarity reads an answer: yes, no, or in between, sentence by sentence; the last one that says it counts, and a doubt outweighs what stands
// before it. It reports false when nothing in it answers.
func polarity(fold string) (Wish, bool) {
	fold = ifPossible.ReplaceAllString(fold, " ")
	for _, x := range idioms {
		fold = x.said.ReplaceAllString(fold, x.means)
	}
	var value Wish
	for part := range strings.FieldsFuncSeq(fold, func(r rune) bool { return r == '.' || r == '!' || r == ';' || r == '…' }) {
		part = strings.TrimSpace(part)
		pieces := strings.SplitAfter(part, "?")
		for _, piece := range pieces {
			question := strings.HasSuffix(piece, "?")
			piece = strings.TrimSpace(strings.TrimSuffix(piece, "?"))
			v, ok := polarityOf(piece)
			if ok && value != "" && v != value && aboutThem.MatchString(piece) {
				continue // "ja. hij weet nog niet waar ik woon"
			}
			if !ok || question && v == Wanted && !strings.Contains(piece, "wil ik") || question && v == Doubted && !firmDoubt.MatchString(piece) {
				continue
			}
			if value == Doubted && v != Doubted && !decides.MatchString(piece) {
				continue // "ja ... weet ik niet ... ja" stays a doubt
			}
			if value == NotWanted && v == Doubted && !firmDoubt.MatchString(piece) {
				continue // "nee, hij zit er dan bij, misschien" stays a no
			}
			if value == NotWanted && v == Wanted && !decides.MatchString(piece) {
				continue // "dan doe ik het niet. ik wil haar onthouden zoals ze was"
			}
			value = v
		}
	}
	return value, value != ""
}

// idioms are turns in which "niet" and "meer" say nothing, or the opposite of what they seem to.
var idioms = [...]struct {
	said  *regexp.Regexp
	means string
}{
	{regexp.MustCompile(`\bniet meer dan (?:normaal|logisch|terecht|eerlijk|redelijk)\b`), "graag"},
	{regexp.MustCompile(`\b(?:niets|niks) liever\b`), "graag"},
	{regexp.MustCompile(`\b(?:dit |dat )?laat ik (?:er )?(?:\w+ )?niet (?:bij zitten|zo)\b`), "dat wil ik"},
	{regexp.MustCompile(`\b(?:alsjeblieft|alstublieft)(?: zeg)?\b[,.]? *$`), "graag"},
	{regexp.MustCompile(`\b(?:beter|goed|prima|uitstekend) idee\b|\bdoe(?:t u)? dat maar\b|\bdoet u maar\b|\bdat gaan (?:we|wij) (?:zeker |zeker wel |maar )?(?:doen|proberen)\b|\bdat ga ik (?:zeker )?(?:doen|proberen)\b|\bgraag zelfs\b|\bdolgraag\b|\bvanzelfsprekend\b|\ballicht\b|\bspreekt voor zich\b|\bnogal wiedes\b|\bdat is (?:toch )?logisch\b|\bdaar ben ik (?:erg |heel )?(?:voor|blij mee)\b|\bdaar sta ik achter\b|, ?dus ja\b|\bheel fijn\b|\bheb ik (?:wel )?(?:oren naar|zin in)\b|\bkan ik (?:wel |goed )?gebruiken\b|\bmoet wel\b|\bliefst (?:zo snel|wel)\b|\bzet mij maar op\b|\bsowieso\b|\bdan beginnen we daar(?: toch)? mee\b|\bzou ik (?:dat |het |dan )?(?:wel |heel |erg |echt )?(?:fijn|prettig|goed|mooi|graag)\b|\bdat heb ik me voorgenomen\b|\breken maar\b|\bze moeten (?:gewoon )?dokken\b|\bzo zou het kunnen\b|\bdaar wil ik (?:wel |graag )?(?:gebruik van maken|aan meedoen|voor gaan)\b|\bja zeg\b|\bmag hij (?:zeker )?(?:voelen|betalen)\b`), " graag "},
	{regexp.MustCompile(`\b(?:boeit|interesseert|interesseren) (?:me|mij|haar|hem|ons) (?:\w+ )?(?:niet|niks|geen)\b|\b(?:me|mij|haar|hem) (?:\w+ )?niet (?:boeit|interesseert)\b|\blaat (?:dat |het |die )?maar(?: zitten| waaien)?(?: *[,.!?]| *$)|\bvalt (?:er )?niet te praten\b|\bniet met (?:die|hem|haar)\b|\bwat (?:heb|moet|schiet) ik daar(?:aan|mee|mee op)?\b|\bheb ik niks aan\b|\bhoef ik niks van\b|\bgeen geld (?:van|hoef)\b|\bben ik niet (?:van|het type)\b|\bniets voor\b|\bstaat me tegen\b|\bik ben geen spreker\b|\bdaar begin ik niet aan\b|\bniet aan denken\b|\bmij niet gezien\b|\bdat trek ik niet\b|\bgeen sprake van\b|\bheeft (?:toch )?geen (?:nut|zin)\b|\b(?:gaat|ging) (?:me|mij|ons|haar|hem) niet om (?:het )?geld\b|\bhet staat al\b|\bdoe normaal\b|\bten strengste\b|\bik krijg er \w+ van\b|\bniet mijn ding\b|\bik durf (?:dat|het) (?:echt )?niet\b`), " liever niet "},
}

// aboutThem opens a sentence about another: what they do or do not know is no doubt of the client.
var aboutThem = regexp.MustCompile(`^(?:want |en |maar )?(?:hij|zij|ze|die|niemand|mijn \w+|m'n \w+) (?:\w+ ){0,3}(?:weet|weten|is|was|heeft|had|kan|komt|woont|staat|hoeft|mag|zit|doet|deed|belt)\b`)

var (
	ifPossible = regexp.MustCompile(`\b(?:als (?:dat|het) (?:kan|mag|mogelijk is|lukt)|als er wat te halen valt)\b`)
	decides    = regexp.MustCompile(`\b(?:dus|toch|dan|liever|doe maar|wil ik wel|wil het|laat maar|eigenlijk|wel|best|maar)\b`)
	firmDoubt  = regexp.MustCompile(`\b(?:weet|twijfel|misschien|later|nadenken|nachtje|nog niet|nu niet|ligt eraan|hangt|over een jaar|wie weet|vraag het)\b`)
)

// polarityOf reads one sentence.
func polarityOf(fold string) (Wish, bool) {
	end := func(spans [][]int) int {
		if len(spans) == 0 {
			return -1
		}
		return spans[len(spans)-1][1]
	}
	doubt, no, yes := saysDoubt.FindAllStringIndex(fold, -1), saysNo.FindAllStringIndex(fold, -1), saysYes.FindAllStringIndex(fold, -1)
	d, n, y := end(doubt), end(no), end(yes)
	switch {
	case d < 0 && n < 0 && y < 0:
		return "", false
	case d >= 0 && strings.HasPrefix(fold, "nee") && firstOf(no) < firstOf(doubt) && !firmDoubt.MatchString(fold):
		return NotWanted, true
	case d >= 0 && strings.HasSuffix(strings.TrimRight(fold, " ,"), ", ja"):
		return Wanted, true
	case d >= 0 && strings.HasSuffix(strings.TrimRight(fold, " ,."), "liever niet"):
		return NotWanted, true
	case d >= 0:
		if y > d && hasPhrase(fold[d:], "toch wel", "doe toch maar", "maar toch", "dan wel", "wil ik wel", "nee ja", "doe maar", "dus ja") {
			return Wanted, true
		}
		if n > d && hasPhrase(fold[d:], "toch niet", "toch maar niet", "liever niet", "dan niet", "doe maar niet", "dus nee") {
			return NotWanted, true
		}
		return Doubted, true
	case n >= 0 && y >= 0:
		if hasPhrase(fold, "wel graag", "juist wel", "toch wel", "dan wel", "nu wel", "waarom niet", "waarom ook niet") && y >= n {
			return Wanted, true
		}
		if strings.HasPrefix(fold, "nee") || n >= y {
			return NotWanted, true
		}
		return Wanted, true
	case n >= 0:
		return NotWanted, true
	}
	return Wanted, true
}

func firstOf(spans [][]int) int {
	if len(spans) == 0 {
		return 1 << 30
	}
	return spans[0][0]
}

// ownPart is the part of a line that is about right k when it sums up several.
func ownPart(fold string, at []int, k int) string {
	if len(at) < 2 {
		return fold
	}
	w := rightsByName()[k]
	for part := range strings.FieldsFuncSeq(strings.ReplaceAll(fold, " en ", ","), func(r rune) bool { return r == ',' || r == '.' || r == ';' }) {
		if w.raised.MatchString(part) || w.told.MatchString(part) {
			return part
		}
	}
	return fold
}

// recapped reads how staff sums a wish up.
func recapped(fold string) (Wish, bool) {
	switch {
	case recapHalf.MatchString(fold):
		return Doubted, true
	case recapNo.MatchString(fold):
		return NotWanted, true
	}
	return Wanted, true
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
