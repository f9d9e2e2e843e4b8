package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/chromedp/chromedp"
)

// told fails unless a page lists what is the matter above its form, leads from there to each field, says it beside that field, marks it, and begins there.
func told(t *testing.T, name string, w *httptest.ResponseRecorder, fields ...string) {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(w.Body.String()))
	if err != nil {
		t.Fatal(err)
	}
	links := doc.Find(`.problem[role="alert"] a`)
	if links.Length() != len(fields) {
		t.Errorf("%s: %d faults are listed, want %d", name, links.Length(), len(fields))
	}
	for i, id := range fields {
		link := links.Eq(i)
		if link.AttrOr("href", "") != "#"+id || strings.TrimSpace(link.Text()) == "" {
			t.Errorf("%s: the list says %q and leads to %q, want %s", name, link.Text(), link.AttrOr("href", ""), id)
		}
		field := doc.Find("main #" + id)
		marked := field
		if field.AttrOr("aria-invalid", "") == "" {
			marked = field.Closest(`[role="radiogroup"]`)
		}
		beside := doc.Find("#fout-" + id)
		if field.Length() != 1 || marked.AttrOr("aria-invalid", "") != "true" || !strings.Contains(marked.AttrOr("aria-describedby", ""), "fout-"+id) || strings.TrimSpace(beside.Text()) != strings.TrimSpace(link.Text()) {
			t.Errorf("%s: beside %s stands %q, and the field is marked %q, described by %q", name, id, beside.Text(), marked.AttrOr("aria-invalid", ""), marked.AttrOr("aria-describedby", ""))
		}
		if _, first := field.Attr("autofocus"); first != (i == 0) {
			t.Errorf("%s: the focus goes to %s: %v", name, id, first)
		}
	}
}

// Whoever sends a form for visitors empty hears from us what is missing, in the language of the page.
func TestWhatIsMissingIsToldByUs(t *testing.T) {
	t.Parallel()
	o := withEverything(t)
	send := func(path string, form url.Values) *httptest.ResponseRecorder { return post(t, o, path, form) }
	told(t, "what", send("/afspraak", url.Values{}), "soort-0", "hoe-0")
	told(t, "how", send("/afspraak", url.Values{"soort": {"talk"}}), "hoe-0")
	what := next(send("/afspraak", url.Values{"soort": {"talk"}, "hoe": {"phone"}, "bezoek": {newVisit()}}))
	told(t, "when", send("/afspraak", what), firstTime)
	told(t, "code", send("/afspraak/code", url.Values{"code": {" "}}), "code")
	told(t, "call back", send("/afspraak/terugbellen", url.Values{"telefoon": {""}}), "telefoon")
	told(t, "document", send("/document", url.Values{"code": {""}}), "code")
	told(t, "number", send("/document", url.Values{"code": {"123456789012"}, "stap": {"getal"}, "getal": {""}}), "getal")
	says(t, send("/afspraak", url.Values{"taal": {"en"}}), "Please check this:", "Choose what you want to talk about.", "Choose how you want to talk.")
	says(t, send("/", url.Values{"vraag": {" "}}), `<a href="#vraag">Schrijf eerst je vraag op.</a>`, `<div id="gesprek" tabindex="-1">`, `aria-invalid="true" aria-describedby="fout-vraag hulp-bij-vraag"`)
}

// Nothing that was not filled in counts as a try of a code.
func TestAnEmptyCodeIsNoTry(t *testing.T) {
	t.Parallel()
	o := withEverything(t)
	o.config.Chats = keeps(t)
	for range 15 {
		says(t, post(t, o, "/", url.Values{"code": {""}}), `<div id="gesprek" tabindex="-1">`, `<a href="#code">Vul de vier woorden van je code in.</a>`, `aria-invalid="true" aria-describedby="fout-code"`)
		told(t, "code", post(t, o, "/afspraak/code", url.Values{"code": {""}}), "code")
		if w := post(t, o, "/document", url.Values{"code": {"123456789012"}, "stap": {"getal"}, "getal": {""}}); w.Code != http.StatusOK {
			t.Fatalf("a number: %d", w.Code)
		}
	}
}

var (
	formOf     = regexp.MustCompile(`(?s)<form\b[^>]*>.*?</form>`)
	checkedBy  = regexp.MustCompile(`\srequired\b|type="(email|url|number|date)"|\spattern=|\smin=`)
	openingTag = regexp.MustCompile(`(?s)^<form\b.*?>`)
)

// No form for visitors leaves it to the browser to say what is missing: that would be in the browser's own words and language, and gone at a glance away.
func TestNoFormIsLeftToTheBrowser(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("templates/*.tmpl")
	if err != nil || len(names) < 10 {
		t.Fatalf("%d templates, %v", len(names), err)
	}
	seen := 0
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, form := range formOf.FindAllString(string(raw), -1) {
			if checkedBy.MatchString(form) {
				seen++
				if !strings.Contains(openingTag.FindString(form), " novalidate") {
					t.Errorf("%s: the browser checks %.120s", name, form)
				}
			}
		}
	}
	if seen < 6 {
		t.Errorf("only %d forms have something to be filled in: this test does not see them", seen)
	}
}

// In a browser, by keyboard alone: an empty form comes back with our words, and the focus is where to begin. The list leads on to what else is missing.
func TestEmptyFormByKeyboard(t *testing.T) {
	t.Parallel()
	b := open(t, withEverything(t))
	for _, script := range []bool{true, false} {
		b.withScript(script)
		b.dress(390, 844, !script)
		b.do(chromedp.Navigate(b.url+"/afspraak"), chromedp.Focus(chromedp.CSS("main form .button")))
		b.do(press("Enter"))
		b.until("document.activeElement.id === 'soort-0' && document.querySelector('.problem[role=alert]')")
		b.shot("form-empty")
		if script {
			b.axe("an empty form")
		}
		b.do(press("Tab", chromedp.ModifierShift), press("Enter"))
		b.until("document.activeElement.id === 'hoe-0' || location.hash === '#hoe-0'")
	}
	b.withScript(true)
	b.do(chromedp.Navigate(b.url+"/afspraak/terugbellen"), chromedp.Focus(chromedp.ID("telefoon")), press("Enter"))
	b.until("document.activeElement.id === 'telefoon' && document.getElementById('fout-telefoon')?.checkVisibility()")
	b.quiet()
}
