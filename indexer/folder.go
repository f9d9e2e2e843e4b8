package indexer

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5/pgconn"

	"wegwijzer/knowledge"
)

// FolderOptions says how a folder of documents is read.
type FolderOptions struct {
	BaseURL     string               // put before the path of each file; empty: the path itself is the address
	Audience    string               // whom the documents address; empty: told from each address
	FileTimeout time.Duration        // for one file; zero: one minute
	Keep        func(page Page)      // sees every page that was read, indexed or not; may be nil
	Skip        func(Skipped)        // hears of every file that is not handed over, and why; may be nil
	Progress    func(FolderProgress) // hears of every file; may be nil
	MostBytes   int64                // that the files to read may have together; zero: no limit

	// Have reports that the file of an address, last changed at a moment, was read by a run that was cut off and need not be read again; nil
	// reads all of them.
	Have func(address string, changed time.Time) bool
}

// Skipped is a file of a folder that is not handed over.
type Skipped struct {
	Name   string // relative to the folder
	Reason string // a code, one of Reasons
	Of     string // the file that it is a copy of, for ReasonDuplicate
}

// ErrTooMuch says that a folder holds more than MostBytes. Nothing of it was read.
var ErrTooMuch = errors.New("the folder holds too much")

// FolderProgress is how far the reading of a folder is.
type FolderProgress struct {
	Done, Known, Skipped int
	Had                  int   // of Done, what a run that was cut off had read
	Bytes, AllBytes      int64 // of the files that were looked at, and of all files to read
	Current              string
}

// learnFrom is how many pages of a folder teach what its site repeats.
const learnFrom = 300

// Folder reads every document below dir in the order of their paths and hands each to put as soon as it is read.
// It reads html, htm, pdf, docx, txt and md; links, what is hidden, and what is about the files rather than one of them (a README, a licence, a
// list of changes) are left alone. What is not handed over is reported and does not stop the others; an error of put does.
func Folder(ctx context.Context, dir string, opts FolderOptions, put func(context.Context, knowledge.Document) error) (FolderProgress, error) {
	var state FolderProgress
	skip := func(s Skipped) {
		state.Skipped++
		if opts.Skip != nil {
			s.Name, s.Of = legible(s.Name), legible(s.Of)
			opts.Skip(s)
		}
	}
	names, err := documents(dir, skip)
	if err != nil {
		return state, err
	}
	for _, n := range names {
		state.AllBytes += n.size
	}
	if opts.MostBytes > 0 && state.AllBytes > opts.MostBytes {
		return state, fmt.Errorf("%w: %d files have %d bytes", ErrTooMuch, len(names), state.AllBytes)
	}
	f := folder{dir: dir, opts: opts, seen: make(map[uint64]string), canonical: make(map[string]string), had: make(map[uint64]string)}
	if f.opts.FileTimeout == 0 {
		f.opts.FileTimeout = time.Minute
	}
	if err := f.learn(ctx, names); err != nil {
		return state, err
	}
	state.Known = len(names)
	var fresh []file
	for _, n := range names {
		if opts.Have == nil || !opts.Have(f.address(n.name), n.changed) {
			fresh = append(fresh, n)
			continue
		}
		state.Done, state.Had, state.Bytes = state.Done+1, state.Had+1, state.Bytes+n.size
		if sum, ok := f.sum(n.name); ok {
			f.had[sum] = n.name
		}
	}
	for _, n := range fresh {
		if err := ctx.Err(); err != nil {
			return state, err
		}
		state.Current = legible(n.name)
		page, why, of := f.read(ctx, n.name)
		if err := ctx.Err(); err != nil {
			return state, err // what a run that is cut off could not read is not to blame
		}
		if why == "" && page != nil {
			doc := page.Document(f.address(n.name))
			if opts.Audience != "" {
				doc.Audience = opts.Audience
			}
			switch err := put(ctx, doc); {
			case err == nil:
				state.Done++
			case unstorable(err):
				skip(Skipped{n.name, ReasonDamaged, ""})
			default:
				return state, fmt.Errorf("indexing %s: %w", legible(n.name), err)
			}
		} else {
			skip(Skipped{n.name, why, of})
		}
		state.Bytes += n.size
		if opts.Progress != nil {
			opts.Progress(state)
		}
	}
	return state, nil
}

// file is a file to read.
type file struct {
	name    string // with slashes, relative to the folder
	size    int64
	changed time.Time
}

// Addresses returns the addresses of the files that Folder would read.
func Addresses(dir, base string) (map[string]bool, error) {
	files, err := documents(dir, func(Skipped) {})
	if err != nil {
		return nil, err
	}
	f := folder{opts: FolderOptions{BaseURL: base}}
	all := make(map[string]bool, len(files))
	for _, x := range files {
		all[f.address(x.name)] = true
	}
	return all, nil
}

type folder struct {
	dir         string
	opts        FolderOptions
	boilerplate Boilerplate
	seen        map[uint64]string // hash of a page's text to the file that had it first
	canonical   map[string]string // address that a page calls its own to the file that did so first
	had         map[uint64]string // hash of the bytes of a file that a run that was cut off had read, to its name
}

// documents lists the files to read, sorted, with slashes, relative to dir.
func documents(dir string, skip func(Skipped)) ([]file, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("opening folder: %w", err)
	}
	defer root.Close() //nolint:errcheck // only read from
	var names []file
	err = fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			skip(Skipped{Name: name, Reason: ReasonOf(err)})
			return nil
		}
		if name != "." && strings.HasPrefix(entry.Name(), ".") {
			skip(Skipped{Name: name, Reason: ReasonHidden})
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
			skip(Skipped{Name: name, Reason: ReasonLink})
			return nil
		}
		switch strings.ToLower(path.Ext(name)) {
		case ".html", ".htm", ".xhtml", ".pdf", ".docx", ".txt", ".md", ".markdown":
			if aside.MatchString(entry.Name()) {
				skip(Skipped{Name: name, Reason: ReasonAside})
				return nil
			}
			info, err := entry.Info()
			if err != nil {
				skip(Skipped{Name: name, Reason: ReasonAbsent})
				return nil //nolint:nilerr // the report says it
			}
			names = append(names, file{name, info.Size(), info.ModTime()})
		default:
			skip(Skipped{Name: name, Reason: ReasonEnding})
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("listing folder: %w", err)
	}
	slices.SortFunc(names, func(a, b file) int { return strings.Compare(a.name, b.name) })
	return names, nil
}

// aside are the files that people put beside documents to say what the folder is and what may be done with it.
var aside = regexp.MustCompile(`(?i)^(?:readme|leesmij|licen[cs]e|copying|changelog|contributing|code_of_conduct)(?:[-._][a-z]{2})?\.[a-z]+$`)

// learn finds out what the pages of the folder repeat, from pages spread evenly over it.
func (f *folder) learn(ctx context.Context, names []file) error {
	var pages []string
	for _, n := range names {
		if strings.HasPrefix(strings.ToLower(path.Ext(n.name)), ".htm") {
			pages = append(pages, n.name)
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

// read extracts one file; why says why it should not be indexed, and of what it is a copy of.
func (f *folder) read(ctx context.Context, name string) (page *Page, why, of string) {
	if len(f.had) > 0 {
		if sum, ok := f.sum(name); ok && f.had[sum] != "" {
			return nil, ReasonDuplicate, f.had[sum]
		}
	}
	p, err := f.extract(ctx, name)
	if err != nil {
		return nil, ReasonOf(err), ""
	}
	f.boilerplate.Clean(&p)
	if f.opts.Keep != nil {
		f.opts.Keep(p)
	}
	if !p.Index {
		return &p, p.Reason, ""
	}
	if first := f.duplicate(ctx, &p); first != "" {
		return &p, ReasonDuplicate, first
	}
	return &p, "", ""
}

// sum returns a hash of the bytes of a file that is not too large to be read.
func (f *folder) sum(name string) (uint64, bool) {
	in, err := os.Open(filepath.Join(f.dir, filepath.FromSlash(name)))
	if err != nil {
		return 0, false
	}
	defer in.Close() //nolint:errcheck // only read from
	h := fnv.New64a()
	n, err := io.Copy(h, io.LimitReader(in, MaxPDF+1))
	return h.Sum64(), err == nil && n <= MaxPDF
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
		return legible(name)
	}
	return strings.TrimSuffix(f.opts.BaseURL, "/") + "/" + (&url.URL{Path: name}).EscapedPath()
}

// legible is the name of a file as it can be shown and kept: bytes that are no UTF-8, which some systems allow in a name, are written as an
// address writes them.
func legible(name string) string {
	if utf8.ValidString(name) {
		return name
	}
	var b strings.Builder
	for len(name) > 0 {
		r, n := utf8.DecodeRuneInString(name)
		if r == utf8.RuneError && n == 1 {
			b.WriteString(percent(name[:1], ""))
		} else {
			b.WriteString(name[:n])
		}
		name = name[n:]
	}
	return b.String()
}

// unstorable reports whether the database refused a page for what is in it: a text that it cannot hold, or more of it than it can. The next page has
// nothing to do with that.
func unstorable(err error) bool {
	var refused *pgconn.PgError
	return errors.As(err, &refused) && (strings.HasPrefix(refused.Code, "22") || strings.HasPrefix(refused.Code, "54"))
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
