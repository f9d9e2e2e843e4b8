package indexer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/temoto/robotstxt"
)

// The bounds of robots.txt. Whatever a host asks for between two requests it gets; one that asks for more than the most is not read at all, for its
// pages would be months old before the last of them was there.
const (
	maxRobots     = 512 << 10
	maxCrawlDelay = 10 * time.Minute
)

// robots is what a host asks of crawlers.
type robots struct {
	group    *robotstxt.Group
	sitemaps []string
	delay    time.Duration // zero when it asks for none; above maxCrawlDelay when it asks for more than that
}

// tooSlow reports whether a host asks for more time between two requests than anybody has.
func (r *robots) tooSlow() bool { return r.delay > maxCrawlDelay }

// allows reports whether an address may be fetched.
func (r *robots) allows(u *url.URL) bool {
	if r == nil || r.group == nil {
		return true
	}
	path, query := escapedPath(u), ""
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		query = "?" + escapedQuery(u.RawQuery)
	}
	return r.group.Test(path+query) && r.group.Test(oneSlash(path)+query)
}

// errRobots says that a host's robots.txt cannot be had now, so that nothing of it may be fetched yet.
var errRobots = errors.New("robots.txt not available")

// fetchRobots gets the rules of a host. A host without them allows everything; one that cannot answer now must be
// asked again later, and until then allows nothing.
func fetchRobots(ctx context.Context, f *Fetcher, scheme, host string) (*robots, error) {
	r, err := f.follow(ctx, scheme+"://"+host+"/robots.txt", anyKind, nil)
	switch {
	case errors.Is(err, ErrRedirects), errors.Is(err, ErrTooLarge), errors.Is(err, ErrKind):
		return &robots{}, nil
	case errors.Is(err, ErrBlocked):
		return nil, err
	case err != nil:
		return nil, fmt.Errorf("%w: %w", errRobots, err)
	case r.Status >= 500 || r.Status == http.StatusTooManyRequests:
		return nil, fmt.Errorf("%w: server answered %d", errRobots, r.Status)
	case r.Status >= 400:
		return &robots{}, nil
	}
	return parseRobots(r.Body), nil
}

// parseRobots reads rules. Lines that are none are passed over; a page of HTML in their place is no rules at all.
func parseRobots(body []byte) (rules *robots) {
	defer func() {
		if recover() != nil { // the parser is not ours; rules that break it bind nobody
			rules = &robots{}
		}
	}()
	body = body[:min(len(body), maxRobots)]
	body = bytes.ReplaceAll(bytes.TrimPrefix(body, []byte{0xef, 0xbb, 0xbf}), []byte{'\r'}, []byte{'\n'})
	var kept []byte
	for text := range bytes.SplitSeq(body, []byte{'\n'}) {
		text = bytes.TrimSpace(text)
		if i := bytes.IndexByte(text, '#'); i >= 0 {
			text = bytes.TrimSpace(text[:i])
		}
		name, val, ok := bytes.Cut(text, []byte{':'})
		if !ok || !robotsLine(name) {
			continue
		}
		switch string(bytes.ToLower(bytes.TrimSpace(name))) {
		case "allow", "disallow":
			text = fmt.Appendf(nil, "%s: %s", name, rule(bytes.TrimSpace(val)))
		}
		kept = append(append(kept, text...), '\n')
	}
	data, err := robotstxt.FromBytes(kept)
	if err != nil || data == nil {
		return &robots{}
	}
	rules = &robots{group: data.FindGroup(agent), sitemaps: data.Sitemaps[:min(len(data.Sitemaps), maxSitemaps)]}
	if rules.group != nil {
		rules.delay = rules.group.CrawlDelay
		if rules.delay < 0 || rules.tooSlow() { // so many seconds that they are counted as fewer than none
			rules.delay = maxCrawlDelay + time.Second
		}
	}
	return rules
}

// rule writes the path of a rule as escapedPath and escapedQuery write an address, so that it holds for every spelling of it.
func rule(val []byte) string {
	fields := strings.Fields(string(val))
	if len(fields) == 0 {
		return ""
	}
	// Of a path with a space the parser takes what comes before it, which forbids more.
	path, query, asks := strings.Cut(fields[0], "?")
	path = percent(path, unusualInPath)
	if asks {
		path += "?" + escapedQuery(query)
	}
	return path
}

func robotsLine(name []byte) bool {
	switch string(bytes.ToLower(bytes.TrimSpace(name))) {
	case "user-agent", "allow", "disallow", "crawl-delay", "sitemap":
		return true
	}
	return false
}
