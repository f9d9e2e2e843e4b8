package main

import (
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/knowledge"
)

// What is wrong with a call is told before anything is opened or started: these users have no database.
func TestMistakenCalls(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, map[string]string{"leeg.txt": "# niets\n", "stuk.txt": "collection = x\n", "fout.txt": "[a]\nseed = https://a.nl/\nvaart = 3\n"})
	at := func(name string) string { return filepath.Join(dir, name) }
	for _, c := range []struct {
		name   string
		args   []string
		env    map[string]string
		status int
		says   string
	}{
		{"unknown command", []string{"vlieg"}, nil, 2, `onbekende opdracht "vlieg"`},
		{"unknown option", []string{"search", "--snel", "vraag"}, nil, 2, "de optie -snel bestaat niet; wegwijzer search --help"},
		{"option without its value", []string{"index", "--dir"}, nil, 2, "bij de optie -dir hoort een waarde"},
		{"option with another value", []string{"search", "-n", "veel", "vraag"}, nil, 2, "de opties zijn niet te lezen"},
		{"search without a question", []string{"search"}, nil, 2, "geef een vraag, of --jsonl"},
		{"search for nobody", []string{"search", "--audience", "iedereen", "vraag"}, nil, 2, "--audience is public of staff"},
		{"search for nothing", []string{"search", "-n", "0", "vraag"}, nil, 2, "-n is een getal"},
		{"ask without a question", []string{"ask"}, nil, 2, "geef een vraag, of --jsonl"},
		{"index without a folder", []string{"index", "--collection", "x", "--audience", "public"}, nil, 2, "geef --dir en --collection"},
		{"index without a collection", []string{"index", "--dir", dir, "--audience", "public"}, nil, 2, "geef --dir en --collection"},
		{"index for nobody", []string{"index", "--dir", dir, "--collection", "x"}, nil, 2, "geef --audience public of --audience staff"},
		{"index of no folder", []string{"index", "--dir", at("nergens"), "--collection", "x", "--audience", "public"}, nil, 2, "is geen map"},
		{"index of a file", []string{"index", "--dir", at("leeg.txt"), "--collection", "x", "--audience", "public"}, nil, 2, "is geen map"},
		{"index with more", []string{"index", "--dir", dir, "--collection", "x", "--audience", "public", "en", "dit"}, nil, 2, `onverwacht: "en"`},
		{"extract of nothing", []string{"extract"}, nil, 2, "geef minstens één bestand"},
		{"crawl without sources", []string{"crawl"}, nil, 2, "geef --sources FILE"},
		{"crawl of no file", []string{"crawl", "--sources", at("nergens")}, nil, 1, "het bestand met de bronnen is niet te openen"},
		{"crawl of nothing", []string{"crawl", "--sources", at("leeg.txt")}, nil, 1, "staat geen enkele bron"},
		{"crawl without a site", []string{"crawl", "--sources", at("stuk.txt")}, nil, 1, "kloppen niet"},
		{"crawl with a mistyped bound", []string{"crawl", "--sources", at("fout.txt")}, nil, 1, `unknown key "vaart"`},
		{"serve of nothing", []string{"serve"}, nil, 2, "geef --demo, of --sources"},
		{"serve with more", []string{"serve", "--demo", "nu"}, nil, 2, `onverwacht: "nu"`},
		{"eval of a folder without sets", []string{"eval", "--root", t.TempDir(), "danger"}, nil, 1, "geen sets om mee te meten"},
		{"eval of nothing known", []string{"eval", "geluk"}, nil, 2, `onbekende meting "geluk"`},
		{"a setting that is no number", []string{"search", "vraag"}, map[string]string{"EMBED_DIM": "veel"}, 1, "EMBED_DIM is een geheel getal"},
		{"a setting below zero", []string{"search", "vraag"}, map[string]string{"EMBED_WEIGHT": "-1"}, 1, "EMBED_WEIGHT is een getal vanaf 0"},
		{"a setting that is no duration", []string{"ask", "vraag"}, map[string]string{"EMBED_TIMEOUT": "even"}, 1, "EMBED_TIMEOUT is een duur"},
		{"a setting that is no level", []string{"serve", "--demo"}, map[string]string{"WEGWIJZER_LOG": "hard"}, 1, "WEGWIJZER_LOG is debug"},
		{"an unknown embedder", []string{"search", "vraag"}, map[string]string{"EMBED_KIND": "glazenbol"}, 1, "de instellingen van het taalmodel"},
		{"no folder with topics", []string{"search", "vraag"}, map[string]string{"WEGWIJZER_TOPICS": at("nergens")}, 1, "WEGWIJZER_TOPICS zijn niet te lezen"},
		{"a database address that is none", []string{"search", "vraag"}, map[string]string{"DATABASE_URL": "postgres://x:geheim@[::1"}, 1, "Het adres in DATABASE_URL is niet te lezen"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			u := &user{env: map[string]string{"DATABASE_URL": "postgres://localhost:1/x"}}
			maps.Copy(u.env, c.env)
			o := u.run(t, "", c.args...)
			if o.status != c.status || !strings.Contains(o.err, c.says) {
				t.Errorf("status %d, %q; want %d, %q", o.status, o.err, c.status, c.says)
			}
			if o.out != "" {
				t.Errorf("standard output holds %q", o.out)
			}
			if !strings.HasPrefix(o.err, "wegwijzer: ") || strings.Contains(o.err, "geheim") {
				t.Errorf("it says %q", o.err)
			}
		})
	}
}

func TestHelp(t *testing.T) {
	t.Parallel()
	u := &user{}
	for _, args := range [][]string{{"help"}, {"--help"}, {"-h"}} {
		o := u.run(t, "", args...)
		if o.status != 0 || o.err != "" {
			t.Errorf("%v: status %d, %q", args, o.status, o.err)
		}
		for _, c := range commands() {
			if !strings.Contains(o.out, "wegwijzer "+c.name) {
				t.Errorf("%v does not name %s", args, c.name)
			}
		}
	}
	if o := u.run(t, ""); o.status != 2 || !strings.Contains(o.out, "wegwijzer serve") {
		t.Errorf("without a command: status %d, %q", o.status, o.out)
	}
	for _, c := range commands() {
		for _, option := range []string{"--help", "-h"} {
			o := u.run(t, "", c.name, option)
			if o.status != 0 || o.err != "" || !strings.HasPrefix(o.out, "wegwijzer "+c.name+" ") || !strings.Contains(o.out, c.about) {
				t.Errorf("%s %s: status %d, %q, %q", c.name, option, o.status, o.out, o.err)
			}
		}
	}
}

// A line that cannot be used costs nobody else an answer.
func TestBrokenLines(t *testing.T) {
	t.Parallel()
	good := func(id string) string { return `{"id":"` + id + `","sentence":"Bel 112.","passage":"Bel 112."}` }
	long := `{"id":"x","sentence":"` + strings.Repeat("a", 5<<20) + `"}`
	for _, c := range []struct {
		name, in string
		ids      string // of the lines that are answered
		says     string
	}{
		{"nothing", "", "", ""},
		{"empty lines", "\n\r\n  \n", "", ""},
		{"all good", good("1") + "\n" + good("2") + "\n", "1 2", ""},
		{"no end of line at the end", good("1") + "\n" + good("2"), "1 2", ""},
		{"lines of Windows", good("1") + "\r\n" + good("2") + "\r\n", "1 2", ""},
		{"a byte order mark", "\ufeff" + good("1"), "1", ""},
		{"broken", good("1") + "\n{\"id\": \n" + good("3"), "1 3", "regel 2 is geen geldige JSON"},
		{"two objects on a line", good("1") + good("2") + "\n" + good("3"), "3", "regel 1 is geen geldige JSON"},
		{"another shape", good("1") + "\n[1]\n\"tekst\"\n{\"id\":7}\n" + good("5"), "1 5", "regel 4 heeft niet de vorm"},
		{"null", "null\n" + good("2"), "2", "regel 1 mist het veld sentence"},
		{"bytes that are no text", "\xff\xfe\x00\n" + good("2"), "2", "regel 1 is geen geldige JSON"},
		{"five megabytes", good("1") + "\n" + long + "\n" + good("3"), "1 3", "regel 2 is te lang"},
		{"five megabytes at the end", good("1") + "\n" + long, "1", "regel 2 is te lang"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			o := (&user{}).run(t, c.in, "gate", "--jsonl")
			var ids []string
			for _, line := range lines(o.out) {
				var answer gateOutput
				decode(t, line, &answer)
				ids = append(ids, answer.ID)
			}
			if got := strings.Join(ids, " "); got != c.ids {
				t.Errorf("answered %q, want %q", got, c.ids)
			}
			status := 0
			if c.says != "" {
				status = 1
			}
			if o.status != status || !strings.Contains(o.err, c.says) || c.says == "" && o.err != "" {
				t.Errorf("status %d, %q; want %d, %q", o.status, o.err, status, c.says)
			}
		})
	}
}

// A database that is not there is told in a sentence, within the patience there is for one that is starting.
func TestNoDatabase(t *testing.T) {
	t.Parallel()
	u := &user{env: map[string]string{"DATABASE_URL": "postgres://iemand:geheim@" + freeAddress(t) + "/x", "WEGWIJZER_ADDR": freeAddress(t)}}
	dir := t.TempDir()
	start := time.Now()
	var all sync.WaitGroup
	for _, args := range [][]string{
		{"search", "vraag"}, {"ask", "vraag"}, {"serve", "--demo"}, {"index", "--dir", dir, "--collection", "x", "--audience", "public"},
	} {
		all.Go(func() {
			o := u.run(t, "", args...)
			if o.status != 1 || !strings.Contains(o.err, "De database geeft geen antwoord.") || strings.Contains(o.err, "geheim") {
				t.Errorf("%s: status %d, %q", args[0], o.status, o.err)
			}
		})
	}
	all.Wait()
	if took := time.Since(start); took > patience {
		t.Errorf("it took %v", took)
	}
}

// Where another program listens already, nothing is started or waited for.
func TestTakenAddress(t *testing.T) {
	t.Parallel()
	taken := httptest.NewServer(http.NotFoundHandler())
	defer taken.Close()
	address := strings.TrimPrefix(taken.URL, "http://")
	u := &user{env: map[string]string{"WEGWIJZER_ADDR": address, "DATABASE_URL": "postgres://nergens"}}
	if o := u.run(t, "", "serve", "--demo"); o.status != 1 || !strings.Contains(o.err, "WEGWIJZER_ADDR") {
		t.Errorf("status %d, %q; want advice about WEGWIJZER_ADDR", o.status, o.err)
	}
	// Another site is not crawled in the place of the demo.
	u = newUser(t)
	u.env["WEGWIJZER_DEMO_ADDR"] = address
	for _, args := range [][]string{{"serve", "--demo"}, {"search", "vraag"}} {
		if o := u.run(t, "", args...); o.status != 1 || !strings.Contains(o.err, "WEGWIJZER_DEMO_ADDR") {
			t.Errorf("%v: status %d, %q; want advice about WEGWIJZER_DEMO_ADDR", args, o.status, o.err)
		}
	}
}

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
	if o := u.run(t, "", "extract", t.TempDir()); o.status != 0 || o.out != "" {
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
	if o := (&user{}).run(t, "", "extract", site.URL); o.status != 1 || !strings.Contains(o.err, "op het openbare web ligt") || o.out != "" {
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

type indexLine struct {
	Collection string `json:"collection"`
	Audience   string `json:"audience"`
	Documents  int    `json:"documents"`
	Changed    int    `json:"changed"`
	Skipped    int    `json:"skipped"`
	Had        int    `json:"had"`
	Bytes      int64  `json:"bytes"`
	MS         int64  `json:"ms"`
}

func (u *user) index(t *testing.T, dir, collection, audience string, more ...string) indexLine {
	t.Helper()
	var line indexLine
	decode(t, u.must(t, "", append([]string{"index", "--dir", dir, "--collection", collection, "--audience", audience}, more...)...), &line)
	return line
}

// found returns the addresses at which a search finds passages.
func (u *user) found(t *testing.T, collection, audience, question string) []string {
	t.Helper()
	var o searchOutput
	decode(t, u.must(t, "", "search", "--collection", collection, "--audience", audience, question), &o)
	var urls []string
	for _, h := range o.Hits {
		urls = append(urls, h.URL)
	}
	return urls
}

var pages = map[string]string{
	"aangifte.html": fmt.Sprintf(page, "Aangifte doen", "Je doet aangifte bij de politie. Neem je paspoort mee naar het bureau."),
	"schade.html":   fmt.Sprintf(page, "Schade vergoeden", "Vraag de rechter om de dader te laten betalen voor je schade. Dat heet voegen in de strafzaak."),
	"tolk.html":     fmt.Sprintf(page, "Een tolk", "Spreek je geen Nederlands? Dan regelt de politie een tolk voor je. Dat kost niets."),
}

// A large export that was broken off goes on where it was: what was read and did not change is not read again, what changed or came since is, and
// what is gone goes. One that is too large is refused before anything of it is read.
func TestIndexGoesOnAfterItWasBrokenOff(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	dir := t.TempDir()
	write(t, dir, pages)
	if got := u.index(t, dir, "uitvoer", "staff"); got.Documents != 3 {
		t.Fatalf("first time: %+v", got)
	}
	store, err := knowledge.NewStore(t.Context(), pgtest.Open(t, u.env["DATABASE_URL"]), knowledge.Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	half, err := store.Begin(t.Context(), knowledge.Staff, "uitvoer")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"aangifte.html", "schade.html", "weg.html"} {
		was := knowledge.Document{URL: name, Title: "Zoals het was", Lang: "nl", Blocks: []knowledge.Block{{Text: "Het spiegelei van " + name + " is al gelezen."}}}
		if _, err := half.Put(t.Context(), was); err != nil {
			t.Fatal(err)
		}
	}
	// One was read before and stayed as it was, one was changed after that, one came after, and a copy of what was read came too.
	before, after := time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
	write(t, dir, map[string]string{"kopie.html": pages["aangifte.html"]})
	for name, changed := range map[string]time.Time{"aangifte.html": before, "schade.html": after} {
		if err := os.Chtimes(filepath.Join(dir, name), changed, changed); err != nil {
			t.Fatal(err)
		}
	}
	if got := u.index(t, dir, "uitvoer", "staff", "--continue"); got.Documents != 3 || got.Had != 1 || got.Skipped != 1 {
		t.Errorf("going on: %+v, want 3 documents of which 1 was read before, 1 skipped", got)
	}
	if got := u.found(t, "uitvoer", "staff", "spiegelei"); len(got) == 0 || got[0] != "aangifte.html" || slices.Contains(got, "weg.html") || slices.Contains(got, "kopie.html") {
		t.Errorf("found %v, want what was read before first, and nothing that is gone or a copy", got)
	}
	if o := u.run(t, "", "index", "--dir", dir, "--collection", "uitvoer", "--audience", "staff", "--continue", "--reset"); o.status == 0 {
		t.Error("--continue and --reset go together")
	}
	large := filepath.Join(dir, "groot.txt")
	if err := os.WriteFile(large, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(large, 2<<30); err != nil { // a file of holes
		t.Fatal(err)
	}
	if o := u.run(t, "", "index", "--dir", dir, "--collection", "uitvoer", "--audience", "staff", "--max-gb", "1"); o.status != 1 || !strings.Contains(o.err, "meer dan 1 GB") {
		t.Errorf("too large: %d, %s", o.status, o.err)
	}
	// One giant in a folder is passed over without being read.
	if got := u.index(t, dir, "uitvoer", "staff"); got.Documents != 3 || got.Skipped != 2 || got.Bytes < 2<<30 {
		t.Errorf("with a giant: %+v", got)
	}
}

func TestIndexFolder(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	dir := t.TempDir()
	write(t, dir, pages)
	write(t, dir, map[string]string{"foto.jpg": "x"})
	if got := u.index(t, dir, "hulp", "public", "--base-url", "https://example.nl/"); got.Documents != 3 || got.Changed != 3 || got.Skipped != 1 {
		t.Errorf("first time: %+v, want 3 documents, 3 changed, 1 skipped", got)
	}
	if got := u.index(t, dir, "hulp", "public", "--base-url", "https://example.nl/"); got.Documents != 3 || got.Changed != 0 {
		t.Errorf("second time: %+v, want 3 documents, 0 changed", got)
	}
	if got := u.found(t, "hulp", "public", "tolk bij de politie"); len(got) == 0 || got[0] != "https://example.nl/tolk.html" {
		t.Errorf("found %v, want the page on interpreters first", got)
	}

	// An empty folder is a mistake of somebody's, not the end of a collection.
	o := u.run(t, "", "index", "--dir", t.TempDir(), "--collection", "hulp", "--audience", "public")
	if o.status != 0 || !strings.Contains(o.err, "de collectie blijft zoals zij was") {
		t.Errorf("an empty folder: status %d, %q", o.status, o.err)
	}
	if got := u.found(t, "hulp", "public", "tolk"); len(got) == 0 {
		t.Error("an empty folder took the collection away")
	}

	// A file that is gone is gone from the collection, also when an earlier run that still had it was cut off.
	store, err := knowledge.NewStore(t.Context(), pgtest.Open(t, u.env["DATABASE_URL"]), knowledge.Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	half, err := store.Begin(t.Context(), knowledge.Public, "hulp")
	if err != nil {
		t.Fatal(err)
	}
	old := knowledge.Document{URL: "https://example.nl/weg.html", Title: "Weg", Lang: "nl", Blocks: []knowledge.Block{{Text: "Een spiegelei hoort hier niet meer te staan."}}}
	if _, err := half.Put(t.Context(), old); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "tolk.html")); err != nil {
		t.Fatal(err)
	}
	if got := u.index(t, dir, "hulp", "public", "--base-url", "https://example.nl/"); got.Documents != 2 || got.Changed != 0 {
		t.Errorf("after a file was deleted: %+v, want 2 documents, 0 changed", got)
	}
	for _, question := range []string{"spiegelei", "tolk"} {
		for _, url := range u.found(t, "hulp", "public", question) {
			if strings.Contains(url, "weg.html") || strings.Contains(url, "tolk.html") {
				t.Errorf("%s is still found", url)
			}
		}
	}

	if got := u.index(t, dir, "hulp", "public", "--reset"); got.Documents != 2 || got.Changed != 2 {
		t.Errorf("with --reset: %+v, want 2 documents, 2 changed", got)
	}
	o = u.run(t, "", "index", "--dir", t.TempDir(), "--collection", "hulp", "--audience", "public", "--reset")
	if o.status != 0 {
		t.Errorf("--reset with an empty folder: status %d, %q", o.status, o.err)
	}
	if o := u.run(t, "", "search", "--collection", "hulp", "tolk"); o.status != 1 || !strings.Contains(o.err, `er is geen collectie "hulp" voor public`) {
		t.Errorf("after --reset with an empty folder: status %d, %q, %q", o.status, o.out, o.err)
	}
}

// What lies on the staff shelf is not found on the public one, under whatever name.
func TestAudiencesApart(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	inner, open := t.TempDir(), t.TempDir()
	write(t, inner, map[string]string{"draaiboek.html": fmt.Sprintf(page, "Draaiboek", "Het wachtwoord van de noodkast is kanariepiet en staat in het draaiboek.")})
	write(t, open, pages)
	u.index(t, inner, "intern", "staff")
	u.index(t, inner, "beide", "staff")
	u.index(t, open, "beide", "public")
	if got := u.found(t, "intern", "staff", "wachtwoord noodkast"); len(got) != 1 {
		t.Errorf("staff find %v, want the page", got)
	}
	for _, command := range [][]string{{"search", "--audience", "public", "--collection", "intern"}, {"ask", "--collection", "intern"}} {
		o := u.run(t, "", append(command, "wachtwoord noodkast")...)
		if o.status != 1 || o.out != "" || !strings.Contains(o.err, `er is geen collectie "intern" voor public`) {
			t.Errorf("%v: status %d, %q, %q; want no such collection", command, o.status, o.out, o.err)
		}
	}
	for _, command := range [][]string{{"search", "--collection", "beide"}, {"ask", "--collection", "beide"}} {
		if out := u.must(t, "", append(command, "wachtwoord noodkast kanariepiet draaiboek")...); strings.Contains(out, "kanariepiet") || strings.Contains(out, "draaiboek.html") {
			t.Errorf("%v shows an internal page: %s", command, out)
		}
	}
}

// An unknown collection is told, also to who asks nothing yet.
func TestUnknownCollection(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	for _, args := range [][]string{
		{"search", "--collection", "nergens", "vraag"},
		{"search", "--collection", "nergens", "--audience", "staff", "vraag"},
		{"search", "--collection", "nergens", "--jsonl"},
		{"ask", "--collection", "nergens", "vraag"},
		{"ask", "--collection", "nergens", "--jsonl"},
	} {
		o := u.run(t, "", args...)
		if o.status != 1 || o.out != "" || !strings.Contains(o.err, `er is geen collectie "nergens"`) || !strings.Contains(o.err, "wegwijzer index") {
			t.Errorf("%v: status %d, %q, %q", args, o.status, o.out, o.err)
		}
	}
	dir := t.TempDir()
	write(t, dir, map[string]string{"bronnen.txt": "[a]\nseed = https://example.nl/\n"})
	o := u.run(t, "", "crawl", "--sources", filepath.Join(dir, "bronnen.txt"), "--only", "b")
	if o.status != 2 || !strings.Contains(o.err, `geen collectie "b"`) {
		t.Errorf("crawl --only: status %d, %q", o.status, o.err)
	}
}
