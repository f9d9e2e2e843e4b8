package web

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

// The whole way in a browser, from the first choice to the code and back by it, on a phone and on a desk: axe finds nothing at any step, and every
// step fits the screen. With -screens each step leaves a picture.
func TestBookingInABrowser(t *testing.T) {
	t.Parallel()
	s, _, _ := withCalendar(t)
	b := open(t, s)
	js := func(script string) { b.do(chromedp.Evaluate[chromedp.Void](script + "; 0")) }
	submit := func(button string) {
		js(fmt.Sprintf(`document.documentElement.dataset.old = "1"; %s.click()`, button))
		b.until(`!document.documentElement.dataset.old && document.readyState === "complete"`)
	}
	look := func(step string, width int64, dark bool) {
		if got := see(b, chromedp.Evaluate[int64]("document.documentElement.scrollWidth")); got > width {
			t.Errorf("%s is %d wide on a screen of %d", step, got, width)
		}
		if title := see(b, chromedp.Evaluate[string]("document.title")); title != "Informatie en hulp" {
			t.Errorf("%s has the title %q", step, title)
		}
		if address := see(b, chromedp.Evaluate[string]("location.pathname + location.search")); address != "/afspraak" && address != "/afspraak/code" {
			t.Errorf("%s has the address %q", step, address)
		}
		b.axe(fmt.Sprintf("%s, dark %t", step, dark))
		if *screens != "" {
			b.picture(fmt.Sprintf("afspraak-%s-%d", step, width), true)
		}
	}
	main := `document.querySelector("main form button")`
	for _, size := range []struct {
		width int64
		dark  bool
	}{{390, false}, {1280, true}} {
		b.dress(size.width, 900, size.dark)
		b.do(chromedp.Navigate(b.url + "/afspraak"))
		look("wat", size.width, size.dark)
		js(`document.getElementById("soort-0").click(); document.getElementById("hoe-0").click()`)
		submit(main)
		look("wanneer", size.width, size.dark)
		js(`document.querySelector("input[name=tijd]").click()`)
		submit(main)
		look("contact", size.width, size.dark)
		js(`document.getElementById("telefoon").value = "0612345678"`)
		submit(main)
		look("klopt", size.width, size.dark)
		submit(main)
		look("code", size.width, size.dark)
		code := see(b, chromedp.Evaluate[string](`document.querySelector(".code").textContent`))
		b.do(chromedp.Navigate(b.url + "/afspraak/code"))
		look("invullen", size.width, size.dark)
		js(fmt.Sprintf(`document.getElementById("code").value = %q`, code))
		submit(main)
		look("bekijken", size.width, size.dark)
		submit(`document.querySelector("button[value=verzetten]")`)
		look("verzetten", size.width, size.dark)
		js(`[...document.querySelectorAll("input[name=tijd]")].pop().click()`)
		submit(main)
		look("verzet", size.width, size.dark)
		submit(`document.querySelector("button[value=afzeggen]")`)
		look("afzeggen", size.width, size.dark)
		submit(main)
		look("afgezegd", size.width, size.dark)
	}
}
