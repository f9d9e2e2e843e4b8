package indexer

import (
	"net/url"
	"regexp"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/html"

	"wegwijzer/knowledge"
)

var (
	missing = regexp.MustCompile(`(?i)^(?:(?:fout|error)\s*)?404\b|\b(?:error|fout|fout(?:melding)?|http)\s+404\b|\bpagina\s+(?:is\s+)?(?:helaas\s+)?niet\s+(?:gevonden|beschikbaar)|\bpagina\s+bestaat\s+(?:helaas\s+)?niet|\bpage\s+(?:(?:was|is|could)\s+)?not\s+(?:be\s+)?found|^niet\s+gevonden[.!]?$|^not\s+found[.!]?$|\bpage\s+(?:does\s+not|doesn.t)\s+exist|\bpagina\s+niet\s+meer\b|\bgeen\s+pagina\s+gevonden`)
	gone    = regexp.MustCompile(`(?i)\bpagina\b.{0,60}\b(?:bestaat\s+(?:helaas\s+)?niet|niet\s+(?:gevonden|vinden)|kunnen\s+(?:we|wij)\s+(?:helaas\s+)?niet\s+vinden|is\s+(?:helaas\s+)?(?:verwijderd|verplaatst|verdwenen))|\bpage\b.{0,60}\b(?:cannot\s+be\s+found|could\s+not\s+be\s+found|no\s+longer\s+exists|does\s+not\s+exist)`)
	results = regexp.MustCompile(`(?i)^(?:zoekresultaten|zoekresultaat|zoeken|resultaten\s+voor|search(?:\s+results?)?)\b`)
	paper   = regexp.MustCompile(`(?i)^(?:afdruk|print|printer)[-\s]?(?:versie|voorbeeld|weergave|vriendelijke\s+versie|vriendelijk|version|friendly(?:\s+version)?|view|preview)[.:]?$|[-|–]\s*(?:afdruk|print)(?:versie|version| version)$`)
	script  = regexp.MustCompile(`(?i)\bjavascript\b.{0,80}\b(?:in|aan|enable|nodig|require|vereist|uit)|\b(?:enable|activeer|zet)\b.{0,40}\bjavascript`)
	listing = regexp.MustCompile(`(?i)^(?:nieuws(?:overzicht|archief|berichten)?|alle\s+(?:nieuws|berichten|artikelen).*|actueel|blogs?|news|archief|berichten|agenda|persberichten|publicaties|artikelen|laatste\s+nieuws|(?:categorie|tag|archief|auteur)\s*:.*)$`)
	onward  = regexp.MustCompile(`(?i)^(?:lees|read|bekijk|verder|meer|naar)\b.{0,12}\b(?:verder|meer|more|lezen|bericht|artikel|alles)\b|^(?:lees\s+)?verder$|^meer$|^read\s+more\b`)
	another = regexp.MustCompile(`(?i)(?:[?&](?:page|pagina|p|paged|start|offset|pag)=\d+)|/(?:page|pagina|blz)[/-]\d+`)
)

// evidence is what the whole page shows, before its furniture is cleared away, about what kind of page it is.
type evidence struct {
	paginated bool
	password  bool
	print     bool
	changed   time.Time // the date that the page shows for it
	marked    time.Time // a <time> element that says it is the page's own
	address   *url.URL
}

func collectEvidence(body *html.Node, address string) *evidence {
	e := &evidence{}
	if u, err := url.Parse(address); err == nil && address != "" {
		e.address = u
	}
	e.print = strings.Contains(attr(body, "onload"), "print(") || strings.Contains(named(body), "-print-")
	walk(body, func(n *html.Node) bool {
		name := named(n)
		switch {
		case attr(n, "rel") == "next" || attr(n, "rel") == "prev":
			e.paginated = true
		case strings.Contains(name, "-pagination-") || strings.Contains(name, "-pager-") || strings.Contains(name, "-pagenavi-") || strings.Contains(name, "-paginering-"):
			e.paginated = true
		case n.Data == "input" && attr(n, "type") == "password":
			e.password = true
		case n.Data == "time" || attr(n, "itemprop") == "dateModified" || attr(n, "itemprop") == "datePublished":
			if e.marked.IsZero() && (attr(n, "itemprop") != "" || has(n, "pubdate") || inside(n, "header") && inside(n, "main", "article")) {
				if e.marked = parseDate(attr(n, "datetime")); e.marked.IsZero() {
					e.marked = parseDate(attr(n, "content") + textOf(n))
				}
			}
		}
		return true
	})
	e.changed = statedDate(textOf(body))
	return e
}

// shownDate is the date of a page that does not say it in its head: beside words such as "laatst gewijzigd", or in
// a time element that the text opens with.
func shownDate(pieces []piece, e *evidence) time.Time {
	if !e.changed.IsZero() {
		return e.changed
	}
	if !e.marked.IsZero() {
		return e.marked
	}
	for _, p := range pieces[:min(3, len(pieces))] {
		if words(p.Text) <= 8 && !isHead(p) {
			if d := parseDate(p.Text); !d.IsZero() {
				return d
			}
		}
	}
	return time.Time{}
}

// verdict says why a page should not be indexed, or "" when it should.
func (e *evidence) verdict(page *Page, h *head, content *html.Node) string {
	h1, first, total, body := "", "", 0, 0
	for _, b := range page.Blocks {
		n := words(b.Text)
		total += n
		if b.Kind != knowledge.Heading {
			body += n
			if first == "" {
				first = b.Text
			}
		}
		if h1 == "" && b.Kind == knowledge.Heading {
			h1 = b.Text
		}
	}
	names := []string{page.Title, h1}
	switch {
	case e.missing(names, page.Blocks, total):
		return ReasonMissing
	case h.noIndex:
		return ReasonNoIndex
	case e.elsewhere(page.Canonical):
		return ReasonDuplicate
	case e.print || anyMatch(paper, append(names, h.title)) || printBlock(page.Blocks, total):
		return ReasonPrint
	case anyMatch(results, names) && total < 400 && (e.paginated || teasers(content).count >= 2 || body < 30):
		return ReasonSearch
	case e.password && total < 80:
		return ReasonLogin
	case body == 0, total < 30 && script.MatchString(page.Text):
		return ReasonEmpty
	case e.list(names, content):
		return ReasonList
	}
	return ""
}

func (e *evidence) missing(names []string, blocks []knowledge.Block, total int) bool {
	for _, n := range names {
		if words(n) <= 10 && missing.MatchString(n) {
			return true
		}
	}
	if total > 80 {
		return false
	}
	for _, b := range blocks[:min(3, len(blocks))] {
		if gone.MatchString(b.Text) {
			return true
		}
	}
	return false
}

// elsewhere reports whether the page names another address as its own. A canonical address that is the front page
// of the same site is a mistake of many templates and says nothing.
func (e *evidence) elsewhere(canonical string) bool {
	if e.address == nil || e.address.Host == "" || canonical == "" {
		return false
	}
	c, err := url.Parse(canonical)
	if err != nil || c.Host == "" {
		return false
	}
	if strings.Trim(c.Path, "/") == "" && strings.Trim(e.address.Path, "/") != "" && c.RawQuery == "" {
		return false
	}
	return sameAddress(c) != sameAddress(e.address)
}

// sameAddress is an address without what does not tell two pages apart: scheme, www, a final slash.
func sameAddress(u *url.URL) string {
	if n, ok := Normalize(u); ok {
		u = n
	}
	return twin(u.Host) + strings.TrimSuffix(u.EscapedPath(), "/") + "?" + trimQuery(u.RawQuery)
}

// printBlock reports whether a line of a short page calls it a copy for paper.
func printBlock(blocks []knowledge.Block, total int) bool {
	for i, b := range blocks {
		if i < 4 && (total < 400 || i == 0) && paper.MatchString(b.Text) {
			return true
		}
	}
	return false
}

func anyMatch(re *regexp.Regexp, names []string) bool {
	for _, n := range names {
		if re.MatchString(strings.TrimSpace(n)) {
			return true
		}
	}
	return false
}

// tally counts the teasers of a page: short parts that lead to one other page.
type tally struct {
	count, words, total     int
	onward, ellipses, dates int
}

func (e *evidence) list(names []string, content *html.Node) bool {
	t := teasers(content)
	if t.count < 2 || t.words*4 < t.total*3 {
		return false
	}
	if e.address != nil && another.MatchString(e.address.String()) {
		return true
	}
	if t.count < 3 {
		return false
	}
	short := t.words < 30*t.count
	return e.paginated || anyMatch(listing, names) || t.ellipses*2 >= t.count || t.dates*2 >= t.count || t.onward*2 >= t.count && short
}

// maxTeaserLinks is more than any teaser has.
const maxTeaserLinks = 50

// teasers looks for the largest parts of a page that each lead to one other page and say little themselves.
func teasers(content *html.Node) tally {
	var t tally
	weigher := &sweeper{}
	weigher.weighAll(content)
	t.total = weigher.total
	walk(content, func(n *html.Node) bool {
		switch n.Data {
		case "h1":
			t.total -= weigher.weight[n]
			return false
		case "article", "li", "div", "section", "tr", "a", "dl":
		default:
			return true
		}
		w := weigher.weight[n]
		if w == 0 || w > 90 {
			return true
		}
		links, heading, onwards, targets := 0, false, false, make(map[string]bool)
		mostlyLinks := sync.OnceValue(func() bool { return linkWords(n)*2 > w })
		look := func(a *html.Node) {
			href := attr(a, "href")
			if href == "" || strings.HasPrefix(href, "#") || strings.HasPrefix(href, "mailto:") || strings.HasPrefix(href, "tel:") {
				return
			}
			links++
			targets[href] = true
			onwards = onwards || onward.MatchString(textOf(a))
			heading = heading || insideHeading(a) || holdsHeading(a) || mostlyLinks()
		}
		if n.Data == "a" {
			look(n)
		}
		walk(n, func(a *html.Node) bool {
			if a.Data == "a" && links <= maxTeaserLinks {
				look(a)
			}
			return links <= maxTeaserLinks
		})
		if links == 0 || links > maxTeaserLinks || len(targets) > 2 || !heading && !onwards {
			return true
		}
		if len(targets) == 2 && w > 60 {
			return true
		}
		text := textOf(n)
		t.count++
		t.words += w
		if onwards {
			t.onward++
		}
		if strings.Contains(text, "…") || strings.Contains(text, "...") || strings.Contains(text, "[…]") {
			t.ellipses++
		}
		if !parseDate(text).IsZero() {
			t.dates++
		}
		return false
	})
	return t
}

func insideHeading(n *html.Node) bool {
	for e, up := n.Parent, 0; e != nil && up < 3; e, up = e.Parent, up+1 {
		if isHeading(e) {
			return true
		}
	}
	return false
}

func holdsHeading(n *html.Node) bool {
	found := false
	walk(n, func(e *html.Node) bool {
		found = found || isHeading(e)
		return !found
	})
	return found
}
