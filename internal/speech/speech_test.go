package speech

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
)

// TestMain makes this test also the process that speaks.
func TestMain(m *testing.M) {
	if IsWorker(os.Getenv) {
		if err := Work(os.Stdin, os.Stdout); err != nil {
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func self(t *testing.T) []string {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return []string{path}
}

func speaker(t *testing.T, c Config) *Speaker {
	t.Helper()
	c.Self = self(t)
	s := Open(c)
	if s == nil || s.espeak == nil {
		t.Skip("skipping: espeak-ng's library is not installed")
	}
	t.Cleanup(s.Close)
	return s
}

func TestSpeakGivesSoundMouthAndWords(t *testing.T) {
	t.Parallel()
	s := speaker(t, Config{})
	text := "Eerst dit. Je krijgt € 1.250,50 terug, bel 0900-0101."
	clip, err := s.Speak(t.Context(), text, "nl", 1)
	if err != nil {
		t.Fatal(err)
	}
	if clip.Parts != 2 || text[clip.Span.Start:clip.Span.End] != "Je krijgt € 1.250,50 terug, bel 0900-0101." {
		t.Errorf("said %q, of %d parts", text[clip.Span.Start:clip.Span.End], clip.Parts)
	}
	var words []string
	last := -1
	for _, w := range clip.Words {
		if w.At < last {
			t.Errorf("word at %d after %d", w.At, last)
		}
		last = w.At
		words = append(words, text[w.Start:w.End])
	}
	if got, want := strings.Join(words, "|"), "Je|krijgt|€ 1.250,50|terug|bel|0900-0101"; got != want {
		t.Errorf("words %s, want %s", got, want)
	}
	length := len(clip.Audio) / 2 * 1000 / clip.Rate
	if length < 3000 || len(clip.Mouth) < 30 {
		t.Errorf("%d ms and %d shapes", length, len(clip.Mouth))
	}
	last = -1
	for _, m := range clip.Mouth {
		if m.At <= last || m.At > length {
			t.Errorf("shape at %d after %d in %d ms", m.At, last, length)
		}
		last = m.At
	}
	if clip.Mouth[len(clip.Mouth)-1].Mouth != Rest {
		t.Error("the mouth stays open")
	}
}

func TestEveryLanguageIsSpoken(t *testing.T) {
	t.Parallel()
	s := speaker(t, Config{})
	for lang, text := range map[string]string{
		"nl": "Bel ons.", "en": "Call us.", "ar": "اتصل بنا على 0900-0101, Slachtofferhulp.", "tr": "Bizi arayın.", "pl": "Zadzwoń do nas.",
		"uk": "Зателефонуйте нам.", "fr": "Appelez-nous.", "pap": "Yama nos.",
	} {
		clip, err := s.Speak(t.Context(), text, lang, 0)
		if err != nil || len(clip.Audio) == 0 || len(clip.Words) == 0 {
			t.Errorf("%s: %d bytes, %d words, %v", lang, len(clip.Audio), len(clip.Words), err)
		}
	}
	if _, err := s.Speak(t.Context(), "x", "xx", 0); !errors.Is(err, ErrNoVoice) {
		t.Errorf("an unknown language gives %v", err)
	}
	if _, err := s.Speak(t.Context(), "x", "nl", 1); !errors.Is(err, ErrPart) {
		t.Errorf("a part too many gives %v", err)
	}
}

func TestWhatHasNoSoundIsSilent(t *testing.T) {
	t.Parallel()
	s := speaker(t, Config{})
	for _, text := range []string{"😀😀", "漢字", "«»"} {
		clip, err := s.Speak(t.Context(), text, "nl", 0)
		if err != nil || len(clip.Audio) != 0 {
			t.Errorf("%q: %d bytes, %v", text, len(clip.Audio), err)
		}
	}
	clip, err := s.Speak(t.Context(), "Bel 😀 nu مرحبا дім\x01\x02[[x]] <b> \\pau=9\\", "nl", 0)
	if err != nil || len(clip.Audio) == 0 {
		t.Errorf("mixed scripts: %d bytes, %v", len(clip.Audio), err)
	}
}

func TestPartsCoverALongText(t *testing.T) {
	t.Parallel()
	word := "slachtofferhulp "
	text := strings.Repeat(word, 5000)
	parts := Parts(text)
	at := 0
	for _, p := range parts {
		if p.End-p.Start > longestPart || strings.TrimSpace(text[at:p.Start]) != "" {
			t.Fatalf("part %v after %d", p, at)
		}
		at = p.End
	}
	if strings.TrimSpace(text[at:]) != "" || len(parts) < 200 {
		t.Errorf("%d parts, up to %d of %d", len(parts), at, len(text))
	}
}

func TestCrashOfTheVoiceEndsOnlyItself(t *testing.T) {
	t.Parallel()
	s := speaker(t, Config{})
	for i := range 3 {
		place := <-s.espeak.places
		if place != nil {
			place.kill()
		}
		s.espeak.places <- place
		for range cap(s.espeak.places) {
			if _, err := s.Speak(t.Context(), "Dit lukt.", "nl", 0); err != nil {
				t.Errorf("after crash %d: %v", i, err)
			}
		}
	}
}

func TestNoLibraryMeansNoVoice(t *testing.T) {
	t.Parallel()
	for _, command := range [][]string{nil, {"/bin/false"}, {"/is/er/niet"}} {
		if s := Open(Config{Self: command}); s != nil || s.Speaks("nl") {
			t.Errorf("%v speaks", command)
		}
	}
}

func TestTooManyWaiting(t *testing.T) {
	t.Parallel()
	s := &Speaker{config: Config{Waiting: 1}, places: make(chan struct{}, 1), espeak: &processes{}}
	s.places <- struct{}{}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 2)
	for range 2 {
		go func() {
			_, err := s.Speak(ctx, "Hallo.", "nl", 0)
			ended <- err
		}()
	}
	for s.waiting.Load() < 2 {
		runtime.Gosched()
	}
	if _, err := s.Speak(ctx, "Hallo.", "nl", 0); !errors.Is(err, ErrBusy) {
		t.Errorf("a third gives %v", err)
	}
	cancel()
	for range 2 {
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	}
}

func TestEveryMouthHasASound(t *testing.T) {
	t.Parallel()
	seen := map[Mouth]bool{Rest: true}
	for _, m := range mouths {
		seen[m] = true
	}
	if len(seen) != MouthCount {
		t.Errorf("%d shapes are used, want %d", len(seen), MouthCount)
	}
	for name, want := range map[string]string{"": "[0]", "ɛɪ": "[11 12]", "eː": "[11]", "tʲ": "[4]", "☃": "[11]"} {
		if got, _ := MouthsOf(name); fmt.Sprint(got) != want {
			t.Errorf("MouthsOf(%q) = %v, want %s", name, got, want)
		}
	}
}
