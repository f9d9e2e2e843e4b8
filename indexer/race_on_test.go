//go:build race

package indexer

// raced says that the race detector is on, which makes parsing ten times slower.
const raced = true
