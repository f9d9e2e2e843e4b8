package assistant

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"wegwijzer/internal/dutch"
)

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
// its words must; and clause by clause it must say yes or no as the passage does. A literal line, sentence or clause of the passage always
// passes. A sentence that says nothing is unsupported.
func Check(sentence, passage string) []Reason {
	if literal(sentence, passage) {
		return nil
	}
	s, p := read(sentence), read(passage)
	var reasons []Reason
	for _, check := range []struct {
		holds  bool
		reason Reason
	}{
		{numbersStand(s, p), WrongNumber},
		{datesStand(s, p), WrongDate},
		{linksStand(sentence, passage), WrongLink},
		{namesStand(s, p) && rolesStand(s, p) && callsStand(s, p), WrongName},
		{sameSign(s, p), WrongSign},
		{covered(s, p), Unsupported},
	} {
		if !check.holds {
			reasons = append(reasons, check.reason)
		}
	}
	return reasons
}

// edge stands in a flat text where a line, an item, a cell or a part of a sentence ends.
const edge = '\x1f'

// flat makes a text comparable letter by letter: folded, single spaces, the marks of lists and tables and the commas between words as edges.
func flat(s string) string {
	folded := []rune(dutch.Fold(s))
	var b strings.Builder
	opening, spaced, edged := true, false, true
	for i, r := range folded {
		inNumber := i > 0 && i+1 < len(folded) && unicode.IsDigit(folded[i-1]) && unicode.IsDigit(folded[i+1])
		switch {
		case r == '\n' || r == '|' || r == '•' || r == edge || (r == ',' || r == ';') && !inNumber || opening && (r == '-' || r == '#'):
			if !edged {
				b.WriteRune(edge)
			}
			opening = opening || r == '\n'
			edged, spaced = true, false
			continue
		case unicode.IsSpace(r):
			spaced = true
			continue
		}
		if spaced && !edged {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		opening, spaced, edged = false, false, false
	}
	return strings.Trim(b.String(), " \x1f")
}

// literal reports whether the sentence stands in the passage, from an edge to an edge: a line, a sentence, or a clause between marks.
func literal(sentence, passage string) bool {
	s, p := flat(sentence), flat(passage)
	if s == "" {
		return false
	}
	for from := 0; ; {
		i := strings.Index(p[from:], s)
		if i < 0 {
			return false
		}
		i += from
		if begins(p[:i]) && closes(p[i+len(s):], s) {
			return true
		}
		_, n := utf8.DecodeRuneInString(p[i:])
		from = i + n
	}
}

// begins reports whether a clause begins behind the text before it.
func begins(before string) bool {
	trimmed := strings.TrimRight(before, " ")
	if trimmed == "" {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(trimmed)
	if len(trimmed) == len(before) {
		return last == edge || last == '(' || last == '"'
	}
	return strings.ContainsRune(".!?:)\"…-"+string(edge), last)
}

// closes reports whether a clause that ends in s is closed by the text after it.
func closes(after, s string) bool {
	trimmed := strings.TrimLeft(after, " ")
	if trimmed == "" {
		return true
	}
	first, n := utf8.DecodeRuneInString(trimmed)
	if len(trimmed) < len(after) { // a space: s itself must have ended
		return strings.ContainsAny(s[len(s)-1:], ".!?:\")") || first == '(' || strings.HasPrefix(trimmed, "- ")
	}
	if first == edge || first == ')' || first == '"' {
		return true
	}
	if !strings.ContainsRune(".!?:", first) {
		return false
	}
	rest := trimmed[n:]
	return rest == "" || strings.ContainsRune(" )\""+string(edge), []rune(rest)[0])
}

// covered reports whether most words of the sentence stand in the passage, whole or as a part of a compound, and not scattered over it.
func covered(sentence, passage *reading) bool {
	all, found := sentence.share(stretch{0, len(sentence.words)}, passage.stems)
	if all == 0 {
		return len(sentence.marks) > 0 || links.MatchString(sentence.text) // nothing but numbers, dates and names: they are checked apart
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
