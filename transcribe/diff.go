package transcribe

import (
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// ChangeKind is what became of a sentence between two versions.
type ChangeKind string

// What may become of a sentence.
const (
	Same    ChangeKind = "gelijk"
	Changed ChangeKind = "gewijzigd"
	Added   ChangeKind = "toegevoegd"
	Removed ChangeKind = "weggehaald"
)

// Change is a sentence as it was and as it is.
type Change struct {
	Section Section
	Kind    ChangeKind
	Pieces  []Piece
}

// Piece is a stretch of a sentence that stayed, came or went.
type Piece struct {
	Kind ChangeKind // Same, Added, Removed
	Text string
}

// Changes tells what a person made of a draft: each sentence beside how it was drafted.
func Changes(list []Judged) []Change {
	var out []Change
	for _, j := range InOrder(list) {
		was, is := j.Text, j.Text
		switch {
		case j.Drafted != "":
			was = j.Drafted
		case j.Source == "medewerker" && j.CameFrom == nil:
			was = ""
		}
		if j.Verdict == Rejected || j.Aside != "" {
			is = ""
		}
		if j.Aside != "" && (j.Verdict != Reworded || j.Drafted == "") {
			continue // it never was in the report
		}
		out = append(out, change(j.Section, was, is))
	}
	return out
}

// ChangesSince tells what changed between a version and the one before it.
func ChangesSince(before, after []Judged) []Change {
	var out []Change
	came := map[int]bool{}
	old := map[int]Judged{}
	for _, j := range before {
		old[j.Seq] = j
	}
	for _, j := range InOrder(after) {
		was, is := "", ""
		if j.CameFrom != nil {
			came[*j.CameFrom] = true
			if x := old[*j.CameFrom]; x.Stands() {
				was = x.Text
			}
		}
		if j.Stands() {
			is = j.Text
		}
		if was != "" || is != "" {
			out = append(out, change(j.Section, was, is))
		}
	}
	for _, j := range InOrder(before) {
		if j.Stands() && !came[j.Seq] {
			out = append(out, change(j.Section, j.Text, ""))
		}
	}
	return out
}

func change(section Section, was, is string) Change {
	c := Change{Section: section, Kind: Changed}
	switch {
	case was == is:
		c.Kind, c.Pieces = Same, []Piece{{Same, is}}
	case was == "":
		c.Kind, c.Pieces = Added, []Piece{{Added, is}}
	case is == "":
		c.Kind, c.Pieces = Removed, []Piece{{Removed, was}}
	default:
		c.Pieces = wordDiff(was, is)
	}
	return c
}

// wordDiff compares by whole words: a change of letters within one is not readable.
func wordDiff(was, is string) []Piece {
	d := diffmatchpatch.New()
	lines := func(s string) string { return strings.Join(strings.Fields(s), "\n") + "\n" }
	a, b, words := d.DiffLinesToRunes(lines(was), lines(is))
	var out []Piece
	for _, x := range d.DiffCharsToLines(d.DiffMainRunes(a, b, false), words) {
		kind := Same
		switch x.Type {
		case diffmatchpatch.DiffInsert:
			kind = Added
		case diffmatchpatch.DiffDelete:
			kind = Removed
		}
		out = append(out, Piece{kind, strings.TrimSpace(strings.ReplaceAll(x.Text, "\n", " "))})
	}
	return out
}
