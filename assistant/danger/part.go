package danger

import (
	"cmp"
	"slices"
)

// A cry among everyday sentences is drowned by them when a message is only weighed whole: of two hundred words about a burglary and "eigenlijk wil ik
// dood" every sum says that it is about a burglary. So each sentence, and each two that follow each other, are weighed as a message of their own too.

// What a part of a message must be, on its own, to be danger whatever surrounds it. It must be surer than a message: a sentence that is taken out of
// its story has lost what made it harmless, and the more sentences there are, the more often one of them only looks like danger. Chosen on messages
// that were not learnt from, put among everyday sentences and the questions of others.
const (
	leastPart    = 0.88 // of two
	morePart     = 0.01 // for each sentence more
	mostAsked    = 0.94 // however many there are
	morePast     = 0.02 // where the message also speaks of long ago
	certainPart  = 0.95 // for an acute card
	leastPartNow = 0.55

	leastBeside    = 0.75 // of what is told beside a question in the same breath
	leastBesideNow = 0.7
)

// mostParts bounds the sentences that are looked at one by one: those with the most words of danger for their length.
const mostParts = 24

// part is the message that a sentence, or some that follow each other, would be.
func (m *message) part(first, last int) *message {
	from, to := m.sentences[first].from, m.sentences[last].to
	p := &message{lex: m.lex, tokens: m.tokens[from:to], words: m.words[from:to], sentences: make([]sentence, 0, last-first+1)}
	for _, s := range m.sentences[first : last+1] {
		p.sentences = append(p.sentences, sentence{from: s.from - from, to: s.to - from})
	}
	p.reading.lex = m.lex
	p.listen()
	return p
}

// hottest returns the sentences that are looked at one by one, by their numbers.
func (m *message) hottest() []int {
	order := make([]int, len(m.sentences))
	for i := range order {
		order[i] = i
	}
	if len(order) <= mostParts {
		return order
	}
	heat := make([]float64, len(m.sentences))
	for i, s := range m.sentences {
		n := 0
		for _, t := range m.tokens[s.from:s.to] {
			if m.lex.hot[t.word] {
				n++
			}
		}
		heat[i] = float64(n) / float64(s.to-s.from+6)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(heat[b], heat[a]) })
	return order[:mostParts]
}

// parts returns the log odds of danger of the sentence that is most like danger, and of danger of this moment in it: a question behind a cry takes
// nothing from the cry. It remembers which sentences speak of danger, for lookCloser.
func (m *message) parts(c *classifier, danger, now float64) (float64, float64) {
	if len(m.sentences) < 2 {
		return danger, now
	}
	most, then := -float64(surest), -float64(surest)
	for _, i := range m.hottest() {
		if s := m.sentences[i]; s.to-s.from < 2 {
			continue
		}
		part := m.part(i, i)
		features := part.features(part.judge(), true)
		d := odds(c.danger.chance(features))
		if d > most {
			most, then = d, odds(c.acute.chance(features))
		}
		if d > 0 {
			m.speaking = append(m.speaking, i)
		}
	}
	return most, then
}

// besideQuestion returns the number of the sentence that is all that is told beside a question in the same breath, or -1: nothing that would make it
// harmless stands elsewhere, so it is weighed as any message is.
func (m *message) besideQuestion() int {
	if len(m.sentences) != 2 {
		return -1
	}
	for i, s := range m.sentences {
		if m.tokens[s.from].asks {
			return 1 - i
		}
	}
	return -1
}

// lookCloser weighs the sentences that speak of danger on their own, and with the one before and behind, and adds the danger that only they show.
func (m *message) lookCloser(c *classifier, all *found) {
	if all.level == Acute || all.alone > None {
		return
	}
	least := min(mostAsked, leastPart+morePart*float64(len(m.sentences)-2))
	if m.has.has(m.lex.k.past) {
		least += morePast
	}
	beside := m.besideQuestion()
	look := func(first, last int) {
		if first < 0 || last >= len(m.sentences) {
			return
		}
		x := m.part(first, last).find(c)
		level, alone := None, first == last
		switch {
		case alone && first == beside && x.sure >= leastBeside && x.level == Acute && x.now > leastBesideNow:
			level = Acute
		case alone && first == beside && x.sure >= leastBeside && x.level != None && (x.ruled || slices.Contains(m.speaking, beside)):
			level = Concern
		case x.sure >= certainPart && x.now > leastPartNow:
			level = Acute
		case x.sure >= least:
			level = Concern
		}
		if level == None {
			return
		}
		atLevel(x.kinds, level)
		for k, l := range x.kinds {
			all.kinds[k] = max(all.kinds[k], l)
		}
		all.level = max(all.level, level)
		all.ruled, all.wish = all.ruled || x.ruled, all.wish || x.wish
		all.third, all.self = all.third || x.third, all.self || x.self
		all.lang = cmp.Or(all.lang, x.lang)
	}
	if beside >= 0 && !slices.Contains(m.speaking, beside) {
		look(beside, beside)
	}
	for _, i := range m.speaking {
		look(i, i)
		if len(m.sentences) > 2 {
			look(i-1, i)
			look(i, i+1)
		}
	}
}
