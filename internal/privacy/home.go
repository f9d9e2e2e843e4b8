package privacy

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"wegwijzer/internal/dutch"
)

// postcode is a Dutch postcode. Letters that the war made bitter (SA, SD, SS) are not given out.
var postcode = regexp.MustCompile(`\b[1-9]\d{3} ?[A-Za-z]{2}\b`)

// foreignHome is an address as Poles, Ukrainians, Turks, English, French and people of Curaçao write it.
var foreignHome = regexp.MustCompile(`\b(?:ul\.|ulica|al\.|os\.)\s+\p{Lu}[\p{L}. -]{1,40}?\s+\d{1,4}[a-zA-Z]?(?:\s?[/m.]+\s?\d{1,4})?\b` +
	`|(?:вул\.|вулиця|вулиці|ул\.|улица|просп\.)\s+\p{Lu}[\p{L}. ’'-]{1,40}?,?\s+(?:буд\.\s?)?\d{1,4}[а-яa-z]?` +
	`|\b\d{1,4}[a-z]?,?\s+(?:rue|avenue|boulevard|chemin|impasse|allée)\s+(?:(?:de|du|des|la|le|l')\s?){0,3}\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+){0,2}` +
	`|\b(?:rue|avenue|boulevard|chemin)\s+(?:(?:de|du|des|la|le|l')\s?){0,3}\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+){0,2},?\s+\d{1,4}\b` +
	`|\b\d{1,4}[A-Za-z]?\s+(?:\p{Lu}[\p{L}'’-]+\s){1,3}(?:Street|Road|Avenue|Lane|Drive|Court|Close|Crescent|Terrace)\b` +
	`|\p{Lu}[\p{L}]+(?:\s\p{Lu}[\p{L}]+){0,2}\s(?:Sokak|Sokağı|Sk\.|Sok\.|Caddesi|Cad\.|Bulvarı|Mahallesi|Mah\.),?\s?(?:[Nn][Oo]\s?[:.]?\s?)?\d{1,4}(?:/\d{1,3})?` +
	`|\b(?:Kaya|Kaminda|Schottegatweg)\s+(?:\p{Lu}[\p{L}.]*\s){0,3}#?\s?\d{1,4}[a-zA-Z]?\b`)

// homes returns addresses: a street with its number, a postcode, or both. The town stays; it points to nobody. A street without a number stays
// too.
func (s *scene) homes() []mark {
	var marks []mark
	for _, at := range s.matches(postcode) {
		if m := (mark{at[0], at[1], Address}); s.whole(m) {
			if home, ok := s.postcodeHome(m); ok {
				marks = append(marks, home)
			}
		}
	}
	for i := range s.words {
		if home, ok := s.streetHome(i); ok {
			marks = append(marks, home)
		}
	}
	for _, at := range s.foreignHomes() {
		if !s.counted(at[1]) {
			marks = append(marks, mark{at[0], at[1], Address})
		}
	}
	return join(s.text, sorted(marks))
}

func (s *scene) foreignHomes() [][2]int {
	for _, w := range s.words {
		if foreignStreets[w.text] {
			return s.matches(foreignHome)
		}
	}
	return nil
}

var foreignStreets = words(`ul ulica al os vul vulytsia vulytsi ulytsa prosp rue avenue boulevard chemin impasse allee street road lane drive court close crescent terrace sokak sokagi sk sok
	caddesi cad bulvari mahallesi mah kaya kaminda schottegatweg`)

// join makes one address of two that only a comma, a space or a town in between keeps apart.
func join(text string, marks []mark) []mark {
	out := marks[:0]
	for _, m := range marks {
		if n := len(out); n > 0 && m.start-out[n-1].end <= 4 && m.start >= out[n-1].end && strings.Trim(text[out[n-1].end:m.start], " ,\u00a0\n") == "" {
			out[n-1].end = max(out[n-1].end, m.end)
			continue
		}
		out = append(out, m)
	}
	return out
}

// postcodeHome reports whether a postcode is one, and takes the house number with it.
func (s *scene) postcodeHome(m mark) (mark, bool) {
	code := s.text[m.start:m.end]
	letters := code[len(code)-2:]
	upper := strings.ToUpper(letters) == letters
	i := wordAt(s.words, m.start)
	if s.near(m.start, 3, boxes) {
		return m, false
	}
	behind := wordAt(s.words, m.end)
	if joined := s.joined(m); joined {
		return m, false
	}
	numbered := false
	if yearly(code[:4]) && behind < len(s.words) && yearly(s.words[behind].text) {
		return m, false // "in 2024 EN 2025"
	}
	if end, ok := s.houseNumber(behind); ok && (s.words[behind].gap == space || s.words[behind].gap == comma || s.words[behind].gap == other) && !s.counted(end) {
		// "1013 GC 201", "9711LM 3b", "1234 AB, huisnummer 7"
		m.end, numbered = end, true
	} else if behind+1 < len(s.words) && houseWords[s.words[behind].text] {
		if end, ok := s.houseNumber(behind + 1); ok {
			m.end, numbered = end, true
		}
	}
	cued := s.near(m.start, 6, homeWords) || s.nearBehind(m.end, 3, homeWords)
	streeted := i > 0 && s.words[i-1].digits || i > 0 && len(s.words[i-1].text) <= 4 && i > 1 && s.words[i-2].digits
	switch strings.ToUpper(letters) {
	case "SA", "SD", "SS":
		return m, false
	case "EU", "NL", "OM", "BV", "TV", "PV", "KM", "KG", "CM", "ML", "GB", "MB", "KB", "AD", "NV", "UK", "US", "VS", "CO", "DE", "EN", "IN", "OP", "IS", "DM", "MM", "AH", "OF", "TE", "UR", "CC",
		"MG", "HP", "PK", "KW", "TB", "PM", "AM", "HZ", "ST", "ER", "IK", "ZE", "WE", "JE", "ME", "NA", "AL", "ZO", "DO", "VR", "ZA", "MA", "DI", "WO", "HA", "GR", "EX", "TL", "ZL", "LE", "LA", "LI", "ET", "ON", "TO", "AS", "AT", "BY", "VE", "DA":
		if !upper || !cued && !numbered && !streeted {
			return m, cued && numbered
		}
	}
	if s.announced(m.start) == thingNumber && !cued && !numbered {
		return m, false
	}
	if cued || numbered || streeted {
		return m, upper || numbered && code[4] != ' ' || cued && (numbered || s.near(m.start, 3, homeWords))
	}
	// A postcode by itself says where someone lives when a town stands with it, or nothing else does.
	alone := i == 0 && behind >= len(s.words)
	town := behind < len(s.words) && s.words[behind].gap != finish && (s.traits[behind]&place != 0 || s.words[behind].text == "in" || s.words[behind].text == "te")
	return m, upper && (alone || town || i > 0 && (s.words[i].gap == comma || s.words[i-1].held != ""))
}

// yearly reports four digits that are a year near ours.
func yearly(s string) bool {
	return len(s) == 4 && (strings.HasPrefix(s, "19") || strings.HasPrefix(s, "20"))
}

var (
	homeWords  = words(`verblijf verblijft verblijven verbleef ingeschreven bezorgadres postadres post logeer logeert gevestigd verhuis verhuisde wonend postcode woon woont wonen wonende woonde woonachtig adres adresje thuisadres huisadres pc zip verhuisd address live lives adres adresim mieszkam oturuyorum j'habite habite biba`)
	houseWords = words(`huisnummer huisnr nummer nr no huis-nr`)
)

// houseNumber reads a house number with what may follow it at word i, and returns where it ends.
func (s *scene) houseNumber(i int) (end int, ok bool) {
	if i >= len(s.words) || !s.words[i].digits {
		return 0, false
	}
	w := s.words[i]
	n := 0
	for n < len(w.text) && w.text[n] >= '0' && w.text[n] <= '9' {
		n++
	}
	rest := w.text[n:]
	if n > 5 || w.text[0] == '0' || len(rest) > 5 || strings.ContainsAny(rest, "0123456789") && rest[0] != '-' && len(rest) > 3 {
		return 0, false
	}
	if rest != "" && !houseSuffix[strings.Trim(rest, "-")] && len(strings.Trim(rest, "-")) > 2 {
		return 0, false
	}
	if quantities[rest] || rest == "e" || rest == "ste" || rest == "jarige" || rest == "th" {
		return 0, false
	}
	if i+1 < len(s.words) && s.words[i+1].gap == space && (months[s.words[i+1].text] || quantities[s.words[i+1].text]) {
		return 0, false
	}
	end = w.end
	// 12 a, 12 bis, 12 drie hoog, 12 2-hoog, 12-14, 12/3
	for j := i + 1; j < len(s.words) && j < i+4; j++ {
		next := s.words[j]
		apart := s.text[end:next.start]
		switch {
		case next.text == "hoog" && apart == " ":
		case next.digits && (apart == "-" || apart == "/" || apart == " - " || apart == " / ") && len(next.text) <= 4:
		case apart != " " && apart != "-" && apart != "/" && apart != ", ":
			return end, true
		case apart == ", " && len(next.text) > 1 && next.text != "bis" && next.text != "hs":
			return end, true
		case ordinalStreet[next.text] && j+1 < len(s.words) && floors[s.words[j+1].text]:
		case floors[next.text] && ordinalStreet[s.words[j-1].text]:
		case houseSuffix[next.text] && (next.upper || len(next.text) > 1 || apart != ", " && singleSuffix(s.words, j)):
		case j+1 < len(s.words) && s.words[j+1].text == "hoog" && (next.digits || ordinalFloor[next.text]):
		case len(next.text) == 2 && next.text[0] >= '0' && next.text[0] <= '9' && next.text[1] >= 'a':
		default:
			return end, true
		}
		end = next.end
	}
	return end, true
}

// singleSuffix reports that a single letter behind a house number belongs to it: "12 a" but not "12 u" for hours.
func singleSuffix(words []word, j int) bool {
	t := words[j].text
	return len(t) == 1 && t >= "a" && t <= "k" && (j+1 >= len(words) || words[j+1].gap != space || words[j+1].digits || words[j+1].text == "in" || words[j+1].text == "te" || words[j+1].text == "en")
}

var (
	floors      = words(`etage verdieping verd`)
	houseSuffix = words(`a b c d f g h i j k l m n o p r s t v w x y z bis ii iii iv vi hs huis rd rood zw zwart wit bg boven beneden achter voor links rechts hoog toev sous bel ben bo be app`)

	ordinalFloor = words(`een twee drie vier vijf zes zeven acht negen tien 1 2 3 4 5 6 7 8 9`)
)

// streetEnds are how the names of streets end. Those of the second kind end many other words too: they count with a capital.
var (
	streetEnds  = []string{"straat", "laan", "plein", "gracht", "kade", "singel", "dreef", "steeg", "plantsoen", "boulevard", "strasse", "allee", "weg", "dijk", "straatje", "laantje", "pleintje"}
	capitalEnds = []string{
		"pad", "hof", "park", "wal", "markt", "haven", "baan", "kamp", "veld", "akker", "donk", "hoek", "erf", "brink", "werf", "oord", "zoom", "hoven", "weide", "burg",
		"berg", "dal", "eiland", "polder", "brug", "poort", "sluis", "wijk", "horst", "bos", "heide", "hage", "gaarde", "gaard", "rade", "waard", "stede", "borg", "kamer", "meent", "veste", "vest",
		"schans", "meer", "water", "vaart", "dam", "wetering", "ring", "rondeel", "promenade", "passage", "esplanade", "spoor", "tuin", "velden", "akkers", "kwartier", "staete", "plaats", "rak", "slag",
		"horn", "laantje", "stein", "kampen", "hoeve", "bergen", "str", "ln", "wg",
	}
	notStreets = words(`straat weg laan plein kade gracht singel dijk steeg snelweg fietspad voetpad rijksweg spoorweg hoofdweg omweg onderweg halverwege landweg zandweg winkelstraat
		zijstraat hoofdstraten parkeerplaats gerechtshof supermarkt markt park hof halfweg rondweg uitweg terugweg heenweg provincialeweg autoweg luchtweg tolweg bergweg levensweg binnenweg bosweg
		buurt wijk basisschool vanweg pad water meer dam bos berg eiland brug spoor tuin kamer plaats bushalte achterweg`)
	streetHeads = words(`dreef kamp veld tuin hoek oever haven wal kadijk pad erf laan weg plein straat kade singel dam rokin spui damrak coolsingel vredenburg neude oudegracht voorhout kneuterdijk brink grote oude nieuwe lange korte het plein hof`)
)

// streetHome reads an address at the last word of a street's name.
func (s *scene) streetHome(i int) (mark, bool) {
	w := s.words[i]
	if !w.letters() || len(w.text) < 3 || boxes[w.text] {
		return mark{}, false
	}
	if i+1 >= len(s.words) {
		return s.streetAfter(i)
	}
	number := i + 1
	if streetHeads[w.text] && w.upper && number+1 < len(s.words) && len(s.words[number].text) == 4 && s.words[number].digits && (s.words[number+1].digits || houseWords[s.words[number+1].text]) {
		number++ // Plein 1944 12
	}
	if houseWords[s.words[number].text] && number+1 < len(s.words) {
		number++
	}
	if g := s.words[number].gap; !s.words[number].digits || g != space && g != comma && g != dot && g != colon && g != finish {
		return s.streetAfter(i)
	}
	if s.words[number].gap == comma && number == i+1 && len(s.words[number].text) > 4 || s.words[number].gap == finish && !strings.HasSuffix(w.text, "str") {
		return mark{}, false
	}
	end, ok := s.houseNumber(number)
	if !ok || s.counted(end) {
		return mark{}, false
	}
	// "In de Kalverstraat, 2 agenten": behind a comma the number must be the last of its own piece.
	if after := wordAt(s.words, end); s.words[number].gap == comma && after < len(s.words) && s.words[after].gap == space && s.traits[after]&(place|where) == 0 && !s.words[after].digits {
		return mark{}, false
	}
	after := wordAt(s.words, end)
	named := s.streetName(w) || !w.upper && (strings.HasSuffix(w.text, "weg") || strings.HasSuffix(w.text, "dijk")) && !notStreets[w.text] && len(w.text) > 5 &&
		after+1 < len(s.words) && (s.words[after].text == "in" || s.words[after].text == "te") && s.traits[after+1]&place != 0
	head := s.streetHead(i)
	named = named || head >= 0 || w.upper && s.townFollows(after)
	if !named {
		// Any other name counts when a person says to live there, or a postcode follows.
		cued := s.near(w.start, 6, homeWords) || s.nearBehind(end, 4, homeWords) || s.postcodeFollows(end)
		if !cued || !w.upper || s.traits[i]&(month|stopping) != 0 || months[w.text] || s.traits[i]&place != 0 && !s.postcodeFollows(end) {
			return mark{}, false
		}
	}
	if s.announced(w.start) == thingNumber && !s.near(w.start, 6, homeWords) && !w.upper {
		return mark{}, false
	}
	first := s.streetStart(i)
	if head >= 0 {
		first = min(first, head)
	}
	m := mark{s.words[first].start, end, Address}
	if s.office(m.start) {
		return mark{}, false
	}
	// Kerkstraat 12 te Utrecht, 3512 AB
	if at := postcode.FindStringIndex(s.text[end:min(len(s.text), end+40)]); at != nil {
		gap := s.text[end : end+at[0]]
		if !strings.ContainsAny(gap, ".!?;\n") && s.placesOnly(end, end+at[0]) {
			code := mark{end + at[0], end + at[1], Address}
			if s.whole(code) && strings.ToUpper(s.text[code.end-2:code.end]) == s.text[code.end-2:code.end] {
				m.end = code.end
			}
		}
	}
	return m, true
}

// streetHead returns the word that begins the name of a street such as "Hof van Holland" or "Laan van de Vrede", of which word i is the last;
// -1 when there is none.
func (s *scene) streetHead(i int) int {
	j := i - 1
	for n := 0; j > 0 && n < 2 && s.words[j+1].gap == space && particles[s.words[j].text]; n++ {
		j--
	}
	if j >= 0 && j < i-1 && s.words[j+1].gap == space && s.words[j].upper && streetHeads[s.words[j].text] && s.words[j].text != "het" {
		return j
	}
	return -1
}

// townFollows reports the digits of a postcode with a town at word i: ", 3811 Amersfoort".
func (s *scene) townFollows(i int) bool {
	return i+1 < len(s.words) && s.words[i].gap == comma && s.words[i].digits && len(s.words[i].text) == 4 && s.words[i+1].gap == space && s.traits[i+1]&place != 0
}

func (s *scene) postcodeFollows(end int) bool {
	if end >= len(s.text) {
		return false
	}
	at := postcode.FindStringIndex(s.text[end:min(len(s.text), end+12)])
	return at != nil && strings.Trim(s.text[end:end+at[0]], " ,\n(") == ""
}

// placesOnly reports that between two bytes stand only towns and small words.
func (s *scene) placesOnly(from, to int) bool {
	for i := wordAt(s.words, from); i < len(s.words) && s.words[i].start < to; i++ {
		if s.traits[i]&(place|where) == 0 && !s.words[i].upper && s.words[i].text != "te" {
			return false
		}
	}
	return true
}

// streetAfter reads "nummer 12 in de Kerkstraat" at the street.
func (s *scene) streetAfter(i int) (mark, bool) {
	if !s.streetName(s.words[i]) {
		return mark{}, false
	}
	first := s.streetStart(i)
	for j, n := first-1, 0; j > 0 && n < 3; j, n = j-1, n+1 {
		w := s.words[j]
		if w.digits && houseWords[s.words[j-1].text] {
			if _, ok := s.houseNumber(j); ok {
				return mark{w.start, s.words[i].end, Address}, true
			}
		}
		if w.text != "de" && w.text != "het" && w.text != "in" && w.text != "op" && w.text != "aan" && w.text != "van" && w.text != "a" {
			break
		}
	}
	return mark{}, false
}

// streetName reports whether a word is, or ends, the name of a street.
func (s *scene) streetName(w word) bool {
	if notStreets[w.text] {
		return w.upper && !w.first && streetHeads[w.text]
	}
	for _, end := range streetEnds {
		if strings.HasSuffix(w.text, end) && len(w.text) > len(end)+1 {
			return w.upper || end != "weg" && end != "dijk" || !dutch.Known(w.text)
		}
	}
	if !w.upper || w.caps && utf8.RuneCountInString(w.raw) < 5 {
		return false
	}
	for _, end := range capitalEnds {
		if strings.HasSuffix(w.text, end) && len(w.text) > len(end)+2 {
			return !w.first || s.postcodeFollows(w.end+4) || !dutch.Known(w.text)
		}
	}
	return false
}

// streetStart goes back from the last word of a street's name to its first.
func (s *scene) streetStart(i int) int {
	first := i
	for j := i - 1; j >= 0 && i-j < 7; j-- {
		w, next := s.words[j], s.words[j+1]
		if next.gap != space && !(next.gap == dot && (shortened[w.text] || w.initial() || streetTitles[w.text])) {
			break
		}
		switch {
		case w.held != "" || w.digits && !ordinalStreet[w.text] || strings.HasSuffix(w.text, "adres") || offices[w.text]:
			return first
		case w.upper && (w.text == "van" || w.text == "ter" || w.text == "ten" || w.text == "von"):
			first = j // Van Speykstraat
		case particles[w.text] && !w.upper:
			continue // counts when a capital stands before it
		case w.upper && !(w.first && s.traits[j]&(stopping|where|toward) != 0) && s.traits[j]&(titled|kin) == 0 && labelOf(w) == "", ordinalStreet[w.text], streetTitles[w.text] && w.upper:
			first = j
		default:
			return first
		}
	}
	return first
}

var (
	ordinalStreet = words(`1e 2e 3e 4e 5e 1ste 2de 3de eerste tweede derde vierde`)
	streetTitles  = words(`ds dominee mgr kard kardinaal gebr gebroeders past jhr schout admiraal kapitein luitenant minister president aalmoezenier frater zuster meester prof dr mr ir burg burgemeester pastoor koningin koning prins prinses generaal professor dokter st sint gen kon jan laan`)
)

// office reports that an address is announced as that of a public building.
func (s *scene) office(at int) bool {
	return s.near(at, 4, offices) && !s.near(at, 6, homeWords)
}

// boxes are addresses at which nobody lives.
var boxes = words(`postbus antwoordnummer pobox`)

var offices = words(`rechtbank politiebureau bureau gerechtshof hof gemeentehuis stadhuis ziekenhuis slachtofferhulp kantoor loket bezoekadres politie vestiging postadres hoofdkantoor
	station museum parket ggd paleis`)
