package transcribe

import (
	"strings"
)

// Consent is what the client said to being recorded. The zero value is that nobody asked.
type Consent string

// The answers to the notice of recording.
const (
	NotAsked  Consent = "niet_gevraagd"
	Agreed    Consent = "akkoord"
	Refused   Consent = "geweigerd"
	Withdrawn Consent = "ingetrokken"
)

// Notice is the announcement of recording and the answer to it, with where they stand.
type Notice struct {
	Value    Consent `json:"value"`
	Evidence []int   `json:"utt"`
}

var (
	asksRecording = expressed(`\b(?:opname|opnemen|opneem|opgenomen|vastleggen|neem (?:ik )?(?:het|dit|ons|dat|u|je|even)?.*\bop\b|meeschrijven|meegeschreven|uitgeschreven|transcriptie|meelopen|band|recorder|mee laten lopen)\b|\bik neem (?:het|dit|ons gesprek|alles)\b.{0,20}\bop\b|\bneem (?:ik )?op\b|\bloopt er een opname\b|\bnemen (?:we |wij )?(?:\w+ ){0,4}op\b|\bleg(?:gen)? (?:we |wij |ik )?(?:\w+ ){0,4}vast\b|\bvastgelegd\b`)
	// Who asks whether a report may be made of what is said asks the same.
	asksReport  = expressed(`\b(?:maak|maken|schrijf|schrijven)\b.{0,40}\b(?:verslag|gespreksverslag|transcript)\b.{0,50}\b(?:goed|oke|ok|akkoord|bezwaar|mag|schikt|prima)\b`)
	afterAll    = expressed(`\b(?:doe (?:het |dat )?(?:dan )?(?:toch )?maar(?: wel)?|dan mag (?:het|dat)|mag (?:het|dat) (?:wel|toch)|neem (?:het |dan )*maar op|zet (?:hem |dan )*maar aan|dan is het goed|dan vind ik het goed)\b`)
	leavesOff   = expressed(`\b(?:zonder opname|geen opname|niet op|niet aan|niet mee|blijft uit|laat ik (?:hem|het|de opname) uit|niet opnemen)\b`)
	agrees      = expressed(`^(?:ja|jawel|jazeker|prima|goed|is goed|dat is goed|oke|ok|akkoord|mag|dat mag|vooruit|nou vooruit|doe maar|geen probleem|zeker|natuurlijk|van mij|eh,? ja|dan is het goed|voor mij)\b|[.!] ja\b|^(?:yes|yep|jup|gaat? u|gaat uw gang|ga uw gang|ga je gang|neem maar op|mij best|zet maar aan|kan mij het schelen|mag van mij|vind ik goed|mag|is chill)\b|\b(?:is prima|is goed|is chill|zet maar aan|akkoord|vind ik goed|mag wel|mag hoor|geen bezwaar|vooruit|doe maar|dan is het goed|voorlopig wel)\b`)
	refuses     = expressed(`^(?:nee|neen|liever niet|nou nee|eh,? nee|doe maar niet|laat maar uit|liefst niet|nee liever)\b|\b(?:liever niet|wil ik niet|niet opnemen|geen opname|niet opgenomen|heb ik liever niet)\b`)
	wantsOff    = expressed(`\b(?:kan|mag|wil|zet|doe|moet) (?:dat|die|hij|het|u|je|de opname|dat ding)?.*\b(?:uit|stop|stopzetten|af)\b|\bniet (?:opgenomen|op band|op de band|opnemen)\b|\bstop (?:maar )?(?:met|de) opn|\bopname (?:uit|stoppen|stop)\b|\btrek (?:mijn )?(?:toestemming|akkoord) in\b`)
	goesOff     = expressed(`\bopname\b.*\b(?:uit|stopt|gestopt|stop)\b|\bdruk\b.*\bstop\b|\b(?:zet|doe) (?:ik )?(?:hem|de opname|het|de recorder|dat)\b.*\b(?:uit|stop|af)\b|\bstop (?:ik )?(?:nu )?(?:met )?(?:de opname|opnemen|hem)\b|\bopname is (?:uit|gestopt)\b`)
	goesOn      = expressed(`\b(?:opname|hij|recorder|hem)\b.*\bweer (?:aan|mee|loopt)\b|\bweer (?:opnemen|aan zetten|aanzetten)\b|\bopname (?:loopt|gaat|staat) weer\b|\b(?:mag|kan) (?:hij|de opname|het|dat ding) weer aan\b|\bloopt weer\b`)
	keepOut     = expressed(`\b(?:zet|schrijf|noteer|neem|meld|vermeld)\b[^.?!]*\b(?:er (?:maar |liever |alsjeblieft |alstublieft |a\.?u\.?b\.? )?niet (?:in|op|bij|in mee)|dat (?:maar |liever )?niet op|maar niet op|liever niet op|niet in (?:het|uw|je) verslag)\b|\b(?:hoeft|moet|mag|wil ik)\b[^.?!]*\b(?:er niet in|niet in het verslag|niet in het dossier|niet op papier)\b|\bblijft (?:dit |dat )?(?:onder|tussen) ons\b|\b(?:dit|dat) (?:blijft|is) (?:onder|tussen) ons\b|\bniet opschrijven\b|\bniet in het verslag\b|\bbuiten het verslag\b|\boff the record\b|\blaat dat (?:er )?(?:maar )?(?:uit|weg)\b|\bvergeet (?:dat|wat ik zei) maar\b`)
	keepsOut    = expressed(`\b(?:niet in|laat ik (?:er )?(?:uit|weg)|blijft eruit|komt er niet|schrijf ik niet|zet ik niet|niet op|prima|goed|akkoord|begrepen|oke|natuurlijk|afgesproken)\b`)
	conditional = expressed(`\b(?:als|mocht|wanneer|zodra|indien|tenzij)\b`)
)

// readNotice finds the announcement of recording and the answer, what was said while recording was off, and what the client asked to keep out.
func (c *call) readNotice() {
	c.notice.Value = NotAsked
	asked := -1
	for i := 0; i < len(c.lines) && i < 40; i++ {
		l := c.lines[i]
		if !c.usable(i) {
			continue
		}
		if asked < 0 && l.staff() && (asksRecording.MatchString(l.fold) || i < 8 && asksReport.MatchString(l.fold)) {
			asked = i
			c.notice.Evidence = append(c.notice.Evidence, i)
			continue
		}
		if asked < 0 {
			continue
		}
		if i > asked+10 {
			break
		}
		if !l.ours() {
			continue
		}
		switch {
		case strings.Contains(c.lines[asked].fold, "bezwaar") && strings.HasPrefix(l.fold, "nee") && !l.has("liever niet"):
			c.notice.Value = Agreed // "bezwaar als ik opneem?" "nee hoor"
		case refuses.MatchString(l.fold):
			c.notice.Value = Refused
		case agrees.MatchString(l.fold):
			c.notice.Value = Agreed
		default:
			continue
		}
		c.notice.Evidence = append(c.notice.Evidence, i)
		if c.notice.Value == Refused {
			c.readAfterAll(i)
		}
		break
	}
	c.readSilence(asked)
	c.readKeptOut()
}

// readAfterAll finds the yes of a client who first said no, and was told something of the recording: "Is het na een week weg? Doe dan maar."
func (c *call) readAfterAll(refused int) {
	for i, steps := c.next(refused), 0; i >= 0 && steps < 4; i, steps = c.next(i), steps+1 {
		switch l := c.lines[i]; {
		case l.staff() && leavesOff.MatchString(l.fold):
			return
		case l.ours() && afterAll.MatchString(l.fold) && !refuses.MatchString(l.fold):
			c.notice.Value = Agreed
			c.notice.Evidence = append(c.notice.Evidence, i)
			return
		}
	}
}

// readSilence hides what was said between the end of recording and its resumption. When it is not resumed, nothing after it is used.
func (c *call) readSilence(asked int) {
	off := -1
	for i := range c.lines {
		l := c.lines[i]
		if !c.usable(i) || i <= asked {
			continue
		}
		switch {
		case off < 0 && l.ours() && wantsOff.MatchString(l.fold) && (asksRecording.MatchString(l.fold) || c.aboutRecording(i)):
			c.notice.Value = Withdrawn
			c.notice.Evidence = append(c.notice.Evidence, i)
		case off < 0 && l.staff() && goesOff.MatchString(l.fold) && !conditional.MatchString(l.fold) && !l.asks || off < 0 && l.staff() && goesOff.MatchString(l.fold) && c.notice.Value == Withdrawn:
			if c.notice.Value == Withdrawn || c.notice.Value == Agreed && c.aboutRecording(i) {
				off = i
				c.notice.Value = Withdrawn
				c.notice.Evidence = append(c.notice.Evidence, i)
			}
		case off >= 0 && goesOn.MatchString(l.fold):
			// What staff says to offer it is part of the silence too.
			for j := off + 1; j < i; j++ {
				// The talk about the switch itself is no content of the call.
				if !(c.lines[j].ours() && agrees.MatchString(c.lines[j].fold) && j == off+1) {
					c.hidden[j] = true
				}
			}
			off = -1
			c.notice.Evidence = append(c.notice.Evidence, i)
			if j := c.reply(i); j >= 0 {
				c.notice.Evidence = append(c.notice.Evidence, j)
			}
		}
	}
	if off >= 0 && c.notice.Value == Withdrawn {
		for j := off + 1; j < len(c.lines); j++ {
			c.hidden[j] = true
		}
	}
}

// aboutRecording reports whether the lines around i speak of recording.
func (c *call) aboutRecording(i int) bool {
	for j := max(0, i-4); j <= i; j++ {
		if asksRecording.MatchString(c.lines[j].fold) || hasPhrase(c.lines[j].fold, "bewaard", "meeluistert", "luistert dat") {
			return true
		}
	}
	return false
}

// readKeptOut hides what the client asked to keep out of the report: the request, and what the same person said right before it.
func (c *call) readKeptOut() {
	for i := range c.lines {
		l := c.lines[i]
		if !c.usable(i) || !l.ours() || !keepOut.MatchString(l.fold) {
			continue
		}
		if hasPhrase(l.fold, "adres", "naam") && l.asks {
			continue // a question about the file of the case
		}
		c.hidden[i] = true
		for j, n := i-1, 0; j >= 0 && n < 2 && c.lines[j].Speaker == l.Speaker && c.lines[j].Role == l.Role; j, n = j-1, n+1 {
			if agrees.MatchString(c.lines[j].fold) && len(c.lines[j].Text) < 20 {
				break
			}
			// "Nee." answers a question of its own and stays.
			if len(c.lines[j].tokens) <= 2 {
				break
			}
			c.hidden[j] = true
		}
		if j := i + 1; j < len(c.lines) && c.lines[j].staff() && keepsOut.MatchString(c.lines[j].fold) && len(c.lines[j].Text) < 60 {
			c.hidden[j] = true
		}
	}
}
