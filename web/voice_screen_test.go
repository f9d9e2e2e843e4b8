package web

import (
	"flag"
	"fmt"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
)

// Give a number to measure how long the first sound takes: go test ./web -run TestFirstSound -sounds 30 -v
var sounds = flag.Int("sounds", 0, "how many times the first sound of an answer is measured")

// TestFirstSound reports the time from the first sentence that may be shown to its first sound, in a browser, with everything on this machine.
func TestFirstSound(t *testing.T) {
	t.Parallel()
	if *sounds == 0 {
		t.Skip("skipping: no number of measurements is given")
	}
	s := New(Config{Voice: voice(t)})
	s.answer = twoSources
	t.Cleanup(s.Close)
	b := open(t, s)
	b.do(chromedp.Navigate(b.url), chromedp.Click(chromedp.CSS("[data-voice]")))
	b.until("document.querySelector('ww-voice[speaking]')")
	b.do(press("Escape"), chromedp.Evaluate[chromedp.Void](`{
		let sentence = 0;
		window.waits = [];
		document.addEventListener("ww-asked", () => sentence = 0);
		document.addEventListener("ww-frame", (e) => { if (e.detail.mark && !sentence) sentence = performance.now(); }, true);
		document.addEventListener("ww-saying", (e) => {
			if (!sentence || !e.detail) return;
			const since = sentence, step = () => e.detail.clock() >= 0 ? waits.push(performance.now() - since) : requestAnimationFrame(step);
			sentence = Infinity;
			step();
		}, true);
	}`))
	for i := range *sounds {
		b.ask("Wat nu?")
		b.until(fmt.Sprintf("waits.length > %d", i))
		b.do(press("Escape"))
	}
	waits := see(b, chromedp.Evaluate[[]float64]("waits"))
	slices.Sort(waits)
	t.Logf("first sound after the first sentence, n=%d: median %.0f ms, 95%% %.0f ms, most %.0f ms", len(waits), waits[len(waits)/2], waits[len(waits)*95/100], waits[len(waits)-1])
}

// TestSpokenScreens makes pictures of a question that is spoken and an answer that is: go test ./web -run TestSpokenScreens -screens DIR
func TestSpokenScreens(t *testing.T) {
	t.Parallel()
	if *screens == "" {
		t.Skip("skipping: no folder for pictures is given")
	}
	s := New(Config{Voice: voice(t), Ear: &listener{hears: "Hoe krijg ik mijn schade vergoed?"}})
	s.answer = twoSources
	t.Cleanup(s.Close)
	for _, dark := range []bool{false, true} {
		b := open(t, s)
		b.allow("granted")
		b.dress(390, 844, dark)
		name := func(step string) string { return fmt.Sprintf("spoken-%t-%s", dark, step) }
		b.do(chromedp.Navigate(b.url))
		b.picture(name("0-begin"), false)
		b.do(chromedp.Click(chromedp.CSS("[data-voice]")))
		b.until("document.querySelector('ww-avatar > svg') && document.querySelector('[data-caption] .now')")
		b.picture(name("1-who"), false)
		b.do(chromedp.Click(chromedp.CSS("[data-mic]")))
		b.picture(name("2-explain"), false)
		b.do(chromedp.Click(chromedp.CSS("[data-mic-begin]")))
		b.until("document.querySelector('[data-mic-meter]').value > 0.1")
		b.picture(name("3-listen"), false)
		b.micSays("speech_mic_check")
		b.picture(name("4-check"), false)
		b.do(press("Enter"))
		b.until("document.querySelector('[data-caption]').textContent.includes('website')")
		for i := range 10 {
			b.picture(name(fmt.Sprintf("5-answer-%02d", i)), false)
		}
		b.do(press("Escape"))
		b.picture(name("6-silent"), false)
	}
	b := open(t, s)
	for _, width := range []int64{280, 1280} {
		b.dress(width, 800, false)
		b.do(chromedp.Navigate(b.url))
		b.picture(fmt.Sprintf("spoken-%d-begin", width), false)
		b.do(chromedp.Click(chromedp.CSS("[data-voice]")))
		b.ask("Wat nu?")
		b.until("document.querySelector('[data-caption]').textContent.includes('website')")
		b.picture(fmt.Sprintf("spoken-%d-answer", width), false)
		b.do(chromedp.Click(chromedp.CSS("[data-voice]")), chromedp.Click(chromedp.CSS("[data-mic]")))
		b.picture(fmt.Sprintf("spoken-%d-explain", width), false)
	}
}
