package demo

import (
	_ "embed"
	"strings"
)

//go:embed call.tsv
var callFile string

// Line is what somebody says in the demo's call.
type Line struct{ Role, Text string }

// Call returns the demo's call. Nobody held it: it is made up, and a computer speaks it.
func Call() []Line {
	var all []Line
	for line := range strings.Lines(callFile) {
		role, text, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if ok && !strings.HasPrefix(line, "#") {
			all = append(all, Line{role, text})
		}
	}
	return all
}
