package web

import (
	"bufio"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// request asks a question by request, from a page of origin.
func request(t *testing.T, h http.Handler, body, origin string) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/antwoord", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	if origin != "" {
		r.Header.Set("Origin", origin)
	}
	h.ServeHTTP(w, r)
	return w
}

func TestStreamTellsTheSameAsTheSocket(t *testing.T) {
	t.Parallel()
	w := request(t, scripted(t, twoSources), `{"type":"ask","id":"v1","question":"Wat nu?"}`, "http://example.com")
	if got := w.Header().Get("Content-Type"); w.Code != http.StatusOK || !strings.HasPrefix(got, "text/event-stream") {
		t.Fatalf("status %d, Content-Type %q", w.Code, got)
	}
	var got []frame
	lines := bufio.NewScanner(w.Body)
	for lines.Scan() {
		content, ok := strings.CutPrefix(lines.Text(), "data: ")
		if !ok {
			if lines.Text() != "" {
				t.Errorf("the stream has the line %q", lines.Text())
			}
			continue
		}
		var f frame
		if err := json.Unmarshal([]byte(content), &f); err != nil {
			t.Fatal(err)
		}
		got = append(got, withoutState(t, f))
	}
	if diff := cmp.Diff(twoSourcesFrames("v1"), got); diff != "" {
		t.Errorf("frames differ (-want +got):\n%s", diff)
	}
}

func TestStreamRefuses(t *testing.T) {
	t.Parallel()
	s := scripted(t, twoSources)
	for _, test := range []struct {
		body, origin string
		status       int
	}{
		{`{"type":"ask","question":"Wat nu?"}`, "https://evil.example", http.StatusForbidden},
		{`{"type":"ask","question":"Wat nu?"}`, "null", http.StatusForbidden},
		{`{"type":"zing"}`, "", http.StatusBadRequest},
		{`{"type":"ask","topic":"bestaat-niet"}`, "", http.StatusBadRequest},
		{`geen json`, "", http.StatusBadRequest},
		{`{"type":"ask","id":"` + strings.Repeat("x", maxID+1) + `"}`, "", http.StatusBadRequest},
		{`{"type":"ask","question":"` + strings.Repeat("x", maxAsk) + `"}`, "", http.StatusRequestEntityTooLarge},
	} {
		if w := request(t, s, test.body, test.origin); w.Code != test.status {
			t.Errorf("%.40s from %q has status %d, want %d", test.body, test.origin, w.Code, test.status)
		}
	}
}
