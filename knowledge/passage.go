package knowledge

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"wegwijzer/internal/dutch"
)

// PassageID is the same for the same words at the same address, in every database and every generation.
type PassageID string

// Kind says how a document is to be ranked.
type Kind string

// The kinds of document. Help pages are short and about one subject; reports are long and about many, and topics say less about them.
const (
	HelpPage Kind = "help"
	Report   Kind = "report"
)

// reportWords is the length from which a document counts as a report: real help pages stay well below, policy documents well above.
const reportWords = 2000

// Passage is a piece of a document that can be cited: a section or part of one, with its place.
type Passage struct {
	ID       PassageID
	URL      string // of the document
	Title    string // of the document
	Heading  string // the path of headings under the title, joined by " › "; "" at the top of the page
	Anchor   string // fragment that leads to the place; "" when there is none
	Lang     string
	Date     time.Time // when the page says it was last changed; zero when unknown
	Audience string
	Section  string
	Kind     Kind
	Ordinal  int
	Supposes Supposition // of its page; known once it was searched for
	Events   Events      // that its title names; known once it was searched for
	Text     string      // lines: a paragraph each, "- " before an item of a list, "| " before a row of a table, "# " before a heading inside
}

// Link returns the address of the passage's place on its page.
func (p Passage) Link() string {
	if p.Anchor == "" {
		return p.URL
	}
	return p.URL + "#" + p.Anchor
}

// The size of a passage in words: one that is shorter takes the next section in, one that is longer is cut at a paragraph, and a paragraph that is
// longer still is cut itself.
const (
	passageMin   = 50
	passageMax   = 220
	paragraphMax = passageMax + passageMax/2
)

// maxHeading bounds, in characters, what stands over a passage: it is kept with each of them, so that a page of long headings would grow a
// hundredfold.
const maxHeading = 300

// Passages cuts a document into passages along its headings. A question of a FAQ with its answer is always a passage of its own. A heading that is
// too long to be one is text.
func Passages(doc Document) []Passage {
	kind := HelpPage
	if words(doc.Blocks) >= reportWords {
		kind = Report
	}
	c := cutter{doc: doc, kind: kind}
	for _, b := range doc.Blocks {
		text := strings.Join(strings.Fields(b.Text), " ")
		if text == "" {
			continue
		}
		switch {
		case (b.Kind == Heading || b.Kind == Question) && utf8.RuneCountInString(text) <= maxHeading:
			c.heading(b, text)
		case b.Kind == Item:
			c.add(strings.Repeat("  ", max(0, min(b.Level, 6)-1)) + "- " + text)
		case b.Kind == Row:
			c.add("| " + text)
		default:
			c.add(text)
		}
	}
	c.flush()
	return c.passages
}

// RowText returns a row of a table of a passage as a person reads it: what names the row without the column's header, then the other cells. A row
// that is numbered is named by its number, and a second cell of two needs no header. Nothing is said that does not stand in the row.
func RowText(line string) string {
	cells := strings.Split(strings.TrimPrefix(line, "| "), " | ")
	headed := len(cells) > 1
	for _, c := range cells {
		headed = headed && strings.Contains(c, ": ")
	}
	if !headed {
		return joined(cells, ".")
	}
	numbered, answered := false, false
	for i, c := range cells {
		header, value, _ := strings.Cut(c, ": ")
		asks := strings.HasSuffix(header, "?")
		switch {
		case i == 0 && numbers(value):
			numbered = true
			cells[i] = header + " " + value
		case i == 0 && asks && len(value) <= len("nee"): // yes and no say nothing without the question
			answered = true
			cells[i] = header + " " + value
		case i == 0, i == 1 && (numbered || len(cells) == 2 && !answered):
			cells[i] = value
		case asks:
			cells[i] = header + " " + value
		}
	}
	if len(cells) == 2 && !answered {
		return joined(cells, ":")
	}
	return joined(cells, ".")
}

// joined puts cells behind each other, with a mark between them where there is none.
func joined(cells []string, mark string) string {
	var out strings.Builder
	for i, c := range cells {
		if i > 0 {
			if !strings.HasSuffix(cells[i-1], "?") && !strings.HasSuffix(cells[i-1], ".") {
				out.WriteString(mark)
			}
			out.WriteByte(' ')
		}
		out.WriteString(c)
	}
	return out.String()
}

// numbers reports whether a cell holds nothing but a short number.
func numbers(cell string) bool {
	return len(cell) <= 3 && strings.Trim(cell, "0123456789") == ""
}

func words(blocks []Block) int {
	n := 0
	for _, b := range blocks {
		n += len(strings.Fields(b.Text))
	}
	return n
}

type level struct {
	rank int
	text string
}

type cutter struct {
	doc      Document
	kind     Kind
	path     []level
	lines    []string
	count    int // words in lines that are not headings
	at       []level
	anchor   string // of the place where lines began
	next     string // anchor of the last heading seen
	question bool
	passages []Passage
}

func (c *cutter) heading(b Block, text string) {
	rank := b.Level
	if b.Kind == Question {
		rank = 7
	}
	if rank == 0 {
		rank = 2
	}
	if rank == 1 && dutch.Fold(text) == dutch.Fold(c.doc.Title) {
		c.next = b.Anchor
		return // the title is in every passage already
	}
	if b.Kind == Question || c.question || c.count >= passageMin {
		c.flush()
	}
	for len(c.path) > 0 && c.path[len(c.path)-1].rank >= rank {
		c.path = c.path[:len(c.path)-1]
	}
	c.path = append(append([]level(nil), c.path...), level{rank, text})
	c.next = b.Anchor
	c.question = b.Kind == Question
	if c.count == 0 {
		c.lines = c.lines[:0]
		c.at, c.anchor = c.path, c.next
	} else {
		c.lines = append(c.lines, "# "+text)
	}
}

func (c *cutter) add(line string) {
	n := len(strings.Fields(line))
	if c.count > 0 && c.count+n > passageMax {
		c.flush()
	}
	if c.count == 0 {
		c.at, c.anchor = c.path, c.next
	}
	if n > paragraphMax {
		parts := partsOf(line, n)
		for _, part := range parts[:len(parts)-1] {
			c.lines = append(c.lines, part)
			c.count += len(strings.Fields(part))
			c.flush()
			c.at, c.anchor = c.path, c.next
		}
		line = parts[len(parts)-1]
		n = len(strings.Fields(line))
	}
	c.lines = append(c.lines, line)
	c.count += n
}

// partsOf cuts one endless paragraph of n words between its sentences, and an endless sentence between its words.
func partsOf(line string, n int) []string {
	var parts []string
	start, end, seen := 0, 0, 0 // of the part being gathered, and its words
	cut := func() {
		parts = append(parts, strings.TrimSpace(line[start:end]))
		start, n, seen = end, n-seen, 0
	}
	for _, s := range dutch.Sentences(line) {
		count := len(strings.Fields(line[s.Start:s.End]))
		if seen > 0 && seen+count > passageMax && n > paragraphMax {
			cut()
		}
		for from := s.Start; count > paragraphMax; from = end {
			end = from + afterWords(line[from:s.End], passageMax)
			seen += passageMax
			count -= passageMax
			cut()
		}
		end, seen = s.End, seen+count
	}
	return append(parts, strings.TrimSpace(line[start:]))
}

// afterWords is where the first n words of a text end that has one space between its words.
func afterWords(text string, n int) int {
	at := 0
	for range n {
		next := strings.IndexByte(text[at:], ' ')
		if next < 0 {
			return len(text)
		}
		at += next + 1
	}
	return at
}

func (c *cutter) flush() {
	defer func() { c.lines, c.count = nil, 0 }()
	if c.count == 0 {
		return
	}
	for len(c.lines) > 0 && strings.HasPrefix(c.lines[len(c.lines)-1], "# ") {
		c.lines = c.lines[:len(c.lines)-1]
	}
	p := Passage{
		URL: c.doc.URL, Title: c.doc.Title, Heading: joinHeadings(c.at), Anchor: c.anchor, Lang: c.doc.Lang, Date: c.doc.Date,
		Audience: c.doc.Audience, Section: c.doc.Section, Kind: c.kind, Ordinal: len(c.passages), Text: strings.Join(c.lines, "\n"),
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%s\x00%d\x00%s", p.URL, p.Title, p.Heading, p.Ordinal, p.Text))
	p.ID = PassageID(hex.EncodeToString(sum[:12]))
	c.passages = append(c.passages, p)
}

// betweenHeadings parts the headings of a path.
const betweenHeadings = " › "

// NearestHeading returns the heading nearest to a passage from the path of its headings; "" at the top of a page.
func NearestHeading(path string) string {
	if i := strings.LastIndex(path, betweenHeadings); i >= 0 {
		return path[i+len(betweenHeadings):]
	}
	return path
}

// joinHeadings writes a path of headings. Of one that is too long the headings nearest to the text are kept.
func joinHeadings(path []level) string {
	joined := ""
	for i := len(path) - 1; i >= 0; i-- {
		longer := path[i].text
		if joined != "" {
			longer += betweenHeadings + joined
		}
		if utf8.RuneCountInString(longer) > maxHeading {
			break
		}
		joined = longer
	}
	return joined
}
