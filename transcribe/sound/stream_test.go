package sound

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// The files in testdata are two and a half seconds of tones: on the first channel from 0.5 to 1 and from 1.5 to 2 seconds, on the second in between.
// tonen.webm was recorded by Chromium and begins a little earlier or later than it says.
func tones(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// asOgg wraps the packets of a WebM file in Ogg, page by page.
func asOgg(t testing.TB, webm []byte) []byte {
	t.Helper()
	in := &webmReader{r: bytes.NewReader(webm)}
	head, err := in.head()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	number := 0
	page := func(packet []byte) {
		b := append([]byte("OggS\x00\x00"), make([]byte, 20)...)
		binary.LittleEndian.PutUint32(b[14:], 77)
		binary.LittleEndian.PutUint32(b[18:], uint32(number)) //nolint:gosec // small
		number++
		var table []byte
		for n := len(packet); ; n -= 255 {
			table = append(table, byte(min(n, 255)))
			if n < 255 {
				break
			}
		}
		out.Write(append(append(append(b, byte(len(table))), table...), packet...))
	}
	page(head)
	page([]byte("OpusTags"))
	for {
		p, _, err := in.next()
		if err != nil {
			return out.Bytes()
		}
		page(p)
	}
}

// unpacked reads a file to its end.
func unpacked(t testing.TB, kind Kind, file []byte) (channels [][]byte, err error) {
	t.Helper()
	s, err := Open(kind, bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	for {
		next, err := s.Next()
		if errors.Is(err, io.EOF) {
			return channels, nil
		}
		if err != nil {
			return channels, err
		}
		if channels == nil {
			channels = make([][]byte, len(next))
		}
		for c := range next {
			channels[c] = append(channels[c], next[c]...)
		}
	}
}

func TestPackedSoundIsUnpackedWithItsMoments(t *testing.T) {
	t.Parallel()
	webm := tones(t, "tonen.webm")
	for _, x := range []struct {
		kind  Kind
		file  []byte
		slack int // steps that the recording may have begun earlier or later
	}{{MP3, tones(t, "tonen.mp3"), 4}, {WebM, webm, 15}, {Ogg, asOgg(t, webm), 15}} {
		got, err := unpacked(t, x.kind, x.file)
		if err != nil || len(got) != 2 || len(got[0]) != len(got[1]) {
			t.Errorf("%s: %d channels, %v", x.kind, len(got), err)
			continue
		}
		var edges [2][]int // steps at which a tone begins or ends
		for c := range got {
			on := false
			for i, level := range Levels(got[c]) {
				if (level > -30) != on {
					on = !on
					edges[c] = append(edges[c], i)
				}
			}
		}
		if len(edges[0]) != 4 || len(edges[1]) != 2 {
			t.Errorf("%s: tones at %v", x.kind, edges)
			continue
		}
		shift := edges[0][0] - 25
		for i, want := range []int{25, 50, 75, 100} {
			if d := edges[0][i] - want - shift; d < -2 || d > 2 {
				t.Errorf("%s: the first channel changes at step %d, want %d", x.kind, edges[0][i], want+shift)
			}
		}
		for i, want := range []int{50, 75} {
			if d := edges[1][i] - want - shift; d < -2 || d > 2 {
				t.Errorf("%s: the second channel changes at step %d, want %d", x.kind, edges[1][i], want+shift)
			}
		}
		if shift < -x.slack || shift > x.slack {
			t.Errorf("%s begins %d steps away", x.kind, shift)
		}
	}
}

// A recording that was paused has a hole in its clock, where a player is silent.
func TestAPauseInARecordingIsSilence(t *testing.T) {
	t.Parallel()
	webm := tones(t, "tonen.webm")
	whole, err := unpacked(t, WebM, webm)
	if err != nil {
		t.Fatal(err)
	}
	later := bytes.Clone(webm)
	i := bytes.LastIndex(later, []byte{0x1f, 0x43, 0xb6, 0x75}) // the last cluster, whose clock follows
	k := i + bytes.IndexByte(later[i:], 0xe7)
	n := int(later[k+1] & 0x7f)
	clock := number(later[k+2:k+2+n]) + 5000
	for j := range n {
		later[k+2+n-1-j] = byte(clock >> (8 * j)) //nolint:gosec // its bytes
	}
	got, err := unpacked(t, WebM, later)
	if err != nil {
		t.Fatal(err)
	}
	if more := Length(int64(len(got[0]) - len(whole[0]))).Seconds(); n < 2 || more < 4.8 || more > 5.2 {
		t.Errorf("a pause of five seconds adds %.1f (a clock of %d bytes)", more, n)
	}
}

func TestPackedSoundThatIsNoneIsRefused(t *testing.T) {
	t.Parallel()
	webm, mp3 := tones(t, "tonen.webm"), tones(t, "tonen.mp3")
	for name, x := range map[string]struct {
		kind Kind
		file []byte
		want error
	}{
		"AAC":               {M4A, []byte("\x00\x00\x00\x18ftypM4A "), ErrKind},
		"Vorbis":            {Ogg, append([]byte("OggS\x00\x02"+string(make([]byte, 20))+"\x01\x1e"), append([]byte("\x01vorbis"), make([]byte, 23)...)...), ErrKind},
		"WebM without Opus": {WebM, bytes.Replace(webm, []byte("A_OPUS"), []byte("A_AAC\x00"), 1), ErrKind},
		"half a head":       {WebM, webm[:60], ErrBroken},
		"nothing":           {MP3, nil, ErrBroken},
		"no frames":         {MP3, make([]byte, 5000), ErrBroken},
		"a long label":      {MP3, append([]byte("ID3\x04\x00\x00\x7f\x7f\x7f\x7f"), mp3...), ErrBroken},
	} {
		if got, err := unpacked(t, x.kind, x.file); !errors.Is(err, x.want) {
			t.Errorf("%s: %d channels, %v; want %v", name, len(got), err, x.want)
		}
	}
	// What was cut off ends where it was cut off.
	for kind, file := range map[Kind][]byte{MP3: mp3[:len(mp3)/2], WebM: webm[:len(webm)/2], Ogg: asOgg(t, webm)[:3000]} {
		if got, err := unpacked(t, kind, file); err != nil || len(got) == 0 || len(got[0]) < BytesPerSecond/2 {
			t.Errorf("half a file of %s: %v", kind, err)
		}
	}
}

func FuzzUnpack(f *testing.F) {
	webm := tones(f, "tonen.webm")
	f.Add("mp3", tones(f, "tonen.mp3")[:2000])
	f.Add("webm", webm[:1500])
	f.Add("ogg", asOgg(f, webm)[:1500])
	f.Fuzz(func(t *testing.T, kind string, file []byte) {
		s, err := Open(Kind(kind), bytes.NewReader(file))
		if err != nil {
			return
		}
		given := 0
		for range 20 {
			next, err := s.Next()
			if err != nil {
				break
			}
			if len(next) == 0 || len(next) > MaxChannels || len(next) == 2 && len(next[0]) != len(next[1]) {
				t.Fatalf("%d channels of unequal length", len(next))
			}
			given += len(next[0])
			if len(next[0]) > 60*BytesPerSecond {
				t.Fatalf("%d bytes at once", len(next[0]))
			}
		}
	})
}
