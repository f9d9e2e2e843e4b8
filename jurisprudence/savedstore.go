package jurisprudence

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"wegwijzer/staff"
)

// Saved is a search that somebody keeps, to hear of new cases.
type Saved struct {
	ID     int64
	Name   string
	Wanted Wanted
	News   int // cases that became suitable since it was opened last
	MadeAt time.Time
}

// mostSaved is how many searches one person keeps.
const mostSaved = 50

// ErrFull is returned to who keeps as many searches as can be kept.
var ErrFull = errors.New("no more searches can be kept")

// Save keeps a search under a name, in the place of an earlier one with that name. It returns ErrNoValue without a name and ErrFull.
func (s *Store) Save(ctx context.Context, who staff.Person, name string, w Wanted) error {
	name = strings.TrimSpace(cut(name, 100))
	if name == "" {
		return ErrNoValue
	}
	v := w.Values()
	if w.Words != "" {
		v.Set("woorden", w.Words)
	}
	err := staff.As(ctx, s.db, who, func(tx pgx.Tx) error {
		var n int
		if err := tx.QueryRow(ctx, `SELECT count(*) FROM bank.searches WHERE person = $1 AND name <> $2`, who.ID, name).Scan(&n); err != nil {
			return err
		}
		if n >= mostSaved {
			return ErrFull
		}
		const save = `
			INSERT INTO bank.searches (person, name, query, made_at, seen_at) VALUES ($1, $2, $3, $4, $4)
			ON CONFLICT (person, name) DO UPDATE SET query = EXCLUDED.query, seen_at = EXCLUDED.seen_at`
		_, err := tx.Exec(ctx, save, who.ID, name, v.Encode(), s.now())
		return err
	})
	if err != nil {
		return fmt.Errorf("keeping a search: %w", err)
	}
	return nil
}

// Searches returns the searches that somebody keeps, by name, each with how much is new.
func (s *Store) Searches(ctx context.Context, who staff.Person) ([]Saved, error) {
	var out []Saved
	err := staff.As(ctx, s.db, who, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `SELECT id, name, query, made_at, seen_at FROM bank.searches WHERE person = $1 ORDER BY name`, who.ID)
		if err != nil {
			return err
		}
		var x Saved
		var query string
		var seen time.Time
		var since []time.Time
		_, err = pgx.ForEachRow(rows, []any{&x.ID, &x.Name, &query, &x.MadeAt, &seen}, func() error {
			v, err := url.ParseQuery(query)
			x.Wanted = WantedFrom(v)
			out, since = append(out, x), append(since, seen)
			return err
		})
		if err != nil {
			return err
		}
		for i := range out {
			if out[i].News, err = news(ctx, tx, out[i].Wanted, since[i]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("listing kept searches: %w", err)
	}
	return out, nil
}

// news counts the cases that are wanted and became suitable since a moment.
func news(ctx context.Context, tx pgx.Tx, w Wanted, since time.Time) (n int, err error) {
	where, args := w.conditions()
	args = append(args, since)
	statement := fmt.Sprintf(`SELECT count(*) FROM bank.suitable_cases c WHERE c.since > $%d AND %s`, len(args), where)
	if words := tsquery(w.Words, " & "); words != "" {
		args = append(args, words)
		statement += fmt.Sprintf(" AND EXISTS (SELECT FROM bank.suitable_texts t WHERE t.ruling = c.ruling AND t.terms @@ $%d::tsquery)", len(args))
	}
	err = tx.QueryRow(ctx, statement, args...).Scan(&n)
	return n, err
}

// OpenSearch returns a kept search and notes that its news is seen; ErrUnknown when it is not somebody's own.
func (s *Store) OpenSearch(ctx context.Context, who staff.Person, id int64) (Wanted, error) {
	var query string
	err := staff.As(ctx, s.db, who, func(tx pgx.Tx) error {
		return tx.QueryRow(ctx, `UPDATE bank.searches SET seen_at = $3 WHERE id = $1 AND person = $2 RETURNING query`, id, who.ID, s.now()).Scan(&query)
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return Wanted{}, ErrUnknown
	}
	if err != nil {
		return Wanted{}, fmt.Errorf("opening a kept search: %w", err)
	}
	v, err := url.ParseQuery(query)
	if err != nil {
		return Wanted{}, fmt.Errorf("opening a kept search: %w", err)
	}
	return WantedFrom(v), nil
}

// ForgetSearch throws a kept search away; one that is not somebody's own stays.
func (s *Store) ForgetSearch(ctx context.Context, who staff.Person, id int64) error {
	err := staff.As(ctx, s.db, who, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `DELETE FROM bank.searches WHERE id = $1 AND person = $2`, id, who.ID)
		return err
	})
	if err != nil {
		return fmt.Errorf("forgetting a search: %w", err)
	}
	return nil
}
