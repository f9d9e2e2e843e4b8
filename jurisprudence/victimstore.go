package jurisprudence

import (
	"context"
	"strings"

	"github.com/jackc/pgx/v5"
)

// heldVictim is an injured party as an adviser left it.
type heldVictim struct {
	Seq     int
	Label   string
	Source  Source
	Removed bool
}

// heldFact is what an adviser said of an injured party.
type heldFact struct {
	Victim  int
	Field   Field
	Value   string
	Derived bool
	Quote   string
}

// replaceVictims keeps what the rules read now instead of what they read before. What an adviser said stays where the injured party is still
// there and the words still stand in the text; what a model proposed goes.
func (s *Store) replaceVictims(ctx context.Context, tx pgx.Tx, id ECLI, body string, f Finding) error {
	rows, err := tx.Query(ctx, `SELECT seq, label, source, removed FROM bank.victims WHERE ruling = $1 ORDER BY seq`, id)
	if err != nil {
		return err
	}
	before, err := pgx.CollectRows(rows, pgx.RowToStructByName[heldVictim])
	if err != nil {
		return err
	}
	rows, err = tx.Query(ctx, `SELECT victim, field, value, derived, quote FROM bank.facts WHERE ruling = $1 AND source = 'adviser'`, id)
	if err != nil {
		return err
	}
	said, err := pgx.CollectRows(rows, pgx.RowToStructByName[heldFact])
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `DELETE FROM bank.victims WHERE ruling = $1`, id); err != nil {
		return err
	}
	var victims, facts [][]any
	at := map[string]int{} // the number by which a label is known now
	for i, v := range f.Victims {
		label := cut(v.Label, 200)
		at[label] = i + 1
		var flags []mention
		for _, x := range v.Flags {
			flags = append(flags, mention{"", string(x.Kind), x.At.Start, x.At.End})
		}
		victims = append(victims, []any{id, i + 1, label, ByRule, false, listJSON(flags)})
		for _, x := range v.statements(body) {
			facts = append(facts, []any{id, i + 1, x.Field, x.Source, x.Value, x.Derived, x.At.Start, x.At.End, x.Quote})
		}
	}
	for _, v := range before {
		now, there := at[v.Label]
		switch {
		case !there && v.Source == ByAdviser && body != "":
			now = len(victims) + 1
			victims = append(victims, []any{id, now, v.Label, ByAdviser, v.Removed, []byte("[]")})
		case !there:
			continue
		case v.Removed:
			victims[now-1][4] = true
		}
		for _, x := range said {
			place := strings.Index(body, x.Quote)
			if x.Victim != v.Seq || place < 0 || body == "" {
				continue
			}
			facts = append(facts, []any{id, now, x.Field, ByAdviser, x.Value, x.Derived, place, place + len(x.Quote), x.Quote})
		}
	}
	if _, err := tx.CopyFrom(ctx, pgx.Identifier{"bank", "victims"}, []string{"ruling", "seq", "label", "source", "removed", "flags"}, pgx.CopyFromRows(victims)); err != nil {
		return err
	}
	if _, err := tx.CopyFrom(ctx, pgx.Identifier{"bank", "facts"}, []string{"ruling", "victim", "field", "source", "value", "derived", "start_at", "end_at", "quote"}, pgx.CopyFromRows(facts)); err != nil {
		return err
	}
	return settle(ctx, tx, id)
}

// settle makes anew what counts of each injured party: what an adviser said, or else what the rules read. What a model proposed is no part
// of it.
func settle(ctx context.Context, tx pgx.Tx, id ECLI) error {
	const settle = `
		WITH best AS (
			SELECT DISTINCT ON (victim, field) victim, field, value
			FROM bank.facts
			WHERE ruling = $1 AND source <> 'model'
			ORDER BY victim, field, source = 'adviser' DESC
		), counted AS (
			SELECT v.seq,
				max(b.value) FILTER (WHERE b.field = 'claimed_total') AS claimed,
				max(b.value) FILTER (WHERE b.field = 'awarded_material') AS material,
				max(b.value) FILTER (WHERE b.field = 'awarded_immaterial') AS immaterial,
				max(b.value) FILTER (WHERE b.field = 'awarded_total') AS total,
				max(b.value) FILTER (WHERE b.field = 'awarded_affection') AS affection,
				max(b.value) FILTER (WHERE b.field = 'awarded_shock') AS shock,
				max(b.value) FILTER (WHERE b.field = 'interest_from') AS interest,
				max(b.value) FILTER (WHERE b.field = 'gijzeling_days') AS days,
				max(b.value) FILTER (WHERE b.field = 'joint') AS joint,
				max(b.value) FILTER (WHERE b.field = 'measure_36f') AS measure,
				max(b.value) FILTER (WHERE b.field = 'decision') AS decision
			FROM bank.victims v
			LEFT JOIN best b ON b.victim = v.seq
			WHERE v.ruling = $1
			GROUP BY v.seq
		)
		UPDATE bank.victims v SET
			claimed = NULLIF(c.claimed, '')::bigint, material = NULLIF(c.material, '')::bigint, immaterial = NULLIF(c.immaterial, '')::bigint,
			total = NULLIF(c.total, '')::bigint, affection = NULLIF(c.affection, '')::bigint, shock = NULLIF(c.shock, '')::bigint,
			interest_from = NULLIF(c.interest, '')::date, days = NULLIF(c.days, '')::int, joint = NULLIF(c.joint, '')::boolean,
			measure = NULLIF(c.measure, '')::boolean, decision = coalesce(c.decision, '')
		FROM counted c
		WHERE v.ruling = $1 AND v.seq = c.seq`
	_, err := tx.Exec(ctx, settle, id)
	return err
}

// cut returns at most n bytes of s, whole characters.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}
