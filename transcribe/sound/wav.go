package sound

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
)

// HeaderBytes is the length of what Header returns.
const HeaderBytes = 44

// Header returns the beginning of a WAV file with so many bytes of samples in so many channels, interleaved, at Rate.
func Header(channels int, bytes int64) []byte {
	size := uint32(min(bytes, math.MaxUint32-HeaderBytes)) //nolint:gosec // bounded
	b := make([]byte, 0, HeaderBytes)
	b = append(b, "RIFF"...)
	b = binary.LittleEndian.AppendUint32(b, size+HeaderBytes-8)
	b = append(b, "WAVEfmt "...)
	b = binary.LittleEndian.AppendUint32(b, 16)
	b = binary.LittleEndian.AppendUint16(b, 1)
	b = binary.LittleEndian.AppendUint16(b, uint16(channels)) //nolint:gosec // one or two
	b = binary.LittleEndian.AppendUint32(b, Rate)
	b = binary.LittleEndian.AppendUint32(b, uint32(channels*BytesPerSecond)) //nolint:gosec // one or two
	b = binary.LittleEndian.AppendUint16(b, uint16(channels*SampleBytes))    //nolint:gosec // one or two
	b = binary.LittleEndian.AppendUint16(b, 16)
	b = append(b, "data"...)
	return binary.LittleEndian.AppendUint32(b, size)
}

// Wave reads the samples of a WAV file from a stream, as 16-bit samples at Rate, whatever the file has.
type Wave struct {
	Channels int

	r       io.Reader
	left    int64 // bytes of samples that follow; what the file says is not believed beyond its end
	width   int   // bytes a sample
	float   bool
	law     byte // 0, or 'a' or 'u' for telephone companding
	buffer  []byte
	to      *brought
	samples [][]float32
}

const (
	maxChunks    = 64 // before the samples begin
	maxWAVRate   = 192000
	maxWAVSplits = 8 // channels of a file; the first two are kept
)

// OpenWave reads the beginning of a WAV file, up to its first sample. It returns ErrKind or ErrBroken for what it cannot read.
func OpenWave(r io.Reader) (*Wave, error) {
	var head [12]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return nil, fmt.Errorf("reading a WAV file: %w", ErrBroken)
	}
	if k, err := Sniff(head[:]); err != nil || k != WAV {
		return nil, fmt.Errorf("reading a WAV file: %w", ErrKind)
	}
	w := &Wave{r: r}
	rate := 0
	for range maxChunks {
		var c [8]byte
		if _, err := io.ReadFull(r, c[:]); err != nil {
			return nil, fmt.Errorf("looking for samples: %w", ErrBroken)
		}
		size := int64(binary.LittleEndian.Uint32(c[4:]))
		switch string(c[:4]) {
		case "data":
			if w.width == 0 {
				return nil, fmt.Errorf("reading samples of an unknown kind: %w", ErrBroken)
			}
			w.left = size
			if size == 0 || size >= math.MaxUint32-HeaderBytes {
				w.left = math.MaxInt64 // a stream whose writer did not know how long it would be
			}
			w.to = bring(rate, min(w.Channels, MaxChannels))
			return w, nil
		case "fmt ":
			if size < 16 || size > 1024 {
				return nil, fmt.Errorf("reading the shape of samples: %w", ErrBroken)
			}
			f := make([]byte, size+size%2)
			if _, err := io.ReadFull(r, f); err != nil {
				return nil, fmt.Errorf("reading the shape of samples: %w", ErrBroken)
			}
			if rate, w.Channels = w.shape(f), int(binary.LittleEndian.Uint16(f[2:])); rate == 0 || w.Channels == 0 || w.Channels > maxWAVSplits {
				return nil, fmt.Errorf("reading samples of an unknown kind: %w", ErrKind)
			}
		default:
			if _, err := io.CopyN(io.Discard, r, size+size%2); err != nil {
				return nil, fmt.Errorf("looking for samples: %w", ErrBroken)
			}
		}
	}
	return nil, fmt.Errorf("looking for samples: %w", ErrBroken)
}

// shape reads the format chunk and returns the rate, 0 for one that is not known.
func (w *Wave) shape(f []byte) int {
	kind, bits := binary.LittleEndian.Uint16(f), int(binary.LittleEndian.Uint16(f[14:]))
	if kind == 0xfffe && len(f) >= 26 { // extensible: the kind stands further on
		kind = binary.LittleEndian.Uint16(f[24:])
	}
	rate := int(binary.LittleEndian.Uint32(f[4:]))
	if rate < 4000 || rate > maxWAVRate {
		return 0
	}
	w.width = bits / 8
	switch {
	case kind == 1 && (bits == 8 || bits == 16 || bits == 24 || bits == 32):
	case kind == 3 && bits == 32:
		w.float = true
	case kind == 6 && bits == 8:
		w.law = 'a'
	case kind == 7 && bits == 8:
		w.law = 'u'
	default:
		return 0
	}
	return rate
}

// Next returns the next samples of each channel kept, at most about a second of them, as 16-bit little-endian bytes of equal length. It returns io.EOF
// at the end; a file that stops short simply ends.
func (w *Wave) Next() ([][]byte, error) {
	block := w.width * w.Channels
	if w.buffer == nil {
		w.buffer = make([]byte, 8000*block)
		w.samples = make([][]float32, min(w.Channels, MaxChannels))
	}
	want := min(int64(len(w.buffer)), w.left/int64(block)*int64(block))
	if want == 0 {
		return nil, io.EOF
	}
	n, err := io.ReadFull(w.r, w.buffer[:want])
	w.left -= int64(n)
	if err != nil && n < block {
		return nil, io.EOF
	}
	if err != nil {
		w.left = 0
	}
	frames := n / block
	for c := range w.samples {
		s := w.samples[c][:0]
		for i := range frames {
			s = append(s, w.sample(w.buffer[i*block+c*w.width:]))
		}
		w.samples[c] = s
	}
	return w.to.bytes(w.samples), nil
}

// sample returns the sample that b begins with, from -1 to 1.
func (w *Wave) sample(b []byte) float32 {
	switch {
	case w.float:
		v := math.Float32frombits(binary.LittleEndian.Uint32(b))
		if v != v {
			return 0
		}
		return max(-1, min(v, 1))
	case w.law == 'u':
		return muLaw(b[0])
	case w.law == 'a':
		return aLaw(b[0])
	}
	switch w.width {
	case 1:
		return (float32(b[0]) - 128) / 128
	case 2:
		return float32(int16(binary.LittleEndian.Uint16(b))) / 32768 //nolint:gosec // the same bits
	case 3:
		return float32(int32(uint32(b[0])<<8|uint32(b[1])<<16|uint32(b[2])<<24)) / (1 << 31) //nolint:gosec // the same bits
	}
	return float32(int32(binary.LittleEndian.Uint32(b))) / (1 << 31) //nolint:gosec // the same bits
}

// muLaw and aLaw expand the samples of a telephone line (ITU-T G.711).
func muLaw(b byte) float32 {
	b = ^b
	v := (int(b&0x0f)<<3 + 0x84) << (b >> 4 & 7)
	if v -= 0x84; b&0x80 != 0 {
		v = -v
	}
	return float32(v) / 32768
}

func aLaw(b byte) float32 {
	b ^= 0x55
	v := int(b&0x0f)<<4 + 8
	if e := b >> 4 & 7; e > 0 {
		v = (v + 0x100) << (e - 1)
	}
	if b&0x80 == 0 {
		v = -v
	}
	return float32(v) / 32768
}
