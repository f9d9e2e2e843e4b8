package jurisprudence

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/pgvector/pgvector-go"

	"wegwijzer/internal/dutch"
	"wegwijzer/staff"
)

// How much a search looks at.
const (
	mostCounted = 2_000 // cases that are counted and over which figures are made: who finds more has not said yet what to compare with
	mostRanked  = 300   // cases that words are ranked among
	fewFound    = 20    // with less than so many that have all words, those with any are shown behind them
	rankConst   = 60    // of reciprocal rank fusion: how much the first places weigh above the later
)

// Sum is what one injured party claimed and got, as counted. A sum that the ruling does not state is nil.
type Sum struct {
	Seq        int
	Claimed    *int64
	Total      *int64
	Material   *int64
	Immaterial *int64
	Affection  *int64
	Shock      *int64
	Decision   Decision
}

// Of returns the sum of a head, nil when the ruling does not state it.
func (s Sum) Of(h Head) *int64 {
	switch h {
	case ImmaterialHead:
		return s.Immaterial
	case MaterialHead:
		return s.Material
	case AffectionHead:
		return s.Affection
	case ShockHead:
		return s.Shock
	}
	return s.Total
}

// Hit is a case that was found.
type Hit struct {
	Card
	Sums []Sum
}

// Result is what a search found.
type Result struct {
	Count    int  // cases; at most mostCounted
	More     bool // there are more; the figures are over the first ones
	Hits     []Hit
	Ranges   []Range // by head and kind; none when there are too many cases
	Refused  int     // injured parties who got nothing
	Judged   int     // injured parties on whose claim was decided
	Outliers []Point // sums far beyond the others, for the head asked for
}

// ByMeaning returns a bank that also finds rulings by the meaning of words. It is for embedders that know meaning: the built-in one only knows
// which words look alike, and would add nothing to searching by words.
func (s *Store) ByMeaning() *Store {
	by := *s
	by.meaning = true
	return &by
}

// conditions returns what a case must fulfil, as SQL over bank.suitable_cases c, with its arguments.
func (w Wanted) conditions() (where string, args []any) {
	var all []string
	add := func(condition string, arg any) {
		args = append(args, arg)
		all = append(all, fmt.Sprintf(condition, len(args)))
	}
	if len(w.Offences) > 0 {
		add("c.offences && $%d", w.Offences)
	}
	if len(w.Injuries) > 0 {
		add("c.injuries && $%d", w.Injuries)
	}
	if len(w.Articles) > 0 {
		add("c.articles && $%d", w.Articles)
	}
	if len(w.Relation) > 0 {
		add("c.relation = ANY($%d)", w.Relation)
	}
	if w.Court != "" {
		add("c.court = $%d", w.Court)
	}
	if w.Level != "" {
		add("c.level = $%d", w.Level)
	}
	if w.Kind != "" {
		add("c.kind = $%d", w.Kind)
	}
	if w.Theme != "" {
		add("c.theme = $%d", w.Theme)
	}
	if !w.From.IsZero() {
		add("c.decided >= $%d", w.From)
	}
	if !w.To.IsZero() {
		add("c.decided <= $%d", w.To)
	}
	if w.Final {
		add("c.finality = $%d", Final)
	}
	if w.Least > 0 || w.Most > 0 {
		most := w.Most
		if most == 0 {
			most = 1 << 60
		}
		args = append(args, w.Least, most)
		all = append(all, fmt.Sprintf("EXISTS (SELECT FROM bank.suitable_sums s WHERE s.ruling = c.ruling AND s.%s BETWEEN $%d AND $%d)", w.Head.column(), len(args)-1, len(args)))
	}
	if w.Refused {
		add("EXISTS (SELECT FROM bank.suitable_sums s WHERE s.ruling = c.ruling AND s.decision = ANY($%d))", []Decision{Rejected, Inadmissible})
	}
	if len(all) == 0 {
		return "true", nil
	}
	return strings.Join(all, " AND "), args
}

// Search returns the suitable cases that are wanted: those numbered from and on, at most so many, and the figures over all of them. Filters
// are exact and come first; words rank what they leave, and only leave out what has none of them.
func (s *Store) Search(ctx context.Context, who staff.Person, w Wanted, from, most int) (Result, error) {
	var vector []float32
	if s.meaning && w.Words != "" {
		// A model that is down leaves the words.
		if v, err := s.embed.Embed(ctx, []string{w.Words}); err == nil && len(v) == 1 {
			vector = v[0]
		}
	}
	var out Result
	err := staff.As(ctx, s.db, who, func(tx pgx.Tx) error {
		found, err := s.find(ctx, tx, w, vector)
		if err != nil {
			return err
		}
		if len(found) > mostCounted {
			found, out.More = found[:mostCounted], true
		}
		out.Count = len(found)
		out.figures(w, found)
		var page []string
		for _, f := range found[min(from, len(found)):min(from+most, len(found))] {
			page = append(page, string(f.id))
		}
		out.Hits, err = hits(ctx, tx, page)
		return err
	})
	if err != nil {
		return Result{}, fmt.Errorf("searching rulings: %w", err)
	}
	return out, nil
}

// counted is a case that was found, with what figures are made of.
type counted struct {
	id   ECLI
	kind Kind
	euro bool
	year int // 0 when the day is not known
	sums []Sum
}

// find returns the cases that are wanted in the order in which they are shown, one more than mostCounted at most.
func (s *Store) find(ctx context.Context, tx pgx.Tx, w Wanted, vector []float32) ([]counted, error) {
	where, args := w.conditions()
	if w.Words == "" {
		return withSums(ctx, tx, fmt.Sprintf(`
			SELECT c.ruling, c.kind, c.decided, c.currency, 0 AS place
			FROM bank.suitable_cases c
			WHERE %s
			ORDER BY c.decided DESC NULLS LAST, c.ruling
			LIMIT %d`, where, mostCounted+1), args...)
	}
	// All words first; where that leaves little, any of them. Ranking reads the words of each, so the newest are ranked and no more.
	var ranked []string
	for _, join := range []string{" & ", " | "} {
		words := tsquery(w.Words, join)
		if words == "" {
			break
		}
		found, err := ids(ctx, tx, fmt.Sprintf(`
			WITH said AS MATERIALIZED (
				SELECT ruling FROM bank.suitable_texts WHERE terms @@ $%[2]d::tsquery
			), newest AS MATERIALIZED (
				SELECT c.ruling, c.decided
				FROM said
				JOIN bank.suitable_cases c ON c.ruling = said.ruling
				WHERE %[1]s
				ORDER BY c.decided DESC NULLS LAST, c.ruling
				LIMIT %[3]d
			)
			SELECT n.ruling
			FROM newest n
			JOIN bank.suitable_texts t ON t.ruling = n.ruling
			ORDER BY ts_rank(t.terms, $%[2]d::tsquery, 1) DESC, n.decided DESC NULLS LAST, n.ruling`, where, len(args)+1, mostRanked), append(slices.Clone(args), words)...)
		if err != nil {
			return nil, err
		}
		for _, id := range found {
			if len(ranked) < mostRanked && !slices.Contains(ranked, id) {
				ranked = append(ranked, id)
			}
		}
		if len(ranked) >= fewFound {
			break
		}
	}
	if vector != nil {
		byMeaning, err := s.nearest(ctx, tx, vector, where, args, nearWidth)
		if err != nil {
			return nil, err
		}
		ranked = fuse(ranked, byMeaning)
	}
	return withSums(ctx, tx, `
		SELECT c.ruling, c.kind, c.decided, c.currency, p.place
		FROM unnest($1::text[]) WITH ORDINALITY AS p (ruling, place)
		JOIN bank.suitable_cases c ON c.ruling = p.ruling`, ranked)
}

// withSums returns the cases that a statement finds, in the order of their place, with the sums in each.
func withSums(ctx context.Context, tx pgx.Tx, statement string, args ...any) ([]counted, error) {
	rows, err := tx.Query(ctx, `
		SELECT c.ruling, c.kind, coalesce(extract(year FROM c.decided), 0)::int, c.currency = 'EUR', s.seq IS NOT NULL, s.total, s.material, s.immaterial, s.affection, s.shock,
			coalesce(s.decision, '')
		FROM (`+statement+`) c
		LEFT JOIN bank.suitable_sums s ON s.ruling = c.ruling
		ORDER BY c.place, c.decided DESC NULLS LAST, c.ruling, s.seq`, args...)
	if err != nil {
		return nil, err
	}
	var all []counted
	var c counted
	var there bool
	var x Sum
	_, err = pgx.ForEachRow(rows, []any{&c.id, &c.kind, &c.year, &c.euro, &there, &x.Total, &x.Material, &x.Immaterial, &x.Affection, &x.Shock, &x.Decision}, func() error {
		if len(all) == 0 || all[len(all)-1].id != c.id {
			all = append(all, c)
		}
		if there {
			last := &all[len(all)-1]
			last.sums = append(last.sums, x)
		}
		x = Sum{}
		return nil
	})
	return all, err
}

// tsquery returns words as the database looks for them; empty when none of them is worth looking for.
func tsquery(words, join string) string {
	var all []string
	for _, t := range dutch.Terms(words) {
		if !t.Part {
			all = appendNew(all, "'"+strings.ReplaceAll(strings.ReplaceAll(t.Text, "\\", ""), "'", "''")+"'")
		}
	}
	return strings.Join(all, join)
}

// fuse joins two rankings by reciprocal rank: what both find goes first.
func fuse(a, b []string) []string {
	score := map[string]float64{}
	var all []string
	for _, list := range [][]string{a, b} {
		for i, id := range list {
			if _, seen := score[id]; !seen {
				all = append(all, id)
			}
			score[id] += 1 / float64(rankConst+i)
		}
	}
	slices.SortStableFunc(all, func(x, y string) int {
		switch {
		case score[x] > score[y]:
			return -1
		case score[x] < score[y]:
			return 1
		}
		return 0
	})
	return all
}

// nearest returns the cases whose vectors are nearest to one, among those that fulfil a condition.
func (s *Store) nearest(ctx context.Context, tx pgx.Tx, vector []float32, where string, args []any, most int) ([]string, error) {
	var model int
	err := tx.QueryRow(ctx, `SELECT id FROM bank.models WHERE name = $1 AND dimension = $2`, s.embed.Name(), len(vector)).Scan(&model)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	for _, set := range []string{fmt.Sprintf("SET LOCAL hnsw.ef_search = %d", nearWidth), "SET LOCAL hnsw.iterative_scan = strict_order"} {
		if _, err := tx.Exec(ctx, set); err != nil {
			return nil, err
		}
	}
	// The expression must be that of the index, or the index is not used.
	return ids(ctx, tx, fmt.Sprintf(`
		SELECT v.ruling
		FROM bank.suitable_vectors v
		JOIN bank.suitable_cases c ON c.ruling = v.ruling
		WHERE v.model = %[1]d AND %[2]s
		ORDER BY v.embedding::vector(%[3]d) <=> $%[4]d
		LIMIT %[5]d`, model, where, len(vector), len(args)+1, most), append(slices.Clone(args), pgvector.NewVector(vector))...)
}

// ids returns the numbers of rulings that a statement gives.
func ids(ctx context.Context, tx pgx.Tx, statement string, args ...any) ([]string, error) {
	rows, err := tx.Query(ctx, statement, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// hits returns the cases with these numbers, in this order.
func hits(ctx context.Context, tx pgx.Tx, page []string) ([]Hit, error) {
	if len(page) == 0 {
		return nil, nil
	}
	rows, err := tx.Query(ctx, `
		SELECT c.ruling, c.court, c.level, c.kind, c.decided, c.currency, c.finality, c.relation, c.offences, c.injuries, c.articles, c.theme
		FROM unnest($1::text[]) WITH ORDINALITY AS p (ruling, place)
		JOIN bank.suitable_cases c ON c.ruling = p.ruling
		ORDER BY p.place`, page)
	if err != nil {
		return nil, err
	}
	var all []Hit
	at := map[ECLI]int{}
	var h Hit
	var decided *time.Time
	_, err = pgx.ForEachRow(rows, []any{
		&h.ECLI, &h.Court, &h.Level, &h.Kind, &decided, &h.Currency, &h.Finality, &h.Relation, &h.OffenceKinds, &h.InjuryKinds, &h.Articles, &h.Theme,
	}, func() error {
		one := h
		one.Decided = orZero(decided)
		at[one.ECLI] = len(all)
		all = append(all, one)
		h.OffenceKinds, h.InjuryKinds, h.Articles = nil, nil, nil
		return nil
	})
	if err != nil {
		return nil, err
	}
	rows, err = tx.Query(ctx, `
		SELECT ruling, seq, claimed, total, material, immaterial, affection, shock, decision
		FROM bank.suitable_sums
		WHERE ruling = ANY($1)
		ORDER BY ruling, seq`, page)
	if err != nil {
		return nil, err
	}
	var id ECLI
	var x Sum
	_, err = pgx.ForEachRow(rows, []any{&id, &x.Seq, &x.Claimed, &x.Total, &x.Material, &x.Immaterial, &x.Affection, &x.Shock, &x.Decision}, func() error {
		if i, ok := at[id]; ok {
			all[i].Sums = append(all[i].Sums, x)
		}
		x = Sum{}
		return nil
	})
	return all, err
}

// Courts returns the courts of which there are suitable rulings, by name.
func (s *Store) Courts(ctx context.Context, who staff.Person) ([]string, error) {
	var out []string
	err := staff.As(ctx, s.db, who, func(tx pgx.Tx) error {
		var err error
		out, err = ids(ctx, tx, `SELECT court FROM bank.suitable_cases WHERE court <> '' GROUP BY court ORDER BY court`)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("listing courts: %w", err)
	}
	return out, nil
}

// mostSimilar is how many similar rulings are shown.
const mostSimilar = 6

// Case returns a suitable ruling for legal staff, and those that are most similar; ErrUnknown when it is not suitable. What may point to somebody is
// in Residue, and is not to be shown.
func (s *Store) Case(ctx context.Context, who staff.Person, id ECLI) (Sheet, []Hit, error) {
	var sheet Sheet
	var similar []Hit
	err := staff.As(ctx, s.db, who, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `SELECT `+rulingColumns+` FROM bank.suitable WHERE ecli = $1`, id)
		if err != nil {
			return err
		}
		row, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[rulingRow])
		if err != nil {
			return err
		}
		if sheet, err = row.sheet(); err != nil {
			return err
		}
		sheet.State = Suitable
		if sheet.Claimants, err = claimants(ctx, tx, id, "bank.suitable_victims", "bank.suitable_facts"); err != nil {
			return err
		}
		if sheet.Chain, err = chain(ctx, tx, id, "bank.suitable_relations", "bank.suitable", "bank.suitable_victims", "'suitable'"); err != nil {
			return err
		}
		similar, err = s.similar(ctx, tx, id)
		return err
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return Sheet{}, nil, ErrUnknown
	}
	if err != nil {
		return Sheet{}, nil, fmt.Errorf("opening ruling %s: %w", id, err)
	}
	for i := range sheet.Claimants {
		for _, x := range sheet.Residue {
			if name := x.In(sheet.Text); name != "" {
				sheet.Claimants[i].Label = strings.ReplaceAll(sheet.Claimants[i].Label, name, masked)
			}
		}
	}
	return sheet, similar, nil
}

// similar returns the cases whose vectors are nearest to that of one.
func (s *Store) similar(ctx context.Context, tx pgx.Tx, id ECLI) ([]Hit, error) {
	if s.embed == nil {
		return nil, nil
	}
	const own = `
		SELECT v.embedding
		FROM bank.suitable_vectors v
		JOIN bank.models m ON m.id = v.model
		WHERE v.ruling = $1 AND m.name = $2 AND m.dimension = $3`
	var vector pgvector.Vector
	err := tx.QueryRow(ctx, own, id, s.embed.Name(), s.embed.Dimension()).Scan(&vector)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	near, err := s.nearest(ctx, tx, vector.Slice(), "c.ruling <> $1", []any{id}, mostSimilar)
	if err != nil {
		return nil, err
	}
	return hits(ctx, tx, near)
}
