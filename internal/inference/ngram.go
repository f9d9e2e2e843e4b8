package inference

import (
	"context"
	"math"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	ngramDimension = 256
	gramMin        = 3
	gramMax        = 5
)

// NGram is the embedder that is always there: it needs no weights, no server and no folder. A text becomes the bag of its words and of
// their character n-grams, hashed with signs into a short vector. That finds texts that look alike (duplicates, similar rulings, other
// forms of a word) and nothing more: it knows no meaning, and fused with a good lexical leg it does not improve the ranking.
type NGram struct{}

// Name changes whenever the vectors would.
func (NGram) Name() string { return "ngram-1" }

// Dimension returns the length of the vectors.
func (NGram) Dimension() int { return ngramDimension }

// Prefixes returns nothing: questions and passages are treated alike.
func (NGram) Prefixes() (query, passage string) { return "", "" }

// Embed returns the vectors of texts. It fails only when ctx has ended. The same text gives the same vector on every machine.
func (NGram) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	numbers := make([]float32, len(texts)*ngramDimension)
	b := bags.Get().(*bag)
	defer bags.Put(b)
	for i, text := range texts {
		if i%64 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		v := numbers[i*ngramDimension : (i+1)*ngramDimension : (i+1)*ngramDimension]
		b.fill(text)
		b.pour(v)
		vectors[i] = v
	}
	return vectors, nil
}

var bags = sync.Pool{New: func() any { return newBag(1 << 10) }}

// bag counts the features of one text: an open-addressed table that remembers in which order its places were taken, so that emptying it
// and adding it up cost what the text cost, and the sum is made in the same order everywhere.
type bag struct {
	places []place
	mask   uint64 // one less than the number of places, which is a power of two
	taken  []uint32
	word   []byte // the word being read, folded, with its edges marked
	starts []int  // where each of its characters begins
}

type place struct {
	feature uint64
	count   uint32
}

func newBag(size uint64) *bag { return &bag{places: make([]place, size), mask: size - 1} }

// The marks of a word's edges keep "huis" at the start of a word apart from "huis" within one. No letter or digit is equal to them.
const (
	leftEdge  = '<'
	rightEdge = '>'
)

// fill counts the features of text, having emptied the bag.
func (b *bag) fill(text string) {
	for _, i := range b.taken {
		b.places[i] = place{}
	}
	b.taken = b.taken[:0]
	b.open()
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
				b.letter(rune(c))
			case 'A' <= c && c <= 'Z':
				b.letter(rune(c) + 'a' - 'A')
			default:
				b.close()
			}
			continue
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		plain := norm.NFKD.PropertiesString(text[i:]).Decomposition()
		if len(plain) == 0 {
			b.rune(text[i : i+size])
		} else {
			b.rune(string(plain))
		}
		i += size
	}
	b.close()
	if len(b.taken) == 0 {
		// A text without any word still needs a direction, or its likeness to another is no number.
		b.count(wordSeed)
	}
}

func (b *bag) open() {
	b.word = append(b.word[:0], leftEdge)
	b.starts = append(b.starts[:0], 0)
}

// rune adds what a character beyond ASCII comes down to: é is e and an accent, ĳ is i and j.
func (b *bag) rune(plain string) {
	for _, r := range plain {
		switch {
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			b.letter(unicode.ToLower(r))
		case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r):
			// An accent or a soft hyphen is part of the word and adds nothing to it.
		default:
			b.close()
		}
	}
}

func (b *bag) letter(r rune) {
	b.starts = append(b.starts, len(b.word))
	b.word = utf8.AppendRune(b.word, r)
}

const (
	gramSeed  uint64 = 14695981039346656037 // that of FNV-1a
	wordSeed  uint64 = 0x9ae16a3b2f90404f
	hashPrime uint64 = 1099511628211
)

// close counts the word that was read and its n-grams, and begins the next.
func (b *bag) close() {
	if len(b.starts) == 1 {
		return
	}
	b.starts = append(b.starts, len(b.word))
	b.word = append(b.word, rightEdge)
	b.starts = append(b.starts, len(b.word))
	letters := len(b.starts) - 1
	for from := 0; from+gramMin <= letters; from++ {
		hash, at := gramSeed, b.starts[from]
		for to := from + 1; to <= min(from+gramMax, letters); to++ {
			for ; at < b.starts[to]; at++ {
				hash = (hash ^ uint64(b.word[at])) * hashPrime
			}
			if to-from >= gramMin {
				b.count(hash)
			}
		}
	}
	hash := wordSeed
	for _, c := range b.word {
		hash = (hash ^ uint64(c)) * hashPrime
	}
	b.count(hash)
	b.open()
}

func (b *bag) count(hash uint64) {
	// The bits of FNV-1a are uneven; this is the finaliser of MurmurHash3. Zero marks an empty place.
	hash ^= hash >> 33
	hash *= 0xff51afd7ed558ccd
	hash ^= hash >> 33
	hash *= 0xc4ceb9fe1a85ec53
	hash ^= hash >> 33
	hash |= 1 << 32
	if 2*len(b.taken) >= len(b.places) {
		b.grow()
	}
	for i := hash & b.mask; ; i = (i + 1) & b.mask {
		switch b.places[i].feature {
		case 0:
			b.places[i] = place{hash, 1}
			b.taken = append(b.taken, uint32(i)) //nolint:gosec // the table has fewer than 2^32 places
			return
		case hash:
			b.places[i].count++
			return
		}
	}
}

func (b *bag) grow() {
	old := b.places
	b.mask = 2*b.mask + 1
	b.places = make([]place, b.mask+1)
	for n, from := range b.taken {
		i := old[from].feature & b.mask
		for b.places[i].feature != 0 {
			i = (i + 1) & b.mask
		}
		b.places[i] = old[from]
		b.taken[n] = uint32(i) //nolint:gosec // as in count
	}
}

// pour adds the features up into v, which must be zero, and makes its length one. How often a feature occurs counts by its logarithm:
// the tenth "de" says little.
func (b *bag) pour(v []float32) {
	for _, i := range b.taken {
		p := b.places[i]
		var weight float32
		if p.count < uint32(len(logarithms)) {
			weight = logarithms[p.count]
		} else {
			weight = float32(1 + math.Log(float64(p.count)))
		}
		if p.feature>>63 == 0 {
			weight = -weight
		}
		v[p.feature>>40%ngramDimension] += weight
	}
	if !normalise(v) {
		v[0] = 1 // every feature was cancelled by another
	}
}

var logarithms = func() (table [32]float32) {
	for n := 1; n < len(table); n++ {
		table[n] = float32(1 + math.Log(float64(n)))
	}
	return table
}()

// normalise gives v length one. It reports false, leaving v as it was, when v has no direction: a zero, or something that is no number.
func normalise(v []float32) bool {
	var sum float64
	for _, x := range v {
		// The conversion keeps machines with fused multiply-add from rounding otherwise.
		sum += float64(float64(x) * float64(x))
	}
	if sum == 0 || math.IsNaN(sum) || math.IsInf(sum, 0) {
		return false
	}
	scale := 1 / math.Sqrt(sum)
	for i, x := range v {
		v[i] = float32(float64(x) * scale)
	}
	return true
}
