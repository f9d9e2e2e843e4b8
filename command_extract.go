package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"wegwijzer/indexer"
	"wegwijzer/web"
)

// extract shows what is taken from each file, folder or address.
func extract(ctx context.Context, args []string, s streams) error {
	f := flags("extract", s)
	given, err := files(f, args, s, "minstens één bestand, map of webadres")
	if err != nil {
		return err
	}
	c, err := configFromEnv(s.env)
	if err != nil {
		return err
	}
	fetcher := c.fetcher(nil)
	out := lineWriter(s.out)
	failed := false
	for _, name := range given {
		names, err := filesIn(name, s)
		if err != nil {
			fmt.Fprintf(s.err, "wegwijzer: %s is niet te lezen: %s\n", name, whyUnread(name, err))
			failed = true
			continue
		}
		for _, n := range names {
			page, err := extractOne(ctx, fetcher, n)
			switch {
			case err == nil:
				if err := out.Encode(page); err != nil {
					return err
				}
			case ctx.Err() != nil:
				return ctx.Err()
			case errors.Is(err, indexer.ErrKind):
				skip(s, n)
			default:
				fmt.Fprintf(s.err, "wegwijzer: %s is niet te lezen: %s\n", n, whyUnread(n, err))
				failed = true
			}
		}
	}
	if failed {
		return exit(1)
	}
	return nil
}

func skip(s streams, name string) {
	fmt.Fprintf(s.err, "wegwijzer: %s is overgeslagen: geen html, pdf, docx, txt of md\n", name)
}

// whyUnread says why a file or page could not be read.
func whyUnread(name string, err error) string {
	switch {
	case errors.Is(err, errNoFiles):
		return "in die map staat geen bestand dat gelezen kan worden"
	case strings.Contains(name, "://") && !isAddress(name):
		return "een webadres begint met http:// of https://"
	}
	why := indexer.ReasonOf(err)
	if why == indexer.ReasonDamaged && isAddress(name) {
		return fmt.Sprintf("de website gaf geen pagina (%v)", err)
	}
	return web.PassedOver(why)
}

func extractOne(ctx context.Context, fetcher *indexer.Fetcher, name string) (indexer.Page, error) {
	if isAddress(name) {
		return indexer.ExtractURL(ctx, fetcher, name)
	}
	return indexer.ExtractFile(ctx, name)
}

func isAddress(name string) bool {
	return strings.HasPrefix(name, "http://") || strings.HasPrefix(name, "https://")
}

// readable are the kinds of file that documents come in.
var readable = map[string]bool{
	".html": true, ".htm": true, ".xhtml": true, ".pdf": true, ".docx": true, ".txt": true, ".md": true, ".markdown": true,
}

// filesIn returns the files that name stands for: itself, or everything readable below the folder but what is hidden.
func filesIn(name string, s streams) ([]string, error) {
	if isAddress(name) {
		return []string{name}, nil
	}
	return filesBelow(name, readable, func(path string) { skip(s, path) })
}

// errNoFiles says that a folder holds nothing that is asked for.
var errNoFiles = errors.New("a folder without such files")

// filesBelow returns the files that name stands for: itself, or those below the folder with one of the endings, in order of name. Of the others
// it tells skipped, but of what is hidden. A folder without any is errNoFiles.
func filesBelow(name string, endings map[string]bool, skipped func(path string)) ([]string, error) {
	info, err := os.Stat(name)
	if err != nil || !info.IsDir() {
		return []string{name}, err
	}
	var names []string
	err = filepath.WalkDir(name, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hidden := path != name && strings.HasPrefix(d.Name(), ".")
		switch {
		case d.IsDir() && hidden:
			return fs.SkipDir
		case d.IsDir() || hidden:
		case endings[strings.ToLower(filepath.Ext(path))]:
			names = append(names, path)
		default:
			skipped(path)
		}
		return nil
	})
	if err == nil && len(names) == 0 {
		err = errNoFiles
	}
	return names, err
}
