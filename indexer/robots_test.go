package indexer

import (
	"bytes"
	"compress/gzip"
	"context"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestRobotsRules(t *testing.T) {
	t.Parallel()
	shared := "User-agent: *\nDisallow: /mijn/\nDisallow: /zoeken\nDisallow: /*?print=\nAllow: /\nCrawl-delay: 2\n\nUser-agent: BadBot\nDisallow: /\n\nSitemap: https://a.nl/sitemap_index.xml\n"
	for _, test := range []struct {
		rules, path string
		want        bool
	}{
		{shared, "/schade/", true},
		{shared, "/mijn/zaak", false},
		{shared, "/zoeken?q=x", false},
		{shared, "/a?print=1", false},
		{shared, "/a?x=1", true},
		{"User-agent: Wegwijzer\nDisallow: /a\n\nUser-agent: *\nDisallow: /b\n", "/a", false},
		{"User-agent: Wegwijzer\nDisallow: /a\n\nUser-agent: *\nDisallow: /b\n", "/b", true},
		{"User-agent: *\nDisallow:\n", "/a", true},
		{"", "/a", true},
		{"<html><body>Pagina niet gevonden: <a href='/'>terug</a></body></html>", "/a", true},
		{"\xef\xbb\xbfUser-agent: *\r\nDisallow: /a # geheim\r\n", "/a", false},
		{"User-agent: *\nDisallow: /*.pdf$\n", "/x.pdf", false},
		{"User-agent: *\nDisallow: /*.pdf$\n", "/x.pdf?a=1", true},
		{"User-agent: *\nAllow: /a/b\nDisallow: /a\n", "/a/b/c", true},
		{shared, "/%6dijn/d", false},
		{shared, "/m%69jn/b", false},
		{shared, "/a?%70rint=1", false},
		{"User-agent: *\nDisallow: /priv\u00e9/\n", "/priv%C3%A9/c", false},
		{"User-agent: *\nDisallow: /priv\u00e9/\n", "/priv%c3%a9/c", false},
		{"User-agent: *\nDisallow: /priv%c3%a9/\n", "/priv\u00e9/c", false},
		{"User-agent: *\nDisallow: /%6dijn/\n", "/mijn/c", false},
		{"User-agent: *\nDisallow: /a%2Fb\n", "/a/b", true},
		{"User-agent: *\nDisallow: /zoek?q=\u00e9\n", "/zoek?q=%C3%A9", false},
		{"User-agent: *\nDisallow: /met spatie\n", "/met", false},
		{shared, "//mijn/zaak", false},
		{shared, "/mijn//zaak", false},
		{shared, "//schade//", true},
		{"User-agent: *\nDisallow: //\n", "/a", true},
	} {
		u, err := url.Parse("https://a.nl" + test.path)
		if err != nil {
			t.Fatal(err)
		}
		if got := parseRobots([]byte(test.rules)).allows(u); got != test.want {
			t.Errorf("%q allows %s = %v, want %v", test.rules, test.path, got, test.want)
		}
	}
	rules := parseRobots([]byte(shared))
	if rules.delay != 2*time.Second || len(rules.sitemaps) != 1 {
		t.Errorf("delay, sitemaps = %v, %v", rules.delay, rules.sitemaps)
	}
	for asked, want := range map[string]time.Duration{"45": 45 * time.Second, "120": 2 * time.Minute, "600": 10 * time.Minute, "0.5": time.Second / 2} {
		if rules := parseRobots([]byte("User-agent: *\nCrawl-delay: " + asked + "\n")); rules.delay != want || rules.tooSlow() {
			t.Errorf("a delay of %s became %v, want %v", asked, rules.delay, want)
		}
	}
	for _, asked := range []string{"601", "86400", "1e12", "1e300"} {
		if rules := parseRobots([]byte("User-agent: *\nCrawl-delay: " + asked + "\n")); !rules.tooSlow() {
			t.Errorf("a host that asks for %s seconds is read every %v", asked, rules.delay)
		}
	}
}

func TestParseSitemap(t *testing.T) {
	t.Parallel()
	xml := `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc> https://a.nl/een?a=1&amp;b=2 </loc><lastmod>2025-03-03T10:00:00+01:00</lastmod></url><url><loc>https://a.nl/twee</loc></url>`
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write([]byte(xml + "</urlset>")); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for name, body := range map[string][]byte{"whole": []byte(xml + "</urlset>"), "cut off": []byte(xml), "packed": packed.Bytes()} {
		pages, maps := parseSitemap(t.Context(), body)
		var got []string
		for _, p := range pages {
			got = append(got, p.url+" "+dateString(p.modified))
		}
		if diff := cmp.Diff([]string{"https://a.nl/een?a=1&b=2 2025-03-03", "https://a.nl/twee "}, got); diff != "" || len(maps) != 0 {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	pages, _ := parseSitemap(t.Context(), []byte("https://a.nl/\n# geen adres\nhttps://a.nl/b\n"))
	if len(pages) != 2 {
		t.Errorf("a plain list gave %d pages, want 2", len(pages))
	}
	if pages, maps := parseSitemap(t.Context(), []byte(strings.Repeat("<a>", 1000))); len(pages)+len(maps) != 0 {
		t.Error("nested nonsense gave pages")
	}
}

// A map whose addresses are cut into pieces without end takes no square of them, and ends when it is told to.
func TestSitemapOfPiecesEnds(t *testing.T) {
	t.Parallel()
	pieces := strings.Repeat("a<!---->", 500_000)
	begun := time.Now()
	pages, _ := parseSitemap(t.Context(), []byte("<urlset><url><loc>https://a.nl/"+pieces+"</loc></url><url><loc>https://a.<!-- -->nl/b</loc></url></urlset>"))
	if len(pages) != 1 || pages[0].url != "https://a.nl/b" {
		t.Errorf("%d pages, want the one whose address is no longer than addresses are", len(pages))
	}
	if d := time.Since(begun); d > time.Minute { // a bound on a hang, not a measure of speed
		t.Errorf("took %v", d)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if pages, _ := parseSitemap(ended, []byte("<urlset><url><loc>https://a.nl/b</loc></url></urlset>")); len(pages) != 0 {
		t.Errorf("after its context ended it gave %d pages", len(pages))
	}
}
