package transcribe

import (
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
)

// staffActions finds what staff take on, and what they ask the client or another to do.
func (c *call) staffActions(i int) []Action {
	text := c.lines[i].Text
	var out []Action
	for _, s := range c.pieces(i) {
		said := text[s.Start:s.End]
		fold := dutch.Fold(said)
		a := Action{What: said, Utt: []int{i}, at: i, start: s.Start, Condition: conditional.MatchString(fold)}
		fold = nouns.ReplaceAllString(fold, "$1 iets")
		asking := strings.Contains(fold, "?") && !tag.MatchString(fold) || c.raw && c.lines[i].asks
		wish := asking && len(c.raises(i)) > 0 // what the client wants of a right is no task
		switch {
		case emergency.MatchString(fold), softTalk.MatchString(fold), strings.Contains(fold, "komt goed"), whyCalls.MatchString(fold), slices.Contains(c.notice.Evidence, i) && strings.ContainsAny(said, "?") && noticeTalk.MatchString(fold):
			continue
		case passOn.MatchString(fold):
			a.Who = Third
		case asking && offers.MatchString(fold) && (doing.MatchString(fold) || s.Start > 0 && doThat.MatchString(fold) && doing.MatchString(dutch.Fold(text[:s.Start]))) && !staffTopic.MatchString(fold):
			j := c.reply(i)
			if j < 0 || !c.agreed(i, 4) || declines.MatchString(c.lines[j].fold) {
				continue
			}
			a.Who, a.Utt = string(Staff), append(a.Utt, j)
			if strings.Contains(fold, "collega") || strings.Contains(fold, "vrijwilliger") {
				a.Who = string(Staff)
			}
		case asking && !wish && (asksTask.MatchString(fold) && (doing.MatchString(fold) || undertaking(fold)) || bidsTask.MatchString(fold)) && !notTask.MatchString(fold) && !rightsTalk.MatchString(fold) && !tellMe.MatchString(fold):
			j := c.reply(i)
			if j < 0 || !accepts.MatchString(c.lines[j].fold) && !clientDoes.MatchString(c.lines[j].fold) || declines.MatchString(c.lines[j].fold) || alreadyDone.MatchString(c.lines[j].fold) && !accepts.MatchString(c.lines[j].fold) {
				continue
			}
			a.Who, a.Utt, a.asked = c.doer(j), append(a.Utt, j), true
		case asking && tellsTask.MatchString(fold) && !strings.Contains(fold, "waar ") && c.agreed(i, 3) && !offers.MatchString(fold) && opensAsking.MatchString(fold) && !hasPhrase(fold, "wilt u", "wil je", "hebt u", "heb je", "nodig") && !notTask.MatchString(fold):
			j := c.reply(i)
			if j < 0 || declines.MatchString(c.lines[j].fold) {
				continue
			}
			a.Who, a.Utt, a.asked = c.doer(j), append(a.Utt, j), true
		case asking && staffCommits(fold) && c.agreed(i, 1) && !rightsTalk.MatchString(fold):
			j := c.reply(i)
			a.Who, a.Utt = string(Staff), append(a.Utt, j)
		case asking:
			continue
		case staffCommits(fold):
			if hypothetical.MatchString(fold) && (strings.HasPrefix(fold, "als ") || strings.HasPrefix(fold, "mocht ")) || s.Start > 0 && strings.HasPrefix(fold, "dan ") && hypothetical.MatchString(dutch.Fold(text[:s.Start])) {
				continue
			}
			a.Who = string(Staff)
			if j := c.next(i); j >= 0 && c.lines[j].ours() && accepts.MatchString(c.lines[j].fold) {
				a.Utt = append(a.Utt, j)
			}
		case (command.MatchString(fold) || tellsTask.MatchString(fold)) && !notTask.MatchString(fold) && !strings.HasPrefix(fold, "als "):
			if negatedAct.MatchString(fold) && !hasPhrase(fold, "niet wissen", "niet weggooien", "niet verwijderen", "niets weggooien", "niet meer", "nog geen") || hypothetical.MatchString(fold) {
				continue
			}
			j := c.reply(i)
			taken := j >= 0 && j-i <= 3 && (accepts.MatchString(c.lines[j].fold) || clientDoes.MatchString(c.lines[j].fold)) && !declines.MatchString(c.lines[j].fold)
			if !taken && !(command.MatchString(fold) || directive.MatchString(fold)) {
				continue
			}
			a.Who = string(Client)
			a.asked = true
			if taken {
				a.Who, a.Utt = c.doer(j), append(a.Utt, j)
			}
		case othersDo.MatchString(fold) && othersVerb.MatchString(fold) && personActs.MatchString(fold) && (soon.MatchString(fold) || tag.MatchString(fold) && ahead.MatchString(fold)):
			a.Who = Third
		default:
			continue
		}
		out = append(out, a)
	}
	return out
}

var (
	whyCalls   = expressed(`^` + leadIn + `(?:u|je|jij|jullie) belt? (?:over|voor|omdat|met|vanwege|namens|dus|ons|mij)\b|^` + leadIn + `(?:u|je) belt?[.,]`)
	noticeTalk = expressed(`\b(?:opname|opnemen|opgenomen|verslag|meeschrijven|mee|vastgelegd|vast)\b`)
	doThat     = expressed(`\b(?:zal ik|zullen we|kan ik) (?:dat|het)\b.{0,20}\b(?:doen|proberen)\b`)
	bidsTask   = expressed(`^` + leadIn + `(?:en )?(?:stuurt|mailt|belt|bewaart|zoekt|brengt|neemt|maakt|geeft|regelt|vraagt|meldt|levert|scant|print|stuur|mail|bel|app|bewaar|zoek|breng|neem|maak|geef|regel|vraag|meld|lever|scan) (?:u|je|jij|jullie)\b|^` + leadIn + `(?:en )?(?:u|je|jij|jullie) (?:stuurt|mailt|belt|bewaart|zoekt|brengt|maakt|geeft|regelt|vraagt|meldt|levert|scant|stuur|mail|bel|doet vandaag|doet nog)\b`)
	ahead      = expressed(`\b(?:vandaag|straks|zo meteen|zometeen|vanmiddag|vanavond|morgen|overmorgen|morgenochtend|morgenmiddag|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|dit weekend|het weekend|deze week|volgende week|binnenkort|direct|meteen|om (?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|half|kwart) ?\w*(?: uur)?)\b`)
	// What one asks after and does not ask to do.
	noTask     = expressed(`\b(?:slapen|werken|lopen|bewegen|rijden|fietsen|eten|verstaan|horen|begrijpen|volgen|herinneren|voorstellen|noemen|wonen|blijven|betalen|rondkomen|missen|zien|zeggen|vertellen|spreken|praten|beschrijven|uitleggen|herkennen|dragen|tillen|zitten|staan|krijgen|hebben|weten|denken|vinden|wachten|stoppen|leven|zijn|worden|aantonen|bewijzen|rusten|leren|studeren|terugkomen|weggaan|voelen|studeren|aangifte doen|schatten|gebruiken)\b`)
	endsInVerb = expressed(`\b\p{L}{3,}en(?: (?:voor|bij|aan|naar|met|in|op|door) [^?]{0,40})?\?`)
)

// undertaking reports whether a question ends in something that can be done, by the form of its last words.
func undertaking(fold string) bool { return endsInVerb.MatchString(fold) && !noTask.MatchString(fold) }

// rightsTalk is a question about a wish, not an offer to do something.
var rightsTalk = expressed(`\b(?:bekijken|die aanvraag|schadevergoeding|dat doen|recht op|wilt u dat we|wil je dat we)\b`)

// tellMe asks to tell, which is what a call is for.
var tellMe = expressed(`\b(?:wat|hoe|wanneer|waar|wie)\b.{0,30}\b(?:vertellen|zeggen|kwijt|vragen)\b|\b(?:schade\w*|kosten|geld)\b.{0,30}\bvragen\b`)

// staffCommits reports whether a clause of the sentence says that staff will do something.
func staffCommits(fold string) bool {
	for clause := range strings.FieldsFuncSeq(fold, func(r rune) bool { return r == ',' || r == ';' || r == ':' }) {
		if staffDoes.MatchString(clause) && !notAnAct.MatchString(clause) && (!negatedAct.MatchString(clause) || certain.MatchString(clause)) {
			return true
		}
	}
	return staffDoes.MatchString(fold) && !notAnAct.MatchString(fold) && !negatedAct.MatchString(fold)
}

var (
	nouns        = expressed(`\b(de|het|een|mijn|per|uw|je|geen|met|onze|goede|via) (?:stuur|mail|app|vraag|zorg|hulp|stel|boek|pak|plan|scan|post|bel|kijk|print|loop|geef)\b`)
	tag          = expressed(`[, ](?:toch|goed|oke|he|ok|schikt dat|ja|akkoord|past dat|lukt dat|kan dat|is dat goed)\?$`)
	notTask      = expressed(`\bvertel\w* (?:wat|hoe|waar|over|wie)\b|\biets (?:over .{0,20})?vertellen\b|\b(?:indienen|voegen|inzien|verstaan|herhalen)\b|\bschade\b.{0,30}\b(?:vragen|verhalen)\b|\b(?:met de recherche|uitleggen|beschrijven|omschrijven)\b|\bpraten\b`)
	staffTopic   = expressed(`\b(?:opnemen|opname|iets vragen|vragen of|vragen stellen|rechtstreeks vragen)\b`)
	certain      = expressed(`\bgeen (?:bericht|voicemail|brief|post)\b|\bniets op papier\b|\bniet (?:alleen|eerder|vergeten|later dan)\b|\bweet ik (?:het )?niet\b|\bdie nodig\b|\bhoeft u\b|\bhoef je\b|\bbeloof\w*\b|\bof .{0,25}niet\b|\bniet hoef\w*\b`)
	hypothetical = expressed(`\b(?:als (?:hij|ze|zij|er|iemand|het|je|u|die|dat)\b.{0,60}(?:weer|komt|belt|staat|lastig|wil|niet|blijkt|is|vermoedt|aankomt)|mocht)\b`)
	directive    = expressed(`\b(?:u|je|jij|jullie) (?:stuurt|stuur|mailt|belt|zet|levert|brengt|laat|vraagt|tekent)\b|\b(?:stuurt|mailt|zet|levert|brengt|tekent|scant) (?:u|je|jij|jullie)\b|\bvraag (?:je|jij)\b|\bmoet (?:u|je|jij)\b|\bik zou\b.{0,40}\b(?:bellen|melden|laten noteren|vragen)\b|\bwil ik dat u\b|\bkunt u zelf aanvragen\b|\bnodig\b`)
	personActs   = expressed(`\b(?:zij|ze|hij|die|er|collega|vrijwilliger|iemand|veilig thuis|politie|wijkagent|officier|advocaat|advocate|mevrouw \w+|meneer \w+)\b.{0,40}\b(?:belt|bellen|neemt|komt|mailt|stuurt|gaat mee|zoekt|regelt|bezoekt|kijkt)\b|\b(?:belt|komt|neemt|mailt|stuurt)\b.{0,12}\b(?:zij|ze|hij|die|er|een collega|de collega|mijn collega|iemand|de wijkagent|de politie)\b`)
	soon         = expressed(`\b(?:u|je|jou|jullie|contact)\b`)
)
