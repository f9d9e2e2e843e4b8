package transcribe

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
)

// Measures of a page, in millimetres; sizes of letters in points.
const (
	margin     = 25.0
	lineHeight = 5.5
	textSize   = 10.5
	noteSize   = 8.5
	headSize   = 13.0
	titleSize  = 18.0
	headRoom   = 40.0 // below which a heading goes to the next page: it does not stand alone at the foot of one
)

// WritePDF writes the report as a PDF, with the time of the words that each sentence rests on, and across each page that it is a concept until it is
// signed. It is tagged: whoever has it read aloud hears the title, goes from heading to heading, and is not told the number of each page in between
// (PDF/UA, ISO 14289-1). The letters are the free ones of the Go project, put into the file: it looks the same everywhere, and nothing is fetched.
func (d Document) WritePDF(w io.Writer) error {
	p := fpdf.New("P", "mm", "A4", "")
	p.AddUTF8FontFromBytes("go", "", goregular.TTF)
	p.AddUTF8FontFromBytes("go", "B", gobold.TTF)
	p.SetCatalogSort(true) // the same report is the same file
	p.SetTitle(d.Title, true)
	p.SetLang("nl")
	p.SetCreationDate(d.At)
	p.SetModificationDate(d.At)
	p.SetMargins(margin, margin, margin)
	p.SetAutoPageBreak(false, 0) // sheet breaks pages itself, between two tags
	s := &sheet{p: p, tags: &tagTree{}}
	s.document = s.tags.add(0, "Document")
	p.SetHeaderFunc(func() { s.header(d) })
	p.SetFooterFunc(func() {
		s.artifact(func() {
			p.SetY(-15)
			s.face("", noteSize, 80)
			p.CellFormat(0, 5, fmt.Sprint(p.PageNo()), "", 0, "R", false, 0, "")
		})
	})
	p.AddPage()
	s.text(s.document, "H1", "B", titleSize, d.Title)
	p.Ln(3)
	for _, row := range d.Head {
		s.text(s.document, "P", "", textSize, row[0]+": "+row[1])
	}
	for _, section := range d.Sections {
		if _, height := p.GetPageSize(); p.GetY() > height-margin-headRoom {
			p.AddPage()
		}
		p.Ln(4)
		if section.Title != "" {
			s.text(s.document, "H2", "B", headSize, section.Title)
			p.Ln(1.5)
		}
		list := s.tags.add(s.document, "L")
		for _, row := range section.Rows {
			s.row(s.tags.add(list, "LI"), row)
		}
	}
	var plain bytes.Buffer
	if err := p.Output(&plain); err != nil {
		return fmt.Errorf("writing a report as a document: %w", err)
	}
	tagged, err := s.tags.append(plain.Bytes())
	if err == nil {
		_, err = w.Write(tagged)
	}
	if err != nil {
		return fmt.Errorf("writing a report as a document: %w", err)
	}
	return nil
}

// sheet is a document that is being drawn, line by line, each with what it is.
type sheet struct {
	p        *fpdf.Fpdf
	tags     *tagTree
	document int
}

func (s *sheet) face(style string, size float64, grey int) {
	s.p.SetFont("go", style, size)
	s.p.SetTextColor(grey, grey, grey)
}

// header draws what stands on every page. What it says is part of the text once, on the first page; on the others it is furniture.
func (s *sheet) header(d Document) {
	if d.Concept {
		s.artifact(func() {
			s.face("B", 110, 228)
			s.p.TransformBegin()
			s.p.TransformRotate(55, 105, 150)
			word := phrases()["watermerk"]
			s.p.Text(105-s.p.GetStringWidth(word)/2, 165, word)
			s.p.TransformEnd()
		})
	}
	banner := func() {
		s.p.SetY(12)
		s.face("", noteSize, 80)
		s.p.MultiCell(0, 4, d.Banner, "", "L", false)
	}
	switch {
	case d.Banner == "":
	case s.p.PageNo() == 1:
		s.tagged(s.tags.add(s.document, "P"), banner)
	default:
		s.artifact(banner)
	}
	s.p.SetY(margin)
}

// artifact draws what is no part of the text.
func (s *sheet) artifact(draw func()) {
	s.p.RawWriteStr("/Artifact BMC")
	draw()
	s.p.RawWriteStr("EMC")
}

// tagged draws a piece of an element, on one page.
func (s *sheet) tagged(element int, draw func()) {
	s.p.RawWriteStr(s.tags.mark(element, s.p.PageNo()))
	draw()
	s.p.RawWriteStr("EMC")
}

// room begins a new page when a line does not fit on this one.
func (s *sheet) room(height float64) {
	if _, page := s.p.GetPageSize(); s.p.GetY()+height > page-margin {
		s.p.AddPage()
	}
}

// lines breaks a text into lines by the letters that are set.
func (s *sheet) lines(text string) []string {
	width, _ := s.p.GetPageSize()
	return s.p.SplitText(strings.Join(strings.Fields(text), " "), width-2*margin)
}

// text draws a text as an element of its own.
func (s *sheet) text(parent int, role, style string, size float64, text string) {
	element := s.tags.add(parent, role)
	s.face(style, size, 20)
	for _, line := range s.lines(text) {
		s.room(size * 0.5)
		s.face(style, size, 20) // a new page has set others
		s.tagged(element, func() { s.p.CellFormat(0, size*0.5, line, "", 1, "L", false, 0, "") })
	}
}

// row draws a sentence, and behind it when its words were said.
func (s *sheet) row(item int, row DocumentRow) {
	element := s.tags.add(item, "LBody")
	s.face("", textSize, 20)
	end := 0.0 // how far the last line came
	all := s.lines(row.Text)
	s.room(lineHeight * float64(min(len(all), 30))) // a sentence stays on one page
	s.face("", textSize, 20)
	for _, line := range all {
		s.room(lineHeight)
		s.face("", textSize, 20)
		end = s.p.GetStringWidth(line)
		s.tagged(element, func() { s.p.CellFormat(0, lineHeight, line, "", 1, "L", false, 0, "") })
	}
	if row.Note == "" {
		s.p.Ln(1.5)
		return
	}
	s.face("", noteSize, 80)
	width, _ := s.p.GetPageSize()
	if note := " " + row.Note; end > 0 && end+s.p.GetStringWidth(note)+2 < width-2*margin { // behind the last line, when there is room
		s.tagged(element, func() {
			s.p.SetXY(margin+end, s.p.GetY()-lineHeight)
			s.p.CellFormat(0, lineHeight, note, "", 1, "L", false, 0, "")
		})
	} else {
		for _, line := range s.lines(row.Note) {
			s.room(lineHeight)
			s.face("", noteSize, 80)
			s.tagged(element, func() { s.p.CellFormat(0, lineHeight, line, "", 1, "L", false, 0, "") })
		}
	}
	s.p.Ln(1.5)
}
