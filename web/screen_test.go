package web

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Give a folder to see what the pages look like: go test ./web -run TestScreens -screens DIR
var screens = flag.String("screens", "", "folder for pictures of the pages; empty means none are made")

func TestScreens(t *testing.T) {
	t.Parallel()
	if *screens == "" {
		t.Skip("skipping: no folder for pictures is given")
	}
	kept := keeps(t)
	b := open(t, New(Config{Assistant: world(t, nil).KeepConversations(kept), Collection: "demo", Chats: kept}))
	js := func(script string) { b.do(chromedp.Evaluate[chromedp.Void](script + "; 0")) }
	for _, width := range []int64{280, 320, 390, 768, 1280} {
		for _, dark := range []bool{false, true} {
			b.dress(width, 900, dark)
			b.do(chromedp.Navigate(b.url))
			b.picture(fmt.Sprintf("begin-%d-%t", width, dark), false)
			js("document.querySelector('.settings').open = true")
			b.picture(fmt.Sprintf("settings-%d-%t", width, dark), true)
			js("document.querySelector('.settings').open = false; document.querySelector('.young').open = true; document.querySelector('.place').open = true")
			b.picture(fmt.Sprintf("young-%d-%t", width, dark), true)
			js("document.querySelector('input[name=bewaar][value=ja]').click()")
			b.ask(costs)
			b.picture(fmt.Sprintf("answer-%d-%t", width, dark), false)
			js("for (const d of document.querySelectorAll('.message details')) d.open = true")
			b.picture(fmt.Sprintf("whole-%d-%t", width, dark), true)
		}
	}
	for name, question := range map[string]string{"vague": "help", "unknown": "wat is de hoofdstad van peru", "danger": "hij staat voor de deur met een mes", "silent": "hij slaapt nu, ik kan niet bellen, hij slaat mij", "concern": "mijn ex volgt mij steeds"} {
		b.dress(390, 844, name == "danger")
		b.do(chromedp.Navigate(b.url))
		b.ask(question)
		b.picture("answer-"+name, false)
	}
	for _, width := range []int64{390, 1280} {
		b.dress(width, 900, false)
		b.do(chromedp.Navigate(b.url))
		js("document.querySelector('.settings').open = true")
		b.send("button[name=taal][value=ar]")
		b.picture(fmt.Sprintf("arabic-%d", width), true)
		b.ask("كيف أقدم بلاغا للشرطة")
		b.picture(fmt.Sprintf("arabic-answer-%d", width), false)
	}
	b.dress(390, 900, false)
	b.do(chromedp.Navigate(b.url))
	js("document.querySelector('input[name=contrast][value=hoog]').click(); document.querySelector('input[name=letters][value=grootst]').click()")
	b.picture("contrast", false)
	b.dress(1280, 1060, false)
	b.do(chromedp.Navigate(b.url))
	b.ask(costs)
	b.picture("chat", false)
	b.dress(320, 225, false)
	b.do(chromedp.Navigate(b.url))
	b.ask("hoe doe ik aangifte")
	b.picture("enlarged", false)
	b.dress(1280, 900, false)
	b.do(chromedp.Navigate(b.url), func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		return prefer(ctx, "forced-colors", "active")
	})
	b.ask("hoe doe ik aangifte")
	b.picture("forced", false)
	for _, path := range []string{"/over", "/veilig", "/weg-is-er-niet"} {
		for _, width := range []int64{390, 1280} {
			b.dress(width, 900, width == 390)
			b.do(chromedp.Navigate(b.url + path))
			b.picture(fmt.Sprintf("page%s-%d", filepath.Base(path), width), true)
		}
	}
}

// ask types a question, sends it and waits for the answer.
func (b *tab) ask(question string) {
	b.t.Helper()
	before := see(b, chromedp.Evaluate[int]("document.querySelectorAll('[data-messages] > .message-answer').length"))
	b.write(question)
	b.do(press("Enter"))
	b.until(fmt.Sprintf("document.querySelectorAll('[data-messages] > .message-answer').length > %d", before))
}

// write puts words in the field instead of what was there.
func (b *tab) write(words string) {
	b.t.Helper()
	b.do(chromedp.Focus(chromedp.ID("vraag")), chromedp.Evaluate[chromedp.Void]("document.activeElement.value = ''"), chromedp.KeyEvent(words))
}

func (b *tab) picture(name string, whole bool) {
	b.t.Helper()
	b.until("document.getAnimations().every(a => a.playState !== 'running')")
	b.until("await new Promise(still => { let y = -1; const look = () => scrollY === y ? still(true) : (y = scrollY, setTimeout(look, 150)); look() })")
	take := chromedp.CaptureScreenshot()
	if whole {
		take = chromedp.FullScreenshot(100)
	}
	if err := os.WriteFile(filepath.Join(*screens, name+".png"), see(b, take), 0o600); err != nil {
		b.t.Fatal(err)
	}
}

// TestFirstPaint measures how soon the page of the conversation is there on a slow phone: a processor of a quarter, and a slow 4G line (150 ms
// there and back, 1.6 Mb/s down). It is measured on request, like the pictures, and fails nothing: docs/performance.md has the result.
func TestFirstPaint(t *testing.T) {
	t.Parallel()
	if *screens == "" {
		t.Skip("skipping: no folder for pictures is given")
	}
	b := open(t, scripted(t, twoSources))
	b.dress(390, 844, false)
	b.do(chromedp.Navigate(b.url+"/gezond"), func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		if _, err := chromedp.Call(ctx, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 4}); err != nil {
			return chromedp.Void{}, err
		}
		_, err := chromedp.Call(ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
			MatchedNetworkConditions: []*network.Conditions{{Latency: 150, DownloadThroughput: 1.6e6 / 8, UploadThroughput: 750e3 / 8}},
		})
		return chromedp.Void{}, err
	})
	var all []float64
	for range 5 {
		b.do(func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
			_, err := chromedp.Call(ctx, network.ClearBrowserCache, cdp.Empty{})
			return chromedp.Void{}, err
		}, chromedp.Navigate(b.url))
		all = append(all, see(b, chromedp.Evaluate[float64](`new Promise(done => {
			new PerformanceObserver(list => done(list.getEntries().at(-1).startTime)).observe({type: "largest-contentful-paint", buffered: true});
		})`, chromedp.EvalAwaitPromise)))
	}
	slices.Sort(all)
	t.Logf("largest contentful paint: median %.0f ms of %.0f", all[2], all)
}
