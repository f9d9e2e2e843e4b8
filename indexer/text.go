package indexer

import (
	"iter"
	"path"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"wegwijzer/knowledge"
)

// extractText reads a text file: lines are joined to paragraphs, and headings guessed from their shape.
func extractText(src Source) (Page, error) {
	text := decode(src.Body, src.ContentType)
	if !isText(text) {
		return Page{}, errNoText
	}
	lines := dropFurniture(textLines(stripTags(text)))
	g := outline(paragraphs(lines), 0)
	rankGuessed(g.pieces)
	page := Page{Follow: true, Title: titleOf("", g.pieces, lines, 0, src.Name)}
	return page, finishPaper(&page, &g)
}

var (
	blockTags  = regexp.MustCompile(`(?i)[ \t]*</?(?:p|ul|ol|li|div|br|table|tr|h[1-6])(?:\s[^<>]{0,200})?/?>[ \t]*`)
	inlineTags = regexp.MustCompile(`(?i)</?(?:td|th|b|i|u|em|strong|span|a|sup|sub)(?:\s[^<>]{0,200})?/?>`)
)

// stripTags takes the tags out that a page left behind when it was saved as text; those that end a paragraph still end one.
func stripTags(text string) string {
	if !strings.Contains(text, "</") {
		return text
	}
	return inlineTags.ReplaceAllString(blockTags.ReplaceAllString(text, "\n\n"), " ")
}

// textLines cuts a text into lines. A form feed ends a page, and what stands beside it stands at its edge.
func textLines(text string) []line {
	var lines []line
	var written []string
	for number, sheet := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\f") {
		blank, from := true, len(lines)
		for raw := range strings.SplitSeq(clean(softBreaks.ReplaceAllString(sheet, "")), "\n") {
			raw = emphasis.ReplaceAllString(strings.ReplaceAll(raw, "**", ""), "$1$2$3")
			if strings.TrimSpace(raw) == "" {
				blank = true
				continue
			}
			lines = append(lines, line{text: squeezeLine(raw), blank: blank, page: number})
			written = append(written, raw)
			blank = false
		}
		if number > 0 && from < len(lines) {
			lines[from].edge = true
			if from > 0 {
				lines[from-1].edge = true
			}
		}
	}
	markRows(lines, written)
	return lines
}

// dropFurniture drops the lines that a web page left behind when it was saved as text.
func dropFurniture(lines []line) []line {
	return keep(lines, func(i int) bool {
		return len(lines[i].text) > 200 || !chrome.MatchString(lines[i].text)
	})
}

// emphasis is how markdown, and people, set words apart with stars.
var emphasis = regexp.MustCompile(`(^|[\s("'‘“])\*([^\s*](?:[^*\n]*[^\s*])?)\*($|[\s.,;:!?)"'’”])`)

// softBreaks is a soft hyphen at the end of a line: the word goes on below it.
var softBreaks = regexp.MustCompile("\u00ad[ \t]*\r?\n[ \t]*")

// squeezeLine squeezes white space but keeps the tab or wide space that sets a list mark apart.
func squeezeLine(s string) string {
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, "o  ") || strings.HasPrefix(s, "o\t") {
		return "o  " + squeeze(s[1:])
	}
	return squeeze(s)
}

// outline turns paragraphs into pieces and decides which are headings. The size of the letters decides where it is
// known; body is the size of running text, zero in a text file.
func outline(ps []paragraph, body float64) gathered {
	sizes := headingSizes(ps, body)
	g := gathered{pieces: make([]piece, 0, len(ps))}
	titled := false
	for i := 0; i < len(ps); i++ {
		p := ps[i]
		if p.kind == knowledge.Row {
			for row := range printedRows(ps[i:]) {
				if !g.put(row) {
					return g
				}
			}
			for i+1 < len(ps) && ps[i+1].kind == knowledge.Row {
				i++
			}
			continue
		}
		b := knowledge.Block{Kind: p.kind, Level: p.level, Text: squeeze(p.text)}
		if b.Kind == knowledge.Paragraph {
			if level := headingLevel(ps, i, body, sizes); level > 0 {
				if !titled && body == 0 {
					level = 1
				}
				titled = true
				b.Kind, b.Level = knowledge.Heading, level
			}
		}
		if words(b.Text) > 0 {
			g.put(piece{Block: b})
		}
	}
	return g
}

var wordLike = regexp.MustCompile(`\p{L}{3}`)

// printedRows reads the rows that ps begins with as a table; a bold first row names its columns.
func printedRows(ps []paragraph) iter.Seq[piece] {
	var rows [][]cell
	for _, p := range ps {
		if p.kind != knowledge.Row {
			break
		}
		var row []cell
		for text := range strings.SplitSeq(p.text, cellMark) {
			row = append(row, cell{text: strings.TrimSpace(text)})
		}
		rows = append(rows, row)
	}
	heads := 0
	if len(rows) > 1 && ps[0].bold && !ps[1].bold {
		heads = 1
	}
	return rowsOf(rows, heads)
}

// headingLevel is the rank of a paragraph as a heading, or 0 when it is none.
func headingLevel(ps []paragraph, i int, body float64, sizes []float64) int {
	p := ps[i]
	count := words(p.text)
	if count == 0 || count > 16 || p.lines > 3 || len(p.text) > 140 {
		return 0
	}
	if body > 0 && p.size > body*1.12 {
		for rank, s := range sizes {
			if !differ(s, p.size) {
				return min(rank+1, 4)
			}
		}
		return 4
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(p.text, "\"'“‘(¿"))
	if p.lines > 1 && body == 0 && (i+1 == len(ps) || ps[i+1].kind != knowledge.Item) || count > 12 || !wordLike.MatchString(p.text) || !unicode.IsUpper(first) && !unicode.IsDigit(first) || address.MatchString(p.text) {
		return 0
	}
	if strings.ContainsAny(p.text[len(p.text)-1:], ".,;:!\"'") || strings.HasSuffix(p.text, "”") || strings.HasSuffix(p.text, "-") || i+1 == len(ps) {
		return 0
	}
	if strings.ContainsAny(p.text[:1], "\"'") || strings.HasPrefix(p.text, "‘") || strings.HasPrefix(p.text, "“") {
		return 0 // a quotation set apart
	}
	next := ps[i+1]
	if m := chapter.FindStringSubmatch(p.text); m != nil && next.kind == knowledge.Paragraph {
		return min(2+strings.Count(m[1], "."), 6)
	}
	if body > 0 {
		if p.bold && !next.bold {
			return min(len(sizes)+1, 5)
		}
		return 0
	}
	if upper(p.text) && count >= 1 && words(next.text) > 1 {
		return 2
	}
	// A short line without a stop is a heading when text follows that is clearly longer, or a list does.
	if next.kind == knowledge.Item || words(next.text) > count && (words(next.text) > 12 || closed(next.text) || next.lines > 1) {
		return 2
	}
	// Two short lines in a row may be a heading and the one below it.
	if i+2 < len(ps) && words(next.text) <= 12 && (ps[i+2].kind == knowledge.Item || words(ps[i+2].text) > 16) && !closed(next.text) {
		return 2
	}
	return 0
}

// headingSizes are the sizes of letters above that of running text, the largest first, each with few words.
func headingSizes(ps []paragraph, body float64) []float64 {
	if body == 0 {
		return nil
	}
	var sizes []float64
	for _, p := range ps {
		if p.kind != knowledge.Paragraph || p.size <= body*1.12 || words(p.text) > 16 {
			continue
		}
		at := 0
		known := false
		for ; at < len(sizes); at++ {
			if !differ(sizes[at], p.size) {
				known = true
				break
			}
			if p.size > sizes[at] {
				break
			}
		}
		if !known {
			sizes = append(sizes[:at], append([]float64{p.size}, sizes[at:]...)...)
		}
	}
	return sizes
}

// finishPaper fills in what every document on paper has. It returns ErrTooLarge for more text than is read of one.
func finishPaper(page *Page, g *gathered) error {
	if g.full() {
		return ErrTooLarge
	}
	pieces := dropChrome(g.pieces)
	if page.Date.IsZero() {
		for _, p := range pieces {
			if d := statedDate(p.Text); !d.IsZero() && words(p.Text) < 20 {
				page.Date = d
				break
			}
		}
	}
	if page.Date.IsZero() {
		page.Date = openingDate(pieces)
	}
	page.compose(setDatesApart(pieces))
	if page.Lang == "" {
		page.Lang = language("", page.Text)
	}
	page.Index = words(page.Text) > 0
	if !page.Index && page.Reason == "" {
		page.Reason = ReasonEmpty
	}
	return nil
}

// nameTitle makes a title of a file's name.
func nameTitle(name string) string {
	name = path.Base(strings.ReplaceAll(name, "\\", "/"))
	name = strings.TrimSuffix(name, path.Ext(name))
	return squeeze(clean(strings.NewReplacer("_", " ", "-", " ", "%20", " ", "+", " ").Replace(name)))
}

// dateOf reads the dates of file formats: D:20250303120000+01'00' and ISO 8601.
func dateOf(s string) time.Time {
	s = strings.TrimPrefix(strings.TrimSpace(s), "D:")
	if len(s) >= 8 && strings.Trim(s[:8], "0123456789") == "" {
		return day(s[:4], number(s[4:6]), s[6:8])
	}
	return parseDate(s)
}
