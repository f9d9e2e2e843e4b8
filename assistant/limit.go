package assistant

import (
	"wegwijzer/internal/dutch"
)

// limit is a time limit in a text, "binnen 24 uur", with the subject words around it.
type limit struct {
	value   float64
	unit    string
	word    string // binnen, na, tot
	subject map[string]bool
}

// The words around a limit that say what it is a limit of, and how many of them two limits must share to be of the same thing. Two pages
// may word everything else differently. Measured on all pairs of pages of the demo site and of the public documents: nothing that is no
// contradiction is taken for one.
const (
	limitBefore = 3
	limitAfter  = 16
	longStem    = 6 // letters; shorter words are shared by everything
	sharedStems = 3
	sharedShare = 0.5
)

var (
	limiting = words("binnen na uiterlijk tot")
	spans    = words("minuut uur dag week maand jaar")
)

// limits returns the time limits in a text.
func limits(text string) []limit {
	numbers := dutch.Numbers(text)
	tokens := dutch.Tokens(text)
	var out []limit
	for _, n := range numbers {
		if n.Code != "" || !spans[n.Unit] {
			continue
		}
		at := 0
		for at < len(tokens) && tokens[at].Start < n.Start {
			at++
		}
		l := limit{value: n.Value, unit: n.Unit, subject: map[string]bool{}}
		for i := max(0, at-2); i < at; i++ {
			if limiting[tokens[i].Text] {
				l.word = tokens[i].Text
			}
		}
		if l.word == "" {
			continue
		}
		for i := max(0, at-limitBefore); i < len(tokens) && i <= at+limitAfter; i++ {
			for _, t := range dutch.WordTerms(tokens[i].Text) {
				if len(t.Text) >= longStem && !t.Part {
					l.subject[dutch.Singular(t.Text)] = true
				}
			}
		}
		out = append(out, l)
	}
	return out
}

// limitsDiffer reports whether two texts set different limits to the same thing.
func limitsDiffer(a, b string) bool {
	mine := limits(a)
	if len(mine) == 0 {
		return false
	}
	theirs := limits(b)
	for _, x := range mine {
		for _, y := range theirs {
			if x.unit != y.unit || x.word != y.word || x.value == y.value {
				continue
			}
			both := 0
			for s := range x.subject {
				if y.subject[s] {
					both++
				}
			}
			if both >= sharedStems && float64(both) >= sharedShare*float64(min(len(x.subject), len(y.subject))) {
				return true
			}
		}
	}
	return false
}
