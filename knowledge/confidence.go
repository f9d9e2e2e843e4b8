package knowledge

import (
	"math"
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
)

// confWeights are those of a logistic regression behind Confidence.
type confWeights struct {
	base      float64
	own       float64 // words of the question in the best passage
	score     float64 // fused score of the best passage
	margin    float64 // what it is ahead of the next
	words     float64 // content words in the question, at most confWordsMost
	explained float64 // share of the question that the best pages say, or that people say of their topics
	sentence  float64 // share of the question that one line says with its headings, everyday words counting little
	topic     float64 // probability of the question's first topic
	fact      float64 // how surely the question asks for one fact
	factGap   float64 // and no line says all of it
	missing   float64 // the kind of fact it asks for stands near none of its words
	unknown   float64 // share of the question that no page knows
}

var (
	// Questions for one fact ("hoeveel", "welk nummer") and questions that tell a situation fail in different ways: a page on the subject
	// answers the second and not the first. Both were fitted on the demo's questions (120 that its pages answer, 360 in lay words, right when
	// the page is among the first three, 70 that they do not answer) and 105 more that they do not, with the pages labelled and without; and
	// set so that of the answerable ones .80 are shown without labels and .86 to .95 with them.
	factConfidence      = confWeights{base: -6.05, score: 0.65, words: 0.53, explained: 2.74, sentence: 2.03, missing: -2.47, margin: 2.68, topic: -1.08, own: 1.16, fact: 0.26}
	situationConfidence = confWeights{base: -4.02, score: 0.7, words: 0.32, explained: 1.71, margin: 2.1, topic: 0.85, own: 2.92}
	// reportConfidence was fitted on questions over long documents: 34 that they answer and 234 that they mostly do not.
	reportConfidence = confWeights{base: -6.1, own: 1.999, score: 1.225, words: 0.558, explained: 3.469, sentence: 1.36, factGap: -1.703, unknown: -3.573}
)

const (
	confPages      = 3 // looked at for what is explained
	confPassages   = 5 // looked at for the best sentence
	confAffinity   = 0.3
	confCommon     = 25 // a word that this many topics use is everyday speech
	confWordsMost  = 9
	confEveryday   = 15 // one that this many use need not be said by the page
	everydayCounts = 0.3
	headingCounts  = 0.8
	nearlyBest     = 0.6
	wholly         = 0.9  // of a question that asks for no fact is said by the best pages or of their topics: then they are about it,
	onSubject      = 0.3  // when one of the topics of the bank is probable at all,
	related        = 0.24 // and it may be shown with reserve, whichever of its subjects the best page is on (log odds)
	nearly         = -0.4 // so may one that falls just short, when its words are said or name pages,
	fewPages       = 20   // a collection of less tells nothing by the topics it lacks
	wellCovered    = 0.56 // and pages are on its topics
)

// confidence estimates how probable it is that the first hits answer the question. A question that asks for a fact ("hoeveel", "welk")
// must find a line that speaks of it and holds such a fact; a question that tells a situation may be answered by a page on its topic.
func (s *snapshot) confidence(c *Classifier, q *query, question string, hits []scored) float64 {
	if len(hits) == 0 || len(q.stems) == 0 {
		return 0
	}
	best, asks, wants := hits[0], asked(question), want(question)
	w := situationConfidence
	switch {
	case best.passage.Kind == Report:
		w = reportConfidence
	case asks > 0 || wants.any():
		w = factConfidence
	}
	read := s.read(q, hits[:min(confPassages, len(hits))], wants)
	sentence, found := s.bestLine(c, q, read)
	margin := float64(best.candidate.score)
	if len(hits) > 1 {
		margin -= float64(hits[1].candidate.score)
	}
	topic := float32(0)
	for _, p := range q.topics {
		topic = max(topic, p)
	}
	explained, named := s.explained(c, q, hits, read)
	z := w.base + w.own*float64(best.own) + w.score*float64(best.candidate.score) + w.margin*margin + w.words*float64(min(len(q.stems), confWordsMost)) +
		w.explained*explained + w.sentence*sentence + w.topic*float64(topic) + w.unknown*float64(q.unknown) + w.fact*asks + w.factGap*asks*(1-sentence)
	if wants.any() && !found {
		z += w.missing
	}
	if best.passage.Kind != HelpPage {
		return 1 / (1 + math.Exp(-z))
	}
	tells := asks == 0 && !wants.any() && len(q.stems) > 1 // a situation or a general question, not one fact
	if tells && topic >= onSubject && explained >= wholly {
		z = max(z, related)
	}
	if len(s.pages) < fewPages {
		return 1 / (1 + math.Exp(-z))
	}
	covered := s.covered(q)
	z += shape.of(q, direct(question), covered, float64(topic))
	if !s.pages[best.page].labelled {
		z += shape.guessed
	}
	if tells && z >= nearly && covered >= wellCovered && named >= wholly {
		z = max(z, related)
	}
	return 1 / (1 + math.Exp(-z))
}

// afterWeights are those of the same for a message in a talk.
type afterWeights struct {
	base     float64
	alone    float64 // log odds that the hits answer the message by itself
	together float64 // and the message with what was said before it
	score    float64 // fused score of the best passage
	guessed  float64 // the page's topics are the machine's guesses, which score less
}

// Fitted on the first hand of the demo's talks, with its pages labelled and without, where what no page answers counted for three; the
// base was set with both hands in view, so that of what is found rightly .97 is shown.
var afterConfidence = afterWeights{base: -0.7, alone: 0.2, together: 0.15, score: 0.44, guessed: 0.3}

// confidenceAfter is confidence for a message in a talk. What was said before nearly always has a page, so that together they say little of whether the
// message is answered there; by itself it may have no word that tells anything.
func (s *snapshot) confidenceAfter(c *Classifier, q *query, message string, hits []scored, together float64) float64 {
	if len(hits) == 0 {
		return 0
	}
	w := afterConfidence
	z := w.base + w.together*logOdds(together) + w.score*float64(hits[0].candidate.score)
	if !s.pages[hits[0].page].labelled {
		z += w.guessed
	}
	if len(q.stems) > 0 {
		z += w.alone * logOdds(s.confidence(c, q, message, hits))
	}
	if len(q.stems) <= 1 && together >= 0.5 {
		z = max(z, related) // "is dat strafbaar", "wie helpt mij": of 52 such messages of both hands one had no answer
	}
	return 1 / (1 + math.Exp(-z))
}

// logOdds is the logarithm of the odds of a probability, which is held off 0 and 1.
func logOdds(p float64) float64 {
	const off = 1e-4
	return math.Log(max(p, off) / max(1-p, off))
}

// reading is what the best passages say of the words of a question. The numbers of a row are beside the words, 0 to 1: how fully each is said.
type reading struct {
	words    int
	headings []float32 // a row per passage, for its title and headings
	lines    []float32 // a row per line of their texts
	upTo     []int     // per passage, how many lines there are up to its end
	facts    []bool    // per line: it holds the fact that is wanted
}

func (r *reading) heading(hit int) []float32 { return r.headings[hit*r.words : (hit+1)*r.words] }

func (r *reading) line(i int) []float32 { return r.lines[i*r.words : (i+1)*r.words] }

// read reads hits once for all that is asked of them.
func (s *snapshot) read(q *query, hits []scored, wants wanted) *reading {
	r := &reading{words: len(q.stems)}
	own := s.ownTerms(q)
	for _, h := range hits {
		r.headings = append(r.headings, make([]float32, r.words)...)
		said := r.headings[len(r.headings)-r.words:]
		own.say(said, h.passage.Title)
		own.say(said, h.passage.Heading)
		asked := wants.any() && wants.same(want(NearestHeading(h.passage.Heading)))
		for line := range strings.SplitSeq(h.passage.Text, "\n") {
			r.lines = append(r.lines, make([]float32, r.words)...)
			own.say(r.lines[len(r.lines)-r.words:], line)
			r.facts = append(r.facts, asked || wants.any() && wants.in(line))
		}
		r.upTo = append(r.upTo, len(r.facts))
	}
	return r
}

// explained returns what share of the question, by weight, the best pages say themselves or people say about their topics; and what share
// they say or a title or heading of some page names: "schadevergoeding na oplichting" may be asked of a page that names every offence but one.
func (s *snapshot) explained(c *Classifier, q *query, hits []scored, read *reading) (explained, named float64) {
	said, titled := make([]float32, len(q.stems)), make([]float32, len(q.stems))
	topics := make([]int32, 0, 8*confPages)
	line := 0
	for i, h := range hits[:min(confPages, len(hits))] {
		topics = append(topics, s.about.of(h.page)...)
		raise(said, 1, read.heading(i))
		for ; line < read.upTo[i]; line++ {
			raise(said, 1, read.line(line))
		}
	}
	for _, w := range q.own {
		if w.weight >= synonymWeight && s.named[w.term] {
			titled[w.word] = 0.9
		}
	}
	var total, sum, either float32
	for i, idf := range q.idfs {
		total += idf
		either += max(said[i], titled[i]) * idf
		if of := c.topicsOf(q.stems[i]); len(of) > 0 && hits[0].passage.Kind == HelpPage {
			for _, w := range of {
				if slices.Contains(topics, w.topic) {
					said[i] = max(said[i], 0.9)
				}
			}
			if len(of) > confCommon {
				said[i] = max(said[i], 0.6)
			}
		}
		sum += said[i] * idf
	}
	if total == 0 {
		return 0, 0
	}
	return float64(sum / total), float64(either / total)
}

// bestLine returns the share of the question, by weight, that one line of the best passages says with its headings, and whether the fact
// that is wanted stands in a line that says nearly as much. Words that belong to everyday speech ("bereik", "noem") count little: a page
// need not say them.
func (s *snapshot) bestLine(c *Classifier, q *query, read *reading) (share float64, found bool) {
	weights := make([]float32, len(q.idfs))
	var total float32
	for i, idf := range q.idfs {
		weights[i] = idf
		if len(c.topicsOf(q.stems[i])) > confEveryday {
			weights[i] = everydayCounts * idf
		}
		total += weights[i]
	}
	if total == 0 {
		return 0, false
	}
	with := 0.0 // the best line with such a fact
	said := make([]float32, len(q.stems))
	line := 0
	for hit, upTo := range read.upTo {
		for ; line < upTo; line++ {
			copy(said, read.line(line))
			raise(said, headingCounts, read.heading(hit))
			var sum float32
			for i, weight := range weights {
				sum += said[i] * weight
			}
			x := float64(sum / total)
			share = max(share, x)
			if read.facts[line] {
				with = max(with, x)
			}
		}
	}
	return share, with > 0 && with >= nearlyBest*share
}

// raise raises each number to that beside it, which counts so much.
func raise(said []float32, counts float32, by []float32) {
	for i, x := range by {
		said[i] = max(said[i], counts*x)
	}
}

// ownTerms are the terms that the words of a question are searched by, with the words they stand for.
type ownTerms map[string][]weighted

func (s *snapshot) ownTerms(q *query) ownTerms {
	own := make(ownTerms, len(q.own))
	for _, w := range q.own {
		term := s.terms.at(w.term)
		own[term] = append(own[term], w)
	}
	return own
}

// say raises what is said of each word of the question by what a text says of it.
func (o ownTerms) say(said []float32, text string) {
	dutch.EachTerm(text, func(term string) {
		for _, w := range o[term] {
			said[w.word] = max(said[w.word], min(1, w.weight))
		}
	})
}

// asked returns how surely a question asks for one fact, 0 to 1.
func asked(question string) float64 {
	fact := 0.0
	tokens := dutch.Tokens(question)
	for i, t := range tokens {
		next := ""
		if i+1 < len(tokens) {
			next = tokens[i+1].Text
		}
		switch t.Text {
		case "hoeveel", "hoelang", "hoogte", "procent", "percentage", "telefoonnummer", "nummer", "wanneer", "termijn", "bedrag", "welk", "adres", "gemiddeld", "precies":
			return 1
		case "welke", "wat":
			switch next {
			case "moet", "kan", "nu", "doe", "mag", "als":
			default:
				fact = max(fact, 0.5)
			}
		case "hoe":
			switch next {
			case "hoog", "lang", "vaak", "oud", "veel", "laat", "groot", "duur", "heet":
				return 1
			}
		}
	}
	return fact
}
