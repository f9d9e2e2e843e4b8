package transcribe

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
)

// expression is a regular expression that looks first whether a text holds any of the letters that each of its matches has. The expressions here are
// long, and most sentences hold nothing of them.
type expression struct {
	*regexp.Regexp
	needs []string // one of these stands in every text with a match; nil when that cannot be told
}

// expressed compiles an expression that is part of the program or of its tables; it panics for a wrong one.
func expressed(e string) *expression {
	return &expression{regexp.MustCompile(e), needsOf(e)}
}

// MatchString reports whether s holds a match.
func (e *expression) MatchString(s string) bool {
	return holdsOne(s, e.needs) && e.Regexp.MatchString(s)
}

// FindStringIndex returns where the first match is, nil for none.
func (e *expression) FindStringIndex(s string) []int {
	if !holdsOne(s, e.needs) {
		return nil
	}
	return e.Regexp.FindStringIndex(s)
}

// FindAllStringIndex returns where at most n matches are.
func (e *expression) FindAllStringIndex(s string, n int) [][]int {
	if !holdsOne(s, e.needs) {
		return nil
	}
	return e.Regexp.FindAllStringIndex(s, n)
}

// ReplaceAllString puts replacement in place of each match.
func (e *expression) ReplaceAllString(s, replacement string) string {
	if !holdsOne(s, e.needs) {
		return s
	}
	return e.Regexp.ReplaceAllString(s, replacement)
}

// needsOf returns pieces of text of which every match of an expression holds at least one, nil when that cannot be told.
func needsOf(expression string) []string {
	re, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		return nil
	}
	needs := needsIn(re.Simplify())
	if len(needs) > 0 && shortest(needs) < 2 {
		return nil // a letter stands in any text
	}
	slices.Sort(needs)
	return slices.Compact(needs)
}

func needsIn(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase == 0 {
			return []string{string(re.Rune)}
		}
	case syntax.OpCapture, syntax.OpPlus:
		return needsIn(re.Sub[0])
	case syntax.OpConcat:
		var best []string
		for _, sub := range re.Sub {
			if needs := needsIn(sub); needs != nil && (best == nil || shortest(needs) > shortest(best)) {
				best = needs
			}
		}
		return best
	case syntax.OpCharClass:
		var all []string
		for i := 0; i+1 < len(re.Rune); i += 2 {
			if re.Rune[i+1]-re.Rune[i] > 3 {
				return nil
			}
			for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
				all = append(all, string(r))
			}
		}
		return all
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			needs := needsIn(sub)
			if needs == nil {
				return nil
			}
			all = append(all, needs...)
		}
		return all
	}
	return nil
}

func shortest(list []string) int {
	n := 1 << 30
	for _, s := range list {
		n = min(n, len(s))
	}
	return n
}

// holdsOne reports whether a text holds one of the pieces; true when there are none to look for.
func holdsOne(text string, needs []string) bool {
	return needs == nil || slices.ContainsFunc(needs, func(n string) bool { return strings.Contains(text, n) })
}
