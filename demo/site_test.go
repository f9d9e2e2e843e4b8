package demo

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

func get(t *testing.T, h http.Handler, path string) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://demo.test"+path, nil))
	return w
}

func TestEveryPageIsServedWithItsText(t *testing.T) {
	t.Parallel()
	site := Site()
	all := pages()
	if len(all) < 70 {
		t.Errorf("the site has %d pages, want at least 70", len(all))
	}
	titles := map[string]string{}
	for _, p := range all {
		if other, ok := titles[p.Title]; ok {
			t.Errorf("%s and %s have the title %q", p.Path, other, p.Title)
		}
		titles[p.Title] = p.Path
		w := get(t, site, p.Path)
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "<h1>") || !strings.Contains(w.Body.String(), `rel="canonical" href="http://demo.test`+p.Path) {
			t.Errorf("%s answers %d without its heading or canonical", p.Path, w.Code)
		}
	}
}

var (
	hrefs  = regexp.MustCompile(`href="(/[^"#?]*)`)
	phones = regexp.MustCompile(`\b0\d{2,3}[- ]?\d{4,7}\b`)
)

func TestLinksLeadSomewhere(t *testing.T) {
	t.Parallel()
	site := Site()
	checked := map[string]bool{}
	for _, p := range pages() {
		for _, m := range hrefs.FindAllStringSubmatch(string(p.Body), -1) {
			if checked[m[1]] {
				continue
			}
			checked[m[1]] = true
			if w := get(t, site, m[1]); w.Code != http.StatusOK || strings.Contains(w.Body.String(), "<h1>Pagina niet gevonden</h1>") {
				t.Errorf("%s links to %s, which is not there", p.Path, m[1])
			}
		}
	}
}

// A wrong number on a page of this kind is worse than none: only those that were checked may stand there.
func TestOnlyCheckedTelephoneNumbers(t *testing.T) {
	t.Parallel()
	known := map[string]bool{
		"09000101": true, "09008844": true, "08002000": true, "08000113": true, "08000188": true, "08000432": true, "0887867372": true,
		"0704142000": true, "0302340045": true,
	}
	for _, p := range pages() {
		for _, n := range phones.FindAllString(string(p.Body), -1) {
			if !known[strings.NewReplacer("-", "", " ", "").Replace(n)] {
				t.Errorf("%s has the number %s", p.Path, n)
			}
		}
	}
}

func TestTheSiteHasTheMessOfRealOnes(t *testing.T) {
	t.Parallel()
	site := Site()
	if w := get(t, site, "/bestaat-niet/"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "niet gevonden") {
		t.Errorf("a missing page answers %d, want 200 with an apology", w.Code)
	}
	if w := get(t, site, "/voegen"); w.Code != http.StatusMovedPermanently {
		t.Errorf("/voegen answers %d, want a redirect", w.Code)
	}
	if w := get(t, site, "/schade/voegen"); w.Code != http.StatusMovedPermanently || w.Header().Get("Location") != "/schade/voegen/" {
		t.Errorf("a path without its slash answers %d to %q", w.Code, w.Header().Get("Location"))
	}
	if w := get(t, site, "/sitemap_index.xml"); !strings.Contains(w.Body.String(), "sitemap-oud.xml.gz") {
		t.Error("the sitemap index lacks a sitemap")
	}
	if w := get(t, site, "/files/vouwblad-eerste-dagen.pdf"); w.Code != http.StatusOK || !strings.HasPrefix(w.Body.String(), "%PDF") {
		t.Error("the leaflet is no PDF")
	}
	page := get(t, site, "/schade/voegen/")
	again := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://demo.test/schade/voegen/", nil)
	again.Header.Set("If-None-Match", page.Header().Get("ETag"))
	w := httptest.NewRecorder()
	site.ServeHTTP(w, again)
	if w.Code != http.StatusNotModified {
		t.Errorf("an unchanged page answers %d, want 304", w.Code)
	}
}
