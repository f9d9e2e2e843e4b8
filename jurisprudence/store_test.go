package jurisprudence

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/internal/postgres/pgtest"
)

// developed reads the invented rulings of the development set.
func developed(t testing.TB) []*Ruling {
	t.Helper()
	files, err := filepath.Glob("testdata/rulings/dev/*.xml")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d rulings, %v", len(files), err)
	}
	var all []*Ruling
	for _, name := range files {
		all = append(all, readFile(t, name))
	}
	return all
}

func readFile(t testing.TB, name string) *Ruling {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // only read
	r, err := Parse(f, filepath.Base(name))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// bank returns a store on a database of its own, and a ruling in it with an award.
func bank(t *testing.T) (*Store, *pgxpool.Pool, *Ruling) {
	t.Helper()
	db := pgtest.New(t)
	s := NewStore(db, nil, nil)
	for _, r := range developed(t) {
		f := Awards(r)
		if len(f.Victims) == 1 && f.Victims[0].Awarded() && f.Victims[0].Immaterial.Present() && len(r.Relations) == 0 && r.Extent == FullText {
			if placed, err := s.Put(t.Context(), r); err != nil || placed != PlacedNew {
				t.Fatal(placed, err)
			}
			return s, db, r
		}
	}
	t.Fatal("no ruling with one award")
	return nil, nil, nil
}

// rows returns what a query gives, a line a row.
func rows(t *testing.T, db *pgxpool.Pool, query string, args ...any) []string {
	t.Helper()
	found, err := db.Query(t.Context(), query, args...)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := pgx.CollectRows(found, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

func TestPutKeepsEveryAwardWithItsWords(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	s := NewStore(db, nil, nil)
	victims := 0
	for _, r := range developed(t) {
		placed, err := s.Put(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		if placed == PlacedNew {
			victims += len(Awards(r).Victims)
		}
		if again, err := s.Put(t.Context(), r); err != nil || again != PlacedSame {
			t.Errorf("%s again: %s, %v", r.ECLI, again, err)
		}
	}
	if got := rows(t, db, `SELECT count(*)::text FROM bank.victims`); got[0] == "0" || victims == 0 {
		t.Errorf("%s injured parties are kept, want %d", got[0], victims)
	}
	const misplaced = `
		SELECT f.ruling || ' ' || f.field
		FROM bank.facts f
		JOIN bank.rulings r ON r.ecli = f.ruling
		WHERE convert_from(substring(convert_to(r.body, 'UTF8') FROM f.start_at + 1 FOR f.end_at - f.start_at), 'UTF8') <> f.quote`
	if got := rows(t, db, misplaced); len(got) > 0 {
		t.Errorf("the words do not stand at their place: %q", got)
	}
	const unlike = `
		SELECT v.ruling
		FROM bank.victims v
		JOIN bank.facts f ON f.ruling = v.ruling AND f.victim = v.seq AND f.field = 'awarded_total'
		WHERE v.total IS DISTINCT FROM f.value::bigint`
	if got := rows(t, db, unlike); len(got) > 0 {
		t.Errorf("what counts is not what was read: %q", got)
	}
}

func TestRulingsWithoutInjuredPartyAreNotKept(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	s := NewStore(db, nil, nil)
	r := &Ruling{ECLI: "ECLI:NL:RBAMS:2021:1", Level: District, Kind: Administrative, Extent: FullText, Text: "Het beroep is ongegrond.", Summary: "Belasting."}
	if placed, err := s.Put(t.Context(), r); err != nil || placed != PlacedAside {
		t.Fatal(placed, err)
	}
	if got := rows(t, db, `SELECT body || summary || state FROM bank.rulings`); !cmp.Equal(got, []string{"aside"}) {
		t.Errorf("kept %q, want nothing of the text", got)
	}
	if placed, err := s.Put(t.Context(), r); err != nil || placed != PlacedSame {
		t.Errorf("again: %s, %v", placed, err)
	}
}

// judgeSuitable makes a ruling one that legal staff see, as an adviser would.
func judgeSuitable(t *testing.T, db *pgxpool.Pool, id ECLI) {
	t.Helper()
	const judge = `UPDATE bank.rulings SET state = 'suitable', theme = 'mishandeling', judged_by = 'iemand', judged_at = now(), again = '' WHERE ecli = $1`
	if _, err := db.Exec(t.Context(), judge, id); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(t.Context(), `INSERT INTO bank.texts (ruling, terms, analyser) VALUES ($1, 'a', 1)`, id); err != nil {
		t.Fatal(err)
	}
}

func TestChangedTextIsJudgedAnew(t *testing.T) {
	t.Parallel()
	s, db, r := bank(t)
	judgeSuitable(t, db, r.ECLI)
	_, err := db.Exec(t.Context(), `
		INSERT INTO bank.facts (ruling, victim, field, source, value, start_at, end_at, quote)
		SELECT ruling, victim, field, 'adviser', '777700', start_at, end_at, quote FROM bank.facts WHERE field = 'awarded_total'`)
	if err != nil {
		t.Fatal(err)
	}
	other := *r
	other.Title += " (gewijzigd)"
	if placed, err := s.Put(t.Context(), &other); err != nil || placed != PlacedChanged {
		t.Fatal(placed, err)
	}
	if got := rows(t, db, `SELECT state || again FROM bank.rulings`); got[0] != "suitable" {
		t.Errorf("another title makes it %q, want it to stay suitable", got)
	}
	other.Paragraphs = append([]Paragraph{}, r.Paragraphs...)
	other.Text = r.Text + "\nHersteld op verzoek."
	if placed, err := s.Put(t.Context(), &other); err != nil || placed != PlacedChanged {
		t.Fatal(placed, err)
	}
	if got := rows(t, db, `SELECT state || ' ' || again || ' ' || judged_by FROM bank.rulings`); got[0] != "candidate changed " {
		t.Errorf("after a change: %q", got)
	}
	if got := rows(t, db, `SELECT ruling FROM bank.texts`); len(got) != 0 {
		t.Error("legal staff still find it")
	}
	if got := rows(t, db, `SELECT total::text FROM bank.victims`); !cmp.Equal(got, []string{"777700"}) {
		t.Errorf("the correction became %q", got)
	}
}

func TestWithdrawnTextIsGone(t *testing.T) {
	t.Parallel()
	s, db, r := bank(t)
	judgeSuitable(t, db, r.ECLI)
	if err := s.Withdraw(t.Context(), r.ECLI, ""); err != nil {
		t.Fatal(err)
	}
	if got := rows(t, db, `SELECT state || again || body || summary || paragraphs || offences || injuries || flags FROM bank.rulings`); got[0] != "candidatewithdrawn[][][][]" {
		t.Errorf("left: %q", got)
	}
	for _, table := range []string{"victims", "facts", "texts", "acts"} {
		if got := rows(t, db, `SELECT count(*)::text FROM bank.`+table); got[0] != "0" {
			t.Errorf("%s rows left in %s", got[0], table)
		}
	}
	if err := s.Withdraw(t.Context(), r.ECLI, ""); err != nil {
		t.Error(err)
	}
	if placed, err := s.Put(t.Context(), r); err != nil || placed != PlacedChanged {
		t.Errorf("published again: %s, %v", placed, err)
	}
	if got := rows(t, db, `SELECT state || ' ' || again || ' ' || (body <> '') FROM bank.rulings`); got[0] != "candidate changed true" {
		t.Errorf("published again: %q", got)
	}
}

func TestAppealPutsTheRulingBeforeItInTheQueue(t *testing.T) {
	t.Parallel()
	s, db, r := bank(t)
	judgeSuitable(t, db, r.ECLI)
	appeal := *r
	appeal.ECLI, appeal.Level = "ECLI:NL:GHARL:2030:7", Appeal
	appeal.Relations = []Relation{{ECLI: "ECLI:NL:PHR:2030:1", Type: "conclusie", Stage: earlierStage}, {ECLI: r.ECLI, Type: "hogerBeroep", Stage: earlierStage}}
	if _, err := s.Put(t.Context(), &appeal); err != nil {
		t.Fatal(err)
	}
	if got := rows(t, db, `SELECT state || ' ' || again || ' ' || finality FROM bank.rulings WHERE ecli = $1`, r.ECLI); got[0] != "candidate appealed appealed" {
		t.Errorf("after the appeal: %q", got)
	}
	// The link may also come with the ruling itself.
	judgeSuitable(t, db, r.ECLI)
	linked := *r
	linked.Relations = []Relation{{ECLI: "ECLI:NL:HR:2031:5", Type: "cassatie", Stage: laterStage}}
	if _, err := s.Put(t.Context(), &linked); err != nil {
		t.Fatal(err)
	}
	if got := rows(t, db, `SELECT state || ' ' || again FROM bank.rulings WHERE ecli = $1`, r.ECLI); got[0] != "candidate appealed" {
		t.Errorf("with a link: %q", got)
	}
	judgeSuitable(t, db, r.ECLI)
	linked.Title += " (nu)"
	if _, err := s.Put(t.Context(), &linked); err != nil {
		t.Fatal(err)
	}
	if got := rows(t, db, `SELECT state FROM bank.rulings WHERE ecli = $1`, r.ECLI); got[0] != "suitable" {
		t.Errorf("a link that was known: %q", got)
	}
	// The other way around: the appeal was there first.
	db2 := pgtest.New(t)
	s2 := NewStore(db2, nil, nil)
	for _, x := range []*Ruling{&appeal, r} {
		if _, err := s2.Put(t.Context(), x); err != nil {
			t.Fatal(err)
		}
	}
	if got := rows(t, db2, `SELECT finality FROM bank.rulings WHERE ecli = $1`, r.ECLI); got[0] != "appealed" {
		t.Errorf("the appeal came first: %q", got)
	}
}

func TestKnownTellsWhatIsHeld(t *testing.T) {
	t.Parallel()
	s, _, r := bank(t)
	known, err := s.Known(t.Context(), []ECLI{r.ECLI, "ECLI:NL:RBAMS:2099:1"})
	if err != nil || len(known) != 1 {
		t.Fatal(known, err)
	}
	if h := known[r.ECLI]; h.State != Candidate || h.Withdrawn || !h.Modified.Equal(r.Modified.Truncate(time.Microsecond)) {
		t.Errorf("held %+v, want it modified at %s", h, r.Modified)
	}
}

// The wall: the role of the public assistant reaches nothing of the bank.
func TestPublicRoleReachesNothing(t *testing.T) {
	t.Parallel()
	_, db, _ := bank(t)
	tables := rows(t, db, `SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'bank' ORDER BY 1`)
	if len(tables) < 12 {
		t.Fatalf("%d tables and views: %q", len(tables), tables)
	}
	for _, table := range tables {
		err := pgx.BeginFunc(t.Context(), db, func(tx pgx.Tx) error {
			if _, err := tx.Exec(t.Context(), "SET LOCAL ROLE wegwijzer_public"); err != nil {
				return err
			}
			_, err := tx.Exec(t.Context(), "SELECT * FROM bank."+table)
			return err
		})
		if err == nil || !strings.Contains(err.Error(), "42501") {
			t.Errorf("bank.%s as the public role: %v, want it refused", table, err)
		}
	}
}

func TestOlderReadingsAreMadeAnew(t *testing.T) {
	t.Parallel()
	s, db, _ := bank(t)
	if n, err := s.Reread(t.Context()); err != nil || n != 0 {
		t.Fatalf("nothing is old: %d, %v", n, err)
	}
	whole := rows(t, db, `SELECT (to_jsonb(r) - 'usefulness')::text FROM bank.rulings r`)
	if _, err := db.Exec(t.Context(), `UPDATE bank.rulings SET reader = 0, offence_kinds = '{}'`); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(t.Context(), `UPDATE bank.facts SET value = '1' WHERE field = 'awarded_total'`); err != nil {
		t.Fatal(err)
	}
	if n, err := s.Reread(t.Context()); err != nil || n != 1 {
		t.Fatalf("read %d anew, %v", n, err)
	}
	if diff := cmp.Diff(whole, rows(t, db, `SELECT (to_jsonb(r) - 'usefulness')::text FROM bank.rulings r`)); diff != "" {
		t.Errorf("the ruling (-before +after):\n%s", diff)
	}
	if got := rows(t, db, `SELECT total::text FROM bank.victims`); got[0] == "1" || got[0] == "" {
		t.Errorf("the sum is %s", got)
	}
}

// After an upgrade a judgement stands, and is asked for again only where something else counts now.
func TestReadingAnewKeepsJudgements(t *testing.T) {
	t.Parallel()
	s, db, all := shelf(t)
	old := func(change string, args ...any) int {
		t.Helper()
		for statement, args := range map[string][]any{`UPDATE bank.rulings SET reader = 0`: nil, change: args} {
			if _, err := db.Exec(t.Context(), statement, args...); err != nil {
				t.Fatal(err)
			}
		}
		n, err := s.Reread(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	shelved := func() []string {
		return rows(t, db, `SELECT (to_jsonb(c) - 'since')::text || r.state || r.again || r.judged_by FROM bank.cases c JOIN bank.rulings r ON r.ecli = c.ruling ORDER BY c.ruling`)
	}
	whole := shelved()
	if n := old(`UPDATE bank.rulings SET offence_kinds = '{}', injury_kinds = '{}'`); n < all {
		t.Errorf("%d read anew, want all %d that have a text", n, all)
	}
	if diff := cmp.Diff(whole, shelved()); diff != "" {
		t.Errorf("what legal staff find (-before +after):\n%s", diff)
	}
	// Of two rulings an older reading had another sum; an adviser corrected one of them to something else again, and that is what counts.
	two := rows(t, db, `SELECT ruling FROM bank.facts WHERE field = 'awarded_total' AND victim = 1 AND source = 'rule' AND NOT derived ORDER BY ruling LIMIT 2`)
	sheet := open(t, s, ECLI(two[1]))
	quote, _ := sheet.Claimants[0].Said(AwardedTotal, ByRule)
	if err := s.Correct(t.Context(), adviser, sheet.ECLI, Correction{Victim: 1, Field: AwardedTotal, Value: "4242", Quote: quote.Quote, At: quote.At, Version: sheet.Version}); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(t.Context(), `UPDATE bank.victims SET total = 17 WHERE ruling = $1 AND seq = 1`, two[0]); err != nil {
		t.Fatal(err)
	}
	old(`UPDATE bank.facts SET value = '17' WHERE field = 'awarded_total' AND source = 'rule' AND ruling = ANY ($1)`, two)
	if got := rows(t, db, `SELECT ecli || ' ' || again FROM bank.rulings WHERE state = 'candidate' AND again <> ''`); !cmp.Equal(got, []string{two[0] + " reread"}) {
		t.Errorf("back in the queue: %q, want %s", got, two[0])
	}
	if got := rows(t, db, `SELECT total::text FROM bank.victims WHERE ruling = $1 AND seq = 1`, two[1]); got[0] != "4242" {
		t.Errorf("the corrected sum became %s", got[0])
	}
	if _, _, err := s.Case(t.Context(), lawyer, ECLI(two[0])); !errors.Is(err, ErrUnknown) {
		t.Errorf("legal staff still see it: %v", err)
	}
}
