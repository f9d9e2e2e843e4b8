package web

import (
	"fmt"
	"os"
	"testing"

	"github.com/chromedp/chromedp"
)

func TestMouthSheet(t *testing.T) {
	if os.Getenv("SHOTS") == "" {
		t.Skip()
	}
	*screens = os.Getenv("SHOTS")
	s := New(Config{Voice: voice(t)})
	s.answer = twoSources
	b := open(t, s)
	b.dress(1240, 1200, false)
	b.do(chromedp.Navigate(b.url))
	b.do(chromedp.Click(chromedp.CSS("[data-voice]")))
	b.until("document.querySelector('ww-avatar > svg')")
	b.do(chromedp.Click(chromedp.CSS("[data-voice]")))
	for _, look := range []string{"linde", "sem", "bord"} {
		b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`(async () => {
			const a = document.querySelector("ww-avatar");
			a.setAttribute("look", %q);
			await new Promise(r => setTimeout(r, 800));
			window.sheet ??= (() => { const d = document.createElement("div"); d.id = "sheet"; d.style.cssText = "position:fixed;inset:0;z-index:99;background:#fff;display:grid;grid-template-columns:repeat(8,1fr);gap:2px;align-content:start"; document.body.append(d); return d; })();
			for (let n = 0; n < 15; n++) {
				document.dispatchEvent(new CustomEvent("ww-saying", {detail: {mouth: [[0, n]], clock: () => 500}}));
				await new Promise(r => setTimeout(r, 400));
				const c = a.querySelector("svg").cloneNode(true);
				const id = "x" + Math.random().toString(36).slice(2);
				for (const e of c.querySelectorAll("[id]")) { for (const u of c.querySelectorAll('[clip-path="url(#' + e.id + ')"]')) u.setAttribute("clip-path", "url(#" + e.id + id + ")"); e.id += id; }
				c.setAttribute("viewBox", "85 105 150 150"); c.style.width = "100%%";
				c.querySelector("[data-part=head]").removeAttribute("transform");
				sheet.append(c);
			}
			document.dispatchEvent(new CustomEvent("ww-saying", {detail: undefined}));
		})()`, look), chromedp.EvalAwaitPromise))
	}
	for _, state := range []string{"ww-asked", "ww-listening"} {
		_ = state
	}
	b.picture("mouths", false)
}
