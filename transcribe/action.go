package transcribe

import (
	"regexp"
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
)

// Action is what somebody will do after the call.
type Action struct {
	Who       string  `json:"who"` // medewerker, client, derde
	What      string  `json:"what"`
	When      *string `json:"when_iso"`
	Condition bool    `json:"condition,omitempty"` // said with a condition, which What shows
	Utt       []int   `json:"utt"`
	at        int
	start     int // byte offset of the sentence
	asked     bool
}

// Third is who acts when it is neither staff nor the client.
const Third = "derde"

const (
	// What somebody can undertake, first person present.
	undertakes = `stuur|mail|app|bel|vraag|regel|zoek|geef|plan|meld|reken|vul|check|kijk|overleg|verwijs|onderzoek|controleer|stel|leg|dien|help|kom|laat|breng|bereken|print|zorg|bespreek|informeer|haal|scan|bevestig|verzamel|schrijf|zet|maak|neem|ga|zal|loop|lees|teken|onderteken|post|bewaar|bezorg|spreek|praat|vertel|download|upload|herinner|koppel|pak|boek|reserveer|leen|teken|dring|dien`
	infinitive = `sturen|opsturen|doorsturen|toesturen|nasturen|mailen|doormailen|appen|bellen|opbellen|terugbellen|vragen|opvragen|aanvragen|navragen|regelen|zoeken|uitzoeken|opzoeken|nazoeken|doorgeven|geven|afgeven|plannen|inplannen|melden|navragen|invullen|nakijken|overleggen|uitrekenen|verwijzen|onderzoeken|controleren|klaarzetten|uitleggen|indienen|meegaan|langskomen|bespreken|maken|ophalen|scannen|bewaren|schrijven|opschrijven|vertellen|bijhouden|printen|ondertekenen|tekenen|meenemen|meenemen|brengen|downloaden|noteren|langsgaan|contact opnemen|afspreken|regelen|fotograferen|verzamelen|inleveren|aanleveren|laten weten|laten zien|laten maken|laten doen|bestellen`
	handing    = `sturen|opsturen|doorsturen|mailen|doormailen|toesturen|meenemen|bewaren|meegeven|inleveren`
	leadIn     = `(?:(?:en|maar|dan|goed|oke|ja|mooi|fijn|prima)[ ,.]+)*`
	imperative = `bewaar|stuur|mail|app|bel|vraag|meld|doe|laat|neem|zet|maak|zoek|vul|kijk|ga|houd|hou|schrijf|noteer|breng|verzamel|print|teken|onderteken|zeg|vertel|geef|lever|scan|verwijder|blokkeer`
)

var (
	staffDoes   = regexp.MustCompile(`\b(?:ik|wij|we) (?:(?:\w+|het|dat|u|je|jullie) ){0,4}?(?:` + undertakes + `|bellen|sturen|rekenen|regelen|zoeken|vragen|komen|kijken|bespreken|plannen|maken|zetten|helpen)\b|\b(?:` + undertakes + `|bellen|sturen|rekenen|regelen|zoeken|vragen|komen|kijken|bespreken|plannen|maken|zetten|helpen) (?:ik|wij|we)\b|\bik wil (?:het|die|dat|hem|alles)\b.{0,60}\b(?:` + infinitive + `)\b`)
	notAnAct    = regexp.MustCompile(`\b(?:dat|dit) neem ik (?:heel |zeer )?(?:serieus|ernstig)\b|\b(?:bel|stoor) ik (?:gelegen|op tijd|u|je)\b|^neem ik op\b|\bopname\b|\bik (?:bel|zoek) alleen\b|\blaat ik (?:er|eruit|weg|het er)\b|\b(?:eruit|achterwege)$|\bzet ik .{0,30}\b(?:bij|achter|neer)\b|\b(?:spreek ik|(?:kunnen|konden|zouden|moeten|mogen|willen) (?:we|wij)|leg ik (?:het |u |je |dat )*(?:zo |even |nu )*uit|noteer|genoteerd|schrijf (?:ik )?(?:het |dat |dit |dan |u |even )*(?:op|per|neer)|zet (?:ik )?(?:het |dat |dan |hier |u |even )*(?:op|neer|bij|er)|ik (?:zet|schrijf|noteer|kruis)|zet ik .{0,30}\b(?:op|neer|dat)|schrijf ik|kruis ik|neem (?:ik )?.{0,25}(?:opgenomen|het gesprek|dit gesprek|dit op|ons gesprek)|ik neem .{0,30}\bop\b|aantekeningen|ik (?:snap|begrijp|denk|hoor|vind|geloof|hoop|ken)|vraag (?:ik )?(?:het |dat )?(?:aan iedereen|altijd|ook nu|even|zo|me af|maar)|ik vraag (?:het|dat|u|je) (?:ook |even |nu |maar |altijd |gewoon )*(?:$|aan iedereen|zo|recht)|mag ik (?:u |je )?(?:iets )?vragen|ga (?:ik )?(?:er(?:van)? ?(?:van)? uit|niet|weg|dood|liever)|ik ga (?:even )?(?:door|verder|ervan)|laat (?:ik )?dit gesprek|ik laat dit|ik geef toe|ik kom uit|kijk ik er|ik kom (?:er )?(?:nu|zo)|ik maak me|ik schrik|ik neem aan|ik vat|vat ik|ik leg (?:het |u )?(?:even |kort )?uit|ik zie|ik lees|ik zal eerlijk|help ik u niet|maak ik mij|ik stel me|ik bedoel|ik herhaal|ik zeg|ik noem|reken ik (?:nog |nu )?niet|bereken ik (?:nog |nu )?niet|druk|ik zal (?:het |even )?(?:rustig|kort)|mag u nooit|kijk (?:ik )?even|wacht)\b`)
	negatedAct  = regexp.MustCompile(`\b(?:niet|nooit|geen|niets|niks|hoeft|hoef|hoeven)\b`)
	offers      = regexp.MustCompile(`\b(?:zal ik|mag ik (?:u|je|jou|jullie|uw|jouw|hem|haar|de|daar)|kan ik (?:u|je)|zullen we|zullen wij|wilt u dat ik|wil je dat ik|vindt u het goed als ik)\b`)
	doing       = regexp.MustCompile(`\b(?:` + infinitive + `|(?:kom|langskom|stuur|bel|vraag|regel|doorgeef|meega|aanvraag))\b`)
	asksTask    = regexp.MustCompile(`\b(?:kunt|kun|kan|wilt|wil|zou|zoudt|zouden|kunnen|willen|lukt het|zullen) (?:u|je|jij|jullie|het|dat|ge)\b`)
	tellsTask   = regexp.MustCompile(`^` + leadIn + `(?:u|je|jij|jullie) (?:(?:\w+) ){0,2}?(?:stuurt|stuur|mailt|mail|belt|bel|vraagt|vraag|zet|laat|regelt|levert|geeft|brengt|meldt|tekent|ondertekent|vult|houdt|bewaart|zoekt|scant|neemt)\b|^` + leadIn + `(?:stuurt|mailt|belt|vraagt|zet|levert|brengt|tekent|vult|bewaart|zoekt|regelt|scant|stuur|mail|bel|vraag|neem|neemt|geeft|geef|laat) (?:u|je|jij|jullie)\b|\b(?:u|je|jij|jullie) (?:moet|kunt|kan|zou)\b.{0,60}\b(?:` + infinitive + `)\b|\b(?:moet|kunt|kun|zou) (?:u|je|jij|jullie)\b.{0,60}\b(?:` + infinitive + `)\b|\b(?:mag|mogen) (?:u|je|jij|jullie)\b.{0,60}\b(?:` + handing + `)\b|\b(?:u|je|jij|jullie) mag\b.{0,60}\b(?:` + handing + `)\b|\b(?:hebben|heb) (?:we|wij|ik) .{0,60}\bnodig\b|\bik zou (?:dat|het|hem|haar|ze|hen|die|de|u|je|er)\b.{0,40}\b(?:` + infinitive + `|laten)\b|\bwil ik dat (?:u|je)\b`)
	command     = regexp.MustCompile(`^(?:(?:en|maar|dan|goed|oke|ja|mooi|nee|graag|prima|fijn|anders|wel|top|heel goed)[ ,.]+)*(?:` + imperative + `)\b(?: (?:dat|die|dit|het|de|een|mij|me|ook|wel|even|alles|alsjeblieft|alstublieft|hem|haar|ze|uw|je|met|alvast|maar|gewoon|vandaag|morgen|niks|niets|contact|er|dan|alle|nog|direct|meteen)\b)`)
	emergency   = regexp.MustCompile(`\b(?:112|113|0800-\d+|0900-\d+|0800 \d+|0900 \d+|alarmnummer|acuut gevaar|direct gevaar|bij gevaar|spoed)\b`)
	softTalk    = regexp.MustCompile(`\b(?:neem (?:de|je|uw|rustig) tijd|neem rustig|doe maar rustig|ga maar door|ga (?:rustig )?(?:verder|zitten)|vertel(?:t)? (?:eens|maar|u|je|rustig)|kijk eens|zeg(?:t)? (?:het )?(?:maar|gerust|eens)|laat maar|ga uw gang|ga je gang|doe maar|zet u|maakt u zich|maak je|hou (?:je )?(?:vol|moed)|houd moed|doe (?:dat )?rustig|laat het (?:even )?(?:bezinken|rusten)|neem plaats|laten we|zeg maar|als u iets|geef niet|geeft niet|maak me)\b`)
	clientDoes  = regexp.MustCompile(`\b(?:dat|die|het|zal ik|zo) (?:doe|ga|zal|regel|stuur|vraag|bel|mail|zoek|kijk) ik\b|^(?:(?:ja|oke|goed|prima|nou|eh|is goed|ja hoor)[ ,.]+)*(?:doe|zal) ik\b|\b(?:doe ik|zal ik doen|gaan we doen|doen we|ga ik (?:doen|vragen|regelen|opvragen|bellen|uitzoeken|zoeken|melden|sturen|mailen|maken|nakijken)|ga ik (?:\w+ ){0,3}(?:` + infinitive + `))\b|\bik (?:(?:\w+) ){0,3}?(?:bel|stuur|mail|app|vraag|regel|zoek|scan|breng|meld|haal|lever|kijk|print|post)\b|\b(?:bel|stuur|mail|app|vraag|regel|zoek|scan|breng|meld|haal|lever|kijk) ik\b|\bik (?:ga|zal|moet|kan|wil) .{0,60}\b(?:` + infinitive + `)\b|\b(?:moet|kan|ga|zal) ik .{0,60}\b(?:` + infinitive + `)\b|\b(?:we|wij) (?:gaan|zullen) .{0,40}\b(?:` + infinitive + `)\b|\bgaan we (?:\w+ ){0,3}(?:` + infinitive + `)\b`)
	accepts     = regexp.MustCompile(`^(?:(?:eh|nou|oh|o|mhm|ja|oke|goed)[ ,.]+)*(?:ja|jawel|jazeker|oke|ok|goed|prima|is goed|dat is goed|doe ik|doen we|dat doe ik|dat doen we|zal ik doen|graag|dat kan|kan|kan ik|dat lukt|lukt|lukt wel|komt goed|afgesproken|top|fijn|heel graag|dat is fijn|geen probleem|natuurlijk|zeker|uiteraard|klopt|dat zal ik|dat zou fijn zijn|ga ik doen|begrepen|dank u|dank je|dankjewel|is goed hoor|dat is prima|akkoord|dat mag|mag|mag wel|zo meteen|direct)\b|\b(?:dat doe ik|doe ik|ga ik doen|zal ik doen|is goed|dat is goed|lukt wel|dat lukt|kan ik|graag|ga ik vragen|ga ik regelen)\b`)
	declines    = regexp.MustCompile(`^(?:(?:eh|nou|oh|o|ja|mhm)[ ,.]+)*(?:nee|neen|liever niet|hoeft niet|niet nodig|dat hoeft niet|laat maar|dat lukt niet|dat kan niet|dat wil ik niet|alsjeblieft niet)\b|\b(?:hoeft niet|niet nodig|liever niet|laat maar|dat wil ik niet|doe ik niet|ga ik niet|durf ik niet|dat lukt (?:me|mij) niet)\b`)
	alreadyDone = regexp.MustCompile(`\b(?:heb ik al|heb ik|hebben we al|hebben we|is al|al gedaan|had ik|heeft hij al|heb ik gisteren|heb ik vanochtend)\b`)
	othersDo    = regexp.MustCompile(`\b(?:collega|vrijwilliger|vrijwilligster|slotenmaker|advocaat|advocate|officier|politie|agent|wijkagent|rechercheur|recherche|verzekeraar|verzekering|werkgever|baas|boekhouder|personeelszaken|man|vrouw|zoon|dochter|zus|broer|moeder|vader|buurman|buurvrouw|vriend|vriendin|zwager|schoonzus|schoonzoon|neef|nicht|oom|tante|huisgenoot|mentor|maatschappelijk werker|hulpverlener|wijkteam|veilig thuis|expert|schade-expert|monteur|glaszetter|timmerman|loodgieter|corporatie|verhuurder|school|juf|meester|huisarts|praktijkondersteuner|psycholoog|iemand|zij|hij|die|ze|er|gemeente|reclassering|casemanager|familierechercheur|bank|dierenarts|opticien|garage|kantoor|afdeling|team|mevrouw [a-z]+|meneer [a-z]+)\b`)
	othersVerb  = regexp.MustCompile(`\b(?:belt|bellen|mailt|stuurt|komt|komen|neemt|neemt contact op|gaat|zoekt|regelt|vraagt|brengt|haalt|doet|maakt|kijkt|geeft|repareert|vervangt|plaatst|onderzoekt|bezoekt|zet|zal|gaat mee|meldt|laat weten|laat het weten|scant|rijdt|helpt|betaalt|schrijft)\b`)
	passOn      = regexp.MustCompile(`\b(?:ik laat|laat ik|ik vraag) (?:een|mijn|de|onze|m'n) (?:\w+ )?(?:collega|vrijwilliger|vrijwilligster)\b.{0,90}\b(?:bellen|langskomen|langs|komen|contact)\b`)
	cancels     = regexp.MustCompile(`\b(?:laat (?:dat |het )?(?:toch )?maar|toch niet|hoeft (?:toch )?niet meer|hoeft toch niet|hoef(?:t)? (?:u|je)? ?niet meer|doe maar niet|vergeet (?:dat|het) maar|niet meer nodig|is niet meer nodig|niet nodig meer|bij nader inzien)\b`)
)

// actions finds what was promised or asked and agreed. Advice that nobody took up, help lines for an emergency and what was called off are none.
func (c *call) actions(dates []Date) []Action {
	var all []Action
	for i := range c.lines {
		if !c.usable(i) {
			continue
		}
		l := c.lines[i]
		var found []Action
		switch {
		case l.staff():
			found = c.staffActions(i)
		case l.ours():
			found = c.clientActions(i, all)
		}
		if cancels.MatchString(l.fold) && len(all) > 0 && i-all[len(all)-1].at <= 4 && l.ours() {
			all = c.cancel(all, i)
			continue
		}
		all = append(all, found...)
	}
	all = c.merge(all)
	for k := range all {
		c.setWhen(&all[k], dates)
		c.reset(&all[k], dates)
	}
	return all
}

// reset gives an appointment the time that the client asked for instead, when staff agreed to it in the lines that follow.
func (c *call) reset(a *Action, dates []Date) {
	if a.Who != string(Staff) || a.When == nil {
		return
	}
	for j, steps := c.next(a.at), 0; j >= 0 && steps < 4; j, steps = c.next(j), steps+1 {
		if !c.lines[j].ours() || !reschedule.MatchString(c.lines[j].fold) && !(correctsDay.MatchString(c.lines[j].fold)) {
			continue
		}
		if len(c.lines[j].days) == 0 && len(c.lines[j].clocks) == 0 {
			continue
		}
		best := ""
		for _, d := range dates {
			if d.day.Before(midnightOf(c.held)) || !slices.Contains(d.Utt, j) {
				continue
			}
			if best == "" || len(d.ISO) > len(best) {
				best = d.ISO
			}
		}
		if best != "" {
			a.When = &best
			a.Utt = append(a.Utt, j)
			return
		}
	}
}

var correctsDay = regexp.MustCompile(`^nee\b.{0,30}\b(?:overmorgen|morgen|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)\b`)

// cancel takes the last action away that the line calls off.
func (c *call) cancel(all []Action, i int) []Action {
	last := all[len(all)-1]
	if strings.Contains(c.lines[i].fold, "?") || c.lines[last.at].fold == c.lines[i].fold {
		return all
	}
	return all[:len(all)-1]
}

// pieces returns the sentences of line i that are long enough to say something.
func (c *call) pieces(i int) []dutch.Span {
	text := c.lines[i].Text
	sentences := dutch.Sentences(text)
	if c.raw {
		sentences = []dutch.Span{{Start: 0, End: len(text)}}
	}
	var out []dutch.Span
	for _, s := range sentences {
		start := s.Start
		for _, m := range otherSubject.FindAllStringSubmatchIndex(text[s.Start:s.End], 6) {
			if cut := s.Start + m[2]; cut-start > 12 {
				out = append(out, dutch.Span{Start: start, End: cut})
				start = cut
			}
		}
		out = append(out, dutch.Span{Start: start, End: s.End})
	}
	return out
}

// otherSubject is where a sentence goes on about what another does: "ik stuur het formulier, en jij stuurt de bon".
var otherSubject = regexp.MustCompile(`(?i)(?:,| )(?: ?)((?:en|want|maar|dan) (?:(?:die|zij|hij|ze) (?:belt|neemt|komt|stuurt|mailt) |ik (?:stuur|mail|bel|vraag|regel|zoek|wil|geef|plan|ga|zal)|jij |u |jullie |wij |we (?:bellen|sturen|plannen)|mijn collega|onze collega)\b)`)

func (c *call) staffActions(i int) []Action {
	text := c.lines[i].Text
	var out []Action
	for _, s := range c.pieces(i) {
		said := text[s.Start:s.End]
		fold := dutch.Fold(said)
		a := Action{What: said, Utt: []int{i}, at: i, start: s.Start, Condition: conditional.MatchString(fold)}
		fold = nouns.ReplaceAllString(fold, "$1 iets")
		asking := strings.Contains(fold, "?") && !tag.MatchString(fold) || c.raw && c.lines[i].asks
		switch {
		case emergency.MatchString(fold), softTalk.MatchString(fold), strings.Contains(fold, "komt goed"):
			continue
		case passOn.MatchString(fold):
			a.Who = Third
		case asking && offers.MatchString(fold) && doing.MatchString(fold) && !staffTopic.MatchString(fold):
			j := c.reply(i)
			if j < 0 || !c.agreed(i, 4) || declines.MatchString(c.lines[j].fold) {
				continue
			}
			a.Who, a.Utt = string(Staff), append(a.Utt, j)
			if strings.Contains(fold, "collega") || strings.Contains(fold, "vrijwilliger") {
				a.Who = string(Staff)
			}
		case asking && asksTask.MatchString(fold) && doing.MatchString(fold) && !notTask.MatchString(fold) && !rightsTalk.MatchString(fold) && !tellMe.MatchString(fold):
			j := c.reply(i)
			if j < 0 || !accepts.MatchString(c.lines[j].fold) && !clientDoes.MatchString(c.lines[j].fold) || declines.MatchString(c.lines[j].fold) || alreadyDone.MatchString(c.lines[j].fold) && !accepts.MatchString(c.lines[j].fold) {
				continue
			}
			a.Who, a.Utt, a.asked = c.doer(j), append(a.Utt, j), true
		case asking && tellsTask.MatchString(fold) && !strings.Contains(fold, "waar ") && c.agreed(i, 3) && !offers.MatchString(fold) && !!opensAsking.MatchString(fold) && !hasPhrase(fold, "wilt u", "wil je", "hebt u", "heb je", "nodig") && !notTask.MatchString(fold):
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
		case othersDo.MatchString(fold) && othersVerb.MatchString(fold) && personActs.MatchString(fold) && soon.MatchString(fold):
			a.Who = Third
		default:
			continue
		}
		out = append(out, a)
	}
	return out
}

// rightsTalk is a question about a wish, not an offer to do something.
var rightsTalk = regexp.MustCompile(`\b(?:bekijken|die aanvraag|schadevergoeding|dat doen|recht op|wilt u dat we|wil je dat we)\b`)

// tellMe asks to tell, which is what a call is for.
var tellMe = regexp.MustCompile(`\b(?:wat|hoe|wanneer|waar|wie)\b.{0,30}\b(?:vertellen|zeggen|kwijt|vragen)\b|\b(?:schade\w*|kosten|geld)\b.{0,30}\bvragen\b`)

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
	nouns        = regexp.MustCompile(`\b(de|het|een|mijn|per|uw|je|geen|met|onze|goede|via) (?:mail|app|vraag|zorg|hulp|stel|boek|pak|plan|scan|post|bel|kijk|print|loop|geef)\b`)
	tag          = regexp.MustCompile(`[, ](?:toch|goed|oke|he|ok|schikt dat|ja|akkoord|past dat|lukt dat|kan dat|is dat goed)\?$`)
	notTask      = regexp.MustCompile(`\bvertel\w* (?:wat|hoe|waar|over|wie)\b|\biets (?:over .{0,20})?vertellen\b|\b(?:indienen|voegen|inzien|verstaan|herhalen)\b|\bschade\b.{0,30}\b(?:vragen|verhalen)\b|\b(?:met de recherche|uitleggen|beschrijven|omschrijven)\b|\bpraten\b`)
	staffTopic   = regexp.MustCompile(`\b(?:opnemen|opname|iets vragen|vragen of|vragen stellen|rechtstreeks vragen)\b`)
	certain      = regexp.MustCompile(`\bgeen (?:bericht|voicemail|brief|post)\b|\bniets op papier\b|\bniet (?:alleen|eerder|vergeten|later dan)\b|\bweet ik (?:het )?niet\b|\bdie nodig\b|\bhoeft u\b|\bhoef je\b|\bbeloof\w*\b|\bof .{0,25}niet\b|\bniet hoef\w*\b`)
	hypothetical = regexp.MustCompile(`\b(?:als (?:hij|ze|zij|er|iemand|het|je|u|die|dat)\b.{0,60}(?:weer|komt|belt|staat|lastig|wil|niet|blijkt|is|vermoedt|aankomt)|mocht)\b`)
	directive    = regexp.MustCompile(`\b(?:u|je|jij|jullie) (?:stuurt|stuur|mailt|belt|zet|levert|brengt|laat|vraagt|tekent)\b|\b(?:stuurt|mailt|zet|levert|brengt|tekent|scant) (?:u|je|jij|jullie)\b|\bvraag (?:je|jij)\b|\bmoet (?:u|je|jij)\b|\bik zou\b.{0,40}\b(?:bellen|melden|laten noteren|vragen)\b|\bwil ik dat u\b|\bkunt u zelf aanvragen\b|\bnodig\b`)
	personActs   = regexp.MustCompile(`\b(?:zij|ze|hij|die|er|collega|vrijwilliger|iemand|veilig thuis|politie|wijkagent|officier|advocaat|advocate|mevrouw \w+|meneer \w+)\b.{0,40}\b(?:belt|bellen|neemt|komt|mailt|stuurt|gaat mee|zoekt|regelt|bezoekt|kijkt)\b|\b(?:belt|komt|neemt|mailt|stuurt)\b.{0,12}\b(?:zij|ze|hij|die|er|een collega|de collega|mijn collega|iemand|de wijkagent|de politie)\b`)
	soon         = regexp.MustCompile(`\b(?:u|je|jou|jullie|contact)\b`)
)

// doer is who takes a task up in line j: the client, or one who is with them.
func (c *call) doer(j int) string {
	if c.lines[j].Role == Relative {
		if hasPhrase(c.lines[j].fold, "we", "wij", "gaan we", "doen we") {
			return string(Client)
		}
		return Third
	}
	return string(Client)
}

// agreed reports whether the client's side says yes within a few lines after i.
func (c *call) agreed(i, within int) bool {
	for steps, j := 0, i; steps < within; steps++ {
		if j = c.next(j); j < 0 {
			return false
		}
		l := c.lines[j]
		if l.ours() && accepts.MatchString(l.fold) {
			return true
		}
		if l.staff() && hasPhrase(l.fold, "is goed", "afgesproken", "prima", "dan spreken we") {
			return true
		}
	}
	return false
}

// clientActions finds what the client's side takes on by itself, and what they tell that another will do.
func (c *call) clientActions(i int, before []Action) []Action {
	l := c.lines[i]
	var out []Action
	for _, s := range c.pieces(i) {
		said := l.Text[s.Start:s.End]
		fold := nouns.ReplaceAllString(dutch.Fold(said), "$1 iets")
		a := Action{What: said, Utt: []int{i}, at: i, start: s.Start, Condition: conditional.MatchString(fold)}
		past := leanOf(fold) == dutch.Past
		if _, _, threat := threatens(fold); threat {
			continue // told of another's words
		}
		switch {
		case strings.Contains(fold, "?") && !tag.MatchString(fold) && !strings.Contains(fold, "kan ik"), c.raw && l.asks:
			continue
		case clientDoes.MatchString(fold) && !past && !declines.MatchString(fold) && !negatedAct.MatchString(fold) && !clientTalk.MatchString(fold):
			if c.afterEmergency(i) {
				continue
			}
			a.Who = c.doer(i)
			bare := vagueDo.MatchString(fold)
			if bare {
				// An answer to what staff said: that says what.
				if q := c.previous(i); q >= 0 && c.lines[q].staff() {
					if len(before) > 0 && before[len(before)-1].at >= q-1 && before[len(before)-1].Who == a.Who {
						continue // the task that it takes up is there already
					}
					if c.afterStaffAct(q) || !taskLike.MatchString(c.lines[q].fold) {
						continue
					}
					a.What, a.Utt, a.at = c.lines[q].Text, []int{q, i}, i
				} else if q < 0 {
					continue
				}
			}
		case pronounWill.MatchString(fold) && !past && !clientTalk.MatchString(fold) && !bothers.MatchString(fold) && c.asksOfOther(i):
			a.Who = Third
		case othersWill.MatchString(fold) && !bothers.MatchString(fold) && !past && !clientTalk.MatchString(fold) && !negatedAct.MatchString(fold):
			a.Who = Third
		default:
			continue
		}
		out = append(out, a)
	}
	return out
}

// vagueDo only points at what was asked: "ja, dat doe ik".
var vagueDo = regexp.MustCompile(`^(?:(?:ja|dan|oke|ook|goed|prima|nou|eh|is goed|ja hoor|hoor|dat|kan|zo|wel|nee)[ ,.]*)*(?:doe|zal|kan|ga) ik(?: (?:doen|ook|dan|wel|dat|het|zeker|vragen|regelen|zo|straks|vanavond|vandaag|morgen))*[.! ]*$|^.{0,12}\bdoen we(?: wel)?[.! ]*$`)

var (
	clientTalk  = regexp.MustCompile(`\b(?:ik kijk (?:op|niet|er|steeds|over)|ik vraag me af|ik kom (?:niet|er|uit)|vraag ik me|ik bel (?:omdat|over|u|jullie|je|voor|namens|vanwege|met|even)|waarom|ik zoek (?:hulp|iemand)|ik moet (?:steeds|vaak|altijd|erg|ook|er niet|eraan|huilen|denken)|durf|zou ik|ik kan (?:het )?(?:niet|nauwelijks|bijna|er)|ik kan wel|als ik|wat moet ik|hoe moet ik|moet ik (?:dan|dat|daar|ook)|elke|iedere|altijd|steeds|soms|ik wil (?:hem|haar|niet|dat|wel|graag|gewoon|alleen|ook|het|juist|best|zelf)|ik ga (?:niet|nooit|daar|kapot|dood|naar bed|slapen|weg)|ik neem)\b`)
	bothers     = regexp.MustCompile(`\b(?:belt|appt|stuurt|komt|vraagt|gaat)\b.{0,6}\b(?:mij|me|ons|mijn|niet|door|dood|weg|goed|slecht)\b`)
	pronounWill = regexp.MustCompile(`^(?:(?:ja|jawel|eh|nou)[ ,.]+)*(?:die|hij|zij|ze) (?:stuurt|zoekt|regelt|maakt|belt|mailt|is ermee bezig|gaat dat|doet dat|komt|vraagt|scant|brengt)\b`)
	asksOther2  = regexp.MustCompile(`\b(?:uw|je|jouw|jullie|de) (?:\w+ )?(?:werkgever|baas|boekhouder|politie|bank|verzekering|verzekeraar|man|vrouw|zoon|dochter|ouders|vader|moeder|zus|broer|huisarts|school|rechercheur|advocaat|verhuurder|accountant|therapeut|bedrijf)\b`)
	taskLike    = regexp.MustCompile(`\b(?:` + infinitive + `|` + imperative + `|stuurt|mailt|belt|vraagt|bewaart|nodig|graag)\b`)
	othersWill  = regexp.MustCompile(`\b(?:mijn|m'n|zijn|haar|onze|de|een) (?:\w+ )?(?:man|vrouw|zoon|dochter|zus|broer|moeder|vader|zwager|schoonzus|schoonzoon|schoondochter|buurman|buurvrouw|vriend|vriendin|neef|nicht|oom|tante|huisgenoot|werkgever|baas|notaris|rechercheur|recherche|politie|bank|school|huisarts|therapeut|bedrijfsarts|verhuurder|woningbouw|corporatie|boekhouder|slotenmaker|glaszetter|timmerman|monteur|expert|verzekeraar|advocaat|wijkagent|mentor|begeleider)\b.{0,40}\b(?:doet|regelt|zoekt|gaat|komt|belt|stuurt|mailt|vraagt|brengt|haalt|maakt|scant|kijkt|zal|laat|kan|onderzoekt|berekent)\b|\blaat ik (?:mijn|m'n|onze|de) (?:\w+ )?\w+ (?:doen|regelen|scannen|uitzoeken|sturen)\b|\b(?:doet|regelt|zoekt|komt|belt|stuurt|mailt|vraagt|brengt|haalt|maakt|scant|gaat|kijkt)\b (?:mijn|m'n|zijn|haar|onze|de|een) (?:\w+ )?(?:man|vrouw|zoon|dochter|zus|broer|moeder|vader|zwager|schoonzus|schoonzoon|schoondochter|buurman|buurvrouw|vriend|vriendin|neef|nicht|oom|tante|huisgenoot|werkgever|baas|notaris|rechercheur|recherche|politie|bank|school|huisarts|therapeut|bedrijfsarts|verhuurder|woningbouw|corporatie|boekhouder|slotenmaker|glaszetter|timmerman|monteur|expert|verzekeraar|advocaat|wijkagent|mentor|begeleider)\b|\ber komt (?:iemand|een)\b.{0,40}\b(?:op gesprek|langs|morgen|overmorgen|maandag|dinsdag|woensdag|donderdag|vrijdag|volgende)\b`)
)

// asksOfOther reports whether line i answers a question about what another can do: "kan uw werkgever dat bevestigen?"
func (c *call) asksOfOther(i int) bool {
	p := c.previous(i)
	return p >= 0 && c.lines[p].staff() && asksOther2.MatchString(c.lines[p].fold)
}

// afterStaffAct reports whether line q is about what staff itself will do, so that "goed, doet u dat" is no task of the client.
func (c *call) afterStaffAct(q int) bool {
	fold := c.lines[q].fold
	return staffDoes.MatchString(fold) && !notAnAct.MatchString(fold) && !command.MatchString(fold) && !tellsTask.MatchString(fold)
}

// afterEmergency reports whether line i answers advice for an emergency.
func (c *call) afterEmergency(i int) bool {
	for steps, j := 0, i; steps < 2; steps++ {
		if j = c.previous(j); j < 0 {
			return false
		}
		if c.lines[j].staff() {
			return emergency.MatchString(c.lines[j].fold)
		}
	}
	return false
}

// merge makes one action of a task and of its acceptance, and of the same promise said twice.
func (c *call) merge(all []Action) []Action {
	var out []Action
	for _, a := range all {
		merged := false
		for k := len(out) - 1; k >= 0 && k >= len(out)-3; k-- {
			o := &out[k]
			near := a.at-o.Utt[len(o.Utt)-1] <= 1
			if o.Who == a.Who && a.at-o.Utt[len(o.Utt)-1] <= 3 && a.at != o.at && repeats(o.What, a.What) {
				o.Utt = append(o.Utt, a.at)
				merged = true
				break
			}
			if o.Who != a.Who || !near {
				continue
			}
			if a.at == o.at && !alike(o.What, a.What) {
				continue // two promises in one breath
			}
			acceptance := a.at != o.at && c.lines[a.at].staff() != c.lines[o.at].staff() || slices.Contains(o.Utt, a.at)
			if acceptance && slices.Contains(o.Utt, a.at) || acceptance && len(dutch.Tokens(a.What)) <= 7 || alike(o.What, a.What) || c.vague(*o) != c.vague(a) && a.at-o.at <= 1 && c.lines[a.at].Role == c.lines[o.at].Role {
				if len(dutch.Tokens(o.What)) <= 4 && len(a.What) > len(o.What) {
					o.What, o.start = a.What, a.start
				}
				for _, u := range a.Utt {
					if !slices.Contains(o.Utt, u) {
						o.Utt = append(o.Utt, u)
					}
				}
				slices.Sort(o.Utt)
				merged = true
				break
			}
		}
		if !merged {
			out = append(out, a)
		}
	}
	return out
}

// repeats reports whether b only says again, with pronouns, what a said: "ja, dan bel ik u".
func repeats(a, b string) bool {
	tokens := dutch.Tokens(b)
	if len(tokens) > 7 {
		return false
	}
	verbs := map[string]bool{}
	for _, t := range dutch.Tokens(a) {
		verbs[t.Text] = true
	}
	found := false
	for _, t := range tokens {
		switch {
		case dutch.Stop(t.Text):
		case verbs[t.Text]:
			found = true
		default:
			return false
		}
	}
	return found
}

// vague reports whether an action only points: "dat regel ik", "doe ik".
func (c *call) vague(a Action) bool { return len(dutch.Tokens(a.What)) <= 4 }

// alike reports whether two sentences share most of their words of meaning.
func alike(a, b string) bool {
	in := map[string]bool{}
	for _, t := range dutch.Terms(a) {
		if !t.Part {
			in[t.Text] = true
		}
	}
	both, n := 0, 0
	for _, t := range dutch.Terms(b) {
		if t.Part {
			continue
		}
		n++
		if in[t.Text] {
			both++
		}
	}
	return n > 0 && len(in) > 0 && both*3 >= 2*min(n, len(in)) && both >= 2
}
