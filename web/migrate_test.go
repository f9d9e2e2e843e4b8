package web

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"log/slog"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"wegwijzer/internal/postgres"
	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/migrations"
)

// steps are the versions to go back to, and what is lost there: the tables, or columns of them, of a room that came after. Down to 25 nothing is, down
// to 20 only the pages that are held for ten minutes; docs/operations.md says to restore a backup below that.
var steps = []struct {
	to   int64
	lost []string
}{
	{27, []string{"public.crawl_sites"}},
	{26, nil},
	{25, nil},
	{20, []string{"public.held_pages"}},
	{19, []string{"public.golden_questions", "public.settled_conflicts", "public.sheet_edits", "public.wording_edits"}},
	{18, []string{"bank.cases"}},
	{14, []string{"public.call_copies", "public.call_numbers", "public.call_outbox", "public.call_sentences", "public.call_speakers", "public.call_tries", "public.calls"}},
	{12, []string{
		"public.call_consents", "public.call_erasures", "public.call_gaps", "public.call_heard", "public.call_pieces", "public.call_recordings", "public.call_tracks",
		"public.conversation_tries", "public.conversations",
	}},
	{9, []string{
		"public.handover_lines", "public.handover_presence", "public.handover_talks",
		"public.harvest_periods", "public.harvest_rulings", "public.harvest_state", "public.harvest_terms",
	}},
	{8, []string{"bank.acts", "bank.facts", "bank.models", "bank.relations", "bank.rulings", "bank.searches", "bank.texts", "bank.vectors", "bank.victims"}},
}

// A database with a morning's work in it goes back some versions and up again, and every row of every table is there as it was, but for what a version
// so old did not have.
func TestGoingBackAndUpAgainKeepsTheData(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.working(t)
	if _, err := o.db.Exec(t.Context(), rest, pgx.QueryExecModeSimpleProtocol); err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.DiscardHandler)
	before := o.rows(t)
	for table, sum := range before {
		if sum == "0" {
			t.Errorf("%s holds nothing, so that going back with it proves nothing: give it a row in testdata/rest.sql", table)
		}
	}
	t.Logf("%d tables hold something", len(before))
	var lost []string
	for _, step := range steps {
		if err := migrations.Down(t.Context(), o.db, log, step.to); err != nil {
			t.Fatalf("down to %d: %v", step.to, err)
		}
		if err := migrations.Up(t.Context(), o.db, log); err != nil {
			t.Fatalf("up from %d: %v", step.to, err)
		}
		lost = append(lost, step.lost...)
		after := o.rows(t)
		for _, table := range slices.Sorted(maps.Keys(before)) {
			if before[table] != after[table] && !slices.Contains(lost, table) {
				t.Errorf("from %d and back %s differs", step.to, table)
			}
		}
	}
}

// A backup of a database with something in every table comes back with every row as it was, whatever rule a row had to pass when it was made.
func TestEveryTableComesBackFromABackup(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.working(t)
	if _, err := o.db.Exec(t.Context(), rest, pgx.QueryExecModeSimpleProtocol); err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if _, err := postgres.Backup(t.Context(), o.db, &file); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		t.Fatal(err)
	}
	m, err := postgres.ReadManifest(z)
	if err != nil {
		t.Fatal(err)
	}
	back := &office{db: pgtest.New(t)}
	if err := postgres.Load(t.Context(), back.db, z, m, true); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(o.rows(t), back.rows(t)); diff != "" {
		t.Errorf("put back (-had +got):\n%s", diff)
	}
	// The rules hold again.
	if _, err := back.db.Exec(t.Context(), `INSERT INTO call_pieces (call, channel, start, bytes, file) SELECT call, channel, 9600, 640, 'stuk-2' FROM call_pieces LIMIT 1`); err == nil {
		t.Error("sound was taken in for a call that is over")
	}
}

// rest leaves a row in every table that the morning's work left empty.
//
//go:embed testdata/rest.sql
var rest string

// rows returns for every table of ours how many rows it has, with a sum over them.
func (o *office) rows(t *testing.T) map[string]string {
	t.Helper()
	list, err := o.db.Query(t.Context(), `
		SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables
		WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND tablename NOT LIKE 'goose%' AND tablename NOT LIKE 'river%'`)
	if err != nil {
		t.Fatal(err)
	}
	tables, err := pgx.CollectRows(list, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	sums := map[string]string{}
	for _, table := range tables {
		var sum string
		err := o.db.QueryRow(t.Context(), `SELECT count(*)::text || coalesce(':' || md5(string_agg(row, E'\n' ORDER BY row)), '') FROM (SELECT to_jsonb(t)::text AS row FROM `+table+` t) x`).Scan(&sum)
		if err != nil {
			t.Fatalf("%s: %v", table, err)
		}
		sums[table] = sum
	}
	return sums
}
