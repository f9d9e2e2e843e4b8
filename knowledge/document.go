// Package knowledge keeps pages as passages that can be cited, and finds the right ones.
package knowledge

import "time"

// BlockKind says what part of a page a block is.
type BlockKind string

// The kinds of block that an extractor may report.
const (
	Heading   BlockKind = "heading"   // h1 to h6; Level is its rank
	Paragraph BlockKind = "paragraph" // running text
	Item      BlockKind = "item"      // one item of a list; Level is its depth, from 1
	Row       BlockKind = "row"       // one whole row of a table, its cells joined by " | " with the column's header before each
	Question  BlockKind = "question"  // the summary of an accordion or a FAQ entry; it opens a section like a heading of Level 4
)

// Block is one piece of a document's main text, in reading order.
type Block struct {
	Kind   BlockKind `json:"kind"`
	Level  int       `json:"level,omitempty"`
	Text   string    `json:"text"`
	Anchor string    `json:"anchor,omitempty"` // id of the element it is or stands under, for a link to the place
}

// Document is one page or file as it was found, reduced to its main text.
type Document struct {
	URL      string    // the address a reader can open; unique within a collection
	Title    string    // the page's own title, without the site's name
	Lang     string    // BCP 47, "nl" when the page does not say
	Date     time.Time // when the page says it was last changed; zero when unknown
	Audience string    // who the page addresses: "" (everyone), "helper", "professional", "gemeente", "jongere"
	Section  string    // first part of its place on the site, such as "schade"; "" when unknown
	Blocks   []Block
}
