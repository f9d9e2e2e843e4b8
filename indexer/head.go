package indexer

import (
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"
)

// head is what a page says about itself.
type head struct {
	address    *url.URL // its own; nil when unknown
	base       *url.URL // for its links; nil when its address is unknown
	title      string
	site       string // the site's name, as far as it says
	canonical  string
	lang       string
	date       time.Time
	noIndex    bool
	noFollow   bool
	alternates map[string]string
	moved      string // where it sends who opens it, at once; empty for one that stays
	onward     string // where it sends them after a while
}

// readHead reads the head of a page. The address is where it was found, "" when unknown.
func readHead(doc *goquery.Document, address string, data structured) head {
	h := head{alternates: make(map[string]string), site: data.site}
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		h.address, h.base = u, u
	}
	if href, ok := doc.Find("base[href]").First().Attr("href"); ok {
		if u := h.resolve(href); u != nil && u.Host != "" && len(href) <= maxAddress { // each link repeats it
			h.base = u
		}
	}
	h.title = squeeze(clean(doc.Find("title").First().Text()))
	if h.title == "" {
		h.title = h.meta(doc, "og:title")
	}
	if name := h.meta(doc, "og:site_name", "application-name"); name != "" {
		h.site = name
	}
	if href, ok := doc.Find(`link[rel="canonical" i][href]`).First().Attr("href"); ok {
		h.canonical = h.absolute(href)
	}
	doc.Find(`link[rel~="alternate"][hreflang][href]`).Each(func(_ int, s *goquery.Selection) {
		if len(h.alternates) < 50 {
			h.alternates[strings.ToLower(s.AttrOr("hreflang", ""))] = h.absolute(s.AttrOr("href", ""))
		}
	})
	h.lang = doc.Find("html").AttrOr("lang", doc.Find("html").AttrOr("xml:lang", ""))
	if h.lang == "" {
		h.lang = h.meta(doc, "content-language", "dcterms.language", "dc.language", "og:locale")
	}
	doc.Find("meta[name][content]").Each(func(_ int, s *goquery.Selection) {
		switch strings.ToLower(s.AttrOr("name", "")) {
		case "robots", "googlebot", "wegwijzer":
			noIndex, noFollow := directives(s.AttrOr("content", ""))
			h.noIndex, h.noFollow = h.noIndex || noIndex, h.noFollow || noFollow
		}
	})
	h.readRefresh(doc)
	h.date = parseDate(h.meta(doc, "article:modified_time", "og:updated_time", "dcterms.modified", "dc.date.modified", "last-modified", "revised"))
	if h.date.IsZero() {
		h.date = data.date
	}
	if h.date.IsZero() {
		h.date = parseDate(h.meta(doc, "article:published_time", "dcterms.issued", "dcterms.created", "dcterms.date", "dc.date", "date"))
	}
	return h
}

// refresh is what a page says of where it leads by itself, and soon is within how many seconds that is a redirect: nobody reads it in that time.
var refresh = regexp.MustCompile(`(?i)^\s*(\d{1,6})(?:\.\d*)?\s*[;,\s]\s*(?:url\s*=\s*)?["']?\s*([^"'\s]+)`)

const soon = 5

// readRefresh reads where a page leads by itself. One that only shows itself anew leads nowhere.
func (h *head) readRefresh(doc *goquery.Document) {
	var m []string
	doc.Find("meta[http-equiv][content]").EachWithBreak(func(_ int, s *goquery.Selection) bool {
		if strings.EqualFold(strings.TrimSpace(s.AttrOr("http-equiv", "")), "refresh") {
			m = refresh.FindStringSubmatch(s.AttrOr("content", ""))
		}
		return m == nil
	})
	if m == nil {
		return
	}
	u := h.resolve(m[2])
	if u == nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" || len(u.String()) > maxAddress || h.address != nil && sameAddress(u) == sameAddress(h.address) {
		return
	}
	if number(m[1]) <= soon {
		h.moved = u.String()
	} else {
		h.onward = u.String()
	}
}

// meta is the content of the first of these meta elements that has any.
func (h *head) meta(doc *goquery.Document, names ...string) string {
	found := make(map[string]string)
	doc.Find("meta[content]").Each(func(_ int, s *goquery.Selection) {
		for _, attr := range []string{"name", "property", "http-equiv", "itemprop"} {
			key := strings.ToLower(s.AttrOr(attr, ""))
			if key != "" && found[key] == "" {
				found[key] = squeeze(clean(s.AttrOr("content", "")))
			}
		}
	})
	for _, n := range names {
		if found[n] != "" {
			return found[n]
		}
	}
	return ""
}

// resolve makes an address absolute as far as the page's own is known.
func (h *head) resolve(href string) *url.URL {
	u, err := url.Parse(strings.TrimSpace(href))
	if err != nil {
		return nil
	}
	if h.base != nil {
		u = h.base.ResolveReference(u)
	}
	return u
}

func (h *head) absolute(href string) string {
	if u := h.resolve(href); u != nil && (u.Host != "" || h.base == nil) {
		return u.String()
	}
	return ""
}

// directives reads a robots meta element or X-Robots-Tag header. A part addressed to another robot by name is
// not for us.
func directives(s string) (noIndex, noFollow bool) {
	for part := range strings.SplitSeq(strings.ToLower(s), ",") {
		part = strings.TrimSpace(part)
		if robot, rest, named := strings.Cut(part, ":"); named && robot != "unavailable_after" {
			if robot != "wegwijzer" {
				continue
			}
			part = strings.TrimSpace(rest)
		}
		switch part {
		case "noindex":
			noIndex = true
		case "nofollow":
			noFollow = true
		case "none":
			noIndex, noFollow = true, true
		}
	}
	return noIndex, noFollow
}

// separators stand between a page's title and its site's name.
var separators = []string{" | ", " - ", " – ", " — ", " » ", " :: ", " · ", " • ", " « ", " › ", " > "}

// separator is any sign that may part a title, and maxTitleParts bounds how many are looked at.
var separator = regexp.MustCompile(`\s*[|»«›•·–—:]+\s*|\s+[->]\s+`)

const maxTitleParts = 12

// pageTitle is the page's own title: what its h1 repeats, or else the title element without the site's name.
func pageTitle(title, site, h1 string) string {
	if title == "" {
		return h1
	}
	want := fold(h1)
	if want != "" && want == fold(title) {
		return title
	}
	// The name that the page shows, with something of the site before or after it.
	parts := separator.Split(title, maxTitleParts)
	for i := range parts {
		for j := i + 1; j <= len(parts) && want != ""; j++ {
			if fold(strings.Join(parts[i:j], " ")) == want {
				return h1
			}
		}
	}
	for _, sep := range separators {
		if !strings.Contains(title, sep) {
			continue
		}
		parts := strings.Split(title, sep)
		first, last := strings.TrimSpace(parts[0]), strings.TrimSpace(parts[len(parts)-1])
		if site != "" && fold(first) == fold(site) {
			return strings.TrimSpace(strings.Join(parts[1:], sep))
		}
		if first == "" || last == "" {
			continue
		}
		// Without anything to compare with, the site's name is the short end.
		if fold(last) == fold(site) || words(last) <= 5 {
			return strings.TrimSpace(strings.Join(parts[:len(parts)-1], sep))
		}
	}
	return title
}
