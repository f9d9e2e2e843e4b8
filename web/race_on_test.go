//go:build race

package web

// dangerStep is how many messages of the danger set lie between two that are sent: the detector makes each ten times slower.
const dangerStep = 8
