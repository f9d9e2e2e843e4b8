package transcribe

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"
)

// Signature is who made a report their own, and when. The zero value is nobody: then the document says on every page that it is a concept.
type Signature struct {
	By string
	At time.Time
}

// WriteWord writes the report as a Word document, with the time of the words that each sentence rests on. It is a small writer of its own: a
// report needs headings, paragraphs and a line at the top of each page, and the libraries that write Word bring a hundred times that.
func (r *Report) WriteWord(w io.Writer, signed Signature) error {
	z := zip.NewWriter(w)
	banner := phrases()["concept"]
	if signed.By != "" {
		banner = fill("ondertekend", signed.By, dayOf(signed.At))
	}
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`},
		{"word/styles.xml", `<w:styles ` + wordSpace + `><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="80"/></w:pPr><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/><w:sz w:val="22"/><w:lang w:val="nl-NL"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="26"/></w:rPr></w:style></w:styles>`},
		{"word/header1.xml", `<w:hdr ` + wordSpace + `>` + paragraph("", banner, "") + `</w:hdr>`},
		{"word/document.xml", r.wordBody()},
	} {
		f, err := z.Create(part.name)
		if err != nil {
			return fmt.Errorf("writing a report as a document: %w", err)
		}
		if _, err := io.WriteString(f, xml.Header+part.text); err != nil {
			return fmt.Errorf("writing a report as a document: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("writing a report as a document: %w", err)
	}
	return nil
}

const wordSpace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

func (r *Report) wordBody() string {
	var b strings.Builder
	b.WriteString(`<w:document ` + wordSpace + `><w:body>`)
	b.WriteString(paragraph("Title", phrases()["titel"], ""))
	for _, row := range r.head() {
		b.WriteString(paragraph("", row[0]+": "+row[1], ""))
	}
	for _, section := range Sections {
		b.WriteString(paragraph("Heading1", phrases()["sectie_"+string(section)], ""))
		any := false
		for _, s := range r.Sentences {
			if s.Section == section {
				any = true
				b.WriteString(paragraph("", s.Text, r.timesOf(s.Evidence)))
			}
		}
		if section == WishesRights {
			var open []string
			for _, x := range r.Rights {
				if x.Value == NotDiscussed {
					open = append(open, RightTitle(x.Right))
				}
			}
			if len(open) > 0 {
				any = true
				b.WriteString(paragraph("", fill("recht_niet_besproken", strings.Join(open, "; ")), ""))
			}
		}
		if !any {
			b.WriteString(paragraph("", phrases()["niet_besproken"], ""))
		}
	}
	b.WriteString(`<w:sectPr><w:headerReference w:type="default" r:id="r1"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417"/></w:sectPr></w:body></w:document>`)
	return b.String()
}

// head is what stands above a report.
func (r *Report) head() [][2]string {
	p := phrases()
	day := p["onbekend"]
	if r.CallDate != nil {
		if t, err := time.Parse(time.DateOnly, *r.CallDate); err == nil {
			day = dayOf(t)
		}
	}
	var present, numbers []string
	for _, x := range r.Participants {
		present = append(present, x.Name+" ("+p["rol_"+string(x.Role)]+")")
	}
	for _, n := range r.CaseNumbers {
		numbers = append(numbers, n.Number)
	}
	length := p["onbekend"]
	if r.Duration > 0 {
		length = clockText(time.Duration(r.Duration * float64(time.Second)))
	}
	rows := [][2]string{{p["kop_datum"], day}, {p["kop_duur"], length}, {p["kop_aanwezig"], strings.Join(present, ", ")}, {p["kop_opname"], p["melding_"+string(r.Notice.Value)]}}
	if len(numbers) > 0 {
		rows = append(rows, [2]string{p["kop_nummers"], strings.Join(numbers, ", ")})
	}
	return rows
}

func dayOf(t time.Time) string {
	return fmt.Sprintf("%d %s %d", t.Day(), monthText[t.Month()-1], t.Year())
}

// timesOf writes when the words of a sentence were said; in a file without times, which utterances they are.
func (r *Report) timesOf(evidence []int) string {
	var out []string
	for _, i := range evidence {
		s := fmt.Sprintf("#%d", i)
		if r.call != nil && i < len(r.call.lines) && r.call.lines[i].Start != Unknown {
			s = clockText(r.call.lines[i].Start)
		}
		out = append(out, s)
	}
	return "[" + strings.Join(out, ", ") + "]"
}

func clockText(d time.Duration) string {
	d = d.Truncate(time.Second)
	return fmt.Sprintf("%d:%02d:%02d", int(d.Hours()), int(d.Minutes())%60, int(d.Seconds())%60)
}

// paragraph writes a paragraph in a style, with a small grey note behind it.
func paragraph(style, text, note string) string {
	var b strings.Builder
	b.WriteString(`<w:p>`)
	if style != "" {
		b.WriteString(`<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`)
	}
	b.WriteString(`<w:r><w:t xml:space="preserve">` + escaped(text) + `</w:t></w:r>`)
	if note != "" {
		b.WriteString(`<w:r><w:rPr><w:color w:val="595959"/><w:sz w:val="18"/></w:rPr><w:t xml:space="preserve"> ` + escaped(note) + `</w:t></w:r>`)
	}
	b.WriteString(`</w:p>`)
	return b.String()
}

// escaped writes text for XML; what XML cannot hold becomes a replacement character.
func escaped(text string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(text)); err != nil {
		return ""
	}
	return b.String()
}
