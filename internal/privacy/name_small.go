package privacy

import (
	"strings"
	"unicode/utf8"

	"wegwijzer/internal/dutch"
)

// small decides on a word without a capital, or in a text of capitals: people in a hurry write names so.
func (n *namer) small(i int, cue trait) (int, bool) {
	w, t := n.words[i], n.traits[i]
	if end := n.initialled(i); end > i && n.native {
		return end, true
	}
	if !w.letters() || utf8.RuneCountInString(w.raw) < 2 {
		return i + 1, false
	}
	strange := n.native && n.strange(i)
	switch {
	case cue&(intro|titled) != 0 && leading[w.text]:
		// "meneer de vries", "ik heet van dijk", "familie de Jong"
		if w.text == "van" && i+1 < len(n.words) && (strings.HasPrefix(n.words[i-1].text, "na") || n.words[i+1].initial() || n.traits[i+1]&given != 0 && n.traits[i+1]&family == 0) {
			return i + 1, false // op naam van Hans
		}
		if end := n.familyFrom(i, true); end > i && !n.obstructed(i, end, cue) {
			return end, true
		}
		return i + 1, false
	case cue&kin != 0 && leading[w.text] && i+1 < len(n.words) && n.words[i+1].upper && !n.shouting && w.text != "de" && w.text != "in" && w.text != "op" && w.text != "uit" && w.text != "te" && w.text != "aan":
		if end := n.familyFrom(i, false); end > i && n.traits[end-1]&family != 0 && !n.obstructed(i, end, cue) {
			return end, true // getuige van Dijk
		}
		return i + 1, false
	case t&(stopping|kin|titled|body|month) != 0 && t&given == 0, t&stopping != 0 && (t&given == 0 || !n.familyFollows(i+1)):
		return i + 1, false
	}
	ok := false
	switch {
	case cue&intro != 0:
		ok = t&(given|family) != 0 && (t&acting == 0 && (t&given != 0 && t&faint == 0 || t&family != 0 && t&weak == 0) || n.closes(i+1) || n.familyFollows(i+1)) || strange
	case cue&titled != 0:
		ok = t&family != 0 || t&given != 0 && t&faint == 0 || strange
		if t&(faint|weak) != 0 && t&(acting|mixed|toward|where) != 0 {
			ok = false
		}
	case cue&opener != 0:
		ok = t&given != 0 && t&faint == 0 || strange && !n.typo(w.text)
	case cue&being != 0:
		ok = t&given != 0 && t&(ordinary|faint) == 0 || t&given != 0 && t&faint == 0 && (n.closes(i+1) || n.familyFollows(i+1) || n.joins(i+1)) ||
			strange && n.familyFollows(i+1)
	case cue&kin != 0:
		ok = strange && n.words[i].gap == space && (n.closes(i+1) || n.traits[i+1]&(acting|mixed) != 0) && i > 1 && own[n.words[i-2].text] && !n.typo(w.text) ||
			n.words[i].gap != comma && t&given != 0 && (t&faint == 0 || n.familyFollows(i+1)) || t&given != 0 && t&(ordinary|faint) == 0
	case cue&greeting != 0 && n.signed(i):
		ok = t&(given|family) != 0 && t&stopping == 0 || strange
	default:
		const other = place | body | acting | mixed | where | toward
		ok = n.native && t&other == 0 && (t&given != 0 && t&(ordinary|faint) == 0 && utf8.RuneCountInString(w.raw) >= 3 || t&given != 0 && t&faint == 0 && n.bare(i) ||
			t&family != 0 && t&(wordly|weak) == 0 && len(w.text) > 4 && n.does(i+1) && (w.first || clauses[n.words[i-1].text]) ||
			strange && n.listed(i) && !n.typo(w.text) && (n.closes(i+1) || n.does(i+1)))
		if w.text == "van" && n.native && i+2 < len(n.words) && (n.words[i+1].text == "der" || n.words[i+1].text == "den") && n.thingAt(i+1) == 0 {
			if end := n.familyFrom(i, false); end > i && n.traits[end-1]&(acting|mixed|stopping|kin) == 0 && !n.obstructed(i, end, cue) {
				return end, true
			}
		}
	}
	if !ok || t&place != 0 && cue&(intro|titled|being) == 0 {
		return i + 1, false
	}
	end := n.extend(i+1, cue)
	if n.obstructed(i, end, cue) {
		return end, false
	}
	return end, true
}

// bare reports that a given name in small letters, which is a common noun too, stands as no such noun can: as a subject or behind a
// preposition without an article.
func (n *namer) bare(i int) bool {
	if i > 0 && n.words[i].gap == space && (determiners[n.words[i-1].text] || own[n.words[i-1].text] && n.words[i-1].text != "van" || n.words[i-1].digits) || masses[n.words[i].text] {
		return false
	}
	next := i + 1
	begins := n.words[i].first || n.words[i].gap == comma || clauses[n.words[i-1].text]
	if begins && (n.acts(next) || n.accompanied(next)) || n.listed(i) {
		return true
	}
	if i == 0 || n.words[i].gap != space {
		return false
	}
	before := n.words[i-1].text
	ends := n.closes(next) || bounds[n.words[next].text] || n.traits[next]&(acting|mixed) != 0
	if beforeBare[before] && ends {
		return true
	}
	if before == "is" && i > 1 && n.traits[i-2]&kin != 0 && n.closes(next) {
		return true // "mn vriendin is jade"
	}
	// "Kan mees ook komen": a noun cannot be a subject by itself.
	return n.words[i-1].first && (n.traits[i-1]&mixed != 0 || modals[before]) && next < len(n.words) && bounds[n.words[next].text]
}

var (
	clauses    = words(`dat toen want als of en omdat maar terwijl waar hoe wat of voordat nadat zodat dus waarom wanneer`)
	bounds     = words(`en of is heeft die dat thuis op bij uit niet ook nog al naar met hier daar mij me hem haar ons door maar want toen omdat ik hij zij ze we dit een`)
	beforeBare = words(`met door tegen bij aan voor naast zonder over bel van ken zag zie naar achter`)
	modals     = words(`kan mag moet wil heeft is was zou waarom wanneer komt gaat hoe waar kent weet`)
	masses     = words(`storm taco ton toon helder engel wolf angel rune bao yang yin tea aurora flora viola demi roman marina gloria joke karen mart adel job lex luit tamme spas
		koos steven hark horst ferry fin kas mine onder helen keren rani donna`)
)

var abbreviations = words(`tnv tav nav mbt dmv ivm tbv mvg bv nv oa evt ed dwz zoz svp aub tk ca zgn nl od ea jl mi ogv ipv iom tov vd pv am pm`)

// joined returns the letters of words without what stands between.
func joined(words []word) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(w.text)
	}
	return b.String()
}

// initialled reads initials in small letters with a family name behind them at word i: "p.j. hendriks".
func (n *namer) initialled(i int) int {
	k := i
	for k < len(n.words) && k < i+4 && utf8.RuneCountInString(n.words[k].raw) == 1 && (!n.words[k].upper || n.shouting) && n.words[k].letters() && n.dotted(k) {
		k++
	}
	if k > i && abbreviations[joined(n.words[i:k])] {
		return i
	}
	if k == i || k >= len(n.words) || n.words[k].first && n.words[k].gap == line {
		return i
	}
	if n.words[k].gap == dot || n.words[k].gap == space {
		saved := n.words[k].gap
		n.words[k].gap = space
		end := n.familyFrom(k, false)
		if end == k && n.traits[k]&family != 0 && n.traits[k]&stopping == 0 {
			end = k + 1
		}
		n.words[k].gap = saved
		if end > k {
			return end
		}
	}
	return i
}

// strange reports a word in small letters that the dictionary does not know and that can be a name.
func (n *namer) strange(i int) bool {
	w := n.words[i]
	return n.unknown(i) && !strings.Contains(w.text, "-") && !n.misspelt(w.text)
}

// misspelt reports endings of verbs and other words in chat: what ends so is rather a typing error than a name.
func (n *namer) misspelt(t string) bool {
	for _, end := range [...]string{"dt", "tte", "den", "ten", "gen", "heid", "lijk", "ing", "baar", "erd", "end", "loos", "zaam"} {
		if strings.HasSuffix(t, end) {
			return true
		}
	}
	return strings.HasPrefix(t, "ge") && (strings.HasSuffix(t, "t") || strings.HasSuffix(t, "d"))
}

// typo reports that a word is one stroke away from a word of the dictionary: a letter too many, too few or swapped.
func (n *namer) typo(t string) bool {
	if len(t) < 4 || len(t) > 20 {
		return false
	}
	for i := range len(t) {
		if t[i] >= utf8.RuneSelf {
			return false
		}
		if dutch.Known(t[:i] + t[i+1:]) {
			return true
		}
		if i+1 < len(t) && dutch.Known(t[:i]+t[i+1:i+2]+t[i:i+1]+t[i+2:]) && t[i] != t[i+1] {
			return true
		}
		for c := 'a'; c <= 'z'; c++ {
			if dutch.Known(t[:i] + string(c) + t[i:]) {
				return true
			}
		}
	}
	return false
}

// signed reports that at most four words are left of the line: a name below a letter.
func (n *namer) signed(i int) bool {
	for k := i; k < len(n.words); k++ {
		if k > i && (n.words[k].gap == line || n.words[k].gap == comma || n.words[k].gap == finish || n.words[k].gap == other) {
			return true
		}
		if k-i > 3 {
			return false
		}
	}
	return true
}

// familyFollows reports a family name at word i.
func (n *namer) familyFollows(i int) bool {
	return n.familyFrom(i, false) > i
}

// joins reports a word at i that goes on behind a name: "ik ben roos en", "uit Volendam".
func (n *namer) joins(i int) bool { // also with a capital: "Ik ben Wil en"
	if i >= len(n.words) {
		return true
	}
	switch n.words[i].text {
	case "en", "uit", "van", "ik", "mijn", "maar", "and", "from":
		return true
	}
	return n.words[i].digits
}

// familyFrom reads a family name with its particles at word i and returns where it ends; i when there is none. Loose also takes words that
// nothing is known of.
func (n *namer) familyFrom(i int, loose bool) int {
	k := i
	for k < len(n.words) && k < i+3 && particles[n.words[k].text] && (k == i && leading[n.words[k].text] || k > i) && n.words[k].held == "" && (k == i || n.words[k].gap == space) {
		k++
	}
	if k >= len(n.words) || n.busy[k] || n.words[k].held != "" || k > 0 && n.words[k].gap != space || !n.words[k].letters() {
		return i
	}
	t := n.traits[k]
	led := k > i
	switch {
	case t&family != 0 && (t&weak == 0 && t&stopping == 0 || led):
		return k + 1
	case led && k-i == 2 && (n.words[i+1].text == "der" || n.words[i+1].text == "den") && t&(body|place) == 0, // van der, van den: hardly anything but names
		loose && (t&given != 0 && t&faint == 0 || n.unknown(k) && !n.misspelt(n.words[k].text)):
		return k + 1
	case n.words[k].upper && !n.shouting && led && n.behindParticle(k) && t&(kin|place) == 0 && (loose || t&family != 0):
		return k + 1
	}
	return i
}

// extend takes in what follows a name in small letters.
func (n *namer) extend(k int, cue trait) int {
	for taken := 0; k < len(n.words) && taken < 3; taken++ {
		w := n.words[k]
		if n.busy[k] || w.held != "" || w.gap != space || n.words[k-1].suffix {
			break
		}
		if w.text == "uit" && !w.upper && k+1 < len(n.words) && n.traits[k+1]&place != 0 {
			break // "youssef uit delft" tells where, not who
		}
		if descent[w.text] && k+1 < len(n.words) && n.descends(k+1) {
			k += 2
			continue
		}
		if end := n.familyFrom(k, false); end > k && (n.traits[k]&(acting|mixed|stopping) == 0 || end > k+1) {
			k = end
			continue
		}
		t := n.traits[k]
		if t&given != 0 && t&(ordinary|faint|acting) == 0 || cue&(intro|titled|greeting) != 0 && n.native && n.strange(k) {
			k++
			continue
		}
		break
	}
	return k
}

// descent holds what stands between a given name and that of a forebear or house: "fatima el idrissi", "samira ben salah".
var descent = words(`el al ben bin bint ibn abu ait ould`)

// descends reports that word k can be the name behind one of descent, which are Dutch words too: "ik heet samira ben al jaren bang".
func (n *namer) descends(k int) bool {
	w, t := n.words[k], n.traits[k]
	if n.busy[k] || w.held != "" || w.gap != space || !w.letters() || t&(stopping|kin|titled|acting|mixed) != 0 {
		return false
	}
	return t&(given|family) != 0 && t&(ordinary|faint|weak) == 0 || n.native && n.strange(k)
}

// arabicScript reports a word in Arabic letters.
func arabicScript(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r >= 0x0600 && r < 0x0780
}

// arabic decides on a word in Arabic script, which has no capitals.
func (n *namer) arabic(i int, cue trait) (int, bool) {
	t := n.traits[i]
	isName := func(k int) bool {
		return k < len(n.words) && !n.busy[k] && n.words[k].held == "" && n.traits[k]&script != 0
	}
	after := func(k int) bool { // a family name with its article, or a compound
		if k >= len(n.words) || n.words[k].gap != space || n.busy[k] || n.words[k].held != "" {
			return false
		}
		text := n.words[k].text
		return strings.HasPrefix(text, "ال") && utf8.RuneCountInString(text) > 4 && n.traits[k] == 0
	}
	known := utf8.RuneCountInString(n.words[i].text) >= 2
	ok := false
	switch {
	case cue&(intro|titled) != 0:
		ok = known && t&(kin|stopping|intro) == 0
	case cue&(kin|being|greeting) != 0:
		ok = isName(i)
	default:
		ok = isName(i) && isName(i+1) && n.words[i+1].gap == space
	}
	if !ok {
		return i + 1, false
	}
	end := i + 1
	for end < len(n.words) && end < i+4 && n.words[end].gap == space && (isName(end) || after(end) && end == i+1) {
		end++
	}
	return end, true
}
