package gate

import (
	"strings"

	"wegwijzer/internal/dutch"
)

// What a page says it often says of some only, or under a condition, or to tell that it is not so. A sentence that takes its words and leaves
// that out says something else, and can send somebody the wrong way. So a sentence is laid beside the places it may come from, and one of them
// must bear it out with everything that it hangs on.

// telling is one sentence of a passage with what it hangs on.
type telling struct {
	at       int         // number of the sentence
	limits   []narrowing // what narrows it
	question *narrowing  // the question that is its condition
	context  *stretch    // the question or the opening line that belongs to it
	believed *stretch    // the words that give it only as what somebody believes or says
	denied   bool        // the next sentence says that it is not so
	duty     duty
}

// narrowing is something on which a sentence hangs: a condition, an age, a group.
type narrowing struct {
	stretch
	except bool // it tells when the sentence does not hold
}

const (
	asSource   = 0.05 // places that hold to within this as much of a part of a sentence are equally likely its source
	ofSource   = 0.5  // share of the words of such a part from which a place may be its source
	keepsLimit = 0.6  // share of the words of a limit that must come along
	ofAnother  = 0.3  // and from which, where two things are said in it, a place may be the source of one
	ofDuty     = 0.6  // share of the words of a permission or a duty that must stand in one place
)

// sourcesBear reports whether every part of a sentence has a place in the passage that says it, with all that it hangs on there.
func sourcesBear(sentence, passage *reading) (sign, support bool) {
	tellings := passage.tellings()
	sign, support = true, true
	whole := strings.TrimRight(flat(sentence.text), ".!")
	for _, y := range tellings {
		if (y.denied || y.believed != nil) && strings.Contains(flat(passage.sentence(y.at)), whole) && !sentence.admits(passage, y) {
			return false, true // whatever its words are
		}
	}
	for _, part := range sentence.parts() {
		best, inquired := -1.0, 0.0
		shares := make([]float64, len(tellings))
		asks := sentence.asks(part)
		dutiful := 0.0
		for i, y := range tellings {
			if passage.onlyAsked(i, sentence.denials(part, nil)%2 == 1) && !sentence.asked(part) {
				inquired = max(inquired, sentence.borne(part, passage, telling{at: i}, false))
				continue
			}
			shares[i] = sentence.borne(part, passage, y, false)
			best = max(best, shares[i])
			if asks != 0 && shares[i] > 0 {
				dutiful = max(dutiful, sentence.borne(part, passage, y, true))
			}
		}
		if best < 0 {
			sign = sign && sentence.dutyHeld(part, asks&^can, passage) // it has no other words to tell a place by
			continue
		}
		if best < ofSource || asks != 0 && dutiful < ofDuty {
			support = support && asks == 0 && inquired < ofSource
			continue
		}
		held, besides := false, duty(0)
		for i, y := range tellings {
			if shares[i] >= ofAnother {
				besides |= y.duty
			}
		}
		if !sentence.coupled(part) {
			besides = 0
		}
		for i, y := range tellings {
			if shares[i] >= best-asSource && shares[i] >= ofSource && sentence.keeps(passage, y) && sentence.keepsHedges(passage, y) && sentence.samePeople(part, passage, y) && sentence.permits(part, asks, passage, y, besides) {
				held = true
				break
			}
		}
		sign = sign && held
	}
	return sign, support
}

// borne returns the share of a part's words, names apart, that stand in a place, or in what surrounds it too.
func (r *reading) borne(part stretch, passage *reading, y telling, widely bool) float64 {
	at := []stretch{passage.sentences[y.at]}
	if y.context != nil && (!passage.onlyAsked(passage.words[y.context.from].sentence, false) || r.hangsOnSomething(part)) {
		at = append(at, *y.context)
	}
	if widely {
		at = passage.surround(y.at, true)
	}
	all, found := 0, 0
	for i := part.from; i < part.to; i++ {
		w := r.words[i]
		if len(w.stems) == 0 || !content(w.stems[0]) || r.counting[i] || r.named[i] || joining[w.Text] || light[w.Text] || strings.ContainsAny(w.Text, ".@") {
			continue
		}
		all++
		for _, x := range at {
			if passage.within(x, w.stems) {
				found++
				break
			}
		}
	}
	if all == 0 {
		return -1
	}
	return float64(found) / float64(all)
}

// hangsOnSomething reports whether a part tells of what it hangs on: what a page asks before it says something is no more than that.
func (r *reading) hangsOnSomething(part stretch) bool {
	for _, w := range r.words[part.from:part.to] {
		if ties[w.Text] || fronted[w.Text] || w.Text == "voor" || w.Text == "met" || w.Text == "over" {
			return true
		}
	}
	return r.asked(part) || r.words[part.from].sentence > 0 && r.asked(r.sentences[r.words[part.from].sentence-1])
}

// within reports whether a word with one of the stems stands in a stretch.
func (r *reading) within(s stretch, stems []string) bool {
	for _, w := range r.words[s.from:s.to] {
		for _, a := range w.stems {
			for _, b := range stems {
				if a == b {
					return true
				}
			}
		}
	}
	return false
}

// keeps reports whether a sentence says along with what it took of a place what that hangs on.
func (r *reading) keeps(passage *reading, y telling) bool {
	if !r.admits(passage, y) || y.question != nil && !r.thereupon() && !r.dials() && !r.holdsLimit(passage, y.question.stretch) {
		return false
	}
	excepts := false
	for _, l := range y.limits {
		if !r.holdsLimit(passage, l.stretch) && r.touches(passage, l.stretch) {
			return false
		}
		excepts = excepts || l.except
	}
	return excepts == r.tells(exceptions) || excepts && r.denials(stretch{0, len(r.words)}, nil)%2 == 1
}

// sentence returns the text of a sentence.
func (r *reading) sentence(i int) string {
	s := r.sentences[i]
	return r.text[r.words[s.from].Start:r.words[s.to-1].End]
}

// admits reports whether a sentence says along that what it took of a place is only believed, or not so.
func (r *reading) admits(passage *reading, y telling) bool {
	return (!y.denied || r.tells(disbelief)) && (y.believed == nil || r.attributes(passage, *y.believed))
}

// attributes reports whether a sentence says along whose belief something is, or that it is not so.
func (r *reading) attributes(passage *reading, lead stretch) bool {
	if r.tells(disbelief) {
		return true
	}
	for _, w := range passage.words[lead.from:lead.to] {
		if belief[w.Text] && r.tokens[w.Text] {
			return true
		}
	}
	return false
}

// thereupon reports whether a sentence points to a condition before it: "Dan kun je…", "Bel dan…". It may stand behind that one only.
func (r *reading) thereupon() bool {
	for i, w := range r.words {
		if w.Text == "dan" && i-r.sentences[w.sentence].from < 4 {
			return true
		}
		if ties[w.Text] {
			return false
		}
	}
	return false
}

// dials reports whether a sentence tells to call a number: with less reason to call than the page gives nobody is led away from help.
func (r *reading) dials() bool {
	for _, m := range r.marks {
		if m.kind == aNumber && calls(m.number) && dialling[r.words[r.sentences[r.words[m.at].sentence].from].Text] {
			return true
		}
	}
	return false
}

// touches reports whether a sentence has a word of the cell that a limit stands in. In a row of a table what stands in another cell limits nothing.
func (r *reading) touches(passage *reading, l stretch) bool {
	s := passage.sentences[passage.words[l.from].sentence]
	from, to := l.from, l.to
	for from > s.from && !strings.Contains(passage.gap(from), "|") {
		from--
	}
	for to < s.to && !strings.Contains(passage.gap(to), "|") {
		to++
	}
	if from == s.from && to == s.to {
		return true
	}
	for _, w := range passage.words[from:to] {
		if len(w.stems) > 0 && content(w.stems[0]) && r.stems[w.stems[0]] {
			return true
		}
	}
	return false
}

// holdsLimit reports whether most words of a limit and all its numbers are in the sentence.
func (r *reading) holdsLimit(passage *reading, l stretch) bool {
	all, found := 0, 0
	for i := l.from; i < l.to; i++ {
		w := passage.words[i]
		if optional[w.Text] {
			return true
		}
		if passage.counting[i] {
			if !r.tokens[w.Text] && !r.numbered(passage, i) {
				return false
			}
			continue
		}
		if len(w.stems) == 0 || !content(w.stems[0]) || unitWords[w.Text] {
			continue
		}
		all++
		if r.stems[w.stems[0]] || r.named[0] && r.tokens[w.Text] {
			found++
		}
	}
	if all == 0 { // "Ben je het er niet mee eens?"
		return r.tells(ties) || !strings.HasPrefix(strings.TrimSpace(passage.behind(passage.words[l.from].sentence)), "?")
	}
	return float64(found) >= keepsLimit*float64(all)
}

// loosely are words with which a sentence limits nothing.
var loosely = words("vooral ook meestal vaak soms bijvoorbeeld")

// dutyHeld reports whether a sentence of the passage has a duty, and denies it as the part does.
func (r *reading) dutyHeld(part stretch, asks duty, passage *reading) bool {
	for _, y := range passage.tellings() {
		if s := passage.sentences[y.at]; y.duty&asks == asks && r.denials(part, nil)%2 == passage.denials(s, nil)%2 {
			return true
		}
	}
	return asks == 0
}

// coupled reports whether a part says two things.
func (r *reading) coupled(s stretch) bool {
	for i := s.from + 1; i < s.to; i++ {
		if r.words[i].Text == "en" {
			return true
		}
	}
	return false
}

// light are verbs that say little by themselves.
var light = words("doen doet doe gaan gaat ga krijgen krijgt krijg maken maakt hebben heeft nemen neemt komen komt geven geeft")

// numbered reports whether the number that word i of the passage is stands in the text, in letters or figures.
func (r *reading) numbered(passage *reading, i int) bool {
	for _, m := range passage.marks {
		if m.at != i || m.kind != aNumber {
			continue
		}
		for _, n := range r.marks {
			if n.kind == aNumber && n.key == m.key {
				return true
			}
		}
		return false
	}
	return true
}

func (r *reading) tells(set map[string]bool) bool {
	for i, w := range r.words {
		if set[w.Text] || i > 0 && set[r.words[i-1].Text+" "+w.Text] {
			return true
		}
	}
	return false
}

var (
	// A condition with one of these says only that somebody may.
	optional   = words("wil wilt vragen vraag twijfel twijfelt liever nodig fijn durft prettig lukt")
	exceptions = words("behalve tenzij uitgezonderd")
	disbelief  = set("misverstand", "misverstanden", "fabel", "fabels", "fabeltje", "mythe", "onwaar", "onzin", "leugen", "fout", "vooroordeel", "niet waar", "klopt niet", "nooit waar", "geen waarheid")
	belief     = words("denken denkt dacht dachten geloven gelooft zeggen zegt beweren beweert horen hoor hoort vinden vindt roepen roept menen meent")
)

func set(items ...string) map[string]bool {
	m := map[string]bool{}
	for _, x := range items {
		m[x] = true
	}
	return m
}

// tellings reads what every sentence of a passage hangs on, once.
func (r *reading) tellings() []telling {
	if r.said != nil {
		return r.said
	}
	opener := -1
	for i, s := range r.sentences {
		y := telling{at: i, limits: r.limits(s), duty: r.dutyOf(s)}
		for j := s.from + 1; j < s.to && y.believed == nil; j++ {
			if lead := (stretch{s.from, j}); strings.HasPrefix(strings.TrimSpace(r.gap(j)), ":") && r.doubted(lead) || r.words[j].Text == "dat" && belief[r.words[j-1].Text] {
				y.believed = &lead
			}
		}
		y.denied = i+1 < len(r.sentences) && r.denies(r.sentences[i+1])
		if i > 0 && r.conditional(i-1, s) {
			q := r.sentences[i-1]
			if y.context = &q; r.early("dan", s) {
				y.question = &narrowing{stretch: stretch{q.from + 1, q.to}}
			}
		}
		if i+1 < len(r.sentences) && r.qualifies(i+1) {
			for _, l := range r.limits(r.sentences[i+1]) {
				if !r.counting[l.to-1] {
					y.limits = append(y.limits, l)
				}
			}
		}
		if opener >= 0 && r.item(i) {
			o := r.sentences[opener]
			y.limits = append(y.limits, r.limits(o)...)
			if y.believed == nil && r.doubted(o) {
				y.believed = &o
			}
			if y.context == nil {
				y.context = &o
			}
		} else {
			opener = -1
		}
		if strings.HasPrefix(strings.TrimSpace(r.behind(i)), ":") {
			opener = i
		}
		r.said = append(r.said, y)
	}
	return r.said
}

// behind returns what stands between sentence i and the next.
func (r *reading) behind(i int) string {
	end := len(r.text)
	if i+1 < len(r.sentences) {
		end = r.words[r.sentences[i+1].from].Start
	}
	return r.text[r.words[r.sentences[i].to-1].End:end]
}

// item reports whether a sentence is in an item of a list, or goes on behind the colon on the same line.
func (r *reading) item(i int) bool {
	start := strings.LastIndexByte(r.text[:r.words[r.sentences[i].from].Start], '\n') + 1
	return strings.HasPrefix(strings.TrimLeft(r.text[start:], " "), "- ") || start == 0
}

// doubted reports whether words before a colon or a list tell that what follows is only believed, or not so.
func (r *reading) doubted(s stretch) bool {
	for i := s.from; i < s.to; i++ {
		w := r.words[i].Text
		if belief[w] || disbelief[w] || i > s.from && disbelief[r.words[i-1].Text+" "+w] {
			return true
		}
	}
	return false
}

// denies reports whether a sentence says that the one before it is not so: "Dat klopt niet."
func (r *reading) denies(s stretch) bool {
	if s.to-s.from > 8 {
		return false
	}
	switch r.words[s.from].Text {
	case "dat", "dit", "het", "zo", "maar", "nee", "onzin", "fout":
	default:
		return false
	}
	last := r.words[s.to-1].Text
	if s.to-s.from <= 6 && (last == "niet" && r.words[s.from].Text == "zo" || last == "zo" && r.words[s.to-2].Text == "niet") {
		return true
	}
	for i := s.from; i < s.to; i++ {
		if w := r.words[i].Text; disbelief[w] || i > s.from && disbelief[r.words[i-1].Text+" "+w] {
			return true
		}
	}
	return false
}

// Overturned reports whether a passage says behind words of its own that they are not so: they are then shown with that, or not at all.
func Overturned(quote, passage string) bool {
	_, after, ok := strings.Cut(passage, quote)
	if end := strings.IndexByte(after, '\n'); end >= 0 {
		after = after[:end]
	}
	if spans := dutch.Sentences(after); ok && len(spans) > 0 {
		r := read(after[spans[0].Start:spans[0].End])
		return len(r.sentences) > 0 && r.denies(r.sentences[0])
	}
	return false
}

// conditional reports whether sentence i is a question of yes or no that is the condition of the sentence behind it: "Is er gevaar? Bel 112."
func (r *reading) conditional(i int, next stretch) bool {
	q := r.sentences[i]
	if !strings.HasPrefix(strings.TrimSpace(r.behind(i)), "?") || !dutch.Finite(r.words[q.from].Text) {
		return false
	}
	return r.early("dan", next) || !answering[r.words[next.from].Text]
}

// early reports whether a word is one of the first of a stretch.
func (r *reading) early(word string, s stretch) bool {
	for j := s.from; j < min(s.to, s.from+4); j++ {
		if r.words[j].Text == word {
			return true
		}
	}
	return false
}

// qualifies reports whether a sentence tells when the one before it holds: "Dat kan bij ernstig letsel."
func (r *reading) qualifies(i int) bool {
	s := r.sentences[i]
	first := r.words[s.from].Text
	for _, w := range r.words[s.from:s.to] {
		if loosely[w.Text] {
			return false
		}
	}
	return (first == "dat" || first == "dit") && s.to-s.from > 2 && verbal[r.words[s.from+1].Text] && !strings.Contains(r.gap(s.from), "\n")
}

// answering are words that begin an answer, or a sentence of its own.
var answering = words("ja nee soms meestal vaak dat dit het de een er je u jij wij we ze zij hij niet misschien zeker natuurlijk ook alleen als daar in op aan voor met bij na via van elke alle iedereen niemand niets behalve pas nog")
