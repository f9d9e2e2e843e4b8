package assistant

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"wegwijzer/assistant/route"
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

// longStory is the number of words beyond which a message tells rather than asks.
const longStory = 45

// WantsBooking reports whether a message asks for an appointment or a talk with a person, and what for. Questions about how appointments work,
// and appointments with others (the police, a lawyer, a judge, whoever did it), are not ours to book.
func WantsBooking(message string) (intent string, ok bool) {
	if len(message) > 4000 {
		return "", false
	}
	m := bookingFold(message)
	if rest, others := withoutOthers(m); others {
		m, message = rest, rest // what the person wants besides is heard
	}
	if elsewhere.MatchString(m) && !ours.MatchString(m) || thisTalk.MatchString(m) || thatITalk.MatchString(m) || route.OffenderContact(message).WithOffender() {
		return "", false
	}
	if at := unwanted.FindString(m); at != "" { // ik wil geen afspraak
		return WantsCancel, noMore.MatchString(at) // who wants it no more has one
	}
	if len(strings.Fields(m)) > longStory && !(named(m) && newWish.MatchString(m)) {
		return "", false // someone tells a story; a wish in passing is heard when it is said by itself
	}
	switch {
	case detailWish.MatchString(m):
		return WantsDetail, true
	case cancelWish.MatchString(m) && (named(m) || cancelAlone.MatchString(m) || callbackNoun.MatchString(m)):
		return WantsCancel, true
	case moveWish.MatchString(m) && named(m):
		return WantsMove, true
	case hasOne.MatchString(m) && !toGet.MatchString(m):
		return WantsDetail, true
	case aboutAppointments.MatchString(m):
		return "", false
	case othersCall.MatchString(m):
		return "", false
	case callWish.MatchString(m) && !refusesCalls(m):
		return WantsCallback, true
	case talkWish.MatchString(m):
		return WantsNew, true
	case soon.MatchString(m) && hasMoment(message): // chatten vrijdag half 2?
		return WantsNew, true
	case named(m) && hasMoment(message):
		return WantsNew, true
	case named(m) && (newWish.MatchString(m) || len(strings.Fields(m)) <= 4 && !strings.Contains(m, "?") && !ourTalk.MatchString(m)), ourTalk.MatchString(m) && newWish.MatchString(m):
		return WantsNew, true
	case bookAlone.MatchString(m):
		return WantsNew, true
	}
	return wantsAbroad(m)
}

// wantsPerson reports whether a message asks for a human being, and says nothing of an appointment, a moment or a way to speak: they can call now.
func wantsPerson(message string) bool {
	m := bookingFold(message)
	return (humanBeing.MatchString(m) || saysOf("person", m)) && !named(m) && !soon.MatchString(m) && !hasMoment(message)
}

// wantsAbroad is WantsBooking for the other languages of the interface.
func wantsAbroad(m string) (intent string, ok bool) {
	ofOurs := saysOf("wish", m) || saysOf("mine", m)
	switch {
	case !ofOurs || saysOf("elsewhere", m), saysOf("theirs", m) && !saysOf("ours", m) && !saysOf("iwant", m):
		return "", false
	case saysOf("when", m) && saysOf("mine", m):
		return WantsDetail, true
	case saysOf("cancel", m):
		return WantsCancel, true
	case saysOf("move", m):
		return WantsMove, true
	case saysOf("unwanted", m):
		return "", false
	}
	return WantsNew, true
}

// hasMoment reports whether a message names a moment to come, or one that does not suit: with the word for an appointment that makes it a wish for one.
func hasMoment(message string) bool {
	for _, now := range references {
		w := dutch.ReadWish(message, dutch.MomentFrame{Now: now})
		if slices.ContainsFunc(slices.Concat(w.Options, w.Not, w.RatherNot), func(o dutch.Moment) bool { return o.Timed || o.OneDay() }) {
			return true
		}
	}
	return false
}

// references are moments to read days against where only counts whether one is named: half a year apart, for a date may just have passed.
var references = []time.Time{time.Date(2026, time.January, 5, 8, 0, 0, 0, time.UTC), time.Date(2026, time.July, 6, 8, 0, 0, 0, time.UTC)}

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
		switch {
		case w == "afspraken": // what was agreed is more often meant
			continue
		case strings.HasPrefix(w, "afspraa") || strings.HasPrefix(w, "afsprak") || strings.HasPrefix(w, "appointment") || w == "booking",
			strings.HasSuffix(w, "afspraak") && (strings.HasPrefix(w, "bel") || strings.HasPrefix(w, "telefoon") || strings.HasPrefix(w, "video") || strings.HasPrefix(w, "chat") || strings.HasPrefix(w, "vervolg")):
			return true
		case len(w) >= 6 && w[0] == 'a' && w != "aanspraak" && (dutch.Distance(w, "afspraak", 2) <= 2 || dutch.Distance(w, "appointment", 2) <= 2):
			return true
		}
	}
	return afspraken.MatchString(m) && (!agreements.MatchString(m) || withOneOfUs.MatchString(m)) || ourTalk.MatchString(m)
}

// The patterns stand on folded text; Go's regular expressions take linear time, so a hostile message costs no more than its length.
var (
	afspraken   = regexp.MustCompile(`\b(afspraken (maken|plannen)|een afspraken)\b`)
	withOneOfUs = regexp.MustCompile(`\b(met|bij) (een )?(medewerker|medewerkster|iemand van jullie)\b|\bouders\b`)
	// What organisations agree on.
	agreements = regexp.MustCompile(`\bafspraken (maken |plannen )?over\b|\b(gemeente|ggd|organisatie|school|bedrijf|instelling|werkgever|wijkteam|corporatie|veiligheidsregio|wij als)\b.*\bafspraken\b|\bafspraken\b.*\b(samenwerk\w*|nazorg|protocol|convenant|doorverwij\w*)\b`)
	// A talk that is asked for: not the talks with the police, the other side or the court that people ask about.
	ourTalk = regexp.MustCompile(`\b(wil|wilde|graag|kan ik|mag ik|kunnen we|willen|zou|maak|plan)\b.{0,30}\b(een|n|het) ((persoonlijk|telefonisch|eerste|nieuw|video|gewoon|vertrouwelijk|kort) )?(tele)?(video)?gesprek\b( (met (jullie|iemand|een (medewerker|vrouw|mannelijke|vrouwelijke))|plannen|inplannen|maken|aanvragen|boeken|bij jullie|krijgen|over|in|op|graag|,|\.)|$)|\bgesprek (met (jullie|een (vrouwelijke |mannelijke )?medewerker))\b|\b(mijn|het|dit) gesprek\b.{0,60}\b(verzet\w*|verplaats\w*|afzeg\w*|annul\w*|verschui\w*|later|eerder|met een (mannelijke|vrouwelijke))|\b(afzeg\w*|verzet\w*|annul\w*) .{0,20}gesprek\b|\b(beeld|video|bel)gesprek (plannen|maken|graag)\b`)

	newWish = regexp.MustCompile(`\b(wil|wilde|willen|graag|maken|maak|zet|make|plannen|plan|inplannen|boeken|boek|regelen|nodig|kan ik|kunnen we|kunnen wij|mag ik|zou|aanvragen|vastleggen|prikken|inschrijven|langskomen|want|would like|can i|could i|may i|book|schedule|need|hebben|afspreken|komen)\b`)

	moveWish   = regexp.MustCompile(`\b(verzet\w*|verplaats\w*|verschui\w*|verschov\w*|wijzig\w*|verander\w*|omzetten|omgezet|omboeken|(andere|ander) (dag|tijd|moment|tijdstip|datum)|later laten|eerder laten|kan (\w+ ){0,4}niet (op|naar|bij) (mijn|de|onze) (afspraak|gesprek)|(heb|had|staat) .{0,60}afspraak .{0,60}(later|eerder)|mijn (afspraak|gesprek) .{0,40}(later|eerder)|(had|heb|hadden|hebben|mijn) .{0,40}(afspraak|gesprek)( (met|bij|om|op|over|van|voor|morgen|vandaag|\w+dag|jullie|iemand|een|medewerker|\d+|uur|half|kwart|in|de|het))*,? (maar|en) .{0,20}\b(kan|red|haal|lukt|kunnen) (ik |we |het |dat |dan |nu |toch |me |mij |echt )*niet\b|(have|had|my) .{0,20}appointment .{0,60}\bbut .{0,20}(cant|cannot|can t|wont|not able)\b|reschedul\w*|move|change)\b`)
	cancelWish = regexp.MustCompile(`\b(afzeg\w*|afgezegd|zeg .{0,60}\baf|annul\w*|anul\w*|afmeld\w*|schrap\w*|verwijder\w*|niet door|gaat niet door|kan niet komen|kom niet|cancel\w*|hoeft niet meer|intrekken|afbellen)\b`)
	// Without the word appointment only when nothing else can be meant.
	cancelAlone = regexp.MustCompile(`^(ik wil )?(afzeggen|annuleren|cancel|cancelen)\b`)

	callbackNoun = regexp.MustCompile(`\b((terug)?belverzoek|verzoek om (terug)?gebeld te worden|terugbelafspraak)\b`)

	detailWish = regexp.MustCompile(`\b(wanneer|hoe laat|waar|welke (dag|tijd|datum)|met wie|bij wie)\b.{0,40}\b(is|heeft|heb|staat|was|zijn)\b.{0,30}\b(mijn|haar|zijn|hun|de|die|vrouw|man|ex|dochter|zoon|vriendin|vriend)\b.{0,30}\b(afspraak|afspraken|gesprek)\b|\bheeft (mijn|ze|zij|hij|haar|die|onze) .{0,30}\bafspraak\b|\b(mijn|me|m) (\w+ )?(vrouw|man|ex|vriendin|vriend|dochter|zoon|partner|zus|moeder|buurvrouw) heeft .{0,25}\bafspraak\b|\b(geef|toon|laat|welke|lijst)\b.{0,20}\bafspraken\b|\bwanneer heeft (ze|zij|hij)\b.{0,20}\bafspraak\b|\bwanneer (heb ik|had ik|moet ik)\b.{0,30}\bafspraak\b|\b(staat|stond)\b.{0,30}\bafspraak\b|\bwhen is (my|her|his)\b.{0,20}\bappointment\b|\bafspraak van (mijn|m) \w+ .{0,20}(wanneer|waar|hoe laat)\b`)

	// An appointment that is there: "ik heb al een afspraak, hij staat op donderdag". Who has to get one wants one.
	hasOne = regexp.MustCompile(`\b(ik heb|heb ik|wij hebben|we hebben|i have|i already have|i have got|ive got)( (al|nu|morgen|overmorgen|vandaag|volgende|week|\w+dag|already|nog|toch))* (een|n|an) afspraak\b|\b(ik heb|heb ik|i have|i already have) (already )?an appointment\b|\b(mijn|onze|my) (afspraak|appointment) (is|was|staat|stond)\b`)
	toGet  = regexp.MustCompile(`\b(afspraak|appointment) (nodig|gewenst|gewild|willen|maken|gemaakt)\b|\b(need|want|nodig)\b`)

	aboutAppointments = regexp.MustCompile(`\b(hoe werkt|hoe gaat|hoe verloopt|hoe lang duurt|hoelang duurt|wat kost|kost een|kosten|wat gebeurt|wat houdt|wat moet ik meenemen|moet ik iets meenemen|hoe bereid|is een .{0,15}(gesprek|afspraak) (gratis|verplicht|vertrouwelijk|anoniem)|moet ik .{0,25}afspraak maken (om|voor) |waarom .{0,20}afspraak|hoe lang moet ik wachten|(krijg|kreeg|kregen|hadden|had) (ik |wij |we |pas )*(een |pas een )?(afspraak|gesprek)|afspraak pas over|afspraak op locatie|politiebureau|niet (wil|wilt|willen) praten|wil niet (praten|videobellen|chatten)|(niemand|waarom) .{0,30}teruggebeld|tijdens (het|een|de|mijn) (gesprek|afspraak)|maak een verslag|zonder afspraak|slachtoffergesprek|herstelgesprek|spreekrecht|how does|how long|what does .{0,10}cost)\b`)

	callWish = regexp.MustCompile(`\b(kan|kunnen|kunt|kun|wil|wilt|willen|zou|zouden|laat|can|could)\b.{0,30}\b(iemand|jullie|u|je|er|medewerker|collega|someone|you)\b.{0,60}\b(mij|me|ons|haar|hem|m|me|us)\b.{0,50}\b(bellen|terugbellen|opbellen|bel|belt|appen|call|back)\b|\b(can|could) (someone|you|anyone) call me\b|\b(kan|kunnen|wil|zou) .{0,20}\b(mij|me|ons)\b.{0,40}\b(bellen|terugbellen|opbellen)\b|\b(kan|kunnen|kunt|wilt) .{0,20}\b(terugbellen)\b|(^|[.,!?] |\b(wil|wilt|kun|kunt|kan|kunnen|dan|maar|graag|jullie|u) )(bel) (mij|me)( |$)|^(ik wil )?(graag )?(terugbel\w*|belafspraak|call me)\b|\bgebeld worden\b|\b(wil|graag|wou)\b.{0,30}\b(gebeld|teruggebeld|een belletje)\b|\bkan ik (ook )?.{0,30}\bgebeld\b|\bcall me\b`)

	talkWish = regexp.MustCompile(`\b(wil|willen|wilde|graag|kan|kunnen|mag|zou|liever|want|need|wou)\b.{0,40}\b(iemand|medewerker|mens|persoon|hulpverlener|adviseur|deskundige|professional|vrouw|jullie|someone|person|human|adviser)\b.{0,30}\b(praten|praat|spreken|spreek|chatten|videobellen|beeldbellen|overleggen|talk|speak)\b|\b(praten|spreken|chatten|videobellen|beeldbellen|praat|talk|speak)\b (met|to) (een |a |n )?(\w+ )?(mens|medewerker|vrouw|iemand|hulpverlener|echt persoon|human|someone|woman)\b|\b(iemand|een mens|een medewerker) (spreken|aan de lijn|te spreken|aan de telefoon)\b|\b(wil|wou) (ik )?(wel |gewoon |even |graag |eens )*(met iemand )?(praten|kletsen)( maar| \.| ,|$)|\b(kan ik|mag ik|wil|willen|graag|liever|kunnen we|wil ik) .{0,30}\b(langskomen|langs komen|videobellen|beeldbellen|chatten met (iemand|jullie))\b|\bkom(en)? (graag |even )*langs\b|\bmedewerker een (vrouw|man) zijn\b|\b(echt|echte) (mens|persoon)\b.{0,20}\b(spreken|praten)\b|\bmet een mens\b (praten|spreken|chatten)|\b(ik wil|wil ik|graag|kan ik|kunnen we|kunnen wij|wil) (met jullie |met iemand |met een medewerker |iets |even |graag |hier )*afspreken\b`)

	// Others who call or want to talk, calling us, and calling the police for somebody: none of these asks us to call them.
	othersCall = regexp.MustCompile(`\b(haar|hem|ze|zij|hij|hun|vriendin|vrouw|man|vriend|dochter|zoon|moeder|vader)\b.{0,25}\bmet (mij|me)\b.{0,15}\b(praten|praat|spreken|bellen)\b|\b(dader|verdachte|hij|ex|stalker|daders|man|vriend|buurman|partner|incasso\w*|oplichter\w*|bank)\b.{0,30}\b(mij|me)\b.{0,20}\b(bel\w*|praten|spreken|opbel\w*)\b|\b(dader|verdachte|stalker|ex|hij)\b.{0,15}\b(wil|mag|kan|moet)\b.{0,20}\b(met mij|met me)\b|\b(politie|112|ambulance|brandweer|hulpdiensten|huisarts|dokter)( (voor|even|nu|meteen|snel|alsjeblieft|aub|mij|me|ons|niet|ook|dan))* (bel\w*|opbel\w*|waarschuw\w*)\b|\bniemand (praten|spreken|bellen)\b|\bmet niemand\b|\b(kan|mag|moet|kun|zal) ik (jullie|u|je|112|de|het|naar|een|dan|ook|nog|nu|daar)\b.{0,25}\b(bellen|opbellen)\b`)

	// Ways to speak with us that mean an appointment when a moment stands beside them.
	soon = regexp.MustCompile(`\b(chatten|videobellen|beeldbellen|langskomen|langs komen|afspreken|spreekuur|terugbellen|iemand van (jullie|u))\b`)

	humanBeing = regexp.MustCompile(`\b(mens|menselijk\w*|(echt|echte|levend|levende|real|actual|live) (\w+ )?(iemand|persoon|medewerker|person|someone)|echt iemand|human|human being)\b`)

	bookAlone = regexp.MustCompile(`^(ja )?(boek|plan|reserveer|prik) (maar|een|iets|me|mij|even|voor|dan|jij|alvast)\b`)

	// An appointment that is turned down, and this talk itself, which people want to read again, to keep or to have erased.
	unwanted = regexp.MustCompile(`\b(wil|wou|hoef|hoeft|want|need)( \w+){0,3} (geen|no|any) (\w+ )?(afspraak|gesprek|appointment)( meer| anymore| any more)?$|\b(dont|do not) (want|need) (an |the |my |this )?appointment( anymore| any more)?$`)
	noMore   = regexp.MustCompile(`(meer|anymore|any more)$`)
	thisTalk = regexp.MustCompile(`\b(dit|ons|deze|het|this|our) (gesprek|chat|conversation)\b.{0,40}\b(lees|lezen|teruglezen|nalezen|verder (gaan|praten)|bewaar|bewaren|bewaard|opslaan|opgeslagen|terugvinden|terugkijken|wis|wissen|gewist|verwijder|verwijderen|verwijderd|printen|kopieren|read|keep|save|delete|erase)\b|\b(lees|bewaar|wis|verwijder|delete|erase|save|keep)\b.{0,20}\b(dit|ons|this|our) (gesprek|chat|conversation)\b`)

	// Whether somebody may know of it is asked of a talk, and no talk is asked for: "kan hij erachter komen dat ik met jullie praat".
	thatITalk = regexp.MustCompile(`\b(dat (ik|we|wij)\b.{0,30}\b(praat|praten|gepraat|spreek|spreken|gesproken|chat|chatten|gechat|bel|gebeld|typ|getypt|schrijf|geschreven)|that i (am |was )?(talk|talked|talking|speak|speaking|spoke|chat|chatting))\b`)

	elsewhere = regexp.MustCompile(`\b(afspraak|afspraken|gesprek|appointment|praten|spreken|afspreken|praat)\b.{0,20}\b(met|bij|with|at)\b.{0,14}\b(politie|zedenpolitie|wijkagent|agent|agente|rechercheur|advocaat|rechter|rechtbank|officier|om|huisarts|dokter|psycholoog|ggz|therapeut|gemeente|ziekenhuis|dader|daders|verdachte|verzekering|verzekeraar|tandarts|notaris|reclassering|raad|uwv|belastingdienst|school|mentor|werkgever|baas|leidinggevende|pers|journalist|klas|kind|kinderen|familie|anderen|lotgenoten|man die|jongen|hem|burgemeester|bank|zoon|dochter|police|lawyer|doctor|judge)\b|\b(politie|agent|rechercheur|dader|verdachte|zedenpolitie|herstel|slachtoffer dader)( \w+){0,3} (afspraak|gesprek|praten|spreken)\b|\bdadergesprek\b|\b(anderen|lotgenoten) die hetzelfde\b`)
	ours      = regexp.MustCompile(`\b(jullie|slachtofferhulp|bij u|met u|iemand van u)\b`)
)
