package privacy

import (
	_ "embed" // the register
	"fmt"
	"strings"
)

// registerFile says of every column of the database what it is for and how long it is kept. A line has, with tabs between them: the table, its
// columns with commas between them, the room that owns it, what it is for, whether it is about people (nee, indirect, ja), and the term.
//
//go:embed register.tsv
var registerFile string

// Kept is one line of the register: columns of a table that serve the same purpose for the same time.
type Kept struct {
	Table    string
	Columns  []string
	Owner    string // the room whose code alone reads and writes it
	Purpose  string
	Personal string // "nee", "indirect" (a pseudonym or a hash) or "ja"
	Term     string
}

// Register returns the register of what is kept. It returns an error for a line that has not the right form.
func Register() ([]Kept, error) { return readRegister(registerFile) }

const registerFields = 6

func readRegister(text string) ([]Kept, error) {
	var all []Kept
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != registerFields {
			return nil, fmt.Errorf("reading the register: line %d has %d fields, want %d", n, len(f), registerFields)
		}
		for _, field := range f {
			if strings.TrimSpace(field) == "" {
				return nil, fmt.Errorf("reading the register: line %d has an empty field", n)
			}
		}
		if f[4] != "nee" && f[4] != "indirect" && f[4] != "ja" {
			return nil, fmt.Errorf("reading the register: line %d: personal is nee, indirect or ja", n)
		}
		all = append(all, Kept{f[0], strings.Split(f[1], ","), f[2], f[3], f[4], f[5]})
	}
	return all, nil
}
