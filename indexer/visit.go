package indexer

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"time"

	"wegwijzer/knowledge"
)

// host is what a run knows of one host. Only one goroutine visits it at a time.
type host struct {
	name    string
	rules   *robots
	last    time.Time // when the last request ended
	paused  time.Time // it asked to be left alone until then
	why     string
	resting bool      // it is slow, and had its time in this run
	strikes int       // failures in a row that speak of the host rather than of a page
	failing time.Time // since when it has answered nothing but that it is too busy, over all runs; zero when it does answer

	boilerplate *Boilerplate
	learning    bool
	held        []found
	missing     map[string]bool // words of the page that it shows for an address that does not exist; nil when it says 404
	probed      bool
}

// found is a page that was fetched and read.
type found struct {
	known    knownPage
	page     Page
	response *Response
	hash     []byte
	links    []string
}

const (
	learnPages   = 20 // pages of a host that are looked at before its boilerplate is taken out
	maxTries     = 3
	pagePatience = time.Minute // to extract one
	sameMissing  = .9
)

// The reasons for leaving a page out that only a crawl has.
const (
	reasonRobots    = "robots.txt forbids"
	reasonNoRobots  = "robots.txt not available"
	reasonScope     = "outside the site"
	reasonHops      = "too many redirects"
	reasonBlocked   = "address not allowed"
	reasonKind      = "kind of document not read"
	reasonTooLarge  = "too large"
	reasonUnread    = "could not be read"
	reasonForbidden = "access denied"
	reasonTooSlow   = "asks for too much time"
	reasonGone      = "gone"
	reasonMoved     = "moved"
	reasonWaits     = "waits for a host" // of a run: what is left is for the next
	reasonNothing   = "nothing fetched"  // of a run: there was no answer to anything
	reasonWithdrawn = "site withdrawn"   // of a run: a site shows no page any more
)

// host returns what is known of a host, and reads what earlier runs learnt.
func (j *journey) host(ctx context.Context, u *url.URL) *host {
	j.mu.Lock()
	defer j.mu.Unlock()
	if h := j.hosts[u.Host]; h != nil {
		return h
	}
	h := &host{name: u.Host, learning: true, boilerplate: &Boilerplate{}}
	if known, err := j.store.host(ctx, j.collection, u.Host); err == nil {
		if known.PausedUntil != nil {
			h.paused, h.why = *known.PausedUntil, h.name+" asked for a pause"
		}
		if known.FailingSince != nil {
			h.failing = *known.FailingSince
		}
		if len(known.Boilerplate) > 0 && known.Extractor == j.config.extractor {
			h.boilerplate, h.learning = UnmarshalBoilerplate(known.Boilerplate), false
		}
	}
	j.hosts[u.Host] = h
	return h
}

// delay is what there has to be between two requests to a host.
func (j *journey) delay(h *host) time.Duration {
	delay := time.Duration(0)
	for _, s := range j.scopes {
		if s.hosts[twin(h.name)] {
			delay = max(delay, s.Delay)
		}
	}
	if h.rules != nil {
		delay = max(delay, h.rules.delay)
	}
	return delay
}

// polite waits until the host may be asked again.
func (j *journey) polite(ctx context.Context, h *host) error {
	delay := j.delay(h)
	if !h.last.IsZero() {
		if d := h.last.Add(delay).Sub(j.config.Now()); d > 0 {
			if delay > slowDelay {
				j.tell(func(p *Progress) { p.Current, p.Slow = h.name, delay })
			}
			if err := j.config.Wait(ctx, d); err != nil {
				return err
			}
		}
	}
	// Whatever comes of the request, the next one keeps its distance from it.
	h.last = j.config.Now()
	return nil
}

// rules gets the robots.txt of a host, once in a run.
func (j *journey) rules(ctx context.Context, h *host, scheme string) (*robots, error) {
	if h.rules != nil {
		return h.rules, nil
	}
	if err := j.polite(ctx, h); err != nil {
		return nil, err
	}
	rules, err := fetchRobots(ctx, j.config.Fetcher, scheme, h.name)
	h.last = j.config.Now()
	if err != nil {
		return nil, err
	}
	h.rules = rules
	if rules.tooSlow() {
		j.config.Log.WarnContext(ctx, "host asks for more time between two pages than is waited; it is not read", "host", h.name, "most", maxCrawlDelay)
	}
	return rules, nil
}

// visit fetches the pages of a host that are due.
func (j *journey) visit(ctx context.Context, h *host) error {
	for !h.paused.After(j.config.Now()) {
		p, ok, err := j.store.next(ctx, j.run, h.name, j.config.Now())
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		if err := j.fetch(ctx, h, p); err != nil {
			return err
		}
		if err := j.laterOn(ctx, h); err != nil {
			return err
		}
	}
	return j.release(ctx, h)
}

// fetch asks for one page and records what came of it.
func (j *journey) fetch(ctx context.Context, h *host, p knownPage) error {
	u, err := url.Parse(p.URL)
	sc := j.scope(p.Site)
	if err != nil || sc == nil || !sc.holds(u) {
		return j.skip(ctx, p, nil, reasonScope, nil)
	}
	rules, err := j.rules(ctx, h, u.Scheme)
	switch {
	case errors.Is(err, errRobots):
		return j.noRules(ctx, h, p)
	case errors.Is(err, ErrBlocked):
		return j.skip(ctx, p, nil, reasonBlocked, nil)
	case err != nil:
		return err
	case rules.tooSlow():
		return j.skip(ctx, p, nil, reasonTooSlow, nil)
	case !rules.allows(u):
		return j.skip(ctx, p, nil, reasonRobots, nil)
	}
	if err := j.probe(ctx, h, u); err != nil {
		return err
	}
	if err := j.polite(ctx, h); err != nil {
		return err
	}
	r, err := j.config.Fetcher.Get(ctx, p.URL, p.known(j.config.extractor))
	h.last = j.config.Now()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err == nil && r.Status == http.StatusNotModified {
		return j.unchanged(ctx, h, p, r)
	}
	return j.answer(ctx, h, p, r, err)
}

// answer sorts out what a server said.
func (j *journey) answer(ctx context.Context, h *host, p knownPage, r *Response, err error) error {
	switch {
	case errors.Is(err, ErrBlocked):
		return j.skip(ctx, p, nil, reasonBlocked, nil)
	case errors.Is(err, ErrKind):
		return j.skip(ctx, p, nil, reasonKind, nil)
	case errors.Is(err, ErrTooLarge):
		return j.skip(ctx, p, nil, reasonTooLarge, nil)
	case err != nil:
		return j.trouble(ctx, h, p, 0, err.Error(), 0)
	case r.Status == http.StatusTooManyRequests || r.Status == http.StatusServiceUnavailable:
		return j.busy(ctx, h, p, r)
	case r.Status >= 500:
		return j.trouble(ctx, h, p, r.Status, fmt.Sprintf("server answered %d", r.Status), r.Bytes)
	}
	if err := j.well(ctx, h); err != nil {
		return err
	}
	switch {
	case r.Status == http.StatusNotFound || r.Status == http.StatusGone:
		return j.gone(ctx, p, r)
	case r.Location != "":
		return j.moved(ctx, p, r, r.Location, r.Permanent())
	case r.Status == http.StatusOK:
		return j.read(ctx, h, p, r)
	case r.Status == http.StatusUnauthorized || r.Status == http.StatusForbidden || r.Status == http.StatusUnavailableForLegalReasons:
		return j.trouble(ctx, h, p, r.Status, reasonForbidden, r.Bytes)
	}
	return j.trouble(ctx, h, p, r.Status, fmt.Sprintf("server answered %d", r.Status), r.Bytes)
}

// read extracts a page and files it, or holds it until the boilerplate of its host is known.
func (j *journey) read(ctx context.Context, h *host, p knownPage, r *Response) error {
	limited, cancel := context.WithTimeout(ctx, pagePatience)
	src := r.Source()
	page, err := Extract(limited, src)
	cancel()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		why := reasonUnread
		switch {
		case errors.Is(err, ErrKind):
			why = reasonKind
		case errors.Is(err, ErrTooLarge):
			why = reasonTooLarge
		case errors.Is(err, errNoText):
			why = ReasonNoText
		}
		return j.skip(ctx, p, r, why, nil)
	}
	if page.Moved != "" {
		return j.moved(ctx, p, r, page.Moved, false)
	}
	f := found{known: p, page: page, response: r, links: j.linksOf(&page)}
	if err := j.addLinks(ctx, p, f.links); err != nil {
		return err
	}
	if page.Index && h.missing != nil && !j.isSeed(p) && h.saysMissing(page.Text, p.URL) {
		f.page.Index, f.page.Reason = false, ReasonMissing
	}
	if !f.page.Index {
		if f.page.Reason == ReasonDuplicate {
			if err := j.addCanonical(ctx, p, page.Canonical); err != nil {
				return err
			}
		}
		return j.skip(ctx, p, r, f.page.Reason, f.links)
	}
	if f.hash, err = hashOf(&page, src.Modified); err != nil {
		return err
	}
	if kindOf(src) == "html" {
		h.boilerplate.Learn(page.Blocks)
	}
	if !h.learning || p.same(f.hash, j.config.extractor) {
		return j.file(ctx, h, f)
	}
	if err := j.store.hold(ctx, j.collection, p.URL); err != nil {
		return err
	}
	h.held = append(h.held, f)
	if h.boilerplate.Pages() >= learnPages {
		return j.release(ctx, h)
	}
	return nil
}

// release files the pages that were held, and remembers what their host repeats.
func (j *journey) release(ctx context.Context, h *host) error {
	held := h.held
	h.held = nil
	if h.boilerplate.Pages() >= learnPages {
		h.learning = false
		if err := j.store.learnt(ctx, j.collection, h.name, h.boilerplate.Marshal(), j.config.extractor); err != nil {
			return err
		}
	}
	for _, f := range held {
		if err := j.file(ctx, h, f); err != nil {
			return err
		}
	}
	return nil
}

// file hands a page to the knowledge store: anew when its text changed, by reference when it did not.
func (j *journey) file(ctx context.Context, h *host, f found) error {
	twin, err := j.store.twinOf(ctx, j.run, f.hash, f.known.URL)
	if err != nil {
		return err
	}
	if twin != "" {
		return j.skip(ctx, f.known, f.response, ReasonDuplicate, f.links)
	}
	same, changed := f.known.same(f.hash, j.config.extractor), false
	if same {
		if same, err = j.generation.Keep(ctx, f.known.URL); err != nil {
			return fmt.Errorf("keeping page: %w", err)
		}
	}
	if !same {
		h.boilerplate.Clean(&f.page)
		doc := f.page.Document(f.known.URL)
		if sc := j.scope(f.known.Site); sc.Audience != "" {
			doc.Audience = sc.Audience
		}
		if changed, err = j.generation.Put(ctx, doc); unstorable(err) {
			return j.skip(ctx, f.known, f.response, reasonUnread, f.links)
		} else if err != nil {
			return fmt.Errorf("storing page: %w", err)
		}
	}
	r := f.response
	err = j.store.settle(ctx, j.collection, f.known.URL, settled{
		state: stateIndexed, status: r.Status, etag: r.ETag, lastModified: r.LastModified, hash: f.hash, links: f.links,
		extractor: j.config.extractor,
	}, j.config.Now())
	if err != nil {
		return err
	}
	j.note(f.known.URL, r.Bytes, func(rep *Report) {
		if changed {
			rep.Changed++
		} else {
			rep.Unchanged++
		}
	})
	return nil
}

const nowherePath = "/wegwijzer-zoekt-een-pagina-die-niet-bestaat"

// probe asks a host once for an address that cannot exist, to learn what it shows instead of saying so.
func (j *journey) probe(ctx context.Context, h *host, u *url.URL) error {
	if h.probed {
		return nil
	}
	h.probed = true
	nowhere := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: nowherePath}
	if !h.rules.allows(nowhere) {
		return nil
	}
	if err := j.polite(ctx, h); err != nil {
		return err
	}
	r, err := j.config.Fetcher.Get(ctx, nowhere.String(), Known{})
	h.last = j.config.Now()
	if err != nil || r.Status != http.StatusOK {
		return ctx.Err()
	}
	if page, err := Extract(ctx, r.Source()); err == nil && words(page.Text) > 4 {
		h.missing = wordSet(page.Text)
	}
	return ctx.Err()
}

// saysMissing reports whether a page is what its host shows for an address that does not exist. What either address says is left aside: such a page
// often repeats it.
func (h *host) saysMissing(text, address string) bool {
	shown, missing := wordSet(text), maps.Clone(h.missing)
	for w := range addressWords(address) {
		delete(shown, w)
		delete(missing, w)
	}
	for w := range addressWords(nowherePath) {
		delete(shown, w)
		delete(missing, w)
	}
	return alike(missing, shown) >= sameMissing
}

func addressWords(address string) map[string]bool {
	if plain, err := url.PathUnescape(address); err == nil {
		address = plain
	}
	return wordSet(address)
}

// isSeed reports whether a page is where its site begins, or its front page.
func (j *journey) isSeed(p knownPage) bool {
	u, err := url.Parse(p.URL)
	return err == nil && u.Path == "/" || slices.Contains(j.scope(p.Site).Seeds, p.URL)
}

// linksOf are the addresses that a page leads to and that belong to the collection.
func (j *journey) linksOf(page *Page) []string {
	if !page.Follow {
		return nil
	}
	var links []string
	seen := make(map[string]bool)
	consider := func(address string) {
		u, err := url.Parse(address)
		if err != nil {
			return
		}
		if l, ok := j.lead(u, 0, 0); ok && !seen[l.url] {
			seen[l.url] = true
			links = append(links, l.url)
		}
	}
	for _, l := range page.Links {
		if !l.NoFollow {
			consider(l.URL)
		}
	}
	for _, address := range page.Alternates {
		consider(address)
	}
	slices.Sort(links)
	return links
}

// addLinks puts what a page leads to into the frontier.
func (j *journey) addLinks(ctx context.Context, p knownPage, links []string) error {
	var leads []lead
	for _, address := range links {
		if u, err := url.Parse(address); err == nil {
			if l, ok := j.lead(u, p.Depth+1, 0); ok {
				leads = append(leads, l)
			}
		}
	}
	return j.add(ctx, leads)
}

// addCanonical puts the address that a page calls its own into the frontier.
func (j *journey) addCanonical(ctx context.Context, p knownPage, address string) error {
	if u, err := url.Parse(address); err == nil && p.Hops < maxRedirects {
		if l, ok := j.lead(u, p.Depth, p.Hops+1); ok {
			return j.add(ctx, []lead{l})
		}
	}
	return nil
}

// hashOf tells two states of a page apart by what a reader would notice. The date counts when the page states it; a
// server's own date changes with every start.
func hashOf(page *Page, served time.Time) ([]byte, error) {
	state := struct {
		Title, Lang, Date string
		Blocks            []knowledge.Block
	}{Title: page.Title, Lang: page.Lang, Blocks: page.Blocks}
	if !page.Date.Equal(served) {
		state.Date = page.Date.UTC().Format(time.RFC3339)
	}
	data, err := json.Marshal(state)
	if err != nil {
		return nil, fmt.Errorf("hashing page: %w", err)
	}
	sum := sha256.Sum256(data)
	return sum[:], nil
}
