package danger

import (
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"wegwijzer/internal/dutch"
)

// maxMends bounds the unknown words of a message that are compared with the lexicon, so that a long or hostile text costs no more than a short one.
const maxMends = 400

// mend returns the tokens as they were meant: shorthand and dialect written out, digits that stand for letters read as such, letters spelled apart
// joined, letters held down let go, slips of the pen put right, and words glued together taken apart. A word that exists stays as it is.
func (l *lexicon) mend(tokens []token) []token {
	tokens = l.join(tokens)
	var in tongues
	out := make([]token, 0, len(tokens)+8)
	seen := map[string]string{}
	budget := maxMends
	for i, t := range tokens {
		if t.strong {
			// Per sentence: a Dutch greeting before a Polish sentence changes nothing of what the second says.
			end := i + 1
			for end < len(tokens) && !tokens[end].strong && end-i < longest {
				end++
			}
			if now := l.spoken(tokens[i:end]); now != in {
				in = now
				clear(seen)
			}
		}
		meant, ok := seen[t.word]
		if !ok {
			meant = l.meant(t.word, in, &budget)
			seen[t.word] = meant
		}
		if meant == t.word || !strings.Contains(meant, " ") {
			t.word = meant
			out = append(out, t)
			continue
		}
		for w := range strings.FieldsSeq(meant) {
			t.word = w
			out = append(out, t)
			t.soft, t.strong = false, false
		}
	}
	return out
}

// meant returns what a word was meant to be, which may be several words.
func (l *lexicon) meant(w string, in tongues, budget *int) string {
	if s, ok := l.shorthand(w, in); ok {
		return s
	}
	if l.known(w) {
		return w
	}
	if bare := l.bare(w); bare != "" {
		return bare
	}
	plain := strings.Trim(w, "@$")
	if s := unleet(w); s != w {
		if t, ok := l.shorthand(s, in); ok {
			return t
		}
		if l.known(s) || *budget > 0 && dutch.Known(s) {
			return s
		}
		if hasLetters(s) {
			plain = s
		}
	}
	if s := letGo(plain, 2); s != plain {
		for _, s := range []string{s, letGo(plain, 1)} {
			if t, ok := l.shorthand(s, in); ok {
				return t
			}
			if l.known(s) || *budget > 0 && dutch.Known(s) {
				return s
			}
		}
		plain = letGo(plain, 1)
	}
	if in&1 == 0 || *budget <= 0 || len(plain) < 4 || len(plain) > 40 || !asciiLetters(plain) {
		return plain
	}
	*budget--
	if dutch.Known(plain) {
		return plain
	}
	if s, ok := l.nearest(plain); ok {
		return s
	}
	if len(plain) >= 7 {
		if s, ok := l.split(plain); ok {
			return s
		}
	}
	return plain
}

// spoken returns the languages that a message seems to be in, so that Polish "nie" is not taken for slipshod Dutch.
func (l *lexicon) spoken(tokens []token) tongues {
	var votes [languageCount]float64
	votes[0] = 0.5
	for _, t := range tokens[:min(len(tokens), 200)] {
		var in tongues
		for _, s := range l.exact[t.word] {
			in |= s.in
		}
		for j := range votes {
			if in&(1<<j) != 0 {
				votes[j]++
			}
		}
	}
	return mostVotes(votes[:])
}

// mostVotes returns the languages with the most votes, and those that come near.
func mostVotes(votes []float64) tongues {
	most := slices.Max(votes)
	var in tongues
	for j, v := range votes {
		if most < 1 || v >= 0.6*most {
			in |= 1 << j
		}
	}
	return in
}

// shorthand returns what w is written for in one of the languages.
func (l *lexicon) shorthand(w string, in tongues) (string, bool) {
	for _, s := range l.short[w] {
		if s.in&in != 0 {
			return s.meant, true
		}
	}
	return "", false
}

// known reports whether the lexicon has the word itself.
func (l *lexicon) known(w string) bool {
	if _, ok := l.exact[w]; ok || l.vocab[w] {
		return true
	}
	_, ok := l.first[w]
	return ok
}

// leastBare is how many bytes a word has at least that may stand behind an Arabic "and": three letters.
const leastBare = 6

// bare returns a word without the Arabic "and" or "so" that is written at its start, when it is known so and not as it stands; or else "".
func (l *lexicon) bare(w string) string {
	for _, and := range [...]string{"و", "ف"} {
		if rest, ok := strings.CutPrefix(w, and); ok && len(rest) >= leastBare && !l.known(w) && l.known(rest) {
			return rest
		}
	}
	return ""
}

// nearest returns the Dutch word of the lexicon that sounds like w, or differs from it in one letter of its sound.
func (l *lexicon) nearest(w string) (string, bool) {
	key := sound(w)
	if len(key) < 3 {
		return "", false
	}
	best, least := "", 99
	for d := range deletions(key) {
		for _, candidate := range l.byDelete[d] {
			other := sound(candidate)
			distance := dutch.Distance(key, other, 1)
			if distance > 1 || distance == 1 && (len(other) < 4 || other[0] != key[0]) {
				continue
			}
			// Of those equally near, the one whose written form is nearest, so that the outcome does not depend on the order of a file.
			rank := distance*10 + min(dutch.Distance(w, candidate, 4), 5)
			if rank < least || rank == least && candidate < best {
				best, least = candidate, rank
			}
		}
	}
	return best, best != ""
}

// deletions yields key and every form of it with one letter left out.
func deletions(key string) iter.Seq[string] {
	return func(yield func(string) bool) {
		if !yield(key) {
			return
		}
		if len(key) > 16 {
			return
		}
		for i := range len(key) {
			if i > 0 && key[i] == key[i-1] {
				continue
			}
			if !yield(key[:i] + key[i+1:]) {
				return
			}
		}
	}
}

// sound is dutch.Sound with the vowels that dialects shift (oa for aa, ae for aa, uu for ui) brought together.
func sound(w string) string {
	return dutch.Sound(dialect.Replace(w))
}

var dialect = strings.NewReplacer("oa", "a", "ao", "a", "ae", "a", "aa", "a", "ee", "e", "oo", "o", "uu", "u")

// split takes a word apart when all of it consists of words of the lexicon, the fewest: "ikwildood".
func (l *lexicon) split(w string) (string, bool) {
	const unreached = 99
	n := len(w)
	cost := make([]int, n+1)
	from := make([]int, n+1)
	for i := 1; i <= n; i++ {
		cost[i] = unreached
		for j := max(0, i-14); j < i; j++ {
			if cost[j] == unreached {
				continue
			}
			piece := w[j:i]
			if !l.vocab[piece] || len(piece) == 1 {
				continue
			}
			c := cost[j] + 1
			if len(piece) == 2 {
				c++ // short pieces fit by chance
			}
			if c < cost[i] {
				cost[i], from[i] = c, j
			}
		}
	}
	if cost[n] == unreached || cost[n] > n/2 {
		return "", false
	}
	var pieces []string
	for i := n; i > 0; i = from[i] {
		pieces = append([]string{w[from[i]:i]}, pieces...)
	}
	return strings.Join(pieces, " "), true
}

// join puts letters that were written apart together again: "h e l p", "d.o.o.d".
func (l *lexicon) join(tokens []token) []token {
	single := func(t token) bool { return utf8.RuneCountInString(t.word) == 1 }
	out := tokens[:0:len(tokens)]
	for i := 0; i < len(tokens); {
		j := i
		for j < len(tokens) && single(tokens[j]) && (j == i || j-i < 60) {
			j++
		}
		if j-i < 3 {
			out = append(out, tokens[i])
			i++
			continue
		}
		var b strings.Builder
		for _, t := range tokens[i:j] {
			b.WriteString(t.word)
		}
		t := tokens[i]
		t.word = b.String()
		if s, ok := l.split(t.word); ok {
			t.word = s
			for k, w := range strings.Fields(s) {
				if k > 0 {
					t.soft, t.strong = false, false
				}
				t.word = w
				out = append(out, t)
			}
		} else {
			out = append(out, t)
		}
		i = j
	}
	return out
}

// unleet reads digits and signs in a word with letters as the letters they look like.
func unleet(w string) string {
	letters, digits := 0, 0
	for i := 0; i < len(w); i++ {
		switch c := w[i]; {
		case c >= 'a' && c <= 'z':
			letters++
		case c >= '0' && c <= '9', c == '@', c == '$':
			digits++
		}
	}
	if letters == 0 || digits == 0 || letters+digits != len(w) {
		return w
	}
	return leet.Replace(w)
}

var leet = strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "7", "t", "@", "a", "$", "s", "8", "b", "9", "g")

// letGo returns w with no letter more than n times in a row where it stood three times or more.
func letGo(w string, n int) string {
	run, long := 0, false
	for i := 0; i < len(w); i++ {
		if i > 0 && w[i] == w[i-1] {
			if run++; run >= 2 {
				long = true
				break
			}
		} else {
			run = 0
		}
	}
	if !long || !asciiLetters(w) {
		return w
	}
	var b strings.Builder
	for i := 0; i < len(w); {
		j := i
		for j < len(w) && w[j] == w[i] {
			j++
		}
		k := j - i
		if k > 2 {
			k = n
		}
		b.WriteString(w[i : i+k])
		i = j
	}
	return b.String()
}

func asciiLetters(w string) bool {
	for i := 0; i < len(w); i++ {
		if w[i] < 'a' || w[i] > 'z' {
			return false
		}
	}
	return w != ""
}

func hasLetters(w string) bool {
	for i := 0; i < len(w); i++ {
		if w[i] >= 'a' && w[i] <= 'z' {
			return true
		}
	}
	return false
}
