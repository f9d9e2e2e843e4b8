package web

import (
	"os"
	"testing"

	"wegwijzer/internal/speech"
)

// voice returns a voice that really speaks; without espeak-ng the test is skipped.
func voice(t *testing.T) *speech.Speaker {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	s := speech.Open(speech.Config{Self: []string{path}})
	if s == nil {
		t.Skip("skipping: espeak-ng's library is not installed")
	}
	t.Cleanup(s.Close)
	return s
}
