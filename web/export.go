package web

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"wegwijzer/jurisprudence"
	"wegwijzer/staff"
)

// mostExported is how many cases one export holds.
const mostExported = 1_000

// cell is a cell of an export: words, or a sum in cents.
type cell struct {
	Text  string
	Cents *int64
}

// exportRulings gives what a search found as a file, to work on in a spreadsheet. That it was done is in the audit.
func (s *Server) exportRulings(w http.ResponseWriter, r *http.Request, who staff.Session, form url.Values) error {
	found, err := s.config.Rulings.Search(r.Context(), who.Person, jurisprudence.WantedFrom(form), 0, mostExported)
	if err != nil {
		return err
	}
	table := exportTable(found.Hits)
	var content []byte
	kind, name := "text/csv; charset=utf-8", "uitspraken.csv"
	if form.Get("als") == "xlsx" {
		kind, name = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "uitspraken.xlsx"
		content, err = asXLSX(table)
	} else {
		content, err = asCSV(table)
	}
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	_, _ = w.Write(content) // the browser may have gone
	return nil
}

// exportTable lays what was found out in rows, one for each injured party, under a row of headings.
func exportTable(hits []jurisprudence.Hit) [][]cell {
	var head []cell
	for h := range strings.SplitSeq(text("export_head"), ";") {
		head = append(head, cell{Text: strings.TrimSpace(h)})
	}
	table := [][]cell{head}
	for _, h := range hits {
		relation := ""
		if h.Relation != "" {
			relation = text("relation_" + string(h.Relation))
		}
		for _, x := range h.Sums {
			table = append(table, []cell{
				{Text: string(h.ECLI)},
				{Text: h.ECLI.Link()},
				{Text: h.Court},
				{Text: isoDate(h.Decided)},
				{Text: text("kind_" + string(h.Kind))},
				{Text: string(h.Level)},
				{Text: finalWords(h.Finality)},
				{Text: h.Theme},
				{Text: strings.Join(h.OffenceKinds, ", ")},
				{Text: strings.Join(h.InjuryKinds, ", ")},
				{Text: relation},
				{Text: strings.Join(h.Articles, ", ")},
				{Text: string(h.Currency)},
				{Text: strconv.Itoa(x.Seq)},
				{Cents: x.Claimed},
				{Cents: x.Total},
				{Cents: x.Material},
				{Cents: x.Immaterial},
				{Cents: x.Affection},
				{Cents: x.Shock},
				{Text: string(x.Decision)},
			})
		}
	}
	return table
}

// plainCell returns words that no spreadsheet takes for a formula: a ruling is foreign input, and so is what a court is called.
func plainCell(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
	if t := strings.TrimLeft(s, " "); t != "" && strings.ContainsRune("=+-@|%", rune(t[0])) {
		return "'" + s
	}
	return s
}

// asCSV writes a table as spreadsheets here read it: with semicolons, a comma in sums, and a mark that says it is UTF-8.
func asCSV(table [][]cell) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	out := csv.NewWriter(&b)
	out.Comma = ';'
	for _, row := range table {
		line := make([]string, len(row))
		for i, c := range row {
			line[i] = plainCell(c.Text)
			if c.Cents != nil {
				line[i] = fmt.Sprintf("%d,%02d", *c.Cents/100, *c.Cents%100)
			}
		}
		if err := out.Write(line); err != nil {
			return nil, fmt.Errorf("writing an export: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return nil, fmt.Errorf("writing an export: %w", err)
	}
	return b.Bytes(), nil
}

// The parts of a workbook that are always the same (ECMA-376, SpreadsheetML).
const (
	sheetTypes = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`
	sheetRels  = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	bookXML    = `<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Uitspraken" sheetId="1" r:id="r1"/></sheets></workbook>`
	bookRels   = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`
)

// asXLSX writes a table as a workbook. Every cell is a string or a number by its type, so nothing in it is ever a formula.
func asXLSX(table [][]cell) ([]byte, error) {
	var sheet bytes.Buffer
	sheet.WriteString(`<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
	for _, row := range table {
		sheet.WriteString("<row>")
		for _, c := range row {
			if c.Cents != nil {
				fmt.Fprintf(&sheet, `<c><v>%d.%02d</v></c>`, *c.Cents/100, *c.Cents%100)
				continue
			}
			sheet.WriteString(`<c t="inlineStr"><is><t xml:space="preserve">`)
			if err := xml.EscapeText(&sheet, []byte(c.Text)); err != nil {
				return nil, fmt.Errorf("writing an export: %w", err)
			}
			sheet.WriteString(`</t></is></c>`)
		}
		sheet.WriteString("</row>")
	}
	sheet.WriteString(`</sheetData></worksheet>`)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range []struct{ name, content string }{
		{"[Content_Types].xml", sheetTypes}, {"_rels/.rels", sheetRels}, {"xl/workbook.xml", bookXML}, {"xl/_rels/workbook.xml.rels", bookRels}, {"xl/worksheets/sheet1.xml", sheet.String()},
	} {
		f, err := z.Create(part.name)
		if err == nil {
			_, err = f.Write([]byte(part.content))
		}
		if err != nil {
			return nil, fmt.Errorf("writing an export: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("writing an export: %w", err)
	}
	return b.Bytes(), nil
}
