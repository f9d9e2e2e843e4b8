package indexer

import (
	"strings"
	"unicode/utf8"
)

// The bounds, in characters, of what is said again and again: the header of a column before each of its cells, a page's title with each of its
// passages, the place on the page with each piece. Without them a small page grows a thousandfold.
const (
	maxHeader = 200
	maxTitle  = 300
	maxAnchor = 200
)

// gathered are the pieces of a page as they are read, and how much text they have.
type gathered struct {
	pieces []piece
	size   int // bytes
}

// put adds a piece. It reports false when the page has more text than is read of one, and then the piece is left out.
func (g *gathered) put(p piece) bool {
	if g.size += max(len(p.Text), len(p.shown)); g.full() {
		return false
	}
	if len(p.Anchor) > maxAnchor || storable(p.Anchor) != p.Anchor {
		p.Anchor = ""
	}
	g.pieces = append(g.pieces, p)
	return true
}

// full reports whether the page has more text than is read of one.
func (g *gathered) full() bool { return g.size > MaxText }

// shorten cuts a text that has more than most characters after a whole word.
func shorten(s string, most int) string {
	if len(s) <= most || utf8.RuneCountInString(s) <= most {
		return s
	}
	end := 0
	for range most {
		_, n := utf8.DecodeRuneInString(s[end:])
		end += n
	}
	if space := strings.LastIndexByte(s[:end], ' '); space > 0 {
		end = space
	}
	return strings.TrimRight(s[:end], " \n") + "…"
}
