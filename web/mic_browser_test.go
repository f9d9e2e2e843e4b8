package web

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"math"
	"strings"
	"sync"
	"testing"

	permit "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"

	"wegwijzer/assistant"
	"wegwijzer/internal/speech"
)

// spokenQuestion is what the browser's microphone hears: half a second of silence, two and a half of something like a voice, and silence.
func spokenQuestion() []byte {
	const rate = 48000
	var b bytes.Buffer
	for i := range rate * 9 {
		at := float64(i) / rate
		v := 0.0
		if at >= 0.5 && at < 3 {
			for harmonic := 1.0; harmonic < 12; harmonic++ {
				v += math.Sin(2*math.Pi*130*harmonic*at) / harmonic
			}
			v *= 5000 * (0.55 + 0.45*math.Sin(2*math.Pi*4*at)) // syllables
		}
		_ = binary.Write(&b, binary.LittleEndian, int16(v)) // a buffer takes all
	}
	return speech.Bare(rate, b.Bytes())
}

// listener is a recogniser that hears what a test wants, and keeps what it was sent.
type listener struct {
	mu    sync.Mutex
	hears string
	err   error
	sent  [][]byte
	langs []string
}

func (l *listener) Hear(_ context.Context, sound []byte, lang string) (string, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sent, l.langs = append(l.sent, bytes.Clone(sound)), append(l.langs, lang)
	return l.hears, l.err
}

func (l *listener) set(hears string, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.hears, l.err = hears, err
}

// allow lets pages of this tab use the microphone, or not.
func (b *tab) allow(setting permit.PermissionSetting) {
	b.t.Helper()
	_, err := chromedp.CallBrowser(b.ctx, permit.SetPermission, permit.SetPermissionParams{
		Permission: &permit.PermissionDescriptor{Name: "microphone"}, Setting: setting, Origin: b.url, BrowserContextID: chromedp.FromContext(b.ctx).BrowserContextID,
	})
	if err != nil {
		b.t.Fatal(err)
	}
}

// micSays waits until the microphone says what a key of the catalogue holds.
func (b *tab) micSays(key string) {
	b.t.Helper()
	b.until("document.querySelector('[data-mic-status]').textContent === " + quoted(text(key)))
}

func quoted(s string) string { return "\"" + strings.ReplaceAll(s, "\"", "\\\"") + "\"" }

func TestMicrophone(t *testing.T) {
	t.Parallel()
	ear := &listener{hears: " Ik wil\n aangifte doen "}
	s := New(Config{Ear: ear})
	var asked sync.Map
	s.answer = func(ctx context.Context, turn assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
		asked.Store(turn.Question, true)
		return twoSources(ctx, turn, emit)
	}
	t.Cleanup(s.Close)
	b := open(t, s)
	b.allow(permit.PermissionSettingGranted)
	b.do(chromedp.Navigate(b.url))

	// Nothing is asked of the browser before it was explained.
	b.do(chromedp.Evaluate[chromedp.Void]("window.asks = 0; { const m = navigator.mediaDevices, f = m.getUserMedia.bind(m); m.getUserMedia = (c) => (asks++, f(c)) }"))
	b.do(chromedp.Click(chromedp.CSS("[data-mic]")))
	b.until("document.activeElement.matches('[data-mic-begin]')")
	if n := see(b, chromedp.Evaluate[int]("asks")); n != 0 {
		t.Errorf("the microphone was asked for %d times before the visitor was told why", n)
	}
	b.do(press("Enter"))
	b.micSays("speech_mic_listening")
	b.until("document.querySelector('[data-mic]').getAttribute('aria-pressed') === 'true'")
	b.until("document.querySelector('ww-avatar').getAttribute('state') === 'listening'")
	b.until("document.querySelector('[data-mic-meter]').value > 0.1")
	// It ends by itself when silence falls; then the text is there to be corrected, and nothing was sent.
	b.micSays("speech_mic_check")
	if got := see(b, chromedp.Evaluate[string]("document.activeElement.value")); got != "Ik wil aangifte doen" {
		t.Errorf("the field holds %q", got)
	}
	if _, ok := asked.Load("Ik wil aangifte doen"); ok {
		t.Error("it was sent before the visitor saw it")
	}
	b.do(chromedp.KeyEvent(" bij de politie"))
	b.do(press("Enter"))
	b.until("document.querySelectorAll('[data-messages] > .message-answer').length > 0")
	if _, ok := asked.Load("Ik wil aangifte doen bij de politie"); !ok {
		t.Error("what was corrected was not asked")
	}
	rate, audio, err := speech.ReadWave(ear.sent[0])
	if seconds := float64(len(audio)) / 2 / float64(rate); err != nil || rate != 16000 || seconds < 2.5 || seconds > 9 || loudest(audio) < 1000 || ear.langs[0] != "nl" {
		t.Errorf("the recogniser was sent %.1f seconds at %d, in %q, as loud as %d: %v", float64(len(audio))/2/float64(rate), rate, ear.langs[0], loudest(audio), err)
	}

	// A second time it begins at once; the recogniser fails, and typing stays.
	ear.set("", errors.New("down"))
	b.do(chromedp.Click(chromedp.CSS("[data-mic]")))
	b.micSays("speech_mic_listening")
	b.until("document.querySelector('[data-mic-meter]').value > 0.1")
	b.do(chromedp.Evaluate[chromedp.Void]("new Promise(done => setTimeout(done, 600))", chromedp.EvalAwaitPromise), chromedp.Click(chromedp.CSS("[data-mic]"))) // a press ends it as well
	b.micSays("speech_mic_failed")
	if got := see(b, chromedp.Evaluate[string]("document.getElementById('vraag').value")); got != "" {
		t.Errorf("the field holds %q", got)
	}

	// What can be wrong with a microphone.
	for _, c := range []struct{ does, says string }{
		{"throw new DOMException('', 'NotAllowedError')", "speech_mic_refused"},
		{"throw new DOMException('', 'NotFoundError')", "speech_mic_missing"},
		{"throw new DOMException('', 'NotReadableError')", "speech_mic_taken"},
		{"const s = new AudioContext().createMediaStreamDestination().stream; setTimeout(() => s.getAudioTracks()[0].dispatchEvent(new Event('ended')), 400); return s", "speech_mic_unplugged"},
		{"return new AudioContext().createMediaStreamDestination().stream", "speech_mic_silent"},
	} {
		b.do(chromedp.Evaluate[chromedp.Void]("navigator.mediaDevices.getUserMedia = async () => { " + c.does + " }; document.querySelector('[data-mic-status]').textContent = ''"))
		b.do(chromedp.Click(chromedp.CSS("[data-mic]")))
		b.micSays(c.says)
		b.until("document.querySelector('[data-mic]').getAttribute('aria-pressed') === 'false'")
		if see(b, chromedp.Evaluate[bool]("document.querySelector('ww-avatar').hasAttribute('state')")) {
			t.Errorf("%s: the face still listens", c.says)
		}
	}
	// Escape lets go of the microphone.
	b.do(chromedp.Evaluate[chromedp.Void]("navigator.mediaDevices.getUserMedia = async () => (window.open1 = new AudioContext().createMediaStreamDestination().stream); 0"))
	b.do(chromedp.Click(chromedp.CSS("[data-mic]")))
	b.micSays("speech_mic_listening")
	b.do(press("Escape"))
	b.until("open1.getAudioTracks().every(t => t.readyState === 'ended')")
	b.quietBut("luisteren")
}

// TestSpeakingThroughTheVoice opens the microphone while the voice speaks, when the visitor wants that: the voice falls silent as soon as someone speaks.
func TestSpeakingThroughTheVoice(t *testing.T) {
	t.Parallel()
	ear := &listener{hears: "Mijn man slaat mij nu"}
	s := New(Config{Ear: ear, Voice: mouthpiece{}, Off: func(channel string) bool { return channel == bySocket }})
	long := strings.Repeat("Dit is een zin met een heleboel woorden die achter elkaar worden voorgelezen. ", 30)
	s.answer = func(_ context.Context, _ assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
		a := assistant.Answer{Status: assistant.Answered, Lang: "nl", Lead: long}
		return a, emit(assistant.Event{Lead: a.Lead})
	}
	t.Cleanup(s.Close)
	b := open(t, s)
	b.allow(permit.PermissionSettingGranted)
	b.do(chromedp.Navigate(b.url), chromedp.Click(chromedp.CSS("[data-mic]")), chromedp.Click(chromedp.CSS("[data-mic-over]")), chromedp.Click(chromedp.CSS("[data-mic-begin]")))
	b.micSays("speech_mic_check")
	// What was said is looked at for danger like what was typed, also while the assistant itself is switched off.
	b.do(press("Enter"))
	b.until("document.querySelector('[data-messages] [data-kind=danger]')?.textContent.includes('112')")
	b.do(chromedp.Evaluate[chromedp.Void]("document.dispatchEvent(new CustomEvent('ww-read', {detail: []}))"), chromedp.Click(chromedp.CSS("[data-voice]")))
	b.micSays("speech_mic_over_on")
	if got := see(b, chromedp.Evaluate[string]("document.querySelector('[data-mic]').getAttribute('aria-pressed')")); got != "false" {
		t.Error("it says that it takes down what is said")
	}
	if !see(b, chromedp.Evaluate[bool]("!!document.querySelector('ww-voice[speaking]')")) {
		t.Error("the voice fell silent before anyone spoke")
	}
	// The recording speaks after half a second.
	b.micSays("speech_mic_listening")
	b.until("!document.querySelector('ww-voice[speaking]')")
	b.micSays("speech_mic_check")
	if n := len(ear.sent); n != 2 {
		t.Errorf("%d recordings were sent, want 2", n)
	}
	b.quiet()
}

func loudest(audio []byte) int {
	most := 0
	for i := 0; i+1 < len(audio); i += 2 {
		most = max(most, int(int16(binary.LittleEndian.Uint16(audio[i:]))))
	}
	return most
}

func TestMicrophoneRefusedOrAbsent(t *testing.T) {
	t.Parallel()
	s := New(Config{Ear: &listener{}})
	t.Cleanup(s.Close)
	b := open(t, s)
	b.allow(permit.PermissionSettingDenied)
	b.do(chromedp.Navigate(b.url), chromedp.Click(chromedp.CSS("[data-mic]")), chromedp.Click(chromedp.CSS("[data-mic-begin]")))
	b.micSays("speech_mic_refused")
	b.quiet()

	// Without a recogniser it explains itself, and asks for nothing.
	none := New(Config{})
	t.Cleanup(none.Close)
	b = open(t, none)
	b.do(chromedp.Navigate(b.url), chromedp.Evaluate[chromedp.Void]("navigator.mediaDevices.getUserMedia = () => { throw new Error('asked') }; 0"), chromedp.Click(chromedp.CSS("[data-mic]")))
	b.micSays("speech_mic_off")
	if !see(b, chromedp.Evaluate[bool]("document.querySelector('[data-mic-explain]').hidden")) {
		t.Error("it explains a microphone that it does not use")
	}
	b.quiet()
}
