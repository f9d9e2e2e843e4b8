package indexer

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// Patterns for class names and ids, as tokens joined and surrounded by hyphens: "--cookie-wall--modal--".
var (
	// surroundings are never part of what a page has to say.
	surroundings = pattern(`cookies?|cookie(bar|wall|banner|consent|notice|melding)|consent|gdpr|onetrust|cybot[a-z]*|cookiebot|` +
		`skip|skip(link|links|nav)|skip-(to|link|links)|` +
		`quick-?(exit|escape)|exit-(site|page|button|bar|this|link)|leave-(site|page|bar)|escape-(bar|button|site)|safety-(bar|exit|button)|snel-weg|verlaat|weg-?klik|sluit-site|hide-(page|site|visit)|` +
		`bread-?crumbs?|crumbs?|kruimel(pad|spoor)?|broodkruimel(s|pad)?|` +
		`nav|navs|navbar|navigation|navigatie|menu|[a-z]*menu|menu-item|` +
		`site-(header|footer|info|nav|navigation)|page-footer|footer|footer-[a-z]+|colophon|` +
		`share|sharing|share(bar|buttons?|this)|social|socials|social-?(media|share|links|icons|buttons?)|delen|deel-(knoppen|links|pagina|buttons?)|addthis|addtoany|a2a|` +
		`pagination|pager|paging|paginering|paginator|pagenavi|page-numbers|nav-links|post-navigation|` +
		`back-to-top|backtotop|scroll-(top|up|to-top)|to-top|naar-boven|` +
		`sr-only|visually-?hidden|screen-?reader(-text|-only)?|element-invisible|assistive-text|show-for-sr|offscreen|a11y-hidden|` +
		`lang(uage)?-?(switch|switcher|selector|picker|nav|menu|list)|taal(keuze|wissel)|wpml|` +
		`readspeaker|rsbtn|rs-(skip|button)|browser-?(warning|notice|update)|browsehappy|outdated-browser|no-?js(-message)?|noscript|js-disabled|` +
		`chat-?(bot|widget|button|launcher)|livechat|material-icons|caret|search-?(form|bar|box|block|field)|zoek(formulier|balk|veld|box)`)

	// neighbours often stand beside what a page says, and sometimes around it.
	neighbours = pattern(`sidebar|side-?bar-[a-z]+|[a-z]+-sidebar|zijbalk|side-?(column|block|kolom)|rail|aside|-widget-|-widgets-|widget-area|` +
		`related|related-[a-z]+|gerelateerde?|lees-ook|zie-ook|read-(more|next)|see-also|recommended|recommendations|aanbevolen|more-(news|articles|stories)|meer-nieuws|` +
		`comments?|comment-(list|form|respond)|reactie-?(formulier|lijst)|respond|disqus|` +
		`newsletter|nieuwsbrief|subscribe|signup|sign-up|` +
		`modal|popup|pop-up|lightbox|toast|off-?canvas|drawer|` +
		`feedback|rating|ratings|star-rating|was-this-helpful|page-(rating|feedback|tools|actions|share)|helpful|usabilla|hotjar|survey|enquete|poll|` +
		`print|print-?(button|link|page)|toolbar|document-actions|` +
		`toc|table-of-contents|inhoudsopgave|on-this-page|op-deze-pagina|in-page-nav|anchor-?(nav|links|menu|list)|jump-?(menu|links|nav)|page-index|` +
		`tags|tag-?list|tag-?cloud|post-tags|entry-(footer|meta)|post-meta|article-meta|cat-links|byline|author-(box|bio|info)|posted-(on|in)|` +
		`advert|advertisement|ads|adsense|sponsor|sponsors|promo|promo-[a-z]+|` +
		`top-?bar|utility-?bar|notification-?bar|alert-?bar|announcement(-bar)?|emergency-?bar|sticky-?(bar|footer|header|contact)|floating-?[a-z]+|` +
		`login|log-in|inloggen|user-login|cart|winkelmand|winkelwagen|add-to-cart|woocommerce-message|wishlist`)

	noiseRole = set("navigation search contentinfo complementary dialog alertdialog menu menubar toolbar tablist banner tooltip")
	// callout marks an aside that belongs to the text.
	callout = pattern(`callout|call-out|tip|tips|note|info|info-?(box|block)|notice|kader|tekstkader|highlight|uitgelicht|let-op|letop|important|belangrijk|attention|warning|waarschuwing|alert|definition|begrip|voorbeeld|quote|citaat`)
	// hero is a class of the part that opens a page.
	hero = pattern(`hero|intro|introductie|lead|page-(header|title|intro|heading)|jumbotron|masthead-title|title-block|banner`)
)

func pattern(tokens string) *regexp.Regexp {
	return regexp.MustCompile(`-(` + tokens + `)-`)
}

var camel = regexp.MustCompile(`([a-z])([A-Z])`)

// named is the class and id of an element as one string for the patterns above, each name between double
// hyphens. Names that a framework gives to
// the whole page for what else is on it ("has-sidebar", "no-footer") are left out.
func named(n *html.Node) string {
	return tokens(attr(n, "class") + " " + attr(n, "id"))
}

func tokens(raw string) string {
	if len(raw) == 1 || len(raw) > 2000 {
		return ""
	}
	var b strings.Builder
	b.WriteString("--")
	for name := range strings.FieldsSeq(raw) {
		name = strings.ToLower(camel.ReplaceAllString(name, "$1-$2"))
		name = strings.Trim(strings.NewReplacer("_", "-", ":", "-", "/", "-", ".", "-").Replace(name), "-")
		switch first, _, _ := strings.Cut(name, "-"); first {
		case "has", "no", "with", "without", "is", "page", "not", "layout", "wp":
			if !strings.HasPrefix(name, "page-") || strings.HasPrefix(name, "page-id") || strings.HasPrefix(name, "page-template") {
				continue
			}
		}
		for strings.Contains(name, "--") {
			name = strings.ReplaceAll(name, "--", "-")
		}
		b.WriteString(name)
		b.WriteString("--")
	}
	return b.String()
}

// sweeper takes out what surrounds the main text.
type sweeper struct {
	accordions accordions
	heading    *html.Node          // the page's main heading; nil when it has none
	spine      map[*html.Node]bool // what holds the main heading or a main element
	weight     map[*html.Node]int  // words below an element
	total      int
	names      map[string]furniture
}

// furniture is what a class or id says of an element.
type furniture int

const (
	ordinary furniture = iota
	surrounding
	neighbouring
)

// maxNames bounds the different names that are looked at in one page.
const maxNames = 10_000

// newSweeper weighs every element below body once.
func newSweeper(body *html.Node, a accordions, heading *html.Node, spine map[*html.Node]bool) *sweeper {
	s := &sweeper{accordions: a, heading: heading, spine: spine, weight: make(map[*html.Node]int), names: make(map[string]furniture)}
	s.total = s.weigh(body)
	return s
}

func (s *sweeper) weigh(n *html.Node) int {
	total := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			total += words(c.Data)
		case html.ElementNode:
			total += s.weigh(c)
		}
	}
	s.weight[n] = total
	return total
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
		return !s.spine[n] && s.weight[n]*2 < s.total && asksInput(n)
	}
	if s.spine[n] {
		return false
	}
	if noiseRole[attr(n, "role")] && !(n.Data == "main") {
		return !s.partOfText(n) || attr(n, "role") != "complementary"
	}
	if attr(n, "aria-modal") == "true" || has(n, "data-nosnippet") {
		return true
	}
	switch s.furniture(attr(n, "class") + " " + attr(n, "id")) {
	case surrounding:
		return s.weight[n]*10 < s.total*7 || s.linked(n)
	case neighbouring:
		return s.weight[n]*2 < s.total && !isHeading(n)
	}
	return false
}

// furniture judges a class and id once for all elements that have them.
func (s *sweeper) furniture(names string) furniture {
	f, known := s.names[names]
	if known || len(s.names) >= maxNames {
		return f
	}
	switch name := tokens(names); {
	case name == "":
	case surroundings.MatchString(name):
		f = surrounding
	case neighbours.MatchString(name) && !callout.MatchString(name):
		f = neighbouring
	}
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

// partOfText reports whether an aside belongs to the running text: it is marked as a note, or stands within the
// text and holds more text than links.
func (s *sweeper) partOfText(n *html.Node) bool {
	name := named(n)
	if callout.MatchString(name) || attr(n, "role") == "note" {
		return true
	}
	if surroundings.MatchString(name) || neighbours.MatchString(name) || !inside(n, "main", "article") {
		return false
	}
	return n.Data == "aside" && s.weight[n] >= 8 && linkWords(n)*3 < s.weight[n] && s.weight[n]*3 < s.total
}

// linked reports whether an element holds hardly anything but links.
func (s *sweeper) linked(n *html.Node) bool {
	return linkWords(n)*5 > s.weight[n]*4
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
