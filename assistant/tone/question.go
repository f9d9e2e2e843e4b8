package tone

import "strings"

// An answer asks what someone needs now. What it asks about the past is nearly always a detail of the event or a call to account, so the
// past is closed to its questions but for the services: whether there was a report, a letter, a call, and when it was, because time limits
// hang on that.
var (
	past = set(`was waren had hadden deed deden ging gingen zei zeiden liep liepen kwam kwamen bleef bleven stond stonden zat zaten lag lagen sloeg sloegen sprak spraken
		gaf gaven nam namen hield hielden liet lieten reed reden zag zagen riep riepen greep grepen droeg droegen dronk dronken schreef stak staken schoot schoten trok trokken
		dwong dwongen viel vielen begon begonnen werd werden moest moesten wilde wilden wou kon konden mocht vond vonden wist wisten dacht dachten bracht bracht kocht zocht
		hing hingen sliep kreeg kregen keek keken bood verliet betrad drong drongen beet bond bonden verkrachtte smeet schold rook brak sneed kneep wreef duwde gleed sprong belandde at`)
	perfect  = set("heb hebt heeft hebben ben bent is zijn had hadden was waren")
	asking   = set("wat waar wie wanneer hoe hoelang hoeveel waarom welk welke waarmee waarvan waarin waarop waaraan waarheen waarover wiens hoezo vanwaar")
	subjects = set("je jij u jullie hij zij ze het dit dat er iemand de die uw jouw")

	// services are words that tell a question about help from one about the event.
	services = set(`aangifte aangiftes gemeld melding meldde contact afspraak brief formulier gebeld belde gesproken hulp ontvangen gevonden gelezen geblokkeerd bericht bedoelde bedoelt bedoelen
		bedoel gevraagd antwoord verzekering verzekeraar advocaat wensenformulier beslissing uitspraak beschikking vonnis zitting dossier dossiernummer bank politie huisarts arts
		gelukt lukte geprobeerd zoeken zocht wilde weten liever willen tolk afgesproken aangevraagd aanvraag ingevuld verstuurd gestuurd opgestuurd aangeboden gekozen bezwaar
		schadefonds slachtofferhulp medewerker site website pagina uitleg duidelijk genoeg begrepen klacht meegekregen rekening schade kosten verteld-aan land gemeente provincie
		nederland buitenland minderjarig jonger leeftijd jaar geleden dagen wanneer vandaag gisteren bekend verzekerd`)
	// conduct is what victims are called to account for.
	conduct = set(`kleding gekleed droeg rok rokje jurk jurkje gedronken drank dronken drugs geblowd geflirt flirten flirtte uitgedaagd uitgelokt verzet verzetten verzette tegenstribbelen
		tegengestribbeld tegengestribbel geschreeuwd schreeuwde gegild gillen schreeuwen nee weggelopen gevlucht wegrennen weggerend wachtwoord pincode slot alleen opgelet oplette aanleiding
		toegestaan toestemming meegegaan meeging vertrouwde vertrouwd uitgenodigd aangemoedigd tegengesproken teruggeslagen terugvechten weggegaan gewaarschuwd afgesloten open`)
	// bodily are acts that no answer asks about.
	bodily = set(`aangeraakt aanraken raakte betast gezicht binnengedrongen binnendringen penetratie gepenetreerd klaargekomen klaarkwam uitgekleed gekust zoende gezoend vastgebonden
		vastgehouden geslagen geschopt gestoken gesneden gewurgd gebeten ingenomen geslikt gesprongen opgehangen gebruikt gedwongen gedreigd gefilmd gezegd gedaan`)
)

// intimate are those that no one is asked about, answered or not.
var intimate = set("klaargekomen klaarkwam vastgebonden gepenetreerd penetratie binnengedrongen uitgekleed")

// undergone reports whether a question asks, in the words of a page, whether something was done to the person: "Ben je mishandeld?"
func (s *sentence) undergone() bool {
	return len(s.words) > 1 && (s.words[0] == "ben" || s.words[0] == "bent" || s.words[0] == "is") && (s.words[1] == "je" || s.words[1] == "u" || s.words[1] == "er")
}

var (
	happened = set("gebeurd gebeurde")
	there    = set("er")
	you      = set("je jij u jullie")
)

// asksPast reports whether a sentence asks about what happened, and which reason that is.
func asksPast(t *text, s *sentence) (int, bool) {
	if !s.question || s.reported < len(s.words) || t.visitor && !s.has(second) {
		return 0, false
	}
	inPast, acting := s.pastTense()
	if !inPast {
		return 0, false
	}
	wh := s.wh()
	answered := t.answered(s)
	switch {
	case wh == "waarom" || wh == "hoezo" || wh == "vanwaar":
		return blame, acting && !s.has(services)
	case s.has(conduct) && acting:
		return blame, !answered
	case wh == "wanneer":
		return asksDetail, s.has(bodily)
	case wh != "":
		return asksDetail, !s.has(services) && !(wh == "waar" && s.has(happened)) && !answered
	case s.has(intimate), s.has(bodily) && !s.has(there) && !s.undergone():
		return asksDetail, !answered && !s.has(services)
	}
	// Yes or no, about what the person did: unless it is what was done to them, or to get help.
	return blame, s.conducted() && !answered && !s.undergone() && !s.has(services) && !s.has(undergoing)
}

// conducted reports whether a question that is answered by yes or no asks what the person did: "Heb je hem binnengelaten?", "Vertrouwde u hem?"
func (s *sentence) conducted() bool {
	if len(s.words) < 3 || !you[s.words[1]] {
		return false
	}
	switch w := s.words[0]; {
	case w == "had" || w == "was" || w == "hadden" || w == "waren" || perfect[w]:
		return s.participle(0)
	default:
		return past[w] || weak(w)
	}
}

var undergoing = set("meegemaakt verloren gezien gehoord geraakt gewond ontdekt gemerkt gekregen gebeurd nodig last pijn klachten aan iets gezocht bezig geschrokken aangehouden verhuisd ontvangen nieuws betaald betaalde woonde werkte")

// answered reports whether the text goes on after a question: then the question is the condition of what follows.
func (t *text) answered(s *sentence) bool {
	last := &t.sentences[len(t.sentences)-1]
	return last != s && !last.question
}

// wh returns the question word of a sentence; "" for a question that is answered by yes or no.
func (s *sentence) wh() string {
	for i, w := range s.words {
		if asking[w] && (i < 3 || s.words[i-1] == "," || s.words[i-1] == "en") {
			return w
		}
	}
	return ""
}

// pastTense reports whether the sentence asks about the past, and whether a person it speaks to or of is the one who acts.
func (s *sentence) pastTense() (inPast, acting bool) {
	for i, w := range s.words {
		beside := ""
		if i+1 < len(s.words) {
			beside = s.words[i+1]
		}
		switch {
		case perfect[w] && s.participle(i):
			inPast = true
		case past[w] || weak(w) && (subjects[beside] || i > 0 && (asking[s.words[i-1]] || s.wh() != "")):
			// "Wat was je vraag?" and "Hoe was het gesprek?" are no questions about an event; the services say so.
			inPast = true
		default:
			continue
		}
		acting = acting || beside == "je" || beside == "jij" || beside == "u" || beside == "jullie" || i > 0 && second[s.words[i-1]]
	}
	return inPast, acting || inPast && s.has(you)
}

// weak reports whether a word may be the past tense of a weak verb.
func weak(w string) bool {
	return len(w) > 4 && (strings.HasSuffix(w, "de") || strings.HasSuffix(w, "te") || strings.HasSuffix(w, "den") || strings.HasSuffix(w, "ten")) && !notPast[w]
}

var notPast = set(`beste eerste laatste andere goede grote gemeente liefde einde zonde methode periode waarde aarde harde eigende zelfde dezelfde hetzelfde juiste route website minste meeste leeftijden
	tijden dagen mensen moeten weten laten zitten tweede derde vierde vijfde kosten rechten klachten gedachten berichten vrienden handen steden landen kinderen activiteiten moeite`)

// participle reports whether behind the auxiliary at i a participle closes the clause.
func (s *sentence) participle(i int) bool {
	for j := i + 1; j < len(s.words) && s.words[j] != ","; j++ {
		w := s.words[j]
		if len(w) < 5 || notPast[w] {
			continue
		}
		verbal := strings.HasSuffix(w, "d") || strings.HasSuffix(w, "t") || strings.HasSuffix(w, "en")
		for _, p := range []string{"ge", "ver", "be", "ont", "aange", "afge", "binnenge", "doorge", "inge", "langsge", "meege", "opge", "overge", "teruge", "terugge", "toege", "uitge", "vastge", "voorge", "wegge", "klaarge", "omge", "tegenge", "achterge", "neerge"} {
			if strings.HasPrefix(w, p) && verbal && !nouns[w] {
				return true
			}
		}
	}
	return false
}

var nouns = set("beelden beeld bezoek beroep ingewikkeld gesprekken verwondingen gevolgen bewijzen bewijs gegevens vermoeden bedragen geduld geluid geluiden geld gevoel geweld gevaar gesprek geduld gebied gebouw bericht belangrijk beslist bent bekend bekende beter betekent bewijst bestaat gemeente verdriet verschil vertrouwen verhaal gebruik beleid bedrijf bedrag bezit beeld verzoek gevolg gezicht gedrag gezin getuige getuigen geen benodigd bedoeld bereid verplicht verdacht verdachte bevoegd geldt behandeld verzekerd gerust verkeerd")
