// Package postgres opens the database the program is pointed at, or finds PostgreSQL with pgvector and runs a private one.
package postgres

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

// Config says which database to open. Its zero value runs a private one in the usual place.
type Config struct {
	// URL is the address of a database (DATABASE_URL): a postgres:// address or a connection string. Empty means: find
	// server programs on this machine, fetch them when there are none, and run a private cluster.
	URL string

	// Dir is the folder in which a private cluster and fetched server programs live. Empty means: wegwijzer under the
	// user's cache folder, or /var/lib/wegwijzer for root, whose own folder the server's account could not enter.
	Dir string

	// Throwaway runs a private cluster of its own, apart from the one with the person's data, that may lose everything
	// when the machine stops. It is for tests, and allows more connections.
	Throwaway bool

	// MaxConns is the most connections the pool keeps. Zero means ten.
	MaxConns int32

	// Patience is how long to wait for a database that does not answer yet. Zero means ten seconds.
	Patience time.Duration

	// Progress is told in a Dutch sentence what a person is waiting for. Nil means nobody watches.
	Progress func(step string)

	// Logger receives the story for operators. Nil means none.
	Logger *slog.Logger
}

const (
	defaultMaxConns = 10
	defaultPatience = 10 * time.Second
)

// complete returns the configuration with its empty fields filled in.
func (config Config) complete() Config {
	if config.Progress == nil {
		config.Progress = func(string) {}
	}
	if config.Logger == nil {
		config.Logger = slog.New(slog.DiscardHandler)
	}
	if config.MaxConns == 0 {
		config.MaxConns = defaultMaxConns
	}
	if config.Patience == 0 {
		config.Patience = defaultPatience
	}
	return config
}

// DB is an open database.
type DB struct {
	// Pool reaches the database; its connections know the types of pgvector.
	Pool *pgxpool.Pool

	// SerialVectorBuild says that the server's vector extension has bugs in parallel index builds. The pool's own
	// connections already build serially; another one must set max_parallel_maintenance_workers to 0 itself.
	SerialVectorBuild bool

	url      string
	cluster  *cluster // nil when the address was given
	patience time.Duration
	closing  sync.Once
}

// Open opens the database of config.URL, or a private one: it uses PostgreSQL 15 or later with pgvector where the machine
// has it, installs the distribution's package where there is one, and otherwise fetches the programs into config.Dir.
// Several processes share one private cluster; whoever comes first starts it.
//
// It creates the vector extension, but no tables: that is for the migrations. It returns ErrNoServer when no server answers or
// can be run and ErrNoVector when the server lacks pgvector. Both come in an *AdviceError that tells a person what to do.
func Open(ctx context.Context, config Config) (*DB, error) {
	config = config.complete()
	db := &DB{url: config.URL, patience: config.Patience}
	if db.url == "" {
		c, err := openCluster(ctx, config)
		if err != nil {
			return nil, err
		}
		db.cluster, db.url = c, c.url()
	}
	if err := db.connect(ctx, config); err != nil {
		return nil, errors.Join(err, db.Close(ctx))
	}
	return db, nil
}

func (db *DB) connect(ctx context.Context, config Config) error {
	version, err := prepare(ctx, db.url, config.Patience, config.Logger)
	if err != nil {
		return err
	}
	db.SerialVectorBuild = version.before(parallelBuildFixed)
	if db.SerialVectorBuild {
		level := slog.LevelInfo
		if db.cluster == nil {
			// Someone chose this server, and can choose a newer extension.
			level = slog.LevelWarn
		}
		config.Logger.Log(ctx, level, "vector extension has bugs in parallel index builds; building serially",
			"version", version.String(), "fixed_in", parallelBuildFixed.String())
	}
	db.Pool, err = NewPool(ctx, db.url, config.MaxConns)
	return err
}

// URL returns the address of the database, for a program that makes its own connection. It may hold a password.
func (db *DB) URL() string { return db.url }

// As returns a further pool on the same database, of at most maxConns connections that work in the given role and so reach only
// what that role may see. The caller closes it. Its first use fails when the role does not exist.
func (db *DB) As(ctx context.Context, role string, maxConns int32) (*pgxpool.Pool, error) {
	return newPool(ctx, db.url, maxConns, role)
}

// Ready returns nil as soon as the database answers. While it does not, Ready tries again with growing pauses, and gives up with
// ErrNoServer after the patience the database was opened with, or when ctx ends. A private server that died is started again.
func (db *DB) Ready(ctx context.Context) error {
	if db.cluster == nil {
		return retry(ctx, db.patience, db.Pool.Ping)
	}
	return retry(ctx, db.patience, func(limited context.Context) error {
		// A process of a server that was killed still answers for a moment, so that an answer alone does not show that the
		// server lives.
		if err := db.Pool.Ping(limited); err == nil && db.cluster.lives() || ctx.Err() != nil {
			return err
		}
		// Starting after a crash may take longer than the patience for an answer: it has its own limit.
		if err := db.cluster.revive(ctx); err != nil {
			return err
		}
		db.Pool.Reset() // connections to what died
		ctx, cancel := context.WithTimeout(ctx, db.patience)
		defer cancel()
		return db.Pool.Ping(ctx)
	})
}

// Close closes the pool and lets go of a private cluster, which stops when nobody else uses it. It finishes even when ctx has
// already ended. A second call does nothing.
func (db *DB) Close(ctx context.Context) (err error) {
	db.closing.Do(func() {
		if db.Pool != nil {
			db.Pool.Close()
		}
		if db.cluster == nil {
			return
		}
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopPatience)
		defer cancel()
		if err = db.cluster.leave(ctx); err != nil {
			err = fmt.Errorf("leaving the private database: %w", err)
		}
	})
	return err
}
