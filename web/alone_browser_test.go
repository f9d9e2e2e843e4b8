package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/gorilla/websocket"

	"wegwijzer/assistant"
)

// hole is a server to which nothing gets through, for as long as it is closed: lines open, and nobody answers.
type hole struct {
	*Server
	closed atomic.Bool
}

func (h *hole) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case !h.closed.Load() || r.URL.Path != "/gesprek" && r.URL.Path != "/antwoord":
		h.Server.ServeHTTP(w, r)
	case r.URL.Path == "/antwoord":
		http.Error(w, "", http.StatusBadGateway)
	default:
		var up websocket.Upgrader
		line, err := up.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		for err == nil {
			_, _, err = line.ReadMessage() // and says nothing, until the page gives up
		}
		_ = line.Close()
	}
}

// online has the browser say whether there is a connection.
func (b *tab) online(there bool) {
	b.t.Helper()
	b.do(func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Call(ctx, network.OverrideNetworkState, network.OverrideNetworkStateParams{Offline: !there, DownloadThroughput: -1, UploadThroughput: -1})
		return chromedp.Void{}, err
	})
}

// timed has a page note when something began and when it first said whom to call without a connection.
const timed = `
	addEventListener("offline", () => { window.began ??= performance.now() });
	addEventListener("submit", () => { window.began ??= performance.now() }, true);
	new MutationObserver(() => { if (document.querySelector(".alone")) window.told ??= performance.now() }).observe(document, {childList: true, subtree: true});
`

// callable112 is whether the first number that stands under the last question is 112, can be called, and is in sight.
const callable112 = `(() => {
	const [asked] = [...document.querySelectorAll(".message-you")].slice(-1), tel = document.querySelector(".talk .alone .tel");
	const place = tel.getBoundingClientRect(), composer = document.querySelector(".composer");
	const floor = Math.min(innerHeight, composer.getBoundingClientRect().top);
	return tel.getAttribute("href") === "tel:112" && place.height >= 44 && place.top >= asked.getBoundingClientRect().bottom && place.bottom <= floor;
})()`

// heeds answers danger with its card, and all else with a sentence.
func heeds(_ context.Context, turn assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
	if n, ok := assistant.Danger(turn.Question, "nl"); ok {
		return assistant.Answer{Status: assistant.CrisisAcute, Lang: "nl", Notices: []assistant.Notice{n}}, emit(assistant.Event{Lang: "nl", Notice: &n})
	}
	a := assistant.Answer{Status: assistant.Answered, Lang: "nl", Lead: "Antwoord op " + turn.Question}
	return a, emit(assistant.Event{Lang: "nl", Lead: a.Lead})
}

// The connection goes while somebody writes that there is a man with a knife: 112 stands there at once, in sight, by the field and then under what was
// written. When there is a connection again, the card comes by itself.
func TestWithoutConnectionTheNumberIsThereAtOnce(t *testing.T) {
	t.Parallel()
	h := &hole{Server: scripted(t, heeds)}
	for _, size := range [][2]int64{{320, 568}, {390, 844}, {1280, 800}} {
		h.closed.Store(false)
		b := open(t, h)
		b.dress(size[0], size[1], false)
		b.before(timed)
		b.do(chromedp.Navigate(b.url))
		b.ask("hallo")
		b.do(chromedp.Evaluate[chromedp.Void]("window.began = undefined"))
		h.closed.Store(true)
		b.online(false)
		b.until(`document.querySelector(".composer > .alone .tel[href='tel:112']")`)
		if got := see(b, chromedp.Evaluate[float64]("told - began")); got > 1000 {
			t.Errorf("%v: it takes %.0f ms after the connection went", size, got)
		}
		b.write("hij staat voor de deur met een mes")
		b.do(press("Enter"))
		b.until(callable112)
		b.shot(fmt.Sprintf("alone-%d", size[0]))
		h.closed.Store(false)
		b.online(true)
		b.until("document.querySelector('[data-messages] .notice[data-kind=danger]') && !document.querySelector('.alone')")
		b.quietBut("/antwoord")
	}
}

// Nothing gets through, and the browser does not know: after four seconds 112 stands there, also for who writes on meanwhile. What was overtaken and got no
// answer says so, and can be asked again.
func TestSilentLineSaysWhomToCall(t *testing.T) {
	t.Parallel()
	h := &hole{Server: scripted(t, heeds)}
	h.closed.Store(true)
	b := open(t, h)
	b.dress(390, 844, false)
	b.before(timed)
	b.do(chromedp.Navigate(b.url))
	b.write("wat kost dat")
	b.do(press("Enter"))
	b.until("performance.now() - began > 2500")
	b.write("en hoe lang duurt het")
	b.do(press("Enter"))
	b.until(callable112)
	if got := see(b, chromedp.Evaluate[float64]("told - began")); got < 3900 || got > 6400 {
		t.Errorf("it takes %.0f ms, want four seconds from the first message", got)
	}
	h.closed.Store(false)
	b.until("[...document.querySelectorAll('[data-messages] > .message-answer')].some(x => x.textContent.includes('Antwoord op en hoe lang')) && !document.querySelector('.alone')")
	got := see(b, chromedp.Evaluate[string]("document.querySelector('.message-you + .message').innerText"))
	if !strings.Contains(got, text("page_passed")) && !strings.Contains(got, "Antwoord op wat kost dat") {
		t.Errorf("under the first question stands %q", got)
	}
	if strings.Contains(got, text("page_passed")) {
		b.do(chromedp.Click(chromedp.CSS(".passed [data-again]")))
		b.until("[...document.querySelectorAll('[data-messages] > .message-answer')].some(x => x.textContent.includes('Antwoord op wat kost dat')) && !document.querySelector('.passed')")
	}
	b.quietBut("/antwoord")
}
