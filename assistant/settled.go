package assistant

import (
	"regexp"
	"slices"
	"strings"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// A few words of a talk can ask what one page says in words of its own, while their own words find another. What was told decides then what the site is asked.

// settle returns what the site is asked for such a message; "" for any other.
func (a *Assistant) settle(s *state) string {
	if s.memory.Booking != nil || s.turn.Retrieved != "" || s.turn.Chosen || s.turn.Pressed != "" {
		return ""
	}
	for _, of := range []func(*state) string{a.ofSexual, a.ofTalkingWith, a.ofFear, (*state).ofUnknownDriver, (*state).ofCompany, (*state).ofBlowsBack, a.ofCalling} {
		if search := of(s); search != "" {
			return search
		}
	}
	if s.asksToPay() {
		return notToPay
	}
	return ""
}

// ofSettledPage returns the sentences of the page that answers what was settled: what others say beside it is of something else.
func (s *state) ofSettledPage(kept []Sentence) []Sentence {
	if s.settled == "" || s.settled == notToPay || len(kept) == 0 || len(kept[0].Cites) == 0 {
		return kept
	}
	title := kept[0].Cites[0].Title
	return slices.DeleteFunc(slices.Clone(kept), func(x Sentence) bool { return len(x.Cites) == 0 || x.Cites[0].Title != title })
}

// What the site is asked after sexual violence: for what keeps the traces, for whether one must report it, and for who fears for their work.
const (
	aboutTraces = "Sporen bewaren na verkrachting: wacht met douchen en tanden poetsen, plassen, kleren en lakens ongewassen in een papieren zak"
	noReport    = "Verkrachting en aanranding, aangifte: jij kiest, je hoeft niet meteen te kiezen. Centrum Seksueel Geweld: geen aangifte nodig om hulp te krijgen"
	fearsForJob = "Seksuele intimidatie op het werk: ik ben bang dat ik mijn baan kwijtraak, bang voor gevolgen op je werk"
)

// ofSexual returns what the site is asked for who told of sexual violence and asks of washing, or of the police, or fears for their home or work.
func (a *Assistant) ofSexual(s *state) string {
	line := plainWords(s.question)
	if len(strings.Fields(line)) > 2*leanWords || !s.toldSexual() || s.finding.Doer || a.caused(s) || a.did(s.question) {
		return ""
	}
	switch {
	case s.memory.Speaker.is(ofLongAgo):
	case asksOfWashing(s.question, s.answer.Lang):
		return aboutTraces
	}
	switch {
	case asksOfMoney(s.question):
	case mustReport(line), tellsPolice(line):
		return noReport
	case !ifISpeak.MatchString(line) && !slices.ContainsFunc(append(s.memory.earlier(), append(s.memory.Said, s.question)...), namesPower):
	case losesHome.MatchString(line):
		return noReport
	case losesWork.MatchString(line):
		return fearsForJob
	}
	return ""
}

// namesPower reports whether a text names somebody who has the home or the work of another in hand.
func namesPower(text string) bool { return hasToken(text, powers) }

// toldSexual reports whether sexual violence was told of in this talk.
func (s *state) toldSexual() bool {
	return slices.Contains(s.memory.Kinds, danger.SexualViolence) || slices.ContainsFunc(append(s.memory.earlier(), append(s.memory.Said, s.question)...), func(text string) bool {
		return slices.ContainsFunc(tokenTexts(text), func(w string) bool { return begins(w, sexualWords) })
	})
}

// sexualWords begin words of sexual violence and of nothing else.
var sexualWords = strings.Fields("verkracht aangerand aanrand ontucht")

// asksOfWashing reports whether a message asks whether one may wash, or go to the toilet.
func asksOfWashing(text, lang string) bool {
	line := plainWords(text)
	if washes.MatchString(line) || clothes.MatchString(line) && ofClothes.MatchString(line) {
		return route.Asks(text) || asksOf(text, dutch.Tokens(text)) || mayI.MatchString(line)
	}
	return lang != "nl" && hasToken(text, washesAbroad) && len(dutch.Tokens(text)) <= leanWords
}

var (
	washes    = regexp.MustCompile(`\b(douche|douchen|gedoucht|in bad|badderen|wassen|gewassen|opfrissen|tandenpoetsen|poetsen|gepoetst|mond spoelen|plassen|geplast|plasje|poepen|urineren|omkleden|omgekleed|verschonen|(naar|op) (de |het )?(wc|toilet|plee))\b`)
	clothes   = regexp.MustCompile(`\b(kleren|kleding|ondergoed|onderbroek|slip|slipje|bh|broek|jurk|rok|lakens|laken|beddengoed|dekbed|pyjama|maandverband|tampon)\b`)
	ofClothes = regexp.MustCompile(`\b(was|weggooien|weggegooid|bewaren|bewaar|houden|uitdoen|uittrekken|aanhouden|aantrekken|wegdoen)\b`)
	mayI      = regexp.MustCompile(`\b(mag|moet|kan|hoef) (ik|ze|hij|zij|we|wij)\b|\b(te laat|erg dat)\b`)
	// washesAbroad are the same in the other languages.
	washesAbroad = tokensOf("shower showered bath bathe wash washed pee urinate toilet douche doucher douchée laver lavée uriner pipi toilettes prysznic prysznicu umyć myć wykąpać kąpać toalety siku wyprać duş yıkanabilir yıkanmak yıkanayım yıkamak yıkayabilir yıkayayım tuvalete душ митися помитися мити випрати прати туалет استحم أستحم الاستحمام الاغتسال أغتسل اغتسل دش غسل أغسل المرحاض baña labami")
)

// mustReport reports whether a line asks whether its writer has to report it, or says that they would rather not.
func mustReport(line string) bool {
	return (dutyWords.MatchString(line) && reporting.MatchString(line) || ratherNot.MatchString(line)) && !howOrWhere.MatchString(line)
}

// tellsPolice reports whether a line asks whether others tell the police, and not that they do so for its writer.
func tellsPolice(line string) bool {
	return policeTold.MatchString(line) && !howOrWhere.MatchString(line) && !byWriter.MatchString(line)
}

var (
	dutyWords  = regexp.MustCompile(`\b(moet|hoef|moeten|hoeven) (ik|ze|zij|hij|we|wij|je)\b|\b(ik|je) (dan |nu |wel |per se )*(moet|verplicht)\b|\bverplicht\b`)
	reporting  = regexp.MustCompile(`\b(aangifte|aangeven|naar de politie|politie (bellen|inschakelen|inlichten|erbij)|bij de politie melden|melden bij de politie)\b`)
	ratherNot  = regexp.MustCompile(`\b(ik (wil|wou|durf|hoef|ga|doe)|(wil|wou|durf|hoef|ga|doe) ik) (\S+ ){0,3}(geen|niet) (\S+ ){0,2}(aangifte|politie|aangeven)\b`)
	howOrWhere = regexp.MustCompile(`\b(waar|hoe|wanneer|wat|welke|hoeveel|hoelang|waarom|intrekken|meenemen)\b`)
	policeTold = regexp.MustCompile(`\b(wordt|worden) (\S+ ){0,4}politie (\S+ ){0,4}(gebeld|ingelicht|ingeschakeld|geinformeerd|gewaarschuwd|bijgehaald|verteld|gehaald)|\b(komt|komen|krijgt|weet|hoort) (\S+ ){0,3}politie (\S+ ){0,4}(erbij|er bij|bij|van|te weten|te horen|langs)\b|\b(bellen|belt|vertellen|vertelt|melden|meldt|gaan|gaat|waarschuwen|waarschuwt|moeten|moet) (jullie|ze|zij|het csg|het centrum|de dokter|de arts|de huisarts|csg|dat|het|dit) (\S+ ){0,6}politie\b|\bpolitie\b.*\b(automatisch|vanzelf)\b|\b(automatisch|vanzelf)\b.*\b(politie|aangifte)\b`)
	byWriter   = regexp.MustCompile(`\b(kan|mag|moet|zal|wil|ga|heb) ik\b|\bvoor (me|mij)\b`)
)

// Whoever harmed the writer may have their home or their work in hand: what they lose when they speak.
var (
	powers    = words("huisbaas verhuurder hospita baas bazin chef cheffin leidinggevende manager werkgever directeur teamleider opdrachtgever collega coach trainer leraar lerares docent meester juf stagebegeleider begeleider mentor regisseur producent dirigent dominee pastoor imam")
	ifISpeak  = regexp.MustCompile(`\bals ik\b.*\b(zeg|praat|vertel|meld|aangeef|aangifte|politie|klaag|weiger|meewerk|meedoe)\b`)
	losesHome = regexp.MustCompile(`\b(zet|zetten|gooit|gooien|schopt|trapt|stuurt|moet) (\S+ ){0,4}(eruit|er uit|uit huis|het huis uit|de deur uit|op straat|uit (het|mijn|mn|de) (huis|kamer|woning|appartement))\b|\b(huis|kamer|woning|onderdak|dak boven (mijn|mn) hoofd|verblijfsvergunning|plek) (\S+ ){0,2}(kwijt|kwijtraak|kwijtraken|verlies|verliezen)\b|\b(verlies|raak|raken|ben) (\S+ ){0,3}(huis|kamer|woning|onderdak|plek|verblijfsvergunning)\b|\b(huur|kamer|contract) (\S+ ){0,2}(op|opzegt|opzeggen|opgezegd)\b|\bsta ik op straat\b`)
	losesWork = regexp.MustCompile(`\b(ontslaat|ontslaan|ontslagen|ontslag)\b|\b(baan|werk|contract|stage|stageplek|opleiding|inkomen|rol|carriere|plek in (het|de) \S+) (\S+ ){0,2}(kwijt|kwijtraak|kwijtraken|verlies|verliezen|weg)\b|\b(verlies|raak|raken|ben) (\S+ ){0,3}(baan|werk|contract|stage|stageplek|opleiding|inkomen|rol|carriere)\b|\b(mag|kan) ik (\S+ ){0,2}(niet|nooit) (meer )?(\S+ )?(trainen|meedoen|spelen|werken|optreden|sporten)\b|\b(team|club|ploeg|selectie|werk|school|stage) (\S+ ){0,1}(uit|gezet|gegooid)\b|\b(zet|gooit|schopt|trapt) (\S+ ){0,3}uit (het|de) (team|club|ploeg|selectie)\b`)
)

// What the site is asked for who would speak with somebody of theirs who may be exploited, or who was raped.
const (
	toSpeakWith  = "Wat zeg je wel en wat niet: zinnen die vaak helpen"
	afterTelling = "Iemand steunen na seksueel geweld: luister, geloof, zeg dat het niet hun schuld is, vraag wat de ander nodig heeft"
)

// ofTalkingWith returns that for who told it and asks how to speak with them: whoever is spoken to is not missing.
func (a *Assistant) ofTalkingWith(s *state) string {
	line := plainWords(s.question)
	if s.answer.Lang != "nl" || s.memory.Child || len(strings.Fields(line)) > leanWords || !howToSpeak.MatchString(line) {
		return ""
	}
	told := strings.Join(append(s.memory.earlier(), append(s.memory.Said, s.question)...), "\n")
	exploited := slices.Contains(s.memory.Kinds, danger.Trafficking) || slices.ContainsFunc(tokenTexts(told), func(w string) bool { return begins(w, exploiting) })
	switch with := hasToken(s.question, herWords) && ofTheirs(told, girls) || hasToken(s.question, himWords) && ofTheirs(told, boys) || ofTheirs(s.question, girls) || ofTheirs(s.question, boys); {
	case !with:
	case exploited:
		return toSpeakWith
	case s.toldSexual() && !s.finding.Doer && !a.caused(s):
		return afterTelling
	}
	return ""
}

// ofTheirs reports whether a text names somebody of a list as one of the writer's.
func ofTheirs(text string, list map[string]bool) bool {
	tokens := tokenTexts(text)
	for i, w := range tokens {
		if list[w] && i > 0 && (slices.Contains(ownerWords, tokens[i-1]) || i > 1 && slices.Contains(ownerWords, tokens[i-2])) {
			return true
		}
	}
	return false
}

var (
	howToSpeak = regexp.MustCompile(`\b(hoe|wat) (\S+ ){0,4}(praat|praten|zeg|zeggen|vertel|vertellen|begin|beginnen|bespreek|bespreken|aansnijden|aankaarten|breng|brengen|reageer|reageren|aanpakken|benader|benaderen)\b`)
	exploiting = strings.Fields("loverboy uitgebuit uitbuit mensenhandel pooier prostitu")
	herWords   = words("haar ze")
	himWords   = words("hem")
	girls      = words("dochter dochtertje zus zusje nicht nichtje vriendin kleindochter stiefdochter pleegdochter moeder meisje leerling")
	boys       = words("zoon zoontje broer broertje neef neefje kleinzoon stiefzoon pleegzoon vader jongen")
)

// toGuaranteeFund is what the site is asked for who was hit by somebody who is not known, or not insured, and asks who pays.
const toGuaranteeFund = "Waarborgfonds: schade door een voertuig dat doorreed of niet verzekerd was"

// ofUnknownDriver returns that for who told of such a driver: nobody's insurance pays then.
func (s *state) ofUnknownDriver() string {
	line := plainWords(s.question)
	if s.answer.Lang != "nl" || len(strings.Fields(line)) > 2*leanWords || !asksOfMoney(s.question) || ofOtherCosts.MatchString(line) || !route.Asks(s.question) && !asksOf(s.question, dutch.Tokens(s.question)) && !whoPays.MatchString(line) {
		return ""
	}
	told := append(s.memory.earlier(), append(s.memory.Said, s.question)...)
	traffic := slices.ContainsFunc(told, func(text string) bool {
		return hasToken(text, inTraffic) || slices.ContainsFunc(tokenTexts(text), func(w string) bool { return begins(w, accident) })
	})
	if !traffic || !slices.ContainsFunc(told, func(text string) bool { return driverUnknown.MatchString(plainWords(text)) }) {
		return ""
	}
	return toGuaranteeFund
}

var (
	driverUnknown = regexp.MustCompile(`\b(reed|rijdt|reden|scheurde|ging|gingen|reden) (\S+ ){0,3}(door|weg|ervandoor|vandoor)\b|\bdoorgereden\b|\bdoorrij\S*|\bweggereden\b|\b(is|zijn|ging) (\S+ ){0,2}(ervandoor|vandoor|gevlucht)\b|\b(hij|zij|ze|ander|bestuurder|automobilist|auto|scooter|tegenpartij|iemand|dader|man|vrouw) (\S+ ){0,6}(niet verzekerd|onverzekerd|geen verzekering|zonder verzekering)\b|\bonverzekerde\b|\bonbekende (auto|bestuurder|automobilist|dader)\b|\b(geen|niet|onbekend) (\S+ ){0,2}kenteken\b|\bkenteken (\S+ ){0,3}(niet|onbekend)\b|\b(nooit|niet) (meer )?gevonden\b`)
	whoPays       = regexp.MustCompile(`\bwie (\S+ ){0,2}(betaal|vergoed)`)
	ofOtherCosts  = regexp.MustCompile(`\b(jullie|hulp|advocaat|psycholoog|therapie|tolk|gesprek|bellen)\b`)
)

// What the site is asked for who fears what their parents will do when they hear of it.
const (
	notToParents = "mijn ouders mogen het niet weten, kan ik toch hulp krijgen"
	afterRape    = "Verkrachting en aanranding: moeten mijn ouders het weten"
	whomToTell   = "Praten met iemand: met wie kun je praten als je iets naars hebt meegemaakt, wie kun je kiezen"
)

// ofFear returns that for who says in a threat, or in a way of speaking, what somebody of theirs does to them when they hear it: what was told before says what it is
// about. Where a card says that they are in danger now, that comes first.
func (a *Assistant) ofFear(s *state) string {
	line := plainWords(s.question)
	if s.answer.Lang != "nl" || s.finding.Level == danger.Acute || s.finding.Threatened || len(strings.Fields(line)) > 2*leanWords || route.Asks(s.question) || !whenTheyHear.MatchString(line) || !angryKin.MatchString(line) {
		return ""
	}
	told := s.memory.soFar(false)
	switch {
	case s.toldSexual():
		return afterRape
	case told != "" && (knowledge.ToldIn(told).Named != 0 || a.ownSubject(told)):
		return told + "\n" + notToParents
	}
	return whomToTell
}

var (
	angryKin     = regexp.MustCompile(`\b(ouders|vader|moeder|pa|ma|papa|mama|stiefvader|stiefmoeder|familie)\b.*\b(vermoord|vermoorden|vermoordt|wurgt|wurgen|maakt me|maken me|slaat me|slaan me|doet me wat|doen me wat|doet me iets|doen me iets)\b|\b(vermoord|vermoorden|vermoordt|maakt|maken|slaat|slaan) (me|mij)? ?(mijn|mn) (ouders|vader|moeder)\b`)
	whenTheyHear = regexp.MustCompile(`\b(als|wanneer|zodra) (ze|hij|zij|ie|(mijn|mn) (ouders|vader|moeder)) (\S+ ){0,4}(weet|weten|hoort|horen|ziet|zien|achterkomt|achterkomen|ontdekt|ontdekken|leest|lezen|vindt|vinden)\b`)
)

// withCompany is what the site is asked for who asks whether somebody may come along to the police or to court.
const withCompany = "Iemand meenemen naar politie of rechter: je hoeft niet alleen te gaan, wie mag je meenemen"

// ofCompany returns that for who told just before where they go.
func (s *state) ofCompany() string {
	line := plainWords(s.question)
	if s.answer.Lang != "nl" || len(strings.Fields(line)) > leanWords || !alongWith.MatchString(line) {
		return ""
	}
	told := plainWords(strings.Join(append(s.memory.earlier(), append(s.memory.Said, s.question)...), "\n"))
	if bare := s.inTalk() && len(strings.Fields(line)) <= fewWords && !ofOtherPlace.MatchString(told); !bare && !goesTo.MatchString(told) {
		return ""
	}
	return withCompany
}

// fewWords is how many words a question has that names no place.
const fewWords = 6

var (
	alongWith    = regexp.MustCompile(`\b(mag|kan|mogen|kunnen) (er |daar )?(iemand|ik iemand|(ik )?(mijn|mn) \S+|een (vriend|vriendin|familielid|kennis|collega|ouder|hulpverlener|begeleider|advocaat)) (\S+ ){0,5}(mee|meenemen|meekomen|meegaan|erbij|bij zijn|bij blijven)\b|\b(mag|kan) ik (\S+ ){0,3}(mee|meekomen|meegaan)\b|\bmoet ik (\S+ ){0,3}alleen (heen|naartoe|naar|gaan|komen)\b`)
	goesTo       = regexp.MustCompile(`\b(politie|politiebureau|aangifte|verhoor|verhoord|gehoord|getuig\S*|zitting|rechtbank|rechter|rechtszaak|officier|justitie|slachtoffergesprek)\b`)
	ofOtherPlace = regexp.MustCompile(`\b(ziekenhuis|dokter|arts|huisarts|psycholoog|ggz|school|werk|gemeente|uitvaart|begrafenis|crematie|opvang)\b`)
)

// struckToo is what the site is asked for who was hit.
const struckToo = "Mishandeling en geweld: iemand heeft je met opzet pijn gedaan, de eerste uren en dagen"

// ofBlowsBack returns what was done to who tells that they hit first: it was done to them all the same.
func (s *state) ofBlowsBack() string {
	line := plainWords(s.question)
	m := struckFirst.FindStringSubmatch(line)
	switch {
	case m == nil || s.answer.Lang != "nl" || s.finding.Level > danger.None || route.Asks(s.question) || ofHome(s.question):
		return ""
	case danger.NamesWeapon(m[1]) || strings.Contains(m[1], "gestoken") || strings.HasPrefix(m[1], "stak"):
		return m[1]
	}
	return struckToo
}

var struckFirst = regexp.MustCompile(`\bik (?:heb|had|gaf|sloeg|duwde|schopte|trapte|begon)\b.*?\b((?:sloeg|slaat|stak|schopte|trapte|stompte|gooide|duwde|beet|heeft|hebben|sloegen|schopten|trapten) (?:(?:hij|zij|ze|die \S+|de ander) )?(?:\S+ ){0,2}(?:mij|me|terug)\b.*)`)

// ofCalling returns what the site says of reaching us without a call, for who finds it hard to speak on the telephone and is afraid of nobody.
func (a *Assistant) ofCalling(s *state) string {
	line := plainWords(s.question)
	if s.answer.Lang != "nl" || s.finding.Level > danger.None || len(s.memory.Kinds) > 0 || len(strings.Fields(line)) > leanWords || !byPhone.MatchString(line) || !isHard.MatchString(line) || otherPhone.MatchString(line) {
		return ""
	}
	topic, ok := a.topics().Lookup(byText)
	if !ok {
		return ""
	}
	return topic.Name
}

var (
	byPhone    = regexp.MustCompile(`\b(praat|praten|bel|bellen|spreek|spreken|telefoneren|gesprek)\b.*\btelefoon\b|\btelefoon\b.*\b(praat|praten|bel|bellen|spreek|spreken)\b`)
	isHard     = regexp.MustCompile(`\b(niet|geen|moeilijk|moeite|lastig|eng|spannend|zonder|angst|bang|stotter\S*)\b`)
	otherPhone = regexp.MustCompile(`\b(afgeluisterd|afluister\S*|luistert|gestolen|kwijt|afgepakt|kapot|nederlands|engels|taal|accent|hij|ze|zij|man|vrouw|vriend|ex|dader|politie|rechter)\b`)
)
