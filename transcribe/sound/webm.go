package sound

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math/bits"
)

// webmReader reads the packets of the first track with Opus in a WebM file (RFC 8794; RFC 9559), as browsers write them: in pieces whose length they do
// not know beforehand.
type webmReader struct {
	r     io.Reader
	track uint64
	clock int64 // milliseconds at which this cluster begins
	ready []byte
	at    int64 // of what is ready
}

// The elements that matter. Those that hold others and are gone into have no end of their own here: what follows tells.
const (
	webmSegment    = 0x18538067
	webmTracks     = 0x1654ae6b
	webmTrack      = 0xae
	webmNumber     = 0xd7
	webmCodec      = 0x86
	webmPrivate    = 0x63a2
	webmCluster    = 0x1f43b675
	webmClock      = 0xe7
	webmGroup      = 0xa0
	webmBlock      = 0xa1
	webmSimple     = 0xa3
	webmUnknown    = ^uint64(0) // the length of what was still being written
	maxWebmTracks  = 1 << 20    // bytes
	maxWebmElement = 1 << 20    // of one with sound
)

// webmElement reads the head of an element: what it is, and its length.
func webmElement(r io.Reader) (id, size uint64, err error) {
	if id, _, err = vint(r, false); err != nil {
		return 0, 0, err
	}
	size, n, err := vint(r, true)
	if err != nil {
		return 0, 0, err
	}
	if size == 1<<(7*n)-1 {
		size = webmUnknown
	}
	return id, size, nil
}

// vint reads a number that says itself how many bytes it has; with bare its mark is taken off.
func vint(r io.Reader, bare bool) (v uint64, n int, err error) {
	var b [8]byte
	if _, err := io.ReadFull(r, b[:1]); err != nil {
		return 0, 0, ended(err)
	}
	n = bits.LeadingZeros8(b[0]) + 1
	if n > 8 {
		return 0, 0, fmt.Errorf("reading WebM: %w", ErrBroken)
	}
	if _, err := io.ReadFull(r, b[1:n]); err != nil {
		return 0, 0, ended(err)
	}
	if bare {
		b[0] &= 1<<(8-n) - 1
	}
	for _, x := range b[:n] {
		v = v<<8 | uint64(x)
	}
	return v, n, nil
}

// head looks for a track with Opus.
func (w *webmReader) head() ([]byte, error) {
	for {
		id, size, err := webmElement(w.r)
		if err != nil {
			return nil, fmt.Errorf("looking for the sound of a WebM file: %w", ErrBroken)
		}
		switch {
		case id == webmSegment:
		case id == webmTracks && size <= maxWebmTracks:
			b := make([]byte, size)
			if _, err := io.ReadFull(w.r, b); err != nil {
				return nil, fmt.Errorf("looking for the sound of a WebM file: %w", ErrBroken)
			}
			return w.tracks(b)
		case id == webmCluster || size == webmUnknown || size > 1<<62:
			return nil, fmt.Errorf("looking for the sound of a WebM file: %w", ErrBroken)
		default:
			if _, err := io.CopyN(io.Discard, w.r, int64(size)); err != nil { //nolint:gosec // bounded above
				return nil, fmt.Errorf("looking for the sound of a WebM file: %w", ErrBroken)
			}
		}
	}
}

// tracks finds the first track with Opus among those that a file has.
func (w *webmReader) tracks(b []byte) ([]byte, error) {
	var found []byte
	err := webmEach(b, func(id uint64, entry []byte) {
		if id != webmTrack || found != nil {
			return
		}
		var track uint64
		var codec string
		var private []byte
		_ = webmEach(entry, func(id uint64, b []byte) { // a damaged one is no track
			switch id {
			case webmNumber:
				track = number(b)
			case webmCodec:
				codec = string(bytes.TrimRight(b, "\x00"))
			case webmPrivate:
				private = b
			}
		})
		if codec == "A_OPUS" {
			w.track, found = track, private
		}
	})
	if err != nil {
		return nil, err
	}
	if found == nil {
		return nil, fmt.Errorf("unpacking WebM: %w", ErrKind)
	}
	return found, nil
}

// webmEach calls f for each element of b.
func webmEach(b []byte, f func(id uint64, b []byte)) error {
	r := bytes.NewReader(b)
	for r.Len() > 0 {
		id, size, err := webmElement(r)
		if err != nil || size > uint64(r.Len()) { //nolint:gosec // a length
			return fmt.Errorf("reading WebM: %w", ErrBroken)
		}
		at := len(b) - r.Len()
		f(id, b[at:at+int(size)])                                      //nolint:gosec // bounded above
		if _, err := r.Seek(int64(size), io.SeekCurrent); err != nil { //nolint:gosec // bounded above
			return fmt.Errorf("reading WebM: %w", ErrBroken)
		}
	}
	return nil
}

func (w *webmReader) next() ([]byte, int64, error) {
	for w.ready == nil {
		id, size, err := webmElement(w.r)
		if err != nil {
			return nil, 0, err
		}
		switch {
		case id == webmCluster || id == webmGroup || id == webmSegment:
		case (id == webmSimple || id == webmBlock || id == webmClock) && size <= maxWebmElement:
			b := make([]byte, size)
			if _, err := io.ReadFull(w.r, b); err != nil {
				return nil, 0, ended(err)
			}
			if id == webmClock {
				w.clock = int64(number(b)) //nolint:gosec // a moment out of bounds is no moment
				continue
			}
			if err := w.block(b); err != nil {
				return nil, 0, err
			}
		case size > 1<<62:
			return nil, 0, fmt.Errorf("reading WebM: %w", ErrBroken)
		default:
			if _, err := io.CopyN(io.Discard, w.r, int64(size)); err != nil { //nolint:gosec // bounded above
				return nil, 0, ended(err)
			}
		}
	}
	p := w.ready
	w.ready = nil
	return p, w.at, nil
}

// number reads a number of some bytes.
func number(b []byte) (v uint64) {
	for _, x := range b[:min(len(b), 8)] {
		v = v<<8 | uint64(x)
	}
	return v
}

// block takes the packet of a block of our track. Sound is not laced several packets to a block by anybody who records with a browser; such a block is
// refused rather than read wrongly.
func (w *webmReader) block(b []byte) error {
	r := bytes.NewReader(b)
	track, _, err := vint(r, true)
	if err != nil || r.Len() < 3 {
		return fmt.Errorf("reading a block of WebM: %w", ErrBroken)
	}
	if track != w.track {
		return nil
	}
	head := b[len(b)-r.Len():]
	if head[2]&0x06 != 0 {
		return fmt.Errorf("reading a laced block of WebM: %w", ErrBroken)
	}
	if len(head) > 3+maxPacket {
		return fmt.Errorf("reading a block of WebM: %w", ErrBroken)
	}
	w.ready, w.at = head[3:], w.clock+int64(int16(binary.BigEndian.Uint16(head))) //nolint:gosec // signed, as the format has it
	return nil
}
