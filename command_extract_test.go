package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const page = `<!DOCTYPE html><html lang="nl"><head><title>%[1]s</title></head><body><main><h1>%[1]s</h1><p>%[2]s</p></main></body></html>`

func TestExtractFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"b.html":        fmt.Sprintf(page, "Aangifte", "Je kunt aangifte doen op het bureau bij jou in de buurt."),
		"a.txt":         "Neem je legitimatie mee als je aangifte gaat doen.\n",
		"leeg.html":     "",
		"foto.jpg":      "\xff\xd8\xff",
		"diep/c.md":     "# Tolk\n\nEen tolk kost je niets als je aangifte doet.\n",
		".verborgen/d":  "x",
		"diep/.e.html":  "x",
		"stuk.pdf":      "%PDF-1.7\nen dan niets meer",
		"tabel.xlsx":    "PK\x03\x04",
		"zonder-ending": "x",
	})
	u := &user{}
	o := u.run(t, "", "extract", dir)
	var files []string
	for _, line := range lines(o.out) {
		p := extracted(t, line)
		files = append(files, p.File)
		if p.File == "leeg.html" && (p.Index || p.Reason == "") {
			t.Errorf("an empty page: index %v, reason %q", p.Index, p.Reason)
		}
	}
	if got := strings.Join(files, " "); got != "a.txt b.html c.md leeg.html" {
		t.Errorf("files %q", got)
	}
	if o.status != 1 {
		t.Errorf("status %d, want 1 for the broken pdf", o.status)
	}
	for _, said := range []string{"foto.jpg is overgeslagen", "tabel.xlsx is overgeslagen", "zonder-ending is overgeslagen", "stuk.pdf is niet te lezen"} {
		if !strings.Contains(o.err, said) {
			t.Errorf("it does not say %q:\n%s", said, o.err)
		}
	}
	if strings.Contains(o.err, "verborgen") || strings.Contains(o.err, ".e.html") {
		t.Errorf("it looked at hidden files:\n%s", o.err)
	}

	if o := u.run(t, "", "extract", filepath.Join(dir, "foto.jpg"), filepath.Join(dir, "a.txt")); o.status != 0 || len(lines(o.out)) != 1 {
		t.Errorf("a file of another kind: status %d, %q, %q", o.status, o.out, o.err)
	}
	if err := os.Symlink("nergens", filepath.Join(dir, "los.html")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"nergens.html", "los.html"} {
		o := u.run(t, "", "extract", filepath.Join(dir, name), filepath.Join(dir, "a.txt"))
		if o.status != 1 || len(lines(o.out)) != 1 || !strings.Contains(o.err, name+" is niet te lezen: het bestand bestaat niet") {
			t.Errorf("%s: status %d, %q, %q", name, o.status, o.out, o.err)
		}
	}
	if os.Geteuid() != 0 { // root may read anything
		closed := filepath.Join(dir, "dicht.html")
		write(t, dir, map[string]string{"dicht.html": "x"})
		if err := os.Chmod(closed, 0); err != nil {
			t.Fatal(err)
		}
		if o := u.run(t, "", "extract", closed); o.status != 1 || !strings.Contains(o.err, "mag niet gelezen worden") {
			t.Errorf("a closed file: status %d, %q", o.status, o.err)
		}
	}
	empty := t.TempDir()
	if o := u.run(t, "", "extract", empty); o.status != 1 || o.out != "" || !strings.Contains(o.err, empty+" is niet te lezen: in die map staat geen bestand") {
		t.Errorf("an empty folder: status %d, %q, %q", o.status, o.out, o.err)
	}
}

// An address within our own network is fetched only when the operator named it.
func TestExtractAddress(t *testing.T) {
	t.Parallel()
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, page, "Tolk", "Een tolk kost je niets als je aangifte doet bij de politie.")
	}))
	defer site.Close()
	if o := (&user{}).run(t, "", "extract", site.URL); o.status != 1 || !strings.Contains(o.err, "op het openbare web ligt; een eigen proefsite noemt de beheerder in WEGWIJZER_ALLOW_HOSTS") || o.out != "" {
		t.Errorf("status %d, %q, %q; want it refused", o.status, o.out, o.err)
	}
	u := &user{env: map[string]string{"WEGWIJZER_ALLOW_HOSTS": strings.TrimPrefix(site.URL, "http://")}}
	if p := extracted(t, u.must(t, "", "extract", site.URL+"/tolk")); p.Title != "Tolk" || !p.Index {
		t.Errorf("extracted %+v", p)
	}
}

type extractLine struct {
	File      string `json:"file"`
	URL       string `json:"url"` // besides what is promised
	Title     string `json:"title"`
	Lang      string `json:"lang"`
	Canonical string `json:"canonical"`
	Date      string `json:"date"`
	Index     bool   `json:"index"`
	Reason    string `json:"reason"`
	Text      string `json:"text"`
}

func extracted(t *testing.T, line string) extractLine {
	t.Helper()
	var p extractLine
	decode(t, line, &p)
	has := fields(t, line)
	for _, name := range []string{"file", "title", "lang", "canonical", "date", "index", "reason", "text"} {
		if has[name] == nil {
			t.Errorf("extract writes no %q", name)
		}
	}
	return p
}
