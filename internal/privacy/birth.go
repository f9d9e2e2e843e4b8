package privacy

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"wegwijzer/internal/dutch"
)

// date is a day in a text, by words where it is written with a month's name.
type date struct {
	mark
	year int // 0 when none is written
}

var (
	numericDate = regexp.MustCompile(`\b(?:\d{1,2} ?[-/.] ?\d{1,2} ?[-/.] ?(?:\d{4}|'?\d{2})|\d{1,2} \d{1,2} (?:19|20)\d{2}|(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2})\b`)
	compactDate = regexp.MustCompile(`\b(?:\d{8}|\d{6})\b`)
)

var months = func() map[string]bool {
	m := words(`januari februari maart april mei juni juli augustus september oktober november december jan feb febr mrt apr jun jul aug sep sept okt nov dec
		january february march may june july august october ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik
		stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia
		sichnia liutoho bereznia kvitnia travnia chervnia lypnia serpnia veresnia zhovtnia lystopada hrudnia
		yanvaria fevralia marta aprelia maia yiunia yiulia avhusta sentiabria oktiabria noiabria dekabria
		janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre yanuari febrüari aprel yuni yuli ougustus septiember oktober desember
		januar februar marz dezember`)
	for w := range strings.FieldsSeq("يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر شباط اذار نيسان ايار حزيران تموز اب ايلول") {
		m[w] = true
	}
	return m
}()

// births returns dates of birth. A date is one only when something says so; dates of hearings, laws and events stay.
func (s *scene) births() []mark {
	var marks []mark
	for _, d := range sortedDates(s.dates()) {
		// "Geboren 1 januari 2000, 2 februari 2002 en 3 maart 2004"
		also := len(marks) > 0 && d.start > marks[len(marks)-1].end && also[strings.TrimSpace(s.text[marks[len(marks)-1].end:d.start])]
		if also || s.bornOn(d) {
			marks = append(marks, d.mark)
		}
	}
	if s.hasLabel(Birth) {
		for _, at := range s.matches(compactDate) {
			m := mark{at[0], at[1], Birth}
			i := wordAt(s.words, m.start)
			if s.whole(m) && (s.labelled(i, 2) || s.labelled(i, 4) && at[1]-at[0] == 8) {
				marks = append(marks, m)
			}
		}
	}
	return marks
}

var also = map[string]bool{",": true, "en": true, "and": true, "/": true, "&": true}

func sortedDates(dates []date) []date {
	slices.SortFunc(dates, func(a, b date) int { return a.start - b.start })
	return dates
}

// dates returns the days in a text, in order.
func (s *scene) dates() []date {
	var dates []date
	for _, at := range s.matches(numericDate) {
		d := date{mark: mark{at[0], at[1], Birth}}
		if !s.whole(d.mark) || s.joined(d.mark) {
			continue
		}
		parts := strings.FieldsFunc(s.text[at[0]:at[1]], func(r rune) bool { return r < '0' || r > '9' })
		if len(parts) != 3 {
			continue
		}
		a, b, c := number3(parts)
		if len(parts[0]) == 4 {
			a, c = c, a
		} else if len(parts[2]) == 2 {
			if c += 1900; c < 1930 {
				c += 100
			}
		}
		if a < 1 || a > 31 || b < 1 || b > 31 || a > 12 && b > 12 || c < 1900 || c > 2100 {
			continue
		}
		d.year = c
		dates = append(dates, d)
	}
	for i, w := range s.words {
		if !months[w.text] {
			continue
		}
		first, last := i, i
		switch {
		case i > 0 && dayNumber(s.words[i-1]) && (w.gap == space || w.gap == dot || w.gap == other):
			first = i - 1
		case i > 1 && (s.words[i-1].text == "of" || s.words[i-1].text == "de") && dayNumber(s.words[i-2]):
			first = i - 2
		case i+1 < len(s.words) && s.words[i+1].digits && len(s.words[i+1].text) == 4 && s.words[i+1].gap == space: // in maart 2012 geboren
		case i+1 < len(s.words) && dayNumber(s.words[i+1]) && s.words[i+1].gap == space && w.upper: // July 4, 2013
			last = i + 1
		default:
			continue
		}
		d := date{mark: mark{s.words[first].start, s.words[last].end, Birth}}
		if year, n := s.yearAt(last + 1); n > 0 {
			d.year, d.end = year, s.words[last+n].end
		}
		dates = append(dates, d)
	}
	return dates
}

func number3(parts []string) (a, b, c int) {
	n := [3]int{}
	for i, p := range parts[:3] {
		n[i], _ = strconv.Atoi(p) // digits only, at most four
	}
	return n[0], n[1], n[2]
}

// dayNumber reports a day of a month: 4, 4e, 4th, vier, vierde.
func dayNumber(w word) bool {
	if w.digits {
		n := 0
		for n < len(w.text) && w.text[n] >= '0' && w.text[n] <= '9' {
			n++
		}
		day, err := strconv.Atoi(w.text[:n])
		return err == nil && day >= 1 && day <= 31 && (n == len(w.text) || ordinals[w.text[n:]])
	}
	if ordinalDays[w.text] {
		return true
	}
	v, ok := dutch.NumberWord(w.text)
	return ok && v >= 1 && v <= 31
}

var (
	ordinals    = words(`e de ste st nd rd th ter er eme`)
	ordinalDays = words(`eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde dertiende veertiende vijftiende zestiende zeventiende achttiende
		negentiende twintigste eenentwintigste tweeentwintigste drieentwintigste vierentwintigste vijfentwintigste zesentwintigste zevenentwintigste achtentwintigste
		negenentwintigste dertigste eenendertigste first second third fourth fifth premier`)
)

// yearAt reads a year at word i: 2013, '78, 78, tweeduizend dertien, negentienhonderd tachtig, negentien tachtig. n is how many words it takes.
func (s *scene) yearAt(i int) (year, n int) {
	if i >= len(s.words) || s.words[i].gap != space && s.words[i].gap != comma && s.words[i].gap != other && s.words[i].gap != dot {
		return 0, 0
	}
	w := s.words[i]
	if w.digits {
		v, err := strconv.Atoi(w.text)
		switch {
		case err != nil:
			return 0, 0
		case len(w.text) == 4 && v >= 1900 && v <= 2100:
			return v, 1
		case len(w.text) == 2 && w.gap == other && apostropheBefore(s.text, w.start), len(w.text) == 2 && w.gap == space && !s.counted(w.end) && v > 31:
			if v < 30 {
				v += 100
			}
			return 1900 + v, 1
		}
		return 0, 0
	}
	if rest, ok := strings.CutPrefix(w.text, "negentien"); ok { // negentienvierenzestig
		if v, ok := dutch.NumberWord(strings.TrimPrefix(rest, "honderd")); ok && v > 0 && v < 100 {
			return 1900 + int(v), 1
		}
	}
	v, ok := dutch.NumberWord(w.text)
	if !ok {
		return 0, 0
	}
	year = int(v)
	if i+1 < len(s.words) && s.words[i+1].gap == space && (year == 19 || year == 20 || year == 1900 || year == 2000) {
		next := i + 1
		if s.words[next].text == "en" {
			next++
		}
		if next < len(s.words) {
			if u, ok := dutch.NumberWord(s.words[next].text); ok && u > 0 && u < 100 {
				if year < 100 {
					year *= 100
				}
				return year + int(u), next - i + 1
			}
		}
	}
	if year >= 1900 && year <= 2100 {
		return year, 1
	}
	return 0, 0
}

func apostropheBefore(text string, at int) bool {
	for _, a := range [...]string{"'", "\u2019", "\u2018", "`"} {
		if strings.HasSuffix(text[:at], a) {
			return true
		}
	}
	return false
}

// bornOn reports whether a date is one of birth.
func (s *scene) bornOn(d date) bool {
	first := wordAt(s.words, d.start)
	last := wordAt(s.words, d.end) // the word behind
	if s.labelled(first, 7) || s.labelledBehind(last) {
		return true
	}
	// "Ik ben van 4 juli 2013", "zij is van 2013" are said of people; "de wet is van 2013" is not.
	if first >= 2 && (s.words[first-1].text == "van" || s.words[first-1].text == "uit") && s.words[first].gap == space {
		switch verb := s.words[first-2].text; verb {
		case "ben", "bent":
			return true
		case "is", "zijn", "was", "komt":
			return d.year > 0 && verb != "komt" && s.person(first-3)
		}
		if s.traits[first-2]&(kin|given) != 0 && d.year > 0 && s.words[first-1].text == "van" && s.words[first-2].gap != finish && s.traits[first-2]&titled == 0 {
			return true // mijn zoon van 3 maart 2017
		}
	}
	// "Ik word 5 oktober 18"
	if first > 0 && s.words[first].gap == space && becomes[s.words[first-1].text] && last < len(s.words) && s.words[last].gap == space && s.words[last].digits && len(s.words[last].text) <= 2 {
		return true
	}
	// "mijn dochter (7 mei 2018)"
	if first > 0 && d.year > 1900 && s.traits[first-1]&kin != 0 && s.traits[first-1]&titled == 0 && s.words[first].gap == other && strings.HasSuffix(strings.TrimRight(s.text[:d.start], " "), "(") {
		return true
	}
	// Among other particulars: "L. Hoek, 11-11-1951, NL59 …".
	if first > 0 && d.year > 1900 && d.year < 2025 && (s.words[first].gap != space || s.words[first-1].held != "" || s.words[first-1].digits) {
		before := s.words[first-1]
		if before.digits && s.words[first].gap == space && eleven(before.text) {
			return true // "Hoek 123456782 11-11-1951"
		}
		closed := last >= len(s.words) || s.words[last].gap != space
		if closed && (before.held != "" || before.upper && s.traits[first-1]&(given|family) != 0 && s.traits[first-1]&place == 0) && !s.near(d.start, 8, events) {
			return true
		}
	}
	return false
}

var becomes = words(`word wordt werd geworden`)

// events are what other dates belong to.
var events = words(`zitting zittingen uitspraak vonnis arrest wet aangifte ongeluk ongeval overval incident afspraak gesprek brief mail bericht sinds gebeurd gebeurde
	datum hoorzitting rechtszaak inbraak mishandeling overleden overleed gestorven vanaf tot geldig geldt getrouwd trouwde huwelijk scheiding gescheiden verhuisd`)

// person reports that among the few words up to i, within the sentence, someone is meant and no letter, law or other thing with a date.
func (s *scene) person(i int) bool {
	found := false
	for n := 0; i >= 0 && n < 5; i, n = i-1, n+1 {
		w := s.words[i]
		if events[w.text] || dated2[w.text] {
			return false
		}
		found = found || s.traits[i]&(kin|given) != 0 || pronouns[w.text] || strings.HasSuffix(w.text, "tje") || strings.HasSuffix(w.text, "zoon") || strings.HasSuffix(w.text, "dochter")
		if w.gap == finish {
			break
		}
	}
	return found
}

var (
	pronouns = words(`ik hij zij ze`)
	dated2   = words(`wet brief foto video bericht mail factuur rapport verslag besluit beschikking document regeling aangifte tas auto fiets huis kaart pas paspoort id-kaart
		rijbewijs contract filmpje artikel nummer dossier telefoon`)
)

// labelled reports whether a word that announces a birth stands within n words before word i, with only small words and places between.
func (s *scene) labelled(i, n int) bool {
	if i < len(s.words) && i > 0 && s.words[i].gap == finish {
		// "Geb. 23-11-1978" ends no sentence.
		return s.birthWord(i - 1)
	}
	for ; i > 0 && n > 0; n-- {
		i--
		w := s.words[i]
		if s.birthWord(i) {
			return true
		}
		if !birthFillers[w.text] && s.traits[i]&kin == 0 && !(w.digits && len(w.text) == 4 && (w.text[0] == '1' || w.text[0] == '2')) && w.text != "jaar" && s.traits[i]&place == 0 && (!w.upper || events[w.text]) || w.gap == finish || months[w.text] {
			return false
		}
	}
	return false
}

// birthFillers are small words, and persons whose birth it is.
var birthFillers = words(`dat maandag dinsdag woensdag donderdag vrijdag zaterdag zondag monday tuesday wednesday thursday friday saturday sunday op te in is was ben zijn werd on le the dnia tarihi tarihim w v roku den de om datum date of data fecha dag en het a at : ik hij zij ze she he i
	dia dag wel thuis ergens ook toen nu precies gewoon maar dus ta el ou en mi zijn haar mijn m'n want slachtoffer verdachte dader getuige client klant melder bewoner sie siebie leerling patient die hem hun van`)

// labelledBehind reports whether a birth is told of within a few words behind a date: "op 4 juli 2013 is mijn dochter geboren".
func (s *scene) labelledBehind(i int) bool {
	for n := 0; i < len(s.words) && n < 7; i, n = i+1, n+1 {
		w := s.words[i]
		if w.gap == finish || events[w.text] || w.digits && n > 0 {
			return false
		}
		if s.birthWord(i) {
			if w.text == "geboortedatum" { // "23.08.2001 is mijn geboortedatum", but not "…, geboortedatum onbekend"
				return n > 0 && n < 3 && own[s.words[i-1].text]
			}
			return w.text != "geb" && w.text != "ur" && !strings.HasPrefix(w.text, "geboortepl")
		}
	}
	return false
}

func (s *scene) birthWord(i int) bool {
	w := s.words[i]
	switch w.text {
	case "ne", "nee":
		return strings.Contains(w.raw, "é") || strings.Contains(w.raw, "É")
	case "geboorte", "birth":
		return true
	}
	if labelOf(w) == Birth {
		return true
	}
	return strings.HasPrefix(w.text, "dogum") || strings.HasPrefix(w.text, "urodz") || strings.HasPrefix(w.text, "geboortedat") || strings.HasPrefix(w.text, "narod")
}
