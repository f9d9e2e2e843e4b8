package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// Whatever a visitor writes where somebody wants to be called, danger in it gets its card, and the step goes on; the planner sees it too.
func TestWishToBeCalledThatTellsDanger(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.withAgenda(t)
	const story = "ik wil dood en vanavond doe ik het"
	form := url.Values{"telefoon": {"06 1234 5678"}, "wanneer": {"zo snel mogelijk"}, "verhaal": {story}}
	p := post(t, o, callBackPath, form)
	if got := card(t, p.Body.String()).Find(`a.contact-call[href="tel:113"]`).Length(); got != 1 {
		t.Errorf("%d ways to call 113", got)
	}
	says(t, p, "Klopt dit?", story)
	p = post(t, o, callBackPath, next(p, "stap", "akkoord"))
	codeOn(t, p)
	if got := card(t, p.Body.String()).Length(); got != 1 {
		t.Errorf("%d cards when it was approved", got)
	}
	says(t, o.as(t, "planner", http.MethodGet, "/medewerkers/afspraken/terugbellen", nil), story, "Mogelijk gevaar", `href="tel:0612345678"`)
	for _, x := range []struct {
		when, story string
		danger      bool
	}{
		{"zo snel mogelijk", "Over de zitting.", false},
		{"als de kinderen op school zijn", "", false},
		{"nu, hij staat voor de deur met een mes", "", true},
		{"morgen", strings.Repeat("Ik wil iets vragen over de zitting. ", 12) + story + ".", true}, // past what is kept
	} {
		p := post(t, o, callBackPath, url.Values{"telefoon": {"06 1234 5678"}, "wanneer": {x.when}, "verhaal": {x.story}})
		if got := card(t, p.Body.String()).Length() > 0; got != x.danger {
			t.Errorf("%q, %q: a card is %t, want %t", x.when, x.story, got, x.danger)
		}
		says(t, p, "Klopt dit?")
	}
	// A form that lacks something, and a database that is away: the card is there, and so is what was written.
	p = post(t, o, callBackPath, url.Values{"verhaal": {story}})
	if card(t, p.Body.String()).Length() != 1 {
		t.Error("no card where the number is missing")
	}
	says(t, p, "Vul een nummer in", story)
	o.db.Close()
	form.Set("stap", "akkoord")
	p = post(t, o, callBackPath, form)
	if card(t, p.Body.String()).Length() != 1 {
		t.Error("no card with the database away")
	}
	says(t, p, "Dat ligt aan ons", story, "06 1234 5678")
}

// Without script the card stands above the step that goes on.
func TestCardStandsAboveTheStep(t *testing.T) {
	t.Parallel()
	s, _, _ := withCalendar(t)
	b := open(t, s)
	b.dress(390, 844, true)
	b.withoutScript()
	b.do(chromedp.Navigate(b.url+callBackPath), chromedp.SendKeys(chromedp.ID("telefoon"), "0612345678"), chromedp.SendKeys(chromedp.ID("verhaal"), "hij slaapt naast me ik kan niet bellen"))
	b.send("main form .button")
	b.withScript(true)
	b.axe("a wish to be called with a card")
	b.shot("card-callback")
	if !see(b, chromedp.Evaluate[bool]("(c => c.compareDocumentPosition(document.querySelector('h1')) === Node.DOCUMENT_POSITION_FOLLOWING && c.querySelector('a[href=\"tel:112\"]').checkVisibility())(document.querySelector('main .notice[data-silent]'))")) {
		t.Error("the card does not stand above the step")
	}
	b.quiet()
}
