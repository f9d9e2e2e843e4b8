package sound

import "encoding/binary"

// Frame is a piece of a live call as a page sends it, over a line that may break: numbered in its channel without holes, and with the place of its
// first sample on the clock of the call, so that what was not recorded is known for a gap.
type Frame struct {
	Channel int
	Seq     uint32
	Sample  uint64 // since the call began
	PCM     []byte
}

// The shape of a frame: one byte for the channel, four for the number, eight for the place, and samples. Numbers are big-endian.
const (
	frameHead = 1 + 4 + 8
	// MaxFrame bounds the samples of a frame: one second.
	MaxFrame = BytesPerSecond
	// FrameLimit is the most bytes that a frame has as a message.
	FrameLimit = frameHead + MaxFrame
	// maxSample bounds the clock of a call to a day, so that no frame makes a gap without end.
	maxSample = 24 * 3600 * Rate
)

// ParseFrame reads a frame. The samples are not copied. It returns ErrFrame for what is none.
func ParseFrame(b []byte) (Frame, error) {
	if len(b) <= frameHead || len(b) > FrameLimit || (len(b)-frameHead)%SampleBytes != 0 || b[0] >= MaxChannels {
		return Frame{}, ErrFrame
	}
	f := Frame{int(b[0]), binary.BigEndian.Uint32(b[1:]), binary.BigEndian.Uint64(b[5:]), b[frameHead:]}
	if f.Sample > maxSample {
		return Frame{}, ErrFrame
	}
	return f, nil
}

// Append appends the frame as a message to b.
func (f Frame) Append(b []byte) []byte {
	b = append(b, byte(f.Channel)) //nolint:gosec // below MaxChannels
	b = binary.BigEndian.AppendUint32(b, f.Seq)
	b = binary.BigEndian.AppendUint64(b, f.Sample)
	return append(b, f.PCM...)
}
