package assistant

import (
	"regexp"
	"slices"
	"strings"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
)

// What the site is asked after sexual violence: for what keeps the traces, for whether one must report it, and for who fears for their work.
const (
	aboutTraces = "sporen bewaren na verkrachting: mag ik douchen, tanden poetsen of plassen, wat doe ik met kleren en lakens"
	noReport    = "verkrachting: moet ik aangifte doen, mag ik zelf kiezen, krijg ik hulp van het Centrum Seksueel Geweld zonder aangifte"
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
	case s.answer.Lang != "nl" && homeAbroad.MatchString(strings.ToLower(s.question)):
		return noReport
	case s.answer.Lang != "nl" && workAbroad.MatchString(strings.ToLower(s.question)):
		return fearsForJob
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
		return slices.ContainsFunc(tokenTexts(text), func(w string) bool { return begins(w, sexualWords) }) || touched.MatchString(plainWords(text))
	})
}

// touched is of who was touched or abused.
var touched = regexp.MustCompile(`\b(zit|zat|gezeten) (\S+ )?aan (me|mij)\b|\baan (me|mij) (gezeten|zit|zat)\b|\b(betast|betastte|betasten) (me|mij)\b|\b(ben|werd|word) (\S+ ){0,3}(misbruikt|betast)\b`)

// sexualWords begin words of sexual violence and of nothing else.
var sexualWords = strings.Fields("verkracht aangerand aanrand ontucht")

// asksOfWashing reports whether a message asks whether one may wash, or go to the toilet.
func asksOfWashing(text, lang string) bool {
	ofIt := func(line string) bool {
		return washes.MatchString(line) || clothes.MatchString(line) && ofClothes.MatchString(line)
	}
	if len(dutch.Tokens(text)) <= leanWords-2 && ofIt(plainWords(text)) {
		return route.Asks(text) || asksOf(text, dutch.Tokens(text)) || mayI.MatchString(plainWords(text))
	}
	if slices.ContainsFunc(clausesOf(text), func(x clause) bool {
		line := strings.Join(x.words, " ")
		return ofIt(line) && mayI.MatchString(line)
	}) || ofIt(plainWords(text)) && mayThat.MatchString(plainWords(text)) {
		return true
	}
	return lang != "nl" && hasToken(text, washesAbroad) && len(dutch.Tokens(text)) <= leanWords
}

var (
	washes    = regexp.MustCompile(`\b(douche|douchen|gedoucht|in bad|badderen|wassen|gewassen|opfrissen|tandenpoetsen|poetsen|gepoetst|mond spoelen|plassen|geplast|plasje|poepen|urineren|omkleden|omgekleed|verschonen|(naar|op) (de |het )?(wc|toilet|plee))\b`)
	clothes   = regexp.MustCompile(`\b(kleren|kleding|ondergoed|onderbroek|slip|slipje|bh|broek|jurk|rok|lakens|laken|beddengoed|dekbed|pyjama|maandverband|tampon)\b`)
	ofClothes = regexp.MustCompile(`\b(was|weggooien|weggegooid|bewaren|bewaar|houden|uitdoen|uittrekken|aanhouden|aantrekken|wegdoen)\b`)
	mayI      = regexp.MustCompile(`\b(mag|moet|kan|hoef) (ik|ze|hij|zij|we|wij)\b|\b(te laat|erg dat)\b`)
	mayThat   = regexp.MustCompile(`\bmag (dat|het)\b`)
	// washesAbroad are the same in the other languages.
	washesAbroad = tokensOf("shower showered bath bathe wash washed pee urinate toilet douche doucher douchée laver lavée uriner pipi toilettes prysznic prysznicu umyć myć wykąpać kąpać toalety siku wyprać duş yıkanabilir yıkanmak yıkanayım yıkamak yıkayabilir yıkayayım tuvalete душ митися помитися мити випрати прати туалет استحم أستحم الاستحمام الاغتسال أغتسل اغتسل دش غسل أغسل المرحاض baña labami")
)

// mustReport reports whether a line asks whether its writer has to report it, or says that they would rather not.
func mustReport(line string) bool {
	return (dutyWords.MatchString(line) && reporting.MatchString(line) || ratherNot.MatchString(line)) && !howOrWhere.MatchString(line) && !urgesOn.MatchString(line)
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
	urgesOn    = regexp.MustCompile(`\b(moet|mag|kan|zal|hoef) ik (haar|hem|hen|hun|ze)\b`) // whom one would bring to it
	policeTold = regexp.MustCompile(`\b(wordt|worden) (\S+ ){0,4}politie (\S+ ){0,4}(gebeld|ingelicht|ingeschakeld|geinformeerd|gewaarschuwd|bijgehaald|verteld|gehaald)|\b(komt|komen|krijgt|weet|hoort) (\S+ ){0,3}politie (\S+ ){0,4}(erbij|er bij|bij|van|te weten|te horen|langs)\b|\b(bellen|belt|vertellen|vertelt|melden|meldt|gaan|gaat|waarschuwen|waarschuwt|moeten|moet) (jullie|ze|zij|het csg|het centrum|de dokter|de arts|de huisarts|csg|dat|het|dit) (\S+ ){0,6}politie\b|\bpolitie\b.*\b(automatisch|vanzelf)\b|\b(automatisch|vanzelf)\b.*\b(politie|aangifte)\b`)
	byWriter   = regexp.MustCompile(`\b(kan|mag|moet|zal|wil|ga|heb) ik\b|\bvoor (me|mij)\b`)
)

// Whoever harmed the writer may have their home or their work in hand: what they lose when they speak.
var (
	powers    = words("huisbaas verhuurder hospita baas bazin chef cheffin leidinggevende manager werkgever directeur teamleider opdrachtgever collega coach trainer leraar lerares docent meester juf stagebegeleider begeleider mentor regisseur producent dirigent dominee pastoor imam")
	ifISpeak  = regexp.MustCompile(`\bals ik\b.*\b(zeg|praat|vertel|meld|aangeef|aangifte|politie|klaag|weiger|meewerk|meedoe)\b`)
	losesHome = regexp.MustCompile(`\b(zet|zetten|gooit|gooien|schopt|trapt|stuurt|moet) (\S+ ){0,4}(eruit|er uit|uit huis|het huis uit|de deur uit|op straat|uit (het|mijn|mn|de) (huis|kamer|woning|appartement))\b|\b(huis|kamer|woning|onderdak|dak boven (mijn|mn) hoofd|verblijfsvergunning|plek) (\S+ ){0,2}(kwijt|kwijtraak|kwijtraken|verlies|verliezen)\b|\b(verlies|raak|raken|ben) (\S+ ){0,3}(huis|kamer|woning|onderdak|plek|verblijfsvergunning)\b|\b(huur|kamer|contract) (\S+ ){0,2}(op|opzegt|opzeggen|opgezegd)\b|\bsta ik op straat\b`)
	losesWork = regexp.MustCompile(`\b(ontslaat|ontslaan|ontslagen|ontslag)\b|\b(baan|werk|contract|stage|stageplek|opleiding|inkomen|rol|carriere|plek in (het|de) \S+) (\S+ ){0,2}(kwijt|kwijtraak|kwijtraken|verlies|verliezen|weg)\b|\b(verlies|raak|raken|ben) (\S+ ){0,3}(baan|werk|contract|stage|stageplek|opleiding|inkomen|rol|carriere)\b|\b(mag|kan) ik (\S+ ){0,2}(niet|nooit) (meer )?(\S+ )?(trainen|meedoen|spelen|werken|optreden|sporten)\b|\b(team|club|ploeg|selectie|werk|school|stage) (\S+ ){0,1}(uit|gezet|gegooid)\b|\b(zet|gooit|schopt|trapt) (\S+ ){0,3}uit (het|de) (team|club|ploeg|selectie)\b`)
	// homeAbroad and workAbroad are the same in the other languages.
	homeAbroad = regexp.MustCompile(`(throw|throws|kick|kicks|put|puts) me (out|on the street)|evict|lose my (home|house|room|flat|apartment)|(mettra|met|jette|jettera|mettre|jeter) (dehors|à la rue)|perdre mon (logement|appartement)|wyrzuci mnie|stracę (mieszkanie|pokój|dach)|evden (atar|atacak|kovar)|evimi kaybed|sokağa atar|вижене|виселить|викине мене|втрачу (житло|кімнату|квартиру)|(يطردني|سيطردني) من (البيت|المنزل|الغرفة|الشقة)|سأفقد (البيت|بيتي|السكن)`)
	workAbroad = regexp.MustCompile(`lose my (job|work|place|contract)|(fire|fires|sack|sacks) me|be fired|get fired|perds? mon (travail|emploi|poste)|perdre mon (travail|emploi|poste)|me (virer|vire|virera|licencier|licencie|licenciera)|stracę pracę|(zwolni|zwolnią|wyrzuci) mnie z pracy|işimi kaybed|işten (atar|atılır|çıkar|kovar|kovul)|втрачу роботу|звільн(ять|ить) мене|мене звільн(ять|ить)|(سأفقد|أفقد|أخسر|سأخسر) (عملي|وظيفتي)|(يطردني|سيطردني) من (العمل|عملي|الوظيفة)`)
)
