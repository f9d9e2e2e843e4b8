package web

import (
	"net/http"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"
)

// Measuring a change takes a while: the button says so, stays where the focus is, and pressing it again measures nothing twice. Who goes back finds it
// as it was.
func TestMeasuringSaysThatItIsUnderWay(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.stock(t)
	var asked atomic.Int32
	answer := make(chan struct{})
	let := sync.OnceFunc(func() { close(answer) })
	b := open(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/medewerkers/woorden/proef" {
			asked.Add(1)
			<-answer
		}
		o.ServeHTTP(w, r)
	}))
	t.Cleanup(let) // also when the test failed before it let the answer go
	o.signInByKeyboard(b, "content")
	b.do(chromedp.Navigate(b.url+"/medewerkers/woorden"), chromedp.Focus(chromedp.ID("naam")), chromedp.KeyEvent("Gestolen bakfiets"), press("Tab"), press("Enter"))
	b.until("document.activeElement.textContent.startsWith('Meten…') && document.activeElement.getAttribute('aria-disabled') === 'true'")
	b.do(press("Enter"), press("Enter"))
	let()
	b.until("document.querySelector('h1').textContent === 'Wat deze verandering doet'")
	if n := asked.Load(); n != 1 {
		t.Errorf("measured %d times, want 1", n)
	}
	b.do(chromedp.Evaluate[chromedp.Void]("setTimeout(() => history.back(), 50); 0"))
	b.until("document.querySelector('#naam') && document.querySelector('form[data-busy] .button').textContent === 'Bekijk wat het doet'")
	b.quiet()
}
