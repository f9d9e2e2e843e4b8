//go:build !linux

package speech

// noCore does nothing where no library is loaded that could crash.
func noCore() {}
