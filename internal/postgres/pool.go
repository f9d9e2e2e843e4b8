package postgres

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	pgxvector "github.com/pgvector/pgvector-go/pgx"

	"wegwijzer/migrations"
)

const applicationName = "wegwijzer"

// Pauses between attempts to reach a database that does not answer.
const (
	firstPause = 50 * time.Millisecond
	lastPause  = 2 * time.Second
)

// NewPool returns a pool of at most maxConns connections to the database at url, which knows the types of pgvector and is
// known to the server as wegwijzer. The database must have the vector extension. No connection is made yet.
func NewPool(ctx context.Context, url string, maxConns int32) (*pgxpool.Pool, error) {
	return newPool(ctx, url, maxConns, "")
}

// newPool is NewPool, for connections that work in the given role when that is not empty.
func newPool(ctx context.Context, url string, maxConns int32, role string) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, advise(adviceURL, fmt.Errorf("reading the database address: %w", err))
	}
	config.MaxConns = maxConns
	if _, named := config.ConnConfig.RuntimeParams["application_name"]; !named {
		config.ConnConfig.RuntimeParams["application_name"] = applicationName
	}
	if role != "" {
		config.ConnConfig.RuntimeParams["role"] = role
	}
	config.AfterConnect = greet
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("making the connection pool: %w", err)
	}
	return pool, nil
}

// greet readies a new connection: it learns the types of pgvector, and where those are from a version with bugs in
// parallel index builds, it will not build in parallel.
func greet(ctx context.Context, conn *pgx.Conn) error {
	if err := pgxvector.RegisterTypes(ctx, conn); err != nil {
		return fmt.Errorf("learning the vector types: %w", err)
	}
	version, err := vectorVersion(ctx, conn)
	if err != nil {
		return err
	}
	if version.before(parallelBuildFixed) {
		if _, err := conn.Exec(ctx, "SET max_parallel_maintenance_workers = 0"); err != nil {
			return fmt.Errorf("setting serial index builds: %w", err)
		}
	}
	return nil
}

// prepare waits until the database at url answers, sees to it that it has the vector extension and is recent enough, and returns
// the extension's version.
func prepare(ctx context.Context, url string, patience time.Duration, log *slog.Logger) (version, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return version{}, advise(adviceURL, fmt.Errorf("reading the database address: %w", err))
	}
	var conn *pgx.Conn
	err = retry(ctx, patience, func(ctx context.Context) error {
		var err error
		conn, err = pgx.ConnectConfig(ctx, config)
		return err
	})
	if err != nil {
		return version{}, err
	}
	defer conn.Close(context.WithoutCancel(ctx)) //nolint:errcheck // nothing is lost with it

	var server int
	if err := conn.QueryRow(ctx, "SELECT current_setting('server_version_num')::int").Scan(&server); err != nil {
		return version{}, fmt.Errorf("reading the server's version: %w", err)
	}
	if server < leastMajor*10000 {
		return version{}, advise(adviceOld, fmt.Errorf("%w: server version %d", ErrNoServer, server))
	}
	found, err := vectorVersion(ctx, conn)
	if errors.Is(err, ErrNoVector) {
		if err := migrations.Prepare(ctx, conn, log); err != nil {
			var pg *pgconn.PgError
			switch {
			case errors.Is(err, ErrNoVector):
				return version{}, advise(adviceVector, err)
			case errors.As(err, &pg) && pg.Code == "42501":
				return version{}, advise(adviceExtension, fmt.Errorf("%w: %w", ErrNoVector, err))
			}
			return version{}, err
		}
		found, err = vectorVersion(ctx, conn)
	}
	return found, err
}

// vectorVersion returns the version of the vector extension in the database, or ErrNoVector when it was not created.
func vectorVersion(ctx context.Context, conn *pgx.Conn) (version, error) {
	var text string
	err := conn.QueryRow(ctx, "SELECT extversion FROM pg_extension WHERE extname = 'vector'").Scan(&text)
	if errors.Is(err, pgx.ErrNoRows) {
		return version{}, ErrNoVector
	}
	if err != nil {
		return version{}, fmt.Errorf("reading the version of the vector extension: %w", err)
	}
	return parseVersion(text), nil
}

// retry calls reach until it succeeds, patience runs out or parent ends. An answer that will not change by waiting, such as a wrong
// password, is returned at once.
func retry(parent context.Context, patience time.Duration, reach func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(parent, patience)
	defer cancel()
	var last error
	for pause := firstPause; ; pause = min(2*pause, lastPause) {
		err := reach(ctx)
		if err == nil {
			return nil
		}
		if last == nil || ctx.Err() == nil {
			last = err // the reason it does not answer says more than that time ran out
		}
		if refused(err) {
			return advise(adviceRefused, fmt.Errorf("%w: connecting: %w", ErrNoServer, last))
		}
		select {
		case <-ctx.Done():
			if errors.Is(parent.Err(), context.Canceled) {
				return fmt.Errorf("connecting: %w", parent.Err()) // nobody waits for advice any more
			}
			return advise(adviceSilent, fmt.Errorf("%w: connecting: %w", ErrNoServer, last))
		case <-time.After(pause):
		}
	}
}

// refused tells whether the server answered and the answer is final: it does not know the user, the password or the database.
func refused(err error) bool {
	var pg *pgconn.PgError
	if !errors.As(err, &pg) {
		return false
	}
	switch pg.Code {
	case "28000", "28P01", "3D000", "42501":
		return true
	}
	return false
}
