package dutch

import "strings"

// Distance returns the optimal string alignment distance of two folded words (insert, delete, replace, swap of neighbours),
// or limit+1 as soon as it is certain to be more than limit.
func Distance(a, b string, limit int) int {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > limit {
		return limit + 1
	}
	var rows [3][64]int
	if len(b) >= len(rows[0]) {
		return limit + 1
	}
	two, one, now := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		one[j] = j
	}
	for i := 1; i <= len(a); i++ {
		now[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(one[j]+1, now[j-1]+1, one[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, two[j-2]+1)
			}
			now[j] = d
			least = min(least, d)
		}
		if least > limit {
			return limit + 1
		}
		two, one, now = one, now, two
	}
	return one[len(b)]
}

// Sound returns a key that two spellings of a Dutch word share when they sound alike: ei and ij, au and ou, g and ch, d and t at the end,
// c and k, z and s, v and f, doubled letters. Someone who spells by ear ("verkragt", "politsie") is found by it.
func Sound(word string) string {
	w := sounds.Replace(word)
	var b strings.Builder
	for i := 0; i < len(w); i++ {
		c := w[i]
		switch c {
		case 'd':
			if i == len(w)-1 || i == len(w)-2 && w[i+1] == 't' {
				c = 't'
			}
		case 'b':
			if i == len(w)-1 {
				c = 'p'
			}
		}
		if b.Len() > 0 && b.String()[b.Len()-1] == c {
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

var sounds = strings.NewReplacer("tsie", "tie", "sie", "tie", "cie", "tie", "isch", "is", "ij", "ei", "y", "ei", "ou", "au", "sch", "sg", "ch", "g", "ck", "k", "qu", "kw", "x", "ks",
	"ph", "f", "th", "t", "z", "s", "v", "f", "ce", "se", "ci", "si", "c", "k")
