package transcribe

import (
	"math"
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
)

// AmountKind says what an amount is to the client.
type AmountKind string

// Damage of the client, money paid or promised by another, or an amount that is neither: a balance, rent, a remainder, another's money.
const (
	Material   AmountKind = "materieel"
	Immaterial AmountKind = "immaterieel"
	Benefit    AmountKind = "uitkering"
	OtherMoney AmountKind = "overig"
)

// Proof says whether there is evidence of an amount.
type Proof string

// What the client says about evidence. The zero value would say nothing, so Unclear is written.
const (
	Unclear Proof = "onbekend"
	AtHand  Proof = "aanwezig"
	Needed  Proof = "nodig"
)

// Amount is a sum of money that was named, as it stood after corrections.
type Amount struct {
	ValueEUR float64    `json:"value_eur"`
	Item     string     `json:"item"`
	Kind     AmountKind `json:"kind"`
	Evidence Proof      `json:"evidence"`
	About    bool       `json:"about,omitempty"` // an estimate
	Spoken   string     `json:"spoken"`          // literally
	Utt      []int      `json:"utt"`
	at       int        // line of the literal words
	gone     bool       // corrected later
	start    int        // byte offsets in that line
	end      int
	staff    bool // said by staff
	rest     bool // what is left after something was paid
}

const (
	proofNouns  = `(?:\w*papier(?:en)?|\w*brief|aankoopbon|kassabonnen|bon(?:nen|netje|netjes)?|kassabon|pinbon|factu(?:ur|ren)|rekening(?:en)?|nota(?:'s)?|kwitantie|taxatierapport|rapport|afschrift(?:en)?|bankafschrift(?:en)?|offerte|begroting|overzicht|screenshot(?:s)?|foto(?:'s)?|bewijs|bewijsstuk(?:ken)?|bestelling|aankoopbewijs|mail(?:tje)?|bevestiging|loonstro(?:ok|ken)|polis|chat|app|garantiebewijs|verklaring|papier(?:en)?|brief|contract)`
	payers      = `(?:verzeker\w*|\w*verzekering|\w*polis|bank|fonds|schadefonds|gemeente|werkgever|baas|uwv|svb|zorgverzekeraar|instantie|waarborgfonds|inboedel|opstal|allianz|creditcardmaatschappij|dela|monuta|corporatie|coulance)`
	paidWords   = `(?:betaald|betaalt|betalen|vergoed|vergoedt|vergoeden|vergoeding|gestort|uitgekeerd|keert uit|keren uit|uitkering|uitkeren|dekt|dekken|toegezegd|overgemaakt|teruggekregen|teruggestort|terugbetaald|terug|voorschot|coulance|krijgen we|krijg ik|krijgt u|keren|uitbetaald|gekregen|beloofd)`
	moneyCues   = `euro|euro's|€|eur|kost|kosten|kostte|kostten|betaald|betaalt|betaal|betalen|rekening|factuur|nota|bon|bonnetje|prijs|bedrag|geld|vergoed|vergoedt|vergoeden|vergoeding|uitgekeerd|gestort|overgemaakt|overgeboekt|overboeking|gepind|pinnen|afgeschreven|dekt|polis|verzekering|verzekerd|waard|waarde|schade|huur|hypotheek|loon|salaris|verdien|verdient|verdiende|inkomen|inkomsten|netto|bruto|risico|geleend|lening|leende|saldo|spaargeld|spaarrekening|reparatie|repareren|offerte|begroting|voorschot|uitvaart|smartengeld|affectieschade|borg|premie|boete|toeslag|gekocht|aangeschaft|nieuw|nieuwe|tweedehands|getaxeerd|taxatie|buit|gestolen|kwijt|cash|contant|kas|kassalade|fonds|kluis|portemonnee|afgehaald|vanaf|maakte over|coulance|bieden|biedt|bod|mis ik|misgelopen|gemist|beloning|krijgt|abonnement|collegegeld|getankt|parkeren|parkeerkosten|reiskosten|benzine|tandarts|fysio|psycholoog|stomerij|implantaat|bril|telefoon|laptop|jas|fiets|horloge|ketting|ring|scherm|deur|slot|ruit|camera|tas`
	proofHave   = `(?:heb|hebben|heeft|er is|er zijn|is een|ligt|liggen|zit|zitten|is er|zijn er|staat|staan|bewaard|nog|gemaakt|bewaar ik|in de mail|in mijn mail|thuis|hier)`
	proofAbsent = `(?:niet|nooit|kwijt|weg|weggegooid|nergens)`
)

var (
	moneyCue    = expressed(`\b(?:` + moneyCues + `)\b|€`)
	payer       = expressed(`\b` + payers + `\b`)
	paid        = expressed(`\b` + paidWords + `\b`)
	immaterial  = expressed(`\b(?:smartengeld|immateri\w+|affectieschade|shockschade|smarte geld|smarten geld)\b`)
	notOurs     = expressed(`\bniet van (?:mij|ons|mezelf)\b|\buitgehaald voor\b|\b(?:is|was|zijn|waren|maar|kas) van (?:de|het|mijn) (?:winkel|zaak|bedrijf|werk|baas|werkgever|school|club|vereniging)\b|\bniet (?:jouw|uw|mijn|onze) (?:schade|geld)\b|\bbetaal(?:t|de) (?:de|mijn) (?:werkgever|baas|gemeente)\b|\bvan de (?:winkel|zaak),? niet van\b`)
	running     = expressed(`\b(?:huur|hypotheek|vaste lasten|saldo|spaarrekening|abonnement|incasso|lening|geleend|uitgeleend|leende|schuld|alimentatie|toeslag|bijstand|uitkering van)\b|\ber (?:staat|stond)\b.{0,40}\bop\b|\b(?:staat|stond) (?:er )?(?:nu )?(?:nog )?(?:bijna |ongeveer |maar )?\S+ (?:euro )?op\b|\bbetaal\b.{0,30}\bper (?:week|maand)\b|\bheb (?:nu )?(?:nog )?(?:maar )?\S+ euro[.! ]*$`)
	income      = expressed(`\bverdien\w*\b|\bsalaris\b|\bloon\b|\binkomen\b|\bnetto\b|\bbruto\b|\bomzet\b|\buurtarief\b`)
	lostIncome  = expressed(`\b(?:gemist|misgelopen|mis ik|mist|missen|verlies|verlies van|gederfd|niet (?:kunnen )?(?:gewerkt|werken)|weg|scheelt|minder|ingeleverd|loonverlies|inkomstenderving|zou .{0,30} zijn)\b`)
	remainder   = expressed(`\bblij(?:ft|ven)\b.{0,40}\bover\b|\bblijft (?:er )?(?:dan )?(?:nog )?\b|\brestant\b|\bresteert\b|\bresterende\b|\bschade (?:is )?(?:dan )?nog\b|\bnog (?:open|tekort|te gaan)\b`)
	hearsay     = expressed(`\b(?:internet|gelezen|ik las|las ik|gegoogeld|google|kranten?|op tv|hoorde dat|iemand zei|kennis van mij kreeg|eis(?:t|te|en|ten)|losgeld|wilde[n]? .{0,20} (?:hebben|zien)|bied(?:t|en)|bood|boden|aangeboden|aanbod|korting|teruggegeven|wilden? (?:ze|hij|zij) (?:toen )?\S+|wie (?:haar|hem|me|mij|ons) vindt|overbrugging|terugbetalen|opgelicht voor in totaal)\b`)
	estimate    = expressed(`\b(?:ongeveer|zo'n|zo n|een? stuk of|circa|rond de|rond|iets van|bijna|ruim|of zo|ofzo|schat|schatting|geschat|dacht ik|denk ik|geloof ik|ergens tussen|een euro of|plusminus|om en nabij|zeg maar)\b`)
	corrects    = expressed(`\b(?:nee|neen|pardon|sorry|wacht|ik bedoel|bedoel ik|correctie|foutje|of nee|excuus|moet zijn|verkeerd|niet waar|o ja|oh ja|was het|dat was|dat waren|het was|het waren|klopt niet)\b`)
	proofNoun   = expressed(`\b` + proofNouns + `\b`)
	proofYes    = expressed(`\b` + proofHave + `\b`)
	proofNo     = expressed(`\bgeen (?:\w+ )?` + proofNouns + `\b|\b` + proofNouns + `\b[^.?!]{0,40}\b` + proofAbsent + `\b|\b` + proofAbsent + `\b[^.?!,]{0,25}\b` + proofNouns + `\b|\b(?:moet|kan|ga|zal|wil)\b[^.?!]{0,40}\b(?:opvragen|aanvragen|vragen|navragen|uitzoeken|opzoeken|downloaden|printen)\b|\bkrijg(?:en)? (?:ik|we|wij)? ?(?:daar )?(?:nog|later)\b|\bkomt nog\b|\bmoet nog (?:komen|binnenkomen)\b|\bvraag ik op\b|\b(?:we|wij) (?:hebben|moeten|willen) .{0,60}\bnodig\b|\bheeft de (?:rekening|factuur|bon)\b|\bbewaar de\b|\bnog niet (?:binnen|gekregen|ontvangen)\b|\bzoek ik (?:nog )?op\b`)
	proofButYes = expressed(`\b(?:maar|wel)\b[^.?!]*\b` + proofNouns + `\b`)
	asksProof   = expressed(`\b(?:hebt|heeft|heb|is er|zijn er|kunt|kun)\b[^?]*\b(?:` + proofNouns[3:len(proofNouns)-1] + `|aantonen|bewijzen)\b`)
)

// notMoney are words that make the number before them a count of something else.
var moneyAfter = wordSet("per in op aan van voor door bij uit met dan of en is was heb hebben had heeft ben zijn kost kostte betaald betaal gestort vergoed geleend eigen terug kwijt weg schade netto bruto ongeveer zeg eraf ervan contant cash nog maar hoor denk geloof dacht als ik we hij ze die dat er ook wel niet hè he nieuw tweedehands aanschaf reparatie voorschot coulance inclusief exclusief plus min erbij bovenop over af totaal samen toen om te kan kon zei zegt stond staat krijg krijgen gekost gepind gestolen overgemaakt afgeschreven elk ieder alles alle bij elkaar geworden daarvan maximaal minimaal gewoon gekocht aangeschaft geweest besteld verkocht zo ofzo dus omdat want gemist opgenomen schat schatting afgehaald vanaf maal keer driemaal nou goed ja nee klopt precies naar tot boven onder euro")

// amounts finds the sums of money in a call.
func (c *call) amounts() []Amount {
	var all []Amount
	for i := range c.lines {
		if c.usable(i) {
			all = append(all, c.amountsIn(i, all)...)
		}
	}
	var kept []Amount
	for _, a := range all {
		if !a.gone {
			kept = append(kept, a)
		}
	}
	for k := range kept {
		kept[k].Kind = c.kindOf(kept, k)
		kept[k].Item = c.itemOf(kept[k])
		kept[k].staff = c.lines[kept[k].at].staff()
		kept[k].rest = remainder.MatchString(c.lines[kept[k].at].fold)
	}
	kept = join(kept)
	for k := range kept {
		c.prove(kept, k)
	}
	c.proveByName(kept)
	return kept
}

// amountsIn reads the amounts of line i. It marks those in earlier, of all, that the line corrects.
func (c *call) amountsIn(i int, earlier []Amount) []Amount {
	l := c.lines[i]
	taken := c.numbersOfOther(l)
	cue := c.money(i)
	var found []Amount
	tokens := l.tokens
	for k := 0; k < len(tokens); {
		if taken[k] {
			k++
			continue
		}
		s, explicit, next, ok := c.sum(l, k, cue)
		if !ok {
			k = max(next, k+1)
			continue
		}
		a := Amount{ValueEUR: math.Round(s.Value*100) / 100, Utt: []int{i}, at: i, start: s.Start, end: s.End, Spoken: l.Text[s.Start:s.End]}
		if w := wordBefore(tokens, k); (w == "die" || w == "deze") && !explicit && !named(earlier, found, a.ValueEUR) {
			k = next // a rounding of what was named: "zit dat in die achttienduizend?"
			continue
		}
		before := l.fold
		if cut := len(dutch.Fold(l.Text[:s.Start])); cut <= len(before) {
			before = before[:cut]
		}
		if len(before) > 30 {
			before = strings.ToValidUTF8(before[len(before)-30:], "")
		}
		after := dutch.Fold(l.Text[s.End:])
		if len(after) > 20 {
			after = strings.ToValidUTF8(after[:20], "")
		}
		a.About = estimate.MatchString(before) || estimate.MatchString(after)
		// "zeshonderd, nee, vijfhonderd euro": the first one is gone.
		if n := len(found) - 1; n >= 0 {
			between := dutch.Fold(l.Text[found[n].end:s.Start])
			if len(between) < 45 && corrects.MatchString(between) && !hasPhrase(between, "maar", "en", "plus", "dus", "toen") {
				found[n].gone = true
			}
		}
		found = append(found, a)
		k = next
	}
	for n := range found {
		if n > 0 && found[n-1].gone {
			continue // it corrected its own line
		}
		c.correct(i, found[n], earlier)
	}
	return found
}

// correct marks amounts of the lines before i that found replaces: a speaker who breaks off and begins anew, or another who says what it was.
func (c *call) correct(i int, found Amount, earlier []Amount) {
	l := c.lines[i]
	head := l.fold
	if cut := len(dutch.Fold(l.Text[:found.start])); cut <= len(head) {
		head = head[:cut]
	}
	opens := corrects.MatchString(head) && len(head) < 40
	if !opens {
		return
	}
	for n := len(earlier) - 1; n >= 0; n-- {
		e := &earlier[n]
		if e.gone || e.ValueEUR == found.ValueEUR {
			continue
		}
		steps := 0
		for j := c.previous(i); j > e.at; j = c.previous(j) {
			steps++
		}
		if e.at >= i || steps > 2 {
			return
		}
		same := c.lines[e.at].Speaker == l.Speaker && c.lines[e.at].Role == l.Role
		tail := strings.TrimSpace(c.lines[e.at].Text[e.end:])
		broken := strings.HasPrefix(tail, "...") || strings.HasPrefix(tail, "…") || tail == "" || tail == "." || c.raw
		ratio := found.ValueEUR / e.ValueEUR
		near := ratio > 0.5 && ratio < 2 || ratio > 9 && ratio < 11 || ratio > 0.09 && ratio < 0.12
		switch {
		case same && steps == 0 && (broken && hasPhrase(head, "nee", "pardon", "sorry", "wacht", "bedoel", "excuus", "correctie", "of nee", "verkeerd")):
			e.gone = true
		case near && hasPhrase(head, "dat was", "dat waren", "het was", "het waren", "nee", "pardon", "klopt niet", "moet zijn", "bedoel") && !answersNo(c, i, head):
			e.gone = true
		}
		return
	}
}

func wordBefore(tokens []dutch.Token, k int) string {
	if k == 0 {
		return ""
	}
	return tokens[k-1].Text
}

// named reports whether an amount of this value has been named.
func named(earlier, found []Amount, value float64) bool {
	same := func(a Amount) bool { return a.ValueEUR == value }
	return slices.ContainsFunc(earlier, same) || slices.ContainsFunc(found, same)
}

// answersNo reports whether the "nee" in head answers a question and corrects nothing.
func answersNo(c *call, i int, head string) bool {
	if hasPhrase(head, "dat was", "dat waren", "het was", "het waren", "pardon", "klopt niet", "moet zijn", "bedoel") {
		return false
	}
	p := c.previous(i)
	return p >= 0 && c.lines[p].asks
}

// sum reads the amount that begins at token k. explicit tells that a unit of money stands with it.
func (c *call) sum(l line, k int, cue bool) (s dutch.Spoken, explicit bool, next int, ok bool) {
	tokens := l.tokens
	word := func(i int) string {
		if i < 0 || i >= len(tokens) {
			return ""
		}
		return tokens[i].Text
	}
	// Coins and notes: "twee tientjes", "vier briefjes van vijftig".
	s, read := dutch.SpokenAt(l.Text, tokens, k)
	if word(k) == "een" && !read {
		if v := notes[word(k+1)]; v > 0 {
			return dutch.Spoken{Value: v, Start: tokens[k].Start, End: tokens[k+1].End, First: k, Next: k + 2}, true, k + 2, true
		}
	}
	if !read || s.Value <= 0 {
		return s, false, k + 1, false
	}
	if v := notes[word(s.Next)]; v > 0 {
		s.Value *= v
		s.End = tokens[s.Next].End
		return s, true, s.Next + 1, true
	}
	if w := word(s.Next); (w == "briefjes" || w == "briefje" || w == "biljetten") && word(s.Next+1) == "van" {
		if of, ok := dutch.SpokenAt(l.Text, tokens, s.Next+2); ok && of.Value <= 500 {
			s.Value *= of.Value
			s.End = of.End
			return s, true, of.Next, true
		}
	}
	before := strings.TrimRight(l.Text[:s.Start], " \u00a0")
	explicit = strings.HasSuffix(before, "€") || strings.HasSuffix(strings.ToLower(" "+before), " eur")
	for t := s.First; t < s.Next; t++ {
		if w := word(t); w == "ton" || w == "mille" {
			explicit = explicit || cue
		}
	}
	if !explicit || word(s.Next) == "euro" {
		if more, cents := dutch.CentsAfter(l.Text, tokens, s); cents && (euro[word(more.Next)] || cue && !units[word(more.Next)] && !c.raw || cue && c.raw && moneyAfter[word(more.Next)]) && s.Value < 10_000 {
			s = more
		}
	}
	next = s.Next
	if euro[word(next)] {
		s.End = tokens[next].End
		next++
		// "twaalf euro vijftig", "2.145 euro en tachtig cent"
		j := next
		if word(j) == "en" {
			j++
		}
		if cents, ok := dutch.SpokenAt(l.Text, tokens, j); ok && cents.Value >= 5 && cents.Value < 100 && cents.Value == math.Trunc(cents.Value) && s.Value == math.Trunc(s.Value) {
			if word(cents.Next) == "cent" {
				s.Value, s.End, next = s.Value+cents.Value/100, tokens[cents.Next].End, cents.Next+1
			} else if j == next && !units[word(cents.Next)] && onlySpace(l.Text[tokens[next-1].End:tokens[next].Start]) {
				s.Value, s.End, next = s.Value+cents.Value/100, cents.End, cents.Next
			}
		}
		return s, true, next, true
	}
	if explicit {
		return s, true, next, true
	}
	if s.Digits && (s.Value == 112 || s.Value == 113) {
		return s, false, next, false // lines of help
	}
	if word(next) == "cent" {
		s.Value /= 100
		return s, true, next + 1, true
	}
	if !cue || units[word(next)] {
		return s, false, next, false
	}
	decimals := s.Value != math.Trunc(s.Value)
	clauseEnd := next >= len(tokens) || !onlySpace(l.Text[tokens[next-1].End:tokens[next].Start])
	if !clauseEnd && !moneyAfter[word(next)] && !(s.Value >= 100 && dutch.Stop(word(next))) && !(s.Value >= 1000 && !nounish(word(next))) {
		return s, false, next, false
	}
	if s.Value < 10 || s.Value < 25 && !(len(tokens) <= 6 || l.cash) {
		return s, false, next, false
	}
	if !decimals && s.Digits && s.Value > 1899 && s.Value < 2100 {
		switch word(k - 1) {
		case "in", "sinds", "uit", "van", "vanaf", "jaar":
			return s, false, next, false
		}
	}
	switch word(k - 1) {
	case "nummer", "nr", "kamer", "huisnummer", "lijn", "artikel", "artikelen", "art", "pagina", "bladzijde", "bus", "tram", "trein", "zaal", "code", "pincode", "nul", "toestel", "tolk", "tolknummer", "klas", "groep", "verdieping", "leeftijd":
		return s, false, next, false
	}
	return s, false, next, true
}

func nounish(w string) bool { return w != "" && !dutch.Stop(w) }

func onlySpace(s string) bool { return strings.Trim(s, " -\u00a0") == "" }

var (
	euro  = wordSet("euro euro's euros eurootjes eur piek €")
	notes = map[string]float64{"tientje": 10, "tientjes": 10, "vijfje": 5, "vijfjes": 5, "twintigje": 20, "twintigjes": 20, "vijftigje": 50, "vijftigjes": 50, "honderdje": 100, "honderdjes": 100}
	units = wordSet("jaar jaren jarige maand maanden week weken dag dagen nacht nachten uur uren minuut minuten seconden keer maal kilometer km meter m centimeter graden procent percent kinderen kind mensen man vrouw vrouwen mannen personen daders hechtingen appjes berichten berichtjes foto's kamers ritten keren kilo liter artikel maart april mei juni juli augustus september oktober november december januari februari plekken plaatsen stuks sessies behandelingen afspraken gesprekken deuren ramen cilinders sleutels ringen kleinkinderen zonen dochters broers zussen honden katten werkdagen schooldagen verdiepingen haltes huizen straten mails brieven x en-een-half jongens meisjes agenten getuigen verdachten cent")
)

// numbersOfOther marks the tokens of l that belong to a date, a time, a telephone number, a file number or spelled digits.
func (c *call) numbersOfOther(l line) []bool {
	taken := make([]bool, len(l.tokens)+1)
	mark := func(start, end int) {
		for k, t := range l.tokens {
			if t.Start < end && t.End > start {
				taken[k] = true
			}
		}
	}
	for _, d := range l.days {
		mark(d.Start, d.End)
	}
	for _, t := range l.clocks {
		mark(t.Start, t.End)
	}
	for _, s := range personal(l.Text, true) {
		mark(s.Start, s.End)
	}
	// Digits said one by one, or in pairs: at least four numbers on end with a nought among them, or nothing but numbers.
	for k := 0; k < len(l.tokens); {
		n, noughts, j := 0, 0, k
		for j < len(l.tokens) {
			w := l.tokens[j].Text
			if w == "streepje" || w == "pl" || w == "p" || w == "l" || w == "dubbel" || w == "punt" && n > 0 {
				j++
				continue
			}
			v, isWord := dutch.NumberWord(w)
			digits := w[0] >= '0' && w[0] <= '9'
			if !isWord && !digits || isWord && v >= 100 {
				break
			}
			if w == "nul" || digits && w[0] == '0' {
				noughts++
			}
			n++
			j++
		}
		if n >= 4 && noughts > 0 || n >= 6 || noughts >= 1 && n >= 3 && hasPhrase(l.fold, "nummer", "telefoon", "pl") {
			for ; k < j; k++ {
				taken[k] = true
			}
		}
		k = max(j, k+1)
	}
	for k, t := range l.tokens { // file and policy numbers: letters with figures, long runs
		w := t.Text
		if strings.ContainsAny(w, "0123456789") && (strings.Trim(w, "0123456789.,") != "" && !strings.HasSuffix(w, "k") || len(w) >= 7 && !strings.ContainsAny(w, ".,")) {
			taken[k] = true
		}
	}
	if hasPhrase(l.fold, "zaaknummer", "polisnummer", "dossiernummer", "parketnummer", "pasnummer") {
		for k, t := range l.tokens {
			if v, ok := dutch.NumberWord(t.Text); ok && v < 100 || t.Text[0] >= '0' && t.Text[0] <= '9' && !strings.ContainsAny(t.Text, ".,") {
				taken[k] = true
			}
		}
	}
	return taken
}

// money reports whether line i speaks of money, itself or by what was asked right before.
func (c *call) money(i int) bool {
	if c.lines[i].cash {
		return true
	}
	for steps, j := 0, i; steps < 2; steps++ {
		if j = c.previous(j); j < 0 {
			return false
		}
		if c.lines[j].cash {
			return true
		}
	}
	j := c.next(i)
	return j >= 0 && (proofNoun.MatchString(c.lines[j].fold) || hasPhrase(c.lines[j].fold, "euro"))
}

// sentenceAt returns the sentence of line i around byte offset at.
func (c *call) sentenceAt(i, at int) string {
	for _, s := range dutch.Sentences(c.lines[i].Text) {
		if at >= s.Start && at < s.End {
			return c.lines[i].Text[s.Start:s.End]
		}
	}
	return c.lines[i].Text
}

// join makes one amount of mentions of the same value and kind that stand near each other.
func join(all []Amount) []Amount {
	var out []Amount
next:
	for _, a := range all {
		for k := len(out) - 1; k >= 0; k-- {
			o := &out[k]
			if o.ValueEUR == a.ValueEUR && a.at-o.Utt[len(o.Utt)-1] <= 2 && a.staff && !a.rest {
				o.Utt = append(o.Utt, a.at)
				continue next
			}
			if o.ValueEUR == a.ValueEUR && a.at-o.Utt[len(o.Utt)-1] <= 8 && (o.Kind == a.Kind || a.at-o.Utt[len(o.Utt)-1] <= 1 && a.Kind == Material) {
				if o.Utt[len(o.Utt)-1] != a.at {
					o.Utt = append(o.Utt, a.at)
				}
				o.About = o.About || a.About
				continue next
			}
		}
		out = append(out, a)
	}
	return out
}
