package staff

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// store keeps people, sessions and the audit in Postgres.
type store struct{ db *pgxpool.Pool }

// claim says which sign-in service this database belongs to, and returns the one it belonged to already. One of production may move to
// another service; the demo's stays the demo's.
func (s *store) claim(ctx context.Context, issuer string) (string, error) {
	const claim = `
		INSERT INTO staff_mode (issuer) VALUES ($1)
		ON CONFLICT (single) DO UPDATE SET issuer = CASE WHEN 'demo' IN (staff_mode.issuer, EXCLUDED.issuer) THEN staff_mode.issuer ELSE EXCLUDED.issuer END
		RETURNING issuer`
	var claimed string
	if err := s.db.QueryRow(ctx, claim, issuer).Scan(&claimed); err != nil {
		return "", fmt.Errorf("claiming the database: %w", err)
	}
	return claimed, nil
}

// sessionRow is a session as it is kept, with who it is of.
type sessionRow struct {
	Token     []byte
	Person    PersonID
	Subject   string
	Name      string
	SID       string `db:"sid"`
	Roles     []string
	Refresh   []byte
	StartedAt time.Time
	UsedAt    time.Time
	CheckedAt time.Time
	ProvenAt  time.Time
	ProvenBy  string
	ExpiresAt time.Time
}

func (r sessionRow) session() Session {
	return Session{Person{r.Person, r.Name, rolesOf(r.Roles)}, r.StartedAt, r.ProvenAt, r.ExpiresAt}
}

// start keeps a session and whom it is of. The session that it replaces ends.
func (s *store) start(ctx context.Context, issuer, subject, name string, r sessionRow, replaces []byte) error {
	return pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		const person = `
			INSERT INTO staff_people (id, issuer, subject, name, roles, seen_at) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, roles = EXCLUDED.roles, seen_at = EXCLUDED.seen_at`
		if _, err := tx.Exec(ctx, person, r.Person, issuer, subject, name, r.Roles, r.StartedAt); err != nil {
			return err
		}
		if replaces != nil {
			const replace = `DELETE FROM staff_sessions WHERE token = $1 AND person = $2 RETURNING started_at, expires_at`
			err := tx.QueryRow(ctx, replace, replaces, r.Person).Scan(&r.StartedAt, &r.ExpiresAt)
			if errors.Is(err, pgx.ErrNoRows) {
				return ErrSignedOut
			}
			if err != nil {
				return err
			}
		}
		const insert = `
			INSERT INTO staff_sessions (token, person, issuer, sid, roles, refresh, started_at, used_at, checked_at, proven_at, proven_by, expires_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`
		_, err := tx.Exec(ctx, insert,
			r.Token, r.Person, issuer, r.SID, r.Roles, r.Refresh, r.StartedAt, r.UsedAt, r.CheckedAt, r.ProvenAt, r.ProvenBy, r.ExpiresAt)
		return err
	})
}

// session returns a session that was used recently enough; ErrSignedOut when there is none.
func (s *store) session(ctx context.Context, token []byte, issuer string, now time.Time) (sessionRow, error) {
	const find = `
		SELECT s.token, s.person, p.subject, p.name, s.sid, s.roles, s.refresh, s.started_at, s.used_at, s.checked_at, s.proven_at, s.proven_by, s.expires_at
		FROM staff_sessions s
		JOIN staff_people p ON p.id = s.person
		WHERE s.token = $1 AND s.issuer = $2 AND s.expires_at > $3 AND s.used_at > $4`
	rows, err := s.db.Query(ctx, find, token, issuer, now, now.Add(-idleTime))
	if err != nil {
		return sessionRow{}, fmt.Errorf("finding a session: %w", err)
	}
	row, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[sessionRow])
	if errors.Is(err, pgx.ErrNoRows) {
		return sessionRow{}, ErrSignedOut
	}
	if err != nil {
		return sessionRow{}, fmt.Errorf("finding a session: %w", err)
	}
	return row, nil
}

// touch writes down that a session is used.
func (s *store) touch(ctx context.Context, token []byte, now time.Time) error {
	_, err := s.db.Exec(ctx, `UPDATE staff_sessions SET used_at = $2 WHERE token = $1`, token, now)
	return err
}

// lease gives one request the task of asking the sign-in service, unless another has it or has done it already.
func (s *store) lease(ctx context.Context, token []byte, checked, now, until time.Time) (bool, error) {
	const lease = `
		UPDATE staff_sessions SET asking_until = $4
		WHERE token = $1 AND checked_at = $2 AND (asking_until IS NULL OR asking_until < $3)`
	tag, err := s.db.Exec(ctx, lease, token, checked, now, until)
	if err != nil {
		return false, fmt.Errorf("taking on a check: %w", err)
	}
	return tag.RowsAffected() == 1, nil
}

// release gives the task back undone.
func (s *store) release(ctx context.Context, token []byte) error {
	_, err := s.db.Exec(context.WithoutCancel(ctx), `UPDATE staff_sessions SET asking_until = NULL WHERE token = $1`, token)
	return err
}

// checked writes down what the sign-in service said of a session's account.
func (s *store) checked(ctx context.Context, r sessionRow) error {
	const update = `
		UPDATE staff_sessions SET roles = $2, refresh = $3, checked_at = $4, asking_until = NULL
		WHERE token = $1`
	// What the service gave replaces what it took: it must be kept even when whoever asked has gone.
	tag, err := s.db.Exec(context.WithoutCancel(ctx), update, r.Token, r.Roles, r.Refresh, r.CheckedAt)
	if err != nil {
		return fmt.Errorf("keeping a check: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return ErrSignedOut // ended meanwhile
	}
	return nil
}

func (s *store) end(ctx context.Context, token []byte) error {
	_, err := s.db.Exec(ctx, `DELETE FROM staff_sessions WHERE token = $1`, token)
	return err
}

func (s *store) endPerson(ctx context.Context, id PersonID) error {
	_, err := s.db.Exec(ctx, `DELETE FROM staff_sessions WHERE person = $1`, id)
	return err
}

// endByService ends the sessions that the sign-in service names, by its own number, by account, or both, as far as they began before.
func (s *store) endByService(ctx context.Context, issuer, subject, sid string, before time.Time) error {
	const end = `
		DELETE FROM staff_sessions s
		USING staff_people p
		WHERE p.id = s.person AND s.issuer = $1 AND s.started_at < $4
			AND ($2 = '' OR p.subject = $2) AND ($3 = '' OR s.sid = $3) AND ($2 <> '' OR $3 <> '')`
	_, err := s.db.Exec(ctx, end, issuer, subject, sid, before)
	return err
}

// attemptRow is a sign-in that was begun.
type attemptRow struct {
	Cookie    []byte
	State     []byte
	Nonce     string
	Verifier  string
	ReturnTo  string
	Renews    []byte
	BegunAt   time.Time
	ExpiresAt time.Time
}

// mostAttempts is how many sign-ins may be under way at once. Anybody can begin one, and a flood must not fill the disk.
const mostAttempts = 20_000

// attempt keeps a sign-in that was begun, and forgets those that nobody came back for.
func (s *store) attempt(ctx context.Context, r attemptRow) error {
	return pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `DELETE FROM staff_attempts WHERE expires_at < $1`, r.BegunAt); err != nil {
			return err
		}
		const insert = `
			INSERT INTO staff_attempts (cookie, state, nonce, verifier, return_to, renews, begun_at, expires_at)
			SELECT $1, $2, $3, $4, $5, $6, $7, $8
			WHERE (SELECT count(*) FROM staff_attempts) < $9`
		tag, err := tx.Exec(ctx, insert, r.Cookie, r.State, r.Nonce, r.Verifier, r.ReturnTo, r.Renews, r.BegunAt, r.ExpiresAt, mostAttempts)
		if err == nil && tag.RowsAffected() == 0 {
			return ErrBusy
		}
		return err
	})
}

// takeAttempt returns a sign-in that was begun and takes it away; ErrAttempt when there is none.
func (s *store) takeAttempt(ctx context.Context, cookie []byte, now time.Time) (attemptRow, error) {
	const take = `
		DELETE FROM staff_attempts
		WHERE cookie = $1 AND expires_at > $2
		RETURNING cookie, state, nonce, verifier, return_to, renews, begun_at, expires_at`
	rows, err := s.db.Query(ctx, take, cookie, now)
	if err != nil {
		return attemptRow{}, fmt.Errorf("finding a sign-in: %w", err)
	}
	row, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[attemptRow])
	if errors.Is(err, pgx.ErrNoRows) {
		return attemptRow{}, ErrAttempt
	}
	if err != nil {
		return attemptRow{}, fmt.Errorf("finding a sign-in: %w", err)
	}
	return row, nil
}

// auditLock is held by who adds to the audit, until the end of its transaction; the number only has to be ours.
const auditLock = 7_239_114_560_022

// record adds a record to the chain.
func (s *store) record(ctx context.Context, tx pgx.Tx, r Record) error {
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock($1)`, int64(auditLock)); err != nil {
		return err
	}
	var err error
	if r.Seq, r.Before, err = head(ctx, tx); err != nil {
		return err
	}
	r.Seq++
	r.Hash = r.sum()
	const insert = `
		INSERT INTO audit_records (seq, at, person, role, act, object, object_id, reason, outcome, origin, before, hash)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`
	_, err = tx.Exec(ctx, insert, r.Seq, r.At, r.Person, r.Role, r.Act, r.Object, r.ObjectID, r.Reason, r.Outcome, r.Origin, r.Before, r.Hash)
	return err
}

type querier interface {
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

func head(ctx context.Context, q querier) (seq int64, hash []byte, err error) {
	err = q.QueryRow(ctx, `SELECT seq, hash FROM audit_records ORDER BY seq DESC LIMIT 1`).Scan(&seq, &hash)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, firstHash, nil
	}
	return seq, hash, err
}

func (s *store) head(ctx context.Context) (int64, []byte, error) { return head(ctx, s.db) }

// records hands every record to each, in their order.
func (s *store) records(ctx context.Context, tx pgx.Tx, each func(Record)) error {
	const all = `
		SELECT seq, at, person, role, act, object, object_id, reason, outcome, origin, before, hash
		FROM audit_records
		ORDER BY seq`
	rows, err := tx.Query(ctx, all)
	if err != nil {
		return err
	}
	var r Record
	_, err = pgx.ForEachRow(rows, []any{&r.Seq, &r.At, &r.Person, &r.Role, &r.Act, &r.Object, &r.ObjectID, &r.Reason, &r.Outcome, &r.Origin, &r.Before, &r.Hash},
		func() error {
			each(r)
			return nil
		})
	return err
}

// prunable returns the last record before a moment, when others come before it; 0 when there are none. Nobody adds to the audit meanwhile.
func (s *store) prunable(ctx context.Context, tx pgx.Tx, before time.Time) (seq int64, err error) {
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock($1)`, int64(auditLock)); err != nil {
		return 0, err
	}
	const find = `
		SELECT coalesce(max(seq), 0)
		FROM audit_records
		WHERE at < $1 AND seq > (SELECT min(seq) FROM audit_records)`
	return seq, tx.QueryRow(ctx, find, before).Scan(&seq)
}

// prune takes away the records before seq and the proofs that belong to them.
func (s *store) prune(ctx context.Context, tx pgx.Tx, seq int64) (int, error) {
	if _, err := tx.Exec(ctx, `DELETE FROM erasures WHERE audit < $1`, seq); err != nil {
		return 0, err
	}
	tag, err := tx.Exec(ctx, `DELETE FROM audit_records WHERE seq < $1`, seq)
	return int(tag.RowsAffected()), err
}

func (s *store) giveReason(ctx context.Context, tx pgx.Tx, id PersonID, o Object, reason Reason, now, until time.Time) error {
	const give = `
		INSERT INTO staff_reasons (person, object, reason, given_at, expires_at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (person, object) DO UPDATE SET reason = EXCLUDED.reason, given_at = EXCLUDED.given_at, expires_at = EXCLUDED.expires_at`
	_, err := tx.Exec(ctx, give, id, o.hash(), reason, now, until)
	return err
}

func (s *store) reason(ctx context.Context, id PersonID, o Object, now time.Time) (Reason, error) {
	const find = `SELECT reason FROM staff_reasons WHERE person = $1 AND object = $2 AND expires_at > $3`
	var reason Reason
	err := s.db.QueryRow(ctx, find, id, o.hash(), now).Scan(&reason)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", nil
	}
	return reason, err
}

// enter gives up the rights of the program for those of the staff, and says who works, until the end of the transaction.
func enter(ctx context.Context, tx pgx.Tx, p Person) error {
	const who = `SELECT set_config('wegwijzer.person', $1, true), set_config('wegwijzer.roles', $2, true)`
	if _, err := tx.Exec(ctx, who, string(p.ID), p.Role.String()); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, "SET LOCAL ROLE wegwijzer_staff")
	return err
}

// prove keeps the proof of an erasure beside the record that was just made of it in the same transaction.
func (s *store) prove(ctx context.Context, tx pgx.Tx, e Erasure) (int64, error) {
	const insert = `
		INSERT INTO erasures (at, kind, cause, subject, forgotten, person, audit)
		SELECT $1, $2, $3, $4, $5, $6, max(seq) FROM audit_records
		RETURNING audit`
	err := tx.QueryRow(ctx, insert, e.At, e.Kind, e.Cause, e.Subject, e.Forgotten, e.Person).Scan(&e.Audit)
	return e.Audit, err
}

func (s *store) erasures(ctx context.Context, limit int) ([]Erasure, error) {
	const list = `
		SELECT at, kind, cause, subject, forgotten, person, audit
		FROM erasures
		ORDER BY id DESC
		LIMIT $1`
	rows, err := s.db.Query(ctx, list, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[Erasure])
}

func (s *store) hasAct(ctx context.Context, seq int64, o Object) (bool, error) {
	var known bool
	err := s.db.QueryRow(ctx, `SELECT EXISTS (SELECT FROM audit_records WHERE seq = $1 AND object = $2 AND object_id = $3)`, seq, o.Kind, o.hash()).Scan(&known)
	return known, err
}

// forget removes what is past its term.
func (s *store) forget(ctx context.Context, now, unseen time.Time) (int, error) {
	n := 0
	for _, q := range []struct {
		sql  string
		args []any
	}{
		{`DELETE FROM staff_sessions WHERE expires_at < $1 OR used_at < $2`, []any{now, now.Add(-idleTime)}},
		{`DELETE FROM staff_attempts WHERE expires_at < $1`, []any{now}},
		{`DELETE FROM staff_reasons WHERE expires_at < $1`, []any{now}},
		{`DELETE FROM staff_people WHERE seen_at < $1`, []any{unseen}},
	} {
		tag, err := s.db.Exec(ctx, q.sql, q.args...)
		if err != nil {
			return n, err
		}
		n += int(tag.RowsAffected())
	}
	return n, nil
}

// actsWhere lets through what a filter asks for; an empty field asks for nothing.
const actsWhere = `($1 = '' OR person = $1)
			AND ($2 = '' OR act = $2)
			AND ($3 = '' OR object = $3)
			AND (length($4::bytea) = 0 OR object_id = $4)
			AND ($5 = '' OR outcome = $5)
			AND ($6::timestamptz IS NULL OR at >= $6)
			AND ($7::timestamptz IS NULL OR at < $7)`

func (f Filter) args() []any {
	moment := func(t time.Time) *time.Time {
		if t.IsZero() {
			return nil
		}
		return &t
	}
	return []any{f.Person, f.Act, f.Object.Kind, f.Object.hash(), f.Outcome, moment(f.Since), moment(f.Until)}
}

func (s *store) countActs(ctx context.Context, f Filter) (n int, err error) {
	err = s.db.QueryRow(ctx, `SELECT count(*) FROM audit_records WHERE `+actsWhere, f.args()...).Scan(&n)
	return n, err
}

func (s *store) acts(ctx context.Context, f Filter, limit int) ([]Record, error) {
	const list = `
		SELECT seq, at, person, role, act, object, object_id, reason, outcome, origin, before, hash
		FROM audit_records
		WHERE ` + actsWhere + `
		ORDER BY seq DESC
		LIMIT $8`
	rows, err := s.db.Query(ctx, list, append(f.args(), limit)...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Record])
}

func (s *store) names(ctx context.Context) (map[PersonID]string, error) {
	rows, err := s.db.Query(ctx, `SELECT id, name FROM staff_people`)
	if err != nil {
		return nil, err
	}
	names := map[PersonID]string{}
	var id PersonID
	var name string
	_, err = pgx.ForEachRow(rows, []any{&id, &name}, func() error {
		names[id] = name
		return nil
	})
	return names, err
}
