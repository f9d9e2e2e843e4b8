// Package race tells tests whether the race detector watches. It makes sums ten times slower and sees a race the first time, so tests of many
// cases take some of them under it, and `make test` runs those tests once more without it, whole.
package race

// Step returns how far a test goes from one case to the next: n under the race detector, else one.
func Step(n int) int {
	if Enabled {
		return n
	}
	return 1
}
