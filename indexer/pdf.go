package indexer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
)

// The bounds of one PDF.
const (
	maxSheets    = 600
	maxFragments = 20_000 // on one page
	maxPDFMemory = 4096   // of 64 KiB: 256 MiB for the interpreter
	pdfReaders   = 2
	pdfPatience  = 2 * time.Minute // without a deadline of the caller
	largestAmong = 30              // pieces that are looked at for the largest heading
	fewLetters   = 25              // a document with fewer is a picture
)

var junkTitle = regexp.MustCompile(`(?i)^(?:microsoft\s+(?:word|powerpoint)\s*-.*|untitled.*|naamloos.*|document\d*|presentatie\d*|.*\.(?:docx?|indd|pdf|odt|pptx?|qxd|ai|rtf))$`)

// readers are the PDF engines that are free, compiled once and on first use: PDFium inside a WebAssembly sandbox, without
// files, network or clock, so that a hostile PDF can waste only the memory and time it is given here. Each has a runtime
// of its own: two modules of one runtime write the types of what they call without waiting for one another.
var readers = sync.OnceValues(func() (chan pdfium.Pool, error) {
	cache := wazero.NewCompilationCache()
	// Compiling takes seconds; what was compiled before is kept beside the user's other caches.
	if dir, err := os.UserCacheDir(); err == nil {
		if kept, err := wazero.NewCompilationCacheWithDir(filepath.Join(dir, "wegwijzer", "pdfium")); err == nil {
			cache = kept
		}
	}
	free := make(chan pdfium.Pool, pdfReaders)
	for range pdfReaders {
		reader, err := webassembly.Init(webassembly.Config{
			MaxTotal:      1,
			FSConfig:      wazero.NewFSConfig(),
			RuntimeConfig: wazero.NewRuntimeConfig().WithMemoryLimitPages(maxPDFMemory).WithCompilationCache(cache),
			Stdout:        io.Discard,
			Stderr:        io.Discard,
		})
		if err != nil {
			return nil, err
		}
		free <- reader
	}
	return free, nil
})

// extractPDF reads the text of a PDF. One that asks for a password, or holds only pictures, is not indexed.
func extractPDF(ctx context.Context, src Source) (Page, error) {
	ctx, cancel := context.WithTimeout(ctx, pdfPatience)
	defer cancel()
	type result struct {
		page Page
		err  error
	}
	done := make(chan result, 1)
	// The engine cannot be interrupted within a page. One that overstays keeps its place among the few readers until
	// it ends, and the caller goes on.
	go func() {
		defer func() {
			if r := recover(); r != nil {
				done <- result{err: fmt.Errorf("pdf engine gave up: %v", r)}
			}
		}()
		page, err := readPDF(ctx, src)
		done <- result{page, err}
	}()
	select {
	case r := <-done:
		return r.page, r.err
	case <-ctx.Done():
		return Page{}, ctx.Err()
	}
}

func readPDF(ctx context.Context, src Source) (Page, error) {
	free, err := readers()
	if err != nil {
		return Page{}, fmt.Errorf("starting pdf engine: %w", err)
	}
	var reader pdfium.Pool
	select {
	case reader = <-free:
		defer func() { free <- reader }()
	case <-ctx.Done():
		return Page{}, fmt.Errorf("waiting for pdf engine: %w", ctx.Err())
	}
	engine, err := reader.GetInstanceWithContext(ctx)
	if err != nil {
		return Page{}, fmt.Errorf("starting pdf engine: %w", err)
	}
	defer engine.Close() //nolint:errcheck // its memory goes either way
	body := src.Body
	doc, err := engine.OpenDocument(&requests.OpenDocument{File: &body})
	if errors.Is(err, pdferrors.ErrPassword) || errors.Is(err, pdferrors.ErrSecurity) {
		return Page{Title: nameTitle(src.Name), Follow: false, Reason: ReasonEncrypted}, nil
	}
	if err != nil {
		return Page{}, fmt.Errorf("opening pdf: %w", err)
	}
	count, err := engine.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc.Document})
	if err != nil {
		return Page{}, fmt.Errorf("counting pages: %w", err)
	}
	var lines []line
	letters := 0
	for i := range min(count.PageCount, maxSheets) {
		if err := ctx.Err(); err != nil {
			return Page{}, err
		}
		sheet, err := readSheet(engine, doc.Document, i)
		if err != nil {
			continue // one damaged page does not cost the others
		}
		for _, l := range sheet {
			letters += len(l.text)
		}
		lines = append(lines, sheet...)
		if letters > MaxText {
			break
		}
	}
	page := Page{Follow: true}
	info := func(tag string) string {
		r, err := engine.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: doc.Document, Tag: tag})
		if err != nil {
			return ""
		}
		return squeeze(clean(r.Value))
	}
	page.Title = info("Title")
	if page.Date = dateOf(info("ModDate")); page.Date.IsZero() {
		page.Date = dateOf(info("CreationDate"))
	}
	if letters < fewLetters {
		if !saysWhich(page.Title) {
			page.Title = nameTitle(src.Name)
		}
		page.Reason = ReasonScanned
		return page, nil
	}
	lines = dropPrinted(lines, page.Title, !page.Date.IsZero())
	usual := bodySize(lines)
	g := outline(paragraphs(lines), usual)
	page.Title = titleOf(page.Title, g.pieces, lines, largestAmong, src.Name)
	return page, finishPaper(&page, &g)
}

// fragment is a run of letters of one font on one line.
type fragment struct {
	text                     string
	left, right, top, bottom float64 // in points from the lower left corner
	size                     float64
	bold                     bool
}

// readSheet reads the lines of one page.
func readSheet(engine pdfium.Pdfium, doc references.FPDF_DOCUMENT, index int) ([]line, error) {
	page := requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: index}}
	text, err := engine.GetPageTextStructured(&requests.GetPageTextStructured{
		Page: page, Mode: requests.GetPageTextStructuredModeRects, CollectFontInformation: true,
	})
	if err != nil {
		return nil, err
	}
	size, err := engine.GetPageSize(&requests.GetPageSize{Page: page})
	if err != nil {
		return nil, err
	}
	if err := oneOfEach(engine, page, text.Rects); err != nil {
		return nil, err
	}
	var fragments []fragment
	for _, r := range text.Rects[:min(len(text.Rects), maxFragments)] {
		last := fragment{}
		if n := len(fragments); n > 0 {
			last = fragments[n-1]
		}
		if f, ok := fragmentOf(r, size, last); ok {
			fragments = append(fragments, f)
		}
	}
	lines := linesOf(order(fragments), index)
	markEdges(lines, size.Height)
	out := make([]line, len(lines))
	for i, l := range lines {
		out[i] = l.line
	}
	return out, nil
}

// fragmentOf takes over what a reader can see: letters on the page that are not too small to read.
func fragmentOf(r *responses.GetPageTextStructuredRect, size *responses.GetPageSize, last fragment) (fragment, bool) {
	p := r.PointPosition
	f := fragment{text: r.Text, left: p.Left, right: p.Right, top: math.Max(p.Top, p.Bottom), bottom: math.Min(p.Top, p.Bottom)}
	if i := r.FontInformation; i != nil {
		f.size = i.Size
		f.bold = i.Weight >= 600 || strings.Contains(strings.ToLower(i.Name), "bold")
	}
	// Some producers set letters of size 1 and scale them, so the height that shows decides.
	switch height, above := f.top-f.bottom, last.top-last.bottom; {
	case f.size == 0 && height < above*1.3 && above < height*1.3: // the engine did not tell; it looks like the last
		f.size, f.bold = last.size, last.bold
	case words(f.text) == 0: // a full stop that stands alone is low, and was set as large as the letters before it
		f.size = math.Max(f.size, last.size)
	case f.size < 4 || f.size > height*4:
		f.size = height * 1.3
	}
	visible := f.size >= 3 && f.right > 0 && f.top > 0 && f.left < size.Width && f.bottom < size.Height
	return f, visible && strings.TrimSpace(clean(strings.ReplaceAll(f.text, "\x02", "-"))) != ""
}

// order keeps the order in which the producer wrote the fragments, which is mostly that of reading. Where it jumps
// about, or runs across two columns of prose, they are read column by column; the rows of a table are not prose.
func order(fs []fragment) []fragment {
	jumps, across := 0, 0
	for i := 1; i < len(fs); i++ {
		if fs[i].bottom > fs[i-1].top+2*fs[i-1].size && fs[i].left < fs[i-1].right {
			jumps++
		}
		if math.Abs(fs[i].bottom-fs[i-1].bottom) < fs[i].size/2 && fs[i].left > fs[i-1].right+fs[i].size {
			across++
		}
	}
	scattered := jumps*5 >= len(fs)
	if len(fs) < 8 || !scattered && across*4 < len(fs) {
		return fs
	}
	gutter, found := gutterOf(fs)
	if !found && !scattered {
		return fs
	}
	sorted := append([]fragment(nil), fs...)
	sortDown(sorted)
	if !found {
		return sorted
	}
	var out, left, right, lefts, rights []fragment
	for _, f := range sorted {
		switch {
		case f.right <= gutter:
			left, lefts = append(left, f), append(lefts, f)
		case f.left >= gutter:
			right, rights = append(right, f), append(rights, f)
		default: // it spans both columns and so ends them
			out = append(append(append(out, left...), right...), f)
			left, right = nil, nil
		}
	}
	if !prose(lefts) || !prose(rights) {
		if scattered {
			return sorted
		}
		return fs
	}
	return append(append(out, left...), right...)
}

// prose reports whether lines go on in each other, as those of a column of text do.
func prose(fs []fragment) bool {
	on := 0
	for i := 1; i < len(fs); i++ {
		if interrupts(fs[i-1].text, fs[i].text) {
			on++
		}
	}
	return on*5 >= len(fs)*2
}

func sortDown(fs []fragment) {
	sort.SliceStable(fs, func(i, j int) bool {
		if math.Abs(fs[i].bottom-fs[j].bottom) > math.Max(fs[i].size, fs[j].size)/2 {
			return fs[i].bottom > fs[j].bottom
		}
		return fs[i].left < fs[j].left
	})
}

// gutterOf finds the empty strip between two columns.
func gutterOf(fs []fragment) (x float64, ok bool) {
	low, high := math.Inf(1), math.Inf(-1)
	for _, f := range fs {
		low, high = math.Min(low, f.left), math.Max(high, f.right)
	}
	best := len(fs)
	for step := 30; step <= 70; step++ {
		at := low + (high-low)*float64(step)/100
		crossed, left, right := 0, 0, 0
		for _, f := range fs {
			switch {
			case f.right <= at:
				left++
			case f.left >= at:
				right++
			default:
				crossed++
			}
		}
		if crossed < best && left*4 > len(fs) && right*4 > len(fs) {
			best, x = crossed, at
		}
	}
	return x, best*5 < len(fs)
}

// placed is a line and where it stands.
type placed struct {
	line
	left, right, top, bottom float64
	letters                  int
}

// markOnly is the mark of an item or chapter, which is often set apart from its text.
var markOnly = regexp.MustCompile(`^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-z][.)]|\PL{1,2}|o)$`)

// linesOf joins fragments that stand side by side.
func linesOf(fs []fragment, page int) []placed {
	var lines []placed
	for _, f := range fs {
		text := strings.ReplaceAll(strings.ReplaceAll(f.text, "\x02", "-"), "\ufffe", "-")
		text = clean(strings.NewReplacer("\r", " ", "\n", " ").Replace(text))
		if n := len(lines); n > 0 {
			l := &lines[n-1]
			overlap := math.Min(l.top, f.top) - math.Max(l.bottom, f.bottom)
			height := math.Min(l.top-l.bottom, f.top-f.bottom)
			if overlap > height*.4 && f.left > l.right-f.size {
				switch gap := f.left - l.right; {
				case gap > f.size*1.5 && !markOnly.MatchString(strings.TrimSpace(l.text)):
					l.text = strings.TrimRight(l.text, " ") + cellMark
				case gap > f.size*.2 && !strings.HasSuffix(l.text, " "):
					l.text += " "
				}
				if len(text) > l.letters {
					l.size = f.size
				}
				l.text += text
				l.bold = l.bold && (f.bold || words(text) == 0)
				l.letters += len(text)
				l.right, l.top, l.bottom = f.right, math.Max(l.top, f.top), math.Min(l.bottom, f.bottom)
				continue
			}
		}
		lines = append(lines, placed{
			line: line{text: text, size: f.size, bold: f.bold, page: page},
			left: f.left, right: f.right, top: f.top, bottom: f.bottom, letters: len(text),
		})
	}
	for i := len(lines) - 2; i >= 0; i-- {
		if stretched(lines[i], lines[i+1]) {
			lines[i].text = strings.ReplaceAll(lines[i].text, cellMark, " ")
		}
	}
	pitch := usualPitch(lines)
	for i := range lines {
		lines[i].text = squeezeLine(lines[i].text)
		lines[i].blank = i == 0 || apart(lines[i-1], lines[i], pitch)
	}
	return lines
}

// stretched reports whether the gaps in a line are there to fill its width: what looks like the cells of a row goes on in the line of prose below.
func stretched(a, b placed) bool {
	const slack = 2
	first, _ := utf8.DecodeRuneInString(b.text)
	return strings.Contains(a.text, cellMark) && !strings.Contains(b.text, cellMark) && math.Abs(a.left-b.left) < slack && a.right > b.right-slack &&
		!closed(strings.TrimSpace(a.text)) && unicode.IsLower(first)
}

// usualPitch is the distance between the middles of two lines of the same text.
func usualPitch(lines []placed) float64 {
	var steps []float64
	for i := 1; i < len(lines); i++ {
		step := (lines[i-1].top + lines[i-1].bottom - lines[i].top - lines[i].bottom) / 2
		if !differ(lines[i-1].size, lines[i].size) && step > 0 && step < lines[i].size*2.5 {
			steps = append(steps, step)
		}
	}
	if len(steps) < 3 {
		return 0
	}
	sort.Float64s(steps)
	return steps[len(steps)/2]
}

// apart reports whether the distance between two lines is wider than that within a paragraph, or a column ends.
func apart(a, b placed, pitch float64) bool {
	size := math.Max(a.size, b.size)
	if pitch == 0 {
		pitch = size * 1.25
	}
	step := (a.top + a.bottom - b.top - b.bottom) / 2
	return step > pitch*1.3+1 || b.bottom > a.top || differ(a.size, b.size)
}

// markEdges marks the lines at the top and bottom of a page, where headers, footers and page numbers stand.
func markEdges(lines []placed, height float64) {
	for i := range lines {
		l := &lines[i]
		if height > 0 && (l.bottom > height*.91 || l.top < height*.09) {
			l.edge = true
		}
	}
}

// bodySize is the size of most letters.
func bodySize(lines []line) float64 {
	counts := make(map[int]int)
	for _, l := range lines {
		counts[int(math.Round(l.size*2))] += len(l.text)
	}
	best := 0
	for size, n := range counts {
		if n > counts[best] || n == counts[best] && size < best {
			best = size
		}
	}
	return float64(best) / 2
}
