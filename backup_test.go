package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/internal/privacy"
	"wegwijzer/migrations"
	"wegwijzer/staff"
)

// freshURL returns the address of a database without a schema.
func freshURL(t *testing.T) string {
	t.Helper()
	address := pgtest.URL(t)
	db := pgtest.Open(t, address)
	if err := migrations.Down(t.Context(), db, slog.New(slog.DiscardHandler), 0); err != nil {
		t.Fatal(err)
	}
	return address
}

// contents returns how many rows each table has, and what is in them, as one number.
func contents(t *testing.T, db *pgxpool.Pool) map[string]string {
	t.Helper()
	rows, err := db.Query(t.Context(), `
		SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
		WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND tablename NOT LIKE 'river_%' AND tablename <> 'goose_db_version'`)
	if err != nil {
		t.Fatal(err)
	}
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, table := range tables {
		var sum string
		if err := db.QueryRow(t.Context(), "SELECT count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) FROM "+table+" t").Scan(&sum); err != nil {
			t.Fatal(err)
		}
		all[table] = sum
	}
	return all
}

// TestRestoreDrill is the drill: work is done, a backup is made, the database is lost, and a new one is filled from the backup. What was erased
// after the backup cannot be read in what was put back, for its key is gone.
func TestRestoreDrill(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.env["WEGWIJZER_KEYS"] = filepath.Join(t.TempDir(), "keys")
	u.must(t, "", "index", "--audience", "public", "--collection", "site", "--dir", "demo/site")
	u.must(t, "", "index", "--audience", "staff", "--collection", "werkwijzen", "--roles", "legal", "--dir", "demo/intern/werkwijzen")
	db := pgtest.Open(t, u.env["DATABASE_URL"])
	accounts := staff.DemoAccounts(demoNames)
	desk, err := staff.Open(t.Context(), staff.Config{DB: db, Accounts: accounts})
	if err != nil {
		t.Fatal(err)
	}
	token, err := desk.SignInDemo(t.Context(), "legal", accounts[1].Password, "")
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		if err := desk.Record(t.Context(), staff.Act{Person: "a", Role: staff.Legal, Name: "call.open", Outcome: staff.Granted}); err != nil {
			t.Fatal(err)
		}
	}
	keys, err := privacy.NewKeys(u.env["WEGWIJZER_KEYS"])
	if err != nil {
		t.Fatal(err)
	}
	sealed := map[string][]byte{}
	for _, subject := range []string{"blijft", "weg"} {
		if sealed[subject], err = keys.Seal(subject, "text", []byte("het verhaal van iemand")); err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec(t.Context(), `CREATE TABLE IF NOT EXISTS proef (subject text PRIMARY KEY, sealed bytea NOT NULL)`); err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec(t.Context(), `INSERT INTO proef VALUES ($1, $2)`, subject, sealed[subject]); err != nil {
			t.Fatal(err)
		}
	}
	before := contents(t, db)
	file, anchors := filepath.Join(t.TempDir(), "kopie.zip"), filepath.Join(t.TempDir(), "ankers")
	u.must(t, "", "audit", "anchor", "--anchors", anchors)
	made := u.must(t, "", "backup", "--to", file)
	t.Log(strings.TrimSpace(made))
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read the backup: %v", err)
	}
	if content, err := os.ReadFile(file); err != nil || bytes.Contains(content, []byte("het verhaal")) {
		t.Errorf("the backup holds what was sealed: %v", err)
	}
	// After the backup someone asks to be erased, and the audit goes on.
	if _, err := keys.Destroy("weg"); err != nil {
		t.Fatal(err)
	}
	if err := desk.Record(t.Context(), staff.Act{Name: "call.open", Outcome: staff.Granted}); err != nil {
		t.Fatal(err)
	}
	u.must(t, "", "audit", "anchor", "--anchors", anchors)

	lost := u.env["DATABASE_URL"]
	u.env["DATABASE_URL"] = freshURL(t)
	back := pgtest.Open(t, u.env["DATABASE_URL"])
	if _, err := back.Exec(t.Context(), `CREATE TABLE proef (subject text PRIMARY KEY, sealed bytea NOT NULL)`); err != nil {
		t.Fatal(err)
	}
	told := u.must(t, "", "restore", "--from", file, "--anchors", anchors)
	t.Log(strings.TrimSpace(told))
	if !strings.Contains(told, `"faults":[]`) || !strings.Contains(told, `"anchors":1`) {
		t.Errorf("the audit that was put back: %s", told)
	}
	if diff := cmp.Diff(before, contents(t, back)); diff != "" {
		t.Errorf("put back differs (-before +after):\n%s", diff)
	}
	restored, err := staff.Open(t.Context(), staff.Config{DB: back, Accounts: accounts})
	if err != nil {
		t.Fatal(err)
	}
	if who, err := restored.Session(t.Context(), token); err != nil || who.Person.Role != staff.Legal {
		t.Errorf("who was signed in: %v", err)
	}
	if err := restored.Record(t.Context(), staff.Act{Name: "call.open", Outcome: staff.Granted}); err != nil {
		t.Errorf("the audit does not go on: %v", err)
	}
	if out := u.must(t, "", "search", "--collection", "site", "hoe doe ik aangifte"); !strings.Contains(out, "angifte") {
		t.Errorf("nothing is found: %s", out)
	}
	u.must(t, "", "index", "--audience", "public", "--collection", "nieuw", "--dir", "demo/intern/werkwijzen") // the counters go on
	for subject, want := range map[string]error{"blijft": nil, "weg": privacy.ErrDestroyed} {
		var content []byte
		if err := back.QueryRow(t.Context(), "SELECT sealed FROM proef WHERE subject = $1", subject).Scan(&content); err != nil {
			t.Fatal(err)
		}
		if _, err := keys.Open(subject, "text", content); !errors.Is(err, want) {
			t.Errorf("%s, put back: %v, want %v", subject, err, want)
		}
	}

	// Nothing is put back over something.
	if o := u.run(t, "", "restore", "--from", file); o.status != 1 || !strings.Contains(o.err, "staat al iets") {
		t.Errorf("over a database in use: %d %s", o.status, o.err)
	}
	u.env["DATABASE_URL"] = lost
	if diff := cmp.Diff(before["public.staff_people"], contents(t, db)["public.staff_people"]); diff != "" {
		t.Error(diff)
	}
}

// A new program that makes a backup before the upgrade leaves the tables as the old copies at work on them know them; what it made goes back as it was.
func TestBackupLeavesTheTablesAsTheyAre(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.must(t, "", "index", "--audience", "public", "--collection", "site", "--dir", "demo/intern/werkwijzen")
	db := pgtest.Open(t, u.env["DATABASE_URL"])
	_, latest, err := migrations.Version(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	older := latest - 1
	if err := migrations.Down(t.Context(), db, slog.New(slog.DiscardHandler), older); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "kopie.zip")
	if out := u.must(t, "", "backup", "--to", file); !strings.Contains(out, fmt.Sprintf(`"schema":%d,`, older)) {
		t.Errorf("the backup says %s, want version %d", out, older)
	}
	if o := u.run(t, "", "audit", "verify"); o.status != 1 || !strings.Contains(o.err, "bij de tabellen hoort") {
		t.Errorf("the verifier of another version: %d %s", o.status, o.err)
	}
	if now, _, err := migrations.Version(t.Context(), db); err != nil || now != older {
		t.Errorf("the tables went from %d to %d, %v", older, now, err)
	}
	before := contents(t, db)["shelf_public.documents"]
	u.env["DATABASE_URL"] = freshURL(t)
	u.must(t, "", "restore", "--from", file)
	if got := contents(t, pgtest.Open(t, u.env["DATABASE_URL"]))["shelf_public.documents"]; got != before {
		t.Errorf("put back: %s, want %s", got, before)
	}
}

func TestDamagedBackupsAreRefused(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.must(t, "", "index", "--audience", "public", "--collection", "site", "--dir", "demo/intern/werkwijzen")
	dir := t.TempDir()
	file := filepath.Join(dir, "kopie.zip")
	u.must(t, "", "backup", "--to", file)
	if o := u.run(t, "", "backup", "--to", file); o.status != 1 {
		t.Errorf("over another backup: %d", o.status)
	}
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	flipped := bytes.Clone(whole)
	for i := len(flipped) / 3; i < len(flipped)/3+40; i++ {
		flipped[i] ^= 0x55
	}
	for name, content := range map[string][]byte{"empty": nil, "half": whole[:len(whole)/2], "other": []byte("dit is geen zip"), "flipped": flipped} {
		damaged := filepath.Join(dir, name)
		if err := os.WriteFile(damaged, content, 0o600); err != nil {
			t.Fatal(err)
		}
		u.env["DATABASE_URL"] = freshURL(t)
		if o := u.run(t, "", "restore", "--from", damaged); o.status != 1 || o.out != "" {
			t.Errorf("%s: %d %s", name, o.status, o.err)
		}
		db := pgtest.Open(t, u.env["DATABASE_URL"])
		if name == "flipped" {
			if got := contents(t, db)["shelf_public.documents"]; got != "0 0" {
				t.Errorf("%s: half of it was put back: %s", name, got)
			}
		}
	}
	for _, args := range [][]string{{"backup"}, {"restore"}, {"restore", "--from", filepath.Join(dir, "is-er-niet")}} {
		if o := u.run(t, "", args...); o.status == 0 || o.err == "" {
			t.Errorf("%v: %d", args, o.status)
		}
	}
}

func TestKeysHaveTheirOwnBackup(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.env["WEGWIJZER_KEYS"] = filepath.Join(t.TempDir(), "keys")
	keys, err := privacy.NewKeys(u.env["WEGWIJZER_KEYS"])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := keys.Seal("iemand", "text", []byte("x")); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "sleutels.zip")
	if out := u.must(t, "", "backup", "--keys", "--to", file); !strings.Contains(out, `"keys":1`) {
		t.Errorf("the keys: %s", out)
	}
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for _, f := range z.File {
		if f.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is put back with %v: others may read it", f.Name, f.Mode())
		}
	}
}

// How large the drill is: go test . -run TestRestoreAtScale -passages 100000 -v
var scale = flag.Int("passages", 0, "passages of the large restore drill; 0 skips it")

// TestRestoreAtScale measures the drill on a database as large as a big site's.
func TestRestoreAtScale(t *testing.T) {
	t.Parallel()
	if *scale == 0 {
		t.Skip("skipping: no number of passages is given")
	}
	u := newUser(t)
	db := pgtest.Open(t, u.env["DATABASE_URL"])
	_, err := db.Exec(t.Context(), `
		INSERT INTO shelf_public.collections (name) VALUES ('groot');
		INSERT INTO shelf_public.generations (collection, state, published_at) SELECT id, 'published', now() FROM shelf_public.collections;
		UPDATE shelf_public.collections c SET generation = (SELECT id FROM shelf_public.generations g WHERE g.collection = c.id);
		INSERT INTO shelf_public.models (name, dimension, query_prefix, passage_prefix, analyser) VALUES ('proef', 256, '', '', 1)`)
	if err != nil {
		t.Fatal(err)
	}
	for _, sql := range []string{
		`INSERT INTO shelf_public.documents (collection, url, content_hash, title, lang, audience, section, kind, analyser)
			SELECT c.id, 'https://site.example/' || i, sha256(i::text::bytea), 'Pagina ' || i, 'nl', '', '', 'help', 1 FROM shelf_public.collections c, generate_series(1, $1 / 5) i`,
		`INSERT INTO shelf_public.generation_documents (generation, url, document) SELECT g.id, d.url, d.id FROM shelf_public.generations g, shelf_public.documents d WHERE $1 > 0`,
		`INSERT INTO shelf_public.passages (id, document, ordinal, heading, anchor, text, terms)
			SELECT md5(d.id || ' ' || o), d.id, o, 'Kop', '', repeat('Wat u moet weten na een misdrijf, nummer ' || d.id || '. ', 12), to_tsvector('simple', 'misdrijf weten nummer ' || d.id)
			FROM shelf_public.documents d, generate_series(0, 4) o WHERE $1 > 0`,
		`INSERT INTO shelf_public.vectors (model, passage, collection, embedding)
			SELECT m.id, p.id, d.collection, (SELECT array_agg(sin(d.id * n))::vector FROM generate_series(1, 256) n)
			FROM shelf_public.models m, shelf_public.passages p JOIN shelf_public.documents d ON d.id = p.document WHERE $1 > 0`,
	} {
		if _, err := db.Exec(t.Context(), sql, *scale); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(t.TempDir(), "kopie.zip")
	t.Log(strings.TrimSpace(u.must(t, "", "backup", "--to", file)))
	u.env["DATABASE_URL"] = freshURL(t)
	start := time.Now()
	t.Log(strings.TrimSpace(u.must(t, "", "restore", "--from", file)))
	p := u.start(t, "serve", "--collection", "groot")
	p.await(t, "Wegwijzer staat klaar", patience)
	if got := visit(t, u.env["WEGWIJZER_ADDR"]).ask(t, flagship); got.status == "" {
		t.Error("no answer")
	}
	t.Logf("from backup to a first answer: %v", time.Since(start).Round(time.Second))
	p.end(t)
}
