package indexer

import (
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkExtract reads each page of testdata once per turn.
func BenchmarkExtract(b *testing.B) {
	names, err := filepath.Glob(filepath.Join("testdata", "pages", "*.html"))
	if err != nil || len(names) == 0 {
		b.Fatal("no pages")
	}
	var pages [][]byte
	size := 0
	for _, name := range names {
		body, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		pages = append(pages, body)
		size += len(body)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		for i, body := range pages {
			if _, err := Extract(b.Context(), Source{Name: names[i], Body: body}); err != nil {
				b.Fatal(err)
			}
		}
	}
}
