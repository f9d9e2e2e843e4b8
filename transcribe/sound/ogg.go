package sound

import (
	"encoding/binary"
	"fmt"
	"io"
)

// oggReader reads the packets of an Ogg file (RFC 3533): of its first stream.
type oggReader struct {
	r      io.Reader
	serial uint32
	begun  bool
	packet []byte   // one that goes on in the next page
	ready  [][]byte // whole ones of this page
}

// head returns the first packet.
func (o *oggReader) head() ([]byte, error) {
	p, _, err := o.next()
	if err != nil {
		return nil, fmt.Errorf("reading the head of an Ogg file: %w", ErrBroken)
	}
	if len(p) < 8 || string(p[:8]) != "OpusHead" {
		return nil, fmt.Errorf("unpacking Ogg: %w", ErrKind) // Vorbis, or Flac, or Speex
	}
	if _, _, err := o.next(); err != nil { // the second says who made it
		return nil, fmt.Errorf("reading the head of an Ogg file: %w", ErrBroken)
	}
	return p, nil
}

func (o *oggReader) next() ([]byte, int64, error) {
	for len(o.ready) == 0 {
		if err := o.page(); err != nil {
			return nil, 0, err
		}
	}
	p := o.ready[0]
	o.ready = o.ready[1:]
	return p, -1, nil
}

// page reads a page, and cuts it into packets by the table before it: 255 means that the packet goes on.
func (o *oggReader) page() error {
	var head [27]byte
	if _, err := io.ReadFull(o.r, head[:]); err != nil {
		return ended(err)
	}
	if string(head[:4]) != "OggS" || head[4] != 0 {
		return fmt.Errorf("looking for a page of Ogg: %w", ErrBroken)
	}
	table := make([]byte, head[26])
	if _, err := io.ReadFull(o.r, table); err != nil {
		return ended(err)
	}
	size := 0
	for _, n := range table {
		size += int(n)
	}
	body := make([]byte, size) // 65,025 at most
	if _, err := io.ReadFull(o.r, body); err != nil {
		return ended(err)
	}
	serial := binary.LittleEndian.Uint32(head[14:])
	if !o.begun {
		o.begun, o.serial = true, serial
	}
	if serial != o.serial {
		return nil // another stream beside it
	}
	if head[5]&1 == 0 {
		o.packet = nil // what went on and does not is lost
	}
	for _, n := range table {
		if len(o.packet)+int(n) > maxPacket {
			return fmt.Errorf("reading a packet of Ogg: %w", ErrBroken)
		}
		o.packet = append(o.packet, body[:n]...)
		body = body[n:]
		if n < 255 {
			o.ready, o.packet = append(o.ready, o.packet), nil
		}
	}
	return nil
}
