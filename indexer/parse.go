package indexer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html"
)

// What a page may cost. Nested and unclosed elements make the work of a parser grow with their square, so what
// goes beyond these bounds loses its tags, and keeps its text, before the parser sees it.
const (
	maxDepth      = 200
	maxFormatting = 12
	maxAttributes = 128
	maxTag        = 64 << 10
	maxTokens     = 2_000_000
	maxBlobs      = 50
	maxTree       = 1_200_000 // what the elements of a page weigh together, beyond which it is refused: a megabyte of tags would fill the memory
	elementWeight = 3         // an attribute weighs 1
)

var void = set("area base br col embed frame hr img input link meta param source track wbr")

// formatting elements stay open across paragraphs until they are closed, so each unclosed one is copied into all
// that follow.
var formatting = set("a b big code em font i nobr s small strike strong tt u")

// dropped elements hold nothing that a reader reads. Leaving them out here keeps megabytes of script out of the tree.
var dropped = set("script style noscript template iframe object svg math canvas video audio map select datalist textarea noembed noframes xmp plaintext")

// raw elements are those whose inside the tokenizer hands over as one text.
var raw = set("script style noscript textarea iframe noembed noframes xmp plaintext")

// flow elements cannot stand in a drawing or a choice list; when one does, an end tag was forgotten.
var (
	flow      = set("p div h1 h2 h3 h4 h5 h6 main article section ul ol table header footer nav")
	holdsFlow = set("template object canvas video audio")
)

func set(list string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// parseHTML builds the tree of a page within the bounds above. Style sheets and structured data, which others need
// to see, are handed back apart.
func parseHTML(ctx context.Context, page string) (root *html.Node, styles, data []string, err error) {
	t := tamer{z: html.NewTokenizer(strings.NewReader(page)), formatting: make(map[string][]int), lost: make(map[string]int)}
	if err := t.run(ctx); err != nil {
		return nil, nil, nil, err
	}
	root, err = html.Parse(strings.NewReader(t.out.String()))
	if err != nil {
		return nil, nil, nil, fmt.Errorf("parsing: %w", err)
	}
	return root, t.styles, t.data, nil
}

// tamer copies a page token by token and leaves out what would make it costly.
type tamer struct {
	z          *html.Tokenizer
	out        strings.Builder
	open       []string         // elements that a parser would still hold open
	formatting map[string][]int // the weights of those that are open, by name
	formats    int
	weight     int            // of what was copied, and of the copies that a parser makes of formatting elements
	copied     int            // weight of the formatting elements that are open
	lost       map[string]int // start tags left out, whose end tags must be left out too
	skipped    int            // depth inside an element of dropped
	skipping   string
	styles     []string
	data       []string
}

func (t *tamer) run(ctx context.Context) error {
	for n := 0; ; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		kind := t.z.Next()
		if kind == html.ErrorToken {
			if err := t.z.Err(); err != nil && !errors.Is(err, io.EOF) {
				return fmt.Errorf("parsing: %w", err)
			}
			return nil
		}
		if n > maxTokens {
			return nil
		}
		t.token(kind)
		if t.weight > maxTree {
			return ErrTooLarge
		}
	}
}

func (t *tamer) token(kind html.TokenType) {
	bytes := t.z.Raw()
	switch kind {
	case html.TextToken:
		if t.skipping == "" {
			t.out.Write(bytes)
			t.weight += t.copied
		}
	case html.DoctypeToken:
		t.out.Write(bytes)
	case html.StartTagToken, html.SelfClosingTagToken:
		t.start(bytes, kind == html.SelfClosingTagToken)
	case html.EndTagToken:
		name, _ := t.z.TagName()
		t.end(string(name))
	case html.CommentToken, html.ErrorToken: // left out
	}
}

func (t *tamer) start(bytes []byte, selfClosing bool) {
	// TagName lower-cases in place, so the bytes are copied first.
	tag := string(bytes[:min(len(bytes), maxTag)])
	nameBytes, more := t.z.TagName()
	name := string(nameBytes)
	if t.skipping != "" && flow[name] && !holdsFlow[t.skipping] {
		t.skipping = "" // it was never closed
	}
	if t.skipping != "" {
		if name == t.skipping && !selfClosing {
			t.skipped++
		}
		return
	}
	if dropped[name] {
		t.drop(name, more, selfClosing)
		return
	}
	attributes := 0
	for ; more; attributes++ {
		_, _, more = t.z.TagAttr()
	}
	if len(bytes) > maxTag || attributes > maxAttributes {
		tag, attributes = "<"+name+">", 0
	}
	weight := elementWeight + attributes
	if void[name] {
		t.out.WriteString(tag)
		t.weight += weight + t.copied
		return
	}
	t.closeImplied(name)
	if len(t.open) >= maxDepth || (formatting[name] && t.formats >= maxFormatting) {
		t.lost[name]++
		return
	}
	if formatting[name] {
		t.formatting[name] = append(t.formatting[name], weight)
		t.formats++
		t.copied += weight
	}
	t.open = append(t.open, name)
	t.out.WriteString(tag)
	t.weight += weight + t.copied
}

// drop leaves an element out with all that is in it. The tokenizer hands over the text of a script or a style
// sheet as one token.
func (t *tamer) drop(name string, more, selfClosing bool) {
	structured := false
	for more {
		var key, val []byte
		key, val, more = t.z.TagAttr()
		if string(key) == "type" && strings.EqualFold(strings.TrimSpace(string(val)), "application/ld+json") {
			structured = true
		}
	}
	if !raw[name] {
		if !selfClosing {
			t.skipping, t.skipped = name, 1
		}
		return
	}
	if t.z.Next() != html.TextToken {
		return
	}
	text := string(t.z.Raw())
	if name == "style" && len(t.styles) < maxBlobs {
		t.styles = append(t.styles, text)
	}
	if structured && len(t.data) < maxBlobs {
		t.data = append(t.data, text)
	}
}

func (t *tamer) end(name string) {
	if t.skipping != "" {
		if name == t.skipping {
			if t.skipped--; t.skipped == 0 {
				t.skipping = ""
			}
		}
		return
	}
	if void[name] && name != "br" || dropped[name] {
		return
	}
	if t.lost[name] > 0 {
		t.lost[name]--
		return
	}
	if open := t.formatting[name]; len(open) > 0 {
		t.copied -= open[len(open)-1]
		t.formatting[name] = open[:len(open)-1]
		t.formats--
	}
	for i := len(t.open) - 1; i >= 0; i-- {
		if t.open[i] == name {
			t.open = t.open[:i]
			break
		}
	}
	t.out.WriteString("</" + name + ">")
}

// closeImplied closes the elements that the start of another one closes, so that old pages without end tags do not
// count as deeply nested.
func (t *tamer) closeImplied(name string) {
	closes := func(names ...string) {
		for len(t.open) > 0 {
			top := t.open[len(t.open)-1]
			for _, n := range names {
				if top == n {
					t.open = t.open[:len(t.open)-1]
					goto next
				}
			}
			return
		next:
		}
	}
	switch name {
	case "p", "div", "ul", "ol", "table", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "blockquote":
		closes("p")
	case "li":
		closes("p", "li")
	case "dt", "dd":
		closes("p", "dt", "dd")
	case "option", "optgroup":
		closes("option")
	case "td", "th":
		closes("p", "td", "th")
	case "tr":
		closes("p", "td", "th", "tr")
	case "tbody", "thead", "tfoot":
		closes("p", "td", "th", "tr", "tbody", "thead", "tfoot")
	}
}
