// Package indexer fetches what others publish: politeness, cursors, retries. It reduces each page or file to
// its main text, so that an answer can quote what its author wrote and nothing that merely surrounds it.
package indexer

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"wegwijzer/knowledge"
)

// The most that is read of one page or file. What is larger is refused, not cut: half a table misleads.
const (
	MaxHTML = 20 << 20
	MaxPDF  = 50 << 20
	MaxText = 8 << 20 // also of what a page says all in all, with what it repeats
)

// The errors that a caller may want to tell apart.
var (
	// ErrKind says that a file is of a kind that cannot be read.
	ErrKind = errors.New("unknown kind of document")
	// ErrTooLarge says that a page or file exceeds what is read of its kind.
	ErrTooLarge = errors.New("document too large")
)

// The reasons why a page that was read should not be indexed. They are codes, not sentences for visitors.
const (
	ReasonNoIndex   = "noindex"        // the page asks for it
	ReasonPrint     = "print view"     // a copy made for paper
	ReasonDuplicate = "duplicate"      // it names another address as its own, or holds another page's text
	ReasonList      = "list page"      // teasers of other pages; its links are worth following
	ReasonMissing   = "soft 404"       // it says that there is no such page
	ReasonEmpty     = "no main text"   // nothing is left when menus and bars are gone
	ReasonLogin     = "login page"     // a form that asks for a password
	ReasonSearch    = "search results" // an answer to somebody's search
	ReasonEncrypted = "encrypted"      // a PDF that asks for a password
	ReasonScanned   = "scanned"        // a PDF of pictures without text
	ReasonFrames    = "frames"         // a frame around other pages, which its links lead to
)

// The reasons why a file was passed over unread, or could not be read.
const (
	ReasonLink    = "no plain file"   // a link, a pipe, a device
	ReasonEnding  = "ending not read" // its name ends in nothing that is read
	ReasonAbsent  = "not there"       // it does not exist, or was taken away meanwhile
	ReasonClosed  = "no permission"   // the account may not read it
	ReasonSlow    = "took too long"   // a minute was not enough
	ReasonDamaged = "damaged"         // it is not what its name or its first bytes say, or is broken
	ReasonNoText  = "not text"        // by its name it is text, and it holds signs that no text has
	ReasonAside   = "about the files" // a README or licence beside the documents
	ReasonHidden  = "hidden"          // its name begins with a dot
)

// ReasonOf returns the code of why a file or page could not be read.
func ReasonOf(err error) string {
	switch {
	case errors.Is(err, ErrTooLarge):
		return reasonTooLarge
	case errors.Is(err, errNoText):
		return ReasonNoText
	case errors.Is(err, ErrBlocked):
		return reasonBlocked
	case errors.Is(err, fs.ErrNotExist):
		return ReasonAbsent
	case errors.Is(err, fs.ErrPermission):
		return ReasonClosed
	case errors.Is(err, context.DeadlineExceeded):
		return ReasonSlow
	}
	return ReasonDamaged
}

// Reasons returns every code of why a page or file is not indexed, for who must have words for each.
func Reasons() []string {
	return []string{
		ReasonNoIndex, ReasonPrint, ReasonDuplicate, ReasonList, ReasonMissing, ReasonEmpty, ReasonLogin, ReasonSearch, ReasonEncrypted, ReasonScanned, ReasonFrames,
		ReasonLink, ReasonEnding, ReasonAbsent, ReasonClosed, ReasonSlow, ReasonDamaged, ReasonNoText, ReasonAside, ReasonHidden,
		reasonRobots, reasonNoRobots, reasonScope, reasonHops, reasonBlocked, reasonKind, reasonTooLarge, reasonUnread, reasonForbidden, reasonTooSlow, reasonGone, reasonMoved,
	}
}

// Source is a page or file as it was received.
type Source struct {
	Name        string    // the file's name, or the last part of the address; helps to tell its kind
	URL         string    // where it was found; empty when unknown
	ContentType string    // as the server said it; empty when unknown
	Robots      string    // the X-Robots-Tag header; empty when absent
	Modified    time.Time // the Last-Modified header or the file's time; zero when unknown
	Body        []byte
}

// Link is an address that a page points to.
type Link struct {
	URL      string `json:"url"` // absolute when the page's own address is known
	Text     string `json:"text"`
	NoFollow bool   `json:"nofollow,omitempty"`
}

// Page is what was taken from a Source.
type Page struct {
	File       string
	URL        string
	Canonical  string // empty when the page names none; absolute when its own address is known
	Title      string // without the site's name
	Lang       string // BCP 47
	Date       time.Time
	Index      bool   // whether its text may serve as a source
	Follow     bool   // whether its links may be followed
	Reason     string // why Index is false; empty otherwise
	Moved      string // where it sends who opens it, at once; empty for a page that stays
	Blocks     []knowledge.Block
	Text       string // the main text as a person would read it
	Links      []Link
	Alternates map[string]string // language to address, from hreflang

	pieces []piece // what Blocks and Text were made of
}

// MarshalJSON writes the page as `wegwijzer extract` shows it.
func (p Page) MarshalJSON() ([]byte, error) {
	date := ""
	if !p.Date.IsZero() {
		date = p.Date.Format(time.DateOnly)
	}
	return json.Marshal(struct {
		File      string `json:"file"`
		URL       string `json:"url,omitempty"`
		Title     string `json:"title"`
		Lang      string `json:"lang"`
		Canonical string `json:"canonical"`
		Date      string `json:"date"`
		Index     bool   `json:"index"`
		Reason    string `json:"reason"`
		Text      string `json:"text"`
	}{p.File, p.URL, p.Title, p.Lang, p.Canonical, date, p.Index, p.Reason, p.Text})
}

// Document is the page in the shape of the knowledge store, under the address given.
func (p Page) Document(address string) knowledge.Document {
	section := sectionOf(address)
	return knowledge.Document{
		URL:      address,
		Title:    p.Title,
		Lang:     p.Lang,
		Date:     p.Date,
		Audience: audienceOf(section),
		Section:  section,
		Blocks:   p.Blocks,
	}
}

// Extract reduces a page or file to its main text. A page that was read but should not be indexed is no error:
// its Index is false and its Reason says why. It returns ErrKind for a kind it cannot read and ErrTooLarge for
// one that exceeds the limit of its kind.
func Extract(ctx context.Context, src Source) (page Page, err error) {
	// Foreign bytes reach parsers that others wrote. A panic there may cost this page, never the crawl.
	defer func() {
		if r := recover(); r != nil {
			page, err = Page{}, fmt.Errorf("reading %s: parser gave up: %v", src.Name, r)
		}
	}()
	if err := ctx.Err(); err != nil {
		return Page{}, err
	}
	kind := kindOf(src)
	if kind == "" {
		return Page{}, fmt.Errorf("reading %s: %w", src.Name, ErrKind)
	}
	if len(src.Body) > maxSize(kind) {
		return Page{}, fmt.Errorf("reading %s: %w", src.Name, ErrTooLarge)
	}
	switch kind {
	case "html":
		page, err = extractHTML(ctx, src)
	case "pdf":
		page, err = extractPDF(ctx, src)
	case "docx":
		page, err = extractDOCX(ctx, src)
	case "md":
		page, err = extractMarkdown(ctx, src)
	default:
		page, err = extractText(src)
	}
	if err != nil {
		return Page{}, fmt.Errorf("reading %s: %w", src.Name, err)
	}
	page.File, page.URL, page.Title = src.Name, src.URL, shorten(page.Title, maxTitle)
	if page.Date.IsZero() {
		page.Date = src.Modified
	}
	noIndex, noFollow := directives(src.Robots)
	if noIndex && page.Index {
		page.Index, page.Reason = false, ReasonNoIndex
	}
	page.Follow = page.Follow && !noFollow
	return page, nil
}

// ExtractFile reads one file from disk.
func ExtractFile(ctx context.Context, name string) (Page, error) {
	f, err := os.Open(name) //nolint:gosec // the operator names the file
	if err != nil {
		return Page{}, err
	}
	defer f.Close() //nolint:errcheck // only read from
	if info, err := f.Stat(); err == nil && info.Size() > MaxPDF {
		return Page{}, ErrTooLarge // without reading fifty megabytes of it first
	}
	body, err := io.ReadAll(io.LimitReader(f, MaxPDF+1))
	if err != nil {
		return Page{}, fmt.Errorf("reading %s: %w", name, err)
	}
	return Extract(ctx, Source{Name: filepath.Base(name), Body: body})
}

func maxSize(kind string) int {
	switch kind {
	case "pdf", "docx":
		return MaxPDF
	case "html":
		return MaxHTML
	default:
		return MaxText
	}
}

// kindOf tells what a document is. Its first bytes outrank its name, and its name outranks what the server says,
// for servers call a PDF text/html more often than files begin with a wrong signature.
func kindOf(src Source) string {
	switch head := bytes.TrimLeft(src.Body[:min(len(src.Body), 1024)], "\xef\xbb\xbf\t\r\n \x00"); {
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return "pdf"
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		if bytes.Contains(src.Body, []byte("word/document")) {
			return "docx"
		}
		return ""
	}
	if kind, known := kindByName(src.Name); known {
		return kind
	}
	media, _, _ := mime.ParseMediaType(src.ContentType)
	switch media {
	case "text/html", "application/xhtml+xml":
		return "html"
	case "text/plain":
		return "txt"
	case "text/markdown":
		return "md"
	case "":
		head := bytes.ToLower(bytes.TrimSpace(src.Body[:min(len(src.Body), 512)]))
		if bytes.HasPrefix(head, []byte("<")) {
			return "html"
		}
	}
	return ""
}

// kindByName reads the extension; a web address often has one that says nothing, such as .aspx.
func kindByName(name string) (kind string, known bool) {
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm", ".xhtml", ".aspx", ".php", ".jsp":
		return "html", true
	case ".txt":
		return "txt", true
	case ".md", ".markdown":
		return "md", true
	case ".pdf", ".docx": // by its bytes it is not one
		return "", true
	}
	return "", false
}

// sectionOf is the first folder of an address, without a language in front of it.
func sectionOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	if len(parts) > 1 && len(parts[0]) == 2 {
		parts = parts[1:]
	}
	if len(parts) == 1 && path.Ext(parts[0]) != "" {
		return ""
	}
	return storable(strings.ToLower(parts[0]))
}

// audienceOf reads from a section whom its pages address; most sections address everyone.
func audienceOf(section string) string {
	switch {
	case strings.Contains(section, "helpers"):
		return "helper"
	case strings.Contains(section, "professional"):
		return "professional"
	case strings.Contains(section, "gemeente"):
		return "gemeente"
	case strings.Contains(section, "jongeren"), strings.Contains(section, "jongere"):
		return "jongere"
	}
	return ""
}
