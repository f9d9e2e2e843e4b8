package gate

import "strings"

// What comes first and what is better: a sentence may not turn around the order of steps, nor the two sides of a comparison.

// inSequence is two stretches of a text of which the one comes before the other.
type inSequence struct{ first, then stretch }

// sided is the share of the words of a step from which it is the one that the passage puts first or last.
const (
	sided        = 0.5
	spelledLeast = 3 // letters
)

var laterWords = words("daarna vervolgens nadien")

// sequences returns what a text says comes before what, in so many words.
func (r *reading) sequences() []inSequence {
	var all []inSequence
	add := func(first, then stretch) {
		if r.meaning(first) > 0 && r.meaning(then) > 0 {
			all = append(all, inSequence{first, then})
		}
	}
	for n, s := range r.sentences {
		start := false // "eerst" was said
		for i := s.from; i < s.to; i++ {
			w := r.words[i].Text
			switch {
			case w == "eerst":
				start = true
			case w == "voordat" && i > s.from:
				add(stretch{r.cutBefore(i-1, s), i}, stretch{i + 1, r.cutBehind(i, s)})
			case w == "nadat" && i > s.from:
				add(stretch{i + 1, r.cutBehind(i, s)}, stretch{r.cutBefore(i-1, s), i})
			case w == "voordat" || w == "nadat":
				if end := r.clauseEnd(i, s); end < s.to && w == "voordat" {
					add(stretch{end, s.to}, stretch{i + 1, end})
				} else if end < s.to {
					add(stretch{i + 1, end}, stretch{end, s.to})
				}
			case laterWords[w] || w == "dan" && start:
				cut := r.cutBefore(i, s)
				if cut > s.from {
					add(stretch{s.from, cut}, stretch{cut, s.to})
				} else if n > 0 && laterWords[w] {
					add(r.sentences[n-1], s)
				}
			}
		}
	}
	return all
}

// cutBefore returns where the part of a sentence that word i is in begins: behind "en" or a comma.
func (r *reading) cutBefore(i int, s stretch) int {
	for j := i; j > s.from; j-- {
		if r.words[j].Text == "en" || strings.ContainsAny(r.gap(j), ",;") {
			return j
		}
	}
	return s.from
}

// cutBehind returns where the part of a sentence that word i is in ends.
func (r *reading) cutBehind(i int, s stretch) int {
	for j := i + 1; j < s.to; j++ {
		if r.words[j].Text == "en" || strings.ContainsAny(r.gap(j), ",;") {
			return j
		}
	}
	return s.to
}

// inOrder reports whether the passage has everything that the sentence puts in an order in that same order.
func inOrder(sentence, passage *reading) bool {
	mine := sentence.sequences()
	if len(mine) == 0 {
		return true
	}
	theirs := passage.sequences()
	for _, q := range mine {
		if passage.reverses(sentence, q, theirs) {
			return false
		}
	}
	return true
}

// reverses reports whether a passage says the two parts of an order the other way around, or says of the second that it comes first.
func (r *reading) reverses(sentence *reading, q inSequence, said []inSequence) bool {
	first, then := sentence.bag(q.first), sentence.bag(q.then)
	for _, p := range said {
		firstA, firstB, thenA, thenB := r.spells(first, p.first), r.spells(first, p.then), r.spells(then, p.first), r.spells(then, p.then)
		if max(firstA, firstB) == 0 || max(thenA, thenB) == 0 || max(firstA, firstB, thenA, thenB) < sided {
			continue
		}
		switch turned := firstB - firstA + thenA - thenB; {
		case turned > 0:
			return true
		case turned < 0:
			return false
		}
	}
	at := r.bestSentence(then, first)
	if at < 0 {
		return false
	}
	s := r.sentences[at]
	for i := s.from; i < s.to; i++ {
		if r.words[i].Text == "eerst" && contained(first, r.bag(s)) < alike {
			return true
		}
	}
	before := r.bestSentence(first, then)
	return before > at && !r.tellsFirst(r.sentences[before])
}

// spells returns the share of some words that a stretch has, by themselves or as a part of one: "haal" and "weg" in "weghaalt".
func (r *reading) spells(stems map[string]bool, s stretch) float64 {
	n := 0
	for stem := range stems {
		for _, w := range r.words[s.from:s.to] {
			if firstStem(w) == stem || len(stem) >= spelledLeast && strings.Contains(w.Text, stem) {
				n++
				break
			}
		}
	}
	return float64(n) / float64(max(1, len(stems)))
}

func (r *reading) tellsFirst(s stretch) bool {
	for _, w := range r.words[s.from:s.to] {
		if w.Text == "eerst" || w.Text == "daarvoor" || w.Text == "vooraf" {
			return true
		}
	}
	return false
}

// bestSentence returns the number of the sentence that holds most of some words and less of others, or -1 when none holds half.
func (r *reading) bestSentence(words, less map[string]bool) int {
	at, best := -1, 0.5
	for i, s := range r.sentences {
		if c := contained(words, r.bag(s)); c >= best && c > contained(less, r.bag(s)) {
			at, best = i, c
			if c == 1 {
				break
			}
		}
	}
	return at
}

// sidesKept reports whether every "A is better than B", and "A om B te doen", of a sentence has its two sides where the passage has them.
func sidesKept(sentence, passage *reading) bool {
	for _, c := range sentence.aims() {
		left, right := sentence.bag(c.first), sentence.bag(c.then)
		for _, p := range passage.aims() {
			a, b := passage.bag(p.first), passage.bag(p.then)
			if swapped := only(left, right, b, a) + only(right, left, a, b); swapped >= 2 && swapped > only(left, right, a, b)+only(right, left, b, a) {
				return false
			}
		}
	}
	for _, c := range sentence.comparisons() {
		left, right := sentence.bag(c.first), sentence.bag(c.then)
		for _, p := range passage.comparisons() {
			a, b := passage.bag(p.first), passage.bag(p.then)
			swapped := only(left, right, b, a) + only(right, left, a, b)
			kept := only(left, right, a, b) + only(right, left, b, a)
			if swapped > kept && sentence.words[c.first.to-1].Text == passage.words[p.first.to-1].Text {
				return false
			}
		}
	}
	return true
}

// aims returns the two sides of every "om … te" of a text: what is done, and what for.
func (r *reading) aims() []inSequence {
	var all []inSequence
	for _, s := range r.sentences {
		for i := s.from + 1; i < s.to; i++ {
			if end := r.cutBehind(i, s); r.words[i].Text == "om" && r.has("te", stretch{i, end}) && !r.has("om", stretch{i + 1, end}) {
				all = append(all, inSequence{stretch{r.cutBefore(i, s), i}, stretch{i + 1, end}})
			}
		}
	}
	return all
}

// only counts the words that one side has and its other side has not, and that stand on one side of a place and not on the other.
func only(mine, otherSide, there, notThere map[string]bool) int {
	n := 0
	for w := range mine {
		if !otherSide[w] && there[w] && !notThere[w] {
			n++
		}
	}
	return n
}

// comparisons returns the two sides of every "beter dan" of a text.
func (r *reading) comparisons() []inSequence {
	var all []inSequence
	for _, s := range r.sentences {
		for i := s.from + 1; i < s.to; i++ {
			if r.words[i].Text == "dan" && (comparison[r.words[i-1].Text] != 0 || strings.HasSuffix(r.words[i-1].Text, "er") && len(r.words[i-1].Text) > 4) {
				all = append(all, inSequence{stretch{s.from, i}, stretch{i + 1, s.to}})
			}
		}
	}
	return all
}
