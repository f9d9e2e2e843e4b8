package transcribe

import (
	"fmt"
	"iter"
	"strings"
)

// rows returns the rows of a table of data, each of so many cells: what is between tabs. Empty lines and those that begin with # are no rows. It
// panics at a row of another length, which a test meets long before a user.
func rows(table string, cells int) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for line := range strings.Lines(table) {
			line = strings.TrimRight(line, "\r\n")
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			row := strings.Split(line, "\t")
			if cells > 0 && len(row) != cells {
				panic(fmt.Sprintf("transcribe: a table has the row %q of %d cells, want %d", line, len(row), cells))
			}
			if !yield(row) {
				return
			}
		}
	}
}
