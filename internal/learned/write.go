package learned

import (
	"encoding/binary"
	"math"
)

// Writer writes down what was learnt, as numbers and texts one after the other.
type Writer struct{ data []byte }

func (w *Writer) count(n int) { w.data = binary.LittleEndian.AppendUint64(w.data, uint64(n)) } //nolint:gosec // a length is not below zero

// Floats writes numbers.
//
//go:norace
func (w *Writer) Floats(all []float32) {
	w.count(len(all))
	for _, x := range all {
		w.data = binary.LittleEndian.AppendUint32(w.data, math.Float32bits(x))
	}
}

// Ints writes whole numbers.
func (w *Writer) Ints(all []int32) {
	w.count(len(all))
	for _, x := range all {
		w.data = binary.LittleEndian.AppendUint32(w.data, uint32(x)) //nolint:gosec // the same bits
	}
}

// Words writes numbers of 64 bits.
func (w *Writer) Words(all []uint64) {
	w.count(len(all))
	for _, x := range all {
		w.data = binary.LittleEndian.AppendUint64(w.data, x)
	}
}

// Texts writes texts.
func (w *Writer) Texts(all []string) {
	w.count(len(all))
	for _, s := range all {
		w.count(len(s))
	}
	for _, s := range all {
		w.data = append(w.data, s...)
	}
}

// Reader reads what a Writer wrote, in the same order. From the first thing that is not as it was written on it gives nothing.
type Reader struct {
	left []byte
	bad  bool
}

// Read returns a reader of what a Writer wrote.
func Read(data []byte) *Reader { return &Reader{left: data} }

// Refuse says that what was read does not fit together: it is learnt anew.
func (r *Reader) Refuse() { r.bad = true }

// end reports whether all of it was read, and right.
func (r *Reader) end() bool { return !r.bad && len(r.left) == 0 }

// take returns the bytes of the next list of things of a size, and how many those are.
func (r *Reader) take(size int) (data []byte, n int) {
	if r.bad || len(r.left) < 8 {
		r.bad = true
		return nil, 0
	}
	count := binary.LittleEndian.Uint64(r.left)
	if r.left = r.left[8:]; count > uint64(len(r.left)/size) { //nolint:gosec // a length is not below zero
		r.bad = true
		return nil, 0
	}
	n = int(count) //nolint:gosec // it was just bounded
	data, r.left = r.left[:n*size], r.left[n*size:]
	return data, n
}

// Floats reads numbers.
//
// The race detector looks away from this and its like: there are millions, of one reader alone.
//
//go:norace
func (r *Reader) Floats() []float32 {
	data, n := r.take(4)
	all := make([]float32, n)
	for i := range all {
		all[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
	}
	return all
}

// Ints reads whole numbers.
//
//go:norace
func (r *Reader) Ints() []int32 {
	data, n := r.take(4)
	all := make([]int32, n)
	for i := range all {
		all[i] = int32(binary.LittleEndian.Uint32(data[4*i:])) //nolint:gosec // the same bits
	}
	return all
}

// Words reads numbers of 64 bits.
//
//go:norace
func (r *Reader) Words() []uint64 {
	data, n := r.take(8)
	all := make([]uint64, n)
	for i := range all {
		all[i] = binary.LittleEndian.Uint64(data[8*i:])
	}
	return all
}

// Texts reads texts. They share their memory, which is one piece.
func (r *Reader) Texts() []string {
	lengths, n := r.take(8)
	all := make([]string, n)
	size := func(i int) int { return int(min(binary.LittleEndian.Uint64(lengths[8*i:]), largest+1)) } //nolint:gosec // it is bounded
	total := 0
	for i := range all {
		if total += size(i); total > len(r.left) {
			r.bad = true
			return nil
		}
	}
	var whole string
	whole, r.left = string(r.left[:total]), r.left[total:]
	for i := range all {
		n := size(i)
		all[i], whole = whole[:n], whole[n:]
	}
	return all
}
