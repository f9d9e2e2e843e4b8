package dutch

import (
	"strings"
	"sync"

	"github.com/blevesearch/snowballstem"
	snowball "github.com/blevesearch/snowballstem/dutch"
)

// Stem returns the Snowball stem of a folded word; short words and words with digits come back as they are.
func Stem(word string) string {
	if len(word) < 4 {
		return word
	}
	for i := 0; i < len(word); i++ {
		if word[i] < 'a' || word[i] > 'z' {
			return word
		}
	}
	if s, ok := irregular[word]; ok {
		return s
	}
	env := envs.Get().(*snowballstem.Env)
	env.SetCurrent(word)
	snowball.Stem(env)
	s := env.Current()
	envs.Put(env)
	return even(s)
}

// even takes away the differences between singular and plural that the stemmer leaves: huis and huizen, brief and brieven, organisatie and
// organisaties.
func even(stem string) string {
	switch last := len(stem) - 1; stem[last] {
	case 'z':
		return stem[:last] + "s"
	case 'v':
		return stem[:last] + "f"
	case 's':
		if strings.HasSuffix(stem, "ties") || strings.HasSuffix(stem, "nies") {
			return stem[:last]
		}
	}
	return stem
}

// Singular makes a singular and its plural one where the stem leaves them two: bedrijf and bedrijven, huis and huizen, organisatie and organisaties.
func Singular(stem string) string {
	if len(stem) < 4 {
		return stem
	}
	switch head, last := stem[:len(stem)-1], stem[len(stem)-1]; {
	case last == 'v':
		return head + "f"
	case last == 'z':
		return head + "s"
	case last == 's' && strings.HasSuffix(head, "ie"):
		return head
	}
	return stem
}

var envs = sync.Pool{New: func() any { return snowballstem.NewEnv("") }}

// irregular maps frequent strong verb forms and plurals, which the stemmer leaves apart, to the stem of their infinitive or singular.
var irregular = func() map[string]string {
	forms := map[string][]string{
		"bel":       {"belde", "belden", "gebeld", "opgebeld", "opbellen", "belt", "bellen", "telefoneren"},
		"betal":     {"betaald", "betaalde", "betaalt", "betalen"},
		"sla":       {"sloeg", "sloegen", "geslagen", "slaat", "slaan"},
		"gaan":      {"ging", "gingen", "gegaan", "gaat"},
		"krijg":     {"kreeg", "kregen", "gekregen", "krijgt", "krijgen"},
		"help":      {"hielp", "hielpen", "geholpen", "helpt", "helpen"},
		"spreek":    {"sprak", "spraken", "gesproken", "spreekt", "spreken"},
		"steel":     {"stal", "stalen", "gestolen", "stelen", "steelt"},
		"bedrieg":   {"bedroog", "bedrogen", "bedriegen", "bedriegt"},
		"verlies":   {"verloor", "verloren", "verliezen", "verliest"},
		"schrijf":   {"schreef", "schreven", "geschreven", "schrijft", "schrijven", "opschrijven", "opgeschreven"},
		"steek":     {"stak", "staken", "gestoken", "steekt", "steken", "neergestoken"},
		"schiet":    {"schoot", "schoten", "geschoten", "schieten", "neergeschoten", "beschoten"},
		"slaap":     {"sliep", "sliepen", "geslapen", "slaapt", "slapen"},
		"overlijd":  {"overleed", "overleden", "overlijdt", "overlijden"},
		"sterf":     {"stierf", "stierven", "gestorven", "sterft", "sterven"},
		"rijd":      {"reed", "gereden", "rijdt", "rijden"},
		"aanrijd":   {"aangereden", "aanrijden", "aanrijding", "aanrijdingen"},
		"doen":      {"deed", "deden", "gedaan", "doet"},
		"kom":       {"kwam", "kwamen", "gekomen", "komt", "komen"},
		"neem":      {"nam", "namen", "genomen", "neemt", "nemen"},
		"meenem":    {"meegenomen", "meeneemt", "meenemen", "meenam"},
		"verdwijn":  {"verdween", "verdwenen", "verdwijnt", "verdwijnen"},
		"beslis":    {"besliste", "beslist", "beslissen", "beslissing"},
		"breek":     {"brak", "braken", "gebroken", "breekt", "breken"},
		"inbreek":   {"ingebroken", "inbreken", "inbraak", "inbraken", "inbreker", "inbrekers"},
		"oplicht":   {"opgelicht", "oplichten", "oplichting", "oplichter", "oplichters"},
		"beroof":    {"beroofd", "beroven", "berooft", "beroving", "berovingen"},
		"bedreig":   {"bedreigd", "bedreigen", "bedreigt", "bedreiging", "bedreigingen", "bedreigde"},
		"mishandel": {"mishandeld", "mishandelen", "mishandelt", "mishandeling", "mishandelingen"},
		"verkracht": {"verkracht", "verkrachten", "verkrachting", "verkrachtingen", "verkrachter"},
		"verzeker":  {"verzekerd", "verzekeren", "verzekering", "verzekeringen", "verzekeraar", "verzekeraars"},
		"getuig":    {"getuige", "getuigen", "getuigt", "getuigde"},
		"kind":      {"kinderen", "kinders", "kindje", "kindjes"},
		"lid":       {"leden"},
		"stad":      {"steden"},
		"euro":      {"euros", "eur"},
		"rechter":   {"rechters"},
		"aangift":   {"aangiftes", "aangiften", "aangeven", "aangegeven"},
		"zitting":   {"zittingen"},
		"brief":     {"brieven", "briefje"},
		"vrag":      {"vroeg", "vroegen", "gevraagd", "vraagt", "vragen", "vraag"},
		"eis":       {"geeist", "eisen", "eist", "eiste"},
		"vind":      {"vond", "vonden", "gevonden", "vindt", "vinden"},
		"weet":      {"wist", "wisten", "geweten", "weten"},
		"zoek":      {"zocht", "zochten", "gezocht", "zoekt", "zoeken"},
		"denk":      {"dacht", "dachten", "gedacht", "denkt", "denken"},
		"breng":     {"bracht", "brachten", "gebracht", "brengt", "brengen"},
		"verbied":   {"verbood", "verboden", "verbiedt", "verbieden"},
		"ontvang":   {"ontving", "ontvingen", "ontvangt", "ontvangen"},
		"verhuis":   {"verhuisd", "verhuizen", "verhuist", "verhuisde"},
		"stalk":     {"stalking", "stalker", "stalkers", "gestalkt", "stalkt", "stalken", "stalkte"},
		"vrij":      {"vrije"},
	}
	m := map[string]string{}
	for stem, words := range forms {
		m[stem] = stem
		for _, w := range words {
			m[w] = stem
		}
	}
	return m
}()
