package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/internal/postgres"
	"wegwijzer/migrations"
)

// server is the private database server that we and the peers use, with the settings of `make run`: what is stored survives a crash.
type server struct {
	db      *postgres.DB
	version string
	dir     string
}

const databases = "wegwijzer_bench_"

func openServer(ctx context.Context, dir string) (*server, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // the server's account must be able to enter it
		return nil, err
	}
	db, err := postgres.Open(ctx, postgres.Config{Dir: dir, Progress: func(step string) { fmt.Fprintln(os.Stderr, step) }, Patience: time.Minute})
	if err != nil {
		return nil, err
	}
	s := &server{db: db, dir: dir}
	const versions = `
		SELECT 'PostgreSQL ' || current_setting('server_version') || ', pgvector ' || extversion || ', shared_buffers ' || current_setting('shared_buffers')
			|| ', fsync ' || current_setting('fsync') || ', synchronous_commit ' || current_setting('synchronous_commit')
		FROM pg_extension
		WHERE extname = 'vector'`
	if err := db.Pool.QueryRow(ctx, versions).Scan(&s.version); err != nil {
		s.close(ctx)
		return nil, err
	}
	s.version, _, _ = strings.Cut(s.version, " (")
	return s, s.sweep(ctx)
}

// sweep drops what a run left that has ended; another that goes on keeps its own.
func (s *server) sweep(ctx context.Context) error {
	const left = `
		SELECT d.datname
		FROM pg_database d
		WHERE starts_with(d.datname, $1)
		AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datname = d.datname)`
	rows, err := s.db.Pool.Query(ctx, left, databases)
	if err != nil {
		return err
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return err
	}
	for _, n := range names {
		if _, err := s.db.Pool.Exec(ctx, "DROP DATABASE "+pgx.Identifier{n}.Sanitize()); err != nil {
			return err
		}
	}
	return nil
}

// database returns a pool on a new database with the product's schema.
func (s *server) database(ctx context.Context) (*pgxpool.Pool, error) {
	name := databases + strings.ToLower(rand.Text()[:8])
	if _, err := s.db.Pool.Exec(ctx, "CREATE DATABASE "+pgx.Identifier{name}.Sanitize()); err != nil {
		return nil, err
	}
	address, err := url.Parse(s.db.URL())
	if err != nil {
		return nil, err
	}
	address.Path = "/" + name
	conn, err := pgx.Connect(ctx, address.String())
	if err != nil {
		return nil, err
	}
	_, err = conn.Exec(ctx, "CREATE EXTENSION vector")
	_ = conn.Close(ctx)
	if err != nil {
		return nil, err
	}
	pool, err := postgres.NewPool(ctx, address.String(), 10)
	if err != nil {
		return nil, err
	}
	if err := migrations.Up(ctx, pool, slog.New(slog.DiscardHandler)); err != nil {
		pool.Close()
		return nil, err
	}
	return pool, nil
}

func (s *server) close(ctx context.Context) {
	if err := s.sweep(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "dropping databases:", err)
	}
	if err := s.db.Close(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "closing the server:", err)
	}
}

// size returns the bytes on disk of tables with their indexes.
func size(ctx context.Context, db *pgxpool.Pool, where string) (int64, error) {
	var n int64
	err := db.QueryRow(ctx, `SELECT COALESCE(sum(pg_total_relation_size(oid)), 0)::bigint FROM pg_class WHERE relkind = 'r' AND `+where).Scan(&n)
	return n, err
}
