package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"wegwijzer/handover"
	"wegwijzer/staff"
	"wegwijzer/transcribe/recording"
)

// noPages are addresses of staff that answer with something else than a page: lines, sound, files and numbers for a script.
var noPages = []string{
	"GET /medewerkers/praten/lijn", "GET /medewerkers/praten/{id}/lijn", "GET /medewerkers/gesprek/{id}/opname/lijn", "GET /medewerkers/gesprek/{id}/opname/stand",
	"GET /medewerkers/gesprek/{id}/opname/stuk", "GET /medewerkers/gesprek/{id}/audio", "GET /medewerkers/gesprekken/voorbeeld", "GET /medewerkers/gesprek/{id}/verslag/{soort}", "GET /medewerkers/beoordelen/ophalen",
}

// Every page of staff, as every role that may see it, stands up to axe. The pages are those that the running program has, so that none is missed; what
// another role saw letter by letter is not looked at again, but for the first page of each. Light and dark take turns: each by itself has both in the
// tests of the pages.
func TestEveryStaffPageStandsUpToAxe(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	values := o.working(t)
	b := open(t, o)
	b.dress(1280, 900, false)
	pages, shown, dark := 0, 0, false
	looked := map[string]bool{} // what pages hold beside the frame of their role, which each role's first page has
	for _, role := range staff.Everyone.Names() {
		o.signInByKeyboard(b, role)
		framed := false // whether axe saw the frame of this role's pages
		for _, route := range o.router.routes {
			method, path, _ := strings.Cut(route.pattern, " ")
			roles := strings.Split(matrix[route.pattern], ",")
			if method != http.MethodGet || route.gate == nil || slices.Contains(noPages, route.pattern) || !slices.Contains(roles, role) {
				continue
			}
			for name, value := range values(route.pattern) {
				path = strings.ReplaceAll(path, "{"+name+"}", url.PathEscape(value))
			}
			if strings.HasSuffix(path, "/pagina") {
				path += "?adres=https%3A%2F%2Fsite.example%2Fhulp"
			}
			if strings.Contains(path, "{") {
				t.Errorf("%s: this test has no value for it", route.pattern)
				continue
			}
			w := o.as(t, role, http.MethodGet, path, nil)
			if w.Code != http.StatusOK && w.Code != http.StatusSeeOther && w.Code != http.StatusForbidden || w.Code == http.StatusOK && !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
				t.Errorf("%s as %s: %d, %s", path, role, w.Code, w.Header().Get("Content-Type"))
				continue
			}
			pages++
			_, body, _ := strings.Cut(w.Body.String(), "<main")
			if body != "" && looked[body] && framed {
				continue
			}
			looked[body], framed = true, true
			shown++
			b.dress(1280, 900, dark)
			b.do(chromedp.Navigate(b.url + path))
			b.axe(fmt.Sprintf("%s as %s, dark %t", route.pattern, role, dark))
			dark = !dark
		}
		b.dress(1280, 900, false)
		b.do(chromedp.Navigate(b.url + homePath))
		o.signOutByKeyboard(b)
	}
	t.Logf("%d pages, %d of them differ by more than their frame", pages, shown)
	if pages < 60 {
		t.Errorf("only %d pages: this test does not see them", pages)
	}
}

// working fills an office as after a morning's work, and returns what stands for the parts of an address that vary.
func (o *office) working(t *testing.T) func(pattern string) map[string]string {
	t.Helper()
	o.stock(t)
	o.withCalls(t)
	o.talking(t)
	o.fill(t)
	o.approve(t)
	path := o.uploaded(t)
	o.reviewed(t, "legal", path)
	o.as(t, "legal", http.MethodPost, path+"/ondertekenen", nil)
	open := o.uploaded(t)
	coming := o.begin(t, o.person(t, "legal"), recording.Live, 1)
	if err := o.config.Handover.Present(t.Context(), string(o.person(t, "legal")), "Noor", time.Hour); err != nil {
		t.Fatal(err)
	}
	if _, err := o.config.Handover.Ask(t.Context(), handover.Request{Lang: "nl", Passed: "Ik wil iets vragen over de zitting."}); err != nil {
		t.Fatal(err)
	}
	o.withAgenda(t)
	text := func(query string) string {
		t.Helper()
		var s string
		if err := o.db.QueryRow(t.Context(), query).Scan(&s); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		return s
	}
	document := text(`SELECT p.id FROM shelf_staff.passages p JOIN shelf_staff.documents d ON d.id = p.document JOIN shelf_staff.collections c ON c.id = d.collection WHERE c.name = 'werkwijzen' LIMIT 1`)
	return func(pattern string) map[string]string {
		v := map[string]string{"dag": "2026-11-26", "collectie": "site", "onderwerp": "aangifte", "feit": "spreekrecht-melden"}
		switch {
		case strings.Contains(pattern, "/stukken/"):
			v["collectie"], v["id"] = "werkwijzen", document
		case strings.Contains(pattern, "/opname"):
			v["id"] = strconv.FormatInt(int64(coming), 10)
		case strings.Contains(pattern, "/gesprek/{id}/ondertekenen"), strings.HasSuffix(pattern, "/gesprek/{id}"):
			v["id"] = strings.TrimPrefix(open, callPath)
		case strings.Contains(pattern, "/gesprek/"):
			v["id"] = strings.TrimPrefix(path, callPath)
		case strings.Contains(pattern, "/beoordelen/"):
			v["id"] = text(`SELECT ecli FROM bank.rulings ORDER BY ecli LIMIT 1`)
		case strings.Contains(pattern, "/uitspraken/"):
			v["id"] = text(`SELECT ecli FROM bank.rulings WHERE state = 'suitable' ORDER BY ecli LIMIT 1`)
		case strings.Contains(pattern, "/team/"):
			v["id"] = "1"
		case strings.Contains(pattern, "/afspraak/"):
			v["id"] = text(`SELECT id::text FROM appointments LIMIT 1`)
		case strings.Contains(pattern, "/praten/"):
			v["id"] = text(`SELECT id::text FROM handover_talks LIMIT 1`)
		}
		return v
	}
}
