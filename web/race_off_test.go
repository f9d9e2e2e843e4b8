//go:build !race

package web

// dangerStep is how many messages of the danger set lie between two that are sent: without the detector, all of them are.
const dangerStep = 1
