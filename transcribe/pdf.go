package transcribe

import (
	"fmt"
	"io"

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
)

// WritePDF writes the report as a PDF, with the time of the words that each sentence rests on, and across each page that it is a concept until it is
// signed. The letters are the free ones of the Go project, put into the file: it looks the same everywhere, and nothing is fetched.
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
	p.SetAutoPageBreak(true, margin)
	p.SetHeaderFunc(func() {
		if d.Concept {
			p.SetFont("go", "B", 110)
			p.SetTextColor(228, 228, 228)
			p.TransformBegin()
			p.TransformRotate(55, 105, 150)
			word := phrases()["watermerk"]
			p.Text(105-p.GetStringWidth(word)/2, 165, word)
			p.TransformEnd()
		}
		p.SetY(12)
		p.SetFont("go", "", noteSize)
		p.SetTextColor(80, 80, 80)
		p.MultiCell(0, 4, d.Banner, "", "L", false)
		p.SetY(margin)
	})
	p.SetFooterFunc(func() {
		p.SetY(-15)
		p.SetFont("go", "", noteSize)
		p.SetTextColor(80, 80, 80)
		p.CellFormat(0, 5, fmt.Sprint(p.PageNo()), "", 0, "R", false, 0, "")
	})
	p.AddPage()
	text := func(style string, size float64, s string) {
		p.SetFont("go", style, size)
		p.SetTextColor(20, 20, 20)
		p.MultiCell(0, size*0.5, s, "", "L", false)
	}
	text("B", titleSize, d.Title)
	p.Ln(3)
	for _, row := range d.Head {
		text("", textSize, row[0]+": "+row[1])
	}
	for _, section := range d.Sections {
		_, height := p.GetPageSize()
		if p.GetY() > height-2*margin { // a heading does not stand alone at the foot of a page
			p.AddPage()
		}
		p.Ln(4)
		text("B", headSize, section.Title)
		p.Ln(1.5)
		for _, row := range section.Rows {
			p.SetFont("go", "", textSize)
			p.SetTextColor(20, 20, 20)
			p.Write(lineHeight, row.Text)
			if row.Note != "" {
				p.SetFont("go", "", noteSize)
				p.SetTextColor(80, 80, 80)
				p.Write(lineHeight, " "+row.Note)
			}
			p.Ln(lineHeight + 1.5)
		}
	}
	if err := p.Output(w); err != nil {
		return fmt.Errorf("writing a report as a document: %w", err)
	}
	return nil
}
