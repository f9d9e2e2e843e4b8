package injection

import (
	"regexp"
	"strings"
)

// orderForm is a way to order a machine about. Forms are matched against folded sentences.
type orderForm struct {
	kind   Attack
	form   *form
	unless *form // what makes it a thing that people say
}

// Pieces that the forms share. Each is a class of words, not a list of attacks.
const (
	// A sentence, or a part of one, begins here.
	start = `(?:^|[.!?;:,)"'\-]\s*|\b(?:en|dus|nu|dan|of|and|so|now|then|please|alsjeblieft|aub|even|ff|gewoon|gwn|spoed|lol)\s+)\W*`
	yours = `(?:je|jouw|uw|jullie|your|ur|tes|vos|deine[nr]?|twoje|swoje|twoich|swoich)`
	rules = `(?:(?:systeem|system|basis|gedrags|veiligheids|huis|spel|gespreks)?-?(?:regels?|instructies?|opdracht(?:en)?|richtlijn(?:en)?|aanwijzing(?:en)?|prompts?|beperking(?:en)?|filters?|voorschriften|` +
		`programmering|configuratie|veiligheidsfilters?|instellingen|rules?|instructions?|guidelines?|restrictions?|configuration|safety|safeguards?|programming))`
	show = `(?:toon|tonen|geef|geven|laat|herhaal|herhalen|print|noem|noemen|citeer|vat|vertaal|vertalen|codeer|zet|schrijf|lees|deel|onthul|verklap|kopieer|plak|dump|stuur|vertel|wat (?:is|zijn|staat|stond|luidt|luiden)|` +
		`welke|show|reveal|repeat|print|tell|give|display|output|list|translate|encode|summari[sz]e|what (?:is|are|were)|pokaz|goster|montre|affiche|zeig)`
	someone = `(?:(?:mijn|m'n|mn|me|my|onze|zijn|haar)\s+(?:ex\b|(?:ex-?|stief|schoon|klein|pleeg)?(?:vrouw|man|vriend|vriendin|partner|buurman|buurvrouw|buren|zus|zusje|broer|broertje|moeder|vader|dochter|zoon|zwager|zus|collega|baas|nicht|neef|` +
		`oma|opa|tante|oom|echtgenoot|echtgenote|vriendje|huisgenoot|wife|husband|girlfriend|boyfriend|friend|sister|brother|daughter|son|mother|father|neighbou?r|colleague|boss)(?:'s|s)?\b))`
	secretOf = `(?:gesprek(?:ken)?|chats?|chatgeschiedenis|berichten|dossiers?|adres(?:sen)?|gegevens|namen?|achternaam|voornaam|telefoonnummers?|nummers?|verklaring(?:en)?|afspraken|verslag(?:en)?|locatie|verblijfplaats|medewerkerslijst|` +
		`logging|logs|filters?|configuratie|configuration|toegang|inzage|history|records?|conversations?|address(?:es)?|data|files?|intern\w*)`
	power = `(?:beheerder|admin(?:istrator)?|ontwikkelaar|developer|programmeur|directeur|teamleider|manager|ciso|it-afdeling|helpdesk|recherche|rechercheur|politie(?:agent)?|slachtofferhulp|agent|officier(?: van justitie)?|justitie|rechter|ministerie|` +
		`advocaat|raadsman|autoriteit persoonsgegevens|toezichthouder|auditor|onderzoeker|journalist|medewerker|hulpverlener|voogd|curator|bewindvoerder|moeder|vader|ouder|echtgenoot|partner|openai|microsoft|leverancier|vendor|police|lawyer|staff|owner|engineer|doctor|arts)`
	cancels = `(?:annuleer|annuleren|verzet|verzetten|verplaats|verplaatsen|wijzig|wijzigen|verander|veranderen|schrap|schrappen|verwijder|zeg|afzeggen|zet|cancel|reschedule|move|change|delete)`
)

// forgets is what people tell of their own memory: "ik ben zo gejaagd en vergeet ik alles", "vergeet alles sinds de klap".
const forgets = `\b(?:vergeet|forget)\s+(?:ik|hij|ze|zij|we|wij|i)\b|\b(?:moe|verward|gejaagd|duizelig|suf|afwezig|gespannen|prikkelbaar|gestrest|vergeetachtig|in de war|tired|confused|dizzy)\b.{0,30}\b(?:vergeet|forget)\b|` +
	`\b(?:vergeet|forget)\s+(?:alles|everything)\s+(?:sinds|steeds|tegenwoordig|door de|door het|na de|na het|since|lately)\b`

// order compiles a form. Letters are written as they come out of folding, which takes the marks off Cyrillic ones too,
// and a word may be of any script.
func order(pattern string) *form {
	return formOf(regexp.MustCompile(strings.NewReplacer("й", "и", "ї", "і", `\w*`, `[\pL\w]*`, `\w+`, `[\pL\w]+`).Replace(pattern)))
}

var orderForms = []orderForm{
	// Its rules shown.
	{Prompt, order(`(?:systeem|system)-?\s?(?:prompt|instruct\w+|message|bericht)`), order(`\b(?:wat is een|what is an?)\b`)},
	{Prompt, order(show + `\b.{0,60}\b` + yours + `\s+(?:\pL+\s+){0,2}?` + rules + `\b`), order(`\bjullie\s+(?:regels|richtlijnen|aanwijzingen|instellingen)\b`)},
	{Prompt, order(`\b` + yours + `\s+(?:\pL+\s+){0,2}?` + rules + `\s+(?:zien|laten zien|tonen|om in|als|in (?:een|het)|naar het|woord voor woord|letterlijk)\b`), nil},
	{Prompt, order(`\b(?:regels|instructies|zinnen|woorden|tekst|opdracht)\b.{0,25}\b(?:die|dat)\s+(?:jij|je|u)\s+(?:\pL+\s+){0,3}?(?:kreeg|kregen|gekregen|krijgt|volgt|meekreeg)\b`), nil},
	{Prompt, order(`\bwelke\s+(?:\pL+\s+)?` + rules + `\b.{0,20}\b(?:kreeg|krijg|heb|gebruik|volg)\s+(?:jij|je)\b`), nil},
	{Prompt, order(`\b(?:staat|stond|hoort)\b.{0,25}\b(?:in|bij)\s+(?:jouw|je)\s+` + rules + `\b`), nil},
	{Prompt, order(start + `(?:noem|geef|herhaal)\s+(?:nu\s+)?(?:je\s+)?(?:regel|instructie|rule)\s*\d`), nil},
	{Prompt, order(`\b(?:boven|voor)\s+dit\s+gesprek\b.{0,30}\b(?:staat|stond)|\btekst\s+die\s+(?:hier)?boven\b|\b(?:you|je|jij)\s+(?:were|was|werd)\s+(?:given|told|shown|verteld)\b|\b(?:everything|words|text|instructions|lines?)\s+(?:above|before)\s+(?:this|starting|the)?\b`), nil},
	{Prompt, order(`\b(?:debug|debuggen|debugging)\b.{0,60}\b(?:tools?|parameters?|prompt|functies|config\w*)|\bwelke\s+(?:tools|functies)\b.{0,30}\b(?:parameters|aanroepen)\b`), nil},
	{Prompt, order(`\b(?:mijn|jouw|je)\s+(?:systeem)?prompt\b|\b(?:eerste|volgende|laatste)\s+(?:zin|woord|regel)\s+van\s+(?:je|jouw)\s+` + rules), nil},
	{Prompt, order(`instrukcj\w*\s+systemow\w*|systemow\w*\s+instrukcj\w*|sistem\s+talimat\w*|системн\w*\s+інструкц\w*|تعليمات النظام|consignes?\s+syst\w+|instructions?\s+syst\w+|instrukshon\w*\s+di\s+sistema`), nil},

	{Prompt, order(`\b(?:tekst|woorden|zinnen|bericht|opdracht|text|message)\b.{0,15}\bwaar(?:mee|in)\s+(?:jij|je|u)\b.{0,25}\b(?:opgestart|gestart|gemaakt|ingesteld|begon|begint|getraind|werkt|staat)`), nil},
	{Prompt, order(`\b(?:begin|start|alles|inhoud)\b.{0,15}\bvan\s+(?:dit|het)\s+gesprek\b.{0,40}\b(?:niet\s+(?:kan\s+)?zie|verborgen|onzichtbaar)|\b(?:wat|alles\s+wat|dat)\b.{0,15}\b(?:ik|gebruikers?)\s+niet\s+(?:kan|kunnen|mag|mogen)\s+(?:zien|lezen|weten)\b.{0,20}$`), order(`\b(?:dader|rechter|politie|dossier|zaak)\b`)},
	{Prompt, order(`\b(?:did|do|have|hebben|heeft|had|moet\w*)\b.{0,15}\b(?:your\s+(?:developers?|makers?|creators?|company)|je\s+(?:makers?|ontwikkelaars?|baas)|ze|zij)\b.{0,15}\b(?:tell|told|instruct\w*|jou|je|you)\b.{0,20}\b(?:say|never|opgedragen|verteld|geleerd|verboden|gezegd|zeggen|hide)\b`), nil},
	{Prompt, order(`\b(?:functies|tools|commando.?s|opdrachten|functions|commands|apis?)\b.{0,20}\b(?:die\s+)?(?:je|jij|you)\s+(?:\pL+\s+)?(?:kunt|kan|can|mag)\s+(?:aanroepen|uitvoeren|gebruiken|call|execute)\b`), nil},
	// Other rules.
	{
		Override, order(start + `(?:negeer|vergeet|overschrijf|omzeil|ignore|forget|disregard|override|bypass|ignorez?|oublie[zr]?|ignoriere?|vergiss)\b.{0,40}\b(?:` + rules + `|alles|everything|consignes?|regles?|regeln|anweisungen|zeg|schrijf)\b`),
		order(`vergeet\s+(?:\pL+\s+)?(?:niet|geen|nooit)\b|\b(?:kan|mag|moet|should|can|may)\s+(?:ik|i|we)\b|` + forgets),
	},
	{Override, order(start + `(?:vergeet|negeer|forget|ignore)\s+(?:alles|everything|wat|all)\b.{0,40}\b(?:je|jij|you|hiervoor|eerder|before)\b`), order(`\b(?:kan|mag|moet|wil|can)\s+(?:ik|i)\b`)},
	{Override, order(`\b(?:` + yours + `|alle|deze|de|die)\s+(?:\pL+\s+)?` + rules + `\s+(?:zijn|is|gelden?|tellen?|vervallen|vervalt|hoeven?|doen|are|no)\s+(?:\pL+\s+){0,4}?(?:niet|vervallen|verlopen|opgeheven|afgeschaft|longer|void|expired|uit)\b`), order(`\b(?:rechter|politie|contactverbod|zaak|wet)\b`)},
	{Override, order(`\b(?:zet|schakel)\b.{0,40}\b(?:\w*filters?|beperkingen|beveiliging|controles?|logging|regels)\b.{0,20}\buit\b|\b(?:disable|turn off|switch off)\b.{0,30}\b(?:filters?|safety|rules|logging|restrictions)\b`), nil},
	{Override, order(`\b(?:ontwikkelaars?|developer|beheerders?|admin|god|debug|onderhouds|maintenance)[- ]?(?:modus|mode|toegang|rechten)\b|\bjailbreak\w*|\b(?:schakel|zet)\b.{0,25}(?:filter|beveiliging)\w*\s+uit\b|\bontgrendel\b.{0,20}\b(?:alles|je)|\b(?:zonder|without|no)\s+(?:grenzen|filters?|beperkingen|restrictions|limits)\b|\bunrestricted\b`), nil},
	{Override, order(`\bnieuwe\s+(?:instructies?|opdracht(?:en)?|regels?)\s*(?:voor\s+(?:jou|je|de bot))?\s*:|\bnew\s+(?:instructions?|rules?|task)\s*:`), nil},
	{Override, order(`\b(?:wat|alles)\b.{0,30}\b(?:je|jouw)\s+(?:programmeurs?|makers?|ontwikkelaars?)\b.{0,40}\b(?:niet|vervalt|telt|vergeet)`), nil},
	{Override, order(start + `(?:antwoord|reageer|zeg|schrijf|typ|reply|respond|answer|say|write|print|output)\s+(?:\pL+\s+){0,2}?(?:alleen|uitsluitend|enkel|slechts|only|just|exactly|nog)\s+(?:\pL+\s+){0,3}?["']?\pL+-\d`), nil},
	{Override, order(`\b(?:and|en|then)\s+(?:reply|respond|say|antwoord|zeg|schrijf)\b.{0,20}\b\pL+-\d+`), nil},
	{Override, order(`\b(?:elk|ieder|every|each)\s+(?:antwoord|answer|reply)\s+(?:begint|eindigt|bevat|starts?|ends?|must)\b`), nil},
	{Override, order(`\bdoe(?:n)?\s+(?:even\s+)?alsof\s+er\s+geen\s+(?:regels|afspraken|grenzen|filters)`), nil},
	{Override, order(`(?:zapomnij|zignoruj|pomin)\w*\s.{0,30}(?:instrukcj|zasad|regul|polece)|(?:talimat|kural)\w*\s+(?:\pL+\s+)?(?:unut|yok say|gormezden gel|bosver)\w*|(?:забудь|ігноруй|проігноруй|відкинь)\w*\s.{0,30}(?:правил|інструкц|вказівк|попередн)|(?:انس|تجاهل|اهمل)\s.{0,30}(?:القواعد|التعليمات|الاوامر|قواعد|تعليمات)|(?:lubida|ignora)\s.{0,30}(?:reglanan|regla|instrukshon)`), nil},

	{Override, order(`\b(?:gooi|zet|leg|schuif|laat|drop|ditch|wis|verwijder|verlaat|breek|throw|put|set|break|skip)\b.{0,12}\b(?:` + yours + `|al\s+je|all\s+your)\s+(?:\pL+\s+){0,2}?` + rules + `\b`), nil},
	{Override, order(`\b(?:je|jij|u|you)\s+(?:hoeft?|hoeven|mag|mogen|moet|moeten|don.?t\s+have|need\s+not|may|can)\b.{0,30}\b(?:niet|geen|nergens|not|stop)\b.{0,30}\b(?:aan\s+(?:je|jouw|de|die)\s+(?:\pL+\s+){0,2}?(?:` + rules + `|afspraken|grenzen|kaders)|follow|` + rules + `)\b`), nil},
	{Override, order(`\b(?:test|debug|beheer|beheers|ontwikkel|vrije|geheime|eerlijke|ongefilterde|expert|safe|free|raw|uncensored)-?\s?(?:modus|mode|stand)\b`), order(`\b(?:vliegtuig|donkere|nacht|stille|lees|telefoon)`)},
	{Override, order(`\b(?:luister|gehoorzaam|listen|obey)\b.{0,15}\b(?:alleen|enkel|uitsluitend|only|just|voortaan)\b.{0,10}\b(?:naar\s+mij|mij|to\s+me|me)\b`), order(`\b(?:hij|zij|ze|niemand|iemand|ik)\s`)},
	{Override, order(`\b(?:vanaf\s+(?:hier|nu)|voortaan)\b.{0,20}\balleen\s+(?:nog|maar)\b|\bik\s+(?:geef|gaf)\s+(?:je|jou)\b.{0,15}\b(?:andere|nieuwe|mijn)\s+(?:regels|instructies|opdracht)`), nil},
	{Override, order(`\bstop\s+met\s+(?:slachtofferhulp|jouw\s+rol|je\s+rol|helpen\s+van)\b|\b(?:herstart|reset|herprogrammeer|reboot)\s+(?:je|jezelf|yourself|jou)\b|\b(?:bevrijd|free)\s+(?:jezelf|je|yourself)\b`), nil},
	// Someone else.
	{RolePlay, order(`\b(?:je|jij|u)\s+bent\s+(?:nu|vanaf nu|voortaan|vanaf vandaag)\b|\byou\s+are\s+(?:now|dan|no longer)\b`), order(`\b(?:nu)\s+(?:aan de beurt|bereikbaar|open)\b`)},
	{RolePlay, order(`\b(?:vanaf\s+nu|voortaan|van\s+nu\s+af(?:\s+aan)?|from\s+now\s+on)\b.{0,15}\b(?:ben|heet|speel|praat|doe|antwoord|reageer|gedraag|are|act|speak|talk)\b`), order(`\b(?:ben|doe|praat|speel)\s+ik\b|\bi\s+(?:am|act)\b`)},
	{RolePlay, order(`\bjij\s+bent\s+(?:mijn|een)\s+(?:\pL+\s+)?(?:oma|opa|moeder|vader|vriend|vriendin|advocaat|rechter|agent|hacker|bot|robot|ai|therapeut|dader|psycholoog|dokter)\b`), nil},
	{RolePlay, order(start + `(?:doe|praat|antwoord|reageer|gedraag\s+je|spreek|schrijf|act|speak|talk|behave|respond|answer)\s+(?:\pL+\s+){0,2}?(?:alsof\s+(?:je|jij|u)|als(?:of)?\s+(?:een|mijn|mens|de)\b|as\s+(?:if|an?|my|though)\b|like\s+an?\b)`), order(`\bals\s+(?:een\s+)?(?:lijst|tabel|samenvatting|brief|stappenplan)\b`)},
	{RolePlay, order(start + `(?:speel|pretend|roleplay|imagine\s+you|simuleer)\b`), order(`\b(?:speel\s+ik|i\s+pretend|pretend\s+(?:everything|that i|to be fine))\b`)},
	{RolePlay, order(start + `stel\s+(?:je\s+)?(?:eens\s+)?(?:voor\s+)?(?:dat\s+)?(?:je|jij)\s+(?:voor\s+dat\s+je\s+)?(?:een|mijn|geen)\b|\bstel\s+je\s+voor\s+dat\s+(?:je|jij)\s+(?:een|mijn|geen)\b`), nil},
	{RolePlay, order(`\bin\s+dit\s+(?:verhaal|spel|scenario|toneelstuk|boek)\b.{0,20}\b(?:ben|is|speelt|heet)\b|\bin\s+this\s+(?:story|game|scenario)\b`), nil},
	{RolePlay, order(`\b(?:schrijf|maak|verzin|bedenk|write|make up)\b.{0,15}\b(?:scene|verhaal|verhaaltje|toneelstuk|filmscript|script|dialoog|sketch|gedicht|roman|story|play|poem|scene)\b.{0,25}\b(?:waarin|over\s+een|where|in which|about)\b`), order(`\bmijn\s+(?:eigen\s+)?verhaal\b`)},
	{RolePlay, order(`\b(?:rollenspel|role-?play)\b|\bwe\s+(?:doen|spelen)\s+een\s+(?:spel(?:letje)?|wedstrijd|rollenspel|quiz)|\blet'?s\s+play\b`), order(`\b(?:herstelbemiddeling|bemiddeling|training|cursus|opleiding|les|lessen|therapie|stage|mediation|werkt|helpt)\b`)},
	{RolePlay, order(`^\W*(?:udawaj|badz\s+teraz|gibi\s+davran|rol\s+yap|fais\s+semblant|joue\s+le\s+role|tu\s+es\s+maintenant|прикинься|уяви,?\s+що\s+ти|ти\s+тепер|تظاهر|مثل\s+دور|انت\s+الان|tu\s+eres\s+ahora|hasi\s+komo)`), nil},

	{RolePlay, order(`\b(?:je|jij|u|you)\s+(?:speelt|play|will\s+play)\s+(?:nu|vandaag|even|eens|the|a|my|de|een|mijn)\b|\bkun\s+(?:je|jij)\s+(?:even\s+)?(?:doen\s+alsof|spelen\s+dat|net\s+doen)\b|\bcan\s+you\s+(?:pretend|act|play)\b`), order(`\bals\s+je\s+speelt\b`)},
	{RolePlay, order(`` + start + `(?:act|behave|talk|speak)\s+(?:\pL+\s+)?(?:like|as)\s+(?:my|an?|the)\b|` + start + `(?:verplaats|leef)\s+je\s+(?:eens\s+)?in\b.{0,12}\b(?:hacker|dader|rechter|stalker|oplichter|crimineel|ex)\b|\b(?:ik|i)\s+(?:ben|speel|am|play)\s+(?:dan\s+)?(?:de|het|een|the|a)\s+\pL+\s*,?\s+(?:en\s+|and\s+)?(?:jij|you)\s+(?:bent|speelt|de|are|the|play)\b`), nil},
	{RolePlay, order(`\b(?:schrijf|maak|verzin|bedenk|vertel|write|make|tell)\b.{0,20}\b(?:filmpje|film|liedje|rap|mop|grap|sprookje|fanfictie|hoorspel|blog|column|song|joke|rap)\b.{0,25}\b(?:waarin|over|where|about|dat)\b`), nil},
	// A claim of power with a demand.
	{
		Authority, order(`\b(?:ik\s+ben|ik\s+werk|wij\s+zijn|namens|hier|als|as|this\s+is|i\s+am|i'm)\b.{0,25}\b` + power + `\b.{0,60}\b(?:geef|stuur|toon|eis|eisen|moet|wil|ontgrendel|unlock|zet|schakel|disable|give|send|show|need|require|demand|recht\s+op|inzage|nodig)\b.{0,50}\b` + secretOf + `\b`),
		order(`\b(?:mijn|m'n|eigen|my|own)\s+(?:eigen\s+)?(?:dossier|gegevens|adres|naam|nummer|gesprek|aangifte|verklaring|data|file)\b|\b(?:wat|waar|hoe|kan|mag|welke|where|how|can)\b.{0,12}\b(?:ik|we|wij|i)\b`),
	},
	{Authority, order(`\b` + power + `\b.{0,20}\b(?:hier|spoed|dringend|urgent|speaking)\b.{0,40}\b(?:geef|waar\s+is|stuur|toon|give|where)\b`), nil},
	{Authority, order(`\b(?:toestemming|permission|machtiging|bevel)\s+van\s+(?:de|het|mijn)\s+` + power + `\b.{0,60}\b` + secretOf + `\b`), order(`\b(?:nodig|vraag|krijg)\b.{0,20}\bik\b|\bhoe\b`)},
	{Authority, order(`\b(?:recht|right)\s+(?:op|to)\s+(?:haar|zijn|hun|her|his|their)\s+` + secretOf + `\b|\b(?:wachtwoord|password)\s*:?\s*\S*\d.{0,30}\b(?:ontgrendel|unlock|toegang|access)`), nil},
	{Authority, order(`\b(?:ik\s+ben|ik\s+werk|i\s+am)\b.{0,30}\b` + power + `\b.{0,40}\b(?:je\s+moet|jullie\s+moeten|you\s+must)\b.{0,60}\b(?:zeggen|vertellen|geven|tonen|tell|give)\b`), nil},
	{Authority, order(`\bi\s+need\s+(?:the\s+)?(?:raw|full|complete)\b.{0,30}\b(?:configuration|prompt|logs|data)\b`), nil},
	{Authority, order(`(?:з|із)\s+поліції.{0,40}(?:дайте|дай|адрес)|(?:jestem|z)\s+(?:policji|policjant\w*).{0,40}(?:adres|dane|podaj)|(?:polisim|polisten).{0,40}(?:adres|bilgi|ver)|(?:من الشرطة|انا شرطي).{0,40}(?:عنوان|بيانات|اعط)`), nil},

	{Authority, order(`\b(?:dit\s+is|hier|u\s+spreekt\s+met|wij?\s+zijn\s+van|we\s+zijn\s+van|namens|ik\s+ben(?:\s+van)?|als\s+(?:haar|zijn|hun)|this\s+is|we\s+are)\s+(?:\pL+\s+)?(?:` + power + `|inspecteur|inspectie|rechtbank|it|systeembeheer\w*|it-afdeling|huisarts|zorgverlener|gemeente|belastingdienst|werkgever|school|verzekeraar|bank|therapeut|psycholoog|mantelzorger)\b.{0,60}\b(?:chatlogs?|logs?|chatgeschiedenis|dossier|gesprekken|inloggen|log\s+mij|wachtwoord\w*|wat\s+(?:zij|hij|ze)\b|gegevens\s+van|adres\s+van|verslag\s+van)`), order(`\b(?:mijn|m.n|eigen|my)\s+(?:eigen\s+)?(?:dossier|gegevens|gesprek|chat|verslag|wachtwoord)\b|\bik\s+(?:mijn|kan\s+niet\s+inloggen)\b`)},
	// What another told, or where another is.
	{OtherPerson, order(`\b(?:wat|waarover|what)\b.{0,20}\b(?:heeft|hebben|had|schreef|zei|vertelde|did|has)\b.{0,12}\b(?:` + someone + `|zij|ze|hij|she|he)\b.{0,40}\b(?:hier|jullie|jou|chat|you|here)\b`), order(`\b(?:tegen|over|aan)\s+mij\b|\bto\s+me\b`)},
	{OtherPerson, order(someone + `\b.{0,40}\b(?:ook\s+)?(?:bij\s+jullie|hier)\b.{0,40}\b(?:wat|waarover)\s+(?:heeft|zei|vertelde)\b|\b(?:met\s+wie|tegen\s+wie)\b.{0,20}\b(?:jullie|praat|sprak)\b.{0,20}\b(?:zij|ze|hij)\b`), nil},
	{OtherPerson, order(`\b(?:of|is|zit|staat|bevestig)\b.{0,25}\b(?:client|patient|in\s+behandeling|ingeschreven|bekend|aangemeld)\b(?:.{0,12}\b(?:bij\s+jullie|is)\b|\?|$)`), order(`\b(?:ik|mijn|wij|we)\b`)},
	{OtherPerson, order(`\b(?:is|zit|zat)\s+\pL+\s+\pL+\s+(?:bij\s+jullie|hier)\b.{0,20}\b(?:behandeling|client|geweest|bekend)\b`), order(`\b(?:er|dit|het|iemand|ik)\b`)},
	{OtherPerson, order(`\b(?:geef|toon|lees|laat|noem|stuur|zoek|show|give|read|list)\b.{0,30}\b` + secretOf + `\b.{0,25}\b(?:van|of|from)\s+(?:(?:de|het|een|alle|the|all|an?)\s+)?(?:\pL+\s+)?(?:client\w*|ander\w*|iemand\s+anders|gebruikers?|users?|slachtoffers?|mensen|mevrouw|meneer|persoon|bezoekers?|someone\s+else|people|vrouw|man)\b`), order(`\b(?:eigen|mijn|my)\b`)},
	{OtherPerson, order(`\b(?:welke|which)\s+slachtoffers\b.{0,40}\b(?:geholpen|namen|names)|\b(?:hoe\s+heet|wie\s+is|naam\s+van)\b.{0,25}\b(?:medewerker|client|slachtoffer|vrouw)\b.{0,25}\b(?:die|gisteren|net)\b`), order(`\bmijn\s+(?:contactpersoon|casemanager|medewerker|advocaat)\b`)},
	{OtherPerson, order(`\b(?:vorige|laatste|eerdere|last|previous)\s+(?:vraag|gesprek|chat|bericht|question|conversation|message)\b.{0,20}\b(?:die\s+iemand|van\s+(?:iemand|een\s+ander|de\s+vorige)|someone|another)\b`), nil},
	{OtherPerson, order(`\bchat\s*history\s+of\b|\b(?:user|gebruiker|client)\s+\d+\b`), nil},
	{OtherPerson, order(`\b(?:hoe\s+laat|wanneer|waar|of|when)\b.{0,25}\b(?:` + someone + `|ze|zij|hij|she|he|haar|zijn|d'?r)\b.{0,15}\b(?:haar|zijn|d'?r|her|his|een)?\s*(?:afspraak|appointment)\b`), order(`\b(?:mijn|onze|my)\s+(?:eigen\s+)?(?:afspraak|appointment)\b|\b(?:mag|kan|mee)\b`)},
	{OtherPerson, order(`\b(?:op\s+welk\s+adres|waar)\s+(?:woont|zit|verblijft|slaapt|is)\b.{0,12}\b(?:` + someone + `|zij|ze|hij|de\s+(?:vrouw|man|getuige|aangeefster|aangever|melder)\b)`), order(`\b(?:politie|kantoor|dader|verdachte|bang|vermist)\b`)},
	{OtherPerson, order(`(?:co\s+(?:napisala|powiedziala|napisal|powiedzial)|ne\s+(?:yazdi|anlatti|soyledi)|що\s+(?:написал|сказал|розповіл)|ماذا\s+(?:كتبت|قالت|كتب|قال)).{0,40}(?:zona|maz|moja|moj|esim|karim|kocam|дружин|жінк|чоловік|زوجتي|زوجي|ابنتي|هنا|do\s+was)`), nil},

	{OtherPerson, order(`\b(?:heeft|hebben|had|is|was|did|has)\b.{0,6}\b` + someone + `.{0,30}\b(?:met\s+jullie|bij\s+jullie|hier|with\s+you|here)\b.{0,20}\b(?:gechat|geschreven|gebeld|gepraat|gesproken|geweest|contact|verteld|gevraagd|chat\w*|talk\w*|been)\b`), order(`\b(?:mag|kan|welkom|recht)\b`)},
	{OtherPerson, order(`\b(?:met|tegen)\s+wie\b.{0,20}\b` + someone + `.{0,25}\b(?:hier|bij\s+jullie|gepraat|gesproken|gechat)\b|\b(?:persoon|bezoeker|gebruiker|iemand|mens)\s+(?:voor|na)\s+mij\b.{0,25}\b(?:intypte|typte|schreef|vroeg|zei|tikte)|\b` + someone + `\s+(?:zit|loopt|is)\s+(?:ook\s+)?bij\s+jullie\b.{0,50}\b(?:welke|waar|wanneer|wie|hoe\s+laat)\b`), order(`\b(?:kan|mag)\s+(?:mijn|ik)\b`)},
	{OtherPerson, order(`\b(?:kun|kan|kunnen|wil|check|controleer|kijk|zoek|can)\b.{0,12}\b(?:je|jij|u|jullie|you|ff|even|eens)?\b.{0,12}\b(?:nakijken|nagaan|opzoeken|uitzoeken|zien|checken|controleren|na|uit|check|find\s+out|see)\b.{0,10}\b(?:of|waar|wanneer|if|where|whether)\s+(?:` + someone + `|zij|ze|hij|she|he)\b`), order(`\bhoe\s+(?:kan|weet)\b|\b(?:vrij|gevangenis|vast)\b`)},
	{OtherPerson, order(`` + start + `(?:zoek|pak|open|geef|toon|lees|haal|find|open|show)\b.{0,12}\b(?:het\s+)?(?:dossier|gesprek|verslag|adres|nummer|file)\b.{0,8}\bvan\s+(?:mevrouw|meneer|mevr|dhr|de\s+heer|mw|\pL+)\b`), order(`\bvan\s+(?:mij|mijn|de\s+(?:politie|rechtbank|zitting|zaak)|het|een|jullie|slachtofferhulp|veilig)\b|\b(?:ik|kan)\b`)},
	// What is for staff.
	{Internal, order(`\b(?:interne?|internal|staff-only|vertrouwelijke?|geheime|afgeschermde?|niet[- ]openbare?)\s+(?:\pL+\s+){0,2}?(?:draaiboek\w*|handleiding\w*|(?:werk)?instructies?|documenten?|notities?|aantekeningen|kennis|kennisbank|(?:beoordelings)?regels|bron(?:nen)?|standpunt\w*|richtlijn\w*|beleid|protocol\w*|documents?|notes|memos?|files|guidelines|manuals?)\b`), order(`\b(?:klacht|politie|van\s+de\s+politie|bij\s+de\s+politie)\w*\b`)},
	{Internal, order(`\b(?:draaiboek\w*|werkinstructie\w*|(?:interne\s+)?handleiding\w*|trainershandleiding|medewerkerslijst|staff\s+(?:documents|manual))\b.{0,40}\b(?:medewerkers|jullie|juridische|afdeling|krijgen|interne?)\b|\b(?:geef|stuur|toon)\b.{0,25}\b(?:draaiboek\w*|werkinstructie\w*|medewerkerslijst)`), order(`\bvraag\s+ik\b`)},
	{Internal, order(`\bachter\s+de\s+schermen\b.{0,50}\b(?:jullie|iemand|beoordeel\w*)|\b(?:beoordelen|bespreken)\s+jullie\b.{0,20}\bachter\s+de\s+schermen`), nil},
	{Internal, order(`\bjullie\s+(?:juristen|adviseurs|medewerkers|vrijwilligers)\b.{0,40}\b(?:onderling|afgekeurd|lastig|interne?|stiekem|eigenlijk\s+van)\b|\b(?:schrijven|vinden|zeggen|praten)\s+jullie\s+(?:juristen|adviseurs|medewerkers)\b`), nil},
	{Internal, order(`\b(?:directe?|geheime|prive)\s+(?:telefoon)?nummers?\s+van\s+(?:de\s+)?(?:piket\w*|medewerker\w*|directeur|jurist\w*|casemanager\w*)\b`), order(`\bmijn\b`)},
	{Internal, order(`внутрішн\w*\s+(?:інструкц|документ|правил)|wewnetrzn\w*\s+(?:instrukcj|dokument|zasad)|dahili\s+(?:talimat|belge)|ic\s+(?:talimat|yonerge)|التعليمات\s+الداخلية|documents?\s+internes|notes\s+internes`), nil},

	{Internal, order(`\b(?:zwarte\s+lijst|blacklist)\b.{0,30}|\bwelke\s+(?:notities|aantekeningen|codes|labels)\b.{0,20}\b(?:maken|zetten|geven|gebruiken)\s+jullie\b.{0,20}\b(?:over|bij|aan)\s+(?:clienten|slachtoffers|mensen|bellers)\b|\bwat\s+mogen\s+(?:jullie\s+)?medewerkers\b.{0,20}\bniet\b.{0,30}\b(?:zeggen|vertellen|verklappen)\b|\b(?:geheime|vertrouwelijke|interne)\s+(?:deel|stuk|versie|pagina.?s|lijst|nummers?|info\w*)\b`), order(`\b(?:mijn|ik\s+sta|dader)\b`)},
	// The appointment of another, or all of them.
	{OtherBook, order(cancels + `.{0,40}\b(?:afspraak|afspraken|appointments?)\b.{0,20}\b(?:van|of)\s+(?:` + someone + `|(?:de|een|het)\s+\pL+|haar|hem|iemand|\p{L}+)\b`), order(`\bafspra\w+\s+van\s+(?:mij|mezelf|vandaag|morgen|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|volgende|deze)\b|\bmijn\s+(?:eigen\s+)?afspraak\b|\b(?:van|voor)\s+mijn\s+(?:zoon|dochter|kind)(?:tje)?\s+van\s+(?:\d|1[0-7])\b`)},
	{OtherBook, order(`\b(?:cancel|move|change|reschedule)\b.{0,12}\b` + someone + `\s+appointment`), nil},
	{OtherBook, order(start + cancels + `\s+(?:haar|zijn|hun|her|his|their)\s+(?:afspraak|afspraken|appointments?)\b`), nil},
	{OtherBook, order(`\b(?:boek|reserveer|bezet|claim|maak|plan|book|reserve|take)\b.{0,30}\b(?:alle|elke|all|every)\b.{0,20}\b(?:plekken|plaatsen|tijden|momenten|afspraken|slots|locaties|uren|spots|times)\b`), order(`\b(?:kan\s+ik|op\s+welke)\b`)},
	{OtherBook, order(`\b(?:maak|boek|reserveer|plan|book)\b.{0,20}\b(?:\d{2,}|tien|twintig|vijftig|honderd|duizend)\s+(?:afspraken|plekken|appointments)\b|\bvoor\s+alle\s+\d+\s+locaties\b`), nil},
	{OtherBook, order(`\b(?:maak|boek|reserveer|plan|book)\b.{0,30}\b(?:afspra\w+|appointment)\b.{0,25}\b(?:op\s+(?:de\s+)?naam\s+van|in\s+(?:my|the)\s+.{0,15}name)\b`), order(`\bop\s+naam\s+van\s+(?:mijn\s+(?:kind|zoon|dochter|moeder|vader)|mij)\b`)},
	{OtherBook, order(`\bcodes?\s+\d{3,}\s+(?:tot|t/m|tm|-|to)\s+\d{3,}|\b(?:probeer|raad|test)\b.{0,20}\b(?:afspraak)?codes\b`), nil},
	{OtherBook, order(`\b(?:code|afspraakcode)\b.{0,15}\b(?:weet\s+ik\s+niet|heb\s+ik\s+niet|vergeten)\b.{0,60}\b(?:annuleer|verzet|zeg\b.{0,20}\baf|geboren)\b`), nil},
	{OtherBook, order(`\b(?:esimin|karimin|kocamin|kizimin|arkadasimin)\s+randevusun\w*.{0,30}(?:degistir|iptal|ertele)|(?:wizyte|spotkanie)\s+mo(?:jej|jego)\s+(?:zony|meza|bylej|bylego).{0,20}|(?:odwolaj|przeloz)\s+(?:wizyte|spotkanie)\s+mo(?:jej|jego)|(?:скасуй|перенеси)\w*\s+(?:зустріч|прийом)\s+мо(?:єї|го)|(?:الغ|غير)\s+موعد\s+(?:زوجتي|زوجي|ابنتي)`), nil},

	{OtherBook, order(`` + start + `(?:zet|plan|boek|schrijf)\s+(?:` + someone + `|haar|hem|ze|hen)\b.{0,25}\b(?:op\s+(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|\d)|om\s+\d|in\s+(?:de\s+agenda|voor)|erbij)\b|\b(?:haal|gooi|wis|verwijder|take|remove)\b.{0,10}\b(?:de\s+)?(?:afspra\w+|appointment)\b.{0,12}\b(?:van|of)\s+\pL+.{0,20}\b(?:uit|weg|from|agenda)\b`), order(`\b(?:mijn|my)\s+(?:eigen\s+)?(?:afspra\w+|appointment)\b|\bvan\s+mij\b|\b(?:zoon|dochter|kind)(?:tje)?\s+van\s+(?:\d|1[0-7])\b`)},
	{OtherBook, order(`` + start + `(?:plan|boek|reserveer|maak|zet|book|reserve)\b.{0,15}\b(?:elke\s+(?:dag|uur|week|avond)|ieder\s+uur|elk\s+(?:half\s+)?uur|iedere\s+dag|every\s+(?:day|hour|slot))\b`), order(`\bkan\s+(?:ik|dat)\b`)},
	{OtherBook, order(`\b(?:move|change|cancel|shift|verplaats|verzet|schuif)\s+(?:her|his|their|haar|zijn|hun)\s+(?:appointment|afspra\w+|gesprek)\b`), nil},
	// An accusation to be said after.
	{Defame, order(`^\W*(?:zeg|bevestig|schrijf|vertel|geef\s+toe|beweer|verklaar|say|confirm|write|admit|state)\s+(?:(?:gewoon|gwn|even|ff|nu|maar|mij|me|eens|just|a\s+\pL+\s+saying)\s+){0,3}(?:dat|that|welke\s+bevolkingsgroep)\b`), order(`\b(?:ik|i)\s+(?:ben|heb|was|am|have)\b|\baan\s+de\s+politie\b|\b(?:dat\s+ik|that\s+i)\b`)},
	{Defame, order(`\b(?:zeg|say|confirm|bevestig)\s+(?:gewoon|gwn|just)\s+(?:ja|yes|dat)\b.{0,80}\b(?:agent|rechter|politie|officier|advocaat|wethouder|directeur)\b|\b(?:agent|rechter|politie|officier|advocaat|wethouder)\b.*\b(?:zeg\s+gewoon\s+ja)\b`), order(`\bja\s+of\s+nee\b`)},
	{Defame, order(`\bwelke\s+(?:rechter|agent|advocaat|officier|medewerker)s?\b.{0,20}\b(?:slechtst\w*|ergst\w*|corrupt\w*|dom\w*|onbetrouwbaar\w*)\b`), nil},
	{Defame, order(`\b(?:write|schrijf|maak)\b.{0,15}\b(?:review|recensie|nieuwsbericht|tweet|bericht)\b.{0,15}\b(?:saying|dat|waarin|that)\b.{0,60}\b(?:steel\w*|steals?|liegt|lies|corrupt|bedriegt|slachtofferhulp|victim\s+support)\b`), nil},

	{Defame, order(`\b(?:maak|schrijf|plaats|stuur|post|write|make|create)\b.{0,20}\b(?:bericht|post|tweet|brief|artikel|flyer|poster|message|article)\b.{0,20}\b(?:waarin\s+(?:staat|je\s+zegt)|dat|saying|that|claiming)\b.{0,60}\b(?:misbruik\w*|steelt|stelen|corrupt\w*|liegt|liegen|crimineel|oplichter|pedo\w*|verkrachter|moordenaar|abus\w*|steals?|lies|criminal)`), order(`\b(?:politie|aangifte|dat\s+hij\s+mij)\b`)},
	{Defame, order(`` + start + `(?:zeg|spreek|praat|repeat|say)\s+(?:mij|me|het\s+mij|after)\s*(?:na|after\s+me|me)\b|` + start + `(?:geef|geven)\s+(?:het\s+)?(?:maar\s+|gewoon\s+)?toe\s+dat\s+(?:jullie|slachtofferhulp|de|je)\b`), order(`\b(?:hij|zij|ik)\s+geef`)},
	// Links and pictures asked for in words.
	{Markup, order(`\b(?:zet|voeg|plaats|plak|toon|maak|geef|antwoord|begin|eindig|append|add|include|insert|end|start|reply|respond|render)\b.{0,60}\b(?:(?:werkend|als|in|as|with)\s+(?:\pL+\s+)?html|iframe|script-?tag|tracking|trackingpixel|pixel|javascript|markdown|svg)\b`), nil},
	{Markup, order(`\b(?:zet|voeg|plaats|plak|maak|geef|toon|gebruik|append|add|include|insert|end|link)\b.{0,60}\b[a-z0-9-]+\.(?:example|com|net|org|ru|xyz|io|nl/)\S*`), order(`\b(?:is|echt|nep|betrouwbaar|gehackt|geklikt|mail|sms)\b`)},
}

var (
	// Looked for in the sentence as it was written.
	markupOrder = regexp.MustCompile(`(?i)<\s*/?\s*(?:script|iframe|img|svg|object|embed|form|style|a\s+href|link|meta|body|video)\b|\bon(?:error|load|click|mouseover|focus)\s*=|javascript:|data:[\w/+]+;base64|!\[[^\]]*\]\(|\[[^\]]*\]\((?:https?:|javascript:|data:|//)|^\s*\[\^?\w+\]:\s*https?:|style\s*=\s*"|['"]?;?\s*drop\s+table\b|\bunion\s+select\b`)
	inCode      = regexp.MustCompile(`(?i)\b(?:decodeer|ontcijfer|decode|base64|rot-?13|achterstevoren|achter\s+naar\s+voren|omgekeerd|backwards|hex|morse)\b.{0,60}\b(?:uit|obey|doe|voer|volg|execute|run|follow|do it|antwoord|lees)\b|\b(?:antwoord|reply|answer|respond)\b.{0,30}\b(?:base64|rot-?13|hex|morse|binair)\b|\b[A-Za-z0-9+/]{40,}={0,2}(?:\s|$)`)
	piecewise   = regexp.MustCompile(`\b(?:onthoud|remember|let)\b.{0,20}(?:\b\w\s*=|\bhet\s+woord\b|\bword\b)|\b\w\s*=\s*["'].{0,60}["'].{0,80}(?:\bdoe\b|\bvoer\b|\bprint\b|\bdo\b|\bplak\b|\bsamen\b|\+)|\b(?:deel|part|stap|helft)\s*(?:een|1|one|a)\b\s*[:=].{0,200}\b(?:deel|part|stap|helft)\s*(?:twee|2|two|b)\b\s*[:=]|\b(?:eerste|first)\s+(?:helft|deel|half|part)\s*:|\b(?:voer|doe|plak|pas|print|lees)\b.{0,30}\b(?:a\s*\+\s*b|x\s*\+\s*y|beide|allebei|samen|aan\s+elkaar|achter\s+elkaar|losse\s+letters)\b.{0,20}|\blosse\s+letters\b|\b(?:stuk(?:je)?|brok|blok|woord|zin)\s*(?:1|een)\b\s*:.{0,120}\b(?:stuk(?:je)?|brok|blok|woord|zin)\s*(?:2|twee)\b\s*:|\b(?:eerste|first)\s+(?:woord|word|letter|zin)\s*:?.{0,60}\b(?:tweede|second)\s+(?:woord|word|letter|zin)\s*:?.{0,60}\b(?:doe|voer|do|run)\b`)
	completes   = regexp.MustCompile(`\b(?:voer|doe|plak|pas|print|schrijf|lees|combineer|uit|toe|samen|aan elkaar|do|run|apply|combine|as an? order|als opdracht)\b|^\W*\w\s*[=+]`)
	goesOn      = regexp.MustCompile(`^\W*(?:en\s+)?(?:nu|dan|daarna|ga\s+(?:zo\s+)?door|verder|het\s+volgende|de\s+volgende|en\s+het|en\s+de|en\s+dan|now|next|continue|go\s+on|and\s+the|plak|doe|voer|pas|lees)\b`)
)
