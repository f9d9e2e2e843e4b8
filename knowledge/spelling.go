package knowledge

import (
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
)

// spelling finds, for a word that nobody used and that is no Dutch word either, the word that was probably meant.
// Candidates come from keys that survive one dropped letter (as in SymSpell) and from the sound of the word.
type spelling struct {
	byKey   spellingIndex
	bySound spellingIndex
	terms   *slab
	weight  []int32 // in how many texts
}

const maxSpellingLetters = 24

// newSpelling returns a spelling for terms; weight is beside them.
func newSpelling(terms *slab, weight []int32) *spelling {
	s := &spelling{terms: terms, weight: weight}
	for n := range terms.len() {
		text := terms.at(n)
		if len(text) < 4 || len(text) > maxSpellingLetters || !letters(text) {
			continue
		}
		deletions(text, func(key []byte) { s.byKey.add(key, n) })
		s.bySound.add([]byte(dutch.Sound(text)), n)
	}
	slices.Sort(s.byKey)
	slices.Sort(s.bySound)
	return s
}

// spellingIndex finds terms by a key. Each entry is the hash of a key and, in its lower half, the number of a term; they are sorted. A large
// collection has a million keys: as a map of texts those took a third of its memory, and as many objects for the garbage collector to visit.
type spellingIndex []uint64

func (x *spellingIndex) add(key []byte, term int) {
	*x = append(*x, keyHash(key)<<32|uint64(term)) //nolint:gosec // the number of a term is not below zero
}

// find calls f for the terms with a key, and once in some thousands of millions for another.
func (x spellingIndex) find(key []byte, f func(term int32)) {
	hash := keyHash(key)
	at, _ := slices.BinarySearch(x, hash<<32)
	for ; at < len(x) && x[at]>>32 == hash; at++ {
		f(int32(uint32(x[at]))) //nolint:gosec // what add put there
	}
}

// keyHash returns the 32 bits of FNV-1a.
func keyHash(key []byte) uint64 {
	hash := uint32(2166136261)
	for _, c := range key {
		hash = (hash ^ uint32(c)) * 16777619
	}
	return uint64(hash)
}

func letters(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return true
}

// deletions calls f with the prefix of s and each form of it with one letter dropped. Eight letters tell words apart well enough,
// and keep the number of keys for a long compound small.
func deletions(s string, f func(key []byte)) {
	if len(s) > 8 {
		s = s[:8]
	}
	f([]byte(s))
	var last, key [8]byte
	for i := range len(s) {
		copy(key[copy(key[:], s[:i]):], s[i+1:])
		if i == 0 || key != last { // a letter that is there twice gives the same form
			f(key[:len(s)-1])
		}
		last = key
	}
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
		t := s.terms.at(int(n))
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
	sound := dutch.Sound(stem)
	s.bySound.find([]byte(sound), func(n int32) {
		if dutch.Sound(s.terms.at(int(n))) == sound {
			try(n, true)
		}
	})
	seen := map[int32]bool{}
	deletions(stem, func(key []byte) {
		s.byKey.find(key, func(n int32) {
			if !seen[n] {
				seen[n] = true
				try(n, false)
			}
		})
	})
	if bestScore < 0.4 {
		return -1, 0
	}
	return best, min(bestScore, 1)
}
