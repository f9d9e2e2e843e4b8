package indexer

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// lead is an address to be fetched.
type lead struct {
	url, site, host      string
	depth, hops, urgency int
}

const enqueue = `
	INSERT INTO crawl_pages (collection, url, site, host, run_id, state, depth, hops, urgency, next_try)
	VALUES ($1, $2, $3, $4, $5, 'due', $6, $7, $8, $9)
	ON CONFLICT (collection, url) DO UPDATE
	SET run_id = excluded.run_id, state = 'due', site = excluded.site, depth = excluded.depth, hops = excluded.hops,
		urgency = excluded.urgency, tries = 0, next_try = excluded.next_try
	WHERE crawl_pages.run_id <> excluded.run_id`

// add puts addresses into the frontier and says how many of them this run did not know.
func (s store) add(ctx context.Context, collection string, r run, leads []lead, now time.Time) (added int, err error) {
	if len(leads) == 0 {
		return 0, nil
	}
	var b pgx.Batch
	for _, t := range leads {
		b.Queue(enqueue, collection, t.url, t.site, t.host, r.ID, t.depth, t.hops, t.urgency, now).
			Exec(func(tag pgconn.CommandTag) error { added += int(tag.RowsAffected()); return nil })
	}
	if err := s.db.SendBatch(ctx, &b).Close(); err != nil {
		return 0, fmt.Errorf("adding to frontier: %w", err)
	}
	return added, nil
}

const reviveIndexed = `
	UPDATE crawl_pages
	SET run_id = $2, state = 'due', tries = 0, next_try = $4
	WHERE collection = $1
	AND site = $3
	AND run_id <> $2
	AND (content_hash IS NOT NULL OR state = 'due')`

// revive makes every page of a site that the store holds due again, so that one that nothing links to any more is asked
// for too, and is found to be there or gone; and with them what an earlier run had to leave.
func (s store) revive(ctx context.Context, collection string, r run, site string, now time.Time) error {
	if _, err := s.db.Exec(ctx, reviveIndexed, collection, r.ID, site, now); err != nil {
		return fmt.Errorf("adding known pages: %w", err)
	}
	return nil
}

const dueHosts = `
	SELECT host, min(next_try)
	FROM crawl_pages
	WHERE run_id = $1
	AND state = 'due'
	GROUP BY host
	ORDER BY host`

// due lists the hosts with pages still to be fetched, and when the first of each may be.
func (s store) due(ctx context.Context, r run) (map[string]time.Time, error) {
	return s.moments(ctx, "reading frontier", dueHosts, r.ID)
}

const waitingPages = `
	SELECT count(*), coalesce((array_agg(reason ORDER BY next_try) FILTER (WHERE tries > 0))[1], '')
	FROM crawl_pages
	WHERE run_id = $1
	AND state = 'due'`

// waiting is how many pages are still to be fetched, and what came of the first that is tried again.
func (s store) waiting(ctx context.Context, r run) (n int, why string, err error) {
	if err := s.db.QueryRow(ctx, waitingPages, r.ID).Scan(&n, &why); err != nil {
		return 0, "", fmt.Errorf("reading frontier: %w", err)
	}
	return n, why, nil
}

const pageColumns = `url, site, host, depth, hops, tries, etag, last_modified, content_hash, extractor, links, moved_to, permanent,
	reason, fetched_at, failing_since, next_try`

const nextPage = `
	SELECT ` + pageColumns + `
	FROM crawl_pages
	WHERE run_id = $1
	AND host = $2
	AND state = 'due'
	AND next_try <= $3
	ORDER BY tries, depth, urgency DESC, url
	LIMIT 1`

// next is the page of a host to fetch now, one that went wrong after those that were not tried; false when there is none.
func (s store) next(ctx context.Context, r run, host string, now time.Time) (knownPage, bool, error) {
	rows, err := s.db.Query(ctx, nextPage, r.ID, host, now)
	if err != nil {
		return knownPage{}, false, fmt.Errorf("reading frontier: %w", err)
	}
	p, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[knownPage])
	if errors.Is(err, pgx.ErrNoRows) {
		return knownPage{}, false, nil
	}
	if err != nil {
		return knownPage{}, false, fmt.Errorf("reading frontier: %w", err)
	}
	return p, true, nil
}

const (
	dueHeld = `
		SELECT url
		FROM crawl_pages
		WHERE run_id = $1
		AND state = 'due'
		AND content_hash IS NOT NULL
		AND ($2 = '' OR host = $2)
		ORDER BY url`
	failHostSQL = `
		UPDATE crawl_pages
		SET state = 'failed', reason = $3, failing_since = coalesce(failing_since, $4), content_hash = NULL
		WHERE run_id = $1
		AND host = $2
		AND state = 'due'`
	adoptSite = `
		UPDATE crawl_pages
		SET run_id = $2
		WHERE collection = $1
		AND site = $3
		AND run_id IN (
			SELECT p.run_id
			FROM crawl_pages p
			JOIN crawl_runs r ON r.id = p.run_id
			WHERE p.collection = $1
			AND p.site = $3
			AND p.state = 'due'
			AND r.state = 'done')`
)

// stillDue lists the pages of a host, or of all for "", that the knowledge store holds and that are still to be fetched.
func (s store) stillDue(ctx context.Context, r run, host string) ([]string, error) {
	return s.urls(ctx, dueHeld, r.ID, host)
}

// failHost gives up on all pages of a host that are still to be fetched.
func (s store) failHost(ctx context.Context, r run, host, reason string, now time.Time) error {
	return s.change(ctx, failHostSQL, r.ID, host, reason, now)
}

// adopt makes the pages of a site those of this run, with where they stand, as far as they are of a run that had to leave some.
func (s store) adopt(ctx context.Context, collection string, r run, site string) error {
	return s.change(ctx, adoptSite, collection, r.ID, site)
}

const knownOfRun = `
	SELECT url, site
	FROM crawl_pages
	WHERE run_id = $1`

// addresses calls each with every address of a run and its site.
func (s store) addresses(ctx context.Context, r run, each func(url, site string)) error {
	rows, err := s.db.Query(ctx, knownOfRun, r.ID)
	if err != nil {
		return fmt.Errorf("reading frontier: %w", err)
	}
	var url, site string
	if _, err := pgx.ForEachRow(rows, []any{&url, &site}, func() error { each(url, site); return nil }); err != nil {
		return fmt.Errorf("reading frontier: %w", err)
	}
	return nil
}
