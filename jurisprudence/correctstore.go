package jurisprudence

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"wegwijzer/staff"
)

// Correction is what an adviser says that a ruling says. The words must stand in the text: where At points to them, or else anywhere.
type Correction struct {
	Victim  int
	Field   Field
	Value   string // in the form of the field; empty with Absent
	Quote   string // the literal words
	At      Span   // where the words stand; empty when only the words are known
	Absent  bool   // the ruling does not say it
	Version string // of the ruling that the adviser saw (Sheet.Version)
}

// factState is what an adviser said of a field before and after an act; nil when nothing.
type factState struct {
	Value   string `json:"value"`
	Derived bool   `json:"derived"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Quote   string `json:"quote"`
	Counted string `json:"counted"` // what counted then, for the count of corrections
}

// Correct keeps what an adviser says of one field of one injured party. What the rules read stays beside it, so that both can be compared.
// Saying what the rules say already is a confirmation, and is kept too.
//
// It returns ErrUnknown, ErrStale, ErrNoValue for a value that is not of its field, and ErrNotLiteral when the words do not stand in the text.
func (s *Store) Correct(ctx context.Context, who staff.Person, id ECLI, c Correction) error {
	if _, ok := c.Field.Form(); !ok || !c.Absent && !c.Field.Valid(c.Value) {
		return ErrNoValue
	}
	err := staff.As(ctx, s.db, who, func(tx pgx.Tx) error {
		stands, row, err := s.lock(ctx, tx, id)
		if err != nil {
			return err
		}
		if versionOf(row.Hash, row.Reader) != c.Version {
			return ErrStale
		}
		after := factState{Value: c.Value, Quote: c.Quote, Start: c.At.Start, End: c.At.End}
		switch {
		case c.Absent:
			after = factState{}
		case strings.TrimSpace(c.Quote) == "":
			return ErrNotLiteral
		case c.At.Empty() || c.At.In(row.Body) != c.Quote:
			after.Start = strings.Index(row.Body, c.Quote)
			if after.Start < 0 {
				return ErrNotLiteral
			}
			after.End = after.Start + len(c.Quote)
		}
		before, err := adviserFact(ctx, tx, id, c.Victim, c.Field)
		if err != nil {
			return err
		}
		if err := setFact(ctx, tx, id, c.Victim, c.Field, &after); err != nil {
			return err
		}
		if err := settle(ctx, tx, id); err != nil {
			return err
		}
		if stands.State == Suitable {
			if err := s.shelve(ctx, tx, row.rulingRow); err != nil {
				return err
			}
		}
		return s.note(ctx, tx, id, who, "correct", c.Field, c.Victim, before, after)
	})
	return s.acted("correcting ruling", id, err)
}

// acted words the error of an act on a ruling.
func (s *Store) acted(what string, id ECLI, err error) error {
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return ErrUnknown
	case err != nil:
		return fmt.Errorf("%s %s: %w", what, id, err)
	}
	return nil
}

// adviserFact returns what an adviser says of a field; nil when nothing. It returns pgx.ErrNoRows when there is no such injured party.
func adviserFact(ctx context.Context, tx pgx.Tx, id ECLI, victim int, field Field) (*factState, error) {
	const find = `
		SELECT a.value IS NOT NULL, coalesce(a.value, ''), coalesce(a.derived, false), coalesce(a.start_at, 0), coalesce(a.end_at, 0), coalesce(a.quote, ''), coalesce(a.value, r.value, '')
		FROM bank.victims v
		LEFT JOIN bank.facts a ON a.ruling = v.ruling AND a.victim = v.seq AND a.field = $3 AND a.source = 'adviser'
		LEFT JOIN bank.facts r ON r.ruling = v.ruling AND r.victim = v.seq AND r.field = $3 AND r.source = 'rule'
		WHERE v.ruling = $1 AND v.seq = $2`
	var f factState
	var said bool
	if err := tx.QueryRow(ctx, find, id, victim, field).Scan(&said, &f.Value, &f.Derived, &f.Start, &f.End, &f.Quote, &f.Counted); err != nil {
		return nil, err
	}
	if !said && f.Counted == "" {
		return nil, nil //nolint:nilnil // nobody said anything
	}
	if !said {
		return &factState{Counted: f.Counted, End: -1}, nil
	}
	return &f, nil
}

// setFact makes what an adviser says of a field this; nil, or one that marks that nobody said anything, takes it away.
func setFact(ctx context.Context, tx pgx.Tx, id ECLI, victim int, field Field, f *factState) error {
	if f == nil || f.End < 0 {
		_, err := tx.Exec(ctx, `DELETE FROM bank.facts WHERE ruling = $1 AND victim = $2 AND field = $3 AND source = 'adviser'`, id, victim, field)
		return err
	}
	const put = `
		INSERT INTO bank.facts (ruling, victim, field, source, value, derived, start_at, end_at, quote)
		VALUES ($1, $2, $3, 'adviser', $4, $5, $6, $7, $8)
		ON CONFLICT (ruling, victim, field, source) DO UPDATE SET value = EXCLUDED.value, derived = EXCLUDED.derived, start_at = EXCLUDED.start_at,
			end_at = EXCLUDED.end_at, quote = EXCLUDED.quote`
	_, err := tx.Exec(ctx, put, id, victim, field, f.Value, f.Derived, f.Start, f.End, f.Quote)
	return err
}

// Claim adds an injured party that nobody found, by the words in which the ruling names it. It returns the number by which the party is known, and
// the errors of Correct.
func (s *Store) Claim(ctx context.Context, who staff.Person, id ECLI, label, version string) (int, error) {
	label = strings.TrimSpace(label)
	if label == "" || len(label) > 200 {
		return 0, ErrNoValue
	}
	seq := 0
	err := staff.As(ctx, s.db, who, func(tx pgx.Tx) error {
		_, row, err := s.lock(ctx, tx, id)
		switch {
		case err != nil:
			return err
		case versionOf(row.Hash, row.Reader) != version:
			return ErrStale
		case !strings.Contains(row.Body, label):
			return ErrNotLiteral
		}
		const insert = `
			INSERT INTO bank.victims (ruling, seq, label, source, flags)
			SELECT $1, coalesce(max(seq), 0) + 1, $2, 'adviser', '[]' FROM bank.victims WHERE ruling = $1
			RETURNING seq`
		if err := tx.QueryRow(ctx, insert, id, label).Scan(&seq); err != nil {
			return err
		}
		return s.note(ctx, tx, id, who, "add", "", seq, nil, map[string]string{"value": label})
	})
	return seq, s.acted("adding an injured party to ruling", id, err)
}

// Remove says that an injured party that was read is nobody; with back it says that there is one after all. It returns the errors of Correct.
func (s *Store) Remove(ctx context.Context, who staff.Person, id ECLI, victim int, back bool, version string) error {
	err := staff.As(ctx, s.db, who, func(tx pgx.Tx) error {
		stands, row, err := s.lock(ctx, tx, id)
		if err != nil {
			return err
		}
		if versionOf(row.Hash, row.Reader) != version {
			return ErrStale
		}
		var was bool
		const set = `UPDATE bank.victims SET removed = $3 WHERE ruling = $1 AND seq = $2 AND removed <> $3 RETURNING NOT removed`
		if err := tx.QueryRow(ctx, set, id, victim, !back).Scan(&was); err != nil {
			return err
		}
		if stands.State == Suitable {
			if err := s.shelve(ctx, tx, row.rulingRow); err != nil {
				return err
			}
		}
		return s.note(ctx, tx, id, who, "remove", "", victim, map[string]bool{"removed": was}, map[string]bool{"removed": !back})
	})
	return s.acted("removing an injured party from ruling", id, err)
}

// Refuse throws away what a model proposed for a field, or, with an empty field, an injured party that only a model saw.
func (s *Store) Refuse(ctx context.Context, who staff.Person, id ECLI, victim int, field Field) error {
	err := staff.As(ctx, s.db, who, func(tx pgx.Tx) error {
		if _, _, err := s.lock(ctx, tx, id); err != nil {
			return err
		}
		if field == "" {
			_, err := tx.Exec(ctx, `DELETE FROM bank.victims WHERE ruling = $1 AND seq = $2 AND source = 'model'`, id, victim)
			return err
		}
		_, err := tx.Exec(ctx, `DELETE FROM bank.facts WHERE ruling = $1 AND victim = $2 AND field = $3 AND source = 'model'`, id, victim, field)
		return err
	})
	return s.acted("refusing a proposal for ruling", id, err)
}

// Confirm makes what a model proposed for a field what an adviser says, and an injured party that only a model saw one that counts. It returns
// the errors of Correct.
func (s *Store) Confirm(ctx context.Context, who staff.Person, id ECLI, victim int, field Field, version string) error {
	err := staff.As(ctx, s.db, who, func(tx pgx.Tx) error {
		_, row, err := s.lock(ctx, tx, id)
		if err != nil {
			return err
		}
		if versionOf(row.Hash, row.Reader) != version {
			return ErrStale
		}
		var f factState
		const take = `
			DELETE FROM bank.facts
			WHERE ruling = $1 AND victim = $2 AND field = $3 AND source = 'model'
			RETURNING value, derived, start_at, end_at, quote`
		if err := tx.QueryRow(ctx, take, id, victim, field).Scan(&f.Value, &f.Derived, &f.Start, &f.End, &f.Quote); err != nil {
			return err
		}
		before, err := adviserFact(ctx, tx, id, victim, field)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE bank.victims SET source = 'adviser' WHERE ruling = $1 AND seq = $2 AND source = 'model'`, id, victim); err != nil {
			return err
		}
		if err := setFact(ctx, tx, id, victim, field, &f); err != nil {
			return err
		}
		if err := settle(ctx, tx, id); err != nil {
			return err
		}
		return s.note(ctx, tx, id, who, "correct", field, victim, before, f)
	})
	return s.acted("confirming a proposal for ruling", id, err)
}

// undoWithin is how long after an act it can be undone: later somebody may have built on it.
const undoWithin = 12 * time.Hour

// Undo takes back the last thing that an adviser did, and returns the ruling it was done to. It returns ErrUnknown when there is nothing to take
// back, and ErrStep when somebody else, or the court, has changed the ruling since.
func (s *Store) Undo(ctx context.Context, who staff.Person) (ECLI, error) {
	var id ECLI
	err := staff.As(ctx, s.db, who, func(tx pgx.Tx) error {
		var number int64
		var act string
		var field Field
		var victim int
		var before, after []byte
		const last = `
			SELECT id, ruling, act, field, victim, before, after
			FROM bank.acts
			WHERE person = $1 AND NOT undone AND at > $2
			ORDER BY id DESC
			LIMIT 1`
		if err := tx.QueryRow(ctx, last, who.ID, s.now().Add(-undoWithin)).Scan(&number, &id, &act, &field, &victim, &before, &after); err != nil {
			return err
		}
		stands, row, err := s.lock(ctx, tx, id)
		if err != nil {
			return err
		}
		var later bool
		const since = `SELECT EXISTS (SELECT FROM bank.acts WHERE ruling = $1 AND id > $2 AND NOT undone)`
		if err := tx.QueryRow(ctx, since, id, number).Scan(&later); err != nil {
			return err
		}
		if later {
			return ErrStep
		}
		switch act {
		case "judge", "second":
			var was, is standing
			if err := errors.Join(json.Unmarshal(before, &was), json.Unmarshal(after, &is)); err != nil {
				return err
			}
			if !stands.same(is) {
				return ErrStep
			}
			err = s.stand(ctx, tx, row, was)
		case "add":
			_, err = tx.Exec(ctx, `DELETE FROM bank.victims WHERE ruling = $1 AND seq = $2 AND source = 'adviser'`, id, victim)
		case "remove":
			_, err = tx.Exec(ctx, `UPDATE bank.victims SET removed = NOT removed WHERE ruling = $1 AND seq = $2`, id, victim)
		case "correct":
			var was *factState
			if err := json.Unmarshal(before, &was); err != nil {
				return err
			}
			if err = setFact(ctx, tx, id, victim, field, was); err == nil {
				err = settle(ctx, tx, id)
			}
		}
		if err == nil && act != "judge" && act != "second" && stands.State == Suitable {
			err = s.shelve(ctx, tx, row.rulingRow)
		}
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `UPDATE bank.acts SET undone = true WHERE id = $1`, number)
		return err
	})
	return id, s.acted("undoing the last act on ruling", id, err)
}

// Tried is how often advisers looked at a field of a ruling that they judged, and how often they changed what the rules read.
type Tried struct {
	Field   Field
	Seen    int // what the rules read of it, in rulings that an adviser judged
	Changed int // of those, corrected to something else or taken away
	Added   int // found by an adviser only
}

// Corrections returns how advisers corrected what the rules read, by field, for the page on accuracy. It is the program's own count, over all
// rulings that were judged; it names no ruling.
func (s *Store) Corrections(ctx context.Context) (judged int, fields []Tried, err error) {
	if err := s.db.QueryRow(ctx, `SELECT count(*) FROM bank.rulings WHERE state IN ('suitable', 'unsuitable', 'second')`).Scan(&judged); err != nil {
		return 0, nil, fmt.Errorf("counting corrections: %w", err)
	}
	const count = `
		SELECT f.field, count(*) FILTER (WHERE f.rule IS NOT NULL)::int AS seen,
			count(*) FILTER (WHERE f.rule IS NOT NULL AND f.adviser IS NOT NULL AND f.adviser <> f.rule OR f.rule IS NOT NULL AND v.removed)::int AS changed,
			count(*) FILTER (WHERE f.rule IS NULL AND f.adviser <> '' AND NOT v.removed)::int AS added
		FROM (
			SELECT ruling, victim, field, max(value) FILTER (WHERE source = 'rule') AS rule, max(value) FILTER (WHERE source = 'adviser') AS adviser
			FROM bank.facts
			GROUP BY ruling, victim, field
		) f
		JOIN bank.victims v ON v.ruling = f.ruling AND v.seq = f.victim
		JOIN bank.rulings r ON r.ecli = f.ruling
		WHERE r.state IN ('suitable', 'unsuitable', 'second')
		GROUP BY f.field`
	rows, err := s.db.Query(ctx, count)
	if err != nil {
		return 0, nil, fmt.Errorf("counting corrections: %w", err)
	}
	fields, err = pgx.CollectRows(rows, pgx.RowToStructByName[Tried])
	if err != nil {
		return 0, nil, fmt.Errorf("counting corrections: %w", err)
	}
	return judged, fields, nil
}
