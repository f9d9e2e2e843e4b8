package demo

import (
	_ "embed" // the week
	"strings"
)

//go:embed week.tsv
var week string

// Visit is an invented appointment or callback of the demo.
type Visit struct {
	CallBack bool
	At       string // the hour as 15:04, or the day on which somebody wants to be called
	Service  string
	Channel  string
	Place    string
	Summary  string
}

// Week returns the invented appointments that a day of the demo is made of, and the people who want to be called.
func Week() []Visit {
	var all []Visit
	for line := range strings.Lines(week) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		all = append(all, Visit{f[0] == "terugbellen", f[1], f[2], f[3], f[4], f[5]})
	}
	return all
}
