package main

import (
	"path/filepath"

	"wegwijzer/internal/learned"
)

// shelf is where what the program learnt from its examples lies for the next start: among what an account keeps that may be lost. It is nil where
// there is no such place.
func shelf(env func(name string) string) *learned.Shelf {
	dir := env("XDG_CACHE_HOME")
	if home := env("HOME"); dir == "" && home != "" {
		dir = filepath.Join(home, ".cache")
	}
	if !filepath.IsAbs(dir) {
		return nil
	}
	return learned.Open(filepath.Join(dir, "wegwijzer", "geleerd"))
}
