package transcribe

import (
	"regexp/syntax"
	"slices"
	"strings"
)

// needsOf returns pieces of text of which every match of an expression holds at least one, nil when that cannot be told. The expressions of danger are
// long and most sentences hold nothing of them: to look for a few letters first makes reading a call ten times faster.
func needsOf(expression string) []string {
	re, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		return nil
	}
	needs := needsIn(re.Simplify())
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
