package knowledge

import (
	"errors"
	"maps"
	"math"
	"slices"
	"strings"
	"sync"

	"wegwijzer/internal/dutch"
	"wegwijzer/internal/learned"
)

// What people ask and what answers it have seldom a word in common: "moet ik naast hem zitten" is answered below "Apart wachten". Which words of people go
// with which words of pages is learnt from sections that were written with what people say for which each of them is the answer.

// answered is what somebody said, and the section that answers it.
type answered struct {
	heading, text, message string
}

var examplePages = sync.OnceValue(func() []answered { return shippedTable("sections.tsv", readSections) })

// readSections reads pages: P before a title, S before a heading, T before a line of its section, and Q before a talk that ends with what it answers.
func readSections(text string) ([]answered, error) {
	var all []answered
	var section answered
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		kind, rest, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			return nil, errors.New("a line without a tab")
		}
		switch kind {
		case "P":
			section = answered{}
		case "S":
			section = answered{heading: rest}
		case "T":
			section.text += rest + "\n"
		case "Q":
			at := strings.LastIndex(rest, " | ")
			if at < 0 || section.heading == "" {
				return nil, errors.New("a message without a talk or a section")
			}
			section.message = rest[at+len(" | "):]
			all = append(all, section)
		default:
			return nil, errors.New("a line of no kind")
		}
	}
	return all, nil
}

// translation knows how probable it is that somebody says something to which a section is the answer: the translation model of retrieval (Berger and
// Lafferty 1999) with the probabilities of the first model of Brown and others (1993), smoothed by what people say at all.
type translation struct {
	said   *lexicon  // stems, and pairs of stems behind each other
	known  *lexicon  // terms of sections; those of headings as such besides
	usual  []float32 // beside said, its share of all that is said
	tells  []float32 // beside known, its inverse document frequency over sections
	rare   float32   // that of a term that is not known
	first  []int32   // of the term k, the probabilities are those from first[k] to first[k+1]
	to     []int32   // what is said
	chance []float32 // beside to
}

// How the translation is learnt and used: chosen once, and fitted to nothing.
const (
	rounds       = 4    // of expectation and maximisation
	ofNothing    = 0.3  // how much of what is said comes from no word of the section, beside what comes from all of its words
	pseudo       = 1    // added to how often a term was seen, so that a rare one is less believed
	leastChance  = 1e-4 // of a probability that is kept
	fromSection  = 0.3  // how much of a message comes from the section, and not from what people say at all
	headingTwice = 2    // a term of the heading counts so often
)

const headingTerm = "H:"

// everyTerm returns the terms of a text, each once: its words without endings, their parts, and the words that carry no subject.
func everyTerm(text string) []string {
	var all []string
	seen := map[string]bool{}
	add := func(term string) {
		if !seen[term] {
			seen[term] = true
			all = append(all, term)
		}
	}
	for _, t := range dutch.Tokens(text) {
		dutch.EachForm(t.Text, func(form string, _ bool) { add(dutch.Singular(form)) })
		if dutch.Stop(t.Text) {
			add(dutch.Stem(t.Text))
		}
	}
	return all
}

// saidIn returns what is said in a message: its terms, and pairs of neighbours.
func saidIn(message string) []string {
	all := everyTerm(message)
	tokens := dutch.Tokens(message)
	for i := 1; i < len(tokens); i++ {
		if pair := dutch.Stem(tokens[i-1].Text) + " " + dutch.Stem(tokens[i].Text); !slices.Contains(all, pair) {
			all = append(all, pair)
		}
	}
	return all
}

// share is a term of a section and its part of it.
type share struct {
	term int32
	of   float32
}

// counts returns how often each term counts for a section.
func counts(heading, text string) map[string]float32 {
	all := map[string]float32{}
	for _, x := range everyTerm(text) {
		all[x]++
	}
	for _, x := range everyTerm(heading) {
		all[x] += headingTwice
		all[headingTerm+x]++
	}
	return all
}

// shares returns what each known term is of a section.
func (t *translation) shares(heading, text string) []share {
	var all []share
	total := float32(0)
	in := counts(heading, text)
	for _, term := range slices.Sorted(maps.Keys(in)) { // sums are the same in one order alone
		n := in[term]
		id, ok := t.known.find(term)
		if !ok {
			total += n * t.rare
			continue
		}
		total += n * t.tells[id]
		all = append(all, share{int32(id), n * t.tells[id]}) //nolint:gosec // some thousands
	}
	slices.SortFunc(all, func(a, b share) int { return int(a.term - b.term) })
	for i := range all {
		all[i].of /= total
	}
	return all
}

// example is a message and the section that answers it, by their numbers.
type example struct {
	terms []share
	said  []int32
}

// learnTranslation learns from examples.
func learnTranslation(of []answered) *translation {
	t := &translation{said: &lexicon{}, known: &lexicon{}}
	t.countTerms(of)
	all := make([]example, len(of))
	total := float32(0)
	for i, x := range of {
		all[i].terms = t.shares(x.heading, x.text)
		for _, feature := range saidIn(x.message) {
			id := t.said.put(feature)
			if id == len(t.usual) {
				t.usual = append(t.usual, 0)
			}
			t.usual[id]++
			total++
			all[i].said = append(all[i].said, int32(id)) //nolint:gosec // tens of thousands
		}
	}
	for i := range t.usual {
		t.usual[i] /= total
	}
	t.keep(t.learnChances(all))
	return t
}

// countTerms gets to know the terms of the sections, and how many sections have each; the examples of a section follow each other.
func (t *translation) countTerms(of []answered) {
	var had []float32
	sections := float32(0)
	for i, x := range of {
		if i > 0 && x.heading == of[i-1].heading && x.text == of[i-1].text {
			continue
		}
		sections++
		for _, term := range slices.Sorted(maps.Keys(counts(x.heading, x.text))) {
			id := t.known.put(term)
			if id == len(had) {
				had = append(had, 0)
			}
			had[id]++
		}
	}
	for _, n := range had {
		t.tells = append(t.tells, float32(math.Log(1+float64(sections/(1+n)))))
	}
	t.rare = float32(math.Log(1 + float64(sections)))
}

// cellOf returns the key of a term and what is said.
func cellOf(term, said int32) uint64 { return uint64(term)<<32 | uint64(said) } //nolint:gosec // numbers from 0

// learnChances learns how probable it is that something is said for a term, by expectation and maximisation: of each cell, which cells gives by its key.
func (t *translation) learnChances(all []example) (cells map[uint64]int32, chance []float32) {
	cells = map[uint64]int32{}
	var terms []int32 // beside chance
	at := make([][]int32, len(all))
	for i, x := range all {
		at[i] = make([]int32, 0, len(x.terms)*len(x.said))
		for _, s := range x.said {
			for _, term := range x.terms {
				key := cellOf(term.term, s)
				id, ok := cells[key]
				if !ok {
					id = int32(len(chance)) //nolint:gosec // millions
					cells[key] = id
					chance, terms = append(chance, 1), append(terms, term.term)
				}
				at[i] = append(at[i], id)
			}
		}
	}
	seen, ofTerm := make([]float32, len(chance)), make([]float32, t.known.len())
	for round := range rounds {
		clear(seen)
		for i, x := range all {
			for j, s := range x.said {
				row := at[i][j*len(x.terms) : (j+1)*len(x.terms)]
				sum := float32(0)
				if round > 0 {
					sum = ofNothing * t.usual[s]
				}
				for k, term := range x.terms {
					sum += term.of * chance[row[k]]
				}
				if sum == 0 {
					continue
				}
				for k, term := range x.terms {
					seen[row[k]] += term.of * chance[row[k]] / sum
				}
			}
		}
		clear(ofTerm)
		for id, n := range seen {
			ofTerm[terms[id]] += n
		}
		for id, n := range seen {
			chance[id] = n / (ofTerm[terms[id]] + pseudo)
		}
	}
	return cells, chance
}

// keep keeps what is probable, in order.
func (t *translation) keep(cells map[uint64]int32, chance []float32) {
	keys := make([]uint64, 0, len(cells))
	for key, id := range cells {
		if chance[id] > leastChance {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	t.first = make([]int32, t.known.len()+1)
	for _, key := range keys {
		t.first[key>>32+1]++
		t.to = append(t.to, int32(uint32(key))) //nolint:gosec // what cellOf put there
		t.chance = append(t.chance, chance[cells[key]])
	}
	for k := range t.known.len() {
		t.first[k+1] += t.first[k]
	}
}

// heardAs returns what is said in a message, as far as it is known.
func (t *translation) heardAs(message string) []int32 {
	var all []int32
	for _, x := range saidIn(message) {
		if id, ok := t.said.find(x); ok {
			all = append(all, int32(id)) //nolint:gosec // tens of thousands
		}
	}
	return all
}

// answers returns how much more probable a message is where a section with these terms is its answer, as a logarithm, and but for what is the same for every section.
func (t *translation) answers(message []int32, section []share) float64 {
	from := make([]float32, len(message))
	for _, x := range section {
		a, b := t.first[x.term], t.first[x.term+1]
		row := t.to[a:b]
		for i, s := range message {
			if at, ok := slices.BinarySearch(row, s); ok {
				from[i] += x.of * t.chance[int(a)+at]
			}
		}
	}
	sum := 0.0
	for i, s := range message {
		sum += math.Log(1 + fromSection/(1-fromSection)*float64(from[i]/t.usual[s]))
	}
	return sum
}

var translationLesson = sync.OnceValue(func() *learned.Lesson[*translation] {
	return &learned.Lesson[*translation]{
		Name:   "stukken",
		Learn:  func() *translation { return learnTranslation(examplePages()) },
		Write:  func(w *learned.Writer, t *translation) { t.write(w) },
		Recall: recallTranslation,
	}
})

func (t *translation) write(w *learned.Writer) {
	w.Texts(t.said.all())
	w.Texts(t.known.all())
	w.Floats(t.usual)
	w.Floats(append(slices.Clone(t.tells), t.rare))
	w.Ints(t.first)
	w.Ints(t.to)
	w.Floats(t.chance)
}

func recallTranslation(r *learned.Reader) *translation {
	t := &translation{said: &lexicon{}, known: &lexicon{}}
	for _, x := range r.Texts() {
		t.said.put(x)
	}
	for _, x := range r.Texts() {
		t.known.put(x)
	}
	t.usual, t.tells = r.Floats(), r.Floats()
	t.first, t.to, t.chance = r.Ints(), r.Ints(), r.Floats()
	if len(t.usual) != t.said.len() || len(t.tells) != t.known.len()+1 || len(t.first) != t.known.len()+1 || int(t.first[t.known.len()]) != len(t.to) || len(t.to) != len(t.chance) {
		r.Refuse()
		return t
	}
	t.tells, t.rare = t.tells[:t.known.len()], t.tells[t.known.len()]
	return t
}
