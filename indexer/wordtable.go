package indexer

import (
	"strings"

	"wegwijzer/knowledge"
)

// wordTable is a table of a Word document as it is read.
type wordTable struct {
	rows  [][]cell
	row   []cell
	cell  strings.Builder
	span  int
	heads int
	head  bool
	above bool // this cell goes on from the one above it
}

// add puts more text into the cell being read.
func (tb *wordTable) add(text string) {
	if tb.cell.Len() > 0 && text != "" {
		tb.cell.WriteString(" ")
	}
	tb.cell.WriteString(text)
}

// inline is a table as the cell of another says it: its rows behind one another.
func (tb *wordTable) inline() string {
	var rows []string
	for _, row := range tb.rows {
		var cells []string
		for _, c := range row {
			if !c.again && c.text != "" {
				cells = append(cells, c.text)
			}
		}
		if len(cells) > 0 {
			rows = append(rows, strings.Join(cells, ": "))
		}
	}
	return strings.Join(rows, "; ")
}

func (tb *wordTable) closeCell() {
	text := tb.cell.String()
	again := false
	if tb.above && len(tb.rows) > 0 && len(tb.row) < len(tb.rows[len(tb.rows)-1]) {
		text, again = tb.rows[len(tb.rows)-1][len(tb.row)].text, true
	}
	for i := range tb.span {
		if len(tb.row) >= maxColumns {
			break
		}
		tb.row = append(tb.row, cell{text: text, again: again || i > 0})
	}
	tb.cell.Reset()
}

func (tb *wordTable) closeRow() {
	if len(tb.row) > 0 && len(tb.rows) < maxRows {
		if tb.head && tb.heads == len(tb.rows) {
			tb.heads++
		}
		tb.rows = append(tb.rows, tb.row)
	}
	tb.row, tb.head = nil, false
}

// closeTable writes a table; one inside another becomes part of the cell it stands in. Word marks header rows
// seldom, so the first row of a table with more columns counts as one when its cells are short.
func (d *wordReader) closeTable() {
	tb := d.table()
	if tb == nil {
		return
	}
	d.tables = d.tables[:len(d.tables)-1]
	if outer := d.table(); outer != nil {
		outer.add(tb.inline())
		return
	}
	if len(tb.rows) == 0 {
		return
	}
	if columns := len(tb.rows[0]); columns == 1 {
		for _, row := range tb.rows {
			if row[0].text != "" {
				d.put(piece{Block: knowledge.Block{Kind: knowledge.Paragraph, Text: row[0].text}})
			}
		}
		return
	}
	heads := tb.heads
	if heads == 0 && len(tb.rows) > 2 && shortRow(tb.rows[0]) {
		heads = 1
	}
	if heads >= len(tb.rows) {
		heads = 0
	}
	for p := range rowsOf(tb.rows, heads) {
		if !d.put(p) {
			return
		}
	}
}

func shortRow(row []cell) bool {
	for _, c := range row {
		if words(c.text) == 0 || words(c.text) > 5 || strings.ContainsAny(c.text, ".€") || c.again {
			return false
		}
	}
	return true
}
