package jurisprudence

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"wegwijzer/staff"
)

// Pile is a part of what waits for advisers.
type Pile string

// The piles. The zero value is the queue itself.
const (
	Queued Pile = ""       // not judged yet, or to be judged anew, and what waits for a second reader other than whoever asks
	PutOff Pile = "later"  // put off
	Judged Pile = "judged" // found suitable or not, the newest first
)

// Waiting is a ruling in a pile.
type Waiting struct {
	Card
	State    State
	Again    Again
	Reason   Reason
	Claims   int   // injured parties
	Total    int64 // the highest sum awarded to one of them, in cents
	Smart    int64 // the highest smartengeld
	JudgedAt time.Time
}

// Tally is how many rulings lie where.
type Tally struct {
	Queued, Again, Second, Later, Suitable, Unsuitable int
}

// Pile returns what lies in a pile for an adviser, most useful first, from the one numbered from, at most so many.
//
// What came back goes first: legal staff may be using it. Then comes what was found useful when it was read; a theme with too few suitable
// rulings for a figure is worth more than one that has plenty.
func (s *Store) Pile(ctx context.Context, who staff.Person, p Pile, from, most int) ([]Waiting, error) {
	const queued = `
		WITH plenty AS (
			SELECT offence
			FROM bank.rulings, unnest(offence_kinds) offence
			WHERE state = 'suitable'
			GROUP BY offence
			HAVING count(*) >= $4
		), first AS (
			SELECT ecli
			FROM bank.rulings
			WHERE state = 'candidate' OR state = 'second' AND judged_by <> $1
			ORDER BY again <> '' DESC, usefulness + CASE WHEN EXISTS (SELECT FROM plenty WHERE offence = ANY(offence_kinds)) THEN 0 ELSE 2 END DESC, ecli
			OFFSET $2
			LIMIT $3
		)`
	const later = `
		WITH first AS (
			SELECT ecli FROM bank.rulings
			WHERE state = 'later' AND $1 <> '' AND $4 > 0
			ORDER BY judged_at, ecli
			OFFSET $2
			LIMIT $3
		)`
	const judged = `
		WITH first AS (
			SELECT ecli FROM bank.rulings
			WHERE state IN ('suitable', 'unsuitable') AND $1 <> '' AND $4 > 0
			ORDER BY judged_at DESC, ecli
			OFFSET $2
			LIMIT $3
		)`
	// The order of the pile is that of its rows; a join would lose it.
	const show = `
		SELECT r.ecli, r.court, r.level, r.kind, r.extent, r.decided, r.currency, r.finality, r.relation, r.offence_kinds, r.injury_kinds, r.articles, r.theme,
			r.state, r.again, r.reason, r.judged_at, v.claims, v.total, v.smart
		FROM (SELECT ecli, row_number() OVER () AS place FROM first) f
		JOIN bank.rulings r ON r.ecli = f.ecli
		LEFT JOIN LATERAL (
			SELECT count(*)::int AS claims, coalesce(max(total), 0) AS total, coalesce(max(immaterial), 0) AS smart
			FROM bank.victims
			WHERE ruling = r.ecli AND NOT removed AND source <> 'model'
		) v ON true
		ORDER BY f.place`
	choose := map[Pile]string{Queued: queued, PutOff: later, Judged: judged}[p]
	if choose == "" {
		return nil, ErrUnknown
	}
	var out []Waiting
	err := staff.As(ctx, s.db, who, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, choose+show, who.ID, from, most, leastShown)
		if err != nil {
			return err
		}
		var w Waiting
		var decided, judgedAt *time.Time
		_, err = pgx.ForEachRow(rows, []any{
			&w.ECLI, &w.Court, &w.Level, &w.Kind, &w.Extent, &decided, &w.Currency, &w.Finality, &w.Relation, &w.OffenceKinds, &w.InjuryKinds, &w.Articles, &w.Theme,
			&w.State, &w.Again, &w.Reason, &judgedAt, &w.Claims, &w.Total, &w.Smart,
		}, func() error {
			one := w
			one.Decided, one.JudgedAt = orZero(decided), orZero(judgedAt)
			out = append(out, one)
			w.OffenceKinds, w.InjuryKinds, w.Articles = nil, nil, nil
			return nil
		})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the queue of rulings: %w", err)
	}
	return out, nil
}

// leastShown is from how many cases on figures are shown: fewer would point to persons, and say little.
const leastShown = 5

// Tally counts what lies where for an adviser.
func (s *Store) Tally(ctx context.Context, who staff.Person) (Tally, error) {
	const count = `
		SELECT count(*) FILTER (WHERE state = 'candidate' OR state = 'second' AND judged_by <> $1), count(*) FILTER (WHERE state = 'candidate' AND again <> ''),
			count(*) FILTER (WHERE state = 'second'), count(*) FILTER (WHERE state = 'later'), count(*) FILTER (WHERE state = 'suitable'), count(*) FILTER (WHERE state = 'unsuitable')
		FROM bank.rulings`
	var t Tally
	err := staff.As(ctx, s.db, who, func(tx pgx.Tx) error {
		return tx.QueryRow(ctx, count, who.ID).Scan(&t.Queued, &t.Again, &t.Second, &t.Later, &t.Suitable, &t.Unsuitable)
	})
	if err != nil {
		return Tally{}, fmt.Errorf("counting rulings: %w", err)
	}
	return t, nil
}

// judgedRow is what an adviser needs of a ruling beside the ruling.
type judgedRow struct {
	rulingRow
	Hash        []byte
	Reader      int
	State       State
	Again       Again
	Reason      Reason
	JudgedBy    staff.PersonID
	JudgedAt    *time.Time
	SecondBy    staff.PersonID
	WithdrawnAt *time.Time
}

// Sheet returns a ruling for an adviser to judge; ErrUnknown when it is not in the bank.
func (s *Store) Sheet(ctx context.Context, who staff.Person, id ECLI) (Sheet, error) {
	var sheet Sheet
	err := staff.As(ctx, s.db, who, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `
			SELECT `+rulingColumns+`, hash, reader, state, again, reason, judged_by, judged_at, second_by, withdrawn_at
			FROM bank.rulings
			WHERE ecli = $1`, id)
		if err != nil {
			return err
		}
		row, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[judgedRow])
		if err != nil {
			return err
		}
		if sheet, err = row.sheet(); err != nil {
			return err
		}
		sheet.State, sheet.Again, sheet.Reason, sheet.JudgedBy, sheet.JudgedAt, sheet.SecondBy = row.State, row.Again, row.Reason, row.JudgedBy, orZero(row.JudgedAt), row.SecondBy
		sheet.Withdrawn, sheet.Version = row.WithdrawnAt != nil, versionOf(row.Hash, row.Reader)
		if sheet.Claimants, err = claimants(ctx, tx, id, "bank.victims", "bank.facts"); err != nil {
			return err
		}
		if sheet.Chain, err = chain(ctx, tx, id, "bank.relations", "bank.rulings", "bank.victims", "r.state"); err != nil {
			return err
		}
		if sheet.Doubt, err = doubt(ctx, tx, id); err != nil {
			return err
		}
		sheet.Acts, err = actsOn(ctx, tx, id)
		return err
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return Sheet{}, ErrUnknown
	}
	if err != nil {
		return Sheet{}, fmt.Errorf("opening ruling %s: %w", id, err)
	}
	// Looked for anew each time an adviser opens it, so that a better search finds more.
	sheet.Residue = residue(sheet.Text, sheet.Parts)
	return sheet, nil
}

// claimants returns the injured parties of a ruling with what is said of each.
func claimants(ctx context.Context, tx pgx.Tx, id ECLI, victims, facts string) ([]Claimant, error) {
	rows, err := tx.Query(ctx, `SELECT seq, label, source, removed, flags FROM `+victims+` WHERE ruling = $1 ORDER BY seq`, id)
	if err != nil {
		return nil, err
	}
	var out []Claimant
	at := map[int]int{}
	var c Claimant
	var flags []byte
	_, err = pgx.ForEachRow(rows, []any{&c.Seq, &c.Label, &c.Source, &c.Removed, &flags}, func() error {
		one := c
		var err error
		one.Flags, err = flagsIn(flags)
		at[one.Seq] = len(out)
		out = append(out, one)
		return err
	})
	if err != nil {
		return nil, err
	}
	rows, err = tx.Query(ctx, `SELECT victim, field, source, value, derived, start_at, end_at, quote FROM `+facts+` WHERE ruling = $1 ORDER BY victim, start_at, field`, id)
	if err != nil {
		return nil, err
	}
	var x Statement
	var victim int
	_, err = pgx.ForEachRow(rows, []any{&victim, &x.Field, &x.Source, &x.Value, &x.Derived, &x.At.Start, &x.At.End, &x.Quote}, func() error {
		if i, ok := at[victim]; ok {
			out[i].Statements = append(out[i].Statements, x)
		}
		return nil
	})
	return out, err
}

// chain returns the rulings on the same case, the earliest first. It follows links in both directions, a few steps far.
func chain(ctx context.Context, tx pgx.Tx, id ECLI, relations, rulings, victims, state string) ([]Link, error) {
	find := fmt.Sprintf(`
		WITH RECURSIVE linked (ecli, earlier, type, outcome, steps) AS (
			SELECT other, lower(stage) = 'eerdereaanleg', type, outcome, 1 FROM %[1]s WHERE ruling = $1
			UNION
			SELECT ruling, lower(stage) <> 'eerdereaanleg', type, outcome, 1 FROM %[1]s WHERE other = $1
			UNION
			SELECT x.other, lower(x.stage) = 'eerdereaanleg', x.type, x.outcome, l.steps + 1
			FROM linked l
			JOIN %[1]s x ON x.ruling = l.ecli
			WHERE l.steps < 4 AND x.other <> $1 AND (lower(x.stage) = 'eerdereaanleg') = l.earlier
		)
		SELECT DISTINCT ON (l.ecli) l.ecli, l.earlier, l.type, l.outcome, coalesce(r.court, ''), r.decided, CASE WHEN r.ecli IS NULL THEN '' ELSE %[4]s END,
			coalesce((SELECT max(total) FROM %[3]s v WHERE v.ruling = l.ecli), 0)
		FROM linked l
		LEFT JOIN %[2]s r ON r.ecli = l.ecli
		ORDER BY l.ecli, l.steps`, relations, rulings, victims, state)
	rows, err := tx.Query(ctx, find, id)
	if err != nil {
		return nil, err
	}
	var out []Link
	var l Link
	var decided *time.Time
	_, err = pgx.ForEachRow(rows, []any{&l.ECLI, &l.Earlier, &l.Type, &l.Outcome, &l.Court, &decided, &l.State, &l.Total}, func() error {
		one := l
		one.Decided = orZero(decided)
		out = append(out, one)
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(out, func(a, b Link) int {
		if a.Earlier != b.Earlier {
			if a.Earlier {
				return -1
			}
			return 1
		}
		return cmp.Or(a.Decided.Compare(b.Decided), strings.Compare(string(a.ECLI), string(b.ECLI)))
	})
	return out, nil
}

// actsOn returns what advisers did with a ruling, the newest first.
func actsOn(ctx context.Context, tx pgx.Tx, id ECLI) ([]Act, error) {
	rows, err := tx.Query(ctx, `
		SELECT at, person, act AS name, field, victim, coalesce(before->>'value', before->>'state', '') AS before, coalesce(after->>'value', after->>'state', '') AS after, undone
		FROM bank.acts
		WHERE ruling = $1
		ORDER BY id DESC
		LIMIT 50`, id)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[Act])
}

// doubt returns why a second adviser should look at the sums of a ruling.
func doubt(ctx context.Context, tx pgx.Tx, id ECLI) (Doubt, error) {
	const look = `
		WITH sums AS (
			SELECT v.total, v.claimed, EXISTS (
				SELECT FROM jsonb_array_elements(v.flags) f
				WHERE f->>'kind' IN ('contradiction', 'broken_amount', 'conflicting')
			) AND NOT EXISTS (
				SELECT FROM bank.facts f
				WHERE f.ruling = v.ruling AND f.victim = v.seq AND f.source = 'adviser'
			) AS contrasts
			FROM bank.victims v
			WHERE v.ruling = $1 AND NOT v.removed AND v.source <> 'model'
		), usual AS (
			SELECT percentile_cont(0.75) WITHIN GROUP (ORDER BY v.total) AS third, count(*) AS n
			FROM bank.rulings me
			JOIN bank.rulings r ON r.state = 'suitable' AND r.offence_kinds && me.offence_kinds[1:1] AND r.ecli <> me.ecli AND r.currency = me.currency
			JOIN bank.victims v ON v.ruling = r.ecli AND NOT v.removed AND v.total > 0
			WHERE me.ecli = $1
		)
		SELECT coalesce(bool_or(s.contrasts), false), coalesce(bool_or(s.total > s.claimed), false), coalesce(bool_or(s.total >= $2), false),
			coalesce(bool_or(u.n >= $3 AND s.total > $4 * u.third), false)
		FROM sums s, usual u`
	var contrasts, more, high, far bool
	if err := tx.QueryRow(ctx, look, id, highSum, farOutLeast, farOutTimes).Scan(&contrasts, &more, &high, &far); err != nil {
		return NoDoubt, err
	}
	switch {
	case contrasts:
		return Contradicted, nil
	case more:
		return MoreThanClaimed, nil
	case high:
		return HighSum, nil
	case far:
		return FarOut, nil
	}
	return NoDoubt, nil
}

// Judge keeps what an adviser thinks of a ruling. A ruling with an unusual sum that is found suitable waits for another adviser, who says so
// too; until then legal staff do not see it.
//
// It returns ErrUnknown, ErrStale when the ruling changed since it was opened, ErrNoTheme for an opinion that is not whole, ErrOwn to who
// would be the own second reader and ErrStep for a ruling without a text.
func (s *Store) Judge(ctx context.Context, who staff.Person, id ECLI, o Opinion) (State, error) {
	if !o.valid() {
		return "", ErrNoTheme
	}
	var after standing
	err := staff.As(ctx, s.db, who, func(tx pgx.Tx) error {
		before, row, err := s.lock(ctx, tx, id)
		if err != nil {
			return err
		}
		act := "judge"
		now := s.now().UTC().Truncate(time.Microsecond)
		after = standing{State: o.State, JudgedBy: who.ID, JudgedAt: &now}
		switch {
		case versionOf(row.Hash, row.Reader) != o.Version:
			return ErrStale
		case o.State != Suitable:
			after.Reason, after.Theme = o.Reason, o.Theme
		case row.Body == "":
			return ErrStep
		case before.State == Second && before.JudgedBy == who.ID:
			return ErrOwn
		case before.State == Second:
			act = "second"
			after.Theme, after.JudgedBy, after.JudgedAt, after.SecondBy = o.Theme, before.JudgedBy, before.JudgedAt, who.ID
		default:
			after.Theme = o.Theme
			why, err := doubt(ctx, tx, id)
			if err != nil {
				return err
			}
			if why != NoDoubt && !(before.State == Suitable && before.SecondBy != "") {
				after.State = Second
			} else if before.State == Suitable {
				after.JudgedBy, after.JudgedAt, after.SecondBy = before.JudgedBy, before.JudgedAt, before.SecondBy
			}
		}
		if err := s.stand(ctx, tx, row, after); err != nil {
			return err
		}
		return s.note(ctx, tx, id, who, act, "", 0, before, after)
	})
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return "", ErrUnknown
	case err != nil:
		return "", fmt.Errorf("judging ruling %s: %w", id, err)
	}
	if after.State == Suitable {
		// Likeness may come later: a model that is down must not keep an adviser from working.
		if err := s.Embed(ctx); err != nil {
			return after.State, nil //nolint:nilerr // background work tries again
		}
	}
	return after.State, nil
}

// lock returns a ruling and where it stands, and keeps others from moving it until the transaction ends.
func (s *Store) lock(ctx context.Context, tx pgx.Tx, id ECLI) (standing, judgedRow, error) {
	rows, err := tx.Query(ctx, `
		SELECT `+rulingColumns+`, hash, reader, state, again, reason, judged_by, judged_at, second_by, withdrawn_at
		FROM bank.rulings
		WHERE ecli = $1 AND state <> 'aside'
		FOR UPDATE`, id)
	if err != nil {
		return standing{}, judgedRow{}, err
	}
	row, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[judgedRow])
	if err != nil {
		return standing{}, judgedRow{}, err
	}
	var at *time.Time
	if row.JudgedAt != nil {
		t := row.JudgedAt.UTC()
		at = &t
	}
	return standing{row.State, row.Again, row.Theme, row.Reason, row.JudgedBy, at, row.SecondBy}, row, nil
}

// stand puts a ruling where it should stand, and on or off the shelf of legal staff.
func (s *Store) stand(ctx context.Context, tx pgx.Tx, row judgedRow, to standing) error {
	if err := s.unshelve(ctx, tx, row.ECLI); err != nil {
		return err
	}
	const move = `
		UPDATE bank.rulings SET state = $2, again = $3, theme = $4, reason = $5, judged_by = $6, judged_at = $7, second_by = $8
		WHERE ecli = $1`
	if _, err := tx.Exec(ctx, move, row.ECLI, to.State, to.Again, to.Theme, to.Reason, to.JudgedBy, to.JudgedAt, to.SecondBy); err != nil {
		return err
	}
	if to.State != Suitable {
		return nil
	}
	row.Theme = to.Theme
	return s.shelve(ctx, tx, row.rulingRow)
}

// note writes down what an adviser did, so that it can be undone and counted.
func (s *Store) note(ctx context.Context, tx pgx.Tx, id ECLI, who staff.Person, act string, field Field, victim int, before, after any) error {
	b, err := json.Marshal(before)
	if err != nil {
		return err
	}
	a, err := json.Marshal(after)
	if err != nil {
		return err
	}
	const insert = `
		INSERT INTO bank.acts (ruling, at, person, act, field, victim, before, after)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`
	_, err = tx.Exec(ctx, insert, id, s.now(), who.ID, act, field, victim, b, a)
	return err
}

func orZero(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return *t
}
