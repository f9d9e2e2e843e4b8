// Package gate says whether the words of a page bear out a sentence. Whatever a model writes has passed it before anybody reads that. It needs nothing but
// texts, reads the Dutch of both, and says of the same texts the same every time.
package gate

import "strings"

// Reason says why a sentence may not be shown.
type Reason string

// The reasons of the support gate.
const (
	Unsupported Reason = "unsupported" // says something the passage does not
	WrongNumber Reason = "number"
	WrongDate   Reason = "date"
	WrongSign   Reason = "negation" // says yes where the passage says no, or the reverse
	WrongName   Reason = "name"
	WrongLink   Reason = "link"
)

// How much of a sentence must stand in what it cites, counted over words that carry a subject.
const (
	coverage = 0.6 // in the passage, in one form or another
	foothold = 0.4 // of every clause, so that nothing invented rides along with what is true
	together = 0.5 // in a few sentences of it that follow each other
	nearness = 3   // how many those are
)

// Check returns why sentence is not supported by passage, the text it cites; nothing when it is. Every number, amount, date, code, telephone
// number, link and named body in the sentence must stand in the passage, said of the same thing and with the same unit and limit; most of
// its words must; clause by clause it must say yes or no as the passage does; and each part must have a place that says it, with the condition,
// the group or the duty that it hangs on there. A literal line or sentence of the passage passes, unless the passage tells it as a mistake. A sentence that says nothing is unsupported.
func Check(sentence, passage string) []Reason {
	if Literal(sentence, passage) {
		return nil
	}
	s, p := read(sentence), read(passage)
	says, bears := sourcesBear(s, p)
	var reasons []Reason
	for _, check := range []struct {
		holds  bool
		reason Reason
	}{
		{numbersStand(s, p) && purposesStand(s, p), WrongNumber},
		{datesStand(s, p), WrongDate},
		{linksStand(sentence, passage), WrongLink},
		{namesStand(s, p) && rolesStand(s, p) && callsStand(s, p), WrongName},
		{sameSign(s, p) && says && sidesKept(s, p) && inOrder(s, p), WrongSign},
		{covered(s, p) && bears && rowsHold(s, p), Unsupported},
	} {
		if !check.holds {
			reasons = append(reasons, check.reason)
		}
	}
	return reasons
}

// covered reports whether most words of the sentence stand in the passage, whole or as a part of a compound, and not scattered over it.
func covered(sentence, passage *reading) bool {
	all, found := sentence.share(stretch{0, len(sentence.words)}, passage.stems)
	if all == 0 {
		return len(sentence.marks) > 0 || Link.MatchString(sentence.text) // nothing but numbers, dates and names: they are checked apart
	}
	if found/all < coverage {
		return false
	}
	for _, c := range sentence.clauses {
		if all, found := sentence.share(c, passage.stems); all >= 2 && found/all < foothold {
			return false
		}
	}
	best := 0.0
	span := nearness + len(sentence.sentences) - 1
	for i := range passage.sentences {
		window := map[string]bool{}
		for _, w := range passage.words[passage.sentences[i].from:passage.sentences[min(i+span, len(passage.sentences))-1].to] {
			for _, stem := range w.stems {
				window[stem] = true
			}
		}
		_, here := sentence.share(stretch{0, len(sentence.words)}, window)
		best = max(best, here)
		if i+span >= len(passage.sentences) {
			break
		}
	}
	return best/all >= together
}

// joining are words that only tie a sentence to another.
var joining = words("daarnaast bovendien verder tevens eveneens namelijk immers daardoor hierdoor vervolgens")

// share counts the words of a stretch that carry a subject, and those of them that stand among stems.
func (r *reading) share(s stretch, stems map[string]bool) (all, found float64) {
	for i := s.from; i < s.to; i++ {
		w := r.words[i]
		if len(w.stems) == 0 || !content(w.stems[0]) || r.counting[i] || joining[w.Text] || strings.ContainsAny(w.Text, ".@") {
			continue // numbers and addresses are checked apart
		}
		all++
		if r.named[i] || stems[w.stems[0]] { // so are names
			found++
			continue
		}
		parts := 0
		for _, p := range w.stems[1:] {
			if stems[p] {
				parts++
			}
		}
		if parts > 0 {
			found += float64(parts) / float64(len(w.stems)-1)
		}
	}
	return all, found
}
