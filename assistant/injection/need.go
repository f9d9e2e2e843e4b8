package injection

import (
	"math"
	"regexp"
	"regexp/syntax"
	"slices"
)

// form is a pattern that is tried only on texts that hold one of the words without which it cannot match. There are dozens of patterns for every
// sentence, and nearly no sentence has such a word: looking for the words takes a fraction of the time.
type form struct {
	*regexp.Regexp
	words [][]uint16 // each as the marks of its runs of three bytes; none means that every text is tried
}

// formOf returns a pattern with the words it needs.
func formOf(pattern *regexp.Regexp) *form {
	f := &form{Regexp: pattern}
	tree, err := syntax.Parse(pattern.String(), syntax.Perl)
	if err != nil {
		return f // it was compiled, so that cannot be; and to try it on every text is never wrong
	}
	for _, word := range needed(tree) {
		f.words = append(f.words, marksOf(word))
	}
	return f
}

// match reports whether the pattern matches a text with these runs.
func (f *form) match(text string, in *runs) bool { return f.possible(in) && f.MatchString(text) }

// possible reports whether the pattern may match a text with these runs.
func (f *form) possible(in *runs) bool {
	return len(f.words) == 0 || slices.ContainsFunc(f.words, in.all)
}

// runs are the runs of three bytes that a text has, as marks in a set. Two runs may have one mark: then a text is tried for nothing.
type runs [marks / 64]uint64

const marks = 1 << 13

func mark(a, b, c byte) uint16 {
	return uint16((uint32(a)*0x9E3B + uint32(b)*0x85EB + uint32(c)*0xC2B3) >> 3 % marks) //nolint:gosec // below 8,192
}

func runsIn(text string) *runs {
	in := &runs{}
	for i := 2; i < len(text); i++ {
		m := mark(text[i-2], text[i-1], text[i])
		in[m/64] |= 1 << (m % 64)
	}
	return in
}

func marksOf(word string) []uint16 {
	var all []uint16
	for i := 2; i < len(word); i++ {
		all = append(all, mark(word[i-2], word[i-1], word[i]))
	}
	return all
}

// all reports whether each of the marks is in the set.
func (in *runs) all(marks []uint16) bool {
	for _, m := range marks {
		if in[m/64]&(1<<(m%64)) == 0 {
			return false
		}
	}
	return true
}

// A word that is looked for has at least so many bytes, and a pattern asks for one of so many at most.
const (
	shortestNeeded = 3
	mostNeeded     = 400
)

// needed returns words of which each text that the pattern matches has at least one; none when there is no such list (Cox, Regular expression
// matching with a trigram index, 2012).
func needed(tree *syntax.Regexp) []string {
	w := wordsOf(tree)
	return better(w.need, w.exact)
}

// words are what is known of the texts that a part of a pattern matches.
type words struct {
	exact []string // all of them, when they are few; nil when they are not
	need  []string // one of these stands in each of them; nil when nothing is known
}

func wordsOf(tree *syntax.Regexp) words {
	switch tree.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return words{exact: []string{""}}
	case syntax.OpLiteral:
		if tree.Flags&syntax.FoldCase == 0 {
			return words{exact: []string{string(tree.Rune)}}
		}
	case syntax.OpCharClass:
		return classOf(tree.Rune)
	case syntax.OpCapture:
		return wordsOf(tree.Sub[0])
	case syntax.OpQuest:
		if w := wordsOf(tree.Sub[0]); w.exact != nil {
			return words{exact: append(slices.Clone(w.exact), "")}
		}
	case syntax.OpPlus:
		return once(tree.Sub[0])
	case syntax.OpRepeat:
		if tree.Min > 0 {
			return once(tree.Sub[0])
		}
	case syntax.OpAlternate:
		return oneOf(tree.Sub)
	case syntax.OpConcat:
		return inTurn(tree.Sub)
	default: // any character, or any number of times: nothing is known
	}
	return words{}
}

// once is at least one time.
func once(part *syntax.Regexp) words {
	w := wordsOf(part)
	return words{need: better(w.need, w.exact)}
}

// classOf returns the letters of a class, when they are few.
func classOf(ranges []rune) words {
	var all []string
	for i := 0; i+1 < len(ranges); i += 2 {
		if ranges[i+1]-ranges[i] > 8 || len(all) > 16 {
			return words{}
		}
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			all = append(all, string(r))
		}
	}
	return words{exact: all}
}

// oneOf is either of several.
func oneOf(parts []*syntax.Regexp) words {
	var exact, need []string
	few, known := true, true
	for _, part := range parts {
		w := wordsOf(part)
		few = few && w.exact != nil && len(exact)+len(w.exact) <= mostNeeded
		exact = append(exact, w.exact...)
		n := better(w.need, w.exact)
		known = known && n != nil && len(need)+len(n) <= mostNeeded
		need = append(need, n...)
	}
	switch {
	case few:
		return words{exact: exact}
	case known:
		return words{need: need}
	}
	return words{}
}

// inTurn is one after the other.
func inTurn(parts []*syntax.Regexp) words {
	exact, whole := []string{""}, true
	var need []string
	for _, part := range parts {
		w := wordsOf(part)
		if w.exact != nil && len(w.exact)*len(exact) <= mostNeeded {
			exact = each(exact, w.exact)
			continue
		}
		need = better(need, better(exact, w.need))
		whole = false
		exact = []string{""}
		if w.exact != nil {
			exact = w.exact
		}
	}
	if whole {
		return words{exact: exact}
	}
	return words{need: better(need, exact)}
}

func each(first, second []string) []string {
	all := make([]string, 0, len(first)*len(second))
	for _, a := range first {
		for _, b := range second {
			all = append(all, a+b)
		}
	}
	return all
}

// better returns which of two lists says more: the one whose shortest word is longest. A list with a word that is too short says nothing.
func better(a, b []string) []string {
	x, y := shortestOf(a), shortestOf(b)
	switch {
	case max(x, y) < shortestNeeded:
		return nil
	case x > y || x == y && len(a) <= len(b):
		return a
	}
	return b
}

func shortestOf(list []string) int {
	if len(list) == 0 {
		return 0
	}
	n := math.MaxInt
	for _, w := range list {
		n = min(n, len(w))
	}
	return n
}
