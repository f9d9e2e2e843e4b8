package knowledge

import (
	"strings"

	"wegwijzer/internal/dutch"
)

// spelling finds, for a word that nobody used and that is no Dutch word either, the word that was probably meant.
// Candidates come from keys that survive one dropped letter (as in SymSpell) and from the sound of the word.
type spelling struct {
	byKey   map[string][]int32
	bySound map[string][]int32
	terms   []string
	weight  []int32 // in how many texts
}

const maxSpellingLetters = 24

// newSpelling returns a spelling for terms; weight is beside them.
func newSpelling(terms []string, weight []int32) *spelling {
	s := &spelling{byKey: map[string][]int32{}, bySound: map[string][]int32{}, terms: terms, weight: weight}
	for n, text := range s.terms {
		if len(text) < 4 || len(text) > maxSpellingLetters || !letters(text) {
			continue
		}
		for _, k := range deletions(text) {
			s.byKey[k] = append(s.byKey[k], int32(n))
		}
		sound := dutch.Sound(text)
		s.bySound[sound] = append(s.bySound[sound], int32(n))
	}
	return s
}

func letters(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return true
}

// deletions returns the prefix of s and each form of it with one letter dropped. Eight letters tell words apart well enough,
// and keep the number of keys for a long compound small.
func deletions(s string) []string {
	if len(s) > 8 {
		s = s[:8]
	}
	keys := []string{s}
	for i := range len(s) {
		k := s[:i] + s[i+1:]
		if k != keys[len(keys)-1] {
			keys = append(keys, k)
		}
	}
	return keys
}

// correct returns the number of the term that was probably meant by stem, and how sure that is (0 to 1); -1 when there is none.
func (s *spelling) correct(stem string) (term int, sure float32) {
	if len(stem) < 4 || len(stem) > maxSpellingLetters || !letters(stem) {
		return -1, 0
	}
	limit := 1
	if len(stem) >= 7 {
		limit = 2
	}
	best, bestScore := -1, float32(0)
	try := func(n int32, sounds bool) {
		t := s.terms[n]
		d := dutch.Distance(stem, t, limit)
		if d > limit && !sounds {
			return
		}
		score := 1 - float32(d)*0.3
		if sounds {
			score = max(score, 0.75)
		}
		if t[0] != stem[0] {
			score -= 0.15
		}
		if strings.HasPrefix(t, stem) || strings.HasPrefix(stem, t) {
			score += 0.1
		}
		score += min(float32(s.weight[n]), 50) / 500
		if score > bestScore {
			best, bestScore = int(n), score
		}
	}
	for _, n := range s.bySound[dutch.Sound(stem)] {
		try(n, true)
	}
	seen := map[int32]bool{}
	for _, k := range deletions(stem) {
		for _, n := range s.byKey[k] {
			if !seen[n] {
				seen[n] = true
				try(n, false)
			}
		}
	}
	if bestScore < 0.4 {
		return -1, 0
	}
	return best, min(bestScore, 1)
}
