package web

import (
	"os"
	"testing"

	"github.com/chromedp/chromedp"
)

// The page on accuracy begins with what it comes down to, in the first screens of a phone. The rest is folded, by part: an address that leads into a part
// opens it, and paper shows all of it.
func TestAccuracyPageIsReadFromTheTop(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../docs/accuracy.md")
	if err != nil {
		t.Fatal(err)
	}
	o := withEverything(t)
	o.config.Accuracy = page
	b := open(t, o)
	b.dress(390, 844, false)
	b.do(chromedp.Navigate(b.url + "/nauwkeurigheid"))
	b.shot("accuracy")
	if got := see(b, chromedp.Evaluate[int]("document.documentElement.scrollHeight")); got > 4000 {
		t.Errorf("the page is %d pixels tall", got)
	}
	if got := see(b, chromedp.Evaluate[int]("[...document.querySelectorAll('.figures li')].filter(li => / van de 100 keer/.test(li.textContent) && /n = [\\d.]+/.test(li.textContent) && li.getBoundingClientRect().top < 2 * innerHeight).length")); got < 4 {
		t.Errorf("the summary has %d figures in sight", got)
	}
	parts := see(b, chromedp.Evaluate[int]("document.querySelectorAll('.figures details').length"))
	if parts < 10 || see(b, chromedp.Evaluate[int]("document.querySelectorAll('.figures details[open]').length")) != 0 {
		t.Errorf("%d parts, want them all folded", parts)
	}
	for _, id := range []string{"gevaar", "berichten-van-drie-andere-schrijvers-achtergehouden-derde"} {
		b.do(chromedp.Navigate("about:blank"), chromedp.Navigate(b.url+"/nauwkeurigheid#"+id))
		b.until("document.getElementById('" + id + "')?.closest('details')?.open && (r => r.top > 0 && r.top < innerHeight)(document.getElementById('" + id + "').getBoundingClientRect())")
	}
	b.shot("accuracy-part")
	b.do(chromedp.Navigate("about:blank"), chromedp.Navigate(b.url+"/nauwkeurigheid#begrijpen-wat-iemand-wil")) // with tables that need not scroll, under which axe sees no colour
	b.until("document.getElementById('begrijpen-wat-iemand-wil')?.closest('details')?.open")
	b.axe("an opened part of the accuracy page")
	b.do(chromedp.Navigate(b.url+"/nauwkeurigheid"), chromedp.Focus(chromedp.CSS(".figures details:last-of-type > summary")), press("Enter"))
	b.until("document.querySelector('.figures details:last-of-type').open")
	const shown = "document.querySelector('#gevaar table')?.checkVisibility()"
	if see(b, chromedp.Evaluate[bool](shown)) {
		t.Error("a folded part is in sight")
	}
	b.print()
	b.until(shown)
	b.quiet()
}
