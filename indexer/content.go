package indexer

import (
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// containers are where sites put a page's own text, the surest first. A page that follows the standard has a main
// element; the others are habits of WordPress, Drupal, SharePoint and of agencies.
var containers = []cascadia.SelectorGroup{
	mustParse(`main, [role=main]`),
	mustParse(`[itemprop=articleBody], .entry-content, .post-content, .article-content, .article-body, .page-content, .node__content, .field--name-body`),
	mustParse(`#main-content, #maincontent, #mainContent, #content-main, #hoofdinhoud, #inhoud, #primary, #DeltaPlaceHolderMain, .ms-rtestate-field, .ms-rteflagb-field, .region-content, .main-content, .content-area, .page__content, .content__main`),
	mustParse(`article`),
	mustParse(`#content, #main, #pagecontent, #page-content, .content, .main, .inhoud`),
}

func mustParse(s string) cascadia.SelectorGroup {
	g, err := cascadia.ParseGroup(s)
	if err != nil {
		panic(err) // a constant of this file
	}
	return g
}

// widen takes in what stands between the main heading and the text below it, such as an introduction, when both are in
// an element that holds little else.
func (s *sweeper) widen(n, heading *html.Node) *html.Node {
	if heading == nil || contains(n, heading) {
		return n
	}
	for e := n.Parent; e != nil && e.Data != "body" && s.weight[e]*5 <= s.weight[n]*8; e = e.Parent {
		if contains(e, heading) {
			return e
		}
	}
	return n
}

// mainHeading finds the heading that names the page: the first h1 in the main element, or else the first that is
// not the site's logo. Headings in what is not shown, in dialogs and menus do not count.
func mainHeading(body *html.Node) *html.Node {
	var first, inMain *html.Node
	walk(body, func(n *html.Node) bool {
		role := attr(n, "role")
		if n.Data == "nav" || n.Data == "footer" || n.Data == "aside" || n.Data == "dialog" || role == "dialog" || role == "alertdialog" || attr(n, "aria-modal") == "true" {
			return false
		}
		if n.Data != "h1" {
			return true
		}
		if words(textOf(n)) == 0 || isLogo(n) || hiddenAlone(n) {
			return false
		}
		if first == nil {
			first = n
		}
		if inMain == nil && inside(n, "main", "article") {
			inMain = n
		}
		return false
	})
	if inMain != nil {
		return inMain
	}
	return first
}

// hiddenAlone reports whether the element's own attributes hide it.
func hiddenAlone(n *html.Node) bool {
	for e := n; e != nil && e.Type == html.ElementNode && e.Data != "body"; e = e.Parent {
		if has(e, "hidden") || attr(e, "aria-hidden") == "true" || parseStyle(attr(e, "style")).gone() {
			return true
		}
	}
	return false
}

// isLogo reports whether a heading is no more than a link to the front page.
func isLogo(n *html.Node) bool {
	name := named(n)
	if strings.Contains(name, "-logo-") || strings.Contains(name, "-site-title-") || strings.Contains(name, "-site-name-") || strings.Contains(name, "-brand-") {
		return true
	}
	logo := false
	walk(n, func(e *html.Node) bool {
		if e.Data == "a" && (attr(e, "href") == "/" || attr(e, "rel") == "home") && words(textOf(e)) == words(textOf(n)) {
			logo = true
		}
		return !logo
	})
	return logo
}

// spineOf is every element around the main heading, and around every main element.
func spineOf(body, heading *html.Node) map[*html.Node]bool {
	spine := make(map[*html.Node]bool)
	mark := func(n *html.Node) {
		for e := n; e != nil && !spine[e]; e = e.Parent {
			spine[e] = true
		}
	}
	if heading != nil {
		mark(heading)
	}
	found := 0
	walk(body, func(n *html.Node) bool {
		if (n.Data == "main" || attr(n, "role") == "main") && found < 5 {
			found++
			mark(n)
		}
		return true
	})
	return spine
}

// mainContent chooses the element that holds the page's own text, and reports whether it was marked as such. The
// page has been swept before, so the words left are mostly its own.
func mainContent(body, heading *html.Node, s *sweeper) (root *html.Node, marked bool) {
	s.weighAll(body)
	for i, group := range containers {
		var best *html.Node
		seen := 0
		walk(body, func(n *html.Node) bool {
			if !group.Match(n) {
				return true
			}
			seen++
			if best == nil || s.weight[n] > s.weight[best] {
				best = n
			}
			return false
		})
		if best == nil || s.weight[best] == 0 {
			continue
		}
		if seen > 1 && s.weight[best]*3 < s.total*2 && i > 0 { // several articles, none of which is the page
			continue
		}
		// A marked element that holds hardly anything is a mistake of the template.
		if s.weight[best]*10 >= s.total*3 || (i == 0 && s.weight[best] >= 25) {
			return s.widen(best, heading), true
		}
	}
	return body, false
}
