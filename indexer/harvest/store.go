package harvest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/jurisprudence"
)

// store keeps how far the harvest is.
type store struct {
	db *pgxpool.Pool
}

// state is what is known of the service.
type state struct {
	strikes int
	paused  time.Time
	reason  string
	terms   time.Time
}

const lockKey = `hashtextextended('harvest', 0)`

// lock takes the harvest for this process, for as long as it lives: a connection that breaks gives it back. It returns ErrRunning when
// another has it.
func (s store) lock(ctx context.Context) (unlock func(), err error) {
	conn, err := s.db.Acquire(ctx)
	if err != nil {
		return nil, fmt.Errorf("locking harvest: %w", err)
	}
	var got bool
	if err := conn.QueryRow(ctx, `SELECT pg_try_advisory_lock(`+lockKey+`)`).Scan(&got); err != nil || !got {
		conn.Release()
		if err != nil {
			return nil, fmt.Errorf("locking harvest: %w", err)
		}
		return nil, ErrRunning
	}
	return func() {
		// The lock must go even when the caller's context has ended. A connection that cannot give it back is closed.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		if _, err := conn.Exec(ctx, `SELECT pg_advisory_unlock(`+lockKey+`)`); err != nil {
			_ = conn.Conn().Close(ctx) // the pool drops a closed connection
		}
		conn.Release()
	}, nil
}

const (
	claimService = `
		INSERT INTO harvest_state (service)
		VALUES ($1)
		ON CONFLICT (single) DO NOTHING`
	readState = `
		SELECT service, strikes, paused_until, reason, terms_at
		FROM harvest_state`
	writePause = `
		UPDATE harvest_state
		SET strikes = $1, paused_until = $2, reason = $3`
)

// open reads the state. It returns ErrOther when another service filled these tables.
func (s store) open(ctx context.Context, service string) (state, error) {
	if _, err := s.db.Exec(ctx, claimService, service); err != nil {
		return state{}, fmt.Errorf("opening harvest: %w", err)
	}
	var st state
	var whose string
	var paused, terms *time.Time
	if err := s.db.QueryRow(ctx, readState).Scan(&whose, &st.strikes, &paused, &st.reason, &terms); err != nil {
		return state{}, fmt.Errorf("opening harvest: %w", err)
	}
	if whose != service {
		return state{}, fmt.Errorf("opening harvest: %w: %s", ErrOther, whose)
	}
	st.paused, st.terms = timeOr(paused), timeOr(terms)
	return st, nil
}

func timeOr(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return *t
}

// orNull is t as the database keeps it: no time is NULL.
func orNull(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

func (s store) pause(ctx context.Context, st state) error {
	if _, err := s.db.Exec(ctx, writePause, st.strikes, orNull(st.paused), st.reason); err != nil {
		return fmt.Errorf("recording the service's rest: %w", err)
	}
	return nil
}

const (
	readChanges = `
		SELECT max(ends) FILTER (WHERE basis = 'changed'), min(asked_at), coalesce(bool_or(basis = 'changed' AND state <> 'done'), false)
		FROM harvest_periods`
	askPeriod = `
		INSERT INTO harvest_periods (basis, begins, ends, asked_at)
		VALUES ($1, $2, $3, $4)
		ON CONFLICT DO NOTHING`
	nextPeriod = `
		SELECT id, basis, begins, ends, state, next_from, total, asked_at
		FROM harvest_periods
		WHERE state IN ('documents', 'records')
		ORDER BY id
		LIMIT 1`
	turnPage = `
		UPDATE harvest_periods
		SET state = $4, next_from = $5, total = $6
		WHERE id = $1
		AND state = $2
		AND next_from = $3`
	endPeriods = `
		UPDATE harvest_periods
		SET state = 'done', done_at = $1
		WHERE state = 'fetching'`
	lastAsked = `
		SELECT max(asked_at)
		FROM harvest_periods
		WHERE basis = 'changed'`
	anythingDue = `
		SELECT EXISTS (SELECT FROM harvest_periods WHERE state <> 'done')
		OR EXISTS (SELECT FROM harvest_rulings WHERE due_at <= $1)
		OR NOT EXISTS (SELECT FROM harvest_periods WHERE basis = 'changed' AND asked_at > $2)`
	pausedNow = `
		SELECT EXISTS (SELECT FROM harvest_state WHERE paused_until > $1)`
)

// changes tells up to when changes were asked for, when anything was asked for first, and whether a question for changes is still open.
func (s store) changes(ctx context.Context) (last, earliest time.Time, open bool, err error) {
	var until, first *time.Time
	if err := s.db.QueryRow(ctx, readChanges).Scan(&until, &first, &open); err != nil {
		return last, earliest, false, fmt.Errorf("reading periods: %w", err)
	}
	return timeOr(until), timeOr(first), open, nil
}

// lastChanges is when changes were asked for last; zero for never.
func (s store) lastChanges(ctx context.Context) (time.Time, error) {
	var at *time.Time
	if err := s.db.QueryRow(ctx, lastAsked).Scan(&at); err != nil {
		return time.Time{}, fmt.Errorf("reading periods: %w", err)
	}
	return timeOr(at), nil
}

// due reports whether a run has something to do at now, when changes are asked for that were asked for last before since.
func (s store) due(ctx context.Context, now, since time.Time) (bool, error) {
	var paused, due bool
	if err := s.db.QueryRow(ctx, pausedNow, now).Scan(&paused); err != nil {
		return false, fmt.Errorf("reading what is due: %w", err)
	}
	if paused {
		return false, nil
	}
	if err := s.db.QueryRow(ctx, anythingDue, now, since).Scan(&due); err != nil {
		return false, fmt.Errorf("reading what is due: %w", err)
	}
	return due, nil
}

// ask notes periods to be harvested, in their order.
func (s store) ask(ctx context.Context, basis string, windows []jurisprudence.Window, now time.Time) error {
	var b pgx.Batch
	for _, w := range windows {
		b.Queue(askPeriod, basis, w.From, w.To, now)
	}
	if err := s.db.SendBatch(ctx, &b).Close(); err != nil {
		return fmt.Errorf("asking for a period: %w", err)
	}
	return nil
}

// unlisted returns the first period of which pages are to be read; false when there is none.
func (s store) unlisted(ctx context.Context) (period, bool, error) {
	rows, err := s.db.Query(ctx, nextPeriod)
	if err != nil {
		return period{}, false, fmt.Errorf("reading periods: %w", err)
	}
	p, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[period])
	if errors.Is(err, pgx.ErrNoRows) {
		return period{}, false, nil
	}
	if err != nil {
		return period{}, false, fmt.Errorf("reading periods: %w", err)
	}
	return p, true, nil
}

// endPeriods closes the periods whose rulings were all fetched, or are on the list of tries.
func (s store) endPeriods(ctx context.Context, now time.Time) error {
	if _, err := s.db.Exec(ctx, endPeriods, now); err != nil {
		return fmt.Errorf("ending periods: %w", err)
	}
	return nil
}

const (
	// A ruling with a text: due when it is new or changed since it was dealt with. One on the list of tries stays where it is.
	hearDocument = `
		INSERT INTO harvest_rulings AS r (ecli, heard, deleted, period, due_at, first_at)
		VALUES ($1, $2, '', $3, $4, $4)
		ON CONFLICT (ecli) DO UPDATE
		SET heard = excluded.heard, deleted = '', period = excluded.period, due_at = excluded.due_at, tries = 0, reason = '', failing_since = NULL
		WHERE r.deleted <> ''
		OR r.heard < excluded.heard
		OR r.heard = excluded.heard AND r.due_at IS NULL AND r.settled IS DISTINCT FROM excluded.heard`
	// A ruling that is named without saying whether it has a text, or as deleted: of interest only when it was fetched before.
	hearRecord = `
		UPDATE harvest_rulings
		SET heard = $2, deleted = $5, period = $3, due_at = $4, tries = 0, reason = '', failing_since = NULL
		WHERE ecli = $1
		AND (heard < $2 OR deleted <> $5)`
)

// keepPage keeps the entries of a page together with the place where the next page begins. It returns how many rulings became due.
func (s store) keepPage(ctx context.Context, p, next period, entries []jurisprudence.Entry, now time.Time) (due int, err error) {
	err = pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		due = 0
		tag, err := tx.Exec(ctx, turnPage, p.ID, p.State, p.NextFrom, next.State, next.NextFrom, next.Total)
		if err != nil {
			return err
		}
		if tag.RowsAffected() != 1 {
			return ErrRunning // another process turned it
		}
		var b pgx.Batch
		for _, e := range entries {
			heard := e.Updated
			if heard.IsZero() {
				heard = now // so that it is fetched
			}
			count := func(tag pgconn.CommandTag) error { due += int(tag.RowsAffected()); return nil }
			if e.Deleted == jurisprudence.NotDeleted && p.State == listDocuments {
				b.Queue(hearDocument, e.ECLI, heard, p.ID, now).Exec(count)
				continue
			}
			b.Queue(hearRecord, e.ECLI, heard, p.ID, now, e.Deleted).Exec(count)
		}
		return tx.SendBatch(ctx, &b).Close()
	})
	if err != nil {
		return 0, fmt.Errorf("keeping a page: %w", err)
	}
	return due, nil
}

const (
	dueColumns = `ecli, standing, heard, deleted, hash, tries, first_at, failing_since`
	nextDue    = `
		SELECT ` + dueColumns + `
		FROM harvest_rulings
		WHERE due_at <= $1
		ORDER BY (deleted = ''), due_at, ecli
		LIMIT 1`
	firstDue = `
		SELECT min(due_at)
		FROM harvest_rulings
		WHERE due_at IS NOT NULL`
	countDue = `
		SELECT count(*)
		FROM harvest_rulings
		WHERE due_at <= $1`
	settle = `
		UPDATE harvest_rulings
		SET standing = $2, settled = heard, hash = $3, due_at = $4, tries = 0, reason = $5, failing_since = NULL, fetched_at = $6
		WHERE ecli = $1`
	postpone = `
		UPDATE harvest_rulings
		SET tries = tries + 1, due_at = $2, reason = $3, failing_since = coalesce(failing_since, $4)
		WHERE ecli = $1`
	giveUp = `
		UPDATE harvest_rulings
		SET standing = CASE WHEN standing = 'new' THEN 'refused' ELSE standing END, settled = heard, tries = tries + 1, due_at = NULL,
			reason = $2, failing_since = coalesce(failing_since, $3)
		WHERE ecli = $1`
	leadTo = `
		INSERT INTO harvest_rulings (ecli, heard, due_at, first_at)
		VALUES ($1, $2, $2, $2)
		ON CONFLICT (ecli) DO NOTHING`
)

// dueRuling is a ruling to be fetched.
type dueRuling struct {
	ECLI         jurisprudence.ECLI
	Standing     string
	Heard        time.Time
	Deleted      jurisprudence.Deletion
	Hash         []byte
	Tries        int
	FirstAt      time.Time
	FailingSince *time.Time
}

// next is the ruling to fetch now; false when there is none.
func (s store) next(ctx context.Context, now time.Time) (dueRuling, bool, error) {
	rows, err := s.db.Query(ctx, nextDue, now)
	if err != nil {
		return dueRuling{}, false, fmt.Errorf("reading what is due: %w", err)
	}
	d, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[dueRuling])
	if errors.Is(err, pgx.ErrNoRows) {
		return dueRuling{}, false, nil
	}
	if err != nil {
		return dueRuling{}, false, fmt.Errorf("reading what is due: %w", err)
	}
	return d, true, nil
}

// firstDue is when the first ruling is due; zero for none.
func (s store) firstDue(ctx context.Context) (time.Time, error) {
	var at *time.Time
	if err := s.db.QueryRow(ctx, firstDue).Scan(&at); err != nil {
		return time.Time{}, fmt.Errorf("reading what is due: %w", err)
	}
	return timeOr(at), nil
}

func (s store) countDue(ctx context.Context, now time.Time) (n int, err error) {
	if err := s.db.QueryRow(ctx, countDue, now).Scan(&n); err != nil {
		return 0, fmt.Errorf("counting what is due: %w", err)
	}
	return n, nil
}

// settled is what a ruling came to.
type settled struct {
	standing string
	hash     []byte
	again    time.Time // when to fetch it once more; zero: not until it changes
	reason   string
}

func (s store) settle(ctx context.Context, id jurisprudence.ECLI, o settled, now time.Time) error {
	return s.change(ctx, settle, id, o.standing, o.hash, orNull(o.again), o.reason, now)
}

// postpone puts a ruling on the list of tries.
func (s store) postpone(ctx context.Context, id jurisprudence.ECLI, until time.Time, reason string, now time.Time) error {
	return s.change(ctx, postpone, id, until, reason, now)
}

// giveUp leaves a ruling alone until the feed tells of a change.
func (s store) giveUp(ctx context.Context, id jurisprudence.ECLI, reason string, now time.Time) error {
	return s.change(ctx, giveUp, id, reason, now)
}

// leadTo makes a ruling due that another one names as its replacement, unless it is known.
func (s store) leadTo(ctx context.Context, id jurisprudence.ECLI, now time.Time) error {
	return s.change(ctx, leadTo, id, now)
}

func (s store) change(ctx context.Context, sql string, args ...any) error {
	if _, err := s.db.Exec(ctx, sql, args...); err != nil {
		return fmt.Errorf("recording a ruling: %w", err)
	}
	return nil
}

const (
	dropTerms = `
		DELETE FROM harvest_terms
		WHERE list = $1`
	addTerm = `
		INSERT INTO harvest_terms (list, id, name, abbreviation, type, begins, ends, parent)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (list, id) DO NOTHING`
	termsRead = `
		UPDATE harvest_state
		SET terms_at = $1`
)

// keepTerms puts a value list in the place of the one before.
func (s store) keepTerms(ctx context.Context, list string, terms []jurisprudence.Term) error {
	err := pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, dropTerms, list); err != nil {
			return err
		}
		var b pgx.Batch
		for _, t := range terms {
			b.Queue(addTerm, list, t.ID, t.Name, t.Abbreviation, t.Type, orNull(t.Begin), orNull(t.End), t.Parent)
		}
		return tx.SendBatch(ctx, &b).Close()
	})
	if err != nil {
		return fmt.Errorf("keeping value list %s: %w", list, err)
	}
	return nil
}

func (s store) termsRead(ctx context.Context, now time.Time) error {
	return s.change(ctx, termsRead, now)
}
