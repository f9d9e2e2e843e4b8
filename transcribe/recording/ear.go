package recording

import (
	"context"
	"io"
	"time"

	"wegwijzer/transcribe"
	"wegwijzer/transcribe/sound"
)

// Ear is a recogniser: it turns sound into words. An error that wraps ErrDeaf says that it never will for this sound; any other that it may later.
// partial, when it is not nil, may be called with the words so far.
type Ear interface {
	Hear(ctx context.Context, kind sound.Kind, file io.ReadSeeker, partial func(text string)) ([]Heard, error)
}

// Follower hears along while somebody speaks. It calls emit with the words so far of what is being said, and with final when they will not change any
// more. It returns nil when pcm was closed and all was said, and an error when it cannot go on.
type Follower interface {
	Follow(ctx context.Context, pcm <-chan []byte, emit func(text string, final bool)) error
}

// Heard is a stretch of words from a recogniser. Times count from the beginning of the sound that it was given.
type Heard struct {
	Start, End time.Duration // both transcribe.Unknown when the recogniser does not tell
	Text       string
	Speaker    string // as the recogniser labels it; "" when it does not
	Words      []transcribe.Word
	Silence    float64 // how likely it thinks that nobody spoke, from 0 to 1; -1 when it does not tell
	Doubt      float64 // minus the mean logarithm of the chance of its words; -1 when it does not tell
	Squeezed   float64 // how far the text can be packed: much more than 2 is a loop; -1 when it does not tell
}

// item is what comes into a call by the way: words or a note.
type item struct {
	Channel int               `json:"c"`
	Note    bool              `json:"n,omitempty"`
	Start   time.Duration     `json:"s"`
	End     time.Duration     `json:"e"`
	Text    string            `json:"t"`
	Speaker string            `json:"p,omitempty"`
	Struck  string            `json:"x,omitempty"` // why it is taken for invented; "" when it is not
	Words   []transcribe.Word `json:"w,omitempty"`
}
