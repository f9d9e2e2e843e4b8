package transcribe

import (
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
	staffDoes   = expressed(`\b(?:ik|wij|we) (?:(?:\w+|het|dat|u|je|jullie) ){0,4}?(?:` + undertakes + `|bellen|sturen|rekenen|regelen|zoeken|vragen|komen|kijken|bespreken|plannen|maken|zetten|helpen)\b|\b(?:` + undertakes + `|bellen|sturen|rekenen|regelen|zoeken|vragen|komen|kijken|bespreken|plannen|maken|zetten|helpen) (?:ik|wij|we)\b|\b(?:we|wij) (?:spreken|bellen|zien|mailen) elkaar\b|\b(?:spreken|bellen|zien) (?:we|wij) elkaar\b|\bdoe ik\b.{0,40}\b(?:de deur uit|op de post|op de bus)\b|\bik doe (?:het|dat|de \w+|uw \w+)\b.{0,40}\b(?:de deur uit|op de post|op de bus)\b|\bdaar wil ik\b.{0,25}\b(?:overleggen|bellen|over praten)\b|\bik (?:neem|zoek) \w* ?contact op\b|\bneem ik\b.{0,30}\bcontact op\b|\bik wil (?:het|die|dat|hem|alles)\b.{0,60}\b(?:` + infinitive + `)\b`)
	notAnAct    = expressed(`\b(?:dat|dit) neem ik (?:heel |zeer )?(?:serieus|ernstig)\b|\b(?:bel|stoor) ik (?:u |je )?(?:gelegen|op tijd|wakker|ergens mee|nu)\b|\bstoor ik\b|^neem ik op\b|\bopname\b|\bik (?:bel|zoek) alleen\b|\blaat ik (?:er|eruit|weg|het er)\b|\b(?:eruit|achterwege)$|\bzet ik .{0,30}\b(?:bij|achter|neer)\b|\b(?:spreek ik|(?:kunnen|konden|zouden|moeten|mogen|willen) (?:we|wij)|leg ik (?:het |u |je |dat )*(?:zo |even |nu )*uit|noteer|genoteerd|schrijf (?:ik )?(?:het |dat |dit |dan |u |even )*(?:op|per|neer)|zet (?:ik )?(?:het |dat |dan |hier |u |even )*(?:op|neer|bij|er)|ik (?:zet|schrijf|noteer|kruis)|ik zet er|zet ik .{0,30}\b(?:op|neer|dat)|schrijf ik|kruis ik|neem (?:ik )?.{0,25}(?:opgenomen|het gesprek|dit gesprek|dit op|ons gesprek)|ik neem (?:dit|het|ons|wat|alles|u|je|gewoon|alvast|nu|ook)?\b.{0,14}\bop\b|\bneem ik op\b|\bverslag van (?:dit|het|ons) gesprek\b|aantekeningen|ik (?:snap|begrijp|denk|hoor|vind|geloof|hoop|ken)|vraag (?:ik )?(?:het |dat )?(?:(?:aan )?iedereen|altijd|ook nu|even|zo|me af|maar)|ik vraag (?:het|dat|u|je) (?:ook |even |nu |maar |altijd |gewoon )*(?:$|aan iedereen|zo|recht)|mag ik (?:u |je )?(?:iets )?vragen|ga (?:ik )?(?:er(?:van)? ?(?:van)? uit|niet|weg|dood|liever)|ik ga (?:even )?(?:door|verder|ervan)|laat (?:ik )?dit gesprek|ik laat dit|ik geef toe|ik kom uit|kijk ik er|ik kom (?:er )?(?:nu|zo)|ik maak me|ik schrik|ik neem aan|ik vat|vat ik|ik leg (?:het |u )?(?:even |kort )?uit|ik zie|ik lees|ik zal eerlijk|help ik u niet|maak ik mij|ik stel me|ik bedoel|ik herhaal|ik zeg|ik noem|reken ik (?:nog |nu )?niet|bereken ik (?:nog |nu )?niet|druk|ik zal (?:het |even )?(?:rustig|kort)|mag u nooit|kijk (?:ik )?even|wacht)\b`)
	negatedAct  = expressed(`\b(?:niet|nooit|geen|niets|niks|hoeft|hoef|hoeven)\b`)
	offers      = expressed(`\b(?:zal ik|zullen we samen|mag ik (?:u|je|jou|jullie|uw|jouw|hem|haar|de|daar)|kan ik (?:u|je)|zullen we|zullen wij|wilt u dat ik|wil je dat ik|vindt u het goed als ik)\b`)
	doing       = expressed(`\b(?:` + infinitive + `|(?:kom|langskom|stuur|bel|vraag|regel|doorgeef|meega|aanvraag))\b`)
	asksTask    = expressed(`\b(?:kunt|kun|kan|wilt|wil|zou|zoudt|zouden|kunnen|willen|lukt het|zullen) (?:u|je|jij|jullie|het|dat|ge)\b`)
	tellsTask   = expressed(`^` + leadIn + `(?:u|je|jij|jullie) (?:(?:\w+) ){0,2}?(?:stuurt|stuur|mailt|mail|belt|bel|vraagt|vraag|zet|laat|regelt|levert|geeft|brengt|meldt|tekent|ondertekent|vult|houdt|bewaart|zoekt|scant|neemt)\b|^` + leadIn + `(?:stuurt|mailt|belt|vraagt|zet|levert|brengt|tekent|vult|bewaart|zoekt|regelt|scant|stuur|mail|bel|vraag|neem|neemt|geeft|geef|laat) (?:u|je|jij|jullie)\b|\b(?:u|je|jij|jullie) (?:moet|kunt|kan|zou)\b.{0,60}\b(?:` + infinitive + `)\b|\b(?:moet|kunt|kun|zou) (?:u|je|jij|jullie)\b.{0,60}\b(?:` + infinitive + `)\b|\b(?:u|je|jij|jullie) (?:doet|doe)\b.{0,20}\b(?:aangifte|melding)\b|\b(?:mag|mogen) (?:u|je|jij|jullie)\b.{0,60}\b(?:` + handing + `)\b|\b(?:u|je|jij|jullie) mag\b.{0,60}\b(?:` + handing + `)\b|\b(?:hebben|heb) (?:we|wij|ik) .{0,60}\bnodig\b|\bik zou (?:dat|het|hem|haar|ze|hen|die|de|u|je|er)\b.{0,40}\b(?:` + infinitive + `|laten)\b|\bwil ik dat (?:u|je)\b`)
	command     = expressed(`^(?:(?:en|maar|dan|goed|oke|ja|mooi|nee|graag|prima|fijn|anders|wel|top|heel goed)[ ,.]+)*(?:` + imperative + `)\b(?: (?:dat|die|dit|het|de|een|mij|me|ook|wel|even|alles|alsjeblieft|alstublieft|hem|haar|ze|uw|je|met|alvast|maar|gewoon|vandaag|morgen|niks|niets|contact|er|dan|alle|nog|direct|meteen)\b)`)
	emergency   = expressed(`\b(?:112|113|0800-\d+|0900-\d+|0800 \d+|0900 \d+|alarmnummer|acuut gevaar|direct gevaar|bij gevaar|spoed)\b`)
	softTalk    = expressed(`\b(?:neem (?:de|je|uw|rustig) tijd|neem rustig|doe maar rustig|ga maar door|ga (?:rustig )?(?:verder|zitten)|vertel(?:t)? (?:eens|maar|u|je|rustig)|kijk eens|zeg(?:t)? (?:het )?(?:maar|gerust|eens)|laat maar|ga uw gang|ga je gang|doe maar|zet u|maakt u zich|maak je|hou (?:je )?(?:vol|moed)|houd moed|doe (?:dat )?rustig|laat het (?:even )?(?:bezinken|rusten)|neem plaats|laten we|zeg maar|als u iets|geef niet|geeft niet|maak me)\b`)
	clientDoes  = expressed(`\b(?:dat|die|het|zal ik|zo) (?:doe|ga|zal|regel|stuur|vraag|bel|mail|zoek|kijk) ik\b|^(?:(?:ja|oke|goed|prima|nou|eh|is goed|ja hoor)[ ,.]+)*(?:doe|zal) ik\b|\b(?:doe ik|zal ik doen|gaan we doen|doen we|ga ik (?:doen|vragen|regelen|opvragen|bellen|uitzoeken|zoeken|melden|sturen|mailen|maken|nakijken)|ga ik (?:\w+ ){0,3}(?:` + infinitive + `))\b|\bik (?:(?:\w+) ){0,3}?(?:bel|stuur|mail|app|vraag|regel|zoek|scan|breng|meld|haal|lever|kijk|print|post)\b|\b(?:bel|stuur|mail|app|vraag|regel|zoek|scan|breng|meld|haal|lever|kijk) ik\b|\bik (?:ga|zal|moet|kan|wil) .{0,60}\b(?:` + infinitive + `)\b|\b(?:moet|kan|ga|zal) ik .{0,60}\b(?:` + infinitive + `)\b|\b(?:we|wij) (?:gaan|zullen) .{0,40}\b(?:` + infinitive + `)\b|\bgaan we (?:\w+ ){0,3}(?:` + infinitive + `)\b`)
	accepts     = expressed(`^(?:(?:eh|nou|oh|o|mhm|ja|oke|goed)[ ,.]+)*(?:ja|jawel|jazeker|oke|ok|goed|prima|is goed|dat is goed|doe ik|doen we|dat doe ik|dat doen we|zal ik doen|graag|dat kan|kan|kan ik|dat lukt|lukt|lukt wel|komt goed|afgesproken|top|fijn|heel graag|dat is fijn|geen probleem|natuurlijk|zeker|uiteraard|klopt|dat zal ik|dat zou fijn zijn|ga ik doen|begrepen|dank u|dank je|dankjewel|is goed hoor|dat is prima|akkoord|dat mag|mag|mag wel|zo meteen|direct)\b|^(?:moet|zal|kan) ik (?:\w+ ){0,2}(?:zoeken|opzoeken|doen|vragen|kijken)\b|^(?:die|dat) krijgt u\b|^(?:die|dat) krijg je\b|\b(?:dat durf ik wel|vandaag nog|voor het weekend|doe ik zo)\b|\b(?:dat doe ik|doe ik|ga ik doen|zal ik doen|is goed|dat is goed|lukt wel|dat lukt|kan ik|graag|ga ik vragen|ga ik regelen)\b`)
	declines    = expressed(`^(?:(?:eh|nou|oh|o|ja|mhm)[ ,.]+)*(?:nee|neen|liever niet|hoeft niet|niet nodig|dat hoeft niet|laat maar|dat lukt niet|dat kan niet|dat wil ik niet|alsjeblieft niet)\b|\b(?:hoeft niet|niet nodig|liever niet|laat maar|dat wil ik niet|doe ik niet|ga ik niet|durf ik niet|dat lukt (?:me|mij) niet)\b`)
	alreadyDone = expressed(`\b(?:heb ik al|heb ik|hebben we al|hebben we|is al|al gedaan|had ik|heeft hij al|heb ik gisteren|heb ik vanochtend)\b`)
	othersDo    = expressed(`\b(?:collega|vrijwilliger|vrijwilligster|slotenmaker|advocaat|advocate|officier|politie|agent|wijkagent|rechercheur|recherche|verzekeraar|verzekering|werkgever|baas|boekhouder|personeelszaken|man|vrouw|zoon|dochter|zus|broer|moeder|vader|buurman|buurvrouw|vriend|vriendin|zwager|schoonzus|schoonzoon|neef|nicht|oom|tante|huisgenoot|mentor|maatschappelijk werker|hulpverlener|wijkteam|veilig thuis|expert|schade-expert|monteur|glaszetter|timmerman|loodgieter|corporatie|verhuurder|school|juf|meester|huisarts|praktijkondersteuner|psycholoog|iemand|zij|hij|die|ze|er|gemeente|reclassering|casemanager|familierechercheur|bank|dierenarts|opticien|garage|kantoor|afdeling|team|mevrouw [a-z]+|meneer [a-z]+)\b`)
	othersVerb  = expressed(`\b(?:belt|bellen|mailt|stuurt|komt|komen|neemt|neemt contact op|gaat|zoekt|regelt|vraagt|brengt|haalt|doet|maakt|kijkt|geeft|repareert|vervangt|plaatst|onderzoekt|bezoekt|zet|zal|gaat mee|meldt|laat weten|laat het weten|scant|rijdt|helpt|betaalt|schrijft)\b`)
	passOn      = expressed(`\b(?:ik laat|laat ik|ik vraag) (?:een|mijn|de|onze|m'n) (?:\w+ )?(?:collega|vrijwilliger|vrijwilligster)\b.{0,90}\b(?:bellen|langskomen|langs|komen|contact)\b`)
	cancels     = expressed(`\b(?:laat (?:dat |het )?(?:toch )?maar|toch niet|hoeft (?:toch )?niet meer|hoeft toch niet|hoef(?:t)? (?:u|je)? ?niet meer|doe maar niet|vergeet (?:dat|het) maar|niet meer nodig|is niet meer nodig|niet nodig meer|bij nader inzien)\b`)
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
		if !c.lines[j].ours() || !reschedule.MatchString(c.lines[j].fold) && !correctsDay.MatchString(c.lines[j].fold) {
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

var correctsDay = expressed(`^nee\b.{0,30}\b(?:overmorgen|morgen|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)\b`)

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
var otherSubject = expressed(`(?i)(?:,| )(?: ?)((?:en|want|maar|dan) (?:(?:die|zij|hij|ze) (?:belt|neemt|komt|stuurt|mailt) |ik (?:stuur|mail|bel|vraag|regel|zoek|wil|geef|plan|ga|zal)|jij |u |jullie |wij |we (?:bellen|sturen|plannen)|mijn collega|onze collega)\b)`)

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
