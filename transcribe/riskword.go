package transcribe

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/riskwords.tsv
var riskWordsTable string

// riskWordKinds tells of what kinds words are.
type riskWordKinds struct {
	names    []string
	whole    map[string][]int // of a word
	begun    map[string][]int // of what a word begins with
	together map[string][]riskPhrase
}

// riskPhrase is words that stand together, by the first of them; "*" ends any word, or is one.
type riskPhrase struct {
	words []string
	kind  int
}

var riskWordsOf = sync.OnceValue(func() *riskWordKinds {
	k := &riskWordKinds{whole: map[string][]int{}, begun: map[string][]int{}, together: map[string][]riskPhrase{}}
	for cells := range rows(riskWordsTable, 2) {
		at := len(k.names)
		k.names = append(k.names, cells[0])
		for entry := range strings.SplitSeq(cells[1], ",") {
			words := strings.Fields(entry)
			switch {
			case len(words) == 0:
			case len(words) > 1:
				k.together[words[0]] = append(k.together[words[0]], riskPhrase{words, at})
			case strings.HasSuffix(words[0], "*"):
				w := strings.TrimSuffix(words[0], "*")
				k.begun[w] = append(k.begun[w], at)
			default:
				k.whole[words[0]] = append(k.whole[words[0]], at)
			}
		}
	}
	return k
})

// in returns which kinds the words hold.
func (k *riskWordKinds) in(words []string) []bool {
	found := make([]bool, len(k.names))
	mark := func(kinds []int) {
		for _, x := range kinds {
			found[x] = true
		}
	}
	for i, w := range words {
		mark(k.whole[w])
		for n := 2; n <= len(w); n++ {
			mark(k.begun[w[:n]])
		}
		for _, p := range k.together[w] {
			if standsAt(words[i:], p.words) && !(i+len(p.words) < len(words) && countsNoYears[words[i+len(p.words)]]) {
				found[p.kind] = true
			}
		}
	}
	return found
}

// countsNoYears are words after a number that make it no age: "van zeven mei", "van drie euro".
var countsNoYears = map[string]bool{
	"januari": true, "februari": true, "maart": true, "april": true, "mei": true, "juni": true, "juli": true, "augustus": true, "september": true, "oktober": true, "november": true, "december": true,
	"tot": true, "op": true, "uur": true, "euro": true, "keer": true, "weken": true, "dagen": true, "minuten": true, "meter": true, "man": true, "mensen": true, "de": true, "kanten": true, "ton": true, "duizend": true, "honderd": true,
}

// standsAt reports whether words begin with a phrase.
func standsAt(words, phrase []string) bool {
	if len(words) < len(phrase) {
		return false
	}
	for i, p := range phrase {
		if begin, any := strings.CutSuffix(p, "*"); any && strings.HasPrefix(words[i], begin) {
			continue
		}
		if words[i] != p {
			return false
		}
	}
	return true
}
