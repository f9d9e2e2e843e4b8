package knowledge

import (
	"math"
	"slices"
	"sort"
	"sync"
	"time"

	"wegwijzer/internal/dutch"
)

// snapshot is one generation of a collection as it is searched: everything about its passages but their text. It never changes once built,
// so a search that has begun sees one generation from start to end; only what sections answer is worked out when they are first looked at. What there is one of for each passage, page or term stands in flat arrays
// without pointers, which the garbage collector passes over.
type snapshot struct {
	generation int64
	collection int32
	ids        *lexicon // of the passages, beside pageOf
	pageOf     []int32
	urls       *slab // of the pages, beside pages
	pages      []pageEntry
	terms      *lexicon
	spelling   *spelling
	byPassage  *postings
	byPage     *postings
	words      *wording      // by which questions to it are understood
	topicPages [][]topicPage // per topic of its words
	onTopic    []float32     // per topic, how much the page that is most on it is, 0 to 1
	about      pageTopics
	vectors    *vectorLeg
	sections   *sync.Map // by passage, what is known of those of help pages that were looked at
	named      []bool    // per term, whether it stands in a title or heading
}

// pageEntry is a page. Pages have passages, and those of one page follow each other.
type pageEntry struct {
	first, last int32 // its passages are first to last, exclusive
	report      bool
	labelled    bool // its topics were chosen by the content team
	dated       moment
	supposes    Supposition
	events      Events // that its title names
}

// moment is a time in microseconds, as the database has it.
type moment int64

// unknown is before all moments that are known.
const unknown moment = math.MinInt64

func momentOf(t time.Time) moment {
	if t.IsZero() {
		return unknown
	}
	return moment(t.UnixMicro())
}

// time returns the zero time for a moment that is not known.
func (m moment) time() time.Time {
	if m == unknown {
		return time.Time{}
	}
	return time.UnixMicro(int64(m))
}

// id returns the id of a passage.
func (s *snapshot) id(passage int32) PassageID { return PassageID(s.ids.at(int(passage))) }

// addIDs adds the ids of the passages of a page, in their order.
func (s *snapshot) addIDs(ids []string, p pageEntry) []string {
	for i := p.first; i < p.last; i++ {
		ids = append(ids, s.ids.at(int(i)))
	}
	return ids
}

type topicPage struct {
	page     int32
	affinity float32
}

// indexed is a passage as it is stored for searching.
type indexed struct {
	ID    PassageID
	URL   string
	Title string
	Kind  Kind
	Date  time.Time
	Terms []indexedTerm
}

type indexedTerm struct {
	Text  string
	Count [fieldCount]float32
}

// analysePassage returns the terms a passage is found by.
func analysePassage(p Passage) []indexedTerm {
	at := map[string]int{}
	var terms []indexedTerm
	add := func(text string, f field) {
		i, ok := at[text]
		if !ok {
			i = len(terms)
			at[text] = i
			terms = append(terms, indexedTerm{Text: text})
		}
		terms[i].Count[f]++
	}
	for _, t := range dutch.Terms(p.Title + "\n" + p.Heading) {
		add(t.Text, titleField)
	}
	for _, t := range dutch.Terms(p.Text) {
		if t.Part {
			add(t.Text, partField)
		} else {
			add(t.Text, bodyField)
		}
	}
	return terms
}

// label ties a page to a topic; Weight is 1 for the page's subject and less for what it touches.
type label struct {
	URL    string
	Topic  TopicID
	Weight float32
	Editor bool // chosen by a person; then the machine's guesses for the page are not used
}

// snapshotBuilder makes a snapshot of passages that are given one by one, so that a large collection is never in memory twice.
type snapshotBuilder struct {
	snapshot        *snapshot
	passages, pages postingsBuilder
	supposed        supposed // what the last page supposes
}

func newSnapshotBuilder(collection int32, generation int64) *snapshotBuilder {
	return &snapshotBuilder{snapshot: &snapshot{
		collection: collection, generation: generation, ids: &lexicon{}, urls: &slab{}, terms: &lexicon{}, vectors: &vectorLeg{},
	}}
}

// add takes the next passage; those of a page follow each other. Nothing of p is kept but copies.
func (b *snapshotBuilder) add(p indexed) {
	s := b.snapshot
	if n := s.urls.len(); n == 0 || s.urls.at(n-1) != p.URL {
		s.urls.add(p.URL)
		s.pages = append(s.pages, pageEntry{first: int32(len(s.pageOf)), report: p.Kind == Report, dated: momentOf(p.Date)}) //nolint:gosec // passages are numbered in 32 bits
		b.pages.next()
		b.supposed = supposed{}
		if p.Kind == HelpPage {
			s.pages[len(s.pages)-1].events = ToldIn(p.Title).Named
		}
	}
	if p.Kind == HelpPage {
		b.supposed.add(p.Terms)
		s.pages[len(s.pages)-1].supposes = b.supposed.page()
	}
	s.ids.put(string(p.ID))
	s.pageOf = append(s.pageOf, int32(len(s.pages)-1))  //nolint:gosec // pages are fewer than passages
	s.pages[len(s.pages)-1].last = int32(len(s.pageOf)) //nolint:gosec // passages are numbered in 32 bits
	b.passages.next()
	for _, t := range p.Terms {
		n := s.terms.put(t.Text)
		if n == len(s.named) {
			s.named = append(s.named, false)
		}
		for f, c := range t.Count {
			if c == 0 {
				continue
			}
			b.passages.add(n, field(f), c)
			if field(f) == titleField {
				s.named[n] = s.named[n] || p.Kind == HelpPage
				c /= 2 // the page's title comes back in each of its passages
			}
			b.pages.add(n, field(f), c)
		}
	}
}

// build returns the snapshot; the builder is done with then.
func (b *snapshotBuilder) build(labels []label, words *wording) *snapshot {
	s := b.snapshot
	s.byPassage = b.passages.build(s.terms.len())
	s.byPage = b.pages.build(s.terms.len())
	weight := make([]int32, s.terms.len())
	for n := range weight {
		weight[n] = int32(len(s.byPassage.of(n))) //nolint:gosec // passages are numbered in 32 bits
	}
	s.spelling = newSpelling(&s.terms.slab, weight)
	s.tie(labels, words)
	return s
}

// retied returns the snapshot with other topics of its pages and understood by other words; s stays as it is.
func (s *snapshot) retied(labels []label, words *wording) *snapshot {
	tied := *s
	tied.pages = slices.Clone(s.pages)
	for i := range tied.pages {
		tied.pages[i].labelled = false
	}
	tied.tie(labels, words)
	return &tied
}

// editorTrust is how much more a topic counts that a person gave to a page than one the machine guessed.
const editorTrust = 1.5

// tie hands out the topics of pages: those the content team chose, else the machine's guesses.
func (s *snapshot) tie(labels []label, words *wording) {
	s.words, s.sections = words, &sync.Map{}
	topics := words.bank.classifier().topics
	place := make(map[TopicID]int, len(topics))
	for i, t := range topics {
		place[t] = i
	}
	pages := make(map[string]int32, len(s.pages))
	for i := range s.pages {
		pages[s.urls.at(i)] = int32(i)
	}
	s.topicPages = make([][]topicPage, len(topics))
	for _, l := range labels {
		if page, ok := pages[l.URL]; ok && l.Editor {
			s.pages[page].labelled = true
		}
	}
	for _, l := range labels {
		page, ok := pages[l.URL]
		topic, known := place[l.Topic]
		if !ok || !known || s.pages[page].labelled && !l.Editor {
			continue
		}
		affinity := l.Weight
		if l.Editor {
			affinity *= editorTrust
		}
		s.topicPages[topic] = append(s.topicPages[topic], topicPage{page, affinity})
	}
	s.onTopic = make([]float32, len(topics))
	for i, t := range s.topicPages {
		for _, x := range t {
			s.onTopic[i] = max(s.onTopic[i], min(1, x.affinity))
		}
		sort.Slice(t, func(i, j int) bool { return t[i].page < t[j].page })
	}
	s.about = newPageTopics(s.topicPages, len(s.pages))
}

// pageTopics tells what topics a page is about for sure: those of page i are topics[first[i]:first[i+1]].
type pageTopics struct {
	first  []int32
	topics []int32
}

func newPageTopics(topicPages [][]topicPage, pages int) pageTopics {
	p := pageTopics{first: make([]int32, pages+1)}
	sure := func(f func(topic int, page int32)) {
		for topic, list := range topicPages {
			for _, tp := range list {
				if tp.affinity >= confAffinity {
					f(topic, tp.page)
				}
			}
		}
	}
	sure(func(_ int, page int32) { p.first[page+1]++ })
	for i := range pages {
		p.first[i+1] += p.first[i]
	}
	p.topics = make([]int32, p.first[pages])
	next := slices.Clone(p.first)
	sure(func(topic int, page int32) {
		p.topics[next[page]] = int32(topic)
		next[page]++
	})
	return p
}

// of returns the topics of a page.
func (p pageTopics) of(page int32) []int32 { return p.topics[p.first[page]:p.first[page+1]] }
