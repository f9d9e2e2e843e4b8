package web

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"wegwijzer/demo"
	"wegwijzer/internal/speech"
	"wegwijzer/transcribe"
	"wegwijzer/transcribe/recording"
	"wegwijzer/transcribe/sound"
)

// spokenCall is the demo's call as a computer speaks it, one voice on each channel, with the moment of each word: the truth by which playing is measured.
type spokenCall struct {
	pcm   [2][]byte
	lines []spokenLine
}

type spokenLine struct {
	channel    int
	text       string
	start, end time.Duration
	words      []transcribe.Word
}

// The call has one long silence, to be skipped.
const (
	silenceAfter = 4 // lines
	longSilence  = 6 * time.Second
)

func speakCall(t *testing.T, voice *speech.Speaker) *spokenCall {
	t.Helper()
	c := &spokenCall{}
	now := 700 * time.Millisecond
	for i, x := range demo.Call() {
		line := spokenLine{text: x.Text, start: now}
		higher := 100
		if x.Role == string(transcribe.Client) {
			line.channel, higher = 1, 118
		}
		var said []byte
		for n := range speech.Parts(x.Text) {
			clip, err := voice.Speak(t.Context(), x.Text, "nl", n)
			if err != nil {
				t.Fatal(err)
			}
			begin := now + sound.Length(int64(len(said)))
			for _, w := range clip.Words {
				at := begin + time.Duration(w.At)*time.Millisecond*100/time.Duration(higher)
				line.words = append(line.words, transcribe.Word{Text: x.Text[w.Start:w.End], Start: at, End: at + 200*time.Millisecond})
			}
			said = append(said, at16(t, clip.Audio, clip.Rate*higher/100)...)
		}
		line.end = now + sound.Length(int64(len(said)))
		pcm := &c.pcm[line.channel]
		*pcm = append(*pcm, make([]byte, sound.Bytes(now)-int64(len(*pcm)))...)
		*pcm = append(*pcm, said...)
		c.lines = append(c.lines, line)
		if now = line.end + 700*time.Millisecond; i == silenceAfter {
			now += longSilence
		}
	}
	for i := range c.pcm {
		c.pcm[i] = append(c.pcm[i], make([]byte, sound.Bytes(now)-int64(len(c.pcm[i])))...)
	}
	return c
}

// at16 brings samples of a rate to that of a call.
func at16(t *testing.T, pcm []byte, rate int) (out []byte) {
	t.Helper()
	head := sound.Header(1, int64(len(pcm)))
	binary.LittleEndian.PutUint32(head[24:], uint32(rate)) //nolint:gosec // a small number
	w, err := sound.OpenWave(bytes.NewReader(append(head, pcm...)))
	if err != nil {
		t.Fatal(err)
	}
	for {
		next, err := w.Next()
		if err != nil {
			return out
		}
		out = append(out, next[0]...)
	}
}

// Hear is a recogniser that knows this call by heart: it finds the sound that it is given in it, and tells the words that are said there.
func (c *spokenCall) Hear(_ context.Context, _ sound.Kind, file io.ReadSeeker, _ func(string)) ([]recording.Heard, error) {
	b, err := io.ReadAll(file)
	if err != nil {
		return nil, err
	}
	b = b[sound.HeaderBytes:]
	for channel, pcm := range c.pcm {
		at := bytes.Index(pcm, b)
		if at < 0 {
			continue
		}
		from, to := sound.Length(int64(at)), sound.Length(int64(at+len(b)))
		var out []recording.Heard
		for _, line := range c.lines {
			if line.channel != channel || line.start < from || line.start > to {
				continue
			}
			h := recording.Heard{Start: line.start - from, End: min(line.end, to) - from, Text: line.text, Silence: -1, Doubt: -1, Squeezed: -1}
			for _, w := range line.words {
				h.Words = append(h.Words, transcribe.Word{Text: w.Text, Start: w.Start - from, End: w.End - from})
			}
			out = append(out, h)
		}
		return out, nil
	}
	return nil, recording.ErrDeaf
}

// at returns when these words are said; words that nobody says are an error of the page.
func (c *spokenCall) at(words string) (time.Duration, bool) {
	for _, line := range c.lines {
		if i := strings.Index(line.text, words); i >= 0 {
			return line.words[len(strings.Fields(line.text[:i]))].Start, true
		}
	}
	return 0, false
}

// find returns where in the call a stretch of sound is played, by how loud it is from moment to moment, and how sure that is, from 0 to 1.
func (c *spokenCall) find(heard []byte) (time.Duration, float64) {
	both := make([]byte, 0, len(c.pcm[0]))
	for i := 0; i+1 < len(c.pcm[0]); i += 2 {
		l, r := int16(binary.LittleEndian.Uint16(c.pcm[0][i:])), int16(binary.LittleEndian.Uint16(c.pcm[1][i:])) //nolint:gosec // the same bits
		both = binary.LittleEndian.AppendUint16(both, uint16(int16((int(l)+int(r))/2)))                          //nolint:gosec // between the two
	}
	all, part := sound.Levels(both), sound.Levels(heard)
	best, place := -1.0, 0
	for at := 0; at+len(part) <= len(all); at++ {
		if v := alike(all[at:at+len(part)], part); v > best {
			best, place = v, at
		}
	}
	return time.Duration(place) * sound.Step, best
}

// alike returns how alike two rows of levels are; below -60 all is silence.
func alike(a, b []float64) float64 {
	var ma, mb, ab, aa, bb float64
	for i := range a {
		ma, mb = ma+max(a[i], -60)/float64(len(a)), mb+max(b[i], -60)/float64(len(b))
	}
	for i := range a {
		x, y := max(a[i], -60)-ma, max(b[i], -60)-mb
		ab, aa, bb = ab+x*y, aa+x*x, bb+y*y
	}
	if aa == 0 || bb == 0 {
		return 0
	}
	return ab / math.Sqrt(aa*bb)
}

// tap lets a page remember the sound that its player makes, as it comes out.
const tap = `(async () => {
	const audio = document.querySelector("[data-player] audio");
	const context = new AudioContext({ sampleRate: 16000 });
	await context.audioWorklet.addModule(%q);
	const ear = new AudioWorkletNode(context, "capture", { numberOfOutputs: 0 });
	const source = context.createMediaElementSource(audio);
	window.heard = [];
	ear.port.onmessage = (e) => {
		if (!audio.paused && !audio.seeking) heard.push(...new Int16Array(e.data));
	};
	source.connect(ear);
	source.connect(context.destination);
	audio.addEventListener("seeked", () => (heard.length = 0));
	await context.resume();
})()`

// A click or a key on a sentence lights up its words and plays them from a second before. What comes out of the player is held against the call as it was
// spoken: it must be where the words are.
func TestPlaybackSeeksToTheRightWord(t *testing.T) {
	t.Parallel()
	call := speakCall(t, voice(t))
	o := newOffice(t)
	store := o.recordings(t, call)
	o.config.Calls = store.Calls
	path := o.recorded(t, call)
	var ranges atomic.Int64
	b := open(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/audio") && r.Header.Get("Range") != "" {
			ranges.Add(1)
		}
		o.ServeHTTP(w, r)
	}))
	b.dress(1280, 900, false)
	o.signInByKeyboard(b, "legal")
	b.do(chromedp.Navigate(b.url + path))
	b.until("document.documentElement.classList.contains('script') && document.querySelector('[data-player] audio').readyState > 0")
	// A browser makes no sound before a person did something.
	b.do(chromedp.Evaluate[chromedp.Void]("document.querySelector('#verslag').focus()"), press("g"), chromedp.Evaluate[chromedp.Void](fmt.Sprintf(tap, o.static.address("capture.js")), chromedp.EvalAwaitPromise))

	// Every sentence by key in the long run; some of them each time.
	most := 4
	if os.Getenv("WEGWIJZER_FULL") != "" {
		most = 1000
	}
	sentences := see(b, chromedp.Evaluate[int]("document.querySelectorAll('.judged .ref[data-words]').length"))
	var errors []time.Duration
	b.do(chromedp.Evaluate[chromedp.Void]("document.querySelector('#verslag').focus()"))
	last := ""
	for range see(b, chromedp.Evaluate[int]("document.querySelectorAll('.judged').length")) {
		b.do(press("j"))
		words := see(b, chromedp.Evaluate[string](`(() => {
			const ref = document.querySelector(".judged.chosen .ref[data-words]");
			if (!ref) return "";
			const [from, to] = ref.dataset.words.split(" ").map(Number);
			const words = document.querySelector(ref.hash + " .line-text").textContent.split(/\s+/).slice(from, to).join(" ");
			const lit = document.querySelector(ref.hash).classList.contains("lit") && [...CSS.highlights.get("evidence")].some((r) => r.toString() === words);
			return lit ? words : "not lit: " + words;
		})()`))
		if words == "" || words == last {
			continue
		}
		last = words
		want, ok := call.at(words)
		if !ok {
			t.Errorf("a sentence rests on %q, which nobody says", words)
			continue
		}
		b.do(press("Enter"))
		got, sure := b.plays(call, 3)
		if sure < 0.8 {
			t.Errorf("after a key on %q something else sounds than the call (%.2f)", words, sure)
		}
		errors = append(errors, (got - max(0, want-time.Second)).Abs())
		if len(errors) >= most {
			break
		}
	}
	slices.Sort(errors)
	t.Logf("%d sentences of %d references played: median %s away from a second before the word, at most %s", len(errors), sentences, errors[len(errors)/2], errors[len(errors)-1])
	if worst := errors[len(errors)-1]; len(errors) < 4 || worst > 500*time.Millisecond {
		t.Errorf("%d sentences played, at most %s away; want at least 4, and half a second at most", len(errors), worst)
	}
	if ranges.Load() < 2 {
		t.Errorf("the player asked for %d stretches, want one for each seek outside what it has", ranges.Load())
	}

	// A click on a word of the transcript plays that word.
	place := see(b, chromedp.Evaluate[[]float64](`(() => {
		const text = [...document.querySelectorAll(".line-text")].find((x) => x.textContent.includes("sieraden")).firstChild;
		text.parentElement.scrollIntoView({ block: "center" });
		const r = document.createRange();
		r.setStart(text, text.data.indexOf("sieraden") + 2);
		r.setEnd(text, text.data.indexOf("sieraden") + 4);
		const box = r.getBoundingClientRect();
		return [box.x + 1, box.y + box.height / 2];
	})()`))
	b.do(chromedp.MouseClickXY(place[0], place[1]))
	want, _ := call.at("sieraden")
	if got, sure := b.plays(call, 3); sure < 0.8 || (got-want+time.Second).Abs() > 500*time.Millisecond {
		t.Errorf("a click on a word at %s plays from %s (%.2f)", want, got, sure)
	}

	// Faster, and past a silence at once.
	b.do(press("+"))
	b.until("document.querySelector('[data-player] audio').playbackRate === 1.25")
	quiet := call.lines[silenceAfter].end
	b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf("document.querySelector('[data-player] audio').currentTime = %f", quiet.Seconds()+0.5)), press("s"), press("p"))
	b.until("document.querySelector('[data-silence]').checked")
	b.until(fmt.Sprintf("document.querySelector('[data-player] audio').currentTime > %f", (quiet + longSilence).Seconds()))
	if got := see(b, chromedp.Evaluate[float64]("performance.getEntriesByName('skipped').length")); got == 0 {
		t.Error("the silence was sat out")
	}
	b.shot("playback")
	b.quiet()
}

// plays returns where in a call the player is, by what comes out of it in so many seconds.
func (b *tab) plays(call *spokenCall, seconds int) (time.Duration, float64) {
	b.t.Helper()
	b.until(fmt.Sprintf("heard.length >= %d", seconds*sound.Rate))
	raw := see(b, chromedp.Evaluate[json.RawMessage](fmt.Sprintf("heard.slice(0, %d)", seconds*sound.Rate)))
	b.do(chromedp.Evaluate[chromedp.Void]("document.querySelector('[data-player] audio').pause(); heard.length = 0"))
	var samples []int16
	if err := json.Unmarshal(raw, &samples); err != nil {
		b.t.Fatal(err)
	}
	pcm := make([]byte, 0, 2*len(samples))
	for _, v := range samples {
		pcm = binary.LittleEndian.AppendUint16(pcm, uint16(v)) //nolint:gosec // the same bits
	}
	return call.find(pcm)
}

// recorded takes a call in as a live one, has it heard, and returns where its desk is.
func (o *office) recorded(t *testing.T, call *spokenCall) string {
	t.Helper()
	store := o.config.Recordings
	id := o.begin(t, o.person(t, "legal"), recording.Live, 2)
	line, err := store.Resume(t.Context(), id, "een")
	if err == nil {
		err = line.Claim(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	for at := 0; at < len(call.pcm[0]); at += sound.MaxFrame {
		for channel, pcm := range call.pcm {
			f := sound.Frame{Channel: channel, Seq: uint32(at / sound.MaxFrame), Sample: uint64(at / sound.SampleBytes), PCM: pcm[at:min(at+sound.MaxFrame, len(pcm))]} //nolint:gosec // small
			if err := line.Take(f); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := line.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if err := store.End(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if err := store.Work(t.Context()); err != nil {
		t.Fatal(err)
	}
	return callAt(id)
}
