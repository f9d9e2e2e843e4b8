package web

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"wegwijzer/assistant"
)

// publicViews are the pages for visitors besides the conversation, with what leads to each of them.
var publicViews = []struct {
	name, path string
	steps      []string // what is done there, one page after the other
}{
	{"about", "/over", nil},
	{"safe", "/veilig", nil},
	{"algorithm", "/algoritme", nil},
	{"accuracy", "/nauwkeurigheid", nil},
	{"booking", "/afspraak", nil},
	{"times", "/afspraak", []string{chooseBooking}},
	{"contact", "/afspraak", []string{chooseBooking, chooseTime}},
	{"read back", "/afspraak", []string{chooseBooking, chooseTime, fillPhone}},
	{"code", "/afspraak/code", nil},
	{"wrong code", "/afspraak/code", []string{`document.getElementById("code").value = "een twee drie vier"; ` + firstButton}},
	{"call back", "/afspraak/terugbellen", nil},
	{"call back without number", "/afspraak/terugbellen", []string{`document.getElementById("telefoon").required = false; ` + firstButton}},
	{"call back read back", "/afspraak/terugbellen", []string{fillPhone}},
	{"called", "/afspraak/terugbellen", []string{fillPhone, firstButton}},
	{"ask for staff", "/praten", nil},
	{"document", "/document", nil},
	{"document number", "/document", []string{`document.getElementById("code").value = "123456789012"; ` + firstButton}},
	{"not there", "/is-er-niet", nil},
}

// What the steps do.
const (
	firstButton   = `document.querySelector("main form button").click()`
	chooseBooking = `document.getElementById("soort-0").click(); document.getElementById("hoe-0").click(); ` + firstButton
	chooseTime    = `document.querySelector("input[name=tijd]").click(); ` + firstButton
	fillPhone     = `document.getElementById("telefoon").value = "0612345678"; ` + firstButton
)

// withEverything is a server with all that visitors can be offered.
func withEverything(t *testing.T) *office {
	t.Helper()
	o := newOffice(t)
	o.withCalls(t)
	o.talking(t)
	booked, _, _ := withCalendar(t)
	o.config.Calendar = booked.config.Calendar
	o.now = booked.now
	o.config.Accuracy = []byte("# Hoe goed dit werkt\n\n| Wat | Hoe vaak |\n|---|---|\n| antwoord met bron | 98% |\n")
	return o
}

// chooses opens a page as somebody who chose a language on another page of ours.
func (b *tab) chooses(path, lang string, steps ...string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.url + "/veilig"))
	b.follow(fmt.Sprintf(`const f = document.querySelector("form.languages"), add = (name, value) => f.append(Object.assign(document.createElement("input"), {name, value})); f.action = %q; add("taal", %q); f.elements.letters.value = "groot"; f.submit()`, path, lang))
	for _, step := range steps {
		b.follow(step)
	}
}

// follow does something that leads to another page, and waits for that page.
func (b *tab) follow(script string) {
	b.t.Helper()
	b.depart(`document.documentElement.dataset.old = "1"; { ` + script + ` }; 0`)
	b.until(`!document.documentElement.dataset.old && document.readyState === "complete"`)
}

// wide fails when a page is wider than the screen, when its exit is out of sight, or when something on it is too small to touch.
func (b *tab) wide(name string, width int64) {
	b.t.Helper()
	if got := see(b, chromedp.Evaluate[int64]("document.documentElement.scrollWidth")); got > width {
		b.t.Errorf("%s is %d wide on a screen of %d: %q", name, got, width, see(b, chromedp.Evaluate[[]string]("[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1).map(e => e.outerHTML.slice(0, 80)).slice(-6)")))
	}
	if !see(b, chromedp.Evaluate[bool]("(r => r.top >= 0 && r.bottom <= innerHeight && r.right <= innerWidth + 1)(document.querySelector('[data-leave]').getBoundingClientRect())")) {
		b.t.Errorf("%s on a screen of %d: the exit is out of sight", name, width)
	}
	if got := see(b, chromedp.Evaluate[[]string](`[...document.querySelectorAll("a, button, summary, textarea, select, input:not([type=hidden], [type=radio], [type=checkbox])")]
		.filter(e => e.checkVisibility() && !e.closest("p:not(.ways, .buttons, .entry), td, dd, .option, .time") && !e.matches(".skip, .tel, .ref"))
		.filter(e => { const r = e.getBoundingClientRect(); return r.height < 36 || r.width < 36 })
		.map(e => e.outerHTML)`)); len(got) > 0 {
		b.t.Errorf("%s on a screen of %d: too small to touch: %q", name, width, got)
	}
}

// Every page for visitors, in light and in dark: axe finds nothing by any rule, it fits a window of 280 pixels and a screen that is enlarged four
// times, and the keyboard alone reaches all of it. With -screens each leaves its picture.
func TestPublicPages(t *testing.T) {
	t.Parallel()
	o := withEverything(t)
	b := open(t, o)
	for _, v := range publicViews {
		for _, size := range []struct {
			width, height int64
			dark          bool
		}{{320, 225, false}, {280, 600, true}} {
			b.dress(size.width, size.height, size.dark)
			b.do(chromedp.Navigate(b.url + v.path))
			for _, step := range v.steps {
				b.follow(step)
			}
			b.wide(v.name, size.width)
			b.dress(390, 844, size.dark)
			b.shot(fmt.Sprintf("public-%s-%t", strings.ReplaceAll(v.name, " ", "-"), size.dark))
			if size.dark {
				b.dress(1280, 900, size.dark)
				b.shot(fmt.Sprintf("public-%s-1280", strings.ReplaceAll(v.name, " ", "-")))
			} else {
				b.byKeyboard(v.name)
			}
			b.axe(fmt.Sprintf("%s, dark %t", v.name, size.dark))
		}
	}
	b.quietBut("/is-er-niet")
}

// byKeyboard goes through a page by the Tab key and fails when that does not reach what can be used, or does not show where it is.
func (b *tab) byKeyboard(name string) {
	b.t.Helper()
	b.do(chromedp.Evaluate[chromedp.Void](`{
		const usable = [...document.querySelectorAll("a[href], button, summary, select, textarea, input:not([type=hidden])")].filter(e => e.checkVisibility() && !e.disabled && e.tabIndex >= 0);
		// Of radio buttons Tab reaches one of each group; the arrows go on.
		window.usable = new Set(usable.filter(e => e.type !== "radio" || e === usable.find(o => o.type === "radio" && o.name === e.name && o.form === e.form && (o.checked || !e.form.elements[e.name].value))));
		window.unseen = [];
		document.addEventListener("focusin", ({ target }) => {
			usable.includes(target) && window.usable.delete(target);
			const look = getComputedStyle(target), next = target.nextElementSibling && getComputedStyle(target.nextElementSibling);
			if (target.matches("a, button, summary, select, textarea, input") && look.outlineStyle === "none" && look.boxShadow === "none" && (!next || next.outlineStyle === "none" && next.boxShadow === "none")) unseen.push(target.outerHTML.slice(0, 120));
		});
		document.activeElement?.blur();
	}`))
	for range see(b, chromedp.Evaluate[int]("usable.size")) + 3 {
		b.do(press("Tab"))
	}
	if got := see(b, chromedp.Evaluate[[]string]("[...usable].map(e => e.outerHTML.slice(0, 120))")); len(got) > 0 {
		b.t.Errorf("%s: the keyboard does not reach %q", name, got)
	}
	if got := see(b, chromedp.Evaluate[[]string]("[...new Set(unseen)]")); len(got) > 0 {
		b.t.Errorf("%s: the place of the keyboard cannot be seen at %q", name, got)
	}
}

// Who chose a language and large letters on one page has them on every other, down to the last step of an appointment: on screens of 320 pixels,
// without anything being kept in the browser.
func TestPublicPagesInEveryLanguage(t *testing.T) {
	t.Parallel()
	o := withEverything(t)
	b := open(t, o)
	for i, lang := range assistant.Languages() {
		if lang == "nl" {
			continue
		}
		b.dress(320, 800, i%2 == 1)
		for _, v := range publicViews {
			if v.path == "/is-er-niet" {
				continue // who types an address has chosen nothing yet
			}
			if lang != "ar" && *screens == "" && !slices.Contains([]string{"about", "read back", "called"}, v.name) {
				continue // that every text is there in every language has a test of its own; these show the longest pages and the longest ways
			}
			b.chooses(v.path, lang, v.steps...)
			b.until(fmt.Sprintf("document.documentElement.lang === %q && document.documentElement.dir === %q && document.documentElement.dataset.letters === 'groot'", lang, direction(lang)))
			b.wide(v.name+" in "+lang, 320)
			if got := see(b, chromedp.Evaluate[string]("document.title + location.search")); got != textIn(lang, "page_title") {
				t.Errorf("%s in %s has the title %q", v.name, lang, got)
			}
			b.shot(fmt.Sprintf("lang-%s-%s", lang, strings.ReplaceAll(v.name, " ", "-")))
			if lang == "ar" {
				b.axe(v.name + " in " + lang)
			}
		}
	}
	if got := see(b, chromedp.Evaluate[string]("localStorage.length + document.cookie")); got != "0" {
		t.Errorf("the browser keeps %s", got)
	}
	b.quiet()
}
