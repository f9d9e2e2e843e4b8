package indexer

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// seed adds the files of testdata with these endings.
func seed(f *testing.F, endings ...string) {
	f.Helper()
	for _, ending := range endings {
		names, err := filepath.Glob(filepath.Join("testdata", "pages", "*"+ending))
		if err != nil {
			f.Fatal(err)
		}
		for _, name := range names {
			body, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(body)
		}
	}
}

// check holds an extraction to what every one of them promises.
func check(t *testing.T, name string, body []byte) {
	t.Helper()
	page, err := Extract(t.Context(), Source{Name: name, URL: "https://www.proef.test/map/" + name, Body: body})
	if err != nil {
		if strings.Contains(err.Error(), "gave up") {
			t.Fatal(err)
		}
		return
	}
	if page.Index == (page.Reason != "") {
		t.Fatalf("Index = %v, Reason = %q", page.Index, page.Reason)
	}
	if !utf8.ValidString(page.Text) || !utf8.ValidString(page.Title) {
		t.Fatal("invalid UTF-8")
	}
	for _, b := range page.Blocks {
		if strings.TrimSpace(b.Text) == "" {
			t.Fatal("a block without text")
		}
		for _, r := range b.Text {
			if invisible(r) {
				t.Fatalf("invisible character %U in %q", r, b.Text)
			}
		}
	}
}

func FuzzHTML(f *testing.F) {
	seed(f, ".html")
	f.Add([]byte("<table><tr><td><table><caption>a<th rowspan=3>b<ul><li><details><summary>c"))
	f.Add([]byte("<dl><dt id=a>Wat?<dd><p>b<dd>c<dt>d<template><p>e"))
	f.Fuzz(func(t *testing.T, body []byte) { check(t, "a.html", body) })
}

func FuzzPDF(f *testing.F) {
	seed(f, ".pdf")
	f.Fuzz(func(t *testing.T, body []byte) { check(t, "a.pdf", body) })
}

func FuzzDOCX(f *testing.F) {
	seed(f, ".docx")
	f.Fuzz(func(t *testing.T, body []byte) { check(t, "a.docx", body) })
}

// FuzzWord puts the input inside a valid package, which random bytes seldom form.
func FuzzWord(f *testing.F) {
	f.Add(`<w:document xmlns:w="w"><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="3"/><w:vMerge/></w:tcPr><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>`,
		`<w:styles xmlns:w="w"><w:style w:styleId="a"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style></w:styles>`)
	f.Add(`<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>a.</w:t><w:footnoteReference w:id="1"/></w:r></w:p><w:tbl><w:tr><w:tc><w:p/><w:tbl><w:tr><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl></w:body></w:document>`, footnotes)
	f.Fuzz(func(t *testing.T, main, styles string) {
		check(t, "a.docx", zipOf(t, map[string]string{"word/document.xml": main, "word/styles.xml": styles, "word/footnotes.xml": styles, "docProps/core.xml": styles}))
	})
}

func FuzzText(f *testing.F) {
	f.Add([]byte("KOP\n\nEen slacht-\noffer belt om 8 uur.\n\n• een\n  - twee\n1. drie\n2. vier\n\n12\n\f\nwww.a.nl/\nb"))
	f.Fuzz(func(t *testing.T, body []byte) { check(t, "a.txt", body) })
}

func FuzzMarkdown(f *testing.F) {
	f.Add([]byte("---\ntitle: A\n---\n# Kop\n\n- een\n- twee\n\n|a|b|\n|-|-|\n|c|d|\n\n> q\n\n<details><summary>v</summary>a</details>"))
	f.Fuzz(func(t *testing.T, body []byte) { check(t, "a.md", body) })
}

func FuzzSitemap(f *testing.F) {
	f.Add([]byte(`<urlset><url><loc>https://a.nl/</loc><lastmod>2025-01-01</lastmod></url></urlset>`))
	f.Add([]byte(`<sitemapindex><sitemap><loc>https://a.nl/b.xml</loc></sitemap></sitemapindex>`))
	f.Add([]byte("https://a.nl/\nhttps://b.nl/\n"))
	f.Add([]byte("\x1f\x8b\x08"))
	f.Fuzz(func(t *testing.T, body []byte) {
		pages, maps := parseSitemap(t.Context(), body)
		if len(pages)+len(maps) > maxLocations {
			t.Fatalf("%d entries", len(pages)+len(maps))
		}
		for _, p := range pages {
			if p.url == "" {
				t.Fatal("a page without address")
			}
		}
	})
}

func FuzzRobots(f *testing.F) {
	f.Add([]byte("User-agent: *\nDisallow: /a\nAllow: /a/b$\nCrawl-delay: 2.5\nSitemap: https://a.nl/s.xml\n"), "/a/b?c=d")
	f.Add([]byte("<!doctype html><title>404</title>"), "/")
	f.Add([]byte("user-agent: Wegwijzer\ndisallow: /*.pdf$\n\nUser-agent: *\nDisallow: /"), "/x.pdf")
	f.Fuzz(func(t *testing.T, body []byte, path string) {
		rules := parseRobots(body)
		if rules.delay < 0 || rules.delay > maxCrawlDelay+time.Second {
			t.Fatalf("delay = %v", rules.delay)
		}
		if u, err := url.Parse("https://a.nl/" + path); err == nil {
			rules.allows(u)
		}
	})
}

func FuzzNormalize(f *testing.F) {
	f.Add("https://WWW.a.nl:443/b/../c;jsessionid=1?utm_source=x&z=1&a=%20#d")
	f.Fuzz(func(t *testing.T, s string) {
		u, err := url.Parse(s)
		if err != nil {
			return
		}
		n, ok := Normalize(u)
		if !ok {
			return
		}
		once := n.String()
		again, err := url.Parse(once)
		if err != nil {
			t.Fatalf("Normalize(%q) = %q, which is no address: %v", s, once, err)
		}
		if twice, ok := Normalize(again); !ok || twice.String() != once {
			t.Fatalf("Normalize(%q) = %q, and of that %v", s, once, twice)
		}
		shape(n)
		trap(n)
	})
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("<meta charset=utf-8>re\xebel"), "text/html; charset=utf-8")
	f.Add([]byte("\xff\xfea\x00b\x00"), "")
	f.Add([]byte("GeÃ¯rriteerd â€™ Ã©"), "text/html")
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		if s := decode(body, contentType); !utf8.ValidString(s) {
			t.Fatalf("decode(%q, %q) = %q, invalid", body, contentType, s)
		}
	})
}
