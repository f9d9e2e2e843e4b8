package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/knowledge"
)

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
