package indexer

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// accordions are the parts of a page that a reader unfolds: what to press, and what then shows.
type accordions struct {
	triggers map[*html.Node]*html.Node // the element that asks the question, to its panel when known
	panels   map[*html.Node]bool
	labels   map[*html.Node]string // panels whose label stands elsewhere, such as behind a row of tabs
}

var (
	triggerClass = regexp.MustCompile(`(?i)\b(accordi?on|accordeon|collaps(e|ible)|expand(er|able)?|toggle|faq|foldable|uitklap|harmonica|tta-panel)[a-z0-9]*([-_]+[a-z0-9]+)*[-_]+(title|titel|header|heading|head|button|btn|trigger|toggle|toggler|question|vraag|label|link|kop|summary)\b|\b(faq[-_]*(question|vraag)|question[-_]*title|panel-heading|tta-panel-title|accordion|accordion-toggle)\b`)
	panelClass   = regexp.MustCompile(`(?i)\b(accordi?on|accordeon|collaps(e|ible)|expand(er|able)?|toggle|faq|foldable|uitklap|harmonica|tta-panel|tab)[a-z0-9]*([-_]+[a-z0-9]+)*[-_]+(content|inhoud|panel|paneel|body|answer|antwoord|collapse|text|pane|inner|details|region)\b|\b(collapse|faq-?answer|panel-collapse|answer|antwoord|tab-pane|panel)\b`)
)

// maxTriggers bounds what one page can unfold.
const maxTriggers = 1000

// findAccordions looks for the ways in which sites make them: details and summary, aria-controls, the collapse of
// Bootstrap, tabs, schema.org questions, and class names.
func findAccordions(body *html.Node) accordions {
	a := accordions{triggers: make(map[*html.Node]*html.Node), panels: make(map[*html.Node]bool), labels: make(map[*html.Node]string)}
	ids := make(map[string]*html.Node)
	walk(body, func(n *html.Node) bool {
		if id := attr(n, "id"); id != "" && ids[id] == nil {
			ids[id] = n
		}
		return true
	})
	walk(body, func(n *html.Node) bool {
		switch {
		case len(a.triggers) >= maxTriggers:
			return false
		case n.Data == "nav" || attr(n, "role") == "navigation" || attr(n, "role") == "dialog":
			return false
		case n.Data == "summary":
			a.add(n, nil)
		case attr(n, "role") == "tab":
			if p := ids[target(n)]; p != nil {
				a.panels[p] = true
				a.labels[p] = textOf(n)
			}
		case target(n) != "" && pressable(n):
			if p := ids[target(n)]; p != nil && p != n && !contains(p, n) {
				a.add(n, p)
			}
		case n.Data == "label" && toggles(ids[attr(n, "for")]) && nextElement(n) != nil && blockLevel[nextElement(n).Data]:
			a.add(n, nextElement(n))
		case attr(n, "itemprop") == "name" && n.Parent != nil && inQuestion(n):
			a.add(n, nil)
		case attr(n, "itemprop") == "acceptedAnswer":
			a.panels[n] = true
		case triggerClass.MatchString(attr(n, "class")) && asks(n):
			a.add(n, follower(n))
		}
		return true
	})
	return a
}

// add records a trigger. Where it stands in a heading, the heading asks the question.
func (a *accordions) add(n, panel *html.Node) {
	if words(textOf(n)) == 0 {
		return
	}
	if panel != nil {
		a.panels[panel] = true
		// The panel is often wrapped in an element that is hidden in its place, or wraps one.
		if only := onlyChild(panel); only != nil {
			a.panels[only] = true
		}
	}
	for e := n; e != nil && e.Type == html.ElementNode; e = e.Parent {
		if isHeading(e) {
			n = e
			break
		}
		if !alone(e) {
			break
		}
	}
	for c := n.Parent; c != nil; c = c.Parent { // an element inside a trigger asks nothing of its own
		if _, ok := a.triggers[c]; ok {
			return
		}
	}
	a.triggers[n] = panel
}

// target is the id of what an element shows and hides.
func target(n *html.Node) string {
	if id := attr(n, "aria-controls"); id != "" {
		return id
	}
	for _, key := range []string{"data-bs-target", "data-target", "data-toggle-target", "data-accordion-target"} {
		if v := attr(n, key); strings.HasPrefix(v, "#") {
			return v[1:]
		}
	}
	if attr(n, "data-toggle") == "collapse" || attr(n, "data-bs-toggle") == "collapse" || triggerClass.MatchString(attr(n, "class")) {
		if v := attr(n, "href"); strings.HasPrefix(v, "#") {
			return v[1:]
		}
	}
	return ""
}

// pressable reports whether a reader can press the element to unfold something; a menu or a dialog button does not
// count as such.
func pressable(n *html.Node) bool {
	if attr(n, "aria-haspopup") != "" && attr(n, "aria-haspopup") != "false" {
		return false
	}
	switch {
	case n.Data == "button", n.Data == "a", attr(n, "role") == "button", has(n, "aria-expanded"), isHeading(n):
		return true
	}
	return false
}

// toggles reports whether an input is the hidden switch of an accordion made without a script.
func toggles(n *html.Node) bool {
	return n != nil && n.Data == "input" && (attr(n, "type") == "checkbox" || attr(n, "type") == "radio")
}

// asks reports whether an element with the class of a trigger is short enough to be one and is followed by
// something to unfold.
func asks(n *html.Node) bool {
	if follower(n) == nil {
		return false
	}
	count := words(textOf(n))
	return count > 0 && count <= 40
}

// follower is the element after a trigger, or after the heading or row that the trigger stands in.
func follower(n *html.Node) *html.Node {
	for e := n; e != nil && e.Type == html.ElementNode; e = e.Parent {
		if next := nextElement(e); next != nil {
			if panelClass.MatchString(attr(next, "class")) || attr(next, "role") == "region" || hiddenPlainly(next) {
				return next
			}
			return nil
		}
		if !alone(e) {
			return nil
		}
	}
	return nil
}

// alone reports whether all text of an element's parent is in the element itself.
func alone(n *html.Node) bool {
	if n.Parent == nil {
		return false
	}
	seen := 0
	for s := n.Parent.FirstChild; s != nil; s = s.NextSibling {
		if seen++; seen > 20 || s != n && hasText(s) {
			return false
		}
	}
	return true
}

func hasText(n *html.Node) bool {
	if n.Type == html.TextNode {
		return strings.TrimSpace(n.Data) != ""
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if hasText(c) {
			return true
		}
	}
	return false
}

func hiddenPlainly(n *html.Node) bool {
	return has(n, "hidden") || attr(n, "aria-hidden") == "true" || parseStyle(attr(n, "style"))["display"] == "none"
}

func inQuestion(n *html.Node) bool {
	for e, up := n.Parent, 0; e != nil && up < 4; e, up = e.Parent, up+1 {
		if strings.HasSuffix(attr(e, "itemtype"), "schema.org/Question") {
			return true
		}
	}
	return false
}

// walk calls visit for every element below n, in order; below one for which it returns false it does not go.
func walk(n *html.Node, visit func(*html.Node) bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && visit(c) {
			walk(c, visit)
		}
	}
}

func contains(n, inner *html.Node) bool {
	for e := inner; e != nil; e = e.Parent {
		if e == n {
			return true
		}
	}
	return false
}

func isHeading(n *html.Node) bool {
	return n.Type == html.ElementNode && len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6'
}

func nextElement(n *html.Node) *html.Node {
	for s := n.NextSibling; s != nil; s = s.NextSibling {
		if s.Type == html.ElementNode {
			return s
		}
	}
	return nil
}

func onlyChild(n *html.Node) *html.Node {
	var only *html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			if only != nil {
				return nil
			}
			only = c
		}
	}
	return only
}

// textOf is all text below n, squeezed.
func textOf(n *html.Node) string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	var collect func(*html.Node)
	collect = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode {
				b.WriteString(c.Data)
				continue
			}
			if blockLevel[c.Data] || c.Data == "br" {
				b.WriteByte(' ')
			}
			collect(c)
		}
	}
	collect(n)
	return squeeze(clean(b.String()))
}
