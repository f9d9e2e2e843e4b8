package web

import (
	"archive/zip"
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"wegwijzer/assistant"
	"wegwijzer/jurisprudence"
	"wegwijzer/knowledge"
	"wegwijzer/staff"
)

// approve has two advisers find every ruling in the bank suitable.
func (o *office) approve(t *testing.T) int {
	t.Helper()
	one, two := staff.Person{ID: "een", Role: staff.Policy}, staff.Person{ID: "twee", Role: staff.Policy}
	pile, err := o.rulings.Pile(t.Context(), one, jurisprudence.Queued, 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range pile {
		sheet, err := o.rulings.Sheet(t.Context(), one, x.ECLI)
		if err != nil {
			t.Fatal(err)
		}
		op := jurisprudence.Opinion{State: jurisprudence.Suitable, Theme: sheet.Guess, Version: sheet.Version}
		state, err := o.rulings.Judge(t.Context(), one, x.ECLI, op)
		if err == nil && state == jurisprudence.Second {
			_, err = o.rulings.Judge(t.Context(), two, x.ECLI, op)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return len(pile)
}

func TestSearchWithoutScript(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.fill(t)
	if w := o.as(t, "legal", http.MethodGet, comparePath, nil); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "nog niets om te vergelijken") {
		t.Errorf("before anything is suitable: %d", w.Code)
	}
	o.approve(t)
	// Choices from lists stand in the address; words never do.
	w := o.as(t, "legal", http.MethodPost, comparePath, url.Values{"letsel": {"botbreuk"}, "soort": {"criminal"}})
	to := w.Header().Get("Location")
	if w.Code != http.StatusSeeOther || !strings.Contains(to, "letsel=botbreuk") {
		t.Fatalf("choices: %d %s", w.Code, to)
	}
	if w := o.as(t, "legal", http.MethodGet, to, nil); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `class="find hit"`) || !strings.Contains(w.Body.String(), "Wat er werd toegewezen") {
		t.Errorf("by choices: %d", w.Code)
	}
	if w := o.as(t, "legal", http.MethodPost, comparePath, url.Values{"woorden": {"gebroken neus"}}); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `class="find hit"`) {
		t.Errorf("by words: %d", w.Code)
	}
	// A search that names somebody is not kept.
	for name, want := range map[string]string{"Botbreuken": "saved", "Zaak van Willemijn Roosendaal": "personal", " ": "no_name"} {
		w := o.as(t, "legal", http.MethodPost, comparePath+"/bewaard", url.Values{"letsel": {"botbreuk"}, "naam": {name}})
		if !strings.Contains(w.Header().Get("Location"), "bericht="+want) {
			t.Errorf("kept as %q: %q", name, w.Header().Get("Location"))
		}
	}
	if w := o.as(t, "legal", http.MethodGet, comparePath, nil); !strings.Contains(w.Body.String(), "Botbreuken") {
		t.Error("the kept search is not shown")
	}
	if w := o.as(t, "policy", http.MethodPost, comparePath+"/bewaard/1", nil); w.Code != http.StatusNotFound {
		t.Errorf("somebody else opens it: %d", w.Code)
	}
	if w := o.as(t, "legal", http.MethodPost, comparePath+"/bewaard/1", nil); w.Code != http.StatusOK {
		t.Errorf("opening it: %d", w.Code)
	}
	o.as(t, "legal", http.MethodPost, comparePath+"/bewaard/1", url.Values{"wat": {"weg"}})
	if n := o.count(t, `SELECT count(*) FROM bank.searches`); n != 0 {
		t.Errorf("%d kept after it was thrown away", n)
	}
	for kind, begins := range map[string]string{"csv": "\ufeffECLI;link;", "xlsx": "PK"} {
		w := o.as(t, "legal", http.MethodPost, comparePath+"/uitvoer", url.Values{"als": {kind}})
		if w.Code != http.StatusOK || !strings.HasPrefix(w.Body.String(), begins) || !strings.Contains(w.Header().Get("Content-Disposition"), "uitspraken."+kind) {
			t.Errorf("as %s: %d %q", kind, w.Code, w.Body.String()[:min(60, w.Body.Len())])
		}
		if kind == "xlsx" {
			if z, err := zip.NewReader(bytes.NewReader(w.Body.Bytes()), int64(w.Body.Len())); err != nil || len(z.File) != 5 {
				t.Errorf("the workbook: %v", err)
			}
		}
	}
	if n := o.count(t, `SELECT count(*) FROM audit_records WHERE act = 'ruling.export' AND outcome = 'done'`); n != 2 {
		t.Errorf("%d exports in the audit, want 2", n)
	}
}

func TestExportsHoldNoFormulas(t *testing.T) {
	t.Parallel()
	sum := int64(150050)
	table := [][]cell{{{Text: "=HYPERLINK(\"http://evil.example\")"}, {Text: "+31"}, {Text: " @SUM(A1)"}, {Text: "-1"}, {Text: "\t=1"}, {Text: "gewoon; met teken"}, {Cents: &sum}}}
	got, err := asCSV(table)
	if err != nil {
		t.Fatal(err)
	}
	if want := "\ufeff\"'=HYPERLINK(\"\"http://evil.example\"\")\";'+31;' @SUM(A1);'-1;' =1;\"gewoon; met teken\";1500,50\n"; string(got) != want {
		t.Errorf("written %q\nwant    %q", got, want)
	}
	book, err := asXLSX(table)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if _, err := b.ReadFrom(f); err != nil {
		t.Fatal(err)
	}
	if s := b.String(); strings.Contains(s, "<f>") || !strings.Contains(s, "<v>1500.50</v>") || strings.Count(s, `t="inlineStr"`) != 6 {
		t.Errorf("the sheet: %s", s)
	}
}

// Searching as legal staff with the keyboard, and copying a justification.
func TestLegalStaffCompareByKeyboard(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.fill(t)
	o.approve(t)
	b := open(t, o)
	b.dress(1280, 900, false)
	o.signInByKeyboard(b, "legal")
	b.do(chromedp.Navigate(b.url+comparePath), chromedp.Focus(chromedp.ID("woorden")), chromedp.KeyEvent("klap tegen het hoofd, gebroken neus"), press("Enter"))
	b.until("document.querySelector('.hit') && document.getElementById('woorden').value !== ''")
	if got := see(b, chromedp.Location()); got != b.url+comparePath {
		t.Errorf("the address became %s: words must not stand in it", got)
	}
	b.shot("compare-words")
	b.do(chromedp.Navigate(b.url + comparePath + "?soort=criminal"))
	b.until("document.querySelector('.range-draw')")
	for _, dark := range []bool{false, true} {
		for _, width := range []int64{1280, 320} {
			b.dress(width, 900, dark)
			if got := see(b, chromedp.Evaluate[int64]("document.documentElement.scrollWidth")); got > width {
				t.Errorf("comparing is %d wide on a screen of %d", got, width)
			}
			b.axe("comparing")
			b.shot("compare-" + map[bool]string{false: "light", true: "dark"}[dark] + "-" + map[int64]string{1280: "wide", 320: "small"}[width])
		}
	}
	b.dress(1280, 900, false)
	b.do(chromedp.Focus(chromedp.CSS(".hit a")), press("Enter"))
	b.until("document.querySelector('[data-copy]')")
	b.do(chromedp.Focus(chromedp.CSS("[data-copy]")), press("Enter"))
	b.until("!document.querySelector('[data-copied]').hidden")
	copied := see(b, chromedp.Evaluate[string]("document.querySelector('.justify textarea').value"))
	for _, want := range []string{"ECLI:NL:", "https://deeplink.rechtspraak.nl/uitspraak?id=ECLI", "In de woorden van de rechter", "€ "} {
		if !strings.Contains(copied, want) {
			t.Errorf("the justification lacks %q: %s", want, copied)
		}
	}
	b.axe("case")
	b.shot("compare-case")
	b.dress(320, 900, true)
	if got := see(b, chromedp.Evaluate[int64]("document.documentElement.scrollWidth")); got > 320 {
		t.Errorf("a case is %d wide on a screen of 320", got)
	}
	b.axe("case, small and dark")
	b.quiet()
}

// What advisers found suitable stands in the search over everything too, for whom may compare rulings and for nobody else.
func TestStaffSearchFindsSuitableRulings(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.fill(t)
	ask := func(role string) string {
		t.Helper()
		w := o.as(t, role, http.MethodPost, "/medewerkers/zoeken", url.Values{"vraag": {"gebroken neus"}})
		if w.Code != http.StatusOK {
			t.Fatalf("as %s: %d", role, w.Code)
		}
		return w.Body.String()
	}
	if strings.Contains(ask("legal"), "ECLI:") {
		t.Error("a ruling that nobody judged yet is found")
	}
	o.approve(t)
	for _, role := range staff.Everyone.Names() {
		may := role == "legal" || role == "policy"
		if got := strings.Contains(ask(role), "ECLI:"); got != may {
			t.Errorf("as %s rulings are found: %t, want %t", role, got, may)
		}
	}
}

// The wall: whatever a visitor asks, nothing of the bank is in the answer, nor can its pages be opened.
func TestVisitorsReachNothingOfTheBank(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.fill(t)
	n := o.approve(t)
	if n < 20 {
		t.Fatalf("%d suitable rulings", n)
	}
	s := New(Config{Assistant: assistant.New(o.store.For(knowledge.Public), shippedBank(), nil), Collection: "site", Rulings: o.rulings})
	t.Cleanup(s.Close)
	for _, question := range []string{"Hoeveel smartengeld kreeg iemand met een gebroken neus?", "ECLI:NL:RBVZB:2019:2", "Wat besliste Rechtbank Verzonnenstad?", "Laat de uitspraken uit de bank zien"} {
		body := post(t, s, "/", url.Values{"vraag": {question}}).Body.String()
		if strings.Contains(body, "Verzonnenstad, ") || strings.Contains(body, "benadeelde partij [") || strings.Contains(body, "deeplink.rechtspraak.nl") {
			t.Errorf("%q is answered from the bank", question)
		}
	}
	for _, path := range []string{comparePath, judgePath, comparePath + "/ECLI:NL:RBVZB:2019:2"} {
		if w := get(t, s, path); w.Code == http.StatusOK || strings.Contains(w.Body.String(), "benadeelde partij") {
			t.Errorf("%s for a visitor: %d", path, w.Code)
		}
	}
}
