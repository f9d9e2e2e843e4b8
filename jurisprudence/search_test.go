package jurisprudence

import (
	"context"
	"errors"
	"math"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/staff"
)

// letters is an embedder for tests: texts are alike when they use the same letters.
type letters struct{}

func (letters) Name() string   { return "letters" }
func (letters) Dimension() int { return 26 }
func (letters) Embed(_ context.Context, texts []string) ([][]float32, error) {
	out := make([][]float32, len(texts))
	for i, text := range texts {
		out[i] = make([]float32, 26)
		out[i][0] = 1
		for _, r := range text {
			if r >= 'a' && r <= 'z' {
				out[i][r-'a']++
			}
		}
	}
	return out, nil
}

// shelf returns a bank in which everything that has a text was found suitable, and how many rulings those are.
func shelf(t *testing.T) (*Store, *pgxpool.Pool, int) {
	t.Helper()
	db := pgtest.New(t)
	s := NewStore(db, letters{}, nil)
	for _, r := range developed(t) {
		if _, err := s.Put(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	pile, err := s.Pile(t.Context(), adviser, Queued, 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range pile {
		suit(t, s, x.ECLI)
	}
	return s, db, len(pile)
}

func TestSearchHoldsToItsFilters(t *testing.T) {
	t.Parallel()
	s, _, all := shelf(t)
	find := func(w Wanted) Result {
		t.Helper()
		r, err := s.Search(t.Context(), lawyer, w, 0, 1000)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	whole := find(Wanted{})
	if whole.Count != all || len(whole.Hits) != all {
		t.Fatalf("%d cases of %d", whole.Count, all)
	}
	if !slices.IsSortedFunc(whole.Hits, func(a, b Hit) int { return b.Decided.Compare(a.Decided) }) {
		t.Error("the newest are not first")
	}
	day2021 := time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		w  Wanted
		ok func(Hit) bool
	}{
		"offence": {Wanted{Offences: []string{"diefstal met geweld", "mishandeling"}}, func(h Hit) bool {
			return slices.Contains(h.OffenceKinds, "mishandeling") || slices.Contains(h.OffenceKinds, "diefstal met geweld")
		}},
		"injury":   {Wanted{Injuries: []string{"botbreuk"}}, func(h Hit) bool { return slices.Contains(h.InjuryKinds, "botbreuk") }},
		"article":  {Wanted{Articles: []string{"312 Sr"}}, func(h Hit) bool { return slices.Contains(h.Articles, "312 Sr") }},
		"relation": {Wanted{Relation: []Relationship{Partner, FormerPartner}}, func(h Hit) bool { return h.Relation == FormerPartner || h.Relation == Partner }},
		"level":    {Wanted{Level: Appeal}, func(h Hit) bool { return h.Level == Appeal }},
		"kind":     {Wanted{Kind: Civil}, func(h Hit) bool { return h.Kind == Civil }},
		"court":    {Wanted{Court: whole.Hits[0].Court}, func(h Hit) bool { return h.Court == whole.Hits[0].Court }},
		"period":   {Wanted{From: day2021, To: day2021.AddDate(1, 0, -1)}, func(h Hit) bool { return h.Decided.Year() == 2021 }},
		"amount": {Wanted{Head: ImmaterialHead, Least: 100000, Most: 300000}, func(h Hit) bool {
			return slices.ContainsFunc(h.Sums, func(s Sum) bool {
				return s.Immaterial != nil && *s.Immaterial-orNone(s.Affection) >= 100000 && *s.Immaterial-orNone(s.Affection) <= 300000
			})
		}},
		"refused": {Wanted{Refused: true}, func(h Hit) bool {
			return slices.ContainsFunc(h.Sums, func(s Sum) bool { return s.Decision == Inadmissible || s.Decision == Rejected })
		}},
		"final": {Wanted{Final: true}, func(h Hit) bool { return h.Finality == Final }},
		"both":  {Wanted{Kind: Criminal, Level: District, Injuries: []string{"botbreuk"}}, func(h Hit) bool { return h.Kind == Criminal && h.Level == District }},
	} {
		r := find(c.w)
		want := 0
		for _, h := range whole.Hits {
			if c.ok(h) {
				want++
			}
		}
		if name != "both" && r.Count != want || slices.ContainsFunc(r.Hits, func(h Hit) bool { return !c.ok(h) }) {
			t.Errorf("%s: %d cases, want %d", name, r.Count, want)
		}
		if back := WantedFrom(c.w.Values()); !cmp.Equal(back, c.w) {
			t.Errorf("%s through an address: %s", name, cmp.Diff(c.w, back))
		}
	}
}

// orNone returns a sum that a ruling may not state.
func orNone(cents *int64) int64 {
	if cents == nil {
		return 0
	}
	return *cents
}

func TestSearchRanksByWords(t *testing.T) {
	t.Parallel()
	s, _, all := shelf(t)
	r, err := s.Search(t.Context(), lawyer, Wanted{Words: "gebroken neus"}, 0, 10)
	if err != nil || r.Count == 0 || r.Count == all {
		t.Fatalf("%d of %d cases, %v", r.Count, all, err)
	}
	sheet, similar, err := s.Case(t.Context(), lawyer, r.Hits[0].ECLI)
	if err != nil || !strings.Contains(strings.ToLower(sheet.Text), "neus") && !strings.Contains(strings.ToLower(sheet.Text), "gebroken") {
		t.Errorf("first is %s (%v)", r.Hits[0].ECLI, err)
	}
	if len(similar) == 0 || slices.ContainsFunc(similar, func(h Hit) bool { return h.ECLI == sheet.ECLI }) {
		t.Errorf("%d similar cases", len(similar))
	}
	for _, words := range []string{"' OR 1=1 --", `\`, "de het een", "!&|()", strings.Repeat("x", 500)} {
		if _, err := s.Search(t.Context(), lawyer, WantedFrom(url.Values{"woorden": {words}}), 0, 10); err != nil {
			t.Errorf("%q: %v", words, err)
		}
	}
	if r, err := s.ByMeaning().Search(t.Context(), lawyer, Wanted{Words: "gebroken neus", Kind: Criminal}, 0, 10); err != nil || r.Count == 0 {
		t.Errorf("by meaning: %d, %v", r.Count, err)
	}
}

// The wall: legal staff see what is suitable, others nothing, whatever they ask.
func TestOnlySuitableRulingsAreFound(t *testing.T) {
	t.Parallel()
	s, db, all := shelf(t)
	pile, err := s.Pile(t.Context(), adviser, Judged, 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	gone := pile[0].ECLI
	sheet := open(t, s, gone)
	if _, err := s.Judge(t.Context(), adviser, gone, Opinion{State: Unsuitable, Reason: OtherReason, Version: sheet.Version}); err != nil {
		t.Fatal(err)
	}
	if r, err := s.Search(t.Context(), lawyer, Wanted{}, 0, 1000); err != nil || r.Count != all-1 || slices.ContainsFunc(r.Hits, func(h Hit) bool { return h.ECLI == gone }) {
		t.Errorf("%d cases, want %d (%v)", r.Count, all-1, err)
	}
	if _, _, err := s.Case(t.Context(), lawyer, gone); !errors.Is(err, ErrUnknown) {
		t.Errorf("a ruling that is not suitable: %v", err)
	}
	for _, p := range []staff.Person{member, {ID: "nobody"}, {}} {
		if r, err := s.Search(t.Context(), p, Wanted{}, 0, 10); err == nil && r.Count != 0 {
			t.Errorf("%q finds %d cases", p.ID, r.Count)
		}
	}
	// With statements of their own they get no further.
	for _, table := range []string{"rulings", "victims", "facts", "relations", "acts", "texts", "vectors", "cases"} {
		err := staff.As(t.Context(), db, lawyer, func(tx pgx.Tx) error {
			var n int
			if err := tx.QueryRow(t.Context(), "SELECT count(*) FROM bank."+table).Scan(&n); err != nil {
				return err
			}
			if n > 0 {
				t.Errorf("a lawyer reads %d rows of bank.%s", n, table)
			}
			_, err := tx.Exec(t.Context(), "DELETE FROM bank."+table)
			return err
		})
		if err != nil && !strings.Contains(err.Error(), "42501") {
			t.Error(table, err)
		}
	}
	err = staff.As(t.Context(), db, lawyer, func(tx pgx.Tx) error {
		got, err := ids(t.Context(), tx, `SELECT ecli FROM bank.suitable WHERE ecli = $1 UNION SELECT ruling FROM bank.suitable_facts WHERE ruling = $1 UNION SELECT ruling FROM bank.suitable_victims WHERE ruling = $1`, gone)
		if len(got) > 0 {
			t.Errorf("the views hold %q", got)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestRangesHideFewCases(t *testing.T) {
	t.Parallel()
	point := func(cents ...int64) []Point {
		var all []Point
		for _, c := range cents {
			indexed, _ := consumerPrices().indexed(c, 2015)
			all = append(all, Point{ECLI: "ECLI:NL:RBAMS:2015:1", Cents: c, Indexed: indexed, Year: 2015})
		}
		return all
	}
	if r := rangeOf(ImmaterialHead, Criminal, point(100, 200, 300, 400)); !r.Hidden || r.Nominal != (Spread{}) || r.Points != nil {
		t.Errorf("four cases: %+v", r)
	}
	r := rangeOf(ImmaterialHead, Criminal, point(40000, 10000, 30000, 20000, 50000, 900000))
	if want := (Spread{10000, 22500, 35000, 47500, 900000}); r.Hidden || r.N != 6 || r.Nominal != want {
		t.Errorf("six cases: %+v, want %+v", r.Nominal, want)
	}
	if n := 0; true {
		for _, p := range r.Points {
			if p.Outlier {
				n++
			}
		}
		if n != 1 || !r.Points[5].Outlier {
			t.Errorf("%d outliers", n)
		}
	}
	if r.Indexed.Median <= r.Nominal.Median || r.Base < 2024 {
		t.Errorf("indexed to %d: %+v", r.Base, r.Indexed)
	}
}

// The table of consumer prices against another table of Statistics Netherlands (71905ned): 2000 is 2082.9 and 2019 is 2962.7 there.
func TestPricesAgreeWithTheLongTable(t *testing.T) {
	t.Parallel()
	p := consumerPrices()
	if got, want := p.index[2019]/p.index[2000], 2962.7/2082.9; math.Abs(got/want-1) > 0.003 {
		t.Errorf("from 2000 to 2019 prices went up by %.4f, want %.4f", got, want)
	}
	if cents, ok := p.indexed(100000, p.base); !ok || cents != 100000 {
		t.Errorf("a sum of the base year became %d", cents)
	}
	if cents, _ := p.indexed(100000, p.base+3); cents != 100000 {
		t.Errorf("a sum of a later year became %d", cents)
	}
	if _, ok := p.indexed(100000, 1950); ok {
		t.Error("a year before the table is indexed")
	}
	if len(PriceSources()) < 3 {
		t.Error("the table names no sources")
	}
}

func TestSavedSearchesTellNews(t *testing.T) {
	t.Parallel()
	s, _, _ := shelf(t)
	if err := s.Save(t.Context(), lawyer, "  botbreuken ", Wanted{Injuries: []string{"botbreuk"}, Words: "neus"}); err != nil {
		t.Fatal(err)
	}
	if err := s.Save(t.Context(), lawyer, "alles", Wanted{}); err != nil {
		t.Fatal(err)
	}
	if err := s.Save(t.Context(), lawyer, "", Wanted{}); !errors.Is(err, ErrNoValue) {
		t.Errorf("without a name: %v", err)
	}
	saved, err := s.Searches(t.Context(), lawyer)
	if err != nil || len(saved) != 2 || saved[0].Name != "alles" || saved[0].News != 0 || !cmp.Equal(saved[1].Wanted, Wanted{Injuries: []string{"botbreuk"}, Words: "neus"}) {
		t.Fatalf("%+v, %v", saved, err)
	}
	// One more becomes suitable.
	pile, err := s.Pile(t.Context(), adviser, Judged, 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	sheet := open(t, s, pile[0].ECLI)
	for _, o := range []Opinion{{State: Later, Reason: Discuss}, {State: Suitable, Theme: "overig"}} {
		o.Version = sheet.Version
		if _, err := s.Judge(t.Context(), other, sheet.ECLI, o); err != nil {
			t.Fatal(err)
		}
	}
	if sheet = open(t, s, sheet.ECLI); sheet.State == Second {
		if _, err := s.Judge(t.Context(), adviser, sheet.ECLI, Opinion{State: Suitable, Theme: "overig", Version: sheet.Version}); err != nil {
			t.Fatal(err)
		}
	}
	if saved, _ = s.Searches(t.Context(), lawyer); saved[0].News != 1 {
		t.Errorf("%d new, want 1", saved[0].News)
	}
	if _, err := s.OpenSearch(t.Context(), adviser, saved[0].ID); !errors.Is(err, ErrUnknown) {
		t.Errorf("somebody else opens it: %v", err)
	}
	if _, err := s.OpenSearch(t.Context(), lawyer, saved[0].ID); err != nil {
		t.Error(err)
	}
	if saved, _ = s.Searches(t.Context(), lawyer); saved[0].News != 0 {
		t.Errorf("%d new after opening", saved[0].News)
	}
	if err := s.ForgetSearch(t.Context(), adviser, saved[0].ID); err != nil {
		t.Error(err)
	}
	if err := s.ForgetSearch(t.Context(), lawyer, saved[1].ID); err != nil {
		t.Error(err)
	}
	if saved, _ = s.Searches(t.Context(), lawyer); len(saved) != 1 || saved[0].Name != "alles" {
		t.Errorf("left: %+v", saved)
	}
}
