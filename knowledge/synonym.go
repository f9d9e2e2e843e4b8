package knowledge

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"wegwijzer/internal/dutch"
)

// Synonyms are groups of words that mean nearly the same in this field. They bridge single words ("gejat", "gestolen");
// topics bridge whole phrasings.
type Synonyms struct {
	groups [][]string // stems
	of     map[string][]int
}

// ReadSynonyms reads a group a line, its words separated by commas; lines that begin with # are comments.
// A word of several words ("door rood rijden") is refused: that is a phrasing, and belongs in the topic bank.
func ReadSynonyms(r io.Reader) (*Synonyms, error) {
	s := &Synonyms{of: map[string][]int{}}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		var group []string
		for w := range strings.SplitSeq(line, ",") {
			w = dutch.Fold(strings.TrimSpace(w))
			if strings.ContainsAny(w, " \t") || w == "" {
				return nil, fmt.Errorf("line %d: %q is not one word", n, w)
			}
			stem := dutch.Stem(w)
			s.of[stem] = append(s.of[stem], len(s.groups))
			group = append(group, stem)
		}
		s.groups = append(s.groups, group)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("reading synonyms: %w", err)
	}
	return s, nil
}

// expand calls f with each stem that shares a group with stem.
func (s *Synonyms) expand(stem string, f func(other string)) {
	if s == nil {
		return
	}
	for _, g := range s.of[stem] {
		for _, other := range s.groups[g] {
			if other != stem {
				f(other)
			}
		}
	}
}
