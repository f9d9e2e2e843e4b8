package knowledge

import (
	"math"
	"math/bits"
	"math/rand/v2"
)

// sketchBits is the length of a sketch. Measured on 100,000 passages with the built-in embedder's vectors, the hardest kind: of the really
// nearest ten to a question .85 are among the best 2,000 by sketches of 256 bits, .969 by 512, .995 by 768 and .999 by 1,024; each 256 bits
// take another third of a millisecond. The vectors of a neural model are easier: imitated ones (384 and 1,024 numbers, in clusters) come to
// .999 among 10,000 by 768 bits.
const sketchBits = 768

// sketch is what is kept of a vector to see in some nanoseconds whether it may be near another: on which side it lies of each of as many
// planes as it has bits. Two vectors lie on different sides of about so many planes as the angle between them is wide.
type sketch [sketchBits / 64]uint64

// apart returns how many planes lie between two sketches.
func (s *sketch) apart(t *sketch) int {
	return bits.OnesCount64(s[0]^t[0]) + bits.OnesCount64(s[1]^t[1]) + bits.OnesCount64(s[2]^t[2]) + bits.OnesCount64(s[3]^t[3]) +
		bits.OnesCount64(s[4]^t[4]) + bits.OnesCount64(s[5]^t[5]) + bits.OnesCount64(s[6]^t[6]) + bits.OnesCount64(s[7]^t[7]) +
		bits.OnesCount64(s[8]^t[8]) + bits.OnesCount64(s[9]^t[9]) + bits.OnesCount64(s[10]^t[10]) + bits.OnesCount64(s[11]^t[11])
}

// planes are what vectors are sketched by. They go through the mean of a collection's vectors: as those of any model lie together on one
// side of the origin, planes through that would tell them apart badly.
type planes struct {
	mean  []float32
	turns [][]float32 // per turn of the vectors the signs of its numbers, a power of two of them
}

// newPlanes returns planes through mean, the same ones each time.
func newPlanes(mean []float32) *planes {
	p := &planes{mean: mean}
	width := 1
	for width < len(mean) {
		width *= 2
	}
	random := rand.New(rand.NewPCG(sketchBits, uint64(len(mean)))) //nolint:gosec // nothing is kept secret by it
	for bits := 0; bits < sketchBits; bits += width {
		signs := make([]float32, width)
		for i := range signs {
			signs[i] = float32(1 - 2*random.IntN(2))
		}
		p.turns = append(p.turns, signs)
	}
	return p
}

// outline is what is known of a vector before it is compared exactly.
type outline struct {
	sketch sketch
	far    float32 // from the mean
	like   float32 // the vector's likeness to the mean
	tilt   float32 // far², by the sum of how far the vector lies from each plane
}

// outline returns that of a vector of length one. room is as long as a turn and is written over.
func (p *planes) outline(v, room []float32) outline {
	var o outline
	var far, like, sum float64
	for i, m := range p.mean {
		d := v[i] - m
		far += float64(d) * float64(d)
		like += float64(v[i]) * float64(m)
	}
	o.far, o.like = float32(math.Sqrt(far)), float32(like)
	p.distances(v, room, func(plane int, distance float32) {
		if distance > 0 {
			o.sketch[plane/64] |= 1 << (plane % 64)
		}
		sum += math.Abs(float64(distance))
	})
	if sum > 0 {
		o.tilt = float32(far / sum)
	}
	return o
}

// distances calls f with how far v lies from each plane, in a measure of their own.
func (p *planes) distances(v, room []float32, f func(plane int, distance float32)) {
	plane := 0
	for _, signs := range p.turns {
		for i, m := range p.mean {
			room[i] = (v[i] - m) * signs[i]
		}
		clear(room[len(p.mean):])
		hadamard(room)
		for i := 0; i < len(room) && plane < sketchBits; i++ {
			f(plane, room[i])
			plane++
		}
	}
}

// scale is a question as outlines are compared with it closely: how far it lies from each plane, in sixteen steps. The bits of a step are
// kept apart, so that adding up the steps of the planes that a sketch lies above takes four looks at each word of it.
type scale struct {
	bits        [4]sketch
	least, step float32
	total       float32
}

func (p *planes) scale(v, room []float32) *scale {
	distances := make([]float32, sketchBits)
	s := &scale{}
	var most float32
	p.distances(v, room, func(plane int, distance float32) {
		distances[plane] = distance
		s.total += distance
		s.least, most = min(s.least, distance), max(most, distance)
	})
	s.step = max((most-s.least)/15, math.SmallestNonzeroFloat32)
	for plane, d := range distances {
		steps := int((d-s.least)/s.step + 0.5)
		for bit := range s.bits {
			s.bits[bit][plane/64] |= uint64(steps>>bit&1) << (plane % 64)
		}
	}
	return s
}

// likeness returns an estimate of the product of the question and a vector, both from the mean: the sum of the question's distances from
// the planes, those below which the vector lies counted as negative (Gao and Long, RaBitQ, 2024).
func (s *scale) likeness(o *outline) float32 {
	above, steps := 0, 0
	for i, x := range o.sketch {
		above += bits.OnesCount64(x)
		steps += bits.OnesCount64(x&s.bits[0][i]) + 2*bits.OnesCount64(x&s.bits[1][i]) + 4*bits.OnesCount64(x&s.bits[2][i]) + 8*bits.OnesCount64(x&s.bits[3][i])
	}
	return o.tilt * (2*(float32(above)*s.least+float32(steps)*s.step) - s.total)
}

// hadamard turns a vector by the Walsh-Hadamard transform, the length times the square root of its size: with random signs before it that
// is as good as a random rotation (Ailon and Chazelle, The fast Johnson-Lindenstrauss transform, 2009), and takes n log n steps instead of n².
func hadamard(v []float32) {
	for half := 1; half < len(v); half *= 2 {
		for from := 0; from < len(v); from += 2 * half {
			a, b := v[from:from+half], v[from+half:from+2*half]
			for i, x := range a {
				y := b[i]
				a[i], b[i] = x+y, x-y
			}
		}
	}
}
