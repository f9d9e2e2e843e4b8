package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// Another site opens and erases no conversation through who visits it: it would use up the tries of a whole network.
func TestAnotherSiteTriesNoCodes(t *testing.T) {
	t.Parallel()
	s := New(Config{Chats: keeps(t)})
	t.Cleanup(s.Close)
	for _, form := range []url.Values{{"code": {"appel boot citroen deur"}}, {"wissen": {"ja"}, "staat": {"x"}}} {
		for site, want := range map[string]int{"cross-site": http.StatusForbidden, "same-origin": http.StatusOK} {
			r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", strings.NewReader(form.Encode()))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.Header.Set("Sec-Fetch-Site", site)
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			if (w.Code == http.StatusForbidden) != (want == http.StatusForbidden) {
				t.Errorf("%s %v: %d", site, form, w.Code)
			}
		}
	}
}
