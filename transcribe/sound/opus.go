package sound

import (
	"encoding/binary"
	"fmt"
	"io"

	"github.com/pion/opus"
)

// packets is a wrapping of packed sound: Ogg or WebM.
type packets interface {
	// head returns what the wrapping says of the sound inside: the head of an Opus stream (RFC 7845, 5.1). It returns ErrKind for another kind of sound.
	head() ([]byte, error)
	// next returns the next packet and the millisecond at which it begins, -1 when that follows from what came before; and io.EOF at the end.
	next() ([]byte, int64, error)
}

const (
	opusRate   = 48000 // at which its beginning is counted
	opusPacket = 120   // milliseconds of sound in a packet, at most
	maxPacket  = 61440 // bytes (RFC 7845, 6)
	opusAtOnce = 50    // packets a Next, which is a second of most
	mostLost   = 500   // packets in a row that cannot be unpacked before the file is given up
	leastPause = 100   // milliseconds that must be missing to be a pause: less is a clock that does not run even
	mostPause  = 10 * 3600 * 1000
)

// openOpus unpacks Opus (RFC 6716), which browsers record. A packet that is damaged becomes silence of its length, as the format wants.
func openOpus(in packets) (*Stream, error) {
	head, err := in.head()
	if err != nil {
		return nil, err
	}
	if len(head) < 19 || string(head[:8]) != "OpusHead" || head[9] == 0 {
		return nil, fmt.Errorf("reading the head of Opus: %w", ErrBroken)
	}
	channels := min(int(head[9]), MaxChannels)
	if head[18] != 0 || head[9] > MaxChannels {
		return nil, fmt.Errorf("unpacking Opus of %d channels: %w", head[9], ErrKind) // several streams side by side
	}
	skip := int(binary.LittleEndian.Uint16(head[10:])) * Rate / opusRate // what the packing put before the beginning
	d, err := opus.NewDecoderWithOutput(Rate, channels)
	if err != nil {
		return nil, fmt.Errorf("unpacking Opus: %w", ErrBroken)
	}
	out := make([]int16, Rate*opusPacket/1000*channels)
	lost, ever := 0, false
	var given, owed int64 // samples of a channel that were given, and that are a pause still to be given
	next := func() ([][]byte, error) {
		all := make([][]byte, channels)
		for range opusAtOnce {
			if owed > 0 {
				n := min(owed, Rate)
				for c := range all {
					all[c] = append(all[c], make([]byte, n*SampleBytes)...)
				}
				owed, given = owed-n, given+n
				return all, nil
			}
			packet, at, err := in.next()
			if err != nil {
				if len(all[0]) > 0 {
					return all, nil // the next call tells
				}
				return nil, err
			}
			// Whoever paused a recording paused its clock: a player is silent there, and so are we.
			if pause := at*Rate/1000 - given; at >= 0 && at < mostPause && pause > leastPause*Rate/1000 {
				owed = pause
			}
			n, err := unpack(func() (int, error) { return d.DecodeToInt16(packet, out) })
			if err != nil {
				if lost++; lost > mostLost || !ever && lost > 5 {
					return nil, fmt.Errorf("unpacking Opus: %w", ErrBroken)
				}
				n = packetSamples(packet)
				clear(out[:n*channels])
			} else {
				lost, ever = 0, true
			}
			for i := range n {
				if skip > 0 {
					skip--
					continue
				}
				given++
				for c := range channels {
					all[c] = binary.LittleEndian.AppendUint16(all[c], uint16(out[i*channels+c])) //nolint:gosec // the same bits
				}
			}
		}
		return all, nil
	}
	return &Stream{channels, next}, nil
}

// packetSamples returns how many samples of a channel a packet is for, by its first bytes (RFC 6716, 3.1); 20 ms for one that does not tell.
func packetSamples(packet []byte) int {
	if len(packet) == 0 {
		return Rate / 50
	}
	config, frames := packet[0]>>3, 1
	tenths := 0 // of a millisecond, of one frame
	switch {
	case config < 12:
		tenths = []int{100, 200, 400, 600}[config&3]
	case config < 16:
		tenths = []int{100, 200}[config&1]
	default:
		tenths = []int{25, 50, 100, 200}[config&3]
	}
	switch packet[0] & 3 {
	case 1, 2:
		frames = 2
	case 3:
		if len(packet) > 1 {
			frames = int(packet[1] & 0x3f)
		}
	}
	return min(Rate*tenths*frames/10000, Rate*opusPacket/1000)
}

// ended is what a wrapping returns when its bytes are over: io.EOF, also in the midst of something. A recording that was cut off simply ends.
func ended(err error) error {
	if err == io.ErrUnexpectedEOF { //nolint:errorlint // ReadFull returns it bare
		return io.EOF
	}
	return err
}
