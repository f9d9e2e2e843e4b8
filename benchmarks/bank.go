package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/sync/errgroup"

	"wegwijzer/internal/inference"
	"wegwijzer/jurisprudence"
	"wegwijzer/staff"
)

// Who searches the bank.
var (
	bankLawyer  = staff.Person{ID: "bench", Role: staff.Legal}
	bankAdviser = staff.Person{ID: "adviser", Role: staff.Policy}
)

// measureBank fills a bank with so many suitable rulings, made from the invented ones of the repository, and measures how long searches with
// filters take. What is measured is jurisprudence.Store.Search as the page calls it: finding, the first twenty cases and the figures over all.
func measureBank(ctx context.Context, root string, db *pgxpool.Pool, n, searches int) (bankFigures, error) {
	var f bankFigures
	s := jurisprudence.NewStore(db, inference.NGram{}, nil)
	if err := seedBank(ctx, root, s); err != nil {
		return f, err
	}
	if err := multiplyBank(ctx, db, n); err != nil {
		return f, err
	}
	if err := db.QueryRow(ctx, `SELECT count(*) FROM bank.cases`).Scan(&f.Rulings); err != nil {
		return f, err
	}
	for _, lanes := range []int{1, bankLanes} {
		l, found, err := searchBank(ctx, s, searches, lanes)
		if err != nil {
			return f, err
		}
		f.Searches, f.Found, f.Took = searches, found, append(f.Took, l)
	}
	f.Busy = busy()
	return f, nil
}

// searchBank makes searches, so many at a time, and returns how long they took and how many cases one found on average. The first ones warm up and do
// not count.
func searchBank(ctx context.Context, s *jurisprudence.Store, searches, lanes int) (l bankTimes, found int, err error) {
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same searches each time
	const warm = 20
	took, counts := make([]time.Duration, searches), make([]int, searches)
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(lanes)
	for i := range warm + searches {
		w := someSearch(random)
		g.Go(func() error {
			start := time.Now()
			r, err := s.Search(ctx, bankLawyer, w, 0, 20)
			if err == nil && i >= warm {
				took[i-warm], counts[i-warm] = time.Since(start), r.Count
			}
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return l, 0, err
	}
	for _, n := range counts {
		found += n
	}
	slices.Sort(took)
	at := func(share float64) float64 {
		return float64(took[min(len(took)-1, int(share*float64(len(took))))].Microseconds()) / 1000
	}
	return bankTimes{lanes, at(.5), at(.95), at(.99)}, found / searches, nil
}

// bankFigures is what was measured.
type bankFigures struct {
	Rulings  int         `json:"rulings"`
	Searches int         `json:"searches"`
	Found    int         `json:"found"` // cases a search, on average
	Took     []bankTimes `json:"took"`
	Busy     string      `json:"busy"` // how loaded the machine was
}

// bankTimes is how long searches took, in milliseconds.
type bankTimes struct {
	Lanes int     `json:"at_once"`
	P50   float64 `json:"p50_ms"`
	P95   float64 `json:"p95_ms"`
	P99   float64 `json:"p99_ms"`
}

// bankLanes is how many searches are made at once when several are.
const bankLanes = 4

// bankSearches is how many searches are measured.
const bankSearches = 1_000

func (r *report) measureBank(ctx context.Context, o options, s *server) error {
	db, err := s.database(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	f, err := measureBank(ctx, o.root, db, o.bank, min(bankSearches, o.bank))
	r.bank = &f
	return err
}

// bankHeading begins the part of the page on the bank.
const bankHeading = "\n## De bank van uitspraken\n"

// bankPage is the part of the page on the bank.
func (r *report) bankPage() string {
	if r.bank == nil {
		return ""
	}
	f := r.bank
	var rows strings.Builder
	for _, l := range f.Took {
		fmt.Fprintf(&rows, "| %d tegelijk | %.1f | %.1f | %.1f |\n", l.Lanes, l.P50, l.P95, l.P99)
	}
	return bankHeading + fmt.Sprintf(`
Zoeken tussen %d geschikte uitspraken, zoals de pagina het doet: kiezen met filters, soms met woorden, de eerste twintig zaken tonen en de bedragen
van alle gevonden zaken uitrekenen. De uitspraken zijn de verzonnen uitspraken van de proef, vermenigvuldigd met andere dagen, rechters, feiten,
letsels en bedragen. %d zoekopdrachten, die gemiddeld %d zaken vonden. Het doel: 99 %% binnen 50 ms.

| milliseconden | p50 | p95 | p99 |
|---|---|---|---|
%s
Machine: %s; %s. Belasting na de meting: %s.
`, f.Rulings, f.Searches, f.Found, rows.String(), r.machine, r.server, f.Busy)
}

// someSearch returns a search as legal staff make them: an offence or an injury, most often with a period, a level, a sum, a court, a relation, an article
// or words.
func someSearch(random *rand.Rand) jurisprudence.Wanted {
	w := jurisprudence.Wanted{Kind: jurisprudence.Criminal}
	one := func(list []string) []string { return []string{list[random.IntN(len(list))]} }
	if random.IntN(2) == 0 {
		w.Offences = one(jurisprudence.OffenceGroups())
	} else {
		w.Injuries = one(jurisprudence.InjuryGroups())
	}
	if random.IntN(3) == 0 {
		w.Offences, w.Injuries = one(jurisprudence.OffenceGroups()), one(jurisprudence.InjuryGroups())
	}
	if random.IntN(2) == 0 {
		w.From = time.Date(2012+random.IntN(12), 1, 1, 0, 0, 0, 0, time.UTC)
		w.To = w.From.AddDate(1+random.IntN(4), 0, 0)
	}
	if random.IntN(4) == 0 {
		w.Level = jurisprudence.District
	}
	if random.IntN(3) == 0 {
		w.Head, w.Least = jurisprudence.ImmaterialHead, int64(random.IntN(5))*100_000
		w.Most = w.Least + 500_000
	}
	switch random.IntN(12) {
	case 0:
		w.Court = fmt.Sprintf("Rechtbank %d", random.IntN(11))
	case 1:
		w.Relation = []jurisprudence.Relationship{jurisprudence.Relationships()[random.IntN(len(jurisprudence.Relationships()))]}
	case 2:
		w.Final = true
	case 3:
		w.Articles = []string{[]string{"300 Sr", "302 Sr", "312 Sr", "285 Sr"}[random.IntN(4)]}
	}
	if random.IntN(4) == 0 {
		w.Words = []string{"gebroken neus", "blijvend letsel", "slapeloosheid en angst", "litteken in het gezicht", "werk gemist"}[random.IntN(5)]
	}
	return w
}

// seedBank puts the invented rulings in the bank and has them found suitable.
func seedBank(ctx context.Context, root string, s *jurisprudence.Store) error {
	files, err := filepath.Glob(filepath.Join(root, "jurisprudence/testdata/rulings/dev/*.xml"))
	if err != nil {
		return err
	}
	for _, name := range files {
		f, err := os.Open(name) //nolint:gosec // files of this repository
		if err != nil {
			return err
		}
		r, err := jurisprudence.Parse(f, filepath.Base(name))
		_ = f.Close() // only read
		if err == nil {
			_, err = s.Put(ctx, r)
		}
		if err != nil {
			return err
		}
	}
	pile, err := s.Pile(ctx, bankAdviser, jurisprudence.Queued, 0, 1000)
	if err != nil {
		return err
	}
	for _, x := range pile {
		sheet, err := s.Sheet(ctx, bankAdviser, x.ECLI)
		if err != nil {
			return err
		}
		o := jurisprudence.Opinion{State: jurisprudence.Suitable, Theme: sheet.Guess, Version: sheet.Version}
		state, err := s.Judge(ctx, bankAdviser, x.ECLI, o)
		if err == nil && state == jurisprudence.Second {
			_, err = s.Judge(ctx, staff.Person{ID: "other", Role: staff.Policy}, x.ECLI, o)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// multiplyBank copies what is in the bank until there are n rulings, each with its own number, day, court, offence, injury and sums. Text, words,
// statements and vectors are copied as they are, so that the tables are as large as they would be.
func multiplyBank(ctx context.Context, db *pgxpool.Pool, n int) error {
	return pgx.BeginFunc(ctx, db, func(tx pgx.Tx) error {
		const copies = `
			CREATE TEMP TABLE copies AS
			SELECT r.ecli AS source, 'ECLI:NL:RBXA:' || (2008 + i %% 17) || ':' || (100000 + i) AS made, i
			FROM generate_series(1, %d) i
			JOIN (SELECT ecli, row_number() OVER (ORDER BY ecli) - 1 AS k, count(*) OVER () AS whole FROM bank.rulings WHERE state = 'suitable') r ON r.k = i %% r.whole`
		if _, err := tx.Exec(ctx, fmt.Sprintf(copies, n)); err != nil {
			return fmt.Errorf("copying the bank: %w", err)
		}
		for _, statement := range []string{
			`CREATE INDEX ON copies (made)`,
			`CREATE TEMP TABLE more AS SELECT c.made, c.i, r.* FROM copies c JOIN bank.rulings r ON r.ecli = c.source`,
			`ALTER TABLE more DROP COLUMN ecli`,
			`UPDATE more SET decided = date '2008-01-01' + (i * 37 % 6200)::int, court = 'Rechtbank ' || i % 11, judged_at = now() - (i % 1000) * interval '1 hour',
				offence_kinds = ARRAY[($1::text[])[1 + i % cardinality($1::text[])], ($1::text[])[1 + (i * 7 + 3) % cardinality($1::text[])]],
				injury_kinds = ARRAY[($2::text[])[1 + i * 5 % cardinality($2::text[])]]`,
			`INSERT INTO bank.rulings (ecli, court, level, kind, extent, type, title, procedures, subjects, cases, decided, published, modified, summary, body, paragraphs, hash, reader,
				currency, finality, relation, relation_at, offences, injuries, offence_kinds, articles, injury_kinds, flags, usefulness, state, theme, judged_by, judged_at, second_by)
				SELECT made, court, level, kind, extent, type, title, procedures, subjects, cases, decided, published, modified, summary, body, paragraphs, hash, reader,
				currency, finality, relation, relation_at, offences, injuries, offence_kinds, articles, injury_kinds, flags, usefulness, state, theme, judged_by, judged_at, second_by FROM more`,
			`INSERT INTO bank.victims (ruling, seq, label, source, flags, claimed, material, immaterial, total, affection, shock, decision)
				SELECT m.made, v.seq, v.label, v.source, v.flags, v.claimed, v.material, v.immaterial * (50 + m.i % 100) / 100, v.total * (50 + m.i % 100) / 100, v.affection, v.shock, v.decision
				FROM more m JOIN bank.victims v ON v.ruling = (SELECT source FROM copies c WHERE c.made = m.made)`,
			`INSERT INTO bank.texts (ruling, terms, analyser) SELECT c.made, t.terms, t.analyser FROM copies c JOIN bank.texts t ON t.ruling = c.source`,
			`INSERT INTO bank.cases (ruling, decided, court, level, kind, finality, relation, currency, theme, offences, injuries, articles, since, total, material, immaterial, affection, shock,
				judged, refused)
				SELECT m.made, m.decided, m.court, m.level, m.kind, m.finality, m.relation, m.currency, m.theme, m.offence_kinds, m.injury_kinds, m.articles, m.judged_at,
				ARRAY(SELECT x * (50 + m.i % 100) / 100 FROM unnest(c.total) x), c.material, ARRAY(SELECT x * (50 + m.i % 100) / 100 FROM unnest(c.immaterial) x), c.affection, c.shock,
				c.judged, c.refused
				FROM more m JOIN bank.cases c ON c.ruling = (SELECT source FROM copies x WHERE x.made = m.made)`,
			`ANALYZE bank.rulings`, `ANALYZE bank.cases`, `ANALYZE bank.texts`, `ANALYZE bank.victims`,
		} {
			var args []any
			if len(statement) > 11 && statement[:11] == "UPDATE more" {
				args = []any{jurisprudence.OffenceGroups(), jurisprudence.InjuryGroups()}
			}
			if _, err := tx.Exec(ctx, statement, args...); err != nil {
				return fmt.Errorf("copying the bank: %w", err)
			}
		}
		return nil
	})
}
