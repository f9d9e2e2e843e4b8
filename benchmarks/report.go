package main

import "time"

// figure is one thing that was measured.
type figure struct {
	Passages int     `json:"passages"`
	Who      string  `json:"who"`
	Name     string  `json:"name"`
	Unit     string  `json:"unit,omitempty"`
	Value    float64 `json:"value"`
	N        int     `json:"n"`
}

type report struct {
	began     time.Time
	took      time.Duration
	machine   string
	server    string
	questions int
	busy      []string
	figures   []figure
}

func (r *report) page() string { return "" }
