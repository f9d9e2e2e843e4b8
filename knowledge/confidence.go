package knowledge

import (
	"math"
	"slices"

	"wegwijzer/internal/dutch"
)

// confWeights are those of a logistic regression behind Confidence.
type confWeights struct {
	base      float64
	topic     float64 // the page's topics are the question's
	own       float64 // words of the question in the best passage
	score     float64 // fused score of the best passage
	words     float64 // content words in the question, at most confWordsMost
	explained float64 // share of the question that the best pages say, or that people say of their topics
	sentence  float64 // share of the question that one sentence says
	fact      float64 // the question asks for a fact
	factGap   float64 // and no sentence says all of it
	noNumber  float64 // it asks for a number, and no good sentence has one
	unknown   float64 // share of the question that no page knows
}

var (
	// helpConfidence was fitted on the demo's questions: 120 that its pages answer, 360 in lay words (right when the page is among the first
	// three) and 80 that they do not answer, the last counting four times. docs/accuracy.md shows what it lets through.
	helpConfidence = confWeights{base: -4.386, topic: 1.029, score: 0.479, words: 0.343, explained: 2.821, sentence: 0.754, fact: 0.358, factGap: -3.72, noNumber: -0.793}
	// reportConfidence was fitted on questions over long documents: 34 that they answer and 234 that they mostly do not.
	reportConfidence = confWeights{base: -6.3, own: 1.999, score: 1.225, words: 0.558, explained: 3.469, sentence: 1.36, factGap: -1.703, unknown: -3.573}
)

const (
	confPages     = 3 // looked at for what is explained
	confPassages  = 5 // looked at for the best sentence
	confAffinity  = 0.3
	confCommon    = 25 // a word that this many topics use is everyday speech
	confWordsMost = 9
	headingCounts = 0.6
	nearlyBest    = 0.7
)

// confidence estimates how probable it is that the first hits answer the question. A question that asks for a fact ("hoeveel", "welk")
// must find a sentence that speaks of all of it; a question that describes a situation may be answered by a page on its topic.
func (s *snapshot) confidence(c *Classifier, q *query, question string, hits []scored) float64 {
	if len(hits) == 0 || len(q.stems) == 0 {
		return 0
	}
	best := hits[0]
	w := helpConfidence
	if best.passage.Kind == Report {
		w = reportConfidence
	}
	asks := asked(question)
	sentence, hasNumber := s.bestSentence(q, hits)
	z := w.base + w.topic*float64(best.topic) + w.own*float64(best.own) + w.score*float64(best.score) + w.words*float64(min(len(q.stems), confWordsMost)) +
		w.explained*s.explained(c, q, hits) + w.sentence*sentence + w.unknown*float64(q.unknown) + w.fact*asks.fact + w.factGap*asks.fact*(1-sentence)
	if asks.number && !hasNumber {
		z += w.noNumber
	}
	return 1 / (1 + math.Exp(-z))
}

// explained returns what share of the question, by weight, the best pages say themselves or people say about their topics.
func (s *snapshot) explained(c *Classifier, q *query, hits []scored) float64 {
	in := map[string]bool{}
	pages := map[int32]bool{}
	for _, h := range hits[:min(confPages, len(hits))] {
		pages[h.page] = true
		for _, t := range dutch.Terms(h.passage.Title + "\n" + h.passage.Heading + "\n" + h.passage.Text) {
			in[t.Text] = true
		}
	}
	topics := map[int32]bool{}
	for t, list := range s.topicPages {
		for page := range pages { // a list is long in a large collection, and ordered by page
			i, _ := slices.BinarySearchFunc(list, page, func(tp topicPage, page int32) int { return int(tp.page - page) })
			for ; i < len(list) && list[i].page == page; i++ {
				if list[i].affinity >= confAffinity {
					topics[int32(t)] = true
				}
			}
		}
	}
	said := make([]float32, len(q.stems))
	for _, w := range q.own {
		if in[s.spelling.terms[w.term]] {
			said[w.word] = max(said[w.word], min(1, w.weight))
		}
	}
	var total, sum float32
	for i, idf := range q.idfs {
		total += idf
		if id, ok := c.features["w:"+q.stems[i]]; ok && hits[0].passage.Kind == HelpPage {
			for _, w := range c.weights[id] {
				if topics[w.topic] {
					said[i] = max(said[i], 0.9)
				}
			}
			if len(c.weights[id]) > confCommon {
				said[i] = max(said[i], 0.6)
			}
		}
		sum += said[i] * idf
	}
	if total == 0 {
		return 0
	}
	return float64(sum / total)
}

// bestSentence returns the share of the question, by weight, that one sentence of the best passages says with its headings, and whether
// one that says nearly as much holds a number.
func (s *snapshot) bestSentence(q *query, hits []scored) (share float64, hasNumber bool) {
	var total float32
	for _, idf := range q.idfs {
		total += idf
	}
	if total == 0 {
		return 0, false
	}
	numbered := 0.0
	for _, h := range hits[:min(confPassages, len(hits))] {
		heading := bagOf(h.passage.Title + "\n" + h.passage.Heading)
		for _, span := range dutch.Sentences(h.passage.Text) {
			text := h.passage.Text[span.Start:span.End]
			in := bagOf(text)
			said := make([]float32, len(q.stems))
			for _, w := range q.own {
				term := s.spelling.terms[w.term]
				v := float32(0)
				switch {
				case in[term]:
					v = 1
				case heading[term]:
					v = headingCounts
				}
				said[w.word] = max(said[w.word], v*min(1, w.weight))
			}
			var sum float32
			for i, idf := range q.idfs {
				sum += said[i] * idf
			}
			x := float64(sum / total)
			share = max(share, x)
			if x > numbered && len(dutch.Numbers(text)) > 0 {
				numbered = x
			}
		}
	}
	return share, numbered >= nearlyBest*share
}

func bagOf(text string) map[string]bool {
	m := map[string]bool{}
	for _, t := range dutch.Terms(text) {
		m[t.Text] = true
	}
	return m
}

// expected is what kind of answer a question asks for.
type expected struct {
	fact   float64 // 1: one fact, .5: perhaps one
	number bool
}

func asked(question string) expected {
	var e expected
	tokens := dutch.Tokens(question)
	for i, t := range tokens {
		next := ""
		if i+1 < len(tokens) {
			next = tokens[i+1].Text
		}
		switch t.Text {
		case "hoeveel", "hoelang", "hoogte", "procent", "percentage", "telefoonnummer", "nummer", "wanneer", "termijn", "bedrag":
			e.number, e.fact = true, 1
		case "welk", "adres", "gemiddeld", "precies":
			e.fact = 1
		case "welke", "wat":
			switch next {
			case "moet", "kan", "nu", "doe", "mag", "als":
			default:
				e.fact = max(e.fact, 0.5)
			}
		case "hoe":
			switch next {
			case "hoog", "lang", "vaak", "oud", "veel", "laat":
				e.number, e.fact = true, 1
			case "groot", "duur", "heet":
				e.fact = 1
			}
		}
	}
	return e
}
