package indexer

import (
	"strings"

	"golang.org/x/net/html"
)

// sweeper takes out what surrounds the main text.
type sweeper struct {
	accordions accordions
	spine      map[*html.Node]bool // what holds the main heading or a main element
	weight     map[*html.Node]int  // words below an element
	prose      map[*html.Node]int  // those of them that stand in running text
	total      int
	allProse   int
	names      map[string]furniture
}

// The measures by which running text outweighs a name.
const (
	maxNames    = 10_000 // different names that are looked at in one page
	proseWords  = 12     // the least of a paragraph that counts as running text
	enoughProse = 60     // text that no advertisement has
)

// newSweeper weighs every element below body once.
func newSweeper(body *html.Node, a accordions, spine map[*html.Node]bool) *sweeper {
	s := &sweeper{accordions: a, spine: spine, names: make(map[string]furniture)}
	s.weighAll(body)
	return s
}

func (s *sweeper) weighAll(body *html.Node) {
	s.weight, s.prose = make(map[*html.Node]int), make(map[*html.Node]int)
	s.weigh(body)
	s.total, s.allProse = s.weight[body], s.prose[body]
}

// weigh counts the words below an element, and hands back those that stand directly in it and not in a block within,
// with how many of them are links.
func (s *sweeper) weigh(n *html.Node) (loose, linked int) {
	total, prose := 0, 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			w := words(c.Data)
			total += w
			loose += w
			continue
		}
		l, k := s.weigh(c)
		total += s.weight[c]
		prose += s.prose[c]
		if !blockLevel[c.Data] {
			loose += l
			linked += k
		}
	}
	switch {
	case n.Data == "a" || n.Data == "button":
		linked = loose
	case blockLevel[n.Data] || n.Data == "body":
		if loose >= proseWords && linked*5 < loose*2 {
			prose += loose
		}
	}
	s.weight[n], s.prose[n] = total, prose
	return loose, linked
}

// sweep removes the noise below n.
func (s *sweeper) sweep(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode {
			if s.noise(c) {
				n.RemoveChild(c)
			} else {
				s.sweep(c)
			}
		}
		c = next
	}
}

func (s *sweeper) noise(n *html.Node) bool {
	if _, trigger := s.accordions.triggers[n]; trigger || s.accordions.panels[n] {
		return false
	}
	switch n.Data {
	case "button", "input", "label", "legend", "output", "meter", "progress", "dialog", "menu":
		return !s.holdsTrigger(n)
	case "nav", "footer":
		return !s.spine[n] && (n.Data == "nav" || !inside(n, "article", "blockquote", "figure"))
	case "header":
		return !s.spine[n] && !inside(n, "main", "article", "section")
	case "aside":
		return !s.spine[n] && !s.partOfText(n)
	case "form":
		return !s.spine[n] && s.weight[n]*2 < s.total && asksInput(n) && !s.mostProse(n)
	}
	if s.spine[n] {
		return false
	}
	if role := attr(n, "role"); noiseRole[role] {
		switch role {
		case "complementary":
			return !s.partOfText(n)
		case "tablist": // some put it around the panels too
			return s.prose[n] == 0 && !s.holdsPanel(n)
		}
		return true
	}
	if attr(n, "aria-modal") == "true" || has(n, "data-nosnippet") {
		return true
	}
	switch s.furniture(n) {
	case foreign:
		return (!isHeading(n) || hidesText.MatchString(named(n))) && (s.weight[n]*10 < s.total*7 || s.linked(n))
	case leading:
		return !isHeading(n) && (s.linked(n) || s.weight[n] <= 2*proseWords && s.prose[n] == 0)
	case beside:
		return !isHeading(n) && s.weight[n]*2 < s.total && !s.mostProse(n)
	case ordinary:
		return false
	case passing:
		return !isHeading(n) && s.weight[n]*2 < s.total && !s.mostProse(n) && s.prose[n] < enoughProse
	}
	return false
}

// mostProse reports whether a good part of the page's running text is in an element, whatever it is called.
func (s *sweeper) mostProse(n *html.Node) bool {
	return s.prose[n] > 0 && s.prose[n]*10 >= s.allProse*4
}

// furniture judges a class and id once for all elements that have them.
func (s *sweeper) furniture(n *html.Node) furniture {
	names := attr(n, "class") + " " + attr(n, "id")
	f, known := s.names[names]
	if known || len(s.names) >= maxNames {
		return f
	}
	f = furnitureOf(names)
	s.names[names] = f
	return f
}

// holdsTrigger reports whether a control is what unfolds something, or the page's heading sits in it.
func (s *sweeper) holdsTrigger(n *html.Node) bool {
	for e := n; e != nil; e = e.Parent {
		if _, ok := s.accordions.triggers[e]; ok {
			return true
		}
	}
	return false
}

// holdsPanel reports whether something to unfold is in an element.
func (s *sweeper) holdsPanel(n *html.Node) bool {
	found := false
	walk(n, func(e *html.Node) bool {
		found = found || s.accordions.panels[e]
		return !found
	})
	return found
}

// partOfText reports whether an aside belongs to the running text: it is marked as a note, or stands within the text,
// is called nothing else, and holds more text than links.
func (s *sweeper) partOfText(n *html.Node) bool {
	if callout.MatchString(named(n)) || attr(n, "role") == "note" {
		return true
	}
	if s.furniture(n) != ordinary || !inside(n, "main", "article") {
		return false
	}
	return n.Data == "aside" && s.weight[n] >= 8 && linkWords(n)*3 < s.weight[n] && s.weight[n]*3 < s.total
}

// linked reports whether an element holds mainly links.
func (s *sweeper) linked(n *html.Node) bool {
	return linkWords(n)*2 >= s.weight[n]
}

func linkWords(n *html.Node) int {
	total := 0
	walk(n, func(e *html.Node) bool {
		if e.Data == "a" || e.Data == "button" {
			total += words(textOf(e))
			return false
		}
		return true
	})
	return total
}

// asksInput reports whether a form has anything to fill in.
func asksInput(n *html.Node) bool {
	found := false
	walk(n, func(e *html.Node) bool {
		kind := strings.ToLower(attr(e, "type"))
		if e.Data == "input" && kind != "hidden" {
			found = true
		}
		return !found
	})
	return found || attr(n, "role") == "search"
}

// inside reports whether an element stands in one of these.
func inside(n *html.Node, names ...string) bool {
	for e := n.Parent; e != nil; e = e.Parent {
		for _, name := range names {
			if e.Data == name || name == "main" && attr(e, "role") == "main" {
				return true
			}
		}
	}
	return false
}
