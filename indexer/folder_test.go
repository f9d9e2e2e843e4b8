package indexer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wegwijzer/knowledge"
)

// folderOf writes files below a new folder.
func folderOf(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, body := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func htmlPage(title, text string) string {
	return fmt.Sprintf(`<!doctype html><html lang="nl"><title>%[1]s - Proef</title><main><h1>%[1]s</h1><p>%[2]s</p></main></html>`, title, text)
}

func TestFolder(t *testing.T) {
	t.Parallel()
	dir := folderOf(t, map[string]string{
		"b.html":                 htmlPage("Tweede", "Dit is de tweede pagina van de map."),
		"a/met spatie & zo.html": strings.Replace(htmlPage("Eerste", "Dit is de eerste pagina van de map."), "<title>", `<link rel=canonical href="https://elders.test/x"><title>`, 1),
		"voor-de-helpers/c.txt":  "KOP\n\nEen tekst die lang genoeg is om een alinea te zijn, en niet meer dan dat.\n",
		"d.md":                   "# Titel\n\nEen alinea in markdown.\n",
		"kopie.html":             htmlPage("Tweede", "Dit is de tweede pagina van de map."),
		"print.html":             `<html lang=nl><title>P</title><body onload="window.print()"><h1>P</h1><p>Tekst op papier.</p>`,
		".verborgen.html":        htmlPage("Nee", "Verborgen bestand."),
		".git/x.html":            htmlPage("Nee", "Verborgen map."),
		"plaatje.png":            "\x89PNG",
		"kapot.pdf":              "dit is geen pdf",
		"leeg.html":              "",
	})
	outside := folderOf(t, map[string]string{"geheim.html": htmlPage("Geheim", "Buiten de map.")})
	if err := os.Symlink(filepath.Join(outside, "geheim.html"), filepath.Join(dir, "link.html")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(dir, "linkmap")); err != nil {
		t.Fatal(err)
	}
	var got []string
	skipped := make(map[string]string)
	seen := 0
	put := func(_ context.Context, doc knowledge.Document) error {
		got = append(got, doc.URL+" | "+doc.Title+" | "+doc.Audience+" | "+doc.Section)
		return nil
	}
	state, err := Folder(t.Context(), dir, FolderOptions{
		BaseURL:  "https://www.proef.test/map/",
		Skip:     func(s Skipped) { skipped[s.Name] = strings.TrimSpace(s.Reason + " " + s.Of) },
		Progress: func(FolderProgress) { seen++ },
	}, put)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"https://www.proef.test/map/a/met%20spatie%20&%20zo.html | Eerste |  | map",
		"https://www.proef.test/map/b.html | Tweede |  | map",
		"https://www.proef.test/map/d.md | Titel |  | map",
		"https://www.proef.test/map/voor-de-helpers/c.txt | KOP |  | map",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("documents (-want +got):\n%s", diff)
	}
	for name, why := range map[string]string{
		"kopie.html": "duplicate b.html", "print.html": ReasonPrint, "plaatje.png": ReasonEnding, "leeg.html": ReasonEmpty,
		"link.html": ReasonLink, "linkmap": ReasonLink, "kapot.pdf": ReasonDamaged, ".git": ReasonHidden, ".verborgen.html": ReasonHidden,
	} {
		if skipped[name] != why {
			t.Errorf("%s was skipped because %q, want %q", name, skipped[name], why)
		}
	}
	if len(skipped) != 9 {
		t.Errorf("skipped = %v", skipped)
	}
	if state.Done != 4 || state.Skipped != 9 || seen != state.Known {
		t.Errorf("progress = %+v, heard of %d", state, seen)
	}

	got = nil
	if _, err := Folder(t.Context(), dir, FolderOptions{Audience: "professional"}, put); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("voor-de-helpers/c.txt | KOP | professional | voor-de-helpers", got[3]); diff != "" {
		t.Errorf("without a base (-want +got):\n%s", diff)
	}

	failing := errors.New("store is down")
	if _, err := Folder(t.Context(), dir, FolderOptions{}, func(context.Context, knowledge.Document) error { return failing }); !errors.Is(err, failing) {
		t.Errorf("Folder = %v, want the store's error", err)
	}
	if _, err := Folder(t.Context(), filepath.Join(dir, "bestaat-niet"), FolderOptions{}, put); err == nil {
		t.Error("a folder that does not exist gave no error")
	}
}

func TestFolderLearnsBoilerplate(t *testing.T) {
	t.Parallel()
	files := make(map[string]string)
	for i := range 12 {
		own := fmt.Sprintf("Alleen hier gaat het over onderwerp nummer %d, met genoeg woorden om een eigen alinea te vormen die blijft staan.", i)
		files[fmt.Sprintf("p%02d.html", i)] = htmlPage(fmt.Sprintf("Onderwerp %d", i),
			own+`</p><h2>Wat kun je doen?</h2><p>Lees meer over `+fmt.Sprint(i)+` of vraag het iemand die je kent.</p><h2>Over deze site</h2><p>Deze site gebruikt een tekst die overal hetzelfde is.`)
	}
	files["over.html"] = htmlPage("Over deze site", "Deze site gebruikt een tekst die overal hetzelfde is.")
	var docs []knowledge.Document
	_, err := Folder(t.Context(), folderOf(t, files), FolderOptions{}, func(_ context.Context, d knowledge.Document) error {
		docs = append(docs, d)
		return nil
	})
	if err != nil || len(docs) != 13 {
		t.Fatalf("%d documents, %v", len(docs), err)
	}
	for _, d := range docs {
		all, err := json.Marshal(d.Blocks)
		if err != nil {
			t.Fatal(err)
		}
		repeated := strings.Contains(string(all), "overal hetzelfde")
		if repeated != (d.URL == "over.html") {
			t.Errorf("%s holds the repeated text: %v", d.URL, repeated)
		}
		if d.URL != "over.html" && (!strings.Contains(string(all), "Wat kun je doen?") || strings.Contains(string(all), "Over deze site")) {
			t.Errorf("%s: headings = %s", d.URL, all)
		}
	}
}
