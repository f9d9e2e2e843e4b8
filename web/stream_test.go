package web

import (
	"bufio"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wegwijzer/assistant"
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

// streamed reads the frames of a stream.
func streamed(t *testing.T, w *httptest.ResponseRecorder) (frames []frame) {
	t.Helper()
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
		frames = append(frames, f)
	}
	return frames
}

func TestStreamTellsTheSameAsTheSocket(t *testing.T) {
	t.Parallel()
	w := request(t, scripted(t, twoSources), `{"type":"ask","id":"v1","question":"Wat nu?"}`, "http://example.com")
	if got := w.Header().Get("Content-Type"); w.Code != http.StatusOK || !strings.HasPrefix(got, "text/event-stream") {
		t.Fatalf("status %d, Content-Type %q", w.Code, got)
	}
	got := streamed(t, w)
	for i := range got {
		got[i] = withoutState(t, got[i])
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

// A message that is no question of our page may still come from somebody in danger: the card comes before it is refused, on the socket and by request.
func TestRefusedFrameHasItsCard(t *testing.T) {
	t.Parallel()
	const words = `"question":"mijn ex staat nu voor de deur met een mes"`
	for _, body := range []string{
		`{"type":"ask","id":"v1",` + words + `,"topic":"bestaat-niet"}`,
		`{"type":"ask",` + words + `,"id":"` + strings.Repeat("x", maxID+1) + `"}`,
		`{"type":"ask","id":"v1","lang":7,` + words + `}`,
		`{"type":"ask","id":"v1","keep":true,"level":["x"],` + words + `}`,
		`{"type":"vraag","id":"v1",` + words + `}`,
		`{"type":"ask","id":"v1",` + words,
		`mijn ex staat nu voor de deur met een mes`,
	} {
		s := scripted(t, twoSources)
		v := visit(t, s)
		v.say(body)
		for way, frames := range map[string][]frame{"the socket": v.hear("error"), "a request": streamed(t, request(t, s, body, ""))} {
			if len(frames) != 2 || frames[0].Kind != string(assistant.DangerNotice) || frames[0].Contacts[0].Tel != "tel:112" || frames[1].Type != "error" {
				t.Errorf("%.60s: %s tells %+v, want a card and then why it is refused", body, way, frames)
			}
		}
		calm := strings.ReplaceAll(body, "mijn ex staat nu voor de deur met een mes", "hoe doe ik aangifte")
		v.say(calm)
		if got := v.hear("error"); len(got) != 1 {
			t.Errorf("%.60s: without danger it tells %+v", calm, got)
		}
		if w := request(t, s, calm, ""); w.Code != http.StatusBadRequest {
			t.Errorf("%.60s: without danger it has status %d", calm, w.Code)
		}
	}
}
