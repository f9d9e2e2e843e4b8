package sound

import "bytes"

// Kind is what a file is by its content. Its name is never believed.
type Kind string

// The kinds that browsers can play and recognisers can read. PCM is what a live call leaves: bare samples.
const (
	WAV  Kind = "wav"
	MP3  Kind = "mp3"
	M4A  Kind = "m4a"
	WebM Kind = "webm"
	Ogg  Kind = "ogg"
	PCM  Kind = "pcm"
)

// SniffBytes is how many bytes of the beginning Sniff wants to see.
const SniffBytes = 4096

// Sniff tells the kind of a file by how it begins. It returns ErrKind for one that is no sound of a known kind.
func Sniff(head []byte) (Kind, error) {
	switch {
	case len(head) >= 12 && (bytes.HasPrefix(head, []byte("RIFF")) || bytes.HasPrefix(head, []byte("RF64"))) && string(head[8:12]) == "WAVE":
		return WAV, nil
	case bytes.HasPrefix(head, []byte("OggS\x00")):
		return Ogg, nil
	case bytes.HasPrefix(head, []byte("\x1aE\xdf\xa3")) && bytes.Contains(head, []byte("webm")):
		return WebM, nil
	case len(head) >= 12 && string(head[4:8]) == "ftyp":
		return M4A, nil
	case bytes.HasPrefix(head, []byte("ID3")) && len(head) > 10:
		return MP3, nil
	case mp3Frames(head):
		return MP3, nil
	}
	return "", ErrKind
}

// mp3Frames reports whether head begins with two frames of MPEG audio, one after the other: two bytes alone occur in anything.
func mp3Frames(head []byte) bool {
	n := mp3Frame(head)
	return n > 0 && len(head) > n+4 && mp3Frame(head[n:]) > 0
}

// mp3Frame returns the length of the frame of MPEG-1 or MPEG-2 layer III that head begins with, 0 for none (ISO 11172-3, 2.4.1.3).
func mp3Frame(head []byte) int {
	if len(head) < 4 || head[0] != 0xff || head[1]&0xe0 != 0xe0 || head[1]&0x06 != 0x02 {
		return 0
	}
	version := head[1] >> 3 & 3 // 3 is MPEG-1, 2 is MPEG-2, 0 is MPEG-2.5
	rates := [4][3]int{0: {11025, 12000, 8000}, 2: {22050, 24000, 16000}, 3: {44100, 48000, 32000}}
	bits1 := [16]int{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320}
	bits2 := [16]int{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}
	at := head[2] >> 2 & 3
	if version == 1 || at == 3 {
		return 0
	}
	bits, factor := bits1[head[2]>>4], 144000
	if version != 3 {
		bits, factor = bits2[head[2]>>4], 72000
	}
	if bits == 0 {
		return 0
	}
	return factor*bits/rates[version][at] + int(head[2]>>1&1)
}

// Media returns the type by which a browser knows the kind.
func (k Kind) Media() string {
	switch k {
	case MP3:
		return "audio/mpeg"
	case M4A:
		return "audio/mp4"
	case WebM:
		return "audio/webm"
	case Ogg:
		return "audio/ogg"
	}
	return "audio/wav"
}
