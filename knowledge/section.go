package knowledge

import (
	"cmp"
	"math"
	"strings"
)

// section is a part of a passage below one heading, and what it answers, as far as its words tell.
type section struct {
	below         string           // the heading inside the passage; "" for what stands below that of the passage itself
	heading, text []share          // its terms
	topics        [3][]topicWeight // it is about: by its heading, by its text too, and by the title besides; the roots of their probabilities
}

// leastTopic is the least probability of a topic that counts.
const leastTopic = 0.002

func rooted(about []float32) []topicWeight {
	var all []topicWeight
	for t, p := range about {
		if p > leastTopic {
			all = append(all, topicWeight{int32(t), float32(math.Sqrt(float64(p)))}) //nolint:gosec // hundreds
		}
	}
	return all
}

// sectionsOf returns what is known of a passage: worked out when it is first looked at.
func (s *snapshot) sectionsOf(at int32, p Passage) []section {
	if known, ok := s.sections.Load(at); ok {
		return known.([]section)
	}
	t, c := translationLesson().Get(), s.words.bank.classifier()
	var all []section
	below, from := "", 0
	add := func(to int) {
		text := strings.TrimSpace(p.Text[from:to])
		if text == "" && (to < len(p.Text) || len(all) > 0) {
			return // but a passage of headings alone is one section
		}
		heading := cmp.Or(below, NearestHeading(p.Heading), p.Title)
		all = append(all, section{
			below:   below,
			heading: t.shares(heading, ""),
			text:    t.shares("", text),
			topics: [3][]topicWeight{
				rooted(c.Distribution(heading)), rooted(c.Distribution(heading + "\n" + text)), rooted(c.Distribution(p.Title + "\n" + heading + "\n" + text)),
			},
		})
	}
	begins := 0 // the line
	for line := range strings.Lines(p.Text) {
		if next, ok := strings.CutPrefix(line, "# "); ok {
			add(begins)
			below, from = strings.TrimSuffix(next, "\n"), begins+len(line)
		}
		begins += len(line)
	}
	add(len(p.Text))
	s.sections.Store(at, all)
	return all
}

// hearing is a message, ready to be held against sections.
type hearing struct {
	said   []int32
	topics []float32 // roots of their probabilities
}

func hearingOf(h *heard) *hearing {
	x := &hearing{said: translationLesson().Get().heardAs(h.question), topics: make([]float32, len(h.about))}
	for t, p := range h.about {
		x.topics[t] = float32(math.Sqrt(float64(p)))
	}
	return x
}

// answerWeights are those of what speaks for a section: what people say for which it is the answer, by its heading and by its text, and how near what it is about
// is to what they are about.
type answerWeights struct {
	heading, text float64
	topics        [3]float64
}

// Fitted on the examples themselves, a quarter of the hands left out in turn (n 10,924).
var answersBy = answerWeights{heading: 0.16, text: 0.35, topics: [3]float64{0.78, 1.78, 1.25}}

// answeredBy returns what speaks for a section being the answer to a message, as a logarithm.
func (x *hearing) answeredBy(s *section) float64 {
	t := translationLesson().Get()
	sum := answersBy.heading*t.answers(x.said, s.heading) + answersBy.text*t.answers(x.said, s.text)
	for i, about := range s.topics {
		near := 0.0
		for _, a := range about {
			near += float64(a.weight * x.topics[a.topic])
		}
		sum += answersBy.topics[i] * math.Log(near+leastNear)
	}
	return sum
}

// leastNear is how near two texts are at least that have no topic in common.
const leastNear = 1e-3

// answer is what speaks for a passage being the answer to what is asked: for the section of it for which most does.
type answer struct {
	odds   float64 // as a logarithm
	all    float64 // of its sections together, as a multiple of the best one
	below  string  // the heading in the passage below which that stands, "" for that of the passage itself
	chance float64 // that of the sections of its page this is the one; 0 where that is not known
}

func (x *hearing) answerOf(sections []section) answer {
	odds := make([]float64, len(sections))
	best := answer{odds: math.Inf(-1)}
	for i := range sections {
		if odds[i] = x.answeredBy(&sections[i]); odds[i] > best.odds {
			best.odds, best.below = odds[i], sections[i].below
		}
	}
	for _, o := range odds {
		best.all += math.Exp(o - best.odds)
	}
	return best
}

// How much what speaks for an answer counts, beside what a closer look at the words of a passage finds. Fitted on the talks of the demo, all three hands in view.
const (
	answerCounts = 1.5
	answerSpread = 0.1
	ofBoth       = 0.75 // how much one line says of what is asked and what was told, for it to be meant: "wordt de verdachte vrijgesproken"
	bothCounts   = 3
	ofNoSection  = -3  // what speaks for none of them being it
	lineCounts   = 1.6 // of what the best line says, for how probable the answer is: near what fits with answersBy (1.9)
)

// byAnswer orders the passages of each page by whether they answer what is asked on in a talk. A question that stands alone says more of its own: ordered so too,
// details were found a little better (.458 of 657, before .447), and the topics of whole answers worse.
func (r *ranking) byAnswer() {
	x := hearingOf(r.heard.now)
	both := r.s.sense(r.heard.words.bank.classifier(), r.q) // what was told before, too
	best, beside := r.hits[0].candidate.page, besideOf(r.hits)
	for i := range r.hits {
		h := &r.hits[i]
		if h.page != best && beside[h.page] == 1 || r.s.pages[h.page].report {
			continue // nothing to put in order, or no section of a help page
		}
		if !h.looked {
			closer.look(h, r.sense)
		}
		h.answer = x.answerOf(r.s.sectionsOf(h.candidate.passage, h.passage))
		h.answer.odds += lineCounts * h.line
		if _, line := both.passage(h.passage); line >= ofBoth {
			h.answer.odds += bothCounts
		}
	}
	inPages(r.hits, answerSpread, func(h scored) float32 { return h.look + answerCounts*float32(h.answer.odds) })
	r.amongPage()
}

// wholePage adds what else stands on the best page, where somebody asks on in a talk: which of its sections answers that is seldom told by the words by which
// passages are found.
func (r *ranking) wholePage(texts map[PassageID]Passage) {
	best := r.hits[0].candidate.page
	least := float32(0)
	for _, h := range r.hits {
		if h.page == best {
			least = h.score
		}
	}
	for _, id := range r.addRest(nil) {
		p, ok := texts[PassageID(id)]
		if at, found := r.s.ids.find(id); ok && found && r.s.pageOf[at] == best {
			r.hits = append(r.hits, scored{candidate: candidate{passage: int32(at), page: best}, passage: p, score: least}) //nolint:gosec // passages are numbered in 32 bits
		}
	}
}

// amongPage works out how probable each section of the page of the best hit is to be the answer, where all of them are known.
func (r *ranking) amongPage() {
	first := r.hits[0]
	for _, h := range r.hits {
		if h.score > first.score {
			first = h
		}
	}
	page, n := r.s.pages[first.page], int32(0)
	sum := math.Exp(ofNoSection - first.answer.odds)
	for _, h := range r.hits {
		if h.page == first.page {
			sum += math.Exp(h.answer.odds-first.answer.odds) * h.answer.all
			n++
		}
	}
	if page.report || n < page.last-page.first {
		return
	}
	for i, h := range r.hits {
		if h.page == first.page {
			r.hits[i].answer.chance = math.Exp(h.answer.odds-first.answer.odds) / sum
		}
	}
}
