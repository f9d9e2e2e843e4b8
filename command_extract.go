package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"wegwijzer/indexer"
)

// extract shows what is taken from each file, folder or address.
func extract(ctx context.Context, args []string, s streams) error {
	f := flags("extract", s)
	if err := parse(f, args); err != nil {
		return err
	}
	if f.NArg() == 0 {
		return mistake(s, "geef minstens één bestand, map of webadres")
	}
	out := lineWriter(s.out)
	failed := false
	for _, name := range f.Args() {
		names, err := filesIn(name, s)
		if err != nil {
			fmt.Fprintf(s.err, "wegwijzer: %s is niet te lezen: %v\n", name, err)
			failed = true
			continue
		}
		for _, n := range names {
			page, err := extractOne(ctx, n)
			if err != nil {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				fmt.Fprintf(s.err, "wegwijzer: %s is niet te lezen: %v\n", n, err)
				failed = true
				continue
			}
			if err := out.Encode(page); err != nil {
				return err
			}
		}
	}
	if failed {
		return exit(1)
	}
	return nil
}

func extractOne(ctx context.Context, name string) (indexer.Page, error) {
	if isAddress(name) {
		return indexer.ExtractURL(ctx, nil, name)
	}
	return indexer.ExtractFile(ctx, name)
}

func isAddress(name string) bool {
	return strings.HasPrefix(name, "http://") || strings.HasPrefix(name, "https://")
}

// readable are the kinds of file that documents come in.
var readable = map[string]bool{".html": true, ".htm": true, ".pdf": true, ".docx": true, ".txt": true, ".md": true}

// filesIn returns the files that name stands for: itself, or everything readable in the folder.
func filesIn(name string, s streams) ([]string, error) {
	if isAddress(name) {
		return []string{name}, nil
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return []string{name}, nil
	}
	entries, err := os.ReadDir(name)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		switch {
		case e.IsDir():
		case readable[strings.ToLower(filepath.Ext(e.Name()))]:
			names = append(names, filepath.Join(name, e.Name()))
		default:
			fmt.Fprintf(s.err, "wegwijzer: %s is overgeslagen: geen html, pdf, docx, txt of md\n", e.Name())
		}
	}
	sort.Strings(names)
	return names, nil
}
