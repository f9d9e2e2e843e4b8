package danger

import (
	mathbits "math/bits"
	"slices"
)

// span is where a class was seen: tokens [from, to).
type span struct{ from, to int }

// reading is a sentence, or a part of a very long one, with the classes in it.
type reading struct {
	lex     *lexicon
	tokens  []token
	at      []set  // classes that each token is part of
	hidden  []bool // under an idiom
	has     set    // classes in the reading
	spans   [maxClasses][]span
	used    []class
	denials []denial
	tongues tongues
}

// denial is a phrase of a class that holds its own denial.
type denial struct {
	class class
	span  span
}

func (r *reading) reset(tokens []token, in tongues) {
	r.tokens, r.tongues, r.has = tokens, in, set{}
	for _, c := range r.used {
		r.spans[c] = r.spans[c][:0]
	}
	r.used, r.denials = r.used[:0], r.denials[:0]
	r.at = slices.Grow(r.at[:0], len(tokens))[:len(tokens)]
	r.hidden = slices.Grow(r.hidden[:0], len(tokens))[:len(tokens)]
	clear(r.at)
	clear(r.hidden)
}

// see notes that tokens [from, to) mean c.
func (r *reading) see(c class, from, to int) {
	s := span{from, to}
	if slices.Contains(r.spans[c], s) {
		return
	}
	if len(r.spans[c]) == 0 {
		r.used = append(r.used, c)
	}
	r.spans[c] = append(r.spans[c], s)
	r.has.add(c)
	for i := from; i < to; i++ {
		r.at[i].add(c)
	}
}

// forget takes every class from the tokens [from, to).
func (r *reading) forget(from, to int) {
	for _, c := range r.used {
		r.spans[c] = slices.DeleteFunc(r.spans[c], func(s span) bool { return s.from < to && s.to > from })
	}
	r.has = set{}
	for i := range r.at {
		if i >= from && i < to {
			r.at[i], r.hidden[i] = set{}, true
		}
		r.has.union(&r.at[i])
	}
}

// unless takes c from where other stands over it: "ik ben 12" where the 12 counts years of marriage.
func (r *reading) unless(c, other class) {
	if !r.has.has(c) || !r.has.has(other) {
		return
	}
	for _, s := range r.spans[c] {
		for i := s.from; i < s.to; i++ {
			r.at[i][c>>6] &^= 1 << (c & 63)
		}
	}
	left := slices.DeleteFunc(slices.Clone(r.spans[c]), func(s span) bool {
		return slices.ContainsFunc(r.spans[other], func(o span) bool { return s.from < o.to && s.to > o.from })
	})
	r.spans[c] = r.spans[c][:0]
	r.has[c>>6] &^= 1 << (c & 63)
	for _, s := range left {
		r.see(c, s.from, s.to)
	}
}

// apart notes c where of stands and none of the others does: "hij slaat mijn zusje" names a sister, and no child that writes.
func (r *reading) apart(c, of class, others ...class) {
	if !r.has.has(of) {
		return
	}
	for _, s := range slices.Clone(r.spans[of]) {
		over := func(o span) bool { return s.from < o.to && s.to > o.from }
		if !slices.ContainsFunc(others, func(other class) bool { return slices.ContainsFunc(r.spans[other], over) }) {
			r.see(c, s.from, s.to)
		}
	}
}

// affirm takes the denial from the tokens [from, to): "I can't take it" denies nothing of what stands beside it.
func (r *reading) affirm(from, to int) {
	neg := r.lex.k.deny
	for i := from; i < to; i++ {
		r.at[i][neg>>6] &^= 1 << (neg & 63)
	}
	r.spans[neg] = slices.DeleteFunc(r.spans[neg], func(s span) bool { return s.from < to && s.to > from })
	if len(r.spans[neg]) == 0 {
		r.has[neg>>6] &^= 1 << (neg & 63)
	}
}

// word is what the lexicon holds about one word, in every language.
type word struct {
	senses  []sense
	phrases []*phrase // that may start with it
}

// look returns what the lexicon holds about w.
func (l *lexicon) look(w string) word {
	out := word{l.exact[w], l.first[w]}
	ownSenses, ownPhrases := false, false
	for i := 2; i <= min(len(w), l.longestStart); i++ {
		if s := l.prefixes[w[:i]]; s != nil {
			if !ownSenses {
				out.senses, ownSenses = slices.Clone(out.senses), true
			}
			out.senses = append(out.senses, s...)
		}
		if p := l.firstPre[w[:i]]; p != nil {
			if !ownPhrases {
				out.phrases, ownPhrases = slices.Clone(out.phrases), true
			}
			out.phrases = append(out.phrases, p...)
		}
	}
	return out
}

// classify finds the classes of every token and phrase, idioms first.
func (r *reading) classify(words []word) {
	for i, w := range words {
		for _, s := range w.senses {
			if s.in&r.tongues != 0 {
				r.see(s.class, i, i+1)
			}
		}
	}
	for _, shadows := range []bool{true, false} {
		for i, w := range words {
			for _, p := range w.phrases {
				r.try(p, i, shadows)
			}
		}
		for i := range r.tokens {
			at := r.at[i]
			for j := range at {
				for bits := at[j] & r.lex.leads[j]; bits != 0; bits &= bits - 1 {
					for _, p := range r.lex.firstCls[j<<6+mathbits.TrailingZeros64(bits)] {
						r.try(p, i, shadows)
					}
				}
			}
		}
	}
}

func (r *reading) try(p *phrase, i int, shadows bool) {
	if p.shadows != shadows || p.in&r.tongues == 0 || r.hidden[i] {
		return
	}
	if end := r.match(p.elements, i); end > 0 {
		if shadows && p.class == r.lex.k.notNeg {
			r.affirm(i, end)
			return
		}
		if shadows {
			r.forget(i, end)
		}
		if p.denies {
			r.denials = append(r.denials, denial{p.class, span{i, end}})
		}
		r.see(p.class, i, end)
	}
}

// match returns the end of the elements when they stand at i, or -1.
func (r *reading) match(elements []element, i int) int {
	if len(elements) == 0 {
		return i
	}
	e := &elements[0]
	if e.ends {
		if i < len(r.tokens) && !r.tokens[i].soft && !joining[r.tokens[i].word] {
			return -1
		}
		return r.match(elements[1:], i)
	}
	if e.gap != 0 {
		if e.gap == exactlyOne {
			if i < len(r.tokens) {
				if end := r.match(elements[1:], i+1); end > 0 {
					return end
				}
			}
			if e.optional {
				return r.match(elements[1:], i)
			}
			return -1
		}
		for skip := 0; skip <= e.gap && i+skip <= len(r.tokens); skip++ {
			if end := r.match(elements[1:], i+skip); end > 0 {
				return end
			}
		}
		return -1
	}
	if i < len(r.tokens) && r.fits(e, i) {
		if end := r.match(elements[1:], i+1); end > 0 {
			return end
		}
	}
	if e.optional {
		return r.match(elements[1:], i)
	}
	return -1
}

func (r *reading) fits(e *element, i int) bool {
	if r.hidden[i] {
		return false
	}
	if e.isClass && r.at[i].has(e.class) {
		return true
	}
	w := r.tokens[i].word
	if slices.Contains(e.words, w) {
		return true
	}
	for _, p := range e.prefixes {
		if len(w) >= len(p) && w[:len(p)] == p {
			return true
		}
	}
	return false
}

// find returns where the requirements of a rule stand together; spoilt when they do but a word beside them takes the meaning away.
func (r *reading) find(x *rule) (found span, ok, spoilt bool) {
	if len(x.near) == 0 {
		return span{0, len(r.tokens)}, true, false
	}
	lead := x.near[0]
	for _, c := range lead {
		if !r.has.has(c) {
			continue
		}
	start:
		for _, s := range r.spans[c] {
			around := s
			for _, any := range x.near[1:] {
				best, any0 := span{}, false
				width := 1 << 30
				for _, c := range any {
					if !r.has.has(c) {
						continue
					}
					for _, t := range r.spans[c] {
						joined := span{min(around.from, t.from), max(around.to, t.to)}
						if w := joined.to - joined.from; w < width {
							best, width, any0 = joined, w, true
						}
					}
				}
				if !any0 || width > x.window {
					continue start
				}
				around = best
			}
			if !r.spoilt(x, around) {
				return around, true, false
			}
			spoilt = true
		}
	}
	return span{}, false, spoilt
}

// spoilt reports whether a class that a rule may not have near stands in the clause of what it found.
func (r *reading) spoilt(x *rule, found span) bool {
	if len(x.notNear) == 0 {
		return false
	}
	from, to := r.clause(found)
	for _, c := range x.notNear {
		for _, s := range r.spans[c] {
			if s.from < to && s.to > from && !r.own(x, c, s) {
				return true
			}
		}
	}
	return false
}

// own reports whether a denial is part of the very words that a rule looks for.
func (r *reading) own(x *rule, c class, s span) bool {
	if c != r.lex.k.deny {
		return false
	}
	for _, d := range r.denials {
		if d.span.from <= s.from && d.span.to >= s.to {
			for _, any := range x.near {
				if slices.Contains(any, d.class) {
					return true
				}
			}
		}
	}
	return false
}

// How far a negation reaches beyond what it may deny.
const (
	reachLeft  = 4
	reachRight = 3
)

// clause widens a span to the words around it that belong to the same clause, as far as a negation reaches.
func (r *reading) clause(s span) (from, to int) {
	subject := r.lex.k.subject
	but := r.lex.k.but
	from, to = s.from, s.to
	for n := 0; n < reachLeft && from > 0; n++ {
		if r.tokens[from].soft || r.at[from-1].has(but) {
			break
		}
		from--
		if r.at[from].has(subject) && from > 0 && !r.at[from-1].has(r.lex.k.verb) {
			break // a new clause starts at its subject: "ben niet gek ik wil dood"
		}
	}
	for n := 0; n < reachRight && to < len(r.tokens); n++ {
		if r.tokens[to].soft || r.at[to].has(but) || r.at[to].has(subject) {
			break
		}
		to++
	}
	return from, to
}
