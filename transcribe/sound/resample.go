package sound

import "math"

// resampler brings a stream of samples from one rate to another with a windowed sinc, so that what is too high for the new rate does not fold back into
// speech.
type resampler struct {
	step  float64 // old samples for each new one
	table [][]float32
	taps  int
	past  []float32 // old samples that are still needed
	at    float64   // place of the next new sample among them
}

const (
	phases   = 128 // places between two samples that the filter is worked out for
	halfTaps = 16  // samples on either side at equal rates
)

func newResampler(from, to int) *resampler {
	cut := min(1, float64(to)/float64(from)) * 0.95 // the slope of the filter lies below the limit
	half := int(math.Ceil(halfTaps / cut))
	r := &resampler{step: float64(from) / float64(to), taps: 2 * half, table: make([][]float32, phases)}
	for p := range r.table {
		row, sum := make([]float32, r.taps), 0.0
		for i := range row {
			x := float64(i-half+1) - float64(p)/phases
			v := cut
			if x != 0 {
				v = math.Sin(math.Pi*x*cut) / (math.Pi * x)
			}
			window := 0.42 + 0.5*math.Cos(math.Pi*x/float64(half)) + 0.08*math.Cos(2*math.Pi*x/float64(half)) // Blackman
			if math.Abs(x) >= float64(half) {
				window = 0
			}
			row[i] = float32(v * window)
			sum += v * window
		}
		for i := range row {
			row[i] /= float32(sum)
		}
		r.table[p] = row
	}
	r.past = make([]float32, half-1) // silence before the beginning, so that time zero stays time zero
	return r
}

// feed returns the new samples that can be told after these old ones.
func (r *resampler) feed(s []float32) []float32 {
	r.past = append(r.past, s...)
	var out []float32
	for {
		i := int(r.at)
		if i+r.taps > len(r.past) {
			break
		}
		row := r.table[int((r.at-float64(i))*phases)]
		sum := float32(0)
		for k, v := range row {
			sum += v * r.past[i+k]
		}
		out = append(out, sum)
		r.at += r.step
	}
	done := min(int(r.at), len(r.past))
	r.past = append(r.past[:0], r.past[done:]...)
	r.at -= float64(done)
	return out
}
