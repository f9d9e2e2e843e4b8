package knowledge

import (
	"hash/maphash"
	"strings"
)

// slab is many texts in one, numbered from 0 in the order in which they came. A collection has a million of them (terms, addresses, ids): each a
// string of its own, they are a million things that the garbage collector looks at again and again while people search.
type slab struct {
	text strings.Builder
	ends []uint32
}

func (s *slab) add(text string) int {
	s.text.WriteString(text)
	s.ends = append(s.ends, uint32(s.text.Len())) //nolint:gosec // four gigabytes are a hundred million addresses
	return len(s.ends) - 1
}

func (s *slab) len() int { return len(s.ends) }

// at returns the text with a number; it is a part of the whole, and takes no room.
func (s *slab) at(i int) string {
	start := uint32(0)
	if i > 0 {
		start = s.ends[i-1]
	}
	return s.text.String()[start:s.ends[i]]
}

// all returns the texts in their order.
func (s *slab) all() []string {
	all := make([]string, s.len())
	for i := range all {
		all[i] = s.at(i)
	}
	return all
}

// clear takes all texts out.
func (s *slab) clear() {
	room := min(s.text.Len(), roomKept)
	s.text.Reset() // what at returned stays as it was
	s.text.Grow(room)
	s.ends = s.ends[:0]
}

// roomKept is how much room is kept for the next time: enough for a question, and not what a long page took.
const roomKept = 1 << 13

// lexicon is a slab that finds the number of a text. A text that is added twice has one number.
type lexicon struct {
	slab
	table []uint64 // open addressing: of a text its hash in the upper half, and its number and one in the lower; 0 is free
}

var lexiconSeed = maphash.MakeSeed()

// find returns the number of a text, and whether it is there.
func (l *lexicon) find(text string) (int, bool) {
	if len(l.table) == 0 {
		return 0, false
	}
	at, ok := l.place(text, maphash.String(lexiconSeed, text)>>32)
	if !ok {
		return 0, false
	}
	return int(uint32(l.table[at])) - 1, true //nolint:gosec // what put put there
}

// mask is what of a hash tells its first place in the table, whose length is a power of two.
func (l *lexicon) mask() uint64 { return uint64(len(l.table) - 1) } //nolint:gosec // whoever asks has a table

// place returns where a text with a hash stands in the table, or would stand.
func (l *lexicon) place(text string, hash uint64) (at uint64, ok bool) {
	mask := l.mask()
	for at = hash & mask; l.table[at] != 0; at = (at + 1) & mask {
		if l.table[at]>>32 == hash && l.at(int(uint32(l.table[at]))-1) == text { //nolint:gosec // what put put there
			return at, true
		}
	}
	return at, false
}

// put returns the number of a text, which is added when it is not there.
func (l *lexicon) put(text string) int {
	if 3*len(l.table) <= 4*l.len() {
		l.grow()
	}
	hash := maphash.String(lexiconSeed, text) >> 32
	at, ok := l.place(text, hash)
	if ok {
		return int(uint32(l.table[at])) - 1 //nolint:gosec // what was put there
	}
	n := l.add(text)
	l.table[at] = hash<<32 | uint64(n+1) //nolint:gosec // a number is not below zero
	return n
}

// clear takes all texts out.
func (l *lexicon) clear() {
	l.slab.clear()
	if len(l.table) > roomKept {
		l.table = nil
	}
	clear(l.table)
}

func (l *lexicon) grow() {
	old := l.table
	l.table = make([]uint64, max(64, 2*len(old)))
	mask := l.mask()
	for _, entry := range old {
		if entry == 0 {
			continue
		}
		at := entry >> 32 & mask
		for l.table[at] != 0 {
			at = (at + 1) & mask
		}
		l.table[at] = entry
	}
}
