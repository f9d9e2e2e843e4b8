package route

import (
	"fmt"

	"wegwijzer/internal/dutch"
	"wegwijzer/internal/learned"
)

// Asker is who writes a message, of those to whom pages speak apart. Its zero value is not known.
type Asker string

// The askers.
const (
	Victim   Asker = "victim"   // to whom it happened, or who lost somebody by it
	Near     Asker = "near"     // somebody of theirs, as a private person
	Worker   Asker = "worker"   // who meets them at work, or speaks for an organisation
	Witness  Asker = "witness"  // who saw or heard it
	Causer   Asker = "causer"   // who did it, wanted or not, and their family
	Outsider Asker = "outsider" // who has no part in it: a journalist, a student, who wants to give or to work here
	Unsaid   Asker = "unsaid"   // nobody is told from the words
)

// learnAskers learns who writes from data/askers.tsv: lines "asker<TAB>text", in Dutch.
func learnAskers(shelf *learned.Shelf) (*model, error) {
	lines, err := readLines("askers.tsv")
	if err != nil {
		return nil, err
	}
	examples := make([]example, 0, len(lines))
	for _, fields := range lines {
		if len(fields) != 2 {
			return nil, fmt.Errorf("reading askers.tsv: %q has not the shape asker, text", fields)
		}
		examples = append(examples, example{kind: Kind(fields[0]), text: fields[1]})
	}
	return lesson("vrager", examples, nil, nil, 0).From(shelf), nil
}

// Asker returns who probably writes a Dutch message, and how probable that is, from 0 to 1.
func (r *Router) Asker(message string) (Asker, float64) {
	text := untagged(trimmed(dutch.Visible(message)))
	if len(dutch.Tokens(text)) == 0 {
		return Unsaid, 1
	}
	best, most := Unsaid, 0.0
	for kind, p := range r.askers.probabilities(text) {
		if a := Asker(kind); p > most || p == most && a < best {
			best, most = a, p
		}
	}
	return best, most
}
