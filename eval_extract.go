package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"wegwijzer/demo"
	"wegwijzer/indexer"
)

// goodText is the share of words above which the main text of a page is well taken.
const goodText = 0.95

// evalExtract measures how much of what is taken from a page is its main text, and how much of its main text is taken. The text is known: the demo site
// puts what its author wrote into a page with menus and bars, and the pages in other shapes have it beside them.
func evalExtract(ctx context.Context, e *evaluation) ([]metric, error) {
	site, err := e.extractDemo(ctx)
	if err != nil {
		return nil, err
	}
	shapes, err := e.extractShapes(ctx)
	return append(site, shapes...), err
}

// extractDemo takes the text from each page of the demo site as it is served.
func (e *evaluation) extractDemo(ctx context.Context) ([]metric, error) {
	files, err := filepath.Glob(filepath.Join(e.root, "demo/site/*.html"))
	if err != nil {
		return nil, err
	}
	site := demo.SiteWith("")
	var t taken
	for _, file := range files {
		source, err := os.ReadFile(file) //nolint:gosec // the project's own
		if err != nil {
			return nil, err
		}
		head, body, _ := strings.Cut(string(source), "\n---\n")
		written, err := goquery.NewDocumentFromReader(strings.NewReader(strings.ReplaceAll(body, "<", " <"))) // words of two cells stay two
		if err != nil {
			return nil, err
		}
		address := "http://www.example.nl" + headOf(head, "path")
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
		if err != nil {
			return nil, err
		}
		served := &kept{header: http.Header{}}
		site.ServeHTTP(served, r)
		page, err := indexer.Extract(ctx, indexer.Source{Name: address, URL: address, ContentType: served.header.Get("Content-Type"), Body: served.Bytes()})
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", address, err)
		}
		t.add(page, written.Text())
	}
	return t.metrics("demosite, met menu's en balken"), nil
}

// kept is a page that is served to nobody.
type kept struct {
	bytes.Buffer
	header http.Header
}

// Header implements http.ResponseWriter.
func (k *kept) Header() http.Header { return k.header }

// WriteHeader implements http.ResponseWriter. A page that is not there shows in its text.
func (k *kept) WriteHeader(int) {}

// headOf returns what the head of a file says of a key.
func headOf(head, key string) string {
	for line := range strings.Lines(head) {
		if value, ok := strings.CutPrefix(line, key+":"); ok {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// extractShapes takes the text from pages as all kinds of systems make them.
func (e *evaluation) extractShapes(ctx context.Context) ([]metric, error) {
	files, err := filepath.Glob(filepath.Join(e.root, "indexer/testdata/pages/*.txt"))
	if err != nil {
		return nil, err
	}
	var t taken
	for _, file := range files {
		want, err := os.ReadFile(file) //nolint:gosec // the project's own
		if err != nil {
			return nil, err
		}
		page, err := indexer.ExtractFile(ctx, strings.TrimSuffix(file, ".txt")+".html")
		if err != nil {
			return nil, err
		}
		t.add(page, string(want))
	}
	return t.metrics("pagina's in andere vormen, met de tekst die eruit moet komen"), nil
}

// taken adds up how the texts of pages were taken.
type taken struct {
	pages, good, indexed int
	precision, recall    float64
	f1, least            float64
}

var wordOf = regexp.MustCompile(`[\p{L}\p{N}_]+`)

func (t *taken) add(page indexer.Page, want string) {
	count := func(text string) (words map[string]int, n int) {
		words = map[string]int{}
		for _, w := range wordOf.FindAllString(strings.ToLower(text), -1) {
			words[w]++
			n++
		}
		return words, n
	}
	got, gotN := count(page.Text)
	right, rightN := count(want)
	same := 0
	for w, n := range got {
		same += min(n, right[w])
	}
	precision, recall := float64(same)/float64(max(gotN, 1)), float64(same)/float64(max(rightN, 1))
	f1 := 0.0
	if same > 0 {
		f1 = 2 * precision * recall / (precision + recall)
	}
	if t.pages == 0 || f1 < t.least {
		t.least = f1
	}
	t.pages++
	t.precision, t.recall, t.f1 = t.precision+precision, t.recall+recall, t.f1+f1
	if f1 >= goodText {
		t.good++
	}
	if page.Index {
		t.indexed++
	}
}

func (t *taken) metrics(set string) []metric {
	const suite, class = "extract", "pagina's"
	n := float64(max(t.pages, 1))
	return []metric{
		{Suite: suite, Set: set, Class: class, Name: "F1 van de woorden, gemiddeld", N: t.pages, Value: t.f1 / n},
		{Suite: suite, Set: set, Class: class, Name: "precisie", N: t.pages, Value: t.precision / n},
		{Suite: suite, Set: set, Class: class, Name: "recall", N: t.pages, Value: t.recall / n},
		{Suite: suite, Set: set, Class: class, Name: "laagste F1", N: t.pages, Value: t.least},
		share(suite, set, class, "F1 van .95 of meer", t.good, t.pages),
		share(suite, set, class, "wordt geïndexeerd", t.indexed, t.pages),
	}
}
