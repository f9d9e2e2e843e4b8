package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// parts counts what a run of words with capitals is made of.
type parts struct {
	sure, common, faint int // given names: sure ones, ones that are words too, ones that are mostly words
	family, slight      int // family names: sure or common ones, and ones that are mostly words
	unknown, plain      int // words nothing is known of; words of the dictionary
	initials            int
	particle            bool
	count               int
}

func (p parts) named() bool { return p.sure+p.common+p.family > 0 }

// longestName bounds how many words a name can have.
const longestName = 12

// run reads the longest run from word i that can be a name with capitals.
func (n *namer) run(i int, cue trait) (end int, p parts) {
	end = i
	for k := i; k < len(n.words) && k < i+longestName; {
		w := n.words[k]
		if n.busy[k] || w.held != "" || w.digits || k > i && w.gap != space && !(w.gap == dot && (n.words[k-1].initial() || doubleInitials[n.words[k-1].text])) {
			break
		}
		if k > i && n.words[k-1].suffix {
			break // Fatima's Kevin
		}
		if (w.initial() || w.upper && doubleInitials[w.text]) && n.initialAt(k) {
			p.initials++
			p.count++
			k++
			end = k
			continue
		}
		if k > i && w.initial() && w.gap == space && (n.dotted(k) || n.closes(k+1)) && p.sure+p.common > 0 { // Rutger B.
			p.count++
			k++
			end = k
			break
		}
		if particles[w.text] && (k > i || leading[w.text]) {
			m := k + 1
			if k == i && w.first && w.text == "van" && m < len(n.words) && n.traits[m]&given != 0 && n.traits[m]&family == 0 {
				break // "Van Rob heb ik niets meer gehoord"
			}
			if loose[w.text] && (m >= len(n.words) || !articles[n.words[m].text]) {
				break // "Mina uit Kabul" is no name, "Piet uit den Bogaard" is
			}
			for m < len(n.words) && m < k+3 && n.words[m].gap == space && particles[n.words[m].text] {
				m++
			}
			// A name that looks like a particle ("Ben", "Al") is followed by no capital of its own.
			if m < len(n.words) && n.words[m].gap == space && n.words[m].upper && !n.busy[m] && n.behindParticle(m) {
				n.count(m, &p)
				p.particle = true
				p.count += m - k
				k = m + 1
				end = k
				continue
			}
			if n.traits[k]&given == 0 || !w.upper {
				break
			}
		}
		if !w.upper || !n.nameable(k, k > i && (p.sure+p.common+p.initials+p.unknown > 0 || cue&(titled|intro) != 0)) {
			break
		}
		n.count(k, &p)
		k++
		end = k
	}
	return end, p
}

// loose are the particles that only stand in a name with an article behind them.
var (
	loose          = words(`in uit onder aan bij over op`)
	doubleInitials = words(`tj th chr ph ij joh fr sj dj`)
	articles       = words(`de den der het 't ten`)
)

// initialAt reports that a single capital is an initial: a full stop or another name follows.
func (n *namer) initialAt(k int) bool {
	if k+1 >= len(n.words) {
		return false
	}
	next := n.words[k+1]
	if next.gap == dot || next.gap == space && n.words[k].end < next.start && n.text[n.words[k].end] == '.' {
		return next.upper || particles[next.text]
	}
	return false
}

func (n *namer) count(k int, p *parts) {
	t := n.traits[k]
	p.count++
	switch {
	case t&given != 0 && t&(ordinary|faint) == 0:
		p.sure++
	case t&given != 0 && t&faint == 0:
		p.common++
	case t&family != 0 && t&weak == 0:
		p.family++
	case t&given != 0:
		p.faint++
	case t&family != 0:
		p.slight++
	case n.unknown(k):
		p.unknown++
	default:
		p.plain++
	}
	if t&given != 0 && t&family != 0 && t&weak == 0 && p.sure+p.common > 1 {
		p.family++
	}
}

// behindParticle reports that a word with a capital can stand behind "van" and the like in a name.
func (n *namer) behindParticle(k int) bool {
	t := n.traits[k]
	if !n.words[k].letters() || t&(titled|month) != 0 && t&(given|family) == 0 || n.namesThing(k) {
		return false
	}
	if t&body != 0 && t&(given|family) == 0 || n.thingAt(k) > k+1 {
		return false
	}
	if t&kin != 0 && t&family == 0 {
		return false
	}
	return !mixedCase(n.words[k].raw) && !(n.words[k].caps && utf8.RuneCountInString(n.words[k].raw) < 4)
}

// nameable reports that a word with a capital can be part of a name. Behind a name a word of the dictionary can be a family name.
func (n *namer) nameable(k int, behind bool) bool {
	w, t := n.words[k], n.traits[k]
	switch {
	case !w.letters() || utf8.RuneCountInString(w.raw) < 2 || mixedCase(w.raw):
		return false
	case t&stopping != 0:
		return t&(given|family) != 0
	case t&(given|family) != 0:
		return true
	case t&(body|month|greeting|titled|kin|where) != 0, n.namesThing(k), labelOf(w) != "" && !behind:
		return false
	case t&place != 0:
		return behind && n.words[k-1].text == "van"
	case w.caps && utf8.RuneCountInString(w.raw) < 4:
		return false
	}
	return behind || n.unknown(k)
}

// capital decides on a word with a capital.
func (n *namer) capital(i int, cue trait) (int, bool) {
	w, t := n.words[i], n.traits[i]
	strong := cue & (intro | titled)
	if n.namesThing(i) {
		return i + 1, false
	}
	end, p := n.run(i, cue)
	if end == i {
		if strong != 0 && w.letters() && t&(stopping|body|kin|titled|month|place) == 0 && !mixedCase(w.raw) && utf8.RuneCountInString(w.raw) > 1 {
			// "Mevrouw Appel": whatever the word, it is a name.
			end, p.plain, p.count = i+1, 1, 1
		} else {
			return i + 1, false
		}
	}
	if n.obstructed(i, end, cue) {
		return end, false
	}
	if n.called(end) && p.plain < p.count || n.archived(end, p) {
		return n.withInitials(end), true
	}
	if p.unknown+p.faint > 0 && (n.related(end) || n.aged(end)) {
		return end, true
	}
	if n.titleBehind(end) && p.count > p.faint+p.plain {
		return end, true
	}
	if n.accepts(i, end, p, cue) {
		return end, true
	}
	return i + 1, false // what begins with the next word may be a name
}

// related reports that what stands behind a run says who it is to someone: "Ketut is mijn vriendin", "Sjengske mijn buurman"; or that
// particulars of a person follow: "Lies, 03-10-1966".
func (n *namer) related(end int) bool {
	if end < len(n.words) && n.words[end].gap == space && (n.words[end].text == "is" || n.words[end].text == "was") {
		end++
	} else if end < len(n.words) && n.words[end].gap == comma && n.busy[end] && n.words[end].held == "" {
		return n.words[end].digits
	}
	return end+1 < len(n.words) && n.words[end].gap == space && own[n.words[end].text] && n.words[end].text != "van" && n.words[end+1].gap == space && n.traits[end+1]&kin != 0
}

// aged reports an age in brackets behind a name: "Gino (19)".
func (n *namer) aged(end int) bool {
	return end < len(n.words) && n.words[end].gap == other && n.words[end].digits && len(n.words[end].text) <= 2 && strings.Contains(n.text[n.words[end-1].end:n.words[end].start], "(")
}

// called reports that what stands behind a run calls it a name: "Wesselink is mijn achternaam".
func (n *namer) called(end int) bool {
	if end+2 >= len(n.words) || n.words[end].gap != space || n.words[end].text != "is" || !own[n.words[end+1].text] {
		return false
	}
	switch n.words[end+2].text {
	case "naam", "voornaam", "achternaam", "roepnaam", "meisjesnaam", "familienaam", "name", "surname", "bijnaam":
		return true
	}
	return false
}

// archived reports a family name with its initials behind it: "Jansen, P."
func (n *namer) archived(end int, p parts) bool {
	return p.family+p.slight > 0 && p.sure == 0 && end < len(n.words) && n.words[end].gap == comma && n.words[end].initial() && n.dotted(end)
}

// withInitials takes in the initials behind a family name.
func (n *namer) withInitials(end int) int {
	for end < len(n.words) && n.words[end].initial() && n.dotted(end) {
		end++
	}
	return end
}

// dotted reports a full stop right behind a word.
func (n *namer) dotted(k int) bool {
	return n.words[k].end < len(n.text) && n.text[n.words[k].end] == '.'
}

// accepts decides whether words i to end are a name, by what they are made of and what stands around them.
func (n *namer) accepts(i, end int, p parts, cue trait) bool {
	t := n.traits[i]
	single := end == i+1
	word := n.words[i]
	switch {
	case cue&intro != 0, cue&titled != 0:
		return t&place == 0 || p.count > 1 || t&(given|family) != 0
	case p.initials > 0:
		return p.count > p.initials && (p.plain < p.count-p.initials || p.particle)
	}
	if cue&where != 0 && p.sure == 0 && withinPlace[n.words[i-1].text] {
		return false // "in Sharm el Sheikh"
	}
	atPlace := t&place != 0 && n.besidePlace(i) || cue&where != 0 && t&place != 0 || single && t&place != 0 && t&given == 0
	if atPlace {
		return false
	}
	if single && t&body != 0 && cue&(kin|being) == 0 {
		return false
	}
	if cue&kin != 0 {
		if n.words[i].gap == comma {
			return p.named() || p.faint+p.unknown > 0 && p.count > 1
		}
		return p.named() || p.faint > 0 && t&stopping == 0 || p.unknown > 0 || p.particle && (p.slight > 0 || word.text == "van" && word.upper) ||
			p.plain > 0 && !n.words[i-1].upper && !n.words[i-1].first && t&(intro|being|greeting|acting|mixed|toward) == 0 && !n.words[i].caps
	}
	if cue&belonging != 0 && p.unknown > 0 && t&(place|body) == 0 {
		return true
	}
	if cue&greeting != 0 && (p.named() || p.faint+p.slight > 0 && !word.first || p.unknown > 0 && n.closes(end)) {
		return t&stopping == 0 || p.count > 1
	}
	if cue&being != 0 {
		return p.named() || p.faint > 0 && (n.closes(end) || p.count > 1 || n.joins(end)) || p.unknown > 0 && (p.count > 1 || n.closes(end) || n.words[end].text == "en" || n.words[end].text == "van" || n.words[end].text == "uit")
	}
	if n.listed(i) && (p.named() || p.unknown > 0 || p.faint > 0) {
		return t&stopping == 0
	}
	determined := i > 0 && word.gap == space && determiners[n.words[i-1].text] && n.words[i-1].text != "dat" // "dat Kevin belde"
	if p.sure > 0 {
		if t&given == 0 && t&family == 0 && p.plain+p.faint > 0 && word.first {
			return p.family > 0 || n.does(end)
		}
		if determined && n.words[i-1].text != "die" && n.words[i-1].text != "onze" && n.words[i-1].text != "ons" {
			return p.family+p.slight > 0 || n.acts(end) || p.count > 1 && n.words[i-1].text == "de" && n.does(end) || !articleWords[n.words[i-1].text]
		}
		return true
	}
	if p.particle && !single {
		strongFamily := p.family > 0
		switch {
		case n.traits[end-1]&body != 0 && particles[word.text]:
			return false // "De Zeeman heeft mijn baas ontslagen"
		case n.words[i].upper && !particles[word.text]: // Xander van Dijk
			return p.family+p.slight > 0 || p.unknown > 1 || p.common+p.faint > 0
		case !word.first && word.text == "van" && word.upper && !determined:
			return true // a capital here belongs to a family name
		case strongFamily:
			return !determined
		case p.slight > 0:
			return !word.first || n.does(end) || cue&toward != 0
		case p.unknown > 0:
			return n.accompanied(end) || !word.first && cue&toward != 0 && !determined && (word.text == "van" || word.text == "el" || word.text == "al" || word.text == "ben" || n.acts(end))
		}
		return false
	}
	if word.first {
		if p.common > 0 && p.count > 1 && p.family+p.unknown+p.slight+p.common+p.plain > 1 {
			return p.family+p.unknown+p.slight > 0 || p.common > 1 || n.does(end)
		}
		if single && p.common > 0 {
			return n.does(end) || n.addressed(end) || n.accompanied(end) || word.gap == other && n.closes(end)
		}
		if single && p.unknown > 0 && n.accompanied(end) {
			return true
		}
		if single && p.faint > 0 {
			return n.acts(end) && t&stopping == 0 && n.native && !n.acts(i)
		}
		if p.family > 0 {
			return single && n.does(end) || p.count > 1 && (p.unknown > 0 || p.faint > 0 || p.family > 1)
		}
		if single && p.unknown > 0 && n.native {
			return (n.acts(end) || n.does(end)) && !n.typo(word.text) && !word.caps
		}
		return p.unknown > 1 && (n.acts(end) || n.does(end) && n.native) && p.plain == 0
	}
	// Within a sentence a capital says that it is a name of something.
	if p.common > 0 {
		if i > 0 && (n.words[i-1].digits || monthBefore[n.words[i-1].text]) && months[word.text] {
			return false
		}
		if determined {
			return p.count > 1 && p.family > 0 || n.acts(end)
		}
		return true
	}
	if p.faint > 0 && p.family+p.unknown+p.slight > 0 {
		return !determined && t&stopping == 0 || p.family+p.slight > 0
	}
	if p.faint > 0 && single {
		return t&(stopping|place|month) == 0 && !months[word.text] && cue&toward != 0 && n.acts(end)
	}
	if p.family > 0 {
		if cue&where != 0 && t&place != 0 || determined {
			return false
		}
		if single && t&wordly != 0 {
			return cue&toward != 0 || n.does(end) || n.closes(end) && cue&where == 0
		}
		return cue&where == 0 || t&place == 0
	}
	if p.unknown > 1 && p.plain == 0 && cue&(where|thing) == 0 && !determined {
		return true
	}
	if p.unknown > 0 && cue&(where|thing) == 0 && !determined && !n.words[i].caps {
		if !single && p.plain > 0 {
			return false
		}
		if i > 0 && n.traits[i-1]&mixed != 0 && end < len(n.words) && n.words[end].gap == space && objects[n.words[end].text] {
			return true // "vorige week heeft Yente haar polsen"
		}
		if i > 1 && (n.words[i-1].text == "is" || n.words[i-1].text == "was") && n.traits[i-2]&kin != 0 {
			return true // "mijn vriendin is Chaymae"
		}
		if i > 1 && meeting[n.words[i-1].text] && n.traits[i-2]&(acting|mixed) != 0 {
			return true // "Vandaag sprak ik Aniek"
		}
		if n.acts(end) || i > 0 && n.words[i-1].gap == space && n.traits[i-1]&acting != 0 {
			return true
		}
		if cue&toward != 0 && i > 1 && n.words[i-1].text == "van" && customers[n.words[i-2].text] {
			return false
		}
		return cue&toward != 0 && nearPerson[n.words[i-1].text]
	}
	return false
}

var (
	// customers are what firms have, not persons.
	customers = words(`klant lid medewerker medewerkers product producten app folder site website brief mail mailtje factuur abonnement account pakket pakketje onderdeel kantoor team
		rekening polis verzekering filiaal winkel bon tas fiets auto telefoon laptop schoenen jas merk medicijn pil fles blikje spullen boek roman film liedje lied schilderij theorie wet muziek serie album gedicht citaat`)
	monthBefore  = words(`in op sinds vanaf tot eind begin half medio van vorig vorige volgend volgende elke per de`)
	articleWords = words(`de het een the a an le la les el die`)
	objects      = words(`haar zijn hem mij me zich ons jullie mijn m'n mn jou je`)
	meeting      = words(`ik je hij zij ze we wij jullie u men haar hem mij me zich`)
	withinPlace  = words(`in uit te vanuit nabij vlakbij rond rondom regio gemeente stad dorp provincie richting w`)
	nearPerson   = words(`tegen met door aan namens voor naast achter van over zonder tussen dan als bel zag zie ken kent dat omdat volgens mist haat with against by for
		about and avec contre par pour ile icin karsi z przez dla przeciwko ku di kontra proty protiv`)
)

// closes reports that a text, a line or a sentence ends at word end.
func (n *namer) closes(end int) bool {
	return end >= len(n.words) || n.words[end].gap != space && n.words[end].gap != dot
}

// addressed reports a comma behind a name, as when someone is spoken to.
func (n *namer) addressed(end int) bool {
	return end < len(n.words) && n.words[end].gap == comma && (end+1 < len(n.words))
}

// besidePlace reports a place right before word i in a list: "Bonaire, Sint-Eustatius en Saba".
func (n *namer) besidePlace(i int) bool {
	if i < 2 || n.words[i].gap == finish || n.words[i].gap == line {
		return false
	}
	j := i - 1
	if n.words[j].text == "en" || n.words[j].text == "of" {
		j--
	} else if n.words[i].gap != comma {
		return false
	}
	return n.traits[j]&place != 0 && n.traits[j]&given == 0
}

// accompanied reports that someone else is named behind word end: "Duco en hij", "Joy en ik".
func (n *namer) accompanied(end int) bool {
	return end+1 < len(n.words) && n.words[end].gap == space && n.words[end+1].gap == space && (n.words[end].text == "en" || n.words[end].text == "and") && (pronouns[n.words[end+1].text] ||
		(n.words[end+1].upper || !n.words[end-1].upper) && n.traits[end+1]&given != 0 && n.traits[end+1]&faint == 0 || n.words[end+1].text == "i" || n.words[end+1].text == "mijn" || n.words[end+1].text == "haar")
}

// listed reports that a name stands right before word i, with a comma or "en" between.
func (n *namer) listed(i int) bool {
	j := i - 1
	if j < 0 {
		return false
	}
	if n.words[i].gap == space && (n.words[j].text == "en" || n.words[j].text == "of" || n.words[j].text == "and" || n.words[j].text == "ve" || n.words[j].text == "i" || n.words[j].text == "et") {
		j--
	} else if n.words[i].gap != comma {
		return false
	}
	if j < 0 || !n.busy[j] && n.words[j].held != Name {
		return false
	}
	last := len(n.marks) - 1
	return last >= 0 && n.marks[last].end == n.words[j].end || n.words[j].held == Name
}

// titleBehind reports a title that stands behind the name, as in Turkish.
func (n *namer) titleBehind(end int) bool {
	if end >= len(n.words) || n.words[end].gap != space {
		return false
	}
	switch n.words[end].text {
	case "bey", "hanim", "abi", "abla", "teyze", "amca", "dayi", "hoca":
		return true
	}
	return false
}

// mixedCase reports capitals within a word, as in the names of firms: PostNL, MijnOverheid.
func mixedCase(s string) bool {
	if strings.HasPrefix(s, "Mc") || strings.HasPrefix(s, "IJ") || strings.Contains(s, "'") || strings.Contains(s, "’") || strings.Contains(s, "-") || strings.HasPrefix(s, "De") || strings.HasPrefix(s, "Van") || strings.HasPrefix(s, "El") || strings.HasPrefix(s, "Al") {
		return false
	}
	lower := false
	for _, r := range s {
		if unicode.IsUpper(r) && lower {
			return true
		}
		lower = unicode.IsLower(r)
	}
	return false
}
