package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"

	"golang.org/x/term"
)

// bar shows progress: a moving line in a terminal; in a file a line at each tenth of a long run.
type bar struct {
	mu    sync.Mutex
	w     io.Writer
	width int // of the terminal; 0 when there is none
	drawn bool
	tenth int // that was told last, where there is no terminal
}

func newBar(w io.Writer) *bar {
	b := &bar{w: w}
	if isTerminal(w) {
		b.width = 80
		if columns, _, err := term.GetSize(int(w.(*os.File).Fd())); err == nil && columns > 20 {
			b.width = columns
		}
	}
	return b
}

// isTerminal reports whether a person reads along.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// longRun is how many things a run has from which its progress is told in a file as well.
const longRun = 1000

// show draws how far a run is: done of known, and what it is busy with.
func (b *bar) show(done, known int, current string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.width == 0 {
		if tenth := 10 * done / max(1, known); known >= longRun && tenth > b.tenth {
			b.tenth = tenth
			fmt.Fprintf(b.w, "%d/%d %s\n", done, known, current)
		}
		return
	}
	const cells = 24
	full := 0
	if known > 0 {
		full = min(cells, cells*done/known)
	}
	line := fmt.Sprintf("[%s%s] %d/%d %s", strings.Repeat("█", full), strings.Repeat("·", cells-full), done, known, current)
	if r := []rune(line); len(r) >= b.width {
		line = string(r[:b.width-1])
	}
	fmt.Fprintf(b.w, "\r\x1b[K%s", line)
	b.drawn = true
}

// line writes a line of its own above the bar.
func (b *bar) line(format string, args ...any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.drawn {
		fmt.Fprint(b.w, "\r\x1b[K")
		b.drawn = false
	}
	fmt.Fprintf(b.w, format+"\n", args...)
}

// done takes the bar away.
func (b *bar) done() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.drawn {
		fmt.Fprint(b.w, "\r\x1b[K")
		b.drawn = false
	}
}
