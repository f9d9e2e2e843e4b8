package assistant

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// speaker is who speaks in a talk, as far as it tells, whatever is asked: pages speak to one and not to another. Several hold together, and what was
// told once holds for the rest of the talk. Its zero value is who did not tell, to whom pages for victims speak.
type speaker uint16

const (
	atWheel     speaker = 1 << iota // drove when something happened, and does not say how it came
	driver                          // hit somebody in traffic, whose ever doing it was
	kinOfDoer                       // of the family of who is thought to have done something
	grownUpNow                      // was hurt as a child, and is grown up
	ofLongAgo                       // tells of what is no first day any more
	lostAtWheel                     // drove when somebody of theirs died
	standsBy                        // works with, or knows, to whom it happened
	inOtherLand                     // it happened in another country, where they may be now
	youngNow                        // had said to be a child before this
	askedDriver                     // was told that who drove is welcome too
	toldAbroad                      // was told whom to call in another country
	toldKin                         // was told what we are for
	visitor                         // lives in another country, and is here for some days or home again
	atTheirWork                     // asks for who they meet at work, or for an organisation
	privately                       // asks for themselves or for somebody of theirs
)

// is reports whether who speaks is any of some.
func (x speaker) is(some speaker) bool { return x&some != 0 }

// hearSpeaker remembers who speaks, as what is said now, and what was said just before it, tells.
func (s *state) hearSpeaker() {
	ofDeath := tellsLoss(s.turn.said()) && !sawKilling(s.turn.said()) && (!ofDoersKin(s.turn.said()) || clausesOf(s.turn.said()).mourns()) // "opgepakt voor doodslag" mourns nobody
	s.memory.Loss = s.memory.Loss || ofDeath
	if s.turn.Retrieved != "" || s.turn.Chosen || s.turn.Pressed != "" || s.memory.Booking != nil {
		return
	}
	s.says = speakerOf(s.turn.said(), s.memory.Speaker, s.turn.Now)
	earlier := s.memory.earlier()
	if !s.says.is(kinOfDoer) && len(s.memory.Said) > 0 && ofDoersKin(s.memory.Said[len(s.memory.Said)-1]+".\n"+s.turn.said()) {
		s.says |= kinOfDoer
	}
	if !s.memory.Speaker.is(kinOfDoer) && slices.ContainsFunc(earlier, func(text string) bool { return clausesOf(text).suffered() }) {
		s.says &^= kinOfDoer // it was done to them, or to somebody of theirs
	}
	s.memory.Speaker |= s.says
	if s.memory.Child {
		s.says |= youngNow
	}
	switch {
	case s.says.is(lostAtWheel):
		s.memory.Speaker &^= driver
	case wasStruck(s.turn.said()):
		s.memory.Speaker &^= atWheel
	}
}

// speakerOf returns who a message says that its writer is, where before tells what they said to be.
func speakerOf(text string, before speaker, now time.Time) speaker {
	var all speaker
	told := clausesOf(text)
	wheel := holdsWheel(text)
	switch {
	case told.mournsKin():
		if wheel || before.is(atWheel) {
			all |= lostAtWheel
		}
	case hitAnother(text, wheel || before.is(atWheel|driver)):
		all |= driver
	case wheel && !wasStruck(text) && !leaptBefore(text):
		all |= atWheel
	}
	if ofDoersKin(text) {
		all |= kinOfDoer
	}
	if hurtAsChild(text) {
		all |= grownUpNow | ofLongAgo
	}
	past := danger.NamesPast(text)
	if past && yearsAgo.MatchString(plainWords(text)) || namesPastYear(text, now) {
		all |= ofLongAgo
	}
	if meetsAtWork(text) {
		all |= standsBy
	}
	if !past && !all.is(ofLongAgo) && happenedAbroad(text) {
		all |= inOtherLand
	}
	if guest(text) {
		all |= visitor
	}
	return all
}

// ofSpeaker returns what is looked for in the place of what somebody tells whose own words find what is said to others, and what it leans on.
func (s *state) ofSpeaker(search, before string) (string, string) {
	who := s.memory.Speaker
	if s.answer.Lang != "nl" {
		return search, before
	}
	asks := route.Asks(s.question) || !s.says.is(grownUpNow) && asksOf(s.question, dutch.Tokens(s.question))
	if s.says.is(grownUpNow) && !s.says.is(youngNow) {
		s.memory.Child = false // "toen ik klein was" is said by who is not
	}
	switch {
	case before == leapSeen && search != leapSeen && namesAnything(search):
		return search, "" // of a page that was read
	case s.says.is(driver) && !asks && harmDeath.MatchString(plainWords(s.question)):
		return afterDeadly, ""
	case s.says.is(driver) && !asks:
		return afterHitting, ""
	case who.is(driver):
		return search, afterHitting
	case s.asksToStandBy():
		return howToStandBy, ""
	case asks || s.memory.Child:
	case s.says.is(grownUpNow) && !ofAbuse(s.question):
		return asGrownUp, ""
	case s.says.is(standsBy) && s.finding.Level < danger.Acute && !slices.Contains(s.finding.Kinds, danger.Suicidality):
		if namesYoung(s.question) && !namesDeath(s.question) {
			return dutyAtWork, ""
		}
		return asProfessional, ""
	case s.says.is(inOtherLand) && before == "":
		return ofOtherLand(search), ""
	}
	return search, before
}

// What is looked for in the place of that.
const (
	afterHitting   = "ik reed en heb iemand aangereden, steun voor wie een ongeluk heeft veroorzaakt"
	afterDeadly    = "omgaan met schuldgevoel na een ongeluk dat ik veroorzaakte, iemand is overleden" // who to turn to comes before insurers
	asGrownUp      = "kindermishandeling lang geleden, ben je nu volwassen"
	asProfessional = "professional: overleg met de advieslijn, cliënt of patiënt verwijzen"
	howToStandBy   = "wat zeg je tegen iemand, luisteren en er zijn"
)

// ofAbuse reports whether a text speaks of what is done sexually.
func ofAbuse(text string) bool {
	return slices.ContainsFunc(tokenTexts(text), func(w string) bool { return abuse[w] })
}

// asksToStandBy reports whether who tells of a death asks what to say to others who mourn, or how to help them.
func (s *state) asksToStandBy() bool {
	return s.memory.Loss && asksHowToHelp.MatchString(plainWords(s.question)) && !namesYoungest.MatchString(plainWords(s.question))
}

var (
	asksHowToHelp = regexp.MustCompile(`\b(help|helpen|steun|steunen|ondersteun|ondersteunen) (ik|we|wij)( \S+){0,2} (hem|haar|hen|hun|zijn|de|die)\b|\b(kan|kunnen|moet|moeten|wil|willen|kunnen) (ik|we|wij) (\S+ ){0,2}(hem|haar|hen|hun|zijn|de|die) (\S+ ){0,3}(helpen|steunen|ondersteunen|bijstaan)\b|\b(zeg|moet|kan|ik|we) (\S+ ){0,3}tegen (hem|haar|hen|hun|zijn|de|die)\b|\bvoor (zijn|haar|hun|de|die) (ouders|moeder|vader|vrouw|man|familie|broer|zus|vriend|vriendin|partner|nabestaanden) (doen|betekenen)\b`)
	// namesYoungest is for who asks how to speak with children, of which pages speak apart, and for who asks what they may say to who did it.
	namesYoungest = regexp.MustCompile(`\b(kind|kinderen|kindje|zoontje|dochtertje|zoon|dochter|leerling|leerlingen|klas|kleintjes|kleinkinderen|kids|politie|rechter|rechtbank|rechtszaal|zitting|spreekrecht|dader|verdachte)\b|\b(mag|mogen) (ik|wij|we)\b`)
)

// notFor reports a page that was found and speaks to another than who speaks.
func (s *state) notFor(h knowledge.Hit) bool {
	who := s.memory.Speaker
	traffic := knowledge.ToldIn("aangereden").Named
	switch {
	case who.is(driver) && h.Events&traffic != 0 && h.Supposes&knowledge.Deed == 0:
		return true
	case h.Events&knowledge.ToldIn("mensenhandel").Named != 0 && hurtAtWork(s.question):
		return true
	case who.is(kinOfDoer) && h.Events != 0 && !s.memory.Loss:
		return true
	case s.memory.Loss && asksOfDespair(h.Title) && s.ofTraffic():
		return true
	case forOthers[h.Audience] && h.Events != 0 && (s.memory.Loss || who.is(standsBy)):
		told := knowledge.ToldIn(strings.Join(append(s.saidSoFar(), s.question), "\n")).Named
		return h.Events&told == 0 && (told != 0 || h.Audience == "helper") // how to stand by somebody after something else
	}
	return s.notForPassage(h.Passage)
}

// notForPassage reports a passage of a page that speaks to another than who speaks: to the parents of a child that is hurt now, or to who was hurt just now.
func (s *state) notForPassage(p knowledge.Passage) bool {
	heading := plainWords(knowledge.NearestHeading(p.Heading))
	switch who := s.memory.Speaker; {
	case who.is(grownUpNow) && !sameTitle(p) && ofOthersChild.MatchString(heading):
		return true
	case s.onlyMourns() && !sameTitle(p) && asksOfMoney(heading):
		return true
	case who.is(ofLongAgo) && s.finding.Level == danger.None && !s.memory.Danger:
		return firstHours.MatchString(heading)
	}
	return false
}

// ofTraffic reports whether who tells of a death named an accident.
func (s *state) ofTraffic() bool {
	return slices.ContainsFunc(tokenTexts(strings.Join(append(s.saidSoFar(), s.question), "\n")), func(w string) bool { return inTraffic[w] || begins(w, accident) })
}

// ofOthersChild matches a heading that speaks to a child now, or to those around one.
var ofOthersChild = regexp.MustCompile(`\b(ouder|ouders|jonger dan|zorgen om een kind|ik werk met kinderen)\b`)

// firstHours matches a heading above what to do while it is still going on, or has just happened.
var firstHours = regexp.MustCompile(`\b(eerste (uur|uren|nacht|dag|dagen|uren en dagen)|meteen|direct na|nu meteen|net gebeurd|op de plek|deze week|vannacht|vandaag)\b`)

// forSpeaker leaves out of what is to be shown what is said to another than who speaks: the alarm number to who tells of years ago, and to who lost somebody
// a fault that a heading admits and they did not, and sums that nobody asked for.
func (s *state) forSpeaker(sentences []Sentence) []Sentence {
	said := strings.Join(append(s.saidSoFar(), s.question), "\n")
	alarm := s.memory.Speaker.is(ofLongAgo) && s.finding.Level == danger.None && !s.memory.Danger && !strings.Contains(said, "112")
	faultless := (s.memory.Loss || s.memory.Speaker.is(driver|lostAtWheel)) && !ownFault.MatchString(plainWords(said))
	unasked, died := s.onlyMourns(), s.memory.Loss || s.answer.Lang != "nl" || namesDeath(said)
	left := slices.DeleteFunc(slices.Clone(sentences), func(x Sentence) bool {
		first := firstSentence(x.Text)
		return unasked && (asksOfMoney(knowledge.NearestHeading(x.Cites[0].Heading)) || namesSum(dutch.Numbers(x.Text))) ||
			!died && inOwnVoice(dutch.Tokens(first)) && harmDeath.MatchString(plainWords(first)) ||
			alarm && stillGoingOn.MatchString(plainWords(x.Text)) || faultless && inOwnVoice(dutch.Tokens(first)) && ownFault.MatchString(plainWords(first))
	})
	if len(left) == 0 {
		return sentences
	}
	return left
}

// onlyMourns reports whether who lost somebody tells of it, and asks nothing: of sums they are told when they do.
func (s *state) onlyMourns() bool {
	tells := tellsLoss(s.question) || wasThere.MatchString(plainWords(s.question))
	return s.memory.Loss && tells && !asksOfMoney(strings.Join(append(s.saidSoFar(), s.question), "\n")) && s.answer.Lang == "nl" && !route.Asks(s.question) && !asksOf(s.question, dutch.Tokens(s.question))
}

// wasThere matches what is told by who saw it happen.
var wasThere = regexp.MustCompile(`\b(ik|we|wij) (was|waren|stond|zat|zag|lag|liep)( \S+){0,2} (erbij|ernaast|naast|gebeuren|ook)\b`)

// stillGoingOn matches what is said to who is in danger.
var stillGoingOn = regexp.MustCompile(`\b(112|nog binnen|nog in de buurt)\b`)

// ownFault matches words with which somebody blames themselves, or asks whether they are to blame.
var ownFault = regexp.MustCompile(`\b(schuld|schuldig|schuldgevoel|fout|had ik|verwijt|verwijten|door mij|ik had)\b`)

// namesPastYear reports whether a text names a year that has been.
func namesPastYear(text string, now time.Time) bool {
	if now.IsZero() {
		now = time.Now()
	}
	for _, m := range yearNamed.FindAllStringSubmatch(plainWords(text), -1) {
		if y, err := time.Parse("2006", m[1]); err == nil && y.Year() < now.Year() {
			return true
		}
	}
	return false
}

// yearsAgo matches words for a time of which the first days are long over.
var yearsAgo = regexp.MustCompile(`\b(jaar|jaren|jaartje|maanden|maand) (geleden|terug)\b|\b(vorig|afgelopen) (jaar|schooljaar)\b|\blang geleden\b|\b(ik vroeger|vroeger (ben|werd|is) (ik|er|mijn))\b`)

var yearNamed = regexp.MustCompile(`\b(?:in|sinds|rond) ((?:19|20)\d\d)\b`)

// hurtAsChild reports whether somebody tells what was done to them when they were a child: "ik ben als kind geslagen", "mijn vader sloeg mij toen ik klein was".
func hurtAsChild(text string) bool {
	line := plainWords(text)
	told := clausesOf(text)
	hurt := slices.ContainsFunc(tokenTexts(text), func(w string) bool {
		return begins(w, harming) || begins(w, confined) || abuse[w] || eventWords[w]
	})
	return hurt && !tellsLoss(text) && !route.OwnHand(text) && asChild.MatchString(line) && (told.has(writerWords) || told.has(meWords)) && !childWas.MatchString(line)
}

var (
	asChild  = regexp.MustCompile(`\b(als (klein |jong )?(kind|meisje|jongetje|jongen|kleuter|peuter|baby)|in (mijn|m'n) (jeugd|kindertijd|kinderjaren)|toen ik (nog )?(heel |een )?(klein|jong|kind|kleuter|meisje|jongetje) was|ik (nog )?(klein|een kind) was|toen ik (nog )?(maar )?(\d|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|1[0-5])( jaar)? was|opgegroeid (met|in)|vroeger thuis|thuis vroeger)\b`)
	childWas = regexp.MustCompile(`\b(mijn|m'n|mn|onze) (zoon|zoontje|dochter|dochtertje|kind|kinderen|kleinkind|kleinzoon|kleindochter|puber|tiener) (is|zijn|werd|wordt|was|werden)\b`)
	confined = strings.Fields("opgeslot opgeslo vastgebond verwaarlo vernederd uitgehongerd")
)

// meetsAtWork reports whether a text tells of somebody whom its writer meets at work and to whom something happened, and of nothing that they did to the writer.
func meetsAtWork(text string) bool {
	told := clausesOf(text)
	if told.has(meWords) && !slices.ContainsFunc(told, func(x clause) bool { return x.has("van", "mij") }) {
		return false
	}
	if slices.ContainsFunc(told, func(x clause) bool {
		self := slices.Contains(x.words, "word") || slices.Contains(x.words, "ben") || slices.Contains(x.words, "werd") && x.of(writerWords) >= 0
		return self && slices.ContainsFunc(x.words, func(w string) bool { return eventWords[w] })
	}) {
		return false // it was done to them
	}
	line := plainWords(text)
	hurt := slices.ContainsFunc(tokenTexts(text), func(w string) bool {
		return begins(w, harming) || begins(w, confined) || abuse[w] || eventWords[w] || deathWords[w] || w == "plekken" || w == "striemen"
	})
	if hurt && ofOthersMet.MatchString(line) && (route.AtWork(text) || ofTrade.MatchString(line)) {
		return true
	}
	return hurt && ofMyClient.MatchString(line)
}

// has reports whether two words stand one behind the other in a clause.
func (x clause) has(first, second string) bool {
	for i := 1; i < len(x.words); i++ {
		if x.words[i-1] == first && x.words[i] == second {
			return true
		}
	}
	return false
}

// ofOthersMet matches who is met at work.
var ofOthersMet = regexp.MustCompile(`\b(client\S*|patient\S*|leerling\S*|klant\S*|bewoner\S*|bewoonster|inwoner\S*|inwoonster|deelnemer\S*|pupil\S*|cursist\S*|student\S*|kind|kinderen|meisje|jongen|jongetje|mevrouw|meneer|dame|vrouw)\b`)

// ofTrade matches who says for what they meet people.
var ofTrade = regexp.MustCompile(`\b(ik ben|als|ik werk als|wij zijn|we zijn) (een )?(\S*arts|verloskundige|kraamverzorgende|\S*verpleegkundige|\S*verzorgende|\S*trainer|\S*coach|jongerenwerker|\S*begeleider|begeleidster|psycholoog|\S*therapeut|dominee|predikant|imam|pastor|kapper|kapster|wijkagent|bewindvoerder|school|team|opvang|kinderopvang|leidster|stagebegeleider|buurtwerker|sociaal werker)\b`)

var ofMyClient = regexp.MustCompile(`\b(mijn|onze|een) (vaste )?(klant|cliënt|client|cliënte|patiënte|bewoner|bewoonster|inwoner|inwoonster|deelnemer|pupil|werknemer)( van (mij|ons))? (is|was|wordt|werd|heeft)\b`)

// ofDoersKin reports whether a text tells that somebody of its writer's family is thought to have done something to another: that they were arrested, or
// what they did. Who was hurt by them, or knows who was, is not meant.
func ofDoersKin(text string) bool {
	if route.Accused(text) == route.WritersChild {
		return true
	}
	if ofDoersFamily.MatchString(plainWords(text)) {
		return true
	}
	told := clausesOf(text)
	if n := len(dutch.Tokens(text)); n > 2*leanWords || told.has([]string{"slachtoffer"}) || ofTwoKin.MatchString(plainWords(text)) {
		return false // much was told besides, or to whom it was done
	}
	kin, doer := "", false
	for _, x := range told {
		own := ""
		for i, w := range x.words {
			if i > 0 && slices.Contains(kinWords, w) && slices.Contains(ownerWords, x.words[i-1]) && w != "collega" && w != "buurman" && w != "buurvrouw" {
				if own == "" && kin != "" && kin != w {
					return false // of the family as well, to whom it may have been done
				}
				if own != "" && own != w {
					return false
				}
				own = w
			}
		}
		if x.of(meWords) >= 0 || x.holds(pets) || x.happensToUs() {
			return false
		}
		if own != "" {
			kin = own
		}
		line := " " + strings.Join(x.words, " ") + " "
		he := own != "" || kin != "" && (x.of(childPronouns) >= 0 && (!women[kin] || !slices.Contains(x.words, "hij")))
		if he && !stuckIn.MatchString(line) && !strings.Contains(line, " niet ") && !strings.Contains(line, " bang ") {
			doer = doer || caught.MatchString(line) || x.doesToAnother()
		}
	}
	return doer
}

// happensToUs reports "hij is geslagen door de politie", "aangehouden door een nepagent": what was done to somebody, and not what they did.
func (x clause) happensToUs() bool {
	byAnother := slices.Contains(x.words, "door") && !slices.Contains(x.words, "politie") && x.of(kinWords) >= 0
	return byAnother || x.of(having) < 0 && x.of([]string{"zou", "zouden"}) < 0 && x.of(strangerWords) < 0 &&
		slices.ContainsFunc(x.words, func(w string) bool { return eventWords[w] })
}

// doesToAnother reports "mijn broer heeft iemand beroofd", "hij heeft een meisje aangerand": who has done something to somebody who is nobody's.
func (x clause) doesToAnother() bool {
	aux := x.of(append(slices.Clone(having), "zou"))
	if aux < 0 || x.of(writerWords) >= 0 {
		return false
	}
	after := clause{words: x.words[aux+1:]}
	if len(after.words) == 0 || slices.Contains(othersWords, after.words[0]) {
		return false // "mijn zoon hebben ze beroofd"
	}
	whom := after.of(strangerWords) >= 0 || after.of([]string{"vrouw", "man", "kind", "persoon", "agent", "winkel", "bejaarde"}) >= 0 && after.of(ownerWords) < 0
	return whom && slices.ContainsFunc(after.words, func(w string) bool { return eventWords[w] || deathWords[w] || deeds[w] })
}

// ofTwoKin matches two who are the writer's: it may have been done to one of them. stuckIn matches who is stuck somewhere and not held.
var (
	ofTwoKin = regexp.MustCompile(`\b(mijn|m'n|mn|onze) \S+ .*\b(mijn|m'n|mn|onze|ons) \S+`)
	stuckIn  = regexp.MustCompile(`\bvast (in|aan|op|tussen|onder)\b`)
	women    = words("dochter dochtertje zus zusje moeder ma mama oma tante vriendin vrouw nicht kleindochter")
)

// ofDoersFamily matches who says to be of the family of whoever did it.
var ofDoersFamily = regexp.MustCompile(`\b(ik ben|wij zijn|we zijn) de (ouders|ouder|vader|moeder|broer|zus|partner|vrouw|man|familie|zoon|dochter|vriendin|vriend) van (de|een) (dader|daders|verdachte)\b`)

var caught = regexp.MustCompile(` ((is|zijn|werd|wordt|was|word) (\S+ ){0,5}?(aangehouden|opgepakt|gearresteerd|verdacht|verdachte|veroordeeld|vastgezet)|zit (\S+ ){0,5}?(vast|in (de )?(gevangenis|cel|bak|bajes|voorarrest))|(aangehouden|opgepakt|gearresteerd|verdacht) (is|werd|wordt)|(is|was|blijkt|bleek) (een |de |mede)?dader (van|bij|in)|politie (\S+ ){0,5}?(meegenomen|opgehaald|opgepakt|aangehouden)|vastzit) `)
