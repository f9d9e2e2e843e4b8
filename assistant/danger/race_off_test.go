//go:build !race

package danger

const raceFactor = 1
