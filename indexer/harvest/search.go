package harvest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/jurisprudence"
)

// Log tells how far the harvest is, for those who look after the bank.
type Log struct{ db *pgxpool.Pool }

// NewLog returns the log of the harvest in db.
func NewLog(db *pgxpool.Pool) *Log { return &Log{db} }

// State is how far the harvest is. The zero value is that of a bank that was never filled.
type State struct {
	Service   string
	Kept      int // rulings in the bank
	Due       int // to be fetched now
	Later     int // to be fetched again later: because they failed, or their summary is still to come
	Withdrawn int // taken back by the courts, or vanished
	Refused   int // given up after many tries
	Paused    *time.Time
	Reason    string     // why it is paused
	Asked     *time.Time // when changes were asked for last
	Until     *time.Time // up to when all changes were harvested
	Open      int        // periods that are not done
}

const readLog = `
	SELECT s.service, r.kept, r.due, r.later, r.withdrawn, r.refused, s.paused_until AS paused, s.reason, p.asked, p.until, p.open
	FROM harvest_state s,
		(SELECT count(*) FILTER (WHERE standing = 'kept') AS kept, count(*) FILTER (WHERE due_at <= $1) AS due, count(*) FILTER (WHERE due_at > $1) AS later,
			count(*) FILTER (WHERE standing IN ('withdrawn', 'vanished')) AS withdrawn, count(*) FILTER (WHERE standing = 'refused') AS refused
			FROM harvest_rulings) r,
		(SELECT max(asked_at) FILTER (WHERE basis = 'changed') AS asked, max(ends) FILTER (WHERE basis = 'changed' AND state = 'done') AS until,
			count(*) FILTER (WHERE state <> 'done') AS open
			FROM harvest_periods) p`

// State returns how far the harvest is.
func (l *Log) State(ctx context.Context) (State, error) {
	rows, err := l.db.Query(ctx, readLog, time.Now())
	if err != nil {
		return State{}, fmt.Errorf("reading the state of the harvest: %w", err)
	}
	s, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[State])
	if errors.Is(err, pgx.ErrNoRows) {
		return State{}, nil
	}
	if err != nil {
		return State{}, fmt.Errorf("reading the state of the harvest: %w", err)
	}
	return s, nil
}

// Trouble is a ruling that could not be had.
type Trouble struct {
	ECLI   jurisprudence.ECLI
	Reason string
	Tries  int
	Since  *time.Time
	Next   *time.Time // nil: given up
}

const listTroubles = `
	SELECT ecli, reason, tries, failing_since AS since, due_at AS next
	FROM harvest_rulings
	WHERE failing_since IS NOT NULL
	ORDER BY due_at NULLS FIRST, ecli
	LIMIT $1`

// Troubles returns the rulings that could not be had, those that were given up first, at most limit.
func (l *Log) Troubles(ctx context.Context, limit int) ([]Trouble, error) {
	rows, err := l.db.Query(ctx, listTroubles, limit)
	if err != nil {
		return nil, fmt.Errorf("listing rulings that failed: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Trouble])
	if err != nil {
		return nil, fmt.Errorf("listing rulings that failed: %w", err)
	}
	return all, nil
}

const listTerms = `
	SELECT id, name, abbreviation, type, coalesce(begins, '0001-01-01') AS begin, coalesce(ends, '0001-01-01') AS "end", parent
	FROM harvest_terms
	WHERE list = $1
	ORDER BY name, id`

// Terms returns a value list as the courts published it last, by name; empty when it was never read.
func (l *Log) Terms(ctx context.Context, list string) ([]jurisprudence.Term, error) {
	rows, err := l.db.Query(ctx, listTerms, list)
	if err != nil {
		return nil, fmt.Errorf("reading value list %s: %w", list, err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[jurisprudence.Term])
	if err != nil {
		return nil, fmt.Errorf("reading value list %s: %w", list, err)
	}
	return all, nil
}
