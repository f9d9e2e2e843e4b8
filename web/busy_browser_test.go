package web

import (
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// Measuring a change takes a while: the button says so, stays where the focus is, and pressing it again measures nothing twice. Who goes back finds it
// as it was.
func TestMeasuringSaysThatItIsUnderWay(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.stock(t)
	asked, answer := make(chan struct{}, 8), make(chan struct{})
	let := sync.OnceFunc(func() { close(answer) })
	b := open(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/medewerkers/woorden/proef" {
			asked <- struct{}{}
			<-answer
		}
		o.ServeHTTP(w, r)
	}))
	t.Cleanup(let) // also when the test failed before it let the answer go
	o.signInByKeyboard(b, "content")
	// While an answer is on its way the browser says nothing of the page, so the page itself writes down what has the focus.
	b.do(chromedp.Navigate(b.url+"/medewerkers/woorden"), chromedp.Evaluate[chromedp.Void](`new MutationObserver(() => {
		const at = document.activeElement;
		sessionStorage.setItem("busy", at.textContent + " " + at.getAttribute("aria-disabled"));
	}).observe(document.querySelector("form[data-busy]"), {subtree: true, childList: true, attributes: true})`))
	b.do(chromedp.Focus(chromedp.ID("naam")), chromedp.KeyEvent("Gestolen bakfiets"), press("Tab"), press("Enter"))
	select {
	case <-asked:
	case <-time.After(browserWait):
		t.Fatal("the change was not measured")
	}
	b.do(press("Enter"), press("Enter"))
	let()
	b.until("document.querySelector('h1').textContent === 'Wat deze verandering doet'")
	if said := see(b, chromedp.Evaluate[string]("sessionStorage.getItem('busy') ?? ''")); !strings.HasPrefix(said, "Meten…") || !strings.HasSuffix(said, " true") {
		t.Errorf("while it was measured the focus was on %q", said)
	}
	if n := len(asked); n != 0 {
		t.Errorf("measured %d times more than once", n)
	}
	b.do(chromedp.Evaluate[chromedp.Void]("setTimeout(() => history.back(), 50); 0"))
	b.until("document.querySelector('#naam') && document.querySelector('form[data-busy] .button').textContent === 'Bekijk wat het doet'")
	b.quiet()
}
