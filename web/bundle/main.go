// Command bundle makes the files that the pages load from their sources in web/assets. Run it by go generate ./web.
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/evanw/esbuild/pkg/api"
)

// Where the sources are and where the bundles go, seen from web.
const (
	sources = "assets"
	target  = "static"
)

// entries are what pages load; each pulls in what it needs.
var entries = []string{"chat.ts", "desk.ts", "leave.ts", "record.ts", "capture.ts", "embed.ts", "review.ts", "talks.ts", "avatar.ts", "voice.ts", "mic.ts", "ear.ts", "site.css", "staff.css", "icon.svg", "look-linde.svg", "look-noor.svg", "look-sem.svg", "look-bord.svg", "judge.ts", "compare.ts", "date.ts", "busy.ts"}

func main() {
	if err := write(sources, target); err != nil {
		fmt.Fprintln(os.Stderr, "bundle:", err)
		os.Exit(1)
	}
}

func write(from, to string) error {
	files, err := build(from)
	if err != nil {
		return err
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(to, name), content, 0o644); err != nil { //nolint:gosec // they are for everyone to read
			return fmt.Errorf("writing a bundle: %w", err)
		}
	}
	return nil
}

// build returns the bundles by name. The same sources always give the same bytes.
func build(from string) (map[string][]byte, error) {
	dir, err := filepath.Abs(from)
	if err != nil {
		return nil, fmt.Errorf("finding the sources: %w", err)
	}
	options := api.BuildOptions{
		AbsWorkingDir:     dir,
		Outdir:            dir,
		EntryPoints:       entries,
		Bundle:            true,
		Format:            api.FormatIIFE,
		Charset:           api.CharsetUTF8,
		MinifySyntax:      true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		LegalComments:     api.LegalCommentsNone,
		Loader:            map[string]api.Loader{".svg": api.LoaderCopy},
		Tsconfig:          filepath.Join(dir, "tsconfig.json"),
		// Phones of people who do not buy a new one every year.
		Engines: []api.Engine{
			{Name: api.EngineChrome, Version: "90"}, {Name: api.EngineFirefox, Version: "90"}, {Name: api.EngineSafari, Version: "15"},
		},
	}
	result := api.Build(options)
	var wrong []error
	for _, m := range append(result.Errors, result.Warnings...) {
		at := ""
		if m.Location != nil {
			at = fmt.Sprintf("%s:%d: ", m.Location.File, m.Location.Line)
		}
		wrong = append(wrong, errors.New(at+m.Text))
	}
	if len(wrong) > 0 {
		return nil, fmt.Errorf("bundling: %w", errors.Join(wrong...))
	}
	files := map[string][]byte{}
	for _, f := range result.OutputFiles {
		files[filepath.Base(f.Path)] = f.Contents
	}
	return files, nil
}
