package web

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"wegwijzer/assistant"
	"wegwijzer/internal/held"
)

// before has every page of the tab run a script before its own.
func (b *tab) before(script string) {
	b.t.Helper()
	b.do(func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Call(ctx, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: script})
		return chromedp.Void{}, err
	})
}

// A window of 280 pixels, with an answer of five thousand words in five scripts and a word without an end: nothing sticks out, nothing is lost, and the
// way out and the question stay within reach.
func TestLongAnswerInANarrowWindow(t *testing.T) {
	t.Parallel()
	const line = "Soms 😀👩‍👩‍👧 zegt iemand مرحبا بك of вітаю tegen 日本 en bel 0900-0101. "
	s := scripted(t, func(_ context.Context, _ assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
		a := assistant.Answer{
			Status: assistant.Answered, Lang: "nl", Lead: strings.Repeat("Schadevergoedingsmaatregel", 12),
			Sentences: []assistant.Sentence{
				{Text: strings.Repeat(line, 450), Cites: []assistant.Cite{{URL: "https://example.nl/", Title: "Lang", Quote: strings.Repeat(line, 450)}}},
				{Text: "| Soort schade: " + strings.Repeat("x", 300) + " | Bedrag: € 1.250,50", Cites: []assistant.Cite{{URL: "https://example.nl/t", Title: strings.Repeat("t", 200), Quote: "| Soort | Bedrag"}}},
			},
		}
		return a, play(a, emit)
	})
	b := open(t, s)
	b.dress(280, 653, true)
	b.do(chromedp.Navigate(b.url))
	b.do(chromedp.Evaluate[chromedp.Void]("document.querySelector('.settings').open = true; 0"))
	b.wide("the settings", 280)
	b.ask("👩‍👩‍👧 مرحبا " + strings.Repeat("é", 60))
	b.do(chromedp.Evaluate[chromedp.Void]("for (const d of document.querySelectorAll('details')) d.open = true; 0"))
	b.wide("a long answer", 280)
	if got := see(b, chromedp.Evaluate[int]("document.querySelector('.sentence').textContent.split(/\\s+/).length")); got < 5000 {
		t.Errorf("%d words are shown", got)
	}
	for _, part := range []string{"[data-leave]", "#vraag", ".send"} {
		if !see(b, chromedp.Evaluate[bool]("(r => r.top >= 0 && r.bottom <= innerHeight && r.left >= 0 && r.right <= innerWidth)(document.querySelector('"+part+"').getBoundingClientRect())")) {
			t.Errorf("%s is out of sight", part)
		}
	}
	b.shot("bad-long-280")
	b.quiet()
}

// A loader that is not there, is forbidden by the page around it, is no script at all, or finds a browser without what it needs: the page around it goes on.
func TestLoaderThatFailsLeavesTheHostAlone(t *testing.T) {
	t.Parallel()
	real := New(Config{Origins: []string{"https://example.nl"}})
	t.Cleanup(real.Close)
	var case_ atomic.Value
	case_.Store("")
	loader := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch case_.Load() {
		case "gone":
			http.NotFound(w, r)
		case "cut":
			w.Header().Set("Content-Type", "text/javascript")
			_, _ = w.Write([]byte("const wegwijzer = {open: ")) // or the browser has gone
		case "page":
			w.Header().Set("Content-Type", "text/html")
			_, _ = w.Write([]byte("<h1>Onderhoud</h1>")) // or the browser has gone
		default:
			real.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(loader.Close)
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		old := ""
		switch case_.Load() {
		case "forbidden":
			w.Header().Set("Content-Security-Policy", "script-src 'unsafe-inline'")
		case "window forbidden":
			w.Header().Set("Content-Security-Policy", "frame-src 'none'; style-src 'none'")
		case "old":
			old = "<script>Object.defineProperty(window, 'customElements', {value: undefined})</script>"
		case "elderly":
			old = "<script>window.CSSStyleSheet = undefined</script>"
		}
		// or the browser has gone
		_, _ = fmt.Fprintf(w, `<!DOCTYPE html><html lang="nl"><title>Gast</title><link rel="icon" href="data:,">%s<script>window.faults = []; onerror = (m, at) => { faults.push(m); }</script><script src="%s/inbedden.js" async onload="window.tried = true" onerror="window.tried = true"></script><main><button id="werk" onclick="window.pressed = true">Werk</button></main></html>`, old, loader.URL)
	}))
	t.Cleanup(host.Close)
	b := open(t, real)
	for _, c := range []string{"gone", "cut", "page", "forbidden", "old", "elderly", "window forbidden"} {
		case_.Store(c)
		b.do(chromedp.Navigate(host.URL))
		b.until("window.tried === true")
		b.do(chromedp.Click(chromedp.ID("werk")))
		if !see(b, chromedp.Evaluate[bool]("window.pressed === true && document.title === 'Gast' && document.querySelector('main').checkVisibility()")) {
			t.Errorf("%s: the page around it does not work", c)
		}
		if got := see(b, chromedp.Evaluate[int]("document.querySelectorAll('wegwijzer-knop').length")); (got == 1) != (c == "window forbidden" || c == "elderly") {
			t.Errorf("%s: %d buttons", c, got)
		}
	}
	// A window that the page around it forbids says how to reach a person.
	b.hurry()
	b.do(chromedp.Navigate(host.URL))
	b.until("window.tried === true")
	at := see(b, chromedp.Evaluate[[]float64]("(r => [r.left + r.width / 2, r.top + r.height / 2])(document.querySelector('wegwijzer-knop').getBoundingClientRect())"))
	b.do(chromedp.MouseClickXY(at[0], at[1]))
	for ctx := t.Context(); !strings.Contains(b.pierced(), text("frame_call")); {
		if ctx.Err() != nil {
			t.Fatal("nothing is said when the window is forbidden")
		}
	}
}

// Back and reload at every step of an appointment: nobody is stranded, nothing is booked twice, and the browser never asks whether to send a form again.
func TestBookingWithBackAndReload(t *testing.T) {
	t.Parallel()
	s, db, _ := withCalendar(t)
	s.config.Held = held.NewStore(db, []byte("secret"), nil)
	b := open(t, s)
	b.dress(390, 844, true)
	heading := func() string { return see(b, chromedp.Evaluate[string]("document.querySelector('h1').textContent")) }
	steps := []string{chooseBooking, chooseTime, fillPhone, firstButton}
	headings := []string{text("book_choose_time"), text("book_contact"), text("book_check"), text("book_made")}
	for i := range steps {
		b.do(chromedp.Navigate(b.url + bookingPath))
		for _, step := range steps[:i+1] {
			b.follow(step)
		}
		if got := heading(); got != headings[i] {
			t.Fatalf("step %d is %q, want %q", i+1, got, headings[i])
		}
		b.follow("location.reload()")
		// What holds something of the person is shown once; then the page says so, and leads on.
		if got := heading(); got != headings[i] && got != text("gone_heading") {
			t.Errorf("step %d after reloading is %q", i+1, got)
		}
		if !see(b, chromedp.Evaluate[bool]("!!document.querySelector('main :is(a, button)')")) {
			t.Errorf("step %d after reloading leads nowhere", i+1)
		}
		t.Logf("step %d after reloading: %s", i+1, heading())
		address := see(b, chromedp.Location())
		b.depart("history.back()")
		b.until(fmt.Sprintf("location.href !== %q && document.readyState === 'complete' && !!document.querySelector('h1')", address))
		got := heading()
		t.Logf("step %d after Back: %s", i+1, got)
		if before := append([]string{text("book_heading")}, headings...)[i]; got != before && got != text("gone_heading") {
			t.Errorf("step %d after Back is %q, want %q", i+1, got, before)
		}
		b.shot(fmt.Sprintf("bad-back-%d", i+1))
	}
	// The page that was sent holds a number: Back does not show it again, so nobody sends it twice.
	if got := heading(); got != text("gone_heading") {
		t.Errorf("the last step once more is %q", got)
	}
	var booked int
	if err := db.QueryRow(t.Context(), `SELECT count(*) FROM appointments WHERE state = 'booked'`).Scan(&booked); err != nil || booked != 1 {
		t.Errorf("%d appointments are booked, want 1: %v", booked, err)
	}
	b.quietBut("/blad/")
}

// A phone whose clock is years off and stands in another part of the world shows the times of the Netherlands, by the server's clock.
func TestPhoneWithAWrongClock(t *testing.T) {
	t.Parallel()
	s, _, _ := withCalendar(t)
	s.answer = twoSources
	read := func(b *tab) (all []string) {
		b.do(chromedp.Navigate(b.url + bookingPath))
		b.follow(chooseBooking)
		all = append(all, see(b, chromedp.Text(chromedp.CSS("fieldset"))))
		b.follow(chooseTime)
		all = append(all, see(b, chromedp.Text(chromedp.CSS(".intro"))))
		b.do(chromedp.Navigate(b.url))
		b.ask("Wat nu?")
		return append(all, see(b, chromedp.Text(chromedp.CSS("time"))))
	}
	right, wrong := open(t, s), open(t, s)
	wrong.before("{ const D = Date, now = D.now.bind(D); Date = class extends D { constructor(...a) { a.length ? super(...a) : super(now() - 2e11) } static now() { return now() - 2e11 } } }")
	wrong.do(func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Call(ctx, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: "Pacific/Honolulu"})
		return chromedp.Void{}, err
	})
	a, c := read(right), read(wrong)
	if got := see(wrong, chromedp.Evaluate[int]("new Date().getFullYear()")); got > 2022 {
		t.Fatalf("the clock of the phone says %d", got)
	}
	for i := range a {
		if strings.Contains(c[i], "2020") {
			t.Errorf("with a wrong clock it says %q, with a right one %q", c[i], a[i])
		}
	}
	for i, want := range []string{"26 november 2026", "26 november 2026", "4 maart 2026"} {
		if !strings.Contains(a[i], want) || !strings.Contains(c[i], want) {
			t.Errorf("%q and %q, with a wrong clock, do not say %q", a[i], c[i], want)
		}
	}
	if !strings.Contains(c[0], "10.30") || strings.Contains(c[0], "08.00") {
		t.Errorf("the times are %q", c[0])
	}
	wrong.quiet()
}
