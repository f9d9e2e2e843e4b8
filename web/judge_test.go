package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"wegwijzer/demo"
	"wegwijzer/indexer"
	"wegwijzer/indexer/harvest"
	"wegwijzer/jurisprudence"
)

// letters is an embedder for tests: texts are alike when they use the same letters.
type letters struct{}

func (letters) Name() string   { return "letters" }
func (letters) Dimension() int { return 26 }
func (letters) Embed(_ context.Context, texts []string) ([][]float32, error) {
	out := make([][]float32, len(texts))
	for i, text := range texts {
		out[i] = make([]float32, 26)
		out[i][0] = 1
		for _, r := range text {
			if r >= 'a' && r <= 'z' {
				out[i][r-'a']++
			}
		}
	}
	return out, nil
}

// fill puts the invented rulings of the development set in the bank.
func (o *office) fill(t *testing.T) {
	t.Helper()
	files, err := filepath.Glob("../jurisprudence/testdata/rulings/dev/*.xml")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d rulings, %v", len(files), err)
	}
	for _, name := range files {
		f, err := os.Open(name) //nolint:gosec // files of this repository
		if err != nil {
			t.Fatal(err)
		}
		r, err := jurisprudence.Parse(f, filepath.Base(name))
		if err == nil {
			_, err = o.rulings.Put(t.Context(), r)
		}
		if err != nil {
			t.Fatal(err)
		}
		_ = f.Close() // only read
	}
}

// harvest fills an empty bank as the program does: with what the demo's courts publish.
func (o *office) harvest(t *testing.T) {
	t.Helper()
	courts, err := demo.Courts(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	served := httptest.NewServer(courts)
	defer served.Close()
	h, err := harvest.New(o.db, harvest.Config{
		Name: "demo", URL: served.URL, Bank: o.rulings, Since: time.Date(1996, 1, 1, 0, 0, 0, 0, time.UTC), Pace: time.Millisecond,
		Fetcher: indexer.NewFetcher(indexer.FetcherConfig{Allow: []string{strings.TrimPrefix(served.URL, "http://")}}),
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := h.AskChanges(t.Context()); err != nil {
		t.Fatal(err)
	}
	if r, err := h.Run(t.Context()); err != nil || r.New < 50 {
		t.Fatalf("harvested %+v, %v", r, err)
	}
}

// count returns what a query counts.
func (o *office) count(t *testing.T, query string, args ...any) int {
	t.Helper()
	var n int
	if err := o.db.QueryRow(t.Context(), query, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

var (
	formVersion = regexp.MustCompile(`name="versie" value="([^"]+)"`)
	sheetLink   = regexp.MustCompile(`href="(/medewerkers/beoordelen/ECLI[^"?]+)`)
)

// Judging without script: the forms alone do everything.
func TestJudgingWithoutScript(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.fill(t)
	pile := o.as(t, "policy", http.MethodGet, judgePath, nil)
	link := sheetLink.FindStringSubmatch(pile.Body.String())
	if pile.Code != http.StatusOK || link == nil {
		t.Fatalf("the queue: %d\n%s", pile.Code, pile.Body)
	}
	sheet := o.as(t, "policy", http.MethodGet, link[1], nil)
	version := formVersion.FindStringSubmatch(sheet.Body.String())
	if sheet.Code != http.StatusOK || version == nil || !strings.Contains(sheet.Body.String(), "mark-awarded") {
		t.Fatalf("the ruling: %d\n%s", sheet.Code, sheet.Body)
	}
	form := func(pairs ...string) url.Values {
		f := url.Values{"versie": {version[1]}, "stapel": {""}, "plek": {"0"}}
		for i := 0; i < len(pairs); i += 2 {
			f.Set(pairs[i], pairs[i+1])
		}
		return f
	}
	says := func(path string, f url.Values, want string) string {
		t.Helper()
		w := o.as(t, "policy", http.MethodPost, path, f)
		to := w.Header().Get("Location")
		if w.Code != http.StatusSeeOther || !strings.Contains(to, "bericht="+want) {
			t.Errorf("%s with %v: %d to %q, want %s", path, f, w.Code, to, want)
		}
		return to
	}
	says(link[1], form("oordeel", "suitable", "thema", "verzonnen"), "no_theme")
	says(link[1], form("oordeel", "unsuitable"), "no_theme")
	says(link[1], form("oordeel", "suitable", "thema", "mishandeling", "versie", "oud"), "stale")
	says(link[1]+"/waarde", form("wat", "zet", "partij", "1", "veld", "awarded_total", "woorden", "dit staat er niet", "waarde", "10"), "not_literal")
	says(link[1]+"/waarde", form("wat", "zet", "partij", "1", "veld", "awarded_total", "woorden", ""), "no_words")
	words := regexp.MustCompile(`data-field="awarded_total" data-value="([^"]+)" data-words="([^"]+)"`).FindStringSubmatch(sheet.Body.String())
	if words == nil {
		t.Fatal("no award to correct")
	}
	says(link[1]+"/waarde", form("wat", "zet", "partij", "1", "veld", "awarded_total", "woorden", strings.ReplaceAll(words[2], "&#34;", `"`), "waarde", "€ 123,45"), "corrected")
	if got := o.as(t, "policy", http.MethodGet, link[1], nil).Body.String(); !strings.Contains(got, "€ 123,45") || !strings.Contains(got, "gelezen was") {
		t.Error("the correction is not shown beside what was read")
	}
	says(judgePath+"/ongedaan", form(), "undone")
	to := says(link[1], form("oordeel", "unsuitable:no_reasons"), "unsuitable")
	if w := o.as(t, "policy", http.MethodGet, to, nil); w.Code != http.StatusSeeOther || strings.Contains(w.Header().Get("Location"), link[1]) {
		t.Errorf("the next is %q", w.Header().Get("Location"))
	}
	if n := o.count(t, `SELECT count(*) FROM audit_records WHERE act IN ('ruling.open', 'ruling.judge', 'ruling.correct', 'ruling.undo')`); n < 6 {
		t.Errorf("%d acts in the audit", n)
	}
	for _, role := range []string{"legal", "member", "content"} {
		if w := o.as(t, role, http.MethodGet, link[1], nil); w.Code != http.StatusForbidden {
			t.Errorf("%s opens a ruling to judge: %d", role, w.Code)
		}
	}
}

func TestHarvestIsAskedFor(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	if w := o.as(t, "policy", http.MethodPost, judgePath+"/ophalen", nil); w.Code != http.StatusSeeOther || !strings.Contains(w.Header().Get("Location"), "harvest") {
		t.Errorf("asking: %d %s", w.Code, w.Header().Get("Location"))
	}
	if w := o.as(t, "policy", http.MethodGet, judgePath+"/ophalen", nil); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `"busy":false`) {
		t.Errorf("how far it is: %d %s", w.Code, w.Body)
	}
}

func TestFoldsKeepMarkedWordsInSight(t *testing.T) {
	t.Parallel()
	text := "Verdachte heeft [slachtoffer] met een mes gestoken.\nHij heeft haar verkracht en betaalt € 500,-.\nAan Willemijn wordt betaald."
	var parts []jurisprudence.Paragraph
	at := 0
	for line := range strings.SplitSeq(text, "\n") {
		parts = append(parts, jurisprudence.Paragraph{Text: line, Start: at})
		at += len(line) + 1
	}
	amount := strings.Index(text, "€ 500,-")
	name := strings.Index(text, "Willemijn")
	got := folds(text, parts, []mark{{At: jurisprudence.Span{Start: amount, End: amount + len("€ 500,-")}, Class: "awarded", N: 1}}, []jurisprudence.Span{{Start: name, End: name + len("Willemijn")}}, true)
	if len(got) != 2 || !got[0].Warn || got[1].Warn || len(got[1].Parts) != 2 {
		t.Fatalf("folds: %+v", got)
	}
	var all strings.Builder
	for _, x := range append(slices.Clone(got[1].Parts[0].Runs), got[1].Parts[1].Runs...) {
		all.WriteString(x.Text)
	}
	if want := "Hij heeft haar verkracht en betaalt € 500,-.Aan […] wordt betaald."; all.String() != want {
		t.Errorf("shown: %q, want %q", all.String(), want)
	}
	if runs := got[1].Parts[0].Runs; len(runs) != 3 || runs[1].Class != "awarded" || !slices.Equal(runs[1].Refs, []int{1}) {
		t.Errorf("runs: %+v", runs)
	}
}

// From an empty database: the demo's courts are harvested, ten rulings judged with the keyboard alone, and legal staff find them and copy a
// justification.
func TestJudgeTenRulingsByKeyboard(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.harvest(t)
	b := open(t, o)
	b.dress(1440, 900, false)
	o.signInByKeyboard(b, "policy")
	b.do(chromedp.Navigate(b.url + judgePath))
	b.axe("queue")
	b.shot("judge-queue")
	b.do(chromedp.Focus(chromedp.CSS("a.button")), press("Enter"))
	b.until("document.querySelector('[data-ruling]')")
	b.axe("ruling")
	b.shot("judge-sheet")
	b.do(chromedp.KeyEvent("j"))
	b.until("document.activeElement.matches('a.go') && document.querySelector('.lit')")
	b.shot("judge-value")
	judged := func(n int) func() bool {
		return func() bool { return o.count(t, `SELECT count(*) FROM bank.rulings WHERE judged_by <> ''`) == n }
	}
	wait := func(ready func() bool, what string) {
		t.Helper()
		b.until("document.readyState === 'complete'")
		if !ready() {
			t.Fatalf("%s: %s", what, b.text())
		}
	}
	for i, keys := range []string{"g", "g", "n2", "l1", "g", "g", "n3", "g", "g", "g"} {
		id := see(b, chromedp.Text(chromedp.CSS("h1")))
		for k := range strings.SplitSeq(keys, "") {
			b.do(chromedp.KeyEvent(k))
		}
		b.until("document.querySelector('h1')?.textContent !== '" + id + "' && document.readyState === 'complete'")
		wait(judged(i+1), "judging "+id)
	}
	// One is taken back.
	b.do(chromedp.KeyEvent("z"))
	b.until("document.querySelector('[role=status]')?.textContent.includes('ongedaan')")
	wait(judged(9), "taking back")
	// Keys can be switched off.
	b.do(chromedp.KeyEvent("?"))
	b.until("document.querySelector('#toetsen').open && document.activeElement.matches('[data-keys]')")
	b.shot("judge-keys")
	b.axe("keys")
	b.do(press("Enter"))
	b.until("document.querySelector('[data-keys]').getAttribute('aria-pressed') === 'false'")
	id := see(b, chromedp.Text(chromedp.CSS("h1")))
	b.do(chromedp.KeyEvent("n"), chromedp.KeyEvent("2"))
	if got := see(b, chromedp.Text(chromedp.CSS("h1"))); got != id || see(b, chromedp.Evaluate[bool]("document.querySelector('#niet').open")) {
		t.Error("a key works though keys are off")
	}
	b.do(press("Enter"))
	b.until("document.querySelector('[data-keys]').getAttribute('aria-pressed') === 'true'")
	// A value is corrected by selecting words.
	b.do(chromedp.Evaluate[chromedp.Void](`{
		const words = document.querySelector("[data-ruling] mark.mark-awarded").firstChild;
		const range = document.createRange();
		range.selectNodeContents(words);
		getSelection().removeAllRanges();
		getSelection().addRange(range);
	}`))
	b.until("document.getElementById('woorden').value !== ''")
	b.do(chromedp.Evaluate[chromedp.Void]("document.getElementById('waarde').value = '€ 1.234,56'"), chromedp.Focus(chromedp.CSS("[data-correct] .button")), press("Enter"))
	b.until("document.body.innerText.includes('€ 1.234,56') && document.body.innerText.includes('gelezen was')")
	if at := see(b, chromedp.Evaluate[float64]("document.querySelector('[role=status]').getBoundingClientRect().top")); at < 0 || at > 900 {
		t.Errorf("what came of it is said at %.0f, out of sight", at)
	}
	b.shot("judge-corrected")
	for _, dark := range []bool{false, true} {
		for _, width := range []int64{1440, 320} {
			b.dress(width, 900, dark)
			if got := see(b, chromedp.Evaluate[int64]("document.documentElement.scrollWidth")); got > width {
				t.Errorf("the ruling is %d wide on a screen of %d", got, width)
			}
			b.axe("corrected")
			b.shot("judge-" + map[bool]string{false: "light", true: "dark"}[dark] + "-" + map[int64]string{1440: "wide", 320: "small"}[width])
		}
	}
	b.dress(1440, 900, false)
	o.signOutByKeyboard(b)
	o.signInByKeyboard(b, "legal")
	b.do(chromedp.Navigate(b.url+comparePath+"?soort=criminal"), chromedp.Focus(chromedp.CSS(".hit a")), press("Enter"))
	b.until("document.querySelector('[data-copy]')")
	b.do(chromedp.Focus(chromedp.CSS("[data-copy]")), press("Enter"))
	b.until("!document.querySelector('[data-copied]').hidden")
	if back := see(b, chromedp.Evaluate[string]("document.querySelector('main a').getAttribute('href')")); !strings.Contains(back, "soort=criminal") {
		t.Errorf("the case leads back to %s, not to the search", back)
	}
	b.quiet()
}

// A model proposes beside the rules; the page says what is a proposal, and confirming makes it count.
func TestProposalsAreMarkedUntilConfirmed(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.fill(t)
	link := sheetLink.FindStringSubmatch(o.as(t, "policy", http.MethodGet, judgePath, nil).Body.String())[1]
	id := strings.TrimPrefix(link, judgePath+"/")
	if w := o.as(t, "policy", http.MethodPost, link+"/voorstel", nil); w.Code != http.StatusNotFound {
		t.Errorf("without a model: %d", w.Code)
	}
	for said, answer := range map[string]func() (int, error){
		"nothing_proposed": func() (int, error) { return 0, nil },
		"model_down":       func() (int, error) { return 0, errNotReady },
		"proposed":         func() (int, error) { return 1, nil },
	} {
		o.config.Propose = func(context.Context, jurisprudence.ECLI) (int, error) { return answer() }
		if w := o.as(t, "policy", http.MethodPost, link+"/voorstel", nil); !strings.Contains(w.Header().Get("Location"), "bericht="+said) {
			t.Errorf("%s: %d %s", said, w.Code, w.Header().Get("Location"))
		}
	}
	const put = `
		INSERT INTO bank.facts (ruling, victim, field, source, value, start_at, end_at, quote)
		SELECT ruling, victim, 'awarded_shock', 'model', '4242', start_at, end_at, quote FROM bank.facts WHERE ruling = $1 AND victim = 1 AND field = 'awarded_total'`
	if _, err := o.db.Exec(t.Context(), put, id); err != nil {
		t.Fatal(err)
	}
	page := o.as(t, "policy", http.MethodGet, link, nil).Body.String()
	version := formVersion.FindStringSubmatch(page)[1]
	if !strings.Contains(page, "said-proposed") || !strings.Contains(page, "€ 42,42") || o.count(t, `SELECT count(*) FROM bank.victims WHERE shock = 4242`) != 0 {
		t.Error("the proposal is not marked, or counts")
	}
	f := url.Values{"versie": {version}, "partij": {"1"}, "veld": {"awarded_shock"}, "wat": {"neem"}}
	if w := o.as(t, "policy", http.MethodPost, link+"/waarde", f); !strings.Contains(w.Header().Get("Location"), "bericht=confirmed") {
		t.Errorf("confirming: %s", w.Header().Get("Location"))
	}
	if o.count(t, `SELECT count(*) FROM bank.victims WHERE shock = 4242`) != 1 {
		t.Error("what was confirmed does not count")
	}
}
