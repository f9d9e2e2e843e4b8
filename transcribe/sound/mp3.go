package sound

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"

	"github.com/hajimehoshi/go-mp3"
)

// mp3Piece is how many samples of a channel are unpacked at a time.
const mp3Piece = 8000

// openMP3 unpacks MPEG audio, layer III. The library gives two channels always, also of one that is there once.
func openMP3(r io.Reader) (*Stream, error) {
	in := bufio.NewReaderSize(r, 64<<10)
	if err := skipID3(in); err != nil {
		return nil, err
	}
	// Without its Seek: the library would read ten hours of it first, to know how long it is.
	d, err := unpack(func() (*mp3.Decoder, error) { return mp3.NewDecoder(struct{ io.Reader }{in}) })
	if err != nil {
		return nil, fmt.Errorf("unpacking MP3: %w", ErrBroken)
	}
	rate := d.SampleRate()
	if rate < 8000 || rate > maxWAVRate {
		return nil, fmt.Errorf("unpacking MP3: %w", ErrBroken)
	}
	to := bring(rate, MaxChannels)
	raw := make([]byte, mp3Piece*MaxChannels*SampleBytes)
	samples := [][]float32{make([]float32, mp3Piece), make([]float32, mp3Piece)}
	var failed error
	next := func() ([][]byte, error) {
		if failed != nil {
			return nil, failed
		}
		n, err := unpack(func() (int, error) { return io.ReadFull(d, raw) })
		switch {
		case err == nil:
		case err == io.EOF || err == io.ErrUnexpectedEOF: //nolint:errorlint // ReadFull returns them bare
			failed = io.EOF
		default:
			failed = fmt.Errorf("unpacking MP3: %w", ErrBroken)
		}
		n /= MaxChannels * SampleBytes
		if n == 0 {
			return nil, failed
		}
		for c := range samples {
			for i := range n {
				samples[c][i] = float32(int16(binary.LittleEndian.Uint16(raw[(i*MaxChannels+c)*SampleBytes:]))) / 32768 //nolint:gosec // the same bits
			}
		}
		return to.bytes([][]float32{samples[0][:n], samples[1][:n]}), nil
	}
	return &Stream{MaxChannels, next}, nil
}

// skipID3 passes over the description that may stand before the sound (ID3v2.4, 3.1), without keeping it: it says itself how long it is, up to 256 MB.
func skipID3(r *bufio.Reader) error {
	for range 8 {
		head, err := r.Peek(10)
		if err != nil || string(head[:3]) != "ID3" {
			return nil //nolint:nilerr // too short to hold one; the sound says what is the matter
		}
		size := int64(head[6]&0x7f)<<21 | int64(head[7]&0x7f)<<14 | int64(head[8]&0x7f)<<7 | int64(head[9]&0x7f)
		if _, err := io.CopyN(io.Discard, r, 10+size); err != nil {
			return fmt.Errorf("looking for the sound of an MP3: %w", ErrBroken)
		}
	}
	return nil
}
