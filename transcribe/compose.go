package transcribe

import (
	"fmt"
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
)

// composer puts the sentences of a report together and holds each against its evidence.
type composer struct {
	*call
	report  *Report
	us      []Utterance
	private []bool // lines with a number that has no place in a report
}

// compose fills the sentences of r and what is left out.
func (r *Report) compose(births []Date) {
	c := &composer{call: r.call, report: r}
	for _, l := range r.call.lines {
		c.us = append(c.us, *l.Utterance)
	}
	c.private = make([]bool, len(c.lines))
	for i := range c.lines {
		c.private[i] = c.usable(i) && hasPrivate(c.lines[i])
	}
	c.leaveHidden(births)
	c.told()
	c.damages()
	c.wanted()
	c.informed()
	c.agreements()
	c.terms()
	c.signals()
	c.open()
	c.summarise()
	slices.SortStableFunc(r.Sentences, func(a, b Sentence) int {
		return slices.Index(Sections[:], a.Section) - slices.Index(Sections[:], b.Section)
	})
}

// say adds a sentence when it passes Verify with its evidence; else it is left out, and listed.
func (c *composer) say(section Section, text string, evidence ...int) bool {
	return c.row(section, text, text, evidence...)
}

// row adds a sentence of which only the part checked claims something: the rest is the heading of the row.
func (c *composer) row(section Section, text, checked string, evidence ...int) bool {
	evidence = slices.Clone(evidence)
	slices.Sort(evidence)
	evidence = slices.Compact(evidence)
	text = strings.Join(strings.Fields(text), " ")
	if why := Verify(checked, c.cited(evidence), c.held); len(why) > 0 {
		c.report.LeftOut = append(c.report.LeftOut, Left{Kind: "zin", Text: text, Reason: phrases()["weg_toets"], Why: why, Utt: evidence})
		return false
	}
	c.report.Sentences = append(c.report.Sentences, Sentence{section, text, evidence, "regel"})
	return true
}

func (c *composer) cited(evidence []int) []Utterance {
	var out []Utterance
	for _, i := range evidence {
		if c.usable(i) {
			out = append(out, c.us[i])
		}
	}
	return out
}

// fill puts values into a phrase of the table.
func fill(key string, values ...any) string { return fmt.Sprintf(phrases()[key], values...) }

// leaveHidden lists what may not be used, without its words.
func (c *composer) leaveHidden(births []Date) {
	var struck, off, asked []int
	for i := range c.lines {
		switch {
		case c.lines[i].Struck:
			struck = append(struck, i)
		case c.lines[i].Text == "" || !c.hidden[i]:
		case c.silenced(i):
			off = append(off, i)
		default:
			asked = append(asked, i)
		}
	}
	for _, x := range []struct {
		at     []int
		reason string
	}{{struck, "weg_verzonnen"}, {off, "weg_opname"}, {asked, "weg_verzoek"}} {
		if len(x.at) > 0 {
			c.report.LeftOut = append(c.report.LeftOut, Left{Kind: "passage", Reason: phrases()[x.reason], Utt: x.at})
		}
	}
	for _, d := range births {
		c.report.LeftOut = append(c.report.LeftOut, Left{Kind: "datum", Reason: phrases()["weg_geboren"], Utt: d.Utt})
	}
	for i := range c.lines {
		if c.private[i] {
			c.report.LeftOut = append(c.report.LeftOut, Left{Kind: "passage", Reason: phrases()["weg_privé"], Utt: []int{i}})
		}
	}
}

// silenced reports whether line i was hidden because recording was off.
func (c *composer) silenced(i int) bool {
	if c.notice.Value != Withdrawn {
		return false
	}
	for _, e := range c.notice.Evidence {
		if abs(e-i) <= 25 && e > 10 || e == i {
			return true
		}
	}
	return false
}

var (
	smallTalk    = expressed(`^(?:(?:ja|nee|nou|oke|ok|goed|eh|hallo|dag|hoi|goede?morgen|goede?middag|goedenavond|goeiemiddag|prima|dank|dank u|dank je|dankjewel|bedankt|tot ziens|doei|doeg|klopt|precies|is goed|dat is goed|fijn|mooi|graag|hm|mm|oh|o|ach|wel|u ook|daar spreekt u mee|top|snap ik|begrijp ik|logisch|duidelijk|zeker|natuurlijk|pardon|sorry|wat zegt u|hoor|u|ook|dag hoor|heel erg|wel|mevrouw|meneer|tot dan|tot morgen|fijne dag|nog|alvast|weekend|hetzelfde|insgelijks|he)\b[ ,.!?]*)+$`)
	consequence  = expressed(`\b(?:slaap|slaapt|slapen|slaaploos|wakker|droom|dromen|droomt|nachtmerries?|bang|angst\w*|schrik\w*|paniek\w*|pijn|letsel|gebroken|gekneusd|hechting\w*|blauwe|wond\w*|litteken\w*|hersenschudding|operatie|geopereerd|ziekenhuis|huisarts|dokter|arts|fysio\w*|psycholoog|therapie|emdr|medicijn\w*|pillen|eten|eet|eetlust|afgevallen|huil\w*|verdriet\w*|boos|woedend|kwaad|moe|uitgeput|ziek gemeld|ziekgemeld|ziektewet|niet (?:meer )?werken|thuis gebleven|school|studie|schaam\w*|schuldig|alleen|eenzaam|herbeleving\w*|concentr\w*|vergeet|trillen|tril|hoofdpijn|duizelig|gehoor|hoor .{0,20}slecht|last van|durf|durft|vertrouw\w*|somber|depress\w*|stress|overspannen|burn|verhuizen|functioneer|beroerd)\b`)
	informs      = expressed(`\b(?:recht op|u (?:mag|kunt|hoeft|krijgt|hebt)|je (?:mag|kunt|hoeft|krijgt|hebt|kan)|dat (?:heet|betekent|kost|is (?:een|gratis|bij|het))|heet dat|zo heet|rechter|officier|advocaat|zitting|schadefonds|fonds|spreekrecht|formulier|aangifte|bewijs|termijn|verjar\w*|vergoed\w*|112|113|0900|0800|bedenktijd|strafzaak|kantonrechter|verzekeraar|dossier|kosteloos|gratis|beloof|beloven|meestal|soms kan|in principe|niet zeker|alleen als|alleen bij)\b`)
	answersQuery = expressed(`^(?:(?:eh|nou|oh|o)[ ,.]+)*(?:ja|jawel|nee|neen|nog niet|nooit|klopt|niemand|geen|niks)\b`)
)

// told writes what the client's side tells: facts, and what the offence did to them. A short answer is given with its question.
func (c *composer) told() {
	busy := c.busyLines()
	var last *Sentence
	lastSpeaker, lastLine := "", -2
	for i := range c.lines {
		l := c.lines[i]
		if !c.usable(i) || !l.ours() || c.private[i] || smallTalk.MatchString(l.fold) || slices.Contains(c.notice.Evidence, i) {
			continue
		}
		meaning := len(content(l.Text))
		numbers, codes, clocks := figures(l.Text)
		figure := len(numbers)+len(codes)+len(clocks) > 0 || len(l.days) > 0
		weak := meaning < 2 && !figure
		short := len(l.tokens) <= 5
		if busy[i] && !figure && meaning < 3 || l.asks && meaning < 4 {
			continue
		}
		section := FactsTold
		if consequence.MatchString(l.fold) && !figure || consequence.MatchString(l.fold) && !dated(l) {
			section = Consequences
		}
		q := c.previous(i)
		asked := q >= 0 && c.lines[q].staff() && c.lines[q].asks && !c.private[q] && !slices.Contains(c.notice.Evidence, q)
		switch {
		case (short || weak) && asked && (answersQuery.MatchString(l.fold) || figure || meaning > 0):
			if weak && meaning == 0 && len(content(lastQuestion(c.lines[q]))) < 1 {
				continue
			}
			key := "vraag_client"
			if l.Role == Relative {
				key = "vraag_naaste"
			}
			c.say(section, fill(key, quote(lastQuestion(c.lines[q])), quote(l.Text)), q, i)
			last = nil
		case weak && !short:
			fallthrough
		case !weak:
			// What one says on end is one quotation, as long as it can be read.
			if last != nil && lastSpeaker == l.Speaker+string(l.Role) && lastLine == c.previous(i) && len(last.Text)+len(l.Text) < 230 && c.sameTopic(last.Section, section) {
				joined := quote(strings.Trim(quoteInside(last.Text), " ") + stop(quoteInside(last.Text)) + " " + l.Text)
				text := fill(c.voice(l), joined)
				evidence := append(slices.Clone(last.Evidence), i)
				if len(Verify(text, c.cited(evidence), c.held)) == 0 {
					last.Text, last.Evidence, lastLine = text, evidence, i
					continue
				}
			}
			if c.say(section, fill(c.voice(l), quote(l.Text)), i) {
				last = &c.report.Sentences[len(c.report.Sentences)-1]
				lastSpeaker, lastLine = l.Speaker+string(l.Role), i
			}
		}
	}
}

func dated(l line) bool { return len(l.days) > 0 }

// sameTopic keeps facts with facts.
func (c *composer) sameTopic(a, b Section) bool { return a == b }

// voice is the phrase for who speaks in a line.
func (c *composer) voice(l line) string {
	switch l.Role {
	case Interpreter:
		return "via_tolk"
	case Relative:
		return "naaste"
	}
	return "client"
}

// busyLines marks lines that another section tells: answers on rights, promises, farewells.
func (c *composer) busyLines() []bool {
	busy := make([]bool, len(c.lines))
	for _, r := range c.report.Rights {
		for _, i := range r.Utt {
			busy[i] = true
		}
	}
	for _, a := range c.report.Actions {
		for _, i := range a.Utt {
			busy[i] = true
		}
	}
	return busy
}

// wanted writes a sentence for each right that was discussed. The others stay "niet besproken" in the table and get no sentence.
func (c *composer) wanted() {
	for _, r := range c.report.Rights {
		if r.Value == NotDiscussed || len(r.Utt) == 0 {
			continue
		}
		i := r.Utt[0]
		words := quote(c.lines[i].Text)
		c.row(WishesRights, fill("recht", RightTitle(r.Right), phrases()["wens_"+string(r.Value)], words), "„"+words+"”", r.Utt...)
	}
}

// informed writes what staff explained.
func (c *composer) informed() {
	n := 0
	for i := range c.lines {
		l := c.lines[i]
		if !c.usable(i) || !l.staff() || l.asks && !strings.Contains(strings.TrimSuffix(l.Text, "?"), ".") || c.private[i] || slices.Contains(c.notice.Evidence, i) {
			continue
		}
		if !informs.MatchString(l.fold) || len(l.tokens) < 6 || n >= 40 {
			continue
		}
		text := l.Text
		if l.asks { // only what is told, not what is asked
			var b []string
			for _, s := range dutch.Sentences(text) {
				if said := text[s.Start:s.End]; !strings.Contains(said, "?") {
					b = append(b, said)
				}
			}
			text = strings.Join(b, " ")
		}
		if len(dutch.Tokens(text)) < 5 {
			continue
		}
		if c.say(Advice, fill("medewerker", quote(text)), i) {
			n++
		}
	}
}

// signals writes the signals of danger, literally, and the denials as denials.
func (c *composer) signals() {
	for _, r := range c.report.Risks {
		if c.private[r.Utt[0]] {
			continue
		}
		key := "risico"
		if r.Negated {
			key = "risico_ontkend"
		}
		// The words are those of the speaker: nothing is cut out of them.
		text := fill(key, phrases()["risico_"+r.Category], strings.NewReplacer("„", "‘", "“", "‘", "”", "’", "\"", "'").Replace(r.Quote))
		c.row(RiskSignals, text, "„"+r.Quote+"”", r.Utt...)
	}
}

var unknownAnswer = expressed(`\b(?:weet ik (?:het |nog |eigenlijk )?niet|geen idee|weet ik zo niet|moet ik nakijken|niet zeker|durf ik niet te zeggen|dat is nog niet bekend|staat (?:er )?niet in)\b`)

// open writes what is unclear or must still be asked.
func (c *composer) open() {
	for _, a := range c.report.Amounts {
		if a.Kind != Material && a.Kind != Immaterial || c.private[a.at] {
			continue
		}
		words := c.sentenceAt(a.at, a.start)
		switch {
		case a.Evidence == Needed:
			c.row(OpenPoints, fill("na_te_vragen_bewijs", euros(a.ValueEUR), quote(words)), euros(a.ValueEUR)+" „"+quote(words)+"”", a.Utt...)
		case a.About:
			c.row(OpenPoints, fill("na_te_vragen_schatting", euros(a.ValueEUR), quote(words)), euros(a.ValueEUR)+" „"+quote(words)+"”", a.Utt...)
		}
	}
	n := 0
	for i := range c.lines {
		l := c.lines[i]
		if !c.usable(i) || !l.ours() || c.private[i] || !unknownAnswer.MatchString(l.fold) || n >= 15 {
			continue
		}
		q := c.previous(i)
		if q < 0 || !c.lines[q].staff() || !c.lines[q].asks || offersIt.MatchString(c.lines[q].fold) {
			continue
		}
		if c.row(OpenPoints, fill("na_te_vragen_onbekend", quote(lastQuestion(c.lines[q])), quote(l.Text)), "„"+quote(l.Text)+"”", q, i) {
			n++
		}
	}
}

// summarise takes at most five sentences that say most: what happened, the signals, the wishes, the next appointment.
func (c *composer) summarise() {
	var chosen []Sentence
	best := func(section Section, score func(Sentence) float64) {
		at, top := -1, 0.0
		for k, s := range c.report.Sentences {
			if s.Section != section || slices.ContainsFunc(chosen, func(x Sentence) bool { return x.Text == s.Text }) {
				continue
			}
			if v := score(s); v > top {
				at, top = k, v
			}
		}
		if at >= 0 {
			s := c.report.Sentences[at]
			s.Section = Summary
			chosen = append(chosen, s)
		}
	}
	early := func(s Sentence) float64 {
		v := float64(len(content(quoteInside(s.Text))))
		if offence.MatchString(dutch.Fold(s.Text)) {
			v += 8
		}
		return v / (1 + float64(s.Evidence[0])/40)
	}
	best(FactsTold, early)
	best(FactsTold, early)
	best(RiskSignals, func(s Sentence) float64 { // the clearest, of those that are no denial
		if strings.HasPrefix(s.Text, "Ontkend") {
			return 0
		}
		return 0.01 + slices.Max(risksTold.Get().chances(riskFeatures(dutch.Fold(quoteInside(s.Text)))))
	})
	best(Consequences, early)
	best(Agreements, func(s Sentence) float64 { return float64(s.Evidence[0]) })
	c.report.Sentences = append(c.report.Sentences, chosen...)
}

var offence = expressed(`\b(?:ingebroken|inbraak|gestolen|beroofd|overval\w*|geslagen|geschopt|gestoken|mishandel\w*|bedreig\w*|aangereden|ongeluk|ongeval|overleden|vermist|opgelicht|fraude|overgemaakt|aangerand|verkracht|misbruik\w*|gestalkt|lastig|achtervolg\w*|explosie|knal|brand|afgeperst|vuist|pistool|mes|aangifte|gebeurd)\b`)
