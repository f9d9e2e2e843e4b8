package indexer

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// ErrRunning says that the collection is being crawled already, here or on another machine.
var ErrRunning = errors.New("collection is being crawled already")

// store keeps the frontier and what is known of each page.
type store struct {
	db *pgxpool.Pool
}

// run is one pass over a collection.
type run struct {
	ID         int64
	Generation int64
	StartedAt  time.Time
	Resumed    bool
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
	Links        []string
	MovedTo      *string
	Permanent    bool
	Reason       string
	FetchedAt    *time.Time
	FailingSince *time.Time
	NextTry      time.Time
}

const lockKey = `SELECT hashtextextended('crawl ' || $1, 0)`

// lock takes the collection for this process, for as long as it lives: a connection that breaks gives it back. It
// returns ErrRunning when another has it.
func (s store) lock(ctx context.Context, collection string) (unlock func(), err error) {
	conn, err := s.db.Acquire(ctx)
	if err != nil {
		return nil, fmt.Errorf("locking collection: %w", err)
	}
	var key int64
	if err := conn.QueryRow(ctx, lockKey, collection).Scan(&key); err != nil {
		conn.Release()
		return nil, fmt.Errorf("locking collection: %w", err)
	}
	var got bool
	if err := conn.QueryRow(ctx, `SELECT pg_try_advisory_lock($1)`, key).Scan(&got); err != nil || !got {
		conn.Release()
		if err != nil {
			return nil, fmt.Errorf("locking collection: %w", err)
		}
		return nil, ErrRunning
	}
	return func() {
		// The lock must go even when the caller's context has ended. A connection that cannot give it back is closed.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		if _, err := conn.Exec(ctx, `SELECT pg_advisory_unlock($1)`, key); err != nil {
			_ = conn.Conn().Close(ctx) // the pool drops a closed connection
		}
		conn.Release()
	}, nil
}

const (
	findRun = `
		SELECT id, generation, started_at
		FROM crawl_runs
		WHERE collection = $1
		AND state = 'running'`
	beginRun = `
		INSERT INTO crawl_runs (collection, generation, started_at)
		VALUES ($1, $2, $3)
		RETURNING id, generation, started_at`
	abandonRun = `
		UPDATE crawl_runs
		SET state = 'failed', reason = 'generation lost', finished_at = $2
		WHERE id = $1`
	// What an abandoned run had seen of its pages went with its generation: the next run must fetch them in full, or it would keep the
	// older text that is served and take it for what was seen.
	forgetSeen = `
		UPDATE crawl_pages
		SET content_hash = NULL, etag = '', last_modified = ''
		WHERE run_id = $1`
	// What was in memory when a run was cut off is fetched again.
	releaseHeld = `
		UPDATE crawl_pages
		SET state = 'due'
		WHERE run_id = $1
		AND state = 'held'`
)

// begin finds the run that was cut off, or starts one. A run whose generation is not the one being filled lost what it
// had found, and is abandoned.
func (s store) begin(ctx context.Context, collection string, generation int64, now time.Time) (run, error) {
	var r run
	err := pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		err := tx.QueryRow(ctx, findRun, collection).Scan(&r.ID, &r.Generation, &r.StartedAt)
		switch {
		case err == nil && r.Generation == generation:
			r.Resumed = true
			_, err = tx.Exec(ctx, releaseHeld, r.ID)
			return err
		case err == nil:
			if _, err := tx.Exec(ctx, abandonRun, r.ID, now); err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, forgetSeen, r.ID); err != nil {
				return err
			}
		case !errors.Is(err, pgx.ErrNoRows):
			return err
		}
		return tx.QueryRow(ctx, beginRun, collection, generation, now).Scan(&r.ID, &r.Generation, &r.StartedAt)
	})
	if err != nil {
		return run{}, fmt.Errorf("beginning crawl: %w", err)
	}
	return r, nil
}

const endRun = `
	UPDATE crawl_runs
	SET state = $2, reason = $3, finished_at = $4
	WHERE id = $1
	AND state = 'running'`

func (s store) end(ctx context.Context, r run, state, reason string, now time.Time) error {
	if _, err := s.db.Exec(ctx, endRun, r.ID, state, reason, now); err != nil {
		return fmt.Errorf("ending crawl: %w", err)
	}
	return nil
}

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
	AND content_hash IS NOT NULL`

// revive makes every page of a site that the store holds due again, so that one that nothing links to any more is asked
// for too, and is found to be there or gone.
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
	rows, err := s.db.Query(ctx, dueHosts, r.ID)
	if err != nil {
		return nil, fmt.Errorf("reading frontier: %w", err)
	}
	hosts := make(map[string]time.Time)
	var host string
	var at time.Time
	_, err = pgx.ForEachRow(rows, []any{&host, &at}, func() error {
		hosts[host] = at
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading frontier: %w", err)
	}
	return hosts, nil
}

const pageColumns = `url, site, host, depth, hops, tries, etag, last_modified, content_hash, links, moved_to, permanent,
	reason, fetched_at, failing_since, next_try`

const nextPage = `
	SELECT ` + pageColumns + `
	FROM crawl_pages
	WHERE run_id = $1
	AND host = $2
	AND state = 'due'
	AND next_try <= $3
	ORDER BY depth, urgency DESC, url
	LIMIT 1`

// next is the page of a host to fetch now; false when there is none.
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
	hold = `
		UPDATE crawl_pages
		SET state = 'held'
		WHERE collection = $1
		AND url = $2`
	settle = `
		UPDATE crawl_pages
		SET state = $3, status = $4, reason = $5, etag = $6, last_modified = $7, content_hash = $8, links = $9,
			moved_to = $10, permanent = $11, fetched_at = $12, failing_since = NULL, tries = 0
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
}

// settle records the outcome of a fetch.
func (s store) settle(ctx context.Context, collection, url string, o settled, now time.Time) error {
	if o.links == nil {
		o.links = []string{}
	}
	return s.change(ctx, settle, collection, url, o.state, o.status, o.reason, o.etag, o.lastModified, o.hash, o.links, o.movedTo, o.permanent, now)
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

const failHostSQL = `
	UPDATE crawl_pages
	SET state = 'failed', reason = $3, failing_since = coalesce(failing_since, $4), content_hash = NULL
	WHERE run_id = $1
	AND host = $2
	AND state = 'due'`

// failHost gives up on all pages of a host that are still to be fetched.
func (s store) failHost(ctx context.Context, r run, host, reason string, now time.Time) error {
	return s.change(ctx, failHostSQL, r.ID, host, reason, now)
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

const countRun = `
	SELECT site, count(*), count(*) FILTER (WHERE state NOT IN ('due', 'held')),
		count(*) FILTER (WHERE state = 'indexed'), count(*) FILTER (WHERE state = 'failed'),
		count(*) FILTER (WHERE state = 'failed' AND content_hash IS NOT NULL)
	FROM crawl_pages
	WHERE run_id = $1
	GROUP BY site`

// tallies counts the pages of a run by site.
type tallies struct {
	known, done, indexed, failed, kept int
}

func (s store) count(ctx context.Context, r run) (map[string]tallies, error) {
	rows, err := s.db.Query(ctx, countRun, r.ID)
	if err != nil {
		return nil, fmt.Errorf("counting pages: %w", err)
	}
	all := make(map[string]tallies)
	var site string
	var t tallies
	_, err = pgx.ForEachRow(rows, []any{&site, &t.known, &t.done, &t.indexed, &t.failed, &t.kept}, func() error {
		all[site] = t
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("counting pages: %w", err)
	}
	return all, nil
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
	rows, err := s.db.Query(ctx, keptURLs, collection, site)
	if err != nil {
		return nil, fmt.Errorf("listing pages: %w", err)
	}
	urls, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, fmt.Errorf("listing pages: %w", err)
	}
	return urls, nil
}

const runningSites = `
	SELECT DISTINCT coalesce(p.site, '')
	FROM crawl_runs r
	LEFT JOIN crawl_pages p ON p.run_id = r.id
	WHERE r.collection = $1
	AND r.state = 'running'`

// running are the sites of a run that was cut off, with an empty name among them when it had not begun with any.
func (s store) running(ctx context.Context, collection string) (map[string]bool, error) {
	rows, err := s.db.Query(ctx, runningSites, collection)
	if err != nil {
		return nil, fmt.Errorf("reading run: %w", err)
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, fmt.Errorf("reading run: %w", err)
	}
	sites := make(map[string]bool)
	for _, n := range names {
		sites[n] = true
	}
	return sites, nil
}

const lastRun = `
	SELECT max(fetched_at)
	FROM crawl_pages
	WHERE collection = $1
	AND site = $2`

// crawledAt is when a site was last fetched from; zero for never.
func (s store) crawledAt(ctx context.Context, collection, site string) (time.Time, error) {
	var at *time.Time
	if err := s.db.QueryRow(ctx, lastRun, collection, site).Scan(&at); err != nil {
		return time.Time{}, fmt.Errorf("reading last crawl: %w", err)
	}
	if at == nil {
		return time.Time{}, nil
	}
	return *at, nil
}

const (
	readHost = `
		SELECT boilerplate, paused_until
		FROM crawl_hosts
		WHERE collection = $1
		AND host = $2`
	writeBoilerplate = `
		INSERT INTO crawl_hosts (collection, host, boilerplate)
		VALUES ($1, $2, $3)
		ON CONFLICT (collection, host) DO UPDATE
		SET boilerplate = excluded.boilerplate`
	writePause = `
		INSERT INTO crawl_hosts (collection, host, paused_until)
		VALUES ($1, $2, $3)
		ON CONFLICT (collection, host) DO UPDATE
		SET paused_until = excluded.paused_until`
)

// host reads what was learnt about a host.
func (s store) host(ctx context.Context, collection, host string) (boilerplate []byte, paused time.Time, err error) {
	var until *time.Time
	err = s.db.QueryRow(ctx, readHost, collection, host).Scan(&boilerplate, &until)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, time.Time{}, nil
	}
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("reading host: %w", err)
	}
	if until != nil {
		paused = *until
	}
	return boilerplate, paused, nil
}

func (s store) learnt(ctx context.Context, collection, host string, boilerplate []byte) error {
	return s.change(ctx, writeBoilerplate, collection, host, boilerplate)
}

func (s store) pause(ctx context.Context, collection, host string, until time.Time) error {
	return s.change(ctx, writePause, collection, host, until)
}
