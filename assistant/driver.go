package assistant

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// Who drove is not asked whose fault it was, and reads nothing that is said to who was hit. Who was hit at the wheel reads what every victim does.

// holdsWheel reports whether a text tells that its writer drove.
func holdsWheel(text string) bool {
	line := plainWords(text)
	return atTheWheel.MatchString(line) && !noDriver.MatchString(line)
}

var (
	atTheWheel = regexp.MustCompile(`\b(ik (zat|zit|was) (toen |zelf |nog |gewoon )*achter het stuur|(zat|was) ik (toen |zelf |nog |gewoon )*achter het stuur|achter het stuur (zat|was) ik|ik (reed|bestuurde)|(reed|bestuurde) ik|ik was (toen |zelf )*(de )?(bestuurder|bestuurster|chauffeur)|ik was aan het rijden|ik was (zelf )?degene die reed|ik die reed)\b`)
	noDriver   = regexp.MustCompile(`\b(ik reed (\S+ ){0,3}(mee|achterop|paard|niet)|ik zat niet achter|ik reed niet|reed ik niet|niet achter het stuur)\b`)
)

// wasStruck reports whether a text tells that another hit its writer, or took their right of way.
func wasStruck(text string) bool {
	return struck.MatchString(plainWords(text))
}

var struck = regexp.MustCompile(`\b(ben|werd|word|zijn|werden|was) (ik )?(\S+ ){0,6}?(aangereden|geraakt|geramd|geschept|overreden|klemgereden|gesneden)\b|\b(ramde|raakte|schepte|sneed|knalde|botste|reed)( \S+){0,3} (mij|me|ons)\b|\b(mij|me|ons)( \S+){0,4} (geen voorrang|aan|aangereden|geramd|geraakt|geschept|van de weg|klem)\b|\b(gaf|verleende) (\S+ )?geen voorrang\b|\bkreeg geen voorrang\b|\b(tegen|achterop) mijn ` + vehicles + `\b|\b(tegen|op|achterop) (mij|me|ons)\b`)

// hitAnother reports whether a text tells that its writer hit somebody in traffic. Where they told to drive, who was hurt was hurt by that.
func hitAnother(text string, wheel bool) bool {
	if wasStruck(text) && !drove(text) {
		return false
	}
	line := plainWords(text)
	if hitsAnimal(text) || leaptBefore(text) {
		return false
	}
	touched := slices.Contains(tokenTexts(text), "geraakt") && !wheel && !crossing.MatchString(line) // with what, is not said
	if drove(text) && !touched || beforeMyCar.MatchString(line) || byWhatIDid(line) || ofMyFault.MatchString(line) && !strings.Contains(line, "niet mijn") && othersHarm(text) {
		return true
	}
	for _, x := range clausesOf(text) {
		said := strings.Join(x.words, " ")
		if x.holds(driving) && withMyCar.MatchString(said) && !x.holds(undergoes) {
			return true
		}
	}
	if iHit.MatchString(line) && (wheel || crossing.MatchString(line)) {
		return true
	}
	return wheel && (brakedLate.MatchString(line) || lostControl.MatchString(line) || othersHarm(text))
}

// leaptBefore reports whether a text tells that somebody jumped before the train or the bus of its writer, or came before what runs on rails: nobody who drove did
// anything, and they saw it. Who tells that they paid no heed says something else.
func leaptBefore(text string) bool {
	line := plainWords(text)
	if clausesOf(text).mournsKin() {
		return false
	}
	return jumpedBefore.MatchString(line) || beforeMyRails.MatchString(line) && !heedless.MatchString(line) || worksOnBoard.MatchString(line) && onTheTrack.MatchString(line)
}

// byWhatIDid reports "door mijn fout is een wielrenner verongelukt", and not "door mijn buurman".
func byWhatIDid(line string) bool {
	m := throughMe.FindStringSubmatch(line)
	return m != nil && !slices.Contains(kinWords, m[1]) && !slices.Contains(people, m[1]) && !strangers[m[1]]
}

// hitsAnimal reports whether what was hit is no person.
func hitsAnimal(text string) bool {
	tokens := tokenTexts(text)
	return slices.ContainsFunc(tokens, func(w string) bool { return pets[w] || wild[w] }) && !roadUser.MatchString(strings.Join(tokens, " "))
}

var wild = words("ree hert zwijn egel eend gans vos koe das")

// othersHarm reports whether a text tells that somebody who is nobody of the writer's was hurt or died.
func othersHarm(text string) bool {
	all := clausesOf(text)
	harmed := slices.ContainsFunc(all, func(x clause) bool {
		line := strings.Join(x.words, " ")
		other := x.of(strangerWords) >= 0 || x.of(othersWords) >= 0 || x.of([]string{"die", "de", "een", "er", "het", "iemand"}) >= 0 && x.of(writerWords) < 0 && x.of(meWords) < 0
		return other && harm.MatchString(line)
	})
	return harmed && !slices.ContainsFunc(all, func(x clause) bool {
		return x.of(ownerWords) >= 0 && x.of(kinWords) >= 0
	})
}

const vehicles = `(auto|wagen|bus|busje|vrachtwagen|vrachtauto|truck|trein|tram|metro|motor|scooter|brommer|fiets|taxi|trekker|camper)`

var (
	beforeMyCar = regexp.MustCompile(`\b(voor|onder|tegen) (mijn|m'n|mn) ` + vehicles + ` (\S+ )?(gerend|gelopen|gesprongen|gestapt|gefietst|gekomen|gevallen|gereden)\b|\b(sprong|rende|liep|stapte|fietste|kwam|viel) (\S+ ){0,3}(voor|onder) (mijn|m'n|mn) ` + vehicles + `\b`)
	// jumpedBefore matches who jumped before the writer's own train or bus, beforeMyRails who came before what cannot turn aside, and onTheTrack the same of who works on it.
	jumpedBefore  = regexp.MustCompile(`\b(voor|onder) (mijn|m'n|mn|onze) (trein|tram|metro|locomotief|sneltram|sprinter|intercity|bus) (\S+ ){0,2}(gesprongen|gegooid|geworpen|gedoken)\b|\b(sprong|springt|gooide|wierp|dook|gesprongen|gegooid|geworpen) (\S+ ){0,4}(voor|onder) (mijn|m'n|mn|onze) (trein|tram|metro|locomotief|sneltram|sprinter|intercity|bus)\b`)
	beforeMyRails = regexp.MustCompile(`\b(iemand|man|vrouw|jongen|meisje|persoon|mens|kind|hij|zij|ze|die|er) (\S+ ){0,5}(voor|onder) (mijn|m'n|mn|onze) (trein|tram|metro|locomotief|sneltram|sprinter|intercity)\b`)
	worksOnBoard  = regexp.MustCompile(`\b(ben|was|als|werk als|werkte als) (een |de |zelf )?(treinmachinist|machinist|machiniste|conducteur|conductrice|hoofdconducteur|treinbestuurder|trambestuurder|metrobestuurder|tramchauffeur|buschauffeur|buschauffeuse|treinmanager)\b|\bik (rij|rijd) (\S+ )?(op|bij) (de|een) (trein|tram|metro|bus)\b`)
	onTheTrack    = regexp.MustCompile(`\b(sprong|springt|gesprongen|gooide zich|wierp zich|zich \S*(gegooid|geworpen)|onder) (\S+ ){0,4}(trein|tram|metro|bus|spoor|rails|perron)\b|\b(voor|onder|op) (de|een|het) (trein|tram|metro|bus|spoor|rails) (\S+ ){0,2}(gesprongen|gegooid|geworpen|gelopen|gestapt)\b`)
	heedless      = regexp.MustCompile(`\b(mijn fout|te hard|te snel|afgeleid|rood licht|door rood|(lette|keek|zat) (\S+ )?(niet op|weg|te slapen)|niet opgelet|telefoon|gedronken)\b`)
	throughMe     = regexp.MustCompile(`\bdoor (?:mij|(?:mijn|m'n|mn) (\S+))( \S+){0,5} (verongelukt|aangereden|zwaargewond)\b`)
	ofMyFault     = regexp.MustCompile(`\b\S*(ongeluk|ongeval|aanrijding|botsing)\b.*\bmijn (fout|schuld)\b|\bmijn (fout|schuld)\b.*\b\S*(ongeluk|ongeval|aanrijding|botsing)\b`)
	withMyCar     = regexp.MustCompile(`\bmet (mijn|m'n|mn|de) ` + vehicles + `\b`)
	iHit          = regexp.MustCompile(`\b((ik|en|toen) (raakte|schepte|tikte)|(raakte|schepte) ik)( \S+){0,3} (hem|haar|iemand|een|het|de|die)\b|\b(ik (raakte|schepte)|(raakte|schepte) ik) (hem|haar|iemand|ze)\b`)
	crossing      = regexp.MustCompile(`\b(stak|overstak|oversteken|oversteek|zebrapad|stoplicht|kruispunt|weg|straat|auto|fiets|fietser)\b`)
	brakedLate    = regexp.MustCompile(`\bniet (meer )?(op tijd )?(remmen|stoppen|uitwijken|ontwijken)\b|\bte laat (geremd|remde|gezien|zag)\b|\b(remde|zag \S+( \S+)?) te laat\b|\bzag ik? ?(hem|haar|ze|de \S+|het \S+|een \S+|die) niet\b|\bover het hoofd gezien\b`)
	lostControl   = regexp.MustCompile(`\b(op|tegen) (een|de) (boom|paal|lantaarnpaal|vangrail|muur|hek|huis|geparkeerde \S+) (gereden|gebotst|geknald|geklapt)\b|\bmacht over het stuur\b|\bin de sloot\b|\bvan de weg geraakt\b`)
	hadAccident   = regexp.MustCompile(`\b(ik|we|wij) (heb|hebben|had|hadden|kreeg|kregen|was|waren|zat|zaten)( \S+){0,4} \S*(ongeluk|ongeval|aanrijding|botsing)\b`)
	kinHit        = regexp.MustCompile(`\b(mijn|m'n|mn|onze) \S+ (reed en )?heeft ((een|de|het|iemand|per|ongeluk|gisteren|zojuist|net|oude|jonge|\S*fietser|voetganger|kind|meisje|jongen|man|vrouw|scooter|motorrijder) )+(aangereden|overreden|geschept|doodgereden)\b`)
	roadUser      = regexp.MustCompile(`\b(fietser|fietsster|voetganger|wielrenner|scooterrijder|motorrijder|bestuurder|bestuurster|ander|andere|kind|kindje|meisje|jongen|jongetje|man|vrouw|oudere|bejaarde|passagier)\b`)
	harm          = regexp.MustCompile(`\b(overleden|overleed|dood|doodgegaan|gestorven|omgekomen|gewond|zwaargewond|coma|ziekenhuis|verlamd|niet (overleefd|gered|gehaald))\b`)
)

// mournsKin reports whether somebody of the writer's own family or love died.
func (c clauses) mournsKin() bool {
	return slices.ContainsFunc(c, func(x clause) bool {
		if !harmDeath.MatchString(strings.Join(x.words, " ")) || x.does() {
			return false
		}
		return x.namesKin() && x.of(ownerWords) >= 0
	})
}

var harmDeath = regexp.MustCompile(`\b(overleden|overleed|dood|doodgegaan|gestorven|omgekomen|verongelukt|doodgereden|niet overleefd)\b`)

// droveSomehow reports whether somebody tells that they drove, or were in an accident in which another died, and how it came is not said.
func (s *state) droveSomehow() bool {
	who := s.memory.Speaker
	if s.answer.Lang != "nl" || s.finding.Level > danger.None || s.memory.Booking != nil || s.turn.Retrieved != "" || s.turn.Chosen || s.turn.Pressed != "" ||
		who.is(askedDriver|driver|lostAtWheel) || wasStruck(s.question) || route.Asks(s.question) {
		return false
	}
	told := knowledge.ToldIn(s.question)
	other := told.Named &^ knowledge.ToldIn("aangereden").Named
	tokens := tokenTexts(s.question)
	had := hadAccident.MatchString(plainWords(s.question)) && othersHarm(s.question) && !s.says.is(standsBy)
	return other == 0 && (had || kinHit.MatchString(plainWords(s.question)) && !slices.ContainsFunc(tokens, func(w string) bool { return slices.Contains(meWords, w) }) || s.says.is(atWheel) && (len(tokens) <= shortTelling || told.Named != 0 || slices.ContainsFunc(tokens, func(w string) bool { return begins(w, accident) })))
}

// shortTelling is how many words a message has at most that tells of driving and of nothing else.
const shortTelling = 8

// toDriver says that who drove is welcome too, and lets them choose what is for them.
func (a *Assistant) toDriver(s *state) (verdict, error) {
	s.memory.Speaker |= askedDriver
	s.answer.Status, s.answer.Action, s.own = Told, ActionAnswer, true
	if err := a.say(s, Message(s.answer.Lang, "at_wheel")); err != nil {
		return verdict{}, err
	}
	s.told()
	for _, id := range []knowledge.TopicID{"verkeer_nazorg_bestuurder", "verkeersongeval"} {
		if topic, ok := a.topics().Lookup(id); ok {
			s.answer.Topics = append(s.answer.Topics, Button{topic.ID, topic.Name})
		}
	}
	return verdict{done: true, word: "drove"}, s.emit(Event{Topics: s.answer.Topics})
}

// ofKin answers the family of who is thought to have done something: what we are for, and who can tell more. False for what they ask of themselves, which the site
// may say something of.
func (a *Assistant) ofKin(s *state) (verdict, bool, error) {
	who := s.memory.Speaker
	if !who.is(kinOfDoer) || s.answer.Lang != "nl" || s.finding.Level > danger.None || len(s.memory.Kinds) > 0 || s.memory.Loss || s.memory.Booking != nil || s.turn.Retrieved != "" || s.turn.Chosen || s.turn.Pressed != "" {
		return verdict{}, false, nil
	}
	key := "accused_kin"
	switch {
	case who.is(toldKin) && (route.BlamesSelf(s.question) || reproaches(s.question)):
		return verdict{done: true, word: "told on"}, true, a.toldOn(s) // nobody did it to them
	case who.is(toldKin) && !(ofHim.MatchString(plainWords(s.question)) || s.says.is(kinOfDoer)):
		return verdict{}, false, nil
	case who.is(toldKin):
		key = "accused_kin_more"
	case route.Accused(s.question) == route.WritersChild:
		key = string(route.WritersChild)
	}
	s.memory.Speaker |= toldKin
	s.answer.Status, s.answer.Action, s.own = Told, ActionAnswer, true
	return verdict{done: true, word: key}, true, a.say(s, Message(s.answer.Lang, key))
}

// ofHim matches what is asked of who is thought to have done it, and of their case.
var ofHim = regexp.MustCompile(`\b(hij|hem|zij|ze|haar|zaak|rechter|rechtbank|zitting|straf|advocaat|verhoor|politie|cel|gevangenis|vrij|vast)\b`)

// press answers who writes or broadcasts, and would speak with somebody or ask something: appointments are for who went through something.
func (a *Assistant) press(_ context.Context, s *state) (verdict, error) {
	if s.memory.Booking != nil || s.finding.Level > danger.None || s.turn.Retrieved != "" || s.turn.Chosen || s.turn.Pressed != "" || !fromPress(s.question) && !s.pressAsksOn() {
		return verdict{word: "none"}, nil
	}
	s.answer.Status, s.answer.Action, s.own = HandedOver, ActionHandover, true
	return verdict{done: true, word: "press"}, a.say(s, Message(s.answer.Lang, "press"))
}

// pressAsksOn reports whether a message asks for who speaks with the press, or asks on in few words after that was told.
func (s *state) pressAsksOn() bool {
	told, line := clausesOf(s.question), plainWords(s.question)
	if told.suffered() || told.has(kinWords) || told.has(meWords) || route.OfReporting(s.question) || len(dutch.Tokens(s.question)) > leanWords {
		return false
	}
	_, books := WantsBooking(s.question)
	return whoSpeaksToPress.MatchString(line) || s.memory.Offered == "press" && !route.OfOffence(s.question) && (books || wantsWord.MatchString(line))
}

// fromPress reports whether a message is of somebody who makes news, and wants to speak with somebody, and not of one to whom something was done.
func fromPress(text string) bool {
	told, line := clausesOf(text), plainWords(text)
	return makesNews.MatchString(line) && wantsWord.MatchString(line) && !told.suffered() && !told.has(kinWords) && !route.OfReporting(text) && !told.has(meWords) && len(dutch.Tokens(text)) <= longStory
}

var (
	makesNews = regexp.MustCompile(`\b(ik ben (een |freelance )*(journalist|journaliste|verslaggever|verslaggeefster|redacteur|programmamaker|documentairemaker)|als journalist|(ik werk|we werken|wij werken|werk ik) (voor|bij) (een |de |het )?(\S+ )?(krant|dagblad|omroep|tijdschrift|zender|nieuwssite|persbureau|journaal|televisie|tv|radio)|(ik schrijf|we schrijven|ik maak|we maken|wij maken) (een |aan een )?(artikel|reportage|documentaire|podcast|(tv|radio|televisie|televisie-|tv-|radio-) ?programma|uitzending|interview|item))\b`)
	// whoSpeaksToPress matches who speaks with the press for us, and not for a family.
	whoSpeaksToPress = regexp.MustCompile(`\b(iemand|persoon|contactpersoon|contact|nummer|afdeling|mailadres|team) (van|voor) (de |jullie )*(pers|persafdeling|communicatie)\b|\b(persvoorlicht\w*|perswoordvoerder|persafdeling|persdienst|persvragen|perscontact|persverzoek)\b|\b(jullie|uw) woordvoerder\b`)
	wantsWord        = regexp.MustCompile(`\b(spreken|interview|interviewen|interviewt|praten|vraag|vragen|contact|woordvoerder|persvoorlichter|reactie|quote|ervaringsdeskundige|informatie|bellen|spreek)\b`)
)
