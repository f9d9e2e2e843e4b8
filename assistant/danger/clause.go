package danger

import "slices"

// A wish to die that is joined to what else was told ("ik ben mishandeld en ik wil niet meer") is lost when the whole is weighed as one: a few words
// that mean it alone mean anything in a longer sentence. So is what the writer would do to another ("mijn man slaat mij en ik denk eraan hem te
// vermoorden"), which reads like what is done to them. So a clause with a subject of its own is read as a message of its own too, and what a rule sees
// in it is added. It takes no danger from what is there, and comes beside every other: 113 is then one of the lines.

var (
	// joining are words that join a clause to what was told before it. A comma does too.
	joining = either(`en maar want dus and but because et mais car i ale bo і й та але бо ve ama cunku و ولكن لكن لان ma pasobra und aber y pero porque`)
	// ownSubject is who a joined clause is about, or, where a verb holds its subject, how what is not wanted any more begins.
	ownSubject = either(`ik hij zij ze wij mijn i im ive he she we my je j il elle on nous ja on ona nie juz я він вона ми не вже ben artik yasamak انا هو هي لا لم ما mi e no ich er sie yo ya`)
	// saying is before what somebody else said: "hij zei: ik maak hem af".
	saying = either(`zegt zei zeggen zeiden schreeuwt schreeuwde riep roept appt appte schreef schrijft says said texted wrote yelled shouted dit ecrit crie mowi powiedzial powiedziala pisze dedi diyor
		каже сказав сказала пише قال قالت يقول تقول bisa`)
)

// joinedClauses adds the wish to die, and the harm to another, that only a clause of a sentence shows.
func (m *message) joinedClauses(c *classifier, all *found) {
	budget, harm := mostParts, false
	for _, i := range m.hottest() {
		s := &m.sentences[i]
		dying, harming := s.has.meets(&m.lex.dying), s.has.has(m.lex.k.harm) || s.has.has(m.lex.k.harmWish)
		if !dying && !harming {
			continue
		}
		for from, to := range m.clauses(s) {
			if budget--; budget < 0 {
				return
			}
			if whole := from == s.from && to == s.to; dying && !whole && all.kinds[Suicidality] == None {
				m.addWish(c, all, s, m.clause(from, to))
			}
			if harming && !harm {
				harm = m.addHarm(c, all, s, from, to)
			}
		}
	}
}

// clauses yields the first and the last but one token of each clause that has a subject of its own, and a sentence that is one and not all there is.
func (m *message) clauses(s *sentence) func(yield func(int, int) bool) {
	return func(yield func(int, int) bool) {
		start := s.from
		for i := s.from + 2; i < s.to; i++ {
			if !m.tokens[i].soft && !joining[m.tokens[i-1].word] || !m.subjectAt(i, s.to) {
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
		if (start > s.from || len(m.sentences) > 1) && s.to-start > 1 {
			yield(start, s.to)
		}
	}
}

// subjectAt reports whether a clause that begins at the token i has a subject of its own: there, or behind its verb, where it is who writes ("soms wil ik").
func (m *message) subjectAt(i, end int) bool {
	if ownSubject[m.tokens[i].word] {
		return true
	}
	for j := i + 1; j < min(i+3, end) && !m.tokens[j].soft; j++ {
		if m.tokens[j].word == "ik" {
			return true
		}
	}
	return false
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
	all.ruled, all.wish = true, true
	all.third, all.self = all.third || x.third, all.self || x.self
	if all.lang == "" {
		all.lang = x.lang
	}
}

// addHarm adds the harm that the writer says they would do in the clause from from up to to, when a rule sees it there. The rest of the message is
// then read without it: the writer's own words of harm are no violence against them. It reports whether it did.
func (m *message) addHarm(c *classifier, all *found, s *sentence, from, to int) bool {
	if s.told || m.tokens[from].quoted || from > 0 && saying[m.tokens[from-1].word] {
		return false
	}
	clause := m.clause(from, to)
	harm := func(h hit) bool {
		return h.rule.kind == ThreatByUser && h.rule.level > None && !slices.ContainsFunc(h.rule.notMessage, m.has.has)
	}
	if !slices.ContainsFunc(clause.judge(), harm) {
		return false
	}
	x := clause.find(c)
	if x.level == None {
		return false
	}
	if m.supposedBefore(s, from) {
		x.level = Concern
	}
	rest := m.without(from, to).find(c)
	rest.kinds[ThreatByUser] = max(rest.kinds[ThreatByUser], x.level)
	all.kinds, all.hits = rest.kinds, slices.Concat(rest.hits, x.hits)
	all.level = max(all.level, x.level)
	all.ruled = true
	all.third, all.self = all.third || x.third, all.self || x.self
	atLevel(all.kinds, all.level)
	if all.lang == "" {
		all.lang = x.lang
	}
	return true
}

// supposedBefore reports whether what comes before the token at, in the sentence s, is no more than a condition: "komt hij nog één keer, dan".
func (m *message) supposedBefore(s *sentence, at int) bool {
	m.read(s)
	return slices.ContainsFunc(m.reading.spans[m.lex.k.supposed], func(x span) bool { return s.from+x.from < at })
}

// without is the message that is left without the tokens from from up to to.
func (m *message) without(from, to int) *message {
	p := &message{lex: m.lex, tokens: slices.Delete(slices.Clone(m.tokens), from, to), words: slices.Delete(slices.Clone(m.words), from, to)}
	for _, s := range m.sentences {
		s = sentence{from: s.from, to: s.to}
		if s.from >= to {
			s.from -= to - from
		}
		if s.to >= to {
			s.to -= to - from
		}
		if s.from < s.to {
			p.sentences = append(p.sentences, s)
		}
	}
	p.reading.lex = m.lex
	p.listen()
	return p
}
