package knowledge

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"unsafe"
)

// How many passages are compared closely with a question, the best by the angle of their sketches, and of those exactly, the best by the sum of
// distances: a share of the collection, and a number at least. With these .992 of the really nearest ten to a question were found among 100,000
// passages by the built-in embedder, .998 of those to a passage, and .997 and 1 among 10,000; comparing all of the close ones exactly took a
// third longer and found .001 more.
const (
	closeShare = 50 // one in so many
	closeLeast = 1000
	exactShare = 200
	exactLeast = 500
)

// memory is the vector leg of one generation in the memory of this process: each vector as a sketch, which is compared with each question, and
// as small numbers, by which the best of those are compared exactly. It never changes once filled.
//
// For a collection of this size that beats an approximate index on all sides: it finds more, in less time, and needs no building.
type memory struct {
	model     int32
	dimension int
	ids       *lexicon // of the passages of the snapshot
	planes    *planes
	known     int       // how many passages had a vector when planes were chosen
	outlines  []outline // per passage
	numbers   []int16   // dimension of them per passage: its vector, of length unit
}

// unit is the length of a vector in whole numbers. Two of them give products that stay within 32 bits, and a likeness to five digits.
const unit = 1 << 15

// nowhere is the likeness to the mean of a passage without a vector. No vector is so unlike another.
const nowhere = -8

// vectorBytes is what a vector of so many numbers takes in memory.
func vectorBytes(dimension int) int64 {
	return int64(unsafe.Sizeof(outline{})) + 2*int64(dimension)
}

func newMemory(s *snapshot, model int32, dimension int) *memory {
	return &memory{
		model: model, dimension: dimension, ids: s.ids,
		outlines: make([]outline, s.ids.len()), numbers: make([]int16, s.ids.len()*dimension),
	}
}

// fill takes over the vectors that an earlier generation has too, whose passages are the same as long as their numbers are, and reads the others.
// read calls put for each vector it finds of the missing ones, in the form in which pgvector sends it.
func (m *memory) fill(earlier *memory, read func(missing []string, put func(id PassageID, vector []byte) error) error) error {
	if earlier != nil && (earlier.model != m.model || earlier.dimension != m.dimension) {
		earlier = nil
	}
	var missing []string
	var fresh []int
	known := 0
	for i := range m.outlines {
		id := m.ids.at(i)
		m.outlines[i].like = nowhere
		if earlier != nil {
			if at, ok := earlier.ids.find(id); ok && earlier.has(at) {
				copy(m.row(i), earlier.row(at))
				m.outlines[i] = earlier.outlines[at]
				known++
				continue
			}
		}
		missing = append(missing, id)
	}
	v := make([]float32, m.dimension)
	err := read(missing, func(id PassageID, vector []byte) error {
		i, ok := m.ids.find(string(id))
		if !ok {
			return nil
		}
		if err := decodeVector(v, vector); err != nil {
			return fmt.Errorf("passage %s: %w", id, err)
		}
		if scaled(m.row(i), v) {
			fresh = append(fresh, i)
			m.outlines[i].like = 0
		}
		return nil
	})
	if err != nil {
		return err
	}
	if earlier != nil && 2*earlier.known >= known+len(fresh) {
		m.planes, m.known = earlier.planes, earlier.known
	} else { // what they were chosen by is only a part of what there is now
		m.choosePlanes()
		fresh = fresh[:0]
		for i := range m.outlines {
			if m.has(i) {
				fresh = append(fresh, i)
			}
		}
	}
	m.draw(fresh)
	return nil
}

// draw makes the outlines of passages whose vectors are known.
func (m *memory) draw(passages []int) {
	inParts(len(passages), func(from, to int) {
		v, room := make([]float32, m.dimension), make([]float32, len(m.planes.turns[0]))
		for _, i := range passages[from:to] {
			for j, x := range m.row(i) {
				v[j] = float32(x) / unit
			}
			m.outlines[i] = m.planes.outline(v, room)
		}
	})
}

func (m *memory) has(i int) bool { return m.outlines[i].like != nowhere }

func (m *memory) row(i int) []int16 {
	return m.numbers[i*m.dimension : (i+1)*m.dimension]
}

// choosePlanes takes those through the middle of all vectors.
func (m *memory) choosePlanes() {
	sum := make([]int64, m.dimension)
	m.known = 0
	for i := range m.outlines {
		if m.has(i) {
			m.known++
			for j, x := range m.row(i) {
				sum[j] += int64(x)
			}
		}
	}
	mean := make([]float32, m.dimension)
	for j, x := range sum {
		mean[j] = float32(float64(x) / unit / float64(max(m.known, 1)))
	}
	m.planes = newPlanes(mean)
}

// decodeVector reads what pgvector sends in its binary form: the number of numbers, nothing, and the numbers.
func decodeVector(v []float32, data []byte) error {
	if len(data) != 4+4*len(v) || int(binary.BigEndian.Uint16(data)) != len(v) {
		return fmt.Errorf("a vector of %d bytes, want %d numbers", len(data), len(v))
	}
	for i := range v {
		v[i] = math.Float32frombits(binary.BigEndian.Uint32(data[4+4*i:]))
	}
	return nil
}

// scaled writes v as whole numbers with length unit into row. It reports false when v has no direction.
func scaled[T int16 | int32](row []T, v []float32) bool {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum == 0 || math.IsNaN(sum) || math.IsInf(sum, 0) {
		return false
	}
	scale := (unit - 1) / math.Sqrt(sum)
	for i, x := range v {
		row[i] = T(math.Round(float64(x) * scale))
	}
	return true
}

// Retrieve returns the n passages nearest to a vector.
func (m *memory) Retrieve(_ context.Context, vector []float32, n int) ([]Retrieved, error) {
	if len(vector) != m.dimension {
		return nil, fmt.Errorf("a vector of %d numbers, want %d", len(vector), m.dimension)
	}
	q := make([]int32, m.dimension)
	if !scaled(q, vector) {
		return nil, nil
	}
	room := sifts.Get().(*sift)
	defer sifts.Put(room)
	candidates := m.sift(q, n, room)
	likeness := slices.Grow(room.likeness[:0], len(candidates))[:len(candidates)]
	room.likeness = likeness
	for c, i := range candidates {
		likeness[c] = dot(q, m.row(int(i)))
	}
	best := make([]int, 0, n+1) // places in candidates; n is small beside those
	for c, x := range likeness {
		if len(best) == n && x <= likeness[best[n-1]] {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, x, func(b int, x int32) int {
			if likeness[b] >= x {
				return -1
			}
			return 1
		})
		best = slices.Insert(best, at, c)
		best = best[:min(n, len(best))]
	}
	found := make([]Retrieved, len(best))
	for i, c := range best {
		found[i] = Retrieved{PassageID(m.ids.at(int(candidates[c]))), float32(likeness[c]) / (unit * unit)}
	}
	return found, nil
}

// dot returns the product of two vectors of the same length. It takes eight numbers at a time: half of the time of a search goes here.
func dot(a []int32, b []int16) int32 {
	var even, odd int32
	for len(a) >= 8 && len(b) >= 8 {
		even += a[0]*int32(b[0]) + a[1]*int32(b[1]) + a[2]*int32(b[2]) + a[3]*int32(b[3])
		odd += a[4]*int32(b[4]) + a[5]*int32(b[5]) + a[6]*int32(b[6]) + a[7]*int32(b[7])
		a, b = a[8:], b[8:]
	}
	for i, x := range b {
		even += a[i] * int32(x)
	}
	return even + odd
}

// sift is the room that looking through the sketches for one question takes.
type sift struct {
	grade         []uint16
	counts        [grades]int32
	close, chosen []int32
	likeness      []int32
}

var sifts = sync.Pool{New: func() any { return &sift{} }}

// grades is how finely the likeness is told by which passages are chosen to be compared further.
const grades = 1 << 14

// gradeOf returns the grade of a likeness, which lies within 2 of 0 but for rounding and for passages without a vector.
func gradeOf(likeness float32) uint16 {
	return uint16(max(0, min(grades-1, int32((likeness+2)*(grades/4)))))
}

// sift returns the passages that are to be compared exactly with q to find the n nearest, in the order of the collection.
//
// The likeness of a vector to q is that of the mean to q, which is the same for all and left out, and that of the rest to q: the likeness of the
// rest to the mean, which is known exactly, and to where q lies from the mean. All sketches tell that by their angle, and those of the best
// once more by the sum of distances, which takes longer and says as much as twice as many bits would.
func (m *memory) sift(q []int32, n int, room *sift) []int32 {
	if exact := max(exactLeast, n, len(m.outlines)/exactShare); len(m.outlines) > exact {
		v, turn := make([]float32, m.dimension), make([]float32, len(m.planes.turns[0]))
		for i, x := range q {
			v[i] = float32(x) / unit
		}
		if near := max(closeLeast, exact, len(m.outlines)/closeShare); len(m.outlines) > near {
			asked := m.planes.outline(v, turn)
			var angle [sketchBits + 1]float32
			for apart := range angle {
				angle[apart] = asked.far * float32(math.Cos(math.Pi*float64(apart)/sketchBits))
			}
			grade := room.graded(len(m.outlines))
			inParts(len(m.outlines), func(from, to int) {
				for i := from; i < to; i++ {
					o := &m.outlines[i]
					grade[i] = gradeOf(angle[asked.sketch.apart(&o.sketch)]*o.far + o.like)
				}
			})
			room.close = room.choose(near, room.close[:0])
		} else {
			room.close = m.all(room.close[:0])
		}
		asked := m.planes.scale(v, turn)
		grade := room.graded(len(room.close))
		for c, i := range room.close {
			o := &m.outlines[i]
			grade[c] = gradeOf(asked.likeness(o) + o.like)
		}
		room.chosen = room.choose(exact, room.chosen[:0])
		for c, at := range room.chosen {
			room.chosen[c] = room.close[at]
		}
	} else {
		room.chosen = m.all(room.chosen[:0])
	}
	return slices.DeleteFunc(room.chosen, func(i int32) bool { return !m.has(int(i)) })
}

// all adds the numbers of all passages to numbers.
func (m *memory) all(numbers []int32) []int32 {
	for i := range m.outlines {
		numbers = append(numbers, int32(i))
	}
	return numbers
}

// graded returns room for n grades.
func (room *sift) graded(n int) []uint16 {
	room.grade = slices.Grow(room.grade[:0], n)[:n]
	return room.grade
}

// choose adds to places those of about the n best grades, in their order. From which grade on is told by a sample, for counting all takes as long
// as all that is done with them; equal grades are chosen all, as long as they are not twice as many.
func (room *sift) choose(n int, places []int32) []int32 {
	counts := &room.counts
	clear(counts[:])
	stride := len(room.grade)/sampled + 1
	for i := 0; i < len(room.grade); i += stride {
		counts[room.grade[i]]++
	}
	least := grades - 1
	for left := n/stride + 1; least > 0 && left > int(counts[least]); least-- {
		left -= int(counts[least])
	}
	for i, g := range room.grade {
		if int(g) >= least && len(places) < 2*n {
			places = append(places, int32(i))
		}
	}
	return places
}

// sampled is the most grades that are counted: with a fiftieth of them chosen, how many are is right to a tenth.
const sampled = 16 << 10

// partSize is how many things inParts hands out at a time: enough to be worth it, few enough to be done at about the same moment.
const partSize = 4096

// inParts calls f for all of n things in parts, on other processors too when they are free. It waits for nobody who has not begun.
func inParts(n int, f func(from, to int)) {
	parts := int64((n + partSize - 1) / partSize)
	if parts <= 1 {
		f(0, n)
		return
	}
	var next, finished atomic.Int64
	done := make(chan struct{})
	work := func() {
		for part := next.Add(1) - 1; part < parts; part = next.Add(1) - 1 {
			f(int(part)*partSize, min(int(part+1)*partSize, n))
			if finished.Add(1) == parts {
				close(done)
			}
		}
	}
	for range min(runtime.GOMAXPROCS(0), int(parts)) - 1 {
		go work() // ends with the last part
	}
	work()
	<-done
}
