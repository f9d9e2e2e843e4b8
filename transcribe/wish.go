package transcribe

import (
	_ "embed"
	"strings"

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

var (
	saysDoubt = expressed(`^(?:alleen )?als (?:de|het|hij|ze|er|die|dat)\b.{0,40}\bniet\b|^ja,? (?:maar alleen |alleen |wel )?(?:als|mits|zodra|tenzij)\b|\b(?:weet (?:ik|het|'t)? ?(?:het |dat |'t )?(?:nog |echt |eigenlijk |even |zelf )*niet|twijfel\w*|misschien|wellicht|later (?:nog|beslissen|maar|misschien|een keer)|dan later|liever later|straks misschien|nu (?:nog )?(?:even )?niet|nog niet|nadenken|denk erover|erover denken|over denken|nachtje over|eens over|overleggen|overleg|met mijn (?:man|vrouw|partner|ouders|moeder|vader|advocaat|zus|broer|kinderen)\b.{0,25}\b(?:over|praten|bespreken|hebben)|sluit .{0,15}niet uit|hangt (?:ervan|er van|van)|geen idee|hmm+|tja|lastig|moeilijk|moet ik nog|mag ik dat later|kan ik (?:dat|daar) (?:later|nog)|laat (?:dat )?(?:even )?open|even afwachten|afwachten|kijk(?:en)? (?:we |ik )?(?:het )?(?:nog |eerst )?(?:even )?(?:aan|wel)|eerst (?:eens|rust|dat|even|kijken|het|meer|wat meer|goed|zelf)|ene kant|aan de andere kant|wisselend|ligt (?:eraan|er aan)|nachtje|vraag (?:het|me|dat) .{0,25}(?:nog|later|na)|kan (?:ook |altijd )?later|eerst (?:die|de|een|maar|nog)|over een (?:jaar|maand|tijdje)|wie weet|voorlopig niet|nog eens|eens over|hangt ervan|dat kan altijd nog|zie ik (?:dan|later|nog) wel|geen beslissing)\b`)
	saysNo    = expressed(`^(?:(?:eh|nou|oh|o|ja|mhm|tja)[ ,.]+)*(?:nee|neen|nooit|liever niet|niks|absoluut niet|echt niet|zeker niet|alsjeblieft niet|alstublieft niet|geen behoefte|hoeft niet|laat maar|dan niet|niet nodig|nergens voor nodig)\b|\b(?:(?:hoeft|hoef|hoeven) (?:ik |dat |voor mij |van mij |het |die |er |wat mij betreft )*(?:ook |echt |helemaal |allemaal )*niet|niet nodig|liever niet|wil (?:ik )?(?:dat |het |hem |haar |die |er |daar |ook |juist |echt |absoluut |zelf )*(?:ook |echt |absoluut |helemaal |nooit )*niet\b|wil ik niks|geen (?:zin|behoefte|interesse|trek|enkele behoefte)|niet voor mij|dan niet|ik niet|sla ik over|laat maar|zie ik niet zitten|moet er niet aan denken|heb ik niet nodig|geen prijs op|nooit van mijn leven|voor geen goud|bedank ik|pas ik voor|heeft geen zin|nergens voor nodig|niet spreken|doe (?:ik|maar) niet|zeker niet|absoluut niet|echt niet|over mijn lijk|niks voor mij|niets voor mij|gadver\w*|zonde van|geen tijd voor|moet ik niks|niks van hebben|niet meer|ook niet|niet doen|doe (?:ik )?(?:het|dat) (?:maar |dus )?niet|dan doe ik (?:het|dat) niet|nee dus|dus nee|geen woord|kan (?:mijn|ik) \w* ?niet aan|hoeft niet dubbel|durf ik niet|niet nog een keer|nee joh|met hem niet)\b|\bnee$|^nee\b`)
	saysYes   = expressed(`\blaat (?:dat|het|die) maar (?:naar|via|aan|bij)\b|^via \w+|\b(?:dat )?is goed(?: zo)?\b|^(?:(?:eh|nou|oh|o|mhm|poeh|tja)[ ,.]+)*(?:ja|jawel|jazeker|jep|jup|jip|yes|yep|sure|tuurlijk|reken maar|nou en of|he he|mij best|voor mij wel|ook|alles|alle|direct|meteen|liefst|dan ja|honderd procent|proberen|jij helpt|wel|een brief|op papier|mag wel|mag|dat mag|ik denk van wel|sws|graag|heel graag|zeker|zeker weten|natuurlijk|uiteraard|absoluut|prima|doe maar|altijd|allebei|sowieso|dat wil ik|dan wel|dan graag|ok[e]? doe|goed plan|lijkt me|dat lijkt|zou ik|wel ja|hoe eerder)\b|\b(?:graag|jazeker|dat wil ik|wil ik (?:wel|graag|dat|die|ook|zeker|heel graag|allebei|proberen|terugzien|zien|lezen|weten)|ik wil (?:wel|graag|dat|het|die|heel graag|ook|alles|weten|horen|mijn geld|zelf|eerst dat|iemand)|wil (?:\w+ )?ik (?:dat |het )?(?:wel|graag)|dan wel|doe maar|lijkt me (?:heel |wel )?(?:goed|fijn|mooi|prima|prettig|verstandig|wel wat|wel)|, ja$|best voor voelen|wel voor voelen|voel ik wel voor|wel zin in|natuurlijk|zeker weten|uiteraard|sta ik open|open voor|zou ik (?:wel |graag |fijn |best )+(?:willen|vinden)|zou fijn zijn|vind ik (?:fijn|goed|belangrijk|prettig)|heb ik (?:wel )?nodig|beter|alsjeblieft wel|echt nodig|mag niet|mogen (?:het|dat) (?:ook )?niet|niet krijgen|geen naam|tuurlijk|will?en we (?:wel|die|dat|graag|ook)|voor open|open voor|dat moet geheim|moet geheim|waarom (?:ook )?niet|doen we|nu wel|dat wel|reken maar|dat doe ik|dan doe ik dat|dat ga ik doen|houd me|hou me|ben ik blij|dat lijkt|sws|cool)\b`)
)

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

//go:embed data/rightanswers.txt
var rightAnswers string

// answersHeard hears what an answer means whose words say neither yes nor no.
var answersHeard = heard("antwoorden", func() *ear {
	labels := []string{string(Wanted), string(NotWanted), string(Doubted)}
	return learn(labels, fewestTold, lessons(rightAnswers, labels, plainFeatures))
})

// surelyMeant is how sure it must be.
const surelyMeant = 0.5

// soundsAs reads the answer to an offer by its likeness to the examples. It reports false when it is like none.
func soundsAs(l line) (Wish, bool) {
	if strings.HasSuffix(strings.TrimSpace(l.Text), "?") {
		return "", false
	}
	fold := plainSpeech(dutch.Fold(l.Text))
	e := answersHeard.Get()
	best, most := "", surelyMeant
	for k, p := range e.chances(plainFeatures(fold)) {
		if p >= most {
			best, most = e.labels[k], p
		}
	}
	return Wish(best), best != ""
}

// idioms are turns in which "niet" and "meer" say nothing, or the opposite of what they seem to.
var idioms = [...]struct {
	said  *expression
	means string
}{
	{expressed(`\bniet meer dan (?:normaal|logisch|terecht|eerlijk|redelijk)\b`), "graag"},
	{expressed(`\b(?:niets|niks) liever\b`), "graag"},
	{expressed(`\b(?:dit |dat )?laat ik (?:er )?(?:\w+ )?niet (?:bij zitten|zo)\b`), "dat wil ik"},
	{expressed(`\b(?:alsjeblieft|alstublieft)(?: zeg)?\b[,.]? *$`), "graag"},
	{expressed(`\b(?:beter|goed|prima|uitstekend) idee\b|\bdoe(?:t u)? dat maar\b|\bdoet u maar\b|\bdat gaan (?:we|wij) (?:zeker |zeker wel |maar )?(?:doen|proberen)\b|\bdat ga ik (?:zeker )?(?:doen|proberen)\b|\bgraag zelfs\b|\bdolgraag\b|\bvanzelfsprekend\b|\ballicht\b|\bspreekt voor zich\b|\bnogal wiedes\b|\bdat is (?:toch )?logisch\b|\bdaar ben ik (?:erg |heel )?(?:voor|blij mee)\b|\bdaar sta ik achter\b|, ?dus ja\b|\bheel fijn\b|\bheb ik (?:wel )?(?:oren naar|zin in)\b|\bkan ik (?:wel |goed )?gebruiken\b|\bmoet wel\b|\bliefst (?:zo snel|wel)\b|\bzet mij maar op\b|\bsowieso\b|\bdan beginnen we daar(?: toch)? mee\b|\bzou ik (?:dat |het |dan )?(?:wel |heel |erg |echt )?(?:fijn|prettig|goed|mooi|graag)\b|\bdat heb ik me voorgenomen\b|\breken maar\b|\bze moeten (?:gewoon )?dokken\b|\bzo zou het kunnen\b|\bdaar wil ik (?:wel |graag )?(?:gebruik van maken|aan meedoen|voor gaan)\b|\bja zeg\b|\bmag hij (?:zeker )?(?:voelen|betalen)\b`), " graag "},
	{expressed(`\b(?:boeit|interesseert|interesseren) (?:me|mij|haar|hem|ons) (?:\w+ )?(?:niet|niks|geen)\b|\b(?:me|mij|haar|hem) (?:\w+ )?niet (?:boeit|interesseert)\b|\blaat (?:dat |het |die )?maar(?: zitten| waaien)?(?: *[,.!?]| *$)|\bvalt (?:er )?niet te praten\b|\bniet met (?:die|hem|haar)\b|\bwat (?:heb|moet|schiet) ik daar(?:aan|mee|mee op)?\b|\bheb ik niks aan\b|\bhoef ik niks van\b|\bgeen geld (?:van|hoef)\b|\bben ik niet (?:van|het type)\b|\bniets voor\b|\bstaat me tegen\b|\bik ben geen spreker\b|\bdaar begin ik niet aan\b|\bniet aan denken\b|\bmij niet gezien\b|\bdat trek ik niet\b|\bgeen sprake van\b|\bheeft (?:toch )?geen (?:nut|zin)\b|\b(?:gaat|ging) (?:me|mij|ons|haar|hem) niet om (?:het )?geld\b|\bhet staat al\b|\bdoe normaal\b|\bten strengste\b|\bik krijg er \w+ van\b|\bniet mijn ding\b|\bik durf (?:dat|het) (?:echt )?niet\b`), " liever niet "},
}

// aboutThem opens a sentence about another: what they do or do not know is no doubt of the client.
var aboutThem = expressed(`^(?:want |en |maar )?(?:hij|zij|ze|die|niemand|mijn \w+|m'n \w+) (?:\w+ ){0,3}(?:weet|weten|is|was|heeft|had|kan|komt|woont|staat|hoeft|mag|zit|doet|deed|belt)\b`)

var (
	ifPossible = expressed(`\b(?:als (?:dat|het) (?:kan|mag|mogelijk is|lukt)|als er wat te halen valt)\b`)
	decides    = expressed(`\b(?:dus|toch|dan|liever|doe maar|wil ik wel|wil het|laat maar|eigenlijk|wel|best|maar)\b`)
	firmDoubt  = expressed(`\b(?:weet|twijfel|misschien|later|nadenken|nachtje|nog niet|nu niet|ligt eraan|hangt|over een jaar|wie weet|vraag het)\b`)
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

// recapped reads how staff sums a wish up.
func recapped(fold string) Wish {
	switch {
	case recapHalf.MatchString(fold):
		return Doubted
	case recapNo.MatchString(fold):
		return NotWanted
	}
	return Wanted
}
