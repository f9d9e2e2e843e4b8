package tongue

import (
	"slices"
	"strings"
	"sync"
)

// pair is what two Dutch words say together, and stands for the first: a partner who hits is violence at home.
type pair struct {
	dutch, first, second []string
}

// pairs are the lines of dictionary.tsv that begin with a plus.
var pairs = sync.OnceValue(func() []pair {
	var all []pair
	for line := range strings.Lines(dictionaryTSV) {
		if in, ok := strings.CutPrefix(strings.TrimRight(line, "\n"), "+"); ok {
			columns := strings.Split(in, "\t")
			all = append(all, pair{strings.Fields(columns[0]), strings.Fields(columns[1]), strings.Fields(columns[2])})
		}
	}
	return all
})

// Paired returns Dutch words with what two of them say together in the place of the first of the two.
func Paired(said []string) []string {
	in := func(some []string) bool {
		return slices.ContainsFunc(said, func(w string) bool { return slices.Contains(some, w) })
	}
	for _, p := range pairs() {
		if in(p.first) && in(p.second) {
			said = slices.DeleteFunc(said, func(w string) bool { return slices.Contains(p.first, w) })
			for _, w := range p.dutch {
				if !slices.Contains(said, w) {
					said = append(said, w)
				}
			}
		}
	}
	return said
}
