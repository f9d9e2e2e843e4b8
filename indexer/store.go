package indexer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// store keeps the frontier and what is known of each page.
type store struct {
	db *pgxpool.Pool
}

// pageState is where an address stands.
type pageState string

const (
	stateDue     pageState = "due"
	stateHeld    pageState = "held" // fetched, and in memory until the host's boilerplate is known
	stateIndexed pageState = "indexed"
	stateSkipped pageState = "skipped"
	stateMoved   pageState = "moved"
	stateGone    pageState = "gone"
	stateFailed  pageState = "failed"
)

// knownPage is an address with what earlier fetches taught.
type knownPage struct {
	URL          string
	Site         string
	Host         string
	Depth        int
	Hops         int
	Tries        int
	ETag         string
	LastModified string
	ContentHash  []byte
	Extractor    int
	Links        []string
	MovedTo      *string
	Permanent    bool
	Reason       string
	FetchedAt    *time.Time
	FailingSince *time.Time
	NextTry      time.Time
}

// known is what makes a server send a page only when it changed. What is neither held nor settled must be sent in full: a page that was
// given up while its server was down would otherwise stay away until it changes, and one that an earlier extractor read would stay as that
// saw it.
func (p *knownPage) known(extractor int) Known {
	if p.Extractor != extractor {
		return Known{}
	}
	if p.ContentHash != nil || p.Reason != "" && p.MovedTo == nil && p.FailingSince == nil {
		return Known{ETag: p.ETag, LastModified: p.LastModified}
	}
	return Known{}
}

// same reports whether a page has the content that the knowledge store holds, as this extractor reads it.
func (p *knownPage) same(hash []byte, extractor int) bool {
	return p.Extractor == extractor && bytes.Equal(hash, p.ContentHash)
}

const (
	hold = `
		UPDATE crawl_pages
		SET state = 'held'
		WHERE collection = $1
		AND url = $2`
	settle = `
		UPDATE crawl_pages
		SET state = $3, status = $4, reason = $5, etag = $6, last_modified = $7, content_hash = $8, links = $9,
			moved_to = $10, permanent = $11, fetched_at = $12, extractor = $13, failing_since = NULL, tries = 0
		WHERE collection = $1
		AND url = $2`
	touch = `
		UPDATE crawl_pages
		SET state = $3, status = $4, fetched_at = $5, failing_since = NULL, tries = 0,
			content_hash = CASE WHEN $6 THEN NULL ELSE content_hash END
		WHERE collection = $1
		AND url = $2`
	postpone = `
		UPDATE crawl_pages
		SET tries = tries + 1, next_try = $3, status = $4, reason = $5, failing_since = coalesce(failing_since, $6)
		WHERE collection = $1
		AND url = $2`
	fail = `
		UPDATE crawl_pages
		SET state = 'failed', status = $3, reason = $4, failing_since = coalesce(failing_since, $5),
			content_hash = CASE WHEN $6 THEN NULL ELSE content_hash END
		WHERE collection = $1
		AND url = $2`
)

// hold marks a page as fetched and waiting in memory.
func (s store) hold(ctx context.Context, collection, url string) error {
	return s.change(ctx, hold, collection, url)
}

// settled is what a fetch taught about a page.
type settled struct {
	state        pageState
	status       int
	reason       string
	etag         string
	lastModified string
	hash         []byte // nil unless the knowledge store holds the page
	links        []string
	movedTo      *string
	permanent    bool
	extractor    int
}

// settle records the outcome of a fetch.
func (s store) settle(ctx context.Context, collection, url string, o settled, now time.Time) error {
	if o.links == nil {
		o.links = []string{}
	}
	return s.change(ctx, settle, collection, url, o.state, o.status, o.reason, o.etag, o.lastModified, o.hash, o.links, o.movedTo, o.permanent, now, o.extractor)
}

// touch records that a page has not changed, and keeps what is known of it; forget says that the store no longer holds it.
func (s store) touch(ctx context.Context, collection, url string, state pageState, status int, forget bool, now time.Time) error {
	return s.change(ctx, touch, collection, url, state, status, now, forget)
}

// postpone puts a page off after a failure.
func (s store) postpone(ctx context.Context, collection, url string, until time.Time, status int, reason string, now time.Time) error {
	return s.change(ctx, postpone, collection, url, until, status, reason, now)
}

// fail ends the tries for a page in this run; forget says that it has failed for too long to be kept.
func (s store) fail(ctx context.Context, collection, url string, status int, reason string, now time.Time, forget bool) error {
	return s.change(ctx, fail, collection, url, status, reason, now, forget)
}

func (s store) change(ctx context.Context, sql string, args ...any) error {
	if _, err := s.db.Exec(ctx, sql, args...); err != nil {
		return fmt.Errorf("recording page: %w", err)
	}
	return nil
}

const sameText = `
	SELECT url
	FROM crawl_pages
	WHERE run_id = $1
	AND content_hash = $2
	AND state = 'indexed'
	AND url <> $3
	ORDER BY url
	LIMIT 1`

// twinOf is a page of this run with the same text; empty when there is none.
func (s store) twinOf(ctx context.Context, r run, hash []byte, url string) (string, error) {
	var twin string
	err := s.db.QueryRow(ctx, sameText, r.ID, hash, url).Scan(&twin)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("looking for the same text: %w", err)
	}
	return twin, nil
}

const keptURLs = `
	SELECT url
	FROM crawl_pages
	WHERE collection = $1
	AND site = $2
	AND content_hash IS NOT NULL
	ORDER BY url`

// indexed lists the pages of a site that the knowledge store holds.
func (s store) indexed(ctx context.Context, collection, site string) ([]string, error) {
	return s.urls(ctx, keptURLs, collection, site)
}

func (s store) urls(ctx context.Context, sql string, args ...any) ([]string, error) {
	rows, err := s.db.Query(ctx, sql, args...)
	if err != nil {
		return nil, fmt.Errorf("listing pages: %w", err)
	}
	urls, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, fmt.Errorf("listing pages: %w", err)
	}
	return urls, nil
}
