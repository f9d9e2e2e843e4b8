package web

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/chromedp"

	"wegwijzer/assistant"
)

// hostile is a page of another site that would hide, move and restyle everything on it.
const hostile = `<!DOCTYPE html><html lang="nl"><title>Gastpagina</title><link rel="icon" href="data:,">
<style>* { display: none !important } html, body, main, button { display: block !important }
*, *::before { position: static !important; visibility: hidden !important; opacity: 0 !important; transform: scale(0) !important; font-size: 1px !important; z-index: -1 !important; pointer-events: none !important }
html, body, main, #werk { visibility: visible !important; opacity: 1 !important; transform: none !important; pointer-events: auto !important; font-size: 16px !important }
wegwijzer-knop { display: none !important; width: 0 !important; pointer-events: none !important }</style>
<main><button id="werk" onclick="window.pressed = true">Werk van de gast</button><p>%s</p></main>
<script src="%s/inbedden.js" async></script></html>`

// host serves a page of another site that loads the assistant from a service.
func host(t *testing.T, service func() string) *httptest.Server {
	t.Helper()
	h := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = fmt.Fprintf(w, hostile, strings.Repeat("gast ", 200), service()) // or the browser has gone
	}))
	t.Cleanup(h.Close)
	return h
}

// pierced returns all text of the page, that in closed shadows too.
func (b *tab) pierced() string {
	var all strings.Builder
	var walk func(n *cdp.Node)
	walk = func(n *cdp.Node) {
		all.WriteString(n.NodeValue + "\n")
		for _, c := range n.ShadowRoots {
			walk(c)
		}
		for _, c := range n.Children {
			walk(c)
		}
	}
	got := see(b, chromedp.Action[dom.GetDocumentResult](func(ctx context.Context, _ *chromedp.Target) (dom.GetDocumentResult, error) {
		return chromedp.Call(ctx, dom.GetDocument, dom.GetDocumentParams{Depth: new(int64(-1)), Pierce: new(true)})
	}))
	walk(got.Root)
	return all.String()
}

// TestAssistantOnAnotherSite opens the assistant on a page that is against it, asks, hides it and leaves: the whole page goes, and Back does not
// return to it.
func TestAssistantOnAnotherSite(t *testing.T) {
	t.Parallel()
	weather := neutral(t)
	var service atomic.Value
	service.Store("")
	h := host(t, func() string { return service.Load().(string) })
	asked := make(chan string, 1)
	s := New(Config{Origins: []string{h.URL}, LeaveTo: weather.URL + "/"})
	t.Cleanup(s.Close)
	s.answer = func(ctx context.Context, turn assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
		a, err := twoSources(ctx, turn, emit)
		asked <- turn.Question
		return a, err
	}
	b := open(t, s)
	service.Store(b.url)
	b.dress(390, 800, false)
	b.do(chromedp.Navigate(h.URL + "/begin"))
	b.do(chromedp.Navigate(h.URL + "/gast"))
	b.until("customElements.get('wegwijzer-knop') && document.querySelector('wegwijzer-knop')")

	// Nothing is loaded from us but the script, until somebody asks for it.
	if n := see(b, chromedp.Evaluate[int]("performance.getEntriesByType('resource').length")); n != 1 {
		t.Errorf("%d files were loaded before anybody asked, want the script alone", n)
	}
	at := see(b, chromedp.Evaluate[[]float64]("(r => [r.left + r.width / 2, r.top + r.height / 2, r.width])(document.querySelector('wegwijzer-knop').getBoundingClientRect())"))
	if at[2] < 44 {
		t.Fatalf("the button is %.0f wide under the styles of the host", at[2])
	}
	b.do(chromedp.Click(chromedp.ID("werk")))
	if !see(b, chromedp.Evaluate[bool]("window.pressed === true")) {
		t.Error("the host's own button does not work")
	}

	b.do(chromedp.MouseClickXY(at[0], at[1]))
	b.until("performance.getEntriesByType('resource').some(e => e.name.endsWith('/ingebed'))")
	b.until("document.activeElement.localName === 'wegwijzer-knop'")
	// Its keys go to the conversation in the window: the first stop leads to the question.
	for len(asked) == 0 {
		b.do(press("Tab"), press("Enter"), chromedp.KeyEvent("wat nu"), press("Enter"))
	}
	if q := <-asked; !strings.Contains(q, "wat nu") {
		t.Errorf("asked is %q", q)
	}
	b.shot("framed")
	if got := see(b, chromedp.Evaluate[bool]("document.documentElement.innerText.includes('wat nu') || location.href.includes('nu')")); got {
		t.Error("the host can read what was asked")
	}
	b.do(press("Shift"), press("Shift"), press("Shift"))
	b.until("document.title === 'Het weer'")
	b.back(-1, h.URL+"/begin")
	if got := b.text(); strings.Contains(got, "wat nu") {
		t.Errorf("Back shows %s", got)
	}
}

// TestHostPageOutlivesTheService: a service that is down, slow or of somebody else leaves the page of the host as it was.
func TestHostPageOutlivesTheService(t *testing.T) {
	t.Parallel()
	var service atomic.Value
	service.Store("")
	h := host(t, func() string { return service.Load().(string) })
	s := New(Config{Origins: []string{h.URL}})
	t.Cleanup(s.Close)
	b := open(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == framedPath {
			http.Error(w, "", http.StatusBadGateway)
			return
		}
		s.ServeHTTP(w, r)
	}))
	service.Store(b.url)
	b.dress(390, 800, false)
	b.hurry()
	b.do(chromedp.Navigate(h.URL))
	b.until("customElements.get('wegwijzer-knop') && document.querySelector('wegwijzer-knop')")
	b.do(chromedp.Evaluate[chromedp.Void]("window.scrollTo(0, 0)"))
	at := see(b, chromedp.Evaluate[[]float64]("(r => [r.left + r.width / 2, r.top + r.height / 2])(document.querySelector('wegwijzer-knop').getBoundingClientRect())"))
	b.do(chromedp.MouseClickXY(at[0], at[1]))
	for ctx := t.Context(); !strings.Contains(b.pierced(), text("frame_call")); {
		if ctx.Err() != nil {
			t.Fatal("nothing is said when the service does not answer")
		}
	}
	if got := b.pierced(); !strings.Contains(got, "0900-0101") {
		t.Errorf("without a service the window says %q", got)
	}
	b.do(chromedp.Evaluate[chromedp.Void]("document.getElementById('werk').click()"))
	if !see(b, chromedp.Evaluate[bool]("window.pressed === true")) {
		t.Error("the host's own button does not work")
	}
}

// TestOnlyNamedSitesShowTheWindow asks for the page that may be framed, as allowed and as not.
func TestOnlyNamedSitesShowTheWindow(t *testing.T) {
	t.Parallel()
	none := scripted(t, twoSources)
	for _, path := range []string{framedPath, loaderPath} {
		if w := get(t, none, path); w.Code != http.StatusNotFound {
			t.Errorf("%s without a site that was named has status %d", path, w.Code)
		}
	}
	s := New(Config{Origins: []string{"https://www.example.nl", "https://example.org:8443"}})
	t.Cleanup(s.Close)
	h := get(t, s, framedPath).Header()
	if p := h.Get("Content-Security-Policy"); !strings.Contains(p, "frame-ancestors https://www.example.nl https://example.org:8443;") || h.Get("X-Frame-Options") != "" {
		t.Errorf("the window has policy %q, X-Frame-Options %q", p, h.Get("X-Frame-Options"))
	}
	for _, path := range []string{"/", "/veilig", "/afspraak", "/medewerkers/inloggen"} {
		if h := get(t, s, path).Header(); !strings.Contains(h.Get("Content-Security-Policy"), "frame-ancestors 'none'") || h.Get("X-Frame-Options") != "DENY" {
			t.Errorf("%s may stand in a window", path)
		}
	}
	w := get(t, s, loaderPath)
	body, err := io.ReadAll(w.Body)
	if err != nil || len(body) > 5000 || w.Header().Get("Cross-Origin-Resource-Policy") != "cross-origin" {
		t.Errorf("the loader is %d bytes, want at most 5000, and others may load it: %v %v", len(body), w.Header(), err)
	}
	t.Logf("the loader is %d bytes", len(body))
}
