package web

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"

	"wegwijzer/assistant"
	"wegwijzer/internal/speech"
)

// moving lets a tab move, as for visitors who did not ask for less motion.
func (b *tab) moving() {
	b.do(func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		return prefer(ctx, "prefers-reduced-motion", "no-preference")
	})
}

// watched makes a page remember every shape of the mouth, with the moment of the sound at which it came and the shapes that were planned.
const watched = `window.seen = []; window.saying = undefined;
	document.addEventListener("ww-saying", (e) => { saying = e.detail; }, true);
	document.querySelector("ww-avatar").addEventListener("ww-mouth", (e) => saying && seen.push({shape: e.detail.shape, at: e.detail.at, plan: saying.mouth})); 0`

func TestVoiceReadsAnswersAloud(t *testing.T) {
	t.Parallel()
	s := New(Config{Voice: voice(t)})
	s.answer = twoSources
	t.Cleanup(s.Close)
	b := open(t, s)
	b.moving()
	b.do(chromedp.Navigate(b.url), chromedp.Evaluate[chromedp.Void](watched))
	// Before anyone asks for it there is no sound, and nothing of it is loaded.
	if see(b, chromedp.Evaluate[bool]("!!customElements.get('ww-voice') || !!customElements.get('ww-avatar') || !!customElements.get('ww-mic')")) {
		t.Error("what speaks was loaded before anyone wanted it")
	}
	b.do(chromedp.Click(chromedp.CSS("[data-voice]")))
	// It says first what it is.
	b.until("document.querySelector('[data-caption]').textContent.includes('Ik ben een computer en geen mens')")
	b.until("document.querySelector('ww-avatar').getAttribute('state') === 'speaking'")
	b.ask("Wat nu?")
	for _, words := range []string{"Dit staat er op onze website.", "Je kunt de rechter vragen om je schade te laten betalen.", "Doe dit:", "Bewaar bonnen.", "Bel 0900-0101.", "Wil je liever met iemand praten?"} {
		b.until("document.querySelector('[data-caption]').textContent.includes(" + quoted(words) + ")")
	}
	b.until("document.querySelector('[data-caption] .now')?.textContent === '0900-0101'")
	b.until("!document.querySelector('ww-voice[speaking]')")
	// Each shape was the one that the sound had at that moment, with the lead that lips have.
	got := see(b, chromedp.Evaluate[[]struct {
		Shape int
		At    float64
		Plan  [][2]int
	}]("seen.filter(s => s.at !== undefined)"))
	late, most := 0.0, 0.0
	for _, m := range got {
		shape, since, before := 0, 0, 0
		for _, p := range m.Plan {
			if float64(p[0]) <= m.At+41 {
				shape, since = p[1], p[0]
			}
			if float64(p[0]) <= m.At+39 { // the clocks of sound and page are a millisecond apart
				before = p[1]
			}
		}
		if shape != m.Shape && before != m.Shape {
			t.Errorf("at %.0f ms the mouth has shape %d, the sound %d", m.At, m.Shape, shape)
		}
		late += m.At + 40 - float64(since)
		most = max(most, m.At+40-float64(since))
	}
	if len(got) < 20 {
		t.Errorf("the mouth moved %d times", len(got))
	}
	t.Logf("%d shapes of the mouth, on average %.0f ms behind the plan (which is 40 ms before the sound), at most %.0f ms", len(got), late/float64(max(len(got), 1)), most)
	// Then it is still: nothing is drawn any more.
	b.until("!document.querySelector('ww-avatar').hasAttribute('state')")
	b.until(`await new Promise(still => { let n = 0; const f = requestAnimationFrame; window.requestAnimationFrame = (g) => (n++, f(g)); setTimeout(() => { window.requestAnimationFrame = f; still(n === 0) }, 700) })`)
	// One answer again, at a press.
	b.do(chromedp.Click(chromedp.CSS("[data-messages] [data-say]")))
	b.until("document.querySelector('[data-caption]').textContent.includes('Dit staat er op onze website')")
	b.do(press("Escape"))
	b.until("!document.querySelector('ww-voice[speaking]') && document.querySelector('[data-caption]').textContent === ''")
	if got := see(b, chromedp.Evaluate[int]("localStorage.length + sessionStorage.length + document.cookie.length")); got != 0 {
		t.Error("something was left in the browser")
	}
	b.quiet()
}

// The easier form of an answer is read aloud when it is asked for: by itself with the voice on, at a press without.
func TestSimplerIsReadAloud(t *testing.T) {
	t.Parallel()
	s := New(Config{Voice: mouthpiece{}})
	s.answer = func(_ context.Context, _ assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
		a := assistant.Answer{Status: assistant.Answered, Lang: "nl", Sentences: []assistant.Sentence{
			{Text: "De benadeelde partij kan zich ter zake van de vordering tot immateriële schadevergoeding voegen in het strafproces tegen de verdachte.", Cites: []assistant.Cite{{Title: "Voegen", Quote: "-"}}},
			{Text: "Bewaar je bonnen.", Cites: []assistant.Cite{{Title: "Bewijs", Quote: "-"}}},
			{Text: "Bel ons.", Cites: []assistant.Cite{{Title: "Bellen", Quote: "-"}}},
		}}
		return a, play(a, emit)
	}
	t.Cleanup(s.Close)
	b := open(t, s)
	b.do(chromedp.Navigate(b.url))
	b.ask("Hoe krijg ik geld?")
	// What was said, each in its turn.
	heard := func() {
		t.Helper()
		b.do(chromedp.Evaluate[chromedp.Void](`window.said ??= []; new MutationObserver(() => said.push(document.querySelector("[data-caption]").textContent)).observe(document.querySelector("[data-caption]"), {childList: true}); 0`))
	}
	said := func(words string) { b.until("said.some(x => x.includes(" + quoted(words) + "))") }
	heard()
	if !see(b, chromedp.Evaluate[bool]("!document.querySelector('.message .simpler [data-slot=easy-say]').hidden")) {
		t.Error("there is no button to hear the easier form")
	}
	b.open(".message .simpler")
	b.do(chromedp.Click(chromedp.CSS(".message .simpler [data-slot=easy-say]")))
	said("Bewaar je bonnen.")
	said("Bel ons.")
	b.do(press("Escape"), chromedp.Evaluate[chromedp.Void]("document.querySelector('.message .simpler').open = false; document.querySelector('[name=stem][value=aan]').click(); 0"))
	b.until("document.querySelector('ww-voice[speaking]')")
	b.do(press("Escape"), chromedp.Evaluate[chromedp.Void]("said.length = 0; document.querySelector('.message .simpler').open = true"))
	said("Bewaar je bonnen.")
	if got := see(b, chromedp.Evaluate[bool]("said.some(x => x.includes('benadeelde'))")); got {
		t.Error("more was said than was asked for")
	}
	b.quiet()
}

func TestVoiceIsInterrupted(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("Dit is een zin met wat woorden erin. ", 40)
	s := New(Config{Voice: mouthpiece{}})
	s.answer = func(_ context.Context, _ assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
		a := assistant.Answer{Status: assistant.Answered, Lang: "nl", Lead: long}
		return a, emit(assistant.Event{Lead: a.Lead})
	}
	t.Cleanup(s.Close)
	b := open(t, s)
	b.do(chromedp.Navigate(b.url), chromedp.Click(chromedp.CSS("[data-voice]")))
	b.until("document.querySelector('ww-voice[speaking]')")
	// The button says what a press does; that it is pressed as well would say the opposite.
	if got := see(b, chromedp.Evaluate[string]("(v => v.textContent.trim() + (v.getAttribute('aria-pressed') ?? ''))(document.querySelector('[data-voice]'))")); got != textIn("nl", "speech_off") {
		t.Errorf("the button of a voice that is on says %q", got)
	}
	silent := "!document.querySelector('ww-voice[speaking]') && document.querySelector('[data-caption]').textContent === ''"
	for name, stop := range map[string]chromedp.Action[chromedp.Void]{
		"Escape":       press("Escape"),
		"the button":   chromedp.Click(chromedp.CSS("[data-voice-stop]")),
		"typing":       chromedp.SendKeys(chromedp.ID("vraag"), "nee"),
		"listening":    chromedp.Evaluate[chromedp.Void]("document.dispatchEvent(new CustomEvent('ww-listening', {detail: true})); document.dispatchEvent(new CustomEvent('ww-listening', {detail: false}))"),
		"the settings": chromedp.Evaluate[chromedp.Void]("document.querySelector('[name=stem][value=\"\"]').click()"),
	} {
		if see(b, chromedp.Evaluate[bool]("!document.querySelector('ww-voice[on]')")) {
			b.do(chromedp.Evaluate[chromedp.Void]("document.querySelector('[name=stem][value=aan]').click()"))
		}
		b.ask("lang")
		b.until("document.querySelector('[data-caption]').textContent.includes('Dit is een zin')")
		b.do(stop)
		b.until(silent)
		// It stays silent: what was on its way is not said after all.
		if !see(b, chromedp.Evaluate[bool]("(async () => { await new Promise(r => setTimeout(r, 400)); return "+silent+" })()", chromedp.EvalAwaitPromise)) {
			t.Errorf("after %s it speaks on", name)
		}
	}
	b.quiet()
}

// halting is a voice that fails from a number of pieces on.
type halting struct {
	mouthpiece
	after, asked *atomic.Int32
}

func (h halting) Speak(ctx context.Context, text, lang string, part int) (speech.Clip, error) {
	if h.asked.Add(1) > h.after.Load() {
		return speech.Clip{}, speech.ErrBusy
	}
	return h.mouthpiece.Speak(ctx, text, lang, part)
}

func TestVoiceThatFailsLeavesTheText(t *testing.T) {
	t.Parallel()
	h := halting{after: new(atomic.Int32), asked: new(atomic.Int32)}
	h.after.Store(3) // the three sentences of who it is, and then nothing more
	s := New(Config{Voice: h})
	s.answer = twoSources
	t.Cleanup(s.Close)
	b := open(t, s)
	b.do(chromedp.Navigate(b.url), chromedp.Click(chromedp.CSS("[data-voice]")))
	b.until("document.querySelector('ww-voice[speaking]')")
	b.until("!document.querySelector('ww-voice[speaking]')")
	b.ask("Wat nu?")
	b.until("document.querySelector('[data-voice-status]').textContent === " + quoted(text("speech_failed")))
	for _, want := range []string{"Je kunt de rechter vragen", "Bewaar bonnen.", "Wil je liever met iemand praten?"} {
		if got := see(b, chromedp.Text(chromedp.CSS("[data-messages]"))); !strings.Contains(got, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if got := h.asked.Load(); got > 6 {
		t.Errorf("a voice that is down was asked %d times", got)
	}
	h.after.Store(1000)
	b.ask("En nu?")
	b.until("document.querySelector('[data-caption]').textContent.includes('website')")
	b.quietBut("voorlezen")
}

func TestVoiceWaitsForATouch(t *testing.T) {
	t.Parallel()
	s := New(Config{Voice: mouthpiece{}})
	s.answer = twoSources
	t.Cleanup(s.Close)
	b := open(t, s)
	b.do(chromedp.Navigate(b.url), chromedp.Evaluate[chromedp.Void](`{
		const real = AudioContext;
		window.AudioContext = class extends real {
			constructor(o) { super(o); this.suspend(); }
			resume() { return window.touched ? super.resume() : new Promise(() => {}); }
		};
	}`))
	b.do(chromedp.Click(chromedp.CSS("[data-voice]")))
	b.until("!document.querySelector('[data-voice-unblock]').hidden")
	b.ask("Wat nu?") // the text does not wait
	b.do(chromedp.Evaluate[chromedp.Void]("window.touched = true"), chromedp.Click(chromedp.CSS("[data-voice-unblock]")))
	b.until("document.querySelector('[data-caption]').textContent.includes('website')")
	b.until("document.querySelector('[data-voice-unblock]').hidden")
	b.quiet()
}

func TestVoiceOfALongAnswer(t *testing.T) {
	t.Parallel()
	h := halting{after: new(atomic.Int32), asked: new(atomic.Int32)}
	h.after.Store(1 << 20)
	s := New(Config{Voice: h})
	words := strings.Repeat("Soms 😀 zegt iemand مرحبا of вітаю tegen de buurvrouw. ", 500) // some 5,000 words
	s.answer = func(_ context.Context, _ assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
		a := assistant.Answer{Status: assistant.Answered, Lang: "nl", Lead: words}
		return a, emit(assistant.Event{Lead: a.Lead})
	}
	t.Cleanup(s.Close)
	b := open(t, s)
	b.do(chromedp.Navigate(b.url), chromedp.Click(chromedp.CSS("[data-voice]")))
	b.until("document.querySelector('ww-voice[speaking]')")
	before := h.asked.Load()
	b.ask("lang")
	b.until("document.querySelector('[data-caption]').textContent.includes('Soms 😀 zegt iemand')")
	if got := h.asked.Load() - before; got > 8 {
		t.Errorf("%d pieces were fetched for the first one", got)
	}
	if got := see(b, chromedp.Evaluate[int]("document.querySelector('[data-caption]').textContent.length")); got > 400 {
		t.Errorf("the caption holds %d characters", got)
	}
	b.do(press("Escape"))
	b.until("!document.querySelector('ww-voice[speaking]')")
	b.quiet()
}

func TestFace(t *testing.T) {
	t.Parallel()
	s := New(Config{Voice: mouthpiece{}})
	release := make(chan struct{}, 8)
	s.answer = func(ctx context.Context, turn assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
		select {
		case <-release:
		case <-ctx.Done():
			return assistant.Answer{}, ctx.Err()
		}
		return twoSources(ctx, turn, emit)
	}
	t.Cleanup(s.Close)
	b := open(t, s)
	b.moving()
	b.do(chromedp.Navigate(b.url))
	pick := func(face string) {
		b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf("document.querySelector('[name=gezicht][value=%q]').click()", face)))
	}
	// A look that is chosen shows at once, before the face has learnt to move; and so does none at all.
	pick("2")
	b.until("document.querySelector('ww-avatar img').src.includes('look-noor')")
	pick("uit")
	b.until("!document.querySelector('ww-avatar').checkVisibility()")
	pick("4")
	b.until("document.querySelector('ww-avatar').checkVisibility()")
	b.write("Wat nu?")
	b.do(press("Enter"))
	b.until("document.querySelector('ww-avatar').getAttribute('state') === 'thinking' && document.querySelector('ww-avatar > svg')")
	// Thinking shows: the eyes look up, and do not rest where they were.
	b.until("document.querySelector('ww-avatar [data-part=eye]').getAttribute('transform').match(/ ([0-9.]+)/)[1] < Number(document.querySelector('ww-avatar [data-part=eye]').dataset.y) - 2")
	release <- struct{}{}
	b.until("!document.querySelector('ww-avatar').hasAttribute('state')")
	for _, face := range []string{"", "2", "3", "4"} {
		pick(face)
		b.until(fmt.Sprintf("(a => a.getAttribute('look') === %q && a.querySelectorAll('svg').length === 1 && ['head', 'brows', 'lashes', 'mouth', 'hollow', 'teeth', 'tongue'].filter(p => a.querySelector('[data-part=' + p + ']')).length >= (%q === '4' ? 6 : 7))(document.querySelector('ww-avatar'))", face, face))
	}
	// Every shape of the mouth is drawn, and each is another.
	if got := see(b, chromedp.Evaluate[int](`(async () => {
			const drawn = new Set();
			for (let n = 0; n < 15; n++) {
				document.dispatchEvent(new CustomEvent("ww-saying", {detail: {mouth: [[0, n]], clock: () => 0}}));
				for (let f = 0; f < 12; f++) await new Promise(requestAnimationFrame);
				drawn.add(document.querySelector("ww-avatar [data-part=hollow]").getAttribute("d"));
			}
			document.dispatchEvent(new CustomEvent("ww-saying", {detail: undefined}));
			return drawn.size;
		})()`, chromedp.EvalAwaitPromise)); got != int(speech.MouthCount) {
		t.Errorf("%d mouths are drawn, want %d", got, speech.MouthCount)
	}
	// Who asked for less motion sees none; what is said stays readable.
	b.do(func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		return prefer(ctx, "prefers-reduced-motion", "reduce")
	})
	b.until("!document.querySelector('ww-avatar').hasAttribute('state')")
	b.do(chromedp.Evaluate[chromedp.Void](`window.poses = new Set(); new MutationObserver(() => poses.add(document.querySelector("ww-avatar > svg").innerHTML)).observe(document.querySelector("ww-avatar > svg"), {subtree: true, attributes: true}); 0`))
	b.do(chromedp.Click(chromedp.CSS("[data-voice]")))
	b.until("document.querySelector('[data-caption] .now')")
	b.until("document.querySelector('ww-avatar').getAttribute('state') === 'speaking'") // a ring that stands still says so
	before := see(b, chromedp.Evaluate[string]("document.querySelector('[data-caption] .now')?.textContent ?? ''"))
	b.until("(document.querySelector('[data-caption] .now')?.textContent ?? '') !== " + quoted(before))
	if !see(b, chromedp.Evaluate[bool]("(c => c.size <= 1)(poses)")) {
		t.Error("the face moved")
	}
	if got := see(b, chromedp.Evaluate[int]("document.getAnimations().length")); got != 0 {
		t.Errorf("%d animations run", got)
	}
	b.quiet()
}
