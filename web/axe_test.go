package web

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"wegwijzer/assistant"
)

// finding is a rule of axe that a page breaks, or may break.
type finding struct {
	ID      string
	Impact  string
	Targets []string
}

// findings is what axe says of a page.
type findings struct {
	Violations []finding
	Incomplete []finding
	Passes     int
}

// axe looks at the page as it is now, by every rule.
func (b *tab) axe(state string) findings {
	b.t.Helper()
	source, err := os.ReadFile("testdata/axe.min.js")
	if err != nil {
		b.t.Fatal(err)
	}
	b.until("document.getAnimations().every(a => a.playState !== 'running')")
	// What lies under the bars comes out by scrolling, so they are moved out of the way. The darkest end of a shaded ground stands for all
	// of it, since axe cannot measure a text on a shade.
	b.do(chromedp.Evaluate[chromedp.Void](string(source)+";0"), chromedp.Evaluate[chromedp.Void](`{
		const still = new CSSStyleSheet();
		still.replaceSync(".bar, .composer, .judge { position: static !important } .composer::before { display: none } .table { background: var(--surface) !important } body { background: var(--tint) !important }");
		document.adoptedStyleSheets = [still];
	}`))
	got := see(b, chromedp.Evaluate[findings](`(async () => {
		const r = await axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations", "incomplete"]});
		const short = list => list.map(f => ({ID: f.id, Impact: f.impact ?? "", Targets: f.nodes.map(n => n.target.join(" ") + ": " + n.any.concat(n.all, n.none).map(c => c.message).join("; "))}));
		return {Violations: short(r.violations), Incomplete: short(r.incomplete), Passes: r.passes.length};
	})()`, chromedp.EvalAwaitPromise))
	b.do(chromedp.Evaluate[chromedp.Void]("document.adoptedStyleSheets = []")) // the page is as it was, for who looks at its picture
	for _, f := range got.Violations {
		b.t.Errorf("%s: %s (%s) at %s", state, f.ID, f.Impact, strings.Join(f.Targets, "\n\t"))
	}
	for _, f := range got.Incomplete {
		b.t.Logf("%s: to judge by eye: %s at %s", state, f.ID, strings.Join(f.Targets, "\n\t"))
	}
	return got
}

func TestAxe(t *testing.T) {
	t.Parallel()
	nowhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }))
	t.Cleanup(nowhere.Close)
	kept := keeps(t)
	s := New(Config{LeaveTo: nowhere.URL, Chats: kept, Origins: []string{"https://www.example.nl"}})
	t.Cleanup(s.Close)
	s.answer = func(ctx context.Context, turn assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
		if turn.Question == "bewaar" {
			a := assistant.Answer{Status: assistant.Told, Lead: "Dag.", Code: "appel boot citroen deur"}
			return a, play(a, emit)
		}
		if turn.Question == "moeilijk" {
			a := assistant.Answer{Status: assistant.Answered, Lang: "ar", Lead: assistant.Message("ar", "intro"), Sentences: []assistant.Sentence{
				{Text: "De benadeelde partij kan zich ter zake van de vordering tot immateriële schadevergoeding voegen in het strafproces tegen de verdachte.", Cites: []assistant.Cite{{Title: "Voegen", Quote: "-"}}},
				{Text: "Bewaar je bonnen.", Cites: []assistant.Cite{{Title: "Bewijs", Quote: "-"}}},
			}}
			return a, play(a, emit)
		}
		if turn.Question == "gevaar" {
			n, _ := assistant.Danger("hij staat voor de deur met een mes", "nl")
			return assistant.Answer{Status: assistant.CrisisAcute, Notices: []assistant.Notice{n}}, emit(assistant.Event{Notice: &n})
		}
		if turn.Question == "kies" {
			a := assistant.Answer{Status: assistant.Clarify, Lead: "Waar gaat je vraag over?", Topics: []assistant.Button{{Topic: "aangifte", Name: "Aangifte doen"}, {Topic: "zitting", Name: "De zitting"}}}
			return a, play(a, emit)
		}
		return patient(ctx, turn, emit)
	}
	f := &fragile{Server: s}
	ask := func(question string) func(b *tab) {
		return func(b *tab) { b.do(chromedp.Navigate(b.url)); b.ask(question) }
	}
	states := []struct {
		name string
		show func(b *tab)
	}{
		{"begin", func(b *tab) { b.do(chromedp.Navigate(b.url)) }},
		{"searching", func(b *tab) {
			b.do(chromedp.Navigate(b.url))
			b.write("lang")
			b.do(press("Enter"))
			b.until("document.querySelector('[data-pending]').childElementCount > 0")
		}},
		{"settings", func(b *tab) {
			b.do(chromedp.Navigate(b.url))
			b.open(".settings", ".young", ".place", ".resume")
		}},
		{"contrast", func(b *tab) {
			b.do(chromedp.Navigate(b.url))
			b.open(".settings")
			b.do(chromedp.Evaluate[chromedp.Void]("document.querySelector('input[value=hoog]').click(); document.querySelector('input[value=grootst]').click(); 0"))
		}},
		{"arabic", func(b *tab) {
			b.do(chromedp.Navigate(b.url))
			b.open(".settings")
			b.send("button[name=taal][value=ar]")
			b.ask("moeilijk")
			b.open(".message .simpler")
		}},
		{"code", ask("bewaar")},
		{"wrong code", func(b *tab) {
			b.do(chromedp.Navigate(b.url))
			b.open(".resume")
			b.do(chromedp.SendKeys(chromedp.ID("code"), "een twee drie vier"))
			b.send(".resume button")
		}},
		{"danger", ask("gevaar")},
		{"framed", func(b *tab) { b.do(chromedp.Navigate(b.url + framedPath)) }},
		{"safe", func(b *tab) { b.do(chromedp.Navigate(b.url + "/veilig")) }},
		{"answer, sources open", func(b *tab) {
			ask("kort")(b)
			b.do(chromedp.Evaluate[chromedp.Void]("for (const d of document.querySelectorAll('details')) d.open = true"))
		}},
		{"two answers", func(b *tab) { ask("kort")(b); b.ask("kies") }},
		{"no line", func(b *tab) {
			f.refuses.Store(true)
			f.silent.Store(true)
			ask("kort")(b)
			f.refuses.Store(false)
			f.silent.Store(false)
		}},
		{"empty question", func(b *tab) {
			b.do(chromedp.Navigate(b.url), chromedp.Focus(chromedp.ID("vraag")), press("Enter"))
			b.until("document.querySelector('[data-status]').textContent !== ''")
		}},
		{"form", func(b *tab) {
			b.do(chromedp.Navigate(b.url), chromedp.SendKeys(chromedp.ID("vraag"), "kort"))
			b.depart("document.querySelector('[data-composer]').submit()")
			b.until("document.getElementById('bron-0-1')")
		}},
		{"about", func(b *tab) { b.do(chromedp.Navigate(b.url + "/over")) }},
		{"error", func(b *tab) { b.do(chromedp.Navigate(b.url + "/is-er-niet")) }},
		{"leave", func(b *tab) { b.do(chromedp.Navigate(b.url + "/weg")) }},
	}
	b := open(t, f)
	b.hurry()
	passes, toJudge := 0, 0
	for _, dark := range []bool{false, true} {
		width := int64(390)
		if dark {
			width = 1280
		}
		b.dress(width, 900, dark)
		for _, state := range states {
			state.show(b)
			got := b.axe(fmt.Sprintf("%s, dark %t", state.name, dark))
			passes += got.Passes
			toJudge += len(got.Incomplete)
		}
	}
	t.Logf("%d pages and states; %d rules passed, %d to judge by eye", len(states)*2, passes, toJudge)
}

// open opens what opens at a press.
func (b *tab) open(parts ...string) {
	b.t.Helper()
	for _, part := range parts {
		b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf("document.querySelector(%q).open = true", part)))
	}
}

func TestPagesFitSmallScreens(t *testing.T) {
	t.Parallel()
	b := open(t, scripted(t, twoSources))
	for _, size := range [][2]int64{{280, 600}, {320, 225}, {1280, 900}} { // 320 by 225 is 1280 by 900 enlarged four times
		b.dress(size[0], size[1], false)
		for _, path := range []string{"/", "/veilig"} {
			b.do(chromedp.Navigate(b.url + path))
			if path == "/" {
				b.open(".settings", ".young", ".place")
				b.ask("Wat kost een schadevergoedingsmaatregelverzoekformulier?")
			}
			// The spacing that readers may set themselves (WCAG 1.4.12).
			b.do(chromedp.Evaluate[chromedp.Void](`{
				const own = new CSSStyleSheet();
				own.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }");
				document.adoptedStyleSheets = [own];
			}`))
			if got := see(b, chromedp.Evaluate[int64]("document.documentElement.scrollWidth")); got > size[0] {
				t.Errorf("%s is %d wide on a screen of %d: %q", path, got, size[0], see(b, chromedp.Evaluate[[]string]("[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth || e.getBoundingClientRect().left < 0).map(e => e.outerHTML.slice(0, 80)).slice(-6)")))
			}
			if got := see(b, chromedp.Evaluate[[]string](`[...document.querySelectorAll("a, button, summary, textarea")]
				.filter(e => e.checkVisibility() && !e.closest("p, li .sentence, dd") && !e.matches(".skip, .tel, .ref"))
				.filter(e => { const r = e.getBoundingClientRect(); return r.height < 36 || r.width < 36 })
				.map(e => e.outerHTML)`)); len(got) > 0 {
				t.Errorf("%s at %d: too small to touch: %q", path, size[0], got)
			}
			if !see(b, chromedp.Evaluate[bool]("(r => r.top >= 0 && r.bottom <= innerHeight && r.right <= innerWidth)(document.querySelector('[data-leave]').getBoundingClientRect())")) {
				t.Errorf("%s at %d by %d: the exit is out of sight", path, size[0], size[1])
			}
			b.do(chromedp.Evaluate[chromedp.Void]("document.adoptedStyleSheets = []"))
		}
	}
}

func TestReducedMotion(t *testing.T) {
	t.Parallel()
	b := open(t, scripted(t, twoSources))
	b.do(chromedp.Navigate(b.url))
	b.ask("Wat nu?")
	if got := see(b, chromedp.Evaluate[int]("document.getAnimations().length")); got != 0 {
		t.Errorf("%d animations run", got)
	}
}
