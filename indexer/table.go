package indexer

import (
	"iter"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"wegwijzer/knowledge"
)

// The bounds of one table.
const (
	maxRows     = 5000
	maxColumns  = 60
	maxRepeated = 1000 // bytes of a cell that spans several and is said again for each
)

// cell is one place in the grid of a table. A cell that spans several is repeated, so that each row is whole.
type cell struct {
	text   string
	header bool
	again  bool // a repetition of a spanning cell
}

// table reads a table, or, where it only lays out a page, what is in it.
func (r *reader) table(n *html.Node) {
	if r.ctx.Err() != nil { // a table in a table is read once for each around it
		return
	}
	rows, heads := r.grid(n)
	if layout(n, rows) {
		r.children(n)
		r.flush(knowledge.Paragraph, 0)
		return
	}
	if c := childElement(n, "caption"); c != nil {
		r.text(textOf(c))
		r.flush(knowledge.Paragraph, 0)
	}
	for p := range rowsOf(rows, heads) {
		p.Anchor = r.anchor
		if !r.put(p) {
			return
		}
	}
}

// grid lays the cells of a table out, and counts the rows of its head.
func (r *reader) grid(n *html.Node) (rows [][]cell, heads int) {
	type span struct {
		cell
		left int
	}
	var hanging [maxColumns]span
	inHead := true
	walk(n, func(e *html.Node) bool {
		if e.Data == "table" || e.Data == "caption" {
			return false
		}
		if e.Data != "tr" || len(rows) >= maxRows {
			return true
		}
		var row []cell
		fill := func() {
			for len(row) < maxColumns && hanging[len(row)].left > 0 {
				h := &hanging[len(row)]
				h.left--
				row = append(row, cell{h.text, h.header, true})
			}
		}
		onlyHeaders := true
		for c := e.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.ElementNode || c.Data != "td" && c.Data != "th" {
				continue
			}
			fill()
			one := cell{text: cellText(c), header: c.Data == "th"}
			onlyHeaders = onlyHeaders && (one.header || one.text == "")
			across, down := spanOf(c, "colspan"), spanOf(c, "rowspan")
			for i := range across {
				if len(row) >= maxColumns {
					break
				}
				hanging[len(row)] = span{one, down - 1}
				row = append(row, cell{one.text, one.header, i > 0})
			}
		}
		fill()
		if len(row) == 0 {
			return false
		}
		rows = append(rows, row)
		inHead = inHead && len(row) > 1 && (e.Parent != nil && e.Parent.Data == "thead" || onlyHeaders)
		if inHead {
			heads++
		}
		return false
	})
	if heads == len(rows) {
		heads = 0
	}
	if heads == 0 && boldHead(n, rows) {
		heads = 1
	}
	return rows, heads
}

// rowsOf writes each row as one block, with its column's header before each cell. They come one by one, for together they may have far more text
// than the table.
func rowsOf(rows [][]cell, heads int) iter.Seq[piece] {
	return func(yield func(piece) bool) {
		var headers []string
		for _, row := range rows[:heads] {
			headers = addHeaders(headers, row)
			if shown := shownCells(row); shown != "" && !yield(piece{Block: knowledge.Block{Kind: knowledge.Row}, shown: shown}) {
				return
			}
		}
		for _, row := range rows[heads:] {
			full := headedCells(headers, row)
			if len(full) == 0 {
				continue
			}
			text, shown := strings.Join(full, " | "), shownCells(row)
			// Two columns of which the first names the second read as a name and its value.
			if len(headers) == 0 && len(full) == 2 && row[0].header {
				text = strings.TrimSuffix(full[0], ":") + ": " + full[1]
				shown = text
			}
			if !yield(piece{Block: knowledge.Block{Kind: knowledge.Row, Text: text}, shown: shown}) {
				return
			}
		}
	}
}

// addHeaders adds a row of a table's head to what stands over each column.
func addHeaders(headers []string, row []cell) []string {
	for i, c := range row {
		for len(headers) <= i {
			headers = append(headers, "")
		}
		if name := shorten(c.text, maxHeader); name != "" && !strings.Contains(headers[i], name) {
			headers[i] = shorten(strings.TrimSpace(headers[i]+" "+name), maxHeader)
		}
	}
	return headers
}

// headedCells are the cells of a row that say something, each after its column's header.
func headedCells(headers []string, row []cell) []string {
	var full []string
	for i, c := range row {
		if c.text == "" || c.again && len(c.text) > maxRepeated {
			continue
		}
		if i > 0 && c.again && row[i-1].text == c.text && !distinct(headers, i) {
			continue
		}
		text := c.text
		if i < len(headers) && headers[i] != "" {
			text = strings.TrimSuffix(headers[i], ":") + ": " + c.text
		}
		full = append(full, text)
	}
	return full
}

// shownCells is a row as a person reads it, without what it repeats.
func shownCells(row []cell) string {
	var shown []string
	for _, c := range row {
		if c.text != "" && !c.again {
			shown = append(shown, c.text)
		}
	}
	return strings.Join(shown, " | ")
}

// distinct reports whether a column has a header of its own, so that a spanning cell counts for it too.
func distinct(headers []string, i int) bool {
	return i < len(headers) && headers[i] != "" && headers[i] != headers[i-1]
}

// layout reports whether a table only places things on the page.
func layout(n *html.Node, rows [][]cell) bool {
	if role := attr(n, "role"); role == "presentation" || role == "none" {
		return true
	}
	columns, headers, long, cells := 0, false, 0, 0
	for _, row := range rows {
		columns = max(columns, len(row))
		for _, c := range row {
			headers = headers || c.header
			cells++
			if len(c.text) > 600 {
				long++
			}
		}
	}
	if headers {
		return false
	}
	nested := false
	walk(n, func(e *html.Node) bool {
		nested = nested || e.Data == "table" || isHeading(e)
		return !nested
	})
	return nested || columns < 2 || long*4 > cells
}

// boldHead reports whether a table without header cells shows its first row as one.
func boldHead(n *html.Node, rows [][]cell) bool {
	if len(rows) < 2 || len(rows[0]) < 2 {
		return false
	}
	first, other := 0, 0
	at := -1
	walk(n, func(e *html.Node) bool {
		if e.Data == "tr" {
			at++
			return true
		}
		if e.Data != "td" {
			return true
		}
		if b := boldText(e); b && at == 0 {
			first++
		} else if b && at > 0 {
			other++
		}
		return false
	})
	return first == len(rows[0]) && other < first
}

// boldText reports whether all text of an element is bold.
func boldText(n *html.Node) bool {
	any := false
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !hasText(c) {
			continue
		}
		if c.Type != html.ElementNode {
			return false
		}
		if c.Data != "b" && c.Data != "strong" && !boldText(c) {
			return false
		}
		any = true
	}
	return any
}

// cellText is a cell on one line; the items of a list in it are kept apart by semicolons.
func cellText(n *html.Node) string {
	var items []string
	walk(n, func(e *html.Node) bool {
		if e.Data == "li" {
			if t := textOf(e); t != "" {
				items = append(items, t)
			}
			return false
		}
		return true
	})
	if len(items) < 2 {
		return textOf(n)
	}
	all := textOf(n)
	lead := strings.TrimSpace(strings.TrimSuffix(all, strings.Join(items, " ")))
	if lead == all {
		return all
	}
	return strings.TrimSpace(lead + " " + strings.Join(items, "; "))
}

func spanOf(n *html.Node, key string) int {
	v, err := strconv.Atoi(strings.TrimSpace(attr(n, key)))
	if err != nil || v < 1 {
		return 1
	}
	return min(v, maxColumns)
}

func childElement(n *html.Node, name string) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && c.Data == name {
			return c
		}
	}
	return nil
}
