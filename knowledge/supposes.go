package knowledge

import (
	"fmt"
	"strings"
	"sync"

	"wegwijzer/internal/dutch"
)

// Supposition is what a page takes for true of who reads it: that somebody of theirs died, that they did it themselves. It is read from what the page
// says, for a site seldom tells. Who did not tell that is not to be spoken to so. Its zero value supposes nothing.
type Supposition uint8

// What a page may suppose.
const (
	Loss      Supposition = 1 << iota // somebody of the reader's died
	Deed                              // the reader did what happened
	FoundDead                         // the reader found somebody dead
	Papers                            // the reader is here without papers
	Wounds                            // the reader was wounded with a weapon
	Joining                           // the reader wants to work with us
)

var suppositions = map[string]Supposition{"loss": Loss, "deed": Deed, "find": FoundDead, "papers": Papers, "wounds": Wounds, "joining": Joining}

// supposers are the stems that tell a supposition, in a title and in a text, and those in a title that say it is not so.
type supposers struct{ title, unless, text map[string]Supposition }

var shippedSupposers = sync.OnceValue(func() supposers { return shippedTable("supposes.tsv", readSupposers) })

// readSupposers reads lines "supposition<TAB>place<TAB>words". It refuses lines of another shape.
func readSupposers(text string) (supposers, error) {
	s := supposers{map[string]Supposition{}, map[string]Supposition{}, map[string]Supposition{}}
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 || suppositions[f[0]] == 0 {
			return s, fmt.Errorf("line %d has not the shape supposition, place, words", n)
		}
		stems := map[string]map[string]Supposition{"title": s.title, "unless": s.unless, "text": s.text}[f[1]]
		if stems == nil {
			return s, fmt.Errorf("line %d names the unknown place %q", n, f[1])
		}
		for _, t := range dutch.Tokens(f[2]) {
			stems[dutch.Stem(t.Text)] |= suppositions[f[0]]
		}
	}
	return s, nil
}

// supposed is what the passages of a page say that it supposes: how often each, and what the opening does.
type supposed struct {
	opening, titled, unless Supposition
	passages, loss          int
}

// add takes the next passage of the page.
func (x *supposed) add(terms []indexedTerm) {
	var text Supposition
	for _, t := range terms {
		if x.passages == 0 && t.Count[titleField] > 0 {
			x.titled |= shippedSupposers().title[t.Text]
			x.unless |= shippedSupposers().unless[t.Text]
		}
		of := shippedSupposers().text[t.Text]
		if t.Count[bodyField] > 0 {
			text |= of
		}
		if x.passages == 0 {
			x.opening |= of
		}
	}
	x.passages++
	if text&Loss != 0 {
		x.loss++
	}
}

// supposingLeast is how many passages of a page say at least what it supposes: a page of one or two names much in few words.
const supposingLeast = 3

// page returns what the whole page supposes.
func (x *supposed) page() Supposition {
	all := x.titled
	if x.opening&Loss != 0 && x.loss >= supposingLeast && 2*x.loss >= x.passages {
		all |= Loss
	}
	return all &^ x.unless
}
