package recording

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"wegwijzer/transcribe"
	"wegwijzer/transcribe/sound"
)

// How phrases are cut: short ones while somebody waits for them on the screen, and long ones afterwards, for recognisers understand better what they
// hear in its context; Whisper hears thirty seconds at most.
var (
	alongCutting = sound.Cutting{Pause: 600 * time.Millisecond, Most: 12 * time.Second, Lead: 200 * time.Millisecond}
	afterCutting = sound.Cutting{Pause: 2 * time.Second, Most: 28 * time.Second, Lead: 300 * time.Millisecond}
)

// windowBytes is how much sound is looked at in one go.
const windowBytes = 90 * sound.BytesPerSecond

// source gives the samples of a channel from a byte on, at most n of them; last says that nothing follows on them now.
type source interface {
	window(from int64, n int) (pcm []byte, last bool, err error)
}

// stored is a channel of a live call on disk.
type stored struct {
	p      *Sound
	number int // in p
}

func (x stored) window(from int64, n int) ([]byte, bool, error) {
	end := x.p.channels[x.number].bytes
	if from >= end {
		return nil, true, nil
	}
	b := make([]byte, min(int64(n), end-from))
	_, err := x.p.track(x.number, b, from)
	return b, from+int64(len(b)) >= end, err
}

// unpacking is a channel of a file, read from its beginning to its end once.
type unpacking struct {
	stream  *sound.Stream
	channel int
	kept    []byte
	start   int64 // of kept
	end     bool
}

func (x *unpacking) window(from int64, n int) ([]byte, bool, error) {
	for !x.end && x.start+int64(len(x.kept)) < from+int64(n) {
		if drop := min(from-x.start, int64(len(x.kept))); drop > 0 {
			x.kept, x.start = append([]byte(nil), x.kept[drop:]...), x.start+drop
		}
		next, err := x.stream.Next()
		if errors.Is(err, io.EOF) {
			x.end = true
			break
		}
		if err != nil {
			return nil, false, err
		}
		x.kept = append(x.kept, next[x.channel]...)
	}
	if from < x.start || from >= x.start+int64(len(x.kept)) {
		return nil, true, nil
	}
	b := x.kept[from-x.start:]
	last := x.end && len(b) <= n
	return b[:min(len(b), n)], last, nil
}

// round hears one window of a channel. It returns the channel as it is then, and whether everything that there is now was looked at. With open, more sound will
// follow: somebody who is speaking is left to finish.
func (s *Store) round(ctx context.Context, call transcribe.CallID, t track, src source, cut sound.Cutting, open bool, emit func(Said)) (track, bool, error) {
	pcm, last, err := src.window(t.Heard, windowBytes)
	if err != nil {
		return t, false, err
	}
	if len(pcm) == 0 {
		return t, true, nil
	}
	open = open || !last
	phrases, rest := sound.Phrases(pcm, cut, open)
	base := t.Heard
	for _, p := range phrases {
		if t, err = s.hearPhrase(ctx, call, t, base, p, pcm[p.Start:p.End], emit); err != nil {
			return t, false, err
		}
	}
	t, err = s.moved(ctx, call, t, base+int64(rest), nil, emit)
	return t, last, err
}

// hearPhrase gives a phrase to the recogniser and keeps its words.
func (s *Store) hearPhrase(ctx context.Context, call transcribe.CallID, t track, base int64, p sound.Phrase, pcm []byte, emit func(Said)) (track, error) {
	file := append(sound.Header(1, int64(len(pcm))), pcm...)
	var partial func(string)
	if emit != nil {
		partial = func(text string) { emit(Said{Partial: true, Word: Word{Channel: t.Channel, Text: text}}) }
	}
	all, err := s.Ear.Hear(ctx, sound.WAV, bytes.NewReader(file), partial)
	if err != nil {
		return t, err
	}
	return s.moved(ctx, call, t, base+int64(p.End), s.itemsOf(t.Channel, base+int64(p.Start), all, pcm), emit)
}

// itemsOf turns what was heard into items on the clock of the call, with what is taken for invented marked. length is that of the sound when pcm is nil.
func (s *Store) itemsOf(channel int, start int64, all []Heard, pcm []byte) []item {
	var out []item
	begin, length := sound.Length(start), sound.Length(int64(len(pcm)))
	why := strike(all, pcm)
	for i, h := range all {
		text := strings.TrimSpace(h.Text)
		if text == "" {
			continue
		}
		x := item{Channel: channel, Text: text, Speaker: h.Speaker, Struck: why[i], Start: transcribe.Unknown, End: transcribe.Unknown}
		switch {
		case h.Start >= 0 && h.End >= h.Start:
			x.Start, x.End = begin+h.Start, begin+h.End
		case pcm != nil:
			x.Start, x.End = begin, begin+length // the phrase is what is known
		}
		for _, w := range h.Words {
			x.Words = append(x.Words, transcribe.Word{Text: w.Text, Start: begin + w.Start, End: begin + w.End})
		}
		out = append(out, x)
	}
	return out
}

// moved keeps items, and in the same transaction that the channel was heard up to a byte; then it hands the words to emit, when there is one. It returns ErrBehind when another did so meanwhile.
func (s *Store) moved(ctx context.Context, call transcribe.CallID, t track, to int64, items []item, emit func(Said)) (track, error) {
	if to == t.Heard && len(items) == 0 {
		return t, nil
	}
	err := pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		_, state, _, err := hold(ctx, tx, call)
		if err == nil && state == Done {
			err = ErrOver
		}
		if err != nil {
			return err
		}
		tag, err := tx.Exec(ctx, moveHeard, call, t.Channel, t.Heard, to)
		if err == nil && tag.RowsAffected() == 0 {
			err = ErrBehind
		}
		if err != nil {
			return err
		}
		for i, x := range items {
			if err := s.put(ctx, tx, call, tokenOf(t, i), x); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return t, fmt.Errorf("keeping what was heard in call %d: %w", call, err)
	}
	if emit != nil {
		for i, x := range items {
			emit(Said{Word: x.word(tokenOf(t, i))})
		}
	}
	t.Heard = to
	return t, nil
}

// tokenOf names the words that were heard from where a channel has come: heard twice, they are kept once.
func tokenOf(t track, i int) string { return fmt.Sprintf("w%d-%d-%d", t.Channel, t.Heard, i) }
