package transcribe

import (
	"strings"
)

// Threats are too various for a list of sayings, so they are read by their build: somebody says to the client, or to those near them, that harm
// will be done, or will be done unless.
var (
	harm       = `(?:steek|steken|brand|branden|vermoord|vermoorden|maak|maken|sla|slaan|schiet|schieten|pak|pakken|snij|snijden|knip|knippen|trap|trappen|gooi|gooien|breek|breken|verkracht|wurg|vind|vinden|krijg|krijgen|grijp|sloop|slopen|blaas|blazen|zet|zetten|stuur|sturen|plaats|plaatsen|verspreid|verspreiden|laat|laten|kom|komen|weet|weten|haal|halen|neem|nemen|rij|rijden|doe|doen|hang|hangen)`
	wounding   = `(?:dood|kapot|af|neer|plat|fik|brand|eraan|er aan|in elkaar|in de fik|in brand|te grazen|verrot|open|nek|keel|vingers|kop|lek|ongeluk|spijt|te vinden|wel vinden|nog wel|online|op internet|rond|kwijt|op straat|halen|nooit meer|iets overkomt|iets overkomen|de schuur|de lucht in|klas|familie|je werk|je ouders|naar je|langs|wat ik doe|wat ik dan doe|wel zien|een probleem|problemen|schande|hoe laat)`
	spokenTo   = `(?:je|jou|jullie|jij|jouw|u|uw|m'n kop|haar|hem|me|mij|ons|mijn|onze)`
	saysThreat = expressed(`\b(?:zei|zegt|zeiden|zeggen|riep|roept|riepen|roepen|schreef|schreven|schrijft|appte|appt|stuurde|bericht|briefje|brief|dreigde|dreigt|gezegd|geroepen|geappt|geschreven|stond erin|er stond|fluisterde|schreeuwde|voicemail|wil|wilde|zou)\b`)
	willHarm   = expressed(`\b(?:ik|we|wij) (?:\w+ ){0,2}` + harm + `\b.{0,45}\b` + wounding + `\b|\b` + harm + ` (?:ik|we|wij)\b.{0,45}\b` + wounding + `\b|\b(?:steek|steken|brand|branden|vermoord|vermoorden|schiet|schieten|knip|knippen|snij|sla|slaan|maak|maken) (?:\w+ ){0,3}` + spokenTo + `\b`)
	unless     = expressed(`\bals (?:je|jij|jullie|u|ge|ik)\b.{0,90}\b(?:dan|zet|stuur|weet|ligt|gaat|krijg|krijgt|maak|vermoord|steek|kom|komt|doe|gebeurt|zal|zul)\b|\banders (?:\w+ ){0,3}(?:knip|steek|schiet|maak|vermoord|sla|stuur|zet|kom|komen|gebeurt|heb|krijg|krijgt|weet|brand|ligt)\w*|\bof (?:ik|we|wij|hij|ze) (?:schiet|schieten|steek|steken|sla|slaan|brand|branden|maak|maken|vermoord|stuur|zet|kom|komen|doe)\b|\bals (?:ik|we|zij|hij) niet (?:betaal|betaalde|doe|deed|kom|kwam|meewerk|luister)\w*`)
	indirect   = expressed(`\bdat (?:hij|zij|ze|ik|we|wij|het|mijn \w+|onze \w+)\b.{0,70}\b(?:spijt (?:ga|gaat|krijg\w*|zal|zou)|nooit .{0,15}(?:gaan|los|met rust)|dood|kapot|eraan|er aan|boeten|afmaken|afmaakt|vermoord\w*|verbrand\w*|in brand|weet te vinden|wel zal|wel krijg\w*|wel vind\w*|pakken|pakt|iets overkomt)\b`)
	gesture    = expressed(`\bgebaar\b.{0,30}\b(?:keel|nek|pistool)\b|\b(?:vinger|hand)\b.{0,15}\b(?:langs|over) (?:zijn|haar|de|z'n) (?:keel|nek)\b|\bniet van (?:me|mij) af\b|\bwie (?:haar|hem|mij|me) vindt\b|\bweten? hoe laat\b|\bverklaring (?:moest|moet) (?:aanpassen|veranderen|intrekken)\b|\bpas (?:maar )?op jij\b`)
	spreadsIt  = expressed(`\bgefilmd en (?:\w+ )?(?:rondgestuurd|verspreid|gedeeld|online|doorgestuurd)\b|\b(?:foto|foto's|filmpje|filmpjes|beelden|video)\b.{0,45}\b(?:rondgestuurd|doorgestuurd|verspreid\w*|online (?:zet\w*|gezet|gooit)|sturen|doorsturen|naar iedereen)\b`)
	watching   = expressed(`\b(?:ze|zij|mannen|man|iemand|hij|auto|jongens|gasten)\b.{0,30}\b(?:filmen|posten|staan|stonden|stond|rondhangen|te filmen|te wachten|loeren|gluren|wachten|wachtte)\b.{0,25}\b(?:voor|bij|achter|in) (?:mijn|ons|m'n|onze|de) (?:raam|huis|deur|voordeur|straat|auto|werk|tuin)\b`)
	meets      = expressed(`\b(?:kom|komt|kwam|kwamen|tegengekomen|zag|zie)\b.{0,35}\b(?:hem|haar|ze|die|de dader|mijn ex|de verdachte)\b(?: (?:gozer|gast|jongen|jongens|man|mannen|vent|kerel|vrouw|knaap|lui))?.{0,20}\b(?:tegen|tegengekomen|lopen|zitten|staan)\b|\b(?:aangesproken|aangeklampt|opgewacht|gevolgd|achtervolgd|nagelopen)\b.{0,25}\b(?:op straat|bij|door|in|na)\b|\b(?:belt|appt|mailt|bericht|belde) (?:me |mij |ons |nog |weer |elke dag )*(?:steeds|de hele tijd|elke|constant|iedere|met andere|vanaf)\b|\b(?:woont|wonen) (?:maar )?(?:\w+ ){1,3}(?:verder|verderop|om de hoek|straten|huizen|deuren)\b|\b(?:zelf |weer |nog )?geappt dat\b|\bloopt (?:nog )?(?:vrij )?rond\b`)
	fears      = expressed(`\bdan (?:kan|gebeurt|komt|doet) (?:\w+ ){0,3}(?:zo )?(?:weer|opnieuw|nog)\b|\bstraks (?:komt|komen|staat|staan|doet)\b`)
	stillFears = expressed(`\b(?:wel|,) ja[.! ]*$|\bwel (?:een beetje )?bang\b`)
)

// threatVerb is how a threat is told of in other words.
var threatVerb = expressed(`\b(?:zei|zegt|zeiden|zeggen|riep|roept|schreeuwde|schreeuwt|dreigde|dreigt|schreef|appte|appt|gezegd|geroepen|stuurde)\b`)

// threatens reports whether the words of the client tell of a threat, and where in fold it begins.
func threatens(fold string) (from, to int, ok bool) {
	for _, re := range [...]*expression{gesture, spreadsIt, fears} {
		if m := re.FindStringIndex(fold); m != nil {
			return m[0], m[1], true
		}
	}
	if m := indirect.FindStringIndex(fold); m != nil && threatVerb.MatchString(fold[:m[0]]) {
		return m[0], m[1], true
	}
	if m := unless.FindStringIndex(fold); m != nil && (saysThreat.MatchString(fold) || strings.Contains(fold, ":")) {
		return m[0], m[1], true
	}
	if m := willHarm.FindStringIndex(fold); m != nil && (saysThreat.MatchString(fold[:m[0]]) || strings.Contains(fold, ":") || mentionsYou(fold[m[0]:m[1]])) {
		return m[0], m[1], true
	}
	return 0, 0, false
}

// mentionsYou reports whether words are spoken to somebody: a client who tells what happened does not say "je" to the one who harmed them.
func mentionsYou(s string) bool { return hasPhrase(s, "je", "jou", "jullie", "jouw") }
