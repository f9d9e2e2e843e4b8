package knowledge

import (
	"wegwijzer/internal/dutch"
)

// query is a question made ready for one snapshot.
type query struct {
	own      []weighted // the words of the question, their parts, corrections and synonyms
	mass     float32    // the score a passage would have that holds each word of the question very often
	expanded []weighted // formal terms of the topics the question is probably about
	expMass  float32
	topics   []float32 // probability per topic of the classifier
	sought   []float32 // the same, in a talk of the topics that pages are about
	stems    []string  // of the question's own words, for the rerank
	idfs     []float32 // beside stems
	replaced float32   // inverse document frequency of the words for which only a near one was found
	unknown  float32   // share of the question's words, by weight, that no page and no correction knows
	numbers  []string  // article numbers, amounts, ECLI, telephone numbers
	told     Told      // what it says happened
	tells    bool      // and asks nothing
	now      *query    // the message by itself, in a talk; nil when it stands alone
}

type weighted struct {
	term   int
	weight float32
	word   int // number of the question's word it stands for; the best form of a word counts, not the sum
}

// Weights of what a word of the question is replaced by. Fitted on the development half of the demo's question set.
const (
	synonymWeight   = 0.7
	nearWeight      = 0.6
	partOfKnown     = 0.4 // a part of a compound that itself occurs
	partOfUnknown   = 0.9 // a part of a compound that no page has
	correctedWeight = 0.85
	unknownIDF      = 5
	askingIDF       = 0.5
)

// asking are question words that carry no subject but are too telling for the stop list: topics are told apart by them.
var asking = map[string]bool{"hoelang": true, "hoeveel": true, "hoelaat": true, "welk": true, "welke": true}

// measures ask with "hoe" for a fact: "hoe hoog is de vergoeding".
var measures = set("hoog", "lang", "vaak", "oud", "veel", "laat", "groot", "duur")

// onPages returns the probabilities of topics among those that some page is about. What is told and what is asked on are seldom of one topic, and the one that
// fits best may have no page here.
func (s *snapshot) onPages(about []float32) []float32 {
	all := make([]float32, len(about))
	sum := float32(0)
	for t, p := range about {
		if s.onTopic[t] > 0 {
			all[t] = p
			sum += p
		}
	}
	if sum == 0 {
		return about
	}
	for t := range all {
		all[t] /= sum
	}
	return all
}

// analyse makes a question ready.
func (s *snapshot) analyse(h *heard) *query {
	q := &query{topics: h.about, sought: h.about, numbers: h.numbers, told: h.told, tells: h.tells}
	if h.now != nil {
		q.sought, q.now = s.onPages(h.about), s.analyse(h.now)
	}
	bank := h.words.bank.classifier().spelling
	var total, missing float32
	for i, w := range h.said {
		idf := s.word(q, w.forms, i, bank, h.words.synonyms)
		switch {
		case w.asking:
			idf = askingIDF
		case idf < 0:
			idf = unknownIDF
			missing += idf
		}
		total += idf
		q.mass += idf * (k1 + 1)
		q.stems = append(q.stems, w.forms[0].Text)
		q.idfs = append(q.idfs, idf)
	}
	if total > 0 {
		q.unknown = (missing + q.replaced) / total
	}
	for _, e := range h.expansion {
		if n, ok := s.terms.find(e.term); ok {
			q.expanded = append(q.expanded, weighted{term: n, weight: e.weight})
			q.expMass += e.weight * s.byPassage.idf[n] * (k1 + 1)
		}
	}
	return q
}

// word adds the forms of one word of the question, and returns its idf: that of its best form, or -1 when the pages do not know it in any form.
func (s *snapshot) word(q *query, terms []dutch.Term, word int, bank *spelling, synonyms *Synonyms) float32 {
	idf := float32(-1)
	add := func(text string, weight float32) bool {
		n, ok := s.terms.find(text)
		if !ok {
			return false
		}
		q.own = append(q.own, weighted{n, weight, word})
		idf = max(idf, s.byPassage.idf[n]*min(1, weight+0.2))
		return true
	}
	whole := add(terms[0].Text, 1)
	part := float32(partOfKnown)
	if !whole {
		part = partOfUnknown
	}
	for _, t := range terms[1:] {
		if t.Part {
			add(t.Text, part)
		} else {
			add(t.Text, 1) // written together with the word behind it
		}
	}
	for _, t := range terms {
		w := float32(synonymWeight)
		if t.Part {
			w *= part
		}
		synonyms.expand(t.Text, func(other string) { add(other, w) })
	}
	if !whole && idf < 0 {
		nearWords().expand(terms[0].Text, func(other string) { add(other, nearWeight) })
		if idf >= 0 {
			q.replaced += idf
		}
	}
	if !whole && idf < 0 && !dutch.Known(terms[0].Text) {
		// The word may be misspelt. The pages' own words come first, then those that people use.
		for _, from := range []*spelling{s.spelling, bank} {
			n, sure := from.correct(terms[0].Text)
			if n < 0 {
				continue
			}
			text := from.terms.at(n)
			add(text, correctedWeight*sure)
			synonyms.expand(text, func(other string) { add(other, synonymWeight*sure) })
			if idf >= 0 && sure > 0.8 {
				break
			}
		}
	}
	return idf
}

// accumulate adds to scores what the terms of a query find. Of the forms of one word a unit counts the best only:
// a page that has both "gestolen" and "diefstal" is not twice as much about a theft.
func (p *postings) accumulate(terms []weighted, scores []float32, room *scratch) {
	var best []float32
	for i := 0; i < len(terms); {
		j := i + 1
		for j < len(terms) && terms[j].word == terms[i].word {
			j++
		}
		if j == i+1 {
			w := terms[i].weight
			for _, x := range p.of(terms[i].term) {
				scores[x.unit] += w * x.score
			}
			i = j
			continue
		}
		if best == nil {
			best = zeroed(&room.best, p.units)
		}
		touched := room.touched[:0]
		for _, t := range terms[i:j] {
			for _, x := range p.of(t.term) {
				v := t.weight * x.score
				if best[x.unit] == 0 {
					touched = append(touched, x.unit)
				}
				best[x.unit] = max(best[x.unit], v)
			}
		}
		for _, u := range touched {
			scores[u] += best[u]
			best[u] = 0
		}
		room.touched = touched
		i = j
	}
}

// sum adds to scores what each term finds, every term counting by itself. Terms that can add less than least to any score are left out.
func (p *postings) sum(terms []weighted, least float32, scores []float32) {
	for _, t := range terms {
		if t.weight*p.idf[t.term]*(k1+1) < least {
			continue
		}
		for _, x := range p.of(t.term) {
			scores[x.unit] += t.weight * x.score
		}
	}
}
