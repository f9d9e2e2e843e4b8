package indexer

import (
	"encoding/binary"
	"hash/fnv"
	"sort"

	"wegwijzer/knowledge"
)

// What makes a block boilerplate: it stands on this share of a site's pages, and on no fewer than this many.
const (
	repeatShare = .30
	repeatPages = 5
)

// Boilerplate knows the blocks that a site repeats on its pages, whatever its templates call them. It is learnt per
// host; the zero value knows nothing and takes nothing away.
type Boilerplate struct {
	pages  int
	counts map[uint64]int
	known  map[uint64]bool // learnt before, such as in an earlier crawl
}

// Learn counts the blocks of one page.
func (b *Boilerplate) Learn(blocks []knowledge.Block) {
	if b.counts == nil {
		b.counts = make(map[uint64]int)
	}
	b.pages++
	seen := make(map[uint64]bool)
	for _, block := range blocks {
		if h := blockHash(block); !seen[h] {
			seen[h] = true
			b.counts[h]++
		}
	}
}

// Pages is how many pages were learnt from.
func (b *Boilerplate) Pages() int { return b.pages }

// repeated reports whether a block is one that the site repeats.
func (b *Boilerplate) repeated(block knowledge.Block) bool {
	h := blockHash(block)
	if b.known[h] {
		return true
	}
	n := b.counts[h]
	return n >= repeatPages && float64(n) >= repeatShare*float64(b.pages)
}

// Clean takes the repeated blocks out of a page. Headings stay while text stays under them: many pages ask "Wat kun je
// doen?" and each has its own answer. A page of which little else would be left keeps everything, for somewhere the
// text that others repeat has its home, such as the page with opening hours.
func (b *Boilerplate) Clean(page *Page) {
	if b == nil || len(b.counts)+len(b.known) == 0 {
		return
	}
	drop := make([]bool, len(page.pieces))
	total, gone := 0, 0
	for i, p := range page.pieces {
		n := words(p.Text)
		total += n
		if p.Text != "" && !isHead(p) && b.repeated(p.Block) {
			drop[i] = true
			gone += n
		}
	}
	if gone == 0 || total-gone < leastLeft || gone*10 > total*7 {
		return
	}
	var kept []piece
	for i, p := range page.pieces {
		if drop[i] || isTitle(p.Block) && hollow(page.pieces, drop, i) {
			continue
		}
		kept = append(kept, p)
	}
	page.compose(kept)
}

// leastLeft is how many words of its own a page must keep.
const leastLeft = 15

func isTitle(block knowledge.Block) bool {
	return block.Kind == knowledge.Heading && block.Level > 1 || block.Kind == knowledge.Question
}

// hollow reports whether all that stood under a heading is dropped.
func hollow(pieces []piece, drop []bool, i int) bool {
	dropped := false
	for j := i + 1; j < len(pieces); j++ {
		if isHead(pieces[j]) && pieces[j].Level <= pieces[i].Level {
			break
		}
		if !drop[j] {
			return false
		}
		dropped = true
	}
	return dropped
}

// Marshal writes what was learnt, so that the next run on the same site knows it from its first page.
func (b *Boilerplate) Marshal() []byte {
	var found []uint64
	for h := range b.known {
		found = append(found, h)
	}
	for h, n := range b.counts {
		if !b.known[h] && n >= repeatPages && float64(n) >= repeatShare*float64(b.pages) {
			found = append(found, h)
		}
	}
	sort.Slice(found, func(i, j int) bool { return found[i] < found[j] })
	out := make([]byte, 0, 8*len(found))
	for _, h := range found {
		out = binary.BigEndian.AppendUint64(out, h)
	}
	return out
}

// UnmarshalBoilerplate reads what Marshal wrote.
func UnmarshalBoilerplate(data []byte) *Boilerplate {
	b := &Boilerplate{known: make(map[uint64]bool)}
	for ; len(data) >= 8; data = data[8:] {
		b.known[binary.BigEndian.Uint64(data)] = true
	}
	return b
}

func blockHash(block knowledge.Block) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(fold(block.Text))) // a hash does not fail
	return h.Sum64()
}
