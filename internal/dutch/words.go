package dutch

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
	"sort"
	"sync"
)

//go:embed words.txt.gz
var wordsGz []byte

// list is the word list, sorted, in one string so that a third of a million words cost a few megabytes.
type list struct {
	text   string
	starts []uint32
}

var words = sync.OnceValue(func() *list {
	z, err := gzip.NewReader(bytes.NewReader(wordsGz))
	if err != nil {
		panic("dutch: the embedded word list is not gzip: " + err.Error())
	}
	raw, err := io.ReadAll(z)
	if err != nil {
		panic("dutch: the embedded word list is cut short: " + err.Error())
	}
	l := &list{text: string(raw), starts: make([]uint32, 0, 360_000)}
	for i, start := 0, true; i < len(raw); i++ {
		if start {
			l.starts = append(l.starts, uint32(i))
		}
		start = raw[i] == '\n'
	}
	return l
})

func (l *list) at(i int) string {
	end := len(l.text)
	if i+1 < len(l.starts) {
		end = int(l.starts[i+1]) - 1
	}
	return l.text[l.starts[i]:end]
}

func (l *list) has(w string) bool {
	i := sort.Search(len(l.starts), func(i int) bool { return l.at(i) >= w })
	return i < len(l.starts) && l.at(i) == w
}

// Known reports whether a folded word stands in the Dutch word list.
func Known(word string) bool { return words().has(word) }
