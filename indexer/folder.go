package indexer

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"wegwijzer/knowledge"
)

// FolderOptions says how a folder of documents is read.
type FolderOptions struct {
	BaseURL     string                 // put before the path of each file; empty: the path itself is the address
	Audience    string                 // whom the documents address; empty: told from each address
	FileTimeout time.Duration          // for one file; zero: one minute
	Keep        func(page Page)        // sees every page that was read, indexed or not; may be nil
	Skip        func(name, why string) // hears of every file that is not handed over, and why; may be nil
	Progress    func(FolderProgress)   // hears of every file; may be nil
}

// FolderProgress is how far the reading of a folder is.
type FolderProgress struct {
	Done, Known, Skipped int
	Current              string
}

// learnFrom is how many pages of a folder teach what its site repeats.
const learnFrom = 300

// Folder reads every document below dir in the order of their paths and hands each to put as soon as it is read.
// It reads html, htm, pdf, docx, txt and md; hidden files and links that lead out of the folder are left alone. A
// file that cannot be read, or should not be indexed, is reported and does not stop the others; an error of put does.
func Folder(ctx context.Context, dir string, opts FolderOptions, put func(context.Context, knowledge.Document) error) (FolderProgress, error) {
	var state FolderProgress
	names, err := documents(dir, func(name, why string) {
		state.Skipped++
		if opts.Skip != nil {
			opts.Skip(name, why)
		}
	})
	if err != nil {
		return state, err
	}
	f := folder{dir: dir, opts: opts, seen: make(map[uint64]string), canonical: make(map[string]string)}
	if f.opts.FileTimeout == 0 {
		f.opts.FileTimeout = time.Minute
	}
	if err := f.learn(ctx, names); err != nil {
		return state, err
	}
	state.Known = len(names)
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return state, err
		}
		state.Current = name
		page, why := f.read(ctx, name)
		if why == "" && page != nil {
			doc := page.Document(f.address(name))
			if opts.Audience != "" {
				doc.Audience = opts.Audience
			}
			if err := put(ctx, doc); err != nil {
				return state, fmt.Errorf("indexing %s: %w", name, err)
			}
			state.Done++
		} else {
			state.Skipped++
			if opts.Skip != nil {
				opts.Skip(name, why)
			}
		}
		if opts.Progress != nil {
			opts.Progress(state)
		}
	}
	return state, nil
}

type folder struct {
	dir         string
	opts        FolderOptions
	boilerplate Boilerplate
	seen        map[uint64]string // hash of a page's text to the file that had it first
	canonical   map[string]string // address that a page calls its own to the file that did so first
}

// documents lists the files to read, sorted, with slashes, relative to dir.
func documents(dir string, skip func(name, why string)) ([]string, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("opening folder: %w", err)
	}
	defer root.Close() //nolint:errcheck // only read from
	var names []string
	err = fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			skip(name, err.Error())
			return nil
		}
		if name != "." && strings.HasPrefix(entry.Name(), ".") {
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if entry.IsDir() {
			return nil
		}
		if !entry.Type().IsRegular() {
			// A link to a file inside the folder is that file again; one that leads out is none of ours.
			skip(name, "not a regular file")
			return nil
		}
		switch strings.ToLower(path.Ext(name)) {
		case ".html", ".htm", ".xhtml", ".pdf", ".docx", ".txt", ".md", ".markdown":
			names = append(names, name)
		default:
			skip(name, "kind of file not read")
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("listing folder: %w", err)
	}
	sort.Strings(names)
	return names, nil
}

// learn finds out what the pages of the folder repeat, from pages spread evenly over it.
func (f *folder) learn(ctx context.Context, names []string) error {
	var pages []string
	for _, name := range names {
		if strings.HasPrefix(strings.ToLower(path.Ext(name)), ".htm") {
			pages = append(pages, name)
		}
	}
	if len(pages) < repeatPages {
		return nil
	}
	step := max(1, len(pages)/learnFrom)
	for i := 0; i < len(pages); i += step {
		if err := ctx.Err(); err != nil {
			return err
		}
		page, err := f.extract(ctx, pages[i])
		if err == nil {
			f.boilerplate.Learn(page.Blocks)
		}
	}
	return nil
}

func (f *folder) extract(ctx context.Context, name string) (Page, error) {
	ctx, cancel := context.WithTimeout(ctx, f.opts.FileTimeout)
	defer cancel()
	page, err := ExtractFile(ctx, filepath.Join(f.dir, filepath.FromSlash(name)))
	page.File = name
	return page, err
}

// read extracts one file; why says why it should not be indexed.
func (f *folder) read(ctx context.Context, name string) (page *Page, why string) {
	p, err := f.extract(ctx, name)
	if err != nil {
		var pathErr *fs.PathError
		if errors.As(err, &pathErr) {
			return nil, pathErr.Err.Error()
		}
		return nil, err.Error()
	}
	f.boilerplate.Clean(&p)
	if f.opts.Keep != nil {
		f.opts.Keep(p)
	}
	if !p.Index {
		return &p, p.Reason
	}
	if first := f.duplicate(ctx, &p); first != "" {
		return &p, ReasonDuplicate + " of " + first
	}
	return &p, ""
}

// duplicate names the file that held the same page before: the same text, or nearly so under the same canonical
// address.
func (f *folder) duplicate(ctx context.Context, p *Page) string {
	h := fnv.New64a()
	_, _ = h.Write([]byte(fold(p.Text))) // a hash does not fail
	if first, ok := f.seen[h.Sum64()]; ok {
		return first
	}
	f.seen[h.Sum64()] = p.File
	if p.Canonical == "" {
		return ""
	}
	first, ok := f.canonical[p.Canonical]
	if !ok {
		f.canonical[p.Canonical] = p.File
		return ""
	}
	// A site that gives all its pages one canonical address does not mean it, so the texts must agree.
	if other, err := f.extract(ctx, first); err == nil && alike(wordSet(other.Text), wordSet(p.Text)) > .8 {
		return first
	}
	return ""
}

// address is where a reader finds a file.
func (f *folder) address(name string) string {
	if f.opts.BaseURL == "" {
		return name
	}
	return strings.TrimSuffix(f.opts.BaseURL, "/") + "/" + (&url.URL{Path: name}).EscapedPath()
}

func wordSet(s string) map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsSeq(fold(s)) {
		set[w] = true
	}
	return set
}

// alike is the share of the words of two texts that both have.
func alike(a, b map[string]bool) float64 {
	if len(a)+len(b) == 0 {
		return 1
	}
	both := 0
	for w := range a {
		if b[w] {
			both++
		}
	}
	return float64(both) / float64(len(a)+len(b)-both)
}
