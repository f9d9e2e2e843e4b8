package knowledge

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"wegwijzer/internal/dutch"
)

// Events are kinds of what happens to people: a burglary, a killing, a fraud. A page is about those that its title names, and a talk about those that were
// told in it. Its zero value is none: a page for everybody, or a talk that names nothing.
type Events uint64

// Told is what a text says happened: what it names for certain, and what else it may have been.
type Told struct{ Named, hinted Events }

// mostEvents is how many kinds fit in Events.
const mostEvents = 64

// shippedEvents are the kinds that the program ships, with their words.
var shippedEvents = sync.OnceValue(func() *eventWords { return shippedTable("events.tsv", readEvents) })

// eventWords are the words of each kind, by the first byte of their first, the longest first; and the kinds whose pages are for another as well.
type eventWords struct {
	place map[string]int
	terms map[byte][]eventTerm
	with  []Events
}

// eventTerm is a word, or several in a row, that names a kind or hints at it.
type eventTerm struct {
	words []string
	start bool // the last of them begins more words
	told  Told
}

// readEvents reads lines "kind<TAB>place<TAB>words". It refuses lines of another shape, and kinds that no line gives words to.
func readEvents(text string) (*eventWords, error) {
	w := &eventWords{place: map[string]int{}, terms: map[byte][]eventTerm{}}
	all := map[string]*eventTerm{}
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			return nil, fmt.Errorf("line %d has not the shape kind, place, words", n)
		}
		of := w.kind(f[0])
		for word := range strings.SplitSeq(f[2], ",") {
			word = strings.TrimSpace(word)
			if f[1] == "with" {
				w.with[of] |= 1 << w.kind(word)
				continue
			}
			if err := add(all, word, f[1], 1<<of); err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
		}
		if len(w.place) > mostEvents {
			return nil, fmt.Errorf("line %d has one kind more than fits", n)
		}
	}
	var named Events
	for _, t := range all {
		named |= t.told.Named
		w.terms[t.words[0][0]] = append(w.terms[t.words[0][0]], *t)
	}
	for kind, i := range w.place {
		if named&(1<<i) == 0 {
			return nil, fmt.Errorf("no word names the kind %q", kind)
		}
	}
	for _, terms := range w.terms {
		slices.SortFunc(terms, func(a, b eventTerm) int { return len(b.words) - len(a.words) })
	}
	return w, nil
}

func add(all map[string]*eventTerm, word, place string, of Events) error {
	t := all[word]
	if t == nil {
		t = &eventTerm{words: tokenTexts(strings.TrimSuffix(word, "*")), start: strings.HasSuffix(word, "*")}
		if len(t.words) == 0 {
			return fmt.Errorf("%q is no word", word)
		}
		all[word] = t
	}
	switch place {
	case "named":
		t.told.Named |= of
	case "hinted":
		t.told.hinted |= of
	default:
		return fmt.Errorf("the unknown place %q", place)
	}
	return nil
}

// kind returns the number of a kind, a new one for one that was not seen.
func (w *eventWords) kind(name string) int {
	i, ok := w.place[name]
	if !ok {
		i = len(w.place)
		w.place[name] = i
		w.with = append(w.with, 0)
	}
	return i
}

func tokenTexts(text string) []string {
	var all []string
	for _, t := range dutch.Tokens(text) {
		all = append(all, t.Text)
	}
	return all
}

// read returns what a text says happened.
func (w *eventWords) read(text string) Told {
	var all Told
	w.each(text, func(t eventTerm, _ []string) {
		all.Named |= t.told.Named
		all.hinted |= t.told.hinted
	})
	return all
}

// each calls visit for every word, or words in a row, of a text that names a kind or hints at it.
func (w *eventWords) each(text string, visit func(t eventTerm, said []string)) {
	words := tokenTexts(text)
	for i := 0; i < len(words); {
		longest := 1
		for _, t := range w.terms[words[i][0]] {
			if len(t.words) < longest {
				break // what is part of a longer one says nothing: "van het leven beroofd" is no robbery
			}
			if t.begins(words[i:]) {
				longest = len(t.words)
				visit(t, words[i:i+longest])
			}
		}
		i += longest
	}
}

// begins reports whether words begin with those of t.
func (t eventTerm) begins(words []string) bool {
	if len(words) < len(t.words) {
		return false
	}
	last := len(t.words) - 1
	if t.start && !strings.HasPrefix(words[last], t.words[last]) || !t.start && words[last] != t.words[last] {
		return false
	}
	return slices.Equal(t.words[:last], words[:last])
}

// ToldIn returns what a text says happened.
func ToldIn(text string) Told { return shippedEvents().read(text) }

// NamingIn returns the words of a text that name what happened, each once, and none of what stands around them.
func NamingIn(text string) string {
	var all []string
	shippedEvents().each(text, func(t eventTerm, said []string) {
		if line := strings.Join(said, " "); t.told.Named != 0 && !slices.Contains(all, line) {
			all = append(all, line)
		}
	})
	return strings.Join(all, " ")
}

// Elsewhere reports whether a page about some kinds is about something else than was told: something was named, and it is none of these, nor is it said
// that it may have been.
func (t Told) Elsewhere(page Events) bool {
	return t.Named != 0 && page != 0 && page&t.fitting() == 0
}

// Of reports whether some of the kinds may be what was told; true for none.
func (t Told) Of(some Events) bool { return some == 0 || some&t.fitting() != 0 }

// fitting returns the kinds that the pages for who told t may be about.
func (t Told) fitting() Events {
	all := t.Named | t.hinted
	for i, with := range shippedEvents().with {
		if t.Named&(1<<i) != 0 {
			all |= with
		}
	}
	return all
}
