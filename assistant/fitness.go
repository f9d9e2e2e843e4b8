package assistant

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// A page speaks to many. What it says to another than who speaks, or of what they did not ask while they tell how it is for them, stands behind what it says to
// them; what would mislead them is not shown.

// fitness returns what a text below a heading is worth to who speaks, as a share: 0 for what is not shown to them.
type fitness func(text, heading string, p knowledge.Passage) float64

const (
	toAnother = 0.25 // it is said to, or of, somebody who is not in this talk
	coldly    = 0.2  // it is of money or forms, where a feeling is told
)

// worth returns the least of what a unit is worth.
func worth(fits []fitness, u unit, p knowledge.Passage) float64 {
	least := 1.0
	heading := u.heading
	if heading == "" {
		heading = knowledge.NearestHeading(p.Heading)
	}
	for _, fit := range fits {
		least = min(least, fit(cmp.Or(u.item, u.ground+u.text+u.tail), heading, p))
	}
	return least
}

// fitting returns what was found without the sections of which nothing fits who speaks, the first with the score of the first; all of it where none does.
func fitting(found knowledge.Result, fits []fitness) knowledge.Result {
	kept := slices.DeleteFunc(slices.Clone(found.Hits), func(h knowledge.Hit) bool {
		return !slices.ContainsFunc(unitsOf(0, h.Passage), func(u unit) bool { return !u.lost && worth(fits, u, h.Passage) == 1 })
	})
	if len(kept) == 0 || len(kept) == len(found.Hits) {
		return found
	}
	if kept[0].URL != found.Hits[0].URL {
		found.Rest = nil // of the page that is left out
	}
	kept[0].Score = max(kept[0].Score, found.Hits[0].Score)
	found.Hits = kept
	return found
}

// onlyFitting returns the sentences that fit who speaks, or else all that do not mislead them.
func onlyFitting(sentences []Sentence, fits []fitness) []Sentence {
	if kept := slices.DeleteFunc(slices.Clone(sentences), func(x Sentence) bool { return worthOf(x, fits) < 1 }); len(kept) > 0 {
		return kept
	}
	return slices.DeleteFunc(slices.Clone(sentences), func(x Sentence) bool { return misleads(x, fits) })
}

// misleads reports a sentence that is not shown to who speaks, wherever it comes from.
func misleads(x Sentence, fits []fitness) bool { return worthOf(x, fits) == 0 }

// worthOf is worth of what is to be shown.
func worthOf(x Sentence, fits []fitness) float64 {
	if len(x.Cites) == 0 {
		return 1
	}
	return worth(fits, unit{text: x.Text}, knowledge.Passage{Title: x.Cites[0].Title, Heading: x.Cites[0].Heading})
}

// fits returns what is worth less to who speaks in this talk.
func (s *state) fits() []fitness {
	said := append(s.saidSoFar(), s.question)
	all := strings.Join(said, "\n")
	now := s.now()
	var fits []fitness
	if s.memory.Speaker.is(ofLongAgo) || wasYoung.MatchString(plainWords(all)) {
		asked := slices.ContainsFunc(said, asksOfTerm)
		fits = append(fits, func(text, heading string, _ knowledge.Passage) float64 { return ofLateness(text, heading, asked) })
	}
	if s.memory.Speaker.is(inOtherLand | visitor) {
		fits = append(fits, func(text, heading string, p knowledge.Passage) float64 {
			if onlyAtHome.MatchString(text) && !strings.Contains(plainWords(p.Title+" "+heading), "buitenland") {
				return 0
			}
			return 1
		})
	}
	if !asksOfMoney(now) && !asksOfTerm(now) && len(wantsOf(now)) == 0 && (s.tellsFeeling() || s.memory.Loss && !ofClaims(now)) {
		fits = append(fits, func(text, heading string, _ knowledge.Passage) float64 {
			if ofClaims(heading) || ofClaims(text) || namesSum(dutch.Numbers(text)) {
				return coldly
			}
			return 1
		})
	}
	if told := slices.Concat(s.memory.Kinds, s.finding.Kinds); (s.memory.Child || s.finding.Child) && len(told) > 0 && !asksOfMoney(now) && !asksOfTerm(now) {
		meets := meetsDoer.MatchString(plainWords(all))
		fits = append(fits, func(text, heading string, p knowledge.Passage) float64 {
			if ofClaims(heading) || ofClaims(text) || namesTerm(text) || namesTerm(heading) || !meets && meetsDoer.MatchString(plainWords(p.Title+"\n"+heading+"\n"+text)) {
				return 0 // a child in danger asks for no sum, and is not led to who hurt them
			}
			return 1
		})
	}
	if asksOfTerm(now) && strings.Contains(plainWords(now), "aangifte") && !ofClaims(now) {
		fits = append(fits, func(text, heading string, p knowledge.Passage) float64 {
			if strings.Contains(plainWords(p.Title+" "+heading+" "+text), "schadefonds") {
				return 0 // within what time a fund is asked is no term of the police's
			}
			return 1
		})
	}
	if !judged.MatchString(plainWords(all)) {
		fits = append(fits, func(text, _ string, _ knowledge.Passage) float64 {
			if writesToDoer.MatchString(plainWords(text)) {
				return 0
			}
			return 1
		})
	}
	if told := knowledge.ToldIn(all).Named != 0; told || s.inTalk() { // a question that tells nothing may be anybody's
		who := s.present(all)
		who.grown, who.hurt = s.memory.Speaker.is(grownUpNow|ofLongAgo), told && (s.answer.Lang != "nl" || asksForSelf(all)) || s.inTalk() && ofOneself.MatchString(plainWords(all))
		fits = append(fits, who.fit)
	}
	return fits
}

// Who has a judgment may write to who must pay; nobody else is told to reach who harmed them.
var (
	judged       = regexp.MustCompile(`\b(vonnis|uitspraak|veroordeel\S*|toegewezen|maatregel|rechter|rechtszaak|schadevergoeding|dader betaalt|brief|schrijven|contact)\b`)
	meetsDoer    = regexp.MustCompile(`\b(herstelbemiddeling|bemiddeling|contact met de (pleger|dader|familie))\b`)
	writesToDoer = regexp.MustCompile(`\b(stuur|schrijf|bel|mail|app|spreek) (de|je) (dader|ander|veroordeelde)\b`)
)

// ofLateness returns what a text is worth to who tells of long ago, which may read as "too late": nothing unasked, and to who asks only with what holds for who
// was a child.
func ofLateness(text, heading string, asked bool) float64 {
	switch {
	case !namesTerm(text) && !namesTerm(heading), asked && ofMinors(text):
		return 1
	case asked && !ofFund.MatchString(plainWords(text)):
		return 1
	}
	return 0
}

// namesTerm reports a text that says within what time something must be asked or done.
func namesTerm(text string) bool { return termNamed.MatchString(plainWords(text)) }

// ofMinors reports a sentence that says that another rule holds for who was a child.
func ofMinors(text string) bool {
	line := plainWords(text)
	return strings.Contains(line, "minderjarig") && (strings.Contains(line, "regel") || strings.Contains(line, "was je") || strings.Contains(line, "vraag"))
}

var (
	termNamed = regexp.MustCompile(`\b(termijn|te laat|verjaar\S*|verjaring|binnen (\S+ )?(jaar|maanden)|tot (\S+ )?jaar (erna|na)|(\S+ )?jaar om)\b`)
	ofFund    = regexp.MustCompile(`\b(jaar|schadefonds|fonds)\b`)
	wasYoung  = regexp.MustCompile(`\bik was (toen |pas |nog |maar |net |destijds )*(\d|1[0-7]|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien)( jaar)?\b|\btoen ik (nog |pas |maar )*(\d|1[0-7])( jaar)? was\b`)
)

// asksOfTerm reports whether a message asks within what time something can be done, or whether it still can.
func asksOfTerm(text string) bool {
	return asksAfter(text)&(askedHowLong|askedWhen) != 0 || termAsked.MatchString(plainWords(text))
}

var termAsked = regexp.MustCompile(`\b(te laat|op tijd|termijn|verjaar\S*|verjaring|(kan|mag|kun|heeft|kunnen) (\S+ ){0,4}(nog|alsnog)|nog (iets )?(aangeven|aangifte|melden|aanvragen|zin))\b`)

// guest reports whether a text, in a language of the catalogue, tells that its writer is here for some days only, or asks what can be done from another country.
func guest(text string) bool {
	return visiting.MatchString(" "+plainWords(text)+" ") || visiting.MatchString(" "+strings.ToLower(text)+" ") // Arabic loses letters when it is folded
}

var (
	visiting = regexp.MustCompile(` (tourist|tourists|(on|our|my) (holiday|vacation|holidays)|(fly|flying|flight|travel|travelling) (back )?home|my flight|(report|file|press|claim|complain|apply|declare) (\S+ ){0,4}from (home|abroad|here|\S*land|germany|belgium|france|spain|italy|my (own |home )?country)|toerist|toeriste|op vakantie in nederland|vlieg (\S+ )?(naar huis|terug)|(aangifte|melden|aangeven|regelen|aanvragen|doen) (\S+ )?vanuit (het buitenland|mijn (eigen )?land|\S+land|belgie|frankrijk|spanje|italie|polen)|vanuit (het buitenland|mijn (eigen )?land|\S+land|belgie|frankrijk|spanje|italie|polen) (\S+ ){0,4}(aangifte|melden|aangeven|regelen|aanvragen|doen)|touriste|touristes|en vacances|depuis (mon pays|l'etranger|chez moi)|mon (vol|avion)|turysta|turystka|na wakacjach|na urlopie|moj (lot|samolot)|(zglosic|zglaszac) (\S+ ){0,3}z (domu|zagranicy|polski)|turist|turistim|tatilde|tatildeyim|yurt disindan|ucagim|ulkemden|турист|туристка|у відпустці|з-за кордону|мій (рейс|літак)|سائح|سائحة|(في|خلال) (إجازة|عطلة|الإجازة|العطلة)|رحلتي|طائرتي) `)
	// onlyAtHome matches what only who lives here can do.
	onlyAtHome = regexp.MustCompile(`(?i)\b(gemeente|DigiD|0900-8844|huisarts|woningcorporatie)\b`)
)

// tellsFeeling reports whether a message tells how it is for its writer, or for somebody of theirs.
func (s *state) tellsFeeling() bool {
	for _, text := range []string{s.question, s.now()} {
		if slices.ContainsFunc(tokenTexts(text), func(w string) bool {
			return feltWords[w] || fearWords[w] || angerWords[w] || shameWords[w] || guiltWords[w] || tiredWords[w]
		}) || reacts.MatchString(plainWords(text)) {
			return true
		}
	}
	return false
}

var (
	feltWords = words("slaap slapen slaapt sliep droom droomt dromen nachtmerrie nachtmerries huil huilt huilen huilde huilbui huilbuien tril trilt trillen paniek paniekaanval paniekaanvallen schrik schrikt schrikken schrikachtig pieker piekert piekeren mis mist missen gemis " +
		"eenzaam alleen verdriet rouw somber depressief stress gespannen zenuwachtig onveilig leeg verdoofd durft durven verwerken wakker flashback flashbacks herbelevingen moe")
	reacts = regexp.MustCompile(`\b(praat|praten|zegt|eet|eten|lacht|speelt|werkt) (\S+ ){0,2}(niet|niets|niks|nauwelijks|amper)( meer)?\b|\b(weet|weten) niet hoe (ik|we|wij) (\S+ ){0,6}(vertel|vertellen|zeggen|uitleggen|verder)\b|\bkom(t)? (\S+ ){0,3}bed niet uit\b`)
)

// ofClaims reports a text about money, insurers, or the forms and terms of these.
func ofClaims(text string) bool {
	return slices.ContainsFunc(dutch.Tokens(text), func(t dutch.Token) bool { return begins(t.Text, claims) })
}

var claims = strings.Fields("schade vergoed verzeker bedrag voorschot cjib affectie smartengeld euro claim formulier aanvra termijn beklag artikel polis uitkering")

// kinOf are groups of people by what they are to each other.
var kinOf = []map[string]bool{
	words("kind kinderen kindje zoon zoontje zonen dochter dochtertje dochters baby puber tiener kleinkind kleinkinderen kleinzoon kleindochter meisje jongen jongetje"),
	words("vader moeder ouders ouder pa ma papa mama opa oma pleegouders stiefvader stiefmoeder"),
	words("man vrouw partner vriend vriendin echtgenoot echtgenote ex verloofde relatie"),
	words("broer broertje broers zus zusje zussen"),
	words("medewerker medewerkers personeel werknemer werknemers bedrijf leerling leerlingen client clienten cliënt patient patiënt"),
}

const (
	children = iota
	parents
	couples
	siblings
	employees
)

// present is who is in a talk.
type present struct {
	groups [5]bool
	mourns bool // who speaks lost somebody, and asks for themselves
	young  bool
	grown  bool // and was hurt as a child, or long ago
	works  bool // asks for their work, or stands by somebody they meet there
	hurt   bool // who speaks tells what happened to them
}

// present returns who is in what was said: who calls themselves a son has a parent, and not a son.
func (s *state) present(all string) present {
	var who present
	tokens := tokenTexts(all)
	for i, w := range tokens {
		for g, of := range kinOf {
			if !of[w] {
				continue
			}
			self := i > 0 && (tokens[i-1] == "als" || tokens[i-1] == "ben") || i > 1 && (tokens[i-1] == "de" || tokens[i-1] == "een") && tokens[i-2] == "ben" // and not "als een kind wordt geslagen"
			switch {
			case self && g == children:
				who.groups[parents] = true
			case self && g == parents:
				who.groups[children] = true
			default:
				who.groups[g] = true
			}
		}
	}
	who.young = s.memory.Child || s.memory.Speaker.is(youngNow)
	who.works = s.memory.Speaker.is(standsBy|atTheirWork) || route.AtWork(all) || slices.ContainsFunc(tokens, func(w string) bool { return slices.Contains(workWords, w) }) ||
		asEmployer.MatchString(plainWords(all)) || ofTrade.MatchString(plainWords(all))
	who.mourns = s.memory.Loss && !s.asksToStandBy() && !slices.ContainsFunc(tokenTexts(s.question), func(w string) bool { return helping[w] })
	return who
}

// asEmployer matches who speaks for others at work.
var asEmployer = regexp.MustCompile(`\b(ik ben|als|wij zijn|we zijn) (een |de )?(werkgever|leidinggevende|teamleider|manager|directeur|eigenaar|ondernemer|winkelier|docent|docente|leraar|lerares|leerkracht|juf|mentor|hulpverlener|hulpverleenster|collega|ambtenaar|burgemeester|boa|wijkagent|beleidsmedewerker|huisarts|arts)\b|\b(een|mijn|onze) (inwoner|inwoonster|client|cliente|patient|patiente|leerling|klant|bewoner|bewoonster|deelnemer|pupil)\b|\b(mijn|onze|een) (medewerker|medewerkers|werknemer|werknemers|personeel|collega|collegas|collega's|team)\b`)

// ofOneself matches who speaks of themselves, and askedOfHelper a question of who helps another.
var (
	ofOneself     = regexp.MustCompile(`\b(ik|mij|me|mijn|mn)\b`)
	askedOfHelper = regexp.MustCompile(`^(hoe|wat) (help|steun|ondersteun|zeg) ik (tegen )?(iemand|een ander|de ander|hem|haar)\b`)
)

// fit is the fitness of what is said to, or of, somebody who may not be in the talk.
func (who present) fit(text, heading string, p knowledge.Passage) float64 {
	switch {
	case forOthers[p.Audience] && p.Audience != "helper" && who.hurt && !who.works, p.Audience == "helper" && who.mourns:
		return toAnother
	case who.hurt && !who.works && who.groups == [5]bool{} && askedOfHelper.MatchString(plainWords(heading)):
		return toAnother
	case strings.ContainsAny(heading, "?.") && who.lacks(heading), who.lacksRole(heading), who.lacksRole(firstSentence(text)):
		return toAnother
	}
	return 1
}

// lacks reports whether a heading is said by somebody of kin that nobody told of: "Ik wil mijn zoon niet in de problemen brengen".
func (who present) lacks(heading string) bool {
	tokens := dutch.Tokens(heading)
	for i := 1; i < len(tokens); i++ {
		for g, of := range kinOf {
			if of[tokens[i].Text] && slices.Contains(ownerWords, tokens[i-1].Text) && !who.groups[g] && !(g == parents && who.young) {
				return true
			}
		}
	}
	return false
}

// lacksRole reports whether a sentence asks its reader whether they are somebody whom nobody told of: "Ben je ouder van een kind dat is mishandeld?".
func (who present) lacksRole(sentence string) bool {
	m := asksRole.FindStringSubmatch(plainWords(sentence))
	if m == nil {
		return false
	}
	switch {
	case m[1] == "volwassen":
		return !who.grown && !who.young
	case m[1] == "jonger dan":
		return !who.young && (who.works || who.groups[children])
	case kinOf[parents][m[1]]:
		return who.works || !who.groups[children]
	case kinOf[siblings][m[1]]:
		return !who.groups[siblings]
	}
	return !who.works
}

var asksRole = regexp.MustCompile(`^(?:ben|bent) (?:je|u) (?:een |de |zelf |nu |inmiddels )*(volwassen|jonger dan|ouder|vader|moeder|opa|oma|broer|zus|werkgever|leidinggevende|docent|leerkracht|hulpverlener)\b`)
