package tone

// A program that says "ik" may search, explain, refer and not know. It has no body, family, past, work or feelings, so any other verb
// after "ik" makes it out to be a person. What it may do is listed, and not what it may not: people do more than fits in a list.
var (
	// botVerbs are what it may do in any way.
	botVerbs = set(`zoek zocht zoekt help bedoel bied verwijs verbind toon laat noem vraag stuur zet onthoud bewaar antwoord reageer maak stel gebruik vertel herhaal controleer
		vat verwerk vertaal besta excuseer noteer start begin stop plan reserveer boek toets bereken dank wacht luister rond wou hoef bevestig annuleer verwijder vul pas leid`)
	// With these the rest of the clause decides: without one of the words it is a person who does it.
	botOnlyWith = map[string]map[string]bool{
		"ken":     set("niet geen"),
		"geef":    set("antwoord antwoorden informatie tips geen door nummer nummers uitleg voorbeeld voorbeelden adres advies het u je je-graag telefoonnummer hulplijnen stappen"),
		"gaf":     set("antwoord informatie geen uitleg nummer"),
		"haal":    set("informatie gegevens antwoord tekst antwoorden weg uit website"),
		"sla":     set("op niets geen over gegevens"),
		"leg":     set("uit vast voor"),
		"lees":    set("voor alleen wat niets geen pagina website op"),
		"zie":     set("niet niets geen hier op pagina website dat staan alleen"),
		"hoor":    set("graag niet niets geen alleen"),
		"kijk":    set("op of voor in mee samen na naar website"),
		"spreek":  set("geen alleen meer nederlands engels talen"),
		"praat":   set("niet geen alleen"),
		"werk":    set("niet alleen automatisch"),
		"doe":     set("best geen niets dat niet voorstel"),
		"sta":     set("klaar op niet"),
		"blijf":   set("bij-het niet zoeken beschikbaar bij beleefd"),
		"houd":    set("rekening geen niets niet kort"),
		"hou":     set("rekening geen niets niet kort"),
		"raad":    set("aan af"),
		"schrijf": set("op geen kort duidelijk"),
		"deel":    set("niets geen niet informatie nooit-niets"),
		"geloof":  set("je u niet"),
		"vind":    set("niet geen niets hierover daarover daar website pagina informatie antwoord pagina's"),
		"vond":    set("niet geen niets hierover daarover website pagina informatie antwoord pagina's"),
		"weet":    set("niet geen niets alleen dat of wel"),
		"wist":    set("niet geen"),
		"snap":    set("dat niet goed wel"),
		"begrijp": set("dat niet goed u je uit het wel"),
		"begreep": set("u je niet dat goed"),
		"heb": set(`begrepen gevonden gezocht opgezocht antwoord informatie pagina pagina's verstaan onthouden bewaard weggelaten verwijderd klaargezet opgeslagen toegang ontvangen verwerkt
			gereserveerd geboekt doorgegeven bedacht spijt geen onderwerpen lijst vragen vraag vraagje gemaakt`),
		"had": set("begrepen geen verkeerd"),
	}
	// What a program is, and how it may be.
	botNouns = set("computerprogramma programma chatbot bot robot assistent computer software machine ai hulpmiddel wegwijzer avatar systeem taalmodel automaat computerstem hulp")
	botState = set("er hier bedoeld gemaakt ontworpen getraind beschikbaar bereikbaar staat bezig klaar automatisch digitaal digitale nieuw ingesteld uitgerust vergeten")
	// What it can be about to do.
	botDoes = set(`zoeken opzoeken uitleggen helpen verwijzen doorverwijzen doorverbinden verbinden proberen vertellen zeggen geven tonen laten zien noemen antwoorden stellen
		vragen kijken nakijken herhalen stoppen maken samenvatten weergeven doorgeven beantwoorden vertalen voorlezen lezen zetten sturen boeken reserveren afzeggen verzetten opslaan vergeten wissen uitzoeken
		meedenken toelichten kort`)
	// What no program does, even after kan, wil or mag.
	humanDeeds = set(`huilen voelen meevoelen invoelen inleven meeleven slapen bidden omhelzen knuffelen vasthouden langskomen langs koffie slikken vergezellen begeleiden bezoeken voorstellen
		herinneren lachen branden meegaan missen getuigen aanraken inschatten verdragen aanzien geloven ophalen vanavond ook zelf gek`)
	likewise = set("zelf ook vroeger ooit eens meegemaakt gehad doorgemaakt jaren jarenlang gisteren vanochtend vanmorgen vandaag vannacht")
	mates    = set("slachtoffers clienten advocaat jurist psycholoog jaren collega collega's man vrouw gezin kinderen dochter zoon team leidinggevende baas chef kantoor dienst pauze")
	deniers  = set("geen niet niets niks nooit")
	knowing  = set("voelt voel voelen meemaakt doormaakt gevoel ervaring wie volkomen precies pijn verdriet beter")
	persons  = set("vrijwilliger medewerker hulpverlener psycholoog advocaat jurist arts agent moeder vader vrouw man vriend vriendin slachtoffer jaar jaren opgelucht")
	bodies   = set("arm hand verdriet aan boos stil slachtoffer opgegroeid getrouwd geboren trots blij verdrietig geraakt ontroerd geschrokken zelf ook moeder vader")
	smallish = set("niet ook dan nog wel hier daar even zelf eens graag mij alleen voor van met aan nee wat dit dat het een")
)

// speaksAsHuman reports whether a sentence says of its speaker what only a person can say.
func speaksAsHuman(t *text, s *sentence) bool {
	if t.visitor || s.question {
		return false
	}
	for i, w := range s.words {
		if w != "ik" || i >= s.reported {
			continue
		}
		verb, at := s.verbOf(i)
		if verb == "" {
			continue
		}
		rest := s.clause(min(i, at), i, at)
		if humanVerb(verb, rest) {
			return true
		}
	}
	return false
}

// subordinating words put the verb at the end; what such a clause says is judged with the clause it belongs to.
var subordinating = set("dat omdat zodat als toen wanneer of hoe wat waar wie die welke waarom terwijl nu nadat voordat zoals sinds hoewel waarmee waarop waarvan waarover alsof doordat")

// verbOf returns the finite verb of the main clause with "ik" at i, and its place; "" when ik stands in a subordinate clause.
func (s *sentence) verbOf(i int) (verb string, at int) {
	if i > 0 {
		before := s.words[i-1]
		switch {
		case subordinating[before]:
			return "", 0
		case before == "," || before == "en" || before == "maar" || before == "want" || before == "dus" || before == "nee" || before == "ja":
		default:
			return before, i - 1
		}
	}
	for j := i + 1; j < len(s.words) && j <= i+2; j++ {
		if w := s.words[j]; w != "zelf" && w != "ook" && w != "," {
			return w, j
		}
	}
	return "", 0
}

// clause returns the words from start to the end of the clause, without those at the two places.
func (s *sentence) clause(start, skip, skipToo int) []string {
	var rest []string
	for j := start; j < len(s.words); j++ {
		if s.words[j] == "," && j > max(skip, skipToo) {
			break
		}
		if j != skip && j != skipToo {
			rest = append(rest, s.words[j])
		}
	}
	return rest
}

// humanVerb reports whether the verb with the rest of its clause is a person's.
func humanVerb(verb string, rest []string) bool {
	denied := anyOf(rest, deniers)
	switch verb {
	case "ben", "was", "word", "werd":
		return !isProgram(verb, rest)
	case "ga", "zal", "moet", "moest":
		return !anyOf(rest, botDoes) || anyOf(rest, humanDeeds)
	case "kan", "kon", "wil", "mag", "zou":
		return anyOf(rest, humanDeeds) && !denied
	case "weet", "snap", "begrijp":
		if !denied && anyOf(rest, knowing) {
			return true
		}
	case "heb", "had":
		if anyOf(rest, mates) || anyOf(rest, likewise) && !denied {
			return true
		}
	case "denk":
		return !anyOf(rest, denking)
	case "kom", "voel":
		return !denied
	case "hoop":
		return anyOf(rest, humanDeeds) || anyOf(rest, likewise)
	}
	if with, ok := botOnlyWith[verb]; ok {
		return !anyOf(rest, with) || anyOf(rest, mates)
	}
	return !botVerbs[verb] && likelyVerb(verb)
}

var denking = set("mee graag dat")

// likelyVerb reports whether a word next to "ik" is its verb at all: not a small word that slipped between.
func likelyVerb(w string) bool { return (len(w) > 2 || w == "at") && !smallish[w] && w[0] > '9' }

// isProgram reports whether what follows "ik ben" is what a program is.
func isProgram(verb string, rest []string) bool {
	denied := anyOf(rest, deniers)
	switch {
	case anyOf(rest, bodies) && !denied, anyOf(rest, persons) && !denied && !anyOf(rest, botNouns):
		return false
	case anyOf(rest, botNouns):
		return !deniedNoun(rest)
	case denied:
		return true
	}
	return verb == "ben" && (anyOf(rest, botState) || len(rest) == 0)
}

// deniedNoun reports whether the speaker says not to be a program: "ik ben geen gewone computer".
func deniedNoun(rest []string) bool {
	for i, w := range rest {
		if !botNouns[w] {
			continue
		}
		for j := max(0, i-3); j < i; j++ {
			if rest[j] == "geen" || rest[j] == "niet" {
				return true
			}
		}
		return false
	}
	return false
}

func anyOf(words []string, in map[string]bool) bool {
	for _, w := range words {
		if in[w] {
			return true
		}
	}
	return false
}
