package indexer

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// spaced is a word of a line that was set out with spaces or tabs: what stands between two wide gaps.
type spaced struct {
	text       string
	start, end int  // columns, as a typewriter counts them
	gap        int  // before it
	tab        bool // a tab stands in the gap
}

var wideGap = regexp.MustCompile(`\t[ \t]*| {2,}\t*| \t+`)

// The gap by which two lines are known for the rows of a table; narrower ones, as of text that is stretched to fill its lines, must be in three.
const (
	tableGap = 3
	fewRows  = 2
	tabStop  = 8
)

// setOut cuts a line at its wide gaps. It is nil for a line that has none, that begins with the mark of an item, or in which a gap only parts two sentences.
func setOut(raw string) []spaced {
	raw = strings.TrimRight(raw, " \t")
	indent := len(raw) - len(strings.TrimLeft(raw, " \t"))
	at := width(0, raw[:indent])
	var cells []spaced
	gap, tab := 0, false
	for rest := raw[indent:]; rest != ""; {
		text, wide := rest, ""
		if g := wideGap.FindStringIndex(rest); g != nil {
			text, wide = rest[:g[0]], rest[g[0]:g[1]]
		}
		end := at + utf8.RuneCountInString(text)
		cells = append(cells, spaced{text: text, start: at, end: end, gap: gap, tab: tab})
		at = width(end, wide)
		gap, tab = at-end, strings.Contains(wide, "\t")
		if wide != "" && gap < tableGap && strings.ContainsAny(text[len(text)-1:], ".!?") {
			return nil
		}
		rest = rest[len(text)+len(wide):]
	}
	if len(cells) < 2 || markOnly.MatchString(cells[0].text) {
		return nil
	}
	return cells
}

// width is the column after white space that begins at one.
func width(at int, space string) int {
	for _, r := range space {
		if r == '\t' {
			at += tabStop - at%tabStop
			continue
		}
		at++
	}
	return at
}

// aligned reports whether two lines have their cells below each other: each begins or ends where the other does, or stands
// behind a tab, whose stops whoever wrote it may have set elsewhere.
func aligned(a, b []spaced) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].start != b[i].start && a[i].end != b[i].end && !(a[i].tab && b[i].tab) {
			return false
		}
	}
	return true
}

// markRows makes rows of the lines of a text whose cells stand below each other; raw is how each was written.
func markRows(lines []line, raw []string) {
	for from := 0; from < len(lines); {
		first := setOut(raw[from])
		end, wide := from+1, false
		rows := [][]spaced{first}
		for first != nil && end < len(lines) && !lines[end].blank {
			next := setOut(raw[end])
			if next == nil || !aligned(rows[len(rows)-1], next) {
				break
			}
			rows = append(rows, next)
			end++
		}
		for _, row := range rows {
			for _, c := range row {
				wide = wide || c.gap >= tableGap || c.tab
			}
		}
		if len(rows) > fewRows || len(rows) == fewRows && wide {
			for i, row := range rows {
				var texts []string
				for _, c := range row {
					texts = append(texts, squeeze(c.text))
				}
				lines[from+i].text, lines[from+i].row = strings.Join(texts, cellMark), true
			}
		}
		from = end
	}
}
