package jurisprudence

import (
	_ "embed" // the table of consumer prices
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Range is what was awarded under one head in one kind of case: comparable cases, never a prediction.
type Range struct {
	Head    Head
	Kind    Kind
	N       int // sums; with less than leastShown all else is empty
	Hidden  bool
	Nominal Spread
	Indexed Spread // in money of the base year
	Base    int    // that year
	Points  []Point
}

// Spread is how sums lie: the least, the quartiles and the most, in cents.
type Spread struct{ Least, First, Median, Third, Most int64 }

// Point is one sum.
type Point struct {
	ECLI    ECLI
	Cents   int64
	Indexed int64
	Year    int
	Outlier bool // beyond one and a half times the middle half, as box plots draw it (Tukey)
}

//go:embed cpi.tsv
var pricesFile string

// prices is how dear life was: by year, compared with the last year of the table.
type prices struct {
	index map[int]float64
	first int
	base  int
}

// consumerPrices reads the table of the yearly changes of consumer prices. cpi.tsv names its sources.
var consumerPrices = sync.OnceValue(func() prices {
	p := prices{index: map[int]float64{}}
	level := 1.0
	for line := range strings.Lines(pricesFile) {
		year, change, ok := strings.Cut(strings.TrimSpace(line), "\t")
		y, err := strconv.Atoi(year)
		if !ok || err != nil {
			continue
		}
		c, err := strconv.ParseFloat(change, 64)
		if err != nil || p.base != 0 && y != p.base+1 {
			panic("jurisprudence: the table of consumer prices has a bad line: " + line)
		}
		level *= 1 + c/100
		if p.first == 0 {
			p.first = y
		}
		p.index[y], p.base = level, y
	}
	return p
})

// BaseYear is the year in whose money sums are compared.
func BaseYear() int { return consumerPrices().base }

// PriceSources returns where the table of consumer prices comes from: what it is, its address and its date.
func PriceSources() [][3]string {
	var all [][3]string
	for line := range strings.Lines(pricesFile) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) == 4 && f[0] == "# source" {
			all = append(all, [3]string{f[1], f[2], f[3]})
		}
	}
	return all
}

// indexed returns a sum of a year in money of the base year, and false for a year that the table does not know. A year after the table is taken
// as its last: that money did not lose its worth yet, as far as was published.
func (p prices) indexed(cents int64, year int) (int64, bool) {
	if year > p.base {
		year = p.base
	}
	level, ok := p.index[year]
	if !ok {
		return 0, false
	}
	return int64(math.Round(float64(cents) * p.index[p.base] / level)), true
}

// mostPoints is how many sums are drawn.
const mostPoints = 300

// figures makes the figures over the cases that were found.
func (r *Result) figures(w Wanted, found []counted) {
	type group struct {
		head Head
		kind Kind
	}
	sums := map[group][]Point{}
	p := consumerPrices()
	for _, c := range found {
		r.Judged += c.judged
		r.Refused += c.refused
		if !c.euro {
			continue
		}
		for i, h := range Heads() {
			for _, cents := range c.sums[i] {
				point := Point{ECLI: c.id, Cents: cents, Year: c.year}
				point.Indexed, _ = p.indexed(cents, c.year)
				sums[group{h, c.kind}] = append(sums[group{h, c.kind}], point)
			}
		}
	}
	for _, h := range Heads() {
		for _, k := range soughtKinds {
			if all := sums[group{h, k}]; len(all) > 0 {
				r.Ranges = append(r.Ranges, rangeOf(h, k, all))
			}
		}
	}
	for _, x := range r.Ranges {
		if x.Head == ImmaterialHead || w.Head != "" && x.Head == w.Head {
			for _, p := range x.Points {
				if p.Outlier && len(r.Outliers) < 20 {
					r.Outliers = append(r.Outliers, p)
				}
			}
		}
	}
}

// rangeOf makes the figures of one head.
func rangeOf(h Head, k Kind, all []Point) Range {
	r := Range{Head: h, Kind: k, N: len(all), Base: BaseYear()}
	if r.N < leastShown {
		r.Hidden = true
		return r
	}
	slices.SortFunc(all, func(a, b Point) int {
		if a.Cents != b.Cents {
			return int(max(-1, min(1, a.Cents-b.Cents)))
		}
		return strings.Compare(string(a.ECLI), string(b.ECLI))
	})
	nominal := make([]int64, len(all))
	var indexed []int64
	for i, p := range all {
		nominal[i] = p.Cents
		if p.Indexed > 0 {
			indexed = append(indexed, p.Indexed)
		}
	}
	r.Nominal = spread(nominal)
	if len(indexed) >= leastShown && len(indexed) == len(all) {
		slices.Sort(indexed)
		r.Indexed = spread(indexed)
	}
	fence := (r.Nominal.Third - r.Nominal.First) * 3 / 2
	for i := range all {
		all[i].Outlier = all[i].Cents > r.Nominal.Third+fence || all[i].Cents < r.Nominal.First-fence
	}
	if len(all) <= mostPoints {
		r.Points = all
		return r
	}
	for i := range mostPoints { // evenly over the sorted sums, the ends included
		r.Points = append(r.Points, all[i*(len(all)-1)/(mostPoints-1)])
	}
	return r
}

// spread returns the quartiles of sorted sums, between two sums in proportion.
func spread(sorted []int64) Spread {
	at := func(share float64) int64 {
		place := share * float64(len(sorted)-1)
		low := int(place)
		if low+1 >= len(sorted) {
			return sorted[len(sorted)-1]
		}
		return sorted[low] + int64(math.Round((place-float64(low))*float64(sorted[low+1]-sorted[low])))
	}
	return Spread{sorted[0], at(.25), at(.5), at(.75), sorted[len(sorted)-1]}
}
