// Package svm learns linear support vector machines over texts: how far a text lies on which side of a plane between those that are something and
// those that are not. A text is seen as its words, pairs of neighbours and runs of letters, each weighed by how rare it is (tf-idf).
package svm

import (
	"math"
	"runtime"
	"slices"
	"sync"

	"wegwijzer/internal/learned"
)

// The runs of letters that are looked at. They go on over the ends of words, so that endings and what stands beside them are one sign.
const shortest, longest = 3, 5

// most is how many bytes of a text are looked at.
const most = 4000

// Class is one thing to tell apart.
type Class struct {
	Is     func(i int) bool    // whether text i is of the class
	Weight func(i int) float64 // how much text i counts, 0 when it is not looked at; nil when all count 1
}

// Machine tells classes apart. It does not change once it was learnt.
type Machine struct {
	classes int
	table   []float32 // for each hashed sign its rarity and then its weight in each class
	bias    []float32
}

// Sign is something that is seen in a text, by a number below the size of a machine, and how much of it there is.
type Sign struct {
	Number uint32
	Value  float32
}

// Learn returns a machine over 2^bits hashed signs that tells each class from what is not of it, the same for the same texts.
func Learn(texts [][]string, bits int, classes []Class) *Machine {
	signs := make([][]Sign, len(texts))
	each(len(texts), func(i int) { signs[i] = count(texts[i], bits) })
	rare := rarity(signs, bits)
	each(len(texts), func(i int) { weigh(signs[i], func(s uint32) float32 { return rare[s] }) })
	return learn(signs, rare, classes)
}

// LearnSigns is Learn for texts whose signs others saw and weighed. The machine is asked with Weigh.
func LearnSigns(texts [][]Sign, bits int, classes []Class) *Machine {
	return learn(texts, make([]float32, 1<<bits), classes)
}

func learn(signs [][]Sign, rare []float32, classes []Class) *Machine {
	planes := make([]plane, len(classes))
	each(len(classes), func(c int) { planes[c] = fit(signs, len(rare), classes[c]) })
	m := &Machine{classes: len(classes), table: make([]float32, (len(classes)+1)*len(rare)), bias: make([]float32, len(classes))}
	for s, r := range rare {
		row := m.row(uint32(s))
		row[0] = r
		for c := range planes {
			row[1+c] = planes[c].weights[s]
		}
	}
	for c := range planes {
		m.bias[c] = planes[c].bias
	}
	return m
}

// each calls do for all numbers below n, on all processors.
func each(n int, do func(i int)) {
	var work sync.WaitGroup
	hands := min(n, runtime.GOMAXPROCS(0))
	for first := range hands {
		work.Go(func() {
			for i := first; i < n; i += hands {
				do(i)
			}
		})
	}
	work.Wait()
}

func (m *Machine) row(sign uint32) []float32 {
	width := m.classes + 1
	return m.table[int(sign)*width:][:width]
}

// Margins returns for each class how far a text lies on its side of the plane; below 0 it lies on the other.
//
// The race detector looks away from what counts, weighs and fits: it takes tenfold with it, and nobody changes a machine once it was learnt.
func (m *Machine) Margins(words []string) []float64 {
	signs := count(words, m.bits())
	weigh(signs, func(s uint32) float32 { return m.row(s)[0] })
	return m.Weigh(signs)
}

// Weigh is Margins for a text of which the signs are known.
//
//go:norace
func (m *Machine) Weigh(signs []Sign) []float64 {
	all := make([]float64, m.classes)
	for c := range all {
		all[c] = float64(m.bias[c])
	}
	for _, f := range signs {
		for c, w := range m.row(f.Number)[1:] {
			all[c] += float64(w * f.Value)
		}
	}
	return all
}

// Knows reports whether a sign counts for any class.
func (m *Machine) Knows(sign uint32) bool {
	return slices.ContainsFunc(m.row(sign)[1:], func(w float32) bool { return w != 0 })
}

func (m *Machine) bits() int {
	bits := 0
	for (m.classes+1)<<bits < len(m.table) {
		bits++
	}
	return bits
}

// Write writes the machine down.
func (m *Machine) Write(w *learned.Writer) {
	w.Floats(m.table)
	w.Floats(m.bias)
}

// Recall reads a machine of so many signs and classes that was written down.
func Recall(r *learned.Reader, bits, classes int) *Machine {
	m := &Machine{classes: classes, table: r.Floats(), bias: r.Floats()}
	if len(m.table) != (classes+1)<<bits || len(m.bias) != classes {
		r.Refuse()
	}
	return m
}

// count returns the signs of a text, in order, and one more than the logarithm of how often each stands in it.
//
//go:norace
func count(words []string, bits int) []Sign {
	const offset, prime = 14695981039346656037, 1099511628211
	mask := uint32(1)<<bits - 1
	var hashes []uint32
	add := func(h uint64) { hashes = append(hashes, uint32(h>>20)&mask) }
	extend := func(h uint64, s string) uint64 {
		for i := range len(s) {
			h = (h ^ uint64(s[i])) * prime
		}
		return (h ^ 0xFF) * prime
	}
	var text []rune
	size := 0
	for i, w := range words {
		if size += len(w) + 1; size > most {
			break
		}
		h := extend(offset, w)
		add(h)
		if i+1 < len(words) {
			add(extend(h, words[i+1]))
		}
		text = append(append(text, []rune(w)...), ' ')
	}
	if len(text) > 0 {
		text = text[:len(text)-1]
	}
	for i := range text {
		h := uint64(prime)
		for n, r := range text[i:min(len(text), i+longest)] {
			h = (h ^ uint64(r)) * prime
			if n+1 >= shortest {
				add(h)
			}
		}
	}
	slices.Sort(hashes)
	var signs []Sign
	for i := 0; i < len(hashes); {
		j := i + 1
		for j < len(hashes) && hashes[j] == hashes[i] {
			j++
		}
		signs = append(signs, Sign{hashes[i], float32(1 + math.Log(float64(j-i)))})
		i = j
	}
	return signs
}

// rarity returns for each sign one more than the logarithm of how few texts have it.
func rarity(texts [][]Sign, bits int) []float32 {
	in := make([]int32, 1<<bits)
	for _, t := range texts {
		for _, f := range t {
			in[f.Number]++
		}
	}
	rare := make([]float32, len(in))
	for s, n := range in {
		rare[s] = float32(1 + math.Log(float64(1+len(texts))/float64(1+n)))
	}
	return rare
}

// weigh multiplies the signs of a text by their rarity, and makes all texts equally long.
//
//go:norace
func weigh(signs []Sign, rare func(sign uint32) float32) {
	sum := float32(0)
	for i := range signs {
		signs[i].Value *= rare(signs[i].Number)
		sum += signs[i].Value * signs[i].Value
	}
	if sum == 0 {
		return
	}
	norm := float32(1 / math.Sqrt(float64(sum)))
	for i := range signs {
		signs[i].Value *= norm
	}
}
