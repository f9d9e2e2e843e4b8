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
		// With one injured party the first two conditions say it all, and they cost little; the third is for who got too much beside who got too little.
		all = append(all, fmt.Sprintf("$%[2]d <= ANY (c.%[1]s) AND $%[3]d >= ANY (c.%[1]s) AND (cardinality(c.%[1]s) = 1 OR EXISTS (SELECT FROM unnest(c.%[1]s) x WHERE x BETWEEN $%[2]d AND $%[3]d))",
			w.Head.column(), len(args)-1, len(args)))
	}
	if w.Refused {
		all = append(all, "c.refused > 0")
	}
	if len(all) == 0 {
		return "true", nil
	}
	return strings.Join(all, " AND "), args
}

// Search returns the suitable cases that are wanted: those numbered from and on, at most so many, and the figures over all of them. Filters
// are exact and come first; words rank what they leave, and only leave out what has none of them.
func (s *Store) Search(ctx context.Context, who staff.Person, w Wanted, from, most int) (Result, error) {
	vector := s.vectorOf(ctx, w.Words)
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

// vectorOf returns the meaning of words; nil without a model that knows it, or when that is down: then the words do.
func (s *Store) vectorOf(ctx context.Context, words string) []float32 {
	if !s.meaning || words == "" {
		return nil
	}
	v, err := s.embed.Embed(ctx, []string{words})
	if err != nil || len(v) != 1 {
		return nil
	}
	return v[0]
}

// counted is a case that was found, with what figures are made of.
type counted struct {
	id              ECLI
	kind            Kind
	euro            bool
	year            int // 0 when the day is not known
	judged, refused int
	sums            [5][]int64 // as in Heads
}

// few reports a search that asks for something that most cases do not have.
func (w Wanted) few() bool {
	return len(w.Offences) > 0 || len(w.Injuries) > 0 || len(w.Articles) > 0 || len(w.Relation) > 0 || w.Court != "" || w.Theme != "" || w.Final || w.Least > 0 || w.Most > 0
}

// find returns the cases that are wanted in the order in which they are shown, one more than mostCounted at most.
func (s *Store) find(ctx context.Context, tx pgx.Tx, w Wanted, vector []float32) ([]counted, error) {
	where, args := w.conditions()
	if w.Words == "" {
		// Reading from the newest on ends soon when most cases will do. For a search that few cases fit the database takes it to be cheap too, and
		// would look at tens of thousands one by one; the OFFSET keeps it from that: then what fits is gathered first, and sorted.
		fence := ""
		if w.few() {
			fence = "OFFSET 0"
		}
		return gather(ctx, tx, fmt.Sprintf(`
			SELECT *
			FROM (SELECT %s FROM bank.suitable_cases c WHERE %s %s) c
			ORDER BY decided DESC NULLS LAST, ruling
			LIMIT %d`, countedColumns, where, fence, mostCounted+1), args...)
	}
	ranked, err := s.ranked(ctx, tx, w, vector, mostRanked)
	if err != nil {
		return nil, err
	}
	return gather(ctx, tx, `
		SELECT `+countedColumns+`
		FROM unnest($1::text[]) WITH ORDINALITY AS p (id, place)
		JOIN bank.suitable_cases c ON c.ruling = p.id
		ORDER BY p.place`, ranked)
}

// ranked returns the cases that fit the words and the filters, the best of the newest first, at most so many.
func (s *Store) ranked(ctx context.Context, tx pgx.Tx, w Wanted, vector []float32, most int) ([]string, error) {
	where, args := w.conditions()
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
			ORDER BY ts_rank(t.terms, $%[2]d::tsquery, 1) DESC, n.decided DESC NULLS LAST, n.ruling`, where, len(args)+1, most), append(slices.Clone(args), words)...)
		if err != nil {
			return nil, err
		}
		for _, id := range found {
			if len(ranked) < most && !slices.Contains(ranked, id) {
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
	return ranked, nil
}

// countedColumns are what gather reads of bank.suitable_cases c, the sums as in Heads.
const countedColumns = `c.ruling, c.decided, c.kind, c.currency, c.judged, c.refused, c.immaterial, c.material, c.affection, c.shock, c.total`

// gather returns the cases that a statement gives, in its order.
func gather(ctx context.Context, tx pgx.Tx, statement string, args ...any) ([]counted, error) {
	rows, err := tx.Query(ctx, statement, args...)
	if err != nil {
		return nil, err
	}
	var all []counted
	var c counted
	var decided *time.Time
	var currency Currency
	_, err = pgx.ForEachRow(rows, []any{&c.id, &decided, &c.kind, &currency, &c.judged, &c.refused, &c.sums[0], &c.sums[1], &c.sums[2], &c.sums[3], &c.sums[4]}, func() error {
		c.euro, c.year = currency == Euro, 0
		if decided != nil {
			c.year = decided.Year()
		}
		all = append(all, c)
		c.sums = [5][]int64{}
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
		FROM bank.suitable_victims
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
		// From each name to the next through the index: there are a few dozen, of a hundred thousand cases.
		const step = `
			WITH RECURSIVE named AS (
				(SELECT court FROM bank.suitable_cases WHERE court > '' ORDER BY court LIMIT 1)
				UNION ALL
				SELECT (SELECT c.court FROM bank.suitable_cases c WHERE c.court > n.court ORDER BY c.court LIMIT 1)
				FROM named n
				WHERE n.court IS NOT NULL
			)
			SELECT court FROM named WHERE court IS NOT NULL`
		var err error
		out, err = ids(ctx, tx, step)
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

// similar returns the cases that are most alike: of those that share an offence or an injury, or else of all of its kind, those whose vectors are
// nearest.
func (s *Store) similar(ctx context.Context, tx pgx.Tx, id ECLI) ([]Hit, error) {
	if s.embed == nil {
		return nil, nil
	}
	const own = `
		SELECT v.embedding, c.kind, c.offences, c.injuries
		FROM bank.suitable_vectors v
		JOIN bank.models m ON m.id = v.model
		JOIN bank.suitable_cases c ON c.ruling = v.ruling
		WHERE v.ruling = $1 AND m.name = $2 AND m.dimension = $3`
	var vector pgvector.Vector
	var kind Kind
	var offences, injuries []string
	err := tx.QueryRow(ctx, own, id, s.embed.Name(), s.embed.Dimension()).Scan(&vector, &kind, &offences, &injuries)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	// What a text looks like says little of what happened: two judgments of one court look alike.
	near, err := s.nearest(ctx, tx, vector.Slice(), "c.ruling <> $1 AND c.kind = $2 AND (c.offences && $3 OR c.injuries && $4)", []any{id, kind, offences, injuries}, mostSimilar)
	if err == nil && len(near) == 0 {
		near, err = s.nearest(ctx, tx, vector.Slice(), "c.ruling <> $1 AND c.kind = $2", []any{id, kind}, mostSimilar)
	}
	if err != nil {
		return nil, err
	}
	return hits(ctx, tx, near)
}
