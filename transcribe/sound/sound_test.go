package sound

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"testing"
	"time"
)

// sine returns samples of a tone at a rate, as 16-bit numbers.
func sine(frequency float64, rate int, d time.Duration) []byte {
	n := int(d.Seconds() * float64(rate))
	b := make([]byte, 0, 2*n)
	for i := range n {
		b = binary.LittleEndian.AppendUint16(b, uint16(int16(16000*math.Sin(2*math.Pi*frequency*float64(i)/float64(rate))))) //nolint:gosec // bounded
	}
	return b
}

// file returns a WAV file of one channel at a rate.
func file(rate int, pcm []byte) []byte {
	h := Header(1, int64(len(pcm)))
	binary.LittleEndian.PutUint32(h[24:], uint32(rate))   //nolint:gosec // small
	binary.LittleEndian.PutUint32(h[28:], uint32(rate*2)) //nolint:gosec // small
	return append(h, pcm...)
}

func all(t *testing.T, b []byte) []byte {
	t.Helper()
	w, err := OpenWave(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	var out []byte
	for {
		next, err := w.Next()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, next[0]...)
	}
}

// loudness returns the mean level of the middle of samples.
func loudness(pcm []byte) float64 {
	sum, n := 0.0, 0
	for i := len(pcm) / 4 &^ 1; i+1 < len(pcm)*3/4; i += 2 {
		v := float64(int16(binary.LittleEndian.Uint16(pcm[i:]))) //nolint:gosec // the same bits
		sum, n = sum+v*v, n+1
	}
	return math.Sqrt(sum / float64(n))
}

// What can be heard stays as loud as it was, whatever rate it was recorded at, and what is too high for the new rate is gone instead of folded back.
func TestSoundIsBroughtToOneRate(t *testing.T) {
	t.Parallel()
	for _, rate := range []int{8000, 11025, 22050, 44100, 48000} {
		for _, frequency := range []float64{200, 1000, 3000, 6000} {
			if frequency > float64(rate)*0.4 {
				continue
			}
			out := all(t, file(rate, sine(frequency, rate, time.Second)))
			if n := len(out); n < BytesPerSecond-400 || n > BytesPerSecond+4 {
				t.Errorf("a second at %d becomes %d bytes", rate, n)
			}
			if l := loudness(out); math.Abs(20*math.Log10(l/(16000/math.Sqrt2))) > 1 {
				t.Errorf("%v Hz at %d is %.0f loud", frequency, rate, l)
			}
		}
	}
	for _, frequency := range []float64{9000, 12000, 20000} {
		if l := loudness(all(t, file(48000, sine(frequency, 48000, time.Second)))); 20*math.Log10(l/(16000/math.Sqrt2)) > -40 {
			t.Errorf("%v Hz folds back, %.0f loud", frequency, l)
		}
	}
	same := sine(440, Rate, time.Second)
	if !bytes.Equal(all(t, file(Rate, same)), same) {
		t.Error("sound that has the rate is changed")
	}
}

func TestKindsAreToldByTheirContent(t *testing.T) {
	t.Parallel()
	frame := append([]byte{0xff, 0xfb, 0x90, 0x00}, make([]byte, 413)...)
	for want, head := range map[Kind][]byte{
		WAV: file(8000, nil), Ogg: []byte("OggS\x00\x02abc"), M4A: []byte("\x00\x00\x00\x20ftypM4A \x00\x00"), WebM: []byte("\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm"),
		MP3: append(frame, frame...), "": []byte("\xff\xfb tekst"),
	} {
		if got, _ := Sniff(head); got != want {
			t.Errorf("Sniff = %q, want %q", got, want)
		}
	}
	if k, err := Sniff([]byte("ID3\x04\x00\x00\x00\x00\x00\x00\x00")); k != MP3 || err != nil {
		t.Errorf("Sniff = %q, %v", k, err)
	}
}

func TestFilesThatLieAreReadAsFarAsTheyGo(t *testing.T) {
	t.Parallel()
	pcm := sine(300, Rate, time.Second)
	lies := file(Rate, pcm)
	binary.LittleEndian.PutUint32(lies[40:], 1<<31) // it says to be much longer
	if got := all(t, lies); !bytes.Equal(got, pcm) {
		t.Errorf("%d bytes of %d", len(got), len(pcm))
	}
	for _, b := range [][]byte{nil, []byte("RIFF"), lies[:30], append([]byte("RIFF\x00\x00\x00\x00WAVE"), bytes.Repeat([]byte("junk\x00\x00\x00\x00"), 100)...)} {
		if _, err := OpenWave(bytes.NewReader(b)); !errors.Is(err, ErrBroken) && !errors.Is(err, ErrKind) {
			t.Errorf("OpenWave of %d bytes = %v", len(b), err)
		}
	}
}

func TestPhrasesAreCutAtPauses(t *testing.T) {
	t.Parallel()
	quiet := make([]byte, BytesPerSecond)
	voice := sine(300, Rate, 2*time.Second)
	pcm := bytes.Join([][]byte{quiet, voice, quiet, voice, quiet}, nil)
	c := Cutting{Pause: 600 * time.Millisecond, Most: 12 * time.Second, Lead: 200 * time.Millisecond}
	got, rest := Phrases(pcm, c, false)
	if len(got) != 2 || rest != len(pcm) {
		t.Fatalf("Phrases = %v, %d", got, rest)
	}
	for i, begin := range []time.Duration{time.Second, 4 * time.Second} {
		if d := Length(int64(got[i].Start)) - begin; d < -300*time.Millisecond || d > 0 {
			t.Errorf("phrase %d begins at %s, want a little before %s", i, Length(int64(got[i].Start)), begin)
		}
	}
	// Somebody is still speaking: that phrase waits, and nothing of it is lost.
	open, rest := Phrases(pcm[:5*BytesPerSecond], c, true)
	if len(open) != 1 || rest > 4*BytesPerSecond || rest < open[0].End {
		t.Errorf("with more to come: %v, %d", open, rest)
	}
	// Somebody who does not pause is cut where it is softest, and nothing falls between.
	long, rest := Phrases(sine(300, Rate, 30*time.Second), c, false)
	if len(long) < 3 || rest != 30*BytesPerSecond {
		t.Errorf("without a pause: %v, %d", long, rest)
	}
	for i := 1; i < len(long); i++ {
		if long[i].Start > long[i-1].End {
			t.Errorf("between %v and %v something falls out", long[i-1], long[i])
		}
	}
	if got, _ := Phrases(quiet, c, false); len(got) != 0 {
		t.Errorf("silence has phrases: %v", got)
	}
}

func FuzzWave(f *testing.F) {
	f.Add(file(8000, sine(300, 8000, 50*time.Millisecond)))
	f.Add([]byte("RIFF\x00\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x07\x00\x02\x00\x40\x1f\x00\x00\x80\x3e\x00\x00\x02\x00\x08\x00data\xff\xff\xff\xff1234"))
	f.Fuzz(func(t *testing.T, b []byte) {
		_, _ = Sniff(b)
		w, err := OpenWave(bytes.NewReader(b))
		if err != nil {
			return
		}
		for range 1000 {
			next, err := w.Next()
			if err != nil {
				return
			}
			for _, c := range next {
				if len(c) != len(next[0]) || len(c)%SampleBytes != 0 {
					t.Fatalf("channels of %d and %d bytes", len(c), len(next[0]))
				}
			}
		}
	})
}

func FuzzFrame(f *testing.F) {
	f.Add(Frame{1, 7, 900, []byte{1, 2}}.Append(nil))
	f.Fuzz(func(t *testing.T, b []byte) {
		x, err := ParseFrame(b)
		if err == nil && !bytes.Equal(x.Append(nil), b) {
			t.Error("a frame is not what it was read from")
		}
	})
}

func FuzzPhrases(f *testing.F) {
	f.Add(sine(300, Rate, 200*time.Millisecond), true)
	f.Fuzz(func(t *testing.T, b []byte, open bool) {
		all, rest := Phrases(b, Cutting{200 * time.Millisecond, time.Second, 40 * time.Millisecond}, open)
		last := 0
		for _, p := range all {
			if p.Start < last || p.End < p.Start || p.End > len(b) {
				t.Fatalf("phrases %v of %d bytes", all, len(b))
			}
			last = p.End
		}
		if rest < last || rest > len(b) {
			t.Fatalf("rest %d after %v of %d", rest, all, len(b))
		}
	})
}
