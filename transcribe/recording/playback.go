package recording

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sort"

	"github.com/jackc/pgx/v5"

	"wegwijzer/transcribe"
	"wegwijzer/transcribe/sound"
)

// Sound is the sound of a call as a file to be played: one that came in as a file is that file, and a live call is a WAV of its channels. It is opened
// piece by piece as it is read, so that ten hours of it cost no more memory than a minute. It is for one goroutine.
type Sound struct {
	Media string // its type for a browser
	Size  int64

	store    *Store
	call     transcribe.CallID
	channels []channel
	header   []byte // of a live call
	at       int64
}

// channel is a track with the pieces it lies in.
type channel struct {
	number int
	bytes  int64
	pieces []piece
	open   piece // the piece that plain holds
	plain  []byte
}

// Play returns the sound of a call. It returns ErrUnknown for a call without a recording, ErrEmpty when nothing came in or nothing was kept, and
// ErrGone when it was deleted.
func (s *Store) Play(ctx context.Context, call transcribe.CallID) (*Sound, error) {
	r, err := s.Read(ctx, call)
	switch {
	case err != nil:
		return nil, err
	case !r.AudioGone.IsZero():
		return nil, fmt.Errorf("playing call %d: %w", call, ErrGone)
	}
	tracks, err := s.tracks(ctx, call)
	if err != nil {
		return nil, err
	}
	p := &Sound{Media: r.Kind.Media(), store: s, call: call}
	most := int64(0)
	for _, t := range tracks {
		c := channel{number: t.Channel, bytes: t.Bytes}
		rows, err := s.db.Query(ctx, selectPieces, call, t.Channel)
		if err == nil {
			c.pieces, err = pgx.CollectRows(rows, pgx.RowToStructByPos[piece])
		}
		if err != nil {
			return nil, fmt.Errorf("looking for the sound of call %d: %w", call, err)
		}
		if len(c.pieces) == 0 {
			continue
		}
		p.channels = append(p.channels, c)
		most = max(most, c.bytes)
	}
	if len(p.channels) == 0 {
		return nil, fmt.Errorf("playing call %d: %w", call, ErrEmpty)
	}
	p.Size = most
	if r.Kind == sound.PCM {
		p.header = sound.Header(len(p.channels), most*int64(len(p.channels)))
		p.Size = most*int64(len(p.channels)) + int64(len(p.header))
	}
	return p, nil
}

// Seek moves to a byte of the file.
func (p *Sound) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += p.at
	case io.SeekEnd:
		offset += p.Size
	}
	if offset < 0 {
		return p.at, errors.New("seeking before the beginning of sound")
	}
	p.at = offset
	return offset, nil
}

// Read reads on. It returns ErrGone when the sound was deleted meanwhile.
func (p *Sound) Read(b []byte) (int, error) {
	if p.at >= p.Size {
		return 0, io.EOF
	}
	b = b[:min(int64(len(b)), p.Size-p.at)]
	n := 0
	if p.header == nil {
		var err error
		n, err = p.track(0, b, p.at)
		p.at += int64(n)
		return n, err
	}
	if p.at < int64(len(p.header)) {
		n = copy(b, p.header[p.at:])
		p.at += int64(n)
		return n, nil
	}
	k := int64(len(p.channels))
	at := p.at - int64(len(p.header))
	from := at / (k * sound.SampleBytes) * sound.SampleBytes // in each channel
	want := min((int64(len(b))/k/sound.SampleBytes+2)*sound.SampleBytes, PieceBytes)
	mixed := make([]byte, want*k)
	one := make([]byte, want)
	for c := range p.channels {
		clear(one)
		if _, err := p.track(c, one, from); err != nil && !errors.Is(err, io.EOF) {
			return 0, err
		}
		for i := int64(0); i < want; i += sound.SampleBytes {
			copy(mixed[i*k+int64(c)*sound.SampleBytes:], one[i:i+sound.SampleBytes])
		}
	}
	n = copy(b, mixed[at-from*k:])
	p.at += int64(n)
	return n, nil
}

// track fills b from a place in a channel; where nothing was recorded there is silence.
func (p *Sound) track(number int, b []byte, at int64) (int, error) {
	c := &p.channels[number]
	if at >= c.bytes {
		return 0, io.EOF
	}
	b = b[:min(int64(len(b)), c.bytes-at)]
	for n := 0; n < len(b); {
		i := sort.Search(len(c.pieces), func(i int) bool { return c.pieces[i].Start+int64(c.pieces[i].Bytes) > at+int64(n) })
		if i == len(c.pieces) {
			clear(b[n:])
			break
		}
		x := c.pieces[i]
		if missing := x.Start - at - int64(n); missing > 0 {
			m := min(missing, int64(len(b)-n))
			clear(b[n : n+int(m)])
			n += int(m)
			continue
		}
		if c.open != x {
			plain, err := p.store.read(p.call, c.number, x)
			if err != nil {
				return n, err
			}
			c.open, c.plain = x, plain
		}
		n += copy(b[n:], c.plain[at+int64(n)-x.Start:])
	}
	return len(b), nil
}
