// Package demo is the small world of `make run`: a site, a courts' feed, calls, staff.
package demo

import (
	"embed"
	"fmt"
	"html/template"
	"path"
	"sort"
	"strings"
	"time"
)

//go:embed site/*.html
var pageFiles embed.FS

// page is one page of the demo site as its author wrote it.
type page struct {
	Path        string
	Title       string
	Section     string
	Audience    string
	Lang        string
	Alternate   string // the same subject in another language
	Description string
	Modified    time.Time
	Body        template.HTML // written by us and embedded, so it needs no escaping
}

// pages reads the embedded pages, ordered by path. The files are part of the program, so a broken one stops it.
func pages() []page {
	names, err := pageFiles.ReadDir("site")
	if err != nil {
		panic("demo: reading the embedded pages: " + err.Error())
	}
	var all []page
	for _, n := range names {
		text, err := pageFiles.ReadFile(path.Join("site", n.Name()))
		if err != nil {
			panic("demo: reading an embedded page: " + err.Error())
		}
		p, err := parsePage(string(text))
		if err != nil {
			panic(fmt.Sprintf("demo: page %s: %v", n.Name(), err))
		}
		all = append(all, p)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Path < all[j].Path })
	return all
}

func parsePage(text string) (page, error) {
	head, body, ok := strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n")
	if !ok || !strings.HasPrefix(text, "---\n") {
		return page{}, fmt.Errorf("has no front matter")
	}
	p := page{Lang: "nl", Body: template.HTML(body)} //nolint:gosec // our own embedded text
	for line := range strings.SplitSeq(head, "\n") {
		key, value, _ := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		switch strings.TrimSpace(key) {
		case "path":
			p.Path = value
		case "title":
			p.Title = value
		case "section":
			p.Section = value
		case "audience":
			p.Audience = value
		case "lang":
			p.Lang = value
		case "alternate":
			p.Alternate = value
		case "description":
			p.Description = value
		case "modified":
			t, err := time.Parse(time.DateOnly, value)
			if err != nil {
				return page{}, fmt.Errorf("has no date: %w", err)
			}
			p.Modified = t
		}
	}
	if p.Path == "" || p.Title == "" {
		return page{}, fmt.Errorf("has no path or title")
	}
	return p, nil
}

// link is an entry of a menu or list.
type link struct{ Path, Title, Text string }

var sections = []link{
	{"/gebeurtenissen/", "Wat is er gebeurd?", ""},
	{"/gevolgen/", "Gevolgen en herstel", ""},
	{"/rechten/", "Rechten", ""},
	{"/schade/", "Schade", ""},
	{"/hulp/", "Hulp", ""},
	{"/voor-de-helpers/", "Voor helpers", ""},
	{"/jongeren/", "Jongeren", ""},
	{"/professionals/", "Professionals", ""},
	{"/gemeenten/", "Gemeenten", ""},
	{"/nieuws/", "Nieuws", ""},
	{"/over-ons/", "Over ons", ""},
	{"/contact/", "Contact", ""},
}

func sectionTitle(p string) string {
	for _, s := range sections {
		if s.Path == p {
			return s.Title
		}
	}
	return strings.Trim(p, "/")
}
