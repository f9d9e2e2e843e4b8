package migrations_test

import (
	"errors"
	"log/slog"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/migrations"
)

func TestUpDownUp(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	log := slog.New(slog.DiscardHandler)
	current, latest := version(t, db)
	if current != latest || latest == 0 {
		t.Errorf("a fresh database has version %d of %d", current, latest)
	}
	before := schema(t, db)
	if err := migrations.Down(t.Context(), db, log, 0); err != nil {
		t.Fatal(err)
	}
	if current, _ := version(t, db); current != 0 {
		t.Errorf("version %d after going back, want 0", current)
	}
	for _, line := range schema(t, db) {
		if line != "goose_db_version" && line != "goose_db_version_id_seq" && line != "goose_db_version_pkey" {
			t.Errorf("%s is left after going back", line)
		}
	}
	if err := migrations.Up(t.Context(), db, log); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, schema(t, db)); diff != "" {
		t.Errorf("after going back and forth (-before +after):\n%s", diff)
	}
}

func TestUpTwice(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	if err := migrations.Up(t.Context(), db, slog.New(slog.DiscardHandler)); err != nil {
		t.Errorf("Up on a database that is up to date: %v", err)
	}
}

// A program leaves the tables of a newer one alone, and says so.
func TestUpLeavesNewerTables(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	if _, err := db.Exec(t.Context(), `INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, true)`); err != nil {
		t.Fatal(err)
	}
	before := schema(t, db)
	if err := migrations.Up(t.Context(), db, slog.New(slog.DiscardHandler)); !errors.Is(err, migrations.ErrNewer) {
		t.Errorf("Up on the tables of a newer program = %v, want ErrNewer", err)
	}
	if diff := cmp.Diff(before, schema(t, db)); diff != "" {
		t.Errorf("the tables (-before +after):\n%s", diff)
	}
}

// Copies of the program that start together on an empty database must not trip over each other.
func TestUpTogether(t *testing.T) {
	t.Parallel()
	url := pgtest.URL(t)
	log := slog.New(slog.DiscardHandler)
	db := pgtest.Open(t, url)
	if err := migrations.Down(t.Context(), db, log, 0); err != nil {
		t.Fatal(err)
	}
	const copies = 3
	done := make(chan error, copies)
	for range copies {
		pool := pgtest.Open(t, url)
		go func() { done <- migrations.Up(t.Context(), pool, log) }()
	}
	var err error
	for range copies {
		err = errors.Join(err, <-done)
	}
	if err != nil {
		t.Fatal(err)
	}
	if current, latest := version(t, db); current != latest {
		t.Errorf("version %d, want %d", current, latest)
	}
}

func TestRolesAndExtensions(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	var n int
	err := db.QueryRow(t.Context(), `
		SELECT (SELECT count(*) FROM pg_roles WHERE rolname IN ('wegwijzer_public', 'wegwijzer_staff') AND NOT rolcanlogin)
			+ (SELECT count(*) FROM pg_extension WHERE extname IN ('vector', 'pg_trgm', 'unaccent', 'btree_gist'))`).Scan(&n)
	if err != nil {
		t.Fatal(err)
	}
	if n != 6 {
		t.Errorf("%d roles and extensions, want 6", n)
	}
}

func version(t *testing.T, db *pgxpool.Pool) (current, latest int64) {
	t.Helper()
	current, latest, err := migrations.Version(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	return current, latest
}

// schema lists the tables, indexes, sequences, views and own functions and types of the database.
func schema(t *testing.T, db *pgxpool.Pool) []string {
	t.Helper()
	rows, err := db.Query(t.Context(), `
		WITH extension AS (SELECT objid FROM pg_depend WHERE deptype = 'e')
		SELECT c.relname::text AS name
		FROM pg_class c
		JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema' AND c.oid NOT IN (SELECT objid FROM extension)
			AND c.relkind <> 'c'
		UNION ALL
		SELECT 'function ' || p.oid::regprocedure
		FROM pg_proc p
		JOIN pg_namespace n ON n.oid = p.pronamespace
		WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema' AND p.oid NOT IN (SELECT objid FROM extension)
		UNION ALL
		SELECT 'type ' || t.oid::regtype
		FROM pg_type t
		JOIN pg_namespace n ON n.oid = t.typnamespace
		WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema' AND t.oid NOT IN (SELECT objid FROM extension)
			AND t.typtype IN ('e', 'd')
		ORDER BY name`)
	if err != nil {
		t.Fatal(err)
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return names
}
