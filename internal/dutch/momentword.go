package dutch

import (
	"slices"
	"strings"
	"sync"
)

// momentWords maps the words in which people name moments to the plain Dutch ones that the grammar reads. Several words on the right
// stand for one on the left. Left of the arrow stands every spelling, also by ear and in short; languages other than Dutch are there for
// what is needed to name a day, a part of it and an hour.
const momentWords = `
maandag maandags smaandags mandag maandaag mndag maendag moandag moendag mondag maondag : maandag
dinsdag dinsdags sdinsdags dinstag dinsdg dindag diensdag dinschdag disdag : dinsdag
woensdag woensdags swoensdags wonsdag woendag woesdag goensdag goonsdag wonseg woenseg : woensdag
donderdag donderdags sdonderdags dondrdag donerdag dunderdag dunnerdag donderdeg : donderdag
vrijdag vrijdags svrijdags vrydag vrijdg vreidag frijdag vriedag vriejdag vredag : vrijdag
zaterdag zaterdags szaterdags zatrdag zoaterdag zoterdag zotterdag zaoterdag : zaterdag
zondag zondags szondags zundag zunnedag zoendag : zondag
januari jan january janvier ocak styczen stycznia січня يناير : januari
februari feb february fevrier subat lutego лютого فبراير : februari
maart mrt march marca березня مارس : maart
april apr avril nisan kwietnia квітня ابريل أبريل : april
mei mayis maja травня مايو ماي : mei
juni june juin haziran czerwca червня يونيو : juni
juli july juillet temmuz lipca липня يوليو : juli
augustus aug august aout agustos sierpnia серпня اغسطس أغسطس : augustus
september sept sep septembre eylul wrzesnia вересня سبتمبر : september
oktober okt oct october octobre ekim pazdziernika жовтня اكتوبر أكتوبر : oktober
november nov novembre kasim listopada листопада نوفمبر : november
december dec decembre aralik grudnia грудня ديسمبر : december
vandaag vndaag today dzisiaj dzis bugun сьогодні اليوم awe aujourdhui : vandaag
morgen morge mrgen mrogen mogren morgn mrgn mrg mergen mörgen muern merge marge murgen tomorrow tomorow tommorow tomorrows demain jutro yarin завтра غدا بكرة بكرا manan : morgen
overmorgen overmorge ovrmorgen overmrgn overmergen overmurgen overmorn pojutrze післязавтра apresdemain : overmorgen
gisteren gister yesterday wczoraj вчора امس ayera : gisteren
eergisteren eergister : eergisteren
ochtend ochtends sochtends sochtens sogtends ochtens ogtend smorgens smorges morgens voormiddag morning mornings matin sabah rano вранці зранку صباحا الصباح صباح mainta : ochtend
middag middags smiddags smiddag mdg namiddag snamiddags afternoon afternoons apresmidi вдень atardi merdia : middag
avond avonds savonds savons avons avont savends evening evenings soir aksam wieczorem wieczor ввечері увечері مساء المساء anochi : avond
nacht nachts snachts night : nacht
vanochtend vanmorgen vanmorge : vandaag ochtend
vanmiddag vmiddag vanmidag : vandaag middag
vanavond vnavond tonight : vandaag avond
vannacht : vandaag nacht
vnv : vandaag avond
mondays : elke maandag
tuesdays : elke dinsdag
wednesdays : elke woensdag
thursdays : elke donderdag
fridays : elke vrijdag
saturdays : elke zaterdag
sundays : elke zondag
jongstleden jl : jongstleden
veurmiddag veurmiddags vurmiddag ochtenduren ochtenduur : ochtend
achternoen achtermiddag noamiddag naomiddag middaguren namiddaguren : middag
oavend aovend oavond avonduren : avond
week weken weekje weekjes weeks wk wkn weke hafta tydzien tygodniu tydzie tygodnia semaine semaines siman тижня тиждень الاسبوع اسبوع : week
dag dagen dagje dagjes days day gun dni dzien jour jours dia : dag
maand maanden maandje months month mois : maand
jaar jaren year years : jaar
uur uurtje uren uurtjes oclock ure oer oere heure heures godzina godzinie годині hours hour uurs : uur
minuut minuten min minuutje minuutjes minutes minute mins : minuut
kwartier kwartiertje : kwartier
weekend weekeind weekeinde wknd weekends : weekend
half halve halfje halv : half
kwart kwaart kwrt quart quarter qwart kwartje : kwart
over ovr : over
past : past
to : voor
voor vr. before avant : voor
na after apres po : na
vanaf vanaff starting : vanaf
tot until till : tot
tussen tusen between entre : tussen
van from : van
om at saat o о الساعة : om
rond around omstreeks rondom about : rond
tegen : rond
ongeveer circa plusminus ca : ongeveer
volgende volgend volgnde next prochaine prochain gelecek haftaki przyszly przyszlym nastepny nastepnym наступного القادم المقبل : volgende
aanstaande aanstande aanstaanden komende komend eerstvolgende eerstkomende coming upcoming : komende
deze dit this bu : deze
vorige vorig afgelopen vorigeweek : vorige
begin beginnende beginning start vroegste : begin
eind einde end eindje : eind
midden halverwege medio middle mid : midden
niet nie nit not nimmer never nooit cant cannot dont wont kannie kanniet : niet
geen gn none no : geen
behalve uitgezonderd except : behalve
liever lievr liefst lieft voorkeur rather prefer preferably preferred : liever
of or oder ou lub albo veya або او : of
en and et ve : en
maar but : maar
wel : wel
nee neen nope wacht wait sorry bedoel bedoelde mean meant toch oeps actually instead ipv nein : nee
zelfde dezelfde hetzelfde same : zelfde
later laater : later
eerder earlier vroeger sooner : eerder
vroeg vroege early : vroeg
laat late : laat
laatste : laatste
school schooltijd schol les lessen : school
werk werken werkt werktijd work werkdag : werk
lunch middagpauze lunchpauze lunchtijd lunchtime pauze : lunch
eten avondeten dinner : eten
noon midday midi : twaalf uur
middernacht midnight : nul uur middernacht
middaguur : twaalf uur
doordeweeks doordeweekse werkdagen weekdays weekday : doordeweeks
zsm asap : zsm
morgenochtend morgenvroeg mrgnochtend : morgen ochtend
morgenmiddag : morgen middag
morgenavond : morgen avond
pm : pm
am : am
pazartesi monday mon lundi poniedzialek понеділок الاثنين djaluna : maandag
sali tuesday tue tues mardi wtorek вівторок الثلاثاء djamars : dinsdag
carsamba wednesday wed weds mercredi sroda srode середа середу الاربعاء djarason : woensdag
persembe thursday thu thur thurs jeudi czwartek четвер الخميس djaweps : donderdag
cuma friday fri vendredi piatek пятниця пятницю الجمعة djabierne : vrijdag
cumartesi saturday samedi sobota sobote субота суботу السبت djasabra : zaterdag
pazar sunday dimanche niedziela niedziele неділя неділю الاحد djadumingu : zondag
haftaya : volgende week
bucuk bucukta والنصف : enhalf
wpol : half
een eentje one bir jeden un ein ene : een
twee two iki deux twie twieje : twee
drie three uc trois dree drij dreej drei : drie
vier four dort quatre viere veer vjirre : vier
vijf five bes cinq vief viif viefe vuuf : vijf
zes six alti zesse : zes
zeven zeuve zeuven zeuvene zevene seven yedi sept : zeven
acht eight sekiz huit aacht achte aachte : acht
negen nine dokuz neuf neugen negene neuge njoggen : negen
tien ten dix tiene teen : tien
elf elve eleven elluf ellef : elf
twaalf twalf twaelf twelve douze : twaalf
enen : een uur
tweeen : twee uur
drieen : drie uur
vieren : vier uur
vijven : vijf uur
zessen : zes uur
zevenen : zeven uur
achten : acht uur
negenen : negen uur
tienen : tien uur
elven : elf uur
twaalven : twaalf uur
twenty : twintig
thirty : dertig
forty : veertig
fifty : vijftig
fifteen : vijftien
pierwszej الاولى : 1
drugiej الثانية : 2
trzeciej الثالثة : 3
czwartej الرابعة : 4
piatej الخامسة : 5
szostej السادسة : 6
siodmej السابعة : 7
osmej الثامنة : 8
dziewiatej التاسعة : 9
dziesiatej العاشرة : 10
jedenastej : 11
dwunastej : 12
kerst kerstmis christmas : feest 9
kerstavond : feest 13
oudejaarsdag oudejaarsavond oudjaar oudjaarsdag oudejaar : feest 11
nieuwjaar nieuwjaarsdag nieuwjaarsmorgen : feest 0
koningsdag : feest 4
bevrijdingsdag : feest 5
dodenherdenking : feest 15
hemelvaart hemelvaartsdag : feest 6
pinksteren pinksterzondag : feest 7
pinkstermaandag : feest 8
pasen paaszondag easter : feest 2
paasmaandag : feest 3
sinterklaas sinterklaasavond pakjesavond : feest 12
valentijnsdag : feest 14
`

// momentPhrases are groups of words that mean one thing; they are replaced before the words are read.
var momentPhrases = []string{
	"the day after tomorrow", "overmorgen", "day after tomorrow", "overmorgen", "over morgen", "overmorgen", "apres demain", "overmorgen",
	"yarindan sonra", "overmorgen", "obur gun", "overmorgen", "بعد غد", "overmorgen", "بعد بكرة", "overmorgen", "otro manan", "overmorgen",
	"pasado manan", "overmorgen", "ogleden sonra", "middag", "po poludniu", "middag", "після обіду", "middag", "بعد الظهر", "middag", "apres midi", "middag",
	"الحادية عشرة", "11", "الثانية عشرة", "12",
	"otro siman", "volgende week", "a s", "komende", "eerst volgende", "komende", "eerst komende", "komende", "week end", "weekend",
	"oud en nieuw", "oudejaarsdag", "goede vrijdag", "feest 1", "eerste kerstdag", "feest 9", "1e kerstdag", "feest 9", "tweede kerstdag", "feest 10", "2e kerstdag", "feest 10",
	"eerste paasdag", "feest 2", "tweede paasdag", "feest 3", "2e paasdag", "feest 3", "eerste pinksterdag", "feest 7", "tweede pinksterdag", "feest 8",
	"2e pinksterdag", "feest 8", "kerst avond", "kerstavond", "oudejaars dag", "oudejaarsdag", "half past", "half na", "half over", "half na",
	"goede morgen", "", "goede middag", "", "goede avond", "", "goeie morgen", "", "good morning", "", "good afternoon", "", "good evening", "",
	"zo snel mogelijk", "zsm", "nu meteen", "zsm", "nu direct", "zsm", "hoe eerder hoe beter", "zsm", "hoe sneller hoe beter", "zsm", "zo gauw als het kan", "zsm",
	"zo snel als het kan", "zsm", "zo snel als mogelijk", "zsm", "right away", "zsm", "liefst meteen", "zsm", "liefst vandaag nog", "vandaag", "zo spoedig mogelijk", "zsm", "zo gauw mogelijk", "zsm", "as soon as possible", "zsm", "eerste gelegenheid", "zsm", "eerste mogelijkheid", "zsm", "eerst mogelijke", "zsm", "zo vroeg mogelijk", "vroegst", "zo laat mogelijk", "laatst",
	"tussen de middag", "lunch", "tussen middag", "lunch", "tussen de middags", "lunch", "in de loop van", "in", "door de week", "doordeweeks",
	"p m", "pm", "a m", "am", "o clock", "uur", "t m", "tot", "tot en met", "tot", "tot aan", "tot", "om en nabij", "ongeveer",
	"s middag s", "middag", "s avond s", "avond", "i prefer", "liever", "het liefst", "liever", "bij voorkeur", "liever",
	"doe maar", "doemaar", "do maar", "doemaar", "maak er maar", "doemaar", "maak er", "doemaar", "maak het maar", "doemaar",
	"w przyszlym", "volgende", "alles behalve", "behalve", "elke dag behalve", "behalve", "anything but", "behalve", "any day but", "behalve",
	"van het nieuwe jaar", "van januari", "van het nieuwjaar", "van januari", "in het nieuwe jaar", "in januari", "het nieuwe jaar", "januari", "of zoiets", "ofzo",
	"in de morgen", "ochtend", "in den morgen", "ochtend", "in de morgens", "ochtend", "in the morning", "ochtend",
	"not too early", "niet te vroeg", "not too late", "niet te laat",
	"as of", "vanaf", "eerder dan", "voor", "vroeger dan", "voor", "later dan", "na", "no earlier than", "vanaf", "als het maar", "mits",
}

var moments = sync.OnceValue(func() momentLexicon {
	l := momentLexicon{words: map[string][]string{}}
	for line := range strings.Lines(momentWords + foreignMoments) {
		left, right, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		to := strings.Fields(right)
		for w := range strings.FieldsSeq(left) {
			l.words[Fold(w)] = to
		}
	}
	l.phrases = map[string][]momentPhrase{}
	for pair := range slices.Chunk(slices.Concat(momentPhrases, foreignPhrases), 2) {
		from := strings.Fields(Fold(pair[0]))
		l.phrases[from[0]] = append(l.phrases[from[0]], momentPhrase{from, strings.Fields(Fold(pair[1]))})
	}
	for w := range strings.FieldsSeq("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag vandaag overmorgen ochtend middag januari februari augustus september oktober november december volgende aanstaande komende twaalf zeven vanmiddag vanavond kwartier weekend wednesday thursday saturday tomorrow") {
		l.typed = append(l.typed, w)
	}
	return l
})

type momentLexicon struct {
	words   map[string][]string
	phrases map[string][]momentPhrase // by first word
	typed   []string                  // words that are also known when mistyped
}

// momentPhrase is a group of words with the words it stands for.
type momentPhrase struct{ from, to []string }

// momentLike are words that are no mistyped names of moments.
var momentLike = map[string]bool{
	"mogen": true, "komen": true, "maanden": true, "zeker": true, "zevende": true, "middel": true, "middelen": true, "volgend": true, "volgens": true, "vandaan": true, "komend": true,
	"kwartet": true, "octopus": true, "weekendje": true, "volgen": true, "vrijwel": true, "vrijdom": true, "midden": true, "zaterdagen": true, "maandelijks": true,
	"dinsdagen": true, "maandagen": true, "woensdagen": true, "donderdagen": true, "vrijdagen": true, "vrij": true, "komedie": true, "twaalfde": true, "middaguur": true,
	"volgde": true, "volgden": true, "komenden": true, "weekenden": true, "vrijdaag": false, "onderdag": true, "vandaal": true,
}

// word returns the plain words for one that was typed, or nil.
func (l momentLexicon) word(w string) []string {
	if to, ok := l.words[w]; ok {
		return to
	}
	if days, ok := strings.CutSuffix(w, "en"); ok { // maandagen: every Monday
		if _, day := weekdays[days]; day {
			return []string{"elke", days}
		}
	}
	if rest, ok := strings.CutPrefix(w, "half"); ok { // halfzes
		if v, number := NumberWord(rest); number && v >= 1 && v <= 12 {
			return []string{"half", rest}
		}
	}
	if rest, ok := strings.CutPrefix(w, "kwart"); ok && (rest == "over" || rest == "voor") { // kwartover drie
		return []string{"kwart", rest}
	}
	for _, part := range []string{"ochtend", "ogtend", "ochtent", "morgen", "voormiddag", "namiddag", "middag", "avond", "nacht", "oavend", "aovend", "oavond", "veurmiddag", "noamiddag"} {
		for _, end := range []string{"", "s"} {
			head, ok := strings.CutSuffix(w, part+end)
			if !ok || len(head) < 4 {
				continue
			}
			if to := l.word(head); len(to) == 1 && (weekdayOf(to[0]) >= 0 || to[0] == "morgen" || to[0] == "overmorgen" || to[0] == "gisteren" || to[0] == "eergisteren") {
				if part == "morgen" || part == "ogtend" || part == "ochtent" {
					part = "ochtend"
				}
				return append(append([]string{}, to...), l.words[part][0])
			}
		}
	}
	if len(w) < 5 || len(w) > 14 || momentLike[w] {
		return nil
	}
	limit := 1
	if len(w) >= 8 {
		limit = 2
	}
	if len(w) >= 7 && strings.HasSuffix(w, "dag") {
		limit = max(limit, 1)
	}
	best, least := "", limit+1
	for _, known := range l.typed {
		if w[0] != known[0] || len(known) < len(w)-limit || len(known) > len(w)+limit || limit == 2 && len(known) < 8 {
			continue
		}
		if d := Distance(w, known, limit); d < least {
			best, least = known, d
		}
	}
	if best != "" {
		return l.words[best]
	}
	return nil
}

var weekdays = map[string]int{"zondag": 0, "maandag": 1, "dinsdag": 2, "woensdag": 3, "donderdag": 4, "vrijdag": 5, "zaterdag": 6}

// weekdayOf returns the day of the week a plain word names, -1 when it names none.
func weekdayOf(w string) int {
	if d, ok := weekdays[w]; ok {
		return d
	}
	return -1
}

var monthNames = map[string]int{
	"januari": 1, "februari": 2, "maart": 3, "april": 4, "mei": 5, "juni": 6, "juli": 7, "augustus": 8, "september": 9, "oktober": 10, "november": 11, "december": 12,
}

// shortDays are abbreviations that are also ordinary words: they name a day only beside something of a moment.
var shortDays = map[string]string{"vrij": "vrijdag", "zat": "zaterdag", "don": "donderdag", "woe": "woensdag", "maa": "maandag", "din": "dinsdag", "ma": "maandag", "di": "dinsdag", "wo": "woensdag", "do": "donderdag", "vr": "vrijdag", "za": "zaterdag", "zo": "zondag"}

var ordinalWords = map[string]int{
	"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "zevende": 7, "achtste": 8, "negende": 9, "tiende": 10, "elfde": 11, "twaalfde": 12,
	"dertiende": 13, "veertiende": 14, "vijftiende": 15, "zestiende": 16, "zeventiende": 17, "achttiende": 18, "negentiende": 19, "twintigste": 20,
	"eenentwintigste": 21, "tweeentwintigste": 22, "drieentwintigste": 23, "vierentwintigste": 24, "vijfentwintigste": 25, "zesentwintigste": 26,
	"zevenentwintigste": 27, "achtentwintigste": 28, "negenentwintigste": 29, "dertigste": 30, "eenendertigste": 31,
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
}
