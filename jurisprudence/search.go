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
	mostCounted = 10_000 // cases over which figures are made: more than that compare nothing with nothing
	mostRanked  = 1_000  // cases that words are ranked among
	fewFound    = 20     // with less than so many that have all words, those with any are shown behind them
	rankConst   = 60     // of reciprocal rank fusion: how much the first places weigh above the later
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
	More     bool // there are more than were counted
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
		ids, err := s.find(ctx, tx, w, vector)
		if err != nil {
			return err
		}
		out.Count = len(ids)
		if out.Count > mostCounted {
			out.Count, out.More, ids = mostCounted, true, ids[:mostCounted]
		}
		page := ids[min(from, len(ids)):min(from+most, len(ids))]
		if out.Hits, err = hits(ctx, tx, page); err != nil || out.More {
			return err
		}
		return out.figures(ctx, tx, w, ids)
	})
	if err != nil {
		return Result{}, fmt.Errorf("searching rulings: %w", err)
	}
	return out, nil
}

// find returns the numbers of the cases that are wanted in the order in which they are shown, one more than mostCounted at most.
func (s *Store) find(ctx context.Context, tx pgx.Tx, w Wanted, vector []float32) ([]string, error) {
	where, args := w.conditions()
	if w.Words == "" {
		return ids(ctx, tx, fmt.Sprintf(`
			SELECT c.ruling
			FROM bank.suitable_cases c
			WHERE %s
			ORDER BY c.decided DESC NULLS LAST, c.ruling
			LIMIT %d`, where, mostCounted+1), args...)
	}
	// All words first; where that leaves little, any of them. Ranking reads the words of each, so it is bounded.
	var byWords []string
	for _, join := range []string{" & ", " | "} {
		words := tsquery(w.Words, join)
		if words == "" {
			break
		}
		found, err := ids(ctx, tx, fmt.Sprintf(`
			WITH candidates AS MATERIALIZED (
				SELECT t.ruling, t.terms, c.decided
				FROM bank.suitable_texts t
				JOIN bank.suitable_cases c ON c.ruling = t.ruling
				WHERE t.terms @@ $%[2]d::tsquery AND %[1]s
				LIMIT %[3]d
			)
			SELECT ruling FROM candidates
			ORDER BY ts_rank(terms, $%[2]d::tsquery, 1) DESC, decided DESC NULLS LAST, ruling`, where, len(args)+1, mostRanked), append(slices.Clone(args), words)...)
		if err != nil {
			return nil, err
		}
		for _, id := range found {
			if len(byWords) < mostRanked && !slices.Contains(byWords, id) {
				byWords = append(byWords, id)
			}
		}
		if len(byWords) >= fewFound {
			break
		}
	}
	if vector == nil {
		return byWords, nil
	}
	byMeaning, err := s.nearest(ctx, tx, vector, where, args, nearWidth)
	if err != nil {
		return nil, err
	}
	return fuse(byWords, byMeaning), nil
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
