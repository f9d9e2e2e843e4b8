package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
)

// Who crawls by hand reads on the error stream what was not indexed and why, and, when nothing is due, from when on it is and how to do it now.
func TestCrawlTellsWhatItDid(t *testing.T) {
	t.Parallel()
	mux := http.NewServeMux()
	shown := func(title, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprintf(w, "<html lang=nl><title>%s</title>%s</html>", title, body)
		}
	}
	mux.HandleFunc("/{$}", shown("Begin", `<main><h1>Begin</h1><p>Hier begint de proef.</p><p><a href="/weg">weg</a> en <a href="/intern">intern</a></p></main>`))
	mux.HandleFunc("/intern", shown("Intern", `<meta name=robots content=noindex><main><h1>Intern</h1><p>Niet voor buiten.</p></main>`))
	site := httptest.NewServer(mux)
	t.Cleanup(site.Close)
	u := newPrinting(t)
	who := newUser(t)
	sources := u.sources(t, who)
	who.env["WEGWIJZER_ALLOW_HOSTS"] += " " + strings.TrimPrefix(site.URL, "http://")
	write(t, filepath.Dir(sources), map[string]string{"bronnen.txt": fmt.Sprintf("[proef]\nseed = %s/\ndelay = 1ms\n", site.URL)})

	first := who.run(t, "", "crawl", "--sources", sources)
	if first.status != 0 || !strings.Contains(first.err, "proef: niet opgenomen: 2; --pages") {
		t.Errorf("status %d, %q; want how many were left out", first.status, first.err)
	}
	fresh := who.run(t, "", "crawl", "--sources", sources)
	if fresh.status != 0 || !strings.Contains(fresh.out, `"fresh":true`) || !strings.Contains(fresh.err, "proef: niets gedaan, pas om ") || !strings.Contains(fresh.err, "--now") {
		t.Errorf("status %d, %q, %q; want nothing done, and that told", fresh.status, fresh.out, fresh.err)
	}
	now := who.run(t, "", "crawl", "--sources", sources, "--now", "--pages")
	for _, want := range []string{site.URL + "/weg: de pagina bestaat niet meer\n", site.URL + "/intern: "} {
		if !strings.Contains(now.err, want) {
			t.Errorf("the command says %q, want %q", now.err, want)
		}
	}
	var told struct {
		Fresh   bool
		Indexed int
		Skipped map[string]int
	}
	if err := json.Unmarshal([]byte(now.out), &told); err != nil || told.Fresh || told.Indexed != 1 || told.Skipped["gone"] != 1 || told.Skipped["noindex"] != 1 {
		t.Errorf("%q, %v; want one page, and two left out", now.out, err)
	}
}
