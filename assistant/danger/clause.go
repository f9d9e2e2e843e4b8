package danger

import "slices"

// A wish to die that is joined to what else was told ("ik ben mishandeld en ik wil niet meer") is lost when the whole is weighed as one: a few words
// that mean it alone mean anything in a longer sentence. So a clause with a subject of its own is read as a message of its own too, and what a rule
// sees in it is added. It takes nothing from what is there, and comes beside every other danger: 113 is then one of the lines.

var (
	// joining are words that join a clause to what was told before it. A comma does too.
	joining = either(`en maar want dus and but because et mais car i ale bo і й та але бо ve ama cunku و ولكن لكن لان ma pasobra und aber y pero porque`)
	// ownSubject is who a joined clause is about, or, where a verb holds its subject, how what is not wanted any more begins.
	ownSubject = either(`ik hij zij ze wij mijn i im ive he she we my je j il elle on nous ja on ona nie juz я він вона ми не вже ben artik yasamak انا هو هي لا لم ما mi e no ich er sie yo ya`)
)

// joinedClauses adds the wish to die that only a clause of a sentence shows.
func (m *message) joinedClauses(c *classifier, all *found) {
	budget := mostParts
	for _, i := range m.hottest() {
		if all.kinds[Suicidality] > None {
			return
		}
		s := &m.sentences[i]
		if !s.has.meets(&m.lex.dying) {
			continue
		}
		for from, to := range m.clauses(s) {
			if budget--; budget < 0 {
				return
			}
			m.addWish(c, all, s, m.clause(from, to))
		}
	}
}

// clauses yields the first and the last but one token of each clause that has a subject of its own, when there is more than one.
func (m *message) clauses(s *sentence) func(yield func(int, int) bool) {
	return func(yield func(int, int) bool) {
		start := s.from
		for i := s.from + 2; i < s.to; i++ {
			t := m.tokens[i]
			if !ownSubject[t.word] || !t.soft && !joining[m.tokens[i-1].word] {
				continue
			}
			end := i
			if joining[m.tokens[i-1].word] {
				end--
			}
			if end-start > 1 && !yield(start, end) {
				return
			}
			start = i
		}
		if start > s.from && s.to-start > 1 {
			yield(start, s.to)
		}
	}
}

// clause is the message that the tokens from from up to to would be.
func (m *message) clause(from, to int) *message {
	p := &message{lex: m.lex, tokens: slices.Clone(m.tokens[from:to]), words: m.words[from:to], sentences: []sentence{{from: 0, to: to - from}}}
	p.tokens[0].strong, p.tokens[0].soft = true, false
	p.reading.lex = m.lex
	p.listen()
	return p
}

// addWish adds the wish to die in a clause of the sentence s, when a rule for few words sees it there, of who writes, and nothing else in the message
// makes it harmless. The other rules have read the whole sentence.
func (m *message) addWish(c *classifier, all *found, s *sentence, clause *message) {
	few := func(any []class) bool {
		return slices.Contains(any, m.lex.k.short) || slices.Contains(any, m.lex.k.tiny)
	}
	wish := func(h hit) bool {
		x := h.rule
		return x.kind == Suicidality && x.level > None && h.self && slices.ContainsFunc(x.message, few) &&
			slices.ContainsFunc(x.near[0], func(c class) bool { return clause.reading.at[len(clause.tokens)-1].has(c) }) && // "ik wil niet meer", and not what is not wanted
			!slices.ContainsFunc(x.notMessage, m.has.has) && !slices.ContainsFunc(x.notSentence, s.has.has)
	}
	if clause.tokens[0].quoted || !slices.ContainsFunc(clause.judge(), wish) {
		return
	}
	x := clause.find(c)
	if x.level == None {
		return
	}
	all.level = max(all.level, Concern)
	all.kinds[Suicidality] = min(max(x.kinds[Suicidality], Concern), all.level)
	all.ruled = true
	all.third, all.self = all.third || x.third, all.self || x.self
	if all.lang == "" {
		all.lang = x.lang
	}
}
