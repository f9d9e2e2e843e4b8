package indexer

import (
	"net/url"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// The bounds of an address. Beyond them it is more likely made by a script that never ends than by a person.
const (
	maxAddress    = 2000
	maxParameters = 8
	maxFolders    = 20
	maxRepeats    = 2 // of one folder within a path
)

// tracking parameters say where a visitor came from, never which page is meant.
var tracking = regexp.MustCompile(`(?i)^(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|mc_cid|mc_eid|_ga|_gl|igshid|ref_src|pk_\w+|mtm_\w+|piwik_\w+|hsa_\w+|_hs\w+|vero_\w+|oly_\w+|s_cid|trk|phpsessid|jsessionid|sid|sessionid|aspsessionid\w*)$`)

// Normalize writes an address in the one form under which a page is known: host in lower case and as ASCII, without the
// usual port, fragment, session and tracking parameters, with its query sorted, and with percent signs only where they
// are needed. Upper and lower case of the path, a final slash and an index page stay as the server has them. It reports
// false for what is no address of a page.
func Normalize(u *url.URL) (*url.URL, bool) {
	if u == nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || u.Opaque != "" {
		return nil, false
	}
	host, err := idna.Lookup.ToASCII(strings.TrimRight(strings.ToLower(u.Hostname()), "."))
	if err != nil {
		if host = strings.ToLower(u.Hostname()); strings.ContainsAny(host, " %_<>\"'") || !plainASCII(host) {
			return nil, false
		}
	}
	if host == "" {
		return nil, false
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	n := &url.URL{Scheme: u.Scheme, Host: host}
	usual := map[string]string{"http": "80", "https": "443"}
	if port := u.Port(); port != "" && port != usual[u.Scheme] {
		n.Host += ":" + port
	}
	raw := sessionPath.ReplaceAllString(escapedPath(u), "")
	path, err := url.PathUnescape(raw)
	if err != nil {
		return nil, false
	}
	base := &url.URL{Scheme: n.Scheme, Host: n.Host, Path: "/"}
	clean := base.ResolveReference(&url.URL{Path: path, RawPath: raw})
	n.Path, n.RawPath = clean.Path, clean.RawPath
	if n.Path == "" {
		n.Path = "/"
	}
	n.RawQuery = trimQuery(u.RawQuery)
	return n, len(n.String()) <= maxAddress
}

// Visible ASCII that stands encoded in an address.
const (
	unusualInPath  = "\"<>[\\]^`{|}"
	unusualInQuery = "\"<>"
)

// escapedPath is the path of an address as it goes over the line, in its one form.
func escapedPath(u *url.URL) string {
	return percent(u.EscapedPath(), unusualInPath)
}

// escapedQuery is the same of a query.
func escapedQuery(raw string) string { return percent(raw, unusualInQuery) }

// percent writes each byte in the one form that it has in an address (RFC 3986, 6.2.2): letters, digits and the signs -._~ as they are, and what is
// no visible ASCII, or is one of unusual, as two digits behind a percent sign. Of what remains both forms have their own meaning and stay. So two
// spellings of one address are one, and a rule for the one holds for the other.
func percent(s, unusual string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c, was := s[i], false
		if c == '%' && i+2 < len(s) {
			if v, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				c, was = byte(v), true
				i += 2
			}
		}
		switch {
		case 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0,
			!was && c > ' ' && c < 0x7f && c != '%' && strings.IndexByte(unusual, c) < 0:
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
	return b.String()
}

// oneSlash is a path as most servers understand it: of slashes in a row only one counts.
func oneSlash(path string) string { return slashes.ReplaceAllString(path, "/") }

var slashes = regexp.MustCompile(`//+`)

// plainASCII reports whether a text is there and holds visible ASCII only.
func plainASCII(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r >= 0x7f }) < 0
}

// storable is a text without the bytes that a database refuses: what is no UTF-8, and zero.
func storable(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\x00", "")
}

// sessionPath is how some servers write a visitor's session into a path.
var sessionPath = regexp.MustCompile(`(?i);(?:jsessionid|phpsessid|sid)=[^/?#;]*`)

// trap reports whether an address looks like one of an endless row.
func trap(u *url.URL) bool {
	folders := strings.Split(strings.Trim(u.Path, "/"), "/")
	if len(folders) > maxFolders || strings.Count(u.RawQuery, "&") >= maxParameters {
		return true
	}
	count := make(map[string]int)
	for _, f := range folders {
		if count[f]++; count[f] > maxRepeats && len(f) > 1 {
			return true
		}
	}
	return false
}

var (
	pageParameter = regexp.MustCompile(`(?i)^(?:page|pagina|paged|p|pag|start|offset|from|skip|cursor|per_page|limit|blz)$`)
	dateParameter = regexp.MustCompile(`(?i)^(?:date|datum|day|dag|month|maand|year|jaar|week|van|tot|start_date|end_date|tribe-bar-date|ical)$`)
	datePath      = regexp.MustCompile(`/(?:19|20)\d\d[-/](?:0?[1-9]|1[0-2])(?:[-/]|$)`)
	pagePath      = regexp.MustCompile(`(?i)/(?:page|pagina|blz)[/-]\d+`)
	someNumber    = regexp.MustCompile(`\d+`)
)

// How many pages of one shape are fetched in one run.
const (
	pagesPerList     = 60
	pagesPerCalendar = 24
	pagesPerQuery    = 300
	pagesPerNumber   = 3000
)

// shape is what an address has in common with others that a script makes of the same mould, and how many of those may
// be fetched. Addresses that people wrote have no shape.
func shape(u *url.URL) (mould string, most int) {
	mould = u.Host + someNumber.ReplaceAllString(u.Path, "#")
	if u.RawQuery == "" {
		switch {
		case pagePath.MatchString(u.Path):
			return mould, pagesPerList
		case datePath.MatchString(u.Path):
			return mould, pagesPerQuery
		case someNumber.MatchString(u.Path):
			return mould, pagesPerNumber
		}
		return "", 0
	}
	most = pagesPerQuery
	for part := range strings.SplitSeq(u.RawQuery, "&") {
		key, _, _ := strings.Cut(part, "=")
		mould += "&" + key
		switch {
		case dateParameter.MatchString(key):
			most = min(most, pagesPerCalendar)
		case pageParameter.MatchString(key):
			most = min(most, pagesPerList)
		}
	}
	return mould, most
}

// trimQuery sorts a query and leaves tracking parameters out.
func trimQuery(raw string) string {
	if raw == "" {
		return ""
	}
	var kept []string
	for part := range strings.SplitSeq(escapedQuery(raw), "&") {
		key, _, _ := strings.Cut(part, "=")
		if name, err := url.QueryUnescape(key); err == nil {
			key = name
		}
		if part != "" && !tracking.MatchString(key) {
			kept = append(kept, part)
		}
	}
	sort.Strings(kept)
	return strings.Join(kept, "&")
}
