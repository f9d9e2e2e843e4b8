package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestThePageSaysThatItIsOff: nobody writes a whole story to an assistant that is off; with one way in still open the page says nothing.
func TestThePageSaysThatItIsOff(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		off  func(channel string) bool
		told bool
	}{
		{func(string) bool { return true }, true},
		{func(channel string) bool { return channel == bySocket }, false},
		{nil, false},
	} {
		s := New(Config{Off: c.off})
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
		if told := strings.Contains(w.Body.String(), "Deze assistent is nu even uit"); w.Code != http.StatusOK || told != c.told {
			t.Errorf("%d; told %v, want %v", w.Code, told, c.told)
		}
	}
}
