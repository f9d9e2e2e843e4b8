package web

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"wegwijzer/internal/held"
)

// TestBackShowsNoNumberAgain puts a page with a number away and takes it back, as a browser does that keeps whole pages for Back: it is empty when it is put
// away, and asked for anew, which it is not given a second time.
func TestBackShowsNoNumberAgain(t *testing.T) {
	t.Parallel()
	s, db, _ := withCalendar(t)
	s.config.Held = held.NewStore(db, []byte("secret"), nil)
	b := open(t, s)
	b.dress(390, 844, true)
	b.do(chromedp.Navigate(b.url + callBackPath))
	b.follow(`document.getElementById('telefoon').value = '0612345671'; document.getElementById('verhaal').value = 'Hij sloeg mij.'; ` + firstButton)
	shown := "document.querySelector('main').textContent"
	if got := see(b, chromedp.Evaluate[string](shown)); !strings.Contains(got, "0612345671") || !strings.Contains(got, "Hij sloeg mij") {
		t.Fatalf("it is read back as %q", got)
	}
	b.do(chromedp.Evaluate[chromedp.Void]("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))"))
	if got := see(b, chromedp.Evaluate[string](shown)); strings.TrimSpace(got) != "" {
		t.Errorf("the page that is put away still says %q", got)
	}
	b.follow("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
	if got := see(b, chromedp.Evaluate[string]("document.body.textContent")); strings.Contains(got, "0612345671") || strings.Contains(got, "Hij sloeg mij") || !strings.Contains(got, text("gone_heading")) {
		t.Errorf("the page that is taken back says %q", got)
	}
	b.quietBut("/blad/")
}
