package assistant

import (
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
)

var (
	// inverted are words behind "is" or "was" that make it a question: is er iemand die meeloopt, was dat strafbaar.
	inverted = words("er dat het dit de een deze die mijn hij zij ze ik u je jullie there that it this the a he she")
	// asking are words that begin a question in the midst of a message: ik heb pijn, wie betaalt dat.
	asking = words("wie wat hoe waar wanneer waarom hoelang hoeveel kan mag moet krijg who what how where when why can may must do")
	// turners are verbs that ask when who does it stands behind them: kan ik, will you.
	turners = words("kan kun kunt kunnen mag mogen moet moeten wil wilt willen zal zul zullen krijg krijgt krijgen is ben heb heeft hebben word wordt worden hoef can could will would should shall do does did may must are am")
	// atEnd are those that stand at the end of a clause as well: omdat ik bang ben.
	atEnd = words("is ben heb heeft hebben word wordt worden are am")
	// subjects can only be who does it, looseSubjects also whom it is done to: wil het niet, laat iemand binnen.
	subjects      = words("ik hij wij we jij u er i you he she they someone somebody anyone anybody")
	looseSubjects = words("je jullie ze zij iemand het dat dit it that this")
	// looseTurners are verbs that ask before those too.
	looseTurners = words("kan kun kunt kunnen mag mogen moet moeten krijgt is wordt heeft")
	// determiners stand before a noun, which may be who does it: mijn man kan dat niet.
	determiners = words("mijn mn m'n me de het een die deze dat onze zijn haar hun geen my the a his her our this that no")
	// frontAdverbs may stand before the verb of what is told: daarna ben ik gegaan, twee weken geleden heb ik.
	frontAdverbs = words("toen daarna nu dan gisteren eergisteren vandaag vannacht vanochtend vanmorgen vanmiddag vanavond daarom daardoor dus sindsdien hier daar thuis buiten soms altijd nooit vaak eerst later morgen ook misschien inmiddels eindelijk steeds straks meteen opeens plotseling ineens verder eigenlijk helaas gelukkig " +
		"week weken jaar maand maanden avond ochtend nacht dag dagen keer uur geleden maandag dinsdag woensdag donderdag vrijdag zaterdag zondag then now to never so neither")
	// besides begin a clause beside the one before, sublead one that leans on another, quoting what somebody says or who it is.
	besides = words("en maar of and but or")
	sublead = words("als toen omdat want dus wanneer nadat sinds terwijl voordat zodra doordat if when because since while after before until")
	quoting = words("dat die that")
	// ownVerbs are verbs of a clause that begins with who does it: dat ik weg moet ik ben bang.
	ownVerbs = words("ben heb wil kan moet mag is heeft word wordt was had krijg am have")
	// unsure stand before what somebody does not know.
	unsure = words("niet know understand")
	// owed are verbs of what somebody is to do, or may do.
	owed = words("kan moet mag moeten mogen kunnen can should must may")
)

// asksOf reports whether a message that begins as a story asks something.
func asksOf(text string, tokens []dutch.Token) bool {
	if strings.ContainsAny(text, "?؟") {
		return true
	}
	switch tokens[0].Text {
	case "is", "was", "waren", "heb", "had", "ben":
		return len(tokens) > 1 && inverted[tokens[1].Text]
	}
	if _, after, ok := strings.Cut(text, ", "); ok {
		if behind := dutch.Tokens(after); len(behind) > 1 && asking[behind[0].Text] {
			return true
		}
	}
	for i := 2; i+1 < len(tokens); i++ {
		if asksWord(tokens[i-1:]) || asksVerb(text, tokens, i) {
			return true
		}
	}
	return false
}

// asksWord reports a question by its word, with one word before it: "wat moet ik doen", "ik weet niet waar ik heen moet".
func asksWord(tokens []dutch.Token) bool {
	before, behind := tokens[0].Text, tokens[2:]
	if !asking[tokens[1].Text] || turners[tokens[1].Text] {
		return false
	}
	if unsure[before] && (behind[0].Text == "to" || firstPerson[behind[0].Text]) {
		return behind[0].Text == "to" || slices.ContainsFunc(behind, func(t dutch.Token) bool { return owed[t.Text] })
	}
	for n := range min(2, len(behind)-1) { // hoe lang moet ik
		verb, who := behind[n].Text, behind[n+1].Text
		if subjects[verb] || looseSubjects[verb] {
			return false
		}
		if subjects[who] && (n == 0 || turners[verb]) || n == 0 && looseTurners[verb] && looseSubjects[who] {
			return true
		}
	}
	return false
}

// asksVerb reports a question that the verb at i begins, behind what was told: "ze is dement kan ze aangifte doen", "I am alone can you help". Behind an
// adverb or a clause that leans on it the same order tells: "als hij thuiskomt moet ik stil zijn".
func asksVerb(text string, tokens []dutch.Token, i int) bool {
	before, verb, who := tokens[i-1].Text, tokens[i].Text, tokens[i+1].Text
	loose := looseSubjects[who]
	switch {
	case !turners[verb] || !subjects[who] && (!loose || !looseTurners[verb]), subjects[before], looseSubjects[before], frontAdverbs[before]:
		return false
	case loose && (determiners[tokens[i-2].Text] && before != "niet" || i+2 < len(tokens) && tokens[i+2].Text == "niet"), i+2 < len(tokens) && ownVerbs[tokens[i+2].Text]:
		return false
	}
	from, clause := i, ""
	for ; from > 0; from-- {
		t := tokens[from-1]
		if strings.ContainsAny(text[t.End:tokens[from].Start], ",.;:!\n") {
			clause = ","
			break
		}
		if besides[t.Text] || sublead[t.Text] || quoting[t.Text] {
			clause = t.Text
			break
		}
	}
	said := tokens[from:i]
	switch {
	case sublead[clause]:
		return false
	case quoting[clause]:
		return !atEnd[verb] && len(said) > 0
	case clause == "":
		return len(said) > 2
	case len(said) == 0:
		return clause == "," || !loose
	}
	first := said[0].Text
	return len(said) > 1 && (subjects[first] || looseSubjects[first]) || len(said) > 2 && determiners[first]
}
