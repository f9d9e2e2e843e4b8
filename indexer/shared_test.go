package indexer

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// TestSharedPages reads the example pages that stand beside the repository, where they do, and writes the result
// for the scorer when EXTRACT_OUT names a file.
func TestSharedPages(t *testing.T) {
	t.Parallel()
	dir := os.Getenv("EXTRACT_PAGES")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared", "pages")
	}
	names, err := filepath.Glob(filepath.Join(dir, "*.html"))
	if err != nil || len(names) == 0 {
		t.Skip("no shared pages")
	}
	out := io.Discard
	if name := os.Getenv("EXTRACT_OUT"); name != "" {
		f, err := os.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = f.Close() })
		out = f
	}
	for _, name := range names {
		page, err := ExtractFile(t.Context(), name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if err := json.NewEncoder(out).Encode(page); err != nil {
			t.Fatal(err)
		}
	}
}
