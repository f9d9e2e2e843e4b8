package speech

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// The header of a file of sound: RIFF with the format and the samples, as every browser reads it.
const (
	pcm        = 1
	extensible = 0xfffe
)

// made is what stands in every file of speech, for programs to read: that no person spoke it (AI Act, Regulation (EU) 2024/1689, article
// 50(2)). The term is of the IPTC's list of digital source types, which content credentials use as well.
const made = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
	`<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"><Iptc4xmpExt:DigitalSourceType>` +
	`http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia</Iptc4xmpExt:DigitalSourceType></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`

const madePlain = "Synthetic speech, made by a computer"

var errNoWave = errors.New("this is no sound of 16-bit samples in a WAV file")

// Wave returns samples of 16 bits, little-endian and of one channel, as a WAV file that says that a computer made it, with extra in a chunk
// of its own, "wwtl", that players pass over.
func Wave(rate int, audio, extra []byte) []byte {
	var b bytes.Buffer
	chunk := func(id string, content []byte) {
		b.WriteString(id)
		_ = binary.Write(&b, binary.LittleEndian, uint32(len(content))) //nolint:gosec // a minute at most; a buffer takes all
		b.Write(content)
		if len(content)%2 == 1 {
			b.WriteByte(0)
		}
	}
	b.WriteString("RIFF\x00\x00\x00\x00WAVE")
	var format bytes.Buffer
	_ = binary.Write(&format, binary.LittleEndian, struct {
		Kind, Channels uint16
		Rate, Bytes    uint32
		Block, Bits    uint16
	}{pcm, 1, uint32(rate), uint32(2 * rate), 2, 16}) //nolint:gosec // at most 48000
	chunk("fmt ", format.Bytes())
	var info bytes.Buffer
	info.WriteString("INFO")
	for _, id := range []string{"ISFT", "ICMT"} {
		text := madePlain + "\x00"
		if len(text)%2 == 1 {
			text += "\x00"
		}
		info.WriteString(id)
		_ = binary.Write(&info, binary.LittleEndian, uint32(len(text))) //nolint:gosec // a constant
		info.WriteString(text)
	}
	chunk("LIST", info.Bytes())
	chunk("_PMX", []byte(made)) // where readers of XMP look in a WAV file
	if extra != nil {
		chunk("wwtl", extra)
	}
	chunk("data", audio)
	file := b.Bytes()
	binary.LittleEndian.PutUint32(file[4:], uint32(len(file)-8)) //nolint:gosec // a minute at most
	return file
}

// Bare returns samples as a WAV file with nothing else in it: a recording of someone, for a recogniser.
func Bare(rate int, audio []byte) []byte {
	var b bytes.Buffer
	_ = binary.Write(&b, binary.LittleEndian, struct {
		Riff           [4]byte
		Size           uint32
		Wave, Format   [4]byte
		Length         uint32
		Kind, Channels uint16
		Rate, Bytes    uint32
		Block, Bits    uint16
		Data           [4]byte
		Audio          uint32
	}{
		[4]byte([]byte("RIFF")), uint32(36 + len(audio)), [4]byte([]byte("WAVE")), [4]byte([]byte("fmt ")), 16, pcm, 1, //nolint:gosec // a minute at most
		uint32(rate), uint32(2 * rate), 2, 16, [4]byte([]byte("data")), uint32(len(audio)), //nolint:gosec // at most 48000 a second
	})
	return append(b.Bytes(), audio...)
}

// ReadWave returns the rate and the samples of a WAV file: 16 bits, little-endian, one channel; of several channels the first. Lengths that a
// server wrote before it knew them are taken as "to the end". It returns errNoWave for anything else.
func ReadWave(file []byte) (rate int, audio []byte, err error) {
	if len(file) < 12 || string(file[:4]) != "RIFF" || string(file[8:12]) != "WAVE" {
		return 0, nil, errNoWave
	}
	channels := 0
	for at := 12; at+8 <= len(file); {
		id, size := string(file[at:at+4]), int64(binary.LittleEndian.Uint32(file[at+4:]))
		content := file[at+8:]
		if size < int64(len(content)) {
			content = content[:size]
		}
		switch id {
		case "fmt ":
			if len(content) < 16 {
				return 0, nil, errNoWave
			}
			kind, bits := binary.LittleEndian.Uint16(content), binary.LittleEndian.Uint16(content[14:])
			channels, rate = int(binary.LittleEndian.Uint16(content[2:])), int(int32(binary.LittleEndian.Uint32(content[4:]))) //nolint:gosec // checked below
			if kind != pcm && kind != extensible || bits != 16 || channels < 1 || channels > 8 || rate < 4000 || rate > maxRate {
				return 0, nil, errNoWave
			}
		case "data":
			if channels == 0 {
				return 0, nil, errNoWave
			}
			return rate, first(content, channels), nil
		}
		at += 8 + len(content) + len(content)%2
	}
	return 0, nil, errNoWave
}

// first returns the first of several channels.
func first(audio []byte, channels int) []byte {
	if channels == 1 {
		return audio[:len(audio)/2*2]
	}
	one := make([]byte, 0, len(audio)/channels)
	for i := 0; i+2*channels <= len(audio); i += 2 * channels {
		one = append(one, audio[i], audio[i+1])
	}
	return one
}
