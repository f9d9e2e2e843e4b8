package indexer

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer/html"
)

// extractMarkdown turns markdown into HTML and reads that, so that both follow the same rules. HTML within it is
// passed on, to be judged as in any page.
func extractMarkdown(ctx context.Context, src Source) (Page, error) {
	text := strings.ReplaceAll(decode(src.Body, src.ContentType), "\r\n", "\n")
	matter, text := frontMatter(text)
	md := goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.DefinitionList),
		goldmark.WithParserOptions(parser.WithAutoHeadingID()),
		goldmark.WithRendererOptions(html.WithUnsafe()))
	var out bytes.Buffer
	out.WriteString("<!DOCTYPE html><html><body><main>")
	if err := md.Convert([]byte(tameMarkdown(text)), &out); err != nil {
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
)

// tameMarkdown shortens the marks at the start of lines that would nest deeper than any text does, and takes the marks
// of emphasis and links out of a block that has more of them than words to set apart.
func tameMarkdown(s string) string {
	var out, block strings.Builder
	out.Grow(len(s))
	marks := 0
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
		for i := range len(text) {
			switch text[i] {
			case '*', '_', '[', ']', '`', '~', '!', '<', '&':
				marks++
			}
		}
		block.WriteString(text)
	}
	end()
	return out.String()
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
