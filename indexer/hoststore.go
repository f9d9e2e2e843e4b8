package indexer

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

const (
	readHost = `
		SELECT boilerplate, extractor, paused_until, failing_since
		FROM crawl_hosts
		WHERE collection = $1
		AND host = $2`
	writeBoilerplate = `
		INSERT INTO crawl_hosts (collection, host, boilerplate, extractor)
		VALUES ($1, $2, $3, $4)
		ON CONFLICT (collection, host) DO UPDATE
		SET boilerplate = excluded.boilerplate, extractor = excluded.extractor`
	writePause = `
		INSERT INTO crawl_hosts (collection, host, paused_until, failing_since)
		VALUES ($1, $2, $3, $4)
		ON CONFLICT (collection, host) DO UPDATE
		SET paused_until = excluded.paused_until, failing_since = excluded.failing_since`
	writeRest = `
		INSERT INTO crawl_hosts (collection, host, paused_until)
		VALUES ($1, $2, $3)
		ON CONFLICT (collection, host) DO UPDATE
		SET paused_until = excluded.paused_until`
	writeWell = `
		UPDATE crawl_hosts
		SET failing_since = NULL
		WHERE collection = $1
		AND host = $2`
)

// knownHost is what earlier runs learnt about a host. Its times are nil when there are none.
type knownHost struct {
	Boilerplate  []byte
	Extractor    int // that learnt it
	PausedUntil  *time.Time
	FailingSince *time.Time
}

// host reads what was learnt about a host.
func (s store) host(ctx context.Context, collection, host string) (knownHost, error) {
	rows, err := s.db.Query(ctx, readHost, collection, host)
	if err != nil {
		return knownHost{}, fmt.Errorf("reading host: %w", err)
	}
	h, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[knownHost])
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return knownHost{}, fmt.Errorf("reading host: %w", err)
	}
	return h, nil
}

func (s store) learnt(ctx context.Context, collection, host string, boilerplate []byte, extractor int) error {
	return s.change(ctx, writeBoilerplate, collection, host, boilerplate, extractor)
}

// pause records until when a host is left alone, and since when it has answered nothing.
func (s store) pause(ctx context.Context, collection, host string, until, failing time.Time) error {
	return s.change(ctx, writePause, collection, host, until, failing)
}

// rest records until when a host is left alone that does answer.
func (s store) rest(ctx context.Context, collection, host string, until time.Time) error {
	return s.change(ctx, writeRest, collection, host, until)
}

// well records that a host answers again.
func (s store) well(ctx context.Context, collection, host string) error {
	return s.change(ctx, writeWell, collection, host)
}

const restingHosts = `
	SELECT host, paused_until
	FROM crawl_hosts
	WHERE collection = $1
	AND paused_until > $2`

// resting lists the hosts that are to be left alone for longer than until a moment, and until when.
func (s store) resting(ctx context.Context, collection string, longer time.Time) (map[string]time.Time, error) {
	return s.moments(ctx, "reading hosts", restingHosts, collection, longer)
}

const leftPages = `
	SELECT p.site, min(greatest(p.next_try, h.paused_until))
	FROM crawl_pages p
	JOIN crawl_runs r ON r.id = p.run_id
	LEFT JOIN crawl_hosts h ON h.collection = p.collection AND h.host = p.host
	WHERE p.collection = $1
	AND p.state = 'due'
	AND r.state = 'done'
	GROUP BY p.site`

// left lists the sites of which a run that ended had to leave pages, and when the first of them may be asked for.
func (s store) left(ctx context.Context, collection string) (map[string]time.Time, error) {
	return s.moments(ctx, "reading what was left", leftPages, collection)
}

// moments reads names with a time.
func (s store) moments(ctx context.Context, doing, sql string, args ...any) (map[string]time.Time, error) {
	rows, err := s.db.Query(ctx, sql, args...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", doing, err)
	}
	all := make(map[string]time.Time)
	var name string
	var at time.Time
	_, err = pgx.ForEachRow(rows, []any{&name, &at}, func() error {
		all[name] = at
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", doing, err)
	}
	return all, nil
}
