package indexer

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// ErrRunning says that the collection is being crawled already, here or on another machine.
var ErrRunning = errors.New("collection is being crawled already")

// run is one pass over a collection.
type run struct {
	ID         int64
	Generation int64
	StartedAt  time.Time
	Resumed    bool
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
		SELECT id, generation, started_at, publishing
		FROM crawl_runs
		WHERE collection = $1
		AND state = 'running'`
	beginRun = `
		INSERT INTO crawl_runs (collection, generation, started_at)
		VALUES ($1, $2, $3)
		RETURNING id, generation, started_at`
	// What a run came to is counted at its end, for its pages become those of the next.
	endRun = `
		UPDATE crawl_runs
		SET state = $2, reason = $3, finished_at = $4, known = c.known, done = c.done, indexed = c.indexed, failed = c.failed
		FROM (
			SELECT count(*) AS known, count(*) FILTER (WHERE state NOT IN ('due', 'held')) AS done,
				count(*) FILTER (WHERE state = 'indexed') AS indexed, count(*) FILTER (WHERE state = 'failed') AS failed
			FROM crawl_pages
			WHERE run_id = $1) c
		WHERE id = $1
		AND state = 'running'`
	// What an abandoned run had seen of its pages went with its generation: the next run must fetch them in full, or it would keep the
	// older text that is served and take it for what was seen. Pages that it had not come to are as they were.
	forgetSeen = `
		UPDATE crawl_pages
		SET content_hash = NULL, etag = '', last_modified = ''
		WHERE run_id = $1
		AND state NOT IN ('due', 'held')`
	// What was in memory when a run was cut off is fetched again.
	releaseHeld = `
		UPDATE crawl_pages
		SET state = 'due'
		WHERE run_id = $1
		AND state = 'held'`
)

// begin finds the run that was cut off, or starts one. A run whose generation is not the one being filled any more ended when
// that was put into service; or else it lost what it had found, and is abandoned.
func (s store) begin(ctx context.Context, collection string, generation int64, now time.Time) (run, error) {
	var r run
	err := pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		var publishing bool
		err := tx.QueryRow(ctx, findRun, collection).Scan(&r.ID, &r.Generation, &r.StartedAt, &publishing)
		switch {
		case err == nil && r.Generation == generation:
			r.Resumed = true
			_, err = tx.Exec(ctx, releaseHeld, r.ID)
			return err
		case err == nil && publishing:
			if _, err := tx.Exec(ctx, endRun, r.ID, "done", "", now); err != nil {
				return err
			}
		case err == nil:
			if _, err := tx.Exec(ctx, endRun, r.ID, "failed", "generation lost", now); err != nil {
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

const markRun = `
	UPDATE crawl_runs
	SET publishing = true
	WHERE id = $1`

// publishing records that the generation of a run is about to be put into service.
func (s store) publishing(ctx context.Context, r run) error {
	if _, err := s.db.Exec(ctx, markRun, r.ID); err != nil {
		return fmt.Errorf("publishing crawl: %w", err)
	}
	return nil
}

func (s store) end(ctx context.Context, r run, state, reason string, now time.Time) error {
	if _, err := s.db.Exec(ctx, endRun, r.ID, state, reason, now); err != nil {
		return fmt.Errorf("ending crawl: %w", err)
	}
	return nil
}

const countRun = `
	SELECT site, count(*), count(*) FILTER (WHERE state NOT IN ('due', 'held')),
		count(*) FILTER (WHERE state = 'indexed'), count(*) FILTER (WHERE state = 'failed'),
		count(*) FILTER (WHERE state IN ('failed', 'due') AND content_hash IS NOT NULL)
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

const leftOutOfRun = `
	SELECT reason, count(*)
	FROM crawl_pages
	WHERE run_id = $1
	AND state IN ('skipped', 'moved', 'gone', 'failed')
	GROUP BY reason`

// leftOut counts the pages of a run that are not indexed by why, those before it was cut off too.
func (s store) leftOut(ctx context.Context, r run) (map[string]int, error) {
	rows, err := s.db.Query(ctx, leftOutOfRun, r.ID)
	if err != nil {
		return nil, fmt.Errorf("counting pages: %w", err)
	}
	all := make(map[string]int)
	var why string
	var n int
	if _, err := pgx.ForEachRow(rows, []any{&why, &n}, func() error { all[why] = n; return nil }); err != nil {
		return nil, fmt.Errorf("counting pages: %w", err)
	}
	return all, nil
}

const newsOfRun = `
	SELECT EXISTS (
		SELECT
		FROM crawl_pages
		WHERE run_id = $1
		AND fetched_at >= $2)`

// news reports whether a run has had an answer to anything since it began.
func (s store) news(ctx context.Context, r run) (bool, error) {
	var some bool
	if err := s.db.QueryRow(ctx, newsOfRun, r.ID, r.StartedAt).Scan(&some); err != nil {
		return false, fmt.Errorf("reading run: %w", err)
	}
	return some, nil
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
	SELECT max(p.fetched_at) FILTER (WHERE r.state = 'done'), max(r.finished_at) FILTER (WHERE r.state = 'failed')
	FROM crawl_pages p
	JOIN crawl_runs r ON r.id = p.run_id
	WHERE p.collection = $1
	AND p.site = $2
	AND EXISTS (
		SELECT
		FROM crawl_pages
		WHERE collection = $1
		AND url = ANY($3))`

// crawledAt is when a run that was published last fetched from a site, beginning at one of the addresses where it begins now, and when a run of
// it failed after that; zero for never.
func (s store) crawledAt(ctx context.Context, collection string, site *scope) (at, failed time.Time, err error) {
	var begins []string
	for u := range site.begins() {
		begins = append(begins, u.String())
	}
	var published, broken *time.Time
	if err := s.db.QueryRow(ctx, lastRun, collection, site.Name, begins).Scan(&published, &broken); err != nil {
		return at, failed, fmt.Errorf("reading last crawl: %w", err)
	}
	if published != nil {
		at = *published
	}
	if broken != nil && broken.After(at) {
		failed = *broken
	}
	return at, failed, nil
}
