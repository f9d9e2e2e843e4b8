package transcribe

import (
	"regexp"
	"strings"

	"wegwijzer/internal/dutch"
)

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
