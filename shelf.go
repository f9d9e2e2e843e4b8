package main

import (
	"fmt"
	"path/filepath"
	"sync"
	"time"

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

// stepLearn is what a person reads while waiting.
const stepLearn = "Even leren van de voorbeelden (alleen de eerste keer)…"

// shortLearning is how long learning may take in silence: what lies on the shelf is there at once.
const shortLearning = time.Second

// learn has the parts of the program learn from their examples side by side, each with the shelf, and says so when that takes a while.
func learn(s streams, parts ...func(*learned.Shelf)) {
	kept, done := shelf(s.env), make(chan struct{})
	go func() {
		var learning sync.WaitGroup
		for _, part := range parts {
			learning.Go(func() { part(kept) })
		}
		learning.Wait()
		close(done)
	}()
	select {
	case <-done:
		return
	case <-time.After(shortLearning):
	}
	if kept.Missed() { // else what was learnt is read, on a busy machine
		fmt.Fprintln(s.err, stepLearn)
	}
	<-done
}
