package transcribe

import (
	"strings"

	"wegwijzer/internal/dutch"
)

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
			if c.afterEmergency(i) || !surelyDoes.MatchString(fold) && !ahead.MatchString(fold) && !c.asksTaskBefore(i) {
				continue // what somebody does by habit, or told of what happened
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
		case willToday.MatchString(fold) && ahead.MatchString(fold) && !past && !clientTalk.MatchString(fold) && !negatedAct.MatchString(fold) && !declines.MatchString(fold):
			a.Who = c.doer(i)
		case l.Role == Interpreter && reportsAsking.MatchString(fold):
			continue
		case pronounWill.MatchString(fold) && ahead.MatchString(fold) && !past && !clientTalk.MatchString(fold) && !bothers.MatchString(fold):
			a.Who = Third
		case pronounWill.MatchString(fold) && !past && !clientTalk.MatchString(fold) && !bothers.MatchString(fold) && c.asksOfOther(i):
			a.Who = Third
		case othersWill.MatchString(fold) && !ifPossibly.MatchString(fold) && (ahead.MatchString(fold) || aPaper.MatchString(fold) || c.asksTaskBefore(i)) && !bothers.MatchString(fold) && !past && !clientTalk.MatchString(fold) && !negatedAct.MatchString(fold):
			a.Who = Third
		default:
			continue
		}
		out = append(out, a)
	}
	return out
}

var (
	// A promise by its form, whatever the verb: "dat ga ik regelen", "zal ik doen".
	surelyDoes    = expressed(`\b(?:ga|zal|moet|kan|wil) (?:ik|we|wij)\b|\b(?:ik|we|wij) (?:\w+ )?(?:ga|gaan|zal|zullen|moet|kan)\b|\b(?:doe|doen) (?:ik|we|wij)\b|\b(?:dat|die|het) \w+ ik\b|^(?:ja|oke|goed|prima|is goed|natuurlijk|zeker)\b|\b(?:u|jou|je|jullie)\b`)
	willToday     = expressed(`^(?:(?:ja|ok|oke|goed|prima|top|nou|eh|en|dan|is goed)[ ,.]+)*(?:ik|wij|we) (?:ga|gaan|zeg|zeggen|lever|leveren|haal|halen|breng|brengen|teken|tekenen|bel|bellen|doe|doen|maak|maken|blokkeer|blokkeren|meld|melden|koop|kopen|zoek|zoeken|stuur|sturen|vraag|vragen|neem|nemen|leg|leggen|geef|geven)\b`)
	reportsAsking = expressed(`^(?:zij|ze|hij|mevrouw|meneer|de client) (?:vraagt|zegt|wil weten)\b`)
	ifPossibly    = expressed(`\b(?:als (?:het|dat) kan|zijn (?:neef|neven|broer|broers|zus|moeder|vader|familie|vriend|vrienden|vriendin|maat|maten|oom))\b`)
	aPaper        = expressed(`\b(?:het|dat|die|bon|bonnen|factuur|rekening|papieren|formulier|foto|foto's|bewijs|verklaring|offerte|lijst|afschrift\w*|brief|stukken|beelden|overzicht|kopie|loonstro\w*|zal|gaat)\b`)
)

// asksTaskBefore reports whether the words of staff that line i answers ask for something to be done.
func (c *call) asksTaskBefore(i int) bool {
	for steps, j := 0, i; steps < 2; steps++ {
		if j = c.previous(j); j < 0 {
			return false
		}
		if c.lines[j].staff() {
			f := c.lines[j].fold
			return taskLike.MatchString(f) || asksTask.MatchString(f) || bidsTask.MatchString(f) || tellsTask.MatchString(f) || asksOther2.MatchString(f)
		}
	}
	return false
}

// vagueDo only points at what was asked: "ja, dat doe ik".
var vagueDo = expressed(`^(?:(?:ja|dan|oke|ook|goed|prima|nou|eh|is goed|ja hoor|hoor|dat|kan|zo|wel|nee)[ ,.]*)*(?:doe|zal|kan|ga) ik(?: (?:doen|ook|dan|wel|dat|het|zeker|vragen|regelen|zo|straks|vanavond|vandaag|morgen))*[.! ]*$|^.{0,12}\bdoen we(?: wel)?[.! ]*$`)

var (
	clientTalk  = expressed(`\b(?:wat doe ik|ik kijk (?:op|niet|er|steeds|over)|ik vraag me af|ik kom (?:niet|er|uit)|vraag ik me|ik bel (?:omdat|over|u|jullie|je|voor|namens|vanwege|met|even)|waarom|ik zoek (?:hulp|iemand)|ik moet (?:steeds|vaak|altijd|erg|ook|er niet|eraan|huilen|denken)|durf|zou ik|ik kan (?:het )?(?:niet|nauwelijks|bijna|er)|ik kan wel|als ik|wat moet ik|hoe moet ik|moet ik (?:dan|dat|daar|ook)|elke|iedere|altijd|steeds|soms|ik wil (?:hem|haar|niet|dat|wel|graag|gewoon|alleen|ook|het|juist|best|zelf)|ik ga (?:niet|nooit|daar|kapot|dood|naar bed|slapen|weg)|ik neem)\b`)
	bothers     = expressed(`\b(?:belt|appt|mailt|stuurt|komt|vraagt|gaat|rijdt|schrijft)\b.{0,6}\b(?:mij|me|ons|mijn|niet|door|dood|weg|goed|slecht|rond|mensen|iedereen)\b`)
	pronounWill = expressed(`^(?:(?:ja|jawel|eh|nou)[ ,.]+)*(?:die|hij|zij|ze) (?:zal (?:het|dat|die|u)|stuurt|zoekt|regelt|maakt|belt|mailt|is ermee bezig|gaat dat|doet dat|komt|vraagt|scant|brengt)\b`)
	asksOther2  = expressed(`\b(?:uw|je|jouw|jullie|de) (?:\w+ )?(?:werkgever|baas|boekhouder|politie|bank|verzekering|verzekeraar|man|vrouw|zoon|dochter|ouders|vader|moeder|zus|broer|huisarts|school|rechercheur|advocaat|verhuurder|accountant|therapeut|bedrijf)\b`)
	taskLike    = expressed(`\b(?:` + infinitive + `|` + imperative + `|stuurt|mailt|belt|vraagt|bewaart|nodig|graag)\b`)
	othersWill  = expressed(`\b(?:mijn|m'n|zijn|haar|onze|de|een) (?:\w+ )?(?:man|vrouw|zoon|dochter|zus|broer|moeder|vader|zwager|schoonzus|schoonzoon|schoondochter|buurman|buurvrouw|vriend|vriendin|neef|nicht|oom|tante|huisgenoot|werkgever|baas|notaris|rechercheur|recherche|politie|bank|school|huisarts|therapeut|bedrijfsarts|verhuurder|woningbouw|corporatie|boekhouder|slotenmaker|glaszetter|timmerman|monteur|expert|verzekeraar|advocaat|wijkagent|mentor|begeleider)\b.{0,40}\b(?:doet|regelt|zoekt|gaat|komt|belt|stuurt|mailt|vraagt|brengt|haalt|maakt|scant|kijkt|zal|laat|kan|onderzoekt|berekent)\b|\blaat ik (?:mijn|m'n|onze|de) (?:\w+ )?\w+ (?:doen|regelen|scannen|uitzoeken|sturen)\b|\b(?:doet|regelt|zoekt|komt|belt|stuurt|mailt|vraagt|brengt|haalt|maakt|scant|gaat|kijkt)\b (?:mijn|m'n|zijn|haar|onze|de|een) (?:\w+ )?(?:man|vrouw|zoon|dochter|zus|broer|moeder|vader|zwager|schoonzus|schoonzoon|schoondochter|buurman|buurvrouw|vriend|vriendin|neef|nicht|oom|tante|huisgenoot|werkgever|baas|notaris|rechercheur|recherche|politie|bank|school|huisarts|therapeut|bedrijfsarts|verhuurder|woningbouw|corporatie|boekhouder|slotenmaker|glaszetter|timmerman|monteur|expert|verzekeraar|advocaat|wijkagent|mentor|begeleider)\b|\ber komt (?:iemand|een)\b.{0,40}\b(?:op gesprek|langs|morgen|overmorgen|maandag|dinsdag|woensdag|donderdag|vrijdag|volgende)\b`)
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
