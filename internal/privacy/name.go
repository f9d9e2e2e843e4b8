package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"wegwijzer/internal/dutch"
)

// namer finds the names of people in one text. It reads word by word: a cue ("mijn ex", "mevrouw", "ik heet"), a word of the lists or a form
// that only names have starts a name, the grammar of names says how far it goes, and what stands around it decides.
type namer struct {
	*scene
	busy     []bool          // words within something that was found already
	shouting bool            // the text is in capitals, so that a capital says nothing
	native   bool            // the text reads as Dutch, so that the dictionary can tell words from names
	taken    map[string]bool // parts of the names found so far
	marks    []mark
}

// names returns the names of people, apart from what was found already.
func (s *scene) names(found []mark) []mark {
	n := &namer{scene: s, busy: make([]bool, len(s.words)), taken: map[string]bool{}}
	for at, i := 0, 0; i < len(s.words) && at < len(found); {
		switch {
		case s.words[i].end <= found[at].start:
			i++
		case s.words[i].start >= found[at].end:
			at++
		default:
			n.busy[i] = true
			i++
		}
	}
	n.survey()
	for i := 0; i < len(s.words); {
		if end, ok := n.at(i); ok {
			n.take(i, end)
			i = end
		} else {
			i = max(end, i+1)
		}
	}
	n.again()
	return n.marks
}

// survey adds what the whole text tells to the traits of its words.
func (n *namer) survey() {
	letters, capitals, foreign, native := 0, 0, 0, 0
	for i, w := range n.words {
		if !w.letters() {
			continue
		}
		letters += len(w.raw)
		if w.caps {
			capitals += len(w.raw)
		}
		if dutchSmall[w.text] {
			native++
		} else if foreignSmall[w.text] || (strings.ContainsAny(w.raw, foreignLetters) || unicode.In(firstRune(w.raw), unicode.Cyrillic, unicode.Arabic)) && !w.upper {
			foreign++
		}
		n.traits[i] |= n.form(w, n.traits[i]) | firm(w.text)
	}
	n.shouting = len(n.words) > 3 && capitals*10 > letters*7
	n.native = native >= foreign
	if !n.native {
		for i, w := range n.words {
			if n.traits[i] == 0 && w.upper && n.inflected(w.text) {
				n.traits[i] |= given
			}
		}
		for i, t := range n.traits {
			switch {
			case t&halting == 0:
			case t&given != 0:
				n.traits[i] |= faint // "adam" is a man, and a name where somebody says to be called so
			default:
				n.traits[i] |= stopping
			}
		}
	}
}

// inflected reports a given name with the ending of a case, as in Polish and Ukrainian: Krzysztofem, Katarzynie.
func (n *namer) inflected(t string) bool {
	for _, end := range [...]string{"em", "owi", "iem", "a", "u", "y", "i", "ie", "e", "o", "om", "oiu", "oi", "ii", "iu", "ka", "kiem", "kowi", "evi", "ovi", "yn", "nin", "in", "un"} {
		bare, ok := strings.CutSuffix(t, end)
		if !ok || len(bare) < 3 {
			continue
		}
		for _, more := range [...]string{"", "a", "o", "ek", "ii", "ia"} {
			if x := n.lex.of(bare + more); x&given != 0 && x&(ordinary|faint) == 0 {
				return true
			}
		}
	}
	return false
}

// firm says that a word is the kind of a firm or house, which a name may follow or precede: autobedrijf, vleesgroothandel.
func firm(t string) trait {
	for _, end := range [...]string{
		"bedrijf", "winkel", "handel", "zaak", "school", "makelaar", "makelaardij", "kliniek", "praktijk", "centrum", "fabriek", "bakkerij", "slagerij", "garage", "salon", "restaurant", "hotel", "cafe",
		"apotheek", "markt", "bank", "groep", "stichting", "vereniging", "ziekenhuis", "college", "gebouw", "kantoor",
	} {
		if strings.HasSuffix(t, end) && len(t) > len(end)+2 {
			return thing | thingEnd
		}
	}
	return 0
}

// foreignLetters stand in no Dutch word.
const foreignLetters = "ğışąęłżźśćńœ"

var (
	dutchSmall   = words(`ik je hij zij het een en van is niet dat de mijn met wij jullie hem haar heb heeft ben zijn naar voor op aan wat maar ook er om te mn m'n die door ze als bel mag kan u uw jullie dit geen wel nog wil wordt werd word moet hebben was hoe waar wie waarom ons onze dan bij uit`)
	foreignSmall = words(`him or not it of to me will can be may are for at if so him the my and he she his her you was with have bir ve benim icin ile cok moj moja jest nie sie mnie je mon ma est il elle les mi ta ku mai i do na w z
		i'm i've i'd i'll don't didn't there how they we would could should about when who where why does did has had just like know from your but what
		sie mam mnie ze ale czy jak dla przez od za tak bardzo tylko juz gdzie kiedy dziekuje prosze chce moge byla byl
		bu su ne nasil degil mi mu var yok daha gibi kadar ama olarak beni bana bende seni sana biz onlar kim neden nerede simdi sonra once evet hayir lutfen istiyorum oldu dedi diyor kocam esim
		j'ai qui avec pour vous nous mais c'est une suis tres etre avoir quand pourquoi
		nan ku tin masha danki boso ke por mester
		ia ty tse shcho yak meni mene moie moiei koly dlia`)
)

// form says what the form of a word tells: double names, endings of family names, the s of possession, endings of cases.
func (n *namer) form(w word, t trait) trait {
	const any = given | family
	if t&any != 0 {
		return 0
	}
	if strings.Contains(w.text, "-") {
		first, last := part(w.text, true), part(w.text, false)
		a, b := n.lex.of(first), n.lex.of(last)
		switch {
		case t != 0:
			return 0
		case (a|b)&place != 0 && (a|b)&(given|family) == 0:
			return place // Gelderland-Zuid
		case particles[last] && w.upper: // Hofstra-de Groot
			return family
		case unicode.IsLower(firstRune(lastPart(w.raw))) && w.upper:
			return thing // Terwee-voeging, Kevin-achtig
		case a&given != 0 && b&given != 0, a&given != 0 && !dutch.Known(last) && b == 0:
			return given
		case a&family != 0 || b&family != 0, particles[first]:
			return family
		}
		return 0
	}
	if t&(body|place|stopping|kin|titled|acting|month) != 0 || len(w.text) < 5 {
		return 0
	}
	if kinEnding(w.text) {
		return kin
	}
	if t == 0 && !dutch.Known(w.text) {
		for _, end := range [...]string{"tje", "je", "ske", "eke", "ke", "tien"} { // Sjaantje
			if bare, ok := strings.CutSuffix(w.text, end); ok && len(bare) > 2 {
				if b := n.lex.of(bare); b&given != 0 && b&(ordinary|faint) == 0 {
					return given | ordinary
				}
			}
		}
		if n.lex.sounds[skeleton(w.text)] {
			return given | ordinary
		}
	}
	for _, end := range familyEnds {
		if strings.HasSuffix(w.text, end) && len(w.text) > len(end)+2 && (!dutch.Known(w.text) || w.text != strings.ToLower(w.raw)) && !dutch.Known(w.text) {
			return family
		}
	}
	if bare, ok := strings.CutSuffix(w.text, "s"); ok && !w.suffix { // Kevins fiets
		if b := n.lex.of(bare); b&given != 0 && b&(ordinary|faint) == 0 && !dutch.Known(w.text) {
			return given
		}
	}
	if w.upper && !n.native || strings.HasPrefix(w.raw, "Fr") {
		return 0
	}
	return 0
}

// lastPart returns what stands behind the last hyphen of a word.
func lastPart(s string) string {
	i := strings.LastIndexAny(s, "-\u2010\u2011")
	_, size := utf8.DecodeRuneInString(s[i:])
	return s[i+size:]
}

// kinEnding reports a compound that says what a person is to someone: kamergenote, jeugdadvocaat.
func kinEnding(t string) bool {
	for _, end := range [...]string{
		"genoot", "genote", "genootje", "vriend", "vriendin", "moeder", "vader", "zoon", "dochter", "broer", "zus", "zusje", "broertje", "collega", "begeleider", "begeleidster", "medewerker", "medewerkster",
		"leraar", "lerares", "docent", "docente", "coach", "trainer", "rechercheur", "advocaat", "advocate", "verpleegkundige", "agent", "hulp", "werker", "werkster", "ambtenaar", "voogd", "buurman", "buurvrouw", "buurjongen", "verdachte", "dader", "getuige",
	} {
		if strings.HasSuffix(t, end) && len(t) > len(end)+2 {
			return end != "hulp" || t == "thuishulp" || t == "poetshulp" || t == "huishoudhulp"
		}
	}
	return false
}

func part(s string, first bool) string {
	if first {
		return s[:strings.IndexByte(s, '-')]
	}
	return s[strings.LastIndexByte(s, '-')+1:]
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// familyEnds end family names of many peoples and hardly any other word. The dictionary is asked before one is believed.
var familyEnds = []string{
	"stra", "sma", "inga", "enga", "ema", "ink", "huizen", "wijk", "veld", "hof", "sen", "ssen", "kx", "ckx", "aert", "aerts", "mans", "man", "dijk", "burg", "berg", "enko", "enco", "czuk", "chuk",
	"czyk", "ski", "ska", "cki", "cka", "skyi", "skyy", "skiy", "wicz", "vych", "ovic", "evic", "ic", "escu", "eanu", "ov", "ova", "ev", "eva", "oglu", "gil", "turk", "yan", "ian", "idze", "shvili", "pour", "zadeh", "zada", "zai", "zoda", "nejad", "abadi", "poor", "singh", "persad",
	"pershad", "dien", "dimedjo", "karijo", "redjo", "wirjo", "djojo", "atmo", "aoui", "aui", "ouki", "oui", "ouch", "achi", "ouri", "elli", "etti", "ini", "ez", "akis", "opoulos", "sson", "berger", "mann", "bauer", "stein", "meyer", "huber",
}

// particles stand within family names.
var particles = words(`van de der den ter ten te 't la le du da dos das do di del della delle el al ben bin bint abu abou ibn ait oulad von zu zum zur op in uit onder aan bij over vande vander vanden ver o d' l'`)

// leading are the particles that a family name can begin with.
var leading = words(`van de der den ter ten te 't la le du da dos das di del della el al ben bin bint abu abou ibn ait oulad von zu zum in op uit vande vander vanden o d' l'`)

// take notes a name from word i up to word end.
func (n *namer) take(i, end int) {
	m := mark{n.words[i].start, n.words[end-1].end, Name}
	if last := n.words[end-1]; last.initial() && n.dotted(end-1) {
		m.end++ // Rutger B.
	}
	n.marks = append(n.marks, m)
	for j := i; j < end; j++ {
		n.busy[j] = true
		w := n.words[j]
		if !particles[w.text] && utf8.RuneCountInString(w.raw) > 2 {
			n.taken[w.text] = true
		}
	}
}

// again finds the parts of names found elsewhere in the text, now that they are known to be names.
func (n *namer) again() {
	if len(n.taken) == 0 {
		return
	}
	for i := range n.words {
		w := n.words[i]
		if n.busy[i] || !n.taken[w.text] || n.traits[i]&stopping != 0 {
			continue
		}
		if word := dutch.Known(w.text); word && (!w.upper || n.shouting || w.first && !n.does(i+1)) {
			continue
		}
		if !n.obstructed(i, i+1, n.cue(i)) {
			n.take(i, i+1)
		}
	}
}

// cue returns what stands right before word i: the traits of the word before, and of the phrases that end there.
func (n *namer) cue(i int) trait {
	if i == 0 || n.words[i-1].held != "" {
		return 0
	}
	var t trait
	g := n.words[i].gap
	before := n.traits[i-1]
	if g == space || g == colon || g == dot {
		t |= before & (intro | titled)
	}
	if g == space || g == colon || g == comma || g == other {
		t |= before & kin
	}
	if g == space {
		t |= before & (toward | where | thing | being)
	}
	opens := n.words[i-1].first || n.words[i-1].gap != space
	if opens && (g == space || g == comma || g == line || g == other && i == 1 || g == finish || g == dot) {
		t |= before & greeting
	}
	if g == space || g == colon || g == comma || g == line {
		for _, p := range n.lex.phrases[n.words[i-1].text] {
			if n.ends(i-1, p.words) {
				switch {
				case g == space, g == colon && p.trait&(intro|kin) != 0, p.trait&greeting != 0, g == comma && p.trait&kin != 0:
					t |= p.trait
				}
			}
		}
	}
	// "Met Karin van Dijk", "ja hallo met Karin" open a call.
	if g == space && i < 5 && n.words[i-1].text == "met" && n.opening(i-1) {
		t |= being | opener
	}
	// "Mijn buurman en ik, Noor, stonden erbij."
	if g == comma && selves[n.words[i-1].text] && n.addressed(i+1) {
		t |= being
	}
	// "de moeder van Jelte"
	if g == space && i > 1 && ofPerson[n.words[i-1].text] && n.words[i-1].gap == space && n.traits[i-2]&kin != 0 {
		t |= belonging
	}
	return t
}

// opening reports that nothing but a greeting stands before word i.
func (n *namer) opening(i int) bool {
	for _, w := range n.words[:i] {
		if n.lex.of(w.text)&greeting == 0 && !hesitations[w.text] {
			return false
		}
	}
	return true
}

var hesitations = words(`ja nee eh euh ehm oh o ah goedemorgen goedemiddag goedenavond goeiemorgen goeiemiddag goeienavond goededag yo hee sorry daar`)

var (
	selves   = words(`ik i ja ia ya mi ben je`)
	ofPerson = words(`van of de di`)
)

// ends reports that the words before word i are those of a phrase.
func (n *namer) ends(i int, words []string) bool {
	if i < len(words) {
		return false
	}
	for k := range words {
		w := n.words[i-len(words)+k]
		if w.text != words[k] || k > 0 && w.gap != space {
			return false
		}
	}
	return n.words[i].gap == space || n.words[i].gap == dot
}

// does reports that what stands at word i is something that persons do.
func (n *namer) does(i int) bool {
	return i < len(n.words) && n.words[i].gap == space && n.traits[i]&(acting|mixed) != 0 && !n.words[i].upper
}

func (n *namer) acts(i int) bool {
	return i < len(n.words) && n.words[i].gap == space && n.traits[i]&acting != 0
}

// at reports whether a name begins at word i, and where it ends. Without a name, end says how many words may be passed over.
func (n *namer) at(i int) (end int, ok bool) {
	w := n.words[i]
	if n.busy[i] || w.held != "" || w.digits {
		return i + 1, false
	}
	cue := n.cue(i)
	if end := n.thingAt(i); end > i && cue&(intro|titled) == 0 {
		return end, false
	}
	if arabicScript(w.raw) {
		return n.arabic(i, cue)
	}
	if w.upper && !n.shouting {
		return n.capital(i, cue)
	}
	if end, ok := n.unheard(i, cue); ok {
		return end, true
	}
	return n.small(i, cue)
}

// unheard returns where a name ends that begins at word i and need stand in no list: behind a title and a particle ("advocaat de Waard").
func (n *namer) unheard(i int, cue trait) (end int, ok bool) {
	w := n.words[i]
	if opensName[w.text] && cue&(kin|titled) != 0 && i+1 < len(n.words) {
		if next := n.words[i+1]; next.upper && next.letters() && next.gap == space && n.traits[i+1]&(place|month|thing) == 0 {
			return i + 2, true
		}
	}
	return 0, false
}

var opensName = words(`de el den ter ten`)

// thingAt returns where the name of an organisation or place of several words ends that begins at word i, 0 when none does.
func (n *namer) thingAt(i int) int {
	end := 0
	for _, p := range n.lex.bodies[n.words[i].text] {
		k := i + 1
		for _, x := range p.words {
			if k >= len(n.words) || n.words[k].text != x || n.words[k].gap != space && n.words[k].gap != dot && n.text[n.words[k-1].end:n.words[k].start] != " & " {
				k = 0
				break
			}
			k++
		}
		end = max(end, k)
	}
	return end
}

// known reports a word of the dictionary or a compound of such words. In a text of another language nothing is known.
func (n *namer) ordinaryWord(i int) bool {
	w := n.words[i]
	if dutch.Known(w.text) {
		return true
	}
	if strings.Contains(w.text, "-") {
		for p := range strings.SplitSeq(w.text, "-") {
			if !dutch.Known(p) {
				return false
			}
		}
		return true
	}
	return len(w.text) > 6 && len(dutch.Split(w.text)) > 1
}

// unknown reports a word that nothing is known of: it may be a name.
func (n *namer) unknown(i int) bool {
	w := n.words[i]
	const told = given | family | place | body | stopping | intro | being | kin | titled | acting | mixed | toward | where | month | thing | greeting
	return w.letters() && utf8.RuneCountInString(w.raw) >= 3 && n.traits[i]&told == 0 && !mixedCase(w.raw) && (!w.caps || utf8.RuneCountInString(w.raw) > 4) && !n.ordinaryWord(i) && labelOf(w) == ""
}

// placeEnds end the names of streets, buildings and rules that are called after people.
var placeEnds = []string{
	"straat", "laan", "plein", "kade", "gracht", "singel", "steeg", "buurt", "zaal", "school", "tunnel", "college", "ziekenhuis", "gebouw", "toren", "museum", "arrest", "stichting",
	"centrum", "boulevard", "lyceum", "voeging", "kliniek", "plantsoen", "wijk", "dreef", "weg", "park", "brug", "kerk", "hal", "pad", "syndroom", "wet", "hofje", "polder", "haven", "kwartier", "stadion", "huis",
}

// namesThing reports that a word with a capital is the name of a street, a building or a rule.
func (n *namer) namesThing(i int) bool {
	t := n.words[i].text
	if n.traits[i]&thing != 0 && strings.Contains(t, "-") {
		return true
	}
	if n.traits[i]&(given|family) != 0 && n.lex.of(t)&(given|family) != 0 {
		return false
	}
	for _, end := range placeEnds {
		if strings.HasSuffix(t, end) && len(t) > len(end) {
			return true
		}
	}
	return false
}

// obstructed reports that what stands around words i to end makes them the name of a thing.
func (n *namer) obstructed(i, end int, cue trait) bool {
	for k := i; k < end; k++ {
		if n.namesThing(k) {
			return true
		}
	}
	if end < len(n.words) && n.words[end].gap == space && !n.words[end-1].suffix {
		next := n.words[end]
		if n.traits[end]&thingEnd != 0 && n.traits[end]&(kin|acting|mixed) == 0 || n.namesThing(end) && next.upper {
			return true
		}
	}
	if cue&(intro|titled) != 0 {
		return false
	}
	if i > 0 && n.words[i].gap == space {
		before := n.words[i-1]
		if n.traits[i-1]&thing != 0 && n.traits[i-1]&(kin|titled) == 0 {
			// "op school Sanne tegenkwam" is about Sanne, "de basisschool Sanne" is not.
			if i < 2 || determiners[n.words[i-2].text] || n.traits[i]&given == 0 || before.upper && !before.first {
				return true
			}
		}
		if saints[before.text] {
			return true
		}
	}
	return false
}

var (
	determiners = words(`de het een 't 'n die dat deze dit onze ons mijn jullie uw the a an le la les el`)
	saints      = words(`sint st st. sinte san santa saint sankt`)
)
