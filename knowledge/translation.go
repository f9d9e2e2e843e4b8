package knowledge

import (
	"errors"
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

// readSections reads pages: P before a title, S before a heading, T before a line of its section, Q before a talk that ends with what it answers, and N before
// one to which no section of the page is an answer.
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
		case "P", "N":
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

// How the translation is learnt and used. Fitted with an eighth of the examples left out in turn.
const (
	rounds       = 4    // of expectation and maximisation
	ofNothing    = 0.3  // how much of what is said comes from no word of the section
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
	for _, term := range inOrder(in) { // sums are the same in one order alone
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

// learnTranslation learns from examples.
func learnTranslation(examples []answered) *translation {
	t := &translation{said: &lexicon{}, known: &lexicon{}}
	type pair struct {
		terms []share
		said  []int32
	}
	// The terms of the sections, and how many sections have them.
	var had []float32
	sections := float32(0)
	for i, x := range examples {
		if i > 0 && x.heading == examples[i-1].heading && x.text == examples[i-1].text {
			continue
		}
		sections++
		for _, term := range inOrder(counts(x.heading, x.text)) {
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
	var pairs []pair
	total := float32(0)
	for _, x := range examples {
		p := pair{terms: t.shares(x.heading, x.text)}
		for _, feature := range saidIn(x.message) {
			id := t.said.put(feature)
			if id == len(t.usual) {
				t.usual = append(t.usual, 0)
			}
			t.usual[id]++
			total++
			p.said = append(p.said, int32(id)) //nolint:gosec // tens of thousands
		}
		pairs = append(pairs, p)
	}
	for i := range t.usual {
		t.usual[i] /= total
	}
	// Which term goes with what is said: rows of cells, found by both.
	cells := map[uint64]int32{}
	var chance, seen []float32
	var at [][]int32                                                                 // per pair, the cell of each term and what is said
	cell := func(term, said int32) uint64 { return uint64(term)<<32 | uint64(said) } //nolint:gosec // numbers from 0
	for _, p := range pairs {
		places := make([]int32, 0, len(p.terms)*len(p.said))
		for _, s := range p.said {
			for _, x := range p.terms {
				key := cell(x.term, s)
				id, ok := cells[key]
				if !ok {
					id = int32(len(chance)) //nolint:gosec // millions
					cells[key] = id
					chance = append(chance, 1)
				}
				places = append(places, id)
			}
		}
		at = append(at, places)
	}
	terms := make([]int32, len(chance))
	for key, id := range cells {
		terms[id] = int32(key >> 32) //nolint:gosec // what cell put there
	}
	seen = make([]float32, len(chance))
	for round := range rounds {
		clear(seen)
		for i, p := range pairs {
			for j, s := range p.said {
				row := at[i][j*len(p.terms) : (j+1)*len(p.terms)]
				sum := float32(0)
				for k, x := range p.terms {
					sum += x.of * chance[row[k]]
				}
				if round > 0 {
					sum += ofNothing * t.usual[s]
				}
				if sum == 0 {
					continue
				}
				for k, x := range p.terms {
					seen[row[k]] += x.of * chance[row[k]] / sum
				}
			}
		}
		all := make([]float32, t.known.len())
		for id, n := range seen {
			all[terms[id]] += n
		}
		for id, n := range seen {
			chance[id] = n / (all[terms[id]] + pseudo)
		}
	}
	t.keep(cells, chance)
	return t
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
		t.to = append(t.to, int32(uint32(key))) //nolint:gosec // what cell put there
		t.chance = append(t.chance, chance[cells[key]])
	}
	for k := range t.known.len() {
		t.first[k+1] += t.first[k]
	}
}

// inOrder returns the keys of counts in their order, so that what is learnt is always the same.
func inOrder(all map[string]float32) []string {
	keys := make([]string, 0, len(all))
	for k := range all {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// heardAs returns what is said in a message, as far as it is known.
func (t *translation) heardAs(message string) []int32 {
	var all []int32
	for _, x := range saidIn(message) {
		if id, ok := t.said.find(x); ok {
			all = append(all, int32(id)) //nolint:gosec // tens of thousands
		}
	}
	slices.Sort(all)
	return all
}

// answers returns how much more probable a message is where a section with these terms is its answer, as a logarithm.
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
