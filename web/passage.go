package web

import (
	"slices"

	"wegwijzer/jurisprudence"
)

// mark is a piece of a ruling that is pointed at.
type mark struct {
	At    jurisprudence.Span
	Class string
	Label string // what it says
	N     int    // by which the page points to it; 0: it is not pointed to
}

// fold is a stretch of a ruling: open to read, or folded away behind a warning.
type fold struct {
	Warn  bool
	Parts []part
}

// part is a paragraph, heading or table row of a ruling.
type part struct {
	Heading bool
	Row     bool
	Note    bool
	Number  string
	Runs    []piece
}

// piece is a run of text that is marked the same.
type piece struct {
	At     int // byte offset in the ruling
	Text   string
	Class  string // "" when it is not marked
	Label  string
	Refs   []int // numbers of the marks that begin here
	Hidden bool  // stands for what may point to somebody
}

// folds cuts a ruling into what the page shows: paragraphs with their marks, and behind a warning what tells of violence or sexual acts. A paragraph
// that carries a mark with a number stays open, for the reader was sent there. With hide, what may point to somebody is not shown.
func folds(text string, parts []jurisprudence.Paragraph, marks []mark, residue []jurisprudence.Span, hide bool) []fold {
	marks = slices.DeleteFunc(slices.Clone(marks), func(m mark) bool { return m.At.Empty() || m.At.End > len(text) })
	slices.SortStableFunc(marks, func(a, b mark) int { return a.At.Start - b.At.Start })
	var out []fold
	next := 0 // the first mark that may still touch what follows
	for _, p := range parts {
		var here []mark
		for next < len(marks) && marks[next].At.End <= p.Start {
			next++
		}
		numbered := false
		for _, m := range marks[next:] {
			if m.At.Start >= p.End() {
				break
			}
			if m.At.End > p.Start {
				here = append(here, m)
				numbered = numbered || m.N > 0
			}
		}
		view := part{Heading: p.Heading, Row: p.Row, Note: p.Note, Number: p.Number, Runs: pieces(text, jurisprudence.Span{Start: p.Start, End: p.End()}, here, residue, hide)}
		warn := !numbered && !p.Heading && jurisprudence.Sensitive(p.Text)
		if len(out) == 0 || out[len(out)-1].Warn != warn {
			out = append(out, fold{Warn: warn})
		}
		last := &out[len(out)-1]
		last.Parts = append(last.Parts, view)
	}
	return out
}

// pieces cuts a stretch of text where a mark or something hidden begins or ends.
func pieces(text string, at jurisprudence.Span, marks []mark, residue []jurisprudence.Span, hide bool) []piece {
	cuts := []int{at.Start, at.End}
	within := func(i int) int { return min(max(i, at.Start), at.End) }
	for _, m := range marks {
		cuts = append(cuts, within(m.At.Start), within(m.At.End))
	}
	for _, r := range residue {
		if r.End > at.Start && r.Start < at.End {
			cuts = append(cuts, within(r.Start), within(r.End))
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out []piece
	for i := 0; i+1 < len(cuts); i++ {
		from, to := cuts[i], cuts[i+1]
		x := piece{At: from, Text: text[from:to]}
		for _, r := range residue {
			if r.Start <= from && to <= r.End {
				x.Hidden = true
				x.Class = "name"
			}
		}
		if x.Hidden && hide {
			x.Text = "[…]"
		}
		for _, m := range marks {
			if m.At.Start > from || to > m.At.End {
				continue
			}
			// The mark with a number says more than one without, a shorter one more than the one around it.
			if x.Class == "" || m.N > 0 && x.Class != "name" {
				x.Class, x.Label = m.Class, m.Label
			}
			if m.N > 0 && m.At.Start == from {
				x.Refs = append(x.Refs, m.N)
			}
		}
		out = append(out, x)
	}
	return out
}
