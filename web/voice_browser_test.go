package web

import (
	"testing"

	"github.com/chromedp/chromedp"
)

func TestVoiceReadsAnswersAloud(t *testing.T) {
	t.Parallel()
	s := New(Config{Voice: voice(t)})
	s.answer = twoSources
	t.Cleanup(s.Close)
	b := open(t, s)
	b.do(chromedp.Navigate(b.url))
	b.do(chromedp.Click(chromedp.CSS("[data-voice]")))
	b.until("document.querySelector('ww-voice[speaking]')")
	b.until("document.querySelector('[data-caption] .now')")
	t.Log(see(b, chromedp.Text(chromedp.CSS("[data-caption]"))))
	b.ask("Wat nu?")
	b.until("document.querySelector('[data-caption]').textContent.includes('website')")
	b.quiet()
}
