package indexer

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// The bounds of a site's maps.
const (
	maxSitemap      = 50 << 20 // unpacked, as the standard has it
	maxSitemaps     = 200
	maxNamed        = 10_000 // of maps that wait to be read
	maxSitemapDepth = 3
	maxLocations    = 50_000 // in one map
	maxDate         = 64
)

// location is a page that a sitemap names.
type location struct {
	url      string
	modified time.Time // zero when it does not say
}

// errEnough says that no more maps of a host are read.
var errEnough = errors.New("enough maps")

// fetchSitemaps reads sitemaps and those that they name, each once, and hands every page to found. It returns how many it
// left unread because there were too many. A map that cannot be had or read is passed over: links lead to the same pages. Wait is called before each request, and
// refuses a map with errEnough.
func fetchSitemaps(ctx context.Context, f *Fetcher, roots []string, allowed func(*url.URL) bool, wait func(context.Context, *url.URL) error, found func(location)) (left int, err error) {
	type entry struct {
		url   string
		depth int
	}
	var queue []entry
	for _, r := range roots {
		queue = append(queue, entry{r, 0})
	}
	seen := make(map[string]bool)
	for fetched := 0; len(queue) > 0 && fetched < maxSitemaps; {
		next := queue[0]
		queue = queue[1:]
		u, err := url.Parse(next.url)
		if err != nil || seen[next.url] || !allowed(u) {
			continue
		}
		seen[next.url] = true
		if err := wait(ctx, u); errors.Is(err, errEnough) {
			continue
		} else if err != nil {
			return left, err
		}
		fetched++
		r, err := f.follow(ctx, next.url, anyKind, func(u *url.URL) error {
			if !allowed(u) {
				return ErrBlocked
			}
			return nil
		})
		if ctx.Err() != nil {
			return left, ctx.Err()
		}
		if err != nil || r.Status != http.StatusOK {
			continue
		}
		pages, maps := parseSitemap(ctx, r.Body)
		if ctx.Err() != nil {
			return left, ctx.Err()
		}
		for _, p := range pages {
			found(p)
		}
		if next.depth < maxSitemapDepth {
			for _, m := range maps {
				if len(queue) >= maxNamed {
					left++
					continue
				}
				queue = append(queue, entry{m, next.depth + 1})
			}
		}
	}
	return left + len(queue), nil
}

// parseSitemap reads one map: its pages, and the maps it names. It reads XML, plain lists of addresses, and either
// packed with gzip. What comes after damage, or the end of ctx, is lost, what came before it is kept.
func parseSitemap(ctx context.Context, body []byte) (pages []location, maps []string) {
	if bytes.HasPrefix(body, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(bytes.NewReader(body))
		if err != nil {
			return nil, nil
		}
		unpacked, err := io.ReadAll(io.LimitReader(z, maxSitemap+1))
		if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) || len(unpacked) > maxSitemap {
			return nil, nil
		}
		body = unpacked
	}
	body = bytes.TrimSpace(bytes.TrimPrefix(body, []byte{0xef, 0xbb, 0xbf}))
	if !bytes.HasPrefix(body, []byte("<")) {
		return listOfAddresses(body), nil
	}
	dec := xml.NewDecoder(bytes.NewReader(body))
	dec.Strict = false
	dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	var path []string
	var loc location
	for n := 0; len(pages)+len(maps) < maxLocations; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			break
		}
		tok, err := dec.Token()
		if err != nil {
			break
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if len(path) > 50 {
				return pages, maps
			}
			path = append(path, t.Name.Local)
			if t.Name.Local == "url" || t.Name.Local == "sitemap" {
				loc = location{}
			}
		case xml.EndElement:
			if len(path) > 0 {
				path = path[:len(path)-1]
			}
			if loc.url == "" || len(loc.url) > maxAddress {
				continue
			}
			switch t.Name.Local {
			case "url":
				pages = append(pages, loc)
				loc = location{}
			case "sitemap":
				maps = append(maps, loc.url)
				loc = location{}
			}
		case xml.CharData:
			if len(path) < 2 {
				continue
			}
			outer, name := path[len(path)-2], path[len(path)-1]
			if outer != "url" && outer != "sitemap" { // the address of a picture, say
				continue
			}
			switch name {
			case "loc":
				if len(loc.url) <= maxAddress { // comments may cut it into as many pieces as they like
					loc.url = strings.TrimSpace(loc.url + string(t))
				}
			case "lastmod":
				if len(t) <= maxDate {
					loc.modified = parseDate(string(t))
				}
			}
		}
	}
	return pages, maps
}

func listOfAddresses(body []byte) []location {
	var pages []location
	for text := range bytes.SplitSeq(body, []byte{'\n'}) {
		text = bytes.TrimSpace(text)
		if bytes.HasPrefix(text, []byte("http")) && len(text) <= maxAddress && len(pages) < maxLocations {
			pages = append(pages, location{url: string(text)})
		}
	}
	return pages
}
