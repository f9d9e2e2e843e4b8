package indexer

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Site is one of the sites that a collection is made of, as an operator describes it.
type Site struct {
	Name       string        // for logs and progress
	Collection string        // what its pages are searched under; several sites may share one
	Audience   string        // whom its pages address; empty: told from each address
	Seeds      []string      // where a crawl begins
	Hosts      []string      // hosts that belong to the site, besides those of the seeds
	Prefixes   []string      // when given, only addresses that begin with one of these are fetched
	Deny       []string      // regular expressions of paths (with their query) that are not fetched
	Sitemaps   []string      // besides those that robots.txt names
	MaxPages   int           // 5,000
	MaxDepth   int           // how many links from a seed; 12
	Delay      time.Duration // between two requests to a host, unless robots.txt asks for more; 1 s
	Recrawl    time.Duration // how old a crawl may get before the next; 24 h
}

// The usual bounds of a site.
const (
	usualPages   = 5000
	usualDepth   = 12
	usualDelay   = time.Second
	usualRecrawl = 24 * time.Hour
)

// ReadSites reads the description of sites, as a JSON array of objects or as plain text:
//
//	# A line that starts with # is a remark.
//	[proefsite]
//	collection = publiek
//	seed = https://www.voorbeeld.nl/
//	deny = ^/intake
//	delay = 2s
//
// A key that may have several values is repeated. Unknown keys are errors, for a mistyped bound would not hold.
func ReadSites(r io.Reader) ([]Site, error) {
	data, err := io.ReadAll(io.LimitReader(r, 1<<20))
	if err != nil {
		return nil, fmt.Errorf("reading sites: %w", err)
	}
	var sites []Site
	if trimmed := bytes.TrimSpace(data); json.Valid(trimmed) && len(trimmed) > 0 {
		sites, err = sitesFromJSON(trimmed)
	} else {
		sites, err = sitesFromText(data)
	}
	if err != nil {
		return nil, fmt.Errorf("reading sites: %w", err)
	}
	for i := range sites {
		if err := sites[i].complete(); err != nil {
			return nil, fmt.Errorf("site %q: %w", sites[i].Name, err)
		}
	}
	return sites, nil
}

// siteObject is a site as JSON writes it.
type siteObject struct {
	Name       string   `json:"name"`
	Collection string   `json:"collection"`
	Audience   string   `json:"audience"`
	Seeds      []string `json:"seeds"`
	Hosts      []string `json:"hosts"`
	Prefixes   []string `json:"prefixes"`
	Deny       []string `json:"deny"`
	Sitemaps   []string `json:"sitemaps"`
	MaxPages   int      `json:"max_pages"`
	MaxDepth   int      `json:"max_depth"`
	Delay      string   `json:"delay"`
	Recrawl    string   `json:"recrawl"`
}

func sitesFromJSON(data []byte) ([]Site, error) {
	var raw []siteObject
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&raw); err != nil {
		return nil, err
	}
	var sites []Site
	for _, r := range raw {
		s := Site{
			Name: r.Name, Collection: r.Collection, Audience: r.Audience, Seeds: r.Seeds, Hosts: r.Hosts, Prefixes: r.Prefixes,
			Deny: r.Deny, Sitemaps: r.Sitemaps, MaxPages: r.MaxPages, MaxDepth: r.MaxDepth,
		}
		for key, val := range map[string]string{"delay": r.Delay, "recrawl": r.Recrawl} {
			if val != "" {
				if err := s.set(key, val); err != nil {
					return nil, err
				}
			}
		}
		sites = append(sites, s)
	}
	return sites, nil
}

func sitesFromText(data []byte) ([]Site, error) {
	var sites []Site
	lines := bufio.NewScanner(bytes.NewReader(data))
	for n := 1; lines.Scan(); n++ {
		text := strings.TrimSpace(lines.Text())
		switch {
		case text == "" || strings.HasPrefix(text, "#"):
		case strings.HasPrefix(text, "[") && strings.HasSuffix(text, "]"):
			sites = append(sites, Site{Name: strings.TrimSpace(text[1 : len(text)-1])})
		default:
			key, val, ok := strings.Cut(text, "=")
			if !ok || len(sites) == 0 {
				return nil, fmt.Errorf("line %d: want [name] or key = value", n)
			}
			if err := sites[len(sites)-1].set(strings.TrimSpace(key), strings.TrimSpace(val)); err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
		}
	}
	return sites, lines.Err()
}

// siteKeys are the keys of the plain text, with what each does with its value.
var siteKeys = map[string]func(s *Site, val string) error{
	"collection": func(s *Site, val string) error { s.Collection = val; return nil },
	"audience":   func(s *Site, val string) error { s.Audience = val; return nil },
	"seed":       func(s *Site, val string) error { s.Seeds = append(s.Seeds, val); return nil },
	"host":       func(s *Site, val string) error { s.Hosts = append(s.Hosts, val); return nil },
	"prefix":     func(s *Site, val string) error { s.Prefixes = append(s.Prefixes, val); return nil },
	"deny":       func(s *Site, val string) error { s.Deny = append(s.Deny, val); return nil },
	"sitemap":    func(s *Site, val string) error { s.Sitemaps = append(s.Sitemaps, val); return nil },
	"max_pages":  func(s *Site, val string) (err error) { s.MaxPages, err = strconv.Atoi(val); return err },
	"max_depth":  func(s *Site, val string) (err error) { s.MaxDepth, err = strconv.Atoi(val); return err },
	"delay":      func(s *Site, val string) (err error) { s.Delay, err = time.ParseDuration(val); return err },
	"recrawl":    func(s *Site, val string) (err error) { s.Recrawl, err = time.ParseDuration(val); return err },
}

// set gives one key its value, or one more.
func (s *Site) set(key, val string) error {
	give, known := siteKeys[strings.ReplaceAll(key, "-", "_")]
	if !known {
		return fmt.Errorf("unknown key %q", key)
	}
	if err := give(s, val); err != nil {
		return fmt.Errorf("%s: %w", key, err)
	}
	return nil
}

// complete fills in what is usual and refuses what cannot work.
func (s *Site) complete() error {
	if s.Collection == "" {
		s.Collection = s.Name
	}
	if s.Collection == "" {
		return errors.New("no collection")
	}
	if len(s.Seeds) == 0 {
		return errors.New("no seed")
	}
	for _, seed := range s.Seeds {
		u, err := url.Parse(seed)
		if err != nil {
			return fmt.Errorf("seed: %w", err)
		}
		if _, ok := Normalize(u); !ok {
			return fmt.Errorf("seed %q: not a web address", seed)
		}
	}
	for _, d := range s.Deny {
		if _, err := regexp.Compile(d); err != nil {
			return fmt.Errorf("deny: %w", err)
		}
	}
	if s.MaxPages < 0 || s.MaxDepth < 0 || s.Delay < 0 || s.Recrawl < 0 {
		return errors.New("a bound below zero")
	}
	if s.MaxPages == 0 {
		s.MaxPages = usualPages
	}
	if s.MaxDepth == 0 {
		s.MaxDepth = usualDepth
	}
	if s.Delay == 0 {
		s.Delay = usualDelay
	}
	if s.Recrawl == 0 {
		s.Recrawl = usualRecrawl
	}
	return nil
}

// scope is a site prepared for asking whether an address belongs to it.
type scope struct {
	Site
	hosts map[string]bool
	deny  []*regexp.Regexp
}

func newScope(s Site) (scope, error) {
	if err := s.complete(); err != nil {
		return scope{}, fmt.Errorf("site %q: %w", s.Name, err)
	}
	sc := scope{Site: s, hosts: make(map[string]bool)}
	for _, seed := range s.Seeds {
		if u, err := url.Parse(seed); err == nil {
			if n, ok := Normalize(u); ok {
				sc.hosts[twin(n.Host)] = true
			}
		}
	}
	for _, h := range s.Hosts {
		sc.hosts[twin(strings.ToLower(h))] = true
	}
	for _, d := range s.Deny {
		re, err := regexp.Compile(triplet.ReplaceAllStringFunc(d, func(t string) string { return percent(t, "") }))
		if err != nil {
			return scope{}, fmt.Errorf("site %q: deny: %w", s.Name, err)
		}
		sc.deny = append(sc.deny, re)
	}
	return sc, nil
}

// triplet is how an address, or a pattern for one, writes a byte that may not stand in it.
var triplet = regexp.MustCompile(`%[0-9A-Fa-f]{2}`)

// twin is a host without the www that sites have or leave out as they please.
func twin(host string) string {
	return strings.TrimPrefix(host, "www.")
}

// begins gives the normalized addresses where the site begins.
func (s *scope) begins() iter.Seq[*url.URL] {
	return func(yield func(*url.URL) bool) {
		for _, seed := range s.Seeds {
			if u, err := url.Parse(seed); err == nil {
				if n, ok := Normalize(u); ok && !yield(n) {
					return
				}
			}
		}
	}
}

// leads are addresses of the site as a crawl finds them.
func (s *scope) leads(addresses []string) []lead {
	var leads []lead
	for _, address := range addresses {
		if u, err := url.Parse(address); err == nil {
			leads = append(leads, lead{url: address, site: s.Name, host: u.Host})
		}
	}
	return leads
}

// holds reports whether a normalized address belongs to the site.
func (s *scope) holds(u *url.URL) bool {
	if !s.hosts[twin(u.Host)] {
		return false
	}
	if len(s.Prefixes) > 0 {
		whole, inside := u.String(), false
		for _, p := range s.Prefixes {
			p = percent(p, "")
			inside = inside || strings.HasPrefix(whole, p) || strings.HasPrefix(u.EscapedPath(), p)
		}
		if !inside {
			return false
		}
	}
	written, read := u.EscapedPath(), u.Path
	if u.RawQuery != "" {
		written += "?" + u.RawQuery
		query, err := url.QueryUnescape(escapedQuery(u.RawQuery))
		if err != nil {
			return false // which no escaped query brings about
		}
		read += "?" + query
	}
	for _, d := range s.deny { // in each spelling, for an operator may have written any
		for _, path := range []string{written, read, oneSlash(written), oneSlash(read)} {
			if d.MatchString(path) {
				return false
			}
		}
	}
	return true
}
