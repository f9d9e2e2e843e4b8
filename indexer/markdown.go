package indexer

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer/html"
)

// extractMarkdown turns markdown into HTML and reads that, so that both follow the same rules. HTML within it is
// passed on, to be judged as in any page.
func extractMarkdown(ctx context.Context, src Source) (Page, error) {
	text := strings.ReplaceAll(decode(src.Body, src.ContentType), "\r\n", "\n")
	if !isText(text) {
		return Page{}, errNoText
	}
	matter, text := frontMatter(text)
	md := goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.DefinitionList),
		goldmark.WithParserOptions(parser.WithAutoHeadingID()),
		goldmark.WithRendererOptions(html.WithUnsafe()))
	var out bytes.Buffer
	out.WriteString("<!DOCTYPE html><html><body><main>")
	tamed, err := tameMarkdown(text)
	if err != nil {
		return Page{}, err
	}
	marks := &markdownContext{Context: parser.NewContext(parser.WithIDs(headingIDs{})), left: MaxHTML}
	if err := md.Convert([]byte(tamed), &out, parser.WithContext(marks)); err != nil {
		return Page{}, fmt.Errorf("converting markdown: %w", err)
	}
	out.WriteString("</main></body></html>")
	root, styles, scripts, err := parseHTML(ctx, out.String())
	if err != nil {
		return Page{}, err
	}
	page, err := readPage(ctx, root, styles, scripts, src.URL)
	if err != nil {
		return Page{}, err
	}
	if page.Reason == ReasonList { // a file that lists links was written to be read
		page.Index, page.Reason = true, ""
	}
	if matter["title"] != "" {
		page.Title = matter["title"]
	}
	if page.Title == "" {
		page.Title = nameTitle(src.Name)
	}
	if d := parseDate(matter["date"] + matter["lastmod"]); !d.IsZero() {
		page.Date = d
	} else if page.Date.IsZero() {
		page.Date = openingDate(page.pieces)
	}
	if matter["lang"] != "" {
		page.Lang = language(matter["lang"], page.Text)
	}
	return page, nil
}

// The bounds of markdown, whose parser takes the square of the number of these marks in one block.
const (
	maxNesting = 32
	maxMarks   = 400
	maxCells   = maxRows * maxColumns // of all tables, each row of which gets as many as the first has
)

// markdownContext bounds what a text may say again by reference: each use of an address that is given once is a copy of it.
type markdownContext struct {
	parser.Context
	left int // bytes
}

// Reference implements parser.Context.
func (c *markdownContext) Reference(label string) (parser.Reference, bool) {
	r, ok := c.Context.Reference(label)
	if !ok {
		return nil, false
	}
	if c.left -= len(r.Destination()) + len(r.Title()); c.left < 0 {
		return nil, false
	}
	return r, true
}

// headingIDs gives headings that say the same their own ids, without counting from 1 for each: how many there are of each.
type headingIDs map[string]int

// Generate implements parser.IDs.
func (ids headingIDs) Generate(value []byte, kind ast.NodeKind) []byte {
	base := string(parser.NewContext().IDs().Generate(value, kind))
	id := base
	for ids[id] > 0 {
		id = base + "-" + strconv.Itoa(ids[base])
		ids[base]++
	}
	ids[id]++
	return []byte(id)
}

// Put implements parser.IDs.
func (ids headingIDs) Put(value []byte) { ids[string(value)]++ }

// tameMarkdown shortens the marks at the start of lines that would nest deeper than any text does, and takes the marks
// of emphasis and links out of a block that has more of them than words to set apart. It returns ErrTooLarge for tables of more cells than are read.
func tameMarkdown(s string) (string, error) {
	var out, block strings.Builder
	out.Grow(len(s))
	marks, columns, cells := 0, 0, 0
	end := func() {
		if marks > maxMarks {
			text := block.String()
			lead := min(len(text), 3) // the mark of a list or heading
			out.WriteString(text[:lead] + unmark.Replace(text[lead:]))
		} else {
			out.WriteString(block.String())
		}
		block.Reset()
		marks = 0
	}
	for text := range strings.SplitAfterSeq(s, "\n") {
		lead := len(text) - len(strings.TrimLeft(text, "> \t*+-"))
		if n := strings.Count(text[:lead], ">") + strings.Count(text[:lead], "- ") + strings.Count(text[:lead], "* ") + strings.Count(text[:lead], "+ "); n > maxNesting {
			text = text[lead:]
		}
		if startsBlock.MatchString(text) {
			end()
		}
		if strings.Trim(text, "> \t\n") == "" {
			columns = 0
		} else if columns = max(columns, strings.Count(text, "|")); columns > 0 {
			if cells += columns + 1; cells > maxCells {
				return "", ErrTooLarge
			}
		}
		for i := range len(text) {
			switch text[i] {
			case '*', '_', '[', ']', '`', '~', '!', '<', '&':
				marks++
			}
		}
		block.WriteString(text)
	}
	end()
	return out.String(), nil
}

// startsBlock is a line that is empty or begins an item, a row, a quote or a heading.
var startsBlock = regexp.MustCompile(`^\s*(?:[-*+>|#]|\d+[.)]|$)`)

var unmark = strings.NewReplacer("*", "", "_", "", "[", "", "]", "", "`", "", "~", "", "<", " ")

// frontMatter takes the block of keys and values off that many generators put before the text.
func frontMatter(s string) (matter map[string]string, rest string) {
	matter = make(map[string]string)
	body, ok := strings.CutPrefix(s, "---\n")
	if !ok {
		return matter, s
	}
	head, rest, ok := strings.Cut(body, "\n---\n")
	if !ok || len(head) > 4096 {
		return matter, s
	}
	for entry := range strings.SplitSeq(head, "\n") {
		if key, val, ok := strings.Cut(entry, ":"); ok && !strings.HasPrefix(key, " ") {
			matter[strings.ToLower(strings.TrimSpace(key))] = squeeze(clean(strings.Trim(strings.TrimSpace(val), `"'`)))
		}
	}
	return matter, rest
}
