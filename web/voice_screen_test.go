package web

import (
	"flag"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// Give a number to measure how long the first sound takes: go test ./web -run TestFirstSound -sounds 30 -v
var sounds = flag.Int("sounds", 0, "how many times the first sound of an answer is measured")

// perConversation is how many questions one conversation is asked here: fewer than one may ask in a minute.
const perConversation = 10

// TestFirstSound reports the time from the first sentence that may be shown to its first sound, and how far the shapes of the mouth are from the sound
// they belong to, in a browser, with everything on this machine.
func TestFirstSound(t *testing.T) {
	t.Parallel()
	if *sounds == 0 {
		t.Skip("skipping: no number of measurements is given")
	}
	var past atomic.Int64 // minutes: the limits on what one visitor may ask are not what is measured
	s := New(Config{Voice: voice(t), Now: func() time.Time { return time.Now().Add(time.Duration(past.Load()) * time.Minute) }})
	s.answer = twoSources
	t.Cleanup(s.Close)
	b := open(t, s)
	b.moving()
	var waits, off []float64
	for len(waits) < *sounds {
		past.Add(1)
		b.do(chromedp.Navigate(b.url), chromedp.Click(chromedp.CSS("[data-voice]")))
		b.until("document.querySelector('ww-voice[speaking]') && document.querySelector('ww-avatar > svg')")
		b.do(press("Escape"), chromedp.Evaluate[chromedp.Void](`{
			let sentence = 0, plan;
			window.waits = [];
			window.off = [];
			document.addEventListener("ww-asked", () => sentence = 0);
			document.addEventListener("ww-frame", (e) => { if (e.detail.mark && !sentence) sentence = performance.now(); }, true);
			document.addEventListener("ww-saying", (e) => {
				plan = e.detail?.mouth;
				if (!sentence || !e.detail) return;
				const since = sentence, step = () => e.detail.clock() >= 0 ? waits.push(performance.now() - since) : requestAnimationFrame(step);
				sentence = Infinity;
				step();
			}, true);
			document.querySelector("ww-avatar").addEventListener("ww-mouth", (e) => {
				const due = plan?.findLast(([at]) => at <= e.detail.at + 41);
				if (due && e.detail.at > 0) off.push(e.detail.at - due[0]);
			});
		}`))
		for i := range min(perConversation, *sounds-len(waits)) {
			b.ask("Wat nu?")
			b.until(fmt.Sprintf("waits.length > %d && off.length > %d", i, 8*(i+1)))
			b.do(press("Escape"))
		}
		waits = append(waits, see(b, chromedp.Evaluate[[]float64]("waits"))...)
		off = append(off, see(b, chromedp.Evaluate[[]float64]("off"))...)
	}
	slices.Sort(waits)
	slices.Sort(off)
	t.Logf("first sound after the first sentence, n=%d: median %.0f ms, 95%% %.0f ms, most %.0f ms", len(waits), waits[len(waits)/2], waits[len(waits)*95/100], waits[len(waits)-1])
	t.Logf("shapes of the mouth after their sound (less than 0 is before it), n=%d: from %.0f to %.0f ms, 95%% within %.0f ms", len(off), off[0], off[len(off)-1], off[len(off)*95/100])
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
