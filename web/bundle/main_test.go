package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestBundlesAreFresh(t *testing.T) {
	t.Parallel()
	files, err := build(filepath.Join("..", sources))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != len(entries) {
		t.Errorf("build gives %d files, want %d", len(files), len(entries))
	}
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join("..", target, name)) //nolint:gosec // the name is ours
		if err != nil {
			t.Error(err)
			continue
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is older than its source; run go generate ./web", name)
		}
	}
	kept, err := os.ReadDir(filepath.Join("..", target))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range kept {
		if _, ok := files[f.Name()]; !ok {
			t.Errorf("%s has no source any more", f.Name())
		}
	}
}
