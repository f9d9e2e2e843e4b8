package recording

import (
	"context"
	"fmt"
	"time"

	"wegwijzer/transcribe"
	"wegwijzer/transcribe/sound"
)

// Line is one connection over which a live call comes in. It is for one goroutine. What it took is certain once Flush says so.
type Line struct {
	store *Store
	call  transcribe.CallID
	page  string
	kept  bool
	ways  []*way
}

// way is a channel on a line: the track as the database has it, and what came since.
type way struct {
	track
	spans []span
	end   int64 // of the last span
	next  int64 // the frame that is waited for
}

// Position is how far a channel has come for certain: the next frame, and the sample that it begins with.
type Position struct {
	Channel int   `json:"channel"`
	Seq     int64 `json:"seq"`
	Sample  int64 `json:"sample"`
}

const (
	// MaxUnflushed bounds what a line takes before it must be flushed.
	MaxUnflushed = 30 * sound.BytesPerSecond
	// What is missing for less than this is a clock that does not run even, and no gap.
	leastGap = int64(sound.BytesPerSecond / 10)
	// maxCall bounds a live call.
	maxCall = int64(10*3600) * sound.BytesPerSecond
)

// Claim says that a page begins to send the sound of a live call. What another page sends from then on is refused with ErrTaken.
func (l *Line) Claim(ctx context.Context) error {
	if _, err := l.store.db.Exec(ctx, claimPage, l.call, l.page); err != nil {
		return fmt.Errorf("taking over recording %d: %w", l.call, err)
	}
	return nil
}

// Resume opens a line of a page for a live call that has begun. It returns ErrUnknown, ErrOver or ErrConsent when nothing can come in.
func (s *Store) Resume(ctx context.Context, call transcribe.CallID, page string) (*Line, error) {
	r, err := s.Read(ctx, call)
	switch {
	case err != nil:
		return nil, err
	case r.State != Open:
		return nil, fmt.Errorf("resuming recording %d: %w", call, ErrOver)
	case r.Way != Live:
		return nil, fmt.Errorf("resuming recording %d: %w", call, ErrConsent)
	}
	tracks, err := s.tracks(ctx, call)
	if err != nil {
		return nil, err
	}
	l := &Line{store: s, call: call, page: page, kept: r.Kept}
	for _, t := range tracks {
		l.ways = append(l.ways, &way{track: t, end: t.Bytes, next: t.NextSeq})
	}
	return l, nil
}

// Positions returns how far each channel has come for certain.
func (l *Line) Positions() []Position {
	out := make([]Position, len(l.ways))
	for i, w := range l.ways {
		out[i] = Position{w.Channel, w.NextSeq, w.Bytes / sound.SampleBytes}
	}
	return out
}

// Take takes a frame. One that came before is forgotten. It returns ErrMissing when frames before it have not come: they must be sent first; and
// ErrLarge when the call has gone on too long.
func (l *Line) Take(f sound.Frame) error {
	if f.Channel >= len(l.ways) {
		return sound.ErrFrame
	}
	w := l.ways[f.Channel]
	switch {
	case int64(f.Seq) < w.next:
		return nil
	case int64(f.Seq) > w.next:
		return ErrMissing
	}
	start := int64(f.Sample) * sound.SampleBytes //nolint:gosec // bounded by ParseFrame
	if start < w.end+leastGap {
		start = w.end // what overlaps was not recorded twice: the page's clock was a little behind
	}
	if start+int64(len(f.PCM)) > maxCall {
		return ErrLarge
	}
	if n := len(w.spans); n > 0 && start == w.end && len(w.spans[n-1].pcm)+len(f.PCM) <= PieceBytes {
		w.spans[n-1].pcm = append(w.spans[n-1].pcm, f.PCM...)
	} else {
		w.spans = append(w.spans, span{start, append([]byte(nil), f.PCM...)})
	}
	w.end = start + int64(len(f.PCM))
	w.next++
	return nil
}

// Unflushed returns how many bytes wait to be made certain.
func (l *Line) Unflushed() int {
	n := 0
	for _, w := range l.ways {
		for _, x := range w.spans {
			n += len(x.pcm)
		}
	}
	return n
}

// Taken is what a flush made certain of one channel.
type Taken struct {
	Position
	From int64  // byte where the sound begins
	PCM  []byte // the sound, with what is missing as silence; for a recogniser that hears along
	Gap  time.Duration
}

// Flush makes certain what was taken, and returns it by channel. After an error the line is of no use any more: a new one must be resumed, and its page
// sends again what was not acknowledged.
func (l *Line) Flush(ctx context.Context) ([]Taken, error) {
	var out []Taken
	for _, w := range l.ways {
		if len(w.spans) == 0 {
			continue
		}
		if err := l.store.grow(ctx, l.call, growth{w.track, l.page, w.end, w.next, l.kept, sound.PCM, w.spans}); err != nil {
			return out, fmt.Errorf("keeping sound of call %d: %w", l.call, err)
		}
		t := Taken{Position: Position{w.Channel, w.next, w.end / sound.SampleBytes}, From: w.spans[0].start}
		t.Gap = sound.Length(w.spans[0].start - w.Bytes)
		for _, x := range w.spans {
			if missing := x.start - t.From - int64(len(t.PCM)); missing > 0 {
				t.Gap += sound.Length(missing)
				t.From, t.PCM = x.start, nil // what came before the gap is heard from disk
			}
			t.PCM = append(t.PCM, x.pcm...)
		}
		out = append(out, t)
		w.Bytes, w.NextSeq, w.spans = w.end, w.next, nil
	}
	return out, nil
}
