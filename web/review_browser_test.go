package web

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// A call is reviewed with the keyboard, signed, exported, and read by its client with a code.
func TestReviewByKeyboard(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.withCalls(t)
	path := o.uploaded(t)
	b := open(t, o)
	b.dress(1280, 900, false)
	o.signInByKeyboard(b, "legal")
	b.looks("calls", callsPath)
	b.looks("file", callsPath+"/nieuw?hoe=bestand")
	b.looks("review", path)
	b.do(chromedp.Navigate(b.url + path))
	b.until("document.documentElement.classList.contains('script')")

	// The page ends where its foot does, however much its two halves hold.
	if got := see(b, chromedp.Evaluate[float64]("document.documentElement.scrollHeight - window.scrollY - document.querySelector('footer').getBoundingClientRect().bottom")); got > 40 {
		t.Errorf("below the foot of the page are %.0f empty pixels", got)
	}

	// The first sentence lights up what it rests on.
	b.do(chromedp.Evaluate[chromedp.Void]("document.body.focus()"), press("j"))
	b.until("document.querySelector('.judged.chosen') === document.activeElement && document.querySelectorAll('.line.lit').length > 0")
	if got := see(b, chromedp.Evaluate[bool](`(() => { const s = document.activeElement; return s.dataset.evidence.split(" ").every(n => document.getElementById("u" + n).classList.contains("lit")) })()`)); !got {
		t.Error("a sentence does not light up all that it rests on")
	}
	b.shot("review-chosen")

	// Help shows the one table of keys.
	b.do(press("?"))
	b.until("document.querySelector('[data-help]').open")
	if got := see(b, chromedp.Evaluate[int]("document.querySelectorAll('[data-key]').length")); got != len(shortcuts()) {
		t.Errorf("the help shows %d keys, want %d", got, len(shortcuts()))
	}
	b.do(chromedp.Evaluate[chromedp.Void]("document.querySelector('[data-help]').open = false"))

	// One is rejected, one gets other words, the rest is accepted; none loads the page but the one that is written.
	b.do(press("r"), press("x"))
	b.until("document.querySelectorAll('.verdict-verworpen').length >= 1")
	b.do(press("w"))
	b.until("document.activeElement.id === 'tekst-z'")
	b.do(chromedp.Evaluate[chromedp.Void]("document.activeElement.value = ''"), chromedp.KeyEvent("Cliënt vertelt dat er op drie maart is ingebroken."), press("Tab"), press("Enter"))
	b.until("!document.querySelector('#tekst-z') && document.querySelector('.verdict-gewijzigd') && document.documentElement.classList.contains('script')")
	b.axe("reviewing")
	for range 80 {
		if see(b, chromedp.Evaluate[bool]("!document.querySelector('.judged.blocks:not(.aside)')")) {
			break
		}
		left := see(b, chromedp.Evaluate[int]("document.querySelectorAll('.judged.blocks').length"))
		b.do(press("n"))
		if see(b, chromedp.Evaluate[bool]("document.activeElement.classList.contains('aside')")) {
			b.do(press("x"))
		} else {
			b.do(press("a"))
		}
		b.until(fmt.Sprintf("document.querySelectorAll('.judged.blocks').length < %d", left))
	}
	for see(b, chromedp.Evaluate[bool]("!!document.querySelector('.judged.blocks')")) {
		left := see(b, chromedp.Evaluate[int]("document.querySelectorAll('.judged.blocks').length"))
		b.do(press("n"), press("x"))
		b.until(fmt.Sprintf("document.querySelectorAll('.judged.blocks').length < %d", left))
	}
	b.until("document.querySelector('[data-status]').textContent === 'Alles is beoordeeld.'")
	b.shot("review-decided")

	// Signing, and what a second signature gets.
	b.do(chromedp.Navigate(b.url + path + "/ondertekenen"))
	b.axe("signing")
	b.shot("sign")
	b.do(chromedp.Focus(chromedp.CSS(".narrow-left form button")), press("Enter"))
	b.until("document.querySelector('.notice') && document.body.innerText.includes('Ondertekend door Iemand van legal')")
	b.looks("signed", path)
	b.looks("versions", path+"/versies?versie=1&alles=ja")
	b.looks("copy", path+"/kopie")

	// The client's copy.
	b.do(chromedp.Navigate(b.url+path+"/kopie"), chromedp.Focus(chromedp.CSS("button[name=maak]")), press("Enter"))
	b.until("document.querySelector('[data-code]')")
	b.axe("copy made")
	b.shot("copy-made")
	code := see(b, chromedp.Text(chromedp.CSS("[data-code]")))
	number := see(b, chromedp.Text(chromedp.CSS("[data-number]")))
	o.signOutByKeyboard(b)
	b.looks("client-code", clientPath)
	b.do(chromedp.Navigate(b.url+clientPath), chromedp.Focus(chromedp.ID("code")), chromedp.KeyEvent(strings.ReplaceAll(code, " ", "-")), press("Enter"))
	b.until("document.querySelector('#getal')")
	b.axe("client number")
	b.shot("client-number")
	b.do(chromedp.Focus(chromedp.ID("getal")), chromedp.KeyEvent(number), press("Enter"))
	b.until("document.querySelector('.downloads')")
	b.axe("client reads")
	b.shot("client-read")
	words := b.text()
	if !strings.Contains(words, "laptop") || strings.Contains(words, "Hofstra") || strings.Contains(words, "Kees") {
		t.Errorf("the client reads:\n%s\nwant the laptop and not the neighbour's name", words)
	}
	if title := see(b, chromedp.Evaluate[string]("document.title")); title != text("title") || strings.Contains(see(b, chromedp.Location()), code[:4]) {
		t.Errorf("the page is called %q at %s: it gives something away", title, see(b, chromedp.Location()))
	}
	b.quiet()
}

// looks holds a page against axe, in light and dark and on a small screen, and takes its picture.
func (b *tab) looks(name, path string) {
	b.t.Helper()
	for _, dark := range []bool{false, true} {
		for _, width := range []int64{1280, 320} {
			if dark != (width == 320) && *screens == "" {
				continue // both colours and both sizes are seen
			}
			b.dress(width, 900, dark)
			b.do(chromedp.Navigate(b.url + path))
			if got := see(b, chromedp.Evaluate[int64]("document.documentElement.scrollWidth")); got > width {
				b.t.Errorf("%s is %d wide on a screen of %d", name, got, width)
			}
			b.axe(fmt.Sprintf("%s, dark %t, %d wide", name, dark, width))
			b.shot(fmt.Sprintf("call-%s-%d-%t", name, width, dark))
		}
	}
	b.dress(1280, 900, false)
}
