package danger

import "slices"

// mostRead bounds the words of a message that are read closely: about four pages. A longer text is skimmed first, and read where it speaks of danger,
// at its start and at its end; so a long text costs no more than a short one and hides nothing that stands apart.
const mostRead = 600

// skim returns the tokens to read closely.
func (l *lexicon) skim(tokens []token) []token {
	if len(tokens) <= mostRead {
		return tokens
	}
	type piece struct{ from, to, hot int }
	var pieces []piece
	seen := map[uint64]bool{}
	for from := 0; from < len(tokens); {
		to := from + 1
		for to < len(tokens) && to-from < skimLength && !tokens[to].strong {
			to++
		}
		p := piece{from: from, to: to}
		hash := uint64(14695981039346656037)
		for _, t := range tokens[from:to] {
			if l.hot[t.word] {
				p.hot++
			}
			for i := 0; i < len(t.word); i++ {
				hash = (hash ^ uint64(t.word[i])) * 1099511628211
			}
			hash = (hash ^ ' ') * 1099511628211
		}
		if !seen[hash] { // the same sentence again says nothing more
			seen[hash] = true
			pieces = append(pieces, p)
		}
		from = to
	}
	// The start and the end are always read; of the rest, what is hottest for its length.
	kept := make([]bool, len(pieces))
	left := mostRead
	keep := func(i int) {
		if n := pieces[i].to - pieces[i].from; !kept[i] && n <= left {
			kept[i] = true
			left -= n
		}
	}
	for i := range min(3, len(pieces)) {
		keep(i)
		keep(len(pieces) - 1 - i)
	}
	order := make([]int, len(pieces))
	for i := range order {
		order[i] = i
	}
	heat := func(i int) float64 { return float64(pieces[i].hot) / float64(pieces[i].to-pieces[i].from+6) }
	slices.SortStableFunc(order, func(a, b int) int {
		switch ha, hb := heat(a), heat(b); {
		case ha > hb:
			return -1
		case ha < hb:
			return 1
		}
		return 0
	})
	for _, i := range order {
		if left <= 0 || pieces[i].hot == 0 {
			break
		}
		keep(i)
	}
	out := make([]token, 0, mostRead)
	for i, p := range pieces {
		if kept[i] {
			at := len(out)
			out = append(out, tokens[p.from:p.to]...)
			out[at].strong = true
		}
	}
	return out
}

// skimLength is how many words of an endless sentence are weighed together.
const skimLength = 40
