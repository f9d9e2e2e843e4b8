package knowledge

import (
	"math"
	"slices"
)

// The parts of a passage that weigh differently. They are also the weight labels A to C of the stored tsvector.
type field uint8

const (
	titleField field = iota // title and headings
	bodyField               // words of the text
	partField               // parts of compounds in the text
	fieldCount
)

// Weights and length normalisation of the fields (BM25F: Robertson, Zaragoza and Taylor, Simple BM25 extension to multiple weighted fields, 2004).
var (
	fieldWeight = [fieldCount]float64{titleField: 2.5, bodyField: 1, partField: 0.5}
	fieldB      = [fieldCount]float64{titleField: 0.4, bodyField: 0.6, partField: 0.6}
)

const k1 = 1.2

// postings is an inverted index over numbered units (passages, or pages) with the score of each term in each unit worked out beforehand. The lists
// of all terms stand behind each other: those of term t are all[first[t]:first[t+1]].
type postings struct {
	units int
	all   []posting
	first []int
	idf   []float32 // per term
}

type posting struct {
	unit  int32
	score float32 // idf included; at most idf*(k1+1)
}

// of returns the units that have a term, in their order.
func (p *postings) of(term int) []posting { return p.all[p.first[term]:p.first[term+1]] }

// tally is how often a term occurs in the fields of a unit.
type tally struct {
	term  int32
	count [fieldCount]float32
}

// postingsBuilder gathers what occurs in unit after unit.
type postingsBuilder struct {
	blocks [][]tally // of all units in their order; in blocks, for one list of them would be moved each time it grows
	ends   []int     // per unit, how many tallies there are up to its end
	length [][fieldCount]float32
	open   []tally // of the last unit
	at     []int32 // per term its place in open and one; 0 when it is not there
}

// tallyBlock is how many tallies stand in a block.
const tallyBlock = 1 << 16

// add counts a term n times in a field of the last unit.
func (b *postingsBuilder) add(term int, f field, n float32) {
	for term >= len(b.at) {
		b.at = append(b.at, 0)
	}
	if b.at[term] == 0 {
		b.open = append(b.open, tally{term: int32(term)}) //nolint:gosec // terms are fewer than their letters
		b.at[term] = int32(len(b.open))                   //nolint:gosec // the same
	}
	b.open[b.at[term]-1].count[f] += n
	b.length[len(b.length)-1][f] += n
}

// next begins a unit.
func (b *postingsBuilder) next() {
	b.close()
	b.length = append(b.length, [fieldCount]float32{})
}

// close puts away the unit that was counted.
func (b *postingsBuilder) close() {
	if len(b.length) == len(b.ends) {
		return
	}
	end := len(b.open)
	if len(b.ends) > 0 {
		end += b.ends[len(b.ends)-1]
	}
	b.ends = append(b.ends, end)
	for _, t := range b.open {
		b.at[t.term] = 0
		if n := len(b.blocks); n == 0 || len(b.blocks[n-1]) == tallyBlock {
			b.blocks = append(b.blocks, make([]tally, 0, tallyBlock))
		}
		last := &b.blocks[len(b.blocks)-1]
		*last = append(*last, t)
	}
	b.open = b.open[:0]
}

// build returns the postings of so many terms; the builder is done with then.
func (b *postingsBuilder) build(terms int) *postings {
	b.close()
	units := len(b.length)
	p := &postings{units: units, first: make([]int, terms+1), idf: make([]float32, terms)}
	var mean [fieldCount]float64
	for _, l := range b.length {
		for f := range mean {
			mean[f] += float64(l[f])
		}
	}
	for f := range mean {
		mean[f] = max(mean[f]/float64(max(units, 1)), 1e-9)
	}
	for _, block := range b.blocks {
		for _, t := range block {
			p.first[t.term+1]++
		}
	}
	idfs := make([]float64, terms)
	for t := range terms {
		if n := float64(p.first[t+1]); n > 0 {
			idfs[t] = math.Log(1 + (float64(units)-n+0.5)/(n+0.5))
			p.idf[t] = float32(idfs[t])
		}
		p.first[t+1] += p.first[t]
	}
	p.all = make([]posting, p.first[terms])
	next, unit, seen := slices.Clone(p.first), 0, 0
	for i, block := range b.blocks {
		for _, t := range block {
			for seen == b.ends[unit] {
				unit++
			}
			seen++
			tf := 0.0
			for f := range fieldWeight {
				if t.count[f] > 0 {
					tf += fieldWeight[f] * float64(t.count[f]) / (1 - fieldB[f] + fieldB[f]*float64(b.length[unit][f])/mean[f])
				}
			}
			p.all[next[t.term]] = posting{int32(unit), float32(idfs[t.term] * tf * (k1 + 1) / (tf + k1))} //nolint:gosec // passages are numbered in 32 bits
			next[t.term]++
		}
		b.blocks[i] = nil
	}
	return p
}
