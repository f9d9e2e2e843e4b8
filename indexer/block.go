package indexer

import (
	"context"
	"strings"

	"golang.org/x/net/html"

	"wegwijzer/knowledge"
)

// piece is a block with what tidying needs to know about it.
type piece struct {
	knowledge.Block
	shown  string // how a person reads it when that differs from Text; a table's header row and the date of the page have only this
	linked bool   // it is nothing but a link
	bold   bool   // it is nothing but bold text
}

// blockLevel elements begin and end a piece of text.
var blockLevel = set("address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul")

// reader turns a swept tree into pieces, in reading order.
type reader struct {
	gathered
	ctx        context.Context //nolint:containedctx // it lives as long as the reading
	accordions accordions
	site       string
	buf        strings.Builder
	linked     int // bytes of buf that stand in a link
	bold       int
	inLink     int
	inBold     int
	anchor     string                // of the section being read
	own        string                // id of the element being read
	depth      int                   // of lists
	item       bool                  // the next text opens an item
	alts       map[*html.Node]string // what pictures say of themselves, by the element around them
}

// opening writes the page's heading when it stands outside the content, with the lines that introduce it there.
func (r *reader) opening(heading, content *html.Node) {
	if heading == nil || contains(content, heading) {
		return
	}
	r.read(heading)
	r.flush(knowledge.Paragraph, 0)
	for n := nextElement(heading); n != nil; n = nextElement(n) {
		introduces := n.Data == "p" || n.Data == "div" && hero.MatchString(named(n))
		if !introduces || contains(n, content) {
			break
		}
		r.read(n)
	}
	r.flush(knowledge.Paragraph, 0)
}

// finish hands over what was read. It returns ErrTooLarge for more text than is read of one page.
func (r *reader) finish() ([]piece, error) {
	r.flush(knowledge.Paragraph, 0)
	if r.full() {
		return nil, ErrTooLarge
	}
	return r.pieces, r.ctx.Err()
}

// flush closes the piece being gathered.
func (r *reader) flush(kind knowledge.BlockKind, level int) {
	raw := r.buf.Len()
	text := linesAsMeant(r.buf.String())
	linked, bold := r.linked, r.bold
	r.buf.Reset()
	r.linked, r.bold = 0, 0
	if words(text) == 0 {
		return
	}
	if kind == knowledge.Paragraph && r.depth > 0 && r.item {
		kind, level = knowledge.Item, r.depth
		r.item = false
	}
	if kind == knowledge.Heading || kind == knowledge.Question {
		text = strings.ReplaceAll(text, "\n", " ") // its lines only fill the width
	}
	anchor := r.anchor
	if r.own != "" {
		anchor = r.own
	}
	r.put(piece{
		Block:  knowledge.Block{Kind: kind, Level: level, Text: text, Anchor: anchor},
		linked: linked > 0 && linked*10 >= raw*8,
		bold:   bold > 0 && bold*10 >= raw*9,
	})
}

func (r *reader) text(s string) {
	r.buf.WriteString(outside(s))
	if r.inLink > 0 {
		r.linked += len(s)
	}
	if r.inBold > 0 {
		r.bold += len(s)
	}
}

// read walks one element.
func (r *reader) read(n *html.Node) {
	if n.Type == html.TextNode {
		r.text(n.Data)
		return
	}
	if n.Type != html.ElementNode {
		return
	}
	if _, trigger := r.accordions.triggers[n]; trigger {
		r.question(n)
		return
	}
	if label := r.accordions.labels[n]; label != "" {
		r.tab(n, label)
	}
	switch n.Data {
	case "br":
		r.buf.WriteRune(lineBreak)
		return
	case "hr":
		r.flush(knowledge.Paragraph, 0)
		return
	case "img", "input", "wbr":
		return
	case "a":
		r.link(n)
		return
	case "b", "strong":
		r.inBold++
		r.children(n)
		r.inBold--
		return
	case "sup":
		if isNote(n) {
			return
		}
	case "h1", "h2", "h3", "h4", "h5", "h6":
		r.heading(n)
		return
	case "ul", "ol":
		r.list(n)
		return
	case "li":
		r.flush(knowledge.Paragraph, 0)
		r.item = true
		if r.depth == 0 { // an item without its list
			r.depth = 1
			defer func() { r.depth = 0 }()
		}
		r.block(n)
		r.item = false
		return
	case "table":
		r.flush(knowledge.Paragraph, 0)
		r.table(n)
		return
	case "dl":
		r.flush(knowledge.Paragraph, 0)
		r.definitions(n)
		return
	case "pre":
		r.flush(knowledge.Paragraph, 0)
		r.buf.WriteString(strings.ReplaceAll(outside(textOfPre(n)), "\n", string(lineBreak)))
		r.flush(knowledge.Paragraph, 0)
		return
	case "figcaption":
		r.flush(knowledge.Paragraph, 0)
		if !r.isCredit(n) {
			r.block(n)
		}
		return
	}
	if blockLevel[n.Data] {
		r.block(n)
		return
	}
	r.children(n)
}

func (r *reader) children(n *html.Node) {
	for c := n.FirstChild; c != nil && !r.full(); c = c.NextSibling {
		r.read(c)
	}
}

// block reads an element that stands on its own lines.
func (r *reader) block(n *html.Node) {
	r.flush(knowledge.Paragraph, 0)
	was := r.own
	if id := attr(n, "id"); id != "" && (n.Data == "p" || n.Data == "li") {
		r.own = id
	}
	if id := attr(n, "id"); id != "" && (n.Data == "section" || n.Data == "article" || n.Data == "details") {
		r.anchor = id
	}
	r.children(n)
	r.flush(knowledge.Paragraph, 0)
	r.own = was
}

func (r *reader) link(n *html.Node) {
	// Two links side by side are two things, even when only a margin keeps them apart.
	if prev := n.PrevSibling; prev != nil && prev.Type == html.ElementNode && prev.Data == "a" {
		r.buf.WriteByte(' ')
	}
	if name := attr(n, "name"); name != "" && n.FirstChild == nil {
		r.anchor = name
		return
	}
	r.inLink++
	r.children(n)
	r.inLink--
}

// heading reads a heading and makes it the place that what follows stands under.
func (r *reader) heading(n *html.Node) {
	r.flush(knowledge.Paragraph, 0)
	r.item = false
	if id := anchorOf(n); id != "" {
		r.anchor = id
	} else if n.Data != "h1" {
		r.anchor = sectionAnchor(n, r.anchor)
	}
	r.children(n)
	r.flush(knowledge.Heading, int(n.Data[1]-'0'))
}

// question reads what a reader presses to unfold an answer.
func (r *reader) question(n *html.Node) {
	r.flush(knowledge.Paragraph, 0)
	r.item = false
	r.anchor = questionAnchor(n, r.accordions.triggers[n], r.anchor)
	// Buttons were kept for this; what is in them is read as text.
	r.children(n)
	r.flush(knowledge.Question, questionLevel)
}

// tab writes the label of a tab before its panel, unless the panel opens with it.
func (r *reader) tab(n *html.Node, label string) {
	r.flush(knowledge.Paragraph, 0)
	if id := attr(n, "id"); id != "" {
		r.anchor = id
	}
	if first := firstText(n); fold(first) == fold(label) {
		return
	}
	r.text(label)
	r.flush(knowledge.Question, questionLevel)
}

// list reads a list; an item holds its own text, and its inner list follows one step deeper.
func (r *reader) list(n *html.Node) {
	r.flush(knowledge.Paragraph, 0)
	r.depth++
	item := r.item
	r.item = false
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.read(c)
	}
	r.flush(knowledge.Paragraph, 0)
	r.item = item
	r.depth--
}

// definitions reads a list of terms. One whose terms are questions is a FAQ.
func (r *reader) definitions(n *html.Node) {
	term := ""
	walk(n, func(e *html.Node) bool {
		switch e.Data {
		case "dt":
			if term != "" {
				r.text(term)
				r.flush(knowledge.Paragraph, 0)
			}
			term = textOf(e)
			if _, trigger := r.accordions.triggers[e]; trigger || strings.HasSuffix(term, "?") {
				r.question(e)
				term = ""
			}
			return false
		case "dd":
			if term == "" {
				r.block(e)
				return false
			}
			if !strings.HasSuffix(term, ":") {
				term += ":"
			}
			r.text(term + " ")
			term = ""
			r.children(e)
			r.flush(knowledge.Paragraph, 0)
			return false
		}
		return true
	})
	if term != "" {
		r.text(term)
		r.flush(knowledge.Paragraph, 0)
	}
}

// anchorOf is the id of an element, or of the first thing in it that has one.
func anchorOf(n *html.Node) string {
	if id := attr(n, "id"); id != "" {
		return id
	}
	found := ""
	walk(n, func(e *html.Node) bool {
		if found == "" {
			found = attr(e, "id")
			if found == "" && e.Data == "a" {
				found = attr(e, "name")
			}
		}
		return found == ""
	})
	return found
}

// sectionAnchor is the id of the element that a heading opens; without one, the heading stands under what was
// there before only when that is an anchor of its own section.
func sectionAnchor(n *html.Node, current string) string {
	for e := n.Parent; e != nil && e.Type == html.ElementNode; e = e.Parent {
		if id := attr(e, "id"); id != "" && id == current {
			return current
		}
		if e.Data == "main" || e.Data == "body" || e.Data == "article" {
			break
		}
		if id := attr(e, "id"); id != "" && firstElement(e, n) {
			return id
		}
	}
	return ""
}

func questionAnchor(n, panel *html.Node, current string) string {
	if id := anchorOf(n); id != "" {
		return id
	}
	if p := n.Parent; p != nil && p.Data == "details" && attr(p, "id") != "" {
		return attr(p, "id")
	}
	if panel != nil && attr(panel, "id") != "" {
		return attr(panel, "id")
	}
	return sectionAnchor(n, current)
}

// firstElement reports whether inner is what an element begins with, as far as that shows in its first children.
func firstElement(n, inner *html.Node) bool {
	seen := 0
	for c := n.FirstChild; c != nil && seen <= 20; c, seen = c.NextSibling, seen+1 {
		if contains(c, inner) {
			return true
		}
		if hasText(c) {
			return false
		}
	}
	return false
}

func firstText(n *html.Node) string {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && hasText(c) {
			if blockLevel[c.Data] && !isHeading(c) {
				return firstText(c)
			}
			return textOf(c)
		}
	}
	return textOf(n)
}

// isNote reports whether a raised sign only leads to a footnote.
func isNote(n *html.Node) bool {
	note := false
	walk(n, func(e *html.Node) bool {
		note = note || e.Data == "a" && strings.HasPrefix(attr(e, "href"), "#")
		return !note
	})
	return note
}

// isCredit reports whether a caption says no more than who made the picture, or repeats its description.
func (r *reader) isCredit(n *html.Node) bool {
	text := fold(textOf(n))
	for _, lead := range []string{"foto ", "foto s ", "fotograaf ", "fotografie ", "beeld ", "bron ", "photo ", "credit ", "illustratie "} {
		if strings.HasPrefix(text+" ", lead) {
			return true
		}
	}
	alt, known := r.alts[n.Parent]
	if !known && n.Parent != nil {
		walk(n.Parent, func(e *html.Node) bool {
			if e.Data == "img" {
				alt = fold(attr(e, "alt"))
			}
			return true
		})
		if r.alts == nil {
			r.alts = make(map[*html.Node]string)
		}
		r.alts[n.Parent] = alt
	}
	return alt != "" && alt == text
}

func textOfPre(n *html.Node) string {
	var b strings.Builder
	var collect func(*html.Node)
	collect = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode {
				b.WriteString(c.Data)
			} else {
				collect(c)
			}
		}
	}
	collect(n)
	return b.String()
}
