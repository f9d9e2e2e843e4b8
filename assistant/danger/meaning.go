package danger

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed meanings.txt
var meaningsTXT string

// meanings tells the groups of meaning that a word belongs to.
type meanings struct {
	words    map[string][]string
	prefixes map[string][]string
	shortest int // prefix, in bytes
}

var grouped = sync.OnceValue(func() *meanings { return readMeanings(meaningsTXT) })

// readMeanings reads lines "group: word prefix* …".
func readMeanings(text string) *meanings {
	g := &meanings{words: map[string][]string{}, prefixes: map[string][]string{}, shortest: 3}
	for line := range strings.Lines(text) {
		name, words, ok := strings.Cut(line, ":")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for w := range strings.FieldsSeq(words) {
			if prefix, ok := strings.CutSuffix(w, "*"); ok {
				prefix = fold(prefix)
				g.prefixes[prefix] = append(g.prefixes[prefix], name)
				g.shortest = min(g.shortest, len(prefix))
				continue
			}
			w = fold(w)
			g.words[w] = append(g.words[w], name)
		}
	}
	return g
}

// of returns the groups of a word.
func (g *meanings) of(word string, add func(group string)) {
	for _, name := range g.words[word] {
		add(name)
	}
	for n := g.shortest; n <= len(word); n++ {
		for _, name := range g.prefixes[word[:n]] {
			add(name)
		}
	}
}
