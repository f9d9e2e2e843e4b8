package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
)

// A site that asks for rest holds up neither the other sites of its collection nor the collections after it: who searches finds their pages,
// and the command tells at its end what it has to come back for.
func TestCrawlGoesOnBesideASiteThatRests(t *testing.T) {
	t.Parallel()
	resting := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Retry-After", "900")
		w.WriteHeader(http.StatusServiceUnavailable)
	}))
	t.Cleanup(resting.Close)
	well := newPrinting(t)
	u := newUser(t)
	sources := well.sources(t, u)
	u.env["WEGWIJZER_ALLOW_HOSTS"] += " " + strings.TrimPrefix(resting.URL, "http://")
	write(t, filepath.Dir(sources), map[string]string{"bronnen.txt": fmt.Sprintf(
		"[ziek]\ncollection = een\nseed = %[1]s/\n\n[gezond]\ncollection = een\nseed = %[2]s/\ndelay = 1ms\n\n[alleen-ziek]\ncollection = twee\nseed = %[1]s/\n\n[ook-gezond]\ncollection = drie\nseed = %[2]s/\ndelay = 1ms\n",
		resting.URL, well.URL)})

	o := u.run(t, "", "crawl", "--sources", sources)
	for _, want := range []string{"een: een website vraagt om te wachten", "twee: een website vraagt om te wachten"} {
		if !strings.Contains(o.err, want) {
			t.Errorf("the command says %q, want %q", o.err, want)
		}
	}
	if o.status != 1 || strings.Contains(o.err, "drie:") || strings.Count(o.out, "\n") != 2 {
		t.Errorf("status %d, %q, %q; want two collections that were read, and two that wait", o.status, o.out, o.err)
	}
	for _, collection := range []string{"een", "drie"} {
		if out := u.must(t, "", "search", "--collection", collection, "tolk"); !strings.Contains(out, "/pagina/") {
			t.Errorf("in %s nothing is found: %s", collection, out)
		}
	}
}
