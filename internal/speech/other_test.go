package speech

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// tone is a sound of so many milliseconds, with silence around it.
func tone(rate, silent, sounding int) []byte {
	var b bytes.Buffer
	for i := range rate * (2*silent + sounding) / 1000 {
		v := 0.0
		if at := i * 1000 / rate; at >= silent && at < silent+sounding {
			v = 8000 * math.Sin(float64(i)/10)
		}
		_ = binary.Write(&b, binary.LittleEndian, int16(v))
	}
	return b.Bytes()
}

func TestWaveSaysThatAComputerMadeIt(t *testing.T) {
	t.Parallel()
	audio := tone(16000, 0, 50)
	file := Wave(16000, audio, []byte(`{"a":1}`))
	for _, want := range []string{"digitalsourcetype/algorithmicMedia", madePlain, `{"a":1}`, "_PMX", "LIST"} {
		if !bytes.Contains(file, []byte(want)) {
			t.Errorf("the file lacks %q", want)
		}
	}
	if got := int(binary.LittleEndian.Uint32(file[4:])); got != len(file)-8 {
		t.Errorf("the file says that it is %d long, of %d", got, len(file)-8)
	}
	for _, f := range [][]byte{file, Bare(16000, audio)} {
		rate, got, err := ReadWave(f)
		if err != nil || rate != 16000 || !bytes.Equal(got, audio) {
			t.Errorf("read back: %d, %d bytes, %v", rate, len(got), err)
		}
	}
}

func TestReadWaveTakesWhatServersSend(t *testing.T) {
	t.Parallel()
	audio := tone(24000, 0, 20)
	streamed := Bare(24000, audio)
	binary.LittleEndian.PutUint32(streamed[40:], math.MaxUint32) // a server that did not know the length yet
	if rate, got, err := ReadWave(streamed); err != nil || rate != 24000 || len(got) != len(audio) {
		t.Errorf("streamed: %d, %d, %v", rate, len(got), err)
	}
	stereo := Bare(24000, audio)
	binary.LittleEndian.PutUint16(stereo[22:], 2)
	if _, got, err := ReadWave(stereo); err != nil || len(got) != len(audio)/2 {
		t.Errorf("stereo: %d, %v", len(got), err)
	}
	for name, change := range map[string]func(f []byte) []byte{
		"empty":        func([]byte) []byte { return nil },
		"mp3":          func([]byte) []byte { return []byte("ID3\x04 something else entirely") },
		"floats":       func(f []byte) []byte { binary.LittleEndian.PutUint16(f[20:], 3); return f },
		"8 bits":       func(f []byte) []byte { binary.LittleEndian.PutUint16(f[34:], 8); return f },
		"no channels":  func(f []byte) []byte { binary.LittleEndian.PutUint16(f[22:], 0); return f },
		"rate 0":       func(f []byte) []byte { binary.LittleEndian.PutUint32(f[24:], 0); return f },
		"no samples":   func(f []byte) []byte { return f[:36] },
		"short format": func(f []byte) []byte { binary.LittleEndian.PutUint32(f[16:], 4); return f },
	} {
		if _, _, err := ReadWave(change(Bare(16000, audio))); err == nil {
			t.Errorf("%s is taken for sound", name)
		}
	}
}

func FuzzReadWave(f *testing.F) {
	f.Add(Bare(16000, []byte{1, 2, 3, 4}))
	f.Add(Wave(8000, []byte{1, 2}, []byte("{}")))
	f.Fuzz(func(t *testing.T, file []byte) {
		rate, audio, err := ReadWave(file)
		if err == nil && (rate < 4000 || rate > maxRate || len(audio) > len(file) || len(audio)%2 != 0) {
			t.Fatalf("rate %d, %d bytes of %d", rate, len(audio), len(file))
		}
	})
}

func FuzzReceive(f *testing.F) {
	var b bytes.Buffer
	for _, r := range []string{`{"Rate":22050,"Audio":2}`, `{"Fault":"x"}`, `{"Rate":-1,"Audio":9999999999}`} {
		b.Reset()
		_ = binary.Write(&b, binary.BigEndian, uint32(len(r)))
		b.WriteString(r + "ab")
		f.Add(b.Bytes())
	}
	f.Fuzz(func(t *testing.T, sent []byte) {
		said, err := receiveReply(bytes.NewReader(sent))
		if err == nil && len(said.audio) != said.Audio {
			t.Fatal("less audio than was said")
		}
	})
}

// server speaks like one with OpenAI's interface, or fails as told.
type server struct {
	fails  atomic.Value // how: "", "status", "mp3", "endless", "breaks"
	mu     sync.Mutex
	inputs []string
	audio  []byte
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	var asked map[string]string
	_ = json.Unmarshal(body, &asked)
	s.mu.Lock()
	s.inputs = append(s.inputs, asked["input"])
	s.mu.Unlock()
	if r.URL.Path != "/v1/audio/speech" || r.Header.Get("Authorization") != "Bearer k" || asked["response_format"] != "wav" || asked["voice"] != "stem" {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	how, _ := s.fails.Load().(string)
	switch how {
	case "status":
		w.WriteHeader(http.StatusInternalServerError)
	case "mp3":
		_, _ = w.Write([]byte("ID3 this is another kind of file"))
	case "endless":
		_, _ = w.Write(Bare(24000, nil))
		for zeros := make([]byte, 1<<20); ; {
			if _, err := w.Write(zeros); err != nil {
				return
			}
		}
	case "breaks":
		w.Header().Set("Content-Length", "100000")
		_, _ = w.Write(Bare(24000, s.audio)[:100])
	default:
		_, _ = w.Write(Bare(24000, s.audio))
	}
}

func TestAnotherVoiceGetsTheTimesOfEspeak(t *testing.T) {
	t.Parallel()
	voice := &server{audio: tone(24000, 400, 3200)}
	served := httptest.NewServer(voice)
	t.Cleanup(served.Close)
	s := speaker(t, Config{Kind: OpenAI, URL: served.URL + "/v1/", Model: "m", Name: "stem", Key: "k", Retry: time.Nanosecond})
	text := "Je krijgt € 12 terug."
	clip, err := s.Speak(t.Context(), text, "nl", 0)
	if err != nil || clip.Rate != 24000 {
		t.Fatalf("rate %d, %v", clip.Rate, err)
	}
	if voice.inputs[0] != "Je krijgt twaalf euro terug." {
		t.Errorf("the voice was sent %q", voice.inputs[0])
	}
	first, last := clip.Words[0], clip.Words[len(clip.Words)-1]
	if first.At < 380 || first.At > 520 || last.At < 2000 || last.At > 3600 || text[last.Start:last.End] != "terug" {
		t.Errorf("words from %d to %d", first.At, last.At)
	}
	// English is not its language, and a voice that fails is stood in for.
	if clip, err := s.Speak(t.Context(), "Call us.", "en", 0); err != nil || clip.Rate != 22050 {
		t.Errorf("English: rate %d, %v", clip.Rate, err)
	}
	for _, how := range []string{"status", "mp3", "endless", "breaks"} {
		voice.fails.Store(how)
		if clip, err := s.Speak(t.Context(), text, "nl", 0); err != nil || clip.Rate != 22050 {
			t.Errorf("%s: rate %d, %v", how, clip.Rate, err)
		}
	}
	voice.fails.Store("")
	if clip, err := s.Speak(t.Context(), text, "nl", 0); err != nil || clip.Rate != 24000 {
		t.Errorf("mended: rate %d, %v", clip.Rate, err)
	}
}

func TestAVoiceThatFailsIsLeftAloneForAWhile(t *testing.T) {
	t.Parallel()
	voice := &server{}
	voice.fails.Store("status")
	served := httptest.NewServer(voice)
	t.Cleanup(served.Close)
	s := Open(Config{Kind: OpenAI, URL: served.URL + "/v1", Name: "stem", Key: "k", Retry: time.Hour})
	for range 5 {
		if _, err := s.Speak(t.Context(), "Hallo.", "nl", 0); err == nil || strings.Contains(err.Error(), "127.0.0.1") {
			t.Errorf("the error is %v", err)
		}
	}
	if len(voice.inputs) != 1 {
		t.Errorf("it was asked %d times", len(voice.inputs))
	}
}

func TestWithoutEspeakTheMouthFollowsTheLoudness(t *testing.T) {
	t.Parallel()
	served := httptest.NewServer(&server{audio: tone(24000, 300, 1000)})
	t.Cleanup(served.Close)
	s := Open(Config{Kind: OpenAI, URL: served.URL + "/v1", Name: "stem", Key: "k"})
	clip, err := s.Speak(t.Context(), "Dag mens daar.", "nl", 0)
	if err != nil {
		t.Fatal(err)
	}
	open := 0
	for _, m := range clip.Mouth {
		if m.Mouth == Wide && m.At >= 280 && m.At <= 1320 {
			open++
		}
	}
	if open == 0 || clip.Mouth[0].Mouth != Rest || len(clip.Words) != 3 || clip.Words[1].At < 400 {
		t.Errorf("mouth %v, words %v", clip.Mouth, clip.Words)
	}
}

func TestAProgramSpeaks(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	sound := filepath.Join(folder, "sound")
	if err := os.WriteFile(sound, tone(22050, 0, 500), 0o600); err != nil {
		t.Fatal(err)
	}
	heard := filepath.Join(folder, "heard")
	s := Open(Config{Kind: Program, Command: []string{"sh", "-c", `cat > "$1"; cat "$0"`, sound, heard}})
	clip, err := s.Speak(t.Context(), "Om 20:30 uur.", "nl", 0)
	if err != nil || len(clip.Audio) != 22050 {
		t.Fatalf("%d bytes, %v", len(clip.Audio), err)
	}
	if got, _ := os.ReadFile(heard); string(got) != "Om twintig uur dertig.\n" {
		t.Errorf("it was given %q", got)
	}
	for name, command := range map[string][]string{
		"fails": {"sh", "-c", "cat >/dev/null; exit 3"}, "silent": {"sh", "-c", "cat >/dev/null"}, "endless": {"sh", "-c", "cat >/dev/null; exec cat /dev/zero"},
		"absent": {"/is/er/niet"},
	} {
		s := Open(Config{Kind: Program, Command: command})
		if _, err := s.Speak(t.Context(), "Geheim verhaal.", "nl", 0); err == nil || strings.Contains(err.Error(), "verhaal") {
			t.Errorf("%s gives %v", name, err)
		}
	}
}

func TestNothingSaidIsInTheArguments(t *testing.T) {
	t.Parallel()
	s := speaker(t, Config{})
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 20 {
			_, _ = s.Speak(t.Context(), "Kanariepiet vertelt iets geheims over gisteren.", "nl", 0)
		}
	}()
	for looking := true; looking; {
		select {
		case <-done:
			looking = false
		default:
		}
		lines, err := filepath.Glob("/proc/[0-9]*/cmdline")
		if err != nil || len(lines) == 0 {
			t.Skip("skipping: no /proc to look in")
		}
		for _, line := range lines {
			if got, _ := os.ReadFile(line); bytes.Contains(got, []byte("Kanariepiet")) {
				t.Fatalf("%s holds what is said", line)
			}
		}
	}
}
