package gate

import (
	"strings"

	"wegwijzer/internal/dutch"
)

// forPurpose is the share of the words around a telephone number in a sentence that must stand where the passage gives it.
const forPurpose = 0.6

// dialling are words that say only that a number is called.
var dialling = words("bel belt bellen gebeld bereikbaar bereiken telefoon telefonisch nummer telefoonnummer via")

// purposesStand reports whether every telephone number in the sentence is given in the passage for what the sentence says it is for: what
// stands around it in the sentence stands in one place with it there. A number with the reason to call of another leads away from help.
func purposesStand(sentence, passage *reading) bool {
	var numbers []mark
	for _, m := range sentence.marks {
		if m.kind == aNumber && calls(m.number) && !sentence.chapter(m.at) {
			numbers = append(numbers, m)
		}
	}
	for _, m := range numbers {
		if !sentence.purpose(m, numbers).servedBy(sentence, m, passage) && !sentence.part(m.at).servedBy(sentence, m, passage) {
			return false
		}
	}
	return true
}

// part returns what stands around word at between "en" or "maar", when no condition is left outside it; nothing when that is the whole sentence.
func (r *reading) part(at int) stretch {
	s := r.sentences[r.words[at].sentence]
	cut := s
	for i := s.from + 1; i < s.to; i++ {
		if w := r.words[i].Text; w != "en" && w != "maar" || i+1 < s.to && (moments[r.words[i+1].Text] || days[r.words[i+1].Text] != "") {
			continue
		}
		if i < at {
			cut.from = i
		} else if cut.to == s.to && !(i+1 < s.to && saidThere[r.words[i+1].Text]) {
			cut.to = i
		}
	}
	for i := s.from; i < s.to; i++ {
		if w := r.words[i].Text; (i < cut.from || i >= cut.to) && (ties[w] || fronted[w] && i == s.from) {
			return stretch{}
		}
	}
	if cut == s {
		return stretch{}
	}
	return cut
}

// saidThere are what somebody does who has called.
var saidThere = words("vraag zeg vertel leg meld geef noem kies spreek overleg bespreek")

// chapter reports whether word at names 113 or 112 as a body of which the sentence says something, and not as what is to be called.
func (r *reading) chapter(at int) bool {
	s := r.sentences[r.words[at].sentence]
	return at == s.from && at+1 < s.to && dutch.Finite(r.words[at+1].Text)
}

// purpose returns the words of a sentence that are about one of its telephone numbers: up to the word or mark that parts it from the next.
func (r *reading) purpose(m mark, numbers []mark) stretch {
	s := r.sentences[r.words[m.at].sentence]
	if i := r.words[m.at].sentence; i > 0 && r.conditional(i-1, s) {
		s.from = r.sentences[i-1].from
	}
	for _, n := range numbers {
		switch {
		case n.at < m.at && n.at >= s.from:
			s.from = r.parting(n.at+1, m.at, n.at+1)
		case n.at > m.at && n.at < s.to:
			s.to = r.parting(m.at+1, n.at, n.at)
			return s
		}
	}
	return s
}

// parting returns the last place between two words where what is said of the one ends, or otherwise.
func (r *reading) parting(from, to, otherwise int) int {
	for i := to; i >= from; i-- {
		if r.parted(i) {
			return i
		}
	}
	return otherwise
}

// servedBy reports whether the words of a stretch of a sentence stand where the passage gives number m.
func (s stretch) servedBy(sentence *reading, m mark, passage *reading) bool {
	if s.from == s.to {
		return false
	}
	var wanted, owners []word
	named := 0 // of those, at the end: names, which say whose the number is and not what it is for
	ofUs := false
	for i := s.from; i < s.to; i++ {
		w := sentence.words[i]
		ofUs = ofUs || roles[w.Text] == us
		if i == m.at || len(w.stems) == 0 || !content(w.stems[0]) || sentence.counting[i] || dialling[w.Text] || joining[w.Text] || strings.ContainsAny(w.Text, ".@") {
			continue
		}
		if sentence.named[i] {
			owners = append(owners, w)
		} else {
			wanted = append(wanted, w)
		}
	}
	wanted, named = append(wanted, owners...), len(owners)
	for _, p := range passage.marks {
		if p.kind != aNumber || p.key != m.key {
			continue
		}
		here := passage.surround(passage.words[p.at].sentence, false)
		found, bare, ours, then := 0, 0, false, false
		for i, w := range wanted {
			for _, x := range here {
				if passage.within(x, w.stems) {
					found++
					if i < len(wanted)-named {
						bare++
					}
					break
				}
			}
		}
		for _, x := range here {
			for _, w := range passage.words[x.from:x.to] {
				ours, then = ours || roles[w.Text] == us, then || w.Text == "dan"
			}
		}
		if len(wanted) == 0 && !then && sentence.thereupon() {
			continue
		}
		if float64(found) >= forPurpose*float64(len(wanted)) && (bare > 0 || named == len(wanted)) && (!ofUs || ours || !emergency[m.key]) {
			return true
		}
	}
	return false
}

// surround returns the sentences that are read as one with sentence i: the question or the opening line above it, and what goes on with it; widely also its neighbours on the line.
func (r *reading) surround(i int, widely bool) []stretch {
	all := []stretch{r.sentences[i]}
	if c := r.tellings()[i].context; c != nil {
		all = append(all, *c)
	}
	if i > 0 && (r.leansBack(i) || widely && r.beside(i-1, i)) {
		all = append(all, r.sentences[i-1])
	}
	for j := i + 1; j < len(r.sentences) && j <= i+2 && (r.leansBack(j) || widely && j == i+1 && r.beside(j, j)); j++ {
		all = append(all, r.sentences[j])
	}
	return all
}

// beside reports whether sentence i, parted from its neighbour before sentence next, goes on with the same matter: on one line, no question, and
// without a number of its own.
func (r *reading) beside(i, next int) bool {
	if strings.Contains(r.gap(r.sentences[next].from), "\n") || strings.HasPrefix(strings.TrimSpace(r.behind(i)), "?") {
		return false
	}
	for _, m := range r.marks {
		if m.kind == aNumber && calls(m.number) && r.words[m.at].sentence == i {
			return false
		}
	}
	return true
}

// leansBack reports whether a sentence goes on about what the one before it named.
func (r *reading) leansBack(i int) bool {
	s := r.sentences[i]
	if strings.Contains(r.gap(s.from), "\n") {
		return false
	}
	return dangling[r.words[s.from].Text] || referring[r.words[s.from].Text] || !r.verbIn(s.from, s.to) || Refers(r.text[r.words[s.from].Start:r.words[s.to-1].End])
}
