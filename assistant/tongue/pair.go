package tongue

import (
	"slices"
	"strings"
	"sync"
)

// pair is what two Dutch words say together, and stands for the first: a partner who hits is violence at home.
type pair struct {
	dutch, first, second []string
	talk                 bool // the second may have been said before
}

// pairs are the lines of dictionary.tsv that begin with a plus.
var pairs = sync.OnceValue(func() []pair {
	var all []pair
	for line := range strings.Lines(dictionaryTSV) {
		if in, ok := strings.CutPrefix(strings.TrimRight(line, "\n"), "+"); ok {
			in, talk := strings.CutPrefix(in, "+")
			columns := strings.Split(in, "\t")
			all = append(all, pair{strings.Fields(columns[0]), strings.Fields(columns[1]), strings.Fields(columns[2]), talk})
		}
	}
	return all
})

// Paired returns Dutch words with what two of them say together in the place of the first of the two. Of some the second may be among the words that
// were said before: who went away, of a driver, drove on.
func Paired(said, before []string) []string {
	in := func(said, some []string) bool {
		return slices.ContainsFunc(said, func(w string) bool { return slices.Contains(some, w) })
	}
	for _, p := range pairs() {
		if in(said, p.first) && (in(said, p.second) || p.talk && in(before, p.second)) {
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
