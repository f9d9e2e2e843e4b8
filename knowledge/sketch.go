package knowledge

import (
	"math"
	"math/bits"
	"math/rand/v2"
)

// sketchBits is the length of a sketch. Measured on 100,000 passages with the built-in embedder's vectors, the hardest kind: of the really
// nearest ten to a question .969 are among the best 2,000 by sketches of 512 bits, .995 by 768 and .999 by 1,024; each 256 bits take another
// third of a millisecond.
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
}

// outline returns that of a vector of length one. room is as long as a turn and is written over.
func (p *planes) outline(v, room []float32) outline {
	var o outline
	var far, like float64
	for i, m := range p.mean {
		d := v[i] - m
		far += float64(d) * float64(d)
		like += float64(v[i]) * float64(m)
	}
	o.far, o.like = float32(math.Sqrt(far)), float32(like)
	bit := 0
	for _, signs := range p.turns {
		for i, m := range p.mean {
			room[i] = (v[i] - m) * signs[i]
		}
		clear(room[len(p.mean):])
		hadamard(room)
		for i := 0; i < len(room) && bit < sketchBits; i++ {
			if room[i] > 0 {
				o.sketch[bit/64] |= 1 << (bit % 64)
			}
			bit++
		}
	}
	return o
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
