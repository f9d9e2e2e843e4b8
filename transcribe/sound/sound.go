// Package sound knows what the sound of a call looks like: kinds of files, samples, frames of a live call, and where somebody speaks. It reads and
// writes nothing but bytes that it is given.
package sound

import (
	"errors"
	"time"
)

// Samples are 16-bit, little-endian, one channel, at Rate a second: what recognisers want and what a page sends.
const (
	Rate           = 16000
	SampleBytes    = 2
	BytesPerSecond = Rate * SampleBytes
	// MaxChannels is the microphone and the call audio. More of them would be a room, and that is no call.
	MaxChannels = 2
)

// What is refused.
var (
	ErrKind   = errors.New("not a sound file of a known kind")
	ErrBroken = errors.New("the sound file is broken")
	ErrFrame  = errors.New("not a frame of sound")
)

// Length returns how long so many bytes of samples last.
func Length(bytes int64) time.Duration {
	return time.Duration(bytes/SampleBytes) * time.Second / Rate
}

// Bytes returns how many bytes of samples last so long, whole samples only.
func Bytes(d time.Duration) int64 {
	return int64(d) / int64(time.Second/Rate) * SampleBytes
}
