package web

import (
	"bytes"
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/chromedp/chromedp"

	"wegwijzer/internal/held"
)

// traces returns the files of a browser's profile in which a text stands, as it is or in two bytes a letter.
func traces(t *testing.T, profile, text string) []string {
	t.Helper()
	var wide bytes.Buffer
	for _, u := range utf16.Encode([]rune(text)) {
		wide.Write([]byte{byte(u), byte(u >> 8)})
	}
	var found []string
	err := filepath.WalkDir(profile, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return nil //nolint:nilerr // files come and go while the browser tidies up
		}
		content, err := os.ReadFile(path) //nolint:gosec // in the test's own folder
		if err != nil {
			return nil //nolint:nilerr // as above
		}
		low := bytes.ToLower(content)
		if bytes.Contains(low, []byte(strings.ToLower(text))) || bytes.Contains(low, bytes.ToLower(wide.Bytes())) {
			found = append(found, strings.TrimPrefix(path, profile))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestNothingTellingInTheProfile talks in a browser of its own, leaves by the button, talks again and closes the browser as people do, and
// reads every byte of what the browser keeps; before that it asks without script, and makes an appointment. A page that does leave something shows that
// the reading finds it.
func TestNothingTellingInTheProfile(t *testing.T) {
	t.Parallel()
	profile := t.TempDir()
	ctx, closeBrowser, err := launch(profile)
	if errors.Is(err, errNoBrowser) {
		t.Skip("skipping: ", err)
	}
	t.Cleanup(closeBrowser)
	if err != nil {
		t.Fatal(err)
	}
	weather := neutral(t)
	careless := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		// or the browser has gone
		_, _ = w.Write([]byte(`<title>verklikkertitel</title><link rel="icon" href="data:,"><script>localStorage.setItem("x", "verklikkerbak")</script><form method="post"><input name="x" value="verklikkerpost"><button>Zo</button></form>`))
	}))
	t.Cleanup(careless.Close)
	s, db, _ := withCalendar(t)
	s.config.LeaveTo, s.config.Held = weather.URL+"/", held.NewStore(db, []byte("secret"), nil)
	s.answer = twoSources
	served := httptest.NewServer(s)
	t.Cleanup(served.Close)

	b := &tab{t: t, ctx: ctx, url: served.URL}
	b.do(chromedp.Navigate(careless.URL))
	b.follow(`document.querySelector("button").click()`)
	b.withScript(false)
	b.do(chromedp.Navigate(b.url), chromedp.SendKeys(chromedp.ID("vraag"), "verklikkerformulier"))
	b.send(".send")
	b.until("document.body.textContent.includes('verklikkerformulier') && location.pathname.startsWith('" + heldPath + "')")
	b.follow("location.reload()")
	b.until("document.querySelector('h1')?.textContent === " + quoted(text("gone_heading"))) // it is shown once
	b.withScript(true)
	// An appointment is made with forms, script or not.
	b.do(chromedp.Navigate(b.url + "/afspraak"))
	for _, step := range []string{chooseBooking, chooseTime, strings.ReplaceAll(fillPhone, "0612345678", "0687651234")} {
		b.follow(step)
	}
	b.until("document.querySelector('h1').textContent === " + quoted(text("book_check")))
	b.do(chromedp.Navigate(b.url + callBackPath))
	b.follow(`document.getElementById("verhaal").value = "verklikkerverhaal"; document.getElementById("telefoon").value = "0687651234"; ` + firstButton)
	b.until("document.body.textContent.includes('verklikkerverhaal')")
	b.do(chromedp.Navigate(b.url))
	b.do(chromedp.Evaluate[chromedp.Void]("localStorage.setItem('x', 'achtergeblevenbak')")) // as a fault of ours would leave it; it goes at leaving, but how soon the browser writes over it is the browser's
	b.ask("verklikkervraag")
	b.do(chromedp.Evaluate[chromedp.Void]("document.getElementById('vraag').value = 'verklikkerconcept'"))
	b.do(chromedp.Click(chromedp.CSS("[data-leave]")))
	b.until("document.title === 'Het weer'")
	b.do(chromedp.Navigate(b.url))
	if got := see(b, chromedp.Evaluate[int]("localStorage.length")); got != 0 {
		t.Errorf("after leaving %d things lie in the storage", got)
	}
	b.ask("verklikkertweede")
	b.do(chromedp.Evaluate[chromedp.Void]("document.getElementById('vraag').value = 'verklikkerhalf'"))
	closeBrowser()

	for _, telling := range []string{"verklikkervraag", "verklikkerconcept", "verklikkertweede", "verklikkerhalf", "slachtoffer", "schade te laten betalen", "verklikkerformulier", "0687651234", "verklikkerverhaal"} {
		if found := traces(t, profile, telling); len(found) > 0 {
			t.Errorf("%q stands in %q", telling, found)
		}
	}
	for _, planted := range []string{"verklikkertitel", "verklikkerbak", "verklikkerpost"} {
		if len(traces(t, profile, planted)) == 0 {
			t.Errorf("%q was left behind and is not found: the reading proves nothing", planted)
		}
	}
}
