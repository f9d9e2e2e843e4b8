//go:build race

package danger

// raceFactor is how much slower the race detector may make a check.
const raceFactor = 12
