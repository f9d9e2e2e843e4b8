package jurisprudence

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"
	"time"
)

// ErrNotFeed is returned for an answer of the search service that is no feed: an empty body, an error in plain words or a page.
var ErrNotFeed = errors.New("no feed of the courts")

// MaxFeedSize bounds one page of the feed, in bytes. A full page of a thousand entries is under two megabytes.
const MaxFeedSize = 32 << 20

// PageSize is the most entries that the service gives at once.
const PageSize = 1000

// maxEntries bounds the entries of one page, ten times what the service promises.
const maxEntries = 10 * PageSize

// Deletion says that something was taken away since it was published.
type Deletion string

// The deletions of the feed. Both mean that the text must go; the second that the number is void as well.
const (
	NotDeleted     Deletion = ""
	DeletedText    Deletion = "doc"  // the text was withdrawn; the register entry stays
	DeletedAltered Deletion = "ecli" // the number was withdrawn, or replaced by another
)

// Feed is one page of the answer to a search (the Atom format of /uitspraken/zoeken).
type Feed struct {
	Total   int // how many rulings the search finds on all pages
	Updated time.Time
	Size    int // entries on this page, those without an identifier among them: paging counts them
	Entries []Entry
}

// Entry is one ruling in a feed. The summary is cut at 400 characters there, so nothing is decided by it.
type Entry struct {
	ECLI           ECLI
	Court          string
	Decided        time.Time // zero when the title does not say
	Cases          string    // the case numbers as published
	Summary        string
	SummaryCut     bool
	SummaryPending bool // "Inhoudsindicatie volgt": fetch again later
	Updated        time.Time
	Link           string
	Deleted        Deletion
}

type atomFeed struct {
	XMLName  xml.Name    `xml:"feed"`
	Subtitle string      `xml:"subtitle"`
	Updated  string      `xml:"updated"`
	Entries  []atomEntry `xml:"entry"`
}

type atomEntry struct {
	Deleted string `xml:"deleted,attr"`
	ID      string `xml:"id"`
	Title   string `xml:"title"`
	Summary string `xml:"summary"`
	Updated string `xml:"updated"`
	Links   []struct {
		Href string `xml:"href,attr"`
		Rel  string `xml:"rel,attr"`
	} `xml:"link"`
}

// ParseFeed reads one page. It returns ErrNotFeed for what is no feed, ErrTruncated for a page that breaks off and ErrTooLarge for one beyond
// MaxFeedSize. An entry without an identifier is left out.
func ParseFeed(in io.Reader) (*Feed, error) {
	data, err := io.ReadAll(io.LimitReader(in, MaxFeedSize+1))
	if err != nil {
		return nil, fmt.Errorf("reading a feed: %w", err)
	}
	if len(data) > MaxFeedSize {
		return nil, fmt.Errorf("reading a feed: %w", ErrTooLarge)
	}
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), " \t\r\n")
	if len(data) == 0 || data[0] != '<' || bytes.Contains(data[:min(len(data), 1000)], []byte("<!DOCTYPE")) {
		return nil, fmt.Errorf("reading a feed: %w", ErrNotFeed)
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Entity = xml.HTMLEntity
	var a atomFeed
	if err := d.Decode(&a); err != nil {
		var syntax *xml.SyntaxError
		if errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &syntax) && strings.Contains(syntax.Msg, "unexpected EOF") && bytes.Contains(data[:min(len(data), 2000)], []byte("<feed")) {
			return nil, fmt.Errorf("reading a feed: %w", ErrTruncated)
		}
		return nil, fmt.Errorf("reading a feed: %w", ErrNotFeed)
	}
	f := &Feed{Total: lastInteger(a.Subtitle), Updated: moment(a.Updated), Size: min(len(a.Entries), maxEntries)}
	for _, e := range a.Entries {
		if x, ok := e.entry(); ok && len(f.Entries) < maxEntries {
			f.Entries = append(f.Entries, x)
		}
	}
	return f, nil
}

func (e atomEntry) entry() (Entry, bool) {
	x := Entry{ECLI: FindECLI(e.ID), Updated: moment(e.Updated), Deleted: deletion(e.Deleted)}
	title := tidy(strings.ReplaceAll(e.Title, "\n", " "), false)
	if x.ECLI == "" {
		x.ECLI = FindECLI(title)
	}
	if x.ECLI == "" {
		return Entry{}, false
	}
	x.Court, x.Decided, x.Cases = titleParts(title)
	x.Summary = tidy(html.UnescapeString(e.Summary), false)
	x.SummaryCut = strings.HasSuffix(x.Summary, "...")
	if pending(x.Summary) {
		x.Summary, x.SummaryPending = "", strings.Contains(lowerSame(x.Summary), "volgt")
	}
	for _, l := range e.Links {
		if l.Rel == "alternate" || l.Rel == "" {
			x.Link = l.Href
			break
		}
	}
	return x, true
}

func deletion(s string) Deletion {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "":
		return NotDeleted
	case "doc":
		return DeletedText
	}
	// A word we do not know is treated as the stronger one: what may have been withdrawn is not shown.
	return DeletedAltered
}

// lastInteger returns the last whole number in s, 0 when there is none. The subtitle has an apostrophe entity with digits before the count.
func lastInteger(s string) int {
	end := len(s)
	for end > 0 && !isDigit(s[end-1]) {
		end--
	}
	start := end
	for start > 0 && (isDigit(s[start-1]) || s[start-1] == '.' && start > 1 && isDigit(s[start-2])) {
		start--
	}
	n, err := strconv.Atoi(strings.ReplaceAll(s[start:end], ".", ""))
	if err != nil || n < 0 {
		return 0
	}
	return n
}
