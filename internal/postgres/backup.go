package postgres

import (
	"archive/zip"
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/migrations"
)

// What a restore refuses.
var (
	// ErrNotEmpty says that the database to restore into holds something already.
	ErrNotEmpty = errors.New("the database is not empty")
	// ErrNoBackup says that a file is no backup of ours, or a damaged one.
	ErrNoBackup = errors.New("the file is no whole backup")
	// ErrNewer says that a backup was made by a newer program.
	ErrNewer = errors.New("the backup was made by a newer version")
)

// manifestName is the last file of a backup: without it the backup is not whole.
const manifestName = "manifest.json"

// Manifest says what is in a backup.
type Manifest struct {
	Format  int           `json:"format"`
	Taken   time.Time     `json:"taken"`  // the moment that the backup shows
	Schema  int64         `json:"schema"` // number of the last migration
	Tables  []BackupTable `json:"tables"` // in the order in which they are put back
	Rows    int64         `json:"rows"`
	Version string        `json:"server"` // of the database
}

// BackupTable is one table in a backup.
type BackupTable struct {
	Name    string   `json:"name"` // with its schema, quoted
	Columns []string `json:"columns"`
	Rows    int64    `json:"rows"`
}

// file returns the name of a table's content in the backup.
func (t BackupTable) file() string { return "tables/" + strings.ReplaceAll(t.Name, `"`, "") + ".copy" }

const backupFormat = 1

// leftOut are tables that the programs make anew by themselves: who leads the queue, and what was already announced.
var leftOut = []string{"public.goose_db_version", "public.river_migration", "public.river_leader", "public.river_notification"}

// tablesSQL lists every table with the columns that can be put back, those that others point to first.
const tablesSQL = `
	WITH RECURSIVE tables AS (
		SELECT c.oid, format('%I.%I', n.nspname, c.relname) AS name
		FROM pg_class c
		JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE c.relkind = 'r' AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
			AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
	), depth AS (
		SELECT oid, 0 AS level FROM tables
		UNION
		SELECT f.conrelid, d.level + 1
		FROM depth d
		JOIN pg_constraint f ON f.confrelid = d.oid AND f.contype = 'f' AND f.conrelid <> f.confrelid
		WHERE d.level < 50
	)
	SELECT t.name, array_agg(a.attname::text ORDER BY a.attnum) AS columns, (SELECT max(level) FROM depth WHERE depth.oid = t.oid) AS level
	FROM tables t
	JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
	WHERE t.name <> ALL($1)
	GROUP BY t.oid, t.name
	ORDER BY level, t.name`

// Backup writes all that the database holds at this moment to w, as a zip file of a table each. It needs no other program and takes no locks that
// others would wait for. It holds no keys: those have their own backup, with a shorter life.
func Backup(ctx context.Context, db *pgxpool.Pool, w io.Writer) (Manifest, error) {
	m := Manifest{Format: backupFormat}
	options := pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}
	current, _, err := migrations.Version(ctx, db)
	if err != nil {
		return m, err
	}
	m.Schema = current
	err = pgx.BeginTxFunc(ctx, db, options, func(tx pgx.Tx) error {
		// A policy that hid rows would make a backup that looks whole; with this it is an error.
		if _, err := tx.Exec(ctx, `SET LOCAL row_security = off`); err != nil {
			return err
		}
		if err := tx.QueryRow(ctx, `SELECT now(), current_setting('server_version')`).Scan(&m.Taken, &m.Version); err != nil {
			return err
		}
		if m.Tables, err = backupTables(ctx, tx); err != nil {
			return err
		}
		z := zip.NewWriter(w)
		for i := range m.Tables {
			t := &m.Tables[i]
			part, err := z.Create(t.file())
			if err != nil {
				return err
			}
			tag, err := tx.Conn().PgConn().CopyTo(ctx, part, "COPY "+t.Name+" ("+columnList(t.Columns)+") TO STDOUT")
			if err != nil {
				return fmt.Errorf("copying %s: %w", t.Name, err)
			}
			t.Rows = tag.RowsAffected()
			m.Rows += t.Rows
		}
		part, err := z.Create(manifestName)
		if err != nil {
			return err
		}
		if err := json.NewEncoder(part).Encode(m); err != nil {
			return err
		}
		return z.Close()
	})
	if err != nil {
		return m, fmt.Errorf("making a backup: %w", err)
	}
	return m, nil
}

func backupTables(ctx context.Context, tx pgx.Tx) ([]BackupTable, error) {
	rows, err := tx.Query(ctx, tablesSQL, leftOut)
	if err != nil {
		return nil, err
	}
	var all []BackupTable
	var t BackupTable
	var level int
	_, err = pgx.ForEachRow(rows, []any{&t.Name, &t.Columns, &level}, func() error {
		all = append(all, BackupTable{Name: t.Name, Columns: slices.Clone(t.Columns)})
		return nil
	})
	return all, err
}

func columnList(columns []string) string {
	quoted := make([]string, len(columns))
	for i, c := range columns {
		quoted[i] = pgx.Identifier{c}.Sanitize()
	}
	return strings.Join(quoted, ", ")
}

// ReadManifest returns what a backup says of itself. It returns ErrNoBackup for a file that is none.
func ReadManifest(z *zip.Reader) (Manifest, error) {
	var m Manifest
	part, err := z.Open(manifestName)
	if err != nil {
		return m, fmt.Errorf("%w: %w", ErrNoBackup, err)
	}
	defer part.Close() //nolint:errcheck // only read
	if err := json.NewDecoder(io.LimitReader(part, 16<<20)).Decode(&m); err != nil || m.Format != backupFormat {
		return m, ErrNoBackup
	}
	return m, nil
}

// Load puts a backup back into a database that was migrated to the schema of the backup, in one transaction: it succeeds whole or changes nothing.
// A fresh database is one that was made for this; what migrations put into it makes way. Any other must hold nothing at all: Load returns
// ErrNotEmpty when it does. It returns ErrNoBackup for a file that is damaged.
func Load(ctx context.Context, db *pgxpool.Pool, z *zip.Reader, m Manifest, fresh bool) error {
	err := pgx.BeginFunc(ctx, db, func(tx pgx.Tx) error {
		if err := clearAll(ctx, tx, fresh); err != nil {
			return err
		}
		for _, t := range m.Tables {
			if err := loadTable(ctx, tx, z, t); err != nil {
				return err
			}
		}
		return restart(ctx, tx)
	})
	if err != nil {
		return fmt.Errorf("putting a backup back: %w", err)
	}
	return nil
}

// clearAll empties a fresh database of what the migrations put in, and refuses another that holds anything. Work that waits in the queue is none
// of it: a program that was just started put it there.
func clearAll(ctx context.Context, tx pgx.Tx, fresh bool) error {
	tables, err := backupTables(ctx, tx)
	if err != nil {
		return err
	}
	for _, t := range slices.Backward(tables) {
		var held bool
		if err := tx.QueryRow(ctx, "SELECT EXISTS (SELECT FROM "+t.Name+")").Scan(&held); err != nil {
			return err
		}
		switch {
		case !held:
		case !fresh && !strings.HasPrefix(t.Name, "public.river_"):
			return ErrNotEmpty
		default:
			if _, err := tx.Exec(ctx, "DELETE FROM "+t.Name); err != nil {
				return fmt.Errorf("clearing %s: %w", t.Name, err)
			}
		}
	}
	return nil
}

func loadTable(ctx context.Context, tx pgx.Tx, z *zip.Reader, t BackupTable) error {
	part, err := z.Open(t.file())
	if err != nil {
		return fmt.Errorf("%w: %s: %w", ErrNoBackup, t.Name, err)
	}
	defer part.Close() //nolint:errcheck // only read
	// The names come from the file: only those of tables and columns that are there are used.
	var known bool
	if err := tx.QueryRow(ctx, `SELECT to_regclass($1) IS NOT NULL`, t.Name).Scan(&known); err != nil || !known {
		return fmt.Errorf("%w: there is no table %s", ErrNoBackup, t.Name)
	}
	// Rules that look at the row of another table were kept when the row was made, and need not hold of it now: sound was taken in while its recording
	// was open, and is put back into one that is closed. Keys of other tables are looked at all the same.
	if _, err := tx.Exec(ctx, "ALTER TABLE "+t.Name+" DISABLE TRIGGER USER"); err != nil {
		return fmt.Errorf("filling %s: %w", t.Name, err)
	}
	tag, err := tx.Conn().PgConn().CopyFrom(ctx, bufio.NewReaderSize(part, 1<<20), "COPY "+t.Name+" ("+columnList(t.Columns)+") FROM STDIN")
	switch {
	case errors.Is(err, zip.ErrChecksum), errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("%w: %s: %w", ErrNoBackup, t.Name, err)
	case err != nil:
		return fmt.Errorf("filling %s: %w", t.Name, err)
	case tag.RowsAffected() != t.Rows:
		return fmt.Errorf("%w: %s has %d rows, want %d", ErrNoBackup, t.Name, tag.RowsAffected(), t.Rows)
	}
	if _, err := tx.Exec(ctx, "ALTER TABLE "+t.Name+" ENABLE TRIGGER USER"); err != nil {
		return fmt.Errorf("filling %s: %w", t.Name, err)
	}
	return nil
}

// restart has every sequence go on after the highest number that is in use.
func restart(ctx context.Context, tx pgx.Tx) error {
	rows, err := tx.Query(ctx, `
		SELECT format('%I.%I', n.nspname, c.relname), a.attname::text, pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname)
		FROM pg_attribute a
		JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
		JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE a.attnum > 0 AND NOT a.attisdropped AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
			AND pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) IS NOT NULL`)
	if err != nil {
		return err
	}
	type counter struct{ Table, Column, Sequence string }
	counters, err := pgx.CollectRows(rows, pgx.RowToStructByPos[counter])
	if err != nil {
		return err
	}
	for _, c := range counters {
		set := fmt.Sprintf(`SELECT setval($1, coalesce(max(%s), 0) + 1, false) FROM %s`, pgx.Identifier{c.Column}.Sanitize(), c.Table)
		if _, err := tx.Exec(ctx, set, c.Sequence); err != nil {
			return fmt.Errorf("setting the counter of %s: %w", c.Table, err)
		}
	}
	return nil
}
