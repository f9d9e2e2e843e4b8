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
	texts  []string   // each group as it was written
	groups [][]string // stems
	of     map[string][]int
}

// ReadSynonyms reads a group a line, its words separated by commas; lines that begin with # are comments.
// A word of several words ("door rood rijden") is refused: that is a phrasing, and belongs in the topic bank.
func ReadSynonyms(r io.Reader) (*Synonyms, error) {
	var texts []string
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		group, err := readGroup(line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		texts = append(texts, strings.Join(group, ", "))
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("reading synonyms: %w", err)
	}
	return synonymsOf(texts), nil
}

// readGroup reads the words of one group.
func readGroup(line string) ([]string, error) {
	var group []string
	for w := range strings.SplitSeq(line, ",") {
		w = dutch.Fold(strings.TrimSpace(w))
		if strings.ContainsAny(w, " \t") || w == "" {
			return nil, fmt.Errorf("%q is not one word", w)
		}
		group = append(group, w)
	}
	return group, nil
}

// synonymsOf makes synonyms of groups, each written as its words with commas between them.
func synonymsOf(texts []string) *Synonyms {
	s := &Synonyms{texts: texts, of: map[string][]int{}}
	for i, text := range texts {
		var group []string
		for w := range strings.SplitSeq(text, ", ") {
			stem := dutch.Stem(w)
			s.of[stem] = append(s.of[stem], i)
			group = append(group, stem)
		}
		s.groups = append(s.groups, group)
	}
	return s
}

// Groups returns the groups, each as its words with a comma and a space between them.
func (s *Synonyms) Groups() []string {
	if s == nil {
		return nil
	}
	return s.texts
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
