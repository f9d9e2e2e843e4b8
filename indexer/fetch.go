package indexer

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// The errors of a fetch that a caller may want to tell apart.
var (
	// ErrSlow says that a server sent too little for too long.
	ErrSlow = errors.New("server too slow")
	// ErrRedirects says that an address led on and on.
	ErrRedirects = errors.New("too many redirects")
)

// maxRedirects is how often one address may lead to another.
const maxRedirects = 8

// maxExplanation bounds what is read of why a server refuses a question, in bytes.
const maxExplanation = 1 << 10

// maxRetryAfter bounds what a server may ask us to wait.
const maxRetryAfter = 24 * time.Hour

// FetcherConfig says how pages are fetched. Zero durations mean the defaults named there.
type FetcherConfig struct {
	Contact   string            // an address where the owner of a site finds out who we are; part of the User-Agent
	Allow     []string          // host:port that may be fetched although not public: the demo, a test. Exact matches only
	Connect   time.Duration     // to connect and to shake hands; 10 s
	Header    time.Duration     // until a server begins to answer; 20 s
	Total     time.Duration     // for one address, all in all; 3 min
	Window    time.Duration     // a server that sends fewer than MinBytes in this time is given up; 10 s
	MinBytes  int64             // 10 KiB
	MaxBody   int64             // the most of one body, unpacked; MaxPDF
	Transport http.RoundTripper // in tests; nil for the guarded one
}

// Fetcher gets pages from servers that others run. It is safe for concurrent use; politeness is the crawler's.
type Fetcher struct {
	config FetcherConfig
	guard  guard
	client *http.Client
}

// NewFetcher returns a fetcher that reaches the public web and the hosts in config.Allow, and nothing else.
func NewFetcher(config FetcherConfig) *Fetcher {
	orElse := func(d *time.Duration, fallback time.Duration) {
		if *d == 0 {
			*d = fallback
		}
	}
	orElse(&config.Connect, 10*time.Second)
	orElse(&config.Header, 20*time.Second)
	orElse(&config.Total, 3*time.Minute)
	orElse(&config.Window, 10*time.Second)
	if config.MinBytes == 0 {
		config.MinBytes = 10 << 10
	}
	if config.MaxBody == 0 {
		config.MaxBody = MaxPDF
	}
	f := &Fetcher{config: config, guard: newGuard(config.Allow)}
	transport := config.Transport
	if transport == nil {
		transport = &http.Transport{
			Proxy:                  nil, // a proxy would connect for us, past the guard
			DialContext:            f.guard.dialContext(config.Connect),
			TLSHandshakeTimeout:    config.Connect,
			ResponseHeaderTimeout:  config.Header,
			ExpectContinueTimeout:  time.Second,
			IdleConnTimeout:        30 * time.Second,
			MaxIdleConnsPerHost:    1,
			MaxResponseHeaderBytes: 64 << 10,
			DisableCompression:     true, // unpacked here, where the size is counted
			ForceAttemptHTTP2:      true,
		}
	}
	f.client = &http.Client{
		Transport: transport,
		CheckRedirect: func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse // every hop is judged by us
		},
	}
	return f
}

// agent is the name that robots.txt knows us by.
const agent = "Wegwijzer"

func (f *Fetcher) userAgent() string {
	if f.config.Contact == "" {
		return agent + "/1.0"
	}
	return agent + "/1.0 (+" + f.config.Contact + ")"
}

// Known is what is known of a page from an earlier fetch, so that an unchanged one is not sent again.
type Known struct {
	ETag         string
	LastModified string // as the server wrote it
}

// Response is what a server answered.
type Response struct {
	URL          string // the address that answered
	Status       int
	Location     string // where a redirect leads, absolute
	ContentType  string
	ETag         string
	LastModified string
	Robots       string // the X-Robots-Tag headers, joined
	RetryAfter   time.Duration
	Bytes        int64 // that came over the line
	Body         []byte
}

// Permanent reports whether the page has moved for good.
func (r *Response) Permanent() bool {
	return r.Status == http.StatusMovedPermanently || r.Status == http.StatusPermanentRedirect
}

// Modified is the time in Last-Modified, zero when there is none.
func (r *Response) Modified() time.Time {
	t, err := http.ParseTime(r.LastModified)
	if err != nil {
		return time.Time{}
	}
	return t
}

// Source is the response as Extract reads it.
func (r *Response) Source() Source {
	name := r.URL
	if u, err := url.Parse(r.URL); err == nil {
		name = path.Base(u.Path)
	}
	return Source{Name: name, URL: r.URL, ContentType: r.ContentType, Robots: r.Robots, Modified: r.Modified(), Body: r.Body}
}

// Get fetches one address, without following it elsewhere. Any answer of the server is a response; the body is read
// only when it is a success. It returns ErrBlocked for an address that must not be fetched, ErrKind for a document
// that cannot be read, ErrTooLarge and ErrSlow for one that costs too much.
func (f *Fetcher) Get(ctx context.Context, address string, known Known) (*Response, error) {
	return f.get(ctx, address, known, readable)
}

// Read fetches one address like Get, whatever kind of document the server says it is: for services whose answers are read by their form. Of a
// refusal (400) it also returns the beginning of the explanation.
func (f *Fetcher) Read(ctx context.Context, address string) (*Response, error) {
	return f.get(ctx, address, Known{}, anyKind)
}

// Follow fetches an address and follows it through redirects, each of which is judged like the first. Next, when not
// nil, is asked about each further address. It returns ErrRedirects when there is no end to them.
func (f *Fetcher) Follow(ctx context.Context, address string, next func(*url.URL) error) (*Response, error) {
	return f.follow(ctx, address, readable, next)
}

func (f *Fetcher) follow(ctx context.Context, address string, accept func(string, string) bool, next func(*url.URL) error) (*Response, error) {
	ctx, cancel := context.WithTimeout(ctx, f.config.Total)
	defer cancel()
	for range maxRedirects + 1 {
		r, err := f.get(ctx, address, Known{}, accept)
		if err != nil || r.Location == "" {
			return r, err
		}
		u, err := url.Parse(r.Location)
		if err != nil {
			return nil, fmt.Errorf("redirect: %w", ErrBlocked)
		}
		if next != nil {
			if err := next(u); err != nil {
				return nil, err
			}
		}
		address = r.Location
	}
	return nil, ErrRedirects
}

// any kind of body is accepted for robots.txt and sitemaps, which servers label as they please.
func anyKind(string, string) bool { return true }

// readable reports whether a document of this type can be read.
func readable(contentType, address string) bool {
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil && contentType != "" {
		media = strings.ToLower(strings.TrimSpace(strings.Split(contentType, ";")[0]))
	}
	switch media {
	case "", "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown", "application/pdf", "application/x-pdf",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document":
		return true
	case "application/octet-stream", "binary/octet-stream", "application/force-download", "application/download", "application/xml", "text/xml", "application/zip":
		u, err := url.Parse(address)
		if err != nil {
			return false
		}
		ext := strings.ToLower(path.Ext(u.Path))
		return ext == ".pdf" || ext == ".docx" || ext == ".md" || ext == ".txt" || ext == ".html" || ext == ".htm"
	}
	return false
}

func (f *Fetcher) get(ctx context.Context, address string, known Known, accept func(contentType, address string) bool) (*Response, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("address: %w", ErrBlocked)
	}
	if err := f.guard.check(u); err != nil {
		return nil, err
	}
	ctx, stop := context.WithTimeout(ctx, f.config.Total)
	defer stop()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, fmt.Errorf("address: %w", ErrBlocked)
	}
	req.Header.Set("User-Agent", f.userAgent())
	req.Header.Set("Accept", "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.5")
	req.Header.Set("Accept-Language", "nl,en;q=0.5")
	req.Header.Set("Accept-Encoding", "gzip")
	if known.ETag != "" {
		req.Header.Set("If-None-Match", known.ETag)
	}
	if known.LastModified != "" {
		req.Header.Set("If-Modified-Since", known.LastModified)
	}
	res, err := f.client.Do(req)
	if err != nil {
		return nil, fmt.Errorf("fetching: %w", plainError(err))
	}
	defer res.Body.Close() //nolint:errcheck // only read from
	r := &Response{
		URL:          address,
		Status:       res.StatusCode,
		ContentType:  res.Header.Get("Content-Type"),
		ETag:         validator(res.Header.Get("ETag")),
		LastModified: validator(res.Header.Get("Last-Modified")),
		Robots:       strings.Join(res.Header.Values("X-Robots-Tag"), ","),
		RetryAfter:   retryAfter(res.Header.Get("Retry-After"), time.Now()),
	}
	if to := res.Header.Get("Location"); to != "" && res.StatusCode >= 300 && res.StatusCode < 400 {
		target, err := u.Parse(strings.TrimSpace(to))
		if err != nil {
			return nil, fmt.Errorf("redirect: %w", ErrBlocked)
		}
		target.RawQuery = escapedQuery(target.RawQuery)
		r.Location = storable(target.String())
	}
	if res.StatusCode == http.StatusBadRequest {
		r.Body, _ = io.ReadAll(io.LimitReader(res.Body, maxExplanation)) // what there is of it
	}
	if res.StatusCode < 200 || res.StatusCode >= 300 {
		return r, nil
	}
	if !accept(r.ContentType, address) {
		return nil, fmt.Errorf("content type %q: %w", r.ContentType, ErrKind)
	}
	body, n, err := f.body(cancel, res)
	r.Body, r.Bytes = body, n
	if cause := context.Cause(ctx); err != nil && errors.Is(cause, ErrSlow) {
		return nil, ErrSlow
	}
	if err != nil {
		return nil, fmt.Errorf("fetching: %w", plainError(err))
	}
	return r, nil
}

// body reads and unpacks a body, within its bounds of size and pace.
func (f *Fetcher) body(cancel context.CancelCauseFunc, res *http.Response) ([]byte, int64, error) {
	most := f.config.MaxBody
	if strings.Contains(strings.ToLower(res.Header.Get("Content-Type")), "html") {
		most = min(most, MaxHTML)
	}
	if res.ContentLength > most {
		return nil, 0, ErrTooLarge
	}
	// The line itself carries no more than the body may be long, so that packing cannot hide a larger one.
	meter := &meter{r: io.LimitReader(res.Body, most+1)}
	done := make(chan struct{})
	defer close(done)
	go meter.watch(done, f.config.Window, f.config.MinBytes, func() { cancel(ErrSlow) })

	var r io.Reader = meter
	switch encoding := strings.ToLower(strings.TrimSpace(strings.Join(res.Header.Values("Content-Encoding"), ","))); encoding {
	case "", "identity":
	case "gzip", "x-gzip":
		unpacked, err := gzip.NewReader(meter)
		if err != nil {
			return nil, meter.n.Load(), fmt.Errorf("unpacking: %w", err)
		}
		r = unpacked
	default:
		return nil, 0, fmt.Errorf("content encoding %q: %w", encoding, ErrKind)
	}
	var buf bytes.Buffer
	_, err := io.Copy(&buf, io.LimitReader(r, most+1))
	if int64(buf.Len()) > most {
		return nil, meter.n.Load(), ErrTooLarge
	}
	return buf.Bytes(), meter.n.Load(), err
}

// meter counts what comes in.
type meter struct {
	r io.Reader
	n atomic.Int64
}

// Read implements io.Reader.
func (m *meter) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	m.n.Add(int64(n))
	return n, err
}

// watch gives up on a server that sends too little in any window. It ends when done is closed.
func (m *meter) watch(done <-chan struct{}, window time.Duration, least int64, giveUp func()) {
	tick := time.NewTicker(window)
	defer tick.Stop()
	for before := int64(0); ; {
		select {
		case <-done:
			return
		case <-tick.C:
			now := m.n.Load()
			if now-before < least {
				giveUp()
				return
			}
			before = now
		}
	}
}

// retryAfter reads the header of that name: seconds, or a date.
func retryAfter(s string, now time.Time) time.Duration {
	if s == "" {
		return 0
	}
	if n, err := strconv.Atoi(strings.TrimSpace(s)); err == nil {
		return min(max(0, time.Duration(min(n, 1<<30))*time.Second), maxRetryAfter)
	}
	if t, err := http.ParseTime(s); err == nil {
		return min(max(0, t.Sub(now)), maxRetryAfter)
	}
	return 0
}

// plainError is an error without the address in it, which may hold what somebody searched for.
func plainError(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		return wrapped.Err
	}
	return err
}

// validator is a header that tells two states of a page apart, and is sent back as it came. One that holds more than visible ASCII and spaces is
// none: neither the database nor the next request could carry it.
func validator(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r >= 0x7f }) >= 0 {
		return ""
	}
	return s
}

// ExtractURL fetches one page, following redirects, and extracts it. An answer that is not a page is an error.
func ExtractURL(ctx context.Context, fetcher *Fetcher, address string) (Page, error) {
	r, err := fetcher.Follow(ctx, address, nil)
	if err != nil {
		return Page{}, err
	}
	if r.Status != http.StatusOK {
		return Page{}, fmt.Errorf("fetching: server answered %d", r.Status)
	}
	page, err := Extract(ctx, r.Source())
	page.File = address
	return page, err
}
