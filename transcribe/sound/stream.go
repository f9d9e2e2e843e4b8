package sound

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
)

// Stream reads the samples of a file, as 16-bit samples at Rate, whatever the file has. It is for one goroutine.
type Stream struct {
	Channels int // in the file; of more than MaxChannels the first are kept
	next     func() ([][]byte, error)
}

// Next returns the next samples of each channel kept, at most some seconds of them, as little-endian bytes of equal length. It returns io.EOF at the
// end, and ErrBroken for a packed file that cannot be unpacked any further.
func (s *Stream) Next() ([][]byte, error) { return s.next() }

// Open reads the beginning of a file of a kind. It returns ErrKind for one that cannot be unpacked here, such as AAC in an M4A file: a recogniser may be
// able to, and a browser is; and ErrBroken for one that should be but is damaged.
func Open(kind Kind, r io.Reader) (*Stream, error) {
	switch kind {
	case WAV:
		w, err := OpenWave(r)
		if err != nil {
			return nil, err
		}
		return &Stream{w.Channels, w.Next}, nil
	case MP3:
		return openMP3(r)
	case Ogg:
		return openOpus(&oggReader{r: r})
	case WebM:
		return openOpus(&webmReader{r: r})
	}
	return nil, fmt.Errorf("unpacking %s: %w", kind, ErrKind)
}

// brought makes a stream's samples of floats at another rate.
type brought struct{ out []*resampler }

func bring(rate, channels int) *brought {
	b := &brought{}
	if rate != Rate {
		for range channels {
			b.out = append(b.out, newResampler(rate, Rate))
		}
	}
	return b
}

// bytes returns the samples of each channel at Rate.
func (b *brought) bytes(samples [][]float32) [][]byte {
	all := make([][]byte, len(samples))
	for c, s := range samples {
		if b.out != nil {
			s = b.out[c].feed(s)
		}
		pcm := make([]byte, 0, len(s)*SampleBytes)
		for _, v := range s {
			pcm = binary.LittleEndian.AppendUint16(pcm, uint16(int16(math.Round(float64(max(-1, min(v, 32767.0/32768)))*32768)))) //nolint:gosec // bounded
		}
		all[c] = pcm
	}
	return all
}

// unpack calls what unpacks foreign sound, and makes an error of a panic in it: a hostile file must not end the program.
func unpack[T any](f func() (T, error)) (out T, err error) {
	defer func() {
		if recover() != nil {
			err = fmt.Errorf("unpacking sound: %w", ErrBroken)
		}
	}()
	return f()
}

// SameChannels reports whether the first minute of a file has the same on both channels: then it is one recording written twice. It reads that minute.
func SameChannels(s *Stream) (bool, error) {
	loud, apart, read := 0.0, 0.0, 0
	for read < 60*BytesPerSecond {
		next, err := s.Next()
		if err == io.EOF { //nolint:errorlint // Next returns it bare
			break
		}
		if err != nil {
			return false, err
		}
		read += len(next[0])
		for i := 0; i+1 < min(len(next[0]), len(next[1])); i += SampleBytes {
			a := float64(int16(binary.LittleEndian.Uint16(next[0][i:]))) //nolint:gosec // the same bits
			b := float64(int16(binary.LittleEndian.Uint16(next[1][i:]))) //nolint:gosec // the same bits
			loud += a*a + b*b
			apart += (a - b) * (a - b)
		}
	}
	return apart < loud*0.001, nil
}
