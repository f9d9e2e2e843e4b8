package knowledge

import "math"

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

// postings is an inverted index over numbered units (passages, or pages) with the score of each term in each unit worked out beforehand.
type postings struct {
	units int
	lists [][]posting // per term
	idf   []float32
}

type posting struct {
	unit  int32
	score float32 // idf included; at most idf*(k1+1)
}

type count struct {
	unit int32
	tf   [fieldCount]float32
}

// postingsBuilder gathers counts per term; units must be added in rising order.
type postingsBuilder struct {
	counts [][]count
	length [][fieldCount]float32
}

func (b *postingsBuilder) add(term int, unit int, f field, n float32) {
	for term >= len(b.counts) {
		b.counts = append(b.counts, nil)
	}
	for unit >= len(b.length) {
		b.length = append(b.length, [fieldCount]float32{})
	}
	b.length[unit][f] += n
	cs := b.counts[term]
	if len(cs) == 0 || cs[len(cs)-1].unit != int32(unit) {
		cs = append(cs, count{unit: int32(unit)})
		b.counts[term] = cs
	}
	cs[len(cs)-1].tf[f] += n
}

func (b *postingsBuilder) build(units, terms int) *postings {
	p := &postings{units: units, lists: make([][]posting, terms), idf: make([]float32, terms)}
	var mean [fieldCount]float64
	for _, l := range b.length {
		for f := range mean {
			mean[f] += float64(l[f])
		}
	}
	for f := range mean {
		mean[f] = max(mean[f]/float64(max(units, 1)), 1e-9)
	}
	for t := range b.counts {
		cs := b.counts[t]
		if len(cs) == 0 {
			continue
		}
		idf := math.Log(1 + (float64(units)-float64(len(cs))+0.5)/(float64(len(cs))+0.5))
		p.idf[t] = float32(idf)
		list := make([]posting, len(cs))
		for i, c := range cs {
			tf := 0.0
			for f := range fieldWeight {
				if c.tf[f] > 0 {
					tf += fieldWeight[f] * float64(c.tf[f]) / (1 - fieldB[f] + fieldB[f]*float64(b.length[c.unit][f])/mean[f])
				}
			}
			list[i] = posting{c.unit, float32(idf * tf * (k1 + 1) / (tf + k1))}
		}
		p.lists[t] = list
		b.counts[t] = nil
	}
	return p
}
