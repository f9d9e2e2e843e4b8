package assistant

import (
	"regexp"
	"slices"
	"strings"

	"wegwijzer/assistant/route"
	"wegwijzer/knowledge"
)

// inOtherWords returns what is looked for in the place of a telling whose words find what is said to others, and any other text as it is.
func inOtherWords(text string) string {
	if route.Silenced(text) {
		return silenced
	}
	return asInjured(asBereaved(asParent(asWitness(asHurtAtWork(text)))))
}

// silenced is what is looked for where somebody may not complain of what another does: that word finds how to complain of us.
const silenced = "mijn partner bepaalt wat ik mag zeggen of doen, psychisch geweld"

// sawLeap is what is looked for where somebody saw a stranger go to their death: a word for a train finds what is said to who is followed in one.
const sawLeap = "ik was getuige van iets ergs, ik zag een dodelijk ongeluk"

// leapSeen is what is looked for where that was before what the writer drives.
const leapSeen = "getuige van iets ergs: wat kun je merken, gewone reacties"

// sawKilled is what is looked for where somebody saw a stranger being shot or stabbed: those words find what is said to the bereaved, and to who was hurt.
const sawKilled = "ik was getuige van geweld, wat kan ik voelen en merken"

// sawKilling reports whether a text tells that its writer saw a stranger being shot, stabbed or killed.
func sawKilling(text string) bool {
	line := plainWords(text)
	return sawIt.MatchString(line) && strangerHit.MatchString(line) && !ofOwnPeople.MatchString(line)
}

var (
	sawIt       = regexp.MustCompile(`\b(ik|wij|we) (\S+ )?(zag|zagen|keek|hoorde)\b|\bzag ik\b|\b(heb|hebben) (\S+ ){0,6}(gezien|zien)\b|\bik (was|ben|stond) (\S+ ){0,2}(erbij|bij|getuige|naast)\b|\bvoor (mijn|mn|onze) (ogen|neus|deur|huis)\b|\bgetuige (van|was)\b`)
	strangerHit = regexp.MustCompile(`\b(iemand|man|vrouw|jongen|meisje|mannen|jongens|mensen|persoon|voorbijganger|buurman|buurvrouw|klant|collega)\b.*\b(neergeschoten|doodgeschoten|beschoten|neergestoken|doodgestoken|gestoken|doodgeslagen|doodgeschopt|vermoord|doodgereden|geliquideerd)\b|\b(schietpartij|steekpartij|liquidatie|schietincident|steekincident)\b`)
	ofOwnPeople = regexp.MustCompile(`\b(mijn|mn|m n|onze|ons) (\S+ )?(man|vrouw|kind|kinderen|zoon|zoontje|dochter|dochtertje|broer|broertje|zus|zusje|vader|moeder|ouders|opa|oma|vriend|vriendin|partner|neef|nicht|oom|tante|maat)\b|\bik (werd|ben|word|raakte) (\S+ )?(neergeschoten|beschoten|geraakt|neergestoken|gestoken|gewond)\b|\bop (mij|ons) (geschoten|gericht)\b`)
)

// asWitness returns what is looked for where the writer saw a stranger jump or fall to their death, or being killed, and any other text as it is.
func asWitness(text string) string {
	switch {
	case leaptBefore(text):
		return leapSeen
	case sawKilling(text) && !route.Asks(text):
		return sawKilled
	}
	all := clause{words: tokenTexts(text)}
	own := all.of(meWords) >= 0 || all.of(ownerWords) >= 0
	leapt := slices.ContainsFunc(all.words, func(w string) bool { return begins(w, leaps) })
	if own || all.of(writerWords) < 0 || !all.holds(seeing) || !leapt || !leapPlace.MatchString(strings.Join(all.words, " ")) {
		return text
	}
	return sawLeap
}

// lostInTraffic is what is looked for where somebody of the writer's died in traffic: a word for a child finds what is said to the parents of one that was
// beaten, and one for being hit what is said to who lives.
const lostInTraffic = "nabestaanden na een dodelijk verkeersongeval"

// asBereaved returns what is looked for where somebody of the writer's died in traffic, and any other text as it is.
func asBereaved(text string) string {
	told := clausesOf(text)
	hit := clause{words: tokenTexts(text)}
	if route.Asks(text) || hitAnother(text, false) || !told.mourns() || !hit.holds(inTraffic) && !holdsWheel(text) {
		return text
	}
	return lostInTraffic
}

// asHurtAtWork returns what is looked for where somebody who sells sex tells what a client did to them: that, and not their work, of which the site speaks only where
// somebody is forced to it. Any other text it returns as it is.
func asHurtAtWork(text string) string {
	if !hurtAtWork(text) {
		return text
	}
	return strings.TrimSpace(sellsSex.ReplaceAllString(plainWords(text), " "))
}

// hurtAtWork reports whether a text tells that, and of nobody who is forced.
func hurtAtWork(text string) bool {
	line := plainWords(text)
	return sellsSex.MatchString(line) && byClient.MatchString(line) && !forcedTo.MatchString(line) && knowledge.ToldIn(sellsSex.ReplaceAllString(line, " ")).Named != 0
}

var (
	sellsSex = regexp.MustCompile(`\b(ik )?((doe|deed|werk|werkte|zit|ben|was) )?(ik )?(in |als |een |aan |het )*(sekswerker|sekswerkster|sekswerk|sexwerk|sexwerker|sexwerkster|escort|escortwerk|escortdame|prostituee|prostitue|prostitutie|callgirl|hoer)\b( en| daar)?`)
	byClient = regexp.MustCompile(`\b(klant|klanten|bezoeker|man|hij|iemand|kerel|vent)\b`)
	forcedTo = regexp.MustCompile(`\b(gedwongen|dwingt|dwingen|dwong|moet|moest|verplicht|pooier|loverboy|baas|uitgebuit|paspoort|afdragen|afstaan|afgeven|schuld|verkocht)\b`)
)

// inAccident is what is looked for where the writer only tells that they had an accident: bare, that word finds what is for whoever stood by.
const inAccident = "verkeersongeval"

// asInjured returns what is looked for where somebody tells that they had an accident and nothing else, and any other text as it is.
func asInjured(text string) string {
	said := clause{words: tokenTexts(text)}
	if said.of(writerWords) < 0 || !slices.ContainsFunc(said.words, func(w string) bool { return begins(w, accident) }) ||
		slices.ContainsFunc(said.words, func(w string) bool { return !bareAccident[w] && !begins(w, accident) }) {
		return text
	}
	return inAccident
}

// bareAccident are the words with which that is told.
var bareAccident = words("ik wij we heb hebben had hadden ben zijn was waren kreeg kregen een het dit zo'n zwaar zware ernstig groot klein gisteren vandaag net gehad gekregen slachtoffer van bij in na door betrokken gewond geraakt zat zaten")

// inTraffic are words of an accident in traffic.
var inTraffic = words("aangereden doodgereden overreden geschept verkeersongeluk verkeersongeval aanrijding zebrapad auto vrachtwagen trein tram motor fiets scooter verongelukt auto-ongeluk motorongeluk")

var (
	seeing = words("zag zagen gezien getuige toekeek")
	// leaps begin words of who jumps or falls, and leapPlace matches before what, or from where.
	leaps     = strings.Fields("sprong spring gesprong gooide gegooid wierp stapte viel vallen gevallen liep")
	leapPlace = regexp.MustCompile(`\bvoor (de|een) (trein|metro|tram)|\b(van|vanaf) (het|de|een) (dak|flat|brug|balkon|viaduct|toren)`)
)
