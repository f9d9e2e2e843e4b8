package web

import (
	"context"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"wegwijzer/internal/speech"
)

// cardLines is how the page of the conversation offers each line of a card.
const cardLines = `[...document.querySelectorAll("[data-messages] .contact")].map(c => ({
	Words: c.querySelector(".contact-call, .contact-plain").textContent.trim(),
	Call: c.querySelector("a.contact-call")?.getAttribute("href") ?? "",
	Chat: c.querySelector("a.contact-chat")?.getAttribute("href") ?? "",
}))`

func TestEveryLineCanBeCalled(t *testing.T) {
	t.Parallel()
	b := open(t, scripted(t, warning(everyLine())))
	b.dress(390, 844, false)
	b.do(chromedp.Navigate(b.url))
	b.ask("Help")
	compareLines(t, see(b, chromedp.Evaluate[[]reached](cardLines)))
	b.axe("a card with every line")
	b.shot("card-lines")
	b.quiet()
}

// overheard is a voice that remembers what it said.
type overheard struct {
	mouthpiece
	mu   *sync.Mutex
	said *[]string
}

func (o overheard) Speak(ctx context.Context, text, lang string, part int) (speech.Clip, error) {
	o.mu.Lock()
	*o.said = append(*o.said, text)
	o.mu.Unlock()
	return o.mouthpiece.Speak(ctx, text, lang, part)
}

// The voice is on, and somebody writes that nobody may hear anything: it falls silent, says nothing of the answer, and stays off until it is put on
// again. The card itself has a chat, and a button that leaves the page.
func TestSilentCardSilencesTheVoice(t *testing.T) {
	t.Parallel()
	voice := overheard{mu: &sync.Mutex{}, said: &[]string{}}
	s := New(Config{Voice: voice, LeaveTo: neutral(t).URL + "/"})
	s.answer = warning(silentNotice(t, "nl"))
	t.Cleanup(s.Close)
	b := open(t, s)
	b.dress(390, 844, false)
	b.do(chromedp.Navigate(b.url), chromedp.Click(chromedp.CSS("[data-voice]")))
	b.until("document.querySelector('ww-voice[speaking]')") // it says who it is
	b.ask("hij slaapt naast me ik kan niet bellen")
	silent := "!document.querySelector('ww-voice[speaking]') && !document.querySelector('ww-voice[on]') && document.querySelector('[name=stem]:checked').value === ''"
	b.until(silent)
	s.answer = twoSources
	b.ask("en nu?") // what was said before still holds
	if !see(b, chromedp.Evaluate[bool]("(async () => { await new Promise(r => setTimeout(r, 400)); return "+silent+" })()", chromedp.EvalAwaitPromise)) {
		t.Error("it speaks on")
	}
	voice.mu.Lock()
	for _, words := range *voice.said {
		if words != textIn("nl", "speech_intro") {
			t.Errorf("it said %q", words)
		}
	}
	voice.mu.Unlock()
	if !see(b, chromedp.Evaluate[bool]("document.querySelector('.message-answer [data-say]').hidden")) {
		t.Error("a press would read the answer aloud")
	}
	if see(b, chromedp.Evaluate[string]("document.querySelector('[data-messages] .notice[data-silent] a.contact-chat')?.href ?? ''")) != "https://113.nl/" {
		t.Error("the card has no chat")
	}
	b.axe("a card for who may make no sound")
	b.shot("card-silent")
	b.quiet()
	b.do(chromedp.Click(chromedp.CSS("[data-messages] .notice[data-silent] [data-leave]")))
	b.until("document.title === 'Het weer'")
}

// Without script the button on the card leaves too.
func TestSilentCardLeavesWithoutScript(t *testing.T) {
	t.Parallel()
	s := New(Config{LeaveTo: neutral(t).URL + "/"})
	s.answer = warning(silentNotice(t, "nl"))
	t.Cleanup(s.Close)
	b := open(t, s)
	b.dress(390, 844, true)
	b.withoutScript()
	b.do(chromedp.Navigate(b.url), chromedp.SendKeys(chromedp.ID("vraag"), "Help"))
	b.send(".send")
	b.shot("card-silent-form")
	b.do(chromedp.Click(chromedp.CSS("[data-messages] .notice[data-silent] [data-leave]")))
	b.until("document.title === 'Het weer'")
	b.quiet()
}
