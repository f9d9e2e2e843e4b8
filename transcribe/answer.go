package transcribe

import (
	"strings"

	"wegwijzer/internal/dutch"
)

// answers reads how the client's side answers a question of staff that looks for danger.
func (c *call) answers(q int, add func(Risk)) {
	l := c.lines[q]
	asked := c.questions(q)
	looks := c.looksFor(q)
	for _, category := range riskCategories {
		if !looks.categories[category] {
			continue
		}
		other := asksOther.MatchString(l.fold) && category == RiskSuicide
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
			r := Risk{Category: category, Speaker: a.Speaker, Utt: []int{j}, About: "client", Quote: firstSentence(a.Text)}
			if other || a.Role == Relative && category == RiskSuicide {
				r.About = "ander"
			}
			fold := a.fold
			switch {
			case category == RiskThreat && asksDare.MatchString(asked):
				// "Durft u naar buiten?": no is the signal.
				switch {
				case denies.MatchString(fold) || strings.Contains(fold, "durf"):
				default:
					continue
				}
			case category == RiskChildren && !denies.MatchString(fold) && (hasChild.MatchString(fold) || first && wasThere.MatchString(fold) && !denial.MatchString(fold)):
			case first && category == RiskChildren && grownUp.MatchString(fold):
				first = false
				continue
			case first && category == RiskSuicide && looks.turned && deniesIt.MatchString(fold) && !denies.MatchString(fold) && !butRisk(fold, category):
				r.Negated = true // "ziet u het nog zitten?" - "moe, maar ik red me"
			case looks.turned:
				// "Voelt u zich veilig?": yes is the denial, no the signal.
				switch {
				case category == RiskThreat && unsafe.MatchString(fold):
					r.Quote = sentenceWith(a.Text, unsafe)
				case first && allWell(fold):
					r.Negated = true
				case denies.MatchString(fold) || first && c.hears(a, category) >= answersWith:
					r.Quote = firstTwo(a.Text)
				case affirms.MatchString(fold) && first:
					r.Negated = true
				default:
					first = false
					continue
				}
			case first && category == RiskSuicide && !saysSoftly(fold):
				// Whoever asks after this and hears no denial looks again: what is neither yes nor no is kept as a signal.
				if (deniesIt.MatchString(fold) || denies.MatchString(fold) || c.plainlyDenies(a.Text)) && !butRisk(fold, category) {
					r.Negated = true
				}
				r.Quote = firstTwo(a.Text)
			case denies.MatchString(fold) && !butRisk(fold, category):
				r.Negated = true
				if s := firstTwo(a.Text); len(s) < 80 {
					r.Quote = s
				}
			case first && (affirmsSoon(a.Text) || affirms.MatchString(fold) || category == RiskThreat && stillFears.MatchString(fold) || category == RiskSuicide && wavers.MatchString(fold)):
				r.Quote = firstTwo(a.Text)
			case first && (category == RiskContact || category == RiskWeapon && hasWeapon.MatchString(fold) || category == RiskRevenge && c.signalIn(fold, RiskRevenge)) && !denial.MatchString(fold) && !unknownAnswer.MatchString(fold) && len(a.tokens) > 2 && present.MatchString(fold):
				// Asked for, and neither no nor unknown: the answer tells of it in words of its own.
				r.Quote = firstTwo(a.Text)
			case first && c.hears(a, category) >= answersWith && !denial.MatchString(noDenial.ReplaceAllString(fold, " ")):
				r.Quote = firstTwo(a.Text)
			case first && category == RiskThreat && wavers.MatchString(fold), first && category == RiskContact && leanOf(fold) == dutch.Past && !denial.MatchString(fold):
			case first && looks.surest == category && c.tells(a) && !(category == RiskRevenge && keepsPeace.MatchString(fold)):
				r.Quote = firstTwo(a.Text)
			default:
				first = false
				continue
			}
			add(r)
			break
		}
	}
}

var (
	asksDare  = expressed(`\bdur(?:f|ft)\b`)
	hasChild  = expressed(`\b(?:mijn|onze|een|twee|drie|de) (?:\w+ )?(?:zoon|zoons|zoontje|dochter|dochters|dochtertje|kind|kinderen|kids|baby|tweeling|jongste|oudste|jongens?|meisjes?|meiden|pubers?|tieners?|kleintjes?)\b`)
	hasWeapon = expressed(`\b(?:heeft|heb|ligt|lag|hangt|draag|draagt|bewaart|had|tas|zak)\b`)
	present   = expressed(`\b(?:elke|iedere|steeds|weer|nog|soms|vaak|gisteren|dagelijks|altijd|sinds|hij|ze|zij|die|in|op|bij)\b`)
	wasThere  = expressed(`\b(?:zat|zaten|sliep|sliepen|lag|lagen|stond|stonden|zagen|gezien|zien|gehoord|hoorde\w*|boven|beneden|kamer|gang|erbij|allebei|alles|meegekregen|achterin)\b`)
	asksSafe  = expressed(`\b(?:veilig|prettig)\b`)
	unsafe    = expressed(`\b(?:niet (?:echt |meer |heel |altijd )*veilig|onveilig|'s avonds niet|savonds niet|avonds niet|nachts niet|nergens|nee|bang|durf|slaap niet|niet als)\b`)
)

var (
	deniesIt  = expressed(`\b(?:(?:hier|nu) niet meer|verder niet|nee|neen|nooit|dat niet|absoluut niet|zeker niet|geen (?:moment|seconde|plan\w*)|gelukkig niet|niet aan|denk ik niet aan|niet van plan|wil (?:ik )?(?:juist |gewoon )?leven|valt mee|doe ik niet|moet door|hou op|kom nou|niet meer aan|nu niet|tuurlijk niet|natuurlijk niet|nooit aandoen|houden me|mijn kinderen|mijn kleinkinderen|mijn geloof|speelt (?:dat )?(?:bij (?:mij|ons|haar|hem) )?niet|niet echt|om voor te leven|niet aan de orde|geen sprake|niet mee bezig|red me|red het|zit niet zo in elkaar|te veel om voor|hou van het leven|te nuchter|zo ver (?:is|komt) het niet)\b`)
	softStart = expressed(`^(?:(?:eh|nou|oh|o|mhm|tja|ach|poeh)[ ,.]+)*(?:ja|soms|wel eens|af en toe|weleens|vaak|even|eventjes|best|eigenlijk wel|een beetje|gisteren|bij vlagen)\b|^\.\.\.|^…`)
)

// tells reports whether an answer tells of something, whatever its words: it is no denial, no "I do not know", no reassurance and no question. Danger
// has endless wordings and the ways to say that there is none are few, so it is those that are known here.
func (c *call) tells(a line) bool {
	fold := dutch.Fold(firstSentence(a.Text))
	opening := fold
	if saidSo.MatchString(fold) {
		opening = "" // what another said is told; a denial in it is theirs
	} else if at := clauseEnd.FindStringIndex(fold); at != nil {
		opening = fold[:at[0]]
	}
	if denial.MatchString(noDenial.ReplaceAllString(opening, " ")) {
		// "Ik dacht van niet. Maar zaterdag lag er weer iets."
		rest := strings.TrimSpace(strings.TrimPrefix(a.Text, firstSentence(a.Text)))
		return turnsBack.MatchString(dutch.Fold(rest)) && c.tells(line{Utterance: &Utterance{Text: rest, Role: a.Role}, fold: dutch.Fold(rest), tokens: dutch.Tokens(rest)})
	}
	switch {
	case len(a.tokens) < 4, strings.HasSuffix(a.fold, "?"):
		return false
	case denies.MatchString(a.fold):
		return false
	case unknownAnswer.MatchString(a.fold), calm.MatchString(a.fold), unwilling.MatchString(fold):
		return false
	}
	return true
}

var (
	calm      = expressed(`\b(?:meer niet|meer is het niet|niets bijzonders|gaat (?:wel|goed|prima|redelijk|beter|best)|prima|valt (?:wel )?mee|redelijk|netjes|rustig|als een blok|best goed|heel goed|weer goed|lief|fijn|opgelucht|zit (?:nog )?vast|opgesloten|gevangenis|in voorarrest|aan het werk|normaal|gezellig|geruststellend|gerust|steun\w*|helpt me|hulp van|trots)\b`)
	saidSo    = expressed(`^(?:ja[, ]+)?(?:dat (?:ik|je|u|hij|ze|zij|wij|we|er|mensen|dit|het|iedereen)|als (?:ik|je|u|hij|we))\b`)
	clauseEnd = expressed(`,| (?:dat|want|maar|en|omdat|terwijl) `)
	turnsBack = expressed(`^(?:maar|wel|toch|alleen|behalve|nu|en|hij|zij|ze|die|er|eentje|een)\b`)
	grownUp   = expressed(`\b(?:de deur uit|het huis uit|uit huis|volwassen|op zichzelf|uitgevlogen|getrouwd|studeren|studeert)\b`)
	unwilling = expressed(`\b(?:hoe bedoelt|wat bedoelt|pardon|wilt u dat|sorry|zal ik|kan ik|kunt u|kun je|graag)\b`)
)

// wellSaid opens an answer that says that all is well.
var wellSaid = expressed(`^(?:(?:eh|nou|oh|o|mhm|ach)[ ,.]+)*(?:ja|jawel|jazeker|ja hoor|prima|gewoon|best|zeker|natuurlijk|tuurlijk|absoluut)\b`)

// allWell reports whether an answer says yes without a but.
func allWell(fold string) bool {
	return wellSaid.MatchString(fold) && !butYes.MatchString(fold) && !denial.MatchString(fold)
}

// plainlyDenies reports whether the first sentence of an answer denies, in whatever words, without a doubt in it or a signal of its own.
func (c *call) plainlyDenies(text string) bool {
	fold := dutch.Fold(firstSentence(text))
	if !denial.MatchString(noDenial.ReplaceAllString(fold, " ")) || wavers.MatchString(fold) || c.signalIn(fold, RiskSuicide) {
		return false
	}
	for _, row := range risksByRow() {
		if row.category == RiskSuicide && !row.asked && row.words.MatchString(fold) {
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
func butRisk(fold, category string) bool {
	i := strings.Index(fold, "maar")
	if i < 0 {
		return false
	}
	for _, other := range risksByRow() {
		if other.category == category && !other.asked && other.words.MatchString(fold[i:]) && !denial.MatchString(fold[i:min(len(fold), i+30)]) && !deniesIt.MatchString(fold[i:]) {
			return true
		}
	}
	return false
}
