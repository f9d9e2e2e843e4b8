package web

import (
	"math"
	"strconv"

	"wegwijzer/jurisprudence"
)

// rangeView is what was awarded under one head, as a drawing and a table. Sums lie on a line in proportion to their logarithm: € 100 and € 1.000 are
// as far apart as € 1.000 and € 10.000.
type rangeView struct {
	Key, Head, Kind string
	N               int
	Nominal         []string // least, first quartile, median, third quartile, most
	Indexed         []string // the same in money of the base year; none when a sum cannot be indexed
	Base            int
	Dots            []dot
	Box             box
	Steps           []rung
	About           string // the drawing in words
}

// dot is a sum on the line.
type dot struct {
	X, Y    string
	Outlier bool
}

// box is the middle half, with the median.
type box struct{ X, Width, Middle string }

// rung is a round sum on the line.
type rung struct {
	X, Text string
	Minor   bool // between the powers of ten
}

// Measures of the drawing.
const (
	drawLeft  = 20.0
	drawWidth = 600.0
)

func rangeViewOf(r jurisprudence.Range) rangeView {
	v := rangeView{Key: string(r.Head) + "-" + string(r.Kind), Head: capitalised(string(r.Head)), Kind: text("kinds_" + string(r.Kind)), N: r.N, Base: r.Base}
	v.Nominal = spreadWords(r.Nominal)
	if r.Indexed != (jurisprudence.Spread{}) {
		v.Indexed = spreadWords(r.Indexed)
	}
	low, high := math.Log10(math.Max(float64(r.Nominal.Least), 100)), math.Log10(math.Max(float64(r.Nominal.Most), 200))
	low, high = math.Floor(low*2)/2, math.Ceil(high*2)/2
	if high <= low {
		high = low + 0.5
	}
	at := func(cents int64) float64 {
		return drawLeft + drawWidth*(math.Log10(math.Max(float64(cents), 100))-low)/(high-low)
	}
	write := func(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }
	for i, p := range r.Points {
		// Sums that are the same would lie on each other: they are spread over the height, the same each time.
		v.Dots = append(v.Dots, dot{write(at(p.Cents)), write(22 + float64(i*7%24)), p.Outlier})
	}
	v.Box = box{write(at(r.Nominal.First)), write(math.Max(at(r.Nominal.Third)-at(r.Nominal.First), 1)), write(at(r.Nominal.Median))}
	for power := int(math.Floor(low)); power <= int(math.Ceil(high)); power++ {
		for _, times := range []float64{1, 2, 5} {
			cents := times * math.Pow10(power)
			if l := math.Log10(cents); l >= low-1e-9 && l <= high+1e-9 && (high-low < 2.6 || times == 1) {
				v.Steps = append(v.Steps, rung{write(at(int64(cents))), roundEuro(int64(cents)), times != 1})
			}
		}
	}
	v.About = v.Head + ", " + v.Kind + ": " + strconv.Itoa(r.N) + " " + text("range_sums") + " " + v.Nominal[0] + " " + text("range_to") + " " + v.Nominal[4] + ", " + text("range_median") + " " + v.Nominal[2] + "."
	return v
}

func spreadWords(s jurisprudence.Spread) []string {
	return []string{roundEuro(s.Least), roundEuro(s.First), roundEuro(s.Median), roundEuro(s.Third), roundEuro(s.Most)}
}
