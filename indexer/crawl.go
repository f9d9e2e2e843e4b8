package indexer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/knowledge"
)

// Generation gathers what a crawl finds until it is published as a whole. A crash leaves the one before in service.
type Generation interface {
	// ID tells one generation from another.
	ID() int64
	// Put stores a page, once per address however often it is called, and reports whether it differs from what was known.
	Put(ctx context.Context, doc knowledge.Document) (changed bool, err error)
	// Keep carries a page over unchanged; false says that the store does not know it, and it must be put.
	Keep(ctx context.Context, url string) (known bool, err error)
	// Remove takes a page out, if it is there.
	Remove(ctx context.Context, url string) error
	// Publish puts the generation into service in the place of the one before.
	Publish(ctx context.Context) error
}

// Config says what a Crawler crawls and for whom.
type Config struct {
	Begin    func(ctx context.Context, collection string) (Generation, error) // the unfinished generation of a collection, or a new one
	Fetcher  *Fetcher
	Sites    []Site
	Always   bool                                             // crawl whatever the age of the last crawl; pauses that hosts asked for hold
	Log      *slog.Logger                                     // nil: nothing is logged
	Progress func(Progress)                                   // hears of every page, one call at a time; may be nil
	Hosts    int                                              // hosts crawled side by side; 4
	Patience time.Duration                                    // a wait longer than this ends the run with a *Later; 5 min
	Now      func() time.Time                                 // nil: time.Now
	Wait     func(ctx context.Context, d time.Duration) error // nil: waits

	extractor int // ExtractorVersion; another one in a test
}

// Progress is how far a crawl is.
type Progress struct {
	Done, Known, Failed int
	Bytes               int64
	Current             string
	Slow                time.Duration // that the host Current asks for between two requests, while a long one is waited for; zero otherwise
	Until               time.Time     // when there is something to fetch again, while all that is left has to wait; zero otherwise
	Waiting             int           // how many pages are left then
	Why                 string        // the first of them waits
}

// Report is what a crawl did.
type Report struct {
	Progress
	Fresh     bool      // nothing was old enough to be crawled again
	Due       time.Time // of a fresh collection: when its next site is
	Indexed   int       // pages in the generation that was published; 0 after a *Later means that none was
	Changed   int       // of those, new or different ones
	Unchanged int
	Removed   int
	Held      int            // pages that their site does not show any more, and that are kept for a day: it may be its mistake
	Skipped   map[string]int // pages that are not indexed, by reason
}

// Later is the error of a crawl that is not done: a host asked for a pause. What the other hosts gave is published, and the next Run goes on
// where it was.
type Later struct { //nolint:errname // it says when to come back, which is no failure
	At     time.Time
	Reason string
}

// Error implements error.
func (l *Later) Error() string {
	return fmt.Sprintf("crawl goes on at %s: %s", l.At.UTC().Format(time.RFC3339), l.Reason)
}

// ErrNothing says that a crawl found no page to index, so that what was published before stays.
var ErrNothing = errors.New("no page to index")

// ErrWithdrawn says that the sites of a collection show no page any more, and did not a day ago either: nothing of them is left in the answers.
var ErrWithdrawn = errors.New("every page was withdrawn")

// keepFailing is how long a page that cannot be had stays in the answers.
const keepFailing = 24 * time.Hour

// Crawler crawls sites into the knowledge store.
type Crawler struct {
	config Config
	store  store
	scopes []*scope
}

// NewCrawler returns a crawler that keeps its frontier in db. It refuses sites that cannot work.
func NewCrawler(db *pgxpool.Pool, config Config) (*Crawler, error) {
	if config.Log == nil {
		config.Log = slog.New(slog.DiscardHandler)
	}
	if config.Now == nil {
		config.Now = time.Now
	}
	if config.Wait == nil {
		config.Wait = wait
	}
	if config.Hosts == 0 {
		config.Hosts = 4
	}
	if config.Patience == 0 {
		config.Patience = 5 * time.Minute
	}
	if config.extractor == 0 {
		config.extractor = ExtractorVersion
	}
	c := &Crawler{config: config, store: store{db}}
	names := make(map[string]bool)
	for _, s := range config.Sites {
		sc, err := newScope(s)
		if err != nil {
			return nil, err
		}
		if names[sc.Collection+"\n"+sc.Name] {
			return nil, fmt.Errorf("site %q is listed twice", sc.Name)
		}
		names[sc.Collection+"\n"+sc.Name] = true
		c.scopes = append(c.scopes, &sc)
	}
	return c, nil
}

func wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// Collections lists what can be crawled.
func (c *Crawler) Collections() []string {
	var names []string
	seen := make(map[string]bool)
	for _, s := range c.scopes {
		if !seen[s.Collection] {
			seen[s.Collection] = true
			names = append(names, s.Collection)
		}
	}
	return names
}

// Run crawls the sites of a collection that are due and publishes the result. It goes on where an earlier run was cut
// off. It returns ErrRunning while another process crawls the collection, a *Later when a host asked for a pause, with a
// report of what was published without it, ErrNothing, with the reason, when there is nothing to publish, and ErrWithdrawn when
// what was published is empty.
func (c *Crawler) Run(ctx context.Context, collection string) (Report, error) {
	unlock, err := c.store.lock(ctx, collection)
	if err != nil {
		return Report{}, err
	}
	defer unlock()
	j := &journey{
		Crawler: c, began: c.config.Now(), collection: collection, hosts: make(map[string]*host), seen: make(map[string]bool),
		shapes: make(map[string]int), bySite: make(map[string]int), report: Report{Skipped: make(map[string]int)},
	}
	for _, s := range c.scopes {
		if s.Collection == collection {
			j.scopes = append(j.scopes, s)
		}
	}
	if len(j.scopes) == 0 {
		return Report{}, fmt.Errorf("collection %q has no sites", collection)
	}
	err = j.travel(ctx)
	return j.report, err
}
