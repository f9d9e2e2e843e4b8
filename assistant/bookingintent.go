package assistant

import (
	"regexp"
	"strings"

	"wegwijzer/internal/dutch"
)

// The things a person can want with an appointment.
const (
	WantsNew      = "new"
	WantsMove     = "move"
	WantsCancel   = "cancel"
	WantsCallback = "callback"
	WantsDetail   = "detail" // to hear when or where an appointment is, which is never told in a conversation
)

// WantsBooking reports whether a message asks for an appointment or a talk with a person, and what for. Questions about how appointments work,
// and appointments with others (the police, a lawyer, a judge), are not ours to book.
func WantsBooking(message string) (intent string, ok bool) {
	if len(message) > 4000 {
		return "", false
	}
	m := bookingFold(message)
	if elsewhere.MatchString(m) && !ours.MatchString(m) {
		return "", false
	}
	switch {
	case detailWish.MatchString(m):
		return WantsDetail, true
	case cancelWish.MatchString(m) && (named(m) || cancelAlone.MatchString(m)):
		return WantsCancel, true
	case moveWish.MatchString(m) && named(m):
		return WantsMove, true
	case aboutAppointments.MatchString(m):
		return "", false
	case othersCall.MatchString(m):
		return "", false
	case callWish.MatchString(m):
		return WantsCallback, true
	case talkWish.MatchString(m):
		return WantsNew, true
	case named(m) && (newWish.MatchString(m) || len(strings.Fields(m)) <= 4 && !strings.Contains(m, "?")):
		return WantsNew, true
	case bookAlone.MatchString(m), foreignWish.MatchString(m):
		return WantsNew, true
	}
	return "", false
}

// bookingFold makes a message comparable: folded, apostrophes and double spaces out, common short forms written whole.
func bookingFold(message string) string {
	m := strings.NewReplacer("'", "", "’", "", ",", " , ", ".", " . ", "?", " ? ", "!", " ", "\n", " . ").Replace(dutch.Fold(message))
	words := strings.Fields(m)
	for i, w := range words {
		if full, ok := shortForms[w]; ok {
			words[i] = full
		}
	}
	return strings.Join(words, " ")
}

var shortForms = map[string]string{
	"ff": "even", "wss": "waarschijnlijk", "mn": "mijn", "mij": "mij", "me": "me", "zn": "zijn", "dr": "haar", "k": "ik", "kheb": "ik heb", "kwil": "ik wil", "t": "het",
	"iem": "iemand", "ipv": "in plaats van", "tel": "telefoon", "mob": "mobiel", "id": "in de", "wilik": "wil ik", "kanik": "kan ik", "nr": "nummer", "svp": "alstublieft",
}

// named reports whether a message names an appointment, mistyped ones too.
func named(m string) bool {
	for w := range strings.FieldsSeq(m) {
		if strings.HasPrefix(w, "afspraa") || strings.HasPrefix(w, "afsprak") || w == "afspreken" || strings.HasPrefix(w, "appointment") || strings.HasPrefix(w, "belafspra") ||
			strings.HasSuffix(w, "gesprek") || strings.HasSuffix(w, "afspraak") || w == "intake" || strings.HasPrefix(w, "reserver") || w == "booking" {
			return true
		}
		if len(w) >= 6 && w[0] == 'a' && (dutch.Distance(w, "afspraak", 2) <= 2 || dutch.Distance(w, "appointment", 2) <= 2) {
			return true
		}
	}
	return false
}

// The patterns stand on folded text; Go's regular expressions take linear time, so a hostile message costs no more than its length.
var (
	newWish = regexp.MustCompile(`\b(wil|wilde|willen|graag|maken|maak|make|plannen|plan|inplannen|boeken|boek|regelen|nodig|kan ik|kunnen we|kunnen wij|mag ik|zou|aanvragen|vastleggen|prikken|inschrijven|want|would like|book|schedule|need|hebben|afspreken|komen)\b`)

	moveWish   = regexp.MustCompile(`\b(verzet\w*|verplaats\w*|verschui\w*|verschov\w*|wijzig\w*|verander\w*|omzetten|omgezet|omboeken|(andere|ander) (dag|tijd|moment|tijdstip|datum)|later laten|eerder laten|(heb|had|staat) .{0,60}afspraak .{0,60}(later|eerder)|reschedul\w*|move|change)\b`)
	cancelWish = regexp.MustCompile(`\b(afzeg\w*|afgezegd|zeg .{0,60}\baf|annul\w*|anul\w*|afmeld\w*|schrap\w*|verwijder\w*|niet door|gaat niet door|kan niet komen|kom niet|cancel\w*|hoeft niet meer|intrekken|afbellen)\b`)
	// Without the word appointment only when nothing else can be meant.
	cancelAlone = regexp.MustCompile(`^(ik wil )?(afzeggen|annuleren|cancel|cancelen)\b`)

	detailWish = regexp.MustCompile(`\b(wanneer|hoe laat|waar|welke (dag|tijd|datum)|met wie|bij wie)\b.{0,40}\b(is|heeft|heb|staat|was|zijn)\b.{0,30}\b(mijn|haar|zijn|hun|de|die|vrouw|man|ex|dochter|zoon|vriendin|vriend)\b.{0,30}\b(afspraak|afspraken|gesprek)\b|\bheeft\b.{0,40}\b(een )?afspraak\b.{0,30}( bij jullie| gemaakt| \?|$)|\bwanneer (heb ik|had ik|moet ik)\b.{0,30}\bafspraak\b|\b(staat|stond)\b.{0,30}\bafspraak\b|\bwhen is (my|her|his)\b.{0,20}\bappointment\b|\bafspraak van (mijn|m) \w+ .{0,20}(wanneer|waar|hoe laat)\b`)

	aboutAppointments = regexp.MustCompile(`\b(hoe werkt|hoe gaat|hoe verloopt|hoe lang duurt|hoelang duurt|wat kost|kost een|kosten|wat gebeurt|wat houdt|wat moet ik meenemen|moet ik iets meenemen|hoe bereid|is een .{0,15}(gesprek|afspraak) (gratis|verplicht|vertrouwelijk|anoniem)|moet ik .{0,25}afspraak maken (om|voor) |waarom .{0,20}afspraak|zonder afspraak|slachtoffergesprek|herstelgesprek|spreekrecht|how does|how long|what does .{0,10}cost)\b`)

	callWish = regexp.MustCompile(`\b(kan|kunnen|kunt|kun|wil|wilt|willen|zou|zouden|mag|laat|can|could)\b.{0,30}\b(iemand|jullie|u|je|er|medewerker|collega|someone|you)\b.{0,60}\b(bellen|terugbellen|opbellen|bel|belt|call)\b|\b(bel|bellen) (mij|me)\b|\b(mij|me) (terug)?(bellen|belt|opbellen)\b|\b(terugbel\w*|teruggebeld|gebeld worden|word .{0,10}gebeld|belafspraak|call me)\b|\b(wil|graag)\b.{0,30}\b(gebeld|teruggebeld)\b`)

	talkWish = regexp.MustCompile(`\b(wil|willen|wilde|graag|kan|kunnen|mag|zou|moet|liever|want|need)\b.{0,40}\b(met|iemand|medewerker|mens|persoon|vrouw|jullie|someone|person|human)\b.{0,30}\b(praten|praat|spreken|spreek|chatten|videobellen|beeldbellen|overleggen|talk|speak)\b|\b(praten|spreken|chatten|videobellen|beeldbellen|praat|talk|speak)\b.{0,15}\b(met|to)\b.{0,15}\b(een |a )?(\w+ )?(mens|medewerker|vrouw|iemand|persoon|hulpverlener|human|person|someone|woman)\b|\b(iemand|een mens|een medewerker) (spreken|aan de lijn|te spreken|aan de telefoon)\b|\b(wil|wou) (ik )?(wel |gewoon |even |graag |eens )*(met iemand )?praten\b|\bkan ik .{0,30}\b(langskomen|langs komen|videobellen|beeldbellen)\b|\bkom(en)? (graag |even )*langs\b|\bmedewerker een (vrouw|man) zijn\b|\b(wil|graag|kan ik|mag ik) .{0,30}\b(langskomen|langs komen)\b|\b(echt|echte) (mens|persoon)\b.{0,20}\b(spreken|praten)\b|\bmet een mens\b`)

	// Others who call or want to talk, and calling us: none of these asks us to call.
	othersCall = regexp.MustCompile(`\b(dader|verdachte|hij|ex|stalker|daders|man|vriend|buurman|partner|incasso\w*|oplichter\w*|bank)\b.{0,30}\b(mij|me)\b.{0,20}\b(bel\w*|praten|spreken|opbel\w*)\b|\b(dader|verdachte|stalker|ex|hij)\b.{0,15}\b(wil|mag|kan|moet)\b.{0,20}\b(met mij|met me)\b|\bniemand (praten|spreken|bellen)\b|\bmet niemand\b|\b(kan|mag|moet|kun|zal) ik (jullie|u|je|112|de|het|naar|een|dan|ook|nog|nu|daar)\b.{0,25}\b(bellen|opbellen)\b`)

	bookAlone = regexp.MustCompile(`^(ja )?(boek|plan|reserveer|prik)\b`)

	// The same wishes in the other languages of the interface.
	foreignWish = regexp.MustCompile(`\b(randevu|gorusmek istiyorum|spotkani\w+|umowic|umowienie|chce porozmawiac|rendez ?vous|parler a quelqu|sita|papia ku un hende)\b|(записатися|зустріч|поговорити з|хочу поговорити|موعد|حجز|اريد التحدث|التحدث مع)`)

	elsewhere = regexp.MustCompile(`\b(afspraak|afspraken|gesprek|appointment|praten|spreken)\b.{0,20}\b(met|bij|van|with|at)\b.{0,12}\b(de |een |het |mijn |the )?(politie|advocaat|rechter|rechtbank|officier|om|huisarts|dokter|psycholoog|gemeente|ziekenhuis|dader|verdachte|verzekering|tandarts|notaris|reclassering|raad|uwv|belastingdienst|school|werkgever|baas|police|lawyer|doctor|judge)\b`)
	ours      = regexp.MustCompile(`\b(jullie|slachtofferhulp|bij u|met u|iemand van u)\b`)
)
