// Package pgtest gives each test a real database of its own, with the whole schema, in about a tenth of a second.
package pgtest

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/internal/postgres"
	"wegwijzer/migrations"
)

const (
	clonePrefix    = "wegwijzer_test_"
	templatePrefix = "wegwijzer_template_"

	// One server must serve all the tests that run at once.
	maxConns = 4

	// Installing a server takes the longest, and happens once on a machine.
	openPatience = 5 * time.Minute

	// What a killed test run left behind is dropped once no test can still be using it.
	staleAfter = time.Hour
	oldAfter   = 24 * time.Hour
)

// templateLock is the advisory lock under which the template is made; the number only has to be ours.
const templateLock = 7_239_114_560_021

// New returns a pool on a database of its own, which has the schema and no rows, and which is dropped when the test ends. It needs no
// preparation: it starts a throwaway server, and installs one when the machine has none. TEST_DATABASE_URL points it at another
// server, on which its user may create databases; DATABASE_URL is left alone, for that one may hold people's data.
func New(t testing.TB) *pgxpool.Pool {
	t.Helper()
	return Open(t, URL(t))
}

// Open returns a pool on the database at url, such as URL returns, that is closed when the test ends.
func Open(t testing.TB, url string) *pgxpool.Pool {
	t.Helper()
	pool, err := postgres.NewPool(t.Context(), url, maxConns)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return pool
}

// URL is New for a test that makes its own connections: it returns the address of the database.
func URL(t testing.TB) string {
	t.Helper()
	s, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	name, err := s.clone(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.drop(context.WithoutCancel(t.Context()), name); err != nil {
			t.Error(err)
		}
	})
	return s.address(name)
}

// server is the server on which this process's tests get their databases.
type server struct {
	db       *postgres.DB
	template string
	building sync.Mutex
}

// shared returns the one server of this test process. It is never closed: the process's end lets go of it.
var shared = sync.OnceValues(func() (*server, error) {
	ctx, cancel := context.WithTimeout(context.Background(), openPatience)
	defer cancel()
	db, err := postgres.Open(ctx, postgres.Config{
		URL:       os.Getenv("TEST_DATABASE_URL"),
		Throwaway: true,
		MaxConns:  maxConns,
		Progress:  func(step string) { fmt.Fprintln(os.Stderr, step) },
	})
	if err != nil {
		return nil, fmt.Errorf("opening the test server: %w", err)
	}
	s := &server{db: db, template: templatePrefix + migrations.Fingerprint()}
	if err := s.build(ctx); err != nil {
		return nil, err
	}
	return s, nil
})

// address returns the address of another database on the server.
func (s *server) address(name string) string {
	config := s.db.Pool.Config().ConnConfig
	query := url.Values{"host": {config.Host}, "port": {strconv.Itoa(int(config.Port))}, "user": {config.User}}
	if config.Password != "" {
		query.Set("password", config.Password)
	}
	if config.TLSConfig == nil {
		query.Set("sslmode", "disable")
	}
	return (&url.URL{Scheme: "postgres", Path: "/" + name, RawQuery: query.Encode()}).String()
}

// clone makes a database from the template and returns its name.
func (s *server) clone(ctx context.Context) (string, error) {
	name := clonePrefix + strconv.FormatInt(time.Now().Unix(), 36) + "_" + strings.ToLower(rand.Text()[:10])
	for attempt := 1; ; attempt++ {
		_, err := s.db.Pool.Exec(ctx, "CREATE DATABASE "+quote(name)+" TEMPLATE "+quote(s.template)+" STRATEGY file_copy")
		if err == nil {
			return name, nil
		}
		var pg *pgconn.PgError
		if attempt == 3 || !errors.As(err, &pg) || pg.Code != "3D000" {
			return "", fmt.Errorf("cloning the template: %w", err)
		}
		// A run of another version of the program thought the template old.
		if err := s.build(ctx); err != nil {
			return "", err
		}
	}
}

func (s *server) drop(ctx context.Context, name string) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	if _, err := s.db.Pool.Exec(ctx, "DROP DATABASE IF EXISTS "+quote(name)+" WITH (FORCE)"); err != nil {
		return fmt.Errorf("dropping a test database: %w", err)
	}
	return nil
}

// build makes the template when the server does not have it. Test processes that start together make it once.
func (s *server) build(ctx context.Context) error {
	s.building.Lock()
	defer s.building.Unlock()
	conn, err := pgx.Connect(ctx, s.db.URL())
	if err != nil {
		return fmt.Errorf("connecting to the test server: %w", err)
	}
	defer conn.Close(context.WithoutCancel(ctx)) //nolint:errcheck // it takes the lock with it
	if _, err := conn.Exec(ctx, "SELECT pg_advisory_lock($1)", int64(templateLock)); err != nil {
		return fmt.Errorf("waiting for the template: %w", err)
	}
	var ready bool
	err = conn.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1 AND datistemplate)", s.template).Scan(&ready)
	if err != nil {
		return fmt.Errorf("looking for the template: %w", err)
	}
	if ready {
		return nil
	}
	if err := sweep(ctx, conn, s.template); err != nil {
		return err
	}
	name := quote(s.template)
	if _, err := conn.Exec(ctx, "CREATE DATABASE "+name); err != nil {
		return fmt.Errorf("creating the template: %w", err)
	}
	if err := s.migrate(ctx); err != nil {
		return err
	}
	// The comment dates it, for a later sweep. Becoming a template is the last step: half a one is never cloned.
	comment := strconv.FormatInt(time.Now().Unix(), 10)
	for _, step := range []string{
		"COMMENT ON DATABASE " + name + " IS '" + comment + "'",
		"ALTER DATABASE " + name + " WITH ALLOW_CONNECTIONS false IS_TEMPLATE true",
	} {
		if _, err := conn.Exec(ctx, step); err != nil {
			return fmt.Errorf("finishing the template: %w", err)
		}
	}
	return nil
}

func (s *server) migrate(ctx context.Context) error {
	config, err := pgxpool.ParseConfig(s.address(s.template))
	if err != nil {
		return fmt.Errorf("reading the address of the template: %w", err)
	}
	config.MaxConns = maxConns
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return fmt.Errorf("connecting to the template: %w", err)
	}
	defer pool.Close()
	if err := migrations.Up(ctx, pool, slog.New(slog.DiscardHandler)); err != nil {
		return fmt.Errorf("migrating the template: %w", err)
	}
	return nil
}

// sweep drops what is left of unfinished templates, of killed test runs, and of older schemas. The caller has the template lock.
func sweep(ctx context.Context, conn *pgx.Conn, template string) error {
	rows, err := conn.Query(ctx, `
		SELECT datname, datistemplate, coalesce(shobj_description(oid, 'pg_database'), '')
		FROM pg_database
		WHERE starts_with(datname, $1) OR starts_with(datname, $2)`, clonePrefix, templatePrefix)
	if err != nil {
		return fmt.Errorf("listing test databases: %w", err)
	}
	type database struct {
		Name     string
		Template bool
		Comment  string
	}
	found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[database])
	if err != nil {
		return fmt.Errorf("listing test databases: %w", err)
	}
	for _, d := range found {
		switch {
		case d.Name == template:
		case strings.HasPrefix(d.Name, templatePrefix) && !d.Template: // nobody is making it, since the caller has the lock
		case strings.HasPrefix(d.Name, clonePrefix) && time.Since(born(d.Name)) > staleAfter:
		case d.Template && time.Since(dated(d.Comment)) > oldAfter:
			if _, err := conn.Exec(ctx, "ALTER DATABASE "+quote(d.Name)+" WITH IS_TEMPLATE false"); err != nil {
				return fmt.Errorf("dropping an old template: %w", err)
			}
		default:
			continue
		}
		if _, err := conn.Exec(ctx, "DROP DATABASE IF EXISTS "+quote(d.Name)+" WITH (FORCE)"); err != nil {
			return fmt.Errorf("dropping an old test database: %w", err)
		}
	}
	return nil
}

// born returns when a clone was made, which is in its name; a name without it is very old.
func born(name string) time.Time {
	text, _, _ := strings.Cut(strings.TrimPrefix(name, clonePrefix), "_")
	seconds, _ := strconv.ParseInt(text, 36, 64) // 0 when it is no number
	return time.Unix(seconds, 0)
}

// dated returns when a template was made, which is its comment.
func dated(comment string) time.Time {
	seconds, _ := strconv.ParseInt(comment, 10, 64) // 0 when it is no number
	return time.Unix(seconds, 0)
}

func quote(name string) string { return pgx.Identifier{name}.Sanitize() }
