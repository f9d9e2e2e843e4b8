package indexer

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"wegwijzer/knowledge"
)

// The bounds of a DOCX. A zip may promise far more than it holds, so each part is read through a limit.
const (
	maxParts   = 2000
	maxPart    = 64 << 20
	maxXMLDeep = 256
)

// extractDOCX reads the paragraphs, headings, lists and tables of a Word document, and its notes where their marks stand. What it says elsewhere
// (headers, footers, comments, deleted text) is left out.
func extractDOCX(ctx context.Context, src Source) (Page, error) {
	z, err := zip.NewReader(bytes.NewReader(src.Body), int64(len(src.Body)))
	if err != nil {
		return Page{}, fmt.Errorf("opening docx: %w", err)
	}
	if len(z.File) > maxParts {
		return Page{}, ErrTooLarge
	}
	parts := make(map[string]*zip.File)
	for _, f := range z.File {
		parts[f.Name] = f
	}
	main := parts["word/document.xml"]
	if main == nil {
		return Page{}, ErrKind
	}
	styles := readStyles(parts["word/styles.xml"])
	d := wordReader{ctx: ctx, styles: styles}
	if d.footnotes, err = readNotes(ctx, parts["word/footnotes.xml"]); err != nil {
		return Page{}, err
	}
	if d.endnotes, err = readNotes(ctx, parts["word/endnotes.xml"]); err != nil {
		return Page{}, err
	}
	if err := d.read(main); err != nil {
		return Page{}, err
	}
	page := Page{Follow: true}
	title, date := readCore(parts["docProps/core.xml"])
	page.Title = title
	if d.title != "" {
		page.Title = d.title
	}
	page.Title = titleOf(page.Title, d.pieces, nil, 0, src.Name)
	page.Date = dateOf(date)
	return page, finishPaper(&page, &d.gathered)
}

// openPart reads a part through the limit.
func openPart(f *zip.File) (io.ReadCloser, error) {
	if f.UncompressedSize64 > maxPart {
		return nil, ErrTooLarge
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", f.Name, err)
	}
	return struct {
		io.Reader
		io.Closer
	}{io.LimitReader(r, maxPart), r}, nil
}

// readStyles finds the rank of each paragraph style that is a heading: by its outline level, its English or Dutch
// name, or the style it is based on. A title has rank 1.
func readStyles(f *zip.File) map[string]wordStyle {
	ranks := make(map[string]wordStyle)
	if f == nil {
		return ranks
	}
	r, err := openPart(f)
	if err != nil {
		return ranks
	}
	defer r.Close() //nolint:errcheck // only read from
	var sheet struct {
		Styles []struct {
			ID   string `xml:"styleId,attr"`
			Name struct {
				Val string `xml:"val,attr"`
			} `xml:"name"`
			Based struct {
				Val string `xml:"val,attr"`
			} `xml:"basedOn"`
			Outline *struct {
				Val int `xml:"val,attr"`
			} `xml:"pPr>outlineLvl"`
			List *struct{} `xml:"pPr>numPr"`
		} `xml:"style"`
	}
	if xml.NewDecoder(r).Decode(&sheet) != nil {
		return ranks
	}
	based := make(map[string]string)
	for _, s := range sheet.Styles {
		name := strings.ToLower(s.Name.Val)
		st := wordStyle{rank: rankOf(name), list: s.List != nil || strings.HasPrefix(name, "list ") || strings.HasPrefix(name, "lijst")}
		if s.Outline != nil && s.Outline.Val >= 0 && s.Outline.Val < 6 && st.rank == 0 {
			st.rank = s.Outline.Val + 1
		}
		if st.rank > 0 {
			st.list = false
		}
		st.title = name == "title" || name == "titel"
		st.skip = strings.HasPrefix(name, "toc ") || strings.HasPrefix(name, "inhopg")
		ranks[s.ID], based[s.ID] = st, s.Based.Val
	}
	for id, st := range ranks {
		if st != (wordStyle{}) {
			continue
		}
		for up, n := based[id], 0; up != "" && n < 10; up, n = based[up], n+1 {
			if p := ranks[up]; p.rank > 0 && !p.title {
				ranks[id] = wordStyle{rank: p.rank}
				break
			}
		}
	}
	return ranks
}

// wordStyle is what a paragraph style means.
type wordStyle struct {
	rank  int // of a heading, 0 when it is none
	title bool
	list  bool
	skip  bool // a table of contents
}

func rankOf(name string) int {
	if name == "title" || name == "titel" {
		return 1
	}
	for _, lead := range []string{"heading ", "kop ", "heading", "kop"} {
		if rest, ok := strings.CutPrefix(name, lead); ok && len(rest) == 1 && rest[0] >= '1' && rest[0] <= '6' {
			return int(rest[0] - '0')
		}
	}
	return 0
}

func readCore(f *zip.File) (title, modified string) {
	if f == nil {
		return "", ""
	}
	r, err := openPart(f)
	if err != nil {
		return "", ""
	}
	defer r.Close() //nolint:errcheck // only read from
	var core struct {
		Title    string `xml:"title"`
		Modified string `xml:"modified"`
	}
	if xml.NewDecoder(r).Decode(&core) != nil {
		return "", ""
	}
	return squeeze(clean(core.Title)), core.Modified
}

// wordReader walks the main part of a document.
type wordReader struct {
	ctx    context.Context
	styles map[string]wordStyle
	gathered
	title string

	text         bytes.Buffer
	style        wordStyle
	list         bool
	level        int
	outline      int
	hidden       bool // the run being read is not shown
	bold, letter int  // runs of the paragraph
	runBold      bool
	open         bool // inside w:t
	tables       []*wordTable

	footnotes, endnotes map[string]string // what they say, by the number of their mark
	note                string            // of the note being read, in the part that holds them
	notes               map[string]string // those that were read
}

func (d *wordReader) read(f *zip.File) error {
	r, err := openPart(f)
	if err != nil {
		return err
	}
	defer r.Close() //nolint:errcheck // only read from
	dec := xml.NewDecoder(r)
	dec.Strict = false
	for n, depth, skip := 0, 0, 0; ; n++ {
		if n%4096 == 0 && d.ctx.Err() != nil {
			return d.ctx.Err()
		}
		if d.full() || d.text.Len() > MaxText {
			return ErrTooLarge
		}
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			if len(d.pieces) > 0 {
				return nil // what was read before the damage is still true
			}
			return fmt.Errorf("reading docx: %w", err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			depth++
			if depth > maxXMLDeep {
				return ErrTooLarge
			}
			if skip > 0 || ignored[t.Name.Local] {
				skip++
				continue
			}
			d.start(t)
		case xml.EndElement:
			depth--
			if skip > 0 {
				skip--
				continue
			}
			d.end(t.Name.Local)
		case xml.CharData:
			if skip == 0 && d.open {
				d.write(outside(string(t)))
			}
		}
	}
}

// ignored elements hold deleted text, field codes, or the second of two renderings.
var ignored = set("del delText instrText moveFrom Fallback commentReference object pict sectPr rPrChange pPrChange")

func (d *wordReader) write(s string) {
	if d.hidden {
		return
	}
	d.letter += len(s)
	if d.runBold {
		d.bold += len(s)
	}
	d.text.WriteString(s)
}

func (d *wordReader) start(t xml.StartElement) {
	val, id := "", ""
	for _, a := range t.Attr {
		switch a.Name.Local {
		case "val":
			val = a.Value
		case "id":
			id = a.Value
		}
	}
	switch t.Name.Local {
	case "footnote", "endnote":
		d.note = id
	case "footnoteReference":
		d.remark(d.footnotes[id])
	case "endnoteReference":
		d.remark(d.endnotes[id])
	case "p":
		d.paragraph() // a text box stands in the midst of one
		d.style, d.list, d.level, d.outline, d.bold, d.letter = wordStyle{}, false, 1, 0, 0, 0
	case "pStyle":
		d.style = d.styles[val]
		if d.style.rank == 0 && !d.style.list {
			d.style.rank = rankOf(strings.ToLower(val))
		}
	case "numPr":
		d.list = true
	case "numId":
		d.list = d.list && val != "0"
	case "ilvl":
		d.level = min(number(val), 8) + 1
	case "outlineLvl":
		if n := number(val); n < 6 {
			d.outline = n + 1
		}
	case "r":
		d.hidden, d.runBold = false, false
	case "b":
		d.runBold = val != "0" && val != "false"
	case "vanish", "webHidden":
		d.hidden = val != "0" && val != "false"
	case "color":
		d.hidden = d.hidden || strings.EqualFold(val, "FFFFFF")
	case "sz":
		d.hidden = d.hidden || number(val) > 0 && number(val) <= 4
	case "t":
		d.open = true
	case "tab":
		d.write(" ")
	case "br", "cr":
		d.write(string(lineBreak))
	case "noBreakHyphen":
		d.write("-")
	case "tbl":
		if len(d.tables) < 20 {
			d.tables = append(d.tables, &wordTable{})
		}
	case "tc":
		if tb := d.table(); tb != nil {
			tb.cell.Reset()
			tb.span, tb.above = 1, false
		}
	case "gridSpan":
		if tb := d.table(); tb != nil {
			tb.span = max(1, min(number(val), maxColumns))
		}
	case "vMerge":
		if tb := d.table(); tb != nil {
			tb.above = val != "restart"
		}
	case "tblHeader":
		if tb := d.table(); tb != nil {
			tb.head = val != "0" && val != "false"
		}
	}
}

func (d *wordReader) table() *wordTable {
	if len(d.tables) == 0 {
		return nil
	}
	return d.tables[len(d.tables)-1]
}

func (d *wordReader) end(name string) {
	switch name {
	case "footnote", "endnote":
		d.endNote()
	case "t":
		d.open = false
	case "p":
		d.paragraph()
	case "tc":
		if tb := d.table(); tb != nil {
			tb.closeCell()
		}
	case "tr":
		if tb := d.table(); tb != nil {
			tb.closeRow()
		}
	case "tbl":
		d.closeTable()
	}
}

func (d *wordReader) paragraph() {
	text := linesAsMeant(d.text.String())
	d.text.Reset()
	if words(text) == 0 || d.style.skip {
		return
	}
	if tb := d.table(); tb != nil {
		tb.add(strings.ReplaceAll(text, "\n", " "))
		return
	}
	p := piece{Block: knowledge.Block{Kind: knowledge.Paragraph, Text: text}}
	p.bold = d.letter > 0 && d.bold == d.letter
	rank := d.style.rank
	if rank == 0 {
		rank = d.outline
	}
	switch {
	case rank > 0 && words(text) <= 40:
		p.Kind, p.Level, p.Text = knowledge.Heading, rank, strings.ReplaceAll(text, "\n", " ")
		if d.style.title && d.title == "" {
			d.title = p.Text
		}
	case d.list || d.style.list:
		p.Kind, p.Level = knowledge.Item, d.level
	default:
		if m := bullet.FindStringSubmatch(text); m != nil && (strings.ContainsAny(m[1], "•▪●◦○‣·") || strings.HasPrefix(text, m[1]+" ")) {
			p.Kind, p.Level, p.Text = knowledge.Item, 1, m[2]
		}
	}
	d.put(p)
}
