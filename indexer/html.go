package indexer

import (
	"context"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"wegwijzer/knowledge"
)

// maxLinks bounds the links that one page may add to a crawl.
const maxLinks = 3000

// extractHTML reduces a web page to its main text.
func extractHTML(ctx context.Context, src Source) (Page, error) {
	root, styles, scripts, err := parseHTML(ctx, decode(src.Body, src.ContentType))
	if err != nil {
		return Page{}, err
	}
	return readPage(ctx, root, styles, scripts, src.URL)
}

func readPage(ctx context.Context, root *html.Node, styles, scripts []string, address string) (Page, error) {
	doc := goquery.NewDocumentFromNode(root)
	data := readStructured(scripts)
	h := readHead(doc, address, data)
	page := Page{Canonical: h.canonical, Alternates: h.alternates, Follow: !h.noFollow, Links: readLinks(doc, &h), Moved: h.moved}
	bodies := doc.Find("body").Nodes
	if len(bodies) == 0 { // a set of frames stands in its place
		page.Title, page.Reason = pageTitle(h.title, h.site, ""), ReasonEmpty
		if doc.Find("frame[src]").Length() > 0 {
			page.Reason = ReasonFrames
		}
		if page.Moved != "" {
			page.Reason = reasonMoved
		}
		return page, nil
	}
	body := bodies[0]
	evidence := collectEvidence(body, address)

	heading := mainHeading(body)
	spine := spineOf(body, heading)
	folds := findAccordions(body)
	if err := newHider(body, styles, folds, spine).prune(ctx, body); err != nil {
		return Page{}, err
	}
	sweeper := newSweeper(body, folds, spine)
	sweeper.sweep(body)
	content, marked := mainContent(body, heading, sweeper)

	r := reader{ctx: ctx, accordions: folds, site: h.site}
	r.opening(heading, content)
	r.read(content)
	pieces, err := r.finish()
	if err != nil {
		return Page{}, err
	}
	if !marked {
		pieces = trimEdges(pieces)
	}
	h1 := ""
	if heading != nil {
		h1 = textOf(heading)
	}
	page.Title = pageTitle(h.title, h.site, h1)
	pieces = tidy(pieces, page.Title)
	pieces = data.fillIn(pieces)

	page.Date = h.date
	if page.Date.IsZero() {
		page.Date = shownDate(pieces, evidence)
	}
	page.compose(setDatesApart(pieces))
	page.Lang = language(h.lang, page.Text)
	if page.Reason = evidence.verdict(&page, &h, content); page.Moved != "" {
		page.Reason = reasonMoved
	}
	page.Index = page.Reason == ""
	return page, nil
}

// readLinks collects where a page points to. Menus count: they lead a crawl to the rest of the site.
func readLinks(doc *goquery.Document, h *head) []Link {
	var links []Link
	seen := make(map[string]bool)
	if h.onward != "" {
		seen[h.onward] = true
		links = append(links, Link{URL: h.onward})
	}
	doc.Find("a[href], area[href], link[rel=next][href], frame[src]").EachWithBreak(func(_ int, s *goquery.Selection) bool {
		href := strings.TrimSpace(s.AttrOr("href", s.AttrOr("src", "")))
		if href == "" || strings.HasPrefix(href, "#") {
			return true
		}
		u := h.resolve(href)
		if u == nil || (u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https") {
			return true
		}
		u.Fragment, u.RawFragment = "", ""
		if address := u.String(); address != "" && len(address) <= maxAddress && !seen[address] {
			seen[address] = true
			rel := " " + strings.ToLower(s.AttrOr("rel", "")) + " "
			links = append(links, Link{URL: address, Text: squeeze(clean(s.Text())), NoFollow: strings.Contains(rel, " nofollow ")})
		}
		return len(links) < maxLinks
	})
	return links
}

// compose makes the blocks and the text of a page from what was read.
func (p *Page) compose(pieces []piece) {
	p.pieces, p.Blocks, p.Text = pieces, blocksOf(pieces), textOfPieces(pieces)
}

func blocksOf(pieces []piece) []knowledge.Block {
	blocks := make([]knowledge.Block, 0, len(pieces))
	for _, p := range pieces {
		if p.Text != "" {
			blocks = append(blocks, p.Block)
		}
	}
	return blocks
}

// textOfPieces writes the pieces as a person would read them: one a line, an empty line before each heading.
func textOfPieces(pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		line := p.shown
		if line == "" {
			line = p.Text
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
			if p.Kind == knowledge.Heading || p.Kind == knowledge.Question {
				b.WriteByte('\n')
			}
		}
		if p.Kind == knowledge.Item {
			b.WriteString(strings.Repeat("  ", max(0, p.Level-1)) + "- ")
		}
		b.WriteString(line)
	}
	return b.String()
}
