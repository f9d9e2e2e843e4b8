package indexer

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Log tells what crawls did, for those who look after the sources.
type Log struct{ db *pgxpool.Pool }

// NewLog returns the log of the crawls in db.
func NewLog(db *pgxpool.Pool) *Log { return &Log{db} }

// RunInfo is one crawl of a collection, with how many of its pages stand where.
type RunInfo struct {
	ID         int64
	Collection string
	State      string // running, done or failed
	Reason     string
	Started    time.Time
	Finished   *time.Time
	Known      int // addresses
	Done       int
	Indexed    int
	Failed     int
}

const listRuns = `
	SELECT r.id, r.collection, r.state, r.reason, r.started_at, r.finished_at,
		coalesce(r.known, count(p.url)), coalesce(r.done, count(p.url) FILTER (WHERE p.state NOT IN ('due', 'held'))),
		coalesce(r.indexed, count(p.url) FILTER (WHERE p.state = 'indexed')), coalesce(r.failed, count(p.url) FILTER (WHERE p.state = 'failed'))
	FROM (SELECT * FROM crawl_runs ORDER BY id DESC LIMIT $1) r
	LEFT JOIN crawl_pages p ON p.run_id = r.id
	GROUP BY r.id, r.collection, r.state, r.reason, r.started_at, r.finished_at, r.known, r.done, r.indexed, r.failed
	ORDER BY r.id DESC`

// Runs returns the latest crawls, newest first, with what each came to when it ended, or how far it is.
func (l *Log) Runs(ctx context.Context, limit int) ([]RunInfo, error) {
	rows, err := l.db.Query(ctx, listRuns, limit)
	if err != nil {
		return nil, fmt.Errorf("listing crawls: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[RunInfo])
	if err != nil {
		return nil, fmt.Errorf("listing crawls: %w", err)
	}
	return all, nil
}

// StateCount is how many pages of a collection stand somewhere, for one reason.
type StateCount struct {
	State  string
	Reason string
	Pages  int
}

const countStates = `
	SELECT state, reason, count(*)
	FROM crawl_pages
	WHERE collection = $1
	GROUP BY state, reason
	ORDER BY count(*) DESC, state, reason`

// States counts the pages of a collection by where they stand and why, most first.
func (l *Log) States(ctx context.Context, collection string) ([]StateCount, error) {
	rows, err := l.db.Query(ctx, countStates, collection)
	if err != nil {
		return nil, fmt.Errorf("counting pages by state: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[StateCount])
	if err != nil {
		return nil, fmt.Errorf("counting pages by state: %w", err)
	}
	return all, nil
}

// PageInfo is an address of a collection and what became of it.
type PageInfo struct {
	URL     string
	State   string
	Reason  string
	Status  int // of HTTP
	MovedTo *string
	Fetched *time.Time
}

const listPages = `
	SELECT url, state, reason, status, moved_to, fetched_at
	FROM crawl_pages
	WHERE collection = $1
	AND state = $2
	AND reason = $3
	ORDER BY url
	LIMIT $4`

// Pages returns addresses of a collection that stand somewhere for a reason, at most limit.
func (l *Log) Pages(ctx context.Context, collection, state, reason string, limit int) ([]PageInfo, error) {
	rows, err := l.db.Query(ctx, listPages, collection, state, reason, limit)
	if err != nil {
		return nil, fmt.Errorf("listing pages by state: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[PageInfo])
	if err != nil {
		return nil, fmt.Errorf("listing pages by state: %w", err)
	}
	return all, nil
}

const listLeftOut = `
	SELECT url, state, reason, status, moved_to, fetched_at
	FROM crawl_pages
	WHERE run_id = (SELECT max(id) FROM crawl_runs WHERE collection = $1)
	AND state IN ('skipped', 'moved', 'gone', 'failed')
	ORDER BY reason, url`

// LeftOut returns the pages that the last crawl of a collection did not index.
func (l *Log) LeftOut(ctx context.Context, collection string) ([]PageInfo, error) {
	rows, err := l.db.Query(ctx, listLeftOut, collection)
	if err != nil {
		return nil, fmt.Errorf("listing pages that were left out: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[PageInfo])
	if err != nil {
		return nil, fmt.Errorf("listing pages that were left out: %w", err)
	}
	return all, nil
}

// Withdrawn is a site that shows none of the pages that it had, or less than half of them.
type Withdrawn struct {
	Collection string
	Site       string
	Shown      int // pages
	Since      time.Time
	Gone       time.Time // from when on its pages leave the answers, at the crawl that comes then
}

const listWithdrawn = `
	SELECT s.collection, s.site, s.withdrawn_since, (
		SELECT count(*)
		FROM crawl_pages p
		WHERE p.collection = s.collection
		AND p.site = s.site
		AND p.content_hash IS NOT NULL)
	FROM crawl_sites s
	ORDER BY s.withdrawn_since, s.collection, s.site`

// Withdrawn returns the sites that show none of the pages that they had, or less than half, oldest first: it is the site's will, or its mistake.
func (l *Log) Withdrawn(ctx context.Context) ([]Withdrawn, error) {
	rows, err := l.db.Query(ctx, listWithdrawn)
	if err != nil {
		return nil, fmt.Errorf("listing withdrawn sites: %w", err)
	}
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (w Withdrawn, err error) {
		err = row.Scan(&w.Collection, &w.Site, &w.Since, &w.Shown)
		w.Gone = w.Since.Add(keepFailing)
		return w, err
	})
	if err != nil {
		return nil, fmt.Errorf("listing withdrawn sites: %w", err)
	}
	return all, nil
}
