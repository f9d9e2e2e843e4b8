package assistant

import (
	"slices"
	"strings"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// A page may take something grave for true of who reads it. It is shown to who told that, and to nobody else: whoever is threatened with death is not
// told that somebody they loved was killed.

// supposable returns what may be taken for true of who writes.
func (a *Assistant) supposable(s *state) knowledge.Supposition {
	var told knowledge.Supposition
	if s.memory.Loss || s.finding.Level == danger.None && (clause{words: tokenTexts(s.searched)}).holds(nearLoss) {
		told |= knowledge.Loss
	}
	if s.memory.Speaker.is(driver) {
		told &^= knowledge.Loss // who died is mourned by others
	}
	if s.memory.Speaker.is(driver|askedDriver) || a.caused(s) || ownDeed(s.question) || ofCause(s.search) {
		told |= knowledge.Deed
	}
	said := clause{words: tokenTexts(strings.Join(append(s.saidSoFar(), s.question, s.before), " "))}
	speaksOf := func(starts []string) bool {
		return slices.ContainsFunc(said.words, func(w string) bool { return begins(w, starts) })
	}
	if s.memory.Loss || s.answer.Lang != "nl" || said.holds(somebody) || said.of(kinWords) >= 0 || said.of(people) >= 0 || speaksOf(ofDead) {
		told |= knowledge.FoundDead
	}
	if s.answer.Lang != "nl" || speaksOf(ofStay) {
		told |= knowledge.Papers
	}
	if !s.memory.Loss || s.answer.Lang != "nl" || speaksOf(ofWounds) {
		told |= knowledge.Wounds
	}
	if s.answer.Lang != "nl" || speaksOf(ofJoining) {
		told |= knowledge.Joining
	}
	return told
}

// toldReader reports a sentence that tells its reader what happened to them, when that was not told.
func toldReader(text string, told knowledge.Told) bool {
	tokens := dutch.Tokens(text)
	if len(tokens) < leastDeed || tokens[0].Text != "je" && tokens[0].Text != "jij" && tokens[0].Text != "iemand" || !happens[tokens[1].Text] {
		return false
	}
	return !told.Of(knowledge.ToldIn(text).Named)
}

// happens are verbs of what happened to who is spoken to.
var happens = words("bent hebt werd was heeft")

// happened returns what this talk says happened. Where nobody was killed, who speaks of killing is threatened.
func (s *state) happened() knowledge.Told {
	if route.ShotOnDuty(s.question) {
		return knowledge.Told{} // to somebody else
	}
	text := strings.Join([]string{s.memory.soFar(true), s.before, s.searched, s.question}, "\n")
	if !s.memory.Loss {
		text = livingWords(text)
	}
	return knowledge.ToldIn(text)
}

// forWhoTold leaves out of what was found the pages that suppose what nobody told, and those about something else than was told.
func (a *Assistant) forWhoTold(s *state, found knowledge.Result) knowledge.Result {
	told, happened := a.supposable(s), s.happened()
	kept := slices.DeleteFunc(slices.Clone(found.Hits), func(h knowledge.Hit) bool {
		return h.Supposes&^told != 0 || happened.Elsewhere(h.Events) || s.notFor(h)
	})
	found.Rest = slices.DeleteFunc(slices.Clone(found.Rest), s.notForPassage)
	if len(kept) == len(found.Hits) {
		return found
	}
	if found.Hits[0].Supposes&^told == knowledge.Wounds { // who died in a hospital is found by that word alone
		kept = slices.DeleteFunc(kept, func(h knowledge.Hit) bool { return h.Supposes&knowledge.Loss == 0 })
	}
	if len(kept) == 0 || kept[0].URL != found.Hits[0].URL {
		found.Rest = nil // of the page that is left out
	}
	if len(kept) > 0 {
		kept[0].Score = max(kept[0].Score, found.Hits[0].Score)
	}
	found.Hits = kept
	return found
}

// livingWords returns a text with the words for killing as what they stand for where nobody was killed: a threat, or violence that was survived. Pages
// on a threat do not speak of killing, and those for the bereaved do.
func livingWords(text string) string {
	tokens := dutch.Tokens(text)
	instead := "bedreiging"
	if slices.ContainsFunc(tokens, func(t dutch.Token) bool { return survived[t.Text] }) {
		instead = "mishandeling"
	}
	var out strings.Builder
	end := 0
	for _, t := range tokens {
		if begins(t.Text, killing) {
			out.WriteString(text[end:t.Start] + instead)
			end = t.End
		}
	}
	return out.String() + text[end:]
}

var (
	killing  = strings.Fields("vermoord moord doodslag doodma doodst doodsch doodsla doodslo doodges doodgem doden gedood ombreng omgebracht")
	survived = words("poging pogingen geprobeerd probeerde probeerden bijna haast overleefd overleefde")
)

// ofCause reports whether a text speaks of who caused an accident: of who drove, or of what the writer did.
func ofCause(text string) bool {
	tokens := tokenTexts(text)
	has := func(of map[string]bool) bool {
		return slices.ContainsFunc(tokens, func(w string) bool { return of[w] })
	}
	byMe := strings.Contains(strings.Join(tokens, " "), "door mij ") && slices.ContainsFunc(tokens, func(w string) bool { return begins(w, []string{"overled", "gewond", "gestorven"}) })
	own := strings.Contains(strings.Join(tokens, " "), "mijn schuld")
	byOther := has(ofOthers) || slices.Contains(tokens, "door") || slices.Contains(tokens, "heeft")
	return byMe || drove(text) || has(causing) && !wasHit(text) && (own || !byOther) || ofJob(tokens)
}

// ofJob reports whether somebody says that they drive for a living: "als machinist", "ik ben buschauffeur", and not of another who drove.
func ofJob(tokens []string) bool {
	for i, w := range tokens {
		if drivers[w] && i > 0 && (tokens[i-1] == "als" || tokens[i-1] == "ben") {
			return true
		}
	}
	return false
}

// wasHit reports whether it is told that somebody was hit, and not by whom: "ik ben aangereden", "zij is geschept".
func wasHit(text string) bool {
	return slices.ContainsFunc(clausesOf(text), func(x clause) bool {
		return x.holds(driving) && x.holds(undergoes) && !slices.Contains(x.words, "heb")
	})
}

// drove reports whether a text tells that its writer hit somebody in traffic, or caused an accident: "ik heb een fietser aangereden", "ik reed haar aan".
func drove(text string) bool {
	return slices.ContainsFunc(clausesOf(text), func(x clause) bool {
		have := slices.Contains(x.words, "heb") || slices.Contains(x.words, "hebben")
		switch {
		case x.of(writerWords) < 0 || x.of(meWords) >= 0 || x.holds(ofOthers) && !have:
			return false
		case have && (x.holds(driving) || slices.Contains(x.words, "veroorzaakt") && !slices.Contains(x.words, "door")):
			return true
		}
		return slices.Contains(x.words, "reed") && (slices.Contains(x.words, "aan") || slices.Contains(x.words, "dood")) && !x.holds(undergoes)
	})
}

var (
	causing = words("veroorzaak veroorzaakt veroorzaakte veroorzaken schuld schuldig opzet")
	drivers = words("machinist buschauffeur chauffeur vrachtwagenchauffeur bestuurder trambestuurder")
	driving = words("aangereden overreden aanreed doodgereden geraakt geschept")
	// undergoes are verbs of what is done to somebody: "ik ben aangereden", "zij werd geschept".
	undergoes = words("ben is werd word wordt zijn was werden waren bent")
)

var (
	// somebody are words for who may have been found dead, and ofDead begin those for it; of a room or a purse that is found nobody says them.
	somebody = words("iemand man vrouw jongen meisje hij zij ze hem haar persoon mens buur patient patiënt bewoner bewoonster klant")
	ofDead   = strings.Fields("lijk lichaam dood dode stoffelijk reanim overled")
	// ofStay begin words of who may be here without papers.
	ofStay = strings.Fields("verblijf papier vergunning illega ongedocumenteerd asiel visum uitgezet uitzett vluchteling vreemdeling")
	// ofWounds begin words of a knife and a gun, and of who was hurt by them.
	ofWounds = strings.Fields("steek stak gesto neergesto doodgesto messt mes schiet schoot gescho neergescho doodgescho beschoten kogel vuurwapen pistool wapen gewond verwond")
	// ofJoining begin words of who wants to work with us.
	ofJoining = strings.Fields("vrijwillig vacature sollicit stage meehelp meewerk aanmeld werk baan opleiding training medewerker help")
)

// lostKin reports whether a text tells that somebody of the writer's died, and not of anything that the writer did.
func lostKin(text string) bool {
	tokens := tokenTexts(text)
	if slices.Contains(tokens, "ik") || strings.Contains(strings.Join(tokens, " "), "door mij") {
		return false
	}
	return slices.ContainsFunc(clausesOf(text), func(x clause) bool { return x.namesKin() && x.tellsLoss() && !x.does() })
}

// diedByFault reports whether a text says that somebody died by a fault of its writer, and not by another who killed them.
func diedByFault(text string) bool {
	tokens := tokenTexts(text)
	line := strings.Join(tokens, " ")
	return (strings.Contains(line, "mijn schuld") || strings.Contains(line, "mijn fout")) && (clause{words: tokens}).holds(diedAlone) &&
		!slices.ContainsFunc(tokens, func(w string) bool { return begins(w, killing) })
}

// diedAlone are words of a death that needs nobody else.
var diedAlone = words("verdronken gestikt overleden gestorven omgekomen verongelukt doodgegaan doodgevallen dood")

// fatalAccident returns the words that a text of another language was put into with no murder among them where they are of an accident: "my son was
// killed in a car crash".
func fatalAccident(search string) string {
	tokens := tokenTexts(search)
	if !slices.ContainsFunc(tokens, func(w string) bool { return begins(w, accident) }) {
		return search
	}
	for i, w := range tokens {
		if w == "moord" {
			tokens[i] = "overleden"
		}
	}
	return strings.Join(tokens, " ")
}

var accident = strings.Fields("verkeersongeval ongeval ongeluk aanrijding botsing")

var (
	// lossStarts begin words that are said of a death and of nothing else, whatever stands around them.
	lossStarts = strings.Fields("nabestaand overled overlij overleed begraf begrav uitvaart gecremeerd crematie rouw weduw zelfdod affectie stoffelijk")
	// nearLoss are words of who misses somebody, or of how it is for them.
	nearLoss = words("verlies gemis verdriet afscheid herdenken herdenking sterfdag sterfgeval")
	// killed begin words that tell a death unless it is feared, threatened, tried or the writer's own.
	killed = strings.Fields("verdronken vermoord gedood moord doodslag zelfmoord afgemaakt doodges doodger doodgev doodgem doodgeb doodgeg doodging omgekomen omgebracht verongelukt gestorven")
	// pets are what one can lose that is no person.
	pets = words("hond hondje honden puppy kat katje katten poes kater kitten paard paarden pony konijn konijnen cavia hamster papegaai vogel geit schaap schapen huisdier huisdieren dier dieren")
	// notHappened are words of what has not happened.
	notHappened = words("gaat ga gaan wil willen wilt wilde wou zal zullen zou zouden kan kunnen bijna haast net dreigt dreigde dreigen dreigden bedreigt bedreigd bedreigde bedreigen bedreiging dreiging dreigement bang bange angst geprobeerd probeerde proberen probeert poging pogingen wordt word worden aanslag plan plannen straks anders overleefd leeft")
	// done stand with what has.
	done = words("vond vonden lag ligt trof troffen aantrof is zijn was waren werd werden heeft hebben had hadden heb hebt")
	// deadBehind and deadBefore stand beside "dood" when it is said of somebody who died.
	deadBehind = words("is was gevonden aangetroffen gegaan gestoken geschoten geslagen gereden gemaakt gebloed")
	deadBefore = words("is was waren zijn lag haar hun")
	// ownWords are of who speaks of themselves: "ik ga dood van angst".
	ownWords = words("ik me mij ons")
)

// tellsLoss reports whether a text tells or asks of somebody's death, in a language of the catalogue. A death that is threatened, feared or tried is none.
func tellsLoss(text string) bool {
	return slices.ContainsFunc(clausesOf(text), clause.tellsLoss) || foreignLoss(text)
}

func (x clause) tellsLoss() bool {
	not := slices.ContainsFunc(x.words, func(w string) bool { return w == "niet" || w == "geen" || w == "bijna" || w == "haast" })
	kin := x.of(kinWords) >= 0
	if x.holds(pets) && !(kin && slices.ContainsFunc(x.words, ofLossOnly)) {
		return false // who killed a cat may be a neighbour
	}
	unreal := x.holds(notHappened)
	toMe := x.of(meWords) >= 0 && !x.holds(done) // "mijn ouders vermoorden me": said by who lives
	for i, w := range x.words {
		switch {
		case ofLossOnly(w):
			if !not {
				return true
			}
		case (w == "lichaam" || w == "lijk") && slices.Contains(x.words, "gevonden"), w == "lijk" && i > 0 && (x.words[i-1] == "een" || x.words[i-1] == "het"), w == "leven" && (slices.Contains(x.words, "gebracht") || slices.Contains(x.words, "gekomen")) && !unreal, w == "verloren" && kin, slices.Contains(x.words, "niet") && (strings.HasPrefix(w, "overleef") || w == "leeft"):
			return true
		case begins(w, killed):
			if !unreal && !not && !toMe && (i == 0 || x.words[i-1] != "te") && (kin || !x.holds(ownWords)) && (x.holds(done) || !x.holds(ofOthers)) {
				return true
			}
		case w == "dood":
			behind := i+1 < len(x.words) && (deadBehind[x.words[i+1]] || x.words[i+1] == "van")
			before := i > 0 && deadBefore[x.words[i-1]]
			if found := i+1 < len(x.words) && (x.words[i+1] == "gevonden" || x.words[i+1] == "aangetroffen"); found && !not {
				return true
			}
			if !unreal && !not && (kin || !x.holds(ownWords)) && (behind || before || kin && x.holds(done)) {
				return true
			}
		}
	}
	return false
}

// sayLoss reports whether the words that another language was put into are of a death, and of no threat or fear.
func sayLoss(words string) bool {
	of := clause{words: tokenTexts(words)}
	return !of.holds(notHappened) && slices.ContainsFunc(of.words, func(w string) bool { return ofLossOnly(w) || w == "omgebracht" })
}

// ofLossOnly reports a word that is said of a death and of nothing else.
func ofLossOnly(w string) bool {
	return begins(w, lossStarts)
}

func begins(w string, starts []string) bool {
	return slices.ContainsFunc(starts, func(start string) bool { return strings.HasPrefix(w, start) })
}

func (x clause) holds(of map[string]bool) bool {
	return slices.ContainsFunc(x.words, func(w string) bool { return of[w] })
}

// The same in the other languages: verbs that say that somebody was killed or died, words for what comes after a death, and what says of the verbs that
// it was not so: whom it is done to is the writer, it is to come, or it was tried.
var (
	foreignKilled = tokensOf("killed murdered slain zabili zabił zabiła zabito zamordowali zamordowany zamordowana zamordował öldürdüler öldürdü öldürüldü öldürülmüş tué tuée tués assassiné assassinée قتلوا قتل قتلت قُتل вбили вбив вбила вбито вбитий вбита убили убив убито")
	foreignDied   = tokensOf("died deceased bereaved funeral burial widow widower zmarł zmarła zmarli umarł umarła zginął zginęła nieżyje pogrzeb pogrzebu żałoba żałobie öldü vefat cenaze ölmüş décédé décédée décès obsèques enterrement funérailles deuil مات ماتت توفي توفيت وفاة جنازة مقتل استشهد помер померла загинув загинула похорон похорони загибель morto fayesé fayesido entiero")
	foreignMe     = tokensOf("me i mnie beni bana me m j'ai je ني мене")
	foreignUnreal = tokensOf("almost nearly tried trying threatened threatens threaten threatening prawie próbował próbowała grozi groził neredeyse tehdit çalıştı presque failli essayé menace menacé menacée كاد حاول يهدد يهددني мало намагався погрожує погрожував")
	// foreignPairs are said in two words.
	foreignPairs = linesOf("is dead|was dead|found dead|are dead|passed away|shot dead|to death by|nie żyje|est mort|est morte|sont morts|a mata|a muri|a bin muri|hayatını kaybetti|lost my husband|lost my wife|lost my son|lost my daughter|lost my brother|lost my sister|lost my father|lost my mother")
)

// linesOf returns pieces of a text between bars, each as its tokens with a space around them.
func linesOf(text string) []string {
	var all []string
	for piece := range strings.SplitSeq(text, "|") {
		all = append(all, " "+strings.Join(tokenTexts(piece), " ")+" ")
	}
	return all
}

// foreignLoss is tellsLoss for a text that is not Dutch.
func foreignLoss(text string) bool {
	tokens := tokenTexts(text)
	holds := func(of map[string]bool) bool {
		return slices.ContainsFunc(tokens, func(w string) bool { return of[w] })
	}
	if holds(foreignDied) {
		return true
	}
	line := " " + strings.Join(tokens, " ") + " "
	if slices.ContainsFunc(foreignPairs, func(pair string) bool { return strings.Contains(line, pair) }) {
		return !holds(foreignUnreal)
	}
	return holds(foreignKilled) && !holds(foreignMe) && !holds(foreignUnreal)
}
