package dutch

import "strings"

// foreignMoments are words for moments in Turkish, Polish, Ukrainian, French, Arabic and Papiamento beside those in momentWords: forms that these
// languages bend by case, hours as they are said, and what turns a moment down. A word with nothing behind the colon adds nothing to the day beside it.
// Not checked by native speakers.
const foreignMoments = `
mars mart : maart
mai : mei
yanuari : januari
aprel : april
yuni : juni
yuli : juli
ougustus : augustus
desember : december
poniedzialku понеділка понеділках : maandag
wtorku вівторка : dinsdag
srody середи : woensdag
czwartku четверга خميس : donderdag
piatku пятниці جمعة : vrijdag
soboty суботи سبت : zaterdag
niedzieli неділі : zondag
popoludniu popoludnie ظهرا العصر عصرا : middag
вечором ввечорі вечір : avond
poranek ранок ранком : ochtend
oglen ogle poludnie : twaalf uur
не ليس olmaz gelemem uymaz degil degilim : niet
sauf oprocz poza крім haric : behalve
olur uyar : wel
między miedzy між بين : tussen
та і : en
чи : of
od з من : vanaf
до الى : tot
перед قبل przed prome : voor
після بعد despues sonra : na
godz об году : om
gunu يوم день : 
plutot raczej краще tercihen miho : liever
impossible : niet
ucte : drie
dortte : vier
altida : zes
yedide : zeven
sekizde : acht
dokuzda : negen
birde : een
ikide : twee
першій перша الواحدة : 1
другій друга другу : 2
третій третя третю : 3
четвертій четверта четверту : 4
пʼятій пʼята пʼяту : 5
шостій шоста шосту : 6
сьомій сьома сьому : 7
восьмій восьма восьму : 8
девʼятій девʼята девʼяту : 9
десятій десята десяту : 10
одинадцятій одинадцята одинадцяту : 11
дванадцятій дванадцята дванадцяту : 12
trzecia : 3
czwarta : 4
szosta : 6
siodma : 7
osma : 8
dziewiata : 9
dziesiata : 10
jedenasta : 11
dwunasta : 12
якнайшвидше : zsm
kiedykolwiek : egal
`

// foreignPhrases are groups of words of those languages that mean one thing, each with its meaning behind it.
var foreignPhrases = []string{
	"semaine prochaine", "volgende week", "الاسبوع القادم", "volgende week", "الاسبوع المقبل", "volgende week",
	"przed poludniem", "ochtend", "do poludnia", "ochtend", "до обіду", "ochtend", "قبل الظهر", "ochtend", "ogleden once", "ochtend", "pol do", "wpol", "пів на", "half",
	"et demie", "enhalf", "et demi", "enhalf", "heures et quart", "uur 15", "heure et quart", "uur 15", "w poludnie", "twaalf uur",
	"pas lundi", "niet maandag", "pas mardi", "niet dinsdag", "pas mercredi", "niet woensdag", "pas jeudi", "niet donderdag", "pas vendredi", "niet vrijdag",
	"pas samedi", "niet zaterdag", "pas dimanche", "niet zondag", "pas demain", "niet morgen", "pas aujourdhui", "niet vandaag", "pas le", "niet", "pas ce", "niet",
	"pas avant", "niet voor", "pas apres", "niet na", "je ne peux pas", "niet", "ne peux pas", "niet", "peux pas", "niet", "ce nest pas possible", "niet",
	"nest pas possible", "niet", "pas possible", "niet", "ne va pas", "niet", "ne suis pas libre", "niet", "ne suis pas disponible", "niet", "sauf le", "behalve",
	"لا استطيع", "niet", "لا يمكنني", "niet", "لا يناسبني", "niet", "لا اقدر", "niet", "ما اقدر", "niet", "ما عدا", "behalve", "musait degilim", "niet",
	"nie moge", "niet", "nie pasuje", "niet", "не можу", "niet", "не підходить", "niet", "no por", "niet", "mi no por", "niet",
	"le plus vite possible", "zsm", "des que possible", "zsm", "au plus vite", "zsm", "en kisa zamanda", "zsm", "mumkun olan en kisa", "zsm", "bir an once", "zsm",
	"jak najszybciej", "zsm", "якомога швидше", "zsm", "في اقرب وقت", "zsm", "باسرع وقت", "zsm", "mas lihe posibel", "zsm", "asina lihe posibel", "zsm",
	"nimporte quand", "egal", "peu importe", "egal", "будь коли", "egal", "коли завгодно", "egal", "اي وقت", "egal", "لا يهم", "egal", "no ta importa", "egal",
	"her zaman olur", "egal", "fark etmez", "egal", "bez znaczenia", "egal", "بکرا صباحا", "morgen ochtend",
	"di desember", "december", "di november", "november", "di oktober", "oktober", "di september", "september", "di ougustus", "augustus", "di yuli", "juli", "di yuni", "juni",
	"di mei", "mei", "di aprel", "april", "di mart", "maart", "di februari", "februari", "di yanuari", "januari", "despues di", "na", "prome ku", "voor",
	"saat bir", "om 1", "saat birde", "om 1", "saat beste", "om 5", "saat on", "om 10", "saat onda", "om 10", "on birde", "om 11", "on ikide", "om 12", "saat on bir", "om 11", "saat on birde", "om 11", "saat on iki", "om 12", "saat on ikide", "om 12",
	"saat on uc", "om 13", "saat on ucte", "om 13", "saat on dort", "om 14", "saat on dortte", "om 14", "saat on bes", "om 15", "saat on beste", "om 15",
	"saat on alti", "om 16", "saat on altida", "om 16", "saat on yedi", "om 17", "saat on yedide", "om 17", "saat on sekiz", "om 18", "saat on dokuz", "om 19",
}

// monFrench reports whether the word mon, short for Monday, is the French word for my: mon histoire. It is when a word follows that is of no moment
// and does not go on about a Monday.
func monFrench(raw []momentToken, i int) bool {
	if raw[i].word != "mon" || i+1 >= len(raw) || raw[i+1].digits != "" || raw[i+1].gap != " " {
		return false
	}
	next := raw[i+1].word
	return !besideMonday[next] && moments().word(next) == nil
}

var besideMonday = wordSet("is works work suits the in on please only if would could can fits good ok okay suit i we")

// betweenWord returns the plain word for one of Polish or Papiamento that means "en" between the ends of a stretch, or "tot" behind "od"; "" when it
// stands elsewhere, where it is another word.
func betweenWord(out []momentToken, typed string) string {
	for k := len(out) - 1; k >= max(0, len(out)-4); k-- {
		switch {
		case out[k].word == "tussen" && (typed == "a" || typed == "i"):
			return "en"
		case out[k].typed == "od" && typed == "do":
			return "tot"
		}
	}
	return ""
}

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}
