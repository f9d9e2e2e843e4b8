package indexer_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"wegwijzer/indexer"
	"wegwijzer/knowledge"
)

// An export of two gigabytes in one file is told of and left out; what is beside it is read.
func TestFileOfTwoGigabytesIsLeftOut(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "gewoon.md"), []byte("# Gewoon\n\nEen alinea die lang genoeg is om iets te zeggen, en niet meer dan dat.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"export.html", "export.pdf", "export.docx", "export.txt"} {
		f, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Truncate(2 << 30); err != nil { // it takes no room on the disk
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	report, err := indexer.Folder(t.Context(), dir, indexer.FolderOptions{}, func(_ context.Context, doc knowledge.Document) error {
		got = append(got, doc.URL)
		return nil
	})
	if err != nil || len(got) != 1 || got[0] != "gewoon.md" {
		t.Errorf("read %v, %+v, %v; want the ordinary file alone", got, report, err)
	}
}
