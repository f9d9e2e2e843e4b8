package demo

import (
	_ "embed"
	"strings"
)

//go:embed burglary.tsv
var burglary string

//go:embed fraud.tsv
var fraud string

// Line is what somebody says in a call of the demo.
type Line struct{ Role, Text string }

// Call returns the demo's first call, about a burglary. Nobody held it: it is made up, and a computer speaks it.
func Call() []Line { return linesOf(burglary) }

// Fraud returns the demo's second call, with somebody who was cheated out of their savings. Nobody held it either.
func Fraud() []Line { return linesOf(fraud) }

func linesOf(file string) []Line {
	var all []Line
	for line := range strings.Lines(file) {
		role, text, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if ok && !strings.HasPrefix(line, "#") {
			all = append(all, Line{role, text})
		}
	}
	return all
}
