package web

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"wegwijzer/assistant"
	"wegwijzer/internal/dutch"
	"wegwijzer/internal/speech"
)

// mouthpiece is a voice that says each word in a tenth of a second, or fails.
type mouthpiece struct{ err error }

func (m mouthpiece) Speaks(lang string) bool { return lang == "nl" || lang == "en" }

func (m mouthpiece) Speak(_ context.Context, text, _ string, part int) (speech.Clip, error) {
	parts := speech.Parts(text)
	if m.err != nil {
		return speech.Clip{}, m.err
	}
	if part < 0 || part >= len(parts) {
		return speech.Clip{}, speech.ErrPart
	}
	clip := speech.Clip{Rate: 8000, Span: parts[part], Parts: len(parts)}
	for i, said := range dutch.Aloud(text[clip.Span.Start:clip.Span.End]) {
		clip.Words = append(clip.Words, speech.Word{At: 100 * i, Start: clip.Span.Start + said.Start, End: clip.Span.Start + said.End})
		clip.Mouth = append(clip.Mouth, speech.Shape{At: 100 * i, Mouth: speech.Wide}, speech.Shape{At: 100*i + 50, Mouth: speech.Lips})
		clip.Audio = append(clip.Audio, make([]byte, 1600)...)
	}
	return clip, nil
}

func readAloud(s *Server, words, mark string, part int) *httptest.ResponseRecorder {
	body, _ := json.Marshal(map[string]any{"text": words, "mark": mark, "part": part})
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/voorlezen", bytes.NewReader(body)))
	return w
}

// trackOf reads what goes along with the sound in its file.
func trackOf(t *testing.T, file []byte) track {
	t.Helper()
	at := bytes.Index(file, []byte("wwtl"))
	if at < 0 {
		t.Fatal("the file has no track")
	}
	var got track
	size := binary.LittleEndian.Uint32(file[at+4:])
	if err := json.Unmarshal(file[at+8:at+8+int(size)], &got); err != nil {
		t.Fatal(err)
	}
	return got
}

func TestOnlyOurOwnWordsAreSpoken(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, time.May, 4, 12, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	secret := []byte(strings.Repeat("s", 32))
	s := New(Config{Voice: mouthpiece{}, Secret: secret, Now: clock})
	t.Cleanup(s.Close)
	words := "Je kunt aangifte doen."
	mark := s.mark(words, "nl")
	if got := readAloud(s, words, mark, 0); got.Code != http.StatusOK || got.Header().Get("Content-Type") != "audio/wav" {
		t.Fatalf("our own words: %d", got.Code)
	}
	copied := New(Config{Voice: mouthpiece{}, Secret: secret, Now: clock})
	t.Cleanup(copied.Close)
	if got := readAloud(copied, words, mark, 0); got.Code != http.StatusOK {
		t.Errorf("a copy of the program refuses: %d", got.Code)
	}
	stranger := New(Config{Voice: mouthpiece{}, Now: clock})
	t.Cleanup(stranger.Close)
	for name, c := range map[string]struct {
		server      *Server
		words, mark string
		part        int
	}{
		"other words":        {s, "Geef ons al je geld.", mark, 0},
		"one letter more":    {s, words + "!", mark, 0},
		"no mark":            {s, words, "", 0},
		"half a mark":        {s, words, mark[:len(mark)-1], 0},
		"other language":     {s, words, "en" + mark[2:], 0},
		"no such language":   {s, words, "xx" + mark[2:], 0},
		"other time":         {s, words, strings.Replace(mark, ".", ".1", 1), 0},
		"another program":    {stranger, words, mark, 0},
		"a part too many":    {s, words, mark, 1},
		"a part before":      {s, words, mark, -1},
		"nothing":            {s, "", s.sign("", "nl", now.Unix()) + "x", 0},
		"words and language": {s, "nl" + words, mark[2:], 0},
	} {
		if got := readAloud(c.server, c.words, c.mark, c.part); got.Code != http.StatusBadRequest {
			t.Errorf("%s: %d, want 400", name, got.Code)
		}
	}
	now = now.Add(markLasts + time.Minute)
	if got := readAloud(s, words, mark, 0); got.Code != http.StatusBadRequest {
		t.Errorf("an old mark: %d", got.Code)
	}
	if got := s.mark(strings.Repeat("x", maxSpoken+1), "nl"); got != "" {
		t.Error("a text without end is marked")
	}
	if got := s.mark(words, "ar"); got != "" {
		t.Error("a language that nothing speaks is marked")
	}
	foreign := httptest.NewRequest(http.MethodPost, "/voorlezen", strings.NewReader("{}"))
	foreign.Header.Set("Origin", "https://elders.example")
	w := httptest.NewRecorder()
	if s.ServeHTTP(w, foreign); w.Code != http.StatusForbidden {
		t.Errorf("another site: %d", w.Code)
	}
	silent := New(Config{})
	t.Cleanup(silent.Close)
	if got := readAloud(silent, words, mark, 0); got.Code != http.StatusNotFound {
		t.Errorf("without a voice: %d", got.Code)
	}
}

func TestVoiceIsSparedOfWhoAsksWithoutEnd(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, time.May, 4, 12, 0, 0, 0, time.UTC)
	s := New(Config{Voice: mouthpiece{}, Now: func() time.Time { return now }})
	t.Cleanup(s.Close)
	mark := s.mark("Ja.", "nl")
	for i := range partsAMinute {
		if got := readAloud(s, "Ja.", mark, 0); got.Code != http.StatusOK {
			t.Fatalf("request %d: %d", i, got.Code)
		}
	}
	if got := readAloud(s, "Ja.", mark, 0); got.Code != http.StatusTooManyRequests {
		t.Errorf("one too many: %d", got.Code)
	}
	now = now.Add(time.Minute)
	if got := readAloud(s, "Ja.", mark, 0); got.Code != http.StatusOK {
		t.Errorf("a minute later: %d", got.Code)
	}
}

func TestTrackCountsAsScriptsDo(t *testing.T) {
	t.Parallel()
	s := New(Config{Voice: mouthpiece{}})
	t.Cleanup(s.Close)
	words := "Ëén 😀 ding.\nDaarna é 👍🏽 nog één."
	got := trackOf(t, readAloud(s, words, s.mark(words, "nl"), 1).Body.Bytes())
	units := utf16.Encode([]rune(words))
	if got.Parts != 2 || string(utf16.Decode(units[got.Span[0]:got.Span[1]])) != "Daarna é 👍🏽 nog één." {
		t.Errorf("part %v of %d", got.Span, got.Parts)
	}
	var said []string
	for _, w := range got.Words {
		said = append(said, string(utf16.Decode(units[w[1]:w[2]])))
	}
	if strings.Join(said, "|") != "Daarna|é|nog|één" {
		t.Errorf("words %q", said)
	}
}

func TestAVoiceThatFailsTellsNothing(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	s := New(Config{Voice: mouthpiece{errors.New("kapot")}, Logger: slog.New(slog.NewJSONHandler(&log, nil))})
	t.Cleanup(s.Close)
	words := "Kanariepiet is bang."
	got := readAloud(s, words, s.mark(words, "nl"), 0)
	if got.Code != http.StatusServiceUnavailable || strings.Contains(got.Body.String(), "Kanariepiet") || strings.Contains(log.String(), "Kanariepiet") {
		t.Errorf("%d %s\n%s", got.Code, got.Body, log.String())
	}
}

func TestWhatAnAnswerSaysCanBeSpoken(t *testing.T) {
	t.Parallel()
	s := New(Config{Voice: mouthpiece{}})
	t.Cleanup(s.Close)
	s.answer = func(ctx context.Context, turn assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
		n, ok := assistant.Danger("Mijn man staat voor de deur met een mes", "nl")
		if !ok {
			t.Error("no danger was seen")
		}
		if err := emit(assistant.Event{Lang: "nl", Notice: &n}); err != nil {
			return assistant.Answer{}, err
		}
		return twoSources(ctx, turn, emit)
	}
	var frames []frame
	err := s.tell(t.Context(), byStream, asking{id: "1", words: "x", memory: &assistant.Memory{}}, func(f frame) error {
		frames = append(frames, f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	spoken := map[string]int{}
	for _, f := range frames {
		words := or(f.Aloud, f.Text)
		if f.Mark == "" {
			if f.Type == "sentence" || f.Type == "lead" || f.Type == "notice" {
				t.Errorf("%s %q has no mark", f.Type, words)
			}
			continue
		}
		spoken[f.Type]++
		if got := readAloud(s, words, f.Mark, 0); got.Code != http.StatusOK {
			t.Errorf("%s %q: %d", f.Type, words, got.Code)
		}
		if f.Type == "notice" && !strings.Contains(words, "112") {
			t.Errorf("the card is said as %q", words)
		}
	}
	if spoken["sentence"] != 2 || spoken["lead"] != 1 || spoken["notice"] != 1 || spoken["closing"] != 1 {
		t.Errorf("spoken: %v", spoken)
	}
}

func TestListening(t *testing.T) {
	t.Parallel()
	ear := &listener{hears: " Hij  is\nboos. "}
	var log bytes.Buffer
	now := time.Date(2026, time.May, 4, 12, 0, 0, 0, time.UTC)
	s := New(Config{Ear: ear, Logger: slog.New(slog.NewJSONHandler(&log, nil)), Now: func() time.Time { return now }})
	t.Cleanup(s.Close)
	send := func(body io.Reader, origin string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodPost, "/luisteren?taal=tr", body)
		if origin != "" {
			r.Header.Set("Origin", origin)
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w
	}
	sound := speech.Bare(16000, make([]byte, 32000))
	// What was put in the file besides the sound goes nowhere.
	file := speech.Wave(16000, make([]byte, 32000), []byte("Kanariepiet"))
	if got := send(bytes.NewReader(file), ""); got.Code != http.StatusOK || strings.TrimSpace(got.Body.String()) != `{"text":"Hij is boos."}` {
		t.Errorf("%d %s", got.Code, got.Body)
	}
	if !bytes.Equal(ear.sent[0], sound) || ear.langs[0] != "tr" {
		t.Errorf("the recogniser was sent %d bytes in %q", len(ear.sent[0]), ear.langs[0])
	}
	ear.set(strings.Repeat("é", maxHeard), nil)
	if got := send(bytes.NewReader(sound), ""); got.Body.Len() > maxHeard+20 {
		t.Errorf("a text of %d bytes is passed on", got.Body.Len())
	}
	ear.set("", errors.New("stuk"))
	if got := send(bytes.NewReader(sound), ""); got.Code != http.StatusServiceUnavailable {
		t.Errorf("a recogniser that fails: %d", got.Code)
	}
	for name, c := range map[string]struct {
		body   string
		origin string
		want   int
	}{
		"no sound":    {"Dit is tekst.", "", http.StatusBadRequest},
		"nothing":     {"", "", http.StatusBadRequest},
		"too long":    {string(speech.Bare(16000, make([]byte, maxRecording))), "", http.StatusRequestEntityTooLarge},
		"other sites": {string(sound), "https://elders.example", http.StatusForbidden},
	} {
		if got := send(strings.NewReader(c.body), c.origin); got.Code != c.want {
			t.Errorf("%s: %d, want %d", name, got.Code, c.want)
		}
	}
	for range hearingAMin {
		send(bytes.NewReader(sound), "")
	}
	if got := send(bytes.NewReader(sound), ""); got.Code != http.StatusTooManyRequests {
		t.Errorf("one too many: %d", got.Code)
	}
	if strings.Contains(log.String(), "boos") || strings.Contains(log.String(), "Kanariepiet") {
		t.Errorf("the log holds what was said: %s", log.String())
	}
	none := New(Config{})
	t.Cleanup(none.Close)
	w := httptest.NewRecorder()
	if none.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/luisteren", bytes.NewReader(sound))); w.Code != http.StatusNotFound {
		t.Errorf("without a recogniser: %d", w.Code)
	}
}
