package main

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// rooms says which rooms may import which others: the plan of the house. Two walls protect people:
// assistant cannot see jurisprudence, transcribe or staff, and only the root wires them together. Judgements of the assistant are
// rooms of their own, because they need nothing but words: a danger check that cannot reach a database or a model works without them, and a gate that sees no
// conversation cannot be talked round in one.
// Taking a call in is a room beside reading it: a recording has clocks, keys and files that no report knows of, and sound itself is only bytes.
var rooms = map[string]string{
	"":                            "*",
	"web":                         "assistant assistant/danger appointment knowledge indexer indexer/harvest jurisprudence transcribe transcribe/sound transcribe/recording staff internal/privacy internal/speech internal/dutch internal/held handover",
	"assistant":                   "assistant/danger assistant/gate assistant/injection assistant/tone assistant/route assistant/tongue knowledge appointment internal/privacy internal/dutch internal/learned",
	"assistant/danger":            "internal/dutch internal/learned internal/svm",
	"assistant/gate":              "assistant/tongue internal/dutch",
	"assistant/injection":         "internal/dutch internal/learned",
	"assistant/tone":              "internal/dutch internal/learned internal/svm",
	"assistant/route":             "internal/dutch internal/learned internal/svm",
	"assistant/tongue":            "internal/dutch",
	"indexer":                     "knowledge jurisprudence internal/dutch",
	"indexer/harvest":             "indexer jurisprudence",
	"jurisprudence":               "staff internal/privacy internal/dutch",
	"transcribe":                  "staff internal/privacy internal/dutch internal/learned",
	"transcribe/sound":            "",
	"transcribe/recording":        "transcribe transcribe/sound staff internal/privacy internal/dutch",
	"knowledge":                   "internal/dutch internal/learned",
	"appointment":                 "",
	"handover":                    "",
	"internal/held":               "",
	"internal/learned":            "",
	"internal/svm":                "internal/learned",
	"internal/race":               "", // only tests import it
	"staff":                       "",
	"migrations":                  "",
	"demo":                        "",
	"internal/inference":          "",
	"internal/inference/scripted": "internal/dutch", // a test double; only tests import it
	"internal/privacy":            "internal/dutch",
	"internal/dutch":              "",
	"internal/speech":             "internal/dutch",
	"internal/hearing":            "",
	"internal/postgres":           "migrations",
	"internal/postgres/pgtest":    "internal/postgres migrations",
	"web/bundle":                  "",
}

// onlyIn lists modules that a single room may import.
var onlyIn = map[string]string{
	"github.com/tmc/langchaingo":         "internal/inference",
	"github.com/knights-analytics/hugot": "internal/inference",
}

func TestEveryFileStaysInItsRoom(t *testing.T) {
	t.Parallel()
	files := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "benchmarks" || d.Name() == "onnx") {
			return filepath.SkipDir // benchmarks and onnx are modules of their own
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") {
			return nil
		}
		files++
		room := filepath.ToSlash(filepath.Dir(path))
		if room == "." {
			room = ""
		}
		allowed, known := rooms[room]
		if !known {
			t.Errorf("%s lies in %q, which is no room of the house", path, room)
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		test := strings.HasSuffix(path, "_test.go")
		for _, spec := range f.Imports {
			check(t, path, room, allowed, strings.Trim(spec.Path.Value, `"`), test)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 20 {
		t.Errorf("looked at %d files, want the whole house", files)
	}
}

func check(t *testing.T, path, room, allowed, imported string, test bool) {
	t.Helper()
	for module, home := range onlyIn {
		if strings.HasPrefix(imported, module) && room != home {
			t.Errorf("%s imports %s, which belongs to %s", path, imported, home)
		}
	}
	own, ok := strings.CutPrefix(imported, "wegwijzer/")
	if !ok || allowed == "*" || own == room {
		return
	}
	for a := range strings.FieldsSeq(allowed) {
		if a == own {
			return
		}
	}
	// Tests may use a database and what they put in it, and ask whether the race detector watches.
	if test && (strings.HasPrefix(own, "internal/postgres") || own == "internal/inference/scripted" || own == "internal/race" || own == "knowledge" || own == "migrations" || own == "demo") {
		return
	}
	t.Errorf("%s imports wegwijzer/%s; %s may import: %s", path, own, room, allowed)
}

// Two migrations with one number would stop every database from opening, and a rebase does not see them.
func TestEveryFileOfMigrationsHasItsOwnNumber(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("migrations/*.sql")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d migrations, %v", len(files), err)
	}
	for i, name := range files { // in order
		if want := fmt.Sprintf("%04d_", i); !strings.HasPrefix(filepath.Base(name), want) {
			t.Errorf("%s should begin with %s: number it anew, one after the last that has landed", name, want)
		}
	}
}
