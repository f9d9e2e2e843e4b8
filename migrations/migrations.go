// Package migrations holds the schema and brings a database up to it.
package migrations

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
)

//go:embed *.sql
var files embed.FS

// Another copy that is migrating may keep us waiting this long; building an index on a full table takes minutes.
const (
	lockEverySeconds = 1
	lockAttempts     = 600
)

// ErrNewer says that a newer program made the tables of a database: this one may not know what stands in them, nor what must.
var ErrNewer = errors.New("the tables are of a newer program")

// Up prepares the database behind db (see Prepare) and applies every numbered file that it lacks, then those of the job
// queue. Copies of the program that start together wait for each other. It returns ErrNoVector when the server has no
// vector extension and ErrNewer when the tables are of a newer program, and leaves the database at the last file that succeeded when one fails.
func Up(ctx context.Context, db *pgxpool.Pool, log *slog.Logger) error {
	return locked(ctx, db, log, func(ctx context.Context, schema *goose.Provider) error {
		if schema != nil {
			current, latest, err := schema.GetVersions(ctx)
			if err != nil {
				return fmt.Errorf("reading the version of the schema: %w", err)
			}
			if current > latest {
				return fmt.Errorf("%w: version %d, and this one makes %d", ErrNewer, current, latest)
			}
		}
		conn, err := db.Acquire(ctx)
		if err != nil {
			return fmt.Errorf("reaching the database to migrate: %w", err)
		}
		err = Prepare(ctx, conn.Conn(), log)
		conn.Release()
		if err != nil {
			return err
		}
		if schema != nil {
			results, err := schema.Up(ctx)
			if err != nil {
				return fmt.Errorf("applying the schema: %w", err)
			}
			for _, r := range results {
				log.InfoContext(ctx, "migration applied", "version", r.Source.Version, "ms", r.Duration.Milliseconds())
			}
		}
		queue, err := rivermigrate.New(riverpgxv5.New(db), &rivermigrate.Config{Logger: quiet(log)})
		if err != nil {
			return fmt.Errorf("reading the schema of the job queue: %w", err)
		}
		if _, err := queue.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
			return fmt.Errorf("applying the schema of the job queue: %w", err)
		}
		return nil
	})
}

// Down takes the database back to version, undoing every later file in reverse. Version 0 also takes away the job queue;
// extensions and roles stay. What the tables held is lost.
func Down(ctx context.Context, db *pgxpool.Pool, log *slog.Logger, version int64) error {
	return locked(ctx, db, log, func(ctx context.Context, schema *goose.Provider) error {
		if version == 0 {
			queue, err := rivermigrate.New(riverpgxv5.New(db), &rivermigrate.Config{Logger: quiet(log)})
			if err != nil {
				return fmt.Errorf("reading the schema of the job queue: %w", err)
			}
			if _, err := queue.Migrate(ctx, rivermigrate.DirectionDown, &rivermigrate.MigrateOpts{TargetVersion: -1}); err != nil {
				return fmt.Errorf("undoing the schema of the job queue: %w", err)
			}
		}
		if schema == nil {
			return nil
		}
		results, err := schema.DownTo(ctx, version)
		if err != nil {
			return fmt.Errorf("undoing the schema down to %d: %w", version, err)
		}
		for _, r := range results {
			log.InfoContext(ctx, "migration undone", "version", r.Source.Version, "ms", r.Duration.Milliseconds())
		}
		return nil
	})
}

// Version returns the number of the last file that was applied to the database, 0 for an empty one, and the number of
// the last file there is. A database whose first number is the larger was migrated by a newer program.
func Version(ctx context.Context, db *pgxpool.Pool) (current, latest int64, err error) {
	sqldb := stdlib.OpenDBFromPool(db)
	defer sqldb.Close() //nolint:errcheck // it only lets go of the pool, which stays open
	schema, err := goose.NewProvider(goose.DialectPostgres, sqldb, numbered{}, goose.WithDisableGlobalRegistry(true))
	if errors.Is(err, goose.ErrNoMigrations) {
		return 0, 0, nil
	}
	if err != nil {
		return 0, 0, fmt.Errorf("reading the schema: %w", err)
	}
	current, latest, err = schema.GetVersions(ctx)
	if err != nil {
		return 0, 0, fmt.Errorf("reading the version of the schema: %w", err)
	}
	return current, latest, nil
}

// Fingerprint returns a short name for the schema as a whole, the job queue's included: two programs with the same
// fingerprint make the same tables.
func Fingerprint() string {
	var all strings.Builder
	names, _ := fs.Glob(files, "*.sql") // the pattern is well-formed
	for _, name := range names {
		text, _ := files.ReadFile(name) // it was just listed
		fmt.Fprintf(&all, "%s %d\n%s\n", name, len(text), text)
	}
	if queue, err := rivermigrate.New[pgx.Tx](riverpgxv5.New(nil), nil); err == nil {
		for _, m := range queue.AllVersions() {
			fmt.Fprintf(&all, "river %d %s\n", m.Version, m.Name)
		}
	}
	sum := sha256.Sum256([]byte(all.String()))
	return hex.EncodeToString(sum[:6])
}

// locked calls migrate while this program alone may change the schema. The provider is nil when there are no numbered
// files. The lock is goose's own, held around the job queue's files too: those have none.
func locked(ctx context.Context, db *pgxpool.Pool, log *slog.Logger, migrate func(context.Context, *goose.Provider) error) (err error) {
	sqldb := stdlib.OpenDBFromPool(db)
	defer sqldb.Close() //nolint:errcheck // it only lets go of the pool, which stays open
	schema, err := goose.NewProvider(goose.DialectPostgres, sqldb, numbered{},
		goose.WithDisableGlobalRegistry(true), goose.WithSlog(quiet(log)))
	if err != nil && !errors.Is(err, goose.ErrNoMigrations) {
		return fmt.Errorf("reading the schema: %w", err)
	}
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(lockEverySeconds, lockAttempts))
	if err != nil {
		return fmt.Errorf("preparing the schema lock: %w", err)
	}
	conn, err := sqldb.Conn(ctx)
	if err != nil {
		return fmt.Errorf("reaching the database to migrate: %w", err)
	}
	defer conn.Close() //nolint:errcheck // it goes back to the pool
	if err := locker.SessionLock(ctx, conn); err != nil {
		return fmt.Errorf("waiting for the schema lock: %w", err)
	}
	defer func() {
		// A caller who gave up must not leave the lock behind on a connection that goes back to the pool.
		undo, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		if unlock := locker.SessionUnlock(undo, conn); unlock != nil && err == nil {
			err = fmt.Errorf("releasing the schema lock: %w", unlock)
		}
	}()
	return migrate(ctx, schema)
}

// numbered is the file system that goose sees: the schema's files without those that are applied before it.
type numbered struct{}

// Open opens one embedded file.
func (numbered) Open(name string) (fs.File, error) { return files.Open(name) }

// Glob lists the embedded files that goose counts.
func (numbered) Glob(pattern string) ([]string, error) {
	names, err := fs.Glob(files, pattern)
	if err != nil {
		return nil, err
	}
	kept := names[:0]
	for _, name := range names {
		if name != prepareFile {
			kept = append(kept, name)
		}
	}
	return kept, nil
}

// quiet lets only warnings of the libraries through: their story is told by our own lines.
func quiet(log *slog.Logger) *slog.Logger { return slog.New(louder{log.Handler()}) }

type louder struct{ slog.Handler }

func (l louder) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && l.Handler.Enabled(ctx, level)
}

func (l louder) WithAttrs(attrs []slog.Attr) slog.Handler { return louder{l.Handler.WithAttrs(attrs)} }

func (l louder) WithGroup(name string) slog.Handler { return louder{l.Handler.WithGroup(name)} }
